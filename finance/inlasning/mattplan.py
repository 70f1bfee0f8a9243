"""Finding a table of mått in a sheet: its header row, its shape and its value columns. Ledgers are left alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath

from finance.inlasning import rubrik as r
from finance.inlasning.blad import Blad
from finance.inlasning.mattetiketter import Etikett, Tid, read_enhet, read_etikett, read_tid
from finance.inlasning.mattnamn import Namnlage
from finance.inlasning.mattvarden import parse_cell
from finance.inlasning.modell import Bladtolkning, Form, Kolumntolkning, Kontext
from finance.inlasning.perioder import find_spann
from finance.inlasning.personuppgifter import mask_text
from finance.inlasning.planblad import Planblad
from finance.inlasning.planrader import Vardetyp
from finance.inlasning.planschema import MOST_RADER, Schema, assign, plain
from finance.inlasning.roller import fold_name
from finance.inlasning.rubrik import fold, read_rubrik
from finance.kolumner import Col, Slag

_GENERISKT = re.compile(r"(?:blad|sheet|ark|tabell|data|export)\s?\d*", re.IGNORECASE)
_HARLEDD = re.compile(r"\b(?:avvik\w*|diff\w*|forandring\w*|utveckling)\b")  # follows from other columns
_PER_DAG = re.compile(r"\bper (?:den )?([0-9]{1,2})[ /.]([0-9]{1,2})\b")
_SERIE = re.compile(r"(?:ar|serie|arsvis|artal|typ|manad|period|datum|tertial|kvartal|)$")
_HUVUDBOKSROLLER = frozenset(
    {*map(str, (Col.KONTO, Col.ANSVAR, Col.VERKSAMHET, Col.VERIFIKAT, Col.MOTPART, Col.PROJEKT)), r.PERIOD, r.DATUM, r.DEBET}
    | {r.KREDIT, r.KOD, r.NAMNKOLUMN, r.OVERORDNAD, r.PROGNOSAVVIKELSE, r.FRAN, r.BESLUT}
)

SCHEMA = Schema(
    Slag.MATT,
    {
        roll: re.compile(pattern)
        for roll, pattern in {
            "matt": r"(?:volym)?matt(?:et)?(?: namn)?$|nyckeltal(?:et)?$|volym(?:er)?$|indikator(?:er)?$|statistik$",
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
        return read_etikett(self.planblad.blad.kolumner[self.etikettkolumn].cell(row).removesuffix(".0"))

    def kategorier(self, row: int) -> list[str]:
        """The categories of the row's own columns."""
        return [text for place in self.kategorikolumner if (text := self.planblad.blad.kolumner[place].cell(row))]

    @cached_property
    def enhet(self) -> str:
        """The unit of kronor that title, sheet or file name says; "" for none."""
        s = self.planblad.sammanhang
        found = (read_enhet(text) for text in (*s.titlar, self.planblad.blad.namn, s.filnamn))
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

    def tolkning(self, form: Form, *, rader: int) -> Bladtolkning:
        """How the sheet was read, value columns included."""
        done = self.planblad.tolkning(form, rader=rader, skal="Mått: ett värde per rad och kolumn.")
        values = {k.place: k.etikett for k in self.kolumner}
        kolumner = tuple(
            Kolumntolkning(k.bokstav, k.rubrik, _roll_of(values[place]), k.exempel) if place in values else k
            for place, k in enumerate(done.kolumner)
        )
        return Bladtolkning(done.blad, done.slag, done.form, done.rubrikrad, kolumner, rader=rader, skal=done.skal)


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
        if cleaned := _without_time(text.replace("_", " ")):
            return cleaned
    return s.filnamn


def _without_time(text: str) -> str:
    bare = _PER_DAG.sub(" ", text)
    bare = re.sub(r"\(?\b(?:tkr|kkr|mnkr|mkr|kr)\b\)?", " ", bare, flags=re.IGNORECASE)
    left = set(re.findall(r"\w+", fold(find_spann(bare)[1])))
    words = [word for word in bare.split() if set(re.findall(r"\w+", fold(word))) & left]
    return " ".join(word for word in words if not re.fullmatch(r"(?:19|20)[0-9]{2}[,.]?", word)).strip(" -,:;")


@dataclass(frozen=True, slots=True)
class Hittad:
    """A header row that may be one of a table of mått."""

    rubrikrad: int
    roller: dict[str, int]
    kolumner: tuple[Vardekolumn, ...]
    kategorikolumner: tuple[int, ...] = ()
    etikettkolumn: int | None = None


def find_matt(blad: Blad, kontext: Kontext, *, chosen: bool) -> Hittad | None:
    """The header of a table of mått; None for a sheet that is something else. `chosen`: a person says that it is mått."""
    for row in range(min(MOST_RADER, blad.rader - 1)):
        cells = blad.row(row)
        if sum(1 for cell in cells if cell) < 2:
            continue
        if (found := _by_name(blad, row, cells)) or (found := _by_year(blad, row, cells, kontext, chosen=chosen)):
            return found
    return None


def _by_name(blad: Blad, row: int, cells: Sequence[str]) -> Hittad | None:
    roller = assign(SCHEMA, cells)
    if "matt" not in roller or any(read_rubrik(cell).roll in (Col.KONTO, Col.VERIFIKAT, r.DEBET) for cell in cells):
        return None
    if not _is_textual(blad, roller["matt"], row + 1):
        return None
    if "grupp" in roller and roller["grupp"] == roller["matt"]:
        del roller["grupp"]
    kategorier = tuple(place for place, cell in enumerate(cells) if SCHEMA.roller["kategori"].match(plain(cell)))
    kolumner = _value_columns(blad, row, cells, taken={*roller.values(), *kategorier})
    if kolumner and roller.get("varde") is not None and all(k.etikett.is_tid is False for k in kolumner):
        kolumner = ()
    if "varde" in roller:
        kolumner = (Vardekolumn(roller["varde"], Etikett()), *kolumner)
    return Hittad(row, roller, kolumner, kategorier) if kolumner else None


def _by_year(blad: Blad, row: int, cells: Sequence[str], kontext: Kontext, *, chosen: bool) -> Hittad | None:
    """A first column of years, or of "Budget 2022" and "Utfall 2022"."""
    place = next((place for place, cell in enumerate(cells) if cell or _filled(blad, place, row + 1)), None)
    if place is None or not _SERIE.match(plain(cells[place])):
        return None
    labels = [blad.kolumner[place].cell(one).removesuffix(".0") for one in range(row + 1, min(blad.rader, row + 201))]
    labels = [label for label in labels if label]
    if not labels or len(set(labels)) < len(labels) or not all(_is_time(label) for label in labels):
        return None
    others = [(nr, cell) for nr, cell in enumerate(cells) if cell and nr != place]
    kolumner = _value_columns(blad, row, cells, taken={place})
    months = [k for k in kolumner if k.etikett.tid and k.etikett.is_tid]
    if len(months) < 2 and not all(k.etikett.rest for k in kolumner):
        return None
    if not chosen and (_looks_like_ledger([cell for _, cell in others]) or _is_known_verksamhet(blad, kontext)):
        return None
    if months:
        kolumner = tuple(k for k in kolumner if k.etikett.is_tid or k.etikett.ack)
    return Hittad(row, {}, kolumner, etikettkolumn=place) if kolumner else None


def _is_time(label: str) -> bool:
    """A year, a month, "Budget 2022": a type of value may stand there, but a time must."""
    etikett = read_etikett(label)
    return etikett.is_tid and (etikett.ar is not None or etikett.tid is not None)


def _looks_like_ledger(rubriker: Sequence[str]) -> bool:
    read = [read_rubrik(text) for text in rubriker]
    return any(x.roll in _HUVUDBOKSROLLER or x.roll.endswith(r.NAMN) or (x.roll == r.BELOPP and x.spann is None) for x in read)


def _is_known_verksamhet(blad: Blad, kontext: Kontext) -> bool:
    known = {fold_name(text) for nod in kontext.noder for text in (nod.kod, nod.namn)} | set(kontext.verksamheter)
    return bool(blad.namn) and fold_name(blad.namn) in known


def _value_columns(blad: Blad, row: int, cells: Sequence[str], *, taken: set[int]) -> tuple[Vardekolumn, ...]:
    """The columns whose header says time or type, or that hold figures. "Totalt" is accumulated beside months only."""
    found = []
    for place, cell in enumerate(cells):
        if place in taken or not cell:
            continue
        etikett = read_etikett(mask_text(cell)[0].removesuffix(".0"))
        said = etikett.ar is not None or etikett.tid is not None or etikett.typ is not None or etikett.ack
        if _HARLEDD.search(plain(cell)):
            continue
        if (said and not etikett.rest) or _is_numeric(blad, place, row + 1):
            found.append(Vardekolumn(place, etikett))
    months = sum(1 for kolumn in found if kolumn.etikett.tid and kolumn.etikett.tid.manad)
    return tuple(found) if months > 1 else tuple(replace(k, etikett=replace(k.etikett, ack=False)) for k in found)


def _cells(blad: Blad, place: int, start: int) -> list[str]:
    found = (blad.kolumner[place].cell(row) for row in range(start, min(blad.rader, start + 500)))
    return [text for text in found if text]


def _filled(blad: Blad, place: int, start: int) -> bool:
    return bool(_cells(blad, place, start))


def _is_numeric(blad: Blad, place: int, start: int) -> bool:
    cells = _cells(blad, place, start)
    return bool(cells) and 2 * sum(parse_cell(text) is not None for text in cells) > len(cells)


def _is_textual(blad: Blad, place: int, start: int) -> bool:
    cells = _cells(blad, place, start)
    return bool(cells) and 2 * sum(parse_cell(text) is None for text in cells) > len(cells)
