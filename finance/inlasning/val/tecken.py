"""Which sign a file writes costs with (DESIGN 6.3): decided, not asked, and said why."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from finance.belopp import Vy
from finance.inlasning.modell import Tecken

_SAGT = {Tecken.KOSTNAD_POSITIV: "Kostnader är positiva i filen", Tecken.KOSTNAD_NEGATIV: "Kostnader är negativa i filen"}


@dataclass(frozen=True, slots=True)
class Teckenbeslut:
    """The decision, why in Swedish, and what to look at ("" if nothing)."""

    tecken: Tecken
    skal: str
    varning: str = ""
    ur_konto: bool = False  # the konto classes say it


def decide_tecken(
    ore: npt.NDArray[np.int64], klass: npt.NDArray[np.str_] | None, *, vy: Vy, valt: Tecken | None
) -> Teckenbeslut:
    """`ore` in the file's own sign; `klass`: first digit of each row's konto, or None without konto."""
    if valt is not None:
        return Teckenbeslut(valt, f"{_SAGT[valt]}: valt.")
    if klass is not None and (beslut := _by_konto(ore, klass)):
        return beslut
    return _by_majority(ore, vy)


def _by_konto(ore: npt.NDArray[np.int64], klass: npt.NDArray[np.str_]) -> Teckenbeslut | None:
    kostnad = int(ore[np.isin(klass, ["4", "5", "6", "7"])].sum())
    intakt = int(ore[klass == "3"].sum())
    if kostnad == intakt:
        return None
    tecken = Tecken.KOSTNAD_POSITIV if kostnad > intakt else Tecken.KOSTNAD_NEGATIV
    varning = ""
    if kostnad * intakt > 0:
        varning = (
            "Intäkter (kontoklass 3) och kostnader (klass 4-7) har samma tecken i filen; intäkterna räknas då som kostnader."
        )
    return Teckenbeslut(tecken, f"{_SAGT[tecken]}: konton i klass 4-7 jämfört med klass 3.", varning, ur_konto=True)


def _by_majority(ore: npt.NDArray[np.int64], vy: Vy) -> Teckenbeslut:
    plus, minus = int((ore > 0).sum()), int((ore < 0).sum())
    total = int(ore.sum())
    if plus == minus and total == 0:
        tecken = Tecken.KOSTNAD_POSITIV if vy is Vy.NETTOKOSTNAD else Tecken.KOSTNAD_NEGATIV
        return Teckenbeslut(tecken, f"{_SAGT[tecken]}: nämndens vy ({vy.value}), beloppen säger inget.")
    by_sum, by_count = np.sign(total), np.sign(plus - minus)
    sign = by_sum or by_count
    tecken = Tecken.KOSTNAD_POSITIV if sign > 0 else Tecken.KOSTNAD_NEGATIV
    varning = ""
    if by_sum and by_count and by_sum != by_count:
        varning = "De flesta beloppen har ett tecken men summan har det andra; summan fick avgöra."
    return Teckenbeslut(tecken, f"{_SAGT[tecken]}: {plus} belopp är positiva och {minus} negativa.", varning)
