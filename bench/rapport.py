"""The whole tertialrapport, its rapportkontroll and a locked copy: from a Lage in memory to the model.

    python -m bench.rapport [--pairs 5]

Target: at most 300 ms warm for the report. The reference is the table itself (`compute_uppfoljning` per nod) in the same run.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace

from finance.exempel import load_exempel
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.frysning import freeze_rapport
from finance.rapport.kontroll.kontroll import check_rapport
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.tertialrapport import tertialrapport
from finance.store import Store, read_kommentarer
from finance.uppfoljning import compute_uppfoljning


def seconds(do: Callable[[Lage], object], lage: Lage) -> float:
    """Of one run on a Lage that nothing is remembered for: a copy is another Lage to every cache."""
    fresh = replace(lage)
    start = time.perf_counter()
    do(fresh)
    return time.perf_counter() - start


def main() -> None:
    """Print medians and their ratio to the table's."""
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
    enhet, vy = lage.namnd.enhet, lage.namnd.vy
    table, report = compute_uppfoljning(lage), tertialrapport(lage, compute_uppfoljning(lage), texts, enhet=enhet, vy=vy)
    steps: dict[str, Callable[[Lage], object]] = {
        "tabellen": compute_uppfoljning,
        "tertialrapport": lambda one: tertialrapport(one, compute_uppfoljning(one), texts, enhet=enhet, vy=vy),
        "månadsuppföljning": lambda one: manadsuppfoljning(one, compute_uppfoljning(one), texts, enhet=enhet, vy=vy),
        "rapportkontroll": lambda one: check_rapport(one, table, texts, report),
        "låst kopia": lambda _: freeze_rapport(report),
        "läsa läget": lambda _: read_lage(store, namnd, period),
    }
    times = {name: statistics.median(seconds(do, lage) for _ in range(pairs)) for name, do in steps.items()}
    print(namnd)
    for name, took in times.items():
        print(f"  {name}: {1000 * took:.0f} ms, {took / times['tabellen']:.1f} x tabellen")


if __name__ == "__main__":
    main()
