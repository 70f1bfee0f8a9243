"""Codes and names of each row: the coding string as text, names turned into codes, and the names a file gives its codes."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from finance.inlasning import rubrik as r
from finance.inlasning.blad import Kolumn
from finance.inlasning.bladsak import Bladsak
from finance.inlasning.modell import Kontext
from finance.inlasning.personuppgifter import mask_text
from finance.inlasning.roller import DIMENSIONER, fold_name, normalise_kod
from finance.kolumner import Col

Koder = Mapping[Col, npt.NDArray[np.object_]]


def read_koder(sak: Bladsak) -> dict[Col, npt.NDArray[np.object_]]:
    """Per dimension that the sheet has: the code of each data row ("" for none)."""
    found: dict[Col, npt.NDArray[np.object_]] = {}
    for dimension in DIMENSIONER:
        kolumn = sak.column(dimension)
        if kolumn is not None:
            turn = _kod_of(sak.kontext) if dimension is Col.VERKSAMHET else {}
            found[dimension] = kolumn.map(lambda text, turn=turn: turn.get(fold_name(text)) or normalise_kod(text))  # type: ignore[misc]
    return found


def _kod_of(kontext: Kontext) -> dict[str, str]:
    """Name (folded) -> kod, for names that are not themselves codes and belong to one nod only."""
    koder = {nod.kod for nod in kontext.noder} | set(kontext.verksamheter)
    found: dict[str, str] = {}
    double: set[str] = set()
    for nod in kontext.noder:
        name = fold_name(nod.namn)
        double |= {name} if name in found else set()
        found[name] = nod.kod
    return {
        name: kod for name, kod in found.items() if name and name not in double and name not in {fold_name(k) for k in koder}
    }


def read_namn(sak: Bladsak, koder: Koder, rows: npt.NDArray[np.bool_]) -> dict[tuple[Col, str], str]:
    """(dimension, code) -> the first name that stands beside it; a name that is its own code names itself."""
    found: dict[tuple[Col, str], str] = {}
    for dimension in koder:
        kolumn = sak.column(dimension)
        names = sak.column(dimension + r.NAMN)
        if names is not None and kolumn is not None:
            for kod, text in _pairs(kolumn, names, koder[dimension], rows):
                found.setdefault((dimension, kod), mask_text(text)[0])
        elif dimension is Col.VERKSAMHET and kolumn is not None:
            for kod, text in _pairs(kolumn, kolumn, koder[dimension], rows):
                if not any(ch.isdigit() for ch in text) or fold_name(text) != fold_name(kod):
                    found.setdefault((dimension, kod), mask_text(text)[0])
    return found


def _pairs(kolumn: Kolumn, names: Kolumn, koder: npt.NDArray[np.object_], rows: npt.NDArray[np.bool_]) -> list[tuple[str, str]]:
    """Distinct (code, name) of the rows, in row order, both filled."""
    key = kolumn.codes.astype(np.int64) * (len(names.texts) + 1) + names.codes
    places = np.flatnonzero(rows)
    _, first = np.unique(key[places], return_index=True)
    pairs = [(str(koder[place]), names.cell(place)) for place in places[np.sort(first)]]
    return [(kod, text) for kod, text in pairs if kod and text]
