"""Every page, found by listing the folder, runs for both nämnder, in every view, and on an empty database."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from tests.pages.conftest import ROOT, Open
from tests.pages.tabeller import shown_rows

PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "pages").glob("*/*.py")
    if path.parent.name != "ui" and path.name != "__init__.py"
)
TITLES = {f"pages/{path}": title for pages in dashboard.SECTIONS.values() for path, title, _, _ in pages}


def check(at: AppTest, page: str) -> None:
    """One h1 with the page's title, an answer, and nothing that went wrong."""
    assert not at.exception
    assert [error.value for error in at.error] == []
    assert [title.value for title in at.title] == [TITLES[page]]
    assert at.header or at.subheader


def test_the_navigation_has_every_page_and_no_other() -> None:
    assert sorted(TITLES) == PAGES


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("namnd", ["LIN-SN", "KAT-SN"])
def test_each_page_runs(app: Open, page: str, namnd: str) -> None:
    check(app(page, namnd=namnd), page)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("enhet", "vy"), [("kr", "nettoresultat"), ("tkr", "nettokostnad"), ("mnkr", "nettoresultat")])
def test_each_page_runs_in_another_view(app: Open, page: str, enhet: str, vy: str) -> None:
    check(app(page, namnd="LIN-SN", period="2022-03", enhet=enhet, vy=vy), page)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_runs_for_the_first_month_of_the_first_year(app: Open, page: str) -> None:
    check(app(page, namnd="LIN-SN", period="2018-01"), page)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_runs_for_a_whole_year(app: Open, page: str) -> None:
    check(app(page, namnd="LIN-SN", period="2021-12"), page)


@pytest.mark.parametrize("page", PAGES)
def test_each_page_runs_on_an_empty_database(empty_app: Open, page: str) -> None:
    check(empty_app(page), page)


def test_the_first_page_of_an_empty_database_offers_two_ways_to_begin(empty_app: Open) -> None:
    labels = [button.label for button in empty_app().button]
    assert labels == ["Läs in min egen fil", "Visa exempelkommunerna"]


@pytest.mark.parametrize(
    "url",
    [
        {"namnd": "FINNS-INTE", "period": "1999-99", "enhet": "dollar", "vy": "x", "as_of": "igår"},
        {"namnd": "LIN-SN", "period": "2022-13"},
        {"namnd": "KAT-SN", "period": "'; drop table namnd; --"},
    ],
)
def test_a_bad_link_falls_back_without_a_word_of_error(app: Open, url: dict[str, str]) -> None:
    at = app(**url)
    check(at, "pages/uppfoljning/oversikt.py")
    assert at.query_params["namnd"] in ("LIN-SN", "KAT-SN")
    assert "as_of" not in at.query_params


def test_a_shared_link_opens_the_same_view(app: Open) -> None:
    at = app(namnd="LIN-SN", period="2022-03", enhet="tkr", vy="nettoresultat")
    assert at.selectbox(key="ram_namnd").value == "LIN-SN"
    assert at.selectbox(key="ram_period").value == "2022-03"
    assert at.radio(key="ram_enhet").value == "tkr"
    assert at.radio(key="ram_vy").value == "nettoresultat"


def test_the_frame_writes_what_is_chosen_in_the_url(app: Open) -> None:
    at = app()
    assert dict(at.query_params) == {"namnd": "LIN-SN", "period": "2022-05", "enhet": "mnkr", "vy": "nettokostnad"}
    at.selectbox(key="ram_namnd").set_value("KAT-SN").run()
    assert dict(at.query_params) == {"namnd": "KAT-SN", "period": "2022-04", "enhet": "tkr", "vy": "nettoresultat"}
    at.selectbox(key="ram_period").set_value("2022-02").run()
    at.radio(key="ram_enhet").set_value("kr").run()
    at.radio(key="ram_vy").set_value("nettokostnad").run()
    assert dict(at.query_params) == {"namnd": "KAT-SN", "period": "2022-02", "enhet": "kr", "vy": "nettokostnad"}


def test_a_link_to_an_earlier_day_says_so_and_shows_what_was_known(app: Open) -> None:
    at = app(namnd="LIN-SN", as_of="2000-01-01")
    assert any("Visar läget som det var 1\u00a0januari\u00a02000" in text.value for text in at.markdown)
    at.button[0].click().run()
    assert "as_of" not in at.query_params
    check(at, "pages/uppfoljning/oversikt.py")


def published(name: str) -> list[list[str]]:
    """A printed table, as text, without its heading."""
    text = (Path(ROOT) / "tests" / "referens" / name).read_text(encoding="utf-8-sig")
    return [line.split(";") for line in text.splitlines()[1:]]


def plain(cell: str) -> str:
    """A shown cell as printed: no colour, no symbol, plain spaces and hyphen."""
    text = cell.rsplit("[", maxsplit=1)[-1].rstrip("]")
    for shown, printed in (("▼", ""), ("▲", ""), ("+", ""), ("\u2212", "-"), ("\u00a0", "")):
        text = text.replace(shown, printed)
    return text.strip()


def test_lindesbergs_table_stands_as_printed(app: Open) -> None:
    at = app("pages/uppfoljning/manadsuppfoljning.py", namnd="LIN-SN", period="2022-05")
    rows = [[plain(cell) for cell in row[:7]] for row in shown_rows(at, 0)]
    assert rows == published("lindesberg_2022_05/ekonomisk_uppfoljning.csv")


def test_katrineholms_table_stands_as_printed(app: Open) -> None:
    at = app("pages/uppfoljning/tertialrapport.py", namnd="KAT-SN", period="2022-04")
    rows = [[plain(cell) if place else cell for place, cell in enumerate(row)] for row in shown_rows(at, 0)]
    assert rows == published("katrineholm_2022_t1/driftredovisning.csv")
