"""The list of inläsningar, with undo and restore."""

import streamlit as st

from finance.format import MISSING, format_kronor, format_tal
from finance.mottagning import warn_undone
from finance.period import EN_DASH, MANADER_KORT, Period
from finance.store import Handelserad, InlasningInfo, Store, Tillstand, list_inlasningar, restore_inlasning, undo_inlasning
from pages.ui import problems, tables, tider, valfalt
from pages.ui.jamforelse import slag_text
from pages.ui.signatur import finish, require_signatur, show_signatur
from pages.ui.theme import escape, show_quiet, show_quiet_lines

WIDTHS = {"Nr": 48, "Innehåll": 105, "Perioder": 118, "Rader": 68, "Summa": 138, "Läge": 80, "Inläst": 132, "Av": 90}
"""Pixels: a control total is never cut; the file's name has what is left."""


def show_inlasningar(store: Store, namnd: str, *, locked: bool = False) -> None:
    """Every inläsning, newest first; one can be chosen to be undone or restored."""
    found = sorted(list_inlasningar(store, namnd), key=lambda info: -info.id)
    st.subheader("Inläsningar", anchor=False)
    if not found:
        show_quiet("Inget är inläst för nämnden ännu.")
        return
    tables.show_grid(
        [_row(info) for info in found], alt="Inläsningar, nyast först", figures=("Nr", "Rader", "Summa"), widths=WIDTHS
    )
    by_id = {info.id: info for info in found}
    chosen = valfalt.choose(
        "Se vad som hänt med en inläsning, ångra den eller återställ den",
        list(by_id),
        lambda nr: _label(by_id[nr]),
        key=f"inlasningar_{namnd}",
        placeholder="Välj inläsning",
        width=520,
    )
    if chosen is not None:
        _show_one(store, by_id[chosen], locked=locked)


def _label(info: InlasningInfo) -> str:
    return f"{info.id}: {info.fil}, {tider.show_time(info.registrerad)}, {info.tillstand.value}"


def _row(info: InlasningInfo) -> dict[str, str]:
    return {
        "Nr": str(info.id),
        "Fil": info.fil,
        "Innehåll": slag_text(info.slag).capitalize(),
        "Perioder": _span(info),
        "Rader": format_tal(info.rader),
        "Summa": format_kronor(info.sum_ore) if info.sum_ore else MISSING,
        "Läge": info.tillstand.value.capitalize(),
        "Inläst": tider.show_short_time(info.registrerad),
        "Av": info.vem,
    }


def _span(info: InlasningInfo) -> str:
    months = [Period.from_key(key) for key in info.perioder if key % 100]
    if not months:
        return "–"
    first, last = months[0], months[-1]
    if first == last:
        return f"{_month(first)} {first.ar}"
    start = _month(first) if first.ar == last.ar else f"{_month(first)} {first.ar}"
    return f"{start}{EN_DASH}{_month(last)} {last.ar}"


def _month(period: Period) -> str:
    return "bokslut" if period.is_bokslut else MANADER_KORT[period.manad - 1]


def _event_text(event: Handelserad) -> str:
    what = f", {Period.from_key(event.period).namn}" if event.period % 100 else ""
    cause = f" genom inläsning {event.orsak_id}" if event.orsak_id else ""
    return f"{tider.show_time(event.nar)}: {event.handelse.value}{what}{cause}, {event.vem}"


def _show_one(store: Store, info: InlasningInfo, *, locked: bool) -> None:
    show_quiet_lines(map(_event_text, info.handelser))
    if locked:
        return
    undone = info.tillstand is Tillstand.ANGRAD
    label = "Återställ inläsningen" if undone else "Ångra inläsningen"
    with st.popover(f"{label} …", icon=":material/undo:", key=f"oppna_angra_{info.id}"):
        st.markdown(
            f"**{escape(info.fil)}** räknas {'med igen' if undone else 'inte längre med. Det den ersatte gäller igen'}. "
            "Inget raderas, och du kan ändra dig."
        )
        for one in warn_undone(store, info):
            st.warning(f"{escape(one.text)} {escape(one.atgard)}", icon=":material/warning:")
        vem = show_signatur(store, key=f"angra_{info.id}")
        if st.button(label, type="primary", key=f"angra_{info.id}"):
            with problems.guard():
                (restore_inlasning if undone else undo_inlasning)(store, info.id, vem=require_signatur(vem))
                finish(store, vem, f"Inläsning {info.id} är {'återställd' if undone else 'ångrad'}.")
