"""Mått that a person types or pastes: texts as Excel has them, with decimal comma, become values of months or longer spans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from finance.errors import InvalidValue
from finance.inlasning.mattetiketter import frequency, read_ackumulering
from finance.inlasning.mattvarden import Cellvarde, parse_cell
from finance.inlasning.planrader import Ackumulering, Mattrad, Vardestatus, Vardetyp
from finance.matt import Matt, month_days
from finance.period import MANADER_KORT, Period

MANADER = 12


class Tidsdelning(StrEnum):
    """What time the typed values are about."""

    MANADER = "manader"
    HITTILLS = "hittills"
    HELAR = "helar"


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


def split_column(text: str) -> tuple[str, ...]:
    """A column copied from Excel: a cell per line, the first of each line; the line break that ends it is no cell."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return tuple(line.split("\t")[0].strip() for line in lines) if text.strip() else ()


def column_months(text: str, *, fran: int = 1) -> dict[int, str]:
    """A pasted column by month, from month `fran` on. Raises InvalidValue for more cells than the year has months left."""
    cells = split_column(text)
    if fran - 1 + len(cells) > MANADER:
        left = MANADER - fran + 1
        raise InvalidValue(
            f"Kolumnen har {len(cells)} celler, men från {MANADER_KORT[fran - 1]} är det {left} månader kvar av året."
        )
    return {fran + place: cell for place, cell in enumerate(cells) if cell}


def make_rader(
    val: Mattval, texts: Mapping[int, str], *, typ: Vardetyp, delning: Tidsdelning, period: Period, ar: int, brott: bool = False
) -> tuple[Mattrad, ...]:
    """A value per text that is not empty. `texts`: by month, or under 0 for a span or a year. Raises InvalidValue."""
    if not val.namn.strip():
        raise InvalidValue("Skriv vad måttet heter.")
    filled = {key: text for key, text in texts.items() if text.strip()}
    if not filled:
        raise InvalidValue("Skriv minst ett värde.")
    first = min(filled)
    return tuple(
        _rad(val, _parse(text, key), _days(key, delning, period, ar), typ, brott=brott and key == first)
        for key, text in sorted(filled.items())
    )


def _days(key: int, delning: Tidsdelning, period: Period, ar: int) -> tuple[str, str]:
    if delning is Tidsdelning.MANADER:
        return month_days(ar, key)
    manad = MANADER if delning is Tidsdelning.HELAR else min(period.manad, MANADER)
    return f"{ar}-01-01", month_days(ar, manad)[1]


def _parse(text: str, key: int) -> Cellvarde:
    value = parse_cell(text.strip())
    if value is None or value.status is Vardestatus.EJ_FRAMTAGEN:
        where = f" i {MANADER_KORT[key - 1]}" if key else ""
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


def typed_months(matt: Matt, ar: int, typ: Vardetyp) -> Sequence[str]:
    """What stands now for each month of a year, as a person would type it; "" for none."""
    return [str(value).replace(".", ",") if value is not None else "" for value in matt.months(ar, typ)]
