"""What the system's totals are compared with: what is stored, or what would be when a file has been read in."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from finance.kolumner import SALDO_KEYS, Col, Slag
from finance.kontoplan import STANDARDPLAN, Kontoklass, Kontoplan
from finance.mottagning.efter import FILEN, add_forslag, own_rows, without_ended
from finance.mottagning.modell import Forslag, Forslagsstatus
from finance.period import Period
from finance.store import (
    InlasningInfo,
    Store,
    get_namnd,
    list_inlasningar,
    read_inlast_saldo,
    read_interna_motparter,
    read_kontoplan,
    read_saldo,
    read_transaktioner,
)
from finance.struktur import Urval

JUSTERINGAR = -1
"""Stands for an inläsning's id."""
INVESTERING = "investering"
MOST_FOUND = 5000


@dataclass(frozen=True, eq=False)
class Kalla:
    """Saldo rows (INLASNING, SALDO_KEYS, ORE, INVESTERING) from a year before `fran` to the end of its year, without balans.

    `fran`, `till`: the compared months, ÅÅÅÅMM; December includes bokslut. `find`: the transaktioner of exactly some öre.
    `balans`: inläsning -> öre on balance accounts that were left out, in the file's sign.
    """

    namnd: str
    slag: Slag
    fran: int
    till: int
    saldo: pd.DataFrame
    filer: Mapping[int, str]
    balans: Mapping[int, int]
    interna: Urval
    kontoplan: Kontoplan
    find: Callable[[Collection[int]], pd.DataFrame]

    @property
    def inom(self) -> pd.Series:
        """Per row of `saldo`: within the compared months."""
        return self.saldo[Col.PERIOD].between(self.fran, self.till)

    @property
    def manader(self) -> list[int]:
        """The calendar months that are compared."""
        return list(range(self.fran, min(self.till, self.fran // 100 * 100 + 12) + 1))

    @property
    def senaste(self) -> int | None:
        """The latest inläsning behind the compared months."""
        ids = [int(one) for one in self.saldo.loc[self.inom, Col.INLASNING].unique() if one > 0]
        return max(ids, default=None)


def read_kalla(
    store: Store,
    namnd: str,
    period: Period,
    *,
    slag: Slag = Slag.UTFALL,
    bara_manaden: bool = False,
    as_of: datetime | None = None,
    forslag: Forslag | None = None,
) -> Kalla:
    """January to `period`, or that month alone. With a `forslag`: as it would be with that file. Raises UnknownNamnd."""
    with store.read():
        if forslag is None:
            get_namnd(store, namnd)
        kalla = _read_stored(store, namnd, period, slag, as_of)
    if forslag is not None:
        kalla = _with_forslag(kalla, forslag)
    return replace(kalla, fran=period.key) if bara_manaden else kalla


def _read_stored(store: Store, namnd: str, period: Period, slag: Slag, as_of: datetime | None) -> Kalla:
    first, last = (period.ar - 1) * 100 + 1, period.ar * 100 + 15
    per = (Col.INLASNING, *SALDO_KEYS)
    frames = [read_inlast_saldo(store, namnd, slag, as_of=as_of, fran=first, till=last, per=per)]
    if slag is Slag.BUDGET:
        extra = read_saldo(store, namnd, Slag.BUDGETJUSTERING, as_of=as_of, fran=first, till=last)
        frames.append(extra.assign(**{Col.INLASNING: JUSTERINGAR})[frames[0].columns])
    is_known = bool(store.version(namnd))  # a nämnd's first file is looked at before the nämnd is there
    plan = read_kontoplan(store, namnd, period=period, as_of=as_of) if is_known else STANDARDPLAN
    infos = list_inlasningar(store, namnd, as_of=as_of)

    def find(ore: Collection[int]) -> pd.DataFrame:
        return read_transaktioner(store, namnd, slag, as_of=as_of, fran=first, till=last, belopp=ore, limit=MOST_FOUND)

    return Kalla(
        namnd=namnd,
        slag=slag,
        fran=period.ar * 100 + 1,
        till=last if period.manad == 12 else period.key,
        saldo=_klassed(pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True), plan),
        filer={JUSTERINGAR: "budgetjusteringar", **{info.id: info.fil for info in infos}},
        balans={info.id: ore for info in infos if (ore := _balans(info))},
        interna=read_interna_motparter(store, namnd, as_of=as_of),
        kontoplan=plan,
        find=find,
    )


def _klassed(saldo: pd.DataFrame, plan: Kontoplan) -> pd.DataFrame:
    klass = saldo[Col.KONTO].map({konto: plan.klass(konto) for konto in saldo[Col.KONTO].unique()})
    rows = saldo.assign(**{INVESTERING: klass == Kontoklass.INVESTERING})
    return rows[klass != Kontoklass.BALANS].reset_index(drop=True)


def _balans(info: InlasningInfo) -> int:
    sheets = json.loads(info.tolkning or "{}").get("blad_alla", [])
    return sum(int(sheet.get("balans_ore") or 0) for sheet in sheets)


def _with_forslag(kalla: Kalla, forslag: Forslag) -> Kalla:
    low, high = kalla.fran - 100, kalla.fran // 100 * 100 + 15
    plain = kalla.saldo.drop(columns=INVESTERING)
    saldo = add_forslag(plain, forslag, kalla.slag, fran=low, till=high)
    if forslag.status is Forslagsstatus.DUBBLETT:
        return kalla
    rader = own_rows(forslag, kalla.slag, fran=low, till=high)

    def find(ore: Collection[int]) -> pd.DataFrame:
        stored = without_ended(kalla.find(ore), forslag, kalla.slag)
        own = rader[rader[Col.ORE].isin(list(ore))].assign(inlasning_id=FILEN, fil=forslag.fil)
        return pd.concat([frame for frame in (stored, own) if len(frame)] or [stored], ignore_index=True)

    filer = {**kalla.filer, FILEN: forslag.fil}
    own = sum(blad.balans_ore for blad in forslag.lasning.blad if blad.last)
    balans = {**kalla.balans, FILEN: own} if own else kalla.balans
    return replace(kalla, saldo=_klassed(saldo, kalla.kontoplan), filer=filer, balans=balans, find=find)
