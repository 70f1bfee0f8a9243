"""The parts of Helårsprognos: the answer as an interval, the methods side by side, certainty per line, bedömningar."""

from dataclasses import replace

import streamlit as st

from finance.bedomning import Bedomning
from finance.format import MISSING, format_avvikelse
from finance.prognos import SLUTNA, STANDARDMETOD
from finance.prognos.traffmening import medelfel_text, record_text
from finance.rapport import delar
from finance.uppfoljning import Rad, Uppfoljning
from pages.ui import cached, tables, theme, tider
from pages.ui.frame import Ram
from pages.ui.oversikt import ends_80, line_name
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title


def show_answer(uppfoljning: Uppfoljning, ram: Ram) -> None:
    """The interval first, then the point; a prognos never stands alone."""
    certainty = delar.certainty_table(uppfoljning, enhet=ram.enhet, vy=ram.vy, summa_namn="Totalt")
    total = uppfoljning.total
    point = f"Prognos avvikelse helår {format_avvikelse(total.prognosavvikelse_ore, ram.enhet, unit=True)}."
    closed = uppfoljning.senast_stangd
    until = f"Bygger på stängda månader till och med {closed.namn}." if closed else "Ingen månad är stängd ännu."
    theme.show_answer(certainty.slutsats, f"{point} Metod: {total.metod_text}. {until}")


def show_methods(ram: Ram) -> None:
    """The system's prognos by every method; the one that is used is said."""
    record = cached.traffsakerhet(ram.nyckel)
    labels, cells = [], []
    for metod in SLUTNA:
        total = cached.uppfoljning(replace(ram.nyckel, metod=metod)).total
        low, high = ends_80(total)
        labels.append(metod.namn + (" (används)" if metod is STANDARDMETOD else ""))
        cells.append(
            [
                avvikelse_markdown(total.budget_helar_ore - total.systemprognos_ore, ram.enhet),
                f"{format_avvikelse(low, ram.enhet)} till {format_avvikelse(high, ram.enhet)}",
                medelfel_text(record.total.metoder.get(metod), ram.enhet),
                escape(metod.beskrivning),
            ]
        )
    with open_card():
        show_card_title(
            "Så säger metoderna",
            f"Systemets prognos avvikelse helår utan bedömningar, {ram.enhet.label}. {record_text(record)}",
        )
        tables.show_cells(
            "Metod",
            labels,
            ["Prognos avvikelse", "80 % säkert", "Medelfel", "Antar att"],
            cells,
            texts=[False, False, False, True],
            alt="Prognos avvikelse helår enligt varje metod, med intervall och medelfel tidigare år",
        )


def show_certainty(uppfoljning: Uppfoljning, ram: Ram) -> None:
    """Prognos, interval, method and chance per line."""
    tabell = delar.certainty_table(uppfoljning, enhet=ram.enhet, vy=ram.vy, summa_namn="Totalt")
    with open_card():
        show_card_title(tabell.titel, f"{ram.enhet.label}, {ram.vy.value}.")
        tables.show_tabell(tabell, ram.enhet, ram.vy)


def show_judged(uppfoljning: Uppfoljning, ram: Ram) -> None:
    """Bedömningar in force: what the system says, what a person says, why, who and when."""
    found = cached.lage(ram.nyckel).bedomningar
    by_nod = {rad.nod: rad for rad in uppfoljning.rader}
    with open_card():
        if not found:
            show_card_title(
                "Inga bedömningar", "Läs in en fil med bedömningar, så ersätter eller flyttar de systemets prognos."
            )
            return
        count = f"{len(found)} bedömningar" if len(found) > 1 else "En bedömning"
        show_card_title(f"{count} ligger ovanpå systemets prognos", f"Avvikelse helår, {ram.enhet.label}.")
        tables.show_cells(
            "Verksamhet",
            [line_name(uppfoljning, one.nod) for one in found],
            ["Systemet", "Bedömt", "Typ", "Skäl", "Av", "När"],
            [_cells(one, by_nod.get(one.nod), ram) for one in found],
            texts=[False, False, True, True, True, True],
            alt="Bedömningar med skäl, vem och när",
        )
        st.space(8)


def _cells(one: Bedomning, rad: Rad | None, ram: Ram) -> list[str]:
    system = None if rad is None else rad.budget_helar_ore - rad.systemprognos_ore
    judged = one.avvikelse_ore if one.avvikelse_ore is not None or rad is None else one.niva_avvikelse(rad.budget_helar_ore)
    return [
        avvikelse_markdown(system, ram.enhet),
        avvikelse_markdown(judged, ram.enhet),
        one.typ.namn,
        escape(one.skal) or MISSING,
        escape(one.vem),
        tider.show_day(one.nar),
    ]
