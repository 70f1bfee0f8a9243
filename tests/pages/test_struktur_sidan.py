"""Struktur as a person uses it: what is not placed is placed, konton get a group, codes are connected, months opened."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from finance.kontoplan import Kontogrupp
from finance.mottagning import read_in
from finance.period import Period
from finance.store import (
    Namnd,
    Status,
    Store,
    get_namnd,
    list_kontoregler,
    read_kontoplan,
    read_periodstatus,
    read_struktur,
    read_utan_text,
    read_verksamhetsbyten,
    save_namnd,
)
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows
from tests.pages.test_inlasning_sidan import LEDGER, button, words, workbook

PAGE = "pages/underlag/struktur.py"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """SN: a struktur with two rows; utfall of januari 2024 on 510 and 520 (both in it), 530 (1 000,50) and konto A1 (7,25)."""
    store = Store.open(f"sqlite:///{tmp_path / 'ny.db'}")
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="Test")
    rows: list[tuple[str | float | None, ...]] = [
        ("10", "5011", "510", 202401, "", 2000.25),
        ("10", "5011", "520", 202401, "", 3000),
        ("10", "5011", "530", 202401, "", 1000.5),
        ("10", "A1", "510", 202401, "", 7.25),
    ]
    tree = workbook(("Kod", "Namn", "Överordnad"), ("5", "Allt", None), ("510", "Hemtjänst", "5"), ("520", "Boende", "5"))
    for fil, data in (("struktur.xlsx", tree), ("jan.xlsx", workbook(LEDGER, *rows))):
        forslag, done = read_in(store, data, fil, namnd="SN", vem="Test")
        assert done, forslag.anmarkningar
    return store


def sign(at: AppTest, key: str) -> AppTest:
    at.text_input(key=f"signatur_{key}").set_value("A. Ek")
    return at


def plain(at: AppTest) -> str:
    return words(at)


def test_what_no_row_selects_stands_first_and_is_placed_at_once(empty_app: Open, store: Store) -> None:
    at = empty_app(PAGE)
    assert "Utfall på 1 000,50 kr är inte fördelat på någon rad" in at.header[0].value.replace("\u00a0", " ")
    listed = at.dataframe[0].value
    assert listed["Verksamhet"].tolist() == ["530"]
    assert [text.replace("\u00a0", " ") for text in listed["Utfall hittills, kr"]] == ["1 000,50"]

    at.multiselect(key="placera_koder").set_value(["530"])
    at.selectbox(key="placera_nod").set_value("520")
    sign(at, "placera")
    at.button(key="placera").click().run()
    assert [error.value for error in at.error] == []
    assert "Allt är fördelat" in words(at)
    struktur = read_struktur(store, "SN")
    assert struktur is not None
    assert str(struktur.by_kod["520"].urval[0]) == "520, 530"
    store.close()


def test_nothing_is_placed_without_codes_and_a_row(empty_app: Open, store: Store) -> None:
    at = sign(empty_app(PAGE), "placera")
    at.button(key="placera").click().run()
    assert "Välj minst en kod" in at.error[0].value
    store.close()


def test_the_tree_stands_with_levels_and_what_each_row_selects(empty_app: Open, store: Store) -> None:
    at = empty_app(PAGE, enhet="kr")
    rows = [[cell.replace("\u00a0", " ").strip() for cell in row] for row in shown_rows(at, 0)]
    assert rows == [
        ["Allt", "5", "raderna under", "1", "6 008", "0"],
        ["Hemtjänst", "510", "verksamhet 510", "2", "2 008", "0"],
        ["Boende", "520", "verksamhet 520", "2", "3 000", "0"],
    ]
    store.close()


def test_a_konto_without_a_group_is_listed_and_gets_one(empty_app: Open, store: Store) -> None:
    at = empty_app(PAGE)
    assert "Ett konto saknar kontogrupp".lower() in words(at).lower()
    at.text_input(key="kontoregel_prefix").set_value("A")
    at.selectbox(key="kontoregel_grupp").set_value("Familjehem (arvode)")
    sign(at, "kontoregel")
    at.button(key="kontoregel").click().run()
    assert [error.value for error in at.error] == []
    assert "Alla konton har en kontogrupp" in words(at)
    assert read_kontoplan(store, "SN").kontogrupp("A1") is Kontogrupp.FAMILJEHEM
    at.text_input(key="kontoregel_prefix").set_value("A")
    at.selectbox(key="kontoregel_grupp").set_value("Standard (ta bort nämndens egen regel)")
    at.button(key="kontoregel").click().run()
    assert list_kontoregler(store, "SN") == ()
    store.close()


def test_two_codes_are_connected_and_parted(empty_app: Open, store: Store) -> None:
    at = empty_app(PAGE)
    at.selectbox(key="byte_fran").set_value("530")
    at.selectbox(key="byte_till").set_value("520")
    at.selectbox(key="byte_sedan").set_value(202402)
    sign(at, "byte")
    at.button(key="byte").click().run()
    (byte,) = read_verksamhetsbyten(store, "SN")
    assert (byte.fran_kod, byte.till_kod, byte.galler_fran, byte.vem) == ("530", "520", 202402, "A. Ek")
    at.button(key="byte_bort_530_202402").click().run()
    assert read_verksamhetsbyten(store, "SN") == ()
    store.close()


def test_the_namnd_and_its_rows_are_changed_after_it_was_made(empty_app: Open, store: Store) -> None:
    at = empty_app(PAGE)
    fields = {box.label: box for box in at.text_input}
    fields["Namn"].set_value("Vård- och omsorgsnämnden")
    fields["Nämndens ansvar"].set_value("10-19, 30")
    next(box for box in at.selectbox if box.label == "Visas i").set_value("kr")
    next(box for box in at.multiselect if box.label.startswith("Kontogrupper vars")).set_value([])
    sign(at, "namnd")
    button(at, "Spara uppgifterna").click().run()
    assert [error.value for error in at.error] == []
    namnd = get_namnd(store, "SN")
    assert (namnd.namn, namnd.enhet.value) == ("Vård- och omsorgsnämnden", "kr")
    assert [f"{one.dimension.value} {one}" for one in namnd.urval] == ["ansvar 10-19, 30"]
    assert read_utan_text(store, "SN") == frozenset()
    store.close()


def test_a_closed_month_is_opened_and_closed_again(empty_app: Open, store: Store) -> None:
    januari = Period(2024, 1).key
    assert read_periodstatus(store, "SN")[januari] is Status.STANGD
    at = sign(empty_app(PAGE), "manad_status")
    button(at, "Öppna månaden").click().run()
    assert read_periodstatus(store, "SN")[januari] is Status.PRELIMINAR
    button(at, "Stäng månaden").click().run()
    assert read_periodstatus(store, "SN")[januari] is Status.STANGD
    store.close()


def test_an_earlier_moment_can_be_looked_at_but_not_changed(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05", as_of="2100-01-01")
    assert "Du ser ett tidigare läge" in plain(at)
    assert not [one for one in at.button if one.label in ("Placera", "Spara regeln", "Spara uppgifterna", "Öppna månaden")]
