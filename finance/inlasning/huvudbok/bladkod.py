"""A table without a column for verksamhet or ansvar whose sheet name or title says which: "410 Hemtjänst", "Ansvar: 1100"."""

import re
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from finance.inlasning.cell.perioder import find_ar, parse_manad
from finance.inlasning.fil.blad import Kolumn
from finance.inlasning.modell import Sakerhet
from finance.inlasning.tabell.bladsak import Bladsak, quote
from finance.inlasning.tabell.roller import Roll, fold_name
from finance.inlasning.tabell.rubrik import Rubrik, read_rubrik
from finance.kolumner import Col

_TITEL = re.compile(
    r"(?P<ord>[^\W\d]+)\s*[:=.]?\s*(?P<kod>[0-9]{2,8}[A-Za-z]?)\b(?!\s*[-\u2013]\s*[0-9])"
    r"(?:\s*[-\u2013:]?\s*(?P<namn>[^\W\d].*))?"
)
_BLAD = re.compile(r"(?P<kod>[0-9]{2,8}[A-Za-z]?)(?:\s*[-\u2013:_]?\s*(?P<namn>[^\W\d].*))?")
_DIMENSIONER = (str(Col.VERKSAMHET), str(Col.ANSVAR))


@dataclass(frozen=True, slots=True)
class Bladkod:
    """What a sheet is about. `dimension`: verksamhet or ansvar; `text`: its code and name, or the name alone."""

    dimension: str
    text: str
    ur: str


def add_bladkod(sak: Bladsak) -> Bladsak:
    """The sheet with a column of the code its surroundings name, where it has no such column itself."""
    if any(sak.find(dimension) for dimension in _DIMENSIONER):
        return sak
    found = _from_titles(sak) or _from_name(sak)
    if found is None:
        return sak
    sak.upplysning("kod_ur_bladet", f"{found.dimension.capitalize()} {quote(found.text)} lästes ur {found.ur}.")
    cells = Kolumn(np.zeros(sak.antal, np.int32), pa.array([found.text], pa.string()))
    roll = Roll(len(sak.data), Rubrik(found.dimension.capitalize()), found.dimension, Sakerhet.INNEHALL)
    return replace(sak, data=[*sak.data, cells], roller=[*sak.roller, roll])


def _from_titles(sak: Bladsak) -> Bladkod | None:
    for titel in sak.sammanhang.titlar:
        found = _TITEL.match(titel)
        roll = read_rubrik(found["ord"]).roll if found else ""
        if found and roll in _DIMENSIONER:
            return Bladkod(roll, _text(found), "titelraden")
    return None


def _from_name(sak: Bladsak) -> Bladkod | None:
    namn = sak.blad.namn.strip()
    verksamhet = str(Col.VERKSAMHET)
    known = {fold_name(nod.namn) for nod in sak.kontext.noder} | {fold_name(nod.kod) for nod in sak.kontext.noder}
    if namn and fold_name(namn) in known | set(map(fold_name, sak.kontext.verksamheter)):
        return Bladkod(verksamhet, namn, "bladets namn")
    if found := _TITEL.fullmatch(namn):
        roll = read_rubrik(found["ord"]).roll
        return Bladkod(roll, _text(found), "bladets namn") if roll in _DIMENSIONER else None
    found = _BLAD.fullmatch(namn)
    if found is None or find_ar(namn) or (parse_manad(namn) is not None and not found["namn"] and len(found["kod"]) != 3):
        return None
    return Bladkod(verksamhet, _text(found), "bladets namn")


def _text(found: re.Match[str]) -> str:
    return f"{found['kod']} {found['namn']}".strip() if found["namn"] else found["kod"]
