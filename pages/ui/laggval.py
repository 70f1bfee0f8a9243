"""Which lines to lay a prognos for, and in what order: chosen once, kept in the link."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from finance.laggning import ALLA, Laggrad, choose_rader, worst_first
from finance.store import read_installning, save_installning
from pages.ui import problems, signatur, state
from pages.ui.frame import Ram

MINA = "mina"
VARST = "varst"
ORDNING = {"": "Som i rapporten", VARST: "Störst underskott först"}
RADER_URL, ORDNING_URL = "rader", "ordning"


@dataclass(frozen=True, slots=True)
class Urval:
    """The lines that are shown, and whether they stand in report order (then a part is indented)."""

    rader: tuple[Laggrad, ...]
    i_rapportordning: bool


def show_choices(rader: Sequence[Laggrad], ram: Ram) -> Urval:
    """The choices in a row, and the lines that they give."""
    parents = {rad.nod: rad.namn for rad in rader if rad.har_delar and rad.foralder is not None}
    names = {ALLA: "Alla rader", MINA: "Mina rader", **{kod: f"{namn} med delar" for kod, namn in parents.items()}}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        visa = _choice("Visa", RADER_URL, names, ram)
        ordning = _choice("Ordning", ORDNING_URL, ORDNING, ram)
        if visa == MINA:
            _show_mine(rader, ram)
    mina = read_mine(ram) if visa == MINA else ()
    chosen = () if visa == MINA and not mina else choose_rader(rader, visa, mina)
    return Urval(worst_first(chosen), i_rapportordning=False) if ordning == VARST else Urval(chosen, i_rapportordning=True)


def _choice(label: str, name: str, options: dict[str, str], ram: Ram) -> str:
    key = f"lagg_{name}|{ram.namnd.kod}"
    state.save_open(key, state.read_link(name, key, tuple(options)))
    chosen = st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=state.save_link,
        args=(name, key),
        width=260,
    )
    return chosen or ""


def _setting(ram: Ram) -> str:
    return f"mina-rader|{signatur.known_signatur(ram.store)}"


def read_mine(ram: Ram) -> tuple[str, ...]:
    """The kods that the person has said are theirs; nothing before."""
    return tuple(filter(None, read_installning(ram.store, _setting(ram), namnd=ram.namnd.kod).split("\n")))


def _show_mine(rader: Sequence[Laggrad], ram: Ram) -> None:
    names = {rad.nod: rad.namn for rad in rader}
    mine = [kod for kod in read_mine(ram) if kod in names]
    with st.popover(f"Välj mina rader ({len(mine)})"):
        chosen = st.multiselect(
            "Mina rader",
            list(names),
            default=mine,
            format_func=names.__getitem__,
            key=f"lagg_mina|{ram.namnd.kod}|{len(mine)}",
            placeholder="Välj de rader du ansvarar för",
        )
        vem = signatur.show_signatur(ram.store, key="lagg_mina")
        if st.button("Spara mina rader", key="lagg_mina_spara", type="primary"):
            with problems.guard():
                vem = signatur.require_signatur(vem)
                signatur.remember_signatur(ram.store, vem)
                save_installning(ram.store, _setting(ram), "\n".join(chosen), namnd=ram.namnd.kod, vem=vem)
                st.rerun()
