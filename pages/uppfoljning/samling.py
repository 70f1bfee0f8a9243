"""Samling: how do the nämnder go together, which one weighs the most, and how sure is the sum?"""

from pages.ui import frame, samlingsvy

ram = frame.current()
found = samlingsvy.read_samling(ram)

samlingsvy.show_answer(found, ram)
samlingsvy.show_table(found, ram)
samlingsvy.show_certainty(found, ram)
samlingsvy.show_choice(ram)
