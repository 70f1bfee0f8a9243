"""The full year by the method Placeringslista with its interval, beside the default method. Amounts: öre, kostnad +."""

from collections.abc import Sequence
from dataclasses import dataclass

from finance.kub import GRUPPER
from finance.lage import Lage
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognos.intervall import widen
from finance.prognos.metoder import STANDARDMETOD
from finance.prognos.placeringslista import Listrad


@dataclass(frozen=True, slots=True)
class Listprognos:
    """Of some lines' kontogrupper. `low_ore`, `high_ore`: the 80 % interval around `helar_ore`."""

    helar_ore: int
    low_ore: int
    high_ore: int
    standard_ore: int
    budget_ore: int


def forecast_lista(lage: Lage, rader: Sequence[Listrad]) -> Listprognos:
    """Interval: the default method's for those lines and kontogrupper, widened by how far the list lies from it."""
    prognos = compute_helarsprognos(lage, metod=STANDARDMETOD)
    cells = [(lage.kub.place[rad.nod], GRUPPER.index(rad.kontogrupp)) for rad in rader]
    rows, groups = sorted({row for row, _ in cells}), sorted({group for _, group in cells})
    standard, helar = sum(int(prognos.system[cell]) for cell in cells), sum(rad.helar_ore for rad in rader)
    half = prognos.intervall(rows, groups).half[-1]
    half = round(widen(half, helar - standard)) if half else 0
    return Listprognos(helar, helar - half, helar + half, standard, sum(sum(rad.budget) for rad in rader))
