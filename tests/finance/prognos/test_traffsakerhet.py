"""The record against plain loops, against what the screens showed then, and against any change of the future."""

from pathlib import Path

import pytest

from finance.lage import read_lage
from finance.period import Period
from finance.prognos import SLUTNA, STANDARDMETOD, Metod
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognos.traffsakerhet import Arstraff, Traff, compute_traffsakerhet
from finance.store import Store
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import Rader, lage_av
from tests.finance.prognos import naiv

KR = 100
KONTON = {"5010": 7, "4600": 2, "6000": 1}  # tenths of a nod's month
MAJ = Period(2022, 5)


def months(nod: int, ar: int) -> list[int]:
    """Twelve months in öre with season, growth and unrest, no chance: each year and nod its own."""
    season = [10, 9, 11, 10, 10, 13, 6, 9, 10, 11, 10, 16]
    return [
        KR * (1000 * nod + 40 * (ar - 2017)) * season[m] + KR * ((7919 * nod + 104729 * ar + 1299709 * m) % 3001)
        for m in range(12)
    ]


def rows(verksamhet: str, ar: int, values: list[int]) -> Rader:
    """A year of a verksamhet, split on three konton without remainder of öre."""
    found = []
    for m, value in enumerate(values):
        parts = [value * tenths // 10 for tenths in KONTON.values()]
        parts[0] += value - sum(parts)
        found += [(ar * 100 + m + 1, verksamhet, konto, part) for konto, part in zip(KONTON, parts, strict=True)]
    return found


NODER = {"11": 1, "12": 2, "2": 3}
AR = range(2018, 2023)
UTFALL = [
    row for kod, nod in NODER.items() for ar in AR for row in rows(kod, ar, months(nod, ar)) if ar < 2022 or row[0] <= MAJ.key
]
BUDGET = [
    (ar * 100 + m, kod, "5010", sum(months(nod, ar - 1)) // 12) for kod, nod in NODER.items() for ar in AR for m in range(1, 13)
]


def totals(metod: Metod, nod: int, ar: int, k: int) -> float:
    """The full year by a method, from the months before only."""
    now, before = months(nod, ar)[:k], months(nod, ar - 1)
    budget = [sum(before) // 12] * 12
    match metod:
        case Metod.LINJAR_TAKT:
            return sum(now) / k * 12
        case Metod.BUDGET_REST:
            return sum(now) + sum(budget[k:])
        case Metod.FOREGAENDE_REST:
            return sum(now) + sum(before[k:])
        case Metod.FOREGAENDE_ANDEL:
            return sum(now) / (sum(before[:k]) / sum(before))
        case Metod.KRYMPT_PROFIL:
            return naiv.total([months(nod, year) for year in range(2018, ar)], now, budget)
        case _:
            raise ValueError(metod)


@pytest.mark.parametrize("k", [1, 5, 11])
@pytest.mark.parametrize("metod", SLUTNA)
def test_the_errors_are_those_of_a_plain_loop(metod: Metod, k: int) -> None:
    record = compute_traffsakerhet(lage_av(UTFALL, BUDGET, period=MAJ), manad=k)
    for line, parts in {"11": [1], "12": [2], "2": [3], "1": [1, 2], "S": [1, 2, 3]}.items():
        errors = {
            ar: sum(totals(metod, nod, ar, k) for nod in parts) - sum(sum(months(nod, ar)) for nod in parts)
            for ar in (2019, 2020, 2021)
        }
        became = {ar: sum(sum(months(nod, ar)) for nod in parts) for ar in errors}
        traff = record.rad(line).metoder[metod]
        assert {one.ar: one.fel_ore for one in traff.ar} == pytest.approx(errors, abs=3)
        assert traff.medelfel_ore == pytest.approx(sum(abs(error) for error in errors.values()) / 3, abs=3)
        shares = [100 * errors[ar] / became[ar] for ar in errors]
        assert traff.medelfel_procent == pytest.approx(sum(abs(share) for share in shares) / 3, abs=1e-4)
        assert traff.bias_procent == pytest.approx(sum(shares) / 3, abs=1e-4)


def shown_then(store: Store, namnd: str, period: Period) -> dict[str, tuple[int, int, int]]:
    """The system's prognos with its interval as the table showed it, when nothing later was stored; before tillägg."""
    prognos = compute_helarsprognos(read_lage(store, namnd, period))
    found = {}
    for gren in prognos.lage.struktur.grenar(prognos.kub.noder):
        interval = prognos.intervall(prognos.kub.rows(gren.blad))
        found[gren.kod] = (interval.total_ore, interval.low_ore, interval.high_ore)
    return found


@pytest.mark.parametrize("ar", [2019, 2021])
def test_it_is_what_was_shown_at_the_time(exempel: Store, ar: int) -> None:
    record = compute_traffsakerhet(read_lage(exempel, "LIN-SN", MAJ))
    then = shown_then(exempel, "LIN-SN", Period(ar, 5))
    tested = [rad for rad in record.rader if rad.metoder]
    assert len(tested) == 21  # every line but the one that has a budget and no utfall
    for rad in tested:
        one = next(one for one in rad.metoder[STANDARDMETOD].ar if one.ar == ar)
        assert (one.prognos_ore, one.low_ore, one.high_ore) == pytest.approx(then[rad.nod], abs=20)  # rounded per month there


def test_the_outcome_is_the_one_that_the_table_shows(exempel: Store) -> None:
    lage = read_lage(exempel, "LIN-SN", MAJ)
    table = compute_uppfoljning(lage)
    for rad in compute_traffsakerhet(lage).rader:
        for traff in rad.metoder.values():
            assert traff.ar[-1].utfall_ore == table.rad(rad.nod).utfall_foregaende_ar_helar_ore


def test_a_year_under_test_sees_nothing_later() -> None:
    changed = [(key, kod, konto, ore * 3 + 999 if key > 202005 else ore) for key, kod, konto, ore in UTFALL]
    plan = [(key, kod, konto, ore * 5 if key >= 202101 else ore) for key, kod, konto, ore in BUDGET]
    before, after = (compute_traffsakerhet(lage_av(u, b, period=MAJ)) for u, b in ((UTFALL, BUDGET), (changed, plan)))
    for rad, other in zip(before.rader, after.rader, strict=True):
        for metod, traff in rad.metoder.items():
            one, two = traff.ar[1], other.metoder[metod].ar[1]
            assert one.ar == two.ar == 2020
            assert (one.prognos_ore, one.low_ore, one.high_ore) == (two.prognos_ore, two.low_ore, two.high_ore)
            assert one.utfall_ore != two.utfall_ore
            assert traff.ar[2].prognos_ore != other.metoder[metod].ar[2].prognos_ore  # 2021 does see 2020


def test_a_month_before_is_seen() -> None:
    changed = [(key, kod, konto, ore + 500_00 if key == 202005 else ore) for key, kod, konto, ore in UTFALL]
    before, after = (compute_traffsakerhet(lage_av(u, BUDGET, period=MAJ)) for u in (UTFALL, changed))
    for metod, traff in before.total.metoder.items():
        assert after.total.metoder[metod].ar[1].prognos_ore > traff.ar[1].prognos_ore


def test_the_same_rows_in_another_order_give_the_same_record() -> None:
    one, two = lage_av(UTFALL, BUDGET, period=MAJ), lage_av(UTFALL[::-1], BUDGET[::-1], period=MAJ)
    assert compute_traffsakerhet(one) == compute_traffsakerhet(two)


def test_a_closed_year_is_hit_exactly_also_with_bokslut() -> None:
    booked = [*UTFALL, (202113, "11", "5010", 12_345_00)]
    record = compute_traffsakerhet(lage_av(booked, BUDGET, period=Period(2022, 5)), manad=12)
    for rad in record.rader:
        for traff in rad.metoder.values():
            assert (traff.medelfel_ore, traff.tackning, traff.fel_per_manad_ore) == (0, 1.0, None)
    after_november = compute_traffsakerhet(lage_av(booked, BUDGET, period=MAJ), manad=11).rad("11").metoder[STANDARDMETOD]
    plain = compute_traffsakerhet(lage_av(UTFALL, BUDGET, period=MAJ), manad=11).rad("11").metoder[STANDARDMETOD]
    assert after_november.ar[-1].utfall_ore == plain.ar[-1].utfall_ore + 12_345_00
    assert after_november.ar[-1].prognos_ore == plain.ar[-1].prognos_ore


def test_a_year_booked_in_two_halves_is_tested_only_when_something_was_booked() -> None:
    monthly = [row for row in UTFALL if not 202101 <= row[0] <= 202112]
    halves = [(202106, "11", "5010", 600_00), (202112, "11", "5010", 1_200_00)]
    lage = lage_av(monthly, BUDGET, period=MAJ, ack=halves)
    assert compute_traffsakerhet(lage, manad=5).ar == (2019, 2020)
    record = compute_traffsakerhet(lage, manad=6)
    assert record.ar == (2019, 2020, 2021)
    assert record.rad("11").metoder[Metod.LINJAR_TAKT].ar[-1].prognos_ore == 1_200_00  # the second half is not known yet
    assert record.rad("11").metoder[Metod.LINJAR_TAKT].ar[-1].utfall_ore == 1_800_00


def test_years_that_are_not_whole_or_have_none_before_are_not_tested() -> None:
    gap = [row for row in UTFALL if row[0] != 202003]
    assert compute_traffsakerhet(lage_av(gap, BUDGET, period=MAJ)).ar == (2019, 2021)
    assert compute_traffsakerhet(lage_av(UTFALL, BUDGET, period=MAJ), mest_ar=2).ar == (2020, 2021)
    one_year = [row for row in UTFALL if row[0] >= 202101]
    record = compute_traffsakerhet(lage_av(one_year, BUDGET, period=MAJ))
    assert (record.ar, record.total.metoder) == ((), {})


def test_a_nod_that_began_later_has_fewer_years_and_budget_alone_gives_none() -> None:
    late = [row for row in UTFALL if row[1] != "12" or row[0] >= 202001]
    record = compute_traffsakerhet(lage_av(late, [*BUDGET, (202201, "3", "5010", 100)], period=MAJ))
    assert [one.ar for one in record.rad("12").metoder[STANDARDMETOD].ar] == [2021]
    assert [one.ar for one in record.rad("11").metoder[STANDARDMETOD].ar] == [2019, 2020, 2021]
    no_budget = compute_traffsakerhet(lage_av(UTFALL, (), period=MAJ))
    assert Metod.BUDGET_REST not in no_budget.total.metoder


def test_the_lines_come_worst_first() -> None:
    record = compute_traffsakerhet(lage_av(UTFALL, BUDGET, period=MAJ))
    errors = [rad.metoder[STANDARDMETOD].medelfel_procent for rad in record.worst_first(STANDARDMETOD)]
    assert len(errors) == 4
    assert errors == sorted(errors, key=lambda error: -(error or 0))


def test_percent_are_left_out_where_the_net_is_small_beside_what_it_is_made_of() -> None:
    calm, net = Arstraff(2020, 110, 100, 120, 100, 100), Arstraff(2021, 8, 0, 20, 9, 100)
    assert (calm.fel_procent, net.fel_procent) == (10.0, None)
    assert Traff(STANDARDMETOD, 4, (calm, net)).medelfel_procent is None
    assert Traff(STANDARDMETOD, 4, (calm, net)).medelfel_ore == round((10 + 1) / 2)
    assert Arstraff(2021, 5, 0, 20, 0, 0).fel_procent is None


def test_coverage_counts_the_years_inside_ends_included() -> None:
    inside, edge, outside = (Arstraff(2020, 100, 90, 110, utfall, 100) for utfall in (100, 110, 111))
    traff = Traff(STANDARDMETOD, 4, (inside, edge, outside))
    assert traff.inom == 2
    assert traff.tackning == pytest.approx(2 / 3)


@pytest.mark.parametrize("manad", [-1, 13])
def test_other_months_are_refused(manad: int) -> None:
    with pytest.raises(ValueError, match="0-12"):
        compute_traffsakerhet(lage_av(UTFALL, period=MAJ), manad=manad)


def test_the_worked_example_of_the_documentation() -> None:
    years = {2019: [100] * 12, 2020: [100] * 4 + [130] * 8, 2021: [130] * 4 + [120] * 8}
    utfall = [(ar * 100 + m + 1, "11", "5010", KR * kr) for ar, year in years.items() for m, kr in enumerate(year)]
    traff = compute_traffsakerhet(lage_av(utfall, period=Period(2022, 4)), manad=4).rad("11").metoder[Metod.FOREGAENDE_REST]
    assert [(one.prognos_ore // KR, one.utfall_ore // KR, one.fel_ore // KR) for one in traff.ar] == [
        (1200, 1440, -240),
        (1560, 1480, 80),
    ]
    assert [round(one.fel_procent or 0, 1) for one in traff.ar] == [-16.7, 5.4]
    assert (round(traff.medelfel_procent or 0, 1), round(traff.bias_procent or 0, 1)) == (11.0, -5.6)
    assert (traff.medelfel_ore, traff.fel_per_manad_ore) == (160 * KR, 20 * KR)
    text = (Path(__file__).parents[3] / "docs" / "metoder.md").read_text(encoding="utf-8").replace("\n", " ")
    for said in ("400 + 8 × 100 = 1 200 för 2020", "1 440: fel −240, 16,7 procent", "1 480: fel +80, 5,4 procent"):
        assert said in text
    for said in ("(16,7 + 5,4) / 2 = 11,0 procent, 160 kronor eller 20 per månad", "(−16,7 + 5,4) / 2 = −5,6 procent"):
        assert said in text
