"""The period of each row, from its period or date column, with every row that has none or an impossible one found."""

import numpy as np
import numpy.typing as npt

from finance.inlasning.cell.perioder import parse_manad
from finance.inlasning.fil.blad import Kolumn
from finance.inlasning.modell import Fraga
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import Bladsak, quote
from finance.inlasning.tabell.roller import Roll

FIRST_YEAR, LAST_YEAR = 1990, 2100
_UNREADABLE, _NO_YEAR, _EMPTY = -1, -2, 0


def read_perioder(sak: Bladsak, counted: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Per data row the period ÅÅÅÅMM, or 0 where there is none (then there is a finding if the row is `counted`)."""
    roll = sak.find(r.PERIOD) or sak.find(r.DATUM)
    if roll is None:
        return np.zeros(sak.antal, np.int64)
    keys = _keys(sak, sak.data[roll.place])
    datum = sak.find(r.DATUM)
    if datum is not None and datum is not roll:
        keys = np.where(keys == _EMPTY, np.maximum(_keys(sak, sak.data[datum.place]), _EMPTY), keys)
    return _refuse(sak, roll, keys, counted)


def _keys(sak: Bladsak, kolumn: Kolumn) -> npt.NDArray[np.int64]:
    years = sak.column(r.AR)
    if years is None:
        per_text = np.array([_key(text, sak.sammanhang.ar) for text in kolumn.texts], dtype=np.int64)
        return per_text[kolumn.codes]
    pairs = zip(kolumn.codes.tolist(), years.codes.tolist(), strict=True)
    known: dict[tuple[int, int], int] = {}
    found = np.zeros(len(kolumn.codes), np.int64)
    for row, pair in enumerate(pairs):
        if pair not in known:
            written = years.texts[pair[1]].removesuffix(".0")
            known[pair] = _key(
                kolumn.texts[pair[0]], int(written) if written.isdigit() and len(written) == 4 else sak.sammanhang.ar
            )
        found[row] = known[pair]
    return found


def _key(text: str, ar: int | None) -> int:
    if not text:
        return _EMPTY
    manad = parse_manad(text)
    if manad is None:
        return _UNREADABLE
    year = manad.ar or ar
    return _NO_YEAR if year is None else year * 100 + manad.manad


def _refuse(sak: Bladsak, roll: Roll, keys: npt.NDArray[np.int64], counted: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    year, month = keys // 100, keys % 100
    bad_year = (keys > 0) & ((year < FIRST_YEAR) | (year > LAST_YEAR) | _far_off(year, counted & (keys > 0)))
    kinds = (
        (
            keys == _EMPTY,
            "period_saknas",
            "Raden har ett belopp men ingen period.",
            "Skriv periodens år och månad i cellen, till exempel 202205.",
        ),
        (
            keys == _UNREADABLE,
            "period_text",
            "{} är ingen period.",
            "Skriv periodens år och månad i cellen, till exempel 202205.",
        ),
        (
            (keys > 0) & (month == 0),
            "period_00",
            "Period 00 (ingående balans) kan inte läsas in: {}.",
            "Ta bort raderna med period 00.",
        ),
        (bad_year, "fel_ar", "{} har ett orimligt år.", "Rätta året på raden."),
    )
    refused = np.zeros(len(keys), bool)
    for mask, kod, text, atgard in kinds:
        hit = mask & counted & ~refused
        refused |= mask
        for row in np.flatnonzero(hit):
            quoted = text.format(quote(sak.data[roll.place].cell(row)))
            sak.fel(kod, quoted, atgard, row=row, kolumn=sak.rubrik(roll))
    if ((keys == _NO_YEAR) & counted).any():
        ask_ar(sak)
    _check_ar(sak, roll, np.where(refused | (keys < 0), 0, keys), counted)
    return np.where(refused | (keys < 0), 0, keys)


def _far_off(year: npt.NDArray[np.int64], counted: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    if not counted.any():
        return np.zeros(len(year), bool)
    middle = int(np.median(year[counted]))
    return np.abs(year - middle) > 15


def _check_ar(sak: Bladsak, roll: Roll, keys: npt.NDArray[np.int64], counted: npt.NDArray[np.bool_]) -> None:
    """With a chosen year, rows of another are refused: one by one when they are few, as a whole when they are most."""
    ar = sak.val.ar
    if ar is None:
        return
    wrong = np.flatnonzero(counted & (keys > 0) & (keys // 100 != ar))
    few = len(wrong) * 2 < int(counted.sum())
    for row in wrong if few else wrong[:1]:
        year = keys[row] // 100
        text = (
            f"Raden gäller {year}, men året {ar} är valt."
            if few
            else f"Filen gäller {year} ({len(wrong)} rader), men året {ar} är valt."
        )
        atgard = (
            f"Rätta perioden, eller läs in filen med året {year}."
            if few
            else f"Välj rätt fil, eller läs in den med året {year}."
        )
        sak.fel("fel_ar", text, atgard, row=row, kolumn=sak.rubrik(roll))


def ask_ar(sak: Bladsak) -> None:
    """Ask which year the months of the sheet belong to (once per sheet)."""
    if any(f.kod == "ar" and f.blad == sak.blad.namn for f in sak.fynd.fragor):
        return
    hint = sak.kontext.period_hint
    years = () if hint is None else tuple((str(y), str(y)) for y in (hint // 100, hint // 100 - 1, hint // 100 + 1))
    namn = f"bladet {sak.blad.namn}" if sak.blad.namn else "filen"
    text = f"Vilket år gäller månaderna i {namn}? Året står inte i filen. Ange det med --ar, eller skriv det i en titelrad."
    sak.fynd.fragor.append(Fraga("ar", text, years, "ar", sak.blad.namn))
