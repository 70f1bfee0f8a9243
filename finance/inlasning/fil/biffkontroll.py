"""What the records of an xls or xlsb show and the parser does not: error cells, hidden rows and columns, the first column.

[MS-XLS] 2.4, [MS-XLSB] 2.4 and [MS-CFB] 2: only lengths, places and flags are read; whatever does not add up ends the look.
"""

import io
import struct
import zipfile
from collections.abc import Iterator

from finance.inlasning.fil.blad import Felcell
from finance.inlasning.fil.bladkontroll import Bladforkontroll

_FEL = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_LAST = 0xFFFFFFFA
_NONE = 1 << 20
_MOST_HIDDEN = 1_000
_XLS_CELLS = frozenset({0x06, 0xBD, 0xFD, 0x203, 0x204, 0x205, 0x27E})


def check_xls(data: bytes) -> list[Bladforkontroll]:
    """Every sheet of a BIFF workbook; none where the file does not hold together (the parser says what is wrong)."""
    try:
        book = _read_stream(data)
        return [_scan_xls(book, start, Bladforkontroll(namn, _NONE)) for start, namn in _xls_sheets(book)]
    except (struct.error, IndexError, ValueError):
        return []


def check_xlsb(archive: zipfile.ZipFile, sheets: list[tuple[str, str]]) -> list[Bladforkontroll]:
    """Every (name, part) of a BIFF12 workbook."""
    return [_scan_xlsb(archive.read(part), Bladforkontroll(namn, _NONE)) for namn, part in sheets]


def xlsb_names(book: bytes) -> list[tuple[str, str]]:
    """(relation, sheet name) of the sheets in xl/workbook.bin, in order."""
    found = []
    for kind, content in _biff12(book):
        if kind == 156:
            relation, rest = _wide(content, 8)
            found.append((relation, _wide(content, rest)[0]))
    return found


def _scan_xlsb(data: bytes, sheet: Bladforkontroll) -> Bladforkontroll:
    row = 0
    for kind, content in _biff12(data):
        if kind == 0 and len(content) >= 12:
            row = int.from_bytes(content[:4], "little")
            if content[11] & 0x10:
                sheet.dolda_rader.add(row)
        elif 2 <= kind <= 11 and len(content) >= 9:
            column = int.from_bytes(content[:4], "little")
            sheet.forsta_kolumn = min(sheet.forsta_kolumn, column)
            if kind in (3, 11):
                sheet.felceller.append(Felcell(row, column, _FEL.get(content[8], "#FEL!")))
        elif kind == 60 and len(content) >= 17 and content[16] & 1:
            _hide(sheet, *struct.unpack_from("<II", content))
    return _done(sheet)


def _biff12(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(data):
        kind, place = _varint(data, place, 2)
        size, place = _varint(data, place, 4)
        yield kind, data[place : place + size]
        place += size


def _varint(data: bytes, place: int, most: int) -> tuple[int, int]:
    """Seven bits of each byte, on while the high bit is set; and where it ends."""
    value = 0
    for nr in range(most):
        byte = data[place + nr] if place + nr < len(data) else 0
        value |= (byte & 0x7F) << 7 * nr
        if not byte & 0x80:
            return value, place + nr + 1
    return value, place + most


def _wide(content: bytes, place: int) -> tuple[str, int]:
    size = int.from_bytes(content[place : place + 4], "little")
    end = place + 4 + 2 * size
    return content[place + 4 : end].decode("utf-16-le", "replace"), end


def _scan_xls(book: bytes, start: int, sheet: Bladforkontroll) -> Bladforkontroll:
    for kind, at, size in _biff8(book, start):
        if kind in _XLS_CELLS and size >= 4:
            row, column = struct.unpack_from("<HH", book, at)
            sheet.forsta_kolumn = min(sheet.forsta_kolumn, column)
            if (error := _xls_error(book, kind, at, size)) is not None:
                sheet.felceller.append(Felcell(row, column, error))
        elif kind == 0x208 and size >= 13 and book[at + 12] & 0x20:
            sheet.dolda_rader.add(struct.unpack_from("<H", book, at)[0])
        elif kind == 0x7D and size >= 10 and book[at + 8] & 1:
            _hide(sheet, *struct.unpack_from("<HH", book, at))
    return _done(sheet)


def _xls_error(book: bytes, kind: int, at: int, size: int) -> str | None:
    if kind == 0x205 and size >= 8 and book[at + 7]:
        return _FEL.get(book[at + 6], "#FEL!")
    if kind == 0x06 and size >= 14 and book[at + 12 : at + 14] == b"\xff\xff" and book[at + 6] == 2:
        return _FEL.get(book[at + 8], "#FEL!")
    return None


def _biff8(book: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """(kind, where the content begins, its size) of the records of one substream, to its end."""
    depth = 0
    while place + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, place)
        depth += (kind == 0x809) - (kind == 0x0A)  # a chart within the sheet begins and ends inside it
        if depth <= 0:
            return
        if depth == 1:
            yield kind, place + 4, size
        place += 4 + size


def _xls_sheets(book: bytes) -> list[tuple[int, str]]:
    found = []
    for kind, at, size in _biff8(book, 0):
        if kind == 0x85 and size >= 8 and book[at + 5] == 0:
            start, wide = struct.unpack_from("<I", book, at)[0], book[at + 7] & 1
            text = book[at + 8 : at + 8 + book[at + 6] * (2 if wide else 1)]
            found.append((start, text.decode("utf-16-le" if wide else "latin-1", "replace")))
    return found


def _hide(sheet: Bladforkontroll, first: int, last: int) -> None:
    sheet.dolda_kolumner.update(range(first, min(last, first + _MOST_HIDDEN) + 1))


def _done(sheet: Bladforkontroll) -> Bladforkontroll:
    sheet.forsta_kolumn = 0 if sheet.forsta_kolumn == _NONE else sheet.forsta_kolumn
    return sheet


def _read_stream(data: bytes) -> bytes:
    """The stream Workbook (or Book) of a compound file. Raises ValueError, struct.error or IndexError."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise ValueError(size)
    fat = _read_fat(data, size)
    folder = _chain(data, fat, struct.unpack_from("<I", data, 48)[0], size)
    entries = [folder[place : place + 128] for place in range(0, len(folder) - 127, 128)]
    for entry in entries:
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            start, length = struct.unpack_from("<II", entry, 116)
            if length >= struct.unpack_from("<I", data, 56)[0]:
                return _chain(data, fat, start, size)[:length]
            small = _chain(data, fat, struct.unpack_from("<I", entries[0], 116)[0], size)
            table = _numbers(_chain(data, fat, struct.unpack_from("<I", data, 60)[0], size))
            return _chain(small, table, start, 64, skip=0)[:length]
    raise ValueError("no workbook")


def _read_fat(data: bytes, size: int) -> list[int]:
    places = list(struct.unpack_from("<109I", data, 76))
    following, left = struct.unpack_from("<II", data, 68)
    while left and following < _LAST and len(places) * size < len(data):
        part = _numbers(data[(following + 1) * size : (following + 2) * size])
        places += part[:-1]
        following, left = part[-1], left - 1
    sectors = (data[(place + 1) * size : (place + 2) * size] for place in places if place < _LAST)
    return [number for sector in sectors for number in _numbers(sector)]


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _chain(data: bytes, fat: list[int], start: int, size: int, *, skip: int = 1) -> bytes:
    """The sectors from `start` on, as the allocation table links them; each once at most."""
    out, place, left = io.BytesIO(), start, len(fat)
    while place < len(fat) and left:
        out.write(data[(place + skip) * size : (place + skip + 1) * size])
        place, left = fat[place], left - 1
    return out.getvalue()
