"""Rapportkontroll: what must be mended in a report before it is used, what may stand and why, and what was not checked."""

from pages.ui import frame, kontrollgrans, kontrollsida

ram = frame.current()

answer = kontrollsida.place_answer()
slag = kontrollsida.show_report_choice(ram)
fynd = kontrollsida.show_answer(answer, ram, slag)
kontrollsida.show_findings(ram, slag, fynd)
kontrollsida.show_rest(ram, slag)
kontrollgrans.show_grans(ram)
kontrollsida.show_method()
