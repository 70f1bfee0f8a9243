"""From a file to a committed inläsning. Files are real .xlsx; the sums are added by hand beside them."""

import dataclasses
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from finance.belopp import Enhet, Vy
from finance.errors import ChangedSincePreview, HelarError
from finance.inlasning.modell import Bedomningsrad, Justeringsrad, Lasning, Lasval
from finance.kolumner import Col, Slag
from finance.mottagning import Forslag, Forslagsstatus, Overlapp, commit, consider, prepare, read_in, to_json, warn_undone
from finance.sedan_forra import compare_inlasning
from finance.store import (
    Namnd,
    NyInlasning,
    Satt,
    Status,
    Store,
    commit_inlasning,
    list_inlasningar,
    list_namnder,
    read_aktuella,
    read_bedomningar,
    read_namn,
    read_periodstatus,
    read_saldo,
    read_transaktioner,
    save_kommentar,
    save_namnd,
    set_periodstatus,
    undo_inlasning,
)
from finance.struktur import Nod, Urval
from tests.finance.store.underlag import latest, rader, shown

JAN, FEB, MAR, APR, MAJ = range(202201, 202206)
Rows = Sequence[tuple[int, str, int]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    yield opened
    opened.close()


def workbook(*rows: Sequence[object], sheet: str = "Utfall") -> bytes:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(sheet)
    for row in rows:
        page.append(list(row))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def ledger(*rows: tuple[str, str, str, float]) -> bytes:
    return workbook(("Ansvar", "Konto", "Verksamhet", "Period", "Belopp"), *(("100", k, v, p, b) for v, k, p, b in rows))


def lasning(rows: Rows, *, slag: Slag = Slag.UTFALL, ack: bool = False, **codes: str) -> Lasning:
    return Lasning("f.xlsx", "sha", 1, rader=rader(rows, slag=slag, ack=ack, **codes).reset_index(drop=True))


def look(
    store: Store, rows: Rows, *, overlapp: Overlapp = Overlapp.AUTO, slag: Slag = Slag.UTFALL, ack: bool = False
) -> Forslag:
    return consider(store, lasning(rows, slag=slag, ack=ack), namnd="SN", overlapp=overlapp)


def put(store: Store, rows: Rows, *, overlapp: Overlapp = Overlapp.AUTO, slag: Slag = Slag.UTFALL, ack: bool = False) -> int:
    return commit(store, look(store, rows, overlapp=overlapp, slag=slag, ack=ack), vem="anna")


def kods(forslag: Forslag) -> list[str]:
    return [one.kod for one in forslag.varningar]


def test_a_real_file_goes_from_bytes_to_the_store_to_the_ore(store: Store) -> None:
    data = ledger(
        ("0410", "5010", "202201", 100_000.25), ("0410", "3010", "202201", -20_000.5), ("0420", "5010", "202202", 7_000)
    )
    forslag, number = read_in(store, data, "huvudbok.xlsx", namnd="SN", vem="anna")
    assert (forslag.status, forslag.fel, number) == (Forslagsstatus.KLAR, (), 1)
    assert shown(store) == {(JAN, "0410"): 79_999_75, (FEB, "0420"): 7_000_00}
    assert [namnd.kod for namnd in list_namnder(store)] == ["SN"]
    row = read_transaktioner(store, "SN", Slag.UTFALL, konton=["3010"]).iloc[0]
    assert (row[Col.FIL], row[Col.BLAD], row[Col.RAD], row[Col.ORE]) == ("huvudbok.xlsx", "Utfall", 3, -20_000_50)
    assert read_periodstatus(store, "SN") == {JAN: Status.STANGD, FEB: Status.STANGD}


def test_looking_at_a_file_stores_nothing_and_makes_no_namnd(store: Store) -> None:
    forslag = prepare(store, ledger(("0410", "5010", "202201", 100_000.25)), "h.xlsx", namnd="SN")
    assert forslag.status is Forslagsstatus.KLAR
    assert (shown(store), list_namnder(store), store.version("SN")) == ({}, (), 0)


def test_a_faulty_file_is_refused_with_its_place_and_nothing_is_stored(store: Store) -> None:
    data = ledger(("0410", "5010", "202201", 100_000.25), ("0410", "5010", "202201", "tolv"))  # type: ignore[arg-type]
    forslag, number = read_in(store, data, "h.xlsx", namnd="SN", vem="anna")
    assert (forslag.status, number) == (Forslagsstatus.AVVISAD, None)
    assert [(fel.blad, fel.rad, fel.kolumn) for fel in forslag.fel] == [("Utfall", 3, "Belopp")]
    assert list_namnder(store) == ()
    with pytest.raises(HelarError, match=r"h\.xlsx kan inte läsas in"):
        commit(store, forslag, vem="anna")


def test_the_json_has_the_keys_of_the_command_line(store: Store) -> None:
    data = ledger(("0410", "5010", "202201", 100_000.25), ("0420", "5010", "202202", 7_000))
    forslag, number = read_in(store, data, "h.xlsx", namnd="SN", vem="anna")
    answer = json.loads(json.dumps(to_json(forslag, inlasning_id=number)))
    expected = {
        "fil",
        "slag",
        "status",
        "inlasning_id",
        "rader",
        "summor",
        "tolkning",
        "ersatter",
        "varningar",
        "fel",
        "fragor",
    }
    assert set(answer) == expected | {"upplysningar"}
    assert (answer["slag"], answer["status"], answer["inlasning_id"], answer["rader"]) == (["utfall"], "inläst", 1, 2)
    assert answer["summor"] == {
        "utfall": {
            "summa_ore": 107_000_25,
            "perioder": {"2022-01": 100_000_25, "2022-02": 7_000_00},
            "verksamheter": {"0410": 100_000_25, "0420": 7_000_00},
        }
    }
    tolkning = answer["tolkning"]
    assert {"blad", "rubrikrad", "form", "kolumner", "enhet", "tecken"} <= set(tolkning)
    assert (tolkning["blad"], tolkning["rubrikrad"], tolkning["kolumner"]["verksamhet"]) == ("Utfall", 1, "Verksamhet")
    assert to_json(prepare(store, data, "h.xlsx", namnd="SN"))["status"] == "dubblett"
    other = prepare(store, ledger(("0410", "5010", "202203", 100_000.25)), "h.xlsx", namnd="SN")
    assert to_json(other)["status"] == "torrkörd"


def test_the_same_content_again_is_a_dubblett_whatever_its_name_and_row_order(store: Store) -> None:
    rows = [("0410", "5010", "202201", 100_000.25), ("0420", "5010", "202202", 7_000.0)]
    _, number = read_in(store, ledger(*rows), "h.xlsx", namnd="SN", vem="anna")
    forslag, again = read_in(store, ledger(*reversed(rows)), "kopia.xlsx", namnd="SN", vem="anna")
    assert (forslag.status, again, forslag.dubblett_av) == (Forslagsstatus.DUBBLETT, None, number)
    assert len(list_inlasningar(store, "SN")) == 1


def test_a_dubblett_can_be_read_again_after_it_was_replaced_or_undone(store: Store) -> None:
    first = put(store, [(JAN, "1", 100)])
    put(store, [(JAN, "1", 200)])
    third = put(store, [(JAN, "1", 100)])
    assert shown(store) == {(JAN, "1"): 100}
    undo_inlasning(store, third, vem="anna")
    put(store, [(JAN, "1", 100)])
    assert shown(store) == {(JAN, "1"): 100}
    assert {i.id: i.tillstand for i in list_inlasningar(store, "SN")}[first] == "ersatt"


def test_a_file_with_every_stored_verksamhet_replaces_its_months_only(store: Store) -> None:
    first = put(store, [(JAN, "1", 100), (FEB, "1", 200), (FEB, "2", 50)])
    forslag = look(store, [(FEB, "1", 210), (FEB, "2", 50), (FEB, "3", 7)])
    assert [dataclasses.astuple(one) for one in forslag.ersatter] == [(Slag.UTFALL, FEB, first, 250, 267, None)]
    assert forslag.jamforelse.to_numpy().tolist() == [
        ["utfall", FEB, "1", 200, 210],
        ["utfall", FEB, "2", 50, 50],
        ["utfall", FEB, "3", 0, 7],
    ]
    commit(store, forslag, vem="anna")
    assert shown(store) == {(JAN, "1"): 100, (FEB, "1"): 210, (FEB, "2"): 50, (FEB, "3"): 7}


def test_a_file_with_none_of_them_stands_beside(store: Store) -> None:
    put(store, [(JAN, "1", 100)])
    forslag = look(store, [(JAN, "2", 30)])
    assert (forslag.status, forslag.ersatter, kods(forslag)) == (Forslagsstatus.KLAR, (), [])
    commit(store, forslag, vem="anna")
    assert shown(store) == {(JAN, "1"): 100, (JAN, "2"): 30}


def test_a_file_with_some_of_them_is_a_question_and_stores_nothing(store: Store) -> None:
    put(store, [(JAN, "1", 100), (JAN, "2", 30)])
    forslag = look(store, [(JAN, "1", 110)])
    assert (forslag.status, forslag.ny) == (Forslagsstatus.FRAGA, None)
    (fraga,) = forslag.fragor
    choices = ["ersatt", "ersatt-verksamheter", "lagg-till"]
    assert (fraga.kod, fraga.falt, [value for value, _ in fraga.val]) == ("overlapp", "overlapp", choices)
    assert "januari 2022" in fraga.text
    assert to_json(forslag)["status"] == "fråga"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Overlapp.ERSATT, {(JAN, "1"): 110}),
        (Overlapp.ERSATT_VERKSAMHETER, {(JAN, "1"): 110, (JAN, "2"): 30}),
        (Overlapp.LAGG_TILL, {(JAN, "1"): 210, (JAN, "2"): 30}),
    ],
)
def test_the_answer_decides(store: Store, answer: Overlapp, expected: dict[tuple[int, str], int]) -> None:
    put(store, [(JAN, "1", 100), (JAN, "2", 30)])
    put(store, [(JAN, "1", 110)], overlapp=answer)
    assert shown(store) == expected


def test_a_unit_replaces_its_own_budget_and_leaves_the_others_and_undo_brings_it_back(store: Store) -> None:
    whole = put(store, [(JAN, "1", 100), (JAN, "2", 30), (FEB, "1", 100), (FEB, "2", 40)], slag=Slag.BUDGET)
    before = latest(store)
    forslag = look(store, [(JAN, "1", 90), (FEB, "1", 95)], overlapp=Overlapp.ERSATT_VERKSAMHETER, slag=Slag.BUDGET)
    assert forslag.jamforelse.to_numpy().tolist() == [
        ["budget", JAN, "1", 100, 90],
        ["budget", JAN, "2", 30, 30],
        ["budget", FEB, "1", 100, 95],
        ["budget", FEB, "2", 40, 40],
    ]
    assert [(one.period, one.inlasning_id, one.gammal_ore, one.ny_ore, one.verksamheter) for one in forslag.ersatter] == [
        (JAN, whole, 100, 90, frozenset({"1"})),
        (FEB, whole, 100, 95, frozenset({"1"})),
    ]
    unit = commit(store, forslag, vem="anna")
    after = {(JAN, "1"): 90, (JAN, "2"): 30, (FEB, "1"): 95, (FEB, "2"): 40}
    assert shown(store, slag=Slag.BUDGET) == after
    assert read_transaktioner(store, "SN", Slag.BUDGET)[Col.ORE].sum() == 90 + 30 + 95 + 40
    assert {i.id: i.tillstand.value for i in list_inlasningar(store, "SN")} == {whole: "delvis ersatt", unit: "aktiv"}
    assert read_aktuella(store, "SN")["budget", JAN] == {whole: 30, unit: 90}
    once = {(JAN, "1"): 100, (JAN, "2"): 30, (FEB, "1"): 100, (FEB, "2"): 40}
    assert shown(store, slag=Slag.BUDGET, as_of=before) == once
    corrected = put(store, [(FEB, "1", 97)], overlapp=Overlapp.ERSATT_VERKSAMHETER, slag=Slag.BUDGET)
    assert shown(store, slag=Slag.BUDGET) == {**after, (FEB, "1"): 97}
    undo_inlasning(store, unit, vem="anna")
    assert shown(store, slag=Slag.BUDGET) == {**once, (FEB, "1"): 97}
    undo_inlasning(store, corrected, vem="anna")
    assert shown(store, slag=Slag.BUDGET) == once
    told = next(i for i in list_inlasningar(store, "SN") if i.id == whole).handelser
    assert [(h.handelse.value, h.period, h.orsak_id) for h in told if h.period == JAN] == [
        ("delvis ersatt", JAN, unit),
        ("återställd", JAN, unit),
    ]


def test_rows_without_verksamhet_are_replaced_by_their_ansvar(store: Store) -> None:
    def unit(ansvar: str, ore: int) -> Forslag:
        return consider(store, lasning([(JAN, "", ore)], ansvar=ansvar), namnd="SN", overlapp=Overlapp.ERSATT_VERKSAMHETER)

    commit(store, unit("100", 11), vem="anna")
    commit(store, unit("200", 22), vem="anna")
    forslag = unit("200", 25)
    assert forslag.jamforelse.to_numpy().tolist() == [["utfall", JAN, "", 33, 36]]
    commit(store, forslag, vem="anna")
    per_ansvar = read_saldo(store, "SN", Slag.UTFALL, per=(Col.ANSVAR,))
    assert dict(zip(per_ansvar[Col.ANSVAR], per_ansvar[Col.ORE], strict=True)) == {"100": 11, "200": 25}


def test_what_changes_is_told_before_and_after_as_it_is(store: Store) -> None:
    put(store, [(JAN, "1", 100), (JAN, "2", 30)])
    forslag = look(store, [(JAN, "1", 110)], overlapp=Overlapp.ERSATT_VERKSAMHETER)
    assert forslag.jamforelse.to_numpy().tolist() == [["utfall", JAN, "1", 100, 110], ["utfall", JAN, "2", 30, 30]]
    commit(store, forslag, vem="anna")
    found = compare_inlasning(store, list_inlasningar(store, "SN")[0])
    assert [(one.period, one.verksamhet, one.gammal_ore, one.ny_ore) for one in found.sena] == [(JAN, "1", 100, 110)]
    assert found.forsvunna == ()


def test_an_accumulated_file_counts_from_what_stays_of_the_earlier_months(store: Store) -> None:
    put(store, [(JAN, "1", 100), (JAN, "2", 10)])
    rows = pd.concat([rader([(JAN, "1", 90)]), rader([(FEB, "1", 200), (FEB, "2", 25)], ack=True)], ignore_index=True)
    new = Lasning("f.xlsx", "sha", 1, rader=rows)
    commit(store, consider(store, new, namnd="SN", overlapp=Overlapp.ERSATT_VERKSAMHETER), vem="anna")
    assert shown(store) == {(JAN, "1"): 90, (JAN, "2"): 10, (FEB, "1"): 110, (FEB, "2"): 15}


def test_a_verksamhet_whose_stored_amount_is_zero_is_nothing_to_lose(store: Store) -> None:
    put(store, [(JAN, "1", 100), (JAN, "2", 0)])
    put(store, [(JAN, "1", 110)])
    assert shown(store) == {(JAN, "1"): 110}


def test_a_closed_month_is_replaced_with_a_warning_of_old_and_new_sum_per_verksamhet(store: Store) -> None:
    put(store, [(JAN, "1", 100_00), (JAN, "2", 5_00)])
    forslag = look(store, [(JAN, "1", 130_00), (JAN, "2", 5_00)])
    (varning,) = forslag.varningar
    text = varning.text.replace("\u00a0", " ")
    assert varning.kod == "stangd_manad"
    assert "105,00 kr blir 135,00 kr" in text
    assert "1 100,00 kr blir 130,00 kr" in text
    assert forslag.status is Forslagsstatus.KLAR
    set_periodstatus(store, "SN", JAN, Status.PRELIMINAR, vem="anna")
    assert kods(look(store, [(JAN, "1", 130_00), (JAN, "2", 5_00)])) == []


def test_preliminar_marks_what_is_new_or_changed_and_leaves_closed_months_that_are_the_same(store: Store) -> None:
    put(store, [(JAN, "1", 100), (FEB, "1", 200)])
    new = lasning([(JAN, "1", 100), (FEB, "1", 210), (MAR, "1", 300)])
    commit(store, consider(store, new, namnd="SN", preliminar=True), vem="anna")
    assert read_periodstatus(store, "SN") == {JAN: Status.STANGD, FEB: Status.PRELIMINAR, MAR: Status.PRELIMINAR}


def test_rows_outside_the_namnd_are_counted_and_not_stored(store: Store) -> None:
    save_namnd(store, Namnd("SN", "Socialnämnden", urval=(Urval.parse(Col.VERKSAMHET, "100-199, 300"),)), vem="anna")
    forslag = look(store, [(JAN, "150", 100), (JAN, "300", 10), (JAN, "200", 7_00), (JAN, "250", 1)])
    (varning,) = forslag.varningar
    assert varning.kod == "utanfor_urval"
    assert "2 rader (7,01 kr)" in varning.text.replace("\u00a0", " ")
    commit(store, forslag, vem="anna")
    assert shown(store) == {(JAN, "150"): 100, (JAN, "300"): 10}
    assert [fel.kod for fel in look(store, [(JAN, "200", 7)]).fel] == ["inga_rader_for_namnden"]


def test_accumulated_amounts_become_the_difference_to_what_is_stored(store: Store) -> None:
    put(store, [(JAN, "1", 100), (FEB, "1", 120), (JAN, "2", 10)])
    put(store, [(MAR, "1", 350), (MAR, "2", 10)], ack=True)
    assert shown(store) == {(JAN, "1"): 100, (FEB, "1"): 120, (JAN, "2"): 10, (MAR, "1"): 130, (MAR, "2"): 0}
    assert not read_saldo(store, "SN", Slag.UTFALL)[Col.ACKUMULERAT].any()


def test_accumulated_amounts_without_earlier_months_stand_whole_with_a_flag(store: Store) -> None:
    forslag = look(store, [(MAR, "1", 350)], ack=True)
    assert kods(forslag) == ["ackumulerat_utan_tidigare"]
    commit(store, forslag, vem="anna")
    saldo = read_saldo(store, "SN", Slag.UTFALL)
    assert saldo[[Col.PERIOD, Col.ORE, Col.ACKUMULERAT]].to_numpy().tolist() == [[MAR, 350, True]]
    put(store, [(APR, "1", 480)], ack=True)
    assert shown(store) == {(MAR, "1"): 350, (APR, "1"): 130}


def test_a_changed_earlier_month_warns_of_the_accumulated_one_which_can_be_read_again(store: Store) -> None:
    put(store, [(JAN, "1", 100), (FEB, "1", 120), (JAN, "2", 10)])
    later = put(store, [(MAR, "1", 350), (MAR, "2", 30)], ack=True)
    assert look(store, [(MAR, "1", 350), (MAR, "2", 30)], ack=True).status is Forslagsstatus.DUBBLETT
    correction = look(store, [(FEB, "1", 125)])
    (varning,) = [one for one in correction.varningar if one.kod == "senare_ackumulerad"]
    assert "februari 2022 ändras" in varning.text
    assert f"mars 2022 kommer från f.xlsx (inläsning {later})" in varning.text
    assert "läs in f.xlsx igen" in varning.atgard
    commit(store, correction, vem="anna")
    assert shown(store)[MAR, "1"] == 130
    put(store, [(MAR, "1", 350), (MAR, "2", 30)], ack=True)
    now = shown(store)
    assert (now[MAR, "1"], now[MAR, "2"]) == (125, 20)
    assert sum(now[month, "1"] for month in (JAN, FEB, MAR)) == 350
    assert look(store, [(MAR, "1", 350), (MAR, "2", 30)], ack=True).status is Forslagsstatus.DUBBLETT


def test_earlier_months_read_after_an_accumulated_one_warn_that_it_counts_them_too(store: Store) -> None:
    put(store, [(MAR, "1", 350)], ack=True)
    forslag = look(store, [(JAN, "1", 100)])
    assert kods(forslag) == ["senare_ackumulerad"]
    commit(store, forslag, vem="anna")
    put(store, [(MAR, "1", 350)], ack=True)
    assert shown(store) == {(JAN, "1"): 100, (MAR, "1"): 250}


def test_another_verksamhet_or_a_later_month_says_nothing_of_the_accumulated_one(store: Store) -> None:
    put(store, [(JAN, "1", 100), (JAN, "2", 10)])
    put(store, [(FEB, "1", 250)], ack=True)
    assert "senare_ackumulerad" not in kods(look(store, [(JAN, "2", 20)], overlapp=Overlapp.ERSATT_VERKSAMHETER))
    assert "senare_ackumulerad" not in kods(look(store, [(MAR, "1", 20)]))
    assert "senare_ackumulerad" in kods(look(store, [(JAN, "1", 20)], overlapp=Overlapp.ERSATT_VERKSAMHETER))


def test_to_undo_an_earlier_month_warns_of_the_accumulated_one(store: Store) -> None:
    first = put(store, [(JAN, "1", 100)])
    second = put(store, [(FEB, "1", 250)], ack=True)
    infos = {info.id: info for info in list_inlasningar(store, "SN")}
    assert [one.kod for one in warn_undone(store, infos[first])] == ["senare_ackumulerad"]
    assert warn_undone(store, infos[second]) == []


def test_a_difference_over_several_months_keeps_the_flag_and_says_so(store: Store) -> None:
    put(store, [(JAN, "1", 100)])
    forslag = look(store, [(APR, "1", 400)], ack=True)
    assert kods(forslag) == ["ackumulerat_flera_manader"]
    commit(store, forslag, vem="anna")
    saldo = read_saldo(store, "SN", Slag.UTFALL, fran=APR)
    assert saldo[[Col.ORE, Col.ACKUMULERAT]].to_numpy().tolist() == [[300, True]]


def test_the_same_accumulated_month_corrected_replaces_its_difference(store: Store) -> None:
    put(store, [(JAN, "1", 100)])
    put(store, [(FEB, "1", 250)], ack=True)
    put(store, [(FEB, "1", 260)], ack=True)
    assert shown(store) == {(JAN, "1"): 100, (FEB, "1"): 160}


def test_an_accumulated_sum_per_verksamhet_holds_where_the_stored_rows_have_konton(store: Store) -> None:
    commit(store, consider(store, lasning([(JAN, "1", 100)], konto="5010"), namnd="SN"), vem="anna")
    put(store, [(JAN, "2", 40)])
    both = pd.concat([lasning([(FEB, "1", 30)], ack=True, konto="4010").rader, lasning([(FEB, "2", 90)], ack=True).rader])
    commit(store, consider(store, Lasning("f.xlsx", "", 1, rader=both.reset_index(drop=True)), namnd="SN"), vem="anna")
    saldo = read_saldo(store, "SN", Slag.UTFALL, per=(Col.VERKSAMHET,))
    assert dict(zip(saldo[Col.VERKSAMHET], saldo[Col.ORE], strict=True)) == {"1": 30, "2": 90}


def test_january_is_its_own_accumulated_amount(store: Store) -> None:
    put(store, [(JAN, "1", 100)], ack=True)
    assert not read_saldo(store, "SN", Slag.UTFALL)[Col.ACKUMULERAT].any()


def test_several_accumulated_months_in_one_file_build_on_each_other(store: Store) -> None:
    put(store, [(JAN, "1", 100), (FEB, "1", 250), (MAR, "1", 330)], ack=True)
    assert shown(store) == {(JAN, "1"): 100, (FEB, "1"): 150, (MAR, "1"): 80}


def test_investering_is_told_apart_with_its_projekt(store: Store) -> None:
    rows = pd.concat([rader([(JAN, "1", 100)], konto="5010"), rader([(JAN, "1", 900)], konto="4010", projekt="P7")])
    forslag = consider(store, Lasning("f.xlsx", "", 1, rader=rows.reset_index(drop=True)), namnd="SN")
    assert forslag.summor["utfall"].summa_ore == 100
    assert forslag.summor["investering_utfall"].verksamheter == {"P7": 900}


NODER = (Nod("S", "Socialnämnden"), Nod("1", "Hemtjänst", "S"), Nod("2", "Boende", "S"), Nod("21", "Hemtjänst", "2"))
NIVA = Bedomningsrad("2", "", "niva", -500, None, 2022, None, None, None, "", "Blad1", 4)


def with_struktur(store: Store) -> None:
    commit(store, consider(store, Lasning("s.xlsx", "s", 1, noder=NODER), namnd="SN"), vem="anna")


def test_bedomningar_find_their_nod_by_kod_or_name_and_their_month(store: Store) -> None:
    with_struktur(store)
    put(store, [(MAR, "1", 1)])
    rows = (NIVA, dataclasses.replace(NIVA, nod=" gemensamt  BOENDE ", avvikelse_ore=None, kostnad_ore=70))
    forslag = consider(store, Lasning("b.xlsx", "b", 1, bedomningar=rows), namnd="SN")
    assert forslag.summor["prognos_avvikelse"].verksamheter == {"2": -500}
    assert (forslag.summor["prognos_helar"].summa_ore, forslag.summor["prognos_helar"].perioder) == (70, {"2022": 70})
    commit(store, forslag, vem="anna")
    assert [(post.nod, post.period) for post in read_bedomningar(store, "SN", 2022)] == [("2", MAR), ("2-gemensamt", MAR)]


def test_an_unknown_nod_and_a_name_of_two_noder_are_refused_with_their_row(store: Store) -> None:
    with_struktur(store)
    rows = (dataclasses.replace(NIVA, nod="Skola"), dataclasses.replace(NIVA, nod="Hemtjänst", rad=5))
    forslag = consider(store, Lasning("b.xlsx", "b", 1, bedomningar=rows), namnd="SN")
    assert [(fel.kod, fel.blad, fel.rad) for fel in forslag.fel] == [("okand_nod", "Blad1", 4), ("flertydig_nod", "Blad1", 5)]
    assert forslag.ny is None


def test_the_latest_bedomning_file_wins_and_an_older_one_can_be_read_again(store: Store) -> None:
    with_struktur(store)

    def read(ore: int) -> Forslag:
        return consider(store, Lasning("b", "b", 1, bedomningar=(dataclasses.replace(NIVA, avvikelse_ore=ore),)), namnd="SN")

    for ore in (-1, -2):
        commit(store, read(ore), vem="anna")
    later = dataclasses.replace(NIVA, avvikelse_ore=-9, period=MAJ)
    commit(store, consider(store, Lasning("m", "m", 1, bedomningar=(later,)), namnd="SN"), vem="anna")
    assert read(-2).status is Forslagsstatus.DUBBLETT
    commit(store, read(-1), vem="anna")
    assert [post.avvikelse_ore for post in read_bedomningar(store, "SN", 2022, period=APR)] == [-1]
    assert [post.avvikelse_ore for post in read_bedomningar(store, "SN", 2022)] == [-9]


def test_a_budgetjustering_is_summed_on_its_months(store: Store) -> None:
    row = Justeringsrad("1", "", "", "ram", "KF 1", 202211, 202212, 101, "", "Blad1", 2)
    forslag = consider(store, Lasning("j.xlsx", "j", 1, justeringar=(row,)), namnd="SN")
    assert forslag.summor["budgetjustering"].perioder == {"2022-11": 50, "2022-12": 51}
    commit(store, forslag, vem="anna")
    assert shown(store, slag=Slag.BUDGET) == {(202211, "1"): 50, (202212, "1"): 51}


def test_a_new_struktur_takes_the_place_of_the_one_before(store: Store) -> None:
    with_struktur(store)
    forslag = consider(store, Lasning("s2.xlsx", "s2", 1, noder=NODER[:2]), namnd="SN")
    assert [(one.slag, one.period, one.inlasning_id) for one in forslag.ersatter] == [(Slag.STRUKTUR, 0, 1)]
    assert to_json(forslag)["ersatter"] == [
        {"slag": "struktur", "period": None, "inlasning_id": 1, "gammal_ore": 0, "ny_ore": 0}
    ]


def test_a_file_without_anything_is_refused(store: Store) -> None:
    assert [fel.kod for fel in consider(store, Lasning("t.xlsx", "", 1), namnd="SN").fel] == ["inget_att_lasa_in"]


def test_a_forslag_that_somebody_was_before_is_refused_and_read_in_looks_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = look(store, [(JAN, "1", 100)])
    put(store, [(JAN, "2", 5)])
    with pytest.raises(ChangedSincePreview):
        commit(store, stale, vem="bo")
    from finance.mottagning import flode

    real, tries = flode.consider, list[int]()

    def disturbed(*args: object, **kwargs: object) -> Forslag:
        forslag = real(*args, **kwargs)  # type: ignore[arg-type]
        if not tries:
            satt = {(Slag.UTFALL, FEB): Satt.ERSATTER}
            commit_inlasning(store, NyInlasning("SN", "annan.xlsx", "", "annan", 1, satt, rader([(FEB, "9", 9)])), vem="bo")
        tries.append(forslag.version)
        return forslag

    monkeypatch.setattr(flode, "consider", disturbed)
    _, number = read_in(store, ledger(("0410", "5010", "202201", 100_000.25)), "h.xlsx", namnd="SN", vem="anna")
    assert (len(tries), number) == (2, 3)
    assert shown(store) == {(JAN, "2"): 5, (FEB, "9"): 9, (JAN, "0410"): 100_000_25}


def test_a_comment_written_meanwhile_does_not_stop_an_inlasning(store: Store) -> None:
    put(store, [(JAN, "1", 5)])
    forslag = look(store, [(FEB, "1", 100)])
    save_kommentar(store, "SN", JAN, "1", "text", vem="chef")
    commit(store, forslag, vem="anna")
    assert shown(store) == {(JAN, "1"): 5, (FEB, "1"): 100}


def test_the_order_of_files_for_different_months_does_not_matter(tmp_path: Path) -> None:
    files = [[(JAN, "1", 1), (FEB, "1", 2)], [(MAR, "1", 3)], [(FEB, "2", 4)]]
    results = []
    for turn, order in enumerate((files, files[::-1])):
        store = Store.open(f"sqlite:///{tmp_path / str(turn)}.db")
        for rows in order:
            put(store, rows)
        results.append(shown(store))
        store.close()
    assert results[0] == results[1]


def test_the_year_names_and_the_unit_come_along(store: Store) -> None:
    save_namnd(store, Namnd("SN", "Socialnämnden", Enhet.MNKR, Vy.NETTORESULTAT), vem="anna")
    data = workbook(
        ("Verksamhet", "Benämning", "jan", "feb"), ("0410", "Hemtjänst", 1.5, 2.25), ("0420", "Boende", 3, 4), sheet="Budget"
    )
    val = Lasval(ar=2022, enhet=Enhet.MNKR, slag=Slag.BUDGET)
    forslag, _ = read_in(store, data, "budget.xlsx", namnd="SN", val=val, vem="anna")
    assert forslag.status is Forslagsstatus.KLAR
    assert shown(store, slag=Slag.BUDGET) == {
        (JAN, "0410"): 150_000_000,
        (FEB, "0410"): 225_000_000,
        (JAN, "0420"): 300_000_000,
        (FEB, "0420"): 400_000_000,
    }
    assert read_namn(store, "SN", Col.VERKSAMHET) == {"0410": "Hemtjänst", "0420": "Boende"}
    assert latest(store).tzinfo is not None
