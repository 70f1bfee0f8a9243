"""What a budget workbook shows, read from the store: code strings of this year's and last year's budget, in report order."""

from collections.abc import Mapping, Sequence

import pandas as pd

from finance.errors import InvalidValue
from finance.export.mallar.budgetbok import KODER, Budgetunderlag, Kodrad
from finance.kolumner import Col, Slag
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.store import Store, read_inlast_saldo, read_namn, read_saldo
from finance.struktur import URVALSKOLUMNER, Gren, Struktur

_KEYS = (Col.PERIOD, *KODER)


def read_budgetunderlag(store: Store, namnd: str, period: Period, *, nod: str | None) -> Budgetunderlag:
    """This year's ursprungliga budget and last year's reviderade. Raises InvalidValue for a nod the nämnd does not have."""
    with store.read():
        lage = read_lage(store, namnd, period)
        i_ar = read_inlast_saldo(store, namnd, Slag.BUDGET, fran=period.ar * 100 + 1, till=period.ar * 100 + 12, per=_KEYS)
        last = (period.ar - 1) * 100
        forra = read_saldo(store, namnd, Slag.BUDGET, fran=last + 1, till=last + 12, per=_KEYS)
        namn = read_namn(store, namnd, Col.VERKSAMHET)
    gren = _find_gren(lage.struktur, nod, lage.kub.noder)
    rader = _order(pd.concat([i_ar, forra]), lage.struktur, gren, lage.kub.noder)
    return Budgetunderlag(
        namnd_kod=namnd,
        namnd_namn=lage.namnd.namn,
        nod=nod or "",
        nod_namn=gren.namn,
        period=period,
        rader=list(rader),
        i_ar=_per_month(i_ar),
        forra=_per_month(forra),
        namn={rad: _names(rad, nod_of, namn, lage) for rad, nod_of in rader.items()},
    )


def _names(rad: Kodrad, nod_namn: str, namn: Mapping[str, str], lage: Lage) -> tuple[str, str]:
    """What the verksamhet is called (else its nod), and the konto (else its kontogrupp)."""
    konto = rad[KODER.index(Col.KONTO)]
    grupp = lage.kontoplan.kontogrupp(konto)
    return namn.get(rad[KODER.index(Col.VERKSAMHET)]) or nod_namn, lage.kontonamn.get(konto) or grupp.value


def _find_gren(struktur: Struktur, nod: str | None, noder: Sequence[str]) -> Gren:
    grenar = struktur.grenar(noder)
    found = next((gren for gren in grenar if gren.kod == (nod or grenar[-1].kod)), None)
    if found is None:
        raise InvalidValue(f"Raden {nod} finns inte i nämndens struktur. Kommandot uppfoljning visar vilka som finns.")
    return found


def _order(rows: pd.DataFrame, struktur: Struktur, gren: Gren, noder: Sequence[str]) -> dict[Kodrad, str]:
    """The distinct code strings of the gren's noder, in the order of the report, then by code; each with its nod's name."""
    keys = rows[list(KODER)].drop_duplicates().sort_values(list(KODER)).reset_index(drop=True)
    if keys.empty:
        return {}
    namn = {one.kod: one.namn for one in struktur.grenar(noder)}
    order = {kod: place for place, kod in enumerate(gren.blad)}
    placed = keys.assign(**{Col.NOD: struktur.assign(keys[list(URVALSKOLUMNER)])})
    placed = placed[placed[Col.NOD].isin(order)].sort_values(Col.NOD, key=lambda nod: nod.map(order), kind="stable")
    columns = [placed[col].astype(str).tolist() for col in (*KODER, Col.NOD)]
    return {tuple(codes): namn.get(nod, "") for *codes, nod in zip(*columns, strict=True)}


def _per_month(rows: pd.DataFrame) -> Mapping[Kodrad, Sequence[int | None]]:
    found: dict[Kodrad, list[int | None]] = {}
    columns = [rows[col].tolist() for col in (Col.PERIOD, *KODER, Col.ORE)]
    for period, *codes, ore in zip(*columns, strict=True):
        months = found.setdefault(tuple(map(str, codes)), [None] * 12)
        place = int(period) % 100 - 1
        months[place] = (months[place] or 0) + int(ore)
    return found
