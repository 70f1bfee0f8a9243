"""Does it agree with the economy system? Each reason is put into the books by hand, and must be the one that is found."""

import io
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.avstamning import Avstamning, Orsak, Per, Systemrad, compare, keep, read_kalla, read_systemrader, to_json
from finance.belopp import Enhet
from finance.errors import HelarError, InvalidValue
from finance.kolumner import Slag
from finance.mottagning import prepare
from finance.period import Period
from finance.store import (
    Satt,
    Store,
    list_avstamningar,
    save_interna_motparter,
    undo_inlasning,
)
from tests.finance.avstamning.bokfort import Bokning, book, frame

MAJ = Period(2022, 5)
BOOKS: list[Bokning] = [
    # month, verksamhet, konto, öre; the month sums are 1 000, 1 100, 1 210, 1 331 and 1 464 kr
    (202201, "410", "5010", 70_000), (202201, "420", "4610", 50_000), (202201, "420", "3010", -20_000),
    (202202, "410", "5010", 81_000), (202202, "420", "4610", 49_000), (202202, "420", "3010", -20_000),
    (202203, "410", "5010", 90_100), (202203, "420", "4610", 50_900), (202203, "420", "3010", -20_000),
    (202204, "410", "5010", 99_300), (202204, "420", "4610", 53_800), (202204, "420", "3010", -20_000),
    (202205, "410", "5010", 110_700), (202205, "420", "4610", 55_700), (202205, "420", "3010", -20_000),
]  # fmt: skip
TOTAL = 610_500  # 1 000 + 1 100 + 1 210 + 1 331 + 1 464 = 6 105 kr
PER_VERKSAMHET = {"410": 451_100, "420": 159_400}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every table, to copy."""
    path = tmp_path_factory.mktemp("mall") / "mall.db"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def store(tmp_path: Path, empty: Path) -> Iterator[Store]:
    shutil.copyfile(empty, tmp_path / "helar.db")
    opened = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    yield opened
    opened.close()


def total(store: Store, ore: int, period: Period = MAJ, **options: object) -> Avstamning:
    kalla = read_kalla(store, "SN", period, **options)  # type: ignore[arg-type]
    return compare(kalla, [Systemrad("", ore)], per=Per.SUMMA)


def lines(store: Store, system: Mapping[str, int], per: Per, *, delvis: bool = False) -> Avstamning:
    rader = [Systemrad(kod, ore) for kod, ore in system.items()]
    return compare(read_kalla(store, "SN", MAJ), rader, per=per, delvis=delvis)


def first(answer: Avstamning, kod: str = "") -> Orsak:
    rad = next(rad for rad in answer.rader if rad.kod == kod)
    assert not rad.stammer
    assert rad.forklaringar, "no reason was found"
    return rad.forklaringar[0].orsak


def reasons(answer: Avstamning, kod: str = "") -> list[Orsak]:
    return [one.orsak for rad in answer.rader if rad.kod == kod for one in rad.forklaringar]


def test_the_right_total_gets_a_tick_with_either_sign(store: Store) -> None:
    number = book(store, BOOKS)
    right, turned = total(store, TOTAL), total(store, -TOTAL)
    assert (right.stammer, right.vant_tecken, right.inlasning_id) == (True, False, number)
    assert (turned.stammer, turned.vant_tecken) == (True, True)
    assert turned.helhet.skillnad_ore == 0


def test_one_ore_is_a_difference(store: Store) -> None:
    book(store, BOOKS)
    answer = total(store, TOTAL - 1)
    assert (answer.stammer, answer.helhet.skillnad_ore) == (False, 1)


def test_whole_kronor_are_told_as_rounding(store: Store) -> None:
    book(store, [*BOOKS, (202205, "410", "5010", 49)])
    assert first(total(store, TOTAL)) is Orsak.AVRUNDNING


@pytest.mark.parametrize(
    ("per", "system"),
    [
        (Per.VERKSAMHET, PER_VERKSAMHET),
        (Per.ANSVAR, {"100": TOTAL}),
        (Per.KLASS, {"3": -100_000, "4": 259_400, "5": 451_100}),
        (Per.KLASS, {"30": -100_000, "46": 259_400, "5": 451_100}),
        (Per.KONTO, {"3010": -100_000, "4610": 259_400, "5010": 451_100}),
        (Per.KONTOGRUPP, {"Intäkter": -100_000, "Köp av verksamhet": 259_400, "Personal": 451_100}),
        (Per.PERIOD, {"2022-01": 100_000, "2022-02": 110_000, "2022-03": 121_000, "2022-04": 133_100, "2022-05": 146_400}),
    ],
)
def test_lines_agree_in_every_dimension_and_a_wrong_one_is_found(store: Store, per: Per, system: dict[str, int]) -> None:
    book(store, BOOKS)
    assert sum(system.values()) == TOTAL
    assert lines(store, system, per).stammer
    assert lines(store, {kod: -ore for kod, ore in system.items()}, per).stammer
    wrong = next(iter(system))
    answer = lines(store, {**system, wrong: system[wrong] + 12_345}, per)
    assert [(rad.kod, rad.skillnad_ore) for rad in answer.rader if not rad.stammer] == [(wrong, -12_345)]
    assert answer.helhet.skillnad_ore == -12_345


def test_a_code_that_the_table_lacks_is_a_difference_unless_the_table_is_a_part(store: Store) -> None:
    book(store, BOOKS)
    answer = lines(store, {"410": 451_100}, Per.VERKSAMHET)
    assert [(rad.kod, rad.system_ore, rad.lagrat_ore) for rad in answer.rader if not rad.stammer] == [("420", None, 159_400)]
    assert first(answer, "420") is Orsak.SAKNAS
    assert lines(store, {"410": 451_100}, Per.VERKSAMHET, delvis=True).stammer


def test_a_code_without_its_leading_zero_is_the_same_code(store: Store) -> None:
    book(store, [(202201, "0410", "5010", 5_000)])
    assert lines(store, {"410": 5_000}, Per.VERKSAMHET).stammer


def test_balance_accounts_of_the_table_are_set_aside_and_said(store: Store) -> None:
    book(store, BOOKS)
    answer = lines(store, {"1": 9_999, "3": -100_000, "4": 259_400, "5": 451_100}, Per.KLASS)
    assert answer.stammer
    assert [(rad.kod, rad.jamfors, "klass 1-2" in rad.skal) for rad in answer.rader if not rad.jamfors] == [("1", False, True)]


def test_a_missing_month_is_found_with_what_it_usually_is(store: Store) -> None:
    book(store, [row for row in BOOKS if row[0] != 202204])
    book(store, [(202104, "410", "5010", 130_000)])
    answer = total(store, TOTAL)
    assert first(answer) is Orsak.MANAD_SAKNAS
    text = answer.rader[0].forklaringar[0].text
    assert "april 2022 saknas" in text
    assert "april 2021: 1\u00a0300,00\u00a0kr" in text


def test_a_total_of_other_months_is_found(store: Store) -> None:
    book(store, BOOKS)
    until_april, may_only = total(store, TOTAL - 146_400), total(store, 146_400)
    assert first(until_april) is Orsak.ANNAT_SPANN
    assert "jan–apr" in until_april.rader[0].forklaringar[0].text
    assert first(may_only) is Orsak.ANNAT_SPANN
    assert "maj 2022 ensam" in may_only.rader[0].forklaringar[0].text
    assert total(store, 146_400, bara_manaden=True).stammer


def test_a_month_too_much_is_found_with_its_rows(store: Store) -> None:
    book(store, BOOKS)
    answer = total(store, TOTAL - 121_000)
    found = next(one for one in answer.rader[0].forklaringar if one.orsak is Orsak.MANAD)
    assert "mars 2022" in found.text
    assert sorted(post.ore for post in found.rader) == [-20_000, 50_900, 90_100]


def test_the_same_rows_read_twice_are_found_with_both_files(store: Store) -> None:
    book(store, BOOKS, fil="maj.xlsx")
    again = [row for row in BOOKS if row[0] in (202202, 202203)]
    book(store, again, fil="en gång till.xlsx")
    answer = total(store, TOTAL)
    assert first(answer) is Orsak.DUBBEL
    text = answer.rader[0].forklaringar[0].text
    assert "en gång till.xlsx" in text
    assert "maj.xlsx" in text


def test_a_file_of_its_own_that_makes_the_difference_is_found(store: Store) -> None:
    book(store, BOOKS)
    book(store, [(202203, "410", "5010", 1_234), (202204, "420", "4610", 4_321)], fil="extra.xlsx")
    assert first(total(store, TOTAL)) is Orsak.INLASNING


def test_investering_that_the_system_counts_is_found(store: Store) -> None:
    book(store, [*BOOKS, (202203, "410", "4010", 33_333), (202204, "420", "4010", 44_444)])
    assert total(store, TOTAL).stammer
    answer = total(store, TOTAL + 77_777)
    assert first(answer) is Orsak.INVESTERING
    assert sorted(post.ore for post in answer.rader[0].forklaringar[0].rader) == [33_333, 44_444]
    per = lines(store, {"410": 451_100 + 33_333, "420": 159_400}, Per.VERKSAMHET)
    assert first(per, "410") is Orsak.INVESTERING


def test_a_line_on_konto_40_is_compared_with_konto_40(store: Store) -> None:
    book(store, [*BOOKS, (202203, "410", "4010", 33_333)])
    system = {"3": -100_000, "46": 259_400, "40": 33_333, "5": 451_100}
    assert lines(store, system, Per.KLASS).stammer


def test_internal_motparter_that_the_system_leaves_out_are_found(store: Store) -> None:
    book(store, BOOKS)
    book(store, [(202202, "410", "6010", 10_001), (202203, "420", "6010", 20_002)], motpart="150")
    book(store, [(202203, "420", "6010", 777)], motpart="810")
    save_interna_motparter(store, "SN", "100-199", vem="anna")
    assert Orsak.INTERN in reasons(total(store, TOTAL + 777))


def test_balance_accounts_that_the_system_counts_are_found(store: Store) -> None:
    book(store, BOOKS, tolkning=json.dumps({"blad_alla": [{"blad": "x", "balans_ore": -55_555}]}))
    assert first(total(store, TOTAL - 55_555)) is Orsak.BALANS


def test_bokslut_that_the_system_leaves_out_is_found(store: Store) -> None:
    book(store, [*BOOKS, (202212, "410", "5010", 5_000), (202213, "410", "5010", 8_888)])
    assert total(store, TOTAL + 5_000 + 8_888, Period(2022, 12)).stammer
    assert first(total(store, TOTAL + 5_000, Period(2022, 12))) is Orsak.BOKSLUT


def test_a_line_with_the_wrong_sign_is_found(store: Store) -> None:
    book(store, [*BOOKS, (202201, "430", "5010", 5_432)])
    answer = lines(store, {**PER_VERKSAMHET, "430": -5_432}, Per.VERKSAMHET)
    assert first(answer, "430") is Orsak.TECKEN


def test_income_with_the_wrong_sign_is_found(store: Store) -> None:
    book(store, BOOKS)
    answer = total(store, TOTAL + 2 * 100_000)
    assert first(answer) is Orsak.TECKEN
    assert "Intäkter" in answer.rader[0].forklaringar[0].text


def test_a_single_booking_is_found_with_its_place_in_the_file(store: Store) -> None:
    book(store, BOOKS)
    answer = total(store, TOTAL - 53_800)
    found = next(one for one in answer.rader[0].forklaringar if one.orsak is Orsak.TRANSAKTION)
    assert [(post.period, post.verksamhet, post.ore, post.fil, post.blad, post.rad) for post in found.rader] == [
        (202204, "420", 53_800, "huvudbok.xlsx", "Blad1", 12)
    ]


def test_a_booking_in_another_month_is_found(store: Store) -> None:
    book(store, [*BOOKS, (202206, "420", "4610", 31_415)])
    book(store, [(202206, "420", "4610", 100)])
    answer = total(store, TOTAL + 31_415)
    assert first(answer) is Orsak.TRANSAKTION
    assert "juni 2022" in answer.rader[0].forklaringar[0].text


def test_a_booking_on_another_line_is_found(store: Store) -> None:
    book(store, BOOKS)
    answer = lines(store, {"410": 451_100 - 31_415, "420": 159_400 + 31_415}, Per.VERKSAMHET)
    assert first(answer, "410") is Orsak.ANNAN_RAD
    assert answer.helhet.stammer
    assert not answer.stammer


def test_a_code_within_the_line_that_makes_the_difference_is_found(store: Store) -> None:
    book(store, [*BOOKS, (202201, "430", "5010", 1_111), (202204, "430", "5010", 2_222)])
    answer = total(store, TOTAL)
    found = next(one for one in answer.rader[0].forklaringar if one.orsak is Orsak.DEL)
    assert "verksamhet 430" in found.text


def test_two_swapped_digits_are_found(store: Store) -> None:
    book(store, [(202201, "410", "5010", 123_456), (202201, "420", "5010", 1)])
    assert first(total(store, 132_457)) is Orsak.SIFFROR
    weak = total(store, 123_457 - 9 * 1_111)
    assert [(one.orsak, one.exakt) for one in weak.rader[0].forklaringar][-1] == (Orsak.SIFFROR, False)


def test_totals_in_tkr_agree_when_they_are_the_rounded_ones(store: Store) -> None:
    book(store, [(202201, "410", "5010", 123_449_999), (202201, "420", "5010", 123_450_000)])
    kalla = read_kalla(store, "SN", MAJ)
    rader = [Systemrad("410", 123_400_000), Systemrad("420", 123_500_000)]
    assert compare(kalla, rader, per=Per.VERKSAMHET, enhet=Enhet.TKR).stammer
    assert not compare(kalla, rader, per=Per.VERKSAMHET).stammer


def test_a_budget_is_compared_with_its_own_rows(store: Store) -> None:
    book(store, BOOKS, slag=Slag.BUDGET)
    assert total(store, TOTAL, slag=Slag.BUDGET).stammer
    assert not total(store, TOTAL).stammer


def test_a_file_can_be_compared_before_it_is_read_in(store: Store) -> None:
    book(store, BOOKS)
    corrected = openpyxl.Workbook()
    page = corrected.worksheets[0]
    for row in (("Verksamhet", "Konto", "Period", "Belopp"), ("410", "5010", 202205, 2_000.5), ("420", "4610", 202205, 3_000)):
        page.append(row)
    saved = io.BytesIO()
    corrected.save(saved)
    forslag = prepare(store, saved.getvalue(), "rättad.xlsx", namnd="SN")
    # May was 1 464 kr and becomes 5 000,50 kr
    after = TOTAL - 146_400 + 500_050
    assert total(store, after, forslag=forslag).stammer
    assert total(store, TOTAL).stammer
    wrong = total(store, after - 300_000, forslag=forslag)
    found = next(one for one in wrong.rader[0].forklaringar if one.orsak is Orsak.TRANSAKTION)
    assert [(post.fil, post.ore) for post in found.rader] == [("rättad.xlsx", 300_000)]


def test_a_file_that_cannot_be_read_in_is_not_compared(store: Store) -> None:
    forslag = prepare(store, b"", "tom.xlsx", namnd="SN")
    with pytest.raises(HelarError, match=r"tom\.xlsx"):
        total(store, 1, forslag=forslag)


def test_no_total_is_refused(store: Store) -> None:
    book(store, BOOKS)
    with pytest.raises(InvalidValue, match="inget belopp"):
        compare(read_kalla(store, "SN", MAJ), [], per=Per.SUMMA)


def test_it_is_kept_with_the_inlasning_and_listed_as_it_was_known(store: Store) -> None:
    number = book(store, BOOKS)
    wrong = total(store, TOTAL - 53_800)
    keep(store, wrong, vem="anna")
    before = list_avstamningar(store, "SN")[0].registrerad
    keep(store, lines(store, PER_VERKSAMHET, Per.VERKSAMHET), fil="saldo.xlsx", vem="bo")
    newest, oldest = list_avstamningar(store, "SN")
    assert (newest.vem, newest.avstamning.fil, newest.avstamning.stammer) == ("bo", "saldo.xlsx", True)
    assert (oldest.avstamning.inlasning_id, oldest.avstamning.skillnad_ore) == (number, 53_800)
    assert (oldest.avstamning.fran, oldest.avstamning.till, oldest.avstamning.slag) == (202201, 202205, Slag.UTFALL)
    assert list_avstamningar(store, "SN", as_of=before) == (oldest,)
    undo_inlasning(store, number, vem="anna")
    assert len(list_avstamningar(store, "SN")) == 2


def test_what_is_kept_holds_no_text_of_a_booking(store: Store) -> None:
    book(store, frame(BOOKS, text="Hemlig text"))
    answer = total(store, TOTAL - 53_800)
    assert "Hemlig text" in json.dumps(to_json(answer))
    keep(store, answer, vem="anna")
    assert "Hemlig" not in json.dumps(list_avstamningar(store, "SN")[0].avstamning.rader)


def test_a_table_is_read_with_what_its_codes_are_of() -> None:
    data = "Ansvar;Namn;Utfall (tkr)\n0100;Ledning;1 234\n200;Hemtjänst;-5\nSumma;;1 229\n".encode()
    per, rader, tabell = read_systemrader(data, "saldo.csv", ar=2022)
    assert (per, tabell.enhet, tabell.summa_ore) == (Per.ANSVAR, Enhet.TKR, 122_900_000)
    assert rader == (Systemrad("0100", 123_400_000, "Ledning"), Systemrad("200", -500_000, "Hemtjänst"))


@pytest.mark.parametrize(
    ("text", "per", "expected"),
    [
        ("Konto;Belopp\n5;100,5\n46;1\n", Per.KLASS, {"5": 10_050, "46": 100}),
        ("Konto;Belopp\n5010;100,5\n4610;1\n", Per.KONTO, {"5010": 10_050, "4610": 100}),
        ("Period;Belopp\njan;1000,25\n2022-02;7\n", Per.PERIOD, {"2022-01": 100_025, "2022-02": 700}),
        ("Verksamhet;Budget;Utfall\n410;1;2\n420;3;4\n", Per.VERKSAMHET, {"410": 200, "420": 400}),
        ("Konto;Debet;Kredit\n5010;10;\n3010;;4\n", Per.KONTO, {"5010": 1_000, "3010": -400}),
        ("Kontogrupp;Belopp\npersonal;3,5\n", Per.KONTOGRUPP, {"Personal": 350}),
    ],
)
def test_small_tables_of_other_systems(text: str, per: Per, expected: dict[str, int]) -> None:
    found, rader, _ = read_systemrader(text.encode(), "t.csv", ar=2022)
    assert (found, {rad.kod: rad.ore for rad in rader}) == (per, expected)


@pytest.mark.parametrize(
    ("text", "says"),
    [("Konto;Belopp\n5010;elva\n", "elva"), ("hej\n", "tabell"), ("", "tom"), ("Benämning;Belopp\nLöner;5\n", "--per")],
)
def test_a_table_that_cannot_be_read_is_refused_with_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        read_systemrader(text.encode(), "t.csv", ar=2022)


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.sampled_from(range(202201, 202206)), st.sampled_from("123"), st.sampled_from(["3010", "5010", "4010"]),
                  st.integers(-5_000, 5_000)), min_size=1, max_size=12,
    ),
    st.dictionaries(st.sampled_from("1234"), st.integers(-9_000, 9_000), min_size=1),
)  # fmt: skip
def test_a_difference_is_always_helar_minus_the_system(shared: Store, rows: list[Bokning], system: dict[str, int]) -> None:
    """Against a plain loop: drift per verksamhet, and the sign that fits more lines."""
    book_all(shared, rows)
    there: dict[str, int] = {}
    for period, verksamhet, konto, ore in rows:
        if konto != "4010" and period <= 202205:
            there[verksamhet] = there.get(verksamhet, 0) + ore
    answer = lines(shared, system, Per.VERKSAMHET)
    sign = -1 if answer.vant_tecken else 1
    told = {rad.kod: rad.skillnad_ore for rad in answer.rader}
    assert told == {
        kod: there.get(kod, 0) - sign * system.get(kod, 0) for kod in {*system, *(k for k, v in there.items() if v)}
    }
    fits = {s: sum(there.get(kod, 0) == s * ore for kod, ore in system.items()) for s in (1, -1)}
    assert fits[sign] == max(fits.values())
    assert answer.stammer is not any(told.values())
    assert answer.helhet.skillnad_ore == sum(told.values())


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path_factory.mktemp('avstamning') / 'helar.db'}")
    yield opened
    opened.close()


def book_all(store: Store, rows: list[Bokning]) -> None:
    """In the place of everything that was there."""
    zeros: list[Bokning] = [(period, "1", "5010", 0) for period in range(202201, 202206)]
    book(store, pd.concat([frame(rows), frame(zeros)]), satt=Satt.ERSATTER)
