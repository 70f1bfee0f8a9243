"""The one HTML page that Streamlit serves, in Swedish: WCAG 3.1.1 asks for the page's language (docs/beslut/0004-sprak.md).

Streamlit's own index.html says `<html lang="en">`, carries its own name as title until the first run is drawn, and tells
people without JavaScript so in English; no option changes that. This ASGI middleware for `st.App` rewrites those three places.
"""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PLATSER = (
    (re.compile(rb'<html lang="[^"]*"'), b'<html lang="sv"'),
    (re.compile(rb"<title>[^<]*</title>"), "<title>Helår</title>".encode()),
    (
        re.compile(rb"<noscript>.*?</noscript>", re.DOTALL),
        "<noscript><p>Helår behöver JavaScript. Slå på det i webbläsaren och ladda om sidan.</p></noscript>".encode(),
    ),
)


class SvenskSida:
    """Middleware: every HTML answer with status 200 is rewritten; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask the application for plain text where a page is asked for, and rewrite what comes."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": plain}, receive, _Omskrivning(send))


class _Omskrivning:
    """One answer on its way out: an HTML body is held until it is whole."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)
        else:
            await self._send(message)

    async def _send_page(self, start: Message) -> None:
        body = translate(self._body)
        if self._body:  # the answer to HEAD has a length and no body
            MutableHeaders(scope=start)["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_page(start: Message) -> bool:
    return start["status"] == 200 and Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def translate(html: bytes) -> bytes:
    """`html` with its language, title and message without JavaScript in Swedish."""
    for pattern, swedish in PLATSER:
        html = pattern.sub(swedish, html, count=1)
    return html
