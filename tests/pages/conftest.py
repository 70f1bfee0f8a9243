"""The application as AppTest runs it, on a database of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from finance.prognos.anpassade_cache import forget_all

ROOT = Path(__file__).resolve().parents[2]
Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def _no_caches() -> Iterator[None]:
    """Leave no open database behind, and no fitted models for the next page to find."""
    forget_all()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


def _opener(monkeypatch: pytest.MonkeyPatch, database: Path) -> Open:
    monkeypatch.setenv("HELAR_DB", f"sqlite:///{database}")

    def open_page(page: str = "", **url: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        for name, value in url.items():
            at.query_params[name] = value
        at.run()
        return at.switch_page(page).run() if page else at

    return open_page


@pytest.fixture
def app(exempel_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page (path from the root) of the sample nämnder, with parameters in the URL."""
    copy = tmp_path / "exempel.db"
    shutil.copyfile(exempel_db, copy)
    return _opener(monkeypatch, copy)


@pytest.fixture
def empty_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """The same with no database yet."""
    return _opener(monkeypatch, tmp_path / "ny.db")
