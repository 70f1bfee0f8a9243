"""Mått followed up: what months become, what is hidden, windows, breaks, and what a person types or pastes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.errors import InvalidValue
from finance.inlasning.matt.tider import frequency
from finance.inlasning.planrader import Ackumulering, Mattrad, Vardestatus, Vardetyp
from finance.matt import (
    DOLT,
    Mattdel,
    Mattgrupp,
    Tal,
    accumulate,
    compute_foljd,
    find_kon,
    guess_del,
    hide_pair,
    hide_row,
    hide_small,
    list_matt,
    month_days,
    without_kon,
)
from finance.mattinskrivning import Mattval, Tidsdelning, make_rader, read_block
from finance.period import Period

APRIL = Period(2022, 4)


def value(
    fran: str,
    till: str,
    number: str | None,
    *,
    matt: str = "Vårddygn",
    kategori: str = "",
    typ: Vardetyp = Vardetyp.UTFALL,
    how: Ackumulering = Ackumulering.SUMMA,
    enhet: str = "dygn",
    brott: bool = False,
) -> Mattrad:
    status = Vardestatus.OKAND if number == "?" else Vardestatus.VARDE
    varde = None if number in (None, "?") else Decimal(number or 0)
    return Mattrad(
        "", "", matt, kategori, kategori or matt, typ, fran, till, frequency(fran, till), varde,
        Vardestatus.EJ_FRAMTAGEN if number is None else status, enhet, how, "", "", brott, "", 0,
    )  # fmt: skip


def months(ar: int, *numbers: str | None, how: Ackumulering = Ackumulering.SUMMA, kategori: str = "") -> list[Mattrad]:
    return [value(*month_days(ar, manad), number, how=how, kategori=kategori) for manad, number in enumerate(numbers, 1)]


@pytest.mark.parametrize(
    ("how", "wanted"),
    [
        (Ackumulering.SUMMA, Decimal(100)),
        (Ackumulering.MEDEL, Decimal(25)),
        (Ackumulering.SENASTE, Decimal(40)),
        (Ackumulering.UNIK, None),
    ],
)
def test_months_become_what_their_kind_says(how: Ackumulering, wanted: Decimal | None) -> None:
    (matt,) = list_matt(months(2022, "10", "20", "30", "40", how=how))
    assert matt.so_far(2022, 4) == wanted


def test_an_unknown_month_leaves_the_sum_unknown_and_a_missing_one_leaves_it_out() -> None:
    (matt,) = list_matt(months(2022, "10", "?", "30", "40"))
    assert matt.so_far(2022, 4) == "?"
    (matt,) = list_matt(months(2022, "10", None, "30", "40"))
    assert matt.so_far(2022, 4) is None


def test_a_written_sum_goes_before_the_months() -> None:
    (matt,) = list_matt([*months(2022, "10", "20", "30", "40"), value("2022-01-01", "2022-04-30", "99")])
    assert matt.so_far(2022, 4) == 99


def test_quarters_and_a_day_are_used_where_they_end_with_the_period() -> None:
    (matt,) = list_matt([value("2022-01-01", "2022-03-31", "7"), value("2022-04-01", "2022-06-30", "5")])
    assert (matt.so_far(2022, 3), matt.so_far(2022, 4), matt.so_far(2022, 6)) == (Decimal(7), None, Decimal(12))
    (matt,) = list_matt([value("2022-04-30", "2022-04-30", "127", how=Ackumulering.SENASTE)])
    assert matt.so_far(2022, 4) == 127


def test_a_break_between_the_years_takes_the_change_away() -> None:
    rows = [value("2021-01-01", "2021-04-30", "50"), value("2022-01-01", "2022-04-30", "40")]
    (whole,) = list_matt(rows)
    assert compute_foljd(whole, APRIL).forandring == -10
    (broken,) = list_matt([rows[0], replace(rows[1], brott=True)])
    found = compute_foljd(broken, APRIL)
    assert (found.forandring, found.brott) == (None, "2022-01-01")


def test_pace_only_for_what_is_summed() -> None:
    rows = [
        value("2022-01-01", "2022-04-30", "30"),
        value("2022-01-01", "2022-12-31", "60", typ=Vardetyp.PROGNOS),
        value("2021-01-01", "2021-04-30", "25"),
        value("2021-01-01", "2021-12-31", "100"),
    ]
    (matt,) = list_matt(rows)
    found = compute_foljd(matt, APRIL)
    assert (found.takt, found.takt_foregaende, found.fore_takt) == (Decimal(50), Decimal(25), True)
    (level,) = list_matt([replace(rad, ackumulering=Ackumulering.SENASTE) for rad in rows])
    assert compute_foljd(level, APRIL).takt is None


@given(st.integers(0, 50), st.integers(2, 10))
def test_a_small_count_is_never_shown_and_zero_points_at_nobody(number: int, below: int) -> None:
    shown = hide_small(Decimal(number), below)
    assert shown == (f"<{below}" if 0 < number < below else number)


@given(st.integers(0, 30), st.integers(0, 30))
def test_kon_side_by_side_never_gives_a_hidden_count_away(women: int, men: int) -> None:
    one, other = hide_pair(Decimal(women + men), hide_small(Decimal(women), 5), hide_small(Decimal(men), 5))
    if 0 < women < 5 or 0 < men < 5:
        assert not isinstance(one, Decimal)
        assert not isinstance(other, Decimal)
    else:
        assert (one, other) == (Decimal(women), Decimal(men))


def test_the_sum_of_a_row_with_one_hidden_month_is_hidden() -> None:
    cells: list[Tal] = [Decimal(10), Decimal(3), Decimal(12)]
    assert hide_row(cells, Decimal(25), 5) == ((Decimal(10), "<5", Decimal(12)), DOLT)
    assert hide_row([Decimal(2), Decimal(3), Decimal(12)], Decimal(17), 5) == (("<5", "<5", Decimal(12)), Decimal(17))
    assert hide_row(cells, Decimal(25), 0) == (tuple(cells), Decimal(25))


def test_kon_is_found_and_missed() -> None:
    rows = [*months(2022, "9"), *months(2022, "4", kategori="kvinnor"), *months(2022, "5", kategori="män")]
    alone = [replace(rad, matt="Beslut", rubrik="Beslut") for rad in months(2022, "7")]
    matt = list_matt([*rows, *alone])
    kvinnor, man = find_kon(matt[0], matt)
    assert kvinnor is not None
    assert man is not None
    assert (kvinnor.kategori, man.kategori) == ("kvinnor", "män")
    assert [one.namn for one in without_kon(Mattgrupp("", Mattdel.STATISTIK, matt))] == ["Beslut"]


def test_where_a_group_stands_is_seen_from_its_values() -> None:
    assert guess_del("Personalkostnader", list_matt(months(2022, "1")), APRIL) is Mattdel.PERSONAL
    assert guess_del("Beslut", list_matt(months(2022, "1")), APRIL) is Mattdel.STATISTIK
    assert guess_del("", list_matt([value("2022-01-01", "2022-04-30", "1")]), APRIL) is Mattdel.VOLYMER


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=12))
def test_sums_and_means_are_the_naive_ones(numbers: list[int]) -> None:
    total = 0
    for number in numbers:
        total += number
    parts = [Decimal(number) for number in numbers]
    assert accumulate(parts, Ackumulering.SUMMA) == total
    assert accumulate(parts, Ackumulering.MEDEL) == Decimal(total) / len(numbers)


def test_a_column_copied_from_excel_arrives_with_its_decimal_commas() -> None:
    pasted = read_block("23,4\r\n25,1\r\n\r\n1 024,50\r\n", Tidsdelning.MANADER)
    assert pasted == {"": {1: "23,4", 2: "25,1", 4: "1 024,50"}}
    val = Mattval("Sjukfrånvaro", enhet="%")
    rader = make_rader(val, pasted, typ=Vardetyp.UTFALL, delning=Tidsdelning.MANADER, period=APRIL, ar=2022)
    assert [(rad.fran, rad.varde) for rad in rader] == [
        ("2022-01-01", Decimal("23.4")),
        ("2022-02-01", Decimal("25.1")),
        ("2022-04-01", Decimal("1024.50")),
    ]
    assert {rad.ackumulering for rad in rader} == {Ackumulering.MEDEL}


def test_what_is_no_value_says_where() -> None:
    with pytest.raises(InvalidValue, match="mar"):
        make_rader(
            Mattval("X"), {"": {3: "ungefär 4"}}, typ=Vardetyp.UTFALL, delning=Tidsdelning.MANADER, period=APRIL, ar=2022
        )
    with pytest.raises(InvalidValue, match="13 celler, men året har 12 månader"):
        read_block("\n".join("1" * 13), Tidsdelning.MANADER)


def test_a_span_ends_with_the_period_and_a_year_with_december() -> None:
    (span,) = make_rader(Mattval("X"), {"": {0: "5"}}, typ=Vardetyp.UTFALL, delning=Tidsdelning.HITTILLS, period=APRIL, ar=2022)
    (year,) = make_rader(Mattval("X"), {"": {0: "?"}}, typ=Vardetyp.PROGNOS, delning=Tidsdelning.HELAR, period=APRIL, ar=2022)
    assert (span.fran, span.till, span.varde) == ("2022-01-01", "2022-04-30", Decimal(5))
    assert (year.till, year.status) == ("2022-12-31", Vardestatus.OKAND)
