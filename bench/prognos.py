"""Helårsprognos of 300 noder: the default and all closed-form methods, with a three-year back-test.

    python -m bench.prognos [--noder 300]

Target: at most 5 s on two cores, cold (finance/prognos alone; the store's reading is not in it).
"""

import argparse
import time

import numpy as np

from finance.prognos import Metod, forecast_values

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
        for metod in Metod:
            forecast_values(nod[:6], nod[6, :k], nod[5], method=metod)
            calls += 1
        for year in range(6 - BACKTEST_AR, 6):
            for month in range(1, 12):
                forecast_values(nod[:year], nod[year, :month])
                calls += 1
    return calls


def main() -> None:
    """Print the time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--noder", type=int, default=300)
    noder = make_noder(parser.parse_args().noder)
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


if __name__ == "__main__":
    main()
