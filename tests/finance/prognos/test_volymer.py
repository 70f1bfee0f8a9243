"""A volume month by month: every expectation is computed by hand or by a law."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.inlasning.planrader import Ackumulering, Frekvens, Mattrad, Vardestatus, Vardetyp
from finance.prognos.volymer import (
    EGEN,
    MATTETS,
    PROFIL,
    SAKNAS,
    TAKT,
    Volymar,
    Volymvarde,
    forecast_volym,
    read_year,
    spread_values,
)
from finance.store import Volymslag

FLODE, NIVA = Volymslag.FLODE, Volymslag.NIVA
TERTIAL, HELAR = (1, 2, 3, 4), tuple(range(1, 13))


def rad(fran: str, till: str, varde: int | None, frekvens: Frekvens = Frekvens.FONSTER, **kw: Any) -> Mattrad:
    values: dict[str, Any] = {
        "nod": "", "grupp": "", "matt": "Timmar", "kategori": "", "rubrik": "Timmar", "typ": Vardetyp.UTFALL,
        "fran": fran, "till": till, "frekvens": frekvens, "varde": None if varde is None else Decimal(varde),
        "status": Vardestatus.VARDE if varde is not None else Vardestatus.OKAND, "enhet": "",
        "ackumulering": Ackumulering.SUMMA, "anmarkning": "", "kalla": "", "brott": False, "blad": "", "rad": 1,
    }  # fmt: skip
    return Mattrad(**(values | kw))


def test_a_tertial_and_its_year_are_spread_on_their_own_months() -> None:
    year = spread_values([Volymvarde(HELAR, 4475), Volymvarde(TERTIAL, 1440)], FLODE)
    assert year.varden == (360.0,) * 4 + (379.375,) * 8
    assert year.spridda == (True,) * 12


def test_a_mean_of_a_year_leaves_the_rest_so_that_the_mean_holds() -> None:
    year = spread_values([Volymvarde(TERTIAL, 517), Volymvarde(HELAR, 500)], NIVA)
    assert year.varden[0] == 517
    assert year.varden[4] == pytest.approx((500 * 12 - 517 * 4) / 8)


def test_months_that_are_known_are_not_touched_by_a_longer_value() -> None:
    year = spread_values([Volymvarde((1, 2, 3), 90), Volymvarde((1,), 50), Volymvarde((2,), 10)], FLODE)
    assert year.varden[:4] == (50, 10, 30, None)
    assert year.spridda[:3] == (False, False, True)


def test_accumulated_values_become_the_differences() -> None:
    year = spread_values([Volymvarde((1,), 100), Volymvarde((1, 2), 230), Volymvarde((1, 2, 3), 300)], FLODE)
    assert year.varden[:3] == (100, 130, 70)


def test_a_year_below_its_own_months_says_nothing_of_the_rest() -> None:
    year = spread_values([Volymvarde(TERTIAL, 400), Volymvarde(HELAR, 300)], FLODE)
    assert year.varden[4:] == (None,) * 8
    assert year.sum() is None
    assert year.sum(1, 4) == 400


def test_the_latest_state_holds_for_each_month_without_a_figure() -> None:
    year = spread_values([Volymvarde(TERTIAL, 15, senaste=True), Volymvarde((3,), 20)], NIVA)
    assert year.varden[:4] == (15, 15, 20, 15)


@given(st.lists(st.floats(0, 1e6), min_size=12, max_size=12), st.integers(1, 11))
def test_what_is_spread_sums_to_what_was_said(months: list[float], until: int) -> None:
    part, whole = sum(months[:until]), sum(months)
    year = spread_values([Volymvarde(tuple(range(1, until + 1)), part), Volymvarde(HELAR, whole)], FLODE)
    assert year.sum(1, until) == pytest.approx(part, abs=1e-6)
    assert sum(value or 0 for value in year.varden) == pytest.approx(whole, abs=1e-4) or whole - part < 1e-9


def test_only_whole_months_of_the_year_that_have_a_figure_are_read() -> None:
    rader = [
        rad("2022-01-01", "2022-01-31", 10),
        rad("2022-02-01", "2022-02-28", 11),
        rad("2022-03-01", "2022-03-31", None),  # "?"
        rad("2022-04-01", "2022-04-15", 5),  # half a month
        rad("2022-04-16", "2022-04-30", 5),
        rad("2021-12-01", "2022-01-31", 5),  # two years
        rad("2021-01-01", "2021-12-31", 99),
        rad("0000-01-01", "0000-01-31", 7),  # no year said
    ]
    found = read_year(rader, Vardetyp.UTFALL, 2022, FLODE)
    assert [(one.manader, one.varde) for one in found] == [((1,), 10.0), ((2,), 11.0)]


def test_february_of_a_leap_year_is_whole() -> None:
    assert len(read_year([rad("2024-02-01", "2024-02-29", 1)], Vardetyp.UTFALL, 2024, FLODE)) == 1


def test_a_day_is_a_level_and_never_a_flow() -> None:
    day = [rad("2022-03-31", "2022-03-31", 30, Frekvens.DATUM, ackumulering=Ackumulering.SENASTE)]
    assert read_year(day, Vardetyp.UTFALL, 2022, NIVA)[0].manader == (3,)
    assert read_year(day, Vardetyp.UTFALL, 2022, FLODE) == ()


def test_a_number_that_is_counted_once_cannot_be_shared_on_months() -> None:
    unik: dict[str, Any] = {"ackumulering": Ackumulering.UNIK}
    assert read_year([rad("2022-01-01", "2022-04-30", 40, **unik)], Vardetyp.UTFALL, 2022, NIVA) == ()
    assert len(read_year([rad("2022-01-01", "2022-01-31", 40, **unik)], Vardetyp.UTFALL, 2022, NIVA)) == 1


KANT = spread_values([Volymvarde(TERTIAL, 4000)], FLODE)


def test_the_persons_own_prognos_goes_before_the_files_and_both_before_the_series() -> None:
    egen, fil = (EGEN, [Volymvarde(HELAR, 12400)]), (MATTETS, [Volymvarde(HELAR, 20000)])
    found = forecast_volym(KANT, [], [egen, fil], FLODE)
    assert found.kalla == EGEN
    assert found.varden == (1000.0,) * 4 + (1050.0,) * 8
    assert forecast_volym(KANT, [], [(EGEN, []), fil], FLODE).kalla == MATTETS
    assert forecast_volym(KANT, [], [(EGEN, []), (MATTETS, [])], FLODE).kalla == TAKT


def test_a_prognos_below_what_has_been_is_not_used_and_said() -> None:
    found = forecast_volym(KANT, [], [(EGEN, [Volymvarde(HELAR, 3000)])], FLODE)
    assert (found.kalla, found.for_lag) == (TAKT, 3000)
    assert found.sum() == pytest.approx(12000)


def test_months_that_a_prognos_does_not_reach_follow_the_series() -> None:
    found = forecast_volym(KANT, [], [(EGEN, [Volymvarde((5,), 700)])], FLODE)
    assert found.varden[:6] == pytest.approx((1000, 1000, 1000, 1000, 700, 1000))


def test_a_month_that_is_known_stays_whatever_the_prognos_says() -> None:
    found = forecast_volym(KANT, [], [(EGEN, [Volymvarde((4,), 1), Volymvarde((5,), 500)])], FLODE)
    assert found.varden[3:5] == pytest.approx((1000, 500))


def test_earlier_years_give_the_volume_its_own_season() -> None:
    """Last year: 100 a month, 300 in December. This year 100 so far: December again stands out, shrunk by a quarter."""
    last = Volymar((100.0,) * 11 + (300.0,))
    found = forecast_volym(Volymar((100.0,) * 6 + (None,) * 6), [last], [], FLODE)
    assert found.kalla == PROFIL
    assert found.varden[11] > 2 * found.varden[10]


def test_without_any_figure_nothing_is_known() -> None:
    assert forecast_volym(Volymar(), [Volymar()], [], FLODE).kalla == SAKNAS
