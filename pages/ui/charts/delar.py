"""Parts of a figure: roles, notes, rules, axes. Everything is a plain dict until `build_figure`.

Colours are ROLES, never hex values: the ten of `theme.chartCategoricalColors`, named by place. Streamlit swaps
"#000001".."#000010" for the theme's ten in the browser (`st.plotly_chart(theme="streamlit")`, the default), so one figure
serves light and dark and can be cached for both. Each role also has its own form (fill, dash, mark), so greyscale print
and colour blindness lose nothing.

A figure is built in one call from plain dicts: `add_bar`, `add_annotation` and `update_*` validate each time, and a
figure of fifty parts then takes 50 ms instead of 10.

Amounts come in öre and are turned to the shown unit once, by `to_unit`; text is written by `finance.format` only.
"""

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from finance.belopp import Enhet
from finance.format import NB, format_tal
from finance.period import MANADER_KORT

Part = dict[str, Any]
"""A trace, annotation, shape or axis as Plotly takes it."""

CLEAR = "rgba(0,0,0,0)"
NORMAL_50_OF_80 = 0.526  # half width of the 50 % interval as a share of the 80 % one (normal errors)
SIX_MONTHS = (0, 2, 4, 6, 8, 11)  # twelve names turn upright under 400 px

CONFIG: Part = {
    "locale": "sv",
    "locales": {"sv": {"format": {"decimal": ",", "thousands": NB}}},
    "displayModeBar": False,
}


class Roll(StrEnum):
    """What a mark means, as a place in `theme.chartCategoricalColors`."""

    UTFALL = "#000001"
    BUDGET = "#000002"
    PROGNOS = "#000003"
    FOREGAENDE = "#000004"
    UNDERSKOTT = "#000005"
    OVERSKOTT = "#000006"
    BAND_80 = "#000007"
    BAND_50 = "#000008"
    RUTNAT = "#000009"
    TEXT = "#000010"


DASH = {Roll.BUDGET: "dash", Roll.FOREGAENDE: "dot", Roll.PROGNOS: "dashdot"}


def to_unit(ore: float, enhet: Enhet) -> float:
    """Öre as a plain number in `enhet`, not rounded: for a place on an axis, never for text."""
    return ore / enhet.ore


def plain(text: str) -> str:
    """A name as Plotly text: its few HTML tags must not come from a file."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def roll_for(avvikelse: float) -> Roll:
    """Underskott or överskott, by sign."""
    return Roll.UNDERSKOTT if avvikelse < 0 else Roll.OVERSKOTT


def build_figure(
    data: Iterable[Part],
    *,
    height: int,
    margin: tuple[int, int, int, int],
    notes: Iterable[Part] = (),
    shapes: Iterable[Part] = (),
    **axes: Part,
) -> go.Figure:
    """A quiet figure: no legend, no zoom, Swedish separators. `margin` is left, right, top, bottom in pixels."""
    left, right, top, bottom = margin
    quiet: Part = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickangle": 0,
        "automargin": False,
        "tickfont": {"color": Roll.TEXT, "size": 12},
    }
    layout: Part = {
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom},
        "separators": "," + NB,
        "showlegend": False,
        "barmode": "overlay",
        "annotations": list(notes),
        "shapes": list(shapes),
    }
    layout |= {name: quiet | axes.get(name, {}) for name in {"xaxis", "yaxis", *axes}}
    return go.Figure(data=list(data), layout=layout)


def note(
    x: float,
    y: float,
    text: str,
    roll: Roll,
    *,
    anchor: str = "left",
    dx: int = 8,
    dy: int = 0,
    size: int = 13,
    **refs: str,
) -> Part:
    """Text at a point, moved dx right and dy up in pixels: the direct label that spares the reader a legend."""
    return {
        "x": x,
        "y": y,
        "text": text,
        "showarrow": False,
        "xanchor": anchor,
        "yanchor": "middle",
        "align": anchor,
        "xshift": dx,
        "yshift": dy,
        "borderpad": 0,
        "font": {"color": roll, "size": size},
        **refs,
    }


def end_note(x: float, y: float, text: str, roll: Roll, *, up: bool, size: int, **refs: str) -> Part:
    """A figure just outside a vertical bar's end. A bar's own `text` shrinks on narrow bars."""
    found = note(x, y, text, roll, anchor="center", dx=0, dy=1 if up else -1, size=size, **refs)
    return found | {"yanchor": "bottom" if up else "top"}


def rule(
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    roll: Roll = Roll.TEXT,
    *,
    dash: str = "solid",
    width: float = 1,
    yref: str = "y",
) -> Part:
    """A straight line: zero or budget."""
    line = {"color": roll, "width": width, "dash": dash}
    return {"type": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "yref": yref, "line": line}


def bar_marker(roll: Roll, *, future: bool = False) -> Part:
    """Solid for what has happened, hatched outline for what has not. One trace per look: an array of patterns draws none."""
    if not future:
        return {"color": roll}
    return {
        "color": CLEAR,
        "line": {"color": roll, "width": 1.2},
        "pattern": {"shape": "/", "fgcolor": roll, "bgcolor": CLEAR, "size": 6, "solidity": 0.22},
    }


def months(places: Sequence[int] = tuple(range(12)), *, size: int = 12) -> Part:
    """X axis with Swedish months (Plotly's own stay English). Name fewer where the chart may be under 400 px wide."""
    return {
        "tickmode": "array",
        "tickvals": list(places),
        "ticktext": [MANADER_KORT[m] for m in places],
        "range": [-0.45, 11.45],
        "tickfont": {"color": Roll.TEXT, "size": size},
    }


def ticks(low: float, high: float, *, goal: int = 4) -> Part:
    """Round ticks inside low..high with our own texts: Plotly writes a hyphen where Swedish has a minus."""
    if high <= low:
        low, high = low - 1, high + 1
    step = (high - low) / goal
    size = 10 ** math.floor(math.log10(step))
    unit = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= step * 0.8)
    decimals = max(0, -math.floor(math.log10(unit)) + (unit / size == 2.5)) if unit < 10 else 0
    values = [unit * n for n in range(math.ceil(low / unit), math.floor(high / unit) + 1)]
    return {
        "tickmode": "array",
        "tickvals": values,
        "ticktext": [format_tal(value, decimals if unit % 1 else 0) for value in values],
        "range": [low, high],
        "ticklabelstandoff": 6,
        "showgrid": True,
        "gridcolor": Roll.RUTNAT,
    }


def room_for(axis: Part) -> int:
    """The left margin in pixels that the axis' own texts need; Plotly's automatic margin would move the chart."""
    return 18 + 7 * max((len(text) for text in axis["ticktext"]), default=0)


def spread(places: Sequence[float], gap: float) -> list[float]:
    """`places` moved apart so that no two are nearer than `gap`, in the same order as given; the middle is kept."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    found = list(places)
    for _ in range(len(places)):
        for below, above in pairwise(order):
            if (short := gap - (found[above] - found[below])) > 1e-9:
                found[below] -= short / 2
                found[above] += short / 2
    return found


def line_trace(x: Sequence[int], y: Sequence[float], roll: Roll, hover: Sequence[str], *, dash: str | None = None) -> Part:
    """A line in the form of its role; only utfall has marks, because only utfall has observations."""
    utfall = roll is Roll.UTFALL
    return {
        "type": "scatter",
        "x": list(x),
        "y": list(y),
        "mode": "lines+markers" if utfall else "lines",
        "marker": {"size": 7},
        "line": {"color": roll, "width": 3 if utfall else 2.2, "dash": dash or DASH.get(roll, "solid")},
        "text": list(hover),
        "hovertemplate": "%{text}<extra></extra>",
    }


def band_trace(places: list[int], fan: Sequence[tuple[float, float]], share: float, roll: Roll) -> Part:
    """The field between the ends of `fan` over `places`, drawn in to `share` of its width; no hover, the line has it."""
    upper = [(1 + share) / 2 * fan[m][1] + (1 - share) / 2 * fan[m][0] for m in places]
    lower = [(1 + share) / 2 * fan[m][0] + (1 - share) / 2 * fan[m][1] for m in places]
    field: Part = {"mode": "lines", "line": {"width": 0}, "fill": "toself", "fillcolor": roll, "hoverinfo": "skip"}
    return {"type": "scatter", "x": places + places[::-1], "y": upper + lower[::-1], **field}
