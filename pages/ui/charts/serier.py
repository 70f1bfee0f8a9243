"""Monthly series over several years, with a budget line."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from finance.belopp import Enhet
from finance.format import format_belopp
from finance.period import MANADER_KORT
from pages.ui.charts.delar import (
    SIX_MONTHS,
    Part,
    Roll,
    build_figure,
    line_trace,
    months,
    note,
    plain,
    room_for,
    spread,
    ticks,
    to_unit,
)

LABEL = 15  # pixels between two labels


@dataclass(frozen=True, slots=True)
class Serie:
    """Twelve months in öre as they are to be shown (sign included); None = no figure. `dash` overrides the role's own."""

    namn: str
    ore: tuple[int | None, ...]
    roll: Roll
    dash: str | None = None


def draw_serier(serier: Sequence[Serie], enhet: Enhet, *, height: int = 250) -> go.Figure:
    """Each series with its name at its last month; form follows role, so nothing hangs on colour."""
    data, ends, values = [], [], [0.0]
    for serie in serier:
        known = [(m, ore) for m, ore in enumerate(serie.ore) if ore is not None]
        if not known:
            continue
        shown = [to_unit(ore, enhet) for _, ore in known]
        hover = [f"{plain(serie.namn)} {MANADER_KORT[m]}: {format_belopp(ore, enhet, unit=True)}" for m, ore in known]
        data.append(line_trace([m for m, _ in known], shown, serie.roll, hover, dash=serie.dash))
        ends.append((known[-1][0], shown[-1], serie))
        values += shown
    low, high = min(values), max(values)
    pad = 0.05 * (high - low) or 1.0
    low, high = (low - pad if low < 0 else 0.0), (high + pad if high > 0 else 0.0)
    per_pixel = (high - low) / (height - 30)
    yaxis = ticks(low, high)
    return build_figure(
        data,
        height=height,
        margin=(room_for(yaxis), 92, 6, 24),
        notes=_labels(ends, serier, enhet, LABEL * per_pixel),
        xaxis=months(SIX_MONTHS),
        yaxis=yaxis,
    )


def _labels(ends: Sequence[tuple[int, float, Serie]], drawn: Sequence[Serie], enhet: Enhet, gap: float) -> list[Part]:
    """A name per series; those that end in December are pushed apart, one that ends earlier stands clear of its neighbours."""
    last = [(y, serie) for m, y, serie in ends if m == 11]
    notes = [
        note(11, y, _name(serie), _colour(serie), size=12)
        for y, (_, serie) in zip(spread([y for y, _ in last], gap), last, strict=True)
    ]
    for month, y, serie in ends:
        if month < 11:
            others = [
                to_unit(ore, enhet) - y for other in drawn if other is not serie and (ore := other.ore[month]) is not None
            ]
            nearest = min(others, key=abs, default=-1.0)
            notes.append(note(month, y, _name(serie), _colour(serie), size=12, dx=2, dy=-13 if nearest > 0 else 13))
    return notes


def _name(serie: Serie) -> str:
    return f"<b>{plain(serie.namn)}</b>" if serie.roll is Roll.UTFALL else plain(serie.namn)


def _colour(serie: Serie) -> Roll:
    return Roll.TEXT if serie.roll is Roll.FOREGAENDE else serie.roll
