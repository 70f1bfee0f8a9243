"""The method Placeringslista: booked so far, then what the list costs, then what the ledger holds beyond the list.

Amounts: öre, kostnad +. Formula: docs/metoder.md#placeringslista.
"""

from collections.abc import Iterable

from finance.lage import Lage
from finance.prognos.metoder import Metod
from finance.prognos.placeringslista import compute_placeringslista
from finance.prognos.placeringsmening import explain
from finance.prognos.radmetod import Radmetod


def placeringslista(lage: Lage) -> Iterable[Radmetod]:
    """The method Placeringslista: per nod and kontogrupp, the list and what the ledger holds beyond it."""
    for rad in compute_placeringslista(lage).rader:
        yield Radmetod(Metod.PLACERINGSLISTA, rad.nod, rad.kontogrupp, rad.manader, explain(rad, lage))
