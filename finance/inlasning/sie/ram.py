"""Read rows to the canonical frame: codes by roll, texts masked and dropped where the law says so."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from finance.inlasning.cell.personuppgifter import mask_text, mask_values
from finance.inlasning.fil.blad import Kolumn
from finance.inlasning.modell import Kontext
from finance.inlasning.sie.dimensioner import Dimensioner
from finance.inlasning.sie.poster import Poster
from finance.inlasning.sie.register import Register
from finance.kolumner import KODSTRANG, TRANSAKTION, Col, Slag


@dataclass(frozen=True)
class Delpost:
    """Rows of one slag before they become a frame. `ore` in the file's sign; `rad`: line numbers."""

    slag: Slag
    poster: Poster
    period: npt.NDArray[np.int64]
    rad: npt.NDArray[np.int64]
    verifikat: npt.NDArray[np.object_] | None = None
    datum: npt.NDArray[np.object_] | None = None
    text: npt.NDArray[np.object_] | None = None
    balans_ore: int = 0  # on konton of class 1-2, left out; the file's sign


def make_frame(delpost: Delpost, dimensioner: Dimensioner, kontext: Kontext, *, vand: bool) -> tuple[pd.DataFrame, int]:
    """Columns TRANSAKTION, and how many personnummer were masked. `vand`: turn the sign."""
    poster, antal = delpost.poster, len(delpost.poster)
    texts, maskade = _texts(delpost, kontext)
    empty = np.full(antal, "", dtype=object)
    values = {
        Col.SLAG: np.full(antal, str(delpost.slag), dtype=object),
        Col.PERIOD: delpost.period,
        **{d: poster.konto.rows if d is Col.KONTO else dimensioner.read(poster, d) for d in KODSTRANG},
        Col.VERIFIKAT: empty if delpost.verifikat is None else delpost.verifikat,
        Col.DATUM: empty if delpost.datum is None else delpost.datum,
        Col.TEXT: texts,
        Col.LEVERANTOR: empty,
        Col.ORE: -poster.ore if vand else poster.ore,
        Col.ACKUMULERAT: np.zeros(antal, bool),
        Col.BLAD: empty,
        Col.RAD: delpost.rad,
    }
    columns = {str(col): _series(values[col]) for col in TRANSAKTION}
    return pd.DataFrame(columns), maskade


def _series(values: npt.NDArray[np.object_] | npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> pd.Series:
    return pd.Series(values, dtype=object) if values.dtype == object else pd.Series(values)


def _texts(delpost: Delpost, kontext: Kontext) -> tuple[npt.NDArray[np.object_], int]:
    if delpost.text is None or not len(delpost.text):
        return np.full(len(delpost.poster), "", dtype=object), 0
    kolumn = Kolumn.from_arrow(pa.array(delpost.text, pa.string()))
    masked, counts = mask_values(kolumn.values)
    values = np.array(masked, dtype=object)[kolumn.codes]
    konto = delpost.poster.konto
    silent = [kontext.kontoplan.kontogrupp(text) in kontext.utan_text for text in konto.texts]
    values[np.array(silent, dtype=bool)[konto.codes]] = ""
    return values, int(np.array(counts, dtype=np.int64)[kolumn.codes].sum())


def read_namn(register: Register, dimensioner: Dimensioner, frame: pd.DataFrame) -> dict[tuple[Col, str], str]:
    """(dimension, code) -> the file's name for it, for codes that rows have."""
    found: dict[tuple[Col, str], str] = {}
    for konto in frame[Col.KONTO].unique():
        if namn := register.konton.get(konto):
            found[Col.KONTO, str(konto)] = mask_text(namn)[0]
    by_nr: dict[str, dict[str, str]] = {}
    for (nr, kod), namn in register.objekt.items():
        by_nr.setdefault(nr, {})[kod] = namn
    for roll, order in dimensioner.ordning.items():
        for kod in frame[roll].unique():
            namn = next((text for nr in order if (text := by_nr.get(nr, {}).get(kod))), "")
            if kod and namn:
                found[roll, str(kod)] = mask_text(namn)[0]
    return found
