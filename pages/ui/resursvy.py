"""The parts of Resursfördelning: the answer, tilldelat against utfall, årsarbetare, the full year, hours against last year."""

import streamlit as st

from finance.lage import Lage
from finance.rapport.avsnitt_resursfordelning import make_section
from finance.rapport.modell import Diagram, Tabell
from finance.rapport.resursmening import cost_sentence, list_missing, staff_sentence
from finance.rapport.resurstabeller import ID
from finance.resursrader import Resursfordelning
from pages.ui import diagram, tables, theme
from pages.ui.frame import Ram
from pages.ui.resursform import has_hours
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

MATT, LASIN = "pages/uppfoljning/matt.py", "pages/underlag/inlasning.py"


def show_empty(lage: Lage) -> None:
    """What the page is for and what it needs, when no unit is coupled."""
    st.header("Vad borde enheten ha kostat?", anchor=False)
    show_quiet(
        "När en enhets timmar är kopplade visas vad timmarna ger i pengar, vad enheten har kostat, vad en timme kostar, "
        "och hur många årsarbetare timmarna räcker till mot dem som finns."
    )
    ready = has_hours(lage)
    done = "Timmar finns redan: koppla dem nedan." if ready else "Läs in en fil, eller skriv in dem på sidan Mått."
    st.markdown(
        f"1. **Mått med timmar per enhet och månad**: beviljade, gärna också utförda, och antal årsarbetare. {done}\n"
        "2. **Koppla timmarna** till enheten nedan.\n"
        "3. **Skriv ersättningen per timme**, och hur många timmar (eller kronor) en årsarbetare motsvarar."
    )
    with st.container(horizontal=True):
        if st.button(
            "Läs in mått", key="resurs_lasin", type="secondary" if ready else "primary", icon=":material/upload_file:"
        ):
            st.switch_page(LASIN)
        if st.button("Skriv in mått", key="resurs_skriv", icon=":material/numbers:"):
            st.switch_page(MATT)


def show_answer(found: Resursfordelning, ram: Ram) -> None:
    """What the units cost against what their hours give; årsarbetare; then what is missing."""
    below = [staff_sentence(found.summa)] if found.summa else []
    theme.show_answer(
        cost_sentence(found, ram.enhet), *below, f"Tilldelad resurs är timmar × ersättning per timme. {ram.enhet.label}."
    )
    with st.container(gap="xxsmall"):
        for text in list_missing(found):
            st.markdown(f":small[:orange-badge[:material/info: Obs] {escape(text)}]")


def show_figures(found: Resursfordelning, lage: Lage, ram: Ram) -> None:
    """The tables and the chart of the report's section."""
    avsnitt = make_section(found, lage, enhet=ram.enhet, vy=ram.vy)
    if avsnitt is None:
        return
    by_id = {tabell.id: tabell for tabell in avsnitt.tabeller}
    _show_card(by_id[ID], ram)
    money, *hours = avsnitt.diagram
    _show_chart(money, ram)
    _show_card(by_id.get(f"{ID}-arsarbetare"), ram)
    for one in hours:
        _show_chart(one, ram)
    _show_card(by_id.get(f"{ID}-helar"), ram, by_id.get(f"{ID}-sakerhet"))
    _show_card(by_id.get(f"{ID}-budget"), ram)


def _show_card(tabell: Tabell | None, ram: Ram, more: Tabell | None = None) -> None:
    if tabell is None:
        return
    with open_card():
        show_card_title(tabell.titel_i(ram.enhet), "" if tabell.id == ID else tabell.slutsats)
        tables.show_tabell(tabell, ram.enhet, ram.vy)
        if more is not None:
            st.space(12)
            st.markdown(f"**{escape(more.titel_i(ram.enhet))}**")
            tables.show_tabell(more, ram.enhet, ram.vy)
        st.space(8)


def _show_chart(one: Diagram, ram: Ram) -> None:
    with open_card():
        show_card_title(one.slutsats)
        diagram.show_diagram(one, ram.enhet, ram.vy, height=220)
        diagram.show_folded_table(one, ram.enhet, ram.vy)
