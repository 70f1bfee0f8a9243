"""One-offs and new starts in the prognos, against amounts worked out by hand and against the same figures without history."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER
from finance.lage import Lage
from finance.markeringar import Engangsmark
from finance.period import Period
from finance.prognos import Metod, forecast_values
from finance.prognos.helarsprognos import Helarsprognos, compute_helarsprognos
from finance.prognos.rensning import join
from finance.prognos.serier import forecast_series
from finance.prognos.traffsakerhet import compute_traffsakerhet
from finance.store import Engangspost, Nystart
from finance.uppfoljning import Per, compute_uppfoljning
from tests.finance.lage_av import Rader, lage_av
from tests.finance.prognos import naiv

KR = 100
NOW = datetime(2022, 6, 1, tzinfo=UTC)
MAJ = Period(2022, 5)
GRUPP = Kontogrupp.OVRIGT


def engangs(nod: str, period: int, ore: int, *, grupp: Kontogrupp = GRUPP, hinder: str = "") -> Engangsmark:
    post = Engangspost(1, 0, 0, nod, grupp.value, "", period, "", "", "", "", "", ore, False, "brand", "anna", NOW)
    return Engangsmark(post, nod, grupp.value, hinder)


def nystart(nod: str, fran: int) -> Nystart:
    return Nystart(1, nod, fran, "ny organisation", "anna", NOW)


def marked(lage: Lage, *marks: Engangsmark, nystarter: tuple[Nystart, ...] = ()) -> Lage:
    return replace(lage, engangsposter=marks, nystarter=nystarter)


def year(ar: int, values: list[int], nod: str = "2") -> Rader:
    """Months in kronor on a konto of Övrigt."""
    return [(ar * 100 + m, nod, "6100", value * KR) for m, value in enumerate(values, start=1)]


FYRA = year(2022, [100, 100, 460, 100], "2")


def total(lage: Lage, metod: Metod, nod: str = "2") -> float:
    rows, closed = lage.kub.rows([nod]), lage.senast_stangd
    assert closed is not None
    return forecast_series(lage, rows, list(range(len(GRUPPER))), metod, closed.manad).total / KR


def test_a_one_off_is_counted_once_and_never_in_the_linear_pace() -> None:
    lage = lage_av(FYRA, period=Period(2022, 4))
    assert total(lage, Metod.LINJAR_TAKT) == pytest.approx(760 * 3)  # 760 / 4 * 12
    # without the 360 the months are 100: 12 * 100, and the 360 once
    assert total(marked(lage, engangs("2", 202203, 360 * KR)), Metod.LINJAR_TAKT) == pytest.approx(1200 + 360)


def test_the_default_method_is_the_plain_one_on_months_without_the_one_off_plus_the_one_off() -> None:
    before = [
        [90, 95, 100, 105, 100, 110, 60, 95, 100, 105, 110, 130],
        [100, 102, 98, 110, 105, 118, 66, 98, 108, 112, 111, 140],
    ]
    now = [104, 108, 410, 112, 111]
    rows = [*year(2020, before[0]), *year(2021, before[1]), *year(2022, now)]
    lage = marked(lage_av(rows, period=MAJ), engangs("2", 202203, 300 * KR))
    cleaned = [104.0, 108, 110, 112, 111]
    assert total(lage, Metod.KRYMPT_PROFIL) == pytest.approx(naiv.total(before, cleaned) + 300)


def test_a_one_off_of_last_year_is_no_season() -> None:
    plain = [100] * 12
    with_one = [100, 100, 100, 100, 100, 100, 100, 900, 100, 100, 100, 100]
    rows = [*year(2021, with_one), *year(2022, [100] * 5)]
    lage = lage_av(rows, period=MAJ)
    assert total(lage, Metod.FOREGAENDE_REST) == pytest.approx(500 + 700 + 800)
    cleaned = marked(lage, engangs("2", 202108, 800 * KR))
    assert total(cleaned, Metod.FOREGAENDE_REST) == pytest.approx(1200)
    assert total(cleaned, Metod.KRYMPT_PROFIL) == pytest.approx(naiv.total([plain], [100] * 5))
    assert total(cleaned, Metod.FOREGAENDE_ANDEL) == pytest.approx(1200)


def test_no_table_of_utfall_or_budget_moves_by_a_mark() -> None:
    rows = [*year(2021, [100] * 12), *year(2022, [100, 100, 400, 90, 100]), *year(2022, [50] * 5, "11")]
    budget = [(2022_00 + m, "2", "6100", 110 * KR) for m in range(1, 13)]
    lage = lage_av(rows, budget, period=MAJ)
    changed = marked(lage, engangs("2", 202203, 300 * KR), nystarter=(nystart("11", 202202),))
    for per in (Per.NOD, Per.KONTOGRUPP):
        before, after = compute_uppfoljning(lage, per=per).rader, compute_uppfoljning(changed, per=per).rader
        names = ("utfall_ore", "budget_ore", "avvikelse_ore", "budget_helar_ore", "utfall_foregaende_ar_helar_ore")
        assert [[getattr(rad, name) for name in names] for rad in before] == [
            [getattr(rad, name) for name in names] for rad in after
        ]
    assert compute_helarsprognos(changed).manader[:, :5].tolist() == compute_helarsprognos(lage).manader[:, :5].tolist()


def test_parts_still_sum_to_the_whole_in_both_margins() -> None:
    rows = [*year(2020, [70] * 12, "11"), *year(2021, [100, 90] * 6), *year(2022, [100, 100, 400, 90, 100])]
    rows += [*[(202200 + m, "2", "5010", 777 * m) for m in range(1, 6)], *year(2022, [50, 60, 70, 80, 95], "11")]
    lage = marked(lage_av(rows, period=MAJ), engangs("2", 202203, 300 * KR), nystarter=(nystart("11", 202203),))
    found = compute_helarsprognos(lage)
    assert found.prognos.sum(axis=1).tolist() == found.manader.sum(axis=1).tolist()
    rader = {rad.nod: rad for rad in compute_uppfoljning(lage).rader}
    assert rader["1"].prognos_ore == rader["11"].prognos_ore
    assert rader["S"].prognos_ore == rader["1"].prognos_ore + rader["2"].prognos_ore


def test_a_mark_that_rests_changes_nothing() -> None:
    lage = lage_av(FYRA, period=Period(2022, 4))
    assert total(marked(lage, engangs("2", 202203, 360 * KR, hinder="vilar")), Metod.LINJAR_TAKT) == pytest.approx(2280)


def test_a_one_off_in_an_accumulated_file_is_taken_from_the_months_that_the_file_is_for() -> None:
    # 600 for January to March, 300 of it once: 100 a month; April 100
    lage = lage_av(year(2022, [0, 0, 0, 100])[3:], ack=[(202203, "2", "6100", 600 * KR)], period=Period(2022, 4))
    assert total(lage, Metod.LINJAR_TAKT) == pytest.approx(700 * 3)
    assert total(marked(lage, engangs("2", 202202, 300 * KR)), Metod.LINJAR_TAKT) == pytest.approx(1200 + 300)


def test_the_prognos_says_what_is_left_out() -> None:
    rows = [*year(2021, [100] * 12), *FYRA]
    lage = marked(lage_av(rows, period=Period(2022, 4)), engangs("2", 202203, 1_240_000 * KR), engangs("2", 202110, 5_000 * KR))
    said = forecast_series(lage, lage.kub.rows(["2"]), list(range(len(GRUPPER))), Metod.LINJAR_TAKT, 4).explain["anmarkning"]
    assert "En engångspost, 1,2\u00a0Mnkr, räknas inte in i takten." in said
    assert "En engångspost från tidigare år, 5\u00a0tkr, räknas inte in i takten." in said


HISTORIK = [*year(2020, [80] * 12), *year(2021, [90, 90, 90, 90, 90, 90, 40, 150, 140, 150, 160, 155]), *year(2022, [160] * 5)]


def test_a_new_start_in_an_earlier_year_is_the_prognos_of_the_history_from_there() -> None:
    lage = marked(lage_av(HISTORIK, period=MAJ), nystarter=(nystart("2", 202108),))
    late = np.array([[np.nan] * 7 + [150.0, 140, 150, 160, 155]])
    expected = forecast_values(late, np.full(5, 160.0))
    for metod in (Metod.KRYMPT_PROFIL, Metod.FOREGAENDE_REST, Metod.LINJAR_TAKT):
        assert total(lage, metod) == pytest.approx(expected.methods[metod])
    (egen,) = compute_helarsprognos(lage).egna
    assert (egen.high - egen.low) / KR == pytest.approx(expected.high - expected.low)


def test_a_new_start_in_january_is_the_prognos_without_any_history() -> None:
    lage = marked(lage_av(HISTORIK, period=MAJ), nystarter=(nystart("2", 202201),))
    without = compute_helarsprognos(lage_av(year(2022, [160] * 5), period=MAJ)).egna[0]
    (egen,) = compute_helarsprognos(lage).egna
    assert (egen.total, egen.low, egen.high, egen.method) == (without.total, without.low, without.high, without.method)


def test_months_before_a_new_start_this_year_are_utfall_but_no_pace() -> None:
    # 50 + 50 booked before the start, 200 a month after it: 100 + 10 * 200
    lage = lage_av([*year(2021, [50] * 12), *year(2022, [50, 50, 200, 200])], period=Period(2022, 4))
    anew = marked(lage, nystarter=(nystart("2", 202203),))
    (egen,) = compute_helarsprognos(anew).egna
    assert egen.total / KR == pytest.approx(100 + 10 * 200)
    assert [value / KR for value in egen.monthly[:5]] == pytest.approx([50, 50, 200, 200, 200])
    assert egen.method is Metod.LINJAR_TAKT
    assert "Börjar om från mars 2022: tidigare månader räknas inte in." in egen.explain["anmarkning"]
    # as sure as one who has seen two months and has eight left, without history
    same = forecast_values(np.empty((0, 12)), np.array([np.nan, np.nan, 200.0, 200.0]))
    assert 0 < (egen.high - egen.low) / KR < same.high - same.low


def test_a_start_ahead_is_nothing_yet() -> None:
    lage = lage_av(HISTORIK, period=MAJ)
    assert total(marked(lage, nystarter=(nystart("2", 202206),)), Metod.KRYMPT_PROFIL) == total(lage, Metod.KRYMPT_PROFIL)


def test_the_latest_start_counts_and_one_on_a_parent_means_its_parts() -> None:
    rows = [*year(2020, [80] * 12, "11"), *year(2021, [60] * 12, "11"), *year(2022, [160] * 5, "11")]
    lage = lage_av([*rows, *year(2021, [10] * 12, "12"), *year(2022, [11] * 5, "12")], period=MAJ)
    anew = marked(lage, nystarter=(nystart("1", 202101), nystart("11", 202201)))
    assert total(anew, Metod.LINJAR_TAKT, "11") == pytest.approx(1920)
    alone = marked(lage_av(rows, period=MAJ), nystarter=(nystart("11", 202201),))
    assert total(anew, Metod.KRYMPT_PROFIL, "11") == total(alone, Metod.KRYMPT_PROFIL, "11")


def _total_line(helar: Helarsprognos) -> tuple[int, int, int]:
    found = helar.intervall(list(range(len(helar.kub.noder))))
    return found.low_ore, found.total_ore, found.high_ore


def test_a_parent_is_less_sure_when_a_part_starts_anew_but_surer_than_the_part_and_the_rest_side_by_side() -> None:
    rng = np.random.default_rng(4)
    rows: Rader = []
    for nod in ("11", "12", "2"):
        for ar in (2019, 2020, 2021):
            rows = [*rows, *year(ar, [int(v) for v in rng.normal(1000, 60, 12)], nod)]
        rows = [*rows, *year(2022, [int(v) for v in rng.normal(1000, 60, 5)], nod)]
    lage = lage_av(rows, period=MAJ)
    anew = marked(lage, nystarter=(nystart("12", 202201),))
    before, after = compute_helarsprognos(lage), compute_helarsprognos(anew)
    low, middle, high = _total_line(after)
    assert high - low > _total_line(before)[2] - _total_line(before)[0]
    place = lage.kub.place["12"]
    part, rest = after.intervall([place]), after.intervall([row for row in range(3) if row != place])
    assert high - low == pytest.approx(np.hypot(part.high_ore - part.low_ore, rest.high_ore - rest.low_ore), abs=4)
    assert middle == after.system.sum()


def test_the_sum_of_noder_takes_the_reserve_of_the_one_that_lacks_a_method() -> None:
    old = forecast_values(np.full((2, 12), 100.0), np.full(4, 100.0))
    new = forecast_values(np.empty((0, 12)), np.full(4, 50.0))
    both = join([old, new])
    assert both.methods[Metod.KRYMPT_PROFIL] == pytest.approx(1200 + 600)
    assert sum(both.monthly) == pytest.approx(both.total)


def test_years_up_to_a_new_start_are_no_record_of_the_nod() -> None:
    rows = [r for ar in range(2017, 2022) for r in (*year(ar, [100 + ar % 5] * 12), *year(ar, [70 + ar % 3] * 12, "11"))]
    lage = lage_av([*rows, *year(2022, [104] * 5), *year(2022, [72] * 5, "11")], period=MAJ)
    before, after = (compute_traffsakerhet(one) for one in (lage, marked(lage, nystarter=(nystart("2", 201909),))))
    assert [one.ar for one in before.rad("2").metoder[Metod.KRYMPT_PROFIL].ar] == [2018, 2019, 2020, 2021]
    assert [one.ar for one in after.rad("2").metoder[Metod.KRYMPT_PROFIL].ar] == [2020, 2021]
    assert after.rad("11").metoder == before.rad("11").metoder
    assert [one.ar for one in after.total.metoder[Metod.KRYMPT_PROFIL].ar] == [2018, 2019, 2020, 2021]
    # 2020 after May: the history that counts is September to December 2019
    then = forecast_values(np.array([[np.nan] * 8 + [104.0] * 4]), np.full(5, 100.0)).total
    assert after.rad("2").metoder[Metod.KRYMPT_PROFIL].ar[0].prognos_ore == round(then * KR)


def test_the_record_leaves_one_offs_out_of_the_pace_and_in_the_outcome() -> None:
    rows = [*year(2020, [100] * 12), *year(2021, [100, 100, 400, 100, 100, 100, 100, 100, 100, 100, 100, 100])]
    lage = lage_av([*rows, *year(2022, [100] * 4)], period=Period(2022, 4))
    after = compute_traffsakerhet(marked(lage, engangs("2", 202103, 300 * KR))).rad("2").metoder[Metod.LINJAR_TAKT].ar[0]
    assert (after.utfall_ore, after.prognos_ore) == (1500 * KR, 1500 * KR)  # 4 * 100 + 300 + 8 * 100
    before = compute_traffsakerhet(lage).rad("2").metoder[Metod.LINJAR_TAKT].ar[0]
    assert (before.utfall_ore, before.prognos_ore) == (1500 * KR, 2100 * KR)  # 700 / 4 * 12


MANADER = st.lists(st.integers(-500, 2000), min_size=12, max_size=12)


@given(
    before=st.lists(MANADER, max_size=3),
    now=st.lists(st.integers(-500, 2000), min_size=1, max_size=11),
    extra=st.integers(-3000, 3000).filter(bool),
    where=st.integers(0, 10),
    kontogrupp=st.booleans(),
)
@settings(max_examples=60)
def test_a_marked_amount_is_as_if_it_were_not_there_and_then_added(
    before: list[list[int]], now: list[int], extra: int, where: int, kontogrupp: bool
) -> None:
    at = min(where, len(now) - 1)
    rows = [r for age, values in enumerate(before) for r in year(2022 - len(before) + age, values)] + list(year(2022, now))
    period, konto = Period(2022, len(now)), "5010" if kontogrupp else "6100"
    without = lage_av([*rows, (202201 + at, "2", konto, 0)], period=period)
    grupp = Kontogrupp.PERSONAL if kontogrupp else GRUPP
    with_it = marked(
        lage_av([*rows, (202201 + at, "2", konto, extra * KR)], period=period),
        engangs("2", 202201 + at, extra * KR, grupp=grupp),
    )
    plain, found = (compute_helarsprognos(lage).egna[0] for lage in (without, with_it))
    assert found.methods.keys() == plain.methods.keys()
    for metod, value in plain.methods.items():
        assert found.methods[metod] == pytest.approx(value + extra * KR, abs=0.01)
    assert found.high - found.low == pytest.approx(plain.high - plain.low, abs=0.01)
    assert sum(found.monthly) == pytest.approx(found.total, abs=0.01)
    (cells,) = compute_helarsprognos(with_it).system
    assert cells.sum() == compute_helarsprognos(with_it).manader.sum()
