"""Lägg prognos: go through the lines in one sitting, see the sum as one types, save everything at once."""

from pages.ui import frame, laggarbete, laggspara, laggval, laggvy, laggvy_nod

ram = frame.current()
arbete = laggarbete.read_arbete(ram)
obstacle = laggvy.find_obstacle(arbete)

if not laggvy.show_no_budget(arbete):
    laggvy.show_answer(arbete, obstacle)
    urval = laggval.show_choices(arbete.rader, ram)
    laggvy.show_grid(arbete, urval, writable=not obstacle)
    if not obstacle:
        laggvy.show_check(arbete)
        laggspara.show_save(arbete, urval)
    laggvy_nod.show_nod(arbete, arbete.rader, writable=not obstacle)
    laggvy_nod.show_matris(arbete)
