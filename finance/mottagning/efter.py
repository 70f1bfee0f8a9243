"""What would be current when a file that is looked at has been read in."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from finance.errors import HelarError
from finance.kolumner import Col, Slag
from finance.mottagning.identitet import identity
from finance.mottagning.modell import Forslag, Forslagsstatus
from finance.store import sum_rows

FILEN = 0
"""Stands for the inläsning's id of the file that is looked at."""


def add_forslag(
    stored: pd.DataFrame, forslag: Forslag, slag: Slag, *, fran: int | None = None, till: int | None = None
) -> pd.DataFrame:
    """`stored` (with INLASNING, PERIOD, VERKSAMHET and ANSVAR) without what the file replaces, and with its own rows summed.

    A file that is there already changes nothing. Raises HelarError for one that cannot be read in.
    """
    if forslag.status is Forslagsstatus.AVVISAD:
        raise HelarError(f"{forslag.fil} kan inte läsas in som den är. Rätta felen först.")
    if forslag.status is Forslagsstatus.DUBBLETT:
        return stored
    kept = without_ended(stored, forslag, slag)
    own = own_rows(forslag, slag, fran=fran, till=till)
    if own.empty:
        return kept
    new = sum_rows(own).assign(inlasning_id=FILEN)
    return pd.concat([frame for frame in (kept, new[kept.columns]) if len(frame)], ignore_index=True)


def without_ended(rows: pd.DataFrame, forslag: Forslag, slag: Slag) -> pd.DataFrame:
    """`rows` (with INLASNING, PERIOD, VERKSAMHET and ANSVAR) without what the file replaces."""
    ended = {(one.inlasning_id, one.period): one.verksamheter for one in forslag.ersatter if one.slag is slag}
    keys = zip(rows[Col.INLASNING], rows[Col.PERIOD], identity(rows), strict=True)
    return rows[np.array([not _is_ended(ended, (number, period), one) for number, period, one in keys], dtype=bool)]


def _is_ended(ended: Mapping[tuple[int, int], frozenset[str] | None], key: tuple[int, int], one: str) -> bool:
    if key not in ended:
        return False
    verksamheter = ended[key]
    return verksamheter is None or one in verksamheter


def own_rows(forslag: Forslag, slag: Slag, *, fran: int | None = None, till: int | None = None) -> pd.DataFrame:
    """The file's rows of a slag and some months, columns TRANSAKTION."""
    rader = forslag.rader[forslag.rader[Col.SLAG] == slag]
    low, high = 0 if fran is None else fran, 999_999 if till is None else till
    return rader[rader[Col.PERIOD].between(low, high)]
