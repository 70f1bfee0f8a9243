"""The flow between a file and the store: what the file would change, and storing it."""

from finance.mottagning.flode import commit as commit
from finance.mottagning.flode import consider as consider
from finance.mottagning.flode import prepare as prepare
from finance.mottagning.flode import read_in as read_in
from finance.mottagning.kontext import read_kontext as read_kontext
from finance.mottagning.modell import GAMMAL_ORE as GAMMAL_ORE
from finance.mottagning.modell import NY_ORE as NY_ORE
from finance.mottagning.modell import Ersattning as Ersattning
from finance.mottagning.modell import Forslag as Forslag
from finance.mottagning.modell import Forslagsstatus as Forslagsstatus
from finance.mottagning.modell import Overlapp as Overlapp
from finance.mottagning.modell import Summa as Summa
from finance.mottagning.profil import export_profiler as export_profiler
from finance.mottagning.profil import import_profiler as import_profiler
from finance.mottagning.profil import make_profil as make_profil
from finance.mottagning.senare import find_warnings_undone as find_warnings_undone
from finance.mottagning.senare import warn_undone as warn_undone
from finance.mottagning.strukturer import save_struktur as save_struktur
from finance.mottagning.svar import to_json as to_json
