"""Resursfördelning: what do the hours of each unit give, what did it cost, and how many årsarbetare do they pay for?"""

from pages.ui import cached, frame, resursform, resursvy

ram = frame.current()
lage, uppfoljning = cached.lage(ram.nyckel), cached.uppfoljning(ram.nyckel)
found = cached.resursfordelning(ram.nyckel)

if found is None:
    resursvy.show_empty(lage)
else:
    resursvy.show_answer(found, ram)
    resursvy.show_figures(found, lage, ram)
resursform.show_settings(lage, uppfoljning, ram)
