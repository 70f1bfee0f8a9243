"""Every page in a real browser: its title and language, no fault that axe sees, in light and in dark."""

import ast
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.server import ROOT, Server
from tests.browser.sida import accessibility_faults, open_page, wait_until_drawn


def pages_of_the_navigation() -> Iterator[tuple[str, str]]:
    """(address, title) of every page that dashboard.py names."""
    for node in ast.walk(ast.parse((ROOT / "dashboard.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Tuple) and len(node.elts) >= 3:
            words = [element.value for element in node.elts if isinstance(element, ast.Constant)]
            if words and str(words[0]).endswith(".py"):
                yield str(words[2]), str(words[1])


PAGES = list(pages_of_the_navigation())
RICH = ("tertialrapport", "rapportkontroll", "matt", "atgarder", "investeringar", "uppdrag", "flerar", "kop", "tabeller")
"""What Katrineholm has and Lindesberg has little of."""
MAIN = '[data-testid="stMain"]'
BACKGROUND = """() => getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor"""


def test_the_navigation_was_found() -> None:
    assert {title for _address, title in PAGES} >= {"Översikt", "Månadsuppföljning", "Tertialrapport", "Inläsning"}
    assert {address for address, _title in PAGES} >= set(RICH)


def test_every_page_is_reached_from_the_menu(server: Server, page: Page) -> None:
    open_page(page, server.url)
    links = (
        page.get_by_test_id("stSidebarNav")
        .get_by_role("link")
        .evaluate_all("links => links.map(link => [new URL(link.href).pathname.slice(1), link.innerText.split(/\\n+/).pop()])")
    )
    hidden = {"last_rapport"}  # reached from a locked report: test_rapporten.py
    start = {"oversikt": ""}  # the first page has the address of the application itself
    assert links == [[start.get(address, address), title] for address, title in PAGES if address not in hidden]


@pytest.mark.parametrize(
    ("address", "title", "choices", "within"),
    [(address, title, "namnd=LIN-SN&period=2022-05", None) for address, title in PAGES]
    + [(address, title, "namnd=KAT-SN&period=2022-04", MAIN) for address, title in PAGES if address in RICH],
)
def test_a_page_says_what_it_is_and_axe_finds_nothing_new_in_light_and_in_dark(
    server: Server, page: Page, address: str, title: str, choices: str, within: str | None
) -> None:
    page.emulate_media(color_scheme="light")
    open_page(page, f"{server.url}/{address}?{choices}")
    page.get_by_role("heading", name=title, level=1).wait_for()
    assert page.title() == f"{title} – Helår"
    assert page.evaluate("document.documentElement.lang") == "sv"
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_test_id("stException").count() == 0
    assert accessibility_faults(page, within=within) == []
    light = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"light => ({BACKGROUND})() !== light", arg=light)
    wait_until_drawn(page)
    assert accessibility_faults(page, within=within) == []
