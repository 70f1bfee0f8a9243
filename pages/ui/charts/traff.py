"""The track record of methods: a row per method with a dot for each earlier year's error."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from pages.ui.charts.delar import Part, Roll, build_figure, note, plain, rule, ticks

LINE_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Traffrad:
    """One method. `fel`: (what a year is called when pointed at, signed error on the axis); `snitt`: the mean of them."""

    namn: str
    fel: tuple[tuple[str, float], ...]
    snitt: float
    text: str
    used: bool = False


def draw_traff(
    rader: Sequence[Traffrad], *, ends: tuple[str, str], column: str, row: int = 34, left: int = 190, right: int = 84
) -> go.Figure:
    """Zero is what the year became: dots are years, the field goes from zero to their mean, `text` stands at the right.

    `ends`: what lies left and right of zero, in words. The used method is bold and has the colour of prognos.
    """
    data: list[Part] = []
    notes = [
        note(0, 1, "Utfall", Roll.TEXT, anchor="center", dx=0, dy=12, size=12, yref="paper"),
        note(1, 1, column, Roll.TEXT, anchor="right", dx=right, dy=12, size=12, xref="paper", yref="paper"),
        note(0, 1, ends[0], Roll.TEXT, dx=0, dy=12, size=12, xref="paper", yref="paper"),
        note(1, 1, ends[1], Roll.TEXT, anchor="right", dx=0, dy=12, size=12, xref="paper", yref="paper"),
    ]
    for y, rad in enumerate(rader):
        data += _marks(y, rad)
        for x, dx, anchor, text in ((0, -left, "left", rad.namn), (1, right, "right", rad.text)):
            words = f"<b>{plain(text)}</b>" if rad.used else plain(text)
            notes.append(note(x, y, words, Roll.TEXT, anchor=anchor, dx=dx, xref="paper"))
    reach = max((abs(value) for rad in rader for _, value in rad.fel), default=0.0) or 1.0
    low = min((value for rad in rader for _, value in rad.fel), default=-reach)
    high = max((value for rad in rader for _, value in rad.fel), default=reach)
    room = 0.45 * reach  # so that zero and the words above both sides of it are always in sight
    return build_figure(
        data,
        height=row * len(rader) + 62,
        margin=(left, right, 26, 36),
        notes=notes,
        shapes=[rule(0, -0.5, 0, len(rader) - 0.5)],
        xaxis=ticks(min(1.08 * low, -room), max(1.08 * high, room), goal=5),
        yaxis={"visible": False, "range": [len(rader) - 0.5, -0.5]},
    )


def _marks(y: int, rad: Traffrad) -> list[Part]:
    field = {"color": Roll.BAND_50 if rad.used else Roll.RUTNAT, "width": LINE_WIDTH}
    marker = {"symbol": "diamond" if rad.used else "circle", "size": 9, "color": Roll.PROGNOS if rad.used else Roll.UTFALL}
    return [
        {"type": "scatter", "x": [0, rad.snitt], "y": [y, y], "mode": "lines", "line": field, "hoverinfo": "skip"},
        {
            "type": "scatter",
            "x": [value for _, value in rad.fel],
            "y": [y] * len(rad.fel),
            "mode": "markers",
            "marker": marker,
            "text": [plain(text) for text, _ in rad.fel],
            "hovertemplate": "%{text}<extra></extra>",
        },
    ]
