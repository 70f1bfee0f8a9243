"""Åtgärder, Investeringar and Uppdrag och bidrag by keyboard alone: written, changed, taken away, put back, in the report."""

import io
import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Page

from tests.browser.server import Server
from tests.browser.sida import accessibility_faults, open_page, read_table
from tests.browser.tangent import go, pick, press, sign, tab_to, told, unfold, write

FLIK = "namnd=LIN-SN&period=2022-04&enhet=kr"
"""Lindesberg in April has no bedömningar, so that an åtgärd counts; kronor, so that its effect is seen to the krona."""
OPPNA = "Ändra, ta bort eller se historik"


def kronor(text: str) -> int:
    """`−1 234 kr` as a number."""
    return int("".join(sign for sign in text.replace("\u2212", "-") if sign.isdigit() or sign == "-"))


def metric(page: Page, label: str) -> int:
    found = page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue")
    return kronor(found.inner_text())


def test_an_atgard_by_keyboard_alone_is_in_the_list_and_in_the_tertialrapport(written_server: Server, page: Page) -> None:
    open_page(page, f"{written_server.url}/atgarder?{FLIK}")
    unfold(page, "Lägg in en åtgärd")
    write(page, "Åtgärd", "Samplanera turer")
    write(page, "Avvikelse", "Vikarier")
    pick(page, "Verksamhet", "Hemtjänst", "Hemtjänst")
    write(page, "Start", "2022-05-01")
    write(page, "Effekt per månad, kronor", "12 500,50")
    tab_to(page, page.get_by_role("radio", name="Nej"))
    page.keyboard.press("ArrowRight")
    told(page, "Avvikelse helår ▲ +100 004 kr")  # 12 500,50 kr in May to December
    sign(page)
    press(page, "Spara åtgärden")
    told(page, "1 räknas i prognosen")
    assert read_table(page)["Vikarier"][1] == "100004"
    assert metric(page, "Prognos efter åtgärder") - metric(page, "Prognos före åtgärder") == 100_004

    unfold(page, OPPNA)
    pick(page, "Välj en åtgärd", "Vikarier", "Vikarier: Samplanera turer")
    press(page, "Ändra åtgärden")
    write(page, "Effekt per månad, kronor", "20 000")
    press(page, "Spara ändringen av åtgärden")
    told(page, "▲ +160 000")
    assert accessibility_faults(page) == []

    go(page, "Tertialrapport")
    unfold(page, "Åtgärdsplan")
    told(page, re.compile("Prognosen är .* före åtgärder och .* efter"))
    assert read_table(page, -1)["Vikarier"][:3] == ["Samplaneraturer", "saknas", "160000"]  # no one is responsible yet

    go(page, "Åtgärder")
    unfold(page, OPPNA)
    pick(page, "Välj en åtgärd", "Vikarier", "Vikarier: Samplanera turer")
    press(page, "Ta bort åtgärden")
    told(page, "Inga åtgärder är inlagda.")
    pick(page, "Välj en åtgärd", "Vikarier", "Vikarier: Samplanera turer")
    press(page, "Lägg tillbaka åtgärden")
    told(page, "▲ +160 000")


def test_a_projekt_by_keyboard_alone_is_in_the_list_and_in_the_tertialrapport(written_server: Server, page: Page) -> None:
    open_page(page, f"{written_server.url}/investeringar?{FLIK}")
    unfold(page, "Lägg in ett projekt")
    assert accessibility_faults(page) == []
    write(page, "Projekt, kod", "400900")
    write(page, "Benämning", "Larm i särskilt boende")
    pick(page, "Blir färdigt i år", "Nej", "Nej")
    write(page, re.compile("^Utfall till och med"), "120 000,50")
    write(page, "Budget helår, kronor", "1 000 000")
    write(page, "Prognos avvikelse helår, kronor", "-250 000")
    sign(page)
    press(page, "Spara projektet")
    told(page, "0 av 1 projekt blir färdiga 2022")
    # 120 000,50 kr is spent and 879 999,50 kr left: half a krona is rounded away from zero.
    line = ["120001", "1000000", "880000", "-250000", "nej"]
    assert read_table(page)["400900 Larm i särskilt boende"] == line

    unfold(page, OPPNA)
    pick(page, "Välj ett projekt", "Larm", re.compile("Larm"))
    press(page, "Ändra projektet")
    write(page, "Prognos avvikelse helår, kronor", "0")
    press(page, "Spara ändringen av projektet")
    told(page, "Hela budgeten väntas gå åt.")

    go(page, "Tertialrapport")
    unfold(page, "Investeringsredovisning")
    told(page, re.compile("400900"))

    go(page, "Investeringar")
    unfold(page, OPPNA)
    pick(page, "Välj ett projekt", "Larm", re.compile("Larm"))
    press(page, "Ta bort projektet")
    told(page, "Inga investeringar är inlagda för 2022.")
    pick(page, "Välj ett projekt", "Larm", re.compile("Larm"))
    press(page, "Lägg tillbaka projektet")
    told(page, "0 av 1 projekt blir färdiga 2022")


def test_uppdrag_and_statsbidrag_by_keyboard_alone_and_the_uppdrag_as_a_file(written_server: Server, page: Page) -> None:
    open_page(page, f"{written_server.url}/uppdrag?{FLIK}")
    unfold(page, "Lägg in ett uppdrag")
    write(page, "Uppdrag", "Korta handläggningstiden")
    pick(page, "Källa", "IVO", "IVO")
    write(page, "Svar senast", "2022-06-30")
    sign(page)
    press(page, "Spara uppdraget")
    told(page, re.compile("försenat"))

    unfold(page, "Lägg in ett statsbidrag")
    assert accessibility_faults(page) == []
    write(page, "Statsbidrag", "God vård")
    write(page, "Summa, kronor", "800 tkr")
    write(page, "Använt hittills, kronor", "300 000,50")
    press(page, "Spara statsbidraget")
    told(page, re.compile("God vård"))
    assert read_table(page, 1)["God vård"][:3] == ["800000", "300001", "500000"]

    with page.expect_download() as waiting:
        tab_to(page, page.get_by_role("button", name="Hämta uppdragen som Excel"))
        page.keyboard.press("Enter")
    book = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"Korta handläggningstiden", "IVO"} <= cells
    assert "God vård" not in cells
