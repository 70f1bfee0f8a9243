"""A link to a page, opened by the first visitor after a start, shows that page with its frame and its figures."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.server import Server
from tests.browser.sida import open_page, read_table
from tests.trad import ROOT

REFERENS = ROOT / "tests" / "referens"
LINDESBERG = REFERENS / "lindesberg_2022_05" / "ekonomisk_uppfoljning.csv"
KATRINEHOLM = REFERENS / "katrineholm_2022_t1" / "driftredovisning.csv"


def printed(path: Path) -> dict[str, list[str]]:
    """A published table: line -> figures as printed, with a plain minus and without thousands spaces."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    return {name: figures for name, *figures in rows[1:]}


def test_a_link_to_the_start_page_by_name_opens_it_with_its_choices(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/oversikt?namnd=KAT-SN&period=2022-03")
    page.get_by_role("heading", name="Översikt", level=1).wait_for()
    assert page.get_by_role("dialog").count() == 0
    assert page.url.startswith(f"{server.url}/?")
    assert "namnd=KAT-SN" in page.url
    assert "period=2022-03" in page.url
    assert page.get_by_test_id("stSidebarNav").get_by_role("link", name="Översikt", exact=True).count() == 1


@pytest.mark.parametrize(
    ("link", "heading", "table"),
    [
        ("manadsuppfoljning?namnd=LIN-SN&period=2022-05", "Månadsuppföljning", LINDESBERG),
        ("tertialrapport?namnd=KAT-SN&period=2022-04", "Tertialrapport", KATRINEHOLM),
    ],
)
def test_a_deep_link_is_the_first_request_after_a_start(
    fresh_server: Server, page: Page, link: str, heading: str, table: Path
) -> None:
    open_page(page, f"{fresh_server.url}/{link}")
    page.get_by_role("heading", name=heading, level=1).wait_for()
    assert page.get_by_role("dialog").count() == 0
    assert page.get_by_text("Page not found").count() == 0
    assert page.get_by_test_id("stSidebarNav").get_by_role("link", name="Översikt", exact=True).is_visible()
    assert page.title() == f"{heading} – Helår"
    assert "No runtime" not in fresh_server.log.read_text(encoding="utf-8"), "a start prints its address and no warnings"

    shown = read_table(page)
    for line, figures in printed(table).items():
        found = shown.get(line) or shown["Socialnämnden"]
        assert [figure for figure in found if figure in figures][: len(figures)] == figures, line
