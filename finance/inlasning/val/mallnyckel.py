"""Helår's own Excel files read back: templates, and workbooks that were sent out to be filled in offline.

A hidden sheet holds a key (name, value per row) that says which sheet is data and of which slag; for a workbook also for which
nämnd, month and nod it was made, and what its columns are by their header's words. Who filled it in and when stands beside
"Ifylld av:" and "Datum:" above the table. Without its key such a file is read as any other.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import pyarrow as pa

from finance.errors import InvalidValue
from finance.inlasning.cell.perioder import parse_datum
from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.fil.blad import Blad, Kolumn
from finance.inlasning.fil.forkontroll import OtillatenFilError
from finance.inlasning.modell import Anmarkning, Bladval, Kontext, Lasning, Lasval, Niva, Tecken
from finance.inlasning.tabell.summarader import is_summaord
from finance.kolumner import Col, Slag
from finance.period import Period

NYCKELBLAD = "Helår"
NYCKEL = "helar-nyckel"
VERSION = 1
IFYLLD_AV, DATUM = "Ifylld av:", "Datum:"
_MOST_TITLES = 20
_HAMTA_NY = "Skriv ut en ny fil ur Helår, flytta över det som är ifyllt och läs in den."


@dataclass(frozen=True, slots=True)
class Mallnyckel:
    """What the hidden sheet says. `namnd` "" is a template: any nämnd, any period. `kolumner`: header's words -> role."""

    slag: Slag
    blad: str
    namnd: str = ""
    period: Period | None = None
    nod: str = ""  # "" = the whole nämnd
    vem: str = ""  # who made the file
    kolumner: Mapping[str, str] = field(default_factory=dict)

    def to_rows(self) -> list[tuple[str, str]]:
        """As written in the sheet."""
        return [
            (NYCKEL, str(VERSION)),
            ("slag", self.slag.value),
            ("blad", self.blad),
            ("namnd", self.namnd),
            ("period", str(self.period) if self.period else ""),
            ("nod", self.nod),
            ("vem", self.vem),
            ("kolumner", json.dumps(dict(self.kolumner), ensure_ascii=False)),
        ]

    @classmethod
    def from_rows(cls, rows: Mapping[str, str]) -> Self:
        """Raises ValueError, KeyError or InvalidValue for a key that is not whole."""
        kolumner = json.loads(rows["kolumner"])
        if int(float(rows[NYCKEL])) != VERSION or not isinstance(kolumner, dict):
            raise ValueError(rows[NYCKEL])
        return cls(
            slag=Slag(rows["slag"]),
            blad=rows["blad"],
            namnd=rows["namnd"],
            period=Period.parse(rows["period"]) if rows["period"] else None,
            nod=rows["nod"],
            vem=rows["vem"],
            kolumner={str(key): str(value) for key, value in kolumner.items()},
        )


@dataclass(frozen=True, slots=True)
class Avsandare:
    """Who filled a workbook in, and when (ISO); "" where it does not say."""

    vem: str = ""
    datum: str = ""

    @property
    def text(self) -> str:
        """`Ifylld av Anna Ek 2022-06-10`; "" when neither is said."""
        parts = (f"av {self.vem}" if self.vem else "", self.datum)
        return " ".join(("Ifylld", *filter(None, parts))) if any(parts) else ""


@dataclass(frozen=True)
class Mallfil:
    """A file with a key: only its data sheet, with the choices that the key makes."""

    nyckel: Mallnyckel
    blad: Blad
    val: Lasval
    avsandare: Avsandare = Avsandare()
    anmarkningar: tuple[Anmarkning, ...] = ()

    def finish(self, lasning: Lasning) -> Lasning:
        """The reading with its sender; what is empty is said in the template's words."""
        notes = [*lasning.anmarkningar, *self.anmarkningar]
        if _only_empty(lasning):
            return replace(lasning, anmarkningar=(self._empty(),), fragor=())
        sent = self.avsandare.text
        rader = lasning.rader
        if sent and len(rader):
            rader = rader.assign(**{Col.TEXT.value: rader[Col.TEXT].where(rader[Col.TEXT] != "", sent)})
        if sent:
            notes.append(Anmarkning(Niva.UPPLYSNING, "ifylld", f"{sent}.", blad=self.blad.namn))
        if self.nyckel.nod and len(rader):
            notes.append(self._one_nod())
        bedomningar = tuple(
            replace(
                rad,
                period=rad.period or (self.nyckel.period.key if self.nyckel.period else None),
                vem=self.avsandare.vem,
                skal=f"{rad.skal} (ifylld {self.avsandare.datum})".strip() if self.avsandare.datum else rad.skal,
            )
            for rad in lasning.bedomningar
        )
        return replace(lasning, rader=rader, bedomningar=bedomningar, anmarkningar=tuple(notes))

    def _one_nod(self) -> Anmarkning:
        text = (
            f"Arbetsboken gäller bara {self.nyckel.nod}. Är en tidigare version av den inläst: ångra den inläsningen först, "
            "annars räknas beloppen två gånger eller ersätter de andras."
        )
        return Anmarkning(Niva.UPPLYSNING, "arbetsbok_for_nod", text, blad=self.blad.namn)

    def _empty(self) -> Anmarkning:
        vad = "minst en gul cell" if self.nyckel.kolumner else "minst en rad under rubrikraden"
        return Anmarkning(
            Niva.FEL,
            "mall_tom",
            f"Inget är ifyllt på bladet {self.blad.namn}.",
            f"Fyll i {vad}, spara filen och läs in den igen.",
            self.blad.namn,
        )


def _only_empty(lasning: Lasning) -> bool:
    """Whether no row counts, and nothing else is wrong."""
    rows = any(blad.rader for blad in lasning.blad if blad.last)
    return not rows and {one.kod for one in lasning.fel} <= {
        "rubrikrad_saknas",
        "inga_rader",
        "tom_fil",
    }


def find_mall(sheets: Sequence[Blad], val: Lasval, kontext: Kontext) -> Mallfil | None:
    """The file as its key says; None without a key. Raises OtillatenFilError for a key that is damaged or another nämnd's."""
    key = next((blad for blad in sheets if _is_key(blad)), None)
    if key is None:
        return None
    nyckel = _read_key(key)
    if nyckel.namnd and kontext.namnd_kod and nyckel.namnd != kontext.namnd_kod:
        raise OtillatenFilError(
            "fel_namnd",
            f"Filen är gjord för nämnden {nyckel.namnd} och kan inte läsas in för {kontext.namnd_kod}.",
            f"Läs in filen för {nyckel.namnd}, eller välj rätt fil.",
        )
    blad = next((blad for blad in sheets if blad.namn == nyckel.blad), None)
    if blad is None:
        raise OtillatenFilError("blad_saknas", f"Bladet {nyckel.blad} saknas i filen.", _HAMTA_NY)
    blad = replace(blad, dolt=False, felceller=tuple(c for c in blad.felceller if c.varde or not _in_sum_row(blad, c.rad)))
    return _sent_out(nyckel, blad, val) if nyckel.kolumner else _template(nyckel, blad, val)


def _is_key(blad: Blad) -> bool:
    return blad.namn == NYCKELBLAD and blad.rader > 0 and blad.row(0)[:1] == [NYCKEL]


def _read_key(blad: Blad) -> Mallnyckel:
    rows = {cells[0]: cells[1] if len(cells) > 1 else "" for cells in map(blad.row, range(min(blad.rader, 50)))}
    try:
        return Mallnyckel.from_rows(rows)
    except (ValueError, KeyError, InvalidValue, OverflowError, RecursionError) as error:
        raise OtillatenFilError(
            "mallnyckel", f"Det dolda bladet {NYCKELBLAD} är ändrat, eller filen är gjord i en annan version.", _HAMTA_NY
        ) from error


def _in_sum_row(blad: Blad, row: int) -> bool:
    return row < blad.rader and is_summaord(next(filter(None, blad.row(row)), ""))


def _template(nyckel: Mallnyckel, blad: Blad, val: Lasval) -> Mallfil:
    """A template says its slag, and (where no konto speaks) that costs are positive; the rest is read as any file."""
    own = Bladval(slag=None if val.slag else nyckel.slag)
    if nyckel.slag in (Slag.UTFALL, Slag.BUDGET, Slag.INVESTERING) and val.tecken is None and not _has_konto(blad):
        own = replace(own, tecken=Tecken.KOSTNAD_POSITIV)
    return Mallfil(nyckel, blad, _with_choices(val, blad.namn, own))


def _has_konto(blad: Blad) -> bool:
    for row in range(min(blad.rader, _MOST_TITLES)):
        cells = blad.row(row)
        if "Konto" in cells:
            return bool(blad.kolumner[cells.index("Konto")].from_row(row + 1).filled.any())
    return False


def _sent_out(nyckel: Mallnyckel, blad: Blad, val: Lasval) -> Mallfil:
    """A workbook says all: header row, columns, year, month; its sender is taken out of the titles."""
    place = next((row for row in range(min(blad.rader, _MOST_TITLES)) if nyckel.kolumner.keys() <= {*blad.row(row)}), None)
    if place is None:
        missing = ", ".join(list(nyckel.kolumner)[:4])
        raise OtillatenFilError(
            "arbetsbok_andrad", f"Rubrikraden på bladet {blad.namn} är ändrad ({missing} ...).", _HAMTA_NY, blad.namn
        )
    avsandare, blad, notes = _take_sender(blad, place)
    roles = {blad.bokstav(column): nyckel.kolumner.get(text, "") for column, text in enumerate(blad.row(place))}
    ledger = nyckel.slag in (Slag.UTFALL, Slag.BUDGET)
    own = Bladval(
        las=True,
        slag=nyckel.slag,
        rubrikrad=blad.rad(place),
        kolumner=roles,
        tecken=Tecken.KOSTNAD_POSITIV if ledger else None,
    )
    val = _with_choices(val, blad.namn, own)
    if val.ar is None and nyckel.period is not None:
        val = replace(val, ar=nyckel.period.ar)
    return Mallfil(nyckel, blad, val, avsandare, notes)


def _with_choices(val: Lasval, namn: str, own: Bladval) -> Lasval:
    """The key's choices for the sheet, but for what the user has chosen."""
    users = val.blad.get(namn)
    if users is not None:
        chosen = {name: getattr(users, name) for name in Bladval.__slots__ if getattr(users, name) not in (None, {})}
        own = replace(own, **{**chosen, "kolumner": {**own.kolumner, **users.kolumner}})
    return replace(val, blad={**val.blad, namn: own})


def _take_sender(blad: Blad, header: int) -> tuple[Avsandare, Blad, tuple[Anmarkning, ...]]:
    """Who and when from the rows above `header`, and the sheet without those cells."""
    found = {IFYLLD_AV: "", DATUM: ""}
    kolumner = list(blad.kolumner)
    for row in range(header):
        cells = blad.row(row)
        label = next(filter(None, cells), "")
        if label not in found:
            continue
        place = next((p for p, text in enumerate(cells) if text and text != label), None)
        if place is not None:
            found[label] = cells[place]
            kolumner[place] = _without(kolumner[place], row)
    vem, _ = mask_text(found[IFYLLD_AV])
    datum = parse_datum(found[DATUM])
    notes = []
    if not vem:
        text = "Det framgår inte vem som har fyllt i arbetsboken. Den som läser in den blir avsändare."
        notes.append(Anmarkning(Niva.VARNING, "ifylld_av_saknas", text, f"Fyll i cellen efter {IFYLLD_AV}", blad.namn))
    if found[DATUM] and datum is None:
        text = f"Datumet ”{mask_text(found[DATUM])[0]}” kunde inte läsas."
        notes.append(Anmarkning(Niva.VARNING, "ifylld_datum", text, "Skriv datumet som ÅÅÅÅ-MM-DD.", blad.namn))
    sender = Avsandare(vem, datum.isoformat() if datum else "")
    return sender, replace(blad, kolumner=tuple(kolumner)), tuple(notes)


def _without(kolumn: Kolumn, row: int) -> Kolumn:
    """The column with one cell emptied."""
    codes = kolumn.codes.copy()
    codes[row] = len(kolumn.values)
    values = pa.concat_arrays([kolumn.values, pa.array([""], type=kolumn.values.type)])
    used, places = np.unique(codes, return_inverse=True)
    return Kolumn(places.astype(np.int32), values.take(pa.array(used)))
