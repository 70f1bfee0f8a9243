"""The database: the only place where anything is kept. SQLite or PostgreSQL by URL, through SQLAlchemy Core.

Nothing that a person or a file said is changed in place; `as_of` shows any earlier moment. Inside `with store.read():` several
reads see the same moment.
"""

from finance.store.aktuellt import Handelse as Handelse
from finance.store.aktuellt import Satt as Satt
from finance.store.bedomningar import Bedomningspost as Bedomningspost
from finance.store.bedomningar import read_bedomningar as read_bedomningar
from finance.store.bedomningar import remove_bedomning as remove_bedomning
from finance.store.bedomningar import save_bedomning as save_bedomning
from finance.store.budgetjusteringar import Justeringspost as Justeringspost
from finance.store.budgetjusteringar import read_budgetjusteringar as read_budgetjusteringar
from finance.store.budgetjusteringar import remove_budgetjustering as remove_budgetjustering
from finance.store.budgetjusteringar import save_budgetjustering as save_budgetjustering
from finance.store.budgetjusteringar import spread as spread
from finance.store.halsa import check_health as check_health
from finance.store.inlasningar import Handelserad as Handelserad
from finance.store.inlasningar import InlasningInfo as InlasningInfo
from finance.store.inlasningar import Tillstand as Tillstand
from finance.store.inlasningar import find_current_duplicate as find_current_duplicate
from finance.store.inlasningar import list_inlasningar as list_inlasningar
from finance.store.inlasningar import namnd_of as namnd_of
from finance.store.inlasningar import read_aktuella as read_aktuella
from finance.store.inlasningar import restore_inlasning as restore_inlasning
from finance.store.inlasningar import undo_inlasning as undo_inlasning
from finance.store.installningar import read_installning as read_installning
from finance.store.installningar import save_installning as save_installning
from finance.store.kommentarer import Kommentar as Kommentar
from finance.store.kommentarer import kommentar_history as kommentar_history
from finance.store.kommentarer import read_kommentarer as read_kommentarer
from finance.store.kommentarer import save_kommentar as save_kommentar
from finance.store.logg import Loggrad as Loggrad
from finance.store.logg import read_logg as read_logg
from finance.store.namnder import Namnd as Namnd
from finance.store.namnder import get_namnd as get_namnd
from finance.store.namnder import list_namnder as list_namnder
from finance.store.namnder import save_namnd as save_namnd
from finance.store.ny_inlasning import NyInlasning as NyInlasning
from finance.store.ny_inlasning import commit_inlasning as commit_inlasning
from finance.store.periodstatus import Status as Status
from finance.store.periodstatus import read_periodstatus as read_periodstatus
from finance.store.periodstatus import set_periodstatus as set_periodstatus
from finance.store.saldon import read_inlast_saldo as read_inlast_saldo
from finance.store.saldon import read_saldo as read_saldo
from finance.store.saldon import sum_rows as sum_rows
from finance.store.store import Store as Store
from finance.store.strukturer import read_namn as read_namn
from finance.store.strukturer import read_struktur as read_struktur
from finance.store.transaktioner import read_transaktioner as read_transaktioner
