"""A list of statsbidrag: name, amount, period, used, terms and what is to be paid back. All amounts plus."""

import re

from finance.belopp import Enhet
from finance.inlasning.cell.tal import TOMT, parse_belopp
from finance.inlasning.matt.tider import HELAR, days_of, read_tid
from finance.inlasning.modell import Form
from finance.inlasning.planrader import Statsbidragsrad
from finance.inlasning.tabell.bladsak import Bladresultat, quote
from finance.inlasning.tabell.planblad import Planblad
from finance.inlasning.tabell.summarader import is_summaord

_DAG = r"((?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))?)"
_FLERA_AR = re.compile(rf"{_DAG}\s*(?:-{{1,2}}|\u2013|\u2014|till|t\.?o\.?m\.?)\s*{_DAG}")
"""Two days, or two years: a grant may be for more than a year."""
_ARETS = ("01-01", "12-31")


def read_statsbidrag(pb: Planblad) -> Bladresultat:
    """One row per grant. A row of sums is not counted; amounts written as income (minus) are turned."""
    enhet, skal = pb.enhet([roll for roll in ("summa", "anvant") if roll in pb.roller])
    found = [rad for row in pb.rader if (rad := _read_rad(pb, row, enhet)) is not None]
    pb.say_unread()
    tolkning = pb.tolkning(Form.LISTA, rader=len(found), skal=skal, enhet=enhet)
    return Bladresultat(tolkning, planrader=tuple(found))


def _read_rad(pb: Planblad, row: int, enhet: Enhet) -> Statsbidragsrad | None:
    namn, summa = pb.text("namn", row), pb.ore("summa", row, enhet)
    if is_summaord(namn) or (not namn and not pb.text("summa", row)):
        return None
    if not namn or (summa is None and pb.text("summa", row) in TOMT):
        saknas = "summa" if namn else "namn"
        kolumn = pb.rubrik(saknas)
        pb.fel("namn_saknas", f"Raden saknar {saknas}.", f"Fyll i {saknas}, eller ta bort raden.", row=row, kolumn=kolumn)
    anvant = pb.ore("anvant", row, enhet)
    belopp, svar = _aterbetalning(pb, row, enhet)
    fran, till = _tid(pb, row)
    return Statsbidragsrad(
        namn=namn,
        fran=fran,
        till=till,
        summa_ore=abs(summa or 0),
        anvant_ore=None if anvant is None else abs(anvant),
        villkor=pb.text("villkor", row),
        aterbetalning_ore=belopp,
        aterbetalas=svar,
        blad=pb.blad.namn,
        rad=pb.blad.rad(row),
    )


def _aterbetalning(pb: Planblad, row: int, enhet: Enhet) -> tuple[int | None, bool | None]:
    """An amount, or yes or no."""
    text = pb.text("aterbetalning", row)
    if parse_belopp(text) is None:
        return None, pb.ja("aterbetalning", row)
    ore = pb.ore("aterbetalning", row, enhet)
    return (None, None) if ore is None else (abs(ore), ore != 0)


def _tid(pb: Planblad, row: int) -> tuple[str, str]:
    text, ar = pb.text("period", row), pb.sammanhang.ar
    if not text:
        return days_of(HELAR, ar) if ar else ("", "")
    if found := _FLERA_AR.fullmatch(text.strip()):
        first, last = (part if len(part) > 4 else f"{part}-{end}" for part, end in zip(found.groups(), _ARETS, strict=True))
        if first <= last:
            return first, last
    tid = read_tid(text)
    if tid is None or not (tid.ar or ar):
        kolumn = pb.rubrik("period")
        pb.fel(
            "period_text",
            f"{quote(text)} är ingen period.",
            "Skriv till exempel 2022 eller jan-apr 2022.",
            row=row,
            kolumn=kolumn,
        )
        return "", ""
    return days_of(tid, tid.ar or ar)
