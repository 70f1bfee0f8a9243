"""Native charts of a workbook, pointing at cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from finance.belopp import Enhet
from finance.export import palett
from finance.export.objekt import Objekt
from finance.export.talformat import cell_format
from finance.rapport.modell import Diagram, Diagramtyp, Roll, Serie

CHART_WIDTH, CHART_HEIGHT = 660, 320
"""Pixels."""
ON_BARS = {
    "type": "diamond",
    "size": 6,
    "fill": {"color": f"#{palett.VIT}"},
    "border": {"color": f"#{palett.STILAR[Roll.BUDGET].farg}"},
}
"""White markers, so that the budget's line is seen over dark bars."""


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


def make_chart(book: Objekt, diagram: Diagram, places: Sequence[Serieplats], enhet: Enhet) -> Objekt:
    """The chart of a diagram whose series stand at `places` (for an avvikelse: Underskott, then Överskott)."""
    makers = {Diagramtyp.LINJE: _lines, Diagramtyp.MANAD: _months, Diagramtyp.AVVIKELSE: _deviations}
    chart = makers[diagram.typ](book, diagram, places, enhet)
    chart.set_title({"name": f"{diagram.titel}, {enhet.label}", "name_font": {"size": 12}})
    chart.set_legend({"position": "top"})
    chart.show_blanks_as("gap")
    return chart


def _axis(diagram: Diagram, enhet: Enhet) -> dict[str, object]:
    grid = {"visible": True, "line": {"color": f"#{palett.RUTNAT}"}}
    axis: dict[str, object] = {"num_format": cell_format(enhet), "major_gridlines": grid, "line": {"none": True}}
    signed = diagram.typ is Diagramtyp.AVVIKELSE
    if not signed and all(ore >= 0 for serie in diagram.serier for ore in serie.varden_ore if ore is not None):
        axis["min"] = 0
    return {**axis, "label_position": "high"} if signed else axis


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


def _lines(book: Objekt, diagram: Diagram, places: Sequence[Serieplats], enhet: Enhet) -> Objekt:
    chart = book.add_chart({"type": "line"})
    for serie, place in zip(diagram.serier, places, strict=True):
        chart.add_series(_line_series(serie, place))
    chart.set_y_axis(_axis(diagram, enhet))
    return chart


def _months(book: Objekt, diagram: Diagram, places: Sequence[Serieplats], enhet: Enhet) -> Objekt:
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
    chart.set_y_axis(_axis(diagram, enhet))
    return chart


def _deviations(book: Objekt, diagram: Diagram, places: Sequence[Serieplats], enhet: Enhet) -> Objekt:
    chart = book.add_chart({"type": "bar"})
    for place, color in zip(places, (palett.UNDERSKOTT, palett.OVERSKOTT), strict=True):
        labels = {"value": True, "num_format": cell_format(enhet, avvikelse=True)}
        fill = {"color": f"#{color}"}
        chart.add_series({**_ranges(place), "fill": fill, "data_labels": labels, "gap": 40, "overlap": 100})
    chart.set_y_axis({"reverse": True, "label_position": "low", "major_gridlines": {"visible": False}})
    chart.set_x_axis(_axis(diagram, enhet))
    return chart
