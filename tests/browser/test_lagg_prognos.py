"""A chef's sitting: several lines by keyboard and by paste, with decimal commas, summed, saved, found again and undone."""

import re

from playwright.sync_api import Page, expect

from pages.ui.laggvy import ENDS, GJORD, NAMN, NU, SYSTEM, WIDTHS
from tests.browser.server import Server
from tests.browser.sida import PATIENCE_MS, accessibility_faults, follow_link, open_page, wait_until_drawn
from tests.browser.test_inlasning import write_name

LINK = "lagg_prognos?namnd=LIN-SN&period=2022-05&rader=5200"  # Vård och omsorg and its six parts
ROW_PX, HEAD_PX = 33, 35
FIELD = "#portal textarea, #portal input"
"""Where a cell of the grid is written, while it is open."""


def open_cell(page: Page, row: int) -> None:
    """Go to Ny bedömning of a row (the first is 0), and let its field be loaded once."""
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box is not None
    before = sum(WIDTHS[name] for name in (NAMN, SYSTEM, ENDS, NU, GJORD))
    page.mouse.click(box["x"] + before + 60, box["y"] + HEAD_PX + row * ROW_PX + ROW_PX / 2)
    page.keyboard.press("Enter")
    field = page.locator(FIELD).first
    field.wait_for(timeout=PATIENCE_MS)
    page.keyboard.press("Escape")
    field.wait_for(state="detached", timeout=PATIENCE_MS)


def type_down(page: Page, *amounts: str) -> None:
    """As a person types, looking: a sign opens the cell, it is written over, Enter, and the next row is there."""
    field = page.locator(FIELD).first
    for amount in amounts:
        page.keyboard.type(amount[0])
        field.wait_for(timeout=PATIENCE_MS)
        page.keyboard.press("Control+a")
        page.keyboard.type(amount, delay=60)
        expect(field).to_have_value(amount)
        page.keyboard.press("Enter")
        field.wait_for(state="detached", timeout=PATIENCE_MS)


def answer(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=2).first).to_have_text(re.compile(text), timeout=PATIENCE_MS)
    wait_until_drawn(page)


def test_lines_are_typed_pasted_saved_and_found_on_helarsprognos(fresh_server: Server, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, f"{fresh_server.url}/{LINK}")
    answer(page, "väntas sluta på −34,5.Mnkr")
    open_cell(page, 1)
    type_down(page, "1,0", "-0,9")  # Administration was +1,3 and Bemanningsenhet -0,5
    answer(page, "Med det du har skrivit slutar Socialnämnden på −35,2.Mnkr")
    page.evaluate("navigator.clipboard.writeText('-2,4\\n-9,5\\n-16,5')")
    page.keyboard.press("Control+v")  # Sjuksköterskor -2,0, Särskilt boende -8,0 and Hemtjänst -15,0
    answer(page, "Med det du har skrivit slutar Socialnämnden på −38,6.Mnkr")
    assert accessibility_faults(page) == []

    write_name(page)
    page.get_by_role("button", name="Spara 5 bedömningar").click()
    expect(page.get_by_text("5 bedömningar är sparade").first).to_be_visible(timeout=PATIENCE_MS)
    answer(page, "väntas sluta på −38,6.Mnkr")

    follow_link(page, "Helårsprognos")
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text(re.compile("−38,6")).first).to_be_visible(timeout=PATIENCE_MS)
    expect(main.get_by_text(re.compile("−16,5")).first).to_be_visible()

    follow_link(page, "Lägg prognos")
    page.get_by_role("button", name="Ångra senaste sparningen").click()
    answer(page, "väntas sluta på −34,5.Mnkr")
    assert page.get_by_test_id("stException").count() == 0
