"""Mått: choose a group, see it beside last year and its prognos, one mått over time, and write values."""

from finance.matt import list_grupper
from finance.rapport.matt.grupp import group_tables
from pages.ui import cached, frame, mattform, mattvy

ram = frame.current()
lage = cached.lage(ram.nyckel)
grupper = list_grupper(lage)
grupp = None
if grupper:
    answer = mattvy.open_answer()
    grupp = mattvy.choose_group(grupper)
    tabeller = group_tables(lage, grupp)
    with answer:
        mattvy.show_answer(lage, grupp, tabeller)
    mattvy.show_group(lage, grupp, ram, tabeller)
    mattvy.show_one(lage, grupp, ram)
else:
    mattvy.show_empty()
mattform.show_entry(lage, grupp, ram)
