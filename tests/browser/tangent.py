"""What a person does with the keyboard alone: Tab to a thing, type, Enter, arrows. No mouse."""

import re

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TakesTooLong

from tests.browser.sida import MOST_TRIES, OPEN_LIST_MS, PATIENCE_MS, SETTLES_MS, wait_until_drawn

MOST_TABS = 160
SIGNATUR = "Ditt namn eller din signatur"
HAS_FOCUS = "one => one === document.activeElement"
STANDS_STILL = """one => new Promise(done => {
    let before = NaN, still = 0;
    const look = () => {
        const top = one.getBoundingClientRect().top;
        still = top === before ? still + 1 : 0;
        before = top;
        still > 5 ? done(true) : requestAnimationFrame(look);
    };
    look();
})"""
"""A list that is open while the page scrolls is closed again."""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until `target` has the focus. AssertionError where it cannot be reached."""
    expect(target).to_be_visible(timeout=PATIENCE_MS)
    for _ in range(MOST_TABS):
        if target.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached by Tab")


def write(page: Page, label: str | re.Pattern[str], text: str, *, within: Locator | None = None) -> None:
    """Tab to a field, write over what stands there, and go on with Tab, so that it is read."""
    field = (within or page.get_by_test_id("stMain")).get_by_role("textbox", name=label, exact=isinstance(label, str))
    tab_to(page, field)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    expect(field).to_have_value(text)
    page.keyboard.press("Tab")
    wait_until_drawn(page)


def pick(page: Page, label: str, search: str, option: str | re.Pattern[str], *, within: Locator | None = None) -> None:
    """Tab to a list, type some letters, and take what is found with Enter; again where the page closed the list in between."""
    field = (within or page.get_by_test_id("stMain")).get_by_role("combobox", name=label, exact=True)
    listed = page.get_by_role("option", name=option).first
    for _ in range(MOST_TRIES):
        tab_to(page, field)
        field.evaluate(STANDS_STILL)
        page.keyboard.press("Control+a")
        page.keyboard.type(search)
        try:
            listed.wait_for(timeout=OPEN_LIST_MS)
        except TakesTooLong:
            page.keyboard.press("Escape")
            settle(page)
            continue
        page.keyboard.press("Enter")
        settle(page)
        if not isinstance(option, str) or search == option or field.input_value() != search:
            return
    raise AssertionError(f"{option} cannot be chosen in {label}")


def settle(page: Page) -> None:
    """Wait until the server has heard of the last key and the page is drawn."""
    page.wait_for_timeout(SETTLES_MS)
    wait_until_drawn(page)


def press(page: Page, label: str | re.Pattern[str], *, within: Locator | None = None) -> None:
    """Tab to a button and press Enter."""
    tab_to(page, (within or page.get_by_test_id("stMain")).get_by_role("button", name=label, exact=isinstance(label, str)))
    page.keyboard.press("Enter")
    settle(page)


def unfold(page: Page, label: str) -> None:
    """Tab to a heading that opens, and open it with Enter."""
    tab_to(page, page.get_by_test_id("stMain").locator("summary").filter(has_text=label).first)
    page.keyboard.press("Enter")
    settle(page)


def go(page: Page, title: str) -> None:
    """Tab to a page in the navigation and open it with Enter."""
    tab_to(page, page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=title, level=1).wait_for(timeout=PATIENCE_MS)
    settle(page)


def sign(page: Page) -> None:
    """Write who does this, where it is asked."""
    if page.get_by_test_id("stMain").get_by_role("textbox", name=SIGNATUR).count():
        write(page, SIGNATUR, "Test Ekonom")


def told(page: Page, text: str | re.Pattern[str]) -> None:
    """The page or the message in its corner says this, in its own time."""
    expect(page.get_by_text(text).filter(visible=True).first).to_be_visible(timeout=PATIENCE_MS)
    wait_until_drawn(page)
