from pathlib import Path

import numpy as np
import pytest

from finance.prognos import SLUTNA, STANDARDMETOD, Metod, forecast_values
from tests.finance.prognos import naiv

FORRA = np.array([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 140], dtype=float)  # sums to 800
BUDGET = np.array([50.0] * 12)
TRE_AR = np.array(
    [
        [95, 88, 101, 97, 102, 120, 60, 84, 99, 105, 103, 160],
        [99, 92, 104, 95, 108, 118, 66, 90, 97, 110, 101, 152],
        [104, 96, 110, 103, 105, 130, 64, 93, 108, 109, 112, 171],
    ],
    dtype=float,
)
HITTILLS = np.array([112, 99, 120, 108, 131], dtype=float)


def test_linear_pace_is_the_mean_month_times_twelve() -> None:
    prognos = forecast_values(np.empty((0, 12)), np.array([10.0, 20.0, 30.0]), None, method=Metod.LINJAR_TAKT)
    assert prognos.total == 240  # 60 / 3 * 12
    assert prognos.monthly == (10, 20, 30, *[20.0] * 9)


def test_budget_rest_adds_the_budget_of_the_months_left() -> None:
    prognos = forecast_values(FORRA[None, :], np.array([10.0, 20.0, 30.0]), BUDGET, method="budget_rest")
    assert prognos.total == 60 + 9 * 50
    assert prognos.monthly[3:] == (50.0,) * 9


def test_last_years_rest_adds_last_years_months_left() -> None:
    prognos = forecast_values(FORRA[None, :], np.array([100.0] * 10), None, method=Metod.FOREGAENDE_REST)
    assert prognos.total == 1000 + 110 + 140


def test_last_years_share_scales_by_how_much_was_booked_by_then() -> None:
    prognos = forecast_values(FORRA[None, :], np.array([20.0, 40.0, 60.0, 80.0]), None, method=Metod.FOREGAENDE_ANDEL)
    assert prognos.total == pytest.approx(1600)  # 100 of 800 by april last year; 200 now
    assert prognos.monthly[11] == pytest.approx(280)


@pytest.mark.parametrize("k", range(13))
@pytest.mark.parametrize("years", [1, 2, 3])
def test_the_default_equals_the_plain_loops_of_the_documentation(years: int, k: int) -> None:
    current = np.concatenate((HITTILLS, TRE_AR[1, 5:] * 1.1))[:k]
    for budget in (None, BUDGET * 2.4):
        expected = naiv.total(TRE_AR[-years:].tolist(), current.tolist(), None if budget is None else budget.tolist())
        assert forecast_values(TRE_AR[-years:], current, budget).total == pytest.approx(expected)


def test_a_steady_nod_goes_on_as_before() -> None:
    prognos = forecast_values(np.full((3, 12), 7.0), np.full(4, 7.0), None)
    assert prognos.total == pytest.approx(84)
    assert set(prognos.methods) == set(SLUTNA) - {Metod.BUDGET_REST}
    assert all(total == pytest.approx(84) for total in prognos.methods.values())


def test_a_lasting_step_takes_over_the_level_as_months_pass() -> None:
    after = [forecast_values(np.full((2, 12), 100.0), np.full(k, 130.0), None).explain["niva"] for k in (1, 4, 8)]
    assert 100 < after[0] < after[1] < after[2] < 130


def test_one_odd_month_moves_the_level_little_but_counts_in_full_in_the_total() -> None:
    odd = forecast_values(np.full((2, 12), 100.0), np.array([100.0, 100.0, 400.0, 100.0]), None)
    assert odd.monthly[2] == 400
    assert odd.explain["niva"] < 110
    assert 1500 < odd.total < 1580  # 700 so far and eight months at 100 to 110


def test_the_worked_example_of_the_documentation() -> None:
    # by hand: weights 4.13 of last year and 1.85 of this; three rounds take the level 109.3 -> 105.0 -> 103.8 -> 103.7
    two = forecast_values(np.full((1, 12), 100.0), np.full(2, 130.0))
    assert two.explain["niva"] == pytest.approx(103.7, abs=0.05)
    assert two.total == pytest.approx(1297, abs=0.5)
    text = (Path(__file__).parents[3] / "docs" / "metoder.md").read_text(encoding="utf-8")
    assert "260 + 10 × 103,7 = 1 297" in text
    assert forecast_values(np.full((1, 12), 100.0), np.full(5, 130.0)).explain["niva"] == pytest.approx(123.7, abs=0.05)


def test_every_method_has_its_section_in_the_documentation() -> None:
    text = (Path(__file__).parents[3] / "docs" / "metoder.md").read_text(encoding="utf-8")
    for metod in SLUTNA:
        assert f"## {metod.namn}\n\n`{metod.value}`" in text


def test_a_budget_like_last_year_changes_nothing_and_a_larger_one_moves_half_the_way() -> None:
    steady = np.full((2, 12), 100.0)
    assert forecast_values(steady, np.empty(0), np.full(12, 100.0)).total == pytest.approx(1200)
    assert forecast_values(steady, np.empty(0), np.full(12, 120.0)).total == pytest.approx(1320)


def test_net_income_and_net_cost_are_mirror_images() -> None:
    cost, income = forecast_values(TRE_AR, HITTILLS, BUDGET), forecast_values(-TRE_AR, -HITTILLS, -BUDGET)
    assert income.total == -cost.total
    assert (income.low, income.high) == (-cost.high, -cost.low)


def test_a_net_near_zero_gives_a_total_of_the_size_of_the_months() -> None:
    swings = np.array([[5.0, -5.0] * 6, [6.0, -6.0] * 6])
    prognos = forecast_values(swings, np.array([5.0, -4.0, 6.0]), None)
    assert abs(prognos.total) < 20
    assert prognos.high - prognos.low > 5


def test_without_history_the_default_falls_back_to_the_budget_and_says_so() -> None:
    prognos = forecast_values(np.empty((0, 12)), np.array([40.0, 60.0]), BUDGET)
    assert (prognos.method, prognos.total) == (Metod.BUDGET_REST, 600)
    assert prognos.explain["anmarkning"] == (
        "Krympt säsongsprofil kunde inte räknas (tidigare år saknas): Utfall + rest av budget används i stället.",
    )


def test_without_history_and_budget_it_falls_back_to_linear_pace() -> None:
    prognos = forecast_values(np.empty((0, 12)), np.array([40.0, 60.0]), None)
    assert (prognos.method, prognos.total) == (Metod.LINJAR_TAKT, 600)
    assert list(prognos.methods) == [Metod.LINJAR_TAKT]


@pytest.mark.parametrize(
    ("method", "earlier", "current", "reason"),
    [
        (Metod.BUDGET_REST, TRE_AR, HITTILLS, "budget saknas"),
        (Metod.LINJAR_TAKT, TRE_AR, np.empty(0), "årets utfall saknas"),
        (Metod.FOREGAENDE_ANDEL, TRE_AR, np.empty(0), "årets utfall saknas"),
        (Metod.FOREGAENDE_ANDEL, np.array([[0.0] * 11 + [9.0]]), HITTILLS, "förra årets månader hittills är nära noll"),
        (Metod.FOREGAENDE_REST, np.vstack((TRE_AR, np.full(12, np.nan))), HITTILLS, "förra året saknas"),
    ],
)
def test_a_method_that_cannot_be_computed_is_left_out_with_the_reason(
    method: Metod, earlier: np.ndarray, current: np.ndarray, reason: str
) -> None:
    prognos = forecast_values(earlier, current, None, method=method)
    assert prognos.method is STANDARDMETOD
    assert method not in prognos.methods
    assert f"{method.namn} kunde inte räknas ({reason})" in prognos.explain["anmarkning"][0]


def test_nothing_to_go_by_is_zero_and_says_so() -> None:
    prognos = forecast_values(np.empty((0, 12)), np.empty(0), None)
    assert (prognos.total, prognos.low, prognos.high, prognos.methods) == (0, 0, 0, {})
    assert "varken utfall, budget eller tidigare år" in prognos.explain["anmarkning"][0]


def test_years_of_nothing_before_a_nod_began_are_not_history() -> None:
    new = forecast_values(np.zeros((3, 12)), np.array([5.0]), BUDGET)
    assert new.method is Metod.BUDGET_REST
    began = np.vstack((np.zeros(12), TRE_AR))
    assert forecast_values(began, HITTILLS, None).total == forecast_values(TRE_AR, HITTILLS, None).total


def test_an_incomplete_first_year_is_filled_from_the_whole_ones() -> None:
    gap = np.where(np.arange(12) < 3, np.nan, 100.0)
    prognos = forecast_values(np.vstack((gap, np.full(12, 100.0))), np.full(2, 100.0), None)
    assert prognos.total == pytest.approx(1200)
    assert prognos.explain["ar"] == 2
    assert "Månader som saknas tidigare år är beräknade." in prognos.explain["anmarkning"]


def test_a_year_with_few_months_is_left_out() -> None:
    sparse = np.where(np.arange(12) < 8, np.nan, 500.0)
    prognos = forecast_values(np.vstack((sparse, np.full(12, 100.0))), np.full(2, 100.0), None)
    assert prognos.explain["ar"] == 1
    assert prognos.total == pytest.approx(1200)


def test_a_missing_month_of_the_year_is_forecast() -> None:
    prognos = forecast_values(np.full((2, 12), 100.0), np.array([100.0, np.nan, 100.0]), None)
    assert prognos.monthly[1] == pytest.approx(100)
    assert "Månader som saknas i årets utfall är beräknade." in prognos.explain["anmarkning"]
    assert prognos.explain["k"] == 3


def test_every_method_has_a_name_and_a_sentence() -> None:
    assert len({metod.namn for metod in Metod}) == len(Metod)
    assert all(metod.beskrivning.endswith(".") for metod in Metod)


@pytest.mark.parametrize(
    ("earlier", "current", "budget"),
    [
        (np.zeros((1, 11)), np.zeros(1), None),
        (np.zeros(12), np.zeros(1), None),
        (np.zeros((1, 12)), np.zeros(13), None),
        (np.zeros((1, 12)), np.zeros(1), np.zeros(11)),
    ],
)
def test_other_shapes_are_refused(earlier: np.ndarray, current: np.ndarray, budget: np.ndarray | None) -> None:
    with pytest.raises(ValueError, match="months"):
        forecast_values(earlier, current, budget)


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ValueError, match="prophet"):
        forecast_values(TRE_AR, HITTILLS, None, method="prophet")
