"""Avstämning as a person does it: totals typed, pasted or uploaded; green when they agree, else red with the difference."""

from pathlib import Path

import pytest

from finance.avstamning.modell import Per, Systemrad
from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.mottagning import read_in
from finance.store import Namnd, Store, list_avstamningar, save_namnd
from pages.ui.systemsummor import parse_lines, read_ore
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows
from tests.pages.test_inlasning_sidan import LEDGER, words, workbook

PAGE = "pages/underlag/avstamning.py"
ABOUT = "SN|2024-02"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """SN: utfall of januari (510: 1 234,56, 520: 100,00) and februari 2024 (510: 1 000,44, 520: -35,50); 2 299,50 in all."""
    store = Store.open(f"sqlite:///{tmp_path / 'ny.db'}")
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="Test")
    rows: list[tuple[str | float | None, ...]] = [
        ("10", "5011", "510", 202401, "", 1234.56),
        ("10", "5011", "520", 202401, "", 100),
        ("10", "5011", "510", 202402, "", 1000.44),
        ("10", "3011", "520", 202402, "", -35.5),
    ]
    _, done = read_in(store, workbook(LEDGER, *rows), "jan_feb.xlsx", namnd="SN", vem="Test")
    assert done
    return store


def test_the_whole_sum_agrees_is_green_and_saved(empty_app: Open, store: Store) -> None:
    at = empty_app(PAGE)
    assert "Februari 2024 är inte avstämd ännu" in words(at)
    at.text_input(key=f"avst_summa|{ABOUT}").set_value("2 299,50").run()
    assert "Utfall för januari–februari 2024 stämmer med ekonomisystemet" in words(at)
    assert ":green-badge[:material/check: Stämmer] Varje summa är lika på öret." in words(at)
    at.text_input(key="signatur_spara_avstamning").set_value("A. Ek")
    at.button(key="spara_avstamning").click().run()
    assert [error.value for error in at.error] == []
    (saved,) = list_avstamningar(store, "SN")
    assert (saved.avstamning.stammer, saved.avstamning.skillnad_ore, saved.vem) == (True, 0, "A. Ek")
    assert saved.avstamning.inlasning_id == 1
    assert shown_rows(at, -1)[0][1:6:2] == ["A. Ek", "hela summan", ":green-badge[:material/check: Stämmer]"]
    store.close()


def test_the_system_may_write_costs_with_minus(empty_app: Open, store: Store) -> None:
    at = empty_app(PAGE)
    at.text_input(key=f"avst_summa|{ABOUT}").set_value("\u22122299,50").run()
    assert "stämmer med ekonomisystemet" in words(at)
    store.close()


def test_a_difference_is_red_with_the_rows_behind_it(empty_app: Open, store: Store) -> None:
    at = empty_app(PAGE)
    at.selectbox(key=f"avst_per|{ABOUT}|False").set_value("verksamhet").run()
    at.text_area(key=f"avst_rader|{ABOUT}|verksamhet").set_value("510\t1 234,56\n520 64,50").run()
    assert "1 av 2 rader skiljer, tillsammans +1 000,44 kr" in words(at)
    rows = [[cell.replace("\u00a0", " ") for cell in row] for row in shown_rows(at, 0)]
    assert rows[0] == ["510", "1 234,56", "2 235,00", ":red[**+1 000,44**]", ":red-badge[:material/close: Skiljer]"]
    assert rows[1] == ["520", "64,50", "64,50", "0,00", ":green-badge[:material/check: Stämmer]"]
    assert "februari 2024" in words(at), "the month that is missing in the system's sum"
    store.close()


def test_one_month_alone(empty_app: Open, store: Store) -> None:
    at = empty_app(PAGE)
    at.selectbox(key=f"avst_tid|{ABOUT}").set_value(True).run()
    at.text_input(key=f"avst_summa|{ABOUT}").set_value("964,94").run()
    assert "Utfall för februari 2024 stämmer med ekonomisystemet" in words(at)
    store.close()


def test_a_table_is_uploaded(empty_app: Open, store: Store) -> None:
    at = empty_app(PAGE)
    at.radio(key=f"avst_hur|{ABOUT}").set_value("Ladda upp en fil").run()
    data = workbook(("Verksamhet", "Belopp"), ("510", 2235), ("520", 64.5))
    at.file_uploader[0].upload("system.xlsx", data).run()
    assert [error.value for error in at.error] == []
    assert "stämmer med ekonomisystemet" in words(at)
    store.close()


@pytest.mark.parametrize("text", ["tjugotre", "12.34.56", "1,2,3"])
def test_what_is_no_amount_is_said_and_nothing_is_compared(empty_app: Open, store: Store, text: str) -> None:
    at = empty_app(PAGE)
    at.text_input(key=f"avst_summa|{ABOUT}").set_value(text).run()
    assert "är inget belopp" in at.error[0].value
    assert "Ekonomisystemet mot Helår" not in words(at)
    store.close()


def test_a_decimal_comma_is_a_decimal_comma() -> None:
    assert read_ore("23,4", Enhet.KR) == 2340
    assert read_ore("23,4", Enhet.TKR) == 2_340_000
    assert read_ore("(1 234,50)", Enhet.KR) == -123_450


@pytest.mark.parametrize(
    ("line", "per", "expected"),
    [
        ("0510\t9 123 456,78", Per.VERKSAMHET, ("0510", 912_345_678)),
        ("0510 9 123 456,78", Per.VERKSAMHET, ("0510", 912_345_678)),
        ("1100; -200", Per.ANSVAR, ("1100", -20_000)),
        ("5: 1,5", Per.KLASS, ("5", 150)),
        ("köp av verksamhet 1 200", Per.KONTOGRUPP, ("Köp av verksamhet", 120_000)),
        ("personal\t12", Per.KONTOGRUPP, ("Personal", 1_200)),
        ("januari 12", Per.PERIOD, ("2024-01", 1_200)),
        ("2024-02\t12", Per.PERIOD, ("2024-02", 1_200)),
        ("202402\t12", Per.PERIOD, ("2024-02", 1_200)),
    ],
)
def test_a_pasted_line_is_a_code_and_an_amount(line: str, per: Per, expected: tuple[str, int]) -> None:
    assert parse_lines(line, per=per, enhet=Enhet.KR, ar=2024) == (Systemrad(*expected),)


@pytest.mark.parametrize("line", ["0510", "0510\t", "0510\tmycket", "\t12x"])
def test_a_line_without_an_amount_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(InvalidValue, match="Rad 2: "):
        parse_lines(f"0500 1\n{line}", per=Per.VERKSAMHET, enhet=Enhet.KR, ar=2024)
