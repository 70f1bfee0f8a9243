"""What the XML of a sheet shows and the parser does not: how far it reaches, lost cells, hidden rows and columns, shown zeros.

Error cells and formulas without a computed value come out of the parser as nothing: their places are looked up here.
"""

import re
from dataclasses import dataclass, field
from typing import IO

from finance.inlasning.fil.blad import Felcell

MAX_CELLER = 30_000_000
MAX_KOLUMNER = 16_384
PROCENT = -1
"""Of a style that shows 0,95 as 95 %."""
_PIECE = 1 << 22
_CELL = re.compile(rb'<c r="([A-Z]{1,9})([0-9]{1,9})"[^>]*[^/]>(?!</c>|<v ?/>|<v></v>)')
_WIDE = re.compile(rb'<c r="[A-Z]{2}')
_FAR = re.compile(rb'<c r="[A-Z]{3}')
_ROW = re.compile(rb'<row [^>]*?r="([0-9]{1,7})"')
_ERROR = re.compile(rb'<c [^>]*?\bt="e"[^>]*>(?:<f[^>]*?(?:/>|>[^<]*</f>))?(?:<v>([^<]*)</v>)?')
_FORMULA = re.compile(rb"<c ([^>]*)><f[^>]*?(?:/>|>[^<]*</f>)(?:<v ?/>|<v></v>)?</c>")
_COMPUTED = re.compile(rb"<c ([^>]*)><f[^>]*?(?:/>|>[^<]*</f>)<v>([^<]*)</v>")
_REF = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*?\bs="([0-9]+)"')
_HIDDEN_ROW = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="([0-9]{1,7})"')
_HIDDEN_COLUMN = re.compile(rb'<col (?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})[0-9]{1,7}"')
_PREFIX = re.compile(rb"<([A-Za-z0-9]+):worksheet\b")


class ForStortBladError(Exception):
    """The content reaches too far: (last row, last column), 1-based."""

    def __init__(self, rader: int, kolumner: int) -> None:
        super().__init__(rader, kolumner)
        self.rader, self.kolumner = rader, kolumner


@dataclass
class Bladforkontroll:
    """What the XML of one sheet shows. Places 0-based, as in the sheet. `forsta_kolumn`: the first column with content."""

    namn: str
    forsta_kolumn: int = 0
    felceller: list[Felcell] = field(default_factory=list)
    dolda_rader: set[int] = field(default_factory=set)
    dolda_kolumner: set[int] = field(default_factory=set)
    nollor: dict[int, dict[int, int]] = field(default_factory=dict)  # column -> row -> digits that its number format shows
    procent: dict[int, set[int]] = field(default_factory=dict)  # column -> rows that are shown as percent
    sammanfogade: set[tuple[int, int, int]] = field(default_factory=set)  # merged over columns: row, first and last column
    obraknade: list[Felcell] = field(default_factory=list)  # formulas whose stored value is 0
    raknade: int = 0  # formulas with another value

    @property
    def antal(self) -> int:
        """Number of lost cells."""
        return len(self.felceller)


@dataclass
class Omfang:
    """How far cells with content reach, as seen so far: rows 1-based, columns 0-based. Not `wanted`: only far columns are."""

    wanted: bool
    first_row: int = 0
    last_row: int = 0
    first_column: int = 1 << 20
    last_column: int = 0
    wide: bool = False

    @property
    def celler(self) -> int:
        return (self.last_row - self.first_row + 1) * (self.last_column - min(self.first_column, self.last_column) + 1)


def scan_blad(stream: IO[bytes], sheet: Bladforkontroll, omfang: Omfang, siffror: dict[bytes, int]) -> None:
    """Read a sheet's XML once. `siffror`: styles that show leading zeros (width) or PROCENT. Raises ForStortBladError."""
    rest, prefix = b"", b""
    first = True
    while True:
        piece = stream.read(_PIECE)
        if first and (found := _PREFIX.search(piece[:4096])):
            prefix = found[1] + b":"
        block = rest + piece
        cut = max(block.rfind(b"<" + prefix + b"c "), 0) if piece else len(block)
        if len(block) - cut > _PIECE:
            cut = len(block)
        rest, block = block[cut:], block[:cut]
        if prefix:
            block = block.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
        _reach(omfang, block)
        if omfang.wide and (omfang.celler > MAX_CELLER or omfang.last_column >= MAX_KOLUMNER):
            raise ForStortBladError(omfang.last_row, omfang.last_column + 1)
        _hidden(block, sheet)
        if b"<mergeCell " in block:
            merged = ((int(row) - 1, _column(first), _column(last)) for first, row, last in _MERGED.findall(block))
            sheet.sammanfogade.update(one for one in merged if one[1] < one[2])
        if b't="e"' in block or b"<f" in block:
            _lost_cells(block, sheet)
        used = {style: shown for style, shown in siffror.items() if b's="%s"' % style in block}
        if used:
            _shown_zeros(block, sheet, used)
        if not piece:
            break
        first = False
    sheet.forsta_kolumn = omfang.first_column if omfang.first_column < 1 << 20 else 0


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _reach(omfang: Omfang, block: bytes) -> None:
    """Widen `omfang`. Up to column Z the rows alone decide (26 columns of a full sheet are within the limit)."""
    if omfang.first_column > 0 and block:
        omfang.first_column = min(omfang.first_column, _first_column(block))
    if not omfang.wanted:
        if not _FAR.search(block):
            return
        omfang.wanted = True
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


def _hidden(block: bytes, sheet: Bladforkontroll) -> None:
    if b"hidden=" not in block:
        return
    sheet.dolda_rader.update(int(row) - 1 for row in _HIDDEN_ROW.findall(block))
    for found in _HIDDEN_COLUMN.finditer(block):
        ends = [re.search(rb'\b%s="([0-9]+)"' % word, found[0]) for word in (b"min", b"max")]
        if all(ends):
            low, high = (int(end[1]) for end in ends if end)
            sheet.dolda_kolumner.update(range(low - 1, min(high, MAX_KOLUMNER)))


def _shown_zeros(block: bytes, sheet: Bladforkontroll, siffror: dict[bytes, int]) -> None:
    for letters, row, style in _STYLED.findall(block):
        width = siffror.get(style, 0)
        if width == PROCENT:
            sheet.procent.setdefault(_column(letters), set()).add(int(row) - 1)
        elif width:
            sheet.nollor.setdefault(_column(letters), {})[int(row) - 1] = width


def _lost_cells(block: bytes, sheet: Bladforkontroll) -> None:
    has_formula = b"<f" in block
    for found in _ERROR.finditer(block):
        if ref := _REF.search(found[0]):
            sheet.felceller.append(_cell(ref, (found[1] or b"#FEL!").decode("utf-8", "replace")))
    if not has_formula:
        return
    for found in _FORMULA.finditer(block):
        if (ref := _REF.search(found[1])) and b't="e"' not in found[1]:
            sheet.felceller.append(_cell(ref, ""))
    for found in _COMPUTED.finditer(block):
        ref = _REF.search(found[1])
        if ref and found[2] == b"0":
            sheet.obraknade.append(_cell(ref, ""))
        else:
            sheet.raknade += 1


def _cell(ref: re.Match[bytes], value: str) -> Felcell:
    return Felcell(int(ref[2]) - 1, _column(ref[1]), value)
