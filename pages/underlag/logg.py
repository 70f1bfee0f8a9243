"""Logg: who did what, when. Nothing here is ever changed."""

from finance.store import read_logg
from pages.ui import cached, frame, logg, theme

ram = frame.find_current()
if ram is None:
    theme.show_answer("Inget har hänt ännu. Loggen börjar med den första inläsningen.")
else:
    store = cached.open_store(cached.database_url())
    theme.show_answer("Allt som har gjorts, nyast först")
    logg.show_logg(read_logg(store, ram.namnd.kod, limit=500))
