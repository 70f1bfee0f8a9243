"""The charts of a report on screen: the report's Diagram -> a figure, and the same figures as a table."""

from typing import Any

import streamlit as st

from finance.belopp import Enhet, Vy
from finance.format import format_avvikelse, format_belopp
from finance.rapport.modell import Diagram, Diagramtyp, Roll
from pages.ui import cached, charts, tables
from pages.ui.theme import escape, show_quiet

_ROLL = {
    Roll.UTFALL: (charts.Roll.UTFALL, None),
    Roll.BUDGET: (charts.Roll.BUDGET, None),
    Roll.PROGNOS: (charts.Roll.PROGNOS, None),
    Roll.FOREGAENDE: (charts.Roll.FOREGAENDE, None),
    Roll.TIDIGARE: (charts.Roll.FOREGAENDE, "longdash"),
    Roll.AVVIKELSE: (charts.Roll.UNDERSKOTT, None),
}


def show_figure(figure: Any, *, alt: str, key: str) -> None:  # noqa: ANN401 - Plotly has no types
    """A figure with the words for those who do not see it."""
    st.plotly_chart(figure, config=charts.CONFIG, alt=alt, key=key)


def show_diagram(diagram: Diagram, enhet: Enhet, vy: Vy, *, height: int = 260) -> None:
    """A chart of the report, with its measure and unit above."""
    own = vy if diagram.vy is None else diagram.vy
    form = " Fyllt utfall, streckat prognos." if diagram.typ is Diagramtyp.MANAD else ""
    show_quiet(f"{escape(diagram.titel)}, {enhet.label}.{form}")
    show_figure(
        cached.figure(draw_diagram, diagram, enhet, own, height=height), alt=diagram.alt_text, key=f"diagram_{diagram.id}"
    )


def draw_diagram(diagram: Diagram, enhet: Enhet, vy: Vy, *, height: int) -> Any:  # noqa: ANN401 - Plotly has no types
    """The figure of a Diagram."""
    if diagram.typ is Diagramtyp.MANAD:
        utfall, prognos, budget = (_months(diagram, roll) for roll in (Roll.UTFALL, Roll.PROGNOS, Roll.BUDGET))
        return charts.draw_manader(utfall, prognos, budget, enhet, vy, height=height)
    if diagram.typ is Diagramtyp.AVVIKELSE:
        pairs = zip(diagram.kategorier, diagram.serier[0].varden_ore, strict=True)
        return charts.draw_avvikelsestaplar([charts.Stapel(namn, ore or 0, "") for namn, ore in pairs], enhet, column="")
    serier = [
        charts.Serie(serie.namn, tuple(None if ore is None else ore * vy.sign for ore in serie.varden_ore), *_ROLL[serie.roll])
        for serie in diagram.serier
    ]
    return charts.draw_serier(serier, enhet, height=height)


def _months(diagram: Diagram, roll: Roll) -> tuple[int | None, ...]:
    return next((serie.varden_ore for serie in diagram.serier if serie.roll is roll), (None,) * 12)


def show_diagram_table(diagram: Diagram, enhet: Enhet, vy: Vy) -> None:
    """The figures of a chart."""
    own = vy if diagram.vy is None else diagram.vy
    tables.show_cells(
        f"{'Månad' if len(diagram.kategorier) == 12 else 'Verksamhet'}, {enhet.label}",
        [kategori.capitalize() for kategori in diagram.kategorier],
        [serie.namn for serie in diagram.serier],
        [
            [_cell(serie.roll, serie.varden_ore[row], enhet, own) for serie in diagram.serier]
            for row in range(len(diagram.kategorier))
        ],
        alt=diagram.titel,
    )


def _cell(roll: Roll, ore: int | None, enhet: Enhet, vy: Vy) -> str:
    return format_avvikelse(ore, enhet, symbol=True) if roll is Roll.AVVIKELSE else format_belopp(ore, enhet, vy=vy)
