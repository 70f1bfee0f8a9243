"""Native, editable Office charts by python-pptx. Values are in the unit shown; None is a gap.

The look follows the role of each series (`palett`): fill, line and marker differ as well as colour. An avvikelse is drawn as
two series, Underskott and Överskott, so that sign never rests on colour alone.
"""

from collections.abc import Iterator
from copy import deepcopy

from finance.belopp import Enhet, Vy
from finance.export import palett
from finance.export.objekt import Objekt
from finance.export.talformat import chart_format
from finance.format import format_belopp
from finance.rapport.modell import Diagram, Diagramtyp, Roll, Serie

UNDERSKOTT, OVERSKOTT = "Underskott", "Överskott"
LABEL_LENGTH = 7
"""Values are written on the bars of months up to this many characters."""


def rgb(color: str) -> Objekt:
    """A colour of the palette as python-pptx wants it."""
    from pptx.dml import color as colors

    make: Objekt = colors.RGBColor
    return make.from_string(color)


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
        Diagramtyp.MANAD: XL_CHART_TYPE.COLUMN_CLUSTERED,
        Diagramtyp.AVVIKELSE: XL_CHART_TYPE.BAR_CLUSTERED,
    }
    signed = diagram.typ is Diagramtyp.AVVIKELSE
    make: Objekt = CategoryChartData
    data = make(number_format=chart_format(enhet.decimals, plus=signed))
    data.categories = diagram.kategorier
    for namn, values in chart_series(diagram, enhet, vy):
        data.add_series(namn, values)
    frame = shapes.add_chart(kinds[diagram.typ], *box, data)
    frame.name = diagram.titel
    properties = frame._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 - alt text has no public name in python-pptx
    properties.set("descr", diagram.alt_text)
    _style(frame.chart, diagram, enhet, points)
    return frame


def chart_series(diagram: Diagram, enhet: Enhet, vy: Vy) -> Iterator[tuple[str, list[float | None]]]:
    """Name and values of each series as drawn, in `enhet`; an avvikelse is split by sign and never turned."""
    for serie in diagram.serier:
        if diagram.typ is not Diagramtyp.AVVIKELSE:
            yield serie.namn, [None if ore is None else ore * vy.sign / enhet.ore for ore in serie.varden_ore]
            continue
        values = [None if ore is None else ore / enhet.ore for ore in serie.varden_ore]
        yield UNDERSKOTT, [value if value is not None and value < 0 else None for value in values]
        yield OVERSKOTT, [value if value is not None and value >= 0 else None for value in values]


def _style(chart: Objekt, diagram: Diagram, enhet: Enhet, points: int) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.util import Pt

    chart.font.size = Pt(points)
    chart.font.color.rgb = rgb(palett.TEXT)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    values, categories = chart.value_axis, chart.category_axis
    values.major_gridlines.format.line.color.rgb = rgb(palett.RUTNAT)
    values.format.line.fill.background()
    values.tick_labels.number_format = chart_format(_axis_decimals(diagram, enhet), plus=diagram.typ is Diagramtyp.AVVIKELSE)
    values.tick_labels.number_format_is_linked = False
    categories.format.line.color.rgb = rgb(palett.LINJE)
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.major_tick_mark = XL_TICK_MARK.NONE
    {Diagramtyp.LINJE: _style_lines, Diagramtyp.MANAD: _style_months, Diagramtyp.AVVIKELSE: _style_deviations}[diagram.typ](
        chart, diagram, enhet, points
    )
    _repair(chart._chartSpace)  # noqa: SLF001 - python-pptx has no public name for the element


def _axis_decimals(diagram: Diagram, enhet: Enhet) -> int:
    """None on the axis, unless its steps would be fractions of the unit."""
    largest = max((abs(ore) for serie in diagram.serier for ore in serie.varden_ore if ore is not None), default=0)
    return 0 if largest >= 5 * enhet.ore else enhet.decimals


def _style_lines(chart: Objekt, diagram: Diagram, enhet: Enhet, points: int) -> None:  # noqa: ARG001 - one face for every form
    chart.value_axis.minimum_scale = 0 if _all_positive(diagram) else None
    for drawn, serie in zip(chart.plots[0].series, diagram.serier, strict=True):
        _style_line(drawn, serie)


def _all_positive(diagram: Diagram) -> bool:
    return all(ore >= 0 for serie in diagram.serier for ore in serie.varden_ore if ore is not None)


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
    if _all_positive(diagram):
        chart.value_axis.minimum_scale = 0
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
            _fill_behind(labels, back)
    _budget_as_line(chart, diagram)


def _longest(diagram: Diagram, enhet: Enhet) -> int:
    shown = (format_belopp(ore, enhet) for serie in diagram.serier for ore in serie.varden_ore if ore is not None)
    return max(map(len, shown), default=0)


def _fill_behind(labels: Objekt, color: str) -> None:
    """So that figures can be read on hatching, and on bars that are lower than their figure."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    fill = f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></c:spPr>'
    labels._element.find(qn("c:txPr")).addprevious(parse_xml(fill))  # noqa: SLF001 - python-pptx has no public name for the element


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
