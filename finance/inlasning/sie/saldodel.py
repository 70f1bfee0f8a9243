"""#PSALDO and #PBUDGET to rows, by the convention that `saldon` decides, checked against #RES."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from finance.inlasning.sie import kontroll, saldon
from finance.inlasning.sie.dimensioner import Dimensioner
from finance.inlasning.sie.perioder import read_saldoperiod
from finance.inlasning.sie.poster import Falt, Poster, read_saldon
from finance.inlasning.sie.ram import Delpost
from finance.inlasning.sie.sak import Siesak
from finance.kolumner import Slag

ETIKETT = {Slag.UTFALL: "#PSALDO", Slag.BUDGET: "#PBUDGET"}


@dataclass(frozen=True)
class Periodsaldon:
    """Sums of class 3-9 of one slag: year number and period (ÅÅÅÅMM) per row."""

    slag: Slag
    poster: Poster
    arsnr: npt.NDArray[np.int64]
    period: npt.NDArray[np.int64]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """As `saldon` reads them."""
        return saldon.frame_of(self.poster, self.arsnr, self.period)


def read_periodsaldon(sak: Siesak, slag: Slag) -> Periodsaldon | None:
    """The sums of one slag, or None where the file has none."""
    places = sak.rader.places(ETIKETT[slag])
    if not len(places):
        return None
    poster = read_saldon(sak.rader, places, sak.enhet, sak.fynd)
    sak.tell_balans(poster, f"rader {ETIKETT[slag]}")
    return Periodsaldon(slag, *read_saldoperiod(sak.rader, poster.take(poster.drift), sak.register.rar, sak.fynd))


def decide(sak: Siesak, sums: Periodsaldon, dimensioner: Dimensioner, earlier: saldon.Val | None) -> saldon.Val:
    """The convention. A budget follows the utfall of the same file, where that was sure."""
    if sums.slag is Slag.BUDGET and earlier is not None and earlier.saker:
        return saldon.Val(earlier.konvention, "som #PSALDO")
    res = sak.res if sums.slag is Slag.UTFALL else {}
    return saldon.decide_konvention(sums.frame, res, saldon.best_typ(sums.poster, dimensioner))


def make_delpost(sak: Siesak, sums: Periodsaldon, dimensioner: Dimensioner, chosen: saldon.Val) -> tuple[Delpost, int]:
    """The rows that count, and the number of whole-konto rows that do not."""
    urval = saldon.select(sums.frame, chosen.konvention, saldon.best_typ(sums.poster, dimensioner))
    _tell(sak, sums.slag, chosen)
    poster = _with_rest(sums.poster.take(urval.keep), urval.rest)
    period = np.concatenate([sums.period[urval.keep], urval.rest[saldon.PERIOD].to_numpy(np.int64)])
    arsnr = np.concatenate([sums.arsnr[urval.keep], urval.rest[saldon.ARSNR].to_numpy(np.int64)])
    if sums.slag is Slag.UTFALL:
        _check_res(sak, poster, arsnr)
    sak.tell_avrundat(poster)
    return Delpost(sums.slag, poster, period, sak.rader.nummer[poster.place]), urval.totalrader


def _tell(sak: Siesak, slag: Slag, chosen: saldon.Val) -> None:
    etikett = ETIKETT[slag]
    text = f"{etikett}: {chosen.konvention.value} ({chosen.grund})."
    if chosen.saker:
        sak.fynd.upplysning("saldokonvention", text, kolumn=etikett)
    else:
        sak.fynd.varning("saldokonvention", text, "Stäm av summan mot ekonomisystemet.", kolumn=etikett)


def _check_res(sak: Siesak, poster: Poster, arsnr: npt.NDArray[np.int64]) -> None:
    frame = pd.DataFrame({saldon.ARSNR: arsnr, saldon.KONTO: poster.konto.rows, saldon.ORE: poster.ore})
    for nr in sorted({nr for nr, _ in sak.res} & set(arsnr.tolist()), reverse=True):
        part = frame[frame[saldon.ARSNR] == nr].groupby(saldon.KONTO)[saldon.ORE].sum()
        sums = {str(konto): int(ore) for konto, ore in part.items()}
        kontroll.check_res(sums, sak.res_of(nr), "Periodsaldona", sak.ar(nr), sak.fynd)


def _with_rest(poster: Poster, rest: pd.DataFrame) -> Poster:
    """The rows, then a row without objects for what each whole konto has left over."""
    if not len(rest):
        return poster
    return Poster(
        np.concatenate([poster.place, rest[saldon.RAD].to_numpy(np.intp)]),
        Falt.from_raw([*poster.konto.rows, *rest[saldon.KONTO]]),
        Falt.from_raw([*poster.lista.rows, *[""] * len(rest)], listor=True),
        np.concatenate([poster.ore, rest[saldon.ORE].to_numpy(np.int64)]),
        np.concatenate([poster.avrundat, np.zeros(len(rest), bool)]),
        (),
    )
