"""Helårsprognos: how will the year end, how sure is that, what do other methods say, and who has judged otherwise."""

from pages.ui import cached, frame, oversikt, prognosvy

ram = frame.current()
uppfoljning = cached.uppfoljning(ram.nyckel)
manader = cached.manader(ram.of(uppfoljning.total.nod))

prognosvy.show_answer(uppfoljning, ram)
oversikt.show_curve_card(uppfoljning, manader, ram)
prognosvy.show_methods(ram)
prognosvy.show_certainty(uppfoljning, ram)
prognosvy.show_judged(uppfoljning, ram)
