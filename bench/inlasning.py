"""Bytes -> committed, beside the bare fastexcel read of the same file: 200 000 rows long, and 20 000 x 12 months wide.

    python -m bench.inlasning [--rows 200000] [--wide 20000] [--pairs 5]

As in a server, the child that opens files is started and waiting (`warm_reader`).

Targets: at most 3 times the bare read; peak memory at most 8 times the file's plain table (a frame of strings).
"""

import argparse
import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from finance.period import MANADER_KORT

HEADER = (
    "Ansvar",
    "Konto",
    "Verksamhet",
    "Aktivitet",
    "Projekt",
    "Motpart",
    "Period",
    "Verifikat",
    "Bokföringsdatum",
    "Text",
    "Belopp",
)
KONTON = ("5011", "5611", "4611", "6011", "7411", "3011", "4511", "6411")


def write_ledger(path: Path, rows: int) -> None:
    """A year's ledger, a row per transaction, as an economy system exports it."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Huvudbok")
    sheet.write_row(0, 0, HEADER)
    for i in range(rows):
        manad, konto = i % 12 + 1, KONTON[i % len(KONTON)]
        ore = (i * 7919) % 900_000 + 101
        sheet.write_row(
            i + 1,
            0,
            (
                f"{1000 + i % 400}",
                konto,
                f"0{500 + i % 60}",
                "",
                "",
                f"{870 + i % 5}",
                2022_00 + manad,
                f"LEV22-{i // 3:06d}",
                f"2022-{manad:02d}-{i % 28 + 1:02d}",
                f"Faktura {i % 5000} leverans {manad}",
                (-ore if konto[0] == "3" else ore) / 100,
            ),
        )
    book.close()


def write_wide(path: Path, rows: int) -> None:
    """A row per ansvar, verksamhet and konto, a column per month and a sum column."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Utfall 2022")
    sheet.write_row(0, 0, ("Ansvar", "Verksamhet", "Konto", *MANADER_KORT, "Summa"))
    for i in range(rows):
        ore = [(i * 7919 + manad * 104_729) % 900_000 + 101 for manad in range(12)]
        koder = (f"{1000 + i // 480}", f"0{500 + i // 8 % 60}", KONTON[i % len(KONTON)])
        sheet.write_row(i + 1, 0, (*koder, *(o / 100 for o in ore), sum(ore) / 100))
    book.close()


def bare_read(data: bytes) -> float:
    """Seconds for the reference: the same sheet, every cell as text, nothing done with it."""
    import fastexcel

    start = time.perf_counter()
    sheet = fastexcel.read_excel(data).load_sheet(0, header_row=None, dtypes="string")
    height = sheet.height
    elapsed = time.perf_counter() - start
    assert height > 1
    return elapsed


def read_and_commit(data: bytes, url: str) -> float:
    """Seconds from bytes to a committed inläsning in a new database (opened before the clock starts)."""
    from finance.inlasning.fil.arbetsbok import warm_reader
    from finance.mottagning import read_in
    from finance.store import Store

    store = Store.open(url)
    warm_reader()
    time.sleep(1)  # until it waits
    gc.collect()
    start = time.perf_counter()
    forslag, inlasning_id = read_in(store, data, "huvudbok_2022.xlsx", namnd="BENCH", vem="bench")
    elapsed = time.perf_counter() - start
    store.close()
    assert inlasning_id is not None, (forslag.status, forslag.fel[:3], forslag.fragor)
    return elapsed


def measure_memory(path: Path) -> tuple[float, float, float]:
    """MB in a process of its own: (the plain table, peak of the process, peak of the process that opens the file)."""
    code = "from bench.inlasning import print_memory; import sys; print_memory(sys.argv[1])"
    out = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True).stdout
    table, own, child = (float(part) for part in out.split()[-3:])
    return table, own, child


def print_memory(path: str) -> None:
    """Run by `measure_memory`: what the inläsning adds to a process that has its libraries loaded."""
    from finance.mottagning import read_in
    from finance.store import Store

    data = Path(path).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/b.db")
        before = _peak()
        read_in(store, data, "huvudbok_2022.xlsx", namnd="BENCH", vem="bench")
        own = _peak() - before
        child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        store.close()
    print(_plain_table(data) / 1e6, own * 1024 / 1e6, child * 1024 / 1e6)


def _peak() -> int:
    """Peak of this process in kB; `ru_maxrss` would begin at that of the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def _plain_table(data: bytes) -> int:
    import fastexcel

    frame = fastexcel.read_excel(data).load_sheet(0, header_row=None, dtypes="string").to_pandas()
    return int(frame.astype(object).memory_usage(deep=True).sum())


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--wide", type=int, default=20_000)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "huvudbok.xlsx"
        write_ledger(path, options.rows)
        print_ratio(path, f"lång, {options.rows} rader", options.pairs)
        table, own, child = measure_memory(path)
        print(f"tabellen som text {table:.0f} MB; topp {own:.0f} MB i processen och {child:.0f} MB i den som öppnar filen")
        print(f"minneskvot {max(own, child) / table:.1f} var för sig, {(own + child) / table:.1f} tillsammans; mål högst 8")
        write_wide(path, options.wide)
        print_ratio(path, f"bred, {options.wide} rader med 12 månader", options.pairs)


def print_ratio(path: Path, namn: str, antal: int) -> None:
    """Whole and bare, one right after the other, `antal` times: the median of their ratios."""
    data = path.read_bytes()
    bare_read(data)
    pairs = [(read_and_commit(data, f"sqlite:///{path.parent}/{namn[:4]}{i}.db"), bare_read(data)) for i in range(antal)]
    ratios = [whole / bare for whole, bare in pairs]
    whole, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{namn}, {len(data) / 1e6:.1f} MB")
    print(f"bytes -> inläst {whole:.2f} s, fastexcel ensamt {bare:.2f} s (medianer av {antal} par)")
    print(f"kvot {statistics.median(ratios):.2f} ({min(ratios):.2f} till {max(ratios):.2f}); mål högst 3")


if __name__ == "__main__":
    main()
