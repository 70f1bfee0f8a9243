"""Åtgärder: what is done about the deviations, what it is worth, and what the prognos is before and after."""

from finance.atgarder import compute_atgardsplan
from pages.ui import atgardsform, atgardsvy, cached, frame, planpostvy

ram = frame.current()
plan = compute_atgardsplan(cached.helarsprognos(ram.nyckel), cached.uppfoljning(ram.nyckel))

atgardsvy.show_answer(plan, ram)
if plan.rader:
    atgardsvy.show_figures(plan, ram)
atgardsvy.show_list(plan, ram)
atgardsvy.show_earlier(planpostvy.posts(ram, atgardsform.ATGARDER), cached.lage(ram.nyckel).period.ar)
planpostvy.show_entry(ram, atgardsform.ATGARDER)
