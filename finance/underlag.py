"""From a figure down to its konton and on to its transactions (file, sheet, row). Read only when a person asks.

Amounts: öre, canonical sign (kostnad +); January to the period, drift only.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from finance.kolumner import Col, Slag
from finance.kontoplan import STANDARDPLAN, Kontogrupp, Kontoklass
from finance.kub import BOKSLUT, SALDO, with_nod
from finance.lage import Lage
from finance.period import Period
from finance.store import Store, apply_byten, origins, read_interna_motparter, read_saldo, read_transaktioner
from finance.uppfoljning import find_gren


@dataclass(frozen=True, slots=True)
class Kontorad:
    """One konto of a line, accumulated January to the period; `foregaende_ore` is the same months last year."""

    konto: str
    namn: str
    kontogrupp: Kontogrupp
    utfall_ore: int
    budget_ore: int
    foregaende_ore: int

    @property
    def avvikelse_ore(self) -> int:
        """Budget - utfall, plus = överskott."""
        return self.budget_ore - self.utfall_ore


@dataclass(frozen=True, slots=True)
class Motpartsrad:
    """What was booked against one motpart ("" = none given). `intern`: it is the own kommun, by the nämnd's setting."""

    motpart: str
    namn: str
    utfall_ore: int
    foregaende_ore: int
    intern: bool = False


def compute_konton(lage: Lage, store: Store, nod: str) -> tuple[Kontorad, ...]:
    """The konton of a line, largest absolute avvikelse first; they sum to the line. Raises KeyError for an unknown nod."""
    sums = {
        "utfall": _per_konto(lage, store, nod, Slag.UTFALL, lage.period.ar),
        "budget": _per_konto(lage, store, nod, Slag.BUDGET, lage.period.ar),
        "foregaende": _per_konto(lage, store, nod, Slag.UTFALL, lage.period.ar - 1),
    }
    konton = sorted({konto for part in sums.values() for konto in part})
    rader = [
        Kontorad(
            konto=konto,
            namn=lage.kontonamn.get(konto, ""),
            kontogrupp=lage.kontoplan.kontogrupp(konto),
            utfall_ore=sums["utfall"].get(konto, 0),
            budget_ore=sums["budget"].get(konto, 0),
            foregaende_ore=sums["foregaende"].get(konto, 0),
        )
        for konto in konton
    ]
    return tuple(sorted(rader, key=lambda rad: (-abs(rad.avvikelse_ore), rad.konto)))


def _per_konto(lage: Lage, store: Store, nod: str, slag: Slag, ar: int) -> dict[str, int]:
    rows = _saldo_of(lage, store, nod, slag, ar)
    return {str(konto): int(ore) for konto, ore in rows.groupby(Col.KONTO, sort=True)[Col.ORE].sum().items()}


def _saldo_of(lage: Lage, store: Store, nod: str, slag: Slag, ar: int) -> pd.DataFrame:
    fran, till = period_range(lage, ar)
    saldo = read_saldo(store, lage.namnd.kod, slag, as_of=lage.as_of, fran=fran, till=till, per=SALDO)
    return select_line(lage, saldo, nod)


def period_range(lage: Lage, ar: int) -> tuple[int, int]:
    """(first, last) period (ÅÅÅÅMM) of January to the period's month in a year; December includes bokslut."""
    return ar * 100 + 1, ar * 100 + (15 if lage.manad == BOKSLUT else lage.manad)


def select_line(lage: Lage, frame: pd.DataFrame, nod: str) -> pd.DataFrame:
    """The drift rows of a line in a frame from the store, with NOD and KONTOGRUPP. Raises KeyError for an unknown nod."""
    mapped = with_nod(apply_byten(frame, lage.byten, period=lage.period.key), lage.struktur, lage.kontoplan)
    return mapped[mapped[Col.NOD].isin(find_gren(lage, nod).blad)]


def read_behind(
    lage: Lage, store: Store, nod: str, rows: pd.DataFrame, *, konton: Collection[str] | None = None
) -> pd.DataFrame:
    """The transactions behind saldo rows of a line (on `konton` instead of the rows' own, if given), newest period first."""
    fran, till = period_range(lage, lage.period.ar)
    found = read_transaktioner(
        store,
        lage.namnd.kod,
        Slag.UTFALL,
        as_of=lage.as_of,
        fran=fran,
        till=till,
        verksamheter=origins({str(v) for v in rows[Col.VERKSAMHET].unique()}, lage.byten, period=lage.period.key),
        konton={str(k) for k in rows[Col.KONTO].unique()} if konton is None else set(konton),
    )
    mine = select_line(lage, found, nod)
    return mine.sort_values([Col.PERIOD, Col.RAD], ascending=[False, True], kind="stable").reset_index(drop=True)


def read_nod_transaktioner(lage: Lage, store: Store, nod: str, *, konto: str | None = None, limit: int = 5000) -> pd.DataFrame:
    """The transactions behind a line (and one konto of it), as `read_transaktioner` gives them, newest period first.

    They sum to the line's utfall when there are at most `limit` of them.
    """
    rows = _saldo_of(lage, store, nod, Slag.UTFALL, lage.period.ar)
    return read_behind(lage, store, nod, rows, konton=None if konto is None else {konto}).head(limit)


def compute_motparter(lage: Lage, store: Store) -> tuple[Motpartsrad, ...]:
    """The nämnd's utfall per motpart, largest first; they sum to the total line's utfall."""
    per_year = [_per_motpart(lage, store, ar) for ar in (lage.period.ar, lage.period.ar - 1)]
    codes = sorted({code for part in per_year for code in part})
    interna = read_interna_motparter(store, lage.namnd.kod, as_of=lage.as_of).matches(pd.Series(codes, dtype="str"))
    rader = [
        Motpartsrad(code, code or "Ingen motpart angiven", per_year[0].get(code, 0), per_year[1].get(code, 0), bool(intern))
        for code, intern in zip(codes, interna, strict=True)
    ]
    return tuple(sorted(rader, key=lambda rad: (-abs(rad.utfall_ore), rad.motpart)))


def _per_motpart(lage: Lage, store: Store, ar: int) -> dict[str, int]:
    fran, till = period_range(lage, ar)
    saldo = read_saldo(store, lage.namnd.kod, Slag.UTFALL, as_of=lage.as_of, fran=fran, till=till, per=(*SALDO, Col.MOTPART))
    drift = with_nod(saldo, lage.struktur, lage.kontoplan)
    return {str(code): int(ore) for code, ore in drift.groupby(Col.MOTPART)[Col.ORE].sum().items()}


def compute_saldo(
    store: Store, namnd: str, slag: Slag, *, ar: int | None = None, as_of: datetime | None = None
) -> dict[str, Any]:
    """What is current, for machines: `summa_ore`, `perioder`, `verksamheter`, `verksamhet_period`; drift only, öre."""
    fran, till = (None, None) if ar is None else (ar * 100 + 1, ar * 100 + 15)
    saldo = read_saldo(store, namnd, slag, as_of=as_of, fran=fran, till=till, per=(Col.PERIOD, Col.VERKSAMHET, Col.KONTO))
    drift = saldo[[STANDARDPLAN.klass(konto) is Kontoklass.DRIFT for konto in saldo[Col.KONTO]]]
    cells = drift.groupby([Col.VERKSAMHET, Col.PERIOD], sort=True, as_index=False)[Col.ORE].sum()
    verksamhet_period: dict[str, dict[str, int]] = {}
    for verksamhet, key, ore in zip(cells[Col.VERKSAMHET], cells[Col.PERIOD], cells[Col.ORE], strict=True):
        verksamhet_period.setdefault(str(verksamhet), {})[str(Period.from_key(int(key)))] = int(ore)
    perioder: dict[str, int] = {}
    for months in verksamhet_period.values():
        for period, ore in months.items():
            perioder[period] = perioder.get(period, 0) + ore
    return {
        "namnd": namnd,
        "slag": slag.value,
        "summa_ore": sum(perioder.values()),
        "perioder": dict(sorted(perioder.items())),
        "verksamheter": {kod: sum(months.values()) for kod, months in verksamhet_period.items()},
        "verksamhet_period": verksamhet_period,
    }
