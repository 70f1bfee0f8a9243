"""Tertialrapport: driftredovisning as it is printed, the month charts over three years, comments per kontogrupp."""

from pages.ui import cached, frame, rapportvy

ram = frame.current()
rapport = cached.tertialrapport(ram.shown)

rapportvy.show_head(rapport, rapport.sammanfattning)
rapportvy.show_main_table(ram, rapport)
rapportvy.show_sections(ram, rapport)
