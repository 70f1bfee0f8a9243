"""The worked examples of docs/metoder.md: numbers computed by hand in the text, read out of it and compared with the code.

Each figure is compared as shown: the code's answer, rounded to the decimals of the text, is the text's.
"""

import math
import re
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from finance.period import Period
from finance.prognos import Metod, Prognos, forecast_values, probability_within
from finance.prognos.helarsprognos import half_widths
from finance.prognos.intervall import SLUMP, SLUMP_UTAN_HISTORIK, STEG, STEG_UTAN_HISTORIK, gap_factor
from finance.prognos.metod import ANPASSADE, SLUTNA
from finance.prognos.profil import Tal, compute_profil
from finance.prognos.sannolikhet import Utsaga, brier, brier_of_base_rate
from finance.prognos.traffmening import bias_text, medelfel_text
from finance.prognos.traffsakerhet import compute_traffsakerhet
from tests.finance.lage_av import NAMND, Rader, lage_av

TEXT = (Path(__file__).parents[3] / "docs" / "metoder.md").read_text(encoding="utf-8")
TAL = r"−?\d+(?: \d{3})*(?:,\d+)?"


def section(heading: str) -> str:
    """The text under a heading, on one line."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    return re.sub(r"\s+", " ", found[1])


def numbers(text: str, pattern: str) -> list[str]:
    """The figures where `#` stands in a phrase of the text; the phrase must be there once."""
    found = re.findall(re.escape(pattern).replace(r"\#", f"({TAL})").replace(r"\ ", " "), text)
    assert len(found) == 1, pattern
    return list(found[0]) if isinstance(found[0], tuple) else [found[0]]


def value(shown: str) -> float:
    return float(shown.replace(" ", "").replace(",", ".").replace("−", "-"))


def values(text: str, pattern: str) -> list[float]:
    return [value(one) for one in numbers(text, pattern)]


def same(computed: float, shown: str) -> None:
    """The computed figure, rounded as the text is, is the text's."""
    decimals = len(shown.partition(",")[2])
    assert abs(Decimal(repr(computed)) - Decimal(str(value(shown)))) <= Decimal("0.5000001").scaleb(-decimals), (
        computed,
        shown,
    )


def example() -> tuple[Tal, Tal, Tal]:
    """Last year, the months so far and the budget that the closed methods share."""
    text = re.sub(r"[\s>]+", " ", TEXT.partition("\n## ")[0])
    before, after, total = values(text, "Förra året kostade # i månaden till och med juni och # därefter, # på året.")
    now, budget = values(text, "I år har januari till april kostat # i månaden. Budgeten är # i månaden.")
    last = np.array([before] * 6 + [after] * 6)
    assert last.sum() == total
    return last[None, :], np.full(4, now), np.full(12, budget)


@pytest.mark.parametrize(
    ("metod", "phrase"),
    [
        (Metod.LINJAR_TAKT, "400 / 4 × 12 = #."),
        (Metod.BUDGET_REST, "400 + 8 × 105 = #."),
        (Metod.FOREGAENDE_REST, "400 + 2 × 80 + 6 × 120 = #."),
        (Metod.FOREGAENDE_ANDEL, "400 / (320 / 1 200) = #."),
    ],
)
def test_the_closed_methods(metod: Metod, phrase: str) -> None:
    (shown,) = numbers(section(metod.namn), phrase)
    same(forecast_values(*example(), method=metod).total, shown)


def profile_example() -> tuple[str, Tal]:
    text = section("Krympt säsongsprofil")
    usual, july, december = values(text, "År 2020 kostade # i månaden utom juli # och december #: summa 960, medelmånad 80.")
    first = np.full(12, usual)
    first[[6, 11]] = july, december
    usual, *odd = values(text, "År 2021 kostade # i månaden utom februari #, mars #, juli # och december #: summa 1 200,")
    second = np.full(12, usual)
    second[[1, 2, 6, 11]] = odd
    assert (first.sum(), second.sum()) == (960, 1200)
    return text, np.array([first, second])


def test_the_profile_and_its_shrinkage() -> None:
    text, years = profile_example()
    profil = compute_profil(years)
    newest, oldest = numbers(text, "1 / 1,6 = # för 2021 och # för 2020")
    same(float(profil.vikter[0]), newest)
    same(float(profil.vikter[1]), oldest)
    chance, spread = numbers(text, "s² = 0,0531 / 12 = #, så s = #.")
    same(profil.spridning**2, chance)
    same(profil.spridning, spread)
    shrink, percent = numbers(text, "/ 0,0814 = #, alltså # procent")
    same(profil.krympning, shrink)
    same(100 * profil.krympning, percent)
    shown = numbers(text, "= #, december #, februari # och mars #. **3.")
    for month, figure in zip((6, 11, 1, 2), shown, strict=True):
        same(float(profil.form[month]), figure)


def test_the_profile_before_it_is_shrunk() -> None:
    text, years = profile_example()
    weights = np.array([0.375, 0.625])
    plain = weights @ (years / years.mean(axis=1, keepdims=True))
    july, december, february, march = numbers(
        text, "0,625 × 0,35 + 0,375 × 0,25 = #, december #, februari # och mars #. Avvikelserna"
    )
    for month, figure in ((6, july), (11, december), (1, february), (2, march)):
        same(float(plain[month]), figure)
    (variance,) = numbers(text, "(2 × 0,6875² + 2 × 0,125²) / 12 = #.")
    same(float(((plain - 1) ** 2).mean()), variance)


def test_the_budget_as_news() -> None:
    text = section("Krympt säsongsprofil")
    last, budget = values(text, "Kostade förra året # varje månad och budgeten är #,")
    moved, total = numbers(text, "0,5 × (120 − 100) = #: före januari är prognosen 12 × 110 = #.")
    prognos = forecast_values(np.full((1, 12), last), np.empty(0), np.full(12, budget))
    same(prognos.total, total)
    same(prognos.explain["niva"] - last, moved)


def level_example() -> Prognos:
    last, now = values(section("Krympt säsongsprofil"), "Förra året # varje månad, i år # i januari och februari.")
    return forecast_values(np.full((1, 12), last), np.full(2, now))


def test_the_level() -> None:
    text = section("Krympt säsongsprofil")
    rounds = numbers(text, "är nivån # och helåret 260 + 10 × 103,7 = #.")
    same(level_example().explain["niva"], rounds[0])
    same(level_example().total, rounds[1])
    (later,) = numbers(text, "Kommer mars, april och maj också på 130 är nivån #.")
    same(forecast_values(np.full((1, 12), 100.0), np.full(5, 130.0)).explain["niva"], later)
    (before,) = numbers(text, "blir (4,13 × 100 + 1,85 × 130) / 5,98 ≈ #.")
    same((4.13 * 100 + 1.85 * 130) / 5.98, before)
    (old,) = numbers(text, "0,85² + 0,85³ + … + 0,85¹³ ≈ #")
    same(sum(0.85**power for power in range(2, 14)), old)


def test_ets_of_a_season_that_repeats() -> None:
    text = section(Metod.ETS.namn)
    usual, december = values(text, "Tre år har kostat # varje månad utom december #.")
    year = np.array([usual] * 11 + [december])
    (total,) = numbers(text, "5 × 100 + 6 × (105 − 5) + (105 + 55) = #.")
    same(round(forecast_values(np.tile(year, (3, 1)), year[:5], method=Metod.ETS).total, 6), total)


def test_ets_moves_the_level_by_alfa_times_the_error() -> None:
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    text = section(Metod.ETS.namn)
    alfa, error, moved = values(
        text, "Vore \u03b1 # och en månad # dyrare än väntat, skulle varje månad som återstår bli # dyrare."
    )
    year = np.array([100.0] * 11 + [160.0])
    model = {"seasonal": "add", "seasonal_periods": 12, "initialization_method": "known", "initial_level": 105.0}
    months = np.concatenate((np.tile(year, 3), year[:4], [year[4] + error]))
    fitted = ExponentialSmoothing(months, initial_seasonal=year - 105.0, **model).fit(
        smoothing_level=alfa, smoothing_seasonal=0.0, optimized=False
    )
    assert fitted.forecast(7) == pytest.approx(year[5:] + moved)


def test_theta_of_a_straight_line() -> None:
    text = section(Metod.THETA.namn)
    step, first, second, last = values(text, "Två år steg med # i månaden: #, #, …, #.")
    line = np.arange(first, last + step, step)
    assert (line[1], len(line)) == (second, 24)
    start, end, total = numbers(text, "12 × (# + #) / 2 = #.")
    prognos = forecast_values(line.reshape(2, 12), np.empty(0), method=Metod.THETA)
    same(round(prognos.monthly[0], 2), start)
    same(round(prognos.monthly[11], 2), end)
    same(round(prognos.total), total)


def test_the_table_of_factors_is_the_one_that_is_used() -> None:
    rows = re.findall(r"^\| (inget|\d(?: eller fler)?) \| ([\d,]+) \| ([\d,]+) \|$", TEXT, re.MULTILINE)
    shown = [(value(a), value(b)) for _, a, b in rows]
    assert shown == [(SLUMP_UTAN_HISTORIK, STEG_UTAN_HISTORIK), *((SLUMP[min(n, 1)], b) for n, b in enumerate(STEG))]


def test_the_interval() -> None:
    text, prognos = section("Intervall"), level_example()
    deviation, chance_sd, size = numbers(
        text, "/ 5,98) = #. Med s = 0 är \u03c3 = 14,95 / √2 = #, och B = (4,13 × 100 + 1,85 × 130) / 5,98 = #."
    )
    same(math.sqrt((4.13 * 3.7**2 + 1.85 * 26.3**2) / 5.98), deviation)
    same(value(deviation) / math.sqrt(2), chance_sd)
    same((4.13 * 100 + 1.85 * 130) / 5.98, size)
    (chance,) = numbers(text, "(1,2 × 10,57)² × 10 × (1 + 10 / 8) = #.")
    same((1.2 * value(chance_sd)) ** 2 * 10 * (1 + 10 / 8), chance)
    (step,) = numbers(text, "0,54² × 10,57 × 109,3 × 10² = #.")
    same(0.54**2 * value(chance_sd) * value(size) * 100, step)
    half, low, high = numbers(text, "√(3 620 + 33 689) = #: mellan # och #.")
    same(prognos.explain["halv_bredd"], half)
    same(prognos.low, low)
    same(prognos.high, high)


def test_one_earlier_year_with_gaps() -> None:
    (shown,) = numbers(section("Intervall"), "kända månader är det 4^¼ = #")
    same(gap_factor(3), shown)


def test_another_method_is_widened_by_its_distance() -> None:
    text = section("Intervall")
    total, distance, half = numbers(text, "260 + 10 × 100 = #, # lägre: √(193² + (1,2816 × 37)²) = #.")
    other = forecast_values(np.full((1, 12), 100.0), np.full(2, 130.0), method=Metod.FOREGAENDE_REST)
    same(other.total, total)
    same(level_example().total - other.total, distance)
    same(other.explain["halv_bredd"], half)


def test_the_interval_without_earlier_years() -> None:
    text = section("Intervall")
    months = values(text, "*Räkneexempel:* januari # och februari #, ingen budget.")
    half, total = numbers(text, "0,55² × 65,6 × 120 × 10²) = # kring #.")
    prognos = forecast_values(np.empty((0, 12)), np.array(months))
    same(prognos.total, total)
    same(prognos.explain["halv_bredd"], half)


def test_the_width_during_the_year() -> None:
    full, half = numbers(
        section("Intervall"), "Är halva bredden # efter februari är den i juni, 4 månader av 10, 193 × (0,4 + √0,4) / 2 = #."
    )
    assert abs(half_widths(level_example(), 2)[5] - value(half)) <= 0.5
    same(level_example().explain["halv_bredd"], full)


def test_the_probability_of_keeping_the_budget() -> None:
    text = section("Intervall")
    (budget,) = values(text, "Prognos 1 297, halv bredd 193, budget #:")
    (percent,) = numbers(text, "i en tabell över normalfördelningen är det # procent.")
    same(100 * probability_within(level_example(), budget), percent)


def test_the_record() -> None:
    text = section("Träffsäkerhet")
    years = {
        2019: values(text, "Hemtjänst kostade # varje månad 2019.") * 12,
        2020: [100.0] * 4 + [values(text, "# till och med april och # därefter, 2021 # till")[1]] * 8,
    }
    before, after = values(text, "2021 # till och med april och # därefter. Efter april")
    years[2021] = [before] * 4 + [after] * 8
    rader: Rader = [
        (ar * 100 + place + 1, "11", "5010", int(kr) * 100) for ar, months in years.items() for place, kr in enumerate(months)
    ]
    lage = lage_av([*rader, (202201, "11", "5010", 0)], [], period=Period(2022, 1))
    traff = compute_traffsakerhet(lage, manad=4).rad("11").metoder[Metod.FOREGAENDE_REST]
    assert [one.ar for one in traff.ar] == [2020, 2021]
    first, became, error, percent = numbers(text, "400 + 8 × 100 = # för 2020, som blev #: fel #, # procent.")
    said, actual, wrong, share = numbers(text, "520 + 8 × 130 = #, och året blev #: fel +#, # procent.")
    for one, shown in zip(traff.ar, ((first, became, error, percent), (said, actual, wrong, share)), strict=True):
        assert one.fel_procent is not None
        figures = (one.prognos_ore / 100, one.utfall_ore / 100, one.fel_ore / 100, abs(one.fel_procent))
        for computed, figure in zip(figures, shown, strict=True):
            same(computed, figure)
    mean, kronor, per_month = numbers(text, "(16,7 + 5,4) / 2 = # procent, # kronor eller # per månad som återstod.")
    assert medelfel_text(traff, NAMND.enhet).replace("\u00a0", " ") == f"{mean} %"
    assert traff.fel_per_manad_ore is not None
    same(traff.medelfel_ore / 100, kronor)
    same(traff.fel_per_manad_ore / 100, per_month)
    (low,) = numbers(text, "procent: # procent för lågt.")
    assert bias_text(traff, NAMND.enhet).replace("\u00a0", " ") == f"{low} % för lågt"


def test_the_brier_score() -> None:
    text = section("Stämmer sannolikheten")
    said = values(text, "sagt # och höll, # och höll inte, # och höll inte, # och höll.")
    utsagor = [Utsaga(one, holl) for one, holl in zip(said, (True, False, False, True), strict=True)]
    (own,) = numbers(text, "+ 0²) / 4 = #.")
    (base,) = numbers(text, "Två av fyra höll: 0,5 × 0,5 = #.")
    same(brier(utsagor), own)
    same(brier_of_base_rate(utsagor), base)


@pytest.mark.parametrize("metod", [*SLUTNA, *ANPASSADE])
def test_every_method_has_a_section_with_formula_source_limits_and_example(metod: Metod) -> None:
    text = section(metod.namn)
    assert text.strip().startswith(f"`{metod.value}`")
    assert "Källa:" in text
    assert "**Missvisar**" in text
    assert "*Räkneexempel" in text
