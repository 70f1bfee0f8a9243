"""A csv or text file's bytes as one sheet: encoding, delimiter and quoted line breaks recognised."""

import csv
import io
from itertools import zip_longest

import pyarrow as pa

from finance.inlasning.fil.blad import Blad, blad_from_arrow
from finance.inlasning.fil.forkontroll import OtillatenFilError
from finance.inlasning.fil.granser import read_granser

MAX_BYTE = 400_000_000
MAX_KOLUMNER = 2_000
_UTAN_STYRTECKEN = bytes(32 if byte < 32 and byte not in b"\x00\t\n\r" else byte for byte in range(256))
"""Control characters, which no text of a ledger has a use for, as blanks; NUL stands, and refuses the file."""
_DELIMITERS = (";", "\t", ",", "|")


def decode(data: bytes) -> str:
    """Text of UTF-8 (with or without BOM), UTF-16 with BOM, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.translate(_UTAN_STYRTECKEN).decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.translate(_UTAN_STYRTECKEN).decode("cp1252", "replace")


def find_delimiter(text: str) -> str:
    """The mark that splits most of the first lines into the same number of cells."""
    lines = [line for line in text[:200_000].splitlines()[:60] if line.strip()]
    return max(_DELIMITERS, key=lambda mark: (_agreement(lines, mark), -_DELIMITERS.index(mark)))


def _agreement(lines: list[str], mark: str) -> int:
    counts = [len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1]
    return max((counts.count(width) * (2 if width > 2 else 1) for width in set(counts)), default=0)


def read_csv(data: bytes, fil: str) -> list[Blad]:
    """The file as one sheet named after nothing (csv has no sheets). Raises OtillatenFilError."""
    if len(data) > MAX_BYTE:
        raise OtillatenFilError("for_stor", "Filen är för stor.", "Dela upp filen, till exempel ett år i varje fil.")
    text = decode(data)
    if "\x00" in text[:4096]:
        raise OtillatenFilError(
            "ej_text", f"{fil} är inte en textfil.", "Spara filen som .xlsx eller .csv och läs in den igen."
        )
    delimiter = text[4] if text.startswith("sep=") and len(text) > 4 else find_delimiter(text)
    rows, lines = [], []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before, most = 0, read_granser().rader
    try:
        for row in reader:
            rows.append(row)
            lines.append(before + 1)
            before = reader.line_num
            if len(rows) > most:
                raise OtillatenFilError(
                    "for_manga_rader",
                    f"Filen har fler rader än gränsen {most}.",
                    "Dela upp filen, eller höj gränsen (HELAR_MAX_RADER).",
                )
    except csv.Error as error:
        raise OtillatenFilError(
            "skadad", f"Rad {before + 1} i filen kan inte läsas.", "Kontrollera citattecknen på raden."
        ) from error
    if max(map(len, rows), default=0) > MAX_KOLUMNER:
        raise OtillatenFilError("for_stort_blad", "Filen har för många kolumner.", "Kontrollera vilket skiljetecken filen har.")
    columns = [pa.array(column, pa.string()) for column in zip_longest(*rows, fillvalue="")]
    return [blad_from_arrow("", columns, radnummer=None if lines == list(range(1, len(lines) + 1)) else lines)]
