"""The helårsprognos and what belongs to it: methods, record, fitted models, volumes, placements, scenarios, rounds."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from finance.omgang import ForraOmgang, freeze_round, read_andring
from finance.prognos import Prognos, anpassade_namnd
from finance.prognos.andrat import Prognosandring, compute_andring
from finance.prognos.anpassade_namnd import Anpassningslage
from finance.prognos.bidrag import Tillagt, compute_tillagt
from finance.prognos.engangs import Forslag, compute_forslag
from finance.prognos.helarsprognos import Helarsprognos, compute_helarsprognos
from finance.prognos.metodrader import Metodrad, compute_fitted_rows, compute_metodrader, compute_serieprognos
from finance.prognos.omgang import omgang_of
from finance.prognos.omgangstraff import Omgangstraff, compute_omgangstraff
from finance.prognos.placeringslista import Placeringslista, compute_placeringslista
from finance.prognos.sannolikhet import Sannolikhetsprov, compute_sannolikhetsprov
from finance.prognos.traffsakerhet import Traffsakerhet, compute_traffsakerhet
from finance.prognos.volymmodell import Volymlage
from finance.prognos.volympris import compute_volympris
from finance.prognos.volymsplit import Spann, Volymbas, Volymbro, compute_bro
from finance.store import Last, Scenario, list_omgangar, read_omgang, read_scenarier, scenario_history
from finance.uppfoljning import find_gren
from pages.ui.cached.bas import HASH, Nyckel, lage, open_store, uppfoljning


def helarsprognos(nyckel: Nyckel) -> Helarsprognos:
    """The prognos of every line and kontogrupp; remembered with its `Lage`, its arrays are read-only."""
    return compute_helarsprognos(lage(nyckel), metod=nyckel.metod)


def traffsakerhet(nyckel: Nyckel, manad: int | None = None) -> Traffsakerhet:
    """The record of every line and method after a month, the last closed one if None; remembered with its `Lage`.

    Of the fitted models too where they are ready: after the last closed month only.
    """
    found = lage(nyckel)
    closed = found.senast_stangd.manad if found.senast_stangd else 0
    ready = manad in (None, closed) and anpassade_namnd.fitted_status(found).fardig
    return compute_traffsakerhet(found, manad=manad, fitted=ready)


def sannolikhetsprov(nyckel: Nyckel, manad: int | None = None) -> Sannolikhetsprov:
    """What was said of keeping the budget in earlier years, and whether it was kept; remembered with its `Lage`."""
    return compute_sannolikhetsprov(lage(nyckel), manad=manad)


def start_fitted(nyckel: Nyckel) -> Anpassningslage:
    """Start the fitted models of every line in the background; nothing happens where they are done or under way."""
    return anpassade_namnd.start_fitted(lage(nyckel))


def start_fitted_soon(nyckel: Nyckel) -> None:
    """The same, without waiting for the list of what there is to fit."""
    anpassade_namnd.start_fitted_soon(lage(nyckel))


def fitted_status(nyckel: Nyckel) -> Anpassningslage:
    """How far the fitted models have come; remembered by content in `finance.prognos.anpassade_cache`."""
    return anpassade_namnd.fitted_status(lage(nyckel))


def anpassade(nyckel: Nyckel) -> Mapping[str, Mapping[str, int]]:
    """Full-year total by each fitted model that is ready, per line (kod -> method -> öre)."""
    return anpassade_namnd.compute_anpassade(lage(nyckel))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def metodrader(nyckel: Nyckel) -> tuple[Metodrad, ...]:
    """What every method says of one line."""
    found = lage(nyckel)
    return compute_metodrader(found, find_gren(found, nyckel.nod))


def anpassade_rader(nyckel: Nyckel) -> tuple[Metodrad, ...]:
    """What the fitted models that are ready say of one line; the fits themselves are remembered by content."""
    found = lage(nyckel)
    return compute_fitted_rows(found, find_gren(found, nyckel.nod))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def tillagt(nyckel: Nyckel) -> Tillagt:
    """What people have added to one line."""
    found = lage(nyckel)
    return compute_tillagt(compute_helarsprognos(found), find_gren(found, nyckel.nod))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def serieprognos(nyckel: Nyckel) -> Prognos:
    """The prognos of one line's own series, with the numbers behind it."""
    found = lage(nyckel)
    return compute_serieprognos(compute_helarsprognos(found), find_gren(found, nyckel.nod))


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=HASH)
def engangsforslag(nyckel: Nyckel) -> tuple[Forslag, ...]:
    """Suspected one-offs; transactions are read, so only when a person asks."""
    return compute_forslag(lage(nyckel), open_store(nyckel.url))


def placeringslista(nyckel: Nyckel) -> Placeringslista:
    """The list of placements beside the ledger; remembered with its `Lage`."""
    return compute_placeringslista(lage(nyckel))


def volympris(nyckel: Nyckel) -> Volymlage:
    """Volume and price of every coupled line; remembered with its `Lage`."""
    return compute_volympris(lage(nyckel))


def volymbro(nyckel: Nyckel, nod: str, bas: Volymbas, spann: Spann) -> Volymbro | None:
    """The bridge of one coupled line: a few sums over what is remembered with its `Lage`."""
    return compute_bro(lage(nyckel), nod, bas, spann)


def scenarier(nyckel: Nyckel) -> tuple[Scenario, ...]:
    """The saved scenarios of the year. One cheap read."""
    return read_scenarier(open_store(nyckel.url), nyckel.namnd, nyckel.period // 100, as_of=nyckel.as_of)


def scenariohistorik(nyckel: Nyckel) -> tuple[Scenario, ...]:
    """Every version of the year's scenarios, newest first. One cheap read."""
    return scenario_history(open_store(nyckel.url), nyckel.namnd, nyckel.period // 100, as_of=nyckel.as_of)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def andring(nyckel: Nyckel) -> tuple[Prognosandring, ForraOmgang] | None:
    """What changed since the round before; None where there is none. Raises Skadad."""
    return read_andring(open_store(nyckel.url), lage(nyckel), uppfoljning(nyckel))


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def sedan_last(nyckel: Nyckel) -> Prognosandring | None:
    """What changed since the period's own round was locked; None while it is open. Raises Skadad."""
    last = read_omgang(open_store(nyckel.url), nyckel.namnd, nyckel.period, as_of=nyckel.as_of)
    return None if last is None else compute_andring(freeze_round(lage(nyckel), uppfoljning(nyckel)), omgang_of(last))


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=HASH)
def omgangar(nyckel: Nyckel) -> tuple[Last, ...]:
    """Every locked round of the nämnd, newest first."""
    return list_omgangar(open_store(nyckel.url), nyckel.namnd, as_of=nyckel.as_of)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def omgangstraff(nyckel: Nyckel) -> tuple[Omgangstraff, ...]:
    """The locked rounds of one line against what the years became, newest first."""
    return compute_omgangstraff(lage(nyckel), omgangar(replace(nyckel, nod="")), nyckel.nod)
