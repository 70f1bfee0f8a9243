"""Köp per motpart: from whom do we buy, what does it cost against last year, and which transactions are behind?"""

from pages.ui import cached, frame, kopvy, nodval

ram = frame.current()

answer = kopvy.place_answer()
rad = nodval.show_nod_choice(cached.uppfoljning(ram.nyckel), ram)
kop = cached.kop(ram.of(rad.nod))
kopvy.show_answer(answer, kop, ram)
kopvy.show_table(kop, ram)
kopvy.show_drill(kop, ram)
kopvy.show_kinds(ram)
