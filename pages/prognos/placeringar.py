"""Placeringar: what do they cost a day and the rest of the year, what does one more cost, and does the ledger agree?"""

from pages.ui import cached, frame, placeringslistvy, placeringsvy

ram = frame.current()
lista = cached.placeringslista(ram.nyckel)

if lista.placeringar:
    part = placeringsvy.show_answer(lista, ram)
    placeringsvy.show_year(part, ram)
    placeringsvy.show_types(part, ram)
    placeringslistvy.show_one_more(lista, ram)
    placeringsvy.show_comparison(part, ram)
    placeringslistvy.show_list(part, ram)
else:
    placeringsvy.show_empty(ram)
    placeringslistvy.show_one_more(lista, ram)
placeringslistvy.show_history(ram)
