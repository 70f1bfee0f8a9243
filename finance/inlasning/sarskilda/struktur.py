"""A struktur file: `Kod; Namn; Överordnad` and optional selection columns ansvar, verksamhet, konto, projekt."""

import re
from dataclasses import replace

from finance.errors import InvalidValue
from finance.inlasning.cell.perioder import find_ar, find_spann
from finance.inlasning.modell import Form
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import RUBRIKRAD, Bladresultat, Bladsak, quote
from finance.inlasning.tabell.roller import normalise_kod
from finance.kolumner import Slag
from finance.period import Period
from finance.struktur import URVALSKOLUMNER, Nod, Urval, check_struktur

_GALLER_FRAN = re.compile(r"(?:gäller|giltig)\s+(?:från|fr\.?\s?o\.?\s?m\.?)(?:\s+och\s+med)?[\s:]*(?P<text>.{4,20})")


def read_struktur(sak: Bladsak) -> Bladresultat:
    """The noder in the file's order. Every fault is a FEL with its row."""
    tolkning = replace(sak.tolkning(Form.STRUKTUR), slag=Slag.STRUKTUR)
    missing = [
        namn for roll, namn in ((r.KOD, "Kod"), (r.NAMNKOLUMN, "Namn"), (r.OVERORDNAD, "Överordnad")) if sak.find(roll) is None
    ]
    for namn in missing:
        sak.fel(
            "kolumn_saknas",
            f"Strukturfilen saknar kolumnen {namn}.",
            f"Lägg till kolumnen {namn}. Strukturen har Kod, Namn och Överordnad.",
            row=RUBRIKRAD,
            kolumn=namn,
        )
    if missing:
        return Bladresultat(tolkning)
    rows = [row for row in range(sak.antal) if any(kolumn.cell(row) for kolumn in sak.data)]
    found = [(row, nod) for row in rows if (nod := _read_nod(sak, row)) is not None]
    for place, text in check_struktur([nod for _, nod in found]):
        row, nod = found[place]
        kolumn = "Överordnad" if text.startswith(("Överordnad", f"Koden {nod.kod} är överordnad")) else "Kod"
        sak.fel("struktur", text, "Rätta raden i strukturfilen.", row=row, kolumn=kolumn)
    noder = tuple(nod for _, nod in found)
    return Bladresultat(replace(tolkning, rader=len(found)), noder=noder, galler_fran=_galler_fran(sak, rows))


def _galler_fran(sak: Bladsak, rows: list[int]) -> int:
    """The month from which the struktur holds (ÅÅÅÅMM): chosen, in its column, or in a title; 0 = from the beginning."""
    if sak.val.galler_fran is not None:
        return sak.val.galler_fran
    written = {text: (row, _month(text)) for row in reversed(rows) if (text := sak.cell(r.FRAN, row))}
    for text, (row, month) in written.items():
        if month is None:
            action = "Skriv månaden som ÅÅÅÅ-MM, till exempel 2023-01."
            sak.fel("galler_fran", f"{quote(text)} är ingen månad.", action, row=row, kolumn="Gäller från")
    months = sorted({month for _, month in written.values() if month})
    if len(months) > 1:
        text = f"Strukturen gäller från flera månader: {', '.join(str(Period.from_key(month)) for month in months)}."
        sak.fel("galler_fran", text, "Läs in en struktur per datum, med samma månad på alla rader.", kolumn="Gäller från")
    if months:
        return months[0]
    found = _GALLER_FRAN.search(" ".join(sak.sammanhang.titlar).lower())
    return (_month(found["text"]) or 0) if found else 0


def _month(text: str) -> int | None:
    """A month with its year; a date gives its month, a year alone its January."""
    spann, _ = find_spann(text)
    if spann and spann.ar and spann.till <= 12:
        return spann.ar * 100 + spann.till
    ar = find_ar(text)
    return ar * 100 + 1 if ar else None


def _read_nod(sak: Bladsak, row: int) -> Nod | None:
    kod, namn = normalise_kod(sak.cell(r.KOD, row)), sak.cell(r.NAMNKOLUMN, row)
    if not kod or not namn:
        saknas = "Namn" if kod else "Kod"
        sak.fel(
            "kod_saknas",
            f"Raden ({kod or namn or 'utan kod och namn'}) saknar {saknas.lower()}.",
            f"Fyll i {saknas}, eller ta bort raden.",
            row=row,
            kolumn=saknas,
        )
        return None
    urval = []
    for dimension in URVALSKOLUMNER:
        roll, text = sak.find(dimension), sak.cell(dimension, row)
        if roll is None or not text:
            continue
        try:
            urval.append(Urval.parse(dimension, normalise_kod(text)))
        except InvalidValue as error:
            sak.fel(
                "urval",
                str(error),
                "Skriv koder, intervall och listor, till exempel 410, 420-429.",
                row=row,
                kolumn=sak.rubrik(roll),
            )
    return Nod(kod, namn, normalise_kod(sak.cell(r.OVERORDNAD, row)) or None, tuple(urval))
