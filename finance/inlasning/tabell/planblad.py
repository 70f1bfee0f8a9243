"""A sheet of a file that is not a ledger, on its way: its columns by role, its cells as texts, amounts, days and yes or no."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from finance.belopp import Enhet, to_ore
from finance.format import format_tal
from finance.inlasning.cell.perioder import parse_datum, parse_manad
from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.cell.tal import MAX_ORE, TOMT, parse_belopp, split_enhet
from finance.inlasning.fil.blad import Blad
from finance.inlasning.fynd import Fynd
from finance.inlasning.modell import Bladtolkning, Bladval, Form, Fraga, Kolumntolkning, Kontext, Lasval, Tecken
from finance.inlasning.planrader import UTAN_AR
from finance.inlasning.tabell.bladsak import quote
from finance.inlasning.tabell.roller import fold_name, normalise_kod
from finance.inlasning.tabell.rubrik import find_enhet, fold
from finance.inlasning.tabell.sammanhang import Sammanhang
from finance.kolumner import Slag
from finance.period import LAST_DAY

SMALL = 100_000
MOST_RADER = 20_000
"""Rows of a table that is not a ledger: more is another kind of file."""
_JA = re.compile(r"(?:ja|j|x|yes|true|1|klart?|sant)$")
_NEJ = re.compile(r"(?:nej|n|no|false|0|falskt)$")


@dataclass(frozen=True)
class Planblad:
    """A table whose header stands at `rubrikrad` (0-based), with `roller`: role -> place of the column."""

    blad: Blad
    slag: Slag
    rubrikrad: int
    roller: Mapping[str, int]
    sammanhang: Sammanhang
    val: Lasval
    bladval: Bladval
    kontext: Kontext
    fynd: Fynd

    @cached_property
    def rubriker(self) -> Sequence[str]:
        """The header cells, masked."""
        return [mask_text(text)[0] for text in self.blad.row(self.rubrikrad)]

    @cached_property
    def rader(self) -> Sequence[int]:
        """The places of the rows below the header that hold anything in a column that is read."""
        filled = np.zeros(self.blad.rader, dtype=bool)
        for place in self.roller.values():
            filled |= self.blad.kolumner[place].filled
        filled[: self.rubrikrad + 1] = False
        header = self.blad.row(self.rubrikrad)  # printed again on every page
        return [int(row) for row in np.flatnonzero(filled) if self.blad.row(int(row)) != header]

    def check_lost(self) -> None:
        """A FEL for each cell of a column that is read whose value is lost: an error, or a formula that is not worked out."""
        read = set(self.roller.values())
        for (row, place), shown in sorted(self.lost.items()):
            if row > self.rubrikrad and place in read:
                vad = f"Cellen visar felet {shown}." if shown else "Cellen har en formel utan uträknat värde."
                atgard = "Öppna filen i Excel, rätta cellen och spara filen igen."
                self.fel("felcell", vad, atgard, row=row, kolumn=self.rubrik_at(place))

    def is_too_long(self) -> bool:
        """Whether the table has more rows than such a list can have: a FEL, and nothing is read."""
        if len(self.rader) <= MOST_RADER:
            return False
        text = f"Tabellen har {format_tal(len(self.rader))} rader; högst {format_tal(MOST_RADER)} kan läsas."
        self.fel(
            "for_manga_rader", text, "Dela upp filen, eller kontrollera att det är rätt fil.", row=self.rubrikrad, kolumn=None
        )
        return True

    def rubrik(self, roll: str) -> str | None:
        """What a column is called."""
        place = self.roller.get(roll)
        return None if place is None else self.rubrik_at(place)

    def rubrik_at(self, place: int) -> str:
        """What the column at a place is called: its header's words, or its letter."""
        return self.rubriker[place] or self.blad.bokstav(place)

    def text(self, roll: str, row: int) -> str:
        """A cell's text; "" without such a column."""
        place = self.roller.get(roll)
        return "" if place is None else self.blad.kolumner[place].cell(row)

    def kod(self, roll: str, row: int) -> str:
        """A nod: the kod of one that is known by kod or name, else as written."""
        text = self.text(roll, row)
        noder = self.kontext.noder
        named = (nod.kod for nod in noder if text and fold_name(nod.namn) == fold_name(text))
        return text if text in {nod.kod for nod in noder} else next(named, normalise_kod(text))

    def fel(self, kod: str, text: str, atgard: str, *, row: int, kolumn: str | None) -> None:
        """A finding that refuses the file."""
        self.fynd.fel(kod, text, atgard, blad=self.blad.namn, rad=self.blad.rad(row), kolumn=kolumn)

    def varning(self, kod: str, text: str, atgard: str = "", *, row: int | None = None, kolumn: str | None = None) -> None:
        """A finding to look at."""
        rad = None if row is None else self.blad.rad(row)
        self.fynd.varning(kod, text, atgard, blad=self.blad.namn, rad=rad, kolumn=kolumn)

    def ore(self, roll: str, row: int, enhet: Enhet) -> int | None:
        """An amount in the file's sign; None for an empty cell, and for one that is no amount (a FEL)."""
        text, place = self.text(roll, row), self.roller.get(roll)
        if place is not None and (row, place) in self.lost:
            return None
        if text in TOMT:
            return None
        value = parse_belopp(text)
        own = self.bladval.enhet or self.val.enhet or split_enhet(text)[1] or find_enhet(self.rubrik(roll) or "") or enhet
        if value is None or abs(value) * own.ore >= MAX_ORE:
            atgard = "Skriv beloppet med siffror, till exempel 1 234,5."
            self.fel("belopp_text", f"{quote(text)} är inget belopp.", atgard, row=row, kolumn=self.rubrik(roll))
            return None
        return to_ore(value, own)

    @cached_property
    def lost(self) -> Mapping[tuple[int, int], str]:
        """Cells whose value is lost: (row, column place) -> what they show."""
        first = self.blad.forsta_kolumn
        return {(cell.rad, cell.kolumn - first): cell.varde for cell in self.blad.felceller}

    def dag(self, roll: str, row: int, *, last: bool = False) -> str:
        """A day as ISO text; a month or a year is its first (or last) day. "" for empty, and for what is no day (a FEL)."""
        text = self.text(roll, row)
        if not text or text in TOMT:
            return ""
        if datum := parse_datum(text):
            return datum.isoformat()
        bare = text.removesuffix(".0")
        if re.fullmatch(r"(?:19|20)[0-9]{2}", bare):
            return f"{bare}-12-31" if last else f"{bare}-01-01"
        if self.sammanhang.ar and re.fullmatch(r"[0-9]{1,2}/[0-9]{1,2}", bare):
            datum = parse_datum(f"{bare} {self.sammanhang.ar}")
            return datum.isoformat() if datum else self._no_day(text, roll, row)
        manad = parse_manad(text)
        ar = (manad.ar or self.sammanhang.ar) if manad else None
        if manad is None or ar is None or not 1 <= manad.manad <= 12:
            return self._no_day(text, roll, row)
        return last_day(ar, manad.manad) if last else f"{ar:04d}-{manad.manad:02d}-01"

    def _no_day(self, text: str, roll: str, row: int) -> str:
        atgard = "Skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2022-05-31."
        self.fel("datum_text", f"{quote(text)} är inget datum.", atgard, row=row, kolumn=self.rubrik(roll))
        return ""

    def ja(self, roll: str, row: int) -> bool | None:
        """Yes or no; None for empty, and for another word (a FEL)."""
        text = fold(self.text(roll, row)).strip(" .")
        if not text or text in TOMT:
            return None
        if _JA.match(text) or _NEJ.match(text):
            return _JA.match(text) is not None
        said = quote(self.text(roll, row))
        self.fel("ja_nej", f"{said} är varken ja eller nej.", "Skriv ja eller nej.", row=row, kolumn=self.rubrik(roll))
        return None

    def enhet(self, roller: Sequence[str]) -> tuple[Enhet, str]:
        """The unit of the amount columns and why. Asks when whole, small amounts leave it open; then kr meanwhile."""
        if chosen := self.bladval.enhet or self.val.enhet:
            return chosen, f"Enhet {chosen.label}: vald."
        written = {e for roll in roller if (e := find_enhet((self.rubrik(roll) or "").replace("_", " ")))}
        if written:
            enhet = min(written)
            return enhet, f"Enhet {enhet.label}: står i rubriken."
        around = (*self.sammanhang.titlar, self.blad.namn, self.sammanhang.filnamn)
        if said := next((e for text in around if (e := find_enhet(text.replace("_", " ")))), None):
            return said, f"Enhet {said.label}: står ovanför tabellen eller i namnet."
        texts = [text for roll in roller for row in self.rader if (text := self.text(roll, row)) not in TOMT]
        found = [value for text in texts if split_enhet(text)[1] is None and (value := parse_belopp(text))]
        if found and all(abs(value) < SMALL and round(value, 1) == value for value in found):
            self._ask_enhet()
            return Enhet.KR, "Enheten framgår inte av filen."
        return Enhet.KR, "Enhet kr: ingen annan enhet står i filen."

    def _ask_enhet(self) -> None:
        namn = f"bladet {self.blad.namn}" if self.blad.namn else "filen"
        text = f"Är beloppen i {namn} i kr, tkr eller Mnkr? De är små och utan ören, och enheten står inte i filen."
        choices = tuple((e.value, e.label) for e in Enhet)
        self.fynd.fragor.append(Fraga("enhet", text, choices, "enhet", self.blad.namn))

    def tolkning(
        self,
        form: Form,
        *,
        rader: int,
        skal: str,
        enhet: Enhet | None = None,
        tecken: Tecken | None = None,
        summarader: int = 0,
    ) -> Bladtolkning:
        """How the sheet was read."""
        by_place = {place: roll for roll, place in self.roller.items()}
        kolumner = tuple(
            Kolumntolkning(self.blad.bokstav(place), text, by_place.get(place, ""), self._example(place))
            for place, text in enumerate(self.rubriker)
        )
        return Bladtolkning(
            self.blad.namn,
            self.slag,
            form,
            self.blad.rad(self.rubrikrad),
            kolumner,
            enhet=enhet,
            tecken=tecken,
            rader=rader,
            summarader=summarader,
            skal=skal,
        )

    def _example(self, place: int) -> str:
        """A cell of a column that is read. One that is not read, and a list of placements, may hold names and shows nothing."""
        if place not in self.roller.values() or self.slag is Slag.PLACERING:
            return ""
        cells = (self.blad.kolumner[place].cell(row) for row in range(self.rubrikrad + 1, self.blad.rader))
        return mask_text(next((cell for cell in cells if cell), ""))[0][:60]

    def say_unread(self) -> None:
        """Say which columns with content were not read."""
        read = set(self.roller.values())
        for place, kolumn in enumerate(self.blad.kolumner):
            if place not in read and any(kolumn.cell(row) for row in self.rader):
                text = f"Kolumnen {self.rubrik_at(place)} läses inte och sparas inte."
                self.fynd.upplysning("kolumn_ej_last", text, blad=self.blad.namn, kolumn=self.rubrik_at(place))


def last_day(ar: int, manad: int) -> str:
    """The last day of a month as ISO text. A year that is not known (0) has no leap day."""
    leap = manad == 2 and ar > 0 and ar % 4 == 0 and (ar % 100 != 0 or ar % 400 == 0)
    return (
        f"{ar:04d}-{manad:02d}-{LAST_DAY[manad - 1] + leap:02d}" if ar else f"{UTAN_AR}-{manad:02d}-{LAST_DAY[manad - 1]:02d}"
    )
