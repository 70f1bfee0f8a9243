"""What would be current when a file that is looked at has been read in."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from finance.errors import HelarError
from finance.kolumner import Col, Slag
from finance.mottagning.modell import Forslag, Forslagsstatus
from finance.store import Store, read_inlast_saldo, sum_rows

FILEN = 0
"""Stands for the inläsning's id of the file that is looked at."""


def read_saldo_after(
    store: Store, forslag: Forslag, slag: Slag, *, fran: int | None = None, till: int | None = None, per: Sequence[Col]
) -> pd.DataFrame:
    """As `read_inlast_saldo` (`per`, ACKUMULERAT, ORE), with the file's own rows as inläsning FILEN."""
    stored = read_inlast_saldo(store, forslag.namnd, slag, fran=fran, till=till, per=(Col.INLASNING, *per))
    return add_forslag(stored, forslag, slag, fran=fran, till=till)[[*(col.value for col in per), *stored.columns[-2:]]]


def add_forslag(
    stored: pd.DataFrame, forslag: Forslag, slag: Slag, *, fran: int | None = None, till: int | None = None
) -> pd.DataFrame:
    """`stored` (with INLASNING and PERIOD) without what the file replaces, and with its own rows summed.

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
    """`rows` (with INLASNING and PERIOD) without the months of inläsningar that the file replaces."""
    ended = {(one.inlasning_id, one.period) for one in forslag.ersatter if one.slag is slag}
    pairs = zip(rows[Col.INLASNING], rows[Col.PERIOD], strict=True)
    return rows[np.array([pair not in ended for pair in pairs], dtype=bool)]


def own_rows(forslag: Forslag, slag: Slag, *, fran: int | None = None, till: int | None = None) -> pd.DataFrame:
    """The file's rows of a slag and some months, columns TRANSAKTION."""
    rader = forslag.rader[forslag.rader[Col.SLAG] == slag]
    low, high = 0 if fran is None else fran, 999_999 if till is None else till
    return rader[rader[Col.PERIOD].between(low, high)]
