"""AutoETS of statsforecast on series written by bench.prognosmatning; run by the interpreter that has statsforecast.

    PYTHON bench/autoets.py IN.npz UT.npz

IN: `months` (all series after each other), `lengths`, `ahead`. UT: `rest` (the sum of the months ahead of each), `seconds`.
Only numpy and statsforecast: it has an environment of its own, for it asks for an older pandas (requirements-jamforelse.txt).
"""

import sys
import time
import warnings

import numpy as np


def main() -> None:
    """Forecast every series."""
    warnings.simplefilter("ignore")
    from statsforecast.models import AutoETS

    given = np.load(sys.argv[1])
    series = np.split(given["months"], np.cumsum(given["lengths"])[:-1])
    model = AutoETS(season_length=12)
    model.forecast(y=series[0] / np.abs(series[0]).mean(), h=1)  # what is compiled or imported at first use is not timed
    started = time.perf_counter()
    rest = []
    for months, ahead in zip(series, given["ahead"], strict=True):
        size = np.abs(months).mean() or 1.0
        rest.append(model.forecast(y=months / size, h=int(ahead))["mean"].sum() * size)
    np.savez(sys.argv[2], rest=np.array(rest), seconds=time.perf_counter() - started)


if __name__ == "__main__":
    main()
