"""A table pasted from Excel or typed with tabs or semicolons: headings, rows, printed sum; each column text, tal or kronor.

Numbers are Swedish (decimal comma, spaces between thousands) and keep the decimals they are written with.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from finance.inlasning.tal import TOMT, parse_belopp, split_enhet

SUMMAORD = ("summa", "totalt", "total", "tryckt summa", "sum", "s:a")
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
    """What was understood. `fel`: cells that are not the number their column asks for, as Swedish sentences."""

    kolumner: tuple[Frikolumn, ...]
    rader: tuple[Frirad, ...]
    summa: Frirad | None
    fel: tuple[str, ...] = ()


def parse_tabell(text: str, slag: Sequence[Kolumnslag] = ()) -> Klistrad:
    """The table in `text`, its first row the headings. `slag`: what the columns hold; those left out are guessed."""
    rows = _cells(text)
    if not rows:
        return Klistrad((), (), None)
    width = max(map(len, rows))
    head, *body = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = list(zip(*body, strict=True)) if body else [()] * width
    kinds = [slag[place] if place < len(slag) else _guess(head[place], columns[place]) for place in range(width)]
    names = [namn.strip() or f"Kolumn {place}" for place, namn in enumerate(head, 1)]
    kolumner = tuple(map(Frikolumn, names, kinds))
    fel: list[str] = []
    marks = [_tusental(column) for column in columns]
    rader = [tuple(_read(kolumner[c], cell, marks[c], r, fel) for c, cell in enumerate(row)) for r, row in enumerate(body, 1)]
    summa = rader.pop() if len(rader) > 1 and _is_sum(rader[-1]) else None
    return Klistrad(kolumner, tuple(rader), summa, tuple(fel))


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
    rows = csv.reader(text.strip("\r\n").splitlines(), delimiter=mark)
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _guess(namn: str, cells: Sequence[str]) -> Kolumnslag:
    known = [cell for cell in cells if cell not in TOMT]
    mark = _tusental(cells)
    if not known or any(parse_belopp(cell, tusental=mark) is None for cell in known):
        return Kolumnslag.TEXT
    units = any(split_enhet(cell)[1] is not None for cell in known)
    words = namn.casefold().replace(",", " ").replace("_", " ").split()
    return Kolumnslag.KRONOR if units or any(word.startswith(KRONORD) for word in words) else Kolumnslag.TAL


def _tusental(cells: Sequence[str]) -> str:
    """The mark that groups thousands, where some cell shows it beyond doubt: `1.234.567` or `1.234,50`."""
    shows = [cell for cell in cells if cell.count(".") > 1 or ("." in cell and "," in cell and cell.find(".") < cell.find(","))]
    return "." if shows else ""


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


def _is_sum(row: Frirad) -> bool:
    first = row[0]
    return isinstance(first, str) and first.casefold().rstrip(":").startswith(SUMMAORD)
