"""Plain A1 formulas, written only where they give the value of the model to the öre."""

from finance.belopp import Vy
from finance.rapport.modell import Cell, Radroll, Tabell

TOLERANCE = 1e-9
"""For shares, in percent."""


def formula(tabell: Tabell, place: int, column: int, *, first: int, vy: Vy) -> str:
    """The formula of a cell, or "" where the value stands by itself. `first`: row of the table's first line, from 0."""
    rad, kolumn = tabell.rader[place], tabell.kolumner[column]
    cell = rad.celler[column]
    if rad.roll is Radroll.SUMMA and _is_sum(tabell, place, column):
        return f"=SUM({_cell(first, column)}:{_cell(first + place - 1, column)})"
    if kolumn.differens is not None:
        a, b = (tabell.place(nyckel) for nyckel in kolumn.differens)
        if _difference(rad.celler[a], rad.celler[b]) == cell:
            left, right = (a, b) if vy is Vy.NETTOKOSTNAD else (b, a)
            return f"={_cell(first + place, left)}-{_cell(first + place, right)}"
    if kolumn.andel is not None:
        a, b = (tabell.place(nyckel) for nyckel in kolumn.andel)
        if _is_share(cell, rad.celler[a], rad.celler[b]):
            return f"={_cell(first + place, a)}/ABS({_cell(first + place, b)})"
    return ""


def _is_sum(tabell: Tabell, place: int, column: int) -> bool:
    """Whether the lines above give the sum exactly; intervals and shares do not."""
    above = [rad.celler[column] for rad in tabell.rader[:place]]
    whole = [cell for cell in above if isinstance(cell, int)]
    kolumn = tabell.kolumner[column]
    return kolumn.typ.is_ore and place > 0 and len(whole) == len(above) and sum(whole) == tabell.rader[place].celler[column]


def _difference(a: Cell, b: Cell) -> int | None:
    return a - b if isinstance(a, int) and isinstance(b, int) else None


def _is_share(cell: Cell, a: Cell, b: Cell) -> bool:
    if not isinstance(a, int) or not isinstance(b, int) or not isinstance(cell, int | float) or b == 0:
        return False
    return abs(100 * a / abs(b) - cell) < TOLERANCE


def _cell(row: int, column: int) -> str:
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"
