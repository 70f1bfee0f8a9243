"""Sedan förra: what changed in a nämnd's figures between two moments.

Amounts: öre, canonical sign (kostnad +), drift only. Late postings are those into months that had utfall before; a month
that had none is new and not late. Budget is the reviderade.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from finance.errors import HelarError
from finance.kolumner import Col, Slag
from finance.kontoplan import STANDARDPLAN, Kontoklass
from finance.period import Period
from finance.store import (
    InlasningInfo,
    Store,
    Tillstand,
    get_namnd,
    list_inlasningar,
    read_namn,
    read_saldo,
    read_struktur,
)

PER = (Col.PERIOD, Col.VERKSAMHET, Col.KONTO)
STEADY = 3
"""A verksamhet has vanished when it had amounts in each of this many months, or in all there were, and then in none."""
MOMENT = timedelta(microseconds=1)
Cells = Mapping[tuple[int, str], int]
"""(period ÅÅÅÅMM, verksamhet) -> öre."""


@dataclass(frozen=True, slots=True)
class Andring:
    """An amount that is another than before: of a verksamhet in a month (`period` ÅÅÅÅMM), or in a year (`period` ÅÅÅÅ)."""

    period: int
    verksamhet: str
    namn: str
    gammal_ore: int
    ny_ore: int

    @property
    def skillnad_ore(self) -> int:
        """New minus old: plus is more cost (or more budget)."""
        return self.ny_ore - self.gammal_ore


@dataclass(frozen=True, slots=True)
class Verksamhetsandring:
    """A verksamhet that is new or has vanished. `ore`: what it has in the months that tell so."""

    verksamhet: str
    namn: str
    ore: int


@dataclass(frozen=True, slots=True)
class Namnbyte:
    """The same kod has another name."""

    verksamhet: str
    gammalt_namn: str
    nytt_namn: str


@dataclass(frozen=True, slots=True)
class Kodbyte:
    """A new kod has the name of another one: probably the same verksamhet. `vilar`: the old one has no amounts any more."""

    namn: str
    gammal_kod: str
    ny_kod: str
    vilar: bool


@dataclass(frozen=True)
class SedanForra:
    """Everything that changed. Empty tuples where nothing did."""

    namnd: str
    nya_manader: tuple[int, ...]
    sena: tuple[Andring, ...]  # utfall in months that had utfall, per month and verksamhet
    budget: tuple[Andring, ...]  # per year and verksamhet
    nya: tuple[Verksamhetsandring, ...]
    forsvunna: tuple[Verksamhetsandring, ...]
    namnbyten: tuple[Namnbyte, ...]
    kodbyten: tuple[Kodbyte, ...]

    @property
    def tom(self) -> bool:
        """Nothing changed in what was there: at the most there are new months."""
        return not (self.sena or self.budget or self.nya or self.forsvunna or self.namnbyten or self.kodbyten)


@dataclass(frozen=True)
class _Bild:
    """What is known at one moment."""

    utfall: Cells
    budget: Cells
    namn: Mapping[str, str]

    @property
    def manader(self) -> list[int]:
        """Months with utfall, oldest first."""
        return sorted({period for period, _ in self.utfall})

    def months_of(self, verksamhet: str) -> set[int]:
        """The months where a verksamhet has an amount."""
        return {period for (period, kod), ore in self.utfall.items() if kod == verksamhet and ore}

    @property
    def verksamheter(self) -> set[str]:
        """Those with some utfall or budget."""
        return {kod for cells in (self.utfall, self.budget) for (_, kod), ore in cells.items() if ore}


def compare_since(store: Store, namnd: str, *, before: datetime | None, after: datetime | None = None) -> SedanForra:
    """What was known at `before` (None: nothing) beside what was known at `after` (None: now). Raises UnknownNamnd."""
    with store.read():
        get_namnd(store, namnd)
        old = _Bild({}, {}, {}) if before is None else _read(store, namnd, before)
        return _compare(namnd, old, _read(store, namnd, after))


def compare_inlasning(store: Store, info: InlasningInfo) -> SedanForra:
    """What an inläsning changed when it was read in."""
    return compare_since(store, info.namnd, before=info.registrerad - MOMENT, after=info.registrerad)


def find_latest(store: Store, namnd: str) -> InlasningInfo:
    """The latest inläsning of utfall or budget that is not undone. Raises UnknownNamnd, and HelarError when there is none."""
    get_namnd(store, namnd)
    for info in list_inlasningar(store, namnd):
        if info.tillstand is not Tillstand.ANGRAD and {Slag.UTFALL, Slag.BUDGET} & set(info.slag):
            return info
    raise HelarError(f"{namnd} har ingen inläsning av utfall eller budget ännu. Läs in en fil först.")


def _read(store: Store, namnd: str, as_of: datetime | None) -> _Bild:
    frames = [read_saldo(store, namnd, slag, as_of=as_of, per=PER) for slag in (Slag.UTFALL, Slag.BUDGET)]
    struktur = read_struktur(store, namnd, as_of=as_of)
    noder = {nod.kod: nod.namn for nod in struktur.noder} if struktur else {}
    namn = {**noder, **read_namn(store, namnd, Col.VERKSAMHET, as_of=as_of)}
    return _Bild(_cells(frames[0]), _cells(frames[1]), namn)


def _cells(frame: pd.DataFrame) -> Cells:
    klass = {konto: STANDARDPLAN.klass(konto) for konto in frame[Col.KONTO].unique()}
    drift = frame[frame[Col.KONTO].map(klass) == Kontoklass.DRIFT]
    sums = drift.groupby([Col.PERIOD, Col.VERKSAMHET], as_index=False)[Col.ORE].sum()
    columns = (sums[Col.PERIOD], sums[Col.VERKSAMHET], sums[Col.ORE])
    return {(int(period), str(kod)): int(ore) for period, kod, ore in zip(*columns, strict=True)}


def _compare(namnd: str, old: _Bild, new: _Bild) -> SedanForra:
    namn = {**old.namn, **new.namn}
    known = set(old.manader)
    fresh = tuple(period for period in new.manader if period not in known)
    nya = tuple(_changed_verksamheter(new, sorted(new.verksamheter - old.verksamheter), namn)) if known else ()
    forsvunna = tuple(_vanished(old, new, fresh, namn))
    return SedanForra(
        namnd=namnd,
        nya_manader=fresh,
        sena=tuple(_changes(old.utfall, new.utfall, namn, known)),
        budget=tuple(_changes(_per_year(old.budget), _per_year(new.budget), namn, {p // 100 for p, _ in old.budget})),
        nya=nya,
        forsvunna=forsvunna,
        namnbyten=tuple(_renamed(old.namn, new.namn)),
        kodbyten=tuple(_recoded(old, new, {one.verksamhet for one in forsvunna}, {one.verksamhet for one in nya})),
    )


def _changes(old: Cells, new: Cells, namn: Mapping[str, str], periods: set[int]) -> Iterator[Andring]:
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key, 0), new.get(key, 0)
        if key[0] in periods and was != now:
            yield Andring(key[0], key[1], namn.get(key[1], ""), was, now)


def _per_year(cells: Cells) -> Cells:
    sums: dict[tuple[int, str], int] = {}
    for (period, kod), ore in cells.items():
        sums[period // 100, kod] = sums.get((period // 100, kod), 0) + ore
    return sums


def _changed_verksamheter(bild: _Bild, koder: list[str], namn: Mapping[str, str]) -> Iterator[Verksamhetsandring]:
    for kod in koder:
        yield Verksamhetsandring(kod, namn.get(kod, ""), sum(ore for (_, one), ore in bild.utfall.items() if one == kod))


def _vanished(old: _Bild, new: _Bild, fresh: tuple[int, ...], namn: Mapping[str, str]) -> Iterator[Verksamhetsandring]:
    """Gone altogether; or in every one of the last months and then in none of the new ones."""
    gone = old.verksamheter - new.verksamheter
    later = [period for period in fresh if not old.manader or period > old.manader[-1]]
    recent = set([period for period in old.manader if period % 100 <= 12][-STEADY:])
    if later and recent:
        gone |= {
            kod
            for kod in old.verksamheter & new.verksamheter
            if recent <= old.months_of(kod) and not new.months_of(kod) & set(later)
        }
    for kod in sorted(gone):
        yield Verksamhetsandring(kod, namn.get(kod, ""), sum(old.utfall.get((period, kod), 0) for period in recent))


def _renamed(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Namnbyte]:
    for kod in sorted(old.keys() & new.keys()):
        if old[kod] and new[kod] and _fold(old[kod]) != _fold(new[kod]):
            yield Namnbyte(kod, old[kod], new[kod])


def _recoded(old: _Bild, new: _Bild, forsvunna: set[str], nya: set[str]) -> Iterator[Kodbyte]:
    by_name: dict[str, list[str]] = {}
    for kod in sorted(old.verksamheter - nya):
        if name := _fold(old.namn.get(kod, "")):
            by_name.setdefault(name, []).append(kod)
    for kod in sorted(nya):
        name = new.namn.get(kod, "")
        for before in by_name.get(_fold(name), []):
            yield Kodbyte(name, before, kod, before in forsvunna)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def describe(found: SedanForra) -> tuple[str, ...]:
    """The changes in Swedish sentences, without amounts: how many of each, and which."""
    told = []
    if found.nya_manader:
        told.append("Nya månader: " + ", ".join(Period.from_key(period).namn for period in found.nya_manader) + ".")
    if found.sena:
        months = sorted({one.period for one in found.sena})
        told.append("Ändrat i tidigare månader: " + ", ".join(Period.from_key(period).namn for period in months) + ".")
    if found.budget:
        told.append("Ändrad budget: " + ", ".join(sorted({one.verksamhet for one in found.budget})) + ".")
    for rubrik, verksamheter in (("Nya verksamheter", found.nya), ("Försvunna verksamheter", found.forsvunna)):
        if verksamheter:
            told.append(f"{rubrik}: " + ", ".join(f"{one.verksamhet} {one.namn}".strip() for one in verksamheter) + ".")
    told += [f"{one.verksamhet} heter nu {one.nytt_namn} (förut {one.gammalt_namn})." for one in found.namnbyten]
    advice = "Registrera ett verksamhetsbyte om historiken ska följa med."
    told += [f"{one.namn} har fått koden {one.ny_kod} (förut {one.gammal_kod}). {advice}" for one in found.kodbyten]
    return tuple(told) or ("Inget har ändrats.",)
