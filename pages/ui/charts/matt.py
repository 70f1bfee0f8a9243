"""A mått over months or years: counts as they are, with the break of a series marked and said."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

import plotly.graph_objects as go

from finance.format import format_exakt
from pages.ui.charts.delar import Part, Roll, build_figure, line_trace, note, plain, room_for, rule, spread, ticks

LABEL = 15  # pixels between two labels
BESIDE, LETTER, GAP = 150, 6.6, 8  # pixels: what the axis and the names take of the width; a letter; between two times


@dataclass(frozen=True, slots=True)
class Mattserie:
    """A line; None = no figure. `dash` overrides the role's own."""

    namn: str
    varden: tuple[float | None, ...]
    roll: Roll
    dash: str | None = None


def draw_matt(
    serier: Sequence[Mattserie],
    tider: Sequence[str],
    *,
    brott: int | None = None,
    brott_text: str = "serien är bruten",
    height: int = 280,
    width: int = 620,
) -> go.Figure:
    """Each series with its name at its last point. `brott`: the place in `tider` where a new, broken series begins.

    `width`: the least that the chart may get, in pixels.
    """
    data: list[Part] = []
    ends: list[tuple[int, float, Mattserie]] = []
    values = [0.0]
    for serie in serier:
        known = [(place, value) for place, value in enumerate(serie.varden) if value is not None]
        if not known:
            continue
        hover = [f"{plain(serie.namn)} {tider[place]}: {_text(value)}" for place, value in known]
        data.append(
            line_trace([place for place, _ in known], [value for _, value in known], serie.roll, hover, dash=serie.dash)
        )
        if len(known) == 1:
            data[-1]["mode"] = "lines+markers"
        ends.append((*known[-1], serie))
        values += [value for _, value in known]
    low, high = min(values), max(values)
    pad = (0.08 if brott is None else 0.22) * (high - low) or 1.0
    low, high = (low - pad if low < 0 else 0.0), high + pad
    yaxis = ticks(low, high)
    places = spread([y for _, y, _ in ends], LABEL * (high - low) / (height - 30))
    notes = [
        note(x, y, _name(serie), Roll.TEXT if serie.roll is Roll.FOREGAENDE else serie.roll, size=12)
        for (x, _, serie), y in zip(ends, places, strict=True)
    ]
    shapes = []
    if brott is not None:
        shapes.append(rule(brott - 0.5, low, brott - 0.5, high, dash="dot", width=1.5))
        notes.append(note(brott - 0.5, high, plain(brott_text), Roll.TEXT, size=12, dx=4, dy=-8))
    return build_figure(
        data,
        height=height,
        margin=(room_for(yaxis), 110, 8, 24),
        notes=notes,
        shapes=shapes,
        xaxis=_times(tider, width),
        yaxis=yaxis,
    )


def _name(serie: Mattserie) -> str:
    return f"<b>{plain(serie.namn)}</b>" if serie.roll is Roll.UTFALL else plain(serie.namn)


def _text(value: float) -> str:
    return format_exakt(Decimal(str(value)), 2)


def _times(tider: Sequence[str], width: int) -> Part:
    """So many of the times that they do not run into each other, from the first on."""
    needed = (LETTER * max(map(len, tider), default=0) + GAP) * len(tider)
    step = max(1, ceil(needed / (width - BESIDE)), ceil(len(tider) / 12))
    places = list(range(0, len(tider), step))
    return {
        "tickmode": "array",
        "tickvals": places,
        "ticktext": [plain(tider[place]) for place in places],
        "range": [-0.45, len(tider) - 0.55],
        "tickfont": {"color": Roll.TEXT, "size": 12},
    }
