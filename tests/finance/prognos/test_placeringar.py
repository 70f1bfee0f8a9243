"""What placements cost: counted by hand, and day by day in a loop."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.errors import InvalidValue
from finance.inlasning.planer.placeringsregler import check_placering, split_at
from finance.inlasning.planrader import Placeringsrad
from finance.prognos.placeringar import (
    Prisandring,
    compute_kostnad,
    count_dygn,
    en_till,
    median_price,
    move_end,
    price_per_dygn,
    value_of_moving,
)

APRIL = date(2022, 4, 30)
KR = 100
HVB = Placeringsrad("11", "HVB", "2022-01-10", "2022-06-30", 1000 * KR, None, None, raknas=True, blad="B", rad=2)


def months(**days: int) -> tuple[int, ...]:
    names = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    return tuple(days.get(name, 0) for name in names)


def test_first_and_last_day_are_both_counted() -> None:
    assert count_dygn(HVB, 2022) == months(jan=22, feb=28, mar=31, apr=30, maj=31, jun=30)


def test_february_of_a_leap_year_has_29_days() -> None:
    rad = replace(HVB, start="2024-02-10", slut="2024-03-05")
    assert count_dygn(rad, 2024) == months(feb=20, mar=5)
    assert count_dygn(replace(rad, slut=""), 2024)[1] == 20
    assert count_dygn(replace(rad, start="2023-02-10", slut="2023-03-05"), 2023) == months(feb=19, mar=5)


def test_a_placement_of_one_day_costs_one_day() -> None:
    rad = replace(HVB, start="2022-03-31", slut="2022-03-31")
    assert compute_kostnad(rad, APRIL).kostnad == months(mar=1000 * KR)


def test_without_an_end_it_runs_through_december_and_from_the_start_of_the_year() -> None:
    rad = replace(HVB, start="2019-05-01", slut="")
    assert sum(count_dygn(rad, 2022)) == 365
    assert sum(count_dygn(rad, 2024)) == 366
    assert count_dygn(rad, 2018) == months()


def test_momskompensation_lowers_the_price_and_a_refund_is_told_apart() -> None:
    rad = replace(HVB, start="2022-11-29", slut="", dygnspris_ore=5_400_50, momskompensation_procent=Decimal(6))
    one = compute_kostnad(replace(rad, ersattning_ore=1_350_00), date(2022, 12, 31))
    # 5 400,50 x 0,94 = 5 076,47 kr; two days in November and 31 in December.
    assert one.per_dygn_ore == 5_076_47
    assert one.kostnad == months(nov=2 * 5_076_47, dec=31 * 5_076_47)
    assert one.ersattning == months(nov=2 * 1_350_00, dec=31 * 1_350_00)
    assert one.rest_ore(11) == 31 * (5_076_47 - 1_350_00)


def test_the_price_is_rounded_once_half_away_from_zero() -> None:
    rad = replace(HVB, dygnspris_ore=25, momskompensation_procent=Decimal(18))  # 20,5 öre
    assert price_per_dygn(rad, 202201) == 21


def test_one_that_is_not_counted_has_a_price_but_no_months() -> None:
    one = compute_kostnad(replace(HVB, raknas=False), APRIL)
    assert (one.kostnad, one.per_dygn_ore, one.pagar) == (months(), 1000 * KR, True)


def test_it_goes_on_from_its_first_day_through_its_last() -> None:
    days = {"2022-01-09": False, "2022-01-10": True, "2022-06-30": True, "2022-07-01": False}
    assert {day: compute_kostnad(HVB, date.fromisoformat(day)).pagar for day in days} == days


def test_an_index_holds_from_its_month_on_and_one_of_the_type_goes_before_the_general() -> None:
    rad = replace(HVB, slut="")
    general, own = Prisandring(202209, Decimal(3)), Prisandring(202210, Decimal("4.5"), "HVB")
    assert [price_per_dygn(rad, month, [general]) for month in (202208, 202209, 202212)] == [100_000, 103_000, 103_000]
    assert [price_per_dygn(rad, month, [general, own]) for month in (202209, 202210)] == [100_000, 104_500]
    again = [general, Prisandring(202211, Decimal(10))]
    assert price_per_dygn(rad, 202211, again) == 113_300  # 1 000 x 1,03 x 1,10
    assert compute_kostnad(rad, APRIL, [general]).kostnad[8:] == (30 * 103_000, 31 * 103_000, 30 * 103_000, 31 * 103_000)


@pytest.mark.parametrize(
    ("slut", "manader", "moved"),
    [
        ("2022-06-30", -1, "2022-05-31"),
        ("2022-06-30", 1, "2022-07-31"),
        ("2022-03-31", -1, "2022-02-28"),
        ("2022-01-30", 1, "2022-02-28"),
        ("2022-06-15", 2, "2022-08-15"),
        ("", -1, "2022-11-30"),
    ],
)
def test_an_end_is_moved_by_whole_months(slut: str, manader: int, moved: str) -> None:
    found = move_end(replace(HVB, slut=slut), manader, ar=2022)
    assert found is not None
    assert found.slut == moved


def test_what_a_month_is_worth() -> None:
    assert value_of_moving(HVB, -1, APRIL) == -30 * 1000 * KR  # June
    assert value_of_moving(HVB, 1, APRIL) == 31 * 1000 * KR  # July
    refunded = replace(HVB, ersattning_ore=400 * KR)
    assert value_of_moving(refunded, 1, APRIL) == 31 * 600 * KR
    onwards = replace(HVB, slut="")
    assert value_of_moving(onwards, -1, APRIL) == -31 * 1000 * KR  # December
    assert value_of_moving(onwards, 1, APRIL) is None


@pytest.mark.parametrize(
    "rad",
    [replace(HVB, slut="2022-04-30"), replace(HVB, raknas=False), replace(HVB, slut="2022-03-31")],
)
def test_what_is_over_or_not_counted_cannot_be_moved(rad: Placeringsrad) -> None:
    assert value_of_moving(rad, -1, APRIL) is None
    assert value_of_moving(rad, 1, APRIL) is None


def test_the_median_is_of_the_ongoing_of_the_same_type_that_count() -> None:
    prices = [5000, 5201, 9000]
    rader = [replace(HVB, dygnspris_ore=kr * KR) for kr in prices]
    others = [
        replace(HVB, typ="SiS", dygnspris_ore=1),
        replace(HVB, raknas=False, dygnspris_ore=1),
        replace(HVB, slut="2022-04-29", dygnspris_ore=1),
        replace(HVB, start="2022-05-01", dygnspris_ore=1),
    ]
    assert median_price([*rader, *others], "HVB", APRIL) == 5201 * KR
    assert median_price(rader[:2], "HVB", APRIL) == 510_050  # between the two
    assert median_price([replace(HVB, dygnspris_ore=1), replace(HVB, dygnspris_ore=2)], "HVB", APRIL) == 2  # 1,5 öre
    assert median_price(rader, "jourhem", APRIL) is None


def test_one_more_from_september() -> None:
    rad = replace(HVB, start="2022-09-01", slut="", dygnspris_ore=5_861_00, momskompensation_procent=Decimal(6))
    # 5 861 x 0,94 = 5 509,34 kr; 30 + 31 + 30 + 31 = 122 days.
    assert en_till(rad, 2022).rest_ore(0) == 122 * 5_509_34


@pytest.mark.parametrize(
    ("rad", "words"),
    [
        (replace(HVB, slut="2022-01-09"), "slutar 2022-01-09, före starten 2022-01-10"),
        (replace(HVB, start=""), "saknar startdag"),
        (replace(HVB, typ="Kim Berg"), "ingen typ av placering"),
        (replace(HVB, dygnspris_ore=0), "större än noll"),
        (replace(HVB, momskompensation_procent=Decimal(101)), "mellan 0 och 100"),
        (replace(HVB, ersattning_ore=-1), "med plus"),
    ],
)
def test_what_no_placement_can_be_is_refused(rad: Placeringsrad, words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        check_placering(rad)
    with pytest.raises(InvalidValue, match=words):
        en_till(rad, 2022)


def test_another_price_from_a_day_makes_two_parts_with_the_same_days() -> None:
    before, after = split_at(HVB, date(2022, 3, 1), 1200 * KR)
    assert (before.slut, before.dygnspris_ore, after.start, after.slut) == ("2022-02-28", 1000 * KR, "2022-03-01", "2022-06-30")
    assert split_at(HVB, date(2022, 1, 10), 1200 * KR) == (replace(HVB, dygnspris_ore=1200 * KR),)
    with pytest.raises(InvalidValue, match="slutar 2022-06-30"):
        split_at(HVB, date(2022, 7, 1), 1200 * KR)


days = st.dates(date(2020, 1, 1), date(2024, 12, 31))


@given(
    start=days, length=st.integers(0, 900), ar=st.integers(2020, 2024), pris=st.integers(1, 10_000_00), cut=st.integers(1, 900)
)
def test_the_months_are_what_a_loop_over_the_days_gives(start: date, length: int, ar: int, pris: int, cut: int) -> None:
    slut = start + timedelta(days=length)
    rad = replace(HVB, start=start.isoformat(), slut=slut.isoformat(), dygnspris_ore=pris)
    found = [0] * 12
    day = start
    while day <= slut:
        if day.year == ar:
            found[day.month - 1] += pris
        day += timedelta(days=1)
    assert list(compute_kostnad(rad, date(ar, 12, 31)).kostnad) == found
    if cut <= length:
        parts = split_at(rad, start + timedelta(days=cut), pris)
        assert [sum(month) for month in zip(*(count_dygn(part, ar) for part in parts), strict=True)] == list(
            count_dygn(rad, ar)
        )
