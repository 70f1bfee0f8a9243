"""What texts about mått are held against: their follow-ups, those of kvinnor and män, and two of the report's own tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from finance.inlasning.planrader import Ackumulering, Frekvens, Mattrad, Vardestatus, Vardetyp
from finance.lage import Lage
from finance.matt import KVINNOR, MAN, Matt, Mattfoljd, compute_foljd, list_matt, span_days
from finance.mattdelar import Mattdel
from finance.period import Period
from finance.rapport import avsnitt_forsorjningsstod, avsnitt_motpart
from finance.rapport.matt.foljder import read_foljd
from finance.rapport.modell import Cell, Rapport

KOP, FORSORJNING = avsnitt_motpart.ID, avsnitt_forsorjningsstod.TABELL
"""Tables of the report that are read as mått."""
SEKTIONER = frozenset(one.value for one in Mattdel if one is not Mattdel.INGEN) | {KOP}
"""The parts of a report that stand on tables of mått: a bare number there counts something."""
ALLA_KOP = "Köp"
STOD_FORE, STOD_EFTER = "Försörjningsstöd, exkl. intäkter", "Försörjningsstöd, inkl. intäkter"
STOD_MED = (STOD_FORE, STOD_EFTER)
"""Spoken of only where a text says which: försörjningsstöd alone may be either."""
_STODAR = (
    ("Intäkter försörjningsstöd", "kr", 4, 100),
    ("Försörjningsstöd som ersätts med intäkter, andel (%)", "%", 3, 1),
    (STOD_FORE, "kr", 1, 100),
    (STOD_EFTER, "kr", 2, 100),
)
"""Columns of the table of försörjningsstöd per year: what a text calls them, the unit, the place, how many of it are one."""
Nyckel = tuple[str, str, str]


@dataclass(frozen=True)
class Mattunderlag:
    """`kon` per (nod, grupp, mått): that of kvinnor and of män. `tabeller`: mått made of the report's tables, by their id."""

    period: Period
    foljder: Sequence[Mattfoljd]
    kon: Mapping[Nyckel, Mapping[str, Mattfoljd]] = field(default_factory=dict)
    tabeller: Mapping[str, tuple[Mattfoljd, ...]] = field(default_factory=dict)
    delar: Mapping[Nyckel, Sequence[Matt]] = field(default_factory=dict)  # every category of a mått
    dolda: frozenset[Nyckel] = frozenset()  # mått of which some value is not shown: nothing is told of their months or kön

    @property
    def namn(self) -> frozenset[str]:
        """The sections that stand on mått: parts of the report, and each mått by its own name."""
        return SEKTIONER | {one.matt.namn for one in self.foljder}


def key_of(one: Mattfoljd) -> Nyckel:
    """What the parts of a mått are kept under."""
    return one.matt.nod, one.matt.grupp, one.matt.namn


def read_underlag(lage: Lage, foljder: Sequence[Mattfoljd], rapport: Rapport | None) -> Mattunderlag:
    """All of it for a period. `foljder`: of whole mått, hidden as the nämnd has chosen; `rapport`: for its tables."""
    below = lage.rapportval.matt.dolj_under
    period = Period(lage.period.ar, min(lage.period.manad, 12))
    every = list_matt(lage.matt)
    kon: dict[Nyckel, dict[str, Mattfoljd]] = {}
    delar: dict[Nyckel, list[Matt]] = {}
    for matt in every:
        if matt.kategori:
            delar.setdefault((matt.nod, matt.grupp, matt.namn), []).append(matt)
        if matt.kon:
            kon.setdefault((matt.nod, matt.grupp, matt.namn), {})[matt.kon] = read_foljd(matt, lage.period, below)
    small = {
        (one.nod, one.grupp, one.namn)
        for one in every
        if below and one.is_antal and any(rad.varde is not None and 0 < rad.varde < below for rad in one.rader)
    }
    return Mattunderlag(period, foljder, kon, dict(_tables(rapport, period)), delar, frozenset(small))


def _tables(rapport: Rapport | None, period: Period) -> Iterator[tuple[str, tuple[Mattfoljd, ...]]]:
    for avsnitt in rapport.avsnitt if rapport is not None else ():
        for tabell in avsnitt.tabeller:
            rows = [rad.celler for rad in tabell.rader]
            if tabell.id == KOP:
                yield KOP, tuple(_kop(row, period) for row in rows)
            elif tabell.id == FORSORJNING:
                yield FORSORJNING, tuple(_per_year(rows, period, *column) for column in _STODAR)


def _kop(row: Sequence[Cell], period: Period) -> Mattfoljd:
    """A row of Köp per motpart: this year and last."""
    name = ALLA_KOP if row[0] == avsnitt_motpart.SUMMA else f"{ALLA_KOP} från {str(row[0]).lower()}"
    return _foljd(name, "kr", {period.ar: _number(row[1], 100), period.ar - 1: _number(row[2], 100)}, period)


def _per_year(rows: Sequence[Sequence[Cell]], period: Period, namn: str, enhet: str, place: int, per: int) -> Mattfoljd:
    return _foljd(namn, enhet, {int(str(row[0])): _number(row[place], per) for row in rows}, period)


def _number(cell: Cell, per: int) -> Decimal | None:
    return Decimal(str(cell)) / per if isinstance(cell, int | float) else None


def _foljd(namn: str, enhet: str, values: Mapping[int, Decimal | None], period: Period) -> Mattfoljd:
    """A mått of the same months of some years."""
    how = Ackumulering.SUMMA if enhet == "kr" else Ackumulering.MEDEL
    rows = (_row(namn, enhet, how, span_days(ar, 1, period.manad), value) for ar, value in values.items() if value is not None)
    return compute_foljd(list_matt(rows)[0], period)


def _row(namn: str, enhet: str, how: Ackumulering, days: tuple[str, str], value: Decimal) -> Mattrad:
    return Mattrad(
        nod="",
        grupp="",
        matt=namn,
        kategori="",
        rubrik=namn,
        typ=Vardetyp.UTFALL,
        fran=days[0],
        till=days[1],
        frekvens=Frekvens.FONSTER,
        varde=value,
        status=Vardestatus.VARDE,
        enhet=enhet,
        ackumulering=how,
        anmarkning="",
        kalla="",
        brott=False,
        blad="",
        rad=1,
    )


def other_kon(kon: str) -> str:
    """Män of kvinnor and the reverse."""
    return MAN if kon == KVINNOR else KVINNOR
