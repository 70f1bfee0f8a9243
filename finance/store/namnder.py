"""Nämnder: what they are called, how they are shown, and which rows of a file are theirs."""

import dataclasses
import json
from dataclasses import dataclass

import sqlalchemy as sa

from finance.belopp import Enhet, Vy
from finance.errors import InvalidValue, UnknownNamnd
from finance.kolumner import Col
from finance.store import tables
from finance.store.logg import write_logg
from finance.store.store import Store
from finance.struktur import Urval


@dataclass(frozen=True, slots=True)
class Namnd:
    """A nämnd. `urval`: rows of a file outside it are not stored; empty means every row (DESIGN 6.3)."""

    kod: str
    namn: str
    enhet: Enhet = Enhet.TKR
    vy: Vy = Vy.NETTOKOSTNAD
    kommun: str = ""
    kommunkod: str = ""
    urval: tuple[Urval, ...] = ()


def save_namnd(store: Store, namnd: Namnd, *, vem: str) -> None:
    """Create or change a nämnd. Raises InvalidValue without a kod."""
    if not namnd.kod.strip() or namnd.kod != namnd.kod.strip():
        raise InvalidValue("Nämnden behöver en kod utan mellanslag i början och slutet, till exempel SN.")
    table = tables.namnd
    values = _to_row(namnd)
    with store.write() as conn:
        before = conn.execute(sa.select(table).where(table.c.kod == namnd.kod)).first()
        if before is None:
            conn.execute(table.insert().values(**values, version=0, registrerad=store.time))
        else:
            conn.execute(table.update().where(table.c.kod == namnd.kod).values(**values))
        fore = None if before is None else _to_row(_from_row(before))
        write_logg(store, namnd.kod, "nämnd ändrad" if fore else "nämnd skapad", vem=vem, fore=fore, efter=values)


def ensure_namnd(store: Store, kod: str, *, vem: str) -> None:
    """Create the nämnd with defaults if it is not there."""
    with store.write() as conn:
        if conn.scalar(sa.select(tables.namnd.c.kod).where(tables.namnd.c.kod == kod)) is None:
            save_namnd(store, Namnd(kod, kod), vem=vem)


def get_namnd(store: Store, kod: str) -> Namnd:
    """Raises UnknownNamnd."""
    with store.read() as conn:
        row = conn.execute(sa.select(tables.namnd).where(tables.namnd.c.kod == kod)).first()
    if row is None:
        raise UnknownNamnd(kod)
    return _from_row(row)


def list_namnder(store: Store) -> tuple[Namnd, ...]:
    """Every nämnd, by kod."""
    with store.read() as conn:
        return tuple(_from_row(row) for row in conn.execute(sa.select(tables.namnd).order_by(tables.namnd.c.kod)))


def urval_to_json(urval: tuple[Urval, ...]) -> str:
    """Selections as stored."""
    return json.dumps([[one.dimension.value, [list(ends) for ends in one.intervall]] for one in urval], ensure_ascii=False)


def urval_from_json(text: str) -> tuple[Urval, ...]:
    """Selections as stored -> values."""
    return tuple(Urval(Col(dimension), tuple((low, high) for low, high in ends)) for dimension, ends in json.loads(text))


def _to_row(namnd: Namnd) -> dict[str, str]:
    fields = {field.name: getattr(namnd, field.name) for field in dataclasses.fields(namnd)}
    return {**fields, "enhet": namnd.enhet.value, "vy": namnd.vy.value, "urval": urval_to_json(namnd.urval)}


def _from_row(row: sa.Row[tuple[object, ...]]) -> Namnd:
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row by column
    texts = {name: str(values[name]) for name in ("kod", "namn", "kommun", "kommunkod")}
    return Namnd(**texts, enhet=Enhet(values["enhet"]), vy=Vy(values["vy"]), urval=urval_from_json(str(values["urval"])))
