"""Inläsning as a person does it: drop, look, correct, commit. Nothing is stored before the commit."""

import io
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from finance.belopp import Enhet, Vy
from finance.store import Store, get_namnd, list_inlasningar, list_namnder
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows

PAGE = "pages/underlag/inlasning.py"
LEDGER = ("Ansvar", "Konto", "Verksamhet", "Period", "Text", "Belopp")


def workbook(*rows: tuple[str | float | None, ...], sheet: str = "Blad1") -> bytes:
    """An xlsx file with one sheet."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ledger(*amounts: float) -> bytes:
    """A ledger of januari 2024 for verksamhet 510: one row per amount, cost positive."""
    rows: list[tuple[str | float | None, ...]] = [("10", "5011", "510", 202401, "Lön", amount) for amount in amounts]
    return workbook(LEDGER, *rows)


def drop(at: AppTest, fil: str, data: bytes) -> AppTest:
    at.file_uploader[0].upload(fil, data).run()
    assert not at.exception
    return at


def button(at: AppTest, label: str) -> Button:
    return next(one for one in at.button if one.label == label)


def words(at: AppTest) -> str:
    """Everything that is said on the page outside tables."""
    return "\n".join(str(one.value) for one in (*at.header, *at.subheader, *at.markdown)).replace("\u00a0", " ")


def describe_new(at: AppTest) -> AppTest:
    at.text_input(key="ny_kod").set_value("SN")
    at.text_input(key="ny_namn").set_value("Socialnämnden").run()
    return at


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The database of `empty_app`, seen from outside."""
    return Store.open(f"sqlite:///{tmp_path / 'ny.db'}")


def test_a_first_file_is_shown_then_read_in_for_a_new_namnd(empty_app: Open, store: Store) -> None:
    at = drop(describe_new(empty_app(PAGE)), "jan.xlsx", ledger(1234.56, 1000.44, -35.5))
    assert "Så här läste jag filen: 3 rader för januari 2024" in words(at)
    assert "Inget är sparat ännu" in words(at)
    assert list_namnder(store) == ()
    at.text_input(key="signatur_lasin").set_value("A. Ek")
    button(at, "Läs in").click().run()
    assert [error.value for error in at.error] == []
    assert "jan.xlsx är inläst för Socialnämnden" in words(at)
    namnd = get_namnd(store, "SN")
    assert (namnd.namn, namnd.enhet, namnd.vy) == ("Socialnämnden", Enhet.TKR, Vy.NETTOKOSTNAD)
    (info,) = list_inlasningar(store, "SN")
    assert (info.fil, info.sum_ore, info.vem) == ("jan.xlsx", 219950, "A. Ek")
    store.close()


def test_control_totals_stand_to_the_ore(empty_app: Open, store: Store) -> None:
    at = drop(describe_new(empty_app(PAGE)), "jan.xlsx", ledger(1234.56, 1000.44, -35.5))
    rows = [[cell.replace("\u00a0", " ").strip() for cell in row] for row in shown_rows(at, 0)]
    assert rows == [["Utfall", "2 199,50"], ["varav kostnader", "2 235,00"], ["varav intäkter och krediteringar", "−35,50"]]
    store.close()


def test_a_corrected_file_is_compared_with_what_it_replaces(empty_app: Open, store: Store) -> None:
    at = drop(describe_new(empty_app(PAGE)), "jan.xlsx", ledger(1234.56))
    at.text_input(key="signatur_lasin").set_value("A. Ek")
    button(at, "Läs in").click().run()
    drop(at, "jan_rattad.xlsx", ledger(1234.56, 400.0))
    assert "Januari 2024 ersätts" in words(at)
    month = [cell.replace("\u00a0", " ") for cell in shown_rows(at, 1)[0]]
    assert month == ["Januari 2024", "1 234,56", "1 634,56", ":orange[**+400,00**]"]
    button(at, "Läs in").click().run()
    assert [info.tillstand.value for info in list_inlasningar(store, "SN")] == ["aktiv", "ersatt"]
    drop(at, "igen.xlsx", ledger(1234.56, 400.0))
    assert "redan inläst" in words(at)
    assert button(at, "Läs in").disabled
    store.close()


def test_faults_are_listed_with_sheet_row_and_column_and_nothing_can_be_stored(empty_app: Open, store: Store) -> None:
    data = workbook(
        LEDGER, ("10", "5011", "510", 202401, "Lön", 100.5), ("10", "5011", "510", 202401, "Lön", "tusen"), sheet="Data"
    )
    at = drop(describe_new(empty_app(PAGE)), "fel.xlsx", data)
    assert "Filen kan inte läsas in: ett fel att rätta" in words(at)
    (row,) = shown_rows(at, 0)
    assert row[:3] == ["Data", "3", "Belopp"]
    assert "tusen" in row[3]
    assert row[4]
    assert button(at, "Läs in").disabled
    assert list_namnder(store) == ()
    store.close()


@pytest.mark.parametrize("data", [b"", b"detta ar ingen arbetsbok", workbook(LEDGER)[:500]])
def test_a_damaged_file_is_a_sentence_and_not_a_crash(empty_app: Open, data: bytes) -> None:
    at = drop(describe_new(empty_app(PAGE)), "trasig.xlsx", data)
    assert [error.value for error in at.error] == []
    assert "Filen kan inte läsas in" in words(at)
    assert button(at, "Läs in").disabled


def test_a_question_must_be_answered_before_the_file_can_be_read_in(empty_app: Open) -> None:
    data = workbook(("Verksamhet", "Utfall jan 2024"), ("Skola", 100), ("Vård", 200), sheet="Utfall")
    at = drop(describe_new(empty_app(PAGE)), "enkel.xlsx", data)
    assert "En sak att bestämma" in words(at)
    assert button(at, "Läs in").disabled
    question = next(box for box in at.selectbox if str(box.key).startswith("fraga_"))
    question.set_value("tkr").run()
    assert not button(at, "Läs in").disabled
    assert shown_rows(at, 0)[0][1].replace("\u00a0", " ") == "300 000,00"


def test_a_wrong_guess_is_corrected_and_the_file_read_again_at_once(empty_app: Open) -> None:
    at = drop(describe_new(empty_app(PAGE)), "jan.xlsx", ledger(1234.56))
    sign = next(box for box in at.selectbox if box.label == "Tecken")
    sign.set_value("kostnad-negativ").run()
    assert shown_rows(at, 0)[0][1].replace("\u00a0", " ") == "−1 234,56"
    sheet = next(box for box in at.selectbox if box.label == "Läs bladet")
    sheet.set_value(False).run()
    assert button(at, "Läs in").disabled


def test_without_a_name_nothing_is_read_in(empty_app: Open, store: Store) -> None:
    at = drop(describe_new(empty_app(PAGE)), "jan.xlsx", ledger(1234.56))
    button(at, "Läs in").click().run()
    assert "Skriv ditt namn" in at.error[0].value
    assert list_namnder(store) == ()
    store.close()


def test_several_files_are_read_in_together_struktur_first(empty_app: Open, store: Store) -> None:
    at = describe_new(empty_app(PAGE))
    drop(at, "jan.xlsx", ledger(1234.56))
    drop(at, "struktur.xlsx", workbook(("Kod", "Namn", "Överordnad"), ("5", "Allt", None), ("510", "Hemtjänst", "5")))
    at.text_input(key="signatur_lasin").set_value("A. Ek")
    button(at, "Läs in 2 filer").click().run()
    assert [error.value for error in at.error] == []
    assert [info.fil for info in list_inlasningar(store, "SN")] == ["jan.xlsx", "struktur.xlsx"]
    store.close()


def test_those_that_are_ready_are_read_in_and_the_others_looked_at_again(empty_app: Open, store: Store) -> None:
    at = describe_new(empty_app(PAGE))
    drop(at, "jan.xlsx", ledger(1234.56))
    drop(at, "trasig.xlsx", b"ingen arbetsbok")
    drop(at, "struktur.xlsx", workbook(("Kod", "Namn", "Överordnad"), ("5", "Allt", None), ("51", "Äldre", "5")))
    bedomning = ("Kod", "Namn", "Typ", "Prognos avvikelse helår (tkr)", "Skäl", "Period")
    drop(at, "bedomning.xlsx", workbook(bedomning, ("51", "Äldre", "nivå", -5, "Fler timmar", "2024-01")))
    assert "2 av 4 filer behöver ses över" in words(at), "the bedömning is about a nod that only the struktur has"
    assert [one.label for one in at.expander].count("Visa hur filen lästes") == 2
    at.text_input(key="signatur_lasin").set_value("A. Ek")
    button(at, "Läs in de 2 som är klara").click().run()
    assert [error.value for error in at.error] == []
    assert {info.fil for info in list_inlasningar(store, "SN")} == {"jan.xlsx", "struktur.xlsx"}
    assert "1 av 2 filer behöver ses över" in words(at)
    button(at, "Läs in den som är klar").click().run()
    assert {info.fil for info in list_inlasningar(store, "SN")} == {"jan.xlsx", "struktur.xlsx", "bedomning.xlsx"}
    assert "Filen kan inte läsas in" in words(at)
    assert button(at, "Läs in").disabled
    store.close()


def test_a_waiting_file_can_be_taken_away(empty_app: Open) -> None:
    at = drop(describe_new(empty_app(PAGE)), "jan.xlsx", ledger(1234.56))
    button(at, "Ta bort filen").click().run()
    assert "Så här läste jag filen" not in words(at)


def test_the_examples_are_read_in_from_the_first_page(empty_app: Open, store: Store) -> None:
    at = empty_app()
    button(at, "Visa exempelkommunerna").click().run()
    assert [error.value for error in at.error] == []
    assert {namnd.kod for namnd in list_namnder(store)} == {"LIN-SN", "KAT-SN"}
    assert "Socialnämnden går mot ett underskott" in words(at)
    store.close()
