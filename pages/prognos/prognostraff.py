"""Prognosträff: how near the year has the prognos come before, which method was nearest, and where is it hard to tell?"""

import streamlit as st

from pages.ui import cached, frame, omgangstraffvy, raknavy, sannolikhetsvy, traff

ram = frame.current()
answer = st.container()
nod, manad = traff.show_choices(ram)
record = cached.traffsakerhet(ram.nyckel, manad)
rad = record.rad(nod)

with answer:
    traff.show_answer(record, rad, ram)
traff.show_methods(rad, record, ram)
traff.show_years(rad, record, ram)
omgangstraffvy.show_rounds(nod, ram)
traff.show_lines(record, ram)
sannolikhetsvy.show_probability(cached.sannolikhetsprov(ram.nyckel, manad))
raknavy.show_link("Träffsäkerhet", label="Så räknar vi: träffsäkerhet")
