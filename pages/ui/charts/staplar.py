"""Avvikelse per nod as horizontal bars, with sign, symbol and word."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from finance.belopp import Enhet, to_enhet
from finance.format import avvikelse_word, format_avvikelse
from pages.ui.charts.delar import Part, Roll, bar_marker, build_figure, note, plain, roll_for, rule, to_unit


@dataclass(frozen=True, slots=True)
class Stapel:
    """One bar: `ore` is an avvikelse (plus = överskott), `extra` one more text at the right edge."""

    namn: str
    ore: int
    extra: str


def draw_avvikelsestaplar(
    staplar: Sequence[Stapel], enhet: Enhet, *, column: str, row: int = 52, left: int = 132, right: int = 74
) -> go.Figure:
    """Horizontal deviation bars in the given order: name and word at the left, bar from zero, figure at its end.

    `column` heads the texts at the right edge (such as the chance of keeping the budget).
    """
    notes = [note(1, 1, column, Roll.TEXT, anchor="right", dx=right, dy=12, size=12, xref="paper", yref="paper")]
    data: list[Part] = []
    for y, stapel in enumerate(staplar):
        data.append(_bar(y, stapel, enhet))
        notes += _notes(y, stapel, enhet, left=left, right=right)
    values = [to_unit(stapel.ore, enhet) for stapel in staplar] or [0.0]
    low, high = min(0.0, *values), max(0.0, *values)
    width = (high - low) or 1.0
    ends = [to_unit(stapel.ore, enhet) + _room(stapel, enhet) * width for stapel in staplar]
    xaxis: Part = {"visible": False, "range": [min(-0.02 * width, *ends, 0), max(0.02 * width, *ends, 0)]}
    return build_figure(
        data,
        height=row * len(staplar) + 26,
        margin=(left, right, 22, 4),
        notes=notes,
        shapes=[rule(0, -0.5, 0, len(staplar) - 0.5)],
        xaxis=xaxis,
        yaxis={"visible": False, "range": [len(staplar) - 0.5, -0.5]},
    )


def _room(stapel: Stapel, enhet: Enhet) -> float:
    """What the figure beyond the end of a bar needs, as a share of the bars' whole width; minus is to the left."""
    return (-0.1 if stapel.ore < 0 else 0.1) * len(format_avvikelse(stapel.ore, enhet, symbol=True))


def _bar(y: int, stapel: Stapel, enhet: Enhet) -> Part:
    word = avvikelse_word(stapel.ore, enhet)
    text = f"{plain(stapel.namn)}: {format_avvikelse(stapel.ore, enhet, symbol=True, unit=True)}, {word}"
    return {
        "type": "bar",
        "orientation": "h",
        "y": [y],
        "x": [to_unit(stapel.ore, enhet)],
        "width": 0.44,
        "marker": bar_marker(roll_for(stapel.ore)),
        "hovertemplate": f"{text}<extra></extra>",
    }


def _notes(y: int, stapel: Stapel, enhet: Enhet, *, left: int, right: int) -> list[Part]:
    below = stapel.ore < 0
    roll = roll_for(stapel.ore) if to_enhet(stapel.ore, enhet) else Roll.TEXT
    lines = textwrap.wrap(stapel.namn, 19, max_lines=2, placeholder=" …")
    name = "<br>".join(plain(line) for line in lines)
    word = avvikelse_word(stapel.ore, enhet)
    size = 14 if len(lines) < 2 else 13
    figure = f"<b>{format_avvikelse(stapel.ore, enhet, symbol=True)}</b>"
    side, dx = ("right", -5) if below else ("left", 5)
    return [
        note(0, y, f"{name}<br><span style='font-size:12px'>{word}</span>", Roll.TEXT, dx=-left, size=size, xref="paper"),
        note(to_unit(stapel.ore, enhet), y, figure, roll, anchor=side, dx=dx, size=14),
        note(1, y, stapel.extra, Roll.TEXT, anchor="right", dx=right, xref="paper"),
    ]
