"""Investeringar: what is used of the year's budget, what remains, what will be done, and does the ledger agree?"""

from finance.investering import compute_investeringar
from pages.ui import cached, frame, investeringsvy, planpostvy

ram = frame.current()
found = compute_investeringar(cached.lage(ram.nyckel))

investeringsvy.show_answer(found, ram)
investeringsvy.show_table(found, ram)
planpostvy.show_entry(ram, investeringsvy.INVESTERINGAR)
