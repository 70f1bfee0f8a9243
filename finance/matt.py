"""Mått as people follow them up (DESIGN 6.7): so far, prognos, last year, change, pace, target, and kön side by side.

Values are as written, in the mått's own unit; parts need not sum. A cell is a `Decimal`, "?" (unknown), "<5" or "dolt" (not
shown because the count is small), or None (nothing written). What cannot be made from its months is never made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from finance.inlasning.matt.etiketter import dimension_of
from finance.inlasning.planrader import UTAN_AR, Ackumulering, Mattrad, Vardetyp
from finance.lage import Lage
from finance.mattdelar import Mattdel, guess
from finance.matttal import (
    DOLT,
    OKAND,
    Tal,
    accumulate,
    cell_of,
    hide_pair,
    hide_row,
    hide_small,
    month_days,
    span_days,
)
from finance.period import Period

__all__ = [
    "DOLT", "KVINNOR", "MAN", "OKAND", "Matt", "Mattdel", "Mattfoljd", "Mattgrupp", "Tal", "accumulate", "cell_of",
    "compute_foljd", "find_kon", "guess_del", "hide_pair", "hide_row", "hide_small", "list_grupper", "list_helheter",
    "list_matt", "month_days", "span_days", "utan_ar", "without_kon",
]  # fmt: skip
KVINNOR, MAN = "kvinnor", "män"
_KON = {"kvinnor": KVINNOR, "flickor": KVINNOR, "män": MAN, "pojkar": MAN}
_EJ_ANTAL = ("%", "kr", "tkr", "mnkr", "kronor")


@dataclass(frozen=True)
class Matt:
    """One mått, or one category of it, with every value that counts. `rubrik`: the label as printed."""

    nod: str
    grupp: str
    namn: str
    kategori: str
    rubrik: str
    rader: tuple[Mattrad, ...]
    _by_time: Mapping[tuple[Vardetyp, str, str], Mattrad] = field(default_factory=dict, repr=False, compare=False)

    @property
    def enhet(self) -> str:
        """The latest that is said."""
        return next((rad.enhet for rad in reversed(self.rader) if rad.enhet), "")

    @property
    def ackumulering(self) -> Ackumulering:
        """What months become."""
        return self.rader[-1].ackumulering

    @property
    def kon(self) -> str:
        """Kvinnor, män, or "" for a category that is not kön alone."""
        return _KON.get(self.kategori, "")

    @property
    def visat_namn(self) -> str:
        """`Antal unika ärenden, kvinnor`."""
        return ", ".join(part for part in (self.namn, self.kategori) if part)

    @property
    def is_antal(self) -> bool:
        """Whether it counts something whole, so that a small number may point at a person."""
        return self.enhet.casefold() not in _EJ_ANTAL and self.ackumulering is not Ackumulering.MEDEL

    def value(self, typ: Vardetyp, fran: str, till: str) -> Tal:
        """The value of exactly these days."""
        return cell_of(self._by_time.get((typ, fran, till)))

    def months(self, ar: int, typ: Vardetyp = Vardetyp.UTFALL) -> tuple[Tal, ...]:
        """The twelve months of a year."""
        return tuple(self.value(typ, *month_days(ar, manad)) for manad in range(1, 13))

    def so_far(self, ar: int, manad: int, typ: Vardetyp = Vardetyp.UTFALL) -> Tal:
        """January to the end of `manad`: as written, else made of its months, quarters or tertials, else of its last day."""
        first, last = f"{ar}-01-01", month_days(ar, manad)[1]
        written = self.value(typ, first, last)
        if written is not None:
            return written
        for length in (1, 3, 4):
            parts = self._parts(ar, manad, length, typ)
            if any(part is not None for part in parts):
                return accumulate(parts, self.ackumulering)
        return self.value(typ, last, last)

    def part(self, ar: int, fran: int, till: int, typ: Vardetyp = Vardetyp.UTFALL) -> Tal:
        """The months `fran` to `till` of a year: as written, else made of its months, else (not a sum) of its last day."""
        written = self.value(typ, *span_days(ar, fran, till))
        if written is not None:
            return written
        months = [self.value(typ, *month_days(ar, manad)) for manad in range(fran, till + 1)]
        if any(month is not None for month in months):
            return accumulate(months, self.ackumulering)
        last = month_days(ar, till)[1]
        return None if self.ackumulering is Ackumulering.SUMMA else self.value(typ, last, last)

    def _parts(self, ar: int, manad: int, length: int, typ: Vardetyp) -> list[Tal]:
        """The parts of `length` months that together are January to `manad`; none where they do not end there."""
        if manad % length:
            return []
        starts = range(1, manad + 1, length)
        return [self.value(typ, month_days(ar, m)[0], month_days(ar, m + length - 1)[1]) for m in starts]

    @property
    def brott(self) -> tuple[str, ...]:
        """The first days from which the series is not comparable with what was before, oldest first."""
        return tuple(sorted({rad.fran for rad in self.rader if rad.brott}))


@dataclass(frozen=True)
class Mattgrupp:
    """The mått under one heading, in the order they stand. `namn` "" = no heading."""

    namn: str
    del_: Mattdel
    matt: tuple[Matt, ...]

    @property
    def visat_namn(self) -> str:
        """For people."""
        return self.namn or self.del_.namn


@dataclass(frozen=True, slots=True)
class Mattfoljd:
    """The follow-up of one mått. `takt`: share of the year's prognos that is used, beside last year's share of its year.

    `forandring` = so far - so far last year; None across a break. `mal_natt`: None where it cannot be said.
    """

    matt: Matt
    nu: Tal
    prognos: Tal
    nu_foregaende: Tal
    helar_foregaende: Tal
    mal: Tal
    brott: str = ""

    @property
    def forandring(self) -> Decimal | None:
        if self.brott or not isinstance(self.nu, Decimal) or not isinstance(self.nu_foregaende, Decimal):
            return None
        return self.nu - self.nu_foregaende

    @property
    def forandring_procent(self) -> Decimal | None:
        change, before = self.forandring, self.nu_foregaende
        return None if change is None or not isinstance(before, Decimal) or not before else change / before * 100

    @property
    def takt(self) -> Decimal | None:
        return self._share(self.nu, self.prognos)

    @property
    def takt_foregaende(self) -> Decimal | None:
        return self._share(self.nu_foregaende, self.helar_foregaende)

    @property
    def fore_takt(self) -> bool | None:
        """Whether more of the prognos is used than last year's share; None where it cannot be said."""
        now, before = self.takt, self.takt_foregaende
        return None if now is None or before is None or self.brott else now > before

    def _share(self, part: Tal, whole: Tal) -> Decimal | None:
        if self.matt.ackumulering is not Ackumulering.SUMMA or not isinstance(part, Decimal) or not isinstance(whole, Decimal):
            return None
        return part / whole * 100 if whole > 0 else None

    @property
    def is_empty(self) -> bool:
        return all(value is None for value in (self.nu, self.prognos, self.nu_foregaende, self.helar_foregaende, self.mal))


def list_matt(rader: Iterable[Mattrad]) -> tuple[Matt, ...]:
    """Every mått and category, in the order it first stood."""
    found: dict[tuple[str, str, str, str], list[Mattrad]] = {}
    for rad in rader:
        found.setdefault((rad.nod, rad.grupp, rad.matt, rad.kategori), []).append(rad)
    return tuple(
        Matt(*key, rows[0].rubrik or key[2], tuple(rows), {(rad.typ, rad.fran, rad.till): rad for rad in rows})
        for key, rows in found.items()
    )


@lru_cache(maxsize=16)
def list_grupper(lage: Lage) -> tuple[Mattgrupp, ...]:
    """The groups of mått; where each stands in the report is the nämnd's choice, else seen from the values.

    Mått without a heading are together with those of their file, and in one group for each part of the report. Remembered
    with its `Lage`.
    """
    by_heading: dict[tuple[object, ...], list[Matt]] = {}
    for matt in list_matt(lage.matt):
        by_heading.setdefault((matt.grupp,) if matt.grupp else _origin(matt), []).append(matt)
    found: dict[tuple[str, Mattdel], list[Matt]] = {}
    for matten in by_heading.values():
        grupp = matten[0].grupp
        del_ = _del(lage.rapportval.matt.delar.get(grupp, "")) or guess_del(grupp, matten, lage.period)
        found.setdefault((grupp, del_), []).extend(matten)
    return tuple(Mattgrupp(namn, del_, tuple(matten)) for (namn, del_), matten in found.items())


def _origin(matt: Matt) -> tuple[object, ...]:
    """What a mått without a heading came with: those of its sheet, or those of its own name where it is typed."""
    first = matt.rader[0]
    return ("", matt.namn) if first.inlasning_id is None else ("", first.inlasning_id, first.blad)


def _del(text: str) -> Mattdel | None:
    return next((one for one in Mattdel if one.value == text), None)


def guess_del(grupp: str, matt: Sequence[Matt], period: Period) -> Mattdel:
    """Where a group belongs, by its words and its values."""
    return guess(grupp, [one.namn for one in matt], (rad for one in matt for rad in one.rader), period)


def compute_foljd(matt: Matt, period: Period, *, dolj_under: int = 0) -> Mattfoljd:
    """The follow-up of a mått at the end of `period`; counts below `dolj_under` are not shown."""
    ar, manad = period.ar, min(period.manad, 12)

    def shown(value: Tal) -> Tal:
        return hide_small(value, dolj_under) if matt.is_antal else value

    return Mattfoljd(
        matt,
        shown(matt.so_far(ar, manad)),
        shown(matt.so_far(ar, 12, Vardetyp.PROGNOS)),
        shown(_last_year(matt, ar, manad)),
        shown(matt.so_far(ar - 1, 12)),
        matt.so_far(ar, 12, Vardetyp.MAL),
        next((day for day in reversed(matt.brott) if f"{ar - 1}-01-01" < day <= month_days(ar, manad)[1]), ""),
    )


def _last_year(matt: Matt, ar: int, manad: int) -> Tal:
    own = matt.so_far(ar - 1, manad)
    return own if own is not None else matt.so_far(ar, manad, Vardetyp.FOREGAENDE_AR)


def find_kon(matt: Matt, others: Iterable[Matt]) -> tuple[Matt | None, Matt | None]:
    """The kvinnor and män of a mått."""
    found: dict[str, Matt] = {}
    for one in others:
        wanted = [f"{matt.kategori}, {kon}" if matt.kategori else kon for kon in _KON]
        if (one.nod, one.grupp, one.namn) == (matt.nod, matt.grupp, matt.namn) and one.kategori in wanted:
            found[_KON[one.kategori.rsplit(", ", 1)[-1]]] = one
    return found.get(KVINNOR), found.get(MAN)


def list_helheter(matten: Sequence[Matt]) -> tuple[tuple[Matt, tuple[Matt, ...]], ...]:
    """Each whole with the parts that one division makes of it: kön, ålder, flykting, or typ (orsak)."""
    by_key = {(one.nod, one.grupp, one.namn, one.kategori): one for one in matten}
    found: dict[tuple[str, str, str, str, str], list[Matt]] = {}
    for one in matten:
        if not one.kategori:
            continue
        parent, _, last = one.kategori.rpartition(", ")
        if (one.nod, one.grupp, one.namn, parent) not in by_key:
            parent, last = "", one.kategori
        found.setdefault((one.nod, one.grupp, one.namn, parent, dimension_of(last)), []).append(one)
    return tuple((by_key[key[:4]], tuple(parts)) for key, parts in found.items() if key[:4] in by_key)


def without_kon(grupp: Mattgrupp) -> tuple[Matt, ...]:
    """Mått that lack values for kvinnor or män, where the nämnd has chosen that all statistics shall have them."""
    whole = [matt for matt in grupp.matt if dimension_of(matt.kategori) != "kon" and not _is_kon_part(matt)]
    return tuple(matt for matt in whole if any(one is None or not _has_value(one) for one in find_kon(matt, grupp.matt)))


def _is_kon_part(matt: Matt) -> bool:
    return matt.kategori.rsplit(", ", 1)[-1] in _KON


def _has_value(matt: Matt) -> bool:
    return any(cell_of(rad) is not None for rad in matt.rader)


def utan_ar(rader: Iterable[Mattrad]) -> int:
    """How many values no year is known of."""
    return sum(rad.till.startswith(UTAN_AR) for rad in rader)
