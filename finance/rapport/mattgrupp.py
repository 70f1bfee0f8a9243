"""A group of mått as one table, in the form of the part of the report that it stands in."""

from finance.lage import Lage
from finance.matt import Mattdel, Mattgrupp
from finance.rapport.avsnitt_personal import personal_table
from finance.rapport.avsnitt_statistik import check_average, statistik_table
from finance.rapport.avsnitt_volymer import foljder_of, summary, volym_table
from finance.rapport.mattceller import sign_notes
from finance.rapport.modell import Tabell


def group_table(lage: Lage, grupp: Mattgrupp) -> Tabell:
    """The table; without rows where no value is of this year or last."""
    below = lage.rapportval.matt.dolj_under
    if grupp.del_ is Mattdel.PERSONAL:
        return personal_table(1, grupp, lage.period, below)
    if grupp.del_ is Mattdel.STATISTIK:
        return statistik_table(1, grupp, lage.period, below)
    return volym_table("matt", grupp.visat_namn, foljder_of(grupp.matt, lage.period, below), lage.period)


def group_answer(lage: Lage, grupp: Mattgrupp) -> str:
    """The group in a sentence."""
    if grupp.del_ in (Mattdel.PERSONAL, Mattdel.STATISTIK):
        count = len(grupp.matt)
        return f"{grupp.visat_namn}: {'ett' if count == 1 else count} mått."
    rows = foljder_of(grupp.matt, lage.period, lage.rapportval.matt.dolj_under)
    return summary(rows) if rows else f"{grupp.visat_namn} har inga värden för {lage.period.ar} eller {lage.period.ar - 1}."


def group_notes(lage: Lage, grupp: Mattgrupp, tabell: Tabell) -> tuple[str, ...]:
    """What the signs mean, and what does not agree."""
    return (*check_average(grupp, lage.period), *sign_notes([tabell]))
