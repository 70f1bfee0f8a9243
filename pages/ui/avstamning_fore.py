"""Avstämning of a file that waits: the system's totals beside what Helår would hold with the file, before it is read in."""

import streamlit as st

from finance.avstamning.jamfor import compare
from finance.avstamning.kalla import read_kalla
from finance.kolumner import Col, Slag
from finance.mottagning import Forslag, Forslagsstatus
from finance.period import Period
from pages.ui import avstamningsvy, problems, systemsummor
from pages.ui.mottag import Mal
from pages.ui.state import Uppladdad
from pages.ui.theme import show_quiet

LABEL = "Stäm av mot ekonomisystemet innan du läser in"


def show_before(mal: Mal, fil: Uppladdad, forslag: Forslag) -> None:
    """An expander for a file with utfall or budget; nothing for another file or one that cannot be read in."""
    period = last_month(forslag)
    if period is None or forslag.status is Forslagsstatus.AVVISAD:
        return
    with st.expander(LABEL, icon=":material/fact_check:", key=f"avst_fore_{fil.nyckel}"):
        summor = systemsummor.show_plain_fields(f"{fil.nyckel}|{period}", period)
        if summor is None:
            show_quiet("Skriv systemets summa, så jämförs den med vad Helår har när filen är inläst. Inget sparas.")
            return
        with problems.guard():
            kalla = read_kalla(
                mal.store, mal.namnd.kod, period, slag=summor.slag, bara_manaden=summor.bara_manaden, forslag=forslag
            )
            found = compare(kalla, summor.rader, per=summor.per, enhet=summor.enhet, delvis=summor.delvis)
            st.space(8)
            with st.container(gap=None):
                avstamningsvy.show_ahead(found, key=fil.nyckel)


def last_month(forslag: Forslag) -> Period | None:
    """The last calendar month of the file's utfall, else of its budget; bokslut is December."""
    for slag in (Slag.UTFALL, Slag.BUDGET):
        months = forslag.rader.loc[forslag.rader[Col.SLAG] == slag, Col.PERIOD]
        if len(months):
            last = int(months.max())
            return Period(last // 100, min(last % 100, 12))
    return None
