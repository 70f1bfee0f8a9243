"""Server time of each page, warm, beside an empty Streamlit page on the same machine in the same run.

    python -m bench.sidor [--runs 30] [--db URL]

Without --db the two sample nämnder are loaded into a temporary database. A session is opened over the websocket as a browser
does; the time is from a rerun asked for until the script has finished, with a pause between (back-to-back requests would
measure delayed acknowledgements). Target: p95 at most 150 ms.
"""

import argparse
import asyncio
import contextlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    *("", "inlasning", "manadsuppfoljning", "tertialrapport", "rapportkontroll", "samling"),
    *("helarsprognos", "lagg_prognos", "handelser", "atgarder", "volymer", "placeringar", "scenario", "prognostraff"),
    *("matt", "investeringar", "uppdrag", "kop", "flerar", "resursfordelning", "avstamning", "struktur"),
)
VIEWS = ("namnd=LIN-SN&period=2022-05", "namnd=KAT-SN&period=2022-04")
EMPTY = "import streamlit as st\nst.title('Tom sida')\n"
PAUSE = 0.15


@contextlib.contextmanager
def serve(script: Path, url: str) -> Iterator[str]:
    """A Streamlit server on a free port; its address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    options = (
        f"--server.port={port}",
        "--server.address=127.0.0.1",
        "--server.headless=true",
        "--browser.gatherUsageStats=false",
    )
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), *options],
        cwd=script.parent,
        env={**os.environ, "HELAR_DB": url},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).read()  # noqa: S310 - our own loopback address
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


async def measure(address: str, page: str, query: str, runs: int) -> list[float]:
    """Milliseconds per rerun in one session; the first two warm it up and are left out."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from websockets.asyncio.client import connect

    times = []
    socket_url = address.replace("http", "ws") + "/_stcore/stream"
    async with connect(socket_url, subprotocols=["streamlit"], origin=address, max_size=None) as stream:  # type: ignore[list-item,arg-type]
        for _ in range(runs + 2):
            message = BackMsg()
            message.rerun_script.query_string = query
            message.rerun_script.page_name = page
            start = time.perf_counter()
            await stream.send(message.SerializeToString())
            await _finished(stream, ForwardMsg)
            times.append(1000 * (time.perf_counter() - start))
            await asyncio.sleep(PAUSE)
    return times[2:]


async def _finished(stream: object, message_type: type) -> None:
    while True:
        message = message_type()
        message.ParseFromString(await asyncio.wait_for(stream.recv(), 60))  # type: ignore[attr-defined]
        if message.WhichOneof("type") == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(message.delta.new_element.exception.message)
        if message.WhichOneof("type") == "script_finished":
            return


def show(name: str, times: list[float], reference: float | None) -> None:
    """One line."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    median = statistics.median(times)
    ratio = "" if reference is None else f", {median / reference:5.1f} x tom sida"
    print(f"{name:<36} median {median:6.0f} ms, p95 {p95:6.0f} ms{ratio}")


def main() -> None:
    """Print server times."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--db")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = options.db or f"sqlite:///{folder}/exempel.db"
        if options.db is None:
            subprocess.run(
                [sys.executable, "-m", "finance", "exempel", "--db", url, "--json"],
                cwd=ROOT,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        empty = Path(folder) / "tom.py"
        empty.write_text(EMPTY, encoding="utf-8")
        with serve(empty, url) as address:
            reference = asyncio.run(measure(address, "", "", options.runs))
        show("tom Streamlit-sida", reference, None)
        with serve(ROOT / "dashboard.py", url) as address:
            for page in PAGES:
                for view in VIEWS:
                    times = asyncio.run(measure(address, page, view, options.runs))
                    show(f"{page or 'oversikt'} ({view[6:12]})", times, statistics.median(reference))


if __name__ == "__main__":
    main()
