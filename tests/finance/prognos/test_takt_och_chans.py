"""What is left per month, and the chance in words and as years to count."""

from statistics import NormalDist

import pytest

from finance.belopp import Enhet, Vy
from finance.prognos.chans import TANKBARA_AR, chance_sentence, chance_word, possible_years
from finance.prognos.helarsprognos import probability_of_keeping
from finance.prognos.takt import compute_takt, takt_sentence

MNKR = 100_000_000
TIO = (10 * MNKR,) * 5 + (None,) * 7
KVAR = (None,) * 5 + (12 * MNKR,) * 7
BUDGET = (11 * MNKR,) * 12


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_what_is_left_per_month_by_hand() -> None:
    takt = compute_takt(TIO, KVAR, BUDGET, (9 * MNKR,) * 12)
    assert (takt.kvar, takt.aterstar_ore, takt.per_manad_ore) == (7, 84 * MNKR, 12 * MNKR)
    assert (takt.snitt_hittills_ore, takt.foregaende_ore, takt.budget_ore) == (10 * MNKR, 9 * MNKR, 11 * MNKR)
    said = plain(takt_sentence(takt, Enhet.MNKR, Vy.NETTOKOSTNAD))
    assert said == (
        "Prognosen räknar med 12,0 Mnkr per månad resten av året (7 månader): 20,0 % högre kostnad än snittet hittills (10,0) "
        "och 33,3 % högre kostnad än samma månader förra året (9,0)."
    )


def test_last_year_is_not_compared_with_when_a_month_of_it_is_missing() -> None:
    before = (9 * MNKR,) * 11 + (None,)
    takt = compute_takt(TIO, KVAR, BUDGET, before)
    assert takt.foregaende_ore is None
    assert "förra året" not in takt_sentence(takt, Enhet.MNKR, Vy.NETTOKOSTNAD)


def test_percent_are_not_said_of_income_and_the_view_turns_the_sign() -> None:
    takt = compute_takt((-10 * MNKR, *(None,) * 11), (None, *(-12 * MNKR,) * 11), BUDGET, (None,) * 12)
    said = plain(takt_sentence(takt, Enhet.MNKR, Vy.NETTORESULTAT))
    assert said == "Prognosen räknar med 12,0 Mnkr per månad resten av året (11 månader): snittet hittills 10,0."


def test_a_closed_year_has_nothing_left() -> None:
    takt = compute_takt((10,) * 12, (None,) * 12, BUDGET, (None,) * 12)
    assert (takt.kvar, takt.per_manad_ore, takt.budget_ore) == (0, None, None)
    assert takt_sentence(takt, Enhet.KR, Vy.NETTOKOSTNAD) == "Alla årets månader är stängda: inget återstår."


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.0, "knappast"),
        (0.044, "knappast"),
        (0.046, "troligen inte"),
        (0.344, "troligen inte"),
        (0.346, "ovisst"),
        (0.5, "ovisst"),
        (0.644, "ovisst"),
        (0.65, "troligen"),
        (0.944, "troligen"),
        (0.95, "nästan säkert"),
        (1.0, "nästan säkert"),
    ],
)
def test_the_word_follows_the_whole_percent_that_is_shown(chance: float, word: str) -> None:
    assert chance_word(chance) == word


def test_the_chance_as_a_sentence() -> None:
    assert chance_sentence(0.01) == "Budgeten hålls knappast."
    assert chance_sentence(0.5) == "Det är ovisst om budgeten hålls."
    assert chance_sentence(1.0, closed=True) == "Budgeten hölls."
    assert chance_sentence(0.0, closed=True) == "Budgeten hölls inte."


def test_the_years_are_the_quantiles_of_a_normal_distribution() -> None:
    low, high, budget = 1_000_000, 1_400_000, 1_150_000
    year = NormalDist(1_200_000, 200_000 / 1.2815515655446004)
    expected = sorted(budget - year.inv_cdf((n + 0.5) / TANKBARA_AR) for n in range(TANKBARA_AR))
    assert possible_years(low, high, budget) == pytest.approx(expected, abs=20)


@pytest.mark.parametrize("budget", [900_000, 1_000_000, 1_150_000, 1_200_000, 1_333_333, 1_600_000])
def test_as_many_years_keep_the_budget_as_the_chance_says(budget: int) -> None:
    kept = sum(ore >= 0 for ore in possible_years(1_000_000, 1_400_000, budget))
    assert abs(kept / TANKBARA_AR - probability_of_keeping(budget, 1_000_000, 1_400_000)) <= 0.5 / TANKBARA_AR + 1e-6


def test_without_uncertainty_every_year_is_the_same() -> None:
    assert possible_years(100, 100, 90) == (-10,) * TANKBARA_AR
