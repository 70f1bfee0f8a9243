"""Ledger rows and inläsningar written out by hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd

from finance.inlasning.modell import empty_rows
from finance.kolumner import Col, Slag
from finance.store import NyInlasning, Satt, Store, commit_inlasning, read_logg, read_saldo

Rad = tuple[int, str, int]
"""(period, verksamhet, öre)."""


def rader(rows: Sequence[Rad], *, slag: Slag = Slag.UTFALL, ack: bool = False, **codes: str) -> pd.DataFrame:
    """Canonical rows; `codes`: the same konto, ansvar, ... on every row."""
    blank = dict.fromkeys(empty_rows().columns, "")
    made = [
        {
            **blank,
            Col.SLAG.value: slag.value,
            Col.PERIOD.value: period,
            Col.VERKSAMHET.value: verksamhet,
            Col.ORE.value: ore,
            Col.ACKUMULERAT.value: ack,
            Col.BLAD.value: "Blad1",
            Col.RAD.value: place + 2,
            **codes,
        }
        for place, (period, verksamhet, ore) in enumerate(rows)
    ]
    return pd.concat([frame for frame in (empty_rows(), pd.DataFrame(made)) if len(frame)] or [empty_rows()])


def ny(
    rows: Sequence[Rad], *, namnd: str = "SN", satt: Satt = Satt.ERSATTER, slag: Slag = Slag.UTFALL, fil: str = "f.xlsx"
) -> NyInlasning:
    """An inläsning of plain rows that stands in one way in each of its months."""
    months = {(slag, period): satt for period, _, _ in rows}
    return NyInlasning(namnd, fil, "sha", f"innehall {sorted(rows)}", 1, months, rader(rows, slag=slag))


def commit(store: Store, rows: Sequence[Rad], *, satt: Satt = Satt.ERSATTER, slag: Slag = Slag.UTFALL) -> int:
    return commit_inlasning(store, ny(rows, satt=satt, slag=slag), vem="anna")


def shown(
    store: Store, *, slag: Slag = Slag.UTFALL, as_of: datetime | None = None, namnd: str = "SN"
) -> Mapping[tuple[int, str], int]:
    """(period, verksamhet) -> öre."""
    frame = read_saldo(store, namnd, slag, as_of=as_of, per=(Col.PERIOD, Col.VERKSAMHET))
    return {
        (int(period), str(kod)): int(ore)
        for period, kod, ore in zip(frame[Col.PERIOD], frame[Col.VERKSAMHET], frame[Col.ORE], strict=True)
    }


def latest(store: Store, namnd: str = "SN") -> datetime:
    """The time of the nämnd's latest write."""
    return read_logg(store, namnd, 1)[0].nar
