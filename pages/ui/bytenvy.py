"""Verksamheter that go on under another kod: those that hold, and fields to connect or part two codes."""

from collections.abc import Mapping

import streamlit as st

from finance.errors import InvalidValue
from finance.kolumner import Col
from finance.mottagning.kontext import list_verksamheter
from finance.period import Period
from finance.store import (
    Verksamhetsbyte,
    read_namn,
    read_verksamhetsbyten,
    remove_verksamhetsbyte,
    save_verksamhetsbyte,
)
from pages.ui import perioder, problems, tables, valfalt
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_card_title


def show_byten(ram: Ram, *, locked: bool) -> None:
    """The list of connected codes; under it a way to connect two, or to take one away."""
    byten = read_verksamhetsbyten(ram.store, ram.namnd.kod, as_of=ram.as_of)
    names = read_verksamheter(ram)
    title = "Inga verksamheter är ihopkopplade" if not byten else "Verksamheter som har bytt kod"
    with open_card():
        show_card_title(title, "När en verksamhet byter kod följer historiken med till den nya. Summorna ändras inte.")
        tables.show_rows(
            [
                {
                    "Förr": escape(names.get(byte.fran_kod, byte.fran_kod)),
                    "Nu": escape(names.get(byte.till_kod, byte.till_kod)),
                    "Gäller från": Period.from_key(byte.galler_fran).namn,
                    "Kopplad av": escape(byte.vem),
                }
                for byte in byten
            ],
            alt="Verksamheter som har bytt kod",
        )
        if not locked:
            _show_fields(ram, names, byten)


def read_verksamheter(ram: Ram) -> Mapping[str, str]:
    """Code -> code and name, of every verksamhet that has been read in."""
    names = read_namn(ram.store, ram.namnd.kod, Col.VERKSAMHET)
    return {kod: f"{kod} {names.get(kod, '')}".strip() for kod in sorted(list_verksamheter(ram.store, ram.namnd.kod))}


def _show_fields(ram: Ram, names: Mapping[str, str], byten: tuple[Verksamhetsbyte, ...]) -> None:
    with st.expander("Koppla ihop eller ta isär", key="oppna_byten", type="compact", icon=":material/link:"):
        with st.grid(3, gap="small", min_column_width=200):
            fran = valfalt.choose("Kod förr", list(names), lambda kod: names[kod], key="byte_fran")
            till = valfalt.choose("Kod nu", list(names), lambda kod: names[kod], key="byte_till")
            since = perioder.choose_from(
                "Gäller från", ram.ar, key="byte_sedan", always=False, default=ram.period.key if ram.period else 0
            )
        vem, pressed = show_action(ram.store, "Koppla ihop", key="byte", icon=":material/link:")
        if pressed:
            with problems.guard():
                connect(ram, fran, till, since, require_signatur(vem))
                finish(ram.store, vem, f"{names[str(fran)]} visas nu som {names[str(till)]}.")
        for byte in byten:
            label = f"Ta bort kopplingen {byte.fran_kod} till {byte.till_kod}"
            if st.button(label, key=f"byte_bort_{byte.fran_kod}_{byte.galler_fran}", type="tertiary", icon=":material/close:"):
                with problems.guard():
                    remove_verksamhetsbyte(ram.store, ram.namnd.kod, byte.fran_kod, byte.galler_fran, vem=require_signatur(vem))
                    finish(ram.store, vem, "Kopplingen är borttagen.")


def connect(ram: Ram, fran: str | None, till: str | None, since: int, vem: str) -> None:
    """Let the history of one kod follow to another. Raises InvalidValue where one is missing."""
    if not fran or not till:
        raise InvalidValue("Välj både koden förr och koden nu.")
    save_verksamhetsbyte(ram.store, ram.namnd.kod, fran, till, since, vem=vem)
