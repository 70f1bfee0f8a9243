"""Said probability against what came: by hand, on data whose truth is known, and through a nämnd."""

import numpy as np
import pytest

from finance.period import Period
from finance.prognos import forecast_values, probability_within
from finance.prognos.sannolikhet import Utsaga, bins, brier, brier_of_base_rate, compute_sannolikhetsprov
from tests.finance.lage_av import Rader, lage_av

FYRA = (Utsaga(0.9, True), Utsaga(0.7, False), Utsaga(0.1, False), Utsaga(1.0, True))


def test_brier_by_hand() -> None:
    # (0.01 + 0.49 + 0.01 + 0) / 4; half of them held, so always saying a half costs a quarter
    assert brier(FYRA) == pytest.approx(0.51 / 4)
    assert brier_of_base_rate(FYRA) == pytest.approx(0.25)


def test_bins_hold_every_utsaga_once() -> None:
    found = bins(FYRA)
    assert [(one.fran, one.antal) for one in found] == [(0, 1), (0.2, 0), (0.4, 0), (0.6, 1), (0.8, 2)]
    assert found[4].sagt == pytest.approx(0.95)
    assert found[4].holl == 1
    assert (found[1].sagt, found[1].holl) == (None, None)


@pytest.mark.parametrize("measure", [brier, brier_of_base_rate])
def test_nothing_has_no_score(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(ValueError, match="no utsagor"):
        measure(())


def test_who_knows_the_truth_is_calibrated_and_beats_the_base_rate_and_who_is_sure_does_not() -> None:
    rng = np.random.default_rng(3)
    truth = rng.uniform(size=4000)
    held = rng.uniform(size=4000) < truth
    honest = [Utsaga(float(p), bool(h)) for p, h in zip(truth, held, strict=True)]
    for one in bins(honest):
        assert one.holl == pytest.approx(one.sagt, abs=0.05)
    # the expected score of the truth is the mean of p (1 - p) = 1/6, of the base rate 1/4
    assert brier(honest) == pytest.approx(1 / 6, abs=0.01)
    assert brier_of_base_rate(honest) == pytest.approx(1 / 4, abs=0.01)
    sure = [Utsaga(float(p > 0.5), bool(h)) for p, h in zip(truth, held, strict=True)]
    assert brier(sure) > brier(honest)


def test_the_prognos_tells_the_truth_of_years_that_step_and_vary() -> None:
    # The world as the interval takes it: chance of 8 % a month around a level that takes a step of 10 % (sd) between years.
    rng = np.random.default_rng(11)
    utsagor = []
    for place in range(600):
        level = 100 * np.cumprod(1 + 0.10 * rng.standard_normal(3))
        years = level[:, None] * (1 + 0.08 * rng.standard_normal((3, 12)))
        budget = float(years[1].sum()) * (1 + 0.10 * rng.standard_normal())
        prognos = forecast_values(years[:2], years[2, : 2 + place % 9])
        utsagor.append(Utsaga(probability_within(prognos, budget), bool(years[2].sum() <= budget)))
    assert brier(utsagor) < 0.6 * brier_of_base_rate(utsagor)
    low, *_, high = bins(utsagor)
    assert low.holl is not None
    assert high.holl is not None
    assert low.holl < 0.15
    assert high.holl > 0.85


def rows(kod: str, ar: int, month: int, konto: str = "5010") -> Rader:
    return [(ar * 100 + m, kod, konto, month) for m in range(1, 13)]


def test_a_namnds_own_years() -> None:
    utfall: list[tuple[int, str, str, int]] = []
    budget: list[tuple[int, str, str, int]] = []
    for kod, kept in (("11", True), ("12", False), ("2", True)):
        for ar in range(2018, 2022):
            utfall += rows(kod, ar, 100_00)
            if kod != "2":
                budget += rows(kod, ar, 130_00 if kept else 70_00)
    prov = compute_sannolikhetsprov(lage_av([*utfall, (202201, "11", "5010", 100_00)], budget, period=Period(2022, 1)), manad=6)
    assert prov.ar == (2019, 2020, 2021)
    # 2 has no budget and parents are not counted twice: 11 was kept every year, 12 never, and the steady level said so
    assert sorted(one.holl for one in prov.utsagor) == [False] * 3 + [True] * 3
    assert all(one.sagt > 0.95 if one.holl else one.sagt < 0.05 for one in prov.utsagor)
    assert not prov.racker
