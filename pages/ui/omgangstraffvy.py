"""Prognosträff: what was reported in the locked rounds of a line, against what the year became. Never per person."""

import streamlit as st

from finance.format import NB, format_belopp, format_procent
from finance.period import Period
from finance.prognos.omgangstraff import Omgangstraff, omgangstraff_sentence
from finance.prognos.traffmening import direction_text
from pages.ui import cached, tables, tider
from pages.ui.frame import Ram
from pages.ui.omgangvy import BROKEN
from pages.ui.theme import escape, open_card, show_card_title, show_quiet


def show_rounds(nod: str, ram: Ram) -> None:
    """A card with a row per locked round, newest first."""
    with open_card():
        found = cached.omgangstraff(ram.of(nod))
        unit = f"Helår, {ram.enhet.label}, {ram.vy.value}. Fel är det rapporterade minus vad året blev." if found else ""
        show_card_title(omgangstraff_sentence(found, ram.enhet), unit)
        tables.show_cells(
            "Omgång",
            [one.period.namn.capitalize() for one in found],
            ["Rapporterat", f"80{NB}% säkert", "Året blev", "Fel", "Inom", "Byggde på", "Låst"],
            [_cells(one, ram) for one in found],
            texts=[False, False, False, False, True, True, True],
            alt="Rapporterad prognos per låst omgång, och vad året blev",
        )
        if any(not one.klart for one in found):
            show_quiet("Väntas: året är inte slut, så jämförelsen är med prognosen i dag.")
        for last in cached.omgangar(ram.nyckel):
            if not last.hel:
                st.markdown(f"{BROKEN} Omgången {Period.from_key(last.period).namn} har ändrats utanför Helår och räknas inte.")


def _cells(one: Omgangstraff, ram: Ram) -> list[str]:
    low, high = sorted((one.low_ore * ram.vy.sign, one.high_ore * ram.vy.sign))
    outcome = format_belopp(one.utfall_ore, ram.enhet, vy=ram.vy)
    inside = "ja" if one.inom else ":orange[nej]"
    return [
        format_belopp(one.prognos_ore, ram.enhet, vy=ram.vy),
        f"{format_belopp(low, ram.enhet)} till {format_belopp(high, ram.enhet)}",
        outcome if one.klart else f"väntas {outcome}",
        escape(_error_text(one, ram)),
        inside,
        "bedömning" if one.bedomd else "systemets metod",
        tider.show_day(one.nar),
    ]


def _error_text(one: Omgangstraff, ram: Ram) -> str:
    """`2,1 Mnkr för lågt (3,1 %)`."""
    figure = format_belopp(abs(one.fel_ore), ram.enhet, unit=True)
    if one.fel_ore == 0:
        return figure
    share = f" ({format_procent(abs(one.fel_procent) / 100)})" if one.fel_procent is not None else ""
    return f"{figure} {direction_text(low=one.fel_ore < 0, intakt=one.utfall_ore < 0)}{share}"
