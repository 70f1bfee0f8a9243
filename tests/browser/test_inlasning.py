"""A corrected file, dropped on the page by a person: seen, compared, committed, in the table, and undone."""

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import ROOT, Server
from tests.browser.sida import PATIENCE_MS, choose, follow_link, open_page, read_table, wait_until_drawn

LEDGER = ROOT / "sample_data" / "lindesberg" / "huvudbok_2022.xlsx"
MAJ = 202205
MILJON = 1_000_000


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """The ledger of maj 2022, a cost of one million higher, with other headers in another order and a title above."""
    sheet = openpyxl.load_workbook(LEDGER).active
    assert sheet is not None
    rows: list[tuple[Any, ...]] = list(sheet.iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if "Belopp" in row)
    column = {name: place for place, name in enumerate(rows[head])}
    kept = [row for row in rows[head + 1 :] if row[column["Period"]] == MAJ]
    assert kept

    workbook = openpyxl.Workbook()
    out = workbook.active
    assert out is not None
    out.append(["Rättad huvudbok maj 2022"])
    out.append([])
    names = {
        "Vernr": "Verifikat",
        "Nettobelopp": "Belopp",
        "Per": "Period",
        "Vht": "Verksamhet",
        "Kst": "Ansvar",
        "Slag": "Konto",
    }
    out.append(list(names))
    extra = MILJON
    for row in kept:
        values = {name: row[column[source]] for name, source in names.items()}
        if extra and str(values["Slag"]).startswith("5"):
            values["Nettobelopp"] += extra
            extra = 0
        out.append(list(values.values()))
    assert extra == 0
    path = tmp_path / "rattad_maj.xlsx"
    workbook.save(path)
    return path


def total_utfall(page: Page) -> str:
    """The utfall of the total line on Månadsuppföljning, in Mnkr as shown."""
    follow_link(page, "Månadsuppföljning")
    return list(read_table(page).values())[-1][0]


def write_name(page: Page) -> None:
    """Answer who does this, if it is asked."""
    if (name := page.get_by_label("Ditt namn eller din signatur")).count():
        name.first.fill("Test Ekonom")
        name.first.press("Tab")
        wait_until_drawn(page)


def test_an_uploaded_file_changes_the_table_and_undo_brings_it_back(fresh_server: Server, page: Page, corrected: Path) -> None:
    open_page(page, f"{fresh_server.url}/manadsuppfoljning?namnd=LIN-SN&period=2022-05")
    assert total_utfall(page) == "246,6"

    follow_link(page, "Inläsning")
    page.locator('[data-testid="stFileUploader"] input[type="file"]').set_input_files(corrected)
    expect(page.get_by_role("button", name="Läs in", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    wait_until_drawn(page)
    assert total_utfall(page) == "246,6", "nothing is stored before the commit"

    follow_link(page, "Inläsning")
    write_name(page)
    page.get_by_role("button", name="Läs in", exact=True).click(timeout=PATIENCE_MS)
    expect(page.get_by_text("är inläst").first).to_be_visible(timeout=PATIENCE_MS)
    wait_until_drawn(page)
    assert total_utfall(page) == "247,6"

    follow_link(page, "Inläsning")
    choose(page, "Se vad som hänt med en inläsning", re.compile("rattad_maj"))
    page.get_by_role("button", name="Ångra inläsningen …").click()
    page.get_by_role("button", name="Ångra inläsningen", exact=True).click()
    expect(page.get_by_text(re.compile("är ångrad")).first).to_be_visible(timeout=PATIENCE_MS)
    wait_until_drawn(page)
    assert total_utfall(page) == "246,6"


def test_a_damaged_file_is_told_in_swedish_and_stores_nothing(fresh_server: Server, page: Page, tmp_path: Path) -> None:
    damaged = tmp_path / "trasig.xlsx"
    damaged.write_bytes(LEDGER.read_bytes()[:5000])
    open_page(page, f"{fresh_server.url}/inlasning?namnd=LIN-SN")
    page.locator('[data-testid="stFileUploader"] input[type="file"]').set_input_files(damaged)
    page.get_by_text("trasig.xlsx").first.wait_for(timeout=PATIENCE_MS)
    wait_until_drawn(page)
    assert page.get_by_test_id("stException").count() == 0
    expect(page.get_by_text(re.compile("skadad|går inte att läsa|kan inte läsas")).first).to_be_visible(timeout=PATIENCE_MS)
