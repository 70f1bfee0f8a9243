"""Who does this: asked for once, in local mode, and remembered in the database (DESIGN 6.9)."""

import streamlit as st

from finance.store import Store, read_installning, save_installning
from pages.ui import state

SETTING = "signatur"


def show_signatur(store: Store, *, key: str) -> str:
    """The name or signature; a field to write it in while it is unknown. "" until it is known."""
    known = state.read_signatur() or read_installning(store, SETTING)
    if known:
        return known
    vem = st.text_input("Ditt namn eller din signatur", key=f"signatur_{key}", placeholder="Till exempel A. Ek", max_chars=60)
    return (vem or "").strip()


def remember_signatur(store: Store, vem: str) -> None:
    """Ask no more."""
    if vem and vem != read_installning(store, SETTING):
        save_installning(store, SETTING, vem, vem=vem)
    state.save_signatur(vem)
