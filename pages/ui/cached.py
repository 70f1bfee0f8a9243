"""The only place with caches. Every key is one frozen `Nyckel` that names the content; the store's version is part of it.

What is computed is a value and is copied out of the cache (`st.cache_data`). Shared without copying are only the `Store`, the
`Lage`, whose arrays are made read-only first, and drawn figures, which are keyed on every value in them.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from finance import underlag
from finance.belopp import Enhet, Vy
from finance.kommandon import bas
from finance.lage import Lage, available_periods, read_lage
from finance.manader import Manader, compute_manader
from finance.period import Period
from finance.prognos import STANDARDMETOD, Metod
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.modell import Rapport
from finance.rapport.tertialrapport import tertialrapport as compose_tertialrapport
from finance.store import Kommentar, Store, read_kommentarer
from finance.uppfoljning import Per, Uppfoljning, compute_uppfoljning


@dataclass(frozen=True, slots=True)
class Nyckel:
    """What a computed value is of. `period` is ÅÅÅÅMM; `as_of` aware; unused parts are empty."""

    url: str
    namnd: str
    version: int
    period: int = 0
    as_of: datetime | None = None
    metod: Metod = STANDARDMETOD
    enhet: Enhet = Enhet.KR
    vy: Vy = Vy.NETTOKOSTNAD
    nod: str = ""
    konto: str | None = None


_HASH: dict[str | type[Any], Callable[[Any], Any]] = {Nyckel: lambda nyckel: repr(astuple(nyckel))}


def database_url() -> str:
    """HELAR_DB, or a database in the folder `data` of the working directory, made at first start: as on the command line."""
    return bas.database_url(None)


@st.cache_resource(max_entries=4, show_spinner=False, on_release=Store.close)
def open_store(url: str) -> Store:
    """The store at `url`; created and migrated when needed."""
    return Store.open(url)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=_HASH)
def periods(nyckel: Nyckel) -> tuple[Period, ...]:
    """Months with utfall, oldest first."""
    return available_periods(open_store(nyckel.url), nyckel.namnd, as_of=nyckel.as_of)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=_HASH)
def _lage(nyckel: Nyckel) -> Lage:
    lage = read_lage(open_store(nyckel.url), nyckel.namnd, Period.from_key(nyckel.period), as_of=nyckel.as_of)
    for part in (lage.kub.utfall, lage.kub.budget, lage.kub.ack, lage.kub.ack_budget):
        part.setflags(write=False)
    return lage


def lage(nyckel: Nyckel) -> Lage:
    """The read view of (nämnd, period, as_of); shared, so never changed."""
    return _lage(Nyckel(nyckel.url, nyckel.namnd, nyckel.version, nyckel.period, nyckel.as_of))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=_HASH)
def uppfoljning(nyckel: Nyckel) -> Uppfoljning:
    """The table per nod."""
    return compute_uppfoljning(lage(nyckel), per=Per.NOD, metod=nyckel.metod)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=_HASH)
def manader(nyckel: Nyckel) -> Manader:
    """One line month by month."""
    return compute_manader(lage(nyckel), nyckel.nod, metod=nyckel.metod)


def kommentarer(nyckel: Nyckel) -> Mapping[tuple[str, str], Kommentar]:
    """What has been written for the period, by (nod, sektion). One cheap read."""
    return read_kommentarer(open_store(nyckel.url), nyckel.namnd, nyckel.period, as_of=nyckel.as_of)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def manadsrapport(nyckel: Nyckel) -> Rapport:
    """The månadsuppföljning as a report."""
    found = uppfoljning(replace(nyckel, enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD))
    return manadsuppfoljning(lage(nyckel), found, kommentarer(nyckel), enhet=nyckel.enhet, vy=nyckel.vy)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def tertialrapport(nyckel: Nyckel) -> Rapport:
    """The tertialrapport as a report."""
    found = uppfoljning(replace(nyckel, enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD))
    return compose_tertialrapport(lage(nyckel), found, kommentarer(nyckel), enhet=nyckel.enhet, vy=nyckel.vy)


@st.cache_data(max_entries=16, show_spinner=False)
def pptx(report: Rapport) -> bytes:
    """The report as a PowerPoint file; keyed on the report's own values."""
    from finance.export.pptx import write_pptx

    return write_pptx(report)


@st.cache_data(max_entries=16, show_spinner=False)
def xlsx(report: Rapport) -> bytes:
    """The report as an Excel file; keyed on the report's own values."""
    from finance.export.xlsx import write_xlsx

    return write_xlsx(report)


@lru_cache(maxsize=256)
def figure(draw: Callable[..., go.Figure], *args: Hashable, **kwargs: Hashable) -> go.Figure:
    """The figure of a chart function and its values: drawing costs 20 ms, showing it again does not change it."""
    return draw(*args, **kwargs)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=_HASH)
def konton(nyckel: Nyckel) -> tuple[underlag.Kontorad, ...]:
    """The konton of one line."""
    return underlag.compute_konton(lage(nyckel), open_store(nyckel.url), nyckel.nod)


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=_HASH)
def transaktioner(nyckel: Nyckel) -> pd.DataFrame:
    """The transactions behind one line, or one konto of it."""
    return underlag.read_nod_transaktioner(lage(nyckel), open_store(nyckel.url), nyckel.nod, konto=nyckel.konto, limit=2000)
