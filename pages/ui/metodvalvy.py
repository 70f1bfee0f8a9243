"""Choosing a method for a line, with a reason, and going back to the default."""

from collections.abc import Sequence

import streamlit as st

from finance.prognos import STANDARDMETOD, Metod
from finance.prognos.metodrader import Metodrad
from finance.store import Metodval, metodval_history, remove_metodval, save_metodval
from finance.uppfoljning import Rad
from pages.ui import cached, problems, tider
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, show_quiet, show_quiet_lines


def show_choice(rad: Rad, rader: Sequence[Metodrad], ram: Ram) -> None:
    """What is chosen is always seen; the fields to change it are folded."""
    lage = cached.lage(ram.nyckel)
    chosen = {one.nod: one for one in lage.valda_metoder}
    here = chosen.get(rad.nod)
    if here is not None:
        _show_chosen(here, rad, rader)
    opened = st.expander("Välj en annan metod", key="oppna_metodval", icon=":material/tune:", type="compact", on_change="rerun")
    if opened.open:
        with opened:
            _show_fields(rad, rader, here, ram)


def _show_chosen(one: Metodval, rad: Rad, rader: Sequence[Metodrad]) -> None:
    metod = name_of(one.metod)
    st.markdown(
        f":material/tune: **{escape(metod)}** är vald för {escape(rad.namn)}: {escape(one.skal)} "
        f":small[:gray[{escape(one.vem)}, {tider.show_day(one.registrerad)}]]"
    )
    used = [other.metod for other in rader if other.anvands]
    if used and used[0].value != one.metod and not rad.har_delar:
        show_quiet(f"{escape(metod)} kan inte räknas här nu. {escape(used[0].namn)} används i stället.")


def name_of(value: str) -> str:
    """The Swedish name of a stored method; the value itself where this program does not know it."""
    return next((metod.namn for metod in Metod if metod.value == value), value)


def _show_fields(rad: Rad, rader: Sequence[Metodrad], here: Metodval | None, ram: Ram) -> None:
    if ram.as_of is not None:
        show_quiet("Du tittar på ett tidigare läge. Visa läget nu för att välja metod.")
        return
    if rad.har_delar:
        show_quiet(f"Valet gäller varje del under {escape(rad.namn)} som inte har ett eget val.")
    options = sorted((one.metod for one in rader), key=lambda metod: metod is STANDARDMETOD)
    about = f"{ram.namnd.kod}|{rad.nod}|{ram.nyckel.version}"
    metod = st.selectbox("Metod", options, format_func=lambda one: one.namn, key=f"metodval|{about}", width=380)
    skal = st.text_input(
        "Varför passar den bättre?", key=f"metodskal|{about}", max_chars=300, placeholder="Till exempel: avtalet är nytt i år"
    )
    vem, pressed = show_action(ram.store, "Använd metoden", key=f"metodspara|{about}", icon=":material/check:")
    if pressed:
        with problems.guard():
            save_metodval(ram.store, ram.namnd.kod, rad.nod, metod.value if metod else "", skal=skal, vem=require_signatur(vem))
            finish(ram.store, vem, f"{metod.namn} används nu för {rad.namn}.")
    if here is not None and st.button("Tillbaka till standardmetoden", key=f"metodbort|{about}", icon=":material/undo:"):
        with problems.guard():
            remove_metodval(ram.store, ram.namnd.kod, rad.nod, vem=require_signatur(vem))
            finish(ram.store, vem, f"{STANDARDMETOD.namn} används nu för {rad.namn}.")
    _show_history(rad, ram)


def _show_history(rad: Rad, ram: Ram) -> None:
    versions = metodval_history(ram.store, ram.namnd.kod, rad.nod)
    if not versions:
        return
    show_quiet_lines(["Tidigare val:", *(_told(one) for one in versions)])


def _told(one: Metodval) -> str:
    what = f"{name_of(one.metod)}, {one.skal}" if one.metod else "tillbaka till standardmetoden"
    return f"{tider.show_day(one.registrerad)}, {one.vem}: {what}"
