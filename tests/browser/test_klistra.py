"""Pasted from Excel, as it stands on the clipboard: tabs, decimal commas, no-break spaces. What is stored is what was there."""

import re
from collections.abc import Sequence
from contextlib import closing
from decimal import Decimal

import pytest
from playwright.sync_api import BrowserContext, Page

from finance.store import Store, read_fritabeller, read_mattposter
from tests.browser.server import Server
from tests.browser.sida import accessibility_faults, open_page, read_table
from tests.browser.tangent import pick, press, sign, tab_to, told, unfold, write

NB = "\u00a0"
"""Excel in Swedish parts thousands with it."""
BIDRAG = [
    ("Förening", "Bidrag 2021, kr", "Per medlem, kr"),
    ("Röda korset", f"5{NB}000,50", "12,5"),
    ("IOGT-NTO 235", f"1{NB}234{NB}567,25", "13,25"),
    ("Summa", f"1{NB}239{NB}567,75", "25,75"),
]


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context


def paste(page: Page, label: str | re.Pattern[str], text: str) -> None:
    """Tab to the field, and paste over what stands there."""
    field = page.get_by_test_id("stMain").get_by_role("textbox", name=label)
    tab_to(page, field)
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+v")
    page.keyboard.press("Control+Enter")


def cells(rows: Sequence[tuple[str, ...]]) -> str:
    return "\r\n".join("\t".join(row) for row in rows) + "\r\n"


def test_a_table_is_pasted_from_excel_and_its_sums_are_checked(written_server: Server, page: Page) -> None:
    open_page(page, f"{written_server.url}/tabeller?namnd=LIN-SN&period=2022-05")
    write(page, "Tabellens rubrik", "Föreningsbidrag 2022")
    wrong = [*BIDRAG[:-1], ("Summa", f"1{NB}239{NB}568,75", "25,75")]
    paste(page, "Klistra in tabellen", cells(wrong))
    told(page, re.compile("Läst som 3 kolumner och 2 rader med summarad."))
    told(page, re.compile("tabellen säger 1.239.568,75"))
    paste(page, "Klistra in tabellen", cells(BIDRAG))
    told(page, "Summaraden stämmer med raderna.")
    shown = {"Röda korset": ["5000,50", "12,50"], "IOGT-NTO 235": ["1234567,25", "13,25"], "Summa": ["1239567,75", "25,75"]}
    assert read_table(page) == shown
    assert accessibility_faults(page) == []
    sign(page)
    press(page, "Spara tabellen")
    told(page, "Rapporten för maj 2022 har en egen tabell, och summorna stämmer")
    with closing(Store.open(f"sqlite:///{written_server.database}")) as store:
        (table,) = read_fritabeller(store, "LIN-SN", period=202205)
    assert table.rader == (
        ("Röda korset", Decimal("5000.50"), Decimal("12.5")),
        ("IOGT-NTO 235", Decimal("1234567.25"), Decimal("13.25")),
    )
    assert table.summa == ("Summa", Decimal("1239567.75"), Decimal("25.75"))


def stored(server: Server, matt: str) -> dict[str, Decimal | None]:
    """What the database has of a mått that was written: first day -> value."""
    with closing(Store.open(f"sqlite:///{server.database}")) as store:
        return {rad.fran: rad.varde for _, rad in read_mattposter(store, "LIN-SN") if rad.matt == matt}


def test_months_of_a_matt_are_typed_and_a_column_is_pasted_from_excel(written_server: Server, page: Page) -> None:
    open_page(page, f"{written_server.url}/matt?namnd=LIN-SN&period=2022-05")
    unfold(page, "Skriv eller klistra in värden")
    form = page.get_by_test_id("stExpander").filter(has_text="Skriv eller klistra in värden")
    pick(page, "Mått", "Ett nytt", "Ett nytt mått", within=form)
    write(page, "Vad måttet heter", "Väntetid till utredning")
    write(page, "Grupp (rubrik det står under)", "Köer")
    write(page, "Enhet", "dagar")
    write(page, "Jan", "12,5", within=form)
    write(page, "Feb", f"1{NB}234,5", within=form)
    assert accessibility_faults(page) == []
    sign(page)
    press(page, "Spara värdena")
    told(page, "Väntetid till utredning: 2 värden sparade.")
    assert stored(written_server, "Väntetid till utredning") == {
        "2022-01-01": Decimal("12.5"),
        "2022-02-01": Decimal("1234.5"),
    }

    write(page, "Vad måttet heter", "Väntetid efter beslut")
    paste(page, re.compile("klistra in en kolumn ur Excel"), f"12,5\r\n13,25\r\n1{NB}234,5\r\n")
    press(page, "Spara värdena")
    told(page, "Väntetid efter beslut: 3 värden sparade.")
    assert stored(written_server, "Väntetid efter beslut") == {
        "2022-01-01": Decimal("12.5"),
        "2022-02-01": Decimal("13.25"),
        "2022-03-01": Decimal("1234.5"),
    }
    pick(page, "Grupp av mått", "Köer", re.compile("Köer"))
    told(page, "Väntetid efter beslut")
