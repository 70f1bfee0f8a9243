"""Sheets that are not ledgers (struktur, bedömning, budgetjustering): told from ledgers by their columns, or chosen."""

from finance.inlasning.modell import Form
from finance.inlasning.sarskilda.bedomning import read_bedomning
from finance.inlasning.sarskilda.justering import is_justering, read_justering
from finance.inlasning.sarskilda.struktur import read_struktur
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import Bladresultat, Bladsak
from finance.kolumner import Slag

_LASARE = {Form.STRUKTUR: read_struktur, Form.BEDOMNING: read_bedomning, Form.BUDGETJUSTERING: read_justering}
_FORM_OF = {Slag.STRUKTUR: Form.STRUKTUR, Slag.BEDOMNING: Form.BEDOMNING, Slag.BUDGETJUSTERING: Form.BUDGETJUSTERING}


def find_sarskild_form(sak: Bladsak) -> Form | None:
    """Which of the three a sheet is; None for a ledger."""
    if chosen := sak.bladval.slag or sak.val.slag:
        return _FORM_OF.get(chosen)
    has = {x.roll for x in sak.roller}
    if r.OVERORDNAD in has and has & {r.KOD, r.NAMNKOLUMN}:
        return Form.STRUKTUR
    if is_justering(sak):
        return Form.BUDGETJUSTERING
    if has & {r.PROGNOSAVVIKELSE, r.PROGNOS} and r.BELOPP not in has:
        return Form.BEDOMNING
    return None


def read_sarskild(sak: Bladsak, form: Form) -> Bladresultat:
    """Read a sheet of one of the three forms."""
    return _LASARE[form](sak)
