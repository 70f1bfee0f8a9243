"""Remembered ways of reading: which one was used for a file, and the list where they are changed, removed, moved as a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from finance.belopp import Enhet
from finance.inlasning.modell import Bladval, Profil, Profilblad, Tecken
from finance.mottagning import Forslag
from finance.mottagning.profil import export_profiler, import_profiler
from finance.store import Store, list_profiler, remove_profil, save_profil
from finance.store.profiler import Profilpost
from pages.ui import lasval, problems, state, tables, tider, valfalt
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.state import Uppladdad
from pages.ui.theme import escape, show_quiet

ENLIGT_FILEN = "enligt-filen"
FALT: Mapping[str, tuple[str, Sequence[Any], Callable[[Any], str]]] = {
    "slag": ("Innehåll", lasval.READABLE, lambda value: lasval.SLAG[value]),
    "enhet": ("Enhet i filen", list(Enhet), lambda value: value.label),
    "tecken": ("Tecken", list(Tecken), lambda value: lasval.TECKEN[value]),
    "ackumulerat": ("Belopp", [True, False], lambda value: "Ackumulerade" if value else "Per månad"),
}


def show_used(fil: Uppladdad, forslag: Forslag) -> None:
    """Which remembered reading was used, and the choice to read without it."""
    used = forslag.lasning.profilfil
    if not used and not fil.lasval.utan_profil:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if used:
            st.markdown(f":blue-badge[:material/bookmark: Sparad tolkning] Från {escape(used)}. Det du väljer här går före.")
            st.button(
                "Läs utan den",
                key=f"utan_profil_{fil.nyckel}",
                type="tertiary",
                on_click=_use,
                args=(fil,),
                kwargs={"utan": True},
            )
        else:
            st.markdown(":gray-badge[Sparad tolkning används inte]")
            st.button(
                "Använd den igen",
                key=f"med_profil_{fil.nyckel}",
                type="tertiary",
                on_click=_use,
                args=(fil,),
                kwargs={"utan": False},
            )


def _use(fil: Uppladdad, *, utan: bool) -> None:
    state.change_uppladdad(fil, lambda now: replace(now, lasval=replace(now.lasval, utan_profil=utan)))


def show_profiler(store: Store, namnd: str) -> None:
    """Every remembered reading of the nämnd; one can be changed or taken away, all of them moved as a file."""
    found = list_profiler(store, namnd)
    with st.expander(f"Sparade tolkningar ({len(found)})", key="oppna_profiler", icon=":material/bookmark:"):
        show_quiet("Val du gör för en fil sparas när den läses in, och används igen för nästa fil med samma rubriker.")
        if found:
            tables.show_rows([_row(post) for post in found], alt="Sparade tolkningar")
            _show_one(store, namnd, found)
        _show_move(store, namnd, any_found=bool(found))


def _row(post: Profilpost) -> dict[str, str]:
    read = [blad for blad in post.profil.blad if blad.val.las is not False]
    return {
        "Senast från": escape(post.profil.fil),
        "Val": escape("; ".join(filter(None, map(_choices, read))) or "kolumner och namn"),
        "Sparad": tider.show_day(post.registrerad),
        "Av": escape(post.vem),
    }


def _choices(blad: Profilblad) -> str:
    words = [
        text(getattr(blad.val, falt)).lower() for falt, (_, _, text) in FALT.items() if getattr(blad.val, falt) is not None
    ]
    words += [f"{rubrik}: {lasval.roll_text(roll)}" for rubrik, roll in blad.kolumner.items()]
    return ", ".join(words)


def _show_one(store: Store, namnd: str, found: Sequence[Profilpost]) -> None:
    by_id = {post.id: post for post in found}
    chosen = valfalt.choose(
        "Ändra eller ta bort en sparad tolkning",
        list(by_id),
        lambda nr: by_id[nr].profil.fil,
        key="vald_profil",
        placeholder="Välj tolkning",
        width=520,
    )
    if chosen is None:
        return
    post = by_id[chosen]
    blad = [_edit(one, key=f"profil_{post.id}_{place}") for place, one in enumerate(post.profil.blad)]
    namn = _edit_namn(post.profil, key=f"profil_namn_{post.id}")
    vem, pressed = show_action(store, "Spara ändringen", key=f"profil_spara_{post.id}", icon=":material/check:")
    removed = st.button("Ta bort tolkningen", key=f"profil_bort_{post.id}", type="tertiary", icon=":material/close:")
    if pressed or removed:
        with problems.guard():
            require_signatur(vem)
            if removed:
                remove_profil(store, namnd, post.id, vem=vem)
            else:
                save_profil(store, namnd, replace(post.profil, blad=tuple(blad), namn=namn), vem=vem)
            finish(store, vem, "Tolkningen är borttagen." if removed else "Tolkningen är ändrad.")


def _edit(blad: Profilblad, *, key: str) -> Profilblad:
    """The fields of one sheet; a sheet that is passed over has none."""
    if blad.val.las is False:
        show_quiet(f"Bladet {escape(blad.namn)} hoppas över.")
        return blad
    if blad.namn:
        st.markdown(f"**Blad {escape(blad.namn)}**")
    with st.grid(4, gap="small", min_column_width=160):
        chosen = {falt: _field(blad.val, falt, key=f"{key}_{falt}") for falt in FALT}
    kept = list(blad.kolumner)
    if kept:
        kept = st.multiselect(
            "Kolumner som läses så",
            list(blad.kolumner),
            default=kept,
            format_func=lambda rubrik: f"{rubrik}: {lasval.roll_text(blad.kolumner[rubrik])}",
            key=f"{key}_kolumner",
            placeholder="Ingen kolumn",
        )
    kolumner = {rubrik: roll for rubrik, roll in blad.kolumner.items() if rubrik in kept}
    return replace(blad, val=replace(blad.val, **chosen), kolumner=kolumner)


def _field(val: Bladval, falt: str, *, key: str) -> Any:  # noqa: ANN401 - a field of Bladval, of its own type
    label, options, text = FALT[falt]
    now = getattr(val, falt)
    values = [ENLIGT_FILEN, *options]
    chosen = st.selectbox(
        label,
        values,
        index=values.index(now) if now is not None else 0,
        format_func=lambda value: "Enligt filen" if value == ENLIGT_FILEN else text(value),
        key=key,
    )
    return None if chosen == ENLIGT_FILEN else chosen


def _edit_namn(profil: Profil, *, key: str) -> Mapping[str, str]:
    if not profil.namn:
        return profil.namn
    kept = st.multiselect(
        "Namn som hör till en verksamhet",
        list(profil.namn),
        default=list(profil.namn),
        format_func=lambda namn: f"{namn}: {profil.namn[namn]}",
        key=key,
        placeholder="Inget namn",
    )
    return {namn: kod for namn, kod in profil.namn.items() if namn in kept}


def _show_move(store: Store, namnd: str, *, any_found: bool) -> None:
    """Download all as a file, and read such a file."""
    if any_found:
        st.download_button(
            "Hämta alla som fil",
            data=lambda: export_profiler(store, namnd),
            file_name=f"tolkningar_{namnd}.json",
            mime="application/json",
            key="profiler_hamta",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
    if not st.toggle("Läs in tolkningar från en fil", key="profiler_vill_las"):
        return
    file = st.file_uploader("En fil med sparade tolkningar", type=["json"], key=f"profiler_fil_{state.generation()}")
    if file is None:
        return
    vem, pressed = show_action(store, "Läs in tolkningarna", key="profiler_las", icon=":material/check:")
    if pressed:
        with problems.guard():
            text = file.getvalue().decode("utf-8", errors="replace")
            added = import_profiler(store, namnd, text, vem=require_signatur(vem))
            finish(store, vem, f"{added} {'tolkning är' if added == 1 else 'tolkningar är'} ny eller ändrad.")
