"""Helårsprognos: how will the year end, how sure is that, what do other methods say, and who has judged otherwise."""

import streamlit as st

from pages.ui import andratvy, bidragvy, cached, drill, frame, markvy, metodvy, nodval, omgangvy, prognosvy, taktvy

ram = frame.current()
uppfoljning = cached.uppfoljning(ram.nyckel)
answer = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    rad = nodval.show_nod_choice(uppfoljning, ram)
    bidragvy.show_lagg_link()
manader = cached.manader(ram.of(rad.nod))

with answer:
    prognosvy.show_answer(rad, uppfoljning, ram)
prognosvy.show_end(rad, uppfoljning, manader, ram)
prognosvy.show_parts(rad, uppfoljning, ram)
bidragvy.show_added(rad, uppfoljning, ram)
andratvy.show_change(ram, rad.nod)
metodvy.show_methods(rad, ram)
taktvy.show_takt(manader, ram)
markvy.show_marks(ram, uppfoljning)
drill.show_drill(ram, rad.nod, rad.namn)
omgangvy.show_lock(ram)
