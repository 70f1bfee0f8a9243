"""A bridge: what moves an avvikelse from where it starts to where it ends, step by step."""

import textwrap
from collections.abc import Sequence
from itertools import accumulate

import plotly.graph_objects as go

from finance.belopp import Enhet, to_enhet
from finance.format import format_avvikelse
from pages.ui.charts.delar import Part, Roll, bar_marker, build_figure, end_note, note, plain, roll_for, rule, to_unit

LINE = 17  # pixels of one line of a step's name


def draw_bro(
    steg: Sequence[tuple[str, int]],
    enhet: Enhet,
    *,
    start: str = "Budget",
    start_ore: int | None = None,
    slut: str = "Prognos",
    height: int = 350,
    wrap: int = 16,
) -> go.Figure:
    """Steps in öre of avvikelse (plus = better), from budget = 0 to their sum: minus goes down, so sign, way and colour agree.

    `start_ore`: an avvikelse to start from, drawn as a bar of its own (named `start`); None starts at the line of the budget.
    A name may hold a line break: what follows it is quiet (such as "545 kr blir 524 kr"). The end is hatched: it has not
    happened yet.
    """
    first = [] if start_ore is None else [(start, start_ore)]
    values = [to_unit(ore, enhet) for _, ore in (*first, *steg)]
    levels = [0.0, *accumulate(values)]
    last, total = len(values), sum(ore for _, ore in (*first, *steg))
    data = [_bar(x, levels[x], levels[x + 1]) for x in range(last)]
    data.append(_bar(last, 0.0, levels[-1], future=True))
    notes, shapes = [], []
    for x, (_, ore) in enumerate((*first, *steg)):
        notes.append(_figure(x, max(levels[x], levels[x + 1]), ore, enhet, up=True))
        shapes.append(rule(x + 0.25, levels[x + 1], x + 0.75, levels[x + 1], dash="dot"))
    notes.append(_figure(last, levels[-1], total, enhet, up=total > 0))
    notes.append(note(-0.45, 0, start if start_ore is None else "Budget", Roll.BUDGET, anchor="right", dx=-6))
    shapes.append(rule(-0.45, 0, last + 0.45, 0, Roll.BUDGET, dash="dash", width=1.5))
    names = [_name(name, wrap) for name in (*(name for name, _ in (*first, *steg)), slut)]
    low, high = min(levels), max(levels)
    pad = 0.14 * (high - low) or 1.0
    xaxis: Part = {
        "tickmode": "array",
        "tickvals": list(range(last + 1)),
        "ticktext": names,
        "range": [-0.5, last + 0.5],
        "tickfont": {"size": 13, "color": Roll.TEXT},
    }
    room = 14 + LINE * max(name.count("<br>") + 1 for name in names)
    yaxis: Part = {"visible": False, "range": [low - pad, high + pad]}
    return build_figure(data, height=height, margin=(84, 8, 24, room), notes=notes, shapes=shapes, xaxis=xaxis, yaxis=yaxis)


def _bar(x: int, before: float, after: float, *, future: bool = False) -> Part:
    """From one level to the next. Not go.Waterfall: its bars take no hatch."""
    return {
        "type": "bar",
        "x": [x],
        "y": [abs(after - before)],
        "base": min(before, after),
        "width": 0.5,
        "marker": bar_marker(roll_for(after - before), future=future),
        "hoverinfo": "skip",
    }


def _figure(x: int, y: float, ore: int, enhet: Enhet, *, up: bool) -> Part:
    roll = roll_for(ore) if to_enhet(ore, enhet) else Roll.TEXT
    return end_note(x, y, f"<b>{format_avvikelse(ore, enhet, symbol=True)}</b>", roll, up=up, size=14)


def _name(name: str, wrap: int) -> str:
    head, _, below = name.partition("\n")
    lines = [plain(line) for line in textwrap.wrap(head, wrap, max_lines=2, placeholder=" …")]
    quiet = [f"<span style='font-size:12px'>{plain(line)}</span>" for line in textwrap.wrap(below, wrap + 8)]
    return "<br>".join([*lines, *quiet])
