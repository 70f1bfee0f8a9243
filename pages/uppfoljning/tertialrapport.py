"""Tertialrapport: driftredovisning as it is printed, then every part of the report in the nämnd's own order."""

from pages.ui import cached, frame, kontrollvy, lasvy, rapportdelarvy, rapportvalvy, rapportvy
from pages.ui.theme import show_quiet_lines

ram = frame.current()
rapport = cached.tertialrapport(ram.shown)

rapportvy.show_head(rapport, rapport.sammanfattning)
rapportvy.show_main_table(ram, rapport)
kontrollvy.show_kontroll(ram, rapport.slag)
rapportdelarvy.show_delar(ram, rapport)
show_quiet_lines(rapport.kallor[1:])
rapportvalvy.show_val(ram, rapport)
lasvy.show_lock_report(ram, rapport)
