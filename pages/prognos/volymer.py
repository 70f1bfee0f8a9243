"""Volymer: is it the volume or the price that makes a line deviate, where does it end, and what is a small change worth?"""

from pages.ui import cached, frame, volymform, volymvy
from pages.ui.oversikt import line_name

ram = frame.current()
lage, volymer = cached.lage(ram.nyckel), cached.volympris(ram.nyckel)
uppfoljning = cached.uppfoljning(ram.nyckel)

if volymer.mal:
    answer = volymvy.open_answer()
    nod, against, spann = volymvy.show_choices(uppfoljning, volymer.mal, ram)
    bro = cached.volymbro(ram.nyckel, nod, against, spann)
    coupled = [mal for mal in volymer.mal if mal.nod == nod]
    with answer:
        volymvy.show_answer(bro, nod, uppfoljning, ram)
    if bro is not None:
        volymvy.show_bridge(bro, line_name(uppfoljning, nod), ram)
    volymvy.show_volumes(coupled, ram)
    volymvy.show_prices(coupled, uppfoljning, ram)
    volymvy.show_small_changes(coupled, nod, uppfoljning, ram)
else:
    volymform.show_empty(lage)
volymform.show_couplings(lage, volymer.hinder, uppfoljning, ram)
