"""Native charts of a workbook, pointing at cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from finance.belopp import Enhet, Vy
from finance.export import palett
from finance.export.diagram_delar import find_broken
from finance.export.diagram_staplar import gap_of, has_room
from finance.export.objekt import Objekt
from finance.export.talformat import cell_format, count_format
from finance.rapport.diagramtal import break_text, caption, decimals_of, is_positive, is_signed, longest_text
from finance.rapport.modell import Diagram, Diagramtyp, Roll, Serie

CHART_WIDTH, CHART_HEIGHT = 660, 320
MATT_HEIGHT = 260
"""Pixels; a chart of a mått has company."""
LABEL_POINTS, PLOT_POINTS = 10, 460
"""The size of figures at bars, and the width that is left for the bars."""
ON_BARS = {
    "type": "diamond",
    "size": 6,
    "fill": {"color": f"#{palett.VIT}"},
    "border": {"color": f"#{palett.STILAR[Roll.BUDGET].farg}"},
}
"""White markers, so that the budget's line is seen over dark bars."""
Axel = dict[str, object]
"""An axis as XlsxWriter takes it."""


@dataclass(frozen=True, slots=True)
class Serieplats:
    """Where a series stands: `length` values to the right of (row, column) with the name before them, or `down` under it."""

    blad: str
    header: int
    row: int
    column: int
    length: int
    down: bool = False

    def name(self) -> list[object]:
        return [self.blad, self.header, self.column] if self.down else [self.blad, self.row, 0]

    def categories(self) -> list[object]:
        if self.down:
            return [self.blad, self.row, 0, self.row + self.length - 1, 0]
        return [self.blad, self.header, self.column, self.header, self.column + self.length - 1]

    def values(self) -> list[object]:
        if self.down:
            return [self.blad, self.row, self.column, self.row + self.length - 1, self.column]
        return [self.blad, self.row, self.column, self.row, self.column + self.length - 1]


def make_chart(book: Objekt, diagram: Diagram, places: Sequence[Serieplats], enhet: Enhet, vy: Vy) -> Objekt:
    """The chart of a diagram whose series stand at `places` (for an avvikelse: Underskott, then Överskott), seen in `vy`."""
    makers = {
        Diagramtyp.LINJE: _lines,
        Diagramtyp.MANAD: _months,
        Diagramtyp.AVVIKELSE: _deviations,
        Diagramtyp.STAPLAR: _bars,
    }
    chart = makers[diagram.typ](book, diagram, places, _axis(diagram, enhet, vy), value_format(diagram, enhet))
    chart.set_title({"name": caption(diagram, enhet), "name_font": {"size": 12}})
    chart.set_legend({"none": True} if diagram.is_matt and len(places) == 1 else {"position": "top"})
    chart.show_blanks_as("gap")
    return chart


def value_format(diagram: Diagram, enhet: Enhet) -> str:
    """How the numbers of a diagram are shown in cells and in the chart."""
    if diagram.is_matt:
        return count_format(None, decimals_of(diagram, enhet), signed=False)
    return cell_format(enhet, avvikelse=is_signed(diagram))


def _axis(diagram: Diagram, enhet: Enhet, vy: Vy) -> Axel:
    grid = {"visible": True, "line": {"color": f"#{palett.RUTNAT}"}}
    shown = value_format(diagram, enhet) if diagram.is_matt else cell_format(enhet)
    axis: Axel = {"num_format": shown, "major_gridlines": grid, "line": {"none": True}}
    if diagram.typ is not Diagramtyp.AVVIKELSE and is_positive(diagram, enhet, vy):
        axis["min"] = 0
    letters = longest_text(diagram, enhet, vy)
    if diagram.typ is Diagramtyp.STAPLAR and has_room(diagram, letters=letters, points=LABEL_POINTS, width=PLOT_POINTS):
        return {**axis, "visible": False, "major_gridlines": {"visible": False}}
    return {**axis, "label_position": "high"} if diagram.typ is Diagramtyp.AVVIKELSE else axis


def _line_series(serie: Serie, place: Serieplats) -> dict[str, object]:
    stil = palett.STILAR[serie.roll]
    line: dict[str, object] = {"color": f"#{stil.farg}", "width": stil.bredd}
    if stil.streck:
        line["dash_type"] = stil.streck
    marker: dict[str, object] = {"type": stil.markor}
    if stil.markor != "none":
        fill = palett.VIT if serie.roll in (Roll.FOREGAENDE, Roll.TIDIGARE) else stil.farg
        marker |= {"size": 7, "fill": {"color": f"#{fill}"}, "border": {"color": f"#{stil.farg}"}}
    return {**_ranges(place), "line": line, "marker": marker}


def _ranges(place: Serieplats) -> dict[str, object]:
    return {"name": place.name(), "categories": place.categories(), "values": place.values()}


def _lines(book: Objekt, diagram: Diagram, places: Sequence[Serieplats], axis: Axel, _form: str) -> Objekt:
    chart = book.add_chart({"type": "line"})
    for number, (serie, place) in enumerate(zip(diagram.serier, places, strict=True)):
        chart.add_series(_line_series(serie, place) | _mark(diagram, number))
    chart.set_y_axis(axis)
    return chart


def _mark(diagram: Diagram, number: int) -> dict[str, object]:
    """An upright line and words at the month where the series is broken, on the line that bears it."""
    found = find_broken(diagram)
    if found is None or found.bearer != number:
        return {}
    labels: list[dict[str, object]] = [{"delete": True} for _ in diagram.kategorier]
    labels[diagram.brott or 0] = {"value": break_text(diagram), "font": {"bold": True}, "fill": {"color": f"#{palett.VIT}"}}
    line = {"color": f"#{palett.TEXT}", "width": 1.5, "dash_type": "square_dot"}
    bars = {"type": "custom", "plus_values": found.above, "minus_values": found.below, "end_style": 0, "line": line}
    return {
        "y_error_bars": bars,
        "data_labels": {"value": True, "position": "below" if found.words_below else "above", "custom": labels},
    }


def _months(book: Objekt, diagram: Diagram, places: Sequence[Serieplats], axis: Axel, _form: str) -> Objekt:
    chart, budget = book.add_chart({"type": "column"}), book.add_chart({"type": "line"})
    for serie, place in zip(diagram.serier, places, strict=True):
        if serie.roll is Roll.BUDGET:
            budget.add_series({**_line_series(serie, place), "marker": ON_BARS})
            continue
        color = f"#{palett.STILAR[serie.roll].farg}"
        hatched = {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": color, "bg_color": f"#{palett.VIT}"}}
        fill = hatched if serie.roll is Roll.PROGNOS else {"fill": {"color": color}}
        chart.add_series({**_ranges(place), **fill, "border": {"color": color}, "gap": 45, "overlap": 100})
    chart.combine(budget)
    chart.set_y_axis(axis)
    return chart


def _bars(book: Objekt, diagram: Diagram, places: Sequence[Serieplats], axis: Axel, form: str) -> Objekt:
    """A fill for each role; the figures at the bars instead of an axis where they have room."""
    chart, signed = book.add_chart({"type": "column"}), is_signed(diagram)
    roles = [Roll.AVVIKELSE] * 2 if signed else [serie.roll for serie in diagram.serier]
    colors = [palett.UNDERSKOTT, palett.OVERSKOTT] if signed else [palett.STILAR[roll].farg for roll in roles]
    written = axis.get("visible") is False
    labels = {"data_labels": {"value": True, "position": "outside_end", "num_format": form}} if written else {}
    for place, roll, color in zip(places, roles, colors, strict=True):
        look = {**_fill(roll, f"#{color}"), "border": {"color": f"#{color}", "width": 1.5}}
        chart.add_series({**_ranges(place), **look, **labels, "gap": gap_of(diagram), "overlap": 100 if signed else 0})
    chart.set_y_axis(axis)
    chart.set_x_axis({"label_position": "low"})
    return chart


def _fill(roll: Roll, color: str) -> dict[str, object]:
    pattern = palett.FYLLNING.get(roll)
    if pattern:
        return {"pattern": {"pattern": pattern, "fg_color": color, "bg_color": f"#{palett.VIT}"}}
    return {"fill": {"color": color if pattern is None else f"#{palett.VIT}"}}


def _deviations(book: Objekt, _diagram: Diagram, places: Sequence[Serieplats], axis: Axel, form: str) -> Objekt:
    chart = book.add_chart({"type": "bar"})
    for place, color in zip(places, (palett.UNDERSKOTT, palett.OVERSKOTT), strict=True):
        labels = {"value": True, "num_format": form}
        fill = {"color": f"#{color}"}
        chart.add_series({**_ranges(place), "fill": fill, "data_labels": labels, "gap": 40, "overlap": 100})
    chart.set_y_axis({"reverse": True, "label_position": "low", "major_gridlines": {"visible": False}})
    chart.set_x_axis(axis)
    return chart
