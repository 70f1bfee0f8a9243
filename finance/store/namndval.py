"""A nämnd's own choices: which kontogrupper keep no text, and which motparter are the own kommun."""

from collections.abc import Collection
from datetime import datetime

from finance.errors import InvalidValue
from finance.kolumner import Col
from finance.kontoplan import UTAN_TEXT, Kontogrupp
from finance.store.installningar import read_installning, save_installning
from finance.store.namnder import get_namnd
from finance.store.store import Store
from finance.struktur import Urval

NYCKEL_UTAN_TEXT = "kontogrupper utan text"
NYCKEL_INTERNA = "interna motparter"
INGEN = "ingen"
_MELLAN = "; "


def read_utan_text(store: Store, namnd: str, *, as_of: datetime | None = None) -> frozenset[Kontogrupp]:
    """The kontogrupper whose rows keep neither text nor leverantör (DESIGN 6.8 unless the nämnd has chosen)."""
    text = read_installning(store, NYCKEL_UTAN_TEXT, namnd=namnd, as_of=as_of)
    if not text:
        return UTAN_TEXT
    return frozenset() if text == INGEN else frozenset(map(Kontogrupp, text.split(_MELLAN)))


def save_utan_text(store: Store, namnd: str, grupper: Collection[Kontogrupp], *, vem: str) -> None:
    """Choose them for files that are read from now on; what is stored already is gallrat, not changed. Raises UnknownNamnd."""
    get_namnd(store, namnd)
    text = _MELLAN.join(grupp.value for grupp in Kontogrupp if grupp in grupper) or INGEN
    save_installning(store, NYCKEL_UTAN_TEXT, text, namnd=namnd, vem=vem)


def read_interna_motparter(store: Store, namnd: str, *, as_of: datetime | None = None) -> Urval:
    """The motparter that are the own kommun; none unless the nämnd has chosen."""
    return Urval.parse(Col.MOTPART, read_installning(store, NYCKEL_INTERNA, namnd=namnd, as_of=as_of))


def save_interna_motparter(store: Store, namnd: str, text: str, *, vem: str) -> None:
    """Codes and ranges as `100-199, 300`; "" for none. Raises InvalidValue, UnknownNamnd."""
    get_namnd(store, namnd)
    urval = Urval.parse(Col.MOTPART, text)
    if text.strip() and not urval.intervall:
        raise InvalidValue(f"{text!r} är inga motparter. Skriv koder och intervall, till exempel 100-199, 300.")
    save_installning(store, NYCKEL_INTERNA, str(urval), namnd=namnd, vem=vem)
