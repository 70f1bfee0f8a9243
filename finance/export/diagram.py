"""Native, editable Office charts by python-pptx. Values are in the unit shown; None is a gap.

The look follows the role of each series (`palett`): fill, line and marker differ as well as colour. An avvikelse is drawn as
two series, Underskott and Överskott, so that sign never rests on colour alone.
"""

from collections.abc import Iterator
from copy import deepcopy

from finance.belopp import Enhet, Vy
from finance.export import palett
from finance.export.diagram_delar import fill_behind, mark_break, rgb
from finance.export.diagram_staplar import has_room, style_bars
from finance.export.objekt import Objekt
from finance.export.talformat import chart_format
from finance.format import format_belopp
from finance.rapport.diagramtal import break_text, decimals_of, drawn_values, is_positive, is_signed, longest_text
from finance.rapport.modell import Diagram, Diagramtyp, Roll, Serie

UNDERSKOTT, OVERSKOTT = "Underskott", "Överskott"
EMU_PER_POINT = 12_700
LABEL_LENGTH = 7
"""Values are written on the bars of months up to this many characters."""


def add_chart(
    shapes: Objekt,
    diagram: Diagram,
    box: tuple[int, int, int, int],
    *,
    enhet: Enhet,
    vy: Vy,
    points: int = 12,
) -> Objekt:
    """Draw `diagram` in `box` (left, top, width, height in EMU) and return its graphic frame. `vy`: the one to show."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    kinds = {
        Diagramtyp.LINJE: XL_CHART_TYPE.LINE_MARKERS,
        Diagramtyp.STAPLAR: XL_CHART_TYPE.COLUMN_CLUSTERED,
        Diagramtyp.MANAD: XL_CHART_TYPE.COLUMN_CLUSTERED,
        Diagramtyp.AVVIKELSE: XL_CHART_TYPE.BAR_CLUSTERED,
    }
    make: Objekt = CategoryChartData
    data = make(number_format=chart_format(decimals_of(diagram, enhet), plus=is_signed(diagram)))
    data.categories = chart_categories(diagram)
    for namn, values in chart_series(diagram, enhet, vy):
        data.add_series(namn, values)
    frame = shapes.add_chart(kinds[diagram.typ], *box, data)
    frame.name = diagram.titel
    properties = frame._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 - alt text has no public name in python-pptx
    properties.set("descr", diagram.alt_text)
    _style(frame.chart, diagram, enhet, vy, points, width=box[2])
    return frame


def chart_categories(diagram: Diagram) -> list[str]:
    """The categories as drawn: where bars are broken an empty place that says so stands between."""
    found = list(diagram.kategorier)
    if breaks_bars(diagram):
        found.insert(diagram.brott or 0, break_text(diagram).capitalize())
    return found


def breaks_bars(diagram: Diagram) -> bool:
    """Whether an empty place stands where the series is broken."""
    return diagram.typ is Diagramtyp.STAPLAR and diagram.brott is not None


def chart_series(diagram: Diagram, enhet: Enhet, vy: Vy) -> Iterator[tuple[str, list[float | None]]]:
    """Name and values of each series as drawn, in the unit of the chart; an avvikelse is split by sign and never turned."""
    for serie in diagram.serier:
        values = drawn_values(diagram, serie, enhet, vy)
        if breaks_bars(diagram):
            values.insert(diagram.brott or 0, None)
        if not is_signed(diagram):
            yield serie.namn, values
            continue
        yield UNDERSKOTT, [value if value is not None and value < 0 else None for value in values]
        yield OVERSKOTT, [value if value is not None and value >= 0 else None for value in values]


def _style(chart: Objekt, diagram: Diagram, enhet: Enhet, vy: Vy, points: int, *, width: int) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.util import Pt

    chart.font.size = Pt(points)
    chart.font.color.rgb = rgb(palett.TEXT)
    chart.has_title = False
    chart.has_legend = len(chart.plots[0].series) > 1 or not diagram.is_matt
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
    values, categories = chart.value_axis, chart.category_axis
    values.major_gridlines.format.line.color.rgb = rgb(palett.RUTNAT)
    values.format.line.fill.background()
    values.tick_labels.number_format = chart_format(_axis_decimals(diagram, enhet), plus=is_signed(diagram))
    values.tick_labels.number_format_is_linked = False
    categories.format.line.color.rgb = rgb(palett.LINJE)
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.major_tick_mark = XL_TICK_MARK.NONE
    if diagram.typ is not Diagramtyp.AVVIKELSE and is_positive(diagram, enhet, vy):
        values.minimum_scale = 0
    if diagram.typ is Diagramtyp.STAPLAR:
        letters = longest_text(diagram, enhet, vy)
        written = has_room(diagram, letters=letters, points=points, width=width / EMU_PER_POINT)
        style_bars(chart, diagram, decimals=decimals_of(diagram, enhet), points=points, written=written)
    else:
        {Diagramtyp.LINJE: _style_lines, Diagramtyp.MANAD: _style_months, Diagramtyp.AVVIKELSE: _style_deviations}[diagram.typ](
            chart, diagram, enhet, points
        )
    _repair(chart._chartSpace)  # noqa: SLF001 - python-pptx has no public name for the element


def _axis_decimals(diagram: Diagram, enhet: Enhet) -> int:
    """None on the axis, unless its steps would be fractions of the unit."""
    drawn = (value for serie in diagram.serier for value in drawn_values(diagram, serie, enhet, Vy.NETTOKOSTNAD))
    return 0 if max((abs(value) for value in drawn if value is not None), default=0) >= 5 else decimals_of(diagram, enhet)


def _style_lines(chart: Objekt, diagram: Diagram, enhet: Enhet, points: int) -> None:  # noqa: ARG001 - one face for every form
    for drawn, serie in zip(chart.plots[0].series, diagram.serier, strict=True):
        _style_line(drawn, serie)
    if diagram.brott is not None:
        mark_break(chart, diagram, points=points)


def _style_line(drawn: Objekt, serie: Serie, *, on_bars: bool = False) -> None:
    """Line and marker of a role; a line over dark bars gets white markers, to be seen."""
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    stil = palett.STILAR[serie.roll]
    dashes = {
        "dash": MSO_LINE.DASH,
        "dash_dot": MSO_LINE.DASH_DOT,
        "round_dot": MSO_LINE.ROUND_DOT,
        "long_dash": MSO_LINE.LONG_DASH,
    }
    markers = {
        "none": XL_MARKER_STYLE.NONE,
        "circle": XL_MARKER_STYLE.CIRCLE,
        "triangle": XL_MARKER_STYLE.TRIANGLE,
        "diamond": XL_MARKER_STYLE.DIAMOND,
        "square": XL_MARKER_STYLE.SQUARE,
    }
    color = rgb(stil.farg)
    drawn.smooth = False
    drawn.format.line.color.rgb = color
    drawn.format.line.width = Pt(stil.bredd)
    if stil.streck:
        drawn.format.line.dash_style = dashes[stil.streck]
    marker = "diamond" if on_bars else stil.markor
    hollow = on_bars or serie.roll in (Roll.FOREGAENDE, Roll.TIDIGARE)
    drawn.marker.style = markers[marker]
    if marker != "none":
        drawn.marker.size = 7
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = rgb(palett.VIT if hollow else stil.farg)
        drawn.marker.format.line.color.rgb = color


def _style_months(chart: Objekt, diagram: Diagram, enhet: Enhet, points: int) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.enum.dml import MSO_PATTERN
    from pptx.util import Pt

    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for drawn, serie in zip(plot.series, diagram.serier, strict=True):
        color = rgb(palett.STILAR[serie.roll].farg)
        drawn.invert_if_negative = False
        fill = drawn.format.fill
        if serie.roll is Roll.PROGNOS:
            fill.patterned()
            fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
            fill.fore_color.rgb, fill.back_color.rgb = color, rgb(palett.VIT)
        else:
            fill.solid()
            fill.fore_color.rgb = color
        drawn.format.line.color.rgb = color
        if serie.roll is not Roll.BUDGET and _longest(diagram, enhet) <= LABEL_LENGTH:
            labels = drawn.data_labels
            labels.show_value, labels.position = True, XL_LABEL_POSITION.INSIDE_BASE
            labels.number_format, labels.number_format_is_linked = chart_format(enhet.decimals), False
            labels.font.size, labels.font.bold = Pt(points - 2), True
            back, front = (
                (palett.VIT, palett.TEXT) if serie.roll is Roll.PROGNOS else (palett.STILAR[serie.roll].farg, palett.VIT)
            )
            labels.font.color.rgb = rgb(front)
            fill_behind(labels._element, back)  # noqa: SLF001 - python-pptx has no public name for the element
    _budget_as_line(chart, diagram)


def _longest(diagram: Diagram, enhet: Enhet) -> int:
    shown = (format_belopp(ore, enhet) for serie in diagram.serier for ore in serie.varden_ore if ore is not None)
    return max(map(len, shown), default=0)


def _budget_as_line(chart: Objekt, diagram: Diagram) -> None:
    """Move the budget's series from the bars to a line chart on the same axes; python-pptx makes one kind at a time."""
    from pptx.chart.plot import LinePlot
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    bars = chart._chartSpace.xpath(".//c:barChart")[0]  # noqa: SLF001 - python-pptx has no public name for the element
    places = [place for place, serie in enumerate(diagram.serier) if serie.roll is Roll.BUDGET]
    drawn = [bars.findall(qn("c:ser"))[place] for place in places]
    if not drawn:
        return
    line = parse_xml(f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/></c:lineChart>')
    for ser in drawn:
        for tag in ("c:invertIfNegative", "c:spPr"):
            for element in ser.findall(qn(tag)):
                ser.remove(element)
        line.append(ser)
    line.append(parse_xml(f'<c:marker {nsdecls("c")} val="1"/>'))
    for axis in bars.findall(qn("c:axId")):
        line.append(deepcopy(axis))
    bars.addnext(line)
    plot: Objekt = LinePlot
    for series, place in zip(plot(line, chart).series, places, strict=True):
        _style_line(series, diagram.serier[place], on_bars=True)


def _style_deviations(chart: Objekt, diagram: Diagram, enhet: Enhet, points: int) -> None:  # noqa: ARG001 - one face for every form
    from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    chart.category_axis.reverse_order = True
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # a reversed category axis moves it up
    for drawn, color in zip(plot.series, (palett.UNDERSKOTT, palett.OVERSKOTT), strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = rgb(color)
        drawn.invert_if_negative = False
        labels = drawn.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
        labels.number_format, labels.number_format_is_linked = chart_format(enhet.decimals, plus=True), False
        labels.font.size = Pt(points)


def _repair(space: Objekt) -> None:
    """Axis ids must be unsigned (adding 2**32 instead loses the axes in LibreOffice); language Swedish; square corners."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    for element in space.iter(qn("c:axId"), qn("c:crossAx")):
        element.set("val", str(abs(int(element.get("val")))))
    for tag in ("c:lang", "c:roundedCorners"):
        for element in space.findall(qn(tag)):
            space.remove(element)
    date = space.find(qn("c:date1904"))
    corners = parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>')
    lang = parse_xml(f'<c:lang {nsdecls("c")} val="sv-SE"/>')
    if date is None:
        space.insert(0, lang)
    else:
        date.addnext(lang)
    lang.addnext(corners)
