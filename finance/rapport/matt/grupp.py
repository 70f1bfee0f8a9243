"""A group of mått on its own: its tables, as the report has them, and what is said of it."""

from collections.abc import Sequence

from finance.lage import Lage
from finance.matt import Mattdel, Mattgrupp
from finance.rapport.matt.avsnitt_personal import summary as personal_summary
from finance.rapport.matt.avsnitt_statistik import check_group
from finance.rapport.matt.avsnitt_volymer import foljder_of, summary
from finance.rapport.matt.celler import sign_notes
from finance.rapport.matt.tabeller import group_tables
from finance.rapport.modell import Tabell

__all__ = ["group_answer", "group_notes", "group_tables"]


def group_answer(lage: Lage, grupp: Mattgrupp, tabeller: Sequence[Tabell]) -> str:
    """The group in a sentence."""
    if grupp.del_ in (Mattdel.VOLYMER, Mattdel.INGEN):
        rows = foljder_of(grupp.matt, lage.period, lage.rapportval.matt.dolj_under)
        if rows:
            return summary(rows)
    if grupp.del_ is Mattdel.PERSONAL and (told := personal_summary([grupp], lage.period)):
        return told
    if said := next((tabell.slutsats for tabell in tabeller if tabell.slutsats), ""):
        return said
    if tabeller:
        count = len(grupp.matt)
        return f"{grupp.visat_namn}: {'ett' if count == 1 else count} mått."
    return f"{grupp.visat_namn} har inga värden för {lage.period.ar} eller {lage.period.ar - 1}."


def group_notes(lage: Lage, grupp: Mattgrupp, tabeller: Sequence[Tabell]) -> tuple[str, ...]:
    """What the signs mean, and what does not agree."""
    return (*check_group(grupp, lage.period, lage.rapportval.matt.dolj_under), *sign_notes(tabeller))
