"""Flerårsöversikt: is this year like the years before, and which verksamheter miss their budget year after year?"""

from pages.ui import cached, flerarsvy, frame, nodval

ram = frame.current()
found = cached.flerar(ram.nyckel)
uppfoljning = cached.uppfoljning(ram.nyckel)

answer = flerarsvy.place_answer()
rad = nodval.show_nod_choice(uppfoljning, ram)
flerarsvy.show_answer(answer, found, rad, ram)
flerarsvy.show_years(found, rad, ram)
flerarsvy.show_repeated(found, ram)
flerarsvy.show_months(rad, ram)
flerarsvy.show_budget(ram)
