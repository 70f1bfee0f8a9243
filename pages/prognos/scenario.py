"""Scenario: what does the year become if the volume, the price, the staffing, an åtgärd or a placering is another?"""

import streamlit as st

from finance.scenarier import compute_scenario
from pages.ui import cached, frame, scenariospakar, scenariosparade, scenariovy
from pages.ui.scenarioutkast import read_utkast

ram = frame.current()
prognos, uppfoljning = cached.helarsprognos(ram.nyckel), cached.uppfoljning(ram.nyckel)

if prognos.last_closed >= 12:
    scenariovy.show_closed(ram)
else:
    answer = st.container()
    scenarier = cached.scenarier(ram.nyckel)
    choice = scenariosparade.show_choice(scenarier, ram)
    left, right = st.columns([1, 2], gap="small")
    with left:
        spakar = scenariospakar.show_levers(prognos, uppfoljning, ram)
    utfall = compute_scenario(prognos, uppfoljning, spakar)
    with choice:
        scenariosparade.show_changed(ram)
    with answer:
        scenariovy.show_answer(utfall, read_utkast(ram).shown_name, ram)
    with right:
        scenariovy.show_figures(utfall, ram)
        if spakar:
            scenariovy.show_bridge(utfall, ram)
            scenariosparade.show_save(spakar, ram)
            scenariosparade.show_make_bedomning(utfall, ram)
        else:
            scenariovy.show_small_changes(prognos, uppfoljning, ram)
    if spakar:
        scenariovy.show_lines(utfall, ram)
        scenariovy.show_small_changes(prognos, uppfoljning, ram)
    scenariosparade.show_compare(scenarier, utfall, ram)
    scenariosparade.show_history(cached.scenariohistorik(ram.nyckel), ram)
