"""Parts of native charts in slides: a colour of the palette, and the mark where a series is broken."""

from dataclasses import dataclass

from finance.export import palett
from finance.export.objekt import Objekt
from finance.rapport.diagramtal import break_text
from finance.rapport.modell import Diagram, Serie

ROOM = 0.3
"""Share of the chart's height that words under a line need."""


def rgb(color: str) -> Objekt:
    """A colour of the palette as python-pptx wants it."""
    from pptx.dml import color as colors

    make: Objekt = colors.RGBColor
    return make.from_string(color)


@dataclass(frozen=True, slots=True)
class Brottmarke:
    """The mark of a broken series: the line that bears it, its reach above and below each point, where its words go."""

    bearer: int
    above: list[float]
    below: list[float]
    words_below: bool


def find_broken(diagram: Diagram) -> Brottmarke | None:
    """The mark goes from zero to the highest value of the chart, through the month of the break; None where nothing is there.

    The words stand under the lowest line where there is room under it, else over the highest.
    """
    place = diagram.brott
    if place is None or not any(_has(serie, place) for serie in diagram.serier):
        return None
    at = [(serie.varden[place] or 0.0, n) for n, serie in enumerate(diagram.serier) if _has(serie, place)]
    top = max(value for serie in diagram.serier for value in serie.varden if value is not None)
    is_roomy = min(at)[0] > ROOM * top
    value, bearer = min(at) if is_roomy else max(at)
    above, below = [0.0] * len(diagram.kategorier), [0.0] * len(diagram.kategorier)
    above[place], below[place] = top - value, value
    return Brottmarke(bearer, above, below, words_below=is_roomy)


def _has(serie: Serie, place: int) -> bool:
    return bool(serie.varden) and serie.varden[place] is not None


def mark_break(chart: Objekt, diagram: Diagram, *, points: int) -> None:
    """An upright line through the month where the series is broken, with the words at it."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    found = find_broken(diagram)
    if found is None or diagram.brott is None:
        return
    series = chart.plots[0].series[found.bearer]
    label = series.points[diagram.brott].data_label
    label.has_text_frame = True
    label.text_frame.text = break_text(diagram)
    label.position = XL_LABEL_POSITION.BELOW if found.words_below else XL_LABEL_POSITION.ABOVE
    font = label.text_frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = Pt(points - 1), True, rgb(palett.TEXT)
    fill_behind(label._dLbl, palett.VIT)  # noqa: SLF001 - python-pptx has no public name for the element
    _add_error_bars(series._element, found.above, found.below)  # noqa: SLF001 - python-pptx has no public name for the element


def fill_behind(label: Objekt, color: str) -> None:
    """So that figures can be read on hatching, on bars that are lower than their figure, and on lines."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    fill = f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></c:spPr>'
    after = next(found for tag in ("c:txPr", "c:dLblPos", "c:showLegendKey") if (found := label.find(qn(tag))) is not None)
    after.addprevious(parse_xml(fill))


def _add_error_bars(ser: Objekt, above: list[float], below: list[float]) -> None:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    def literal(tag: str, values: list[float]) -> str:
        plain = [repr(value).removesuffix(".0") for value in values]
        points = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(plain))
        count = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>'
        return f"<c:{tag}><c:numLit>{count}{points}</c:numLit></c:{tag}>"

    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="1"/>{literal("plus", above)}{literal("minus", below)}'
        f'<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{palett.TEXT}"/></a:solidFill><a:prstDash val="sysDash"/></a:ln>'
        "</c:spPr></c:errBars>"
    )
    ser.find(qn("c:cat")).addprevious(bars)
