"""The fitted models: started after an inläsning; on Helårsprognos asked for, under way, or done.

HELAR_ANPASSA_EFTER_INLASNING=nej leaves them until they are asked for.
"""

import os
from threading import Event

import streamlit as st

from finance.prognos.metoder import ANPASSADE
from pages.ui import cached
from pages.ui.cached import Nyckel
from pages.ui.frame import Ram
from pages.ui.theme import show_quiet

SECONDS = 2
"""Between two looks at how far it has come."""
_SERVER = Event()


def allow_background() -> None:
    """A server runs, which is there when the work is done: from now on it may be started without being asked for."""
    _SERVER.set()


def start_after_inlasning(nyckel: Nyckel) -> None:
    """Start the fitted models of the newest month, without waiting. Nothing outside a server, or without utfall."""
    wanted = os.environ.get("HELAR_ANPASSA_EFTER_INLASNING", "").strip().lower() != "nej"
    if _SERVER.is_set() and wanted and nyckel.period:
        cached.start_fitted_soon(nyckel)


def show_status(ram: Ram) -> None:
    """A button before they are computed; how far it has come while they are. Nothing when they stand among the methods."""
    status = cached.fitted_status(ram.nyckel)
    if status.fardig:
        return
    if status.pagar:
        _show_progress(ram)
        return
    names = " och ".join(metod.namn for metod in ANPASSADE)
    if st.button(f"Räkna även {names}", key="rakna_anpassade", type="tertiary", icon=":material/hourglass_empty:"):
        cached.start_fitted(ram.nyckel)
        st.rerun()


@st.fragment(run_every=SECONDS)
def _show_progress(ram: Ram) -> None:
    status = cached.fitted_status(ram.nyckel)
    if not status.pagar:
        st.rerun()
    names = " och ".join(metod.namn for metod in ANPASSADE)
    show_quiet(f"{names} beräknas: {status.klara} av {status.alla} klara. Du kan arbeta vidare under tiden.")
