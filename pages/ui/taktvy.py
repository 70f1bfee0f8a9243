"""What is left of the year per month, against the pace so far and last year; each month as a table when asked for."""

import streamlit as st

from finance.format import format_belopp
from finance.manader import Manader
from finance.period import MANADER_KORT
from finance.prognos.takt import Takt, compute_takt, takt_sentence
from pages.ui import tables
from pages.ui.frame import Ram
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet


def show_takt(manader: Manader, ram: Ram) -> None:
    """The sentence, the means beside each other, and the months."""
    takt = compute_takt(manader.utfall, manader.prognos, manader.budget, manader.foregaende)
    if takt.per_manad_ore is None:
        return
    left, budget = (format_belopp(ore, ram.enhet, vy=ram.vy, unit=True) for ore in (takt.per_manad_ore, takt.budget_ore))
    with open_card():
        below = f"Budgeten för samma månader är {budget} per månad, {ram.vy.value}." if any(manader.budget) else ""
        show_card_title(f"Återstår {left} per månad", below)
        st.markdown(escape(takt_sentence(takt, ram.enhet, ram.vy)))
        opened = st.expander(
            "Visa varje månad", key="oppna_manader", icon=":material/table:", type="compact", on_change="rerun"
        )
        if opened.open:
            with opened:
                _show_means(takt, ram)
                st.space(8)
                _show_months(manader, ram)
        st.space(8)


def _show_means(takt: Takt, ram: Ram) -> None:
    means = {
        "Utfall hittills": takt.snitt_hittills_ore,
        "Resten av året: prognos": takt.per_manad_ore,
        "Resten av året: budget": takt.budget_ore,
        "Samma månader förra året": takt.foregaende_ore,
    }
    shown = {name: format_belopp(ore, ram.enhet, vy=ram.vy) for name, ore in means.items() if ore is not None}
    tables.show_cells("Snitt", ["Per månad"], list(shown), [list(shown.values())], alt="Snitt per månad, hittills och framåt")


def _show_months(manader: Manader, ram: Ram) -> None:
    cells = []
    for m in range(12):
        utfall, prognos = manader.utfall[m], manader.prognos[m]
        cost = utfall if utfall is not None else prognos or 0
        shown = [format_belopp(ore, ram.enhet, vy=ram.vy) for ore in (utfall, prognos, manader.budget[m])]
        before = format_belopp(manader.foregaende[m], ram.enhet, vy=ram.vy)
        cells.append([*shown, avvikelse_markdown(manader.budget[m] - cost, ram.enhet), before])
    tables.show_cells(
        "Månad",
        [namn.capitalize() for namn in MANADER_KORT],
        ["Utfall", "Prognos", "Budget", "Avvikelse", "Förra året"],
        cells,
        alt="Utfall eller prognos, budget, avvikelse och förra året per månad",
    )
    show_quiet("December innehåller bokslutet när det är känt.")
