"""A prognosomgång as a value: what the prognos of a month said of every line, whole enough to be compared with the next one.

Amounts: whole öre, kostnad +; avvikelse plus = överskott. Twelve months are January to December, bokslut on December: utfall
through the last closed month, then prognos. `systemmanader` and the months of every cause sum to `manader`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from typing import Any

from finance.period import Period
from finance.prognos.bedomt import Orsak
from finance.store import Last

FORMAT = 1
NOLL = (0,) * 12
Manader = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Omgangsrad:
    """A line as it was. `systemmetod`: how the system made it; `niva`: its level in the table, as in `Rad`.

    `bedomd`: a person has set its level (`helniva`: of the whole line) or added to it. `orsaksmanader`: by `Orsak` value, those
    that are not 0. Only lines without parts have months by cause of their own; a parent's are their sums.
    """

    nod: str
    namn: str
    niva: int
    foralder: str | None
    har_delar: bool
    utfall_ore: int
    budget_ore: int
    budget_helar_ore: int
    systemprognos_ore: int
    prognos_ore: int
    low_ore: int
    high_ore: int
    metod: str
    metod_text: str
    systemmetod: str
    sannolikhet: float | None  # None: the line has no budget to keep
    bedomd: bool
    helniva: bool
    manader: Manader
    systemmanader: Manader
    orsaksmanader: Mapping[str, Manader]

    @property
    def avvikelse_ore(self) -> int:
        """The full year's: budget - prognos."""
        return self.budget_helar_ore - self.prognos_ore

    def cause(self, orsak: Orsak) -> Manader:
        """What one cause changes each month by."""
        return self.orsaksmanader.get(orsak.value, NOLL)


@dataclass(frozen=True)
class Omgang:
    """All lines of a month's round, in report order, the nämnd's total last. `stangd`: months 1 to this were closed (0-12)."""

    namnd: str
    period: Period
    stangd: int
    preliminar: bool
    rader: tuple[Omgangsrad, ...]

    @cached_property
    def by_nod(self) -> Mapping[str, Omgangsrad]:
        """Each line by its kod."""
        return {rad.nod: rad for rad in self.rader}

    @property
    def total(self) -> Omgangsrad:
        """The nämnd's own line."""
        return self.rader[-1]

    @cached_property
    def delar(self) -> Mapping[str, tuple[str, ...]]:
        """The lines right below each line that has any."""
        found: dict[str, tuple[str, ...]] = {}
        for rad in self.rader:
            if rad.foralder is not None:
                found[rad.foralder] = (*found.get(rad.foralder, ()), rad.nod)
        return found

    def blad(self, nod: str) -> tuple[str, ...]:
        """The lines without parts that a line is made of; itself when it has none."""
        below = self.delar.get(nod, ())
        return tuple(kod for part in below for kod in self.blad(part)) if below else (nod,)

    def blad_rad(self, nod: str) -> Omgangsrad | None:
        """A line without parts; None for a parent, and for one that is not there."""
        return None if nod in self.delar else self.by_nod.get(nod)


def to_json(omgang: Omgang) -> dict[str, Any]:
    """As it is locked: numbers in öre under keys that end with `_ore`."""
    rader = []
    for rad in omgang.rader:
        values = asdict(rad)
        for name in ("manader", "systemmanader", "orsaksmanader"):
            values[f"{name}_ore"] = values.pop(name)
        rader.append(values)
    return {
        "format": FORMAT,
        "namnd": omgang.namnd,
        "period": str(omgang.period),
        "stangd": omgang.stangd,
        "preliminar": omgang.preliminar,
        "rader": rader,
    }


def from_json(value: Mapping[str, Any]) -> Omgang:
    """The round that `to_json` wrote."""
    return Omgang(
        namnd=value["namnd"],
        period=Period.parse(value["period"]),
        stangd=value["stangd"],
        preliminar=value["preliminar"],
        rader=tuple(_rad(rad) for rad in value["rader"]),
    )


def _rad(value: Mapping[str, Any]) -> Omgangsrad:
    values = dict(value)
    for name in ("manader", "systemmanader"):
        values[name] = tuple(values.pop(f"{name}_ore"))
    causes = values.pop("orsaksmanader_ore")
    return Omgangsrad(**values, orsaksmanader={name: tuple(months) for name, months in causes.items()})


@lru_cache(maxsize=64)
def _parsed(last: Last) -> Omgang:
    return from_json(last.varden)


def omgang_of(last: Last) -> Omgang:
    """The round in a lock. Raises Skadad when it is not what was locked."""
    return _parsed(last)
