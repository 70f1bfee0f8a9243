"""Small files made cell by cell: with openpyxl as Excel stores them, with xlsxwriter as others do, ods and xlsb by hand."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Rader = Sequence[Sequence[Any]]
FILER = Path(__file__).parent / "filer"


def stored(name: str) -> Callable[[], bytes]:
    """A small file that was made once by another program."""
    return (FILER / name).read_bytes


def openpyxl_book(sheets: Mapping[str, Rader], finish: Callable[[openpyxl.Workbook], object] | None = None) -> bytes:
    """A workbook; `finish` hides, merges or styles what it wants."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for namn, rows in sheets.items():
        sheet = book.create_sheet(namn)
        for row in rows:
            sheet.append(list(row))
    if finish:
        finish(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx(rows: Rader, namn: str = "Blad1", **finish: Any) -> Callable[[], bytes]:
    """A builder of one sheet, by openpyxl."""
    return lambda: openpyxl_book({namn: rows}, **finish)


def bok(sheets: Mapping[str, Rader], **finish: Any) -> Callable[[], bytes]:
    """A builder of several sheets, by openpyxl."""
    return lambda: openpyxl_book(sheets, **finish)


def writer(rows: Rader, namn: str = "Data", start: tuple[int, int] = (0, 0), **options: Any) -> Callable[[], bytes]:
    """A builder of one sheet, by xlsxwriter (shared strings, other XML), beginning at `start`."""

    def build() -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
        sheet = book.add_worksheet(namn)
        for nr, row in enumerate(rows):
            sheet.write_row(start[0] + nr, start[1], row)
        book.close()
        return out.getvalue()

    return build


def text(content: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    """A builder of a text file."""
    return lambda: content.encode(encoding)


def csv(rows: Rader, mark: str = ";", encoding: str = "utf-8", end: str = "\r\n") -> Callable[[], bytes]:
    """A builder of a csv file without quotes."""
    return text(end.join(mark.join("" if cell is None else str(cell) for cell in row) for row in rows) + end, encoding)


def ods_book(sheets: Mapping[str, str]) -> bytes:
    """An OpenDocument workbook; each sheet's rows as XML."""
    tables = "".join(f'<table:table table:name="{escape(namn)}">{rows}</table:table>' for namn, rows in sheets.items())
    uris = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{uris} office:version="1.2"><office:body>'
    content += f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    manifest = '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def ods_rows(rows: Rader, attributes: Mapping[int, str] | None = None) -> str:
    """Rows of an ods sheet; `attributes` of a row by its place."""
    return "".join(
        f"<table:table-row {(attributes or {}).get(nr, '')}>{''.join(map(_ods_cell, row))}</table:table-row>"
        for nr, row in enumerate(rows)
    )


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'


NA = object()
"""In an xlsb: a cell that shows #N/A."""


def xlsb_book(rows: Rader, namn: str = "Blad1", hidden: tuple[int, ...] = (), hidden_columns: tuple[int, ...] = ()) -> bytes:
    """A binary workbook (BIFF12) with inline texts and doubles: [MS-XLSB] 2.1.7, 2.4. `hidden`: rows by place."""
    sheet = _record(129) + _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1))
    for place in hidden_columns:
        sheet += _record(60, struct.pack("<IIIIH", place, place, 2304, 0, 1))
    sheet += _record(145)
    for nr, row in enumerate(rows):
        sheet += _record(0, struct.pack("<IIHBB", nr, 0, 300, 0, 0x10 if nr in hidden else 0) + b"\0" * 5)
        for place, value in enumerate(row):
            head = struct.pack("<II", place, 0)
            if isinstance(value, str):
                sheet += _record(6, head + _wide(value))
            elif value is NA:
                sheet += _record(3, head + b"\x2a")
            elif value is not None:
                sheet += _record(5, head + struct.pack("<d", value))
    sheet += _record(146) + _record(130)
    book = _record(131) + _record(143) + _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide(namn))
    book += _record(144) + _record(132)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="bin" '
            'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        )
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/worksheet" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
        )
    return out.getvalue()


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(content)
    while True:
        length, low = length >> 7, length & 0x7F
        size += bytes([low | (0x80 if length else 0)])
        if not length:
            return head + size + content


def _wide(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def change_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part of its zip changed (or added, from nothing)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == part else content)
        if part not in source.namelist():
            target.writestr(part, change(b""))
    return out.getvalue()


def use_1904(book: openpyxl.Workbook) -> None:
    """Dates counted from 1904, as Excel on a Mac did."""
    book.epoch = CALENDAR_MAC_1904
