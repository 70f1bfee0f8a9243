"""Values of mått that people typed or pasted: one version per (nod, grupp, mått, kategori, typ, time), never changed in place.

A typed value counts until a later file or a later typing says something else; taken away, the file's value counts again.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.inlasning.planrader import Ackumulering, Frekvens, Mattrad, Vardestatus, Vardetyp
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text
from finance.store.versioner import read_latest, read_versions, table, write_version

KEY = ("nod", "grupp", "matt", "kategori", "typ", "fran", "till")
TEXTER = ("grupp", "matt", "kategori", "rubrik", "anmarkning", "kalla", "enhet")
OVRIGT = ("rubrik", "frekvens", "enhet", "ackumulering", "anmarkning", "kalla")

mattpost = table(
    "mattpost",
    *(sa.Column(name, sa.Text, nullable=False) for name in KEY),
    sa.Column("varde", sa.Text, nullable=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("brott", sa.Boolean, nullable=False),
    sa.Column("ovrigt", sa.Text, nullable=False),
)
"""`varde`: the exact decimal as text. `ovrigt`: JSON with `OVRIGT`."""


def read_mattposter(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[tuple[str, Mattrad], ...]:
    """The typed values that hold, each with the time it was written (as the store writes times)."""
    return tuple((row.registrerad, _rad(row)) for row in read_latest(store, mattpost, namnd, KEY, as_of=as_of))


def save_mattvarden(store: Store, namnd: str, rader: Sequence[Mattrad], *, vem: str) -> int:
    """Write the values that differ from what a person wrote before; returns how many. Raises InvalidValue, UnknownNamnd."""
    for rad in rader:
        _check(rad)
    with store.write():
        there = {_key(rad): rad for _, rad in read_mattposter(store, namnd)}
        clean = [_clean(rad) for rad in rader]
        new = [rad for rad in clean if there.get(_key(rad)) != rad]
        for rad in new:
            write_version(store, mattpost, namnd, _values(rad), vem=vem, handling="mått: inskrivet")
    return len(new)


def remove_mattvarden(store: Store, namnd: str, rader: Iterable[Mattrad], *, vem: str) -> int:
    """Take typed values away; returns how many. Raises HelarError where none of them is typed."""
    with store.write():
        there = {_key(rad): rad for _, rad in read_mattposter(store, namnd)}
        found = [there[_key(rad)] for rad in rader if _key(rad) in there]
        if not found:
            raise HelarError("Värdet är inte inskrivet här, eller redan borttaget. Läs om sidan.")
        for rad in found:
            write_version(store, mattpost, namnd, _values(rad), vem=vem, handling="mått: borttaget", removed=True)
    return len(found)


def mattpost_history(
    store: Store, namnd: str, *, nod: str, grupp: str, matt: str, kategori: str
) -> tuple[tuple[Mattrad, str, datetime, bool], ...]:
    """Every typed version of a mått, newest first: the value, who, when, and whether it was taken away."""
    where = {"nod": nod, "grupp": grupp, "matt": matt, "kategori": kategori}
    rows = read_versions(store, mattpost, namnd, where)
    return tuple((_rad(row), row.vem, from_text(row.registrerad), bool(row.borttagen)) for row in reversed(rows))


def _key(rad: Mattrad) -> tuple[str, ...]:
    return rad.nyckel


def _check(rad: Mattrad) -> None:
    if not rad.matt.strip():
        raise InvalidValue("Skriv vad måttet heter.")
    if (rad.varde is None) is (rad.status is Vardestatus.VARDE):
        raise InvalidValue("Skriv ett tal, eller ? när värdet är okänt.")
    if rad.varde is not None and abs(rad.varde) >= Decimal(10) ** 13:
        raise InvalidValue("Ett värde är orimligt stort. Kontrollera det.")
    if not rad.fran or rad.fran > rad.till:
        raise InvalidValue("Välj vilken tid värdet gäller.")


def _clean(rad: Mattrad) -> Mattrad:
    texts: dict[str, Any] = {name: masked(getattr(rad, name)) for name in TEXTER}
    return replace(rad, **texts, blad="", rad=0, inlasning_id=None)


def _values(rad: Mattrad) -> dict[str, object]:
    keys = dict(zip(KEY, rad.nyckel, strict=True))
    return {
        **keys,
        "varde": None if rad.varde is None else format(rad.varde, "f"),
        "status": rad.status.value,
        "brott": rad.brott,
        "ovrigt": json.dumps({name: str(getattr(rad, name)) for name in OVRIGT}, ensure_ascii=False),
    }


def _rad(row: sa.Row[tuple[object, ...]]) -> Mattrad:
    rest = json.loads(row.ovrigt)
    return Mattrad(
        nod=row.nod,
        grupp=row.grupp,
        matt=row.matt,
        kategori=row.kategori,
        rubrik=rest["rubrik"],
        typ=Vardetyp(row.typ),
        fran=row.fran,
        till=row.till,
        frekvens=Frekvens(rest["frekvens"]),
        varde=None if row.varde is None else Decimal(row.varde),
        status=Vardestatus(row.status),
        enhet=rest["enhet"],
        ackumulering=Ackumulering(rest["ackumulering"]),
        anmarkning=rest["anmarkning"],
        kalla=rest["kalla"],
        brott=bool(row.brott),
        blad="",
        rad=0,
    )
