"""The charts of a report on screen: the report's Diagram -> a figure, and the same figures as a table."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from finance.belopp import Enhet, Vy
from finance.rapport.diagramtal import break_text, caption, drawn_values, is_signed, show_point, time_name, unit_of
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
WIDE, SMALL = 620, 330
"""The least that a chart may get in width, alone and two by two, in pixels."""
FORM = {Diagramtyp.MANAD: " Fyllt utfall, streckat prognos."}


def show_figure(figure: Any, *, alt: str, key: str) -> None:  # noqa: ANN401 - Plotly has no types
    """A figure with the words for those who do not see it."""
    st.plotly_chart(figure, config=charts.CONFIG, alt=alt, key=key)


def show_diagram(diagram: Diagram, enhet: Enhet, vy: Vy, *, height: int = 260) -> None:
    """A chart of the report, with its measure and unit above."""
    has_prognos = any(serie.roll is Roll.PROGNOS for serie in diagram.serier)
    show_quiet(f"{escape(caption(diagram, enhet))}.{FORM.get(diagram.typ, '') if has_prognos else ''}")
    _show_drawn(diagram, enhet, vy, height=height)


def _show_drawn(diagram: Diagram, enhet: Enhet, vy: Vy, *, height: int, width: int = WIDE) -> None:
    own = vy if diagram.vy is None else diagram.vy
    show_figure(
        cached.figure(draw_diagram, diagram, enhet, own, height=height, width=width),
        alt=diagram.alt_text,
        key=f"diagram_{diagram.id}",
    )


def show_small(found: Sequence[Diagram], enhet: Enhet, vy: Vy) -> None:
    """Charts of mått two by two, each with what it says and its figures as a table."""
    for first in range(0, len(found), 2):
        places = st.columns(2, gap="medium") if len(found) > 1 else [st.container()]
        for place, diagram in zip(places, found[first : first + 2], strict=False):
            with place:
                said = diagram.slutsats.removeprefix(f"{diagram.titel}: ")
                st.markdown(f"**{escape(caption(diagram, enhet))}**  \n{escape(said)}")
                _show_drawn(diagram, enhet, vy, height=220, width=SMALL)
                show_folded_table(diagram, enhet, vy)


def show_folded_table(diagram: Diagram, enhet: Enhet, vy: Vy) -> None:
    """The figures of a chart, when asked for."""
    with st.expander("Visa som tabell", key=f"oppna_tabell_{diagram.id}", icon=":material/table:", type="compact"):
        show_diagram_table(diagram, enhet, vy)


def draw_diagram(diagram: Diagram, enhet: Enhet, vy: Vy, *, height: int, width: int = WIDE) -> Any:  # noqa: ANN401 - Plotly has no types
    """The figure of a Diagram."""
    if diagram.typ is Diagramtyp.MANAD:
        utfall, prognos, budget = (_months(diagram, roll) for roll in (Roll.UTFALL, Roll.PROGNOS, Roll.BUDGET))
        return charts.draw_manader(utfall, prognos, budget, enhet, vy, height=height)
    if diagram.typ is Diagramtyp.AVVIKELSE:
        pairs = zip(diagram.kategorier, diagram.serier[0].varden_ore, strict=True)
        return charts.draw_avvikelsestaplar([charts.Stapel(namn, ore or 0, "") for namn, ore in pairs], enhet, column="")
    if diagram.typ is Diagramtyp.STAPLAR:
        return _draw_grupper(diagram, enhet, vy, height=height, width=width)
    if diagram.is_matt:
        lines = [charts.Mattserie(serie.namn, serie.varden, *_ROLL[serie.roll]) for serie in diagram.serier]
        return charts.draw_matt(
            lines, diagram.kategorier, brott=diagram.brott, brott_text=break_text(diagram), height=height, width=width
        )
    serier = [
        charts.Serie(serie.namn, tuple(None if ore is None else ore * vy.sign for ore in serie.varden_ore), *_ROLL[serie.roll])
        for serie in diagram.serier
    ]
    return charts.draw_serier(serier, enhet, height=height)


def _draw_grupper(diagram: Diagram, enhet: Enhet, vy: Vy, *, height: int, width: int) -> Any:  # noqa: ANN401 - Plotly has no types
    places = range(len(diagram.kategorier))
    serier = [
        charts.Stapelserie(
            serie.namn,
            tuple(drawn_values(diagram, serie, enhet, vy)),
            tuple(show_point(diagram, serie, place, enhet, vy) for place in places),
            _ROLL[serie.roll][0],
            signed=is_signed(diagram),
            dotted=serie.roll is Roll.TIDIGARE,
        )
        for serie in diagram.serier
    ]
    return charts.draw_grupper(
        serier, diagram.kategorier, brott=diagram.brott, brott_text=break_text(diagram), height=height, width=width
    )


def _months(diagram: Diagram, roll: Roll) -> tuple[int | None, ...]:
    return next((serie.varden_ore for serie in diagram.serier if serie.roll is roll), (None,) * 12)


def show_diagram_table(diagram: Diagram, enhet: Enhet, vy: Vy) -> None:
    """The figures of a chart."""
    own = vy if diagram.vy is None else diagram.vy
    unit = unit_of(diagram, enhet)
    tables.show_cells(
        ", ".join(filter(None, (time_name(diagram), unit))),
        [_label(diagram, place) for place in range(len(diagram.kategorier))],
        [serie.namn for serie in diagram.serier],
        [[show_point(diagram, serie, row, enhet, own) for serie in diagram.serier] for row in range(len(diagram.kategorier))],
        alt=diagram.titel,
    )


def _label(diagram: Diagram, place: int) -> str:
    """A category, and from where the series is broken."""
    label = diagram.kategorier[place].capitalize()
    return f"{label} ({break_text(diagram)})" if place == diagram.brott else label
