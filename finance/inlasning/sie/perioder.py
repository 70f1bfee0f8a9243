"""The month of each row: its transaction's date, else its voucher's, within a year the file declares (#RAR).

Months are calendar months also where the räkenskapsår is not a calendar year.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from finance.inlasning.cell.perioder import parse_datum
from finance.inlasning.fynd import Fynd
from finance.inlasning.sie.poster import ATGARD, Falt, Poster
from finance.inlasning.sie.rader import Rader, quote
from finance.inlasning.sie.register import parse_arsnr
from finance.inlasning.tabell.radperioder import FIRST_YEAR, LAST_YEAR

Rar = Mapping[int, tuple[date, date]]
_PERIOD = re.compile(r"([12][0-9]{3})-?([0-9]{2})(?:-?[0-9]{2})?")
_OLASLIG = -1
_LANGT = 15


@dataclass(frozen=True)
class Datering:
    """`keep`: rows with a date. For those rows `datum` (int ÅÅÅÅMMDD); `period` is ÅÅÅÅMM."""

    keep: npt.NDArray[np.bool_]
    datum: npt.NDArray[np.int64]

    @property
    def period(self) -> npt.NDArray[np.int64]:
        """ÅÅÅÅMM."""
        return self.datum // 100

    @property
    def iso(self) -> npt.NDArray[np.object_]:
        """ISO text."""
        distinct, codes = np.unique(self.datum, return_inverse=True)
        texts = np.array([f"{d // 10_000:04d}-{d // 100 % 100:02d}-{d % 100:02d}" for d in distinct.tolist()], dtype=object)
        return texts[codes] if len(texts) else np.empty(0, dtype=object)


def _key(text: str) -> int:
    if not text:
        return 0
    found = parse_datum(text)
    return _OLASLIG if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR else as_key(found)


def as_key(day: date) -> int:
    """ÅÅÅÅMMDD."""
    return day.year * 10_000 + day.month * 100 + day.day


def _declared(keys: npt.NDArray[np.int64], rar: Rar) -> npt.NDArray[np.bool_]:
    """Which dates stand in a declared year; without #RAR, those within fifteen years of most."""
    found = np.zeros(len(keys), bool)
    for start, slut in rar.values():
        found |= (keys >= as_key(start)) & (keys <= as_key(slut))
    if not rar and (keys > 0).any():
        middle = int(np.median(keys[keys > 0] // 10_000))
        found = np.abs(keys // 10_000 - middle) <= _LANGT
    return found & (keys > 0)


def read_datum(rader: Rader, poster: Poster, verdatum: npt.NDArray[np.object_], rar: Rar, fynd: Fynd) -> Datering:
    """Dates of postings. `verdatum`: the voucher's date of each row, as written."""
    written = poster.ovriga[0]
    own = np.array([_key(text) for text in written.texts], dtype=np.int64)[written.codes] if len(poster) else _none()
    codes, distinct = pd.factorize(verdatum)
    ver = np.array([_key(text) for text in distinct], dtype=np.int64)[codes] if len(poster) else _none()
    chosen = np.where(own == 0, ver, own)
    moved = (own > 0) & ~_declared(own, rar) & _declared(ver, rar)
    chosen = np.where(moved, ver, chosen)
    if antal := int(moved.sum()):
        rad = int(rader.nummer[poster.place[np.flatnonzero(moved)[0]]])
        text = f"{antal} rader har ett transaktionsdatum utanför filens räkenskapsår. De lästes på verifikatets datum."
        fynd.varning("transdatum_utanfor", text, "Kontrollera raderna.", rad=rad)
    outside = (chosen > 0) & ~_declared(chosen, rar)
    kinds = (
        (chosen == _OLASLIG, "datum_text", "{} är inget datum."),
        (chosen == 0, "datum_saknas", "Varken raden eller verifikatet har ett datum.{}"),
        (outside, "utanfor_rakenskapsar", "Datumet {} hör inte till något av filens räkenskapsår."),
    )
    for mask, kod, text in kinds:
        for row in np.flatnonzero(mask):
            shown = written.texts[written.codes[row]] if own[row] else str(verdatum[row])
            quoted = text.format(quote(shown) if shown else "")
            fynd.fel(kod, quoted, ATGARD, rad=int(rader.nummer[poster.place[row]]), kolumn=rader.etikett(poster.place[row]))
    keep = (chosen > 0) & ~outside
    return Datering(keep, chosen[keep])


def _none() -> npt.NDArray[np.int64]:
    return np.zeros(0, np.int64)


def read_saldoperiod(
    rader: Rader, poster: Poster, rar: Rar, fynd: Fynd
) -> tuple[Poster, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Period sums whose year number and period can be read, with both (ÅÅÅÅMM); months 13-15 are bokslut."""
    arsnr, ok_ar = _per_text(poster.ovriga[0], _arsnr)
    period, ok = _per_text(poster.ovriga[1], _manad)
    month = period % 100
    outside = np.zeros(len(poster), bool)
    for nr, (start, slut) in rar.items():
        calendar = np.where(month > 12, period // 100 * 100 + 12, period)
        inside = (calendar >= as_key(start) // 100) & (calendar <= as_key(slut) // 100)
        outside |= ok_ar & (arsnr == nr) & ~inside
    kinds = (
        (~ok_ar, 0, "arsnr_fel", "{} är inget årsnummer."),
        (ok_ar & ~ok, 1, "period_text", "{} är ingen period."),
        (ok_ar & ok & (month == 0), 1, "period_00", "Period 00 (ingående balans) kan inte läsas in: {}."),
        (ok_ar & ok & (month > 0) & outside, 1, "utanfor_rakenskapsar", "Perioden {} hör inte till radens räkenskapsår."),
    )
    keep = np.ones(len(poster), bool)
    for mask, falt, kod, text in kinds:
        keep &= ~mask
        for row in np.flatnonzero(mask):
            shown = poster.ovriga[falt].texts[poster.ovriga[falt].codes[row]]
            place = int(poster.place[row])
            fynd.fel(kod, text.format(quote(shown)), ATGARD, rad=int(rader.nummer[place]), kolumn=rader.etikett(place))
    return poster.take(keep), arsnr[keep], period[keep]


def _per_text(falt: Falt, read: object) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    values = [read(text) for text in falt.texts] if callable(read) else []
    numbers = np.array([0 if value is None else value for value in values], dtype=np.int64)
    known = np.array([value is not None for value in values], dtype=bool)
    return numbers[falt.codes], known[falt.codes]


def _arsnr(text: str) -> int | None:
    try:
        return parse_arsnr(text)
    except ValueError:
        return None


def _manad(text: str) -> int | None:
    found = _PERIOD.fullmatch(text)
    if found is None or int(found[2]) > 15 or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    return int(found[1]) * 100 + int(found[2])
