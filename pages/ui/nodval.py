"""Which line a page is about: chosen on the page, in the URL as `nod`, remembered for the session."""

import streamlit as st

from finance.uppfoljning import Rad, Uppfoljning
from pages.ui import state
from pages.ui.frame import Ram
from pages.ui.oversikt import line_name

NOD = "nod"
"""The name in the URL."""


def show_nod_choice(uppfoljning: Uppfoljning, ram: Ram, *, width: int = 380) -> Rad:
    """A field with the lines of the report, the total first; the line that is chosen."""
    total = uppfoljning.total
    names = {total.nod: total.namn}
    names |= {rad.nod: "\u2003" * (rad.niva - 1) + line_name(uppfoljning, rad.nod) for rad in uppfoljning.rader[:-1]}
    key = f"nod|{ram.namnd.kod}"
    nod = state.read_link(NOD, key, tuple(names))
    state.keep_link(NOD, nod, default=total.nod)
    state.save_open(key, nod)
    st.selectbox(
        "Verksamhet",
        list(names),
        format_func=lambda kod: names[kod],
        key=key,
        on_change=state.save_link,
        args=(NOD, key),
        width=width,
    )
    return uppfoljning.rad(nod)


def show_nod_links(rader: list[Rad], uppfoljning: Uppfoljning, *, key: str, label: str = "Öppna") -> None:
    """A button per line that makes it the line of the page."""
    if not rader:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":small[:gray[{label}:]]", width="content")
        for rad in rader:
            st.button(
                line_name(uppfoljning, rad.nod),
                key=f"{key}|{rad.nod}",
                type="tertiary",
                icon=":material/chevron_right:",
                on_click=state.goto_link,
                args=(NOD, rad.nod),
            )
