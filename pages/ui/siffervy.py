"""The live figures of a text: what each is, how it is written in the report, and the line it leads to."""

from collections.abc import Sequence

import streamlit as st

from finance.rapport.siffersparning import Spar
from pages.ui import cached, tables
from pages.ui.frame import Ram
from pages.ui.theme import escape, show_quiet


def show_trace(ram: Ram, text: str, nod: str, sektion: str, *, key: str) -> None:
    """A folded table of the figures, with links to the lines behind them; nothing for a text without live figures."""
    found = cached.spar(ram.shown, text, nod, sektion)
    if not found:
        return
    count = "en siffra" if len(found) == 1 else f"{len(found)} siffror"
    with st.expander(f"Varifrån {count} i texten kommer", key=f"oppna_spar_{key}", icon=":material/search:", type="compact"):
        tables.show_cells(
            "Skrivs",
            [f"{{{one.falt}}}" for one in found],
            ["I rapporten", "Av", "Vad det är"],
            [[one.visat, escape(one.namn), escape(one.vad)] for one in found],
            alt="Siffrorna i texten och vad de är",
            texts=[True] * 3,
        )
        _show_links(found)


def _show_links(found: Sequence[Spar]) -> None:
    lines = {one.nod: one.namn for one in found if one.nod}
    if lines:
        show_quiet("Se vad som ligger bakom:")
        with st.container(horizontal=True):
            for nod, namn in lines.items():
                st.page_link("pages/prognos/helarsprognos.py", label=namn, query_params={"nod": nod})
