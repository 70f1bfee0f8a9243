"""The middleware that makes Streamlit's page Swedish, against Streamlit's own index.html."""

from pathlib import Path

import streamlit
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.ui.sprak import SvenskSida, translate
from tests.pages.slinga import run_alone

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()


def get(app: ASGIApp, *, accept: str) -> tuple[dict[str, str], bytes]:
    """Headers and body of one GET."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def ask() -> None:
        wanted = [(b"accept", accept.encode()), (b"accept-encoding", b"gzip")]
        await app({"type": "http", "method": "GET", "path": "/", "headers": wanted}, receive, send)

    run_alone(ask())
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return headers, b"".join(message.get("body", b"") for message in sent[1:])


def test_the_installed_streamlit_still_has_the_places_that_are_rewritten() -> None:
    for english in (b'<html lang="en">', b"<title>Streamlit</title>", b"<noscript>"):
        assert INDEX.count(english) == 1


def test_a_page_is_swedish_and_its_length_is_true() -> None:
    headers, body = get(SvenskSida(Response(INDEX, media_type="text/html")), accept="text/html,application/xhtml+xml")
    text = body.decode()
    assert '<html lang="sv">' in text
    assert "<title>Helår</title>" in text
    assert "Helår behöver JavaScript" in text
    assert "You need to enable JavaScript" not in text
    assert int(headers["content-length"]) == len(body)


def test_the_rest_of_the_page_is_untouched() -> None:
    scripts = [line for line in INDEX.splitlines() if b"<script" in line or b"<link" in line]
    translated = translate(INDEX).splitlines()
    assert all(line in translated for line in scripts)


def test_what_is_not_a_page_passes_untouched() -> None:
    script = b'x = "<html lang=\\"en\\"><title>Streamlit</title>"'
    _headers, body = get(SvenskSida(Response(script, media_type="text/javascript")), accept="text/html")
    assert body == script


def test_an_error_page_passes_untouched() -> None:
    _headers, body = get(SvenskSida(PlainTextResponse("nej", status_code=404)), accept="text/html")
    assert body == b"nej"


def test_the_application_is_not_asked_to_compress_a_page() -> None:
    seen: list[list[tuple[bytes, bytes]]] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["headers"])
        await PlainTextResponse("")(scope, receive, send)

    get(SvenskSida(app), accept="text/html")
    get(SvenskSida(app), accept="*/*")
    assert [b"accept-encoding" in dict(headers) for headers in seen] == [False, True]
