"""Tertialrapport: driftredovisning as it is printed, the month charts over three years, comments per kontogrupp."""

from pages.ui import cached, frame, kontrollvy, lasvy, rapportvy

ram = frame.current()
rapport = cached.tertialrapport(ram.shown)

rapportvy.show_head(rapport, rapport.sammanfattning)
rapportvy.show_main_table(ram, rapport)
kontrollvy.show_kontroll(ram, rapport.slag)
rapportvy.show_sections(ram, rapport)
lasvy.show_lock_report(ram, rapport)
