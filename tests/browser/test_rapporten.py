"""The tertialrapport by keyboard: a text with live figures, parts moved and switched off, its head, locked, and compared."""

import re
from contextlib import closing

from playwright.sync_api import Page, expect

from finance.store import Store, read_kommentarer, save_kommentar
from tests.browser.server import Server
from tests.browser.sida import PATIENCE_MS, accessibility_faults, open_page, wait_until_drawn
from tests.browser.tangent import pick, press, sign, tab_to, told, unfold, write

UTVECKLING = "Förväntad utveckling"
LEVANDE = "Året slutar på {prognos}, och {Ungdom och placeringsenhet.avvikelse} kommer från placeringarna. Personal:"
COMPLETED = "Året slutar på −10 960 tkr, och −5 895 tkr kommer från placeringarna. Personal: +2 258 tkr"


def parts(page: Page) -> list[str]:
    """The parts of the report that can be opened, from above."""
    return page.get_by_test_id("stMain").locator("summary").all_inner_texts()


def place(page: Page, part: str) -> int:
    return next(place for place, text in enumerate(parts(page)) if part in text)


def write_with_figures(page: Page) -> None:
    """A text with live figures: completed while it is written, one of them found by a search."""
    unfold(page, UTVECKLING)
    field = page.get_by_role("textbox", name=f"Kommentar till {UTVECKLING}")
    tab_to(page, field)
    page.keyboard.press("Control+a")
    page.keyboard.type(LEVANDE)
    page.keyboard.press("Control+Enter")
    told(page, "Så här blir det i rapporten:")
    told(page, "Året slutar på −10 960 tkr, och −5 895 tkr kommer från placeringarna.")
    pick(page, "Infoga en siffra ur tabellerna", "personal avvikelse hittills", "Personal, avvikelse hittills: +2 258 tkr")
    expect(field).to_have_value(f"{LEVANDE} {{Personal.avvikelse}}", timeout=PATIENCE_MS)
    told(page, COMPLETED)
    assert accessibility_faults(page, within="details[open]") == []
    sign(page)
    press(page, "Spara kommentaren")
    told(page, re.compile("Kommentaren är sparad"))


def arrange(page: Page) -> None:
    """Move a part, and switch the last one off."""
    unfold(page, "Delar: vilka är med")
    assert place(page, "Inledning") < place(page, "Ansvarsområde och organisation")
    pick(page, "Flytta", "Ansvarsområde", re.compile("Ansvarsområde och organisation"))
    press(page, "Flytta upp")
    told(page, re.compile("Delen är flyttad"))
    assert place(page, "Inledning") > place(page, "Ansvarsområde och organisation")
    last = page.get_by_test_id("stMultiSelect").inner_text().split("\n")[-1]
    assert any(last in text for text in parts(page))
    tab_to(page, page.get_by_role("combobox", name=re.compile("Delar som är med")))
    page.keyboard.press("Backspace")
    press(page, "Spara delarna")
    told(page, re.compile(f"Inte med: .*{last}"))
    expect(page.get_by_test_id("stMain").locator("summary").filter(has_text=last)).to_have_count(0, timeout=PATIENCE_MS)


def test_a_tertialrapport_is_written_arranged_and_locked_by_keyboard_alone(written_server: Server, page: Page) -> None:
    open_page(page, f"{written_server.url}/tertialrapport?namnd=KAT-SN&period=2022-04")
    write_with_figures(page)
    arrange(page)

    unfold(page, "Diarienummer, mottagare")
    write(page, "Diarienummer", "SOCN/2022:45")
    write(page, "Förslag till beslut", "Nämnden godkänner rapporten.")
    press(page, "Spara huvudet")
    told(page, re.compile("SOCN/2022:45"))

    unfold(page, "Lås rapporten")
    press(page, "Lås rapporten")
    told(page, "Tertialrapport 1 2022 är låst")
    tab_to(page, page.get_by_role("link", name="Öppna version 1 som den låstes"))
    page.keyboard.press("Enter")
    told(page, "Tertialrapport 1 2022, som nämnden såg den")
    told(page, "Dagens siffror är desamma")
    told(page, re.compile("SOCN/2022:45"))
    told(page, COMPLETED)
    assert accessibility_faults(page) == []

    with closing(Store.open(f"sqlite:///{written_server.database}")) as store:
        written = read_kommentarer(store, "KAT-SN", 202204)
        nod, sektion = next(about for about, one in written.items() if one.text.startswith(LEVANDE))
        save_kommentar(store, "KAT-SN", 202204, nod, "Ny bedömning.", sektion=sektion, vem="Test Ekonom")
    page.reload()
    wait_until_drawn(page)
    told(page, re.compile("Dagens siffror skiljer sig på"))
    told(page, COMPLETED)
