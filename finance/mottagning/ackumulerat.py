"""Accumulated amounts become the difference to the earlier months (DESIGN 6.3), booked on their last month.

The file's own rows are kept as they are; a row per code takes away what the earlier months hold, so every figure can still be
followed to its row in the file, and the accumulated figure per verksamhet is the file's. What spans more than one month
keeps its flag ACKUMULERAT and stays out of the profile.
"""

from collections.abc import Callable
from typing import cast

import pandas as pd

from finance.inlasning.modell import Anmarkning, Niva
from finance.kolumner import SALDO_KEYS, TRANSAKTION, Col, Slag
from finance.mottagning.identitet import Delar, identity, without_replaced
from finance.period import Period

CODES = tuple(col for col in SALDO_KEYS if col is not Col.PERIOD)
Stored = Callable[[Slag, int, int], pd.DataFrame]
"""(slag, from, to) -> saldo rows (SALDO_KEYS, ORE) of those months, as the files said."""


def book_differences(rader: pd.DataFrame, stored: Stored, delar: Delar) -> tuple[pd.DataFrame, list[Anmarkning]]:
    """`rader` as they shall be booked, and what is said of it."""
    if not rader[Col.ACKUMULERAT].any():
        return rader, []
    done = rader[~rader[Col.ACKUMULERAT]]
    notes = []
    accumulated = rader[rader[Col.ACKUMULERAT]]
    for key, rows in accumulated.groupby([Col.SLAG, Col.PERIOD], sort=True):
        name, period = cast("tuple[str, int]", key)
        slag, month = Slag(name), Period.from_key(int(period))
        earlier = _earlier(rows, done, stored, delar, slag, month)
        booked, note = _book(rows, earlier, slag, month)
        done = pd.concat([done, booked], ignore_index=True)
        notes += note
    return done.reset_index(drop=True), notes


def _earlier(
    rows: pd.DataFrame,
    done: pd.DataFrame,
    stored: Stored,
    delar: Delar,
    slag: Slag,
    month: Period,
) -> pd.DataFrame:
    """What the months January to the one before will hold for the verksamheter of `rows`: PERIOD, CODES, ORE."""
    first, last = month.ar * 100 + 1, month.key - 1
    columns = [*SALDO_KEYS, Col.ORE]
    kept = without_replaced(stored(slag, first, last)[columns], slag, delar)
    own = done[(done[Col.SLAG] == slag) & done[Col.PERIOD].between(first, last)][columns]
    both = pd.concat([frame for frame in (kept, own) if len(frame)] or [kept], ignore_index=True)
    return both[identity(both).isin(set(identity(rows)))]


def _book(rows: pd.DataFrame, earlier: pd.DataFrame, slag: Slag, month: Period) -> tuple[pd.DataFrame, list[Anmarkning]]:
    if month.manad == 1:
        return rows.assign(**{Col.ACKUMULERAT: False}), []
    blad = str(rows[Col.BLAD].iloc[0]) or None
    what = f"{str(slag).capitalize()} {month.span} {month.ar} är ackumulerat"
    if earlier.empty:
        text = f"{what} och inga tidigare månader finns inlästa: hela beloppet bokförs på {month.namn}."
        action = "Läs in de tidigare månaderna var för sig om månadskurvan ska visa dem."
        return rows, [Anmarkning(Niva.VARNING, "ackumulerat_utan_tidigare", text, action, blad)]
    last = Period.from_key(int(earlier[Col.PERIOD].max()))
    spans = last.key < month.key - 1
    taken = _taken_away(rows, earlier, slag, month, last)
    booked = pd.concat([rows, taken] if len(taken) else [rows], ignore_index=True).assign(**{Col.ACKUMULERAT: spans})
    text = f"{what}: det som redan finns för {last.span} är draget ifrån och skillnaden bokförs på {month.namn}."
    if not spans:
        return booked, [Anmarkning(Niva.UPPLYSNING, "ackumulerat_skillnad", text, blad=blad)]
    action = f"Läs in månaderna mellan {last.namn} och {month.namn} om månadskurvan ska visa dem."
    return booked, [Anmarkning(Niva.VARNING, "ackumulerat_flera_manader", text, action, blad)]


def _taken_away(rows: pd.DataFrame, earlier: pd.DataFrame, slag: Slag, month: Period, last: Period) -> pd.DataFrame:
    """One row per code as the file writes codes, with what the earlier months hold, sign turned."""
    used = [col for col in CODES if col is Col.VERKSAMHET or (rows[col] != "").any()]
    sums = earlier.groupby([col.value for col in used])[Col.ORE].sum().reset_index()
    sums = sums[sums[Col.ORE] != 0]
    fixed = {
        Col.SLAG: slag.value,
        Col.PERIOD: month.key,
        Col.TEXT: f"Avgår {last.span} som redan är inläst",
        Col.ACKUMULERAT: False,
        Col.RAD: 0,
    }
    values = {
        col.value: -sums[Col.ORE] if col is Col.ORE else sums[col] if col in used else fixed.get(col, "") for col in TRANSAKTION
    }
    return pd.DataFrame(values, index=sums.index)[[col.value for col in TRANSAKTION]]
