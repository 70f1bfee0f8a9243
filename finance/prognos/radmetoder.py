"""Methods that know more than the series of a nod: volumes and prices, placements, what was judged last time.

A source is a function from a Lage to its `Radmetod`er; it gives none where there is nothing to compute from.
Amounts: whole öre, kostnad +.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from finance.lage import Lage
from finance.prognos.forra_bedomningen import forra_bedomningen
from finance.prognos.metoder import Metod
from finance.prognos.placeringsmetod import placeringslista
from finance.prognos.radmetod import Radmetod
from finance.prognos.volympris import list_radmetoder as volympris

__all__ = ["KALLOR", "Kalla", "Radmetod", "compute_radmetoder"]

Kalla = Callable[[Lage], Iterable[Radmetod]]

KALLOR: tuple[Kalla, ...] = (volympris, placeringslista, forra_bedomningen)


@lru_cache(maxsize=16)
def compute_radmetoder(lage: Lage) -> Mapping[tuple[str, Metod], tuple[Radmetod, ...]]:
    """By (nod, method): one value for the whole nod, or one per kontogrupp that the method knows of."""
    found: dict[tuple[str, Metod], list[Radmetod]] = {}
    for kalla in KALLOR:
        for rad in kalla(lage):
            if rad.nod in lage.kub.place:
                found.setdefault((rad.nod, rad.metod), []).append(rad)
    return {key: tuple(rader) for key, rader in found.items()}
