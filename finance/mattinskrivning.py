"""Mått that a person types or pastes: texts as Excel has them, with decimal comma, become values of any time.

A year is typed month by month, quarter by quarter or by tertial; one value is of the months so far, a year, a day or any
stretch of days. Total, kvinnor and män may come together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from finance.errors import InvalidValue
from finance.inlasning.matt.etiketter import read_ackumulering, read_kategori
from finance.inlasning.matt.tider import frequency, read_tid
from finance.inlasning.matt.varden import Cellvarde, parse_cell
from finance.inlasning.planrader import Ackumulering, Frekvens, Mattrad, Vardestatus, Vardetyp
from finance.inlasning.tabell.rubrik import fold
from finance.matt import KVINNOR, MAN, Matt, month_days, span_days
from finance.period import MANADER_KORT, Period

MANADER = 12
TOTALT = ""
KONSORDNING = (TOTALT, KVINNOR, MAN)
"""The order of pasted columns."""


class Tidsdelning(StrEnum):
    """What time the typed values are about."""

    MANADER = "manader"
    KVARTAL = "kvartal"
    TERTIAL = "tertial"
    HITTILLS = "hittills"
    HELAR = "helar"
    DATUM = "datum"
    FONSTER = "fonster"

    @property
    def langd(self) -> int:
        """Months of each value of the year; 0 for one value."""
        return {"manader": 1, "kvartal": 3, "tertial": 4}.get(self.value, 0)

    @property
    def delar(self) -> tuple[str, ...]:
        """What the parts of the year are called; none for one value."""
        if self is Tidsdelning.MANADER:
            return tuple(namn.capitalize() for namn in MANADER_KORT)
        if self is Tidsdelning.TERTIAL:  # in files T2 may also be January to August, so the months are said
            return ("Tertial 1 (jan–apr)", "Tertial 2 (maj–aug)", "Tertial 3 (sep–dec)")
        antal = MANADER // self.langd if self.langd else 0
        return tuple(f"{self.value.capitalize()} {nr}" for nr in range(1, antal + 1))


@dataclass(frozen=True, slots=True)
class Mattval:
    """Which mått is typed. `ackumulering` None: as its name says."""

    namn: str
    grupp: str = ""
    nod: str = ""
    kategori: str = ""
    rubrik: str = ""
    enhet: str = ""
    ackumulering: Ackumulering | None = None

    @classmethod
    def of(cls, matt: Matt) -> "Mattval":
        """One that is there already."""
        return cls(matt.namn, matt.grupp, matt.nod, matt.kategori, matt.rubrik, matt.enhet, matt.ackumulering)

    def part(self, kategori: str) -> "Mattval":
        """A part of it, spelled as files spell it: `Kvinna` is `kvinnor`, `18 - 24` is `18-24 år`."""
        clean = ", ".join(read_kategori(one) or one.strip() for one in kategori.split(",") if one.strip())
        joined = ", ".join(filter(None, (self.kategori, clean)))
        return self if not clean else replace(self, kategori=joined, rubrik=clean[:1].upper() + clean[1:])


def _lines(text: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return [[cell.strip() for cell in line.split("\t")] for line in lines] if text.strip() else []


def read_block(text: str, delning: Tidsdelning, *, ar: int | None = None) -> dict[str, dict[int, str]]:
    """A pasted column or block by kön and part of the year. Raises InvalidValue.

    Columns stand in the order total, kvinnor, män, or as their headers say. A first column of times says which part each
    row is, and so does a row of times above one row of values; without one the first row is the year's first part. `ar`: the
    year that is typed, which the times may not contradict.
    """
    lines = _upright(_lines(text))
    header = _header(lines[0]) if lines else None
    lines = lines[1:] if header is not None else lines
    timed = [line for line in lines if any(line) and not _is_sum(line)]
    if timed and max(map(len, timed)) > 1 and all(_is_time(line[0]) for line in timed):
        places = [_part_of(line[0], delning, ar) for line in timed]
        lines = [line[1:] for line in timed]
    else:
        places = list(range(1, len(lines) + 1))
    width = max((len(line) for line in lines), default=0)
    names = header or KONSORDNING[:width]
    if width > len(names):
        raise InvalidValue("Klistra in högst tre kolumner: totalt, kvinnor och män.")
    _check_places(places, delning)
    return {
        kon: {nr: line[place] for nr, line in zip(places, lines, strict=True) if place < len(line) and line[place]}
        for place, kon in enumerate(names[:width])
    }


def _upright(lines: list[list[str]]) -> list[list[str]]:
    """A row of times above one row of values as two columns."""
    turned = len(lines) == 2 and len(lines[0]) == len(lines[1]) > 1 and all(map(_is_time, lines[0]))
    return [list(pair) for pair in zip(*lines, strict=True)] if turned else lines


def _is_sum(line: Sequence[str]) -> bool:
    return len(line) > 1 and fold(line[0]).rstrip(":") in ("summa", "totalt", "total", "ack", "ackumulerat", "helar")


def _part_of(text: str, delning: Tidsdelning, ar: int | None) -> int:
    """Which part of the year a time is: `mars` is 3, `Kv 2 2022` is 2. Raises InvalidValue."""
    tid = read_tid(text)
    langd = delning.langd
    first = None if tid is None or not langd else tid.till[0] - langd + 1
    if tid is None or first is None or first % langd != 1 % langd or tid.fran[0] not in (first, 1):
        what = "en månad" if langd == 1 else f"ett {delning.value}"
        raise InvalidValue(f"”{text}” är inte {what}. Klistra in en rad per del av året, eller bara värdena.")
    if ar and tid.ar not in (None, ar):
        raise InvalidValue(f"”{text}” gäller {tid.ar}, men du skriver in {ar}. Välj {tid.ar}, eller klistra in rätt år.")
    return tid.till[0] // langd


def _check_places(places: Sequence[int], delning: Tidsdelning) -> None:
    antal = len(delning.delar)
    what = "månader" if delning is Tidsdelning.MANADER else delning.value
    if len(set(places)) < len(places):
        raise InvalidValue(f"Samma {'månad' if delning is Tidsdelning.MANADER else delning.value} står på flera rader.")
    if max(places, default=0) > antal:
        raise InvalidValue(f"Kolumnen har {len(places)} celler, men året har {antal} {what}.")


def _header(cells: Sequence[str]) -> tuple[str, ...] | None:
    """The kön of each column where the line is a header; a cell over times is left out."""
    named = [cell for cell in cells if cell]
    found = [_kon(cell) for cell in named if not fold(cell).startswith(("manad", "kvartal", "tertial", "period"))]
    return None if not found or None in found else tuple(kon for kon in found if kon is not None)


def _kon(cell: str) -> str | None:
    low = fold(cell)
    if low in ("totalt", "total", "alla", "summa", "antal", "utfall", "varde"):
        return TOTALT
    return found if (found := read_kategori(cell)) in (KVINNOR, MAN) else None


def _is_time(cell: str) -> bool:
    return not cell.replace(",", "").replace(".", "").isdigit() and parse_cell(cell) is None and read_tid(cell) is not None


def make_rader(
    val: Mattval,
    block: Mapping[str, Mapping[int, str]],
    *,
    typ: Vardetyp,
    delning: Tidsdelning,
    period: Period,
    ar: int,
    brott: bool = False,
    dagar: tuple[date, date] | None = None,
) -> tuple[Mattrad, ...]:
    """A value per text that is not empty, of total, kvinnor and män at once. Raises InvalidValue.

    `block`: by kön the texts by month, quarter or tertial, or under 0 for one value; `dagar`: first and last day of a day or
    a stretch.
    """
    if not val.namn.strip():
        raise InvalidValue("Skriv vad måttet heter.")
    filled = {kon: {key: text for key, text in texts.items() if text.strip()} for kon, texts in block.items()}
    filled = {kon: texts for kon, texts in filled.items() if texts}
    if not filled:
        raise InvalidValue("Skriv minst ett värde.")
    return tuple(
        _rad(
            val.part(kon),
            _parse(text, key, delning),
            _days(key, delning, period, ar, dagar),
            typ,
            brott=brott and key == min(texts),
        )
        for kon, texts in filled.items()
        for key, text in sorted(texts.items())
    )


def _days(key: int, delning: Tidsdelning, period: Period, ar: int, dagar: tuple[date, date] | None) -> tuple[str, str]:
    if delning.langd:
        return span_days(ar, (key - 1) * delning.langd + 1, key * delning.langd)
    if delning in (Tidsdelning.DATUM, Tidsdelning.FONSTER):
        return _checked(delning, dagar)
    manad = MANADER if delning is Tidsdelning.HELAR else min(period.manad, MANADER)
    return f"{ar}-01-01", month_days(ar, manad)[1]


def _checked(delning: Tidsdelning, dagar: tuple[date, date] | None) -> tuple[str, str]:
    if dagar is None:
        raise InvalidValue("Välj vilken tid värdet gäller.")
    first, last = dagar
    if first > last:
        raise InvalidValue("Den första dagen ligger efter den sista. Byt plats på dem.")
    return (last.isoformat(), last.isoformat()) if delning is Tidsdelning.DATUM else (first.isoformat(), last.isoformat())


def _parse(text: str, key: int, delning: Tidsdelning) -> Cellvarde:
    value = parse_cell(text.strip())
    if value is None or value.status is Vardestatus.EJ_FRAMTAGEN:
        where = f" i {delning.delar[key - 1].lower()}" if key else ""
        raise InvalidValue(
            f"”{text.strip()}”{where} är inget värde. Skriv ett tal, till exempel 414 eller 23,4, eller ? om det är okänt."
        )
    return value


def _rad(val: Mattval, value: Cellvarde, days: tuple[str, str], typ: Vardetyp, *, brott: bool) -> Mattrad:
    namn, enhet = val.namn.strip(), val.enhet.strip() or value.enhet
    return Mattrad(
        nod=val.nod,
        grupp=val.grupp.strip(),
        matt=namn,
        kategori=val.kategori.strip(),
        rubrik=val.rubrik or val.kategori or namn,
        typ=typ,
        fran=days[0],
        till=days[1],
        frekvens=frequency(*days),
        varde=value.varde,
        status=value.status,
        enhet=enhet,
        ackumulering=val.ackumulering or read_ackumulering(namn, enhet),
        anmarkning=value.anmarkning,
        kalla="inskrivet",
        brott=brott,
        blad="",
        rad=0,
    )


def typed_parts(matt: Matt | None, ar: int, typ: Vardetyp, delning: Tidsdelning) -> Sequence[str]:
    """What stands now for each part of a year, as a person would type it; "" for none."""
    days = (span_days(ar, (nr - 1) * delning.langd + 1, nr * delning.langd) for nr in range(1, len(delning.delar) + 1))
    return ["" if matt is None else _typed(matt, typ, *both) for both in days]


def typed_value(
    matt: Matt | None, typ: Vardetyp, delning: Tidsdelning, *, period: Period, ar: int, dagar: tuple[date, date] | None
) -> str:
    """What stands now for one value; "" for none, and where the days are not a time."""
    if matt is None or (dagar and dagar[0] > dagar[1]):
        return ""
    return _typed(matt, typ, *_days(0, delning, period, ar, dagar))


def _typed(matt: Matt, typ: Vardetyp, fran: str, till: str) -> str:
    value = matt.value(typ, fran, till)
    return "" if value is None else str(value).replace(".", ",")


def time_text(fran: str, till: str) -> str:
    """Which time a value is of, for people: `apr 2022`, `kvartal 1 2022`, `30/4 2022`, `1/12 2021–28/2 2022`."""
    how, ar, manad = frequency(fran, till), till[:4], int(till[5:7])
    if how is Frekvens.AR:
        return ar
    if how is Frekvens.MANAD:
        return f"{MANADER_KORT[manad - 1]} {ar}"
    if how in (Frekvens.KVARTAL, Frekvens.TERTIAL):
        return f"{how.value} {-(-manad // (3 if how is Frekvens.KVARTAL else 4))} {ar}"
    if how is Frekvens.DATUM:
        return _day(till)
    if fran == f"{ar}-01-01" and till == month_days(int(ar), manad)[1]:
        return f"jan–{MANADER_KORT[manad - 1]} {ar}"
    return f"{_day(fran)}–{_day(till)}"


def _day(day: str) -> str:
    return f"{int(day[8:10])}/{int(day[5:7])} {day[:4]}"
