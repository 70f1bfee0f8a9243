"""Postings to the canonical frame: sign turned, balance accounts left out, texts masked and dropped where the law says so."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from finance.format import format_kronor
from finance.inlasning.cell.perioder import parse_datum
from finance.inlasning.cell.personuppgifter import mask_values
from finance.inlasning.huvudbok.poster import Poster
from finance.inlasning.modell import Tecken, empty_rows
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import Bladsak
from finance.inlasning.tabell.radkoder import Koder, read_klass
from finance.inlasning.val.profilvikt import said_tecken, weigh_tecken
from finance.inlasning.val.tecken import decide_tecken
from finance.kolumner import KODSTRANG, TRANSAKTION, Col, Slag
from finance.kontoplan import STANDARDPLAN, Kontoklass

FIRST_PERIOD = 190_001
"""Smaller is a month without a year: then the year is asked for."""
_SLAG = {"utfall": Slag.UTFALL, "utf": Slag.UTFALL, "bokfört": Slag.UTFALL, "budget": Slag.BUDGET, "bud": Slag.BUDGET}


@dataclass(frozen=True)
class Radram:
    """The frame of one sheet and what was decided on the way."""

    frame: pd.DataFrame
    tecken: Tecken | None
    skal: str
    maskade: int
    sagt: str = ""  # of the sign, by the file itself
    balans_ore: int = 0  # on balance accounts, left out; the file's sign


def make_rows(sak: Bladsak, poster: Sequence[Poster], koder: Koder) -> Radram:
    """Columns TRANSAKTION, öre canonical (kostnad +)."""
    poster = [p for p in poster if len(p.rows)]
    if not poster:
        return Radram(empty_rows(), None, "", 0)
    rows = np.concatenate([p.rows for p in poster])
    period = np.concatenate([p.period for p in poster])
    ore = np.concatenate([p.ore for p in poster])
    ack = np.concatenate([np.full(len(p.rows), p.ack) for p in poster])
    slag = _slag(sak, poster)
    all_klass = read_klass(sak)
    klass = None if all_klass is None else all_klass[rows]
    drift = _drop_balans(sak, klass, ore)
    keep = drift & (period >= FIRST_PERIOD)
    tecken, skal, sagt = _decide(sak, ore, slag, klass, keep)
    turned = np.where(_turn(slag, tecken), -ore, ore)
    texts, maskade = _texts(sak)
    frame = pd.DataFrame(
        {
            str(Col.SLAG): pd.Series(slag[keep], dtype=object),
            str(Col.PERIOD): period[keep],
            **{str(d): _taken(koder.get(d), rows[keep]) for d in KODSTRANG},
            **{str(col): _taken(texts.get(col), rows[keep]) for col in (Col.VERIFIKAT, Col.DATUM, Col.TEXT, Col.LEVERANTOR)},
            str(Col.ORE): turned[keep],
            str(Col.ACKUMULERAT): ack[keep],
            str(Col.BLAD): pd.Series(np.full(int(keep.sum()), sak.blad.namn, dtype=object), dtype=object),
            str(Col.RAD): _radnummer(sak, rows[keep]),
        }
    )[[str(col) for col in TRANSAKTION]]
    _tell_investering(sak, frame)
    first = next(iter(tecken.values()), None)
    return Radram(frame, first, skal, maskade, sagt, int(ore[~drift].sum()))


def _taken(values: npt.NDArray[np.object_] | None, rows: npt.NDArray[np.intp]) -> pd.Series:
    cells = np.full(len(rows), "", dtype=object) if values is None else values[rows]
    return pd.Series(cells, dtype=object)


def _radnummer(sak: Bladsak, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
    if sak.blad.radnummer is None:
        return rows.astype(np.int64) + sak.start + 1
    return np.asarray(sak.blad.radnummer, dtype=np.int64)[rows + sak.start]


def _slag(sak: Bladsak, poster: Sequence[Poster]) -> npt.NDArray[np.object_]:
    by_row = sak.column(r.SLAGKOLUMN)
    parts = []
    for p in poster:
        if p.slag is None and by_row is not None:
            parts.append(by_row.map(lambda text: str(_SLAG.get(text.lower(), Slag.UTFALL)))[p.rows])
        else:
            parts.append(np.full(len(p.rows), str(p.slag or Slag.UTFALL), dtype=object))
    return np.concatenate(parts)


def _drop_balans(sak: Bladsak, klass: npt.NDArray[np.str_] | None, ore: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    if klass is None:
        return np.ones(len(ore), bool)
    balans = np.isin(klass, ["1", "2"])
    if balans.any():
        sak.upplysning(
            "balanskonton",
            f"{int(balans.sum())} rader på balanskonton (klass 1-2) räknas inte: {format_kronor(int(ore[balans].sum()))}.",
        )
    return ~balans


def _decide(
    sak: Bladsak,
    ore: npt.NDArray[np.int64],
    slag: npt.NDArray[np.object_],
    klass: npt.NDArray[np.str_] | None,
    keep: npt.NDArray[np.bool_],
) -> tuple[dict[str, Tecken], str, str]:
    """Slag -> sign, why, and what the file says of it whatever was chosen."""
    found: dict[str, Tecken] = {}
    texts: list[str] = []
    sagt = ""
    by_columns = Tecken.KOSTNAD_POSITIV if sak.find(r.DEBET) and sak.find(r.KREDIT) and not sak.find(r.BELOPP) else None
    for one in dict.fromkeys(slag):
        mask = keep & (slag == one)
        of_mask = None if klass is None else klass[mask]
        fritt = decide_tecken(ore[mask], of_mask, vy=sak.kontext.vy, valt=None)
        valt = weigh_tecken(sak, fritt) or by_columns
        beslut = decide_tecken(ore[mask], of_mask, vy=sak.kontext.vy, valt=valt)
        sagt = sagt or said_tecken(fritt)
        found[one] = beslut.tecken
        texts.append(f"{str(one).capitalize()}: {beslut.skal}" if len(set(slag)) > 1 else beslut.skal)
        if beslut.varning:
            sak.varning("tecken", beslut.varning, "Ange tecknet med --tecken om det blev fel.")
    if len(set(found.values())) > 1:
        sak.varning("tecken_olika", "Utfall och budget har olika tecken i samma blad.", "Kontrollera tecknen.")
    return found, " ".join(texts), sagt


def _turn(slag: npt.NDArray[np.object_], tecken: dict[str, Tecken]) -> npt.NDArray[np.bool_]:
    return np.isin(slag.astype(str), [one for one, t in tecken.items() if t is Tecken.KOSTNAD_NEGATIV])


def _texts(sak: Bladsak) -> tuple[dict[Col, npt.NDArray[np.object_]], int]:
    """Verifikat, date, text and leverantör per data row; and how many personnummer were masked in what is kept."""
    found: dict[Col, npt.NDArray[np.object_]] = {}
    if (kolumn := sak.column(Col.VERIFIKAT)) is not None:
        found[Col.VERIFIKAT] = kolumn.map(str)
    if (kolumn := sak.column(r.DATUM)) is not None:
        found[Col.DATUM] = kolumn.map(_iso)
    maskade = 0
    tyst = _silent(sak)
    for col in (Col.TEXT, Col.LEVERANTOR):
        if (kolumn := sak.column(col)) is None:
            continue
        texts, counts = mask_values(kolumn.values)
        values = np.array(texts, dtype=object)[kolumn.codes]
        maskade += int(np.array(counts, dtype=np.int64)[kolumn.codes].sum())
        values[tyst] = ""
        found[col] = values
    return found, maskade


def _silent(sak: Bladsak) -> npt.NDArray[np.bool_]:
    konto = sak.column(Col.KONTO)
    if konto is None:
        return np.zeros(sak.antal, bool)
    return konto.per_row(lambda text: sak.kontext.kontoplan.kontogrupp(text) in sak.kontext.utan_text)


def _iso(text: str) -> str:
    datum = parse_datum(text)
    return datum.isoformat() if datum else ""


def _tell_investering(sak: Bladsak, frame: pd.DataFrame) -> None:
    konton = {kod for kod in frame[Col.KONTO].unique() if STANDARDPLAN.klass(kod) is Kontoklass.INVESTERING}
    if konton:
        rows = frame[frame[Col.KONTO].isin(konton)]
        sak.upplysning(
            "investeringskonton",
            f"{len(rows)} rader på konto 40 (anläggningsinköp) är investering: {format_kronor(int(rows[Col.ORE].sum()))}.",
        )
