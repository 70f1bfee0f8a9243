"""The reports with their texts and checks, and the files they become."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from finance.belopp import Enhet, Vy
from finance.flerar import Flerar, compute_flerar, compute_month_years
from finance.manader import Arsserie
from finance.motparter import Kop
from finance.rapport.avsnitt_budget import budget_section
from finance.rapport.avsnitt_motpart import read_kop
from finance.rapport.grupprader import list_grupprader
from finance.rapport.kontroll import Kontroll
from finance.rapport.kontroll.kontroll import check_rapport
from finance.rapport.levande import FALT, Siffror, siffror_of
from finance.rapport.levande_val import Valbar, list_valbara
from finance.rapport.manadsuppfoljning import SLAG as MANADSUPPFOLJNING
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.modell import Avsnitt, Rapport
from finance.rapport.siffersparning import Spar, trace
from finance.rapport.tertialrapport import SLAG as TERTIALRAPPORT
from finance.rapport.tertialrapport import tertialrapport as compose_tertialrapport
from finance.rapport.utkast import draft_comment
from finance.resursfordelning import compute_resursfordelning
from finance.resursrader import Resursfordelning
from finance.store import (
    Kommentar,
    Kontrollsvar,
    Last,
    get_namnd,
    list_rapporter,
    read_kommentarer,
    read_kontrollsvar,
)
from pages.ui.cached.bas import HASH, Nyckel, lage, open_store, uppfoljning


def kommentarer(nyckel: Nyckel) -> Mapping[tuple[str, str], Kommentar]:
    """What has been written for the period, by (nod, sektion). One cheap read."""
    return read_kommentarer(open_store(nyckel.url), nyckel.namnd, nyckel.period, as_of=nyckel.as_of)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def manadsrapport(nyckel: Nyckel) -> Rapport:
    """The månadsuppföljning as a report."""
    found = uppfoljning(replace(nyckel, enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD))
    bought = _kop(nyckel, MANADSUPPFOLJNING)
    return manadsuppfoljning(lage(nyckel), found, kommentarer(nyckel), enhet=nyckel.enhet, vy=nyckel.vy, kop=bought)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def tertialrapport(nyckel: Nyckel) -> Rapport:
    """The tertialrapport as a report."""
    found = uppfoljning(replace(nyckel, enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD))
    bought = _kop(nyckel, TERTIALRAPPORT)
    return compose_tertialrapport(lage(nyckel), found, kommentarer(nyckel), enhet=nyckel.enhet, vy=nyckel.vy, kop=bought)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def _kop(nyckel: Nyckel, slag: str) -> Kop | None:
    return read_kop(lage(nyckel), open_store(nyckel.url), slag)


def levande(nyckel: Nyckel, text: str, nod: str, sektion: str = "") -> str:
    """A comment with its live figures, in the unit and view shown."""
    return _siffror(nyckel).complete(text, nod, sektion) if FALT.search(text) else text


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def levande_val(nyckel: Nyckel, sektion: str = "") -> tuple[Valbar, ...]:
    """Every live figure that a text on the key's nod may have, in the unit and view shown."""
    return list_valbara(_siffror(replace(nyckel, nod="")), nyckel.nod, sektion)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def utkast(nyckel: Nyckel, sektion: str = "") -> str:
    """A proposed comment on one line, or on a kontogrupp of it, with live figures."""
    found = uppfoljning(replace(nyckel, nod="", enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD))
    enhet = get_namnd(open_store(nyckel.url), nyckel.namnd).enhet
    return draft_comment(lage(nyckel), found, nyckel.nod, enhet=enhet, sektion=sektion)


def has_kontogrupp(nyckel: Nyckel, sektion: str) -> bool:
    """Whether a section of texts on the key's nod is a kontogrupp that the line has."""
    return (nyckel.nod, sektion) in list_grupprader(lage(nyckel))


def spar(nyckel: Nyckel, text: str, nod: str, sektion: str = "") -> tuple[Spar, ...]:
    """Where the live figures of a comment come from."""
    return trace(_siffror(nyckel), text, nod, sektion) if FALT.search(text) else ()


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=HASH)  # holds the Lage: never copied, never changed
def _siffror(nyckel: Nyckel) -> Siffror:
    found = uppfoljning(replace(nyckel, enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD))
    return siffror_of(lage(nyckel), found, nyckel.enhet, nyckel.vy)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
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


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def flerar(nyckel: Nyckel) -> Flerar:
    """Every line over the years."""
    return compute_flerar(lage(nyckel))


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=HASH)
def manadsar(nyckel: Nyckel) -> tuple[Arsserie, ...]:
    """One line by month, year against year."""
    return compute_month_years(lage(nyckel), nyckel.nod)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def reviderad(nyckel: Nyckel) -> Avsnitt | None:
    """The section Reviderad budget; None without budgetjusteringar."""
    return budget_section(lage(nyckel), enhet=nyckel.enhet, vy=nyckel.vy)


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs=HASH)
def resursfordelning(nyckel: Nyckel) -> Resursfordelning | None:
    """The coupled units; None where none is."""
    return compute_resursfordelning(lage(nyckel), uppfoljning(replace(nyckel, nod="", enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD)))


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs=HASH)
def lasta_rapporter(nyckel: Nyckel) -> tuple[Last, ...]:
    """Every locked report of the nämnd, newest first."""
    return list_rapporter(open_store(nyckel.url), nyckel.namnd, as_of=nyckel.as_of)
