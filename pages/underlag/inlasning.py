"""Inläsning: drop files, see how they were read, correct, compare with what they replace, then read in. And undo."""

import streamlit as st

from pages.ui import cached, granskning, inlasningar, mallar, mottag, profilvy, sedanvy, state, theme

store = cached.open_store(cached.database_url())
waiting = state.read_uppladdade()

if not waiting:
    mottag.show_start()
left, right = st.columns([1, 1.35], gap="small")
with left:
    mal = mottag.show_target(store)
with right:
    mottag.show_drop()
    if mal is not None:
        mallar.show_popover(mal.nyckel)

if waiting and mal is None:
    theme.show_quiet("Skriv en kort kod för den nya nämnden, så läses filerna.")
elif waiting and mal is not None:
    granskning.show_review(mal, [(fil, mottag.propose(mal, fil)) for fil in waiting])
elif mal is not None:
    sedanvy.show_since(mal)
if mal is not None and not mal.ny:
    inlasningar.show_inlasningar(store, mal.namnd.kod)
    profilvy.show_profiler(store, mal.namnd.kod)
