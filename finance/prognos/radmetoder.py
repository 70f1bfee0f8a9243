"""Methods that know more than the series of a nod: volumes and prices, placements, what was judged last time.

A source is a function from a Lage to its `Radmetod`er; it gives none where there is nothing to compute from.
Amounts: whole öre, kostnad +.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from finance.kontoplan import Kontogrupp
from finance.lage import Lage
from finance.prognos.metoder import Metod


@dataclass(frozen=True, slots=True)
class Radmetod:
    """What such a method says of one line without parts, or of one kontogrupp of it.

    `nod`: as in `Kub.noder`. `manader`: January to December; only months after the last closed one are used.
    `kontogrupp`: None = the whole nod. `forklaring`: Swedish sentences with the figures behind it.
    """

    metod: Metod
    nod: str
    kontogrupp: Kontogrupp | None
    manader: tuple[int, ...]
    forklaring: tuple[str, ...] = ()


Kalla = Callable[[Lage], Iterable[Radmetod]]

KALLOR: tuple[Kalla, ...] = ()


@lru_cache(maxsize=16)
def compute_radmetoder(lage: Lage) -> Mapping[tuple[str, Metod], tuple[Radmetod, ...]]:
    """By (nod, method): one value for the whole nod, or one per kontogrupp that the method knows of."""
    found: dict[tuple[str, Metod], list[Radmetod]] = {}
    for kalla in KALLOR:
        for rad in kalla(lage):
            if rad.nod in lage.kub.place:
                found.setdefault((rad.nod, rad.metod), []).append(rad)
    return {key: tuple(rader) for key, rader in found.items()}
