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
from finance.avstamning.jamfor import compare
from finance.avstamning.kalla import read_kalla
from finance.avstamning.modell import Avstamning, Systemrad
from finance.avstamning.modell import Per as AvstamningPer
from finance.belopp import Enhet, Vy
from finance.ej_fordelat import OfordeladRad, list_ej_fordelat
from finance.kolumner import Col, Slag
from finance.kommandon import bas
from finance.kontoplan import Kontogrupp
from finance.lage import Lage, available_periods, read_lage
from finance.manader import Manader, compute_manader
from finance.mottagning.kontext import list_verksamheter
from finance.omgang import ForraOmgang, freeze_round, read_andring
from finance.period import Period
from finance.prognos import Metod, Prognos, anpassade_namnd
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
from finance.rapport.kontroll import Kontroll
from finance.rapport.kontroll.kontroll import check_rapport
from finance.rapport.levande import FALT, Siffror, siffror_of
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.modell import Rapport
from finance.rapport.tertialrapport import SLAG as TERTIALRAPPORT
from finance.rapport.tertialrapport import tertialrapport as compose_tertialrapport
from finance.rapport.utkast import draft_comment
from finance.sedan_forra import MOMENT, SedanForra, compare_since
from finance.store import (
    Kommentar,
    Kontoregel,
    Kontrollsvar,
    Last,
    OmappatKonto,
    Store,
    Strukturversion,
    find_struktur,
    get_namnd,
    list_inlasningar,
    list_kontoregler,
    list_omgangar,
    list_rapporter,
    list_strukturer,
    read_kommentarer,
    read_kontrollsvar,
    read_namn,
    read_omgang,
    read_struktur,
    unmapped_konton,
)
from finance.struktur import struktur_from_verksamheter
from finance.uppfoljning import Per, Uppfoljning, compute_uppfoljning, find_gren
from pages.ui import tider

KR = Enhet.KR


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


_HASH: dict[str | type[Any], Callable[[Any], Any]] = {
    kind: lambda nyckel: repr(astuple(nyckel)) for kind in (Nyckel, Avstamningsnyckel, Andringsnyckel)
}


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


def fitted_status(nyckel: Nyckel) -> Anpassningslage:
    """How far the fitted models have come; remembered by content in `finance.prognos.anpassade_cache`."""
    return anpassade_namnd.fitted_status(lage(nyckel))


def anpassade(nyckel: Nyckel) -> Mapping[str, Mapping[str, int]]:
    """Full-year total by each fitted model that is ready, per line (kod -> method -> öre)."""
    return anpassade_namnd.compute_anpassade(lage(nyckel))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=_HASH)
def metodrader(nyckel: Nyckel) -> tuple[Metodrad, ...]:
    """What every method says of one line."""
    found = lage(nyckel)
    return compute_metodrader(found, find_gren(found, nyckel.nod))


def anpassade_rader(nyckel: Nyckel) -> tuple[Metodrad, ...]:
    """What the fitted models that are ready say of one line; the fits themselves are remembered by content."""
    found = lage(nyckel)
    return compute_fitted_rows(found, find_gren(found, nyckel.nod))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=_HASH)
def tillagt(nyckel: Nyckel) -> Tillagt:
    """What people have added to one line."""
    found = lage(nyckel)
    return compute_tillagt(compute_helarsprognos(found), find_gren(found, nyckel.nod))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=_HASH)
def serieprognos(nyckel: Nyckel) -> Prognos:
    """The prognos of one line's own series, with the numbers behind it."""
    found = lage(nyckel)
    return compute_serieprognos(compute_helarsprognos(found), find_gren(found, nyckel.nod))


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=_HASH)
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


def levande(nyckel: Nyckel, text: str, nod: str, sektion: str = "") -> str:
    """A comment with its live figures, in the unit and view shown."""
    return _siffror(nyckel).complete(text, nod, sektion) if FALT.search(text) else text


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=_HASH)
def utkast(nyckel: Nyckel) -> str:
    """A proposed comment on one line, with live figures."""
    found = uppfoljning(replace(nyckel, nod="", enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD))
    return draft_comment(lage(nyckel), found, nyckel.nod, enhet=get_namnd(open_store(nyckel.url), nyckel.namnd).enhet)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def _siffror(nyckel: Nyckel) -> Siffror:
    found = uppfoljning(replace(nyckel, enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD))
    return siffror_of(lage(nyckel), found, nyckel.enhet, nyckel.vy)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def kontroll(nyckel: Nyckel, slag: str) -> Kontroll:
    """The rapportkontroll of the månadsuppföljning or the tertialrapport."""
    found = uppfoljning(replace(nyckel, enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD))
    rapport = tertialrapport(nyckel) if slag == TERTIALRAPPORT else manadsrapport(nyckel)
    return check_rapport(lage(nyckel), found, kommentarer(nyckel), rapport)


def kontrollsvar(nyckel: Nyckel) -> Mapping[str, Kontrollsvar]:
    """The findings of the period that a person has accepted. One cheap read."""
    return read_kontrollsvar(open_store(nyckel.url), nyckel.namnd, nyckel.period, as_of=nyckel.as_of)


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


def _month(nyckel: Nyckel) -> Period | None:
    return Period.from_key(nyckel.period) if nyckel.period else None


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def ej_fordelat(nyckel: Nyckel) -> tuple[OfordeladRad, ...]:
    """What no nod selects, to the period; nothing without a period."""
    month = _month(nyckel)
    return list_ej_fordelat(open_store(nyckel.url), nyckel.namnd, month, as_of=nyckel.as_of) if month else ()


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def struktur(nyckel: Nyckel) -> Strukturversion | None:
    """The struktur that holds in the period; None where the nämnd has none."""
    return find_struktur(open_store(nyckel.url), nyckel.namnd, period=_month(nyckel), as_of=nyckel.as_of)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def strukturer(nyckel: Nyckel) -> tuple[Strukturversion, ...]:
    """The strukturer that hold after each other."""
    return list_strukturer(open_store(nyckel.url), nyckel.namnd, as_of=nyckel.as_of)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def kontoregler(nyckel: Nyckel) -> tuple[Kontoregel, ...]:
    """The nämnd's own rules from konto to kontogrupp."""
    return list_kontoregler(open_store(nyckel.url), nyckel.namnd, as_of=nyckel.as_of)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def omappade(nyckel: Nyckel) -> tuple[OmappatKonto, ...]:
    """Konton that no rule covers in the period."""
    return unmapped_konton(open_store(nyckel.url), nyckel.namnd, period=_month(nyckel), as_of=nyckel.as_of)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def mall(nyckel: Nyckel, slag: str) -> bytes:
    """A template to fill in, as an Excel file; without a period for this month, without a nämnd with no codes to choose."""
    from finance.export.mallar import write_mall

    store, month = open_store(nyckel.url), _month(nyckel) or tider.this_month()
    kod, known = nyckel.namnd, nyckel.version > 0
    namn = get_namnd(store, kod).namn if known else "Ny nämnd"
    names = read_namn(store, kod, Col.VERKSAMHET, as_of=nyckel.as_of) if known else {}
    codes = {one: names.get(one, "") for one in sorted(list_verksamheter(store, kod))} if known else {}
    tree = read_struktur(store, kod, period=month, as_of=nyckel.as_of) if known else None
    return write_mall(
        slag,
        namnd=namn,
        struktur=tree or struktur_from_verksamheter(kod, namn, codes),
        period=month,
        kontogrupper=[grupp.value for grupp in Kontogrupp if grupp is not Kontogrupp.OSPECIFICERAD],
        verksamheter=codes or None,
    )


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=_HASH)
def avstamning(fraga: Avstamningsnyckel) -> Avstamning:
    """Helår against the economy system's totals, with what is likely behind each difference."""
    nyckel = fraga.nyckel
    kalla = read_kalla(
        open_store(nyckel.url),
        nyckel.namnd,
        Period.from_key(nyckel.period),
        slag=fraga.slag,
        bara_manaden=fraga.bara_manaden,
        as_of=nyckel.as_of,
    )
    return compare(kalla, fraga.rader, per=fraga.per, enhet=fraga.enhet, delvis=fraga.delvis)


def sedan_forra(nyckel: Nyckel, ids: tuple[int, ...]) -> SedanForra | None:
    """What some inläsningar changed together; None where the nämnd has none of them."""
    return _sedan_forra(Andringsnyckel(nyckel, ids))


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=_HASH)
def _sedan_forra(fraga: Andringsnyckel) -> SedanForra | None:
    store, namnd = open_store(fraga.nyckel.url), fraga.nyckel.namnd
    times = [info.registrerad for info in list_inlasningar(store, namnd) if info.id in fraga.ids]
    return compare_since(store, namnd, before=min(times) - MOMENT, after=max(times)) if times else None


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def andring(nyckel: Nyckel) -> tuple[Prognosandring, ForraOmgang] | None:
    """What changed since the round before; None where there is none. Raises Skadad."""
    return read_andring(open_store(nyckel.url), lage(nyckel), uppfoljning(nyckel))


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=_HASH)
def sedan_last(nyckel: Nyckel) -> Prognosandring | None:
    """What changed since the period's own round was locked; None while it is open. Raises Skadad."""
    last = read_omgang(open_store(nyckel.url), nyckel.namnd, nyckel.period, as_of=nyckel.as_of)
    return None if last is None else compute_andring(freeze_round(lage(nyckel), uppfoljning(nyckel)), omgang_of(last))


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=_HASH)
def omgangar(nyckel: Nyckel) -> tuple[Last, ...]:
    """Every locked round of the nämnd, newest first."""
    return list_omgangar(open_store(nyckel.url), nyckel.namnd, as_of=nyckel.as_of)


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=_HASH)
def lasta_rapporter(nyckel: Nyckel) -> tuple[Last, ...]:
    """Every locked report of the nämnd, newest first."""
    return list_rapporter(open_store(nyckel.url), nyckel.namnd, as_of=nyckel.as_of)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=_HASH)
def omgangstraff(nyckel: Nyckel) -> tuple[Omgangstraff, ...]:
    """The locked rounds of one line against what the years became, newest first."""
    return compute_omgangstraff(lage(nyckel), omgangar(replace(nyckel, nod="")), nyckel.nod)
