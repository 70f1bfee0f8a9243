"""Locking rounds and reports on screen, opening a locked report, and what changed since."""

from pathlib import Path

import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from finance.lage import read_lage
from finance.omgang import lock_round
from finance.period import Period
from finance.store import Store, list_omgangar, list_rapporter, save_kommentar
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows

HELAR = "pages/prognos/helarsprognos.py"
MANAD = "pages/uppfoljning/manadsuppfoljning.py"
LAST = "pages/uppfoljning/last_rapport.py"
TRAFF = "pages/prognos/prognostraff.py"


def opened(tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path / 'exempel.db'}")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def titles(at: AppTest) -> list[str]:
    return [plain(found.value) for found in at.subheader]


def press(at: AppTest, label: str) -> AppTest:
    """Sign, and press the button with this label."""
    for field in at.text_input:
        if field.label == "Ditt namn eller din signatur":
            field.set_value("A. Ek")
    return next(button for button in at.button if button.label == label).click().run()


def test_a_round_is_locked_with_a_signature_and_then_needs_a_reason(app: Open, tmp_path: Path) -> None:
    at = app(HELAR, namnd="LIN-SN", period="2022-05")
    assert "Omgången maj 2022 är öppen" in titles(at)
    next(button for button in at.button if button.label == "Lås omgången").click().run()
    assert any("Skriv ditt namn" in found.value for found in at.error)
    press(at, "Lås omgången")
    assert not at.exception
    assert "Omgången maj 2022 är låst" in titles(at)
    store = opened(tmp_path)
    (last,) = list_omgangar(store, "LIN-SN")
    assert (last.period, last.vem) == (202205, "A. Ek")
    store.close()
    press(at, "Lås en ny version")
    assert any("Inget har ändrats" in found.value for found in at.error)


def test_a_locked_report_opens_as_it_was_and_says_what_differs(app: Open, tmp_path: Path) -> None:
    at = app(MANAD, namnd="LIN-SN", period="2022-05")
    was = shown_rows(at, 0)
    press(at, "Lås rapporten")
    assert "Månadsuppföljning maj 2022 är låst" in titles(at)
    at = app(LAST, namnd="LIN-SN", period="2022-05")
    assert at.header[0].value == "Månadsuppföljning maj 2022, som nämnden såg den"
    assert "Dagens siffror är desamma" in titles(at)
    assert was in [shown_rows(at, place) for place in range(len(at.table))]
    store = opened(tmp_path)
    save_kommentar(store, "LIN-SN", 202205, "5240", "Fler timmar än väntat.", vem="B")
    store.close()
    at = app(LAST, namnd="LIN-SN", period="2022-05")
    assert "Dagens siffror skiljer sig på ett ställe" in titles(at)
    assert not any("Fler timmar" in text.value for text in at.markdown)


def test_the_link_opens_the_version_it_names(app: Open, tmp_path: Path) -> None:
    app(MANAD, namnd="LIN-SN", period="2022-05")
    press(app(MANAD, namnd="LIN-SN", period="2022-05"), "Lås rapporten")
    press(app(MANAD, namnd="LIN-SN", period="2022-03"), "Lås rapporten")
    store = opened(tmp_path)
    numbers = {last.period: last.id for last in list_rapporter(store, "LIN-SN")}
    store.close()
    at = app(LAST, namnd="LIN-SN", last=str(numbers[202203]))
    assert at.header[0].value == "Månadsuppföljning mars 2022, som nämnden såg den"


def test_without_a_locked_report_the_page_says_what_to_do(app: Open) -> None:
    at = app(LAST, namnd="KAT-SN")
    assert at.header[0].value == "Ingen rapport är låst ännu"


def test_what_changed_since_the_locked_round_is_a_bridge_and_a_table(app: Open, tmp_path: Path) -> None:
    store = opened(tmp_path)
    lock_round(store, read_lage(store, "LIN-SN", Period(2022, 4)), vem="A")
    store.close()
    at = app(HELAR, namnd="LIN-SN", period="2022-05")
    title = next(found for found in titles(at) if "efter april" in found)
    assert title.startswith("Prognosen är ")
    size = title.split()[2]
    found = [shown_rows(at, place) for place in range(len(at.table))]
    assert any(rows[-1][0] == "Socialnämnden" and f"−{size}" in rows[-1][3] and len(rows[-1]) > 4 for rows in found)


def test_a_damaged_lock_is_said_and_the_page_stands(app: Open, tmp_path: Path) -> None:
    store = opened(tmp_path)
    lock_round(store, read_lage(store, "LIN-SN", Period(2022, 4)), vem="A")
    with store.write() as conn:
        conn.execute(sa.text("UPDATE prognosomgang SET innehall = replace(innehall, 'LIN-SN', 'LIN-SX')"))
    store.close()
    at = app(HELAR, namnd="LIN-SN", period="2022-05")
    assert not at.exception
    assert "Förra omgången går inte att läsa" in titles(at)
    at = app(TRAFF, namnd="LIN-SN", period="2022-05")
    assert not at.exception
    assert any("Omgången april 2022 har ändrats utanför Helår" in text.value for text in at.markdown)


def test_an_earlier_day_cannot_be_locked(app: Open) -> None:
    at = app(HELAR, namnd="LIN-SN", period="2022-05", as_of="2999-01-01")
    assert not any(button.label == "Lås omgången" for button in at.button)


def test_the_record_shows_what_was_reported_without_names(app: Open, tmp_path: Path) -> None:
    store = opened(tmp_path)
    for period in (Period(2021, 4), Period(2022, 4)):
        lock_round(store, read_lage(store, "LIN-SN", period), vem="Berit Karlsson")
    store.close()
    at = app(TRAFF, namnd="LIN-SN", period="2022-05")
    rows = next(rows for rows in (shown_rows(at, place) for place in range(len(at.table))) if rows[0][0] == "April 2022")
    assert [row[0] for row in rows] == ["April 2022", "April 2021"]
    assert rows[0][3].startswith("väntas ")
    assert not rows[1][3].startswith("väntas ")
    assert not any("Berit" in cell for row in rows for cell in row)


def test_the_words_of_a_locked_report_stand_open_and_its_figures_when_asked_for(app: Open) -> None:
    press(app(MANAD, namnd="KAT-SN", period="2022-04"), "Lås rapporten")
    at = app(LAST, namnd="KAT-SN", period="2022-04")
    folded = len(at.table)
    said = {text.value for text in at.markdown}
    assert any("Vakanta tjänster som socialsekreterare" in text for text in said)
    at.toggle(key="last_alla").set_value(True).run()
    assert not at.exception
    assert len(at.table) > folded > 0
    assert said <= {text.value for text in at.markdown}
