"""Resursfördelning: which mått are the hours of a unit, and what an hour and an årsarbetare are worth. Versions.

A coupling is per nod. A value is per nod ("" = every coupled unit without a value of its own), of one slag, and holds from a
month to a month; where several hold, the one with the latest `galler_fran` counts. Periods are ÅÅÅÅMM.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.period import Period
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text
from finance.store.versioner import read_latest, read_versions, table, write_version
from finance.store.volymkopplingar import Mattnyckel

ALLA = ""
"""The nod of a value that holds for every coupled unit."""
TILLS_VIDARE = 0
"""`galler_till` of a value without an end."""
MAX_VARDE = Decimal(10) ** 11
KEY_VARDE = ("nod", "slag", "galler_fran")

resurskoppling = table(
    "resurskoppling",
    *(sa.Column(name, sa.Text, nullable=False) for name in ("nod", "beviljade", "utforda", "arsarbetare")),
    sa.Column("ersatts_for", sa.Text, nullable=False),
    sa.Column("arsarbetare_ur", sa.Text, nullable=False),
)
resursvarde = table(
    "resursvarde",
    sa.Column("nod", sa.Text, nullable=False),
    sa.Column("slag", sa.Text, nullable=False),
    sa.Column("galler_fran", sa.Integer, nullable=False),
    sa.Column("galler_till", sa.Integer, nullable=False),
    sa.Column("varde", sa.Text, nullable=False),
    sa.Column("kalla", sa.Text, nullable=False),
)


class Timslag(StrEnum):
    """Which hours the unit is paid for."""

    BEVILJADE = "beviljade"
    UTFORDA = "utforda"

    @property
    def namn(self) -> str:
        """For people."""
        return "beviljade timmar" if self is Timslag.BEVILJADE else "utförda timmar"


class Arsarbetargrund(StrEnum):
    """What the hours are divided by to become årsarbetare."""

    TIMMAR = "timmar"
    KOSTNAD = "kostnad"


class Vardeslag(StrEnum):
    """What a value is of."""

    ERSATTNING = "ersattning"  # öre per hour
    TIMMAR = "timmar"  # hours with the brukare per årsarbetare and year
    KOSTNAD = "kostnad"  # öre per årsarbetare and year

    @property
    def namn(self) -> str:
        """For people."""
        return {
            "ersattning": "Ersättning per timme",
            "timmar": "Timmar per årsarbetare och år",
            "kostnad": "Kostnad per årsarbetare och år",
        }[self.value]

    @property
    def enhet(self) -> str:
        """What it is written in."""
        return "timmar" if self is Vardeslag.TIMMAR else "kr"


@dataclass(frozen=True, slots=True)
class Resurskoppling:
    """The mått of one unit. None = there is no such mått."""

    nod: str
    beviljade: Mattnyckel
    utforda: Mattnyckel | None = None
    arsarbetare: Mattnyckel | None = None
    ersatts_for: Timslag = Timslag.BEVILJADE
    arsarbetare_ur: Arsarbetargrund = Arsarbetargrund.TIMMAR
    vem: str = ""
    registrerad: datetime | None = None


@dataclass(frozen=True, slots=True)
class Resursvarde:
    """One value: `varde` in öre (Vardeslag.ERSATTNING, KOSTNAD) or hours. `galler_till` 0 = until another one holds."""

    nod: str
    slag: Vardeslag
    varde: Decimal
    galler_fran: int
    galler_till: int = TILLS_VIDARE
    kalla: str = ""
    vem: str = ""
    registrerad: datetime | None = None

    def holds(self, period: int) -> bool:
        """Whether it holds in the month `period`."""
        return self.galler_fran <= period and (self.galler_till == TILLS_VIDARE or period <= self.galler_till)


def read_resurskopplingar(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Resurskoppling, ...]:
    """The couplings in force, in the order they were first made."""
    return tuple(_koppling(row) for row in read_latest(store, resurskoppling, namnd, ("nod",), as_of=as_of))


def resurskoppling_history(store: Store, namnd: str, nod: str) -> tuple[tuple[Resurskoppling, bool], ...]:
    """Every version of a unit's coupling, newest first, and whether it was a removal."""
    rows = read_versions(store, resurskoppling, namnd, {"nod": nod})
    return tuple((_koppling(row), bool(row.borttagen)) for row in reversed(rows))


def save_resurskoppling(store: Store, namnd: str, koppling: Resurskoppling, *, vem: str) -> bool:
    """Add a version; False, and nothing done, when it says what stands there. Raises InvalidValue, UnknownNamnd."""
    _check_koppling(koppling)
    with store.write():
        if any(_values(one) == _values(koppling) for one in read_resurskopplingar(store, namnd)):
            return False
        write_version(store, resurskoppling, namnd, _values(koppling), vem=vem, handling="resursfördelning kopplad")
    return True


def remove_resurskoppling(store: Store, namnd: str, nod: str, *, vem: str) -> None:
    """Take it away: a version that says so. Raises HelarError when it is not there."""
    with store.write():
        found = next((one for one in read_resurskopplingar(store, namnd) if one.nod == nod), None)
        if found is None:
            raise HelarError("Enheten har inga timmar kopplade längre. Ladda om sidan.")
        handling = "resursfördelning borttagen"
        write_version(store, resurskoppling, namnd, _values(found), vem=vem, handling=handling, removed=True)


def read_resursvarden(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Resursvarde, ...]:
    """The values in force, by slag, nod and month."""
    found = (_varde(row) for row in read_latest(store, resursvarde, namnd, KEY_VARDE, as_of=as_of))
    return tuple(sorted(found, key=lambda one: (list(Vardeslag).index(one.slag), one.nod, one.galler_fran)))


def resursvarde_history(store: Store, namnd: str, nod: str, slag: Vardeslag) -> tuple[tuple[Resursvarde, bool], ...]:
    """Every version of a unit's values of one slag, newest first, and whether it was a removal."""
    rows = read_versions(store, resursvarde, namnd, {"nod": nod, "slag": slag.value})
    return tuple((_varde(row), bool(row.borttagen)) for row in reversed(rows))


def save_resursvarde(store: Store, namnd: str, varde: Resursvarde, *, vem: str) -> bool:
    """Let a value hold; it takes the place of one of the same nod, slag and first month. False when it says what stands there.

    Raises InvalidValue, UnknownNamnd.
    """
    new = replace(varde, kalla=masked(varde.kalla))
    _check_varde(new)
    with store.write():
        if any(_varde_values(one) == _varde_values(new) for one in read_resursvarden(store, namnd)):
            return False
        handling = "resursvärde sparat"
        write_version(store, resursvarde, namnd, _varde_values(new), vem=vem, handling=handling)
    return True


def remove_resursvarde(store: Store, namnd: str, varde: Resursvarde, *, vem: str) -> None:
    """Let a value end as if it had not been; the history keeps it. Raises HelarError when it is not there."""
    key = (varde.nod, varde.slag, varde.galler_fran)
    with store.write():
        found = next((o for o in read_resursvarden(store, namnd) if (o.nod, o.slag, o.galler_fran) == key), None)
        if found is None:
            raise HelarError(f"{varde.slag.namn} finns inte längre. Ladda om sidan.")
        handling = "resursvärde borttaget"
        write_version(store, resursvarde, namnd, _varde_values(found), vem=vem, handling=handling, removed=True)


def _check_koppling(koppling: Resurskoppling) -> None:
    if not koppling.nod or not koppling.beviljade.matt:
        raise InvalidValue("Välj både en enhet och måttet för dess beviljade timmar.")
    if koppling.ersatts_for is Timslag.UTFORDA and koppling.utforda is None:
        raise InvalidValue("Välj måttet för utförda timmar, eller räkna ersättningen på beviljade timmar.")
    hours = [one for one in (koppling.beviljade, koppling.utforda, koppling.arsarbetare) if one is not None]
    if len(set(hours)) < len(hours):
        raise InvalidValue("Samma mått är valt två gånger. Beviljade timmar, utförda timmar och årsarbetare är olika mått.")


def _check_varde(varde: Resursvarde) -> None:
    if not 0 < varde.varde < MAX_VARDE:
        raise InvalidValue(f"{varde.slag.namn} ska vara större än noll, till exempel {_example(varde.slag)}.")
    if varde.slag is not Vardeslag.TIMMAR and varde.varde != varde.varde.to_integral_value():
        raise InvalidValue(f"{varde.slag.namn} anges i kronor och ören.")
    if Period.from_key(varde.galler_fran).is_bokslut:
        raise InvalidValue("Ett värde gäller från en kalendermånad, januari till december.")
    if varde.galler_till != TILLS_VIDARE and varde.galler_till < varde.galler_fran:
        raise InvalidValue("Värdet slutar gälla innan det börjar. Välj en senare månad, eller tills vidare.")


def _example(slag: Vardeslag) -> str:
    return {Vardeslag.ERSATTNING: "412,50", Vardeslag.TIMMAR: "1 100", Vardeslag.KOSTNAD: "560 000"}[slag]


def _values(koppling: Resurskoppling) -> dict[str, object]:
    return {
        "nod": koppling.nod,
        "beviljade": _matt_text(koppling.beviljade),
        "utforda": _matt_text(koppling.utforda),
        "arsarbetare": _matt_text(koppling.arsarbetare),
        "ersatts_for": koppling.ersatts_for.value,
        "arsarbetare_ur": koppling.arsarbetare_ur.value,
    }


def _matt_text(matt: Mattnyckel | None) -> str:
    return "" if matt is None else json.dumps([matt.matt, matt.grupp, matt.kategori, matt.nod], ensure_ascii=False)


def _matt(text: str) -> Mattnyckel | None:
    return Mattnyckel(*json.loads(text)) if text else None


def _koppling(row: sa.Row[tuple[object, ...]]) -> Resurskoppling:
    return Resurskoppling(
        nod=row.nod,
        beviljade=Mattnyckel(*json.loads(row.beviljade)),
        utforda=_matt(row.utforda),
        arsarbetare=_matt(row.arsarbetare),
        ersatts_for=Timslag(row.ersatts_for),
        arsarbetare_ur=Arsarbetargrund(row.arsarbetare_ur),
        vem=row.vem,
        registrerad=from_text(row.registrerad),
    )


def _varde_values(varde: Resursvarde) -> dict[str, object]:
    return {
        "nod": varde.nod,
        "slag": varde.slag.value,
        "galler_fran": varde.galler_fran,
        "galler_till": varde.galler_till,
        "varde": format(varde.varde.normalize(), "f"),
        "kalla": varde.kalla,
    }


def _varde(row: sa.Row[tuple[object, ...]]) -> Resursvarde:
    return Resursvarde(
        nod=row.nod,
        slag=Vardeslag(row.slag),
        varde=Decimal(row.varde),
        galler_fran=row.galler_fran,
        galler_till=row.galler_till,
        kalla=row.kalla,
        vem=row.vem,
        registrerad=from_text(row.registrerad),
    )
