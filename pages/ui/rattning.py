"""Correcting how a file is read: every guess has a field, and a change reads the file again at once."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from finance.belopp import Enhet
from finance.inlasning.modell import Bladtolkning, Tecken
from finance.inlasning.val.fordelning import FORRA_ARET, TOLFTEDELAR
from finance.mottagning import Forslag
from finance.period import Period
from pages.ui import lasval, problems, profilvy, state, tider, tolkning
from pages.ui.state import Uppladdad
from pages.ui.theme import escape, show_quiet

AS_READ = "som-läst"
OWN = "egna-vikter"
HIDDEN = "dolda_kolumner"
FORDELNING = {TOLFTEDELAR: "Lika mycket varje månad", FORRA_ARET: "Som året innan"}
OVERLAPP = {
    "auto": "Låt Helår avgöra",
    "ersatt": "Ersätt hela månaderna",
    "ersatt-verksamheter": "Ersätt bara filens verksamheter",
    "lagg-till": "Lägg till bredvid det som finns",
}


def show_corrections(fil: Uppladdad, forslag: Forslag) -> None:
    """Fields for the whole file, then for each sheet."""
    with st.expander("Ändra tolkning", key=f"ratta_{fil.nyckel}", icon=":material/tune:"):
        show_quiet("Välj bara det som blev fel. Filen läses om direkt, och inget sparas.")
        profilvy.show_used(fil, forslag)
        with st.grid(3, gap="small", min_column_width=200):
            _field(fil, "ar", "År", _years(fil), str, current="enligt filen")
            _overlapp(fil)
            _preliminar(fil)
            if forslag.lasning.arsbudgetar or fil.lasval.fordelning:
                _fordelning(fil)
            if forslag.lasning.noder:
                _galler_fran(fil, forslag)
        _show_answers(fil)
        for blad in forslag.lasning.blad:
            _show_sheet(fil, blad, hidden=_has_hidden(forslag, blad))


def _has_hidden(forslag: Forslag, blad: Bladtolkning) -> bool:
    """Whether the sheet has hidden columns to take in, or they were taken in by choice."""
    return any(a.kod == HIDDEN and a.blad == blad.blad for a in forslag.anmarkningar)


def _years(fil: Uppladdad) -> Sequence[int]:
    chosen = fil.lasval.ar
    return sorted({*range(2015, 2036), *([chosen] if chosen else [])}, reverse=True)


def _show_sheet(fil: Uppladdad, blad: Bladtolkning, *, hidden: bool) -> None:
    st.markdown(f"**{tolkning.sheet_name(blad) or 'Filen'}**" + (f" :small[:gray[{escape(blad.skal)}]]" if blad.skal else ""))
    name = blad.blad
    with st.grid(3, gap="small", min_column_width=200):
        las = {True: "Ja", False: "Nej"}
        _field(fil, "las", "Läs bladet", [True, False], las.__getitem__, current=las[blad.last], blad=name)
        _field(
            fil,
            "slag",
            "Innehåll",
            lasval.READABLE,
            lambda slag: lasval.SLAG[slag],
            current=lasval.SLAG[blad.slag].lower() if blad.slag else "okänt",
            blad=name,
        )
        rows = range(1, 31)
        _field(fil, "rubrikrad", "Rubrikrad", rows, lambda rad: f"Rad {rad}", current=f"rad {blad.rubrikrad or '–'}", blad=name)
        unit = blad.enhet.label if blad.enhet else "kr"
        _field(fil, "enhet", "Enhet i filen", list(Enhet), lambda enhet: enhet.label, current=unit, blad=name)
        _field(
            fil,
            "tecken",
            "Tecken",
            list(Tecken),
            lambda tecken: lasval.TECKEN[tecken],
            current=lasval.TECKEN[blad.tecken].lower() if blad.tecken else "–",
            blad=name,
        )
        ack = {True: "Ackumulerade", False: "Per månad"}
        _field(fil, "ackumulerat", "Belopp", [True, False], ack.__getitem__, current=ack[blad.ackumulerat].lower(), blad=name)
        if hidden or lasval.chosen(fil.lasval, "dolda", blad=name) is not None:
            dolda = {True: "Läs dem också", False: "Läs dem inte"}
            _field(fil, "dolda", "Dolda kolumner", [True, False], dolda.__getitem__, current="läses inte", blad=name)
    _show_columns(fil, blad)


def _field(
    fil: Uppladdad,
    falt: str,
    label: str,
    options: Sequence[object],
    text: Callable[..., str],
    *,
    current: str,
    blad: str | None = None,
) -> None:
    """A choice; the first option is what was recognised."""
    key = f"val_{fil.nyckel}|{blad or ''}|{falt}"
    chosen = lasval.chosen(fil.lasval, falt, blad=blad)
    state.save_open(key, AS_READ if chosen is None else chosen)
    st.selectbox(
        label,
        [AS_READ, *options],
        format_func=lambda value: f"Som läst: {current}" if value == AS_READ else text(value),
        key=key,
        on_change=_changed,
        args=(fil, falt, blad, key),
    )


def _changed(fil: Uppladdad, falt: str, blad: str | None, key: str) -> None:
    with problems.guard():
        state.change_uppladdad(fil, lambda now: lasval.answer(now, falt, _chosen(key), blad=blad))


def _chosen(key: str) -> Any:  # noqa: ANN401 - whatever the field holds
    """The field's value; None for what was recognised. A selectbox that itself holds None shows an English word."""
    value = state.read_open(key)
    return None if value == AS_READ else value


def _fordelning(fil: Uppladdad) -> None:
    """How an annual budget is spread: by twelfths, as last year, or by twelve weights."""
    own = fil.lasval.fordelning not in (None, *FORDELNING)
    key = f"val_{fil.nyckel}|fordelning"
    opened = state.read_open(key) == OWN
    state.save_open(key, OWN if own or opened else fil.lasval.fordelning or AS_READ)
    st.selectbox(
        "Årsbudgeten fördelas",
        [AS_READ, *FORDELNING, OWN],
        format_func=lambda value: {AS_READ: "Som läst: jämnt", OWN: "Med egna vikter", **FORDELNING}[value],
        key=key,
        on_change=_changed_fordelning,
        args=(fil, key),
    )
    if own or opened:
        weights = f"{key}|vikter"
        st.text_input(
            "Tolv vikter, januari först",
            value=(fil.lasval.fordelning or "") if own else "",
            key=weights,
            placeholder="8; 8; 9; 8; 8; 8; 7; 7; 9; 9; 9; 10",
            on_change=_changed,
            args=(fil, "fordelning", None, weights),
        )


def _changed_fordelning(fil: Uppladdad, key: str) -> None:
    if state.read_open(key) != OWN:
        _changed(fil, "fordelning", None, key)


def _galler_fran(fil: Uppladdad, forslag: Forslag) -> None:
    """From which month a struktur holds."""
    now = forslag.lasning.galler_fran
    first = (now or fil.lasval.galler_fran or tider.this_month().key) // 100
    months = [ar * 100 + manad for ar in range(first + 1, first - 3, -1) for manad in range(12, 0, -1)]
    said = Period.from_key(now).namn if now else "från början"
    _field(
        fil, "galler_fran", "Strukturen gäller från", months, lambda key: Period.from_key(key).namn.capitalize(), current=said
    )


def _show_answers(fil: Uppladdad) -> None:
    """What has been answered about names and warnings, each to be taken back."""
    for namn, kod in fil.lasval.namn.items():
        _answer_line(fil, f"{namn} är verksamheten {kod}.", key=f"svar_namn_{namn}", namn=namn)
    for kod in sorted(fil.lasval.godkant):
        _answer_line(fil, f"Du har godkänt frågan {kod}.", key=f"svar_kod_{kod}", kod=kod)


def _answer_line(fil: Uppladdad, text: str, *, key: str, **what: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":blue-badge[Svar] {escape(text)}")
        st.button(
            "Ta tillbaka svaret", key=f"{key}|{fil.nyckel}", type="tertiary", on_click=_take_back, args=(fil,), kwargs=what
        )


def _take_back(fil: Uppladdad, **what: str) -> None:
    state.change_uppladdad(fil, lambda now: lasval.take_back(now, **what))


def _overlapp(fil: Uppladdad) -> None:
    key = f"val_{fil.nyckel}|overlapp"
    state.save_open(key, fil.overlapp)
    st.selectbox(
        "Månader som redan är inlästa",
        list(OVERLAPP),
        format_func=OVERLAPP.__getitem__,
        key=key,
        on_change=_changed,
        args=(fil, "overlapp", None, key),
    )


def _preliminar(fil: Uppladdad) -> None:
    key = f"val_{fil.nyckel}|preliminar"
    state.save_open(key, fil.preliminar)
    st.selectbox(
        "Månaderna är",
        [False, True],
        format_func=lambda value: "Preliminära" if value else "Stängda",
        key=key,
        on_change=_changed,
        args=(fil, "preliminar", None, key),
        help="Prognosen bygger på stängda månader. En rapport över en preliminär månad säger det.",
    )


def _show_columns(fil: Uppladdad, blad: Bladtolkning) -> None:
    if not blad.kolumner:
        return
    choices = lasval.roll_choices(blad)
    opened = st.expander(
        f"Kolumner i blad {blad.blad}" if blad.blad else "Kolumner i filen",
        key=f"kol_{fil.nyckel}|{blad.blad}",
        icon=":material/view_column:",
        type="compact",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened, st.grid(3, gap="small", min_column_width=200):
        for kolumn in blad.kolumner:
            key = f"val_{fil.nyckel}|{blad.blad}|kolumn|{kolumn.bokstav}"
            chosen = fil.lasval.blad[blad.blad].kolumner.get(kolumn.bokstav) if blad.blad in fil.lasval.blad else None
            state.save_open(key, AS_READ if chosen is None else chosen)
            st.selectbox(
                f"{lasval.column_name(kolumn)} ({kolumn.bokstav})",
                [AS_READ, *choices],
                format_func=_roll_label(kolumn.roll),
                key=key,
                on_change=_changed_column,
                args=(fil, blad.blad, kolumn.bokstav, key),
            )


def _roll_label(read_as: str) -> Callable[[str], str]:
    return lambda roll: f"Som läst: {lasval.roll_text(read_as)}" if roll == AS_READ else lasval.roll_text(roll).capitalize()


def _changed_column(fil: Uppladdad, blad: str, bokstav: str, key: str) -> None:
    with problems.guard():
        state.change_uppladdad(fil, lambda now: lasval.answer_column(now, blad, bokstav, _chosen(key)))
