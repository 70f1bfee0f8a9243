"""Saved scenarios: what if, never part of the prognos. Versions by name, per nämnd and year.

A scenario is a name and its levers (spakar). What a lever does to the year is computed in `finance.prognos.scenario`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.store.aktuellt import until
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text
from finance.store.versioner import read_latest, read_versions, table, write_version

scenario = table(
    "scenario",
    sa.Column("ar", sa.Integer, nullable=False),
    sa.Column("namn", sa.Text, nullable=False),
    sa.Column("spakar", sa.Text, nullable=False),
)
KEY = ("ar", "namn")
LANGST_NAMN = 60


class Spakslag(StrEnum):
    """A kind of lever. The value is what is stored."""

    VOLYM = "volym"
    PRIS = "pris"
    VAKANS = "vakans"
    ATGARD = "atgard"
    PLACERING = "placering"


@dataclass(frozen=True, slots=True)
class Spak:
    """One lever. `fran` and `till`: months 1-12 of the scenario's year. `om`: which åtgärd, or the type of a placering.

    `tal` by kind: volym `procent` or `antal` (units a month); pris `procent` or `kronor` (per unit); vakans `antal` (empty
    tjänster), `lon` (kronor a month), `po` (percent); atgard `manader` (later); placering `antal`, `dygnspris`, `moms`
    (percent), `ersattning` (kronor a day).
    """

    slag: Spakslag
    nod: str  # as in the kub; of an åtgärd: as in the list
    kontogrupp: str = ""  # of a coupled mått; "" = the whole nod
    om: str = ""
    fran: int = 1
    till: int = 12
    tal: tuple[tuple[str, Decimal], ...] = ()

    def value(self, namn: str) -> Decimal:
        """One of its figures; 0 where it has none."""
        return dict(self.tal).get(namn, Decimal(0))

    @property
    def mal(self) -> tuple[Spakslag, str, str, str]:
        """What it moves: a scenario has one lever of each."""
        return self.slag, self.nod, self.kontogrupp, self.om


@dataclass(frozen=True, slots=True)
class Scenario:
    """A name and its levers, for one year. `borttagen`: a version that took it away."""

    namn: str
    ar: int
    spakar: tuple[Spak, ...]
    vem: str = ""
    registrerad: datetime | None = field(default=None, compare=False)
    borttagen: bool = False


def read_scenarier(store: Store, namnd: str, ar: int, *, as_of: datetime | None = None) -> tuple[Scenario, ...]:
    """The saved scenarios of a year, in the order first saved."""
    return tuple(_scenario(row) for row in read_latest(store, scenario, namnd, KEY, as_of=as_of) if row.ar == ar)


def scenario_history(store: Store, namnd: str, ar: int, *, as_of: datetime | None = None) -> tuple[Scenario, ...]:
    """Every version of every scenario of a year, removals too, newest first."""
    rows = read_versions(store, scenario, namnd, {"ar": ar})
    return tuple(_scenario(row) for row in reversed(rows) if row.registrerad <= until(as_of))


def save_scenario(store: Store, namnd: str, namn: str, ar: int, spakar: Sequence[Spak], *, vem: str) -> str:
    """Save under a name, as a new version where the name is taken; returns the name as stored.

    Raises InvalidValue without name or levers, UnknownNamnd.
    """
    name = " ".join(masked(namn).split())
    if not name:
        raise InvalidValue("Ge scenariot ett namn, till exempel ”Fler timmar i höst”.")
    if len(name) > LANGST_NAMN:
        raise InvalidValue(f"Namnet är för långt. Skriv högst {LANGST_NAMN} tecken.")
    if not spakar:
        raise InvalidValue("Scenariot är tomt. Ändra minst en spak innan du sparar.")
    if len({spak.mal for spak in spakar}) < len(spakar):
        raise InvalidValue("Två spakar ändrar samma sak. Ta bort den ena.")
    write_version(store, scenario, namnd, _values(name, ar, spakar), vem=vem, handling="scenario sparat")
    return name


def remove_scenario(store: Store, namnd: str, namn: str, ar: int, *, vem: str) -> None:
    """Take a scenario away; its versions stay. Raises HelarError when it is not there."""
    with store.write():
        found = next((one for one in read_scenarier(store, namnd, ar) if one.namn == namn), None)
        if found is None:
            raise HelarError(f"Scenariot {namn} är redan borttaget. Ladda om sidan.")
        values = _values(namn, ar, found.spakar)
        write_version(store, scenario, namnd, values, vem=vem, handling="scenario borttaget", removed=True)


def restore_scenario(store: Store, namnd: str, namn: str, ar: int, *, vem: str) -> None:
    """Take a removal back. Raises HelarError when it is not removed."""
    with store.write():
        versions = [one for one in scenario_history(store, namnd, ar) if one.namn == namn]
        if not versions or not versions[0].borttagen:
            raise HelarError(f"Scenariot {namn} är inte borttaget. Ladda om sidan.")
        values = _values(namn, ar, versions[0].spakar)
        write_version(store, scenario, namnd, values, vem=vem, handling="scenario återställt")


def _values(namn: str, ar: int, spakar: Sequence[Spak]) -> dict[str, object]:
    written = [
        {
            "slag": one.slag.value,
            "nod": one.nod,
            "kontogrupp": one.kontogrupp,
            "om": one.om,
            "fran": one.fran,
            "till": one.till,
            "tal": {name: format(value, "f") for name, value in one.tal},
        }
        for one in spakar
    ]
    return {"ar": ar, "namn": namn, "spakar": json.dumps(written, ensure_ascii=False)}


def _scenario(row: sa.Row[tuple[object, ...]]) -> Scenario:
    return Scenario(
        namn=row.namn,
        ar=row.ar,
        spakar=tuple(_spak(one) for one in json.loads(row.spakar) if one["slag"] in set(Spakslag)),
        vem=row.vem,
        registrerad=from_text(row.registrerad),
        borttagen=bool(row.borttagen),
    )


def _spak(one: dict[str, object]) -> Spak:
    tal = one["tal"]
    figures = tal.items() if isinstance(tal, dict) else ()
    return Spak(
        slag=Spakslag(str(one["slag"])),
        nod=str(one["nod"]),
        kontogrupp=str(one["kontogrupp"]),
        om=str(one["om"]),
        fran=int(str(one["fran"])),
        till=int(str(one["till"])),
        tal=tuple((str(name), Decimal(str(value))) for name, value in figures),
    )
