"""Kända händelser: what a person knows will come and the ledger does not show yet (DESIGN 6.1). Versions of one lineage `id`.

Which version counts for a month: the one made for the latest month up to it, and of those the last written. What each kind is
worth is computed in `finance.prognos.handelser`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.period import Period
from finance.store.aktuellt import until
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text
from finance.store.versioner import read_versions, table, write_version

handelse_kand = table(
    "handelse_kand",
    sa.Column("handelse", sa.Integer, nullable=False),
    sa.Column("nod", sa.Text, nullable=False),
    sa.Column("kontogrupp", sa.Text, nullable=False),
    sa.Column("slag", sa.Text, nullable=False),
    sa.Column("fran", sa.Integer, nullable=False),
    sa.Column("till", sa.Integer, nullable=False),
    sa.Column("parametrar", sa.Text, nullable=False),
    sa.Column("skal", sa.Text, nullable=False),
    sa.Column("period", sa.Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number, or the name of a prisantagande. `pris` "" = the number."""

    tal: Decimal | None = None
    pris: str = ""


@dataclass(frozen=True, slots=True)
class KandHandelse:
    """One händelse as a person wrote it. `fran` and `till` ÅÅÅÅMM (`till` 0 = until further notice); `period`: made for."""

    nod: str
    kontogrupp: str  # "" = not split
    slag: str  # a value of finance.prognos.handelser.Handelseslag
    fran: int
    till: int
    parametrar: Mapping[str, Parameter]
    skal: str
    period: int
    id: int = 0  # of its lineage; 0 = not stored yet
    vem: str = ""
    registrerad: datetime | None = field(default=None, compare=False)
    borttagen: bool = False


def read_handelser(
    store: Store, namnd: str, *, period: int | None = None, as_of: datetime | None = None
) -> tuple[KandHandelse, ...]:
    """What counts, in the order first written. With `period` (ÅÅÅÅMM): only what was made for that month or earlier."""
    return tuple(one for one in _latest(store, namnd, period, as_of) if not one.borttagen)


def read_borttagna(
    store: Store, namnd: str, *, period: int | None = None, as_of: datetime | None = None
) -> tuple[KandHandelse, ...]:
    """What was removed and can be restored, as it was."""
    return tuple(one for one in _latest(store, namnd, period, as_of) if one.borttagen)


def _latest(store: Store, namnd: str, period: int | None, as_of: datetime | None) -> list[KandHandelse]:
    source = handelse_kand
    query = (
        sa.select(source)
        .where(source.c.namnd == namnd, source.c.registrerad <= until(as_of))
        .order_by(source.c.period, source.c.id)
    )
    if period is not None:
        query = query.where(source.c.period <= period)
    with store.read() as conn:
        latest = {row.handelse: row for row in conn.execute(query)}
    return [_handelse(latest[lineage]) for lineage in sorted(latest)]


def handelse_history(store: Store, namnd: str, handelse_id: int) -> tuple[KandHandelse, ...]:
    """Every version, removals too, newest first."""
    return tuple(_handelse(row) for row in reversed(read_versions(store, handelse_kand, namnd, {"handelse": handelse_id})))


def save_handelse(store: Store, namnd: str, handelse: KandHandelse, *, vem: str) -> int:
    """Store a new händelse (`id` 0) or a new version of one; returns its id. Raises InvalidValue, HelarError, UnknownNamnd."""
    _check(handelse)
    with store.write() as conn:
        lineage = handelse.id
        if lineage and lineage not in {one.id for one in read_handelser(store, namnd)}:
            raise HelarError("Händelsen är borttagen. Ladda om sidan.")
        if not lineage:
            highest = conn.scalar(sa.select(sa.func.max(handelse_kand.c.handelse)).where(handelse_kand.c.namnd == namnd))
            lineage = (highest or 0) + 1
        action = "händelse ändrad" if handelse.id else "händelse sparad"
        write_version(store, handelse_kand, namnd, _values(handelse, lineage), vem=vem, handling=action)
    return lineage


def remove_handelse(store: Store, namnd: str, handelse_id: int, *, period: int, vem: str) -> None:
    """Let a händelse end for `period` (ÅÅÅÅMM) and later. Raises HelarError when it is not there."""
    with store.write():
        found = next((one for one in read_handelser(store, namnd, period=period) if one.id == handelse_id), None)
        if found is None:
            raise HelarError("Händelsen är redan borttagen. Ladda om sidan.")
        values = {**_values(found, handelse_id), "period": period}
        write_version(store, handelse_kand, namnd, values, vem=vem, handling="händelse borttagen", removed=True)


def restore_handelse(store: Store, namnd: str, handelse_id: int, *, period: int, vem: str) -> None:
    """Take a removal back: what was removed counts again. Raises HelarError when it is not removed."""
    with store.write():
        found = next((one for one in read_borttagna(store, namnd, period=period) if one.id == handelse_id), None)
        if found is None:
            raise HelarError("Händelsen är inte borttagen. Ladda om sidan.")
        values = {**_values(found, handelse_id), "period": period}
        write_version(store, handelse_kand, namnd, values, vem=vem, handling="händelse återställd")


def _values(handelse: KandHandelse, lineage: int) -> dict[str, object]:
    parametrar = {
        name: {"pris": one.pris} if one.pris else {"tal": format(one.tal, "f") if one.tal is not None else ""}
        for name, one in sorted(handelse.parametrar.items())
    }
    return {
        "handelse": lineage,
        "nod": handelse.nod,
        "kontogrupp": handelse.kontogrupp,
        "slag": handelse.slag,
        "fran": handelse.fran,
        "till": handelse.till,
        "parametrar": json.dumps(parametrar, ensure_ascii=False),
        "skal": masked(handelse.skal),
        "period": handelse.period,
    }


def _check(handelse: KandHandelse) -> None:
    if not handelse.nod:
        raise InvalidValue("Välj vilken verksamhet händelsen gäller.")
    if not masked(handelse.skal):
        raise InvalidValue("Skriv vad som händer och hur du vet det. Texten visas vid prognosen.")
    for key in (handelse.fran, handelse.till or handelse.fran, handelse.period):
        if not 1 <= key % 100 <= 12:
            raise InvalidValue("Välj vilken månad händelsen börjar och slutar.")
        Period.from_key(key)
    if handelse.till and handelse.till < handelse.fran:
        raise InvalidValue("Händelsen slutar innan den börjar. Välj en senare sista månad.")


def _handelse(row: sa.Row[tuple[object, ...]]) -> KandHandelse:
    parametrar = {
        name: Parameter(Decimal(one["tal"]) if one.get("tal") else None, one.get("pris", ""))
        for name, one in json.loads(row.parametrar).items()
    }
    return KandHandelse(
        nod=row.nod,
        kontogrupp=row.kontogrupp,
        slag=row.slag,
        fran=row.fran,
        till=row.till,
        parametrar=parametrar,
        skal=row.skal,
        period=row.period,
        id=row.handelse,
        vem=row.vem,
        registrerad=from_text(row.registrerad),
        borttagen=bool(row.borttagen),
    )
