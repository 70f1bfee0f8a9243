"""The user's own file as an xlsx where each faulty cell is marked, with a first sheet that lists every finding.

Values only: formulas are replaced by what they showed, macros and links to other files are left out, personnummer are masked,
and a text that begins with = + - @ is stored as a text. The copy reads back like the file it was made from.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.fil.blad import Blad
from finance.inlasning.fil.forkontroll import OtillatenFilError, check_sheets, open_zip
from finance.inlasning.modell import Anmarkning, Niva
from finance.inlasning.tolka import read_sheets

MAX_CELLER = 1_000_000
MAX_XML = 60_000_000
"""Larger workbooks are listed, not copied: the list says where everything is."""
MAX_KOMMENTAR = 1_000
LISTA = "Anmärkningar"
_FYLLNING = {
    Niva.FEL: PatternFill("solid", fgColor="FFF4B6B0"),
    Niva.VARNING: PatternFill("solid", fgColor="FFFBE7A1"),
    Niva.UPPLYSNING: PatternFill("solid", fgColor="FFDCE9F7"),
}
_RUBRIKER = ("Nivå", "Bladnamn", "Radnummer", "Kolumn", "Vad", "Gör så här")
_BREDDER = (12, 22, 11, 22, 70, 60)
_FORMEL = ("=", "+", "-", "@", "\t", "\r")


def write_annotated(data: bytes, fil: str, anmarkningar: Sequence[Anmarkning]) -> bytes:
    """The copy as xlsx bytes. A file that cannot be opened (damaged, a password) gives the list alone."""
    book, rader = _copy(data, fil)
    places = [_mark(book, rader, one) for one in anmarkningar]
    _write_list(book, fil, anmarkningar, places)
    book.properties = DocumentProperties(creator="Helår", title=f"Anmärkningar på {_plain(fil)}", language="sv-SE")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


Radplatser = Mapping[str, Mapping[int, int]]
"""Sheet -> row as the user sees it -> row in the copy, where they differ."""


def _copy(data: bytes, fil: str) -> tuple[Workbook, Radplatser]:
    own = _own_book(data)
    if own is not None:
        return own, {}
    book = Workbook()
    book.remove(book.worksheets[0])
    try:
        sheets = read_sheets(data, fil)
    except OtillatenFilError:
        sheets = []
    if sum(blad.rader * len(blad.kolumner) for blad in sheets) > MAX_CELLER:
        sheets = []
    return book, {blad.namn: _copy_blad(book, blad) for blad in sheets}


def _own_book(data: bytes) -> Workbook | None:
    """The workbook with its looks, values only; None for one that is no xlsx, is large, or that openpyxl does not manage."""
    if not data.startswith(b"PK"):
        return None
    try:
        with open_zip(data) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_XML or "xl/workbook.xml" not in archive.namelist():
                return None
            check_sheets(archive)
        book = load_workbook(io.BytesIO(data), data_only=True, keep_vba=False, keep_links=False)
        for sheet in book.worksheets:
            _clean(sheet)
    except (OtillatenFilError, zipfile.BadZipFile):
        return None
    except Exception:  # noqa: BLE001 - openpyxl stumbles in many ways over what other programs write; the values are copied then
        return None
    for name in list(book.defined_names):
        del book.defined_names[name]
    return book


def _clean(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.value is not None:
                _write(cell, cell.value)
                cell.hyperlink = None
                if cell.comment:
                    cell.comment = Comment(_plain(cell.comment.text)[:MAX_KOMMENTAR], "")


def _copy_blad(book: Workbook, blad: Blad) -> dict[int, int]:
    sheet = book.create_sheet(_sheet_name(book, blad.namn or "Fil"))
    blad_texts = [kolumn.texts for kolumn in blad.kolumner]
    for place in range(blad.rader):
        for nr, kolumn in enumerate(blad.kolumner):
            if text := blad_texts[nr][kolumn.codes[place]]:
                _write(sheet.cell(place + 1, nr + 1 + blad.forsta_kolumn), text)
    return {blad.rad(place): place + 1 for place in range(blad.rader)}


def _write(cell: Cell, value: Any) -> None:  # noqa: ANN401 - whatever a cell holds
    """A value as it is; a text (or a number that is a personnummer) masked, and never as a formula."""
    if isinstance(value, (str, int)) and not isinstance(value, bool) and (plain := _plain(str(value))) != str(value):
        value = plain
    if not isinstance(value, str):
        return
    cell.value = value
    cell.data_type = "s"  # a text that begins with = would be a formula
    if value.startswith(_FORMEL):
        cell.quotePrefix = True


def _plain(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", mask_text(text)[0])


def _sheet_name(book: Workbook, name: str) -> str:
    bare = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", _plain(name)).strip("' ")[:28] or "Blad"
    found, nr = bare, 2
    while found.lower() in {title.lower() for title in book.sheetnames}:
        found, nr = f"{bare} {nr}"[:31], nr + 1
    return found


def _mark(book: Workbook, rader: Radplatser, one: Anmarkning) -> tuple[str, str] | None:
    """Fill the faulty cell and note the finding on it; gives (sheet, cell). None for a finding without a place."""
    sheets = book.sheetnames
    namn = one.blad if one.blad in sheets else next(iter(rader), "") if not one.blad else None
    titel = namn if namn in sheets else sheets[0] if rader and sheets and namn is not None else None
    if titel is None or titel not in sheets or not one.rad:
        return None
    sheet = book[titel]
    row = rader.get(one.blad or "", {}).get(one.rad, one.rad)
    if row > max(sheet.max_row, 1) + 1:
        return None
    cell = sheet.cell(row, _column(sheet, row, one.kolumn))
    if not isinstance(cell, Cell):
        return titel, f"A{row}"
    cell.fill = _FYLLNING[one.niva]
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(f"{before}{_plain(one.text)}\n{_plain(one.atgard)}".strip()[:MAX_KOMMENTAR], "Helår", 160, 320)
    return titel, cell.coordinate


def _column(sheet: Worksheet, row: int, kolumn: str | None) -> int:
    """Where the header's words stand, nearest above the row; a letter is itself; else the row's first filled cell."""
    if kolumn:
        for near in range(min(row, 61), 0, -1):
            for cell in sheet[near]:
                words = " ".join(str(cell.value).split()) if cell.value is not None else ""
                if words and (words == kolumn or kolumn.endswith(f" {words}")):
                    return int(cell.column or 1)
        if re.fullmatch("[A-Z]{1,3}", kolumn):
            return sheet[f"{kolumn}1"].column if sheet.max_column else 1
    return next((int(cell.column or 1) for cell in sheet[row] if cell.value is not None), 1)


def _write_list(book: Workbook, fil: str, anmarkningar: Sequence[Anmarkning], places: Sequence[tuple[str, str] | None]) -> None:
    sheet = book.create_sheet(_sheet_name(book, LISTA), 0)
    _write(sheet.cell(1, 1), f"Anmärkningar på {fil}")
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    _write(sheet.cell(2, 1), "Rätta cellerna i de andra bladen och läs in filen igen. Formler är ersatta med sina värden.")
    for nr, (text, bredd) in enumerate(zip(_RUBRIKER, _BREDDER, strict=True), 1):
        _write(sheet.cell(4, nr), text)
        sheet.cell(4, nr).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(nr)].width = bredd
    for row, (one, place) in enumerate(zip(anmarkningar, places, strict=True), 5):
        values: tuple[str | int | None, ...] = (one.niva.value, one.blad, one.rad, one.kolumn, one.text, one.atgard)
        for nr, value in enumerate(values, 1):
            cell = sheet.cell(row, nr, value)
            _write(cell, value)
            cell.alignment = Alignment(vertical="top", wrap_text=nr > 4)
        if place:
            link = sheet.cell(row, 3)
            link.hyperlink = Hyperlink(
                ref=link.coordinate, location=f"{quote_sheetname(place[0])}!{place[1]}", display=str(one.rad)
            )
            link.font = Font(underline="single", color="FF0B5CAD")
    sheet.freeze_panes = "A5"
    sheet.auto_filter.ref = f"A4:{get_column_letter(len(_RUBRIKER))}{4 + len(anmarkningar)}"
    book.active = 0
