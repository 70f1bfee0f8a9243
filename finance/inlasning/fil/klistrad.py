"""A table pasted from Excel or typed with tabs or semicolons: headings, rows, printed sum; each column text, tal or kronor.

Numbers are Swedish (decimal comma, spaces between thousands) and keep the decimals they are written with.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from finance.inlasning.cell.tal import TOMT, parse_belopp, split_enhet

_SUMMAORD = re.compile(r"(?:(?:tryckt|del|slut|total)[ -]?)?summa\b|total(?:t|en)?\b|sum\b|s:a\b", re.IGNORECASE)
_NOT = re.compile(r"\*|[0-9¹²³]+\s*\)|(?:not|källa|anm|kommentar)\w*\s*:?", re.IGNORECASE)
_DELSUMMA = re.compile(r"(?:(?:del|slut|total)[ -]?)?summa\b|s:a\b|totalt?\s*:?$", re.IGNORECASE)
KRONORD = ("kr", "kronor", "belopp", "bidrag", "kostnad", "sek")


class Kolumnslag(StrEnum):
    """What a column holds."""

    TEXT = "text"
    TAL = "tal"
    KRONOR = "kronor"

    @property
    def namn(self) -> str:
        """For people."""
        return {"text": "Text", "tal": "Tal", "kronor": "Kronor"}[self.value]


@dataclass(frozen=True, slots=True)
class Frikolumn:
    """A column's heading and what it holds."""

    namn: str
    slag: Kolumnslag = Kolumnslag.TEXT


Fricell = str | Decimal | None
Frirad = tuple[Fricell, ...]


@dataclass(frozen=True, slots=True)
class Klistrad:
    """What was understood. `fel`: cells that are not the number their column asks for, as Swedish sentences.

    `titel`: what stood above the headings. `noter`: lines below the table, which are not rows of it.
    """

    kolumner: tuple[Frikolumn, ...]
    rader: tuple[Frirad, ...]
    summa: Frirad | None
    fel: tuple[str, ...] = ()
    titel: str = ""
    noter: tuple[str, ...] = ()


def parse_tabell(text: str, slag: Sequence[Kolumnslag] = ()) -> Klistrad:
    """The table in `text`, its first row the headings. `slag`: what the columns hold; those left out are guessed."""
    titel, rows, noter = _trim(_cells(text))
    if not rows:
        return Klistrad((), (), None)
    width = max(map(len, rows))
    head, *body = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = list(zip(*body, strict=True)) if body else [()] * width
    kinds = [slag[place] if place < len(slag) else _guess(head[place], columns[place]) for place in range(width)]
    names = [namn.strip() or f"Kolumn {place}" for place, namn in enumerate(head, 1)]
    kolumner = tuple(map(Frikolumn, names, kinds))
    fel: list[str] = []
    marks = [_tusental(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    rader = [tuple(_read(kolumner[c], cell, marks[c], r, fel) for c, cell in enumerate(row)) for r, row in enumerate(body, 1)]
    summa = rader.pop() if len(rader) > 1 and _is_last_sum(rader[-1], rader[:-1]) else None
    return Klistrad(kolumner, tuple(rader), summa, tuple(fel), titel, noter)


def to_text(kolumner: Sequence[Frikolumn], rader: Sequence[Frirad], summa: Frirad | None) -> str:
    """The table as it can be pasted again: tabs, decimal comma."""
    rows: list[Sequence[str]] = [[one.namn for one in kolumner]]
    rows += [[_write(cell) for cell in row] for row in (*rader, *((summa,) if summa else ()))]
    return "\n".join("\t".join(row) for row in rows)


def _write(cell: Fricell) -> str:
    return format(cell, "f").replace(".", ",") if isinstance(cell, Decimal) else (cell or "")


def _cells(text: str) -> list[list[str]]:
    """Cells by tab where there is any, else by semicolon; quoted cells may hold both. Empty rows are left out."""
    mark = "\t" if "\t" in text else ";"
    rows = csv.reader(io.StringIO(text.strip("\r\n"), newline=""), delimiter=mark)
    return [[" ".join(cell.split()) for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _trim(rows: list[list[str]]) -> tuple[str, list[list[str]], tuple[str, ...]]:
    """What stands above the headings, the table, and the lines below it: rows with one text where the table has columns."""
    titles: list[str] = []
    while len(rows) > 2 and _alone(rows[0]) and not _alone(rows[1]):
        titles.append(rows.pop(0)[0])
    notes: list[str] = []
    last = max((nr for nr, row in enumerate(rows) if nr and is_sumrad(row)), default=len(rows))
    while len(rows) > 2 and _alone(rows[-1]) and (_NOT.match(rows[-1][0]) or len(rows) - 1 > last):
        notes.insert(0, rows.pop()[0])
    return " ".join(titles), rows, tuple(notes)


def _alone(row: Sequence[str]) -> bool:
    return bool(row) and bool(row[0]) and not any(row[1:]) and parse_belopp(row[0]) is None


def _guess(namn: str, cells: Sequence[str]) -> Kolumnslag:
    known = [cell for cell in cells if cell not in TOMT]
    mark = _tusental(cells, Kolumnslag.TAL)
    if not known or any(parse_belopp(cell, tusental=mark) is None for cell in known):
        return Kolumnslag.TEXT
    units = any(split_enhet(cell)[1] is not None for cell in known)
    words = namn.casefold().replace(",", " ").replace("_", " ").split()
    return Kolumnslag.KRONOR if units or any(word.startswith(KRONORD) for word in words) else Kolumnslag.TAL


def _tusental(cells: Sequence[str], slag: Kolumnslag) -> str:
    """The mark that groups thousands, where some cell shows it beyond doubt: `1.234.567` or `1.234,50`.

    In kronor also where every dot has three figures after it: nobody writes thousandths of a krona.
    """
    dotted = [cell for cell in cells if "." in cell]
    if any(cell.count(".") > 1 or cell.find(".") < cell.find(",") for cell in dotted):
        return "."
    groups = bool(dotted) and all(re.search(r"(?<![0-9])[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9])", cell) for cell in dotted)
    return "." if groups and slag is Kolumnslag.KRONOR else ""


def _read(kolumn: Frikolumn, cell: str, tusental: str, row: int, fel: list[str]) -> Fricell:
    if kolumn.slag is Kolumnslag.TEXT:
        return cell
    if cell in TOMT:
        return None
    value = parse_belopp(cell, tusental=tusental)
    if value is None:
        fel.append(f"Rad {row}, {kolumn.namn}: ”{cell}” är inget tal. Rätta cellen, eller gör kolumnen till text.")
        return None
    return value.quantize(Decimal(1)) if _is_whole(cell, tusental) else value


def _is_whole(cell: str, tusental: str) -> bool:
    """Whether no decimals are written: the parser gives every whole number one."""
    return "," not in cell and ("." not in cell or tusental == ".")


def is_sumrad(row: Sequence[Fricell]) -> bool:
    """Whether the first words of a row call it a sum."""
    return _SUMMAORD.match(_first_text(row)) is not None


def is_delsumma(row: Sequence[Fricell]) -> bool:
    """Whether a row within a table is the sum of rows above it. "Total Vård AB" is a name."""
    return _DELSUMMA.match(_first_text(row)) is not None


def _first_text(row: Sequence[Fricell]) -> str:
    return next((cell for cell in row if isinstance(cell, str) and cell), "")


def _is_last_sum(row: Frirad, above: Sequence[Frirad]) -> bool:
    """Whether the last row is the sum: it is called so, or it has no name where every other row has one."""
    nameless = row[0] == "" and any(isinstance(cell, Decimal) for cell in row) and all(other[0] for other in above)
    return is_sumrad(row) or nameless
