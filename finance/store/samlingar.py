"""Samling: which nämnder the kommunstyrelse sees together. A setting of the whole database; unless chosen, every nämnd."""

from collections.abc import Sequence
from datetime import datetime

from finance.errors import InvalidValue
from finance.store.installningar import read_installning, save_installning
from finance.store.namnder import get_namnd, list_namnder
from finance.store.store import Store

NYCKEL = "samling"
_MELLAN = "\n"


def read_samling(store: Store, *, as_of: datetime | None = None) -> tuple[str, ...]:
    """The koder of the nämnder, in the order chosen; all of them unless somebody has chosen."""
    text = read_installning(store, NYCKEL, as_of=as_of)
    known = [namnd.kod for namnd in list_namnder(store)]
    chosen = tuple(kod for kod in text.split(_MELLAN) if kod in known)
    return chosen or tuple(known)


def save_samling(store: Store, koder: Sequence[str], *, vem: str) -> None:
    """Choose them. Raises InvalidValue for fewer than two, UnknownNamnd."""
    wanted = tuple(dict.fromkeys(koder))
    if len(wanted) < 2:
        raise InvalidValue("Välj minst två nämnder som ska stå i samlingen.")
    with store.write():
        for kod in wanted:
            get_namnd(store, kod)
        save_installning(store, NYCKEL, _MELLAN.join(wanted), vem=vem)
