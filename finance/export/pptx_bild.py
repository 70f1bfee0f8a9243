"""The kinds of slides. Lengths in EMU unless they say points."""

import copy
from collections.abc import Iterable, Sequence

from finance.belopp import to_enhet
from finance.export import palett
from finance.export.diagram import add_chart
from finance.export.diagram_delar import rgb
from finance.export.objekt import Objekt
from finance.export.pptx_mall import open_mall
from finance.export.pptx_tabell import add_table
from finance.rapport.diagramtal import caption
from finance.rapport.huvud import head_lines
from finance.rapport.modell import Avsnitt, Diagram, Nyckeltal, Rapport, Styckeroll, Tabell
from finance.rapport.som_text import show_value

TUM = 914_400
LUFT = TUM // 12
KALLA_HOJD = int(TUM * 0.3)
RUBRIK_HOJD = int(TUM * 0.34)
SMA_RUBRIKER = int(TUM * 0.44)
VANSTER = int(TUM * 3.55)
RADHOJD = int(TUM * 0.26)
NOTRAD = int(TUM * 0.24)
NOTE_LENGTH = 150
"""Characters of a note that fit on one line."""
LONG_TITLE = 110
"""From so many characters on a title is smaller, so that it keeps to two lines."""
Box = tuple[int, int, int, int]


class Bildspel:
    """The slides as they are built, in one template. `titles` are those in use, so that none comes twice."""

    def __init__(self, rapport: Rapport, mall: bytes | None) -> None:
        self.rapport = rapport
        self.mall = open_mall(mall)
        self.titles: set[str] = set()

    def add_title_slide(self) -> None:
        """Title, nämnd and municipality, and the answer in a sentence or two."""
        rapport = self.rapport
        slide = self._new(self.mall.titelbild, f"{rapport.titel} \u2013 {rapport.namnd}")
        where = ", ".join(filter(None, (rapport.namnd, rapport.kommun)))
        lines = [where, rapport.sammanfattning, *rapport.kallor[:1], *head_lines(rapport.huvud, rapport.titel)]
        holders = [holder for holder in slide.placeholders if holder.placeholder_format.idx != 0 and holder.has_text_frame]
        if holders:
            frame = holders[0].text_frame
        else:
            left, top, width, height = self.mall.box
            frame = slide.shapes.add_textbox(left, top, width, height).text_frame
        self._write(frame, lines, points=20)
        frame.paragraphs[1].runs[0].font.bold = True
        slide.notes_slide.notes_text_frame.text = "\n".join((rapport.sammanfattning, *rapport.kallor))
        self._drop_empty(slide)

    def add_text_slide(self, avsnitt: Avsnitt, text: str, *, notes: str) -> None:
        """What is written in a section without figures; what does not fit stands in the notes."""
        slide = self._new(self.mall.rubrikbild, avsnitt.rubrik)
        left, top, width, height = self._body(slide, notes)
        self._text(slide, (left, top, width, height), [_shorten(text, 1400)], points=16, name="Text")

    def add_table_slide(
        self, tabell: Tabell, rows: Sequence[int], *, part: tuple[int, int], warnings: Iterable[str], notes: str
    ) -> None:
        """A table, or one part of it; what must be said about it right under it."""
        page, pages = part
        titel = (tabell.slutsats or tabell.titel) + (f" ({page} av {pages})" if pages > 1 else "")
        slide = self._new(self.mall.rubrikbild, titel)
        left, top, width, height = self._body(slide, notes)
        vy = self.rapport.vy_of(tabell)
        self._text(
            slide,
            (left, top, width, RUBRIK_HOJD),
            [tabell.titel_i(self.rapport.enhet)],
            points=14,
            name="Tabellrubrik",
        )
        under = [*warnings, *tabell.noter] if page == pages else []
        room = height - RUBRIK_HOJD - LUFT - NOTRAD * sum(1 + len(note) // NOTE_LENGTH for note in under)
        box = (left, top + RUBRIK_HOJD + LUFT, width, min(int(TUM * 0.46), int(room / (len(rows) + 2))))
        used = add_table(slide, tabell, rows, box, enhet=self.rapport.enhet, vy=vy, room=room)
        below = top + RUBRIK_HOJD + 2 * LUFT + used
        if under:
            self._text(slide, (left, below, width, max(top + height - below, RUBRIK_HOJD)), under, points=12, name="Noter")

    def add_chart_slide(self, diagram: Diagram, tabell: Tabell | None, *, notes: str) -> None:
        """A chart, with a small table under it if given."""
        slide = self._new(self.mall.rubrikbild, diagram.slutsats)
        left, top, width, height = self._body(slide, f"{notes}\n\n{diagram.alt_text}")
        self._text(
            slide,
            (left, top, width, RUBRIK_HOJD),
            [caption(diagram, self.rapport.enhet)],
            points=14,
            name="Diagramrubrik",
        )
        room = 0 if tabell is None else RADHOJD * (len(tabell.rader) + 1) + 2 * LUFT
        box = (left, top + RUBRIK_HOJD, width, height - RUBRIK_HOJD - room)
        add_chart(slide.shapes, diagram, box, enhet=self.rapport.enhet, vy=self.rapport.vy_of(diagram), points=14)
        if tabell is not None:
            place = (left, top + height - room + LUFT, width, RADHOJD)
            rows = range(len(tabell.rader))
            add_table(slide, tabell, rows, place, enhet=self.rapport.enhet, vy=self.rapport.vy_of(tabell))

    def add_charts_slide(self, found: Sequence[Diagram], *, notes: str) -> None:
        """Two to four charts of mått; the first says most, so its sentence is the title. Each has its own sentence over it."""
        slide = self._new(self.mall.rubrikbild, found[0].slutsats)
        described = "\n\n".join(diagram.alt_text for diagram in found)
        left, top, width, height = self._body(slide, f"{notes}\n\n{described}")
        rows = -(-len(found) // 2)
        wide, high = (width - 2 * LUFT) // 2, height // rows
        for place, diagram in enumerate(found):
            x, y = left + place % 2 * (wide + 2 * LUFT), top + place // 2 * high
            lines = [caption(diagram, self.rapport.enhet), diagram.slutsats.removeprefix(f"{diagram.titel}: ")]
            frame = self._text(slide, (x, y, wide, SMA_RUBRIKER), lines, points=12, name="Diagramrubrik")
            frame.paragraphs[0].runs[0].font.bold = True
            box = (x, y + SMA_RUBRIKER, wide, high - SMA_RUBRIKER - LUFT)
            add_chart(slide.shapes, diagram, box, enhet=self.rapport.enhet, vy=self.rapport.vy_of(diagram), points=11)

    def add_nod_slide(self, avsnitt: Avsnitt, diagram: Diagram | None, *, sentence: str, notes: str) -> None:
        """Two figures, one chart (or a longer text), one sentence."""
        slide = self._new(self.mall.rubrikbild, avsnitt.slutsats or avsnitt.rubrik)
        alt = "" if diagram is None else f"\n\n{diagram.alt_text}"
        left, top, width, height = self._body(slide, notes + alt)
        for place, tal in enumerate(avsnitt.nyckeltal[:2]):
            self._figure(slide, (left, top + place * int(TUM * 1.3), VANSTER, int(TUM * 1.25)), tal)
        below = top + int(TUM * 2.65)
        interval = [stycke.text for stycke in avsnitt.stycken if stycke.roll is Styckeroll.NOT]
        right = (left + VANSTER + 2 * LUFT, top, width - VANSTER - 2 * LUFT, height)
        if diagram is None:
            self._text(slide, (left, below, VANSTER, height - int(TUM * 2.65)), interval, points=12, name="Intervall")
            self._text(slide, right, [_shorten(sentence, 900)], points=16, name="Kommentar")
            return
        if sentence:
            self._text(
                slide, (left, below, VANSTER, int(TUM * 1.3)), [_shorten(sentence, 170)], points=16, name="Slutsats", bold=True
            )
        self._text(
            slide, (left, top + height - int(TUM * 0.95), VANSTER, int(TUM * 0.95)), interval, points=11, name="Intervall"
        )
        self._text(
            slide,
            (right[0], top, right[2], RUBRIK_HOJD),
            [caption(diagram, self.rapport.enhet)],
            points=14,
            name="Diagramrubrik",
        )
        box = (right[0], top + RUBRIK_HOJD, right[2], height - RUBRIK_HOJD)
        add_chart(slide.shapes, diagram, box, enhet=self.rapport.enhet, vy=self.rapport.vy_of(diagram), points=12)

    def finish(self) -> Objekt:
        """The presentation, with its properties, language and slide numbers in place."""
        presentation, rapport = self.mall.presentation, self.rapport
        core = presentation.core_properties
        core.title = f"{rapport.titel} \u2013 {rapport.namnd}"
        core.subject, core.author = rapport.period.namn, ", ".join(filter(None, (rapport.namnd, rapport.kommun)))
        core.language, core.last_modified_by, core.keywords, core.comments = "sv-SE", "", "", " ".join(rapport.kallor)[:255]
        for slide in presentation.slides:
            _swedish(slide._element)  # noqa: SLF001 - python-pptx has no public name for the element
            if slide.has_notes_slide:
                _swedish(slide.notes_slide._element)  # noqa: SLF001 - python-pptx has no public name for the element
        for part in (presentation.slide_master, *presentation.slide_layouts):
            _swedish(part._element)  # noqa: SLF001 - python-pptx has no public name for the element
        return presentation

    def _new(self, layout: Objekt, titel: str) -> Objekt:
        slide = self.mall.presentation.slides.add_slide(layout)
        slide.shapes.title.text = self._unique(_as_title(titel))
        if len(slide.shapes.title.text) > LONG_TITLE:
            slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = _pt(20)
        _copy_slide_number(slide, layout)
        return slide

    def _unique(self, titel: str) -> str:
        found, place = titel, 2
        while found in self.titles:
            found, place = f"{titel} ({place})", place + 1
        self.titles.add(found)
        return found

    def _body(self, slide: Objekt, notes: str) -> Box:
        """Foot and notes in place; the box that is left for the content."""
        left, top, width, height = self.mall.box
        self._drop_empty(slide)
        slide.notes_slide.notes_text_frame.text = notes
        foot = (left, top + height - KALLA_HOJD, width - TUM, KALLA_HOJD)
        self._text(slide, foot, [" ".join(self.rapport.kallor)], points=11, name="Källa", color=palett.TEXT_SVAG)
        return left, top + LUFT, width, height - KALLA_HOJD - 2 * LUFT

    def _drop_empty(self, slide: Objekt) -> None:
        for holder in list(slide.placeholders):
            if holder.has_text_frame and not holder.text_frame.text.strip():
                holder._element.getparent().remove(holder._element)  # noqa: SLF001 - python-pptx has no public name for the element

    def _figure(self, slide: Objekt, box: Box, tal: Nyckeltal) -> None:
        rapport = self.rapport
        value = show_value(tal.typ, tal.varde, rapport.enhet, rapport.vy)
        number = float(to_enhet(tal.varde, rapport.enhet)) if isinstance(tal.varde, int) else 0.0
        color = palett.avvikelse_color(number) if tal.typ.is_avvikelse else palett.TEXT
        symbol = {True: "▲ ", False: "▼ "}[number > 0] if number else ""
        frame = self._text(
            slide, box, [tal.namn, f"{value}\u00a0{rapport.enhet.label}", f"{symbol}{tal.ord}"], points=14, name=tal.namn
        )
        run = frame.paragraphs[1].runs[0]
        run.font.size, run.font.bold = _pt(30), True
        for paragraph in frame.paragraphs[1:]:
            paragraph.runs[0].font.color.rgb = rgb(color)

    def _text(
        self,
        slide: Objekt,
        box: Box,
        lines: Sequence[str],
        *,
        points: int,
        name: str,
        color: str = palett.TEXT,
        bold: bool = False,
    ) -> Objekt:
        shape = slide.shapes.add_textbox(*box)
        shape.name = name
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = 0
        frame.margin_top = frame.margin_bottom = 0
        self._write(frame, lines, points=points, color=color, bold=bold)
        return frame

    def _write(self, frame: Objekt, lines: Sequence[str], *, points: int, color: str = palett.TEXT, bold: bool = False) -> None:
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = line
            run.font.size, run.font.bold = _pt(points), bold
            run.font.color.rgb = rgb(color)


def _as_title(sentence: str) -> str:
    """One sentence loses its full stop; two keep theirs."""
    return sentence[:-1] if sentence.endswith(".") and ". " not in sentence else sentence


def _pt(points: int) -> Objekt:
    from pptx.util import Pt

    return Pt(points)


def _shorten(text: str, most: int) -> str:
    """Whole words, with an ellipsis; what is left out stands in the notes."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def _copy_slide_number(slide: Objekt, layout: Objekt) -> None:
    """python-pptx leaves the slide number of the layout out."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    for holder in layout.placeholders:
        if holder.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            element = copy.deepcopy(holder._element)  # noqa: SLF001 - python-pptx has no public name for the element
            tree = slide.shapes._spTree  # noqa: SLF001 - python-pptx has no public name for the element
            used = [int(value) for value in tree.xpath(".//p:cNvPr/@id")]
            element.xpath(".//p:cNvPr")[0].set("id", str(max(used) + 1))
            tree.append(element)


def _swedish(element: Objekt) -> None:
    """Language on every run; one without properties gets them."""
    from pptx.oxml.ns import qn

    for run in element.iter(qn("a:r"), qn("a:fld")):
        run.get_or_add_rPr() if hasattr(run, "get_or_add_rPr") else None
    for properties in element.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        properties.set("lang", "sv-SE")
