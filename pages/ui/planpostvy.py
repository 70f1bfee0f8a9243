"""Rows of lists that a person adds, changes, takes away and puts back, beside those of files: one way for all four lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic

import streamlit as st

from finance.belopp import Enhet, to_ore
from finance.errors import InvalidValue
from finance.format import MISSING, NB, format_belopp
from finance.period import MANADER_KORT
from finance.prognos.placeringsfalt import read_dag
from finance.prognos.prisantaganden import parse_varde
from finance.store import (
    Planpost,
    planpost_history,
    read_borttagna_poster,
    read_planposter,
    remove_planpost,
    restore_planpost,
    save_planpost,
)
from finance.store.planposter import Rad
from finance.struktur import Struktur
from pages.ui import problems, state, tables, tider, valfalt
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action, show_signatur
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

NY = ""
LASIN = "pages/underlag/inlasning.py"
LOCKED = "Du ser ett tidigare läge. Gå tillbaka till nuläget för att lägga in, ändra eller ta bort."


@dataclass(frozen=True, slots=True)
class Lista(Generic[Rad]):
    """One of the lists. `namn` tells a row to choose by; `falt` draws the fields and gives the row (raises InvalidValue)."""

    klass: type[Rad]
    nyckel: str
    obestamd: str  # "en åtgärd"
    bestamd: str  # "åtgärden"
    namn: Callable[[Rad], str]
    beskriv: Callable[[Rad], str]  # a version in a few words, for the history
    falt: Callable[[Ram, str, Rad | None], Callable[[], Rad]]
    visa: Callable[[Ram, Rad], None] | None = None  # what the row would do, before it is saved


def posts(ram: Ram, lista: Lista[Rad]) -> tuple[Planpost[Rad], ...]:
    """What counts; one cheap read."""
    return read_planposter(ram.store, ram.namnd.kod, lista.klass, as_of=ram.as_of)


def show_entry(ram: Ram, lista: Lista[Rad]) -> None:
    """A form for a new row or the one that is changed, and a way to choose, take away, put back and see the history."""
    if ram.as_of is not None:
        show_quiet(LOCKED)
        return
    found = posts(ram, lista)
    edited = next((post for post in found if post.nyckel == state.read_open(_edit_key(lista))), None)
    if edited is None:
        with st.expander(f"Lägg in {lista.obestamd}", key=f"ny_{lista.nyckel}", icon=":material/add:"):
            _show_form(ram, lista, None)
    else:
        with open_card():
            show_card_title(f"Ändra {lista.bestamd}", f"{lista.namn(edited.rad)}, {edited.kalla}.")
            _show_form(ram, lista, edited)
    _show_actions(ram, lista, found)


def _edit_key(lista: Lista[Rad]) -> str:
    return f"{lista.nyckel}_andras"


def _show_form(ram: Ram, lista: Lista[Rad], edited: Planpost[Rad] | None) -> None:
    key = f"{lista.nyckel}_{edited.nyckel if edited else NY}_{state.read_open(f'{lista.nyckel}_omgang') or 0}"
    with problems.guard():
        read = lista.falt(ram, key, edited.rad if edited else None)
        if lista.visa is not None:
            try:
                lista.visa(ram, read())
            except InvalidValue as error:
                show_quiet(escape(str(error)))
    label = f"Spara {'ändringen av ' if edited else ''}{lista.bestamd}"
    vem, pressed = show_action(ram.store, label, key=f"{key}_spara", icon=":material/check:", primary=True)
    if edited:
        st.button(
            f"Avbryt ändringen av {lista.bestamd}", key=f"{key}_avbryt", type="tertiary", on_click=_start_edit, args=(lista, NY)
        )
    if pressed:
        with problems.guard():
            nyckel = edited.nyckel if edited else ""
            save_planpost(ram.store, ram.namnd.kod, read(), vem=require_signatur(vem), nyckel=nyckel)
            _start_edit(lista, NY)
            finish(ram.store, vem, f"{lista.bestamd.capitalize()} är sparad.")


def _start_edit(lista: Lista[Rad], nyckel: str) -> None:
    """Open a row in the form ("": a new one): callback."""
    state.save_open(_edit_key(lista), nyckel)
    state.save_open(f"{lista.nyckel}_omgang", (state.read_open(f"{lista.nyckel}_omgang") or 0) + 1)


def _show_actions(ram: Ram, lista: Lista[Rad], found: Sequence[Planpost[Rad]]) -> None:
    gone: Sequence[Planpost[Rad]] = read_borttagna_poster(ram.store, ram.namnd.kod, lista.klass)
    if not found and not gone:
        return
    with st.expander("Ändra, ta bort eller se historik", key=f"oppna_{lista.nyckel}", icon=":material/edit:"):
        by_key: dict[str, Planpost[Rad]] = {post.nyckel: post for post in found}
        by_key |= {post.nyckel: post for post in gone}
        chosen = valfalt.choose(
            f"Välj {lista.obestamd}",
            list(by_key),
            lambda key: _label(lista, by_key[key]),
            key=f"{lista.nyckel}_vald",
            placeholder=f"Välj {lista.obestamd}",
        )
        if chosen is None:
            return
        vem = show_signatur(ram.store, key=f"{lista.nyckel}_hantera")
        with st.container(horizontal=True):
            _show_buttons(ram, lista, by_key[chosen], vem)
        _show_history(ram, lista, by_key[chosen])


def _label(lista: Lista[Rad], post: Planpost[Rad]) -> str:
    return f"{lista.namn(post.rad)} ({'borttagen' if post.borttagen else post.kalla})"


def _show_buttons(ram: Ram, lista: Lista[Rad], post: Planpost[Rad], vem: str) -> None:
    kod, name = ram.namnd.kod, lista.bestamd.capitalize()
    if post.borttagen:
        if st.button(f"Lägg tillbaka {lista.bestamd}", key=f"{lista.nyckel}_tillbaka", icon=":material/undo:"):
            with problems.guard():
                restore_planpost(ram.store, kod, lista.klass, post.nyckel, vem=require_signatur(vem))
                finish(ram.store, vem, f"{name} är tillbaka.")
        return
    st.button(
        f"Ändra {lista.bestamd}",
        key=f"{lista.nyckel}_andra",
        icon=":material/edit:",
        on_click=_start_edit,
        args=(lista, post.nyckel),
    )
    if st.button(f"Ta bort {lista.bestamd}", key=f"{lista.nyckel}_bort", icon=":material/delete:"):
        with problems.guard():
            remove_planpost(ram.store, kod, lista.klass, post.nyckel, vem=require_signatur(vem))
            _start_edit(lista, NY)
            finish(ram.store, vem, f"{name} är borttagen. Du kan lägga tillbaka den under Ändra, ta bort eller se historik.")


def _show_history(ram: Ram, lista: Lista[Rad], post: Planpost[Rad]) -> None:
    versions = planpost_history(ram.store, ram.namnd.kod, lista.klass, post.nyckel)
    if not versions:
        show_quiet("Raden står som filen har den: ingen har ändrat den.")
        return
    tables.show_rows(
        [
            {
                "När": tider.show_time(one.registrerad) if one.registrerad else MISSING,
                "Av": escape(one.vem),
                "Vad": "Borttagen" if one.borttagen else escape(lista.beskriv(one.rad)),
            }
            for one in versions
        ],
        alt="Versioner, den nyaste först",
    )


def choose_nod(struktur: Struktur, before: str | None, key: str) -> str:
    """A verksamhet; "" until one is chosen."""
    names = {struktur.total_kod: struktur.root.namn if struktur.root else struktur.namnd_namn}
    names |= {nod.kod: "\u2003" * struktur.depth(nod.kod) + nod.namn for nod in struktur.noder if nod.kod not in names}
    options = ["", *names]
    return st.selectbox(
        "Verksamhet",
        options,
        index=options.index(before) if before in names else 0,
        format_func=lambda kod: names.get(kod, "Välj verksamhet"),
        key=f"{key}_nod",
    )


def day_text(iso: str) -> str:
    """`6 maj 2022`; what is no day as it stands."""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return escape(iso)
    return f"{int(parts[2])}{NB}{MANADER_KORT[int(parts[1]) - 1]}{NB}{parts[0]}"


def kronor_text(ore: int | None) -> str:
    """An amount as it is typed: kronor, with öre where there are any."""
    return "" if ore is None else format_belopp(ore, Enhet.KR, decimals=0 if ore % 100 == 0 else 2)


def read_ore(text: str, what: str) -> int | None:
    """A typed amount in kronor (`34 tkr` is 34 000) as öre; None for nothing. Raises InvalidValue, naming the field."""
    value: Decimal | None = parse_varde(text, what)
    return None if value is None else to_ore(value)


def read_day(text: str, what: str) -> str:
    """A typed day as ISO text; "" for nothing. Raises InvalidValue, naming the field."""
    return read_dag(text, what).isoformat() if text.strip() else ""
