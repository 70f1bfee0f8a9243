"""The template of slides: the municipality's own, or ours made from python-pptx's, in 16:9, Swedish and without sample slides.

Layouts are chosen by their placeholders, never by number or name: names are translated in municipalities' templates.
"""

import io
import zipfile
from dataclasses import dataclass

from finance.errors import InvalidValue
from finance.export import palett
from finance.export.objekt import Objekt

BREDD, HOJD = 12_192_000, 6_858_000
MARGINAL = 548_640
"""0.6 inch, EMU."""


@dataclass(frozen=True)
class Mall:
    """A presentation without slides and its two layouts. `box`: left, top, width, height for content, EMU."""

    presentation: Objekt
    titelbild: Objekt
    rubrikbild: Objekt
    box: tuple[int, int, int, int]


def open_mall(mall: bytes | None) -> Mall:
    """The municipality's template (.pptx or .potx), or our own. Raises InvalidValue for something else."""
    presentation = _own() if mall is None else _read(mall)
    for slide in list(presentation.slides._sldIdLst):  # noqa: SLF001 - python-pptx has no public way to drop a slide
        presentation.part.drop_rel(slide.rId)
        presentation.slides._sldIdLst.remove(slide)  # noqa: SLF001 - python-pptx has no public name for the element
    title_only = _layout(presentation, want_subtitle=False)
    return Mall(presentation, _layout(presentation, want_subtitle=True), title_only, _content_box(presentation, title_only))


def _read(mall: bytes) -> Objekt:
    from pptx import Presentation

    try:
        return Presentation(io.BytesIO(_as_presentation(mall)))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InvalidValue("Mallen går inte att läsa. Välj en PowerPoint-mall som slutar på .pptx eller .potx.") from error


def _as_presentation(mall: bytes) -> bytes:
    """A .potx differs from a .pptx by one content type."""
    template, plain = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(mall)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            data = source.read(name)
            out.writestr(name, data.replace(template, plain) if name == "[Content_Types].xml" else data)
    return target.getvalue()


def _types(layout: Objekt) -> set[Objekt]:
    from pptx.enum.shapes import PP_PLACEHOLDER as PH

    foot = (PH.DATE, PH.FOOTER, PH.SLIDE_NUMBER)
    return {holder.placeholder_format.type for holder in layout.placeholders} - set(foot)


def _layout(presentation: Objekt, *, want_subtitle: bool) -> Objekt:
    """The layout with the wanted placeholders and the fewest others."""
    from pptx.enum.shapes import PP_PLACEHOLDER as PH

    titles = {PH.TITLE, PH.CENTER_TITLE}
    wanted = [layout for layout in presentation.slide_layouts if _types(layout) & titles]
    if want_subtitle:
        wanted = [layout for layout in wanted if PH.SUBTITLE in _types(layout)] or wanted
    else:
        wanted = [layout for layout in wanted if PH.TITLE in _types(layout)] or wanted
    if not wanted:
        raise InvalidValue("Mallen har ingen layout med rubrik. Välj en mall som har minst en sådan.")
    return min(wanted, key=lambda layout: len(list(layout.placeholders)) - len(_types(layout) & titles))


def _content_box(presentation: Objekt, layout: Objekt) -> tuple[int, int, int, int]:
    """Between the title and the foot: as wide as the title."""
    from pptx.enum.shapes import PP_PLACEHOLDER as PH

    title = next(h for h in layout.placeholders if h.placeholder_format.type in (PH.TITLE, PH.CENTER_TITLE))
    feet = [h.top for h in layout.placeholders if h.placeholder_format.type in (PH.FOOTER, PH.SLIDE_NUMBER, PH.DATE) and h.top]
    top, height = title.top + title.height, presentation.slide_height
    bottom = min([foot for foot in feet if foot > height * 0.8] or [int(height * 0.93)])
    return title.left, top, title.width, bottom - top


def _own() -> Objekt:
    from pptx import Presentation
    from pptx.enum.shapes import PP_PLACEHOLDER as PH
    from pptx.util import Emu

    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(BREDD), Emu(HOJD)
    keep = {"Title Slide": "Rubrikbild", "Title Only": "Rubrik och innehåll"}
    for layout in list(presentation.slide_layouts):
        if layout.name in keep:
            layout.name = keep[layout.name]
        else:
            presentation.slide_layouts.remove(layout)
    first, second = presentation.slide_layouts
    for holder in (*presentation.slide_master.placeholders, *first.placeholders, *second.placeholders):
        _place(holder, on_title_slide=holder.part is first.part, types=PH)
    _title_style(presentation.slide_master)
    return presentation


def _place(holder: Objekt, *, on_title_slide: bool, types: Objekt) -> None:
    """Positions for 16:9, and Swedish prompts instead of the English ones."""
    kind = holder.placeholder_format.type
    width = BREDD - 2 * MARGINAL
    boxes = {
        types.TITLE: (MARGINAL, 320_040, width, 914_400),
        types.CENTER_TITLE: (MARGINAL, 1_828_800, width, 1_097_280),
        types.SUBTITLE: (MARGINAL, 3_017_520, width, 2_011_680),
        types.BODY: (MARGINAL, 1_371_600, width, 4_846_320),
        types.DATE: (MARGINAL, 6_446_520, 1_828_800, 274_320),
        types.FOOTER: (MARGINAL, 6_446_520, width - 914_400, 274_320),
        types.SLIDE_NUMBER: (BREDD - MARGINAL - 731_520, 6_446_520, 731_520, 274_320),
    }
    prompts = {types.TITLE: "Rubrik", types.CENTER_TITLE: "Rubrik", types.SUBTITLE: "Underrubrik", types.BODY: "Text"}
    if kind in boxes:
        holder.left, holder.top, holder.width, holder.height = boxes[kind]
    if kind in prompts:
        holder.text_frame.text = prompts[kind]
        holder.text_frame.margin_left = holder.text_frame.margin_right = 0
    if kind in (types.TITLE, types.CENTER_TITLE):
        holder._element.txBody.bodyPr.set("anchor", "b")  # noqa: SLF001 - python-pptx has no public name for the element
    if on_title_slide and kind == types.SUBTITLE:
        for paragraph in holder._element.xpath(".//a:lvl1pPr"):  # noqa: SLF001 - python-pptx has no public name for the element
            paragraph.set("algn", "l")


def _title_style(master: Objekt) -> None:
    """Titles are sentences: left, bold, 26 points, at the foot of their box and in line with the content."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    for level in master._element.xpath(".//p:titleStyle/a:lvl1pPr"):  # noqa: SLF001 - python-pptx has no public name for the element
        level.set("algn", "l")
        for style in level.findall(qn("a:defRPr")):
            style.set("sz", "2600")
            style.set("b", "1")
            for fill in style.findall(qn("a:solidFill")):
                style.remove(fill)
            style.insert(0, parse_xml(f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{palett.RUBRIK}"/></a:solidFill>'))
