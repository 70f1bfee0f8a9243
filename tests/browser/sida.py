"""What a person does with a page, and what a machine can see of its accessibility."""

import re
from collections.abc import Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TakesTooLong

PATIENCE_MS = 30_000
SETTLES_MS = 250
"""In which the browser tells the server what was done, so that the page is known to be drawn anew."""
OPEN_LIST_MS = 5_000
MOST_TRIES = 5
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

STREAMLITS_OWN = {
    ("list", "stSidebarNavItems"),
    ("listitem", "stSidebarNavItems"),
    ("presentation-role-conflict", "stFileUploaderDropzone"),
    ("empty-table-header", "stDataFrame"),
    ("target-size", "stDateInput"),
    ("target-size", "stMultiSelect"),
    ("aria-dialog-name", "stToast"),
    ("svg-img-alt", "stMetricChart"),
}
"""Violations in Streamlit's own parts, which the application cannot mend: (rule, data-testid), as in docs/tillganglighet.md."""

AT_REST = """() => document.getAnimations().every(
    one => one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity)"""
"""No colour is on its way from light to dark."""
NEAREST_TESTID = """selector => {
    const found = document.querySelector(selector);
    const named = found && found.closest('[data-testid]');
    return named ? named.dataset.testid : '';
}"""


def wait_until_drawn(page: Page) -> None:
    """Wait until Streamlit has connected, run the page and drawn it."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=PATIENCE_MS)
    page.locator('[data-testid="stSkeleton"]').first.wait_for(state="detached", timeout=PATIENCE_MS)
    page.wait_for_function("document.querySelector('[data-stale=\"true\"]') === null", timeout=PATIENCE_MS)


def open_page(page: Page, url: str) -> None:
    """Go to `url` and wait until it is drawn."""
    page.goto(url)
    wait_until_drawn(page)


def follow_link(page: Page, title: str) -> None:
    """Choose a page in the navigation."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True).click()
    page.get_by_role("heading", name=title, level=1).wait_for(timeout=PATIENCE_MS)
    wait_until_drawn(page)


def choose(page: Page, label: str | re.Pattern[str], option: str | re.Pattern[str]) -> None:
    """Choose in a selectbox: its field, then the list that opens; opened again where the page, drawn anew, closed it."""
    field = page.get_by_role("combobox", name=label).first
    listed = page.get_by_role("option", name=option).first
    field.wait_for(timeout=PATIENCE_MS)
    for _ in range(MOST_TRIES):
        page.wait_for_timeout(SETTLES_MS)
        wait_until_drawn(page)
        try:
            field.scroll_into_view_if_needed(timeout=OPEN_LIST_MS)
            field.click(timeout=OPEN_LIST_MS)
            listed.click(timeout=OPEN_LIST_MS)
        except TakesTooLong:
            page.keyboard.press("Escape")
        else:
            wait_until_drawn(page)
            return
    raise AssertionError(f"{option} cannot be chosen in {label}")


def read_table(page: Page, place: int = 0) -> dict[str, list[str]]:
    """A report table: line -> its figures, with a plain minus and without symbols, plus signs and spaces."""
    table = page.get_by_test_id("stTable").nth(place)
    table.wait_for(timeout=PATIENCE_MS)
    rows: list[list[str]] = table.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.children].map(cell => cell.innerText))"
    )
    return {head.strip(): [_plain(figure) for figure in figures] for head, *figures in rows}


def _plain(figure: str) -> str:
    return figure.translate(str.maketrans({"\u2212": "-", **dict.fromkeys("▲▼+ \u00a0\u202f\u200b\n")}))


def accessibility_faults(page: Page, *, within: str | None = None) -> list[str]:
    """What axe finds that is not Streamlit's own, on the whole page or in one part of it: one line per rule and place."""
    page.wait_for_function(AT_REST, timeout=PATIENCE_MS)
    answer: Mapping[str, Any] = Axe().run(page, context=within, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    found = []
    for violation in answer["violations"]:
        for node in violation["nodes"]:
            place = _testid(page, node["target"][0]) or _own_testid(node["html"])
            if (violation["id"], place) not in STREAMLITS_OWN:
                found.append(
                    f"{violation['id']} [{violation['impact']}] {place}: {node['html'][:160]} {_colours(node)}".strip()
                )
    return found


def _testid(page: Page, selector: object) -> str:
    return str(page.evaluate(NEAREST_TESTID, selector)) if isinstance(selector, str) else ""


def _own_testid(html: str) -> str:
    """Of a part that has gone since, such as a message in the corner."""
    found = re.search(r'data-testid="(\w+)"', html)
    return found[1] if found else ""


def _colours(node: Mapping[str, Any]) -> str:
    data = (node["any"] or [{}])[0].get("data")
    return (
        f"({data['fgColor']} on {data['bgColor']}, {data['contrastRatio']})"
        if isinstance(data, dict) and "fgColor" in data
        else ""
    )
