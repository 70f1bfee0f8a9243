"""Codes and names of each row: the coding string as text, names turned into codes, and the names a file gives its codes."""

import re
from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.fil.blad import Kolumn
from finance.inlasning.modell import Kontext
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import Bladsak
from finance.inlasning.tabell.roller import DIMENSIONER, fold_name, normalise_kod
from finance.kolumner import Col
from finance.struktur import Nod

_JOINED = re.compile(r"(?P<kod>[0-9]{1,8}[A-Z]?)(?: ?[:\u2013-] ?| )(?P<namn>[^\W\d].*)")

Koder = Mapping[Col, npt.NDArray[np.object_]]


def read_koder(sak: Bladsak) -> dict[Col, npt.NDArray[np.object_]]:
    """Per dimension that the sheet has: the code of each data row ("" for none)."""
    found: dict[Col, npt.NDArray[np.object_]] = {}
    for dimension in DIMENSIONER:
        kolumn = sak.column(dimension)
        if kolumn is not None:
            found[dimension] = kolumn.map(_coder(sak, dimension, kolumn))
    return found


def _coder(sak: Bladsak, dimension: Col, kolumn: Kolumn) -> Callable[[str], str]:
    """How a text of this column becomes a code: "5100 Hemtjänst" is 5100 where (nearly) all are written so."""
    turn = _kod_of(sak.kontext) if dimension is Col.VERKSAMHET else {}
    joined = is_joined(kolumn)

    def code(text: str) -> str:
        found = _JOINED.fullmatch(text) if joined else None
        return found["kod"] if found else turn.get(fold_name(text)) or normalise_kod(text)

    return code


def is_joined(kolumn: Kolumn) -> bool:
    """Whether the column holds code and name in one cell."""
    filled = [text for text in kolumn.texts if text]
    return bool(filled) and sum(1 for text in filled if _JOINED.fullmatch(text)) >= 0.8 * len(filled)


def _kod_of(kontext: Kontext) -> dict[str, str]:
    """Name (folded) -> kod, for names that are not themselves codes and belong to one nod only."""
    koder = {nod.kod for nod in kontext.noder} | set(kontext.verksamheter)
    found: dict[str, str] = {}
    double: set[str] = set()
    for nod in kontext.noder:
        name = fold_name(nod.namn)
        double |= {name} if name in found else set()
        found[name] = kod_of_nod(nod)
    return {
        name: kod for name, kod in found.items() if name and name not in double and name not in {fold_name(k) for k in koder}
    }


def kod_of_nod(nod: Nod) -> str:
    """The verksamhet that a nod's name stands for: its own kod, or the one code that it selects."""
    if len(nod.urval) == 1 and nod.urval[0].dimension is Col.VERKSAMHET and len(nod.urval[0].intervall) == 1:
        low, high = nod.urval[0].intervall[0]
        return low if low == high else nod.kod
    return nod.kod


def read_klass(sak: Bladsak) -> npt.NDArray[np.str_] | None:
    """The first digit of each data row's konto ("" for none); None without a konto column."""
    kolumn = sak.column(Col.KONTO)
    return None if kolumn is None else np.array([text[:1] for text in kolumn.texts], dtype="U1")[kolumn.codes]


def read_namn(sak: Bladsak, koder: Koder, rows: npt.NDArray[np.bool_]) -> dict[tuple[Col, str], str]:
    """(dimension, code) -> the first name that stands beside it; a name that is its own code names itself."""
    found: dict[tuple[Col, str], str] = {}
    for dimension in koder:
        kolumn = sak.column(dimension)
        names = sak.column(dimension + r.NAMN)
        if kolumn is not None and is_joined(kolumn):
            for kod, text in _pairs(kolumn, kolumn, koder[dimension], rows):
                if split := _JOINED.fullmatch(text):
                    found.setdefault((dimension, kod), mask_text(split["namn"])[0])
        elif names is not None and kolumn is not None:
            for kod, text in _pairs(kolumn, names, koder[dimension], rows):
                found.setdefault((dimension, kod), mask_text(text)[0])
        elif dimension is Col.VERKSAMHET and kolumn is not None:
            called = {kod_of_nod(nod): fold_name(nod.namn) for nod in sak.kontext.noder}
            for kod, text in _pairs(kolumn, kolumn, koder[dimension], rows):
                is_code = any(ch.isdigit() for ch in text) and fold_name(text) == fold_name(kod)
                if not is_code and called.get(kod, fold_name(text)) == fold_name(text):  # an answered name renames nothing
                    found.setdefault((dimension, kod), mask_text(text)[0])
    return found


def _pairs(kolumn: Kolumn, names: Kolumn, koder: npt.NDArray[np.object_], rows: npt.NDArray[np.bool_]) -> list[tuple[str, str]]:
    """Distinct (code, name) of the rows, in row order, both filled."""
    key = kolumn.codes.astype(np.int64) * (len(names.texts) + 1) + names.codes
    places = np.flatnonzero(rows)
    _, first = np.unique(key[places], return_index=True)
    pairs = [(str(koder[place]), names.cell(place)) for place in places[np.sort(first)]]
    return [(kod, text) for kod, text in pairs if kod and text]
