"""Who does this: asked for once, in local mode, and remembered in the database (DESIGN 6.9)."""

import streamlit as st

from finance.errors import InvalidValue
from finance.store import Store, read_installning, save_installning
from pages.ui import state

SETTING = "signatur"


def known_signatur(store: Store) -> str:
    """The name or signature that was given before; "" until then."""
    return state.read_signatur() or read_installning(store, SETTING)


def show_signatur(store: Store, *, key: str) -> str:
    """The name or signature; a field to write it in while it is unknown. "" until it is known."""
    if known := known_signatur(store):
        return known
    vem = st.text_input(
        "Ditt namn eller din signatur", key=f"signatur_{key}", placeholder="Till exempel A. Ek", max_chars=60, width=320
    )
    return (vem or "").strip()


def show_action(store: Store, label: str, *, key: str, icon: str, primary: bool = False) -> tuple[str, bool]:
    """A button and, in the same row while it is unknown, a field for the signature: (signature, pressed)."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        vem = show_signatur(store, key=key)
        return vem, st.button(label, key=key, icon=icon, type="primary" if primary else "secondary")


def require_signatur(vem: str) -> str:
    """The signature. Raises InvalidValue, with what to do, where there is none."""
    if not vem:
        raise InvalidValue("Skriv ditt namn eller din signatur, så syns det vem som gjorde det.")
    return vem


def remember_signatur(store: Store, vem: str) -> None:
    """Ask no more."""
    if vem and vem != read_installning(store, SETTING):
        save_installning(store, SETTING, vem, vem=vem)
    state.save_signatur(vem)


def finish(store: Store, vem: str, message: str) -> None:
    """After something was saved: remember who, say what was done, and draw the page again with what holds now."""
    remember_signatur(store, vem)
    state.push_message(message)
    st.rerun()
