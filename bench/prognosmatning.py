"""Accuracy of the default method beside simple references and AutoETS, and whether its probability tells the truth.

Series: a folder with `serier.csv.gz` (series_id, date ÅÅÅÅ-MM, value) and `fall.csv` (series_id, year, Hmax), given by
`--data` or HELAR_PROGNOSDATA; without one, the noder of the sample nämnd with the longest history.

APE: error without sign in percent of the year, at most 200. Budgets are made up: last year times a factor, drawn with a fixed
seed.
"""

import gzip
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from finance.prognos import Prognos, forecast_values, probability_within
from finance.prognos.sannolikhet import Utsaga, bins, brier, brier_of_base_rate

ROOT = Path(__file__).parents[1]
JAMFORELSE = ROOT / ".venv-jamforelse/bin/python"
MANADER = (2, 4, 5, 8, 10)
TIDIGARE_AR = (1, 2, 3)
BUDGETSPRIDNING = 0.08  # sd of made-up budgets around last year
Tal = np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class Fall:
    """A year to forecast: `earlier` (years, 12), `full` its 12 months, of which the first `k` are shown."""

    serie: str
    earlier: Tal
    full: Tal
    k: int

    @property
    def current(self) -> Tal:
        return self.full[: self.k]

    @property
    def utfall(self) -> float:
        return float(self.full.sum())

    def ape(self, total: float) -> float:
        return min(abs(total - self.utfall) / abs(self.utfall), 2.0) * 100


@dataclass(slots=True)
class Matning:
    """One forecaster: totals in the order of the cases, and seconds a forecast."""

    namn: str
    totals: Sequence[float]
    seconds: float
    prognoser: Sequence[Prognos] = field(default_factory=tuple)


def read_cases(folder: Path, antal: int | None = None) -> list[Fall]:
    """Every case with 1-3 earlier years after each month; `antal`: evenly spread over them."""
    frame = pd.read_csv(io.BytesIO(gzip.decompress((folder / "serier.csv.gz").read_bytes())))
    series = {str(namn): rows.set_index("date").value for namn, rows in frame.groupby("series_id")}
    table = pd.read_csv(folder / "fall.csv")
    found = []
    for namn, ar, longest in zip(table.series_id.tolist(), table.year.tolist(), table.Hmax.tolist(), strict=True):
        earlier = np.array([_year(series[namn], before) for before in range(ar - min(longest, max(TIDIGARE_AR)), ar)])
        full = _year(series[namn], ar)
        found += [Fall(f"{namn} {ar}", earlier[-n:], full, k) for n in TIDIGARE_AR if n <= len(earlier) for k in MANADER]
    return found if antal is None else found[:: max(1, len(found) // antal)]


def _year(values: "pd.Series[float]", ar: int) -> Tal:
    return values.reindex([f"{ar}-{month:02d}" for month in range(1, 13)]).to_numpy(float)


def sample_cases() -> list[Fall]:
    """The noder of the sample nämnd with the longest history, its whole years but the first."""
    from finance.lage import available_periods, read_lage
    from finance.prognos.aterprov import Historik
    from finance.store import Store

    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/exempel.db"
        command = [sys.executable, "-m", "finance", "exempel", "--db", url, "--json"]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        store = Store.open(url)
        lage = read_lage(store, "LIN-SN", max(available_periods(store, "LIN-SN")))
        store.close()
    historik = Historik(lage)
    return [
        Fall(f"{nod} {lage.kub.ar[year]}", historik.utfall[row, max(0, year - 3) : year], historik.utfall[row, year], k)
        for k in MANADER
        for year in historik.tested_years(k, 5)
        for row, nod in enumerate(lage.kub.noder)
        if historik.utfall[row, : year + 1].any(axis=1).all()
    ]


def own(cases: Sequence[Fall]) -> Matning:
    """The default method."""
    started = time.perf_counter()
    prognoser = [forecast_values(case.earlier, case.current) for case in cases]
    seconds = (time.perf_counter() - started) / len(cases)
    return Matning(prognoser[0].method.namn, [prognos.total for prognos in prognoser], seconds, prognoser)


def simple(namn: str, total: Callable[[Fall], float], cases: Sequence[Fall]) -> Matning:
    """A reference in a line."""
    started = time.perf_counter()
    totals = [total(case) for case in cases]
    return Matning(namn, totals, (time.perf_counter() - started) / len(cases))


def last_years_share(case: Fall) -> float:
    """Utfall / last year's share by then; linear pace where that is near nothing."""
    share = case.earlier[-1, : case.k].sum() / case.earlier[-1].sum()
    return float(case.current.sum() / share) if abs(share) > 0.01 else float(case.current.mean() * 12)


REFERENSER: dict[str, Callable[[Fall], float]] = {
    "Linjär takt": lambda case: float(case.current.mean() * 12),
    "Utfall + förra årets rest": lambda case: float(case.current.sum() + case.earlier[-1, case.k :].sum()),
    "Förra årets andel": last_years_share,
}


def autoets(cases: Sequence[Fall]) -> Matning | None:
    """By statsforecast in its own environment; None where there is none."""
    python = Path(os.environ.get("HELAR_STATSFORECAST") or JAMFORELSE)
    if not python.exists():
        return None
    series = [np.concatenate((case.earlier.ravel(), case.current)) for case in cases]
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder) / "in.npz", Path(folder) / "ut.npz"
        lengths = np.array([len(months) for months in series])
        np.savez(given, months=np.concatenate(series), lengths=lengths, ahead=np.array([12 - case.k for case in cases]))
        subprocess.run([str(python), str(ROOT / "bench/autoets.py"), str(given), str(answer)], check=True)
        found = np.load(answer)
        totals = [float(case.current.sum() + rest) for case, rest in zip(cases, found["rest"], strict=True)]
        return Matning("AutoETS (statsforecast)", totals, float(found["seconds"]) / len(cases))


def print_accuracy(cases: Sequence[Fall], slow: int) -> None:
    """The default and the references on all cases; AutoETS beside the default on about `slow` of them."""
    print(f"{len(cases)} prognoser av {len({case.serie for case in cases})} år")
    default = own(cases)
    for matning in (default, *(simple(namn, total, cases) for namn, total in REFERENSER.items())):
        _print_row(matning, cases)
    _print_interval(default.prognoser, cases)
    some = cases[:: max(1, len(cases) // slow)]
    reference = autoets(some)
    if reference is None:
        print("statsforecast saknas: kör `make jamforelse` eller ange HELAR_STATSFORECAST=PYTHON för att jämföra med AutoETS")
        return
    print(f"på {len(some)} av dem:")
    fast = own(some)
    for matning in (fast, reference):
        _print_row(matning, some)
    print(f"  kvot i tid: AutoETS tar {reference.seconds / fast.seconds:.0f} gånger så lång tid")


def _print_row(matning: Matning, cases: Sequence[Fall]) -> None:
    errors = np.array([case.ape(total) for case, total in zip(cases, matning.totals, strict=True)])
    months = np.array([case.k for case in cases])
    by = "  ".join(f"k={k} {errors[months == k].mean():5.1f}" for k in sorted(set(months.tolist())))
    ms = 1000 * matning.seconds
    print(f"  {matning.namn:<28} {errors.mean():6.2f} %  median {np.median(errors):5.2f}  {by}  {ms:7.2f} ms per prognos")


def _print_interval(prognoser: Sequence[Prognos], cases: Sequence[Fall]) -> None:
    inside, scores = [], []
    for prognos, case in zip(prognoser, cases, strict=True):
        outside = max(prognos.low - case.utfall, 0.0) + max(case.utfall - prognos.high, 0.0)
        inside.append(outside == 0)
        scores.append(min((prognos.high - prognos.low + 10 * outside) / abs(case.utfall) * 100, 300.0))
    print(f"  intervallet: {100 * np.mean(inside):.0f} % inom, poäng {np.mean(scores):.1f} (bredd + 10 x utanför, % av året)")


def utsagor(cases: Sequence[Fall]) -> Iterator[Utsaga]:
    """What would have been said of a made-up budget, one per year and series."""
    rng = np.random.default_rng(7)
    factors: dict[str, float] = {}
    for case in cases:
        factor = factors.setdefault(case.serie, 1 + BUDGETSPRIDNING * float(rng.standard_normal()))
        budget = case.earlier[-1] * factor
        prognos = forecast_values(case.earlier, case.current, budget)
        yield Utsaga(probability_within(prognos, float(budget.sum())), case.utfall <= float(budget.sum()))


def print_probability(cases: Sequence[Fall]) -> None:
    """Five bins and the Brier score."""
    said = list(utsagor(cases))
    print(f"sannolikheten att hålla en påhittad budget: Brier {brier(said):.3f}, grundandelens {brier_of_base_rate(said):.3f}")
    for fack in bins(said):
        if fack.sagt is not None and fack.holl is not None:
            span = f"{100 * fack.fran:.0f}-{100 * fack.till:.0f} %"
            print(f"  {span:<9} sagt {100 * fack.sagt:3.0f} %, höll {100 * fack.holl:3.0f} % ({fack.antal})")
