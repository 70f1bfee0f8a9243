"""The methods side by side on Helårsprognos, how the shown one was computed, and the choice of another for the line."""

from collections.abc import Sequence

import streamlit as st

from finance.format import MISSING, NB, format_avvikelse, format_belopp
from finance.prognos import STANDARDMETOD
from finance.prognos.metodrader import Metodrad
from finance.prognos.traffmening import medelfel_text, record_text
from finance.uppfoljning import Rad
from pages.ui import anpassadevy, cached, charts, forklaringsvy, metodvalvy, raknavy, tables
from pages.ui.arsslut import ends_80
from pages.ui.diagram import show_figure
from pages.ui.frame import Ram
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet_lines


def show_methods(rad: Rad, ram: Ram) -> None:
    """Every method's figure, interval and record; the one that is used is said."""
    nyckel = ram.of(rad.nod)
    rader = order_rows([*cached.metodrader(nyckel), *cached.anpassade_rader(nyckel)])
    if not rader:
        return
    strangar = tuple(method_rows(rad, rader, ram))
    record = cached.traffsakerhet(ram.nyckel)
    with open_card():
        show_card_title(
            methods_title(rader, rad, ram),
            f"{_what(rad)} per metod med 80{NB}% säkert, {ram.enhet.label}. {record_text(record)}",
        )
        if rad.har_budget:
            figure = cached.figure(charts.draw_metoder, strangar, ram.enhet, column="Medelfel")
            words = "; ".join(f"{one.namn} {format_avvikelse(one.ore, ram.enhet, unit=True)}" for one in strangar)
            show_figure(figure, alt=f"Prognos avvikelse helår per metod: {words}", key="metoder")
        show_quiet_lines(_notes(rader))
        anpassadevy.show_status(ram)
        with st.expander("Visa som tabell", expanded=not rad.har_budget, icon=":material/table:", type="compact"):
            _show_table(strangar, rader, rad, ram)
        forklaringsvy.show_explanation(rad, ram)
        metodvalvy.show_choice(rad, rader, ram)
        st.space(8)
        used = [one.metod for one in _used(rader)]
        raknavy.show_method_link(used[0] if used else STANDARDMETOD)


def order_rows(rader: Sequence[Metodrad]) -> list[Metodrad]:
    """The used one first, then by mean error; those without a record last."""

    def place(rad: Metodrad) -> tuple[bool, bool, float]:
        return not rad.anvands, rad.traff is None, float(rad.traff.medelfel_ore) if rad.traff else 0.0

    return sorted(rader, key=place)


def _used(rader: Sequence[Metodrad]) -> list[Metodrad]:
    return [one for one in rader if one.anvands]


def method_rows(rad: Rad, rader: Sequence[Metodrad], ram: Ram) -> list[charts.Metodstrang]:
    """What is shown first: the prognos with what people have added, then method by method."""
    low, high = ends_80(rad)
    judged = rad.prognos_ore != rad.systemprognos_ore
    found = []
    if judged:
        found.append(charts.Metodstrang("Bedömd prognos", rad.prognosavvikelse_ore, low, high, MISSING, shown=True))
    elif not _used(rader):
        found.append(charts.Metodstrang("Systemets prognos", rad.prognosavvikelse_ore, low, high, MISSING, shown=True))
    for one in rader:
        budget = rad.budget_helar_ore
        found.append(
            charts.Metodstrang(
                name_of(one),
                budget - one.total_ore,
                budget - one.high_ore,
                budget - one.low_ore,
                medelfel_text(one.traff, ram.enhet),
                shown=one.anvands and not judged,
            )
        )
    return found


def name_of(rad: Metodrad) -> str:
    """A method as it is named in chart and table."""
    return rad.metod.namn + (" (används)" if rad.anvands else "")


def methods_title(rader: Sequence[Metodrad], rad: Rad, ram: Ram) -> str:
    """How far apart the methods are."""
    totals = sorted((rad.budget_helar_ore - one.total_ore for one in rader), reverse=not rad.har_budget)
    if len(totals) == 1:
        return f"En metod kan räknas: {_figure(totals[0], rad, ram, unit=True)}"
    low, high = _figure(totals[0], rad, ram), _figure(totals[-1], rad, ram, unit=True)
    if low == _figure(totals[-1], rad, ram):
        return f"Alla metoder säger {high}"
    return f"Metoderna hamnar mellan {low} och {high}"


def _what(rad: Rad) -> str:
    return "Prognos avvikelse helår" if rad.har_budget else "Prognos nettokostnad helår"


def _figure(ore: int, rad: Rad, ram: Ram, *, unit: bool = False) -> str:
    """An avvikelse; without a budget (0) it is the net cost with the other sign, and that is what is shown."""
    if rad.har_budget:
        return format_avvikelse(ore, ram.enhet, unit=unit)
    return format_belopp(-ore, ram.enhet, unit=unit)


def _ends(one: charts.Metodstrang, rad: Rad, ram: Ram) -> str:
    low, high = (one.low, one.high) if rad.har_budget else (one.high, one.low)
    return f"{_figure(low, rad, ram)}{NB}till{NB}{_figure(high, rad, ram)}"


def _notes(rader: Sequence[Metodrad]) -> list[str]:
    without = [one for one in rader if one.utan]
    if not without:
        return []
    parts = ", ".join(f"{one.metod.namn.lower()} för {one.utan}" for one in without)
    return [f"Delar som metoden inte kan räknas för har fått en annan metod: {parts}."]


def _show_table(strangar: Sequence[charts.Metodstrang], rader: Sequence[Metodrad], rad: Rad, ram: Ram) -> None:
    assumes = {name_of(one): one.metod.beskrivning for one in rader}
    tables.show_cells(
        "Metod",
        [one.namn for one in strangar],
        [_what(rad).removesuffix(" helår"), "80 % säkert", "Medelfel", "Antar att"],
        [
            [
                avvikelse_markdown(one.ore, ram.enhet) if rad.har_budget else _figure(one.ore, rad, ram),
                _ends(one, rad, ram),
                one.record,
                escape(assumes.get(one.namn, "Systemets prognos med det som människor har lagt till.")),
            ]
            for one in strangar
        ],
        texts=[False, False, False, True],
        alt=f"{_what(rad)} enligt varje metod, med intervall och medelfel tidigare år",
    )
    for one in rader:
        show_quiet_lines(f"{one.metod.namn}: {text}" for text in one.forklaring)
