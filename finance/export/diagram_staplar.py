"""Bars beside each other per year or quarter, in slides: a fill for each role, the figures at their ends."""

from finance.export import palett
from finance.export.diagram_delar import rgb
from finance.export.objekt import Objekt
from finance.export.talformat import chart_format
from finance.rapport.diagramtal import is_signed
from finance.rapport.modell import Diagram, Roll

FEW, GAP, WIDE_GAP = 8, 45, 130
"""The room between categories in percent of a bar, and the number of bars up to which it is wide: few are no blocks."""
LETTER = 0.52
"""The width of a letter as a share of its size."""


def style_bars(chart: Objekt, diagram: Diagram, *, decimals: int, points: int, written: bool) -> None:
    """Fill, outline and, if `written`, figures; an avvikelse is two series by sign, on the same place."""
    signed = is_signed(diagram)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = gap_of(diagram), 100 if signed else 0
    roles = [Roll.AVVIKELSE] * 2 if signed else [serie.roll for serie in diagram.serier]
    colors = [palett.UNDERSKOTT, palett.OVERSKOTT] if signed else [palett.STILAR[roll].farg for roll in roles]
    for drawn, roll, color in zip(plot.series, roles, colors, strict=True):
        drawn.invert_if_negative = False
        _fill(drawn, roll, color)
    if written:
        _write_figures(chart, decimals=decimals, signed=signed, points=points)


def gap_of(diagram: Diagram) -> int:
    """The room between categories in percent of a bar."""
    return GAP if len(diagram.kategorier) * len(diagram.serier) > FEW else WIDE_GAP


def has_room(diagram: Diagram, *, letters: int, points: float, width: float) -> bool:
    """Whether figures of `letters` at the bars do not run into each other; `points` their size, `width` in points too."""
    bar = width / len(diagram.kategorier) / (len(diagram.serier) + gap_of(diagram) / 100)
    return LETTER * points * letters <= bar


def _fill(drawn: Objekt, roll: Roll, color: str) -> None:
    from pptx.enum.dml import MSO_PATTERN
    from pptx.util import Pt

    patterns = {"wide_upward_diagonal": MSO_PATTERN.WIDE_UPWARD_DIAGONAL, "percent_20": MSO_PATTERN.PERCENT_20}
    fill, pattern = drawn.format.fill, palett.FYLLNING.get(roll)
    if pattern:
        fill.patterned()
        fill.pattern = patterns[pattern]
        fill.fore_color.rgb, fill.back_color.rgb = rgb(color), rgb(palett.VIT)
    else:
        fill.solid()
        fill.fore_color.rgb = rgb(color if pattern is None else palett.VIT)
    drawn.format.line.color.rgb = rgb(color)
    drawn.format.line.width = Pt(1.5)


def _write_figures(chart: Objekt, *, decimals: int, signed: bool, points: int) -> None:
    """The figures stand at the bars, so there is no value axis."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    for drawn in chart.plots[0].series:
        labels = drawn.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
        labels.number_format, labels.number_format_is_linked = chart_format(decimals, plus=signed), False
        labels.font.size = Pt(points)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
