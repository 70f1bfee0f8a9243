"""Streamlit's own English words in the browser, in Swedish (docs/beslut/0004-sprak.md).

Streamlit has no setting for them: "Upload", "No results", "Press Enter to apply". This ASGI middleware for `st.App` changes a
fixed list of phrases in a few of the script files on their way out. A phrase that a new Streamlit no longer has is left as it
is, so nothing can break; a test says which ones are gone.
"""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPTS = "/static/js/"

ORD: Mapping[str, tuple[tuple[str, str], ...]] = {
    "FileUploader": (
        ("`Upload directories`:`Upload`", "`Välj mappar`:`Välj filer`"),
        ("} per file`", "} per fil`"),
        ("`Drag and drop files here`", "`Släpp filerna här`"),
        ("`Drag and drop a file here`", "`Släpp filen här`"),
        ("`Add files`", "`Lägg till filer`"),
        ("} files are not allowed.`", "} kan inte läsas in.`"),
    ),
    "utils": (
        ('"aria-label":`file upload`', '"aria-label":`filer`'),
        ("`File must be ${", "`Filen får vara högst ${"),
        ("} or smaller.`", "}.`"),
    ),
    "InputInstructions": (
        ("`submit form`:`apply`", "`skicka`:`använda`"),
        ("`Press ${", "`Tryck ${"),
        ("}+Enter to ${e}`", "}+Enter för att ${e}`"),
        ("`Press Enter to ${e}`", "`Tryck Enter för att ${e}`"),
    ),
    "Selectbox": (
        ('"aria-label":`Open`', '"aria-label":`Öppna`'),
        ("`No results`", "`Inga träffar`"),
        ("`Clear value`", "`Töm`"),
        ("`Selectbox options`", "`Val`"),
    ),
    "Multiselect": (
        ('"aria-label":`Open`', '"aria-label":`Öppna`'),
        ("return`No results`", "return`Inga träffar`"),
        ("label:`Select all`", "label:`Markera alla`"),
        ('"aria-label":`Clear all`', '"aria-label":`Töm`'),
        ('"aria-label":`Selected values`', '"aria-label":`Valda`'),
        ('"aria-label":`Remove ${', '"aria-label":`Ta bort ${'),
        ("t.label||`Multiselect options`", "t.label||`Val`"),
    ),
    "StreamlitMarkdown": (("`Help`:`Help for ${", "`Hjälp`:`Hjälp om ${"),),
    "DownloadButton": (("`Download failed`", "`Filen kunde inte skapas. Försök igen.`"),),
    "Toolbar": (("label:`Fullscreen`", "label:`Helskärm`"), ("label:`Close fullscreen`", "label:`Stäng helskärmen`")),
    "PlotlyChart": (("`Close fullscreen`:`Fullscreen`", "`Stäng helskärmen`:`Helskärm`"),),
    "DataFrame": (
        ("label:`Download as CSV`", "label:`Hämta som CSV`"),
        ("label:`Search`", "label:`Sök`"),
        ("label:`Show/hide columns`", "label:`Visa eller dölj kolumner`"),
        ("label:`Select all`", "label:`Markera alla`"),
        ("label:`Clear selection`", "label:`Avmarkera`"),
        ("`Close Search`", "`Stäng sökningen`"),
        ("`Type to search`", "`Skriv för att söka`"),
        ("`Sort ascending`", "`Sortera stigande`"),
        ("`Sort descending`", "`Sortera fallande`"),
        ("`Autosize`", "`Anpassa bredden`"),
        ("`Pin column`", "`Fäst kolumnen`"),
        ("`Unpin column`", "`Lossa kolumnen`"),
        ("`Hide column`", "`Dölj kolumnen`"),
    ),
    "index": (
        ("children:`Skip to main content`", "children:`Gå till innehållet`"),
        ('"aria-label":`Navigate to home page`', '"aria-label":`Till startsidan`'),
        ('"aria-label":`App pages`', '"aria-label":`Sidor`'),
        ('"aria-label":`Sidebar`', '"aria-label":`Meny`'),
        ("`Stopping...`:`Stop`", "`Stoppar …`:`Stoppa`"),
        ('"aria-label":`Expand sidebar`', '"aria-label":`Visa menyn`'),
        ('"aria-label":`Collapse sidebar`', '"aria-label":`Dölj menyn`'),
        ("`Connection error`", "`Anslutningen bröts`"),
        (
            "`You have requested page /${e}, but no corresponding file was found in the app's pages/ directory`",
            "`Det finns ingen sida /${e}`",
        ),
        ("`The page that you have requested does not seem to exist`", "`Sidan finns inte`"),
        ("`Page not found`", "`Sidan finns inte`"),
        ("`${t}. Running the app's main page.`", "`${t}. Startsidan visas i stället.`"),
        ("`view less`:`view more`", "`visa mindre`:`visa mer`"),
        ('slot:`close`,"aria-label":`Close`', 'slot:`close`,"aria-label":`Stäng`'),
    ),
}
"""First part of a script's file name -> (Streamlit's code, ours). Enough code around a word to hit nothing else."""


class SvenskaOrd:
    """Middleware: the scripts named in ORD are changed; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask the application for plain text where one of the scripts is asked for, and change what comes."""
        pairs = phrases_of(scope["path"]) if scope["type"] == "http" else ()
        if not pairs:
            await self._app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name not in (b"accept-encoding", b"range")]
        await self._app({**scope, "headers": plain}, receive, _Omskrivning(send, pairs))


class _Omskrivning:
    """One script on its way out: held until it is whole."""

    def __init__(self, send: Send, pairs: tuple[tuple[str, str], ...]) -> None:
        self._send = send
        self._pairs = pairs
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200 and not _is_packed(message):
            self._start = message
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)
        else:
            await self._send(message)

    async def _finish(self, start: Message) -> None:
        body = translate(bytes(self._body), self._pairs)
        if self._body:  # the answer to HEAD has a length and no body
            MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_packed(start: Message) -> bool:
    return "content-encoding" in Headers(raw=start["headers"])


def phrases_of(path: str) -> tuple[tuple[str, str], ...]:
    """What to change in the script at a path; nothing for other paths."""
    folder, slash, name = path.rpartition("/")
    if folder + slash != SCRIPTS or not name.endswith(".js"):
        return ()
    return ORD.get(name.partition(".")[0], ())


def translate(script: bytes, pairs: tuple[tuple[str, str], ...]) -> bytes:
    """The script with its phrases in Swedish."""
    for english, swedish in pairs:
        script = script.replace(english.encode(), swedish.encode())
    return script
