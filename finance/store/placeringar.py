"""Placeringar as stored, without names and free text (DESIGN 6.8). A new file takes the place of the one before."""

from datetime import datetime

from finance.inlasning.planrader import Placeringsrad
from finance.store.installningar import read_installning, save_installning
from finance.store.namnder import get_namnd
from finance.store.planer import read_planrader
from finance.store.store import Store

NYCKEL_GAP = "placeringslistans skillnad mot bokföringen"
MED, UTAN = "läggs till", "läggs inte till"


def read_placeringar(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Placeringsrad, ...]:
    """What counts, in the file's order. Öre per day, plus."""
    return read_planrader(store, namnd, Placeringsrad, as_of=as_of)


def read_placeringsgap(store: Store, namnd: str, *, as_of: datetime | None = None) -> bool:
    """Whether the method Placeringslista carries on what the ledger holds beyond the list; yes unless chosen otherwise."""
    return read_installning(store, NYCKEL_GAP, namnd=namnd, as_of=as_of) != UTAN


def save_placeringsgap(store: Store, namnd: str, *, med: bool, vem: str) -> None:
    """Choose it. Raises UnknownNamnd."""
    get_namnd(store, namnd)
    save_installning(store, NYCKEL_GAP, MED if med else UTAN, namnd=namnd, vem=vem)
