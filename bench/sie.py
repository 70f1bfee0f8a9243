"""A 5 MB SIE file: bytes -> committed, beside a bare split of the same bytes into decoded lines.

    python -m bench.sie [--mb 5] [--pairs 5]

A bare line split does nothing a reader must do, so the ratio is large; the seconds are what to watch (a second or two).
"""

import argparse
import gc
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KONTON = ("5011", "5611", "4611", "6011", "7411", "3011", "4511", "6411")
VERKSAMHETER, ANSVAR = 60, 400


def make_sie(size: int) -> bytes:
    """A year's ledger of about `size` bytes in cp437: vouchers of two rows of drift and their balance row, and #RES."""
    lines = [
        "#FLAGGA 0",
        '#PROGRAM "Bench" 1.0',
        "#FORMAT PC8",
        "#GEN 20230110",
        "#SIETYP 4",
        '#FNAMN "Lindö kommun"',
        "#RAR 0 20220101 20221231",
        '#DIM 1 "Ansvar"',
        '#DIM 20 "Verksamhet"',
        *(f'#KONTO {konto} "Konto på {konto}"' for konto in KONTON),
        *(f'#OBJEKT 1 "{1000 + i}" "Enhet för område {i}"' for i in range(ANSVAR)),
        *(f'#OBJEKT 20 "0{500 + i}" "Verksamhet på väg {i}"' for i in range(VERKSAMHETER)),
    ]
    vouchers: list[str] = []
    res = dict.fromkeys(KONTON, 0)
    length = number = 0
    while length < size:
        manad, total = number % 12 + 1, 0
        part = [f'#VER LEV {number + 1} 2022{manad:02d}{number % 28 + 1:02d} "Faktura {number % 5000} från leverantör" ""', "{"]
        for row in (2 * number, 2 * number + 1):
            konto = KONTON[row % len(KONTON)]
            ore = (row * 7919) % 900_000 + 101
            ore = -ore if konto[0] == "3" else ore
            res[konto], total = res[konto] + ore, total + ore
            objekt = f'1 "{1000 + row % ANSVAR}" 20 "0{500 + row % VERKSAMHETER}"'
            part.append(f'   #TRANS {konto} {{{objekt}}} {ore / 100:.2f} "" "Leverans månad {manad}" 0')
        part += [f"   #TRANS 2440 {{}} {-total / 100:.2f}", "}"]
        vouchers += part
        length += sum(map(len, part)) + 2 * len(part)
        number += 1
    lines += [f"#RES 0 {konto} {ore / 100:.2f}" for konto, ore in res.items()]
    return "\r\n".join([*lines, *vouchers, ""]).encode("cp437")


def bare_split(data: bytes) -> float:
    """Seconds for the reference: the bytes decoded and split into lines, nothing done with them."""
    start = time.perf_counter()
    lines = data.decode("cp437").split("\n")
    elapsed = time.perf_counter() - start
    assert len(lines) > 1
    return elapsed


def read_and_commit(data: bytes, url: str) -> tuple[float, float]:
    """Seconds of reading alone, and from bytes to a committed inläsning in a new database."""
    from finance.inlasning import read_file
    from finance.mottagning import read_in
    from finance.store import Store

    store = Store.open(url)
    gc.collect()
    start = time.perf_counter()
    lasning = read_file(data, "bokforing.se")
    alone = time.perf_counter() - start
    assert not lasning.fel, lasning.fel[:3]
    start = time.perf_counter()
    forslag, inlasning_id = read_in(store, data, "bokforing.se", namnd="BENCH", vem="bench")
    elapsed = time.perf_counter() - start
    store.close()
    assert inlasning_id is not None, (forslag.status, forslag.fel[:3], forslag.fragor)
    return alone, elapsed


def measure_memory(path: Path) -> tuple[float, float]:
    """MB in a process of its own: (the lines as text, what the inläsning adds at its peak)."""
    code = "from bench.sie import print_memory; import sys; print_memory(sys.argv[1])"
    out = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True).stdout
    lines, own = (float(part) for part in out.split()[-2:])
    return lines, own


def print_memory(path: str) -> None:
    """Run by `measure_memory`."""
    from finance.mottagning import read_in
    from finance.store import Store

    data = Path(path).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/b.db")
        read_in(store, make_sie(10_000), "liten.se", namnd="ANNAN", vem="bench")  # what is imported where it is used
        Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak starts again
        before = _peak()
        read_in(store, data, "bokforing.se", namnd="BENCH", vem="bench")
        own = _peak() - before
        store.close()
    lines = sum(sys.getsizeof(line) + 8 for line in data.decode("cp437").split("\n"))
    print(lines / 1e6, own / 1e6)


def _peak() -> int:
    """Bytes of this process at most. Not `ru_maxrss`, which a child inherits from who started it."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mb", type=float, default=5)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args()
    data = make_sie(int(options.mb * 1e6))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bokforing.se"
        path.write_bytes(data)
        bare_split(data)
        runs = [(*read_and_commit(data, f"sqlite:///{folder}/{i}.db"), bare_split(data)) for i in range(options.pairs)]
        ratios = [whole / bare for _, whole, bare in runs]
        alone, whole, bare = (statistics.median(column) for column in zip(*runs, strict=True))
        rows = data.count(b"#TRANS")
        print(f"{rows} transaktioner, {len(data) / 1e6:.1f} MB")
        print(f"läsning {alone:.2f} s, bytes -> inläst {whole:.2f} s, bara rader {bare * 1000:.0f} ms (medianer)")
        print(f"kvot {statistics.median(ratios):.0f} ({min(ratios):.0f} till {max(ratios):.0f}) mot bara rader")
        lines, own = measure_memory(path)
        print(f"raderna som text {lines:.0f} MB; topp {own:.0f} MB utöver biblioteken; minneskvot {own / lines:.1f}")


if __name__ == "__main__":
    main()
