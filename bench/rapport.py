"""From the database to the model of both reports; the rapportkontroll and a locked copy of one.

    python -m bench.rapport [--pairs 5]

Target: at most 300 ms warm from the database to the model of the tertialrapport: every read (`read_lage`, comments, köp per
motpart) and the report itself, with nothing remembered from the run before. The reference is the bare read of the saldon that
the report is made of (`read_saldo`, utfall and budget) in the same run.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace

from finance.exempel import load_exempel
from finance.kolumner import Slag
from finance.kommandon.rapportera import compose
from finance.kub import SALDO
from finance.lage import HISTORY_YEARS, Lage, read_lage
from finance.motparter import compute_kop
from finance.period import Period
from finance.rapport.frysning import freeze_rapport
from finance.rapport.kontroll.kontroll import check_rapport
from finance.rapport.tertialrapport import tertialrapport
from finance.store import Store, read_kommentarer, read_saldo
from finance.uppfoljning import compute_uppfoljning

TARGET_MS = 300
REFERENCE, REPORT = "bara läsa saldon", "tertialrapport ur databasen"


def seconds(do: Callable[[Lage], object], lage: Lage) -> tuple[float, float]:
    """(by the clock, by the processor) of one run on a Lage that nothing is remembered for: a copy is another Lage."""
    fresh = replace(lage)
    start, worked = time.perf_counter(), time.process_time()
    do(fresh)
    return time.perf_counter() - start, time.process_time() - worked


def main() -> None:
    """Print medians and their ratio to the reference."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=5)
    pairs = parser.parse_args().pairs
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/bench.db")
        load_exempel(store)
        for namnd, period in (("KAT-SN", Period(2022, 4)), ("LIN-SN", Period(2022, 5))):
            measure(store, namnd, period, pairs)
        store.close()


def measure(store: Store, namnd: str, period: Period, pairs: int) -> None:
    """One nämnd."""
    lage, texts = read_lage(store, namnd, period), read_kommentarer(store, namnd, period.key)
    table, val = compute_uppfoljning(lage), {"namnd": namnd, "period": period}
    report = compose(store, "tertialrapport", val).rapport
    enhet, vy = report.enhet, report.vy
    steps: dict[str, Callable[[Lage], object]] = {
        REFERENCE: lambda _: read_saldon(store, namnd, period),
        REPORT: lambda _: compose(store, "tertialrapport", val),
        "månadsuppföljning ur databasen": lambda _: compose(store, "manadsuppfoljning", val),
        "av det: läsa läget": lambda _: read_lage(store, namnd, period),
        "av det: läsa köp per motpart": lambda one: compute_kop(one, store, one.struktur.total_kod),
        "av det: tabellen": compute_uppfoljning,
        "av det: tabellen och rapporten": lambda one: tertialrapport(one, compute_uppfoljning(one), texts, enhet=enhet, vy=vy),
        "rapportkontroll": lambda one: check_rapport(one, table, texts, report),
        "låst kopia": lambda _: freeze_rapport(report),
    }
    runs = {name: [seconds(do, lage) for _ in range(pairs)] for name, do in steps.items()}
    clock, cpu = (
        {name: 1000 * statistics.median(run[place] for run in found) for name, found in runs.items()} for place in (0, 1)
    )
    print(namnd)
    for name, took in clock.items():
        print(f"  {name}: {took:.0f} ms (processorn {cpu[name]:.0f}), {took / clock[REFERENCE]:.1f} x {REFERENCE}")
    verdict = "klarat" if clock[REPORT] <= TARGET_MS else "inte klarat"
    print(f"  mål: {REPORT} på högst {TARGET_MS} ms: {verdict} ({clock[REPORT]:.0f} ms, processorn {cpu[REPORT]:.0f})")


def read_saldon(store: Store, namnd: str, period: Period) -> None:
    """What a report cannot do without: the saldon of the years it looks back on, in one moment of the database."""
    first = (period.ar - HISTORY_YEARS) * 100 + 1
    with store.read():
        read_saldo(store, namnd, Slag.UTFALL, fran=first, till=period.key, per=SALDO)
        read_saldo(store, namnd, Slag.BUDGET, fran=first, till=period.ar * 100 + 15, per=SALDO)


if __name__ == "__main__":
    main()
