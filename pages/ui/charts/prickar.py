"""Equally likely years as dots to count: how many of them keep the budget."""

import math
from collections import Counter
from collections.abc import Sequence

import plotly.graph_objects as go

from finance.belopp import Enhet
from finance.format import format_avvikelse
from pages.ui.charts.delar import Part, Roll, build_figure, note, rule, ticks, to_unit

BINS = 9
"""About so many stacks from the worst year to the best: dots must touch neither each other nor the frame."""
SIZE = 15


def draw_prickar(ar: Sequence[int], enhet: Enhet, *, height: int = 260) -> go.Figure:
    """A dot per year. `ar`: full-year avvikelse of equally likely years, öre.

    A year that misses the budget is a circle, one that keeps it a diamond; each stands on its own side of the budget.
    """
    width = _bin_width(ar)
    marks = _stacked(ar, width)
    data: list[Part] = [
        _dots([m for m in marks if (m[2] >= 0) is keeps], enhet, keeps=keeps)
        for keeps in (False, True)
        if any((m[2] >= 0) is keeps for m in marks)
    ]
    top = max(5, *(place for _, place, _ in marks)) + 1
    xs = [to_unit(x, enhet) for x, _, _ in marks]
    beside = to_unit(width, enhet)
    return build_figure(
        data,
        height=height,
        margin=(10, 10, 24, 40),
        notes=[note(0, 1, "Budget", Roll.BUDGET, anchor="center", dx=0, dy=12, size=12, yref="paper")],
        shapes=[rule(0, 0, 0, top, Roll.BUDGET, dash="dash", width=1.5)],
        xaxis=ticks(min(0.0, *xs) - beside, max(0.0, *xs) + beside, goal=4) | {"showgrid": False},
        yaxis={"visible": False, "range": [0, top]},
    )


def _bin_width(ar: Sequence[int]) -> int:
    return max(1, math.ceil((max(ar) - min(ar)) / BINS))


def _stacked(ar: Sequence[int], width: int) -> list[tuple[int, int, int]]:
    """(middle of the stack, place in it from 1, the year's avvikelse); no stack reaches over the budget."""
    seen: Counter[int] = Counter()
    marks = []
    for ore in sorted(ar):
        stack = ore // width
        seen[stack] += 1
        marks.append((stack * width + width // 2, seen[stack], ore))
    return marks


def _dots(marks: Sequence[tuple[int, int, int]], enhet: Enhet, *, keeps: bool) -> Part:
    return {
        "type": "scatter",
        "x": [to_unit(x, enhet) for x, _, _ in marks],
        "y": [place - 0.5 for _, place, _ in marks],
        "mode": "markers",
        "marker": {
            "symbol": "diamond" if keeps else "circle",
            "size": SIZE,
            "color": Roll.OVERSKOTT if keeps else Roll.UNDERSKOTT,
        },
        "text": [f"Ett tänkbart år: {format_avvikelse(ore, enhet, unit=True)}" for _, _, ore in marks],
        "hovertemplate": "%{text}<extra></extra>",
    }
