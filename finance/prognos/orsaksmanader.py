"""What each cause changes each month by: between the system's months and the months of the prognos. Whole öre, kostnad +."""

import numpy as np

from finance.kub import Ore
from finance.prognos.bedomt import Orsak
from finance.prognos.helarsprognos import Helarsprognos
from finance.struktur import gemensamt_kod


def cause_months(prognos: Helarsprognos) -> dict[Orsak, Ore]:
    """(noder, 12) per cause: with the system's months they sum to the prognos' months."""
    found = {orsak: np.zeros_like(prognos.manader) for orsak in Orsak}
    for one in prognos.paverkan:
        row = _own_row(prognos, one.nod)
        if row is not None and not one.hinder:
            found[one.orsak][row] += np.array(one.manader, dtype=np.int64)
    known = prognos.systemmanader + sum(found.values())
    found[Orsak.NIVA] = found[Orsak.NIVA] + prognos.manader - known
    return found


def _own_row(prognos: Helarsprognos, nod: str) -> int | None:
    """Where what is said of a nod is laid: on a parent, its Gemensamt line."""
    struktur = prognos.lage.struktur
    own = gemensamt_kod(nod) if nod == struktur.total_kod else struktur.own_kod(nod)
    return prognos.kub.place.get(own)
