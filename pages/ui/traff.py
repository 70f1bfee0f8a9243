"""The parts of Prognosträff: how near the year each method has come before, for a line, and for all lines worst first."""

import streamlit as st

from finance.belopp import to_enhet
from finance.format import MISSING, NB, format_belopp, format_procent
from finance.period import MANADER
from finance.prognos import STANDARDMETOD, Metod
from finance.prognos.traffmening import (
    after_month,
    bias_text,
    coverage_text,
    direction_text,
    medelfel_text,
    traff_sentence,
    years_text,
)
from finance.prognos.traffsakerhet import MINST_AR, Arstraff, Radtraff, Traff, Traffsakerhet
from pages.ui import cached, charts, tables, theme
from pages.ui.diagram import show_figure
from pages.ui.frame import Ram
from pages.ui.oversikt import line_name
from pages.ui.theme import escape, open_card, show_card_title, show_quiet_lines

LAST_MONTH = 11  # after December there is nothing left to forecast


def show_choices(ram: Ram) -> tuple[str, int]:
    """The line and the month (0-11) that the page is about; the total and the last closed month to begin with."""
    uppfoljning = cached.uppfoljning(ram.nyckel)
    total, closed = uppfoljning.total, uppfoljning.senast_stangd
    noder = [total.nod, *(rad.nod for rad in uppfoljning.rader[:-1])]
    names = {nod: line_name(uppfoljning, nod) for nod in noder}
    key = f"{ram.namnd.kod}|{ram.nyckel.version}"
    with st.container(horizontal=True):
        nod = st.selectbox("Verksamhet", noder, format_func=lambda kod: names[kod], key=f"traff_nod|{key}", width=340)
        manad = st.selectbox(
            "Prognos gjord efter",
            list(range(LAST_MONTH + 1)),
            index=min(closed.manad, LAST_MONTH) if closed else 0,
            format_func=lambda month: MANADER[month - 1] if month else "före januari",
            key=f"traff_manad|{key}|{ram.period}",
            width=190,
        )
    return nod or total.nod, int(manad or 0)


def show_answer(record: Traffsakerhet, rad: Radtraff, ram: Ram) -> None:
    """The record of the default method in a sentence, and what it rests on."""
    rests = "Prognosen är räknad i efterhand för varje tidigare år, med bara månaderna fram till dess och åren före."
    theme.show_answer(
        traff_sentence(rad, record.manad, ram.enhet),
        f"{rests} Bedömningar ingår inte." if record.ar else "Läs in fler tidigare år, så räknas träffen fram av sig själv.",
    )


def show_methods(rad: Radtraff, record: Traffsakerhet, ram: Ram) -> None:
    """Method against method for the line: the chart, and the same figures as a table."""
    if not rad.metoder:
        return
    ordered = _nearest_first(list(rad.metoder.values()))
    with open_card():
        show_card_title(_methods_title(ordered), f"Fel {_unit(ordered, ram)}, {_scope(record)}.")
        _show_forest(ordered, ram)
        tables.show_cells(
            "Metod",
            [_method_name(traff.metod) for traff in ordered],
            ["Medelfel", f"Per månad kvar, {ram.enhet.label}", "I snitt", f"Inom 80{NB}%"],
            [
                [
                    medelfel_text(traff, ram.enhet),
                    format_belopp(traff.fel_per_manad_ore, ram.enhet),
                    escape(bias_text(traff, ram.enhet)),
                    coverage_text(traff),
                ]
                for traff in ordered
            ],
            alt="Medelfel, medelfel per månad som återstod, riktning och träff i intervallet för varje metod",
        )
        show_quiet_lines([f"{_words_explained(ordered[0])} Små skillnader mellan metoder på så få år är ofta slump."])


def _nearest_first(tested: list[Traff]) -> list[Traff]:
    """By the mean error that is shown; methods that could be tested on fewer years come after the others."""
    most, percent = max(traff.antal for traff in tested), _in_procent(tested)

    def place(traff: Traff) -> tuple[bool, float]:
        return traff.antal < most, (traff.medelfel_procent or 0.0) if percent else traff.medelfel_ore

    return sorted(tested, key=place)


def _method_name(metod: Metod) -> str:
    return metod.namn + (" (används)" if metod is STANDARDMETOD else "")


def _methods_title(ordered: list[Traff]) -> str:
    best = ordered[0]
    if best.antal < MINST_AR:
        return "Ett år räcker inte för att jämföra metoderna"
    standard = next((traff for traff in ordered if traff.metod is STANDARDMETOD), best)
    if standard is best:
        return f"{best.metod.namn} har legat närmast"
    return f"{best.metod.namn} har legat närmast, {standard.metod.namn.lower()} på plats {ordered.index(standard) + 1}"


def _unit(ordered: list[Traff], ram: Ram) -> str:
    return "i procent av helåret" if _in_procent(ordered) else f"i {ram.enhet.label}"


def _in_procent(ordered: list[Traff]) -> bool:
    return all(traff.medelfel_procent is not None for traff in ordered)


def _scope(record: Traffsakerhet) -> str:
    span = str(record.ar[0]) if len(record.ar) == 1 else f"{record.ar[0]}–{record.ar[-1]}"
    return f"{after_month(record.manad).lower()}, {span}"


def _words_explained(traff: Traff) -> str:
    if traff.intakt:
        return "För ljust: året blev sämre än prognosen. För mörkt: året blev bättre."
    return "För lågt: kostnaden blev högre än prognosen. För högt: kostnaden blev lägre."


def _show_forest(ordered: list[Traff], ram: Ram) -> None:
    percent = _in_procent(ordered)
    rader = tuple(
        charts.Traffrad(
            traff.metod.namn,
            tuple((f"{one.ar}: {_error_text(one, traff, ram)}", _on_axis(one, ram, percent=percent)) for one in traff.ar),
            sum(_on_axis(one, ram, percent=percent) for one in traff.ar) / traff.antal,
            medelfel_text(traff, ram.enhet),
            used=traff.metod is STANDARDMETOD,
        )
        for traff in ordered
    )
    sides = tuple(direction_text(low=low, intakt=ordered[0].intakt).capitalize() for low in (True, False))
    figure = cached.figure(charts.draw_traff, rader, ends=sides, column="Medelfel")
    words = "; ".join(f"{rad.namn} {rad.text}" for rad in rader)
    show_figure(figure, alt=f"Medelfel per metod: {words}", key="traff_metoder")


def _on_axis(one: Arstraff, ram: Ram, *, percent: bool) -> float:
    return (one.fel_procent or 0.0) if percent else float(to_enhet(one.fel_ore, ram.enhet, 6))


def _error_text(one: Arstraff, traff: Traff, ram: Ram) -> str:
    """`2,1 Mnkr för lågt (3,1 %)`, or just the amount when percent mean nothing."""
    figure = format_belopp(abs(one.fel_ore), ram.enhet, unit=True)
    if one.fel_ore == 0:
        return figure
    share = f" ({format_procent(abs(one.fel_procent) / 100)})" if one.fel_procent is not None else ""
    return f"{figure} {direction_text(low=one.fel_ore < 0, intakt=traff.intakt)}{share}"


def show_years(rad: Radtraff, record: Traffsakerhet, ram: Ram) -> None:
    """The default method year by year: what it said, and what the year became."""
    traff = rad.metoder.get(STANDARDMETOD)
    if traff is None:
        return
    with open_card():
        count = f"{traff.inom} av {years_text(traff.antal)} slutade inom 80-procentsintervallet"
        show_card_title(count, f"{STANDARDMETOD.namn} {after_month(record.manad).lower()}, {ram.enhet.label}, {ram.vy.value}.")
        tables.show_cells(
            "År",
            [str(one.ar) for one in reversed(traff.ar)],
            ["Prognos", f"80{NB}% säkert", "Utfall", "Fel", "Inom"],
            [
                [
                    format_belopp(one.prognos_ore, ram.enhet, vy=ram.vy),
                    _ends(one, ram),
                    format_belopp(one.utfall_ore, ram.enhet, vy=ram.vy),
                    escape(_error_text(one, traff, ram)),
                    "ja" if one.inom else ":orange[nej]",
                ]
                for one in reversed(traff.ar)
            ],
            alt="Prognos, intervall och utfall för varje tidigare år",
        )
        st.space(8)


def _ends(one: Arstraff, ram: Ram) -> str:
    low, high = sorted((one.low_ore * ram.vy.sign, one.high_ore * ram.vy.sign))
    return f"{format_belopp(low, ram.enhet)} till {format_belopp(high, ram.enhet)}"


def show_lines(record: Traffsakerhet, ram: Ram) -> None:
    """Every line below the total, worst first, by the default method."""
    rader = record.worst_first(STANDARDMETOD)
    if not rader:
        return
    uppfoljning = cached.uppfoljning(ram.nyckel)
    found = [(line_name(uppfoljning, rad.nod), rad.metoder[STANDARDMETOD]) for rad in rader]
    inside, of = record.inom(STANDARDMETOD)
    with open_card():
        show_card_title(
            f"Svårast att förutse: {found[0][0]}, {medelfel_text(found[0][1], ram.enhet)}",
            f"{STANDARDMETOD.namn}, {_scope(record)}. {inside} av {of} årsprognoser slutade inom 80-procentsintervallet.",
        )
        tables.show_cells(
            "Verksamhet",
            [name for name, _ in found],
            ["Medelfel", f"I{NB}{ram.enhet.label}", "I snitt", f"Inom 80{NB}%"],
            [
                [
                    MISSING if traff.medelfel_procent is None else medelfel_text(traff, ram.enhet),
                    format_belopp(traff.medelfel_ore, ram.enhet),
                    escape(bias_text(traff, ram.enhet)),
                    coverage_text(traff),
                ]
                for _, traff in found
            ],
            alt="Medelfel per verksamhet, störst först",
        )
        st.space(8)
