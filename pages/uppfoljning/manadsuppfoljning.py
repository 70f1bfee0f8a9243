"""Månadsuppföljning: the published table, then a section per nod, worst first, with chart and comment."""

from pages.ui import cached, frame, rapportvy

ram = frame.current()
rapport = cached.manadsrapport(ram.shown)

rapportvy.show_head(rapport, rapport.avsnitt[0].tabeller[0].slutsats)
rapportvy.show_main_table(ram, rapport)
rapportvy.show_sections(ram, rapport)
