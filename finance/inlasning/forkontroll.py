"""Look at a workbook's bytes before (and while) a child process parses them: is it one, is it a bomb, which cells are lost.

Error cells and formulas without a computed value come out of the parser as nothing: their places are looked up in the XML.
"""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

import defusedxml.ElementTree as ET  # noqa: N817 - the name everybody knows

from finance.inlasning.blad import Felcell

MAX_DELAR, MAX_BYTE, MAX_KVOT, MAX_CELLER = 2_000, 1_500_000_000, 200, 30_000_000
MOST_CELLS = 5_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PIECE = 1 << 22
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*[^/]>(?!</c>|<v ?/>|<v></v>)')
_WIDE = re.compile(rb'<c r="[A-Z]{2}')
_ROW = re.compile(rb'<row [^>]*?r="([0-9]{1,7})"')
_ERROR = re.compile(rb'<c [^>]*?\bt="e"[^>]*>(?:<f[^>]*?(?:/>|>[^<]*</f>))?(?:<v>([^<]*)</v>)?')
_FORMULA = re.compile(rb"<c ([^>]*)><f[^>]*?(?:/>|>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>")
_REF = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')


class OtillatenFilError(Exception):
    """The file must not be parsed; the text is a Swedish sentence, `kod` short and stable."""

    def __init__(self, kod: str, text: str, atgard: str, blad: str | None = None) -> None:
        super().__init__(text)
        self.kod, self.atgard, self.blad = kod, atgard, blad


@dataclass
class Bladforkontroll:
    """What the XML of one sheet shows. `forsta_kolumn`: 0-based place of the first column with content."""

    namn: str
    forsta_kolumn: int = 0
    felceller: list[Felcell] = field(default_factory=list)
    antal: int = 0


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The zip, after the checks that cost nothing. Raises OtillatenFilError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise OtillatenFilError("skadad", "Filen är skadad eller avbruten: den går inte att packa upp.", _SPARA) from error
    parts = archive.infolist()
    if len(parts) > MAX_DELAR or sum(part.file_size for part in parts) > MAX_BYTE:
        raise OtillatenFilError(
            "for_stor", "Filen är för stor när den packas upp.", "Dela upp filen, till exempel ett år i varje fil."
        )
    for part in parts:
        if part.file_size > 10_000_000 and part.file_size > MAX_KVOT * max(part.compress_size, 1):
            raise OtillatenFilError(
                "zipbomb",
                f"Filen är orimligt hårt packad (delen {part.filename}) och lästes inte.",
                "Öppna filen i Excel, spara den som en ny .xlsx och läs in den.",
            )
        if part.flag_bits & 1:
            raise OtillatenFilError(
                "losenord", "Filen är skyddad med lösenord.", "Ta bort lösenordet i Excel och spara filen igen."
            )
    return archive


_SPARA = "Öppna filen i Excel, spara den på nytt som .xlsx och läs in den igen."


def check_sheets(archive: zipfile.ZipFile, *, omfang: bool = True) -> list[Bladforkontroll]:
    """Stream each sheet of an xlsx once. Raises OtillatenFilError for a lying zip and (`omfang`) for too large an area."""
    found = []
    for namn, part in sheet_parts(archive):
        sheet = Bladforkontroll(namn)
        try:
            with archive.open(part) as stream:
                _scan(stream, sheet, _Omfang(wanted=omfang))
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise OtillatenFilError("skadad", f"Bladet {namn} i filen är skadat.", _SPARA, namn) from error
        found.append(sheet)
    return found


def sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(sheet name, part name) of an xlsx, in sheet order; empty when the workbook part cannot be read."""
    try:
        book = ET.fromstring(_small(archive, "xl/workbook.xml"))
        rels = ET.fromstring(_small(archive, "xl/_rels/workbook.xml.rels"))
    except Exception:  # noqa: BLE001 - the parser will say what is wrong with such a file
        return []
    targets = {rel.get("Id", ""): posixpath.normpath(posixpath.join("/xl", rel.get("Target", ""))).lstrip("/") for rel in rels}
    names = set(archive.namelist())
    pairs = [
        (sheet.get("name", ""), targets.get(_relation(sheet), "")) for sheet in book.iter() if sheet.tag.endswith("}sheet")
    ]
    return [(namn, part) for namn, part in pairs if part in names and "worksheets" in part]


def _relation(sheet: Element) -> str:
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > 20_000_000:
        raise ValueError(name)
    return archive.read(name)


@dataclass
class _Omfang:
    """How far cells with content reach, as seen so far (rows 1-based, columns 0-based)."""

    wanted: bool
    first_row: int = 0
    last_row: int = 0
    first_column: int = 1 << 20
    last_column: int = 0
    wide: bool = False

    @property
    def celler(self) -> int:
        return (self.last_row - self.first_row + 1) * (self.last_column - min(self.first_column, self.last_column) + 1)


def _scan(stream: IO[bytes], sheet: Bladforkontroll, omfang: _Omfang) -> None:
    rest = b""
    while True:
        piece = stream.read(_PIECE)
        block = rest + piece
        cut = max(block.rfind(b"<c "), 0) if piece else len(block)
        if len(block) - cut > _PIECE:
            cut = len(block)
        rest, block = block[cut:], block[:cut]
        _reach(omfang, block)
        if omfang.wide and omfang.celler > MAX_CELLER:
            raise OtillatenFilError(
                "for_stort_blad",
                f"Bladet {sheet.namn} är för stort: {omfang.last_row} rader och {omfang.last_column + 1} kolumner.",
                "Ta bort det som står långt utanför tabellen (Ctrl+End i Excel visar den sista cellen) och spara filen igen.",
                sheet.namn,
            )
        if b't="e"' in block or b"<f" in block:
            _lost_cells(block, sheet)
        if not piece:
            break
    sheet.forsta_kolumn = omfang.first_column if omfang.first_column < 1 << 20 else 0


def _reach(omfang: _Omfang, block: bytes) -> None:
    """Widen `omfang`. Up to column Z the rows alone decide (26 columns of a full sheet are within the limit)."""
    if omfang.first_column > 0 and block:
        omfang.first_column = min(omfang.first_column, _first_column(block))
    if not omfang.wanted:
        return
    if not omfang.first_row and (found := _ROW.search(block)):
        omfang.first_row = int(found[1])
    if not omfang.wide and not _WIDE.search(block):
        return
    omfang.wide = True
    places = set(_CELL.findall(block))
    if places:
        omfang.last_row = max(omfang.last_row, *(int(row) for _, row in places))
        omfang.last_column = max(omfang.last_column, *map(_column, {letters for letters, _ in places}))


def _first_column(block: bytes) -> int:
    for place in range(26):
        if re.search(rb'<c r="%c[0-9]{1,7}"[^>]*[^/]>(?!</c>)' % (65 + place), block):
            return place
    return 1 << 20


def _lost_cells(block: bytes, sheet: Bladforkontroll) -> None:
    patterns = ((_ERROR, True), (_FORMULA, False)) if b"<f" in block else ((_ERROR, True),)
    for pattern, is_error in patterns:
        for found in pattern.finditer(block):
            ref = _REF.search(found[0])
            if ref is None or (not is_error and b't="e"' in found[1]):
                continue
            sheet.antal += 1
            if len(sheet.felceller) < MOST_CELLS:
                value = (found[1] or b"#FEL!").decode("utf-8", "replace") if is_error else ""
                sheet.felceller.append(Felcell(int(ref[2]) - 1, _column(ref[1]), value))
