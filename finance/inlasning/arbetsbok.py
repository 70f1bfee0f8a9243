"""A workbook's bytes as sheets, parsed in a child process with a memory limit and a time limit."""

import contextlib
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from finance.inlasning.blad import Blad, blad_from_arrow
from finance.inlasning.forkontroll import MAX_CELLER, OLE, Bladforkontroll, OtillatenFilError, check_sheets, open_zip

MEMORY_LIMIT = 4 << 30
TIME_LIMIT = 120.0
_BARN = Path(__file__).with_name("barn.py")
_TA_BORT = "Ta bort det som står långt utanför tabellen (Ctrl+End i Excel visar den sista cellen) och spara filen igen."
_SPARA = "Öppna filen i Excel, spara den på nytt som .xlsx och läs in den igen."


def read_arbetsbok(data: bytes, fil: str, *, memory: int = MEMORY_LIMIT, seconds: float = TIME_LIMIT) -> list[Blad]:
    """The sheets of an xlsx, xlsm, xlsb, xls or ods. Raises OtillatenFilError."""
    if data.startswith(OLE):
        return _read_ole(data, fil, memory, seconds)
    with open_zip(data) as archive, ThreadPoolExecutor(1) as pool:
        is_excel = "xl/workbook.xml" in archive.namelist()
        check = pool.submit(check_sheets, archive, omfang=False) if is_excel else None
        child = _start(memory)
        try:
            sheets = _talk(child, data, seconds)
        except OtillatenFilError:
            if check is not None:
                check.result()
                check_sheets(archive)  # says better what was wrong, when it knows
            raise
        return _merge(sheets, check.result() if check is not None else [])


def _read_ole(data: bytes, fil: str, memory: int, seconds: float) -> list[Blad]:
    if "EncryptedPackage".encode("utf-16-le") in data or fil.lower().endswith((".xlsx", ".xlsm")):
        raise OtillatenFilError(
            "losenord", "Filen är skyddad med lösenord.", "Ta bort lösenordet i Excel och spara filen igen."
        )
    return _talk(_start(memory), data, seconds)


def _start(memory: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-P", "-X", "utf8", str(_BARN), str(memory), str(MAX_CELLER)]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console
    return subprocess.Popen(  # noqa: S603 - our own program, no input in the command
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=flags
    )


def _talk(child: "subprocess.Popen[bytes]", data: bytes, seconds: float) -> list[Blad]:
    """Hand over the bytes and read the answer in large pieces (`communicate` takes half as long again for 20 MB)."""
    late = threading.Event()
    timer = threading.Timer(seconds, _stop, args=(child, late))
    writer = threading.Thread(target=_write, args=(child, data))
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
    if late.is_set():
        raise OtillatenFilError(
            "for_lang_tid", f"Filen tog mer än {seconds:g} sekunder att läsa.", "Dela upp filen i mindre delar."
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


def _write(child: "subprocess.Popen[bytes]", data: bytes) -> None:
    """Feed the child; one that died already is found out by its return code."""
    with contextlib.suppress(OSError):
        if child.stdin:
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
    if metadata["fel"] == "celler":
        return OtillatenFilError(
            "for_stort_blad", f"Bladet {metadata['namn']} är för stort att läsa.", _TA_BORT, metadata["namn"]
        )
    if namn := metadata.get("namn"):
        return OtillatenFilError("skadad", f"Bladet {namn} i filen kunde inte läsas.", _SPARA, namn)
    return OtillatenFilError("ej_arbetsbok", "Filen är skadad eller är inte en Excelfil.", _SPARA)


def _merge(sheets: list[Blad], checks: list[Bladforkontroll]) -> list[Blad]:
    by_name = {check.namn: check for check in checks}
    found = []
    for blad in sheets:
        check = by_name.get(blad.namn)
        more = check is not None and (check.forsta_kolumn or check.antal)
        found.append(
            replace(blad, forsta_kolumn=check.forsta_kolumn, felceller=tuple(check.felceller), felceller_antal=check.antal)
            if check is not None and more
            else blad
        )
    return found
