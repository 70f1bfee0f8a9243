"""Ej fördelat: the codes that no nod selects, with their sums, and a quick way to place them."""

from collections.abc import Mapping, Sequence

import streamlit as st

from finance.belopp import Enhet
from finance.ej_fordelat import OfordeladRad, place_ej_fordelat
from finance.errors import InvalidValue
from finance.format import format_belopp
from finance.kolumner import Col
from finance.struktur import URVALSKOLUMNER
from pages.ui import cached, problems, tables, valfalt
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import open_card, show_card_title, show_quiet

DIMENSIONER: Mapping[Col, str] = {
    Col.VERKSAMHET: "verksamhet",
    Col.ANSVAR: "ansvar",
    Col.KONTO: "konto",
    Col.PROJEKT: "projekt",
}


def show_ej_fordelat(ram: Ram, rader: Sequence[OfordeladRad], *, locked: bool) -> None:
    """The list, largest first; and under it the fields to place some of them, unless an earlier moment is shown."""
    with open_card():
        below = "Koder som ingen rad i strukturen väljer. De räknas i totalen, på raden Ej fördelat."
        show_card_title(_title(rader), below if rader else "Varje kod hör till en rad i strukturen.")
        if not rader:
            return
        tables.show_grid([_row(ram, rad) for rad in rader], alt="Koder som ingen rad i strukturen väljer, störst först")
        if not locked and cached.struktur(ram.nyckel) is not None:
            _show_placing(ram, rader)


def _title(rader: Sequence[OfordeladRad]) -> str:
    if not rader:
        return "Allt är fördelat"
    return f"{len(rader)} {'kombination' if len(rader) == 1 else 'kombinationer'} av koder är inte fördelade"


def _row(ram: Ram, rad: OfordeladRad) -> dict[str, str]:
    codes = {
        DIMENSIONER[dimension].capitalize(): _named(rad.kod(dimension), rad.namn.get(dimension, ""))
        for dimension in URVALSKOLUMNER
    }
    amounts = {
        "Utfall hittills, kr": rad.utfall_ore,
        "Budget hittills, kr": rad.budget_ore,
        "Budget helår, kr": rad.budget_helar_ore,
    }
    return {**codes, **{name: _kr(ram, ore) for name, ore in amounts.items()}}


def _kr(ram: Ram, ore: int) -> str:
    return format_belopp(ore * ram.vy.sign, Enhet.KR, decimals=2)


def _named(kod: str, namn: str) -> str:
    return f"{kod} {namn}".strip() or "–"


def _show_placing(ram: Ram, rader: Sequence[OfordeladRad]) -> None:
    """Which codes, and where: a new version of the struktur."""
    st.space(8)
    usable = [dimension for dimension in DIMENSIONER if any(rad.kod(dimension) for rad in rader)]
    with st.grid(3, gap="small", min_column_width=200, vertical_alignment="bottom"):
        dimension = st.selectbox("Placera efter", usable, format_func=lambda one: DIMENSIONER[one], key="placera_efter")
        codes = {rad.kod(dimension): _named(rad.kod(dimension), rad.namn.get(dimension, "")) for rad in rader}
        codes.pop("", None)
        chosen = st.multiselect(
            "Koder", list(codes), format_func=lambda kod: codes.get(kod, kod), key="placera_koder", placeholder="Välj koder"
        )
        nod = _choose_nod(ram)
    st.space(8)
    vem, pressed = show_action(ram.store, "Placera", key="placera", icon=":material/account_tree:")
    if pressed:
        with problems.guard():
            _place(ram, dimension, chosen, nod, require_signatur(vem))
            finish(
                ram.store, vem, "Koderna är placerade. Den nya strukturen finns i listan över inläsningar och kan ångras där."
            )
    show_quiet("Placeringen blir en ny version av strukturen, gäller lika länge som den och kan ångras under Inläsning.")


def _choose_nod(ram: Ram) -> str | None:
    found = cached.struktur(ram.nyckel)
    names = {nod.kod: f"{nod.kod} {nod.namn}" for nod in found.struktur.noder} if found else {}
    return valfalt.choose("Rad i strukturen", list(names), lambda kod: names[kod], key="placera_nod", placeholder="Välj rad")


def _place(ram: Ram, dimension: Col, chosen: Sequence[str], nod: str | None, vem: str) -> None:
    if not chosen or nod is None:
        raise InvalidValue("Välj minst en kod, och den rad i strukturen som koderna hör till.")
    place_ej_fordelat(ram.store, ram.namnd.kod, {dimension.value: ", ".join(chosen)}, nod, period=ram.period, vem=vem)
