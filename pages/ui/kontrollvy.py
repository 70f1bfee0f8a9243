"""Rapportkontroll on the page of a report: what must be mended, what to look at, and what a person lets stand and why."""

from collections.abc import Mapping, Sequence

import streamlit as st

from finance.period import Period
from finance.rapport.kontroll import Allvar, Fynd, Kod
from finance.store import Kontrollsvar, accept_fynd, reopen_fynd
from pages.ui import cached, problems, state, tider
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

MARKE = {
    Allvar.FEL: ":red-badge[:material/error: Fel]",
    Allvar.VARNING: ":orange-badge[:material/warning: Varning]",
    Allvar.UPPLYSNING: ":gray-badge[:material/info: Upplysning]",
}

MEST = 3
"""More alike varningar than this are folded."""
ALIKA = {
    Kod.TOM_EFFEKT: "åtgärder saknar effekt",
    Kod.FORBRUKNING: "volymer går fortare än prognosen",
    Kod.KOMMENTAR_SAKNAS: "rader saknar kommentar",
    Kod.EJ_OMPROVAD: "bedömningar är inte omprövade",
}


def show_kontroll(ram: Ram, slag: str) -> None:
    """The findings of a report; fel and varningar open, the rest folded."""
    found, accepted = cached.kontroll(ram.shown, slag), cached.kontrollsvar(ram.nyckel)
    still = found.without(accepted).fynd
    grave = [fynd for fynd in still if fynd.allvar is not Allvar.UPPLYSNING]
    told = [fynd for fynd in still if fynd.allvar is Allvar.UPPLYSNING]
    stand = [fynd for fynd in found.fynd if fynd.nyckel in accepted]
    with open_card():
        show_card_title(_title(grave), _below(found.okontrollerade))
        _show_grave(ram, grave, slag)
        if told:
            with st.expander(_count(len(told), "upplysning", "upplysningar"), icon=":material/info:", type="compact"):
                for fynd in told:
                    _show_text(fynd)
        if stand:
            _show_accepted(ram, stand, accepted, slag)
        st.space(8)


def _show_grave(ram: Ram, grave: Sequence[Fynd], slag: str) -> None:
    """Each open, but many alike varningar folded under one line."""
    by_kod: dict[Kod, list[Fynd]] = {}
    for fynd in grave:
        by_kod.setdefault(fynd.kod, []).append(fynd)
    for kod, alike in by_kod.items():
        if len(alike) <= MEST or alike[0].allvar is Allvar.FEL:
            for place, fynd in enumerate(alike):
                _show_fynd(ram, fynd, key=f"{slag}_{kod}_{place}")
            continue
        with st.expander(
            f"{len(alike)} {ALIKA.get(kod, 'varningar av samma slag')}", icon=":material/warning:", type="compact"
        ):
            for place, fynd in enumerate(alike):
                _show_fynd(ram, fynd, key=f"{slag}_{kod}_{place}")


def _title(grave: Sequence[Fynd]) -> str:
    fel = sum(fynd.allvar is Allvar.FEL for fynd in grave)
    if fel:
        return f"Rapportkontroll: {_count(fel, 'fel', 'fel')} att rätta"
    if grave:
        return f"Rapportkontroll: inga fel, {_count(len(grave), 'varning', 'varningar')}"
    return "Rapportkontroll: text och tabeller stämmer"


def _below(unchecked: int) -> str:
    start = "Varje siffra i kommentarerna jämförs med tabellerna."
    if not unchecked:
        return start
    figures = "En siffra" if unchecked == 1 else f"{unchecked} siffror"
    return f"{start} {figures} finns inte i någon tabell och kan inte kontrolleras."


def _count(antal: int, one: str, many: str) -> str:
    return f"{antal} {one if antal == 1 else many}"


def _show_text(fynd: Fynd) -> None:
    st.markdown(
        f"{MARKE[fynd.allvar]} **{escape(fynd.stalle)}**  \n"
        f"I texten: {escape(fynd.i_text)}. I tabellen: {escape(fynd.i_tabell)}. {escape(fynd.forslag)}"
    )


def _show_fynd(ram: Ram, fynd: Fynd, *, key: str) -> None:
    _show_text(fynd)
    if ram.as_of is not None or ram.period is None:
        return
    open_key = f"lat_sta_{key}_{fynd.nyckel}"
    opened = bool(state.read_open(open_key))
    st.button(
        "Stäng" if opened else "Låt stå",
        key=f"knapp_{open_key}",
        icon=":material/close:" if opened else ":material/check:",
        type="tertiary",
        help="När siffran är rätt ändå: skriv varför, så syns skälet här.",
        on_click=state.save_open,
        args=(open_key, not opened),
    )
    if opened:
        _show_form(ram, ram.period, fynd, key)


def _show_form(ram: Ram, period: Period, fynd: Fynd, key: str) -> None:
    skal = st.text_input("Varför får siffran stå?", key=f"skal_{key}_{fynd.nyckel}", max_chars=300)
    vem, pressed = show_action(
        ram.store, "Låt stå med det skälet", key=f"godta_{key}_{fynd.nyckel}", icon=":material/check:", primary=True
    )
    if pressed:
        with problems.guard():
            who = require_signatur(vem)
            accept_fynd(ram.store, ram.namnd.kod, period.key, fynd.nyckel, skal=skal or "", vem=who)
            finish(ram.store, who, "Fyndet får stå. Skälet syns under rapportkontrollen.")


def _show_accepted(ram: Ram, stand: Sequence[Fynd], accepted: Mapping[str, Kontrollsvar], slag: str) -> None:
    title = _count(len(stand), "fynd som får stå", "fynd som får stå")
    with st.expander(title, icon=":material/task_alt:", type="compact"):
        for place, fynd in enumerate(stand):
            svar = accepted[fynd.nyckel]
            _show_text(fynd)
            show_quiet(f"Får stå: {escape(svar.skal)} ({escape(svar.vem)}, {tider.show_time(svar.registrerad)})")
            if ram.as_of is None and ram.period is not None:
                pressed = st.button(
                    "Ta upp igen", key=f"oppna_{slag}_{place}_{fynd.nyckel}", icon=":material/undo:", type="tertiary"
                )
                if pressed:
                    with problems.guard():
                        reopen_fynd(ram.store, ram.namnd.kod, ram.period.key, fynd.nyckel, vem=svar.vem)
                        finish(ram.store, svar.vem, "Fyndet är uppe igen.")
