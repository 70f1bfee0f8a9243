"""Budgetjusteringar (DESIGN 6.4): what makes the ursprungliga budgeten the reviderade. They add up; a correction is a new row.

Öre, canonical sign: more budget for costs is +. Spread evenly over the months `fran` to `till`, the last with the remainder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa

from finance.belopp import split_evenly
from finance.errors import HelarError, InvalidValue
from finance.inlasning.modell import Justeringsrad
from finance.kolumner import SALDO_KEYS, Col
from finance.period import Period
from finance.store import tables
from finance.store.aktuellt import read_live, until
from finance.store.frames import to_frame
from finance.store.logg import write_logg
from finance.store.namnder import get_namnd
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text


@dataclass(frozen=True, slots=True)
class Justeringspost:
    """One stored budgetjustering."""

    id: int
    verksamhet: str
    ansvar: str
    konto: str
    typ: str  # "ram" | "tillagg" | "omfordelning" | "tillfallig"
    beslut: str
    fran: int  # ÅÅÅÅMM
    till: int
    ore: int
    text: str
    vem: str
    registrerad: datetime
    inlasning_id: int | None  # None: typed by hand


def months_between(fran: int, till: int) -> list[int]:
    """The calendar months from `fran` to `till`, both included, as ints ÅÅÅÅMM. Raises InvalidValue when there are none."""
    month, last = Period.from_key(fran), Period.from_key(till)
    if last < month or month.is_bokslut or last.is_bokslut:
        raise InvalidValue(f"{month} till {last} är inga månader i följd. Ange en första och en sista månad.")
    months = []
    while month <= last:
        months.append(month.key)
        month = month.next
    return months


def spread(ore: int, fran: int, till: int) -> dict[int, int]:
    """An amount on its months: ÅÅÅÅMM -> öre; sums to `ore` exactly."""
    months = months_between(fran, till)
    return dict(zip(months, split_evenly(ore, len(months)), strict=True))


def read_budgetjusteringar(
    store: Store, namnd: str, *, as_of: datetime | None = None, ar: int | None = None
) -> tuple[Justeringspost, ...]:
    """Those in force, in the order written; of one year (that of `fran`) if given."""
    table = tables.budgetjustering
    query = sa.select(table).where(table.c.namnd == namnd, table.c.registrerad <= until(as_of)).order_by(table.c.id)
    with store.read() as conn:
        live = read_live(conn, namnd, as_of)
        rows = [row for row in conn.execute(query) if row.inlasning_id is None or row.inlasning_id in live]
    return tuple(_post(row) for row in _in_force_of(rows) if ar is None or row.fran // 100 == ar)


def _in_force_of(rows: Sequence[sa.Row[*tuple[Any, ...]]]) -> list[sa.Row[*tuple[Any, ...]]]:
    """The last version of each; a version of what is no longer live (its file was undone) goes with it. In order of id."""
    present: dict[int, sa.Row[*tuple[Any, ...]]] = {}
    for row in rows:
        if row.ersatter_id is None or row.ersatter_id in present:
            present[row.id] = row
    replaced = {row.ersatter_id for row in present.values()}
    return [row for row in present.values() if row.id not in replaced and not row.borttagen]


def _post(row: sa.Row[tuple[object, ...]]) -> Justeringspost:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row by column
    for name in ("namnd", "borttagen", "ersatter_id"):
        values.pop(name)
    return Justeringspost(**{**values, "registrerad": from_text(str(values["registrerad"]))})


def spread_saldo(poster: Sequence[Justeringspost], *, fran: int | None, till: int | None) -> pd.DataFrame:
    """The adjustments as saldo rows (SALDO_KEYS, ACKUMULERAT, ORE), one per month, within the periods asked for."""
    rows: list[tuple[object, ...]] = []
    for post in poster:
        keys = {Col.ANSVAR: post.ansvar, Col.VERKSAMHET: post.verksamhet, Col.KONTO: post.konto}
        for period, ore in spread(post.ore, post.fran, post.till).items():
            if (fran is None or period >= fran) and (till is None or period <= till):
                codes = [period if col is Col.PERIOD else keys.get(col, "") for col in SALDO_KEYS]
                rows.append((*codes, False, ore))
    return to_frame(rows, (*SALDO_KEYS, Col.ACKUMULERAT, Col.ORE))


def save_budgetjustering(store: Store, namnd: str, rad: Justeringsrad, *, vem: str, ersatter: int | None = None) -> int:
    """Store one typed adjustment, as a new one or in the place of one in force (`ersatter`: its id)."""
    return _save_one(store, namnd, rad, vem=vem, ersatter=ersatter, removed=False)


def remove_budgetjustering(store: Store, namnd: str, justering_id: int, *, vem: str) -> int:
    """Let an adjustment end, as if it had not been. Raises HelarError if it is not in force."""
    with store.write():
        post = _in_force(store, namnd, justering_id)
        names = ("verksamhet", "ansvar", "konto", "typ", "beslut", "fran", "till", "ore", "text")
        rad = Justeringsrad(**{name: getattr(post, name) for name in names}, blad="", rad=0)
        return _save_one(store, namnd, rad, vem=vem, ersatter=justering_id, removed=True)


def _in_force(store: Store, namnd: str, justering_id: int) -> Justeringspost:
    found = [post for post in read_budgetjusteringar(store, namnd) if post.id == justering_id]
    if not found:
        raise HelarError(f"Budgetjustering {justering_id} gäller inte för {namnd}. Läs om sidan och försök igen.")
    return found[0]


def _save_one(store: Store, namnd: str, rad: Justeringsrad, *, vem: str, ersatter: int | None, removed: bool) -> int:
    with store.write() as conn:
        get_namnd(store, namnd)
        if ersatter is not None:
            _in_force(store, namnd, ersatter)
        values = {**_values(store, namnd, rad, vem=vem, inlasning_id=None), "ersatter_id": ersatter, "borttagen": removed}
        key = conn.execute(tables.budgetjustering.insert().values(values)).inserted_primary_key
        handling = "budgetjustering borttagen" if removed else "budgetjustering sparad"
        write_logg(store, namnd, handling, vem=vem, efter=values)
    return int(key[0]) if key else 0


def write_budgetjusteringar(store: Store, namnd: str, rader: Sequence[Justeringsrad], *, vem: str, inlasning_id: int) -> None:
    """Store a file's adjustments in the write that is going on."""
    rows = [_values(store, namnd, rad, vem=vem, inlasning_id=inlasning_id) for rad in rader]
    if rows:
        with store.write() as conn:
            conn.execute(tables.budgetjustering.insert(), rows)


def _values(store: Store, namnd: str, rad: Justeringsrad, *, vem: str, inlasning_id: int | None) -> dict[str, object]:
    months_between(rad.fran, rad.till)
    names = ("verksamhet", "ansvar", "konto", "typ", "beslut", "fran", "till", "ore")
    return {
        **{name: getattr(rad, name) for name in names},
        "namnd": namnd,
        Col.INLASNING.value: inlasning_id,
        "text": masked(rad.text),
        "ersatter_id": None,
        "borttagen": False,
        "vem": vem,
        "registrerad": store.time,
    }
