"""Uppdrag och bidrag: what is done and what is late; what is used, and what may have to be paid back."""

import streamlit as st

from finance.statsbidrag import bidrag_of, statsbidrag_sentence
from finance.uppdrag import compute_uppdrag, uppdrag_sentence
from pages.ui import cached, frame, planpostvy, statsbidragsvy, theme, uppdragsvy

ram = frame.current()
lage = cached.lage(ram.nyckel)
lista = compute_uppdrag(lage.uppdrag, ram.as_of.date() if ram.as_of else ram.store.today())
bidrag = bidrag_of(lage.statsbidrag, lage.period.ar)

theme.show_answer(uppdrag_sentence(lista), statsbidrag_sentence(bidrag, ram.enhet))
uppdragsvy.show_list(lista, ram)
planpostvy.show_entry(ram, uppdragsvy.UPPDRAG)
st.space("small")
statsbidragsvy.show_list(bidrag, ram, other_years=len(lage.statsbidrag) - len(bidrag))
planpostvy.show_entry(ram, statsbidragsvy.STATSBIDRAG)
statsbidragsvy.show_make_event(planpostvy.posts(ram, statsbidragsvy.STATSBIDRAG), ram)
