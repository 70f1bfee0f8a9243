"""A verksamhet that goes on under another kod, so that its history follows a reorganisation.

What is stored is not touched: earlier months are shown under the new kod when they are read, and every sum stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.kolumner import Col
from finance.period import Period
from finance.store.store import Store
from finance.store.tid import from_text
from finance.store.versioner import read_latest, table, write_version

verksamhetsbyte = table(
    "verksamhetsbyte",
    sa.Column("fran_kod", sa.Text, nullable=False),
    sa.Column("till_kod", sa.Text, nullable=False),
    sa.Column("galler_fran", sa.Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Verksamhetsbyte:
    """From `galler_fran` (ÅÅÅÅMM) on, `till_kod` is what `fran_kod` was before."""

    fran_kod: str
    till_kod: str
    galler_fran: int
    vem: str
    registrerad: datetime


def read_verksamhetsbyten(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Verksamhetsbyte, ...]:
    """Those that hold, by the month they hold from."""
    rows = read_latest(store, verksamhetsbyte, namnd, ("galler_fran", "fran_kod"), as_of=as_of)
    return tuple(
        Verksamhetsbyte(row.fran_kod, row.till_kod, row.galler_fran, row.vem, from_text(row.registrerad))
        for row in sorted(rows, key=lambda row: (row.galler_fran, row.fran_kod))
    )


def save_verksamhetsbyte(store: Store, namnd: str, fran_kod: str, till_kod: str, galler_fran: int, *, vem: str) -> None:
    """Let the months of `fran_kod` before `galler_fran` be shown under `till_kod`. Raises InvalidValue, UnknownNamnd."""
    if not fran_kod or not till_kod or fran_kod == till_kod:
        raise InvalidValue("Ange två olika koder: den som verksamheten hade och den som den har nu.")
    if Period.from_key(galler_fran).is_bokslut:
        raise InvalidValue("Ett byte gäller från en kalendermånad, 01-12.")
    _write(store, namnd, fran_kod, till_kod, galler_fran, removed=False, vem=vem)


def remove_verksamhetsbyte(store: Store, namnd: str, fran_kod: str, galler_fran: int, *, vem: str) -> None:
    """Let a byte end, as if it had not been. Raises HelarError when there is none."""
    with store.write():
        found = [b for b in read_verksamhetsbyten(store, namnd) if (b.fran_kod, b.galler_fran) == (fran_kod, galler_fran)]
        if not found:
            raise HelarError(f"Det finns inget byte från {fran_kod} som gäller från {Period.from_key(galler_fran)}.")
        _write(store, namnd, fran_kod, found[0].till_kod, galler_fran, removed=True, vem=vem)


def _write(store: Store, namnd: str, fran_kod: str, till_kod: str, galler_fran: int, *, removed: bool, vem: str) -> None:
    values = {"fran_kod": fran_kod, "till_kod": till_kod, "galler_fran": galler_fran, "borttagen": removed}
    handling = "verksamhetsbyte borttaget" if removed else "verksamhetsbyte sparat"
    write_version(store, verksamhetsbyte, namnd, values, vem=vem, handling=handling, removed=removed)


def apply_byten(frame: pd.DataFrame, byten: Sequence[Verksamhetsbyte], *, period: int) -> pd.DataFrame:
    """`frame` (with VERKSAMHET and PERIOD) as the organisation of `period` (ÅÅÅÅMM) sees it; the same rows and amounts.

    Byten of one month happen at once: two verksamheter can change kod with each other. Those that hold from a later month
    than `period` are not yet: a report for an earlier month keeps its verksamheter.
    """
    current = [byte for byte in byten if byte.galler_fran <= period]
    if not current or frame.empty:
        return frame
    kods = frame[Col.VERKSAMHET]
    for month in sorted({byte.galler_fran for byte in current}):
        turned = {byte.fran_kod: byte.till_kod for byte in current if byte.galler_fran == month}
        kods = kods.mask(kods.isin(turned.keys()) & (frame[Col.PERIOD] < month), kods.map(turned))
    return frame.assign(**{Col.VERKSAMHET: kods})


def origins(kods: set[str], byten: Sequence[Verksamhetsbyte], *, period: int) -> set[str]:
    """`kods` and every kod that is shown as one of them by some byte: where to look in what is stored."""
    found = set(kods)
    for byte in sorted(byten, key=lambda one: -one.galler_fran):
        if byte.galler_fran <= period and byte.till_kod in found:
            found.add(byte.fran_kod)
    return found
