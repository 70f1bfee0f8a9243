"""A file with three problems corrected on the screen, its marked copy downloaded, and the choices used again next month."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.sida import PATIENCE_MS, accessibility_faults, choose, follow_link, open_page, read_table, wait_until_drawn
from tests.browser.test_inlasning import total_utfall, write_name


def make_file(folder: Path, manad: str, hemtjanst: int) -> Path:
    """Amounts in tkr that no word says, a name that is nearly the nod's, and a column of amounts with a word in it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Utfall"
    sheet.append(["Verksamhet", f"Utfall {manad} 2022", f"Budget {manad} 2022"])
    sheet.append(["Hemtjänsten", hemtjanst, "oklart"])
    sheet.append(["5570", 1000, 900])
    path = folder / f"tillagg_{manad}.xlsx"
    book.save(path)
    return path


def drop(page: Page, path: Path) -> None:
    page.locator('[data-testid="stFileUploader"] input[type="file"]').first.set_input_files(path)
    page.get_by_role("button", name="Ta bort filen").wait_for(timeout=PATIENCE_MS)
    wait_until_drawn(page)


def test_three_problems_are_corrected_on_the_screen_and_remembered(fresh_server: Server, page: Page, tmp_path: Path) -> None:
    open_page(page, f"{fresh_server.url}/inlasning?namnd=LIN-SN&period=2022-05")
    drop(page, make_file(tmp_path, "maj", 8300))
    ready = page.get_by_role("button", name="Läs in", exact=True)
    expect(ready).to_be_disabled()
    expect(page.get_by_text("”oklart” är inget belopp.")).to_be_visible()

    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hämta filen med anmärkningarna markerade").click()
    copy = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert waiting.value.suggested_filename == "tillagg_maj_anmärkningar.xlsx"
    assert copy.sheetnames[0] == "Anmärkningar"
    marked = copy["Utfall"]["C2"]
    assert marked.value == "oklart"
    assert marked.comment is not None
    assert "inget belopp" in marked.comment.text

    page.get_by_role("button", name="Läs inte kolumnen Budget maj 2022").click()
    wait_until_drawn(page)
    choose(page, re.compile("Är beloppen i bladet Utfall"), "tkr")
    choose(page, re.compile("Vilken verksamhet är"), "5240 Hemtjänst")
    choose(page, re.compile("Det finns redan uppgifter"), re.compile("Lägg till"))
    assert accessibility_faults(page) == []
    write_name(page)
    expect(ready).to_be_enabled(timeout=PATIENCE_MS)
    ready.click()
    expect(page.get_by_text("är inläst").first).to_be_visible(timeout=PATIENCE_MS)
    wait_until_drawn(page)
    assert accessibility_faults(page) == []
    assert total_utfall(page) == "255,9", "246,6 as printed and 9,3 more"

    follow_link(page, "Inläsning")
    drop(page, make_file(tmp_path, "juni", 8305))
    expect(page.get_by_text("Tolkningen från tillagg_maj.xlsx användes igen").first).to_be_visible(timeout=PATIENCE_MS)
    expect(ready).to_be_enabled(timeout=PATIENCE_MS)
    ready.click()
    expect(page.get_by_text("tillagg_juni.xlsx är inläst").first).to_be_visible(timeout=PATIENCE_MS)
    wait_until_drawn(page)
    follow_link(page, "Månadsuppföljning")
    assert page.get_by_role("combobox", name="Period").input_value() == "Juni 2022"
    assert list(read_table(page).values())[-1][0] == "265,2", "8,305 and 1,0 Mnkr more"


@pytest.mark.parametrize(
    ("typed", "answer", "badge"),
    [
        ("246 567 699,01", "stämmer med ekonomisystemet", "Stämmer"),
        ("246 567 000,01", re.compile("skiljer \\+699,00.kr från ekonomisystemet"), "Skiljer"),
    ],
)
def test_avstamning_says_green_or_red_in_words_too(
    fresh_server: Server, page: Page, typed: str, answer: str | re.Pattern[str], badge: str
) -> None:
    open_page(page, f"{fresh_server.url}/avstamning?namnd=LIN-SN&period=2022-05")
    field = page.get_by_role("textbox", name="Summa i ekonomisystemet, kr")
    field.fill(typed)
    field.press("Enter")
    expect(page.get_by_text(answer).first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text(re.compile(f"{badge}$")).first).to_be_visible()
    wait_until_drawn(page)
    assert accessibility_faults(page) == []
    write_name(page)
    page.get_by_role("button", name="Spara avstämningen").click()
    expect(page.get_by_text("Avstämningen är sparad").first).to_be_visible(timeout=PATIENCE_MS)
    wait_until_drawn(page)
    page.reload()
    wait_until_drawn(page)
    expect(page.get_by_test_id("stTable").last.get_by_text(re.compile(f"{badge}$"))).to_be_visible(timeout=PATIENCE_MS)


def test_what_is_not_placed_is_placed(fresh_server: Server, page: Page, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Verksamhet", "Konto", "Period", "Belopp"), ("7777", "5011", 202206, 123456.78)):
        sheet.append(row)
    path = tmp_path / "ny_verksamhet.xlsx"
    book.save(path)
    open_page(page, f"{fresh_server.url}/inlasning?namnd=LIN-SN")
    drop(page, path)
    write_name(page)
    page.get_by_role("button", name="Läs in", exact=True).click()
    expect(page.get_by_text("är inläst").first).to_be_visible(timeout=PATIENCE_MS)

    follow_link(page, "Struktur")
    expect(page.get_by_text(re.compile("123.456,78.kr är inte fördelat")).first).to_be_visible(timeout=PATIENCE_MS)
    choose(page, "Koder", "7777")
    page.keyboard.press("Escape")
    choose(page, "Rad i strukturen", "5240 Hemtjänst")
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Placera").click()
    expect(page.get_by_text("Allt är fördelat").first).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_page_of_an_empty_database(empty_server: Server, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, empty_server.url)
    expect(page.get_by_text(re.compile("Välkommen till Helår")).first).to_be_visible(timeout=PATIENCE_MS)
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Läs in min egen fil").click()
    expect(page.get_by_role("heading", name="Inläsning", level=1)).to_be_visible(timeout=PATIENCE_MS)
    wait_until_drawn(page)
    assert accessibility_faults(page) == []


def test_the_examples_are_read_in_by_a_button(empty_server: Server, page: Page) -> None:
    open_page(page, empty_server.url)
    page.get_by_role("button", name="Visa exempelkommunerna").click()
    expect(page.get_by_text(re.compile("underskott")).first).to_be_visible(timeout=4 * PATIENCE_MS)
    assert page.get_by_test_id("stException").count() == 0
