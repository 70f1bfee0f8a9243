"""Saving what is typed on Lägg prognos, all at once; confirming the rest; undoing the last save."""

from collections.abc import Sequence

import streamlit as st

from finance.errors import HelarError
from finance.laggning import Laggrad, Utkast
from finance.store import last_sparning, save_bedomningar, undo_sparning
from pages.ui import problems, signatur, state, tider, utkast
from pages.ui.laggarbete import Arbete, place_name
from pages.ui.laggval import Urval
from pages.ui.theme import escape

SIGNATUR = "lagg"


def signatur_now(arbete: Arbete) -> str:
    """Who does this: known, or just written in the field by Spara. Raises InvalidValue where there is none."""
    written = state.read_open(f"signatur_{SIGNATUR}")
    return signatur.require_signatur(signatur.known_signatur(arbete.ram.store) or str(written or "").strip())


def show_save(arbete: Arbete, urval: Urval) -> None:
    """Save everything at once, confirm the rest, or throw away what is typed."""
    ram, count = arbete.ram, len(arbete.new)
    unconfirmed = [rad for rad in urval.rader if _can_confirm(rad, arbete)]
    label = f"Spara {count} bedömningar" if count > 1 else "Spara bedömningen" if count else "Spara"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        signatur.show_signatur(ram.store, key=SIGNATUR)
        idle = not (count or arbete.read[1])
        pressed = st.button(label, key="lagg_spara", icon=":material/save:", type="primary", disabled=idle)
        if unconfirmed:
            st.button(
                f"Bekräfta de {len(unconfirmed)} äldre som står kvar"
                if len(unconfirmed) > 1
                else "Bekräfta den äldre som står kvar",
                key="lagg_bekrafta",
                icon=":material/done_all:",
                on_click=_confirm,
                args=(arbete, unconfirmed),
                help="Bedömningarna som gäller står kvar även den här månaden. De sparas när du väljer Spara.",
            )
        if any(not one.is_empty for one in arbete.drafts.values()):
            st.button("Kasta det jag skrivit", key="lagg_kasta", type="tertiary", on_click=utkast.save_drafts, args=(ram, {}))
    if pressed:
        with problems.guard():
            _save(arbete)
    _show_undo(arbete)


def _can_confirm(rad: Laggrad, arbete: Arbete) -> bool:
    older = [b for b in rad.gallande if b.gjord != arbete.period]
    return bool(older) and all(plats[0] != rad.nod or one.is_empty for plats, one in arbete.drafts.items())


def _confirm(arbete: Arbete, rader: Sequence[Laggrad]) -> None:
    drafts = utkast.read_drafts(arbete.ram)
    utkast.save_drafts(arbete.ram, {**drafts, **{(rad.nod, ""): Utkast(rad.nod, bekrafta=True) for rad in rader}})


def _save(arbete: Arbete) -> None:
    faults = arbete.read[1]
    if faults:
        names = ", ".join(place_name(arbete, plats) for plats in faults)
        raise HelarError(f"Inget är sparat: rätta det som är markerat först ({names}).")
    ram, vem = arbete.ram, signatur_now(arbete)
    ids = save_bedomningar(ram.store, ram.namnd.kod, arbete.new, vem=vem)
    utkast.save_drafts(ram, {})
    count = f"{len(ids)} bedömningar är sparade" if len(ids) > 1 else "Bedömningen är sparad"
    signatur.finish(ram.store, vem, f"{count} för {arbete.period.namn}. Ångra finns under tabellen.")


def _show_undo(arbete: Arbete) -> None:
    """What was saved last, by whom and when, and a way back."""
    ram = arbete.ram
    last = last_sparning(ram.store, ram.namnd.kod, arbete.period.ar)
    if last is None:
        return
    names = [place_name(arbete, (nod, "")) for nod in last.noder[:3]] + ["…"] * (len(last.noder) > 3)
    with st.container(horizontal=True, vertical_alignment="center"):
        text = f"Senast sparat: {', '.join(names)}. {last.vem}, {tider.show_time(last.nar)}."
        st.markdown(f":small[:gray[{escape(text)}]]", width="content")
        if st.button("Ångra senaste sparningen", key="lagg_angra", type="tertiary", icon=":material/undo:"):
            with problems.guard():
                vem = signatur_now(arbete)
                undo_sparning(ram.store, ram.namnd.kod, arbete.period.ar, last.nar, vem=vem)
                signatur.finish(ram.store, vem, "Den senaste sparningen är ångrad. Det som gällde före gäller igen.")
