"""One finding of rapportkontroll on screen: what it says, and what a person does with it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from finance.period import Period
from finance.rapport.kontroll import Allvar, Fynd, Kod, Kontroll
from finance.store import Kontrollsvar, accept_fynd, reopen_fynd
from pages.ui import comments, kontrollplats, problems, state, tider
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, show_quiet

MARKE = {
    Allvar.FEL: ":red-badge[:material/error: Fel]",
    Allvar.VARNING: ":orange-badge[:material/warning: Varning]",
    Allvar.UPPLYSNING: ":gray-badge[:material/info: Upplysning]",
}
ORD = {Allvar.FEL: ("fel", "fel"), Allvar.VARNING: ("varning", "varningar"), Allvar.UPPLYSNING: ("upplysning", "upplysningar")}
ANDRA, SKRIV, LAT_STA = "Ändra texten", "Skriv kommentaren", "Låt stå"


def count(antal: int, one: str, many: str) -> str:
    """`1 fel`, `3 varningar`."""
    return f"{antal} {one if antal == 1 else many}"


def title(grave: Sequence[Fynd], found: Kontroll) -> str:
    """The card's title on a report page; that text and tables agree only where some figure was compared."""
    fel = sum(fynd.allvar is Allvar.FEL for fynd in grave)
    if fel:
        return f"Rapportkontroll: {count(fel, 'fel', 'fel')} att rätta"
    if grave:
        return f"Rapportkontroll: inga fel, {count(len(grave), 'varning', 'varningar')}"
    compared = found.siffror > found.okontrollerade
    return f"Rapportkontroll: {'text och tabeller stämmer' if compared else 'inga fel'}"


def unchecked_text(found: Kontroll) -> str:
    """How many figures were checked, and how many could not be."""
    if not found.siffror:
        return "Kommentarerna har inga siffror att jämföra med tabellerna."
    checked = found.siffror - found.okontrollerade
    start = f"{checked} av {count(found.siffror, 'siffra', 'siffror')} i kommentarerna är jämförda med tabellerna."
    if not found.okontrollerade:
        return start
    return f"{start} {'En finns' if found.okontrollerade == 1 else f'{found.okontrollerade} finns'} inte i någon tabell."


def show_text(fynd: Fynd) -> None:
    """What is found, where, the two figures, and what to do."""
    st.markdown(f"{MARKE[fynd.allvar]} **{escape(fynd.plats)}**  \n{escape(fynd.jamforelse)} {escape(fynd.forslag)}")


def show_fynd(ram: Ram, fynd: Fynd, slag: str, *, key: str, links: bool = True) -> None:
    """A finding with what can be done about it: change the text here, go to it, or let it stand with a reason."""
    show_text(fynd)
    about = f"fynd_{key}_{fynd.nyckel}"
    opened = state.read_open(about)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if ram.as_of is None and ram.period is not None:
            for label, icon in _actions(fynd):
                is_open = opened == label
                st.button(
                    "Stäng" if is_open else label,
                    key=f"{about}|{label}",
                    icon=":material/close:" if is_open else icon,
                    type="tertiary",
                    on_click=state.save_open,
                    args=(about, None if is_open else label),
                )
        if links:
            _show_links(ram, fynd, slag)
    if opened == LAT_STA and ram.period is not None:
        _show_form(ram, ram.period, fynd, about)
    elif opened in (ANDRA, SKRIV) and fynd.text_av is not None:
        comments.show_editor(ram, [kontrollplats.plats_of(ram, fynd.text_av)], key=about)


def _actions(fynd: Fynd) -> list[tuple[str, str]]:
    found = [(LAT_STA, ":material/check:")]
    if fynd.text_av is not None:
        found.insert(0, (SKRIV if fynd.kod is Kod.KOMMENTAR_SAKNAS else ANDRA, ":material/edit:"))
    return found if fynd.kod is not Kod.AVRUNDNING else []


def _show_links(ram: Ram, fynd: Fynd, slag: str) -> None:
    if fynd.text_av is not None:
        label = f"Öppna i {kontrollplats.RAPPORTER[slag].lower()}en"
        page = kontrollplats.report_page(slag)
        st.page_link(page, label=label, icon=":material/arrow_forward:", query_params=kontrollplats.link_of(fynd))
    elif fynd.kod in kontrollplats.SIDOR:
        page, label = kontrollplats.SIDOR[fynd.kod]
        query = kontrollplats.page_link_of(ram, fynd)
        st.page_link(page, label=label, icon=":material/arrow_forward:", query_params=query)


def _show_form(ram: Ram, period: Period, fynd: Fynd, about: str) -> None:
    skal = st.text_input("Varför får siffran stå?", key=f"skal_{about}", max_chars=300)
    vem, pressed = show_action(ram.store, "Låt stå med det skälet", key=f"godta_{about}", icon=":material/check:", primary=True)
    if pressed:
        with problems.guard():
            who = require_signatur(vem)
            accept_fynd(ram.store, ram.namnd.kod, period.key, fynd.nyckel, skal=skal or "", vem=who)
            finish(ram.store, who, "Fyndet får stå. Skälet syns under rapportkontrollen.")


def show_accepted(ram: Ram, stand: Sequence[Fynd], accepted: Mapping[str, Kontrollsvar], slag: str) -> None:
    """What a person lets stand, by whom and why, and the way back."""
    with st.expander(f"{len(stand)} fynd som får stå", icon=":material/task_alt:", type="compact"):
        for place, fynd in enumerate(stand):
            svar = accepted[fynd.nyckel]
            show_text(fynd)
            show_quiet(f"Får stå: {escape(svar.skal)} ({escape(svar.vem)}, {tider.show_time(svar.registrerad)})")
            if ram.as_of is None and ram.period is not None:
                key = f"oppna_{slag}_{place}_{fynd.nyckel}"
                vem, pressed = show_action(ram.store, "Ta upp igen", key=key, icon=":material/undo:")
                if pressed:
                    with problems.guard():
                        who = require_signatur(vem)
                        reopen_fynd(ram.store, ram.namnd.kod, ram.period.key, fynd.nyckel, vem=who)
                        finish(ram.store, who, "Fyndet är uppe igen.")
