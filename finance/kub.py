"""The amounts of one nämnd as integer arrays: nod x kontogrupp x year x month.

Everything that is computed per nod, kontogrupp and month is a sum over these arrays, so parts sum to the whole by construction.
Öre (int64), canonical sign (kostnad +). The last axis has 13 places: January to December and bokslut (periods 13-15).
Only drift: investering (konto 40) and balans (class 1-2) are left out (DESIGN 6.3).
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from finance.kolumner import Col
from finance.kontoplan import Kontogrupp, Kontoklass, Kontoplan
from finance.struktur import URVALSKOLUMNER, Struktur

BOKSLUT = 12
PLACES = 13
GRUPPER = tuple(Kontogrupp)
SALDO = (Col.PERIOD, *URVALSKOLUMNER)
"""What the frames of `build_kub` must hold, besides ACKUMULERAT and ORE."""

Ore = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Kub:
    """Shapes: `utfall`, `budget`, `ack` and `ack_budget` are (noder, kontogrupper, years, 13); `har_utfall` is (years, 13).

    `noder` are the lines' own rows (leaves, Gemensamt, Ej fördelat). `ack` and `ack_budget` are the parts of utfall and budget
    that were booked whole on one month because the file was accumulated: right in accumulated figures, silent on single months.
    """

    noder: tuple[str, ...]
    ar: tuple[int, ...]
    utfall: Ore
    ack: Ore
    budget: Ore
    ack_budget: Ore
    har_utfall: NDArray[np.bool_]
    har_budget: NDArray[np.bool_]  # (years,)

    @cached_property
    def place(self) -> dict[str, int]:
        return {nod: place for place, nod in enumerate(self.noder)}

    def year(self, ar: int) -> int | None:
        """The place of a year, None when nothing is stored for it."""
        return self.ar.index(ar) if ar in self.ar else None

    def rows(self, noder: Collection[str]) -> list[int]:
        """The places of some noder; those without figures are left out."""
        return [self.place[nod] for nod in noder if nod in self.place]


def accumulate(values: Ore, manad: int) -> Ore:
    """Sum over the months January to `manad`; December includes bokslut (DESIGN 6.2)."""
    until = PLACES if manad >= BOKSLUT else manad
    summed: Ore = values[..., :until].sum(axis=-1)
    return summed


def with_nod(saldo: pd.DataFrame, struktur: Struktur, kontoplan: Kontoplan) -> pd.DataFrame:
    """`saldo` with columns NOD, KONTOGRUPP, AR and MANAD (1-13, 13 = bokslut), drift rows only."""
    klass = _map_unique(saldo[Col.KONTO], kontoplan.klass)
    drift = saldo[klass == Kontoklass.DRIFT].reset_index(drop=True)
    keys = drift[list(URVALSKOLUMNER)].drop_duplicates()
    keys = keys.assign(**{Col.NOD: struktur.assign(keys)})
    drift = drift.merge(keys, on=list(URVALSKOLUMNER), how="left")
    period = drift[Col.PERIOD].to_numpy()
    return drift.assign(
        **{
            Col.KONTOGRUPP: _map_unique(drift[Col.KONTO], kontoplan.kontogrupp),
            Col.AR: period // 100,
            Col.MANAD: np.minimum(period % 100, PLACES),
        }
    )


def _map_unique(codes: pd.Series, function: Callable[[str], str]) -> pd.Series:
    return codes.map({code: function(code) for code in codes.unique()})


def build_kub(
    utfall: pd.DataFrame,
    budget: pd.DataFrame,
    *,
    struktur: Struktur,
    kontoplan: Kontoplan,
    years: Sequence[int],
    extra: Collection[str],
) -> Kub:
    """Arrays from saldo frames (columns SALDO, ACKUMULERAT, ORE). `extra`: noder that shall be there without any amount."""
    mapped = [with_nod(frame, struktur, kontoplan) for frame in (utfall, budget)]
    ordered = [struktur.own_kod(nod.kod) for nod in struktur.noder]
    found = [nod for frame in mapped for nod in frame[Col.NOD].unique()]
    noder = tuple(dict.fromkeys([*(kod for kod in ordered if kod in {*found, *extra}), *found, *extra]))
    shape = (len(noder), len(GRUPPER), len(years), PLACES)
    places = {nod: place for place, nod in enumerate(noder)}
    whole = [_fill(frame, shape, places, years) for frame in mapped]
    ack = [_fill(frame[frame[Col.ACKUMULERAT].astype(bool)], shape, places, years) for frame in mapped]
    return Kub(
        noder=noder,
        ar=tuple(years),
        utfall=whole[0],
        ack=ack[0],
        budget=whole[1],
        ack_budget=ack[1],
        har_utfall=_months(utfall, years),
        har_budget=np.array([row.any() for row in _months(budget, years)], dtype=bool),
    )


def _fill(frame: pd.DataFrame, shape: tuple[int, ...], places: dict[str, int], years: Sequence[int]) -> Ore:
    array = np.zeros(shape, dtype=np.int64)
    frame = frame[frame[Col.AR].isin(list(years))]
    index = (
        frame[Col.NOD].map(places).to_numpy(dtype=np.int64),
        frame[Col.KONTOGRUPP].map({grupp: place for place, grupp in enumerate(GRUPPER)}).to_numpy(dtype=np.int64),
        frame[Col.AR].map({ar: place for place, ar in enumerate(years)}).to_numpy(dtype=np.int64),
        frame[Col.MANAD].to_numpy(dtype=np.int64) - 1,
    )
    np.add.at(array, index, frame[Col.ORE].to_numpy(dtype=np.int64))
    return array


def _months(frame: pd.DataFrame, years: Sequence[int]) -> NDArray[np.bool_]:
    known = np.zeros((len(years), PLACES), dtype=bool)
    for key in frame[Col.PERIOD].unique():
        ar, manad = divmod(int(key), 100)
        if ar in years:
            known[list(years).index(ar), min(manad, PLACES) - 1] = True
    return known
