"""A workbook's bytes as sheets, parsed in a child process with a memory limit and a time limit."""

import atexit
import contextlib
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from finance.inlasning.fil.biffkontroll import check_xls
from finance.inlasning.fil.blad import Blad, Kolumn, blad_from_arrow
from finance.inlasning.fil.bladkontroll import MAX_CELLER, Bladforkontroll
from finance.inlasning.fil.forkontroll import OLE, OtillatenFilError, check_sheets, open_zip
from finance.inlasning.fil.granser import Granser, read_granser

_BARN = Path(__file__).with_name("barn.py")
_TA_BORT = "Ta bort det som står långt utanför tabellen (Ctrl+End i Excel visar den sista cellen) och spara filen igen."
_SPARA = "Öppna filen i Excel, spara den på nytt som .xlsx och läs in den igen."


def read_arbetsbok(data: bytes, fil: str, *, memory: int | None = None, seconds: float | None = None) -> list[Blad]:
    """The sheets of an xlsx, xlsm, xlsb, xls or ods. Raises OtillatenFilError. `memory` in bytes."""
    granser = read_granser()
    granser = replace(granser, minne=memory or granser.minne, sekunder=seconds or granser.sekunder)
    if data.startswith(OLE):
        return _read_ole(data, fil, granser)
    with open_zip(data) as archive, ThreadPoolExecutor(1) as pool:
        child = _take()
        check = pool.submit(check_sheets, archive, omfang=False)
        check.add_done_callback(lambda done: _stop_refused(done, child))
        try:
            sheets = _talk(child, data, granser)
        except OtillatenFilError:
            check.result()
            check_sheets(archive)  # says better what was wrong, when it knows
            raise
        return _merge(sheets, check.result())


def _stop_refused(check: "Future[list[Bladforkontroll]]", child: "subprocess.Popen[bytes]") -> None:
    """A file that must not be read is not read to its end."""
    if check.exception() is not None:
        child.kill()


def _read_ole(data: bytes, fil: str, granser: Granser) -> list[Blad]:
    if "EncryptedPackage".encode("utf-16-le") in data or fil.lower().endswith((".xlsx", ".xlsm")):
        raise OtillatenFilError(
            "losenord", "Filen är skyddad med lösenord.", "Ta bort lösenordet i Excel och spara filen igen."
        )
    with ThreadPoolExecutor(1) as pool:
        check = pool.submit(check_xls, data)
        sheets = _talk(_take(), data, granser)
        return _merge(sheets, check.result())


_SPARE: list["subprocess.Popen[bytes]"] = []
_KEEP = threading.Event()
_LOCK = threading.Lock()


def warm_reader() -> None:
    """Keep one child started and waiting from now on: a server's next file is then opened at once."""
    if not _KEEP.is_set():
        _KEEP.set()
        atexit.register(_stop_spare)
    _refill()


def _refill() -> None:
    with _LOCK:
        if _KEEP.is_set() and not _SPARE:
            _SPARE.append(_start())


def _stop_spare() -> None:
    _KEEP.clear()
    with _LOCK:
        while _SPARE:
            child = _SPARE.pop()
            child.kill()
            child.communicate()


def _take() -> "subprocess.Popen[bytes]":
    with _LOCK:
        child = _SPARE.pop() if _SPARE else None
    if child is not None and child.poll() is None:
        return child
    return _start()


def _start() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-P", "-X", "utf8", str(_BARN)]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console
    return subprocess.Popen(  # noqa: S603 - our own program, no input in the command
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=flags
    )


def _talk(child: "subprocess.Popen[bytes]", data: bytes, granser: Granser) -> list[Blad]:
    """Hand over the bytes and read the answer in large pieces (`communicate` takes half as long again for 20 MB)."""
    late = threading.Event()
    seconds = granser.sekunder_for(len(data))
    timer = threading.Timer(seconds, _stop, args=(child, late))
    writer = threading.Thread(target=_write, args=(child, data, granser))
    timer.start()
    writer.start()
    try:
        output = child.stdout.read() if child.stdout else b""
        child.wait()
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        writer.join()
        if child.stdout:
            child.stdout.close()
        _refill()
    if late.is_set():
        raise OtillatenFilError(
            "for_lang_tid",
            f"Filen tog mer än {int(seconds)} sekunder att läsa.",
            "Öppna den i Excel och spara den på nytt som .xlsx. Är den stor: dela upp den i mindre delar.",
        )
    if child.returncode != 0:
        raise OtillatenFilError(
            "lasning_avbruten",
            "Läsningen av filen avbröts: den är skadad, eller för stor för minnet.",
            "Öppna filen i Excel, ta bort det som inte hör till tabellen, spara den på nytt som .xlsx och läs in den igen.",
        )
    return list(_sheets(output))


def _stop(child: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    child.kill()


def _write(child: "subprocess.Popen[bytes]", data: bytes, granser: Granser) -> None:
    """Feed the child; one that died already is found out by its return code."""
    with contextlib.suppress(OSError):
        if child.stdin:
            child.stdin.write(f"{granser.minne} {MAX_CELLER} {granser.rader}\n".encode())
            child.stdin.write(data)
    with contextlib.suppress(OSError):
        if child.stdin:
            child.stdin.close()


def _sheets(output: bytes) -> list[Blad]:
    found, place = [], 0
    while place < len(output):
        size = int.from_bytes(output[place : place + 8], "big")
        table = pa.ipc.open_stream(pa.py_buffer(output)[place + 8 : place + 8 + size]).read_all()
        place += 8 + size
        metadata = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
        if "fel" in metadata:
            raise _as_refusal(metadata)
        columns = [column.combine_chunks() if column.num_chunks != 1 else column.chunk(0) for column in table.columns]
        found.append(blad_from_arrow(metadata["namn"], columns, dolt=bool(metadata["dolt"])))
    return found


def _as_refusal(metadata: dict[str, str]) -> OtillatenFilError:
    if "password" in metadata["fel"].lower():
        return OtillatenFilError(
            "losenord", "Filen är skyddad med lösenord.", "Ta bort lösenordet i Excel och spara filen igen."
        )
    if metadata["fel"] == "rader":
        return OtillatenFilError(
            "for_manga_rader",
            f"Bladet {metadata['namn']} har {metadata['rader']} rader; gränsen är {read_granser().rader}.",
            "Dela upp filen, eller höj gränsen (HELAR_MAX_RADER).",
            metadata["namn"],
        )
    if metadata["fel"] == "celler":
        return OtillatenFilError(
            "for_stort_blad", f"Bladet {metadata['namn']} är för stort att läsa.", _TA_BORT, metadata["namn"]
        )
    if namn := metadata.get("namn"):
        return OtillatenFilError("skadad", f"Bladet {namn} i filen kunde inte läsas.", _SPARA, namn)
    return OtillatenFilError("ej_arbetsbok", "Filen är skadad eller är inte en Excelfil.", _SPARA)


def _merge(sheets: list[Blad], checks: list[Bladforkontroll]) -> list[Blad]:
    by_name = {check.namn: check for check in checks}
    return [_with_check(blad, by_name[blad.namn]) if blad.namn in by_name else blad for blad in sheets]


def _with_check(blad: Blad, check: Bladforkontroll) -> Blad:
    first = check.forsta_kolumn
    kolumner = tuple(_as_shown(kolumn, check, place + first) for place, kolumn in enumerate(blad.kolumner))
    return replace(
        blad,
        kolumner=kolumner,
        forsta_kolumn=first,
        felceller=tuple(check.felceller),
        dolda_rader=frozenset(check.dolda_rader),
        sammanfogade=tuple(sorted((row, left - first, right - first) for row, left, right in check.sammanfogade)),
        dolda_kolumner=frozenset(place - first for place in check.dolda_kolumner if 0 <= place - first < len(kolumner)),
    )


def _as_shown(kolumn: Kolumn, check: Bladforkontroll, place: int) -> Kolumn:
    if place in check.nollor:
        kolumn = kolumn.with_zeros(check.nollor[place])
    return kolumn.with_procent(check.procent[place]) if place in check.procent else kolumn
