"""Fria tabeller: what somebody typed or pasted to stand in a report (föreningsbidrag), per nämnd, period and id, as versions.

A cell is the text of a text column, else the number as written, decimals kept; None where nothing stands.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.inlasning.fil.klistrad import Fricell, Frikolumn, Kolumnslag
from finance.period import Period
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import FIRST, from_text
from finance.store.versioner import read_latest, read_versions, table, write_version

NEVER = from_text(FIRST)
KEY = ("period", "tabell")
MOST_ROWS, MOST_COLUMNS = 500, 20

fritabell = table(
    "fritabell",
    sa.Column("period", sa.Integer, nullable=False),
    sa.Column("tabell", sa.Integer, nullable=False),
    sa.Column("titel", sa.Text, nullable=False),
    sa.Column("sektion", sa.Text, nullable=False),
    sa.Column("innehall", sa.Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Fritabell:
    """A table as written. `id` 0: not stored yet. `summa`: its printed sum row, as wide as the columns, or None."""

    titel: str
    kolumner: tuple[Frikolumn, ...]
    rader: tuple[tuple[Fricell, ...], ...]
    period: int  # ÅÅÅÅMM
    sektion: str = ""
    summa: tuple[Fricell, ...] | None = None
    id: int = 0
    vem: str = ""
    registrerad: datetime = NEVER
    borttagen: bool = False


def read_fritabeller(
    store: Store, namnd: str, *, period: int | None = None, as_of: datetime | None = None
) -> tuple[Fritabell, ...]:
    """The tables of a period (ÅÅÅÅMM; None: of every period), in the order first written."""
    rows = read_latest(store, fritabell, namnd, KEY, as_of=as_of)
    return tuple(_fritabell(row) for row in rows if period is None or row.period == period)


def fritabell_history(store: Store, namnd: str, period: int, tabell: int) -> tuple[Fritabell, ...]:
    """Every version of one table, removals too, newest first."""
    rows = read_versions(store, fritabell, namnd, {"period": period, "tabell": tabell})
    return tuple(_fritabell(row) for row in reversed(rows))


def save_fritabell(store: Store, namnd: str, tabell: Fritabell, *, vem: str) -> int:
    """Store a new table (`id` 0) or a new version of one; returns its id. Raises InvalidValue, HelarError, UnknownNamnd."""
    clean = _cleaned(tabell)
    with store.write() as conn:
        lineage = clean.id
        if lineage and lineage not in {one.id for one in read_fritabeller(store, namnd, period=clean.period)}:
            raise HelarError("Tabellen är borttagen. Läs om sidan.")
        if not lineage:
            highest = conn.scalar(sa.select(sa.func.max(fritabell.c.tabell)).where(fritabell.c.namnd == namnd))
            lineage = (highest or 0) + 1
        handling = "tabell ändrad" if clean.id else "tabell sparad"
        write_version(store, fritabell, namnd, _values(clean, lineage), vem=vem, handling=handling)
    return lineage


def remove_fritabell(store: Store, namnd: str, period: int, tabell: int, *, vem: str) -> None:
    """Take a table out of its report; it can be restored. Raises HelarError when it is not there."""
    with store.write():
        found = next((one for one in read_fritabeller(store, namnd, period=period) if one.id == tabell), None)
        if found is None:
            raise HelarError("Tabellen är redan borttagen. Läs om sidan.")
        write_version(store, fritabell, namnd, _values(found, tabell), vem=vem, handling="tabell borttagen", removed=True)


def read_borttagna_fritabeller(store: Store, namnd: str, *, period: int) -> tuple[Fritabell, ...]:
    """The tables of a period that were removed and can be restored."""
    latest = {one.tabell: one for one in read_versions(store, fritabell, namnd, {"period": period})}
    return tuple(_fritabell(row) for row in latest.values() if row.borttagen)


def restore_fritabell(store: Store, namnd: str, period: int, tabell: int, *, vem: str) -> None:
    """Take a removal back. Raises HelarError when it is not removed."""
    with store.write():
        found = next((one for one in read_borttagna_fritabeller(store, namnd, period=period) if one.id == tabell), None)
        if found is None:
            raise HelarError("Tabellen är inte borttagen. Läs om sidan.")
        write_version(store, fritabell, namnd, _values(found, tabell), vem=vem, handling="tabell återställd")


def _cleaned(tabell: Fritabell) -> Fritabell:
    """The table with personnummer masked and blanks trimmed. Raises InvalidValue with what is missing."""
    titel = masked(tabell.titel)
    if not titel:
        raise InvalidValue("Skriv vad tabellen heter. Rubriken står i rapporten.")
    Period.from_key(tabell.period)
    if not tabell.rader or len(tabell.kolumner) < 2:
        raise InvalidValue("Tabellen behöver minst två kolumner och en rad under rubrikraden.")
    if len(tabell.rader) > MOST_ROWS or len(tabell.kolumner) > MOST_COLUMNS:
        raise InvalidValue(f"Tabellen är för stor: högst {MOST_ROWS} rader och {MOST_COLUMNS} kolumner får plats.")
    rows = (*tabell.rader, *((tabell.summa,) if tabell.summa is not None else ()))
    if any(len(row) != len(tabell.kolumner) for row in rows):
        raise InvalidValue("Alla rader behöver lika många celler som rubrikraden.")
    summa = None if tabell.summa is None else _cells(tabell.summa)
    return Fritabell(
        titel=titel,
        kolumner=tuple(
            Frikolumn(masked(one.namn) or f"Kolumn {place}", one.slag) for place, one in enumerate(tabell.kolumner, 1)
        ),
        rader=tuple(_cells(row) for row in tabell.rader),
        period=tabell.period,
        sektion=masked(tabell.sektion),
        summa=summa,
        id=tabell.id,
    )


def _cells(row: tuple[Fricell, ...]) -> tuple[Fricell, ...]:
    return tuple(masked(cell) if isinstance(cell, str) else cell for cell in row)


def _values(tabell: Fritabell, lineage: int) -> dict[str, object]:
    innehall = {
        "kolumner": [[one.namn, one.slag.value] for one in tabell.kolumner],
        "rader": [_as_text(row) for row in tabell.rader],
        "summa": None if tabell.summa is None else _as_text(tabell.summa),
    }
    return {
        "period": tabell.period,
        "tabell": lineage,
        "titel": tabell.titel,
        "sektion": tabell.sektion,
        "innehall": json.dumps(innehall, ensure_ascii=False),
    }


def _as_text(row: tuple[Fricell, ...]) -> list[str | None]:
    return [format(cell, "f") if isinstance(cell, Decimal) else cell for cell in row]


def _fritabell(row: sa.Row[tuple[object, ...]]) -> Fritabell:
    innehall = json.loads(row.innehall)
    kolumner = tuple(Frikolumn(namn, Kolumnslag(slag)) for namn, slag in innehall["kolumner"])
    summa = innehall["summa"]
    return Fritabell(
        titel=row.titel,
        kolumner=kolumner,
        rader=tuple(_from_text(kolumner, cells) for cells in innehall["rader"]),
        period=row.period,
        sektion=row.sektion,
        summa=None if summa is None else _from_text(kolumner, summa),
        id=row.tabell,
        vem=row.vem,
        registrerad=from_text(row.registrerad),
        borttagen=bool(row.borttagen),
    )


def _from_text(kolumner: tuple[Frikolumn, ...], cells: Sequence[str | None]) -> tuple[Fricell, ...]:
    return tuple(
        cell if cell is None or kolumn.slag is Kolumnslag.TEXT else Decimal(cell)
        for kolumn, cell in zip(kolumner, cells, strict=True)
    )
