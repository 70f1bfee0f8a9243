"""Look at a workbook's bytes before (and while) a child process parses them: is it one, is it a bomb, which cells are lost."""

import io
import posixpath
import re
import zipfile
import zlib
from xml.etree.ElementTree import Element

import defusedxml.ElementTree as ET  # noqa: N817 - the name everybody knows

from finance.inlasning.fil.biffkontroll import check_xlsb, xlsb_names
from finance.inlasning.fil.bladkontroll import PROCENT, Bladforkontroll, ForStortBladError, Omfang, scan_blad
from finance.inlasning.fil.odskontroll import check_ods

MAX_DELAR, MAX_BYTE, MAX_KVOT = 2_000, 1_500_000_000, 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROLOG = 1 << 16
_TRASIGT = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, IndexError)
"""What Python's zip reader raises for damaged files."""
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class OtillatenFilError(Exception):
    """The file must not be parsed; the text is a Swedish sentence, `kod` short and stable."""

    def __init__(self, kod: str, text: str, atgard: str, blad: str | None = None) -> None:
        super().__init__(text)
        self.kod, self.atgard, self.blad = kod, atgard, blad


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The zip, after the checks that cost nothing. Raises OtillatenFilError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _TRASIGT as error:
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
    """Stream each sheet of an xlsx or ods once. Raises OtillatenFilError: entities, a lying zip, too large an area.

    Without `omfang` only columns beyond ZZ are measured: nearly every file that reaches too far does so to the right.
    """
    _check_entities(archive)
    if "content.xml" in archive.namelist():
        return _check_ods(archive)
    if "xl/workbook.bin" in archive.namelist():
        return _check_xlsb(archive)
    parts = sheet_parts(archive)
    if not parts:
        return []
    siffror, obraknad = _read_styles(archive), _is_uncomputed(archive)
    return [_check_sheet(archive, namn, part, Omfang(wanted=omfang), siffror, obraknad) for namn, part in parts]


def _check_sheet(
    archive: zipfile.ZipFile,
    namn: str,
    part: str,
    omfang: Omfang,
    siffror: dict[bytes, int],
    obraknad: bool,  # noqa: FBT001 - of the whole file, passed on by place like the rest
) -> Bladforkontroll:
    sheet = Bladforkontroll(namn)
    try:
        with archive.open(part) as stream:
            scan_blad(stream, sheet, omfang, siffror)
    except ForStortBladError as error:
        raise _for_stort(namn, error) from error
    except _TRASIGT as error:
        raise OtillatenFilError("skadad", f"Bladet {namn} i filen är skadat.", _SPARA, namn) from error
    if obraknad and not sheet.raknade:
        sheet.felceller += sheet.obraknade  # a program wrote 0 for formulas that it left to Excel to compute
    return sheet


def _check_ods(archive: zipfile.ZipFile) -> list[Bladforkontroll]:
    try:
        return check_ods(archive)
    except ForStortBladError as error:
        raise _for_stort("", error) from error
    except Exception as error:
        raise OtillatenFilError("skadad", "Filen är skadad: innehållet går inte att läsa.", _SPARA) from error


def _check_xlsb(archive: zipfile.ZipFile) -> list[Bladforkontroll]:
    try:
        targets = _targets(archive, "xl/_rels/workbook.bin.rels")
        named = [(namn, targets.get(relation, "")) for relation, namn in xlsb_names(_small(archive, "xl/workbook.bin"))]
        return check_xlsb(archive, [(namn, part) for namn, part in named if part in archive.namelist()])
    except (*_TRASIGT, ET.ParseError, KeyError):
        return []  # the parser says what is wrong with such a file


def _targets(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    rels = ET.fromstring(_small(archive, name))
    return {rel.get("Id", ""): posixpath.normpath(posixpath.join("/xl", rel.get("Target", ""))).lstrip("/") for rel in rels}


def _for_stort(namn: str, error: ForStortBladError) -> OtillatenFilError:
    return OtillatenFilError(
        "for_stort_blad",
        f"{f'Bladet {namn}' if namn else 'Ett blad'} är för stort: {error.rader} rader och {error.kolumner} kolumner.",
        "Ta bort det som står långt utanför tabellen (Ctrl+End i Excel visar den sista cellen) och spara filen igen.",
        namn or None,
    )


def _check_entities(archive: zipfile.ZipFile) -> None:
    """No part of a workbook declares a document type: it is there only to make a reader expand or fetch something."""
    for part in archive.infolist():
        if not part.filename.endswith((".xml", ".rels", ".vml")):
            continue
        try:
            with archive.open(part) as stream:
                start = stream.read(_PROLOG)
        except _TRASIGT:
            continue  # the part is damaged: said where it is read
        if _DOCTYPE.search(start.replace(b"\0", b"")):
            raise OtillatenFilError(
                "farlig_xml",
                "Filen innehåller egna XML-deklarationer (entiteter) och lästes inte: de kan användas för angrepp.",
                _SPARA,
            )


def _read_styles(archive: zipfile.ZipFile) -> dict[bytes, int]:
    """Styles that show another text than the value: the width of zeros only ("0000": 410 is meant as 0410), or PROCENT."""
    try:
        styles = ET.fromstring(_small(archive, "xl/styles.xml"))
    except Exception:  # noqa: BLE001 - a workbook without readable styles shows no zeros
        return {}
    own = {fmt.get("numFmtId", ""): fmt.get("formatCode", "") for fmt in styles.iter() if fmt.tag.endswith("}numFmt")}
    formats = {number: shown for number, code in own.items() if (shown := _shown_as(code))}
    formats = dict.fromkeys(("9", "10"), PROCENT) | formats
    cells = next((element for element in styles if element.tag.endswith("}cellXfs")), ())
    return {b"%d" % nr: formats[xf.get("numFmtId", "")] for nr, xf in enumerate(cells) if xf.get("numFmtId") in formats}


def _shown_as(code: str) -> int:
    if re.fullmatch("0{2,12}", code):
        return len(code)
    bare = re.sub(r'"[^"]*"|\\.|_.', "", code)
    return PROCENT if "%" in bare else 0


def _is_uncomputed(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook asks Excel to compute it when it is opened: then its formulas' values are not to be trusted as 0."""
    try:
        return b'fullCalcOnLoad="1"' in _small(archive, "xl/workbook.xml")
    except (KeyError, ValueError):
        return False


def sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(sheet name, part name) of an xlsx, in sheet order; empty when the workbook part cannot be read."""
    try:
        book = ET.fromstring(_small(archive, "xl/workbook.xml"))
        targets = _targets(archive, "xl/_rels/workbook.xml.rels")
    except Exception:  # noqa: BLE001 - the parser will say what is wrong with such a file
        return []
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
