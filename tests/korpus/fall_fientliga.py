"""Files that are broken, or made to do harm: one clear FEL each, nothing stored."""

import io
import zipfile
from typing import Any

import openpyxl

from tests.korpus.byggare import change_part, ods_book, ods_rows, text, writer, xlsx
from tests.korpus.modell import Fall

BOK: list[list[Any]] = [["Vht", "Utfall jan 2022"], ["510", 5.55]]
SHEET = "xl/worksheets/sheet1.xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + nr, b"&%c;" % (97 + nr) * 20) for nr in range(10)
)
EXTERNAL = b'<!DOCTYPE x [<!ENTITY k SYSTEM "http://127.0.0.1:9/hemlig"><!ENTITY l SYSTEM "file:///etc/passwd">'


def good() -> bytes:
    """A workbook to spoil."""
    return xlsx(BOK)()


def declared(doctype: bytes, entity: bytes, part: str) -> bytes:
    """The workbook with entities declared in one part, and one of them used there."""

    def change(xml: bytes) -> bytes:
        start = xml.find(b"<", xml.find(b"?>") + 1 if b"?>" in xml else 0)
        return xml[:start] + doctype + b"]>" + xml[start:].replace(b">510<", b">" + entity + b"<")

    return change_part(good(), part, change)


def far_cell() -> bytes:
    """A cell with content in the last column of the last row."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["XFD1048576"] = "Verksamhet", 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def claims(dimension: bytes) -> bytes:
    """A small sheet that says it is a large one."""
    return change_part(
        good(), SHEET, lambda xml: xml.replace(b'<dimension ref="A1:B2"/>', b'<dimension ref="%s"/>' % dimension)
    )


def million_columns() -> bytes:
    """A cell whose reference is beyond what Excel has."""
    return change_part(good(), SHEET, lambda xml: xml.replace(b'r="B2"', b'r="ZZZZZ2"'))


def bomb() -> bytes:
    """A sheet of 60 MB of spaces."""
    return change_part(good(), SHEET, lambda xml: xml + b" " * 60_000_000)


def many_parts() -> bytes:
    """A zip of three thousand parts."""
    out = io.BytesIO(good())
    with zipfile.ZipFile(out, "a") as archive:
        for nr in range(3000):
            archive.writestr(f"xl/x{nr}.xml", b"")
    return out.getvalue()


def repeated_ods() -> bytes:
    """An ods row that repeats itself a milliard times."""
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="1000000"'
    cell += "><text:p>x</text:p></table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    return ods_book({"Blad1": ods_rows([["Vht", "Utfall jan 2022"]]) + row})


def encrypted_zip() -> bytes:
    """A zip whose parts say that they are encrypted."""
    data = bytearray(good())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(mark)
        while found >= 0:
            data[found + place] |= 1
            found = data.find(mark, found + 4)
    return bytes(data)


def overwritten() -> bytes:
    """The packed sheet overwritten in its middle."""
    data = bytearray(good())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        part = archive.getinfo(SHEET)
    start = part.header_offset + 30 + len(SHEET) + part.compress_size // 3
    data[start : start + 60] = b"\xff" * 60
    return bytes(data)


def _fel(fil: str, bygg: object, kod: str, blad: str | None = None) -> Fall:
    return Fall(fil, bygg, fel=((kod, blad, None, None),))  # type: ignore[arg-type]


FIENTLIGA = [
    _fel("kapad.xlsx", lambda: good()[:-900], "skadad"),
    _fel("halv.xlsx", lambda: good()[: len(good()) // 2], "skadad"),
    _fel("överskriven.xlsx", overwritten, "skadad", "Blad1"),
    _fel("text.xlsx", text("Verksamhet;Period;Belopp\n510;202201;5,5\n"), "ej_arbetsbok"),
    _fel("html.xls", text("<html><table><tr><td>Verksamhet</td></tr></table></html>"), "ej_arbetsbok"),
    _fel("bild.csv", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "ej_arbetsbok"),
    _fel("rapport.pdf", lambda: b"%PDF-1.7\n1 0 obj", "ej_arbetsbok"),
    _fel("zip utan bok.xlsx", lambda: change_part(_zip(), "b.txt", lambda _: b"x"), "ej_arbetsbok"),
    _fel("låst.xlsx", lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "losenord"),
    _fel("låst zip.xlsx", encrypted_zip, "losenord"),
    _fel("trasig.xls", lambda: OLE + b"\0" * 600, "ej_arbetsbok"),
    _fel("fjärran cell.xlsx", far_cell, "for_stort_blad", "Sheet"),
    _fel("kolumn utanför Excel.xlsx", million_columns, "for_stort_blad", "Blad1"),
    _fel("bomb.xlsx", bomb, "zipbomb"),
    _fel("många delar.xlsx", many_parts, "for_stor"),
    _fel("upprepningar.ods", repeated_ods, "for_stort_blad"),
    _fel("entitetsbomb i blad.xlsx", lambda: declared(ENTITIES, b"&k;", SHEET), "farlig_xml"),
    _fel("entitetsbomb i bok.xlsx", lambda: declared(ENTITIES, b"&k;", "xl/workbook.xml"), "farlig_xml"),
    _fel("extern entitet.xlsx", lambda: declared(EXTERNAL, b"&k;", SHEET), "farlig_xml"),
    _fel("extern entitet i stilar.xlsx", lambda: declared(EXTERNAL, b"&l;", "xl/styles.xml"), "farlig_xml"),
    Fall("påstår en miljon kolumner.xlsx", lambda: claims(b"A1:XFD1048576"), summor={"utfall": "5,55"}),
    Fall("påstår för lite.xlsx", lambda: claims(b"A1"), summor={"utfall": "5,55"}),
    _fel("påstår nonsens.xlsx", lambda: claims(b"Q0:!!"), "skadad", "Blad1"),
    Fall("annat program.xlsx", writer(BOK), summor={"utfall": "5,55"}),
]


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "hej")
    return out.getvalue()
