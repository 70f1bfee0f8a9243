"""Which dimension of the file is ansvar, verksamhet, projekt ...: by the user's choice, name, the standard's number, or codes.

Numbers differ between systems: only 1 (kostnadsställe, resultatenhet) and 6 (projekt) mean something by the standard, and
7-10 (anställd, kund, leverantör, faktura) are never taken by number.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.fil.forkontroll import OtillatenFilError
from finance.inlasning.fynd import Fynd
from finance.inlasning.modell import Kolumntolkning, Kontext, Sakerhet
from finance.inlasning.sie.kodning import read_text
from finance.inlasning.sie.poster import Poster
from finance.inlasning.sie.register import Register
from finance.inlasning.tabell.roller import DIMENSIONER, normalise_kod
from finance.inlasning.tabell.rubrik import read_rubrik
from finance.kolumner import Col

STANDARD = {
    "1": "Kostnadsställe/resultatenhet",
    "2": "Kostnadsbärare",
    "6": "Projekt",
    "7": "Anställd",
    "8": "Kund",
    "9": "Leverantör",
    "10": "Faktura",
}
_PER_NUMMER = {"1": Col.ANSVAR, "6": Col.PROJEKT}
_ROLLER = tuple(d for d in DIMENSIONER if d is not Col.KONTO)
_KANDA = 0.8
_DIM = re.compile(
    r'^[ \t]*#(?:DIM|UNDERDIM)\s+"?(?P<nr>[0-9]{1,9})"?\s+(?:"(?P<namn>[^"\n]*)"|(?P<ord>\S+))', re.MULTILINE | re.IGNORECASE
)


@dataclass(frozen=True)
class Dimensionsroll:
    """A dimension of the file. `roll` None: not used. `exempel`: one of its codes."""

    nr: str
    namn: str
    roll: Col | None
    sakerhet: Sakerhet
    exempel: str


@dataclass(frozen=True)
class Dimensioner:
    """`ordning[roll]`: dimension numbers whose objects are the codes of the roll, the first that a row has counts."""

    roller: tuple[Dimensionsroll, ...]
    ordning: Mapping[Col, tuple[str, ...]]

    def kolumntolkningar(self) -> tuple[Kolumntolkning, ...]:
        """The dimensions as the interpretation shows columns; the letter is the dimension's number."""
        return tuple(Kolumntolkning(x.nr, x.namn, str(x.roll or ""), x.exempel, x.sakerhet) for x in self.roller)

    def read(self, poster: Poster, roll: Col) -> npt.NDArray[np.object_]:
        """The code of each row, "" for none."""
        order = self.ordning.get(roll, ())
        values = []
        for par in poster.objekt:
            own = dict(par)
            values.append(next((normalise_kod(own[nr]) for nr in order if nr in own), ""))
        return poster.lista.map(values)

    def rank(self, par: Sequence[tuple[str, str]]) -> tuple[bool, bool, int]:
        """How much an object list tells: verksamhet, ansvar, number of rolls."""
        own = {nr for nr, _ in par}
        told = [roll for roll, order in self.ordning.items() if own & set(order)]
        return (Col.VERKSAMHET in told, Col.ANSVAR in told, len(told))


def read_dimensioner(data: bytes) -> dict[str, str]:
    """Number -> name of the dimensions that a file declares; none for a file whose text cannot be read."""
    try:
        text, _ = read_text(data)
    except OtillatenFilError:
        return {}
    own = {found["nr"]: found["namn"] or found["ord"] for found in _DIM.finditer(text)}
    return {nr: mask_text(namn)[0] for nr, namn in own.items()}


def assign_dimensioner(
    register: Register, parts: Sequence[Poster], *, kontext: Kontext, valda: Mapping[str, str], fynd: Fynd
) -> Dimensioner:
    """A roll for each dimension that rows of drift use."""
    used = _used(parts)
    namn = {nr: (d.namn if (d := register.dimensioner.get(nr)) and d.namn else STANDARD.get(nr, "")) for nr in used}
    chosen = {nr: _parse_roll(valda[nr]) for nr in used if nr in valda}
    by_name = _by_name(register, [nr for nr in used if nr not in chosen], used, namn)
    taken = _one_each(register, chosen, by_name, namn, fynd)
    sure = {nr: Sakerhet.VALD if nr in chosen else Sakerhet.RUBRIK for nr in used}
    if Col.VERKSAMHET not in taken and (best := _by_codes(used, chosen, taken, kontext)):
        taken = {roll: nr for roll, nr in taken.items() if nr != best} | {Col.VERKSAMHET: best}
        sure[best] = Sakerhet.INNEHALL
        text = f"Dimension {best} ({namn[best]}) lästes som verksamhet: dess koder är strukturens."
        fynd.upplysning("verksamhet_ur_varden", text, kolumn=namn[best])
    order = {roll: (nr, *_under(register, nr, used, {*taken.values(), *chosen})) for roll, nr in taken.items()}
    by_nr = {nr: roll for roll, numbers in order.items() for nr in numbers}
    roller = tuple(Dimensionsroll(nr, namn[nr], by_nr.get(nr), sure[nr], _example(used[nr], by_nr.get(nr))) for nr in used)
    unused = [f"{x.nr} ({x.namn})" if x.namn else x.nr for x in roller if x.roll is None]
    if unused:
        fynd.upplysning("dimension_ej_last", f"Dimensioner som inte lästes: {', '.join(unused)}.")
    return Dimensioner(roller, order)


def _by_name(register: Register, free: Sequence[str], used: Mapping[str, list[str]], namn: Mapping[str, str]) -> dict[str, Col]:
    """Rolls by name, then by the standard's number, then by the dimension above."""
    found = {nr: roll for nr in free if (roll := _roll_of(namn[nr]))}
    later = [(nr, _PER_NUMMER.get(nr)) for nr in free] + [(nr, _inherited(register, nr, used)) for nr in free]
    for nr, roll in later:
        if roll is not None and nr not in found and roll not in found.values():
            found[nr] = roll
    return found


def _one_each(
    register: Register, chosen: Mapping[str, Col | None], by_name: Mapping[str, Col], namn: Mapping[str, str], fynd: Fynd
) -> dict[Col, str]:
    """One dimension per roll: the chosen one, else the first; a second that is no part of it is told."""
    taken: dict[Col, str] = {}
    for nr, one in chosen.items():
        if one is not None:
            taken.setdefault(one, nr)
    for nr, roll in by_name.items():
        first = taken.setdefault(roll, nr)
        if first != nr and not _is_under(register, nr, first):
            text = (
                f"Dimensionerna {first} ({namn[first]}) och {nr} ({namn[nr]}) kan båda vara {roll}. Dimension {first} valdes."
            )
            fynd.upplysning("samma_roll", text, kolumn=namn[nr])
    return taken


def _used(parts: Sequence[Poster]) -> dict[str, list[str]]:
    """Dimension number -> its distinct codes on rows of drift, by number."""
    found: dict[str, dict[str, None]] = {}
    for poster in parts:
        for code in np.unique(poster.lista.codes[poster.drift]).tolist():
            for nr, kod in poster.objekt[code]:
                found.setdefault(nr, {}).setdefault(kod)
    return {nr: list(found[nr]) for nr in sorted(found, key=lambda nr: (len(nr), nr))}


def _parse_roll(kod: str) -> Col | None:
    return next((roll for roll in _ROLLER if str(roll) == kod), None)


def _roll_of(namn: str) -> Col | None:
    """The roll a dimension's name says: "Kostnadsställe/resultatenhet", "Vht", "Verksamheter", "Ansvarskod"."""
    words = [word for word in re.split(r"[^\w]+", namn) if word]
    for text in (namn, *words):
        for ending in ("", "erna", "er", "en", "n", "et"):
            stem = text.removesuffix(ending) if ending else text
            if len(stem) > 1 and (roll := _parse_roll(read_rubrik(stem).roll)):
                return roll
    return None


def _inherited(register: Register, nr: str, used: Mapping[str, list[str]]) -> Col | None:
    """The roll of the nearest dimension above that rows do not use themselves."""
    for over in _chain(register, nr)[1:]:
        if over in used:
            return None
        declared = register.dimensioner.get(over)
        if roll := _roll_of(declared.namn) if declared and declared.namn else _PER_NUMMER.get(over):
            return roll
    return None


def _chain(register: Register, nr: str) -> list[str]:
    """The dimension and those above it (#UNDERDIM; 2 is a part of 1 by the standard)."""
    chain: list[str] = []
    current: str | None = nr
    while current is not None and current not in chain:
        chain.append(current)
        declared = register.dimensioner.get(current)
        current = declared.over if declared else "1" if current == "2" else None
    return chain


def _is_under(register: Register, nr: str, top: str) -> bool:
    return top in _chain(register, nr)


def _under(register: Register, top: str, used: Mapping[str, list[str]], taken: set[str]) -> list[str]:
    return [nr for nr in used if nr not in taken and nr in register.dimensioner and _is_under(register, nr, top)]


def _by_codes(
    used: Mapping[str, list[str]], chosen: Mapping[str, Col | None], taken: Mapping[Col, str], kontext: Kontext
) -> str | None:
    """The dimension whose codes are the struktur's verksamheter (DOMAN 3: the values decide)."""
    known = {nod.kod for nod in kontext.noder} | set(kontext.verksamheter)
    selected = {u.dimension for nod in kontext.noder for u in nod.urval}
    fixed = {nr for roll, nr in taken.items() if roll in selected} | chosen.keys()
    shares: dict[str, float] = {}
    for nr, koder in used.items():
        if nr in fixed or nr in ("7", "8", "9", "10"):
            continue
        codes = pd.Series([normalise_kod(kod) for kod in koder], dtype=object)
        hit = codes.isin(known)
        for urval in (u for nod in kontext.noder for u in nod.urval if u.dimension is Col.VERKSAMHET):
            hit |= urval.matches(codes)
        shares[nr] = float(hit.mean())
    best = max(shares, key=lambda nr: shares[nr], default=None)
    return best if best is not None and shares[best] >= _KANDA else None


def _example(koder: Sequence[str], roll: Col | None) -> str:
    return mask_text(koder[0])[0][:60] if roll is not None and koder else ""
