"""A table of mått understood: its columns, the time of values that say none, and what is told of how it was read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from finance.inlasning.cell.perioder import find_spann
from finance.inlasning.matt.etiketter import Etikett, is_alla, read_enhet, read_etikett, read_kategori
from finance.inlasning.matt.namn import Namnlage
from finance.inlasning.matt.tider import Tid, read_tid
from finance.inlasning.modell import Bladtolkning, Form, Kolumntolkning
from finance.inlasning.planrader import Vardetyp
from finance.inlasning.tabell.planblad import Planblad
from finance.inlasning.tabell.planschema import Schema
from finance.inlasning.tabell.rubrik import fold
from finance.kolumner import Slag

MOST_NAMNDA = 12
_GENERISKT = re.compile(r"(?:blad|sheet|ark|tabell|data|export)\s?\d*", re.IGNORECASE)
_PER_DAG = re.compile(r"\bper (?:den )?([0-9]{1,2})[ /.]([0-9]{1,2})\b")

SCHEMA = Schema(
    Slag.MATT,
    {
        roll: re.compile(pattern)
        for roll, pattern in {
            "matt": r"(?:volym|kvalitets)?matt(?:et)?(?: namn)?$|nyckeltal(?:et)?$|volym(?:er)?$|indikator(?:er)?$"
            r"|insats(?:er)?$|statistik$|kvalitetsfaktor(?:er)?$|lagrum$",
            "grupp": r"(?:grupp|avsnitt|omrade)$",
            "period": r"mat ?(?:period|datum)$|(?:period|datum|manad|tidpunkt|ar|tertial|kvartal)$",
            "varde": r"(?:varde|antal|resultat)$",
            "enhet": r"(?:enhet|matenhet|sort)$",
            "typ": r"(?:varde)?typ$",
            "kalla": r"kalla$",
            "anmarkning": r"(?:anmarkning|kommentar|notering|not)$",
            "brott": r"(?:serie)?brott",
            "ackumulering": r"(?:ackumulering|summering)$",
            "nod": r"(?:nod|kod|verksamhet)$",
            "kategori": r"(?:kategori|kon|alder(?:sgrupp)?|uppdelning|orsak|kommun|region|lan)$",
            "lopnr": r"(?:rad|nr|radnr|ordning|id|lopnr)$",
        }.items()
    },
    kraver=("matt",),
    kannetecken=(),
    ord="matt",
)


@dataclass(frozen=True, slots=True)
class Vardekolumn:
    """A column of values and what its header says."""

    place: int
    etikett: Etikett


@dataclass(frozen=True)
class Mattplan:
    """A table of mått understood. `has_namn`: rows are mått; else a row is a year and columns are months or mått."""

    planblad: Planblad
    kolumner: tuple[Vardekolumn, ...]
    kategorikolumner: tuple[int, ...] = ()
    has_namn: bool = True
    etikettkolumn: int | None = None  # the column of years, without `has_namn`
    arkolumn: int | None = None  # the year beside an `etikettkolumn` of months, written once over its months
    kategori: str = ""  # the sex of the whole table, of its title or its sheet's name
    namn: Namnlage = field(default_factory=Namnlage)

    @property
    def is_lang(self) -> bool:
        """One value per row, in a column of its own."""
        return "varde" in self.planblad.roller and len(self.kolumner) == 1

    @cached_property
    def nu(self) -> Etikett:
        """The time of the latest utfall, which "föregående år" is beside."""
        found = [k.etikett for k in self.kolumner if k.etikett.typ is not Vardetyp.FOREGAENDE_AR and k.etikett.ar]
        utfall = [etikett for etikett in found if etikett.typ is Vardetyp.UTFALL] or found
        return max(utfall, key=lambda etikett: etikett.ar or 0, default=Etikett())

    def rad_etikett(self, row: int) -> Etikett:
        """What the row's first cell says of type and time."""
        if self.etikettkolumn is None:
            return Etikett()
        text = self.planblad.blad.kolumner[self.etikettkolumn].cell(row).removesuffix(".0")
        if self.arkolumn is None:
            return read_etikett(text)
        ar = self.cell_or_above(self.arkolumn, row, above=True).removesuffix(".0")
        return read_etikett(f"{ar}-{int(text):02d}" if text.isdigit() and len(text) < 3 else f"{text} {ar}")

    def kategorier(self, row: int) -> list[str]:
        """The categories of the row's own columns."""
        namnplats = self.planblad.roller.get("matt", -1)
        cells = ((place, self.cell_or_above(place, row, above=place < namnplats)) for place in self.kategorikolumner)
        texts = (self._bokstav(place).get(fold(text), text) for place, text in cells)
        return [read_kategori(text) or text for text in texts if text and not is_alla(text)]

    def _bokstav(self, place: int) -> Mapping[str, str]:
        """What a single letter says in a column of sexes, as Kolada writes them."""
        return {"k": "kvinnor", "m": "män", "t": "totalt"} if fold(self.planblad.rubrik_at(place)).startswith("kon") else {}

    def cell_or_above(self, place: int, row: int, *, above: bool) -> str:
        """A cell, or (with `above`) the one that it stands under: a word written once for several rows."""
        kolumn = self.planblad.blad.kolumner[place]
        rows = range(row, self.planblad.rubrikrad if above else row - 1, -1)
        return next((text for nr in rows if (text := kolumn.cell(nr))), "")

    @cached_property
    def enhet(self) -> str:
        """The unit of kronor that title, sheet or file name says; "" for none."""
        s = self.planblad.sammanhang
        own = () if self.etikettkolumn is None else (self.planblad.rubrik_at(self.etikettkolumn),)
        found = (read_enhet(text) for text in (*own, *s.titlar, self.planblad.blad.namn, s.filnamn))
        return next((enhet for enhet in found if enhet in ("kr", "tkr", "Mnkr")), "")

    @cached_property
    def _dag(self) -> tuple[int, int] | None:
        """The day of "per 31/5" in title, sheet or file name."""
        s = self.planblad.sammanhang
        for text in (*s.titlar, self.planblad.blad.namn, s.filnamn):
            if (found := _PER_DAG.search(fold(text).replace("_", " "))) and read_tid(f"{found[1]}/{found[2]}"):
                return int(found[2]), int(found[1])
        return None

    @cached_property
    def _says_months(self) -> bool:
        """Whether some column of values says its own months."""
        return any(k.etikett.tid is not None for k in self.kolumner)

    def tid_utan(self, rubrik: str, kolumn: Etikett) -> Tid | None:
        """The time of a value whose row and column say none: that of the title. "Per 31/5" is the year up to it for kronor.

        A column that says a year ("Prognos 2022") beside one that says months ("Utfall jan-apr 2022") is about the year.
        """
        if kolumn.ar and self._says_months:
            return None
        enhet = kolumn.enhet
        if self._dag is not None:
            month, day = self._dag
            pengar = any(k.etikett.enhet in ("kr", "tkr", "Mnkr") for k in self.kolumner) or self.enhet
            is_sum = pengar or (enhet or read_enhet(rubrik)) in ("kr", "tkr", "Mnkr")
            return Tid((1, 1), (month, day)) if is_sum else Tid((month, day), (month, day), punkt=True)
        spann = self.planblad.sammanhang.spann
        return Tid((spann.fran, 1), (spann.till, 0)) if spann and spann.till <= 12 else None

    def tolkning(self, form: Form, *, rader: int, ar: Sequence[int] = ()) -> Bladtolkning:
        """How the sheet was read, value columns included. `ar`: the years that the values were put on."""
        done = self.planblad.tolkning(form, rader=rader, skal=self._skal(ar))
        values = {k.place: k.etikett for k in self.kolumner}
        kolumner = tuple(
            Kolumntolkning(k.bokstav, k.rubrik, _roll_of(values[place]), k.exempel) if place in values else k
            for place, k in enumerate(done.kolumner)
        )
        return Bladtolkning(done.blad, done.slag, done.form, done.rubrikrad, kolumner, rader=rader, skal=done.skal)

    def _skal(self, ar: Sequence[int]) -> str:
        """In words: the years, and the columns that values were read from."""
        names = [self.planblad.rubrik_at(k.place) for k in self.kolumner]
        shown = ", ".join(names[:MOST_NAMNDA]) + (f" och {len(names) - MOST_NAMNDA} till" if len(names) > MOST_NAMNDA else "")
        years = "utan år" if not ar else f"år {', '.join(map(str, ar))}"
        sex = f" Alla värden gäller {self.kategori}." if self.kategori else ""
        return f"Mått: ett värde per rad och kolumn, {years}. Kolumner med värden: {shown}.{sex}"


def _roll_of(etikett: Etikett) -> str:
    tid = etikett.tid
    months = f"{tid.fran[0]}-{tid.till[0]}" if tid and tid.fran[0] != tid.till[0] else str(tid.till[0]) if tid else ""
    parts = (etikett.typ, str(etikett.ar or ""), months, etikett.kategori, "ack" if etikett.ack else "", etikett.rest)
    return ":".join(["varde", *(part for part in parts if part)])


def subject(planblad: Planblad) -> str:
    """What the sheet is about: its title, its name unless it is "Blad1", or the file's name; without time and unit."""
    s = planblad.sammanhang
    named = "" if _GENERISKT.fullmatch(planblad.blad.namn) else planblad.blad.namn
    for text in (*s.titlar, named, PurePath(s.filnamn).name):
        if cleaned := without_time(text.replace("_", " ")):
            return cleaned
    return s.filnamn


def without_time(text: str) -> str:
    """The words of a title but for its time and its unit."""
    bare = _PER_DAG.sub(" ", text)
    bare = re.sub(r"\(?\b(?:tkr|kkr|mnkr|mkr|kr)\b\)?", " ", bare, flags=re.IGNORECASE)
    left = set(re.findall(r"\w+", fold(find_spann(bare)[1])))
    words = [word for word in bare.split() if set(re.findall(r"\w+", fold(word))) & left]
    return " ".join(word for word in words if not re.fullmatch(r"(?:19|20)[0-9]{2}[,.]?", word)).strip(" -,:;")
