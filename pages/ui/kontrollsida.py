"""The page Rapportkontroll: the answer, what to mend with filters, what was not checked, and how it is done."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from finance.rapport.kontroll import Allvar, Fynd, Kod
from finance.uppfoljning import Uppfoljning
from pages.ui import cached, kontrollfynd, state, tables, theme
from pages.ui.frame import Ram
from pages.ui.kontrollfynd import ORD, count
from pages.ui.kontrollplats import RAPPORT, RAPPORTER, plats_of
from pages.ui.theme import escape, open_card, show_quiet

ALLA, NAMNDEN = "alla", ""
MEST = 3
"""More alike varningar and upplysningar than this are folded."""
ALIKA = {
    Kod.TOM_EFFEKT: "åtgärder saknar effekt",
    Kod.FORBRUKNING: "volymer går fortare än prognosen",
    Kod.KOMMENTAR_SAKNAS: "rader saknar kommentar",
    Kod.EJ_OMPROVAD: "bedömningar är inte omprövade",
    Kod.KON_SAKNAS: "grupper av mått saknar kvinnor och män",
    Kod.AVRUNDNING: "tabeller med avrundning: inget att rätta",
    Kod.OFORKLARAT: "ställen där en del inte är förklarad",
    Kod.RESTTAKT: "prognoser som ändrar takten",
}
IKON = {Allvar.VARNING: ":material/warning:", Allvar.UPPLYSNING: ":material/info:"}
METOD = """
- **Fel**: en siffra i en kommentar skiljer sig från tabellen, har fel tecken eller fel enhet (kr, tkr, Mnkr), eller en summa
  stämmer inte. Rätta siffran, eller låt den stå med ett skäl.
- **Varning**: något saknas eller behöver ses över, till exempel en åtgärd utan effekt, en volym som går mycket fortare än förra
  året, eller en kommentar som saknas över nämndens gräns.
- **Upplysning**: bra att veta, till exempel avrundning eller att delarna inte förklarar allt.

En siffra jämförs när meningen säger vad den är: avvikelse, prognos, utfall, budget, föregående år eller ett mått. Jämförelsen
görs med de decimaler som står i texten. En siffra som meningen inte säger vad den är
får vara vilket som helst av radens belopp.
Finns den inte där heller kan den inte kontrolleras. Den räknas då som okontrollerad och är inget fel.
"""


def place_answer() -> DeltaGenerator:
    """Where the answer stands: above the choice that it depends on."""
    return st.container()


def show_report_choice(ram: Ram) -> str:
    """Which report; it stands in the URL."""
    key = f"kontroll_rapport|{ram.namnd.kod}"
    chosen = state.read_link(RAPPORT, key, tuple(RAPPORTER))
    state.save_open(key, chosen)
    st.radio(
        "Rapport",
        list(RAPPORTER),
        format_func=RAPPORTER.__getitem__,
        key=key,
        on_change=state.save_link,
        args=(RAPPORT, key),
        horizontal=True,
        label_visibility="collapsed",
    )
    return chosen


def show_answer(place: DeltaGenerator, ram: Ram, slag: str) -> tuple[Fynd, ...]:
    """How much there is to mend, and how much was compared. Gives what nobody has let stand."""
    whole = cached.kontroll(ram.shown, slag)
    found = whole.without(cached.kontrollsvar(ram.nyckel)).fynd
    with place:
        answer = _answer(found, slag, compared=whole.siffror > whole.okontrollerade)
        theme.show_answer(answer, f"{_others(found)} {kontrollfynd.unchecked_text(whole)}".strip())
    return found


def _answer(found: Sequence[Fynd], slag: str, *, compared: bool) -> str:
    namn = f"{RAPPORTER[slag].lower()}en"
    fel = sum(fynd.allvar is Allvar.FEL for fynd in found)
    if fel:
        return f"{count(fel, 'fel', 'fel')} att rätta i {namn}"
    if any(fynd.allvar is Allvar.VARNING for fynd in found):
        return f"Inga fel i {namn}, men något att se över"
    return f"Text och tabeller stämmer i {namn}" if compared else f"Inga fel i {namn}"


def _others(found: Sequence[Fynd]) -> str:
    parts = [
        count(antal, *ORD[allvar])
        for allvar in (Allvar.VARNING, Allvar.UPPLYSNING)
        if (antal := sum(fynd.allvar is allvar for fynd in found))
    ]
    return f"{' och '.join(parts)}." if parts else ""


def show_findings(ram: Ram, slag: str, found: Sequence[Fynd]) -> None:
    """The filters and the findings, the gravest first; a word where there is nothing."""
    if not found:
        with open_card():
            st.markdown(":material/task_alt: **Inget att rätta.** Rapporten kan användas som den är.")
            show_quiet("Skriver du om en kommentar kontrolleras den igen när du sparar.")
        return
    uppfoljning = cached.uppfoljning(ram.nyckel)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        allvar = _choose_allvar()
        nod = _choose_nod(found, uppfoljning, ram)
    shown = [fynd for fynd in found if allvar in (ALLA, fynd.allvar.value) and nod in (ALLA, _top_of(uppfoljning, fynd.nod))]
    if not shown:
        show_quiet("Inga fynd med det valet. Välj Alla för att se resten.")
        return
    for allvaret in Allvar:
        _show_allvar(ram, slag, allvaret, [fynd for fynd in shown if fynd.allvar is allvaret])


def _choose_allvar() -> str:
    names = {ALLA: "Alla"} | {allvar.value: ORD[allvar][1].capitalize() for allvar in Allvar}
    chosen = st.radio(
        "Visa", list(names), format_func=names.__getitem__, key="kontroll_allvar", horizontal=True, width="content"
    )
    return str(chosen)


def _choose_nod(found: Sequence[Fynd], uppfoljning: Uppfoljning, ram: Ram) -> str:
    about = {_top_of(uppfoljning, fynd.nod) for fynd in found}
    names = {ALLA: "Alla verksamheter"} | ({NAMNDEN: "Hela nämnden"} if NAMNDEN in about else {})
    names |= {rad.nod: rad.namn for rad in uppfoljning.niva(1) if rad.nod in about}
    chosen = st.selectbox(
        "Verksamhet", list(names), format_func=names.__getitem__, key=f"kontroll_nod|{ram.namnd.kod}", width=280
    )
    return str(chosen)


def _top_of(uppfoljning: Uppfoljning, nod: str) -> str:
    """The line of the first level that a line is under; "" for the whole nämnd."""
    by_nod = {rad.nod: rad for rad in uppfoljning.rader}
    while nod in by_nod and by_nod[nod].niva > 1:
        nod = by_nod[nod].foralder or ""
    return nod if nod in by_nod and by_nod[nod].niva == 1 else NAMNDEN


def _show_allvar(ram: Ram, slag: str, allvar: Allvar, found: Sequence[Fynd]) -> None:
    """The findings of one gravity in a card; many alike that are no fel are folded under one line."""
    if not found:
        return
    with open_card():
        st.subheader(count(len(found), *ORD[allvar]).capitalize(), anchor=False)
        by_kod: dict[Kod, list[Fynd]] = {}
        for fynd in found:
            by_kod.setdefault(fynd.kod, []).append(fynd)
        for kod, alike in by_kod.items():
            if len(alike) <= MEST or allvar is Allvar.FEL:
                _show_list(ram, slag, alike)
                continue
            label = f"{len(alike)} {ALIKA.get(kod, 'av samma slag')}"
            with st.expander(label, key=f"oppna_kontroll_{kod}", icon=IKON[allvar], type="compact"):
                _show_list(ram, slag, alike)
        st.space(8)


def _show_list(ram: Ram, slag: str, found: Sequence[Fynd]) -> None:
    for place, fynd in enumerate(found):
        kontrollfynd.show_fynd(ram, fynd, slag, key=f"{slag}_{fynd.kod}_{place}")


def show_rest(ram: Ram, slag: str) -> None:
    """What a person lets stand, and the figures that nothing could be held against."""
    found, accepted = cached.kontroll(ram.shown, slag), cached.kontrollsvar(ram.nyckel)
    stand = [fynd for fynd in found.fynd if fynd.nyckel in accepted]
    if stand:
        kontrollfynd.show_accepted(ram, stand, accepted, slag)
    if not found.ej_kontrollerade:
        return
    label = f"{count(found.okontrollerade, 'siffra', 'siffror')} kunde inte kontrolleras"
    with st.expander(label, key="oppna_okontrollerade", icon=":material/help:", type="compact"):
        show_quiet("De finns inte i någon tabell här. Läs igenom dem själv, eller skriv dem som levande siffror.")
        rows = [
            {
                "Siffra": escape(one.siffra),
                "Mening": escape(one.mening),
                "Text": escape(plats_of(ram, (one.nod, one.sektion)).namn),
            }
            for one in found.ej_kontrollerade
        ]
        tables.show_rows(rows, alt="Siffror som inte kunde kontrolleras")


def show_method() -> None:
    """How it is checked, short."""
    with st.expander("Så kontrollerar vi", key="oppna_kontrollmetod", icon=":material/rule:", type="compact"):
        st.markdown(METOD)
