"""The lines per kontogrupp that texts speak of: of the nämnd's total, and of every line without parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from finance.kontoplan import Kontogrupp
from finance.lage import Lage
from finance.struktur import EJ_FORDELAT_NAMN
from finance.uppfoljning import Per, Rad, Uppfoljning, compute_uppfoljning

GRUPPNAMN = (*(grupp.value for grupp in Kontogrupp), EJ_FORDELAT_NAMN)
"""Every name that a line per kontogrupp may have."""


@dataclass(frozen=True, eq=False)
class Grupprader(Mapping[tuple[str, str], Rad]):
    """(nod, name of the kontogrupp) -> line, in report order with the total's last. The lines of noder only when asked for."""

    lage: Lage

    def __getitem__(self, key: tuple[str, str]) -> Rad:
        nod, namn = key
        if namn not in GRUPPNAMN:
            raise KeyError(key)
        return (self._total if nod == self.lage.struktur.total_kod else self._alla)[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._alla)

    def __len__(self) -> int:
        return len(self._alla)

    @cached_property
    def _total(self) -> Mapping[tuple[str, str], Rad]:
        return _by_name(per_kontogrupp(self.lage))

    @cached_property
    def _alla(self) -> Mapping[tuple[str, str], Rad]:
        return {**_by_name(compute_uppfoljning(self.lage, per=Per.NOD_KONTOGRUPP)), **self._total}


def _by_name(uppfoljning: Uppfoljning) -> dict[tuple[str, str], Rad]:
    return {(rad.foralder or "", rad.namn): rad for rad in uppfoljning.rader if rad.kontogrupp}


@lru_cache(maxsize=16)
def per_kontogrupp(lage: Lage) -> Uppfoljning:
    """The nämnd per kontogrupp; remembered with its `Lage`."""
    return compute_uppfoljning(lage, per=Per.KONTOGRUPP)


@lru_cache(maxsize=16)
def list_grupprader(lage: Lage) -> Grupprader:
    """Remembered with its `Lage`."""
    return Grupprader(lage)
