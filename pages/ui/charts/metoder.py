"""The methods side by side: a row per method with its interval, its figure and its record."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from finance.belopp import Enhet
from finance.format import format_avvikelse
from pages.ui.charts.delar import Part, Roll, build_figure, note, plain, rule, ticks, to_unit

LINE_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Metodstrang:
    """One row: avvikelse of the full year in öre with its interval, worst end first; `record` stands at the right edge."""

    namn: str
    ore: int
    low: int
    high: int
    record: str
    shown: bool = False


def draw_metoder(
    rader: Sequence[Metodstrang], enhet: Enhet, *, column: str, row: int = 32, left: int = 290, right: int = 92
) -> go.Figure:
    """Zero is the budget. The row that is shown as the prognos is bold, has a triangle and the colour of prognos.

    Name and figure stand at the left, the record under the heading `column` at the right.
    """
    data: list[Part] = []
    notes = [
        note(0, 1, "Budget", Roll.BUDGET, anchor="center", dx=0, dy=12, size=12, yref="paper"),
        note(1, 1, column, Roll.TEXT, anchor="right", dx=right, dy=12, size=12, xref="paper", yref="paper"),
    ]
    for y, rad in enumerate(rader):
        data += _marks(y, rad, enhet)
        for x, dx, anchor, text in (
            (0, -left, "left", rad.namn),
            (0, -16, "right", format_avvikelse(rad.ore, enhet)),
            (1, right, "right", rad.record),
        ):
            words = f"<b>{plain(text)}</b>" if rad.shown else plain(text)
            notes.append(note(x, y, words, Roll.TEXT, anchor=anchor, dx=dx, xref="paper"))
    ends = [to_unit(ore, enhet) for rad in rader for ore in (rad.low, rad.high)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = 0.05 * (high - low) or 1.0
    return build_figure(
        data,
        height=row * len(rader) + 70,
        margin=(left, right, 28, 38),
        notes=notes,
        shapes=[rule(0, -0.5, 0, len(rader) - 0.5, Roll.BUDGET, dash="dash", width=1.5)],
        xaxis=ticks(low - room, high + room, goal=5),
        yaxis={"visible": False, "range": [len(rader) - 0.5, -0.55]},
    )


def _marks(y: int, rad: Metodstrang, enhet: Enhet) -> list[Part]:
    symbol = ("triangle-down" if rad.ore < 0 else "triangle-up") if rad.shown else "circle"
    marker = {"symbol": symbol, "size": 12 if rad.shown else 9, "color": Roll.PROGNOS if rad.shown else Roll.UTFALL}
    middle = to_unit(rad.ore, enhet)
    ends = f"{format_avvikelse(rad.low, enhet)} till {format_avvikelse(rad.high, enhet, unit=True)}"
    field = {"color": Roll.BAND_50 if rad.shown else Roll.RUTNAT, "width": LINE_WIDTH}
    return [
        {
            "type": "scatter",
            "x": [to_unit(rad.low, enhet), to_unit(rad.high, enhet)],
            "y": [y, y],
            "mode": "lines",
            "line": field,
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "x": [middle],
            "y": [y],
            "mode": "markers",
            "marker": marker,
            "text": [f"{plain(rad.namn)}: {format_avvikelse(rad.ore, enhet)} ({ends})"],
            "hovertemplate": "%{text}<extra></extra>",
        },
    ]
