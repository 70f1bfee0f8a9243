"""Native tables on slides: header, lines, sum; figures to the right, deviations in their colour, with their sign."""

from collections.abc import Sequence

from finance.belopp import Enhet, Vy, to_enhet
from finance.export import palett
from finance.export.diagram_delar import rgb
from finance.export.objekt import Objekt
from finance.rapport.modell import Cell, Kolumn, Kolumntyp, Radroll, Tabell
from finance.rapport.som_text import show_cell

PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""Office's "No Style, No Grid": our own lines are drawn instead."""
WIDE = 9
"""From so many columns on the text is smaller."""
EMU_PER_POINT = 12_700
CELL_MARGIN = 18_000
FIRST_WIDTH, TEXT_WIDTH = 30, 56
"""The widest that the first column and other texts get, in characters; a longer text wraps."""
ROOMY = 380_000
"""From this height of a row (EMU) on the text is larger."""


def add_table(
    slide: Objekt,
    tabell: Tabell,
    rows: Sequence[int],
    box: tuple[int, int, int, int],
    *,
    enhet: Enhet,
    vy: Vy,
    room: int = 10**9,
) -> int:
    """Draw the rows with these places at (left, top, width, height of a row) and return the height used, EMU.

    Text gets smaller where the rows would not fit in `room`, the height there is.
    """
    left, top, width, row_height = box
    wraps = any(len(kolumn.rubrik) > 12 for kolumn in tabell.kolumner) and len(tabell.kolumner) < WIDE
    header_height = int(row_height * (1.6 if wraps else 1))
    shares = _shares(tabell)
    points, heights = _fit(tabell, rows, [int(width * share) for share in shares], row_height, room - header_height)
    used = header_height + sum(heights)
    frame = slide.shapes.add_table(len(rows) + 1, len(tabell.kolumner), left, top, width, used)
    frame.name = tabell.titel
    frame._element.xpath(".//p:cNvPr")[0].set("descr", _alt_text(tabell, len(rows), enhet))  # noqa: SLF001 - python-pptx has no public name for the element
    table = frame.table
    table.first_row, table.first_col, table.horz_banding = True, True, False
    table.last_row = tabell.rader[rows[-1]].roll is Radroll.SUMMA
    frame._element.xpath(".//a:tableStyleId")[0].text = PLAIN_STYLE  # noqa: SLF001 - python-pptx has no public name for the element
    for place, share in enumerate(shares):
        table.columns[place].width = int(width * share)
    table.rows[0].height = header_height
    for place, kolumn in enumerate(tabell.kolumner):
        _fill(
            table.cell(0, place), kolumn.rubrik, kolumn, points=min(points, 12), bold=True, color=palett.VIT, back=palett.RUBRIK
        )
    for line, row in enumerate(rows, 1):
        table.rows[line].height = heights[line - 1]
        rad = tabell.rader[row]
        total = rad.roll is Radroll.SUMMA
        for place, (kolumn, cell) in enumerate(zip(tabell.kolumner, rad.celler, strict=True)):
            _fill(
                table.cell(line, place),
                show_cell(kolumn, cell, enhet, vy),
                kolumn,
                points=points,
                bold=total or place == 0,
                color=_color(kolumn, cell, enhet),
                back=palett.SUMMA if total else None,
            )
    return used


def _alt_text(tabell: Tabell, rows: int, enhet: Enhet) -> str:
    return f"Tabell: {tabell.titel_i(enhet)}. {rows} rader. {tabell.slutsats}".strip()


def _shares(tabell: Tabell) -> list[float]:
    """Widths by the longest text of a column, within bounds; they sum to one."""
    weights = []
    for place, kolumn in enumerate(tabell.kolumner):
        texts = [str(rad.celler[place]) for rad in tabell.rader] if kolumn.typ is Kolumntyp.TEXT else []
        longest = max(map(len, texts), default=0)
        least, most = (24 if len(tabell.kolumner) > 6 else 12, FIRST_WIDTH) if place == 0 else (12, TEXT_WIDTH)
        weights.append(min(max(longest, least), most) if kolumn.typ is Kolumntyp.TEXT else 14 if len(kolumn.rubrik) > 6 else 8)
    return [weight / sum(weights) for weight in weights]


def _fit(tabell: Tabell, rows: Sequence[int], widths: Sequence[int], row_height: int, room: int) -> tuple[int, list[int]]:
    """The largest size of text (points) at which the rows fit in `room`, and their heights; the smallest size if none does."""
    wanted = 11 if len(tabell.kolumner) >= WIDE else 15 if row_height >= ROOMY else 13
    heights: list[int] = []
    for points in (size for size in (15, 13, 12, 11, 10, 9) if size <= wanted):
        line = int(points * 1.22 * EMU_PER_POINT)
        heights = [max(row_height, _lines(tabell, row, widths, points) * line + 2 * CELL_MARGIN) for row in rows]
        if sum(heights) <= room:
            return points, heights
    return 9, heights


def _lines(tabell: Tabell, row: int, widths: Sequence[int], points: int) -> int:
    """Lines that the longest text of a row takes, by a letter's mean width of half its size."""
    letters = [int(width / EMU_PER_POINT / (0.5 * points)) for width in widths]
    cells = zip(tabell.rader[row].celler, letters, strict=True)
    return max((-(-len(cell) // max(fit, 1)) for cell, fit in cells if isinstance(cell, str)), default=1)


def _color(kolumn: Kolumn, cell: Cell, enhet: Enhet) -> str:
    if not kolumn.typ.is_avvikelse or not isinstance(cell, int | float):
        return palett.TEXT
    shown = to_enhet(cell, enhet, kolumn.decimaler) if isinstance(cell, int) else round(cell, 1)
    return palett.avvikelse_color(float(shown))


def _fill(cell: Objekt, text: str, kolumn: Kolumn, *, points: int, bold: bool, color: str, back: str | None) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Emu, Pt

    cell.margin_left = cell.margin_right = Emu(55_000 if points > 11 else 27_000)
    cell.margin_top = cell.margin_bottom = Emu(CELL_MARGIN)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT if kolumn.typ is Kolumntyp.TEXT else PP_ALIGN.RIGHT
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.color.rgb = Pt(points), bold, rgb(color)
    if back is None:
        cell.fill.background()
    else:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(back)
    _line_below(cell)


def _line_below(cell: Objekt) -> None:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    line = f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{palett.RUTNAT}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(line))  # noqa: SLF001 - python-pptx has no public name for the element
