"""Månadsuppföljning: the published table, then a section per nod, worst first, with chart and comment."""

from pages.ui import cached, frame, kontrollvy, lasvy, rapportvalvy, rapportvy

ram = frame.current()
rapport = cached.manadsrapport(ram.shown)

rapportvy.show_head(rapport, rapport.avsnitt[0].tabeller[0].slutsats)
rapportvy.show_main_table(ram, rapport)
kontrollvy.show_kontroll(ram, rapport.slag)
rapportvy.show_sections(ram, rapport)
rapportvalvy.show_val(ram, rapport)
lasvy.show_lock_report(ram, rapport)
