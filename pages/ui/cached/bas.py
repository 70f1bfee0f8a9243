"""What everything else is kept by and made from: the keys, the store, the read view, the table per nod, figures."""

from collections.abc import Callable, Hashable
from dataclasses import astuple, dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from finance.avstamning.modell import Per as AvstamningPer
from finance.avstamning.modell import Systemrad
from finance.belopp import Enhet, Vy
from finance.kolumner import Slag
from finance.kommandon import bas
from finance.lage import Lage, available_periods, read_lage
from finance.manader import Manader, compute_manader
from finance.period import Period
from finance.prognos import Metod
from finance.store import Store
from finance.uppfoljning import Per, Uppfoljning, compute_uppfoljning


@dataclass(frozen=True, slots=True)
class Nyckel:
    """What a computed value is of. `period` is ÅÅÅÅMM; `as_of` aware; unused parts are empty."""

    url: str
    namnd: str
    version: int
    period: int = 0
    as_of: datetime | None = None
    metod: Metod | None = None  # None: what was chosen for each nod, else the default
    enhet: Enhet = Enhet.KR
    vy: Vy = Vy.NETTOKOSTNAD
    nod: str = ""
    konto: str | None = None


@dataclass(frozen=True, slots=True)
class Avstamningsnyckel:
    """What is compared: the economy system's totals, and what in Helår they are held against."""

    nyckel: Nyckel
    slag: Slag
    per: AvstamningPer
    enhet: Enhet
    bara_manaden: bool
    delvis: bool
    rader: tuple[Systemrad, ...]


@dataclass(frozen=True, slots=True)
class Andringsnyckel:
    """Which inläsningar of a nämnd, to see what they changed together."""

    nyckel: Nyckel
    ids: tuple[int, ...]


HASH: dict[str | type[Any], Callable[[Any], Any]] = {
    kind: lambda nyckel: repr(astuple(nyckel)) for kind in (Nyckel, Avstamningsnyckel, Andringsnyckel)
}


def database_url() -> str:
    """HELAR_DB, or a database in the folder `data` of the working directory, made at first start: as on the command line."""
    return bas.database_url(None)


@st.cache_resource(max_entries=4, show_spinner=False, on_release=Store.close)
def open_store(url: str) -> Store:
    """The store at `url`; created and migrated when needed."""
    return Store.open(url)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def periods(nyckel: Nyckel) -> tuple[Period, ...]:
    """Months with utfall, oldest first."""
    return available_periods(open_store(nyckel.url), nyckel.namnd, as_of=nyckel.as_of)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=HASH)
def _lage(nyckel: Nyckel) -> Lage:
    lage = read_lage(open_store(nyckel.url), nyckel.namnd, Period.from_key(nyckel.period), as_of=nyckel.as_of)
    for part in (lage.kub.utfall, lage.kub.budget, lage.kub.ack, lage.kub.ack_budget):
        part.setflags(write=False)
    return lage


def lage(nyckel: Nyckel) -> Lage:
    """The read view of (nämnd, period, as_of); shared, so never changed."""
    return _lage(Nyckel(nyckel.url, nyckel.namnd, nyckel.version, nyckel.period, nyckel.as_of))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def uppfoljning(nyckel: Nyckel) -> Uppfoljning:
    """The table per nod."""
    return compute_uppfoljning(lage(nyckel), per=Per.NOD, metod=nyckel.metod)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def manader(nyckel: Nyckel) -> Manader:
    """One line month by month."""
    return compute_manader(lage(nyckel), nyckel.nod, metod=nyckel.metod)


@lru_cache(maxsize=256)
def figure(draw: Callable[..., go.Figure], *args: Hashable, **kwargs: Hashable) -> go.Figure:
    """The figure of a chart function and its values: drawing costs 20 ms, showing it again does not change it."""
    return draw(*args, **kwargs)
