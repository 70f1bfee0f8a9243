"""A nämnd's own choices after it was created: name, unit, view, which rows are its own, and which months are closed."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from finance.belopp import Enhet, Vy
from finance.errors import InvalidValue
from finance.kolumner import Col
from finance.kontoplan import Kontogrupp
from finance.period import Period
from finance.store import (
    Namnd,
    Status,
    read_interna_motparter,
    read_periodstatus,
    read_utan_text,
    save_interna_motparter,
    save_namnd,
    save_utan_text,
    set_periodstatus,
)
from finance.struktur import Urval
from pages.ui import frame, problems
from pages.ui.ejfordelatvy import DIMENSIONER
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action, show_signatur
from pages.ui.theme import show_quiet

STATUS: Mapping[Status, str] = {Status.STANGD: "stängd", Status.PRELIMINAR: "preliminär"}


def show_namnd(ram: Ram) -> None:
    """Fields for the nämnd itself, folded away."""
    with st.expander("Nämndens uppgifter", key="oppna_namnd", icon=":material/tune:"), st.form("namnd", border=False):
        with st.grid(3, gap="small", min_column_width=200):
            namn = st.text_input("Namn", value=ram.namnd.namn, max_chars=80)
            kommun = st.text_input("Kommun", value=ram.namnd.kommun, max_chars=80)
            enheter, vyer = [one.value for one in Enhet], [one.value for one in Vy]
            enhet = st.selectbox(
                "Visas i", enheter, index=enheter.index(ram.namnd.enhet), format_func=lambda value: Enhet(value).label
            )
            vy = st.selectbox("Vy", vyer, index=vyer.index(ram.namnd.vy), format_func=lambda value: frame.VYER[Vy(value)])
            urval = {dim: _urval_field(ram.namnd, dim) for dim in DIMENSIONER if dim is not Col.KONTO}
            interna = st.text_input(
                "Interna motparter", value=str(read_interna_motparter(ram.store, ram.namnd.kod)), placeholder="100-199, 300"
            )
        utan_text = st.multiselect(
            "Kontogrupper vars rader sparas utan text och leverantör",
            list(Kontogrupp),
            default=[grupp for grupp in Kontogrupp if grupp in read_utan_text(ram.store, ram.namnd.kod)],
            format_func=lambda grupp: grupp.value,
            placeholder="Ingen kontogrupp",
        )
        show_quiet(
            "Ansvar, verksamhet och projekt säger vilka rader i en fil som är nämndens, i filer som läses in härefter. "
            "Tomt fält betyder alla."
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            vem = show_signatur(ram.store, key="namnd")
            pressed = st.form_submit_button("Spara uppgifterna")
        if pressed:
            with problems.guard():
                own = tuple(one for dim, text in urval.items() if (one := Urval.parse(dim, text)).intervall)
                kept = tuple(one for one in ram.namnd.urval if one.dimension not in urval)
                changed = replace(
                    ram.namnd,
                    namn=namn.strip(),
                    kommun=kommun.strip(),
                    enhet=Enhet(enhet),
                    vy=Vy(vy),
                    urval=(*own, *kept),
                )
                _save(ram, changed, interna, utan_text, require_signatur(vem))
                finish(ram.store, vem, "Nämndens uppgifter är sparade.")


def _urval_field(namnd: Namnd, dimension: Col) -> str:
    now = ", ".join(str(one) for one in namnd.urval if one.dimension is dimension)
    return st.text_input(f"Nämndens {DIMENSIONER[dimension]}", value=now, placeholder="1000-1999, 3000")


def _save(ram: Ram, changed: Namnd, interna: str, utan_text: list[Kontogrupp], vem: str) -> None:
    if not changed.namn:
        raise InvalidValue("Nämnden behöver ett namn.")
    with ram.store.write():
        save_namnd(ram.store, changed, vem=vem)
        if interna.strip() != str(read_interna_motparter(ram.store, ram.namnd.kod)):
            save_interna_motparter(ram.store, ram.namnd.kod, interna, vem=vem)
        if frozenset(utan_text) != read_utan_text(ram.store, ram.namnd.kod):
            save_utan_text(ram.store, ram.namnd.kod, utan_text, vem=vem)


def show_manader(ram: Ram) -> None:
    """Whether each month of the year is closed, and a way to close or open one."""
    status = read_periodstatus(ram.store, ram.namnd.kod)
    months = sorted((key for key in status if key // 100 == ram.ar), reverse=True)
    if not months:
        return
    with st.expander(f"Stängda månader {ram.ar}", key="oppna_manader", icon=":material/lock:"):
        show_quiet("Prognosen bygger på stängda månader. En rapport över en preliminär månad säger det.")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            key = st.selectbox(
                "Månad",
                months,
                format_func=lambda one: f"{Period.from_key(one).namn.capitalize()}, {STATUS[status[one]]}",
                key="manad_vald",
                width=300,
            )
            new = Status.PRELIMINAR if status[key] is Status.STANGD else Status.STANGD
            label = "Stäng månaden" if new is Status.STANGD else "Öppna månaden"
            vem, pressed = show_action(ram.store, label, key="manad_status", icon=":material/lock:")
        if pressed:
            with problems.guard():
                set_periodstatus(ram.store, ram.namnd.kod, key, new, vem=require_signatur(vem))
                finish(ram.store, vem, f"{Period.from_key(key).namn.capitalize()} är {STATUS[new]}.")
