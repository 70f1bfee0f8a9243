"""What the XML of an OpenDocument workbook shows and the parser does not: its extent, lost cells, hidden rows and columns."""

import zipfile
from typing import Any

import defusedxml.ElementTree as ET  # noqa: N817 - the name everybody knows

from finance.inlasning.fil.blad import Felcell
from finance.inlasning.fil.bladkontroll import MAX_CELLER, Bladforkontroll, ForStortBladError

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_HIDDEN = ("collapse", "filter")
_FEL = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "Err:", "#SAKNAS!", "#VÄRDEFEL!", "#NAMN?")


def check_ods(archive: zipfile.ZipFile) -> list[Bladforkontroll]:
    """Every sheet of content.xml, read as a stream. Raises ForStortBladError, or whatever the XML parser raises."""
    found: list[Bladforkontroll] = []
    with archive.open("content.xml") as stream:
        walk = _Gang()
        for event, element in ET.iterparse(stream, events=("start", "end"), forbid_dtd=True):
            walk.step(event, element, found)
    return found


class _Gang:
    """Where the walk through the rows stands."""

    def __init__(self) -> None:
        self.rad = self.kolumn = self.kolumner = 0
        self.fylld_kolumn = 0
        self.celler: list[tuple[int, int, Any]] = []

    def step(self, event: str, element: Any, found: list[Bladforkontroll]) -> None:  # noqa: ANN401 - an element of the parser
        name = element.tag.removeprefix(_TABLE)
        if event == "start":
            if name == "table":
                found.append(Bladforkontroll(element.get(f"{_TABLE}name", ""), forsta_kolumn=1 << 20))
                self.__init__()  # type: ignore[misc] # each table begins at A1
            return
        if not found:
            return
        if name == "table-column":
            antal = _repeated(element, "columns")
            if element.get(f"{_TABLE}visibility") in _HIDDEN:
                found[-1].dolda_kolumner.update(range(self.kolumner, self.kolumner + min(antal, 1000)))
            self.kolumner += antal
        elif name in ("table-cell", "covered-table-cell"):
            self._cell(element)
        elif name == "table-row":
            self._row(element, found[-1])
            element.clear()
        elif name == "table":
            found[-1].forsta_kolumn = 0 if found[-1].forsta_kolumn == 1 << 20 else found[-1].forsta_kolumn
            element.clear()

    def _cell(self, element: Any) -> None:  # noqa: ANN401 - as above
        antal = _repeated(element, "columns")
        if element.get(f"{_OFFICE}value-type") or element.get(f"{_TABLE}formula"):
            self.celler.append((self.kolumn, self.kolumn + antal - 1, element))
        self.kolumn += antal

    def _row(self, element: Any, sheet: Bladforkontroll) -> None:  # noqa: ANN401 - as above
        antal = _repeated(element, "rows")
        if self.celler:
            sheet.forsta_kolumn = min(sheet.forsta_kolumn, self.celler[0][0])
            self.fylld_kolumn = max(self.fylld_kolumn, self.celler[-1][1])
            if (self.rad + antal) * (self.fylld_kolumn + 1) > MAX_CELLER:
                raise ForStortBladError(self.rad + antal, self.fylld_kolumn + 1)
            for place, _, cell in self.celler:
                if (value := _lost(cell)) is not None:
                    sheet.felceller += [Felcell(self.rad + nr, place, value) for nr in range(antal)]
            if element.get(f"{_TABLE}visibility") in _HIDDEN:
                sheet.dolda_rader.update(range(self.rad, self.rad + antal))
        self.rad += antal
        self.kolumn = 0
        self.celler = []


def _repeated(element: Any, what: str) -> int:  # noqa: ANN401 - as above
    text = str(element.get(f"{_TABLE}number-{what}-repeated", "1"))
    return max(1, int(text)) if text.isdigit() else 1


def _lost(cell: Any) -> str | None:  # noqa: ANN401 - as above
    """The error a formula cell shows, "" for one without a value, None for a cell that is whole."""
    if not cell.get(f"{_TABLE}formula"):
        return None
    shown = "".join("".join(part.itertext()) for part in cell.iter(f"{_TEXT}p")).strip()
    kind = cell.get(f"{_OFFICE}value-type")
    if not kind:
        return shown if shown.startswith(_FEL) else ""
    return shown if kind == "string" and shown.startswith(_FEL) else None
