"""Rapportkontroll on the page of a report: how many findings there are, the worst of them, and the way to all."""

from collections.abc import Sequence

import streamlit as st

from finance.rapport.kontroll import Allvar, Fynd
from pages.ui import cached, comments, kontrollfynd, kontrollplats, state
from pages.ui.frame import Ram
from pages.ui.theme import open_card, show_card_title

PAGE = "pages/uppfoljning/rapportkontroll.py"
MEST = 3
"""Findings that are shown here; the rest on the page Rapportkontroll."""


def show_kontroll(ram: Ram, slag: str) -> None:
    """The count as a title, the worst findings, a link to all; and the text that a link from there leads to."""
    whole, accepted = cached.kontroll(ram.shown, slag), cached.kontrollsvar(ram.nyckel)
    found = whole.without(accepted)
    grave = [fynd for fynd in found.fynd if fynd.allvar is not Allvar.UPPLYSNING]
    with open_card():
        show_card_title(kontrollfynd.title(grave, whole), kontrollfynd.unchecked_text(whole))
        shown = [fynd for fynd in grave if fynd.allvar is Allvar.FEL][:MEST]
        for place, fynd in enumerate(shown):
            kontrollfynd.show_fynd(ram, fynd, slag, key=f"kort_{slag}_{place}", links=False)
        if stand := [fynd for fynd in whole.fynd if fynd.nyckel in accepted]:
            kontrollfynd.show_accepted(ram, stand, accepted, slag)
        st.page_link(PAGE, label=_label(found.fynd, shown), icon=":material/rule:", query_params={kontrollplats.RAPPORT: slag})
        _show_linked(ram)
        st.space(8)


def _label(found: Sequence[Fynd], shown: Sequence[Fynd]) -> str:
    if not found:
        return "Så kontrolleras rapporten"
    return (
        "Rätta eller låt stå" if len(shown) == len(found) else f"Se alla {len(found)} fynd" if len(found) > 1 else "Se fyndet"
    )


def _show_linked(ram: Ram) -> None:
    """The editor of the text that the URL names."""
    if ram.as_of is not None:
        return
    plats = kontrollplats.read_plats(ram)
    if plats is None:
        return
    st.button(
        "Stäng kommentaren", key="stang_lankad", icon=":material/close:", on_click=state.drop_link, args=(kontrollplats.TEXT,)
    )
    comments.show_editor(ram, [plats], key="lankad")
