"""Cost per month against budget in two storeys (IBCS): bars above, what differs below."""

from collections.abc import Sequence

import plotly.graph_objects as go

from finance.belopp import Enhet, Vy, to_enhet
from finance.format import format_avvikelse, format_belopp
from finance.period import MANADER_KORT
from pages.ui.charts.delar import Part, Roll, bar_marker, build_figure, end_note, months, note, roll_for, rule, to_unit

Months = Sequence[int | None]
"""Twelve places, January first, öre; None = no figure."""

UPPER, LOWER, WHOLE = (0.46, 1.0), (0.0, 0.33), (0.11, 1.0)  # the two storeys as shares of the height; one alone
EDGE = 0.45  # of a month: how far the zero line goes beyond the middle of the first and the last bar
COST = (("Utfall", False), ("Prognos", True))  # and whether it is still to come
DIRECTIONS = (Roll.UNDERSKOTT, Roll.OVERSKOTT)


def draw_manader(
    utfall: Months, prognos: Months, budget: Months, enhet: Enhet, vy: Vy, *, height: int = 260, size: int = 12
) -> go.Figure:
    """Utfall solid, prognos hatched in the same colour, budget a dash across the bar; avvikelse below, plus = överskott.

    Twelve places each, öre, canonical (kostnad +); None where there is no figure. Bars carry their figures, so there is no
    value axis. Upper storey in the sign of `vy`, lower never turned. Without any budget there is the upper storey only.
    """
    cost = [u if u is not None else p for u, p in zip(utfall, prognos, strict=True)]
    shown = {m: vy.sign * ore for m, ore in enumerate(cost) if ore is not None}
    frame = [vy.sign * (ore or 0) for ore in budget]
    compared = any(ore is not None for ore in budget)
    upper, share = (UPPER, 0.54) if compared else (WHOLE, 0.89)
    places = [(namn, [m for m in shown if (utfall[m] is None) is future], future) for namn, future in COST]
    told = frame if compared else []
    data = [_cost_bars(namn, months_of, shown, told, enhet, future=future) for namn, months_of, future in places]
    notes, shapes, lower = _cost_notes(shown, frame, enhet, size), [rule(-EDGE, 0, 11 + EDGE, 0)], {}
    if compared:
        avvikelse = {m: (budget[m] or 0) - ore for m, ore in enumerate(cost) if ore is not None}
        for _, months_of, future in places:
            bars = (_avvikelse_bars(months_of, avvikelse, roll, enhet, future=future) for roll in DIRECTIONS)
            data += bars
        data.append(_budget_marks(frame, enhet, size))
        notes += [*_avvikelse_notes(avvikelse, enhet, size), *_end_notes(frame[-1], enhet, size)]
        shapes.append(rule(-EDGE, 0, 11 + EDGE, 0, yref="y2"))
        room = [to_unit(ore, enhet) for ore in avvikelse.values()]
        lower = {"yaxis2": _axis(LOWER, room, 1.6 * size / (0.33 * height)) | {"anchor": "x"}}
    return build_figure(
        data,
        height=height,
        margin=(4, 66, 2, 2),
        notes=notes,
        shapes=shapes,
        xaxis=months(size=size) | {"anchor": "y"},
        yaxis=_axis(upper, [to_unit(ore, enhet) for ore in (*shown.values(), *frame)], 1.6 * size / (share * height)),
        **lower,
    )


def _end_notes(budget: int, enhet: Enhet, size: int) -> list[Part]:
    """What the two storeys are, at the right edge."""
    return [
        note(11 + EDGE, to_unit(budget, enhet), "Budget", Roll.BUDGET, dx=4, size=size),
        note(11 + EDGE, 0, "Avvikelse", Roll.TEXT, dx=4, size=size, yref="y2"),
    ]


def _cost_bars(
    namn: str, places: list[int], shown: dict[int, int], budget: Sequence[int], enhet: Enhet, *, future: bool
) -> Part:
    hover = [
        f"{namn} {MANADER_KORT[m]} {format_belopp(shown[m], enhet, unit=True)}"
        + (f", budget {format_belopp(budget[m], enhet)}" if budget else "")
        for m in places
    ]
    return {
        "type": "bar",
        "x": places,
        "y": [to_unit(shown[m], enhet) for m in places],
        "width": 0.62,
        "marker": bar_marker(Roll.UTFALL, future=future),
        "customdata": hover,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _avvikelse_bars(places: list[int], avvikelse: dict[int, int], roll: Roll, enhet: Enhet, *, future: bool) -> Part:
    part = [m for m in places if roll_for(avvikelse[m]) is roll]
    return {
        "type": "bar",
        "x": part,
        "y": [to_unit(avvikelse[m], enhet) for m in part],
        "yaxis": "y2",
        "width": 0.4,
        "marker": bar_marker(roll, future=future),
        "hoverinfo": "skip",
    }


def _budget_marks(budget: Sequence[int], enhet: Enhet, size: int) -> Part:
    marker = {"symbol": "line-ew", "size": size * 1.9, "line": {"width": 2, "color": Roll.TEXT}}
    y = [to_unit(ore, enhet) for ore in budget]
    return {"type": "scatter", "x": list(range(12)), "y": y, "mode": "markers", "marker": marker, "hoverinfo": "skip"}


def _cost_notes(shown: dict[int, int], budget: Sequence[int], enhet: Enhet, size: int) -> list[Part]:
    notes = []
    for m, ore in shown.items():
        up = ore >= 0
        end = max(ore, budget[m]) if up else min(ore, budget[m])
        notes.append(end_note(m, to_unit(end, enhet), format_belopp(ore, enhet), Roll.TEXT, up=up, size=size))
    return notes


def _avvikelse_notes(avvikelse: dict[int, int], enhet: Enhet, size: int) -> list[Part]:
    notes = []
    for m, ore in avvikelse.items():
        roll = roll_for(ore) if to_enhet(ore, enhet) else Roll.TEXT
        notes.append(end_note(m, to_unit(ore, enhet), format_avvikelse(ore, enhet), roll, up=ore >= 0, size=size, yref="y2"))
    return notes


def _axis(domain: tuple[float, float], values: Sequence[float], line: float) -> Part:
    """An unseen value axis with room for a line of text (`line`: its share of the storey) beyond each end that has bars."""
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    if low == high:
        return {"domain": list(domain), "visible": False, "range": [-1, 1]}
    room = line * (high - low) / (1 - line * ((low < 0) + (high > 0)))
    return {"domain": list(domain), "visible": False, "range": [low - room * (low < 0), high + room * (high > 0)]}
