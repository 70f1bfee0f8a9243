"""Avvikelse per year as upright bars: whole years solid, the year under way hatched with its 80 % interval."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from finance.belopp import Enhet, to_enhet
from finance.format import avvikelse_word, format_avvikelse
from pages.ui.charts.delar import Part, Roll, bar_marker, build_figure, end_note, roll_for, rule, to_unit


@dataclass(frozen=True, slots=True)
class Arstapel:
    """A year: `ore` is an avvikelse (plus = överskott), None for a year without budget. `ends`: an interval, for a prognos."""

    namn: str
    ore: int | None
    ends: tuple[int, int] | None = None


def draw_artal(staplar: Sequence[Arstapel], enhet: Enhet, *, height: int = 280) -> go.Figure:
    """A bar per year in the given order, its figure at its end, above the interval where it has one."""
    data: list[Part] = [_bar(x, one, enhet) for x, one in enumerate(staplar) if one.ore is not None]
    notes = [_note(x, one, enhet) for x, one in enumerate(staplar) if one.ore is not None]
    values = [to_unit(ore, enhet) for one in staplar for ore in (one.ore, *(one.ends or ())) if ore is not None]
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    room = 0.13 * ((high - low) or 1.0)
    return build_figure(
        data,
        height=height,
        margin=(4, 4, 4, 24),
        notes=notes,
        shapes=[rule(-0.5, 0, len(staplar) - 0.5, 0)],
        xaxis={
            "tickmode": "array",
            "tickvals": list(range(len(staplar))),
            "ticktext": [one.namn for one in staplar],
            "range": [-0.5, len(staplar) - 0.5],
        },
        yaxis={"visible": False, "range": [low - room, high + room]},
    )


def _bar(x: int, one: Arstapel, enhet: Enhet) -> Part:
    ore = one.ore or 0
    word = avvikelse_word(ore, enhet)
    bar: Part = {
        "type": "bar",
        "x": [x],
        "y": [to_unit(ore, enhet)],
        "width": 0.56,
        "marker": bar_marker(roll_for(ore), future=one.ends is not None),
        "hovertemplate": f"{one.namn}: {format_avvikelse(ore, enhet, symbol=True, unit=True)}, {word}<extra></extra>",
    }
    if one.ends is not None:
        low, high = (to_unit(end, enhet) for end in one.ends)
        y = to_unit(ore, enhet)
        bar["error_y"] = {
            "type": "data",
            "symmetric": False,
            "array": [high - y],
            "arrayminus": [y - low],
            "color": Roll.TEXT,
            "thickness": 1.4,
            "width": 6,
        }
    return bar


def _note(x: int, one: Arstapel, enhet: Enhet) -> Part:
    """The figure at the bar's end; that of a prognos at its foot, clear of the interval."""
    ore = one.ore or 0
    up, far = ore >= 0, ore
    if one.ends is not None:
        up = not up
        far = max(0, *one.ends) if up else min(0, *one.ends)
    roll = roll_for(ore) if to_enhet(ore, enhet) else Roll.TEXT
    text = f"<b>{format_avvikelse(ore, enhet, symbol=True)}</b>"
    return end_note(x, to_unit(far, enhet), text, roll, up=up, size=13)
