"""Fitted models: what they must find where the answer is known, what they refuse, the memory, the work in the background."""

import json
import subprocess
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from finance.lage import Lage
from finance.period import Period
from finance.prognos import Metod, anpassade, anpassade_cache, forecast_values, forecast_year
from finance.prognos.anpassade import Anpassning, fit_series
from finance.prognos.anpassade_cache import fit_remembered, forget_all, without_fitting
from finance.prognos.anpassade_namnd import (
    Anpassningslage,
    compute_anpassade,
    fit_all,
    fitted_status,
    read_totals,
    start_fitted,
)
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognos.metoder import ANPASSADE
from finance.prognos.profil import Tal
from finance.prognos.traffsakerhet import compute_traffsakerhet
from tests.finance.lage_av import Rader, lage_av

ROOT = Path(__file__).parents[3]
SEASON: Tal = np.array([90.0, 80, 100, 95, 105, 120, 60, 85, 100, 105, 110, 150])  # sums to 1200
HITTILLS = SEASON[:5]
BRUS: Tal = np.random.default_rng(5).normal(scale=4.0, size=(4, 12))


@pytest.fixture(autouse=True)
def _no_memory() -> None:
    forget_all()


@pytest.mark.parametrize("metod", ANPASSADE)
def test_a_season_that_repeats_exactly_goes_on(metod: Metod) -> None:
    prognos = forecast_values(np.tile(SEASON, (3, 1)), HITTILLS, method=metod)
    assert prognos.method is metod
    assert prognos.total == pytest.approx(1200, rel=1e-3)
    assert prognos.monthly[5:] == pytest.approx(tuple(SEASON[5:]), rel=1e-2)


@pytest.mark.parametrize("metod", ANPASSADE)
def test_a_lasting_step_is_followed(metod: Metod) -> None:
    steady = forecast_values(np.tile(SEASON, (3, 1)) + BRUS[:3], HITTILLS + BRUS[3, :5], method=metod)
    stepped = forecast_values(np.tile(SEASON, (3, 1)) + BRUS[:3], HITTILLS + BRUS[3, :5] + 50, method=metod)
    assert stepped.total > steady.total + 5 * 50 + 7 * 15  # five months are booked; the rest follows part of the way at least


def test_ets_of_a_level_that_never_moves_is_the_mean_of_each_month() -> None:
    # With alfa and gamma at zero the model is a mean level and a fixed season: noise around it leaves them small.
    years: Tal = np.tile(SEASON, (3, 1)) + BRUS[:3]
    svar = fit_series("ets", years.ravel(), 12)
    assert svar.parametrar["alfa"] < 0.2
    assert svar.manader == pytest.approx(tuple(years.mean(axis=0)), rel=0.08)


def test_theta_adds_half_the_slope_of_a_straight_line() -> None:
    # The method (Assimakopoulos & Nikolopoulos, 2000): half of the least-squares slope, on top of a smoothed level.
    months: Tal = 100 + 2.0 * np.arange(30, dtype=np.float64)
    svar = fit_series("theta", months, 6)
    assert svar.parametrar["lutning"] * months.mean() == pytest.approx(2.0, rel=0.05)
    assert np.diff(svar.manader) == pytest.approx([1.0] * 5, rel=0.05)


def test_only_what_is_asked_for_is_fitted() -> None:
    years = np.tile(SEASON, (3, 1))
    assert not set(forecast_values(years, HITTILLS).methods) & set(ANPASSADE)
    assert set(forecast_values(years, HITTILLS, method=Metod.ETS).methods) & set(ANPASSADE) == {Metod.ETS}
    both = forecast_values(years, HITTILLS, fitted=True)
    assert set(both.methods) >= set(ANPASSADE)
    assert both.method is Metod.KRYMPT_PROFIL
    assert set(both.explain["anpassning"]) == {"ets", "theta"}


def test_a_series_and_arrays_say_the_same() -> None:
    months = pd.Series(np.concatenate((np.tile(SEASON, 2), HITTILLS)), index=pd.period_range("2020-01", periods=29, freq="M"))
    assert forecast_year(months, None, 2022, fitted=True) == forecast_values(np.tile(SEASON, (2, 1)), HITTILLS, fitted=True)


@pytest.mark.parametrize(
    ("earlier", "reason"),
    [
        (np.tile(SEASON, (1, 1)), "två hela tidigare år behövs"),
        (np.empty((0, 12)), "två hela tidigare år behövs"),
        (np.vstack((np.tile(SEASON, (2, 1)), np.full(12, np.nan))), "förra året saknas"),
    ],
)
@pytest.mark.parametrize("metod", ANPASSADE)
def test_too_little_falls_back_and_says_so(metod: Metod, earlier: np.ndarray, reason: str) -> None:
    prognos = forecast_values(earlier, HITTILLS, method=metod)
    assert prognos.method not in ANPASSADE
    assert prognos.explain["anmarkning"][0].startswith(f"{metod.namn} kunde inte räknas ({reason}): ")


def test_asked_for_beside_another_method_the_reason_is_told_too() -> None:
    notes = forecast_values(np.tile(SEASON, (1, 1)), HITTILLS, fitted=True).explain["anmarkning"]
    assert "Theta kunde inte räknas (två hela tidigare år behövs)." in notes


def test_a_fit_that_fails_falls_back_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(months: np.ndarray, ahead: int) -> tuple[np.ndarray, dict[str, float]]:
        raise np.linalg.LinAlgError(f"{len(months)} {ahead}")

    monkeypatch.setitem(anpassade._FITS, "ets", fail)
    prognos = forecast_values(np.tile(SEASON, (3, 1)) + BRUS[:3], HITTILLS, method=Metod.ETS)
    assert prognos.method is Metod.KRYMPT_PROFIL
    assert "modellen gick inte att anpassa" in prognos.explain["anmarkning"][0]


@pytest.mark.parametrize("answer", [np.nan, np.inf, 1e6])
def test_an_answer_that_is_not_reasonable_is_none(monkeypatch: pytest.MonkeyPatch, answer: float) -> None:
    monkeypatch.setitem(anpassade._FITS, "theta", lambda _, ahead: (np.full(ahead, answer), {}))
    assert fit_series("theta", np.tile(SEASON, 3), 7).skal == "modellen gav inget rimligt svar"


def test_warnings_of_a_fit_are_not_passed_on_and_filters_are_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def noisy(months: np.ndarray, ahead: int) -> tuple[np.ndarray, dict[str, float]]:
        warnings.warn("did not converge", RuntimeWarning, stacklevel=1)
        return np.full(ahead, months.mean()), {}

    monkeypatch.setitem(anpassade._FITS, "ets", noisy)
    before = list(warnings.filters)
    assert not fit_series("ets", np.tile(SEASON, 3), 7).skal
    assert list(warnings.filters) == before


@pytest.mark.parametrize("months", [np.zeros(30), np.full(30, -7.5), np.full(30, 1e90)])
@pytest.mark.parametrize("modell", ["ets", "theta"])
def test_a_flat_series_goes_on_without_a_fit(modell: str, months: np.ndarray) -> None:
    assert fit_series(modell, months, 3) == Anpassning((months[0],) * 3)


def test_a_missing_month_is_taken_as_the_default_expects_it() -> None:
    gap = HITTILLS.copy()
    gap[2] = np.nan
    prognos = forecast_values(np.tile(SEASON, (3, 1)), gap, method=Metod.ETS)
    assert prognos.method is Metod.ETS
    assert prognos.total == pytest.approx(1200, rel=1e-2)


def test_a_finished_year_needs_no_fit() -> None:
    prognos = forecast_values(np.tile(SEASON, (2, 1)), SEASON + 1, method=Metod.THETA)
    assert (prognos.method, prognos.low, prognos.total, prognos.high) == (Metod.THETA, 1212, 1212, 1212)


def test_the_same_months_are_fitted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def fit(*args: object) -> Anpassning:
        calls.append(args)
        return Anpassning((1.0,))

    monkeypatch.setattr(anpassade_cache, "fit_series", fit)
    for months in (np.arange(24.0), np.arange(24.0), np.arange(25.0)):
        fit_remembered("ets", months, 1)
    fit_remembered("theta", np.arange(24.0), 1)
    fit_remembered("ets", np.arange(24.0), 2)
    assert len(calls) == 4


def test_the_memory_has_an_end_and_keeps_what_was_used_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anpassade_cache, "RYMMER", 2)
    answers = {n: Anpassning((float(n),)) for n in range(3)}
    anpassade_cache.remember(b"0", answers[0])
    anpassade_cache.remember(b"1", answers[1])
    anpassade_cache.recall(b"0")
    anpassade_cache.remember(b"2", answers[2])
    assert [anpassade_cache.recall(key) for key in (b"0", b"1", b"2")] == [answers[0], None, answers[2]]


def test_without_fitting_nothing_is_fitted_but_noted() -> None:
    with without_fitting() as missing:
        prognos = forecast_values(np.tile(SEASON, (2, 1)), HITTILLS, method=Metod.ETS, fitted=True)
    assert "räknas i bakgrunden" in prognos.explain["anmarkning"][0]
    assert sorted(one.modell for one in missing.values()) == ["ets", "theta"]
    assert all(len(one.months) == 29 and one.ahead == 7 for one in missing.values())


def namnd() -> Lage:
    """Two verksamheter under one, three years and five months, in öre."""
    utfall: Rader = [
        (ar * 100 + m + 1, kod, "5010", 100 * int(SEASON[m] * size + (7919 * ar + 104729 * m + int(kod)) % 13))
        for kod, size in (("11", 10), ("12", 20))
        for ar in range(2019, 2023)
        for m in range(12)
        if ar < 2022 or m < 5
    ]
    return lage_av(utfall, [], period=Period(2022, 5))


def test_the_lines_of_a_namnd_are_fitted_in_the_background() -> None:
    lage = namnd()
    before = fitted_status(lage)
    assert (before.klara, before.pagar, before.fardig) == (0, False, False)
    # two models of two noder and of their sum (once, though two lines have it), now and in 2021, which has two years before it
    assert before.alla == 2 * 3 * 2
    assert all(not totals for totals in compute_anpassade(lage).values())
    start_fitted(lage)
    deadline = time.monotonic() + 60
    while not fitted_status(lage).fardig and time.monotonic() < deadline:
        time.sleep(0.05)
    assert fitted_status(lage) == Anpassningslage(12, 12, pagar=False)
    assert start_fitted(lage) == Anpassningslage(12, 12, pagar=False)


def test_the_total_of_a_line_is_the_sum_of_its_parts_and_what_the_choice_of_method_gives() -> None:
    lage = namnd()
    fit_all(lage, arbetare=1)
    found = compute_anpassade(lage)
    for metod in ANPASSADE:
        chosen = compute_helarsprognos(lage, metod=metod)
        parts = {kod: int(chosen.system[lage.kub.place[kod]].sum()) for kod in ("11", "12")}
        # the prognos is made of twelve rounded months, the total beside it of one: at most six öre between them
        assert {kod: found[kod][metod.value] for kod in parts} == pytest.approx(parts, abs=6)
        assert found["1"][metod.value] == found["S"][metod.value] == found["11"][metod.value] + found["12"][metod.value]


def test_the_record_of_a_fitted_model_is_what_it_would_have_said(monkeypatch: pytest.MonkeyPatch) -> None:
    lage = namnd()
    fit_all(lage, arbetare=1)
    monkeypatch.setattr(anpassade_cache, "fit_series", None)  # all that the record needs is remembered
    record = compute_traffsakerhet(lage, fitted=True)
    months = lage.kub.utfall[lage.kub.place["11"]].sum(axis=0)[:, :12].astype(float)
    for metod in ANPASSADE:
        (tested,) = record.rad("11").metoder[metod].ar  # 2020 has one year before it, which is too little
        alone = forecast_values(months[:2], months[2, :5], method=metod)
        assert (tested.ar, tested.prognos_ore, tested.utfall_ore) == (2021, round(alone.total), months[2].sum())
        whole = record.rad("S").metoder[metod].ar[0]
        assert whole.prognos_ore == tested.prognos_ore + record.rad("12").metoder[metod].ar[0].prognos_ore
    assert not set(compute_traffsakerhet(lage).rad("11").metoder) & set(ANPASSADE)


def test_one_worker_and_two_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    lage = namnd()
    fit_all(lage, arbetare=1)
    one = read_totals(lage)
    forget_all()
    monkeypatch.setattr("finance.prognos.anpassade_namnd.FA", 1)
    monkeypatch.setenv("HELAR_ARBETARE_SLAG", "threading")
    fit_all(lage, arbetare=2)
    assert read_totals(lage) == one
    assert any(one.values())


@pytest.mark.slow
def test_other_processes_say_the_same() -> None:
    code = """
import json, sys
from finance.prognos import anpassade_namnd
from finance.prognos.anpassade_cache import forget_all
from tests.finance.prognos.test_anpassade import namnd
anpassade_namnd.FA = 1
found = []
for workers in (1, 2):
    forget_all()
    lage = namnd()
    anpassade_namnd.fit_all(lage, arbetare=workers)
    found.append(anpassade_namnd.read_totals(lage))
print(json.dumps(found))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    one, two = json.loads(done.stdout)
    assert one == two
    assert one["S"]["ets"] > 0
