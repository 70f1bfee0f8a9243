"""Changing one placement of the list: its end, its price from a day on, whether it counts, or taking it away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from finance.belopp import Enhet
from finance.format import format_belopp
from finance.inlasning.planrader import Placeringsrad
from finance.mottagning.placeringslista import change_price, end_placering, remove_placering, set_raknas
from finance.prognos.placeringar import Placeringskostnad
from finance.prognos.placeringsfalt import read_dag, read_kronor
from pages.ui import problems, valfalt
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape

SLUT, PRIS, RAKNAS, BORT = "Ändra planerat slut", "Nytt dygnspris", "Räkna med eller inte", "Ta bort ur listan"


def with_days(rad: Placeringsrad, nod: str, start: date, slut: date | None) -> Placeringsrad:
    """The same placement on a line, with other days."""
    return replace(rad, nod=nod, start=start.isoformat(), slut=slut.isoformat() if slut else "")


def shown(text: str) -> str:
    """A stored text as Markdown."""
    return escape(text)


def show_change(rows: Sequence[Placeringskostnad], ram: Ram) -> None:
    """Choose a placement by its number in the list, then what to change."""
    by_number = {number: one.rad for number, one in enumerate(rows, start=1)}
    chosen = valfalt.choose(
        "Ändra en placering",
        list(by_number),
        lambda number: _label(number, by_number[number]),
        key=f"placering_vald|{ram.namnd.kod}|{ram.nyckel.version}",
        placeholder="Välj en placering i listan",
        width=520,
    )
    if chosen is None:
        return
    rad = by_number[chosen]
    what = st.radio("Vad ska ändras?", [SLUT, PRIS, RAKNAS, BORT], key=f"placering_vad|{ram.nyckel.version}", horizontal=True)
    {SLUT: _change_end, PRIS: _change_price, RAKNAS: _change_counted, BORT: _remove}[what or SLUT](rad, ram)


def _label(number: int, rad: Placeringsrad) -> str:
    pris = format_belopp(rad.dygnspris_ore, Enhet.KR, unit=True)
    return f"{number}: {rad.typ} från {rad.start}, {f'till {rad.slut}' if rad.slut else 'tills vidare'}, {pris} per dygn"


def _change_end(rad: Placeringsrad, ram: Ram) -> None:
    text = st.text_input(
        "Sista dygnet", value=rad.slut, key=f"placering_slut|{rad}", placeholder="Tomt är tills vidare", width=260
    )
    vem, pressed = show_action(ram.store, "Spara slutet", key="spara_slut", icon=":material/event:")
    if pressed:
        with problems.guard():
            slut = read_dag(text, "Sista dygnet") if text.strip() else None
            end_placering(ram.store, ram.namnd.kod, rad, slut, vem=require_signatur(vem))
            finish(ram.store, vem, f"Placeringen ({rad.typ}) har fått nytt slut.")


def _change_price(rad: Placeringsrad, ram: Ram) -> None:
    with st.container(horizontal=True):
        pris = st.text_input("Nytt dygnspris, kr", key=f"placering_pris|{rad}", width=200)
        fran = st.text_input("Gäller från och med", value=rad.start, key=f"placering_fran|{rad}", width=200)
    vem, pressed = show_action(ram.store, "Spara priset", key="spara_pris", icon=":material/payments:")
    if pressed:
        with problems.guard():
            ore, dag = read_kronor(pris, "Dygnspriset"), read_dag(fran, "Gäller från och med")
            change_price(ram.store, ram.namnd.kod, rad, ore, dag, vem=require_signatur(vem))
            finish(ram.store, vem, f"Placeringen ({rad.typ}) har fått nytt pris.")


def _change_counted(rad: Placeringsrad, ram: Ram) -> None:
    label = "Räkna inte med placeringen" if rad.raknas else "Räkna med placeringen"
    vem, pressed = show_action(ram.store, label, key="spara_raknas", icon=":material/calculate:")
    if pressed:
        with problems.guard():
            set_raknas(ram.store, ram.namnd.kod, rad, raknas=not rad.raknas, vem=require_signatur(vem))
            finish(ram.store, vem, f"Placeringen ({rad.typ}) räknas {'inte längre' if rad.raknas else 'nu'}.")


def _remove(rad: Placeringsrad, ram: Ram) -> None:
    st.markdown(
        "Ta bara bort det som aldrig var en placering. En som har slutat får ett slut i stället, så stämmer årets månader."
    )
    vem, pressed = show_action(ram.store, "Ta bort ur listan", key="ta_bort_placering", icon=":material/delete:")
    if pressed:
        with problems.guard():
            remove_placering(ram.store, ram.namnd.kod, rad, vem=require_signatur(vem))
            finish(ram.store, vem, f"Placeringen ({rad.typ}) är borttagen ur listan.")
