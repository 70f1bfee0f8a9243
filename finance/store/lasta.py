"""What is locked: content as canonical JSON, sealed. A row is never changed and never removed; locking again is a new version.

The seal is the sha256 of everything that the row says (whose, when, who, why and the content), so a row that has been changed
behind the program's back is found when it is read.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from finance.errors import HelarError
from finance.store.aktuellt import until
from finance.store.logg import write_logg
from finance.store.namnder import get_namnd
from finance.store.store import Store
from finance.store.tables import metadata
from finance.store.texter import masked
from finance.store.tid import from_text


class Skadad(HelarError):
    """Something locked is not what was locked."""


@dataclass(frozen=True, slots=True)
class Last:
    """One locked version. `period` is ÅÅÅÅMM; `anledning` says why it was locked again, "" for the first.

    `innehall`: canonical JSON, "" when only the heading was asked for. `hel`: whether the seal fits.
    """

    id: int
    namnd: str
    period: int
    slag: str
    titel: str
    version: int
    anledning: str
    vem: str
    registrerad: datetime
    innehall: str
    sha256: str
    hel: bool

    @property
    def varden(self) -> dict[str, Any]:
        """The content. Raises Skadad when the seal does not fit."""
        if not self.hel:
            raise Skadad(
                f"Det som låstes för {self.period // 100}-{self.period % 100:02d} (version {self.version}) har ändrats i "
                "databasen utanför Helår och visas därför inte. Hämta det ur en säkerhetskopia."
            )
        found: dict[str, Any] = json.loads(self.innehall)
        return found


def table(name: str) -> sa.Table:
    """A table of locked versions."""
    return sa.Table(
        name,
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        *(sa.Column(column, sa.Text, nullable=False) for column in ("namnd", "slag", "titel")),
        sa.Column("period", sa.Integer, nullable=False, autoincrement=False),  # ÅÅÅÅMM
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),  # 1, 2, ... of (namnd, period, slag)
        *(sa.Column(column, sa.Text, nullable=False) for column in ("innehall", "anledning", "sha256", "vem", "registrerad")),
        sa.Index(f"ix_{name}_namnd", "namnd", "period"),
        sa.UniqueConstraint("namnd", "period", "slag", "version"),
    )


def canonical(value: Mapping[str, object]) -> str:
    """The one text of a value: keys in order, no blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def lock(
    store: Store,
    source: sa.Table,
    namnd: str,
    period: int,
    value: Mapping[str, object],
    *,
    vem: str,
    handling: str,
    **what: str,
) -> Last:
    """Store the next version; `what`: slag, titel and anledning, "" where not given.

    Raises UnknownNamnd, and HelarError when nothing has changed since the latest version or a new one has no reason.
    """
    innehall, texts = canonical(value), {"slag": "", "titel": "", "anledning": ""} | what
    texts["anledning"] = masked(texts["anledning"])
    with store.write() as conn:
        get_namnd(store, namnd)
        before = read_latest(store, source, namnd, period, texts["slag"])
        _check_again(before, innehall, texts["anledning"])
        row: dict[str, object] = {
            "namnd": namnd,
            "period": period,
            "version": before.version + 1 if before else 1,
            "innehall": innehall,
            "vem": vem,
            "registrerad": store.time,
            **texts,
        }
        conn.execute(source.insert().values(**row, sha256=_seal(row)))
        write_logg(store, namnd, handling, vem=vem, efter={key: row[key] for key in row if key != "innehall"})
        found = read_latest(store, source, namnd, period, texts["slag"])
    if found is None:
        raise HelarError("Databasen sparade inget. Försök igen.")
    return found


def _check_again(before: Last | None, innehall: str, anledning: str) -> None:
    if before is None:
        return
    if before.hel and before.innehall == innehall:
        raise HelarError(f"Inget har ändrats sedan version {before.version} låstes. Den gäller fortfarande.")
    if not anledning:
        raise HelarError(f"Version {before.version} är redan låst och står kvar. Skriv varför en ny ska låsas.")


def read_latest(
    store: Store, source: sa.Table, namnd: str, period: int, slag: str = "", *, as_of: datetime | None = None
) -> Last | None:
    """The newest version for exactly this period, whole or not."""
    return _first(store, source, source.c.namnd == namnd, source.c.period == period, source.c.slag == slag, as_of=as_of)


def read_before(
    store: Store, source: sa.Table, namnd: str, period: int, slag: str = "", *, as_of: datetime | None = None
) -> Last | None:
    """The newest version of the latest earlier period of the same year that has one."""
    same = (source.c.namnd == namnd, source.c.slag == slag, source.c.period < period, source.c.period > period // 100 * 100)
    return _first(store, source, *same, as_of=as_of)


def read_one(store: Store, source: sa.Table, namnd: str, last_id: int) -> Last:
    """One version with its content. Raises HelarError when there is none."""
    found = _first(store, source, source.c.namnd == namnd, source.c.id == last_id, as_of=None)
    if found is None:
        raise HelarError(f"Nummer {last_id} finns inte bland det som låsts för {namnd}. Ladda om sidan och välj i listan.")
    return found


def list_lasta(
    store: Store, source: sa.Table, namnd: str, *, as_of: datetime | None = None, period: int | None = None
) -> tuple[Last, ...]:
    """Every version known at `as_of`, newest period and version first."""
    query = sa.select(source).where(source.c.namnd == namnd, source.c.registrerad <= until(as_of))
    if period is not None:
        query = query.where(source.c.period == period)
    with store.read() as conn:
        rows = conn.execute(query.order_by(source.c.period.desc(), source.c.slag, source.c.version.desc()))
        return tuple(_last(row) for row in rows)


def _first(store: Store, source: sa.Table, *where: sa.ColumnElement[bool], as_of: datetime | None) -> Last | None:
    query = sa.select(source).where(*where, source.c.registrerad <= until(as_of))
    with store.read() as conn:
        row = conn.execute(query.order_by(source.c.period.desc(), source.c.version.desc()).limit(1)).first()
    return None if row is None else _last(row)


def _last(row: sa.Row[Any]) -> Last:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row by column
    return Last(**{**values, "registrerad": from_text(row.registrerad), "hel": _seal(values) == row.sha256})


SEALED = ("namnd", "period", "slag", "titel", "version", "anledning", "vem", "registrerad", "innehall")


def _seal(row: Mapping[str, object]) -> str:
    text = json.dumps([row[name] for name in SEALED], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
