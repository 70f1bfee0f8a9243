"""The fitted models on Helårsprognos: asked for, under way, or done."""

import streamlit as st

from finance.prognos.metoder import ANPASSADE
from pages.ui import cached
from pages.ui.frame import Ram
from pages.ui.theme import show_quiet

SECONDS = 2
"""Between two looks at how far it has come."""


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
