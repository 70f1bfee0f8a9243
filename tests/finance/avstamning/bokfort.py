"""Bookings written out by hand, stored as a file would be."""

import itertools
from collections.abc import Sequence

import pandas as pd

from finance.inlasning.modell import empty_rows
from finance.kolumner import Col, Slag
from finance.store import NyInlasning, Satt, Store, commit_inlasning

NUMBERS = itertools.count()
Bokning = tuple[int, str, str, int]
"""(period, verksamhet, konto, öre)."""


def frame(rows: Sequence[Bokning], *, slag: Slag = Slag.UTFALL, **codes: str) -> pd.DataFrame:
    """Canonical rows on ansvar 100; `codes` on every row."""
    blank = dict.fromkeys(empty_rows().columns, "")
    made = [
        {
            **blank,
            "slag": slag.value,
            "period": period,
            "ansvar": "100",
            "verksamhet": verksamhet,
            "konto": konto,
            "verifikat": str(place),
            "ore": ore,
            "ackumulerat": False,
            "blad": "Blad1",
            "rad": place + 2,
            **codes,
        }
        for place, (period, verksamhet, konto, ore) in enumerate(rows)
    ]
    return pd.DataFrame(made)[[str(col) for col in empty_rows().columns]]


def book(
    store: Store,
    rows: Sequence[Bokning] | pd.DataFrame,
    *,
    satt: Satt = Satt.BREDVID,
    slag: Slag = Slag.UTFALL,
    fil: str = "huvudbok.xlsx",
    tolkning: str = "{}",
    **codes: str,
) -> int:
    rader = rows if isinstance(rows, pd.DataFrame) else frame(rows, slag=slag, **codes)
    months = {(slag, int(period)): satt for period in rader[Col.PERIOD].unique()}
    ny = NyInlasning("SN", fil, "", str(next(NUMBERS)), 1, months, rader, tolkning=tolkning)
    return commit_inlasning(store, ny, vem="anna")
