"""Bars beside each other per year or quarter: a fill of its own for each series, so that grey print keeps them apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from pages.ui.charts.delar import (
    CLEAR,
    Part,
    Roll,
    bar_marker,
    build_figure,
    end_note,
    note,
    plain,
    roll_for,
    room_for,
    rule,
    ticks,
)

GROUP = 0.84
"""Share of a category's width that its bars take."""
WIDEST, WIDEST_ALONE = 0.28, 0.56
"""The same for one bar: few years shall not be drawn as blocks."""
LETTER = 6.6
"""Pixels. Where figures would run into each other there is an axis instead."""


@dataclass(frozen=True, slots=True)
class Stapelserie:
    """A series; None = no bar. `texter` are its values as people read them.

    `signed`: avvikelser, each with the role of its sign. `dotted`: beside another series of the same role.
    """

    namn: str
    varden: tuple[float | None, ...]
    texter: tuple[str, ...]
    roll: Roll
    signed: bool = False
    dotted: bool = False


def draw_grupper(
    serier: Sequence[Stapelserie],
    kategorier: Sequence[str],
    *,
    brott: int | None = None,
    brott_text: str = "",
    height: int = 280,
    width: int = 620,
) -> go.Figure:
    """The bars of a category stand close together in its middle, in the order of the series; what has no value takes no room.

    `brott`: the place in `kategorier` where a new, broken series begins. `width`: the least that the chart may get, in pixels.
    """
    values = [value for serie in serier for value in serie.varden if value is not None]
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    room = (0.13 if brott is None else 0.26) * ((high - low) or 1.0)
    low, high = (low - room if low < 0 else 0.0), (high + room if high > 0 or low == high else 0.0)
    most = max(1, *(_count(serier, place) for place in range(len(kategorier))))
    needed = LETTER * max((len(text) for serie in serier for text in serie.texter), default=0) * len(kategorier) / width
    bar = min(GROUP / most, WIDEST_ALONE if most == 1 else max(WIDEST, needed))
    written = needed <= (bar if most > 1 else 1)
    yaxis: Part = {"visible": False, "range": [low, high]} if written else ticks(low, high)
    places = [_places(serier, place, bar) for place in range(len(kategorier))]
    data: list[Part] = []
    notes: list[Part] = []
    for n, serie in enumerate(serier):
        known = [(places[k][n], value, k) for k, value in enumerate(serie.varden) if value is not None]
        data += _bars(serie, known, kategorier, 0.9 * bar)
        if written:
            notes += [_figure(serie, x, value, serie.texter[k]) for x, value, k in known]
    shapes = [rule(-0.5, 0, len(kategorier) - 0.5, 0)]
    if brott is not None:
        shapes.append(rule(brott - 0.5, low, brott - 0.5, high, dash="dot", width=1.5))
        notes.append(note(brott - 0.5, high, plain(brott_text), Roll.TEXT, size=12, dx=4, dy=-8))
    named = len([serie for serie in serier if serie.namn]) > 1
    figure = build_figure(
        data,
        height=height,
        margin=(4 if written else room_for(yaxis), 4, 30 if named else 8, 24),
        notes=notes,
        shapes=shapes,
        xaxis=_times(kategorier),
        yaxis=yaxis,
    )
    if named:
        figure.layout.showlegend = True
        figure.layout.legend = _legend()
    return figure


def _count(serier: Sequence[Stapelserie], place: int) -> int:
    return sum(serie.varden[place] is not None for serie in serier)


def _places(serier: Sequence[Stapelserie], place: int, width: float) -> list[float]:
    """Where the bar of each series stands in a category; those that are missing stand nowhere."""
    left = place - width * (_count(serier, place) - 1) / 2
    found, seen = [], 0
    for serie in serier:
        found.append(left + seen * width)
        seen += serie.varden[place] is not None
    return found


def _bars(serie: Stapelserie, known: Sequence[tuple[float, float, int]], kategorier: Sequence[str], width: float) -> list[Part]:
    """One trace per look."""
    if not serie.signed:
        return [_trace(serie, known, kategorier, width, _marker(serie))]
    by_sign = [(roll, [one for one in known if roll_for(one[1]) is roll]) for roll in (Roll.UNDERSKOTT, Roll.OVERSKOTT)]
    return [_trace(serie, part, kategorier, width, bar_marker(roll)) for roll, part in by_sign if part]


def _trace(
    serie: Stapelserie, known: Sequence[tuple[float, float, int]], kategorier: Sequence[str], width: float, marker: Part
) -> Part:
    return {
        "type": "bar",
        "name": plain(serie.namn),
        "x": [x for x, _, _ in known],
        "y": [value for _, value, _ in known],
        "width": width,
        "marker": marker,
        "customdata": [f"{plain(serie.namn)} {plain(kategorier[k])}: {serie.texter[k]}" for _, _, k in known],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _marker(serie: Stapelserie) -> Part:
    """Solid, hatched for what has not happened, an outline for what is there to compare with."""
    if serie.roll not in (Roll.FOREGAENDE, Roll.BUDGET):
        return bar_marker(serie.roll, future=serie.roll is Roll.PROGNOS)
    dots = {"shape": ".", "fgcolor": serie.roll, "bgcolor": CLEAR, "size": 6, "solidity": 0.3} if serie.dotted else {}
    return {"color": CLEAR, "line": {"color": serie.roll, "width": 1.8}, "pattern": dots}


def _figure(serie: Stapelserie, x: float, value: float, text: str) -> Part:
    roll = roll_for(value) if serie.signed and value else Roll.TEXT
    return end_note(x, value, text, roll, up=value >= 0, size=13 if serie.signed else 12)


def _times(kategorier: Sequence[str]) -> Part:
    return {
        "tickmode": "array",
        "tickvals": list(range(len(kategorier))),
        "ticktext": [plain(namn) for namn in kategorier],
        "range": [-0.5, len(kategorier) - 0.5],
    }


def _legend() -> Part:
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1.02,
        "yanchor": "bottom",
        "font": {"color": Roll.TEXT, "size": 12},
        "itemclick": False,
        "itemdoubleclick": False,
    }
