"""Subtotal and total rows: recognised, checked against the rows they sum, and never counted."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_SUMMA = re.compile(
    r"(?:del|slut)?summa\b|total(?:t|en|summa)?\b|sum\b|s:a\b|netto(?:kostnad|resultat|summa|belopp)?\b|resultat\b|grand total",
    re.IGNORECASE,
)
_EFTER = re.compile(r"\s(?:del)?(?:summa|total(?:t|summa)?)$", re.IGNORECASE)
_MOST_BACK = 300


def is_summaord(text: str) -> bool:
    """The label of a subtotal: "Summa ...", "Totalt", "Delsumma", "Netto ...", and "410 Summa" as pivot tables write."""
    return _SUMMA.match(text) is not None or _EFTER.search(text) is not None


def strip_summaord(text: str) -> str:
    """What a subtotal's label says that it sums: "410 Summa" and "Summa 410" are 410."""
    return _EFTER.sub("", _SUMMA.sub("", text, count=1)).strip(" :")


@dataclass(frozen=True)
class Summakontroll:
    """`agrees[i]`: the sum row at `rows[i]` equals rows around it, in every amount column it has."""

    rows: npt.NDArray[np.intp]
    agrees: npt.NDArray[np.bool_]


def check_summarader(ore: npt.NDArray[np.int64], filled: npt.NDArray[np.bool_], summa: npt.NDArray[np.bool_]) -> Summakontroll:
    """Compare sum rows with the detail rows above (or below) them.

    `ore`: rows x amount columns in the file's sign, `filled`: which cells hold an amount, `summa`: which rows are sum rows.
    A sum may span the rows since any earlier sum row, all rows, or (a heading with its sum) the rows to the next sum row.
    """
    rows = np.flatnonzero(summa)
    detail = np.where(summa[:, None], 0, ore)
    upto = np.vstack([np.zeros((1, ore.shape[1]), np.int64), np.cumsum(detail, axis=0)])
    agrees = [_agrees(place, rows, ore, filled, upto) for place in range(len(rows))]
    return Summakontroll(rows, np.array(agrees, dtype=bool))


def _agrees(
    place: int,
    rows: npt.NDArray[np.intp],
    ore: npt.NDArray[np.int64],
    filled: npt.NDArray[np.bool_],
    upto: npt.NDArray[np.int64],
) -> bool:
    row = rows[place]
    cells = filled[row]
    wanted = ore[row][cells]
    starts = np.concatenate([[0], rows[max(0, place - _MOST_BACK) : place]])
    ends = np.concatenate([rows[place + 1 : place + 1 + _MOST_BACK], [len(ore)]])
    above = upto[row] - upto[starts]
    below = upto[ends] - upto[row]
    candidates = np.vstack([above, below, upto[-1:]])[:, cells]
    return bool(cells.any() and (candidates == wanted).all(axis=1).any())
