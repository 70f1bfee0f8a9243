"""Streamlit's own English words, against the installed Streamlit's scripts."""

from pathlib import Path

import pytest
import streamlit
from starlette.responses import Response
from starlette.types import ASGIApp, Message

from pages.ui.ordbyte import ORD, SCRIPTS, SvenskaOrd, phrases_of, translate
from tests.pages.slinga import run_alone

FOLDER = Path(streamlit.__file__).parent / "static" / "static" / "js"


def scripts(stem: str) -> list[Path]:
    return sorted(FOLDER.glob(f"{stem}.*.js"))


def get(app: ASGIApp, path: str) -> tuple[dict[str, str], bytes]:
    """Headers and body of one GET."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept-encoding", b"gzip")]}
    run_alone(app(scope, receive, send))  # type: ignore[arg-type]  # Starlette's apps are coroutines
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}, sent[1]["body"]


@pytest.mark.parametrize(("stem", "english"), [(stem, english) for stem, pairs in ORD.items() for english, _ in pairs])
def test_the_installed_streamlit_still_says_it_in_one_place(stem: str, english: str) -> None:
    assert sum(path.read_text(encoding="utf-8").count(english) for path in scripts(stem)) in (1, 2)


def test_a_script_comes_out_in_swedish_with_its_true_length() -> None:
    (path,) = scripts("FileUploader")
    headers, body = get(SvenskaOrd(Response(path.read_bytes(), media_type="text/javascript")), SCRIPTS + path.name)
    assert "`Välj filer`" in body.decode()
    assert "`Upload`" not in body.decode()
    assert int(headers["content-length"]) == len(body)


def test_other_paths_are_untouched() -> None:
    for path in ("/", "/inlasning", "/static/js/FileUploader.css", "/media/FileUploader.x.js", "/static/js/Annat.x.js"):
        assert phrases_of(path) == ()
        assert get(SvenskaOrd(Response(b"`Upload directories`:`Upload`")), path)[1] == b"`Upload directories`:`Upload`"


def test_a_phrase_that_is_gone_changes_nothing() -> None:
    assert translate(b"const a=1", ORD["index"]) == b"const a=1"
