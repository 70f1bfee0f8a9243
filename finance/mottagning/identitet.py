"""What a file speaks for, month by month, and what it replaces: everything, its own verksamheter, nothing (DESIGN 5)."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from finance.kolumner import Col, Slag
from finance.store import Satt

Nyckel = tuple[Slag, int]


@dataclass(frozen=True, slots=True)
class Fildel:
    """How a file stands in one (slag, month), and the verksamheter (`identity`) that it holds there."""

    satt: Satt
    verksamheter: frozenset[str] = frozenset()


Delar = Mapping[Nyckel, Fildel]


def identity(rows: pd.DataFrame) -> pd.Series:
    """What a row is compared by: its verksamhet, or its ansvar when it has none."""
    return rows[Col.VERKSAMHET].where(rows[Col.VERKSAMHET] != "", "ansvar " + rows[Col.ANSVAR])


def is_replaced(rows: pd.DataFrame, slag: Slag, delar: Delar) -> np.ndarray:
    """Which stored rows (PERIOD, VERKSAMHET, ANSVAR) of a slag stop counting with the file."""
    pairs = zip(rows[Col.PERIOD], identity(rows), strict=True)
    return np.array([_replaces(delar.get((slag, int(period))), one) for period, one in pairs], dtype=bool)


def _replaces(part: Fildel | None, one: str) -> bool:
    if part is None or part.satt is Satt.BREDVID:
        return False
    return part.satt is Satt.ERSATTER or one in part.verksamheter


def without_replaced(rows: pd.DataFrame, slag: Slag, delar: Delar) -> pd.DataFrame:
    """The stored rows that still count with the file."""
    return rows[~is_replaced(rows, slag, delar)]
