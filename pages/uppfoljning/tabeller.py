"""Egna tabeller: what the report shows beside the ledger, pasted from Excel, with its sums checked."""

from pages.ui import frame, fritabellvy

ram = frame.current()
tabeller = fritabellvy.read_tabeller(ram)

fritabellvy.show_answer(tabeller, ram)
for tabell in tabeller:
    fritabellvy.show_one(tabell, ram)
fritabellvy.show_new(ram)
fritabellvy.show_removed(ram)
