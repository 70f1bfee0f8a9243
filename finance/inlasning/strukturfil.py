"""A struktur file: `Kod; Namn; Överordnad` and optional selection columns ansvar, verksamhet, konto, projekt."""

from dataclasses import replace

from finance.errors import InvalidValue
from finance.inlasning import rubrik as r
from finance.inlasning.bladsak import RUBRIKRAD, Bladresultat, Bladsak
from finance.inlasning.modell import Form
from finance.inlasning.roller import normalise_kod
from finance.kolumner import Slag
from finance.struktur import URVALSKOLUMNER, Nod, Urval, check_struktur


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
    return Bladresultat(replace(tolkning, rader=len(found)), noder=tuple(nod for _, nod in found))


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
