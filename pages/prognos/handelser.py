"""Kända händelser: what is known and not booked yet, what is it worth, and on which prices does it rest?"""

from pages.ui import cached, frame, handelseform, handelsevy, prisvy

ram = frame.current()
prognos = cached.helarsprognos(ram.nyckel)
locked = ram.as_of is not None

handelsevy.show_answer(prognos, ram)
handelsevy.show_handelser(prognos, ram)
if locked:
    handelsevy.show_locked()
else:
    handelseform.show_form(prognos, ram)
prisvy.show_priser(prognos, ram, locked=locked)
handelsevy.show_atgarder(prognos, ram)
