"""The log: who did what and when, with before and after. Only added to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from finance.store import tables
from finance.store.store import Store, bump_version
from finance.store.tid import from_text

Uppgifter = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Loggrad:
    """One act. `fore` and `efter` are JSON text, "" for nothing."""

    nar: datetime
    vem: str
    namnd: str
    handling: str
    fore: str
    efter: str


def write_logg(
    store: Store, namnd: str, handling: str, *, vem: str, fore: Uppgifter | None = None, efter: Uppgifter | None = None
) -> None:
    """Note an act in the write that is going on, and let the nämnd's version move."""
    with store.write() as conn:
        values = {"fore": _to_json(fore), "efter": _to_json(efter), "vem": vem, "registrerad": store.time}
        conn.execute(tables.logg.insert().values(namnd=namnd, handling=handling, **values))
        bump_version(conn, namnd)


def read_logg(store: Store, namnd: str, limit: int = 200) -> tuple[Loggrad, ...]:
    """The latest acts, newest first."""
    table = tables.logg
    query = sa.select(table).where(table.c.namnd == namnd).order_by(table.c.id.desc()).limit(limit)
    with store.read() as conn:
        return tuple(
            Loggrad(from_text(row.registrerad), row.vem, row.namnd, row.handling, row.fore, row.efter)
            for row in conn.execute(query)
        )


def _to_json(values: Uppgifter | None) -> str:
    return "" if values is None else json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
