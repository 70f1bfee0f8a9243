"""The real server, a real browser, and no request to another host."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.server import ROOT, Server, serve

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAITED_IN_VAIN = ["TimeoutError", "Locator expected"]
"""What a busy machine can do to a browser: a wait that ran out. What a page says wrongly is never asked twice."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder. A test whose wait ran out is run once more, and the summary names it (-rR)."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=WAITED_IN_VAIN))


@pytest.fixture(scope="session")
def exempel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example database, built once by the command that README names. Copy it, do not write to it."""
    folder = tmp_path_factory.mktemp("exempel")
    database = folder / "exempel.db"
    subprocess.run(
        [sys.executable, "-m", "finance", "exempel", "--db", f"sqlite:///{database}"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        check=True,
        timeout=300,
    )
    return database


@pytest.fixture(scope="session")
def server(exempel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that only read."""
    folder = tmp_path_factory.mktemp("server")
    with serve(_copy(exempel, folder), log=folder / "logg.txt") as running:
        yield running


@pytest.fixture(scope="session")
def written_server(exempel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for tests that each write lists, reports or tables of their own; they share its start."""
    folder = tmp_path_factory.mktemp("skrivet")
    with serve(_copy(exempel, folder), log=folder / "logg.txt") as running:
        yield running


@pytest.fixture
def fresh_server(exempel: Path, tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has asked for a page, with a database that may be written to."""
    with serve(_copy(exempel, tmp_path), log=tmp_path / "logg.txt") as running:
        yield running


@pytest.fixture
def empty_server(tmp_path: Path) -> Iterator[Server]:
    """A server with no database yet, as at the very first start."""
    with serve(tmp_path / "ny.db", log=tmp_path / "logg.txt") as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser on the PATH; tests download none."""
    if CHROMIUM is None:
        pytest.skip("chromium saknas: installera Debians paket chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def requests() -> list[str]:
    """Every address that the browser of this test asked for."""
    return []


@pytest.fixture
def context(chromium: Browser, requests: list[str]) -> Iterator[BrowserContext]:
    """A browser window of a Swedish person. At the end of every test: nothing was asked of another host."""
    window = chromium.new_context(locale="sv-SE", timezone_id="Europe/Stockholm", viewport={"width": 1366, "height": 768})
    window.on("request", lambda request: requests.append(request.url))
    yield window
    window.close()
    outside = {urlsplit(url).hostname for url in requests} - {"127.0.0.1", None}
    assert not outside, f"requests to other hosts: {sorted(map(str, outside))}"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()


def _copy(database: Path, folder: Path) -> Path:
    """A copy made by SQLite, so that what stands in the write-ahead log comes along."""
    copy = folder / "helar.db"
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy
