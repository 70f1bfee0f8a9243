"""The year curve: accumulated avvikelse, with the prognos and its fan."""

from collections.abc import Sequence
from itertools import accumulate

import plotly.graph_objects as go

from finance.belopp import Enhet
from finance.format import NB, format_avvikelse
from finance.manader import Manader
from finance.period import MANADER_KORT
from pages.ui.charts.delar import (
    NORMAL_50_OF_80,
    SIX_MONTHS,
    Part,
    Roll,
    band_trace,
    build_figure,
    line_trace,
    months,
    note,
    room_for,
    rule,
    spread,
    ticks,
    to_unit,
)

LABEL = 16  # pixels between two labels at the right edge


def accumulated_avvikelse(manader: Manader) -> list[int]:
    """Avvikelse jan..month for each month, öre, plus = överskott: utfall up to the last closed month, then prognos."""
    cost = [u if u is not None else (p or 0) for u, p in zip(manader.utfall, manader.prognos, strict=True)]
    return list(accumulate(budget - kostnad for budget, kostnad in zip(manader.budget, cost, strict=True)))


def previous_avvikelse(manader: Manader) -> list[int]:
    """The previous year's avvikelse jan..month, öre, as far as that year has figures."""
    known = []
    for budget, cost in zip(manader.foregaende_budget, manader.foregaende, strict=True):
        if cost is None:
            break
        known.append(budget - cost)
    return list(accumulate(known))


def fan_80(manader: Manader, ends: tuple[int, int]) -> list[tuple[int, int]]:
    """The 80 % interval of the accumulated avvikelse per month (low, high), öre; no width up to the last closed month.

    `ends`: the system's interval of the full year. Where a bedömning has moved the prognos away from its middle, the months
    between follow evenly, as a bedömning is spread over them.
    """
    ack, last = accumulated_avvikelse(manader), manader.last
    shift = (ends[0] + ends[1]) // 2 - ack[-1]
    middle = [ore + (shift * (m - last) // (11 - last) if m > last else 0) for m, ore in enumerate(ack)]
    pairs = [(ore - half, ore + half) for ore, half in zip(middle, manader.half_80, strict=True)]
    return [*pairs[:-1], ends]


def draw_avvikelsekurva(manader: Manader, enhet: Enhet, *, ar: int, ends: tuple[int, int], height: int = 260) -> go.Figure:
    """Accumulated avvikelse through the year: utfall to the last closed month, then the prognos with its 50 and 80 % fan.

    Zero is the budget, so the distance to the line is the answer; on an accumulated cost curve a few percent cannot be seen.
    `ar` is the year shown; the previous year is drawn dotted where it is known. `ends`: see `fan_80`.
    """
    ack, before, last = accumulated_avvikelse(manader), previous_avvikelse(manader), manader.last
    values = [to_unit(ore, enhet) for ore in ack]
    fan = [(to_unit(a, enhet), to_unit(b, enhet)) for a, b in fan_80(manader, ends)]
    old = [to_unit(ore, enhet) for ore in before]
    future = list(range(max(last, 0), 12)) if last < 11 else []
    data: list[Part] = []
    if future:
        data += [band_trace(future, fan, s, r) for s, r in ((1, Roll.BAND_80), (NORMAL_50_OF_80, Roll.BAND_50))]
    if old:
        data.append(line_trace(range(len(old)), old, Roll.FOREGAENDE, _hover(str(ar - 1), before, enhet)))
    if future:
        hover = _hover("Prognos t.o.m.", ack, enhet)[future[0] :]
        data += [line_trace(future, values[future[0] :], Roll.PROGNOS, hover), _end_mark(values[-1])]
    if last >= 0:
        hover = _hover("Utfall t.o.m.", ack[: last + 1], enhet)
        data.append(line_trace(range(last + 1), values[: last + 1], Roll.UTFALL, hover))
    reach = [*values, *old, *fan[-1], 0.0]
    low, high = min(reach), max(reach)
    pad = 0.06 * (high - low) or 1.0
    per_pixel = (high - low + 2 * pad) / (height - 30)
    notes = _labels(ack, before, manader.last, ends, enhet, ar=ar, per_pixel=per_pixel)
    budget = rule(-0.45, 0, 11, 0, Roll.BUDGET, dash="dash", width=1.5)
    yaxis = ticks(low - pad, high + pad)
    return build_figure(
        data,
        height=height,
        margin=(room_for(yaxis), 118, 6, 24),
        notes=notes,
        shapes=[budget],
        xaxis=months(SIX_MONTHS),
        yaxis=yaxis,
    )


def _hover(namn: str, ack: Sequence[int], enhet: Enhet) -> list[str]:
    return [f"{namn} {MANADER_KORT[m]}: {format_avvikelse(ore, enhet, unit=True)}" for m, ore in enumerate(ack)]


def _end_mark(value: float) -> Part:
    marker = {"symbol": "triangle-down" if value < 0 else "triangle-up", "size": 11, "color": Roll.PROGNOS}
    return {"type": "scatter", "x": [11], "y": [value], "mode": "markers", "marker": marker, "hoverinfo": "skip"}


def _labels(
    ack: Sequence[int],
    before: Sequence[int],
    last: int,
    ends: tuple[int, int],
    enhet: Enhet,
    *,
    ar: int,
    per_pixel: float,
) -> list[Part]:
    """Names at the right edge, pushed apart where they would cover each other, and the name of the utfall."""
    slut = ack[-1]
    right: list[tuple[float, str, Roll, int, int]] = [(0.0, "Budget", Roll.BUDGET, 13, 1)]
    if last < 11:
        low, high = (format_avvikelse(ore, enhet) for ore in ends)
        text = f"<b>Prognos {format_avvikelse(slut, enhet)}</b><br>{low} till{NB}{high}"
        right.append((to_unit(slut, enhet), text, Roll.PROGNOS, 13, 2))
    if len(before) == 12:
        right.append((to_unit(before[-1], enhet), f"{ar - 1}: {format_avvikelse(before[-1], enhet)}", Roll.TEXT, 12, 1))
    lines = max(count for *_, count in right)
    places = spread([y for y, *_ in right], LABEL * (1 + lines) / 2 * per_pixel)
    notes = [note(11, y, text, roll, size=size) for y, (_, text, roll, size, _) in zip(places, right, strict=True)]
    if last >= 0:
        value, low_side = to_unit(ack[last], enhet), ack[last] < 0
        text = f"<b>Utfall {format_avvikelse(ack[last], enhet)}</b>"
        anchor, dx = ("right", -6) if last >= 3 else ("left", 8)
        notes.append(note(last, value, text, Roll.UTFALL, anchor=anchor, dx=dx, dy=-14 if low_side else 14))
    return notes
