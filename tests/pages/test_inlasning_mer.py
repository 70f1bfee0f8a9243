"""Inläsning: what was remembered, what was answered, what is hidden, what changed, and templates and copies to download."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from finance.belopp import Enhet
from finance.export.mallar import MALLAR
from finance.inlasning.modell import Anmarkning, Niva
from finance.kolumner import Col, Slag
from finance.mottagning import read_in
from finance.period import Period
from finance.store import (
    Namnd,
    Store,
    Tillstand,
    list_inlasningar,
    list_profiler,
    read_saldo,
    read_verksamhetsbyten,
    save_namnd,
)
from pages.ui.tolkning import short_text
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows
from tests.pages.test_inlasning_sidan import LEDGER, button, drop, words, workbook

PAGE = "pages/underlag/inlasning.py"
Row = tuple[str | float | None, ...]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """SN, with nothing read in yet."""
    store = Store.open(f"sqlite:///{tmp_path / 'ny.db'}")
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="Test")
    return store


def commit(at: AppTest, label: str = "Läs in") -> AppTest:
    if any(box.key == "signatur_lasin" for box in at.text_input):
        at.text_input(key="signatur_lasin").set_value("A. Ek")
    button(at, label).click().run()
    assert not at.exception
    assert [error.value for error in at.error] == []
    return at


def downloads(at: AppTest) -> list[str]:
    """The labels of what can be downloaded."""
    return [str(getattr(one, "label", "")) for one in at.get("download_button")]


def month(period: int, *amounts: float, kod: str = "510") -> list[Row]:
    return [("10", "5011", kod, period, "", amount) for amount in amounts]


def total(store: Store, slag: Slag = Slag.UTFALL) -> int:
    return int(read_saldo(store, "SN", slag, per=(Col.PERIOD,))[Col.ORE].sum())


def thousands(period: int) -> bytes:
    """A ledger in tkr that does not say so, with amounts too small for the öre to tell."""
    return workbook(("Verksamhet", f"Utfall {period // 100}-{period % 100:02d}"), ("510", 100), ("520", 200), sheet="Utfall")


def test_a_choice_is_remembered_and_used_again_next_month(empty_app: Open, store: Store) -> None:
    at = drop(empty_app(PAGE), "januari.xlsx", thousands(202401))
    next(box for box in at.selectbox if str(box.key).startswith("fraga_")).set_value("tkr").run()
    commit(at)
    assert len(list_profiler(store, "SN")) == 1

    drop(at, "februari.xlsx", thousands(202402))
    assert "Tolkningen från januari.xlsx användes igen" in words(at)
    assert "Sparad tolkning] Från januari.xlsx" in words(at)
    assert shown_rows(at, 0)[0][1].replace("\u00a0", " ") == "300 000,00"
    commit(at)
    assert total(store) == 2 * 300_000_00
    store.close()


def test_a_remembered_choice_can_be_left_out_changed_and_taken_away(empty_app: Open, store: Store) -> None:
    at = drop(empty_app(PAGE), "januari.xlsx", thousands(202401))
    next(box for box in at.selectbox if str(box.key).startswith("fraga_")).set_value("tkr").run()
    commit(at)
    drop(at, "februari.xlsx", thousands(202402))
    button(at, "Läs utan den").click().run()
    assert "användes igen" not in words(at)
    button(at, "Använd den igen").click().run()
    assert "användes igen" in words(at)
    button(at, "Ta bort filen").click().run()

    (post,) = list_profiler(store, "SN")
    at.selectbox(key="vald_profil").set_value(post.id).run()
    at.selectbox(key=f"profil_{post.id}_0_enhet").set_value(Enhet.MNKR)
    button(at, "Spara ändringen").click().run()
    assert [error.value for error in at.error] == []
    (changed,) = list_profiler(store, "SN")
    assert changed.profil.blad[0].val.enhet is Enhet.MNKR
    at.selectbox(key="vald_profil").set_value(changed.id).run()
    button(at, "Ta bort tolkningen").click().run()
    assert list_profiler(store, "SN") == ()
    store.close()


def test_an_unsure_name_is_a_question_with_candidates(empty_app: Open, store: Store) -> None:
    tree = workbook(("Kod", "Namn", "Överordnad"), ("5", "Allt", None), ("510", "Hemtjänst", "5"), ("520", "Boende", "5"))
    _, done = read_in(store, tree, "struktur.xlsx", namnd="SN", vem="Test")
    assert done
    data = workbook(("Verksamhet", "Januari 2024"), ("Hemtjänsten", 1234.5), ("Boende", 100.25))
    at = drop(empty_app(PAGE), "namn.xlsx", data)
    assert "Hemtjänsten" in words(at)
    assert button(at, "Läs in").disabled
    question = next(box for box in at.selectbox if "|namn|" in str(box.key))
    question.set_value("Hemtjänsten=510").run()
    assert "Svar] Hemtjänsten är verksamheten 510" in words(at)
    commit(at)
    frame = read_saldo(store, "SN", Slag.UTFALL, per=(Col.VERKSAMHET,))
    assert dict(zip(frame[Col.VERKSAMHET], frame[Col.ORE], strict=True)) == {"510": 123_450, "520": 10_025}
    store.close()


def test_a_hidden_sheet_and_hidden_columns_are_said_and_can_be_taken_in(empty_app: Open, store: Store) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(LEDGER, *month(202401, 1000.25))))
    hidden = book.create_sheet("Gömt")
    hidden.sheet_state = "hidden"
    for row in (LEDGER, *month(202402, 77.75)):
        hidden.append(row)
    out = io.BytesIO()
    book.save(out)
    at = drop(empty_app(PAGE), "gomt.xlsx", out.getvalue())
    assert "Gömt" in words(at)
    assert shown_rows(at, 0)[0][1].replace("\u00a0", " ") == "1 000,25"
    button(at, "Läs det dolda bladet").click().run()
    assert shown_rows(at, 0)[0][1].replace("\u00a0", " ") == "1 078,00"
    store.close()


def test_hidden_columns_are_left_out_until_chosen(empty_app: Open, store: Store) -> None:
    data = workbook(("Verksamhet", "Januari 2024", "Februari 2024"), ("510", 1000.25, 77.75), ("520", 1.5, 2.25))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.active is not None
    book.active.column_dimensions["C"].hidden = True
    out = io.BytesIO()
    book.save(out)
    at = drop(empty_app(PAGE), "gomt.xlsx", out.getvalue())
    assert shown_rows(at, 0)[0][1].replace("\u00a0", " ") == "1 001,75"
    button(at, "Läs de dolda kolumnerna").click().run()
    assert shown_rows(at, 0)[0][1].replace("\u00a0", " ") == "1 081,75"
    store.close()


def annual(ar: int, *amounts: float) -> bytes:
    rows: list[Row] = [("510", amount) for amount in amounts]
    return workbook(("Verksamhet", f"Budget {ar}"), *rows, sheet="Budget")


def test_an_annual_budget_is_spread_as_the_user_chooses(empty_app: Open, store: Store) -> None:
    at = drop(empty_app(PAGE), "budget.xlsx", annual(2024, 1300.13))
    box = next(box for box in at.selectbox if box.label == "Årsbudgeten fördelas")
    box.set_value("egna-vikter").run()
    weights = next(one for one in at.text_input if one.label.startswith("Tolv vikter"))
    weights.set_value("2; 1; 1; 1; 1; 1; 1; 1; 1; 1; 1; 1").run()
    assert [error.value for error in at.error] == []
    commit(at)
    frame = read_saldo(store, "SN", Slag.BUDGET, per=(Col.PERIOD,))
    per_month = dict(zip(frame[Col.PERIOD], frame[Col.ORE], strict=True))
    assert per_month[202401] == 20_002
    assert set(per_month.values()) == {20_002, 10_001}
    assert sum(per_month.values()) == 130_013
    store.close()


def test_bad_weights_are_refused_in_words(empty_app: Open, store: Store) -> None:
    at = drop(empty_app(PAGE), "budget.xlsx", annual(2024, 1300.13))
    next(box for box in at.selectbox if box.label == "Årsbudgeten fördelas").set_value("egna-vikter").run()
    next(one for one in at.text_input if one.label.startswith("Tolv vikter")).set_value("8, 9").run()
    assert "tolv tal" in at.error[0].value
    store.close()


def test_what_changed_since_last_time_is_told_and_codes_are_connected(empty_app: Open, store: Store) -> None:
    def ledger(kod: str, *months: tuple[int, float]) -> bytes:
        head = ("Ansvar", "Konto", "Verksamhet", "Verksamhet (T)", "Period", "Belopp")
        rows: list[Row] = [("10", "5011", kod, "Hemtjänst", period, amount) for period, amount in months]
        rows += [("10", "5011", "520", "Boende", period, 10.5) for period, _ in months]
        return workbook(head, *rows)

    first = ledger("510", (202401, 1000.25), (202402, 2000.5), (202403, 3000.75))
    _, done = read_in(store, first, "kv1.xlsx", namnd="SN", vem="Test")
    assert done
    at = commit(drop(empty_app(PAGE), "april.xlsx", ledger("515", (202404, 4000.25))))
    said = words(at)
    assert "Sedan förra: 1 ny verksamhet, 1 verksamhet borta" in said
    assert "Nya månader: april 2024" in said
    assert "Hemtjänst har koden 515, förut 510" in said
    at.button(key="koppla_510_515").click().run()
    assert [error.value for error in at.error] == []
    (byte,) = read_verksamhetsbyten(store, "SN")
    assert (byte.fran_kod, byte.till_kod, byte.galler_fran) == ("510", "515", 202404)
    assert "Ihopkopplad" in words(at)
    store.close()


def test_late_postings_stand_with_old_and_new_amounts(empty_app: Open, store: Store) -> None:
    _, done = read_in(store, workbook(LEDGER, *month(202401, 1000.25)), "jan.xlsx", namnd="SN", vem="Test")
    assert done
    data = workbook(LEDGER, *month(202401, 1000.25, 400), *month(202402, 10.5))
    at = commit(drop(empty_app(PAGE), "feb.xlsx", data))
    assert "Sedan förra: 1 sen ändring" in words(at)
    row = [cell.replace("\u00a0", " ") for cell in shown_rows(at, 0)[0]]
    assert row == ["Januari 2024", "510", "1 000,25", "1 400,25", "+400,00"]
    store.close()


def test_an_inlasning_is_undone_and_restored_without_a_mouse(empty_app: Open, store: Store) -> None:
    _, done = read_in(store, workbook(LEDGER, *month(202401, 1000.25)), "jan.xlsx", namnd="SN", vem="Test")
    at = empty_app(PAGE)
    at.selectbox(key="inlasningar_SN").set_value(done).run()
    at.text_input(key=f"signatur_angra_{done}").set_value("A. Ek")
    button(at, "Ångra inläsningen").click().run()
    assert list_inlasningar(store, "SN")[0].tillstand is Tillstand.ANGRAD
    button(at, "Återställ inläsningen").click().run()
    assert list_inlasningar(store, "SN")[0].tillstand is Tillstand.AKTIV
    store.close()


def test_a_struktur_file_shows_its_tree_and_a_bedomning_its_amounts(empty_app: Open, store: Store) -> None:
    tree = workbook(("Kod", "Namn", "Överordnad"), ("5", "Allt", None), ("510", "Hemtjänst", "5"))
    at = drop(empty_app(PAGE), "struktur.xlsx", tree)
    assert "2 rader i strukturen" in words(at)
    assert shown_rows(at, 0) == [["5", "Allt", "–", "–"], ["510", "Hemtjänst", "5", "–"]]
    store.close()


@pytest.mark.parametrize("count", [3, 80])
def test_faults_can_be_downloaded_as_a_marked_copy_of_the_file(empty_app: Open, store: Store, count: int) -> None:
    rows: list[Row] = [("10", "5011", "510", 202401, "", f"fel{number}") for number in range(count)]
    at = drop(empty_app(PAGE), "fel.xlsx", workbook(LEDGER, *rows, *month(202401, 1.25), sheet="Data"))
    listed: list[Any] = shown_rows(at, 0) if count <= 12 else at.dataframe[0].value.to_numpy().tolist()
    assert [row[1] for row in listed] == [str(number + 2) for number in range(count)]
    assert [label for label in downloads(at) if "markerade" in label]
    store.close()


def test_templates_can_be_downloaded_for_the_namnd(empty_app: Open, store: Store) -> None:
    at = empty_app(PAGE)
    labels = downloads(at)
    assert {"Utfall, en rad per transaktion", "Budget per månad", "Bedömningar", "Struktur"} <= set(labels)
    assert not [label for label in labels if label[0].islower()]
    store.close()


def test_a_long_warning_is_short_on_the_screen() -> None:
    text = "Utfall maj 2022 är stängd och ändras: 10,00 kr blir 12,00 kr (510 4,00 kr blir 6,00 kr; 520 1,00 kr blir 2,00 kr)."
    shown = short_text(Anmarkning(Niva.VARNING, "stangd_manad", text))
    assert shown == "Utfall maj 2022 är stängd och ändras: 10,00 kr blir 12,00 kr."
    assert short_text(Anmarkning(Niva.VARNING, "annan", text)) == text


PERIOD = Period(2024, 1)


@pytest.mark.parametrize("slag", sorted(MALLAR))
def test_a_file_of_every_slag_shows_what_it_holds(empty_app: Open, store: Store, slag: str) -> None:
    """A file with the template's columns and its two example rows, as a user would fill it in."""
    mall = MALLAR[slag](PERIOD)
    tree = workbook(
        ("Kod", "Namn", "Överordnad"), ("04", "Allt", None), ("0410", "Barn och unga", "04"), ("0420", "Vuxna", "04")
    )
    _, done = read_in(store, tree, "struktur.xlsx", namnd="SN", vem="Test")
    assert done
    rows = [tuple(kolumn.exempel[place] for kolumn in mall.kolumner) for place in (0, 1)]
    data = workbook(tuple(kolumn.rubrik for kolumn in mall.kolumner), *rows, sheet=mall.blad)
    at = drop(empty_app(PAGE), f"{slag}.xlsx", data)
    assert [error.value for error in at.error] == []
    said = words(at)
    assert "Filen kan inte läsas in" not in said
    assert "Kontrollsummor" in said or shown_rows(at, 0)
    assert "Inga belopp" not in said
    store.close()


def test_two_quick_answers_both_count() -> None:
    """The second field was drawn before the first was answered, so its callback has the file as it was."""

    def page() -> None:
        from dataclasses import replace

        import streamlit as st

        from pages.ui import lasval, state

        fil = state.Uppladdad("a.xlsx", b"", "0" * 64)
        state.save_uppladdade([fil])
        state.change_uppladdad(fil, lambda now: lasval.answer(now, "enhet", "tkr", blad="Blad1"))
        state.change_uppladdad(fil, lambda now: lasval.answer(now, "namn", "Hemtjänsten=510"))
        state.change_uppladdad(fil, lambda now: replace(now, overlapp="ersatt"))
        (now,) = state.read_uppladdade()
        st.write(f"{now.lasval.blad['Blad1'].enhet} {dict(now.lasval.namn)} {now.overlapp}")

    at = AppTest.from_function(page).run()
    assert not at.exception
    assert at.markdown[0].value == "tkr {'Hemtjänsten': '510'} ersatt"


def test_a_waiting_file_is_compared_with_the_systems_total_and_nothing_is_stored(empty_app: Open, store: Store) -> None:
    read_in(store, workbook(LEDGER, *month(202401, 1000.25)), "jan.xlsx", namnd="SN", vem="Test")
    at = drop(empty_app(PAGE), "feb.xlsx", workbook(LEDGER, *month(202402, 400, 50.5)))
    box = next(one for one in at.text_input if str(one.key).startswith("avst_summa"))
    box.set_value("1 450,75").run()
    assert not at.exception
    assert "Utfall för januari–februari 2024 stämmer med ekonomisystemet" in words(at)

    next(one for one in at.text_input if str(one.key).startswith("avst_summa")).set_value("1 400,25").run()
    assert not at.exception
    assert "Utfall för januari–februari 2024 skiljer +50,50 kr från ekonomisystemet" in words(at)
    assert "Vad skillnaden troligen beror på" in words(at)
    assert [info.fil for info in list_inlasningar(store, "SN")] == ["jan.xlsx"]


def test_a_unit_file_replaces_its_own_verksamheter_when_asked(empty_app: Open, store: Store) -> None:
    rows = [*month(202401, 100.25, kod="510"), *month(202401, 30.5, kod="520")]
    read_in(store, workbook(LEDGER, *rows), "jan.xlsx", namnd="SN", vem="Test")
    at = drop(empty_app(PAGE), "enhet.xlsx", workbook(LEDGER, *month(202401, 110.1, kod="510")))
    fraga = next(box for box in at.selectbox if str(box.key).startswith("fraga_"))
    assert "Ersätt bara filens verksamheter, låt de andra stå kvar" in fraga.options
    fraga.set_value("ersatt-verksamheter").run()
    assert "Filens verksamheter ersätts i januari 2024, de andra står kvar" in words(at)
    commit(at)
    assert total(store) == 110_10 + 30_50
