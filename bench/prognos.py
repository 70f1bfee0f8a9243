"""Helårsprognos of 300 noder: the default and all closed-form methods, with a three-year back-test; then how well it hits.

    python -m bench.prognos [--noder 300] [--data MAPP] [--autoets 300] [--anpassade 0]

Targets for the nämnd (the store's reading is not in it): at most 5 s on two cores cold, 50 ms warm. `--anpassade N` times the
fitted models of N noder by one worker and by two. Accuracy: `bench.prognosmatning`.
"""

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.prognosmatning import print_accuracy, print_probability, read_cases, sample_cases
from finance.lage import Lage
from finance.period import Period
from finance.prognos import SLUTNA, forecast_values
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognos.traffsakerhet import compute_traffsakerhet
from finance.struktur import Nod
from tests.finance.lage_av import lage_av

BACKTEST_AR = 3


def make_noder(antal: int) -> np.ndarray:
    """(noder, 7 years, 12) of seasonal cost with a drift and chance, kronor."""
    rng = np.random.default_rng(1)
    season = 1 + 0.3 * rng.standard_normal((antal, 1, 12))
    level = 1e6 * np.exp(rng.standard_normal((antal, 1, 1)) + 0.03 * np.arange(7)[None, :, None])
    return np.asarray(level * season * (1 + 0.1 * rng.standard_normal((antal, 7, 12))))


def forecast_noder(noder: np.ndarray, k: int) -> int:
    """This year's prognos by every method, and the default's for each closed month of three earlier years."""
    calls = 0
    for nod in noder:
        for metod in SLUTNA:
            forecast_values(nod[:6], nod[6, :k], nod[5], method=metod)
            calls += 1
        for year in range(6 - BACKTEST_AR, 6):
            for month in range(1, 12):
                forecast_values(nod[:year], nod[year, :month])
                calls += 1
    return calls


KONTON = {"5010": 60, "4600": 30, "6000": 10}  # percent of a nod's month


def make_lage(noder: np.ndarray) -> Lage:
    """The same noder as a nämnd with a parent per ten: six whole years, five months of the seventh, budget as last year."""
    struktur = [Nod("S", "Nämnden"), *(Nod(f"A{a}", f"Avdelning {a}", "S") for a in range(-(-len(noder) // 10)))]
    utfall, budget = [], []
    for place, nod in enumerate(noder):
        kod = f"{place:05d}"
        struktur.append(Nod(kod, f"Nod {place}", f"A{place // 10}"))
        for (year, month), kronor in np.ndenumerate(nod):
            period = (2016 + year) * 100 + month + 1
            budget.append((period, kod, "5010", int(nod[max(year - 1, 0), month]) * 100))
            if period <= 202205:
                utfall += [(period, kod, konto, int(kronor) * part) for konto, part in KONTON.items()]
    return lage_av(utfall, budget, period=Period(2022, 5), noder=tuple(struktur))


def time_namnd(lage: Lage) -> None:
    """Print what a nämnd waits for: the prognos with kontogrupper and all methods, and the record at the same month."""
    steps: dict[str, Callable[[], object]] = {
        "prognos per nod and kontogrupp": lambda: compute_helarsprognos(lage),
        f"record of {BACKTEST_AR} years, all lines and methods": lambda: compute_traffsakerhet(lage, mest_ar=BACKTEST_AR),
    }
    cold, warm = ({namn: _seconds(compute) for namn, compute in steps.items()} for _ in range(2))
    for namn in steps:
        print(f"  {namn}: {cold[namn]:.2f} s cold, {1000 * warm[namn]:.2f} ms warm")
    whole, again = sum(cold.values()), sum(warm.values())
    ratio = f"{whole / again:.0f} times" if again else "too fast to tell"
    print(f"{len(lage.kub.noder)} noder: {whole:.2f} s cold (target 5), {1000 * again:.1f} ms warm (target 50), {ratio}")


def _seconds(compute: Callable[[], object]) -> float:
    started = time.perf_counter()
    compute()
    return time.perf_counter() - started


def time_fitted(lage: Lage) -> None:
    """Print what the fitted models of a nämnd take, by one worker and by two, and that they say the same."""
    from finance.prognos.anpassade_cache import forget_all
    from finance.prognos.anpassade_namnd import fit_all, fitted_status, read_totals

    answers = []
    for workers in (1, 2):
        forget_all()
        started = time.perf_counter()
        fit_all(lage, arbetare=workers)
        print(f"  {fitted_status(lage).alla} fitted models, {workers} workers: {time.perf_counter() - started:.1f} s")
        answers.append(read_totals(lage))
    assert answers[0] == answers[1], "the answers depend on the number of workers"


def main() -> None:
    """Print the time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--noder", type=int, default=300)
    parser.add_argument("--data", type=Path, default=os.environ.get("HELAR_PROGNOSDATA"))
    parser.add_argument("--autoets", type=int, default=300, help="how many forecasts AutoETS makes")
    parser.add_argument("--anpassade", type=int, default=0)
    options = parser.parse_args()
    noder = make_noder(options.noder)
    started = time.perf_counter()
    for nod in noder:
        forecast_values(nod[:6], nod[6, :5], nod[5])
    once = time.perf_counter() - started
    started = time.perf_counter()
    calls = forecast_noder(noder, k=5)
    seconds = time.perf_counter() - started
    print(
        f"{len(noder)} noder, one prognos each with all methods' totals: {once:.2f} s ({1000 * once / len(noder):.2f} ms a nod)"
    )
    print(f"the same by each method, and a back-test of {BACKTEST_AR} years x 11 months: {seconds:.2f} s, {calls} prognoser")
    time_namnd(make_lage(noder))
    if options.anpassade:
        time_fitted(make_lage(noder[: options.anpassade]))
    cases = read_cases(Path(options.data)) if options.data else sample_cases()
    print_accuracy(cases, options.autoets)
    print_probability(cases)


if __name__ == "__main__":
    main()
