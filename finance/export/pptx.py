"""A report as slides: native, editable tables and charts, one message each, the whole comment in the notes.

The title of every slide is its takeaway, and no two are the same. Every chart and table has alt text, every run is Swedish,
and no placeholder is left empty. The same report and template give the same bytes.
"""

import io
from collections.abc import Sequence
from itertools import groupby

from finance.export.paket import freeze
from finance.export.pptx_bild import Bildspel
from finance.export.rena_texter import with_clean_texts
from finance.rapport.modell import Avsnitt, Diagram, Diagramtyp, Kommentar, Rapport, Styckeroll, Tabell
from finance.rapport.text import first_sentence, plain_text

MOST_ROWS = 12
"""A table with more rows goes on to the next slide."""
SMALL_TABLE = 6
"""A table with at most so many rows fits under its chart."""
MOST_CHARTS = 4
"""Charts of mått on a slide."""


def write_pptx(rapport: Rapport, mall: bytes | None = None) -> bytes:
    """The slides of a report, in the municipality's template (.pptx or .potx) if given. Raises InvalidValue for a bad one."""
    rapport = with_clean_texts(rapport)
    spel = Bildspel(rapport, mall)
    spel.add_title_slide()
    for avsnitt in rapport.avsnitt:
        _add_section(spel, avsnitt)
    target = io.BytesIO()
    spel.finish().save(target)
    return freeze(target.getvalue(), rapport.period)


def _add_section(spel: Bildspel, avsnitt: Avsnitt) -> None:
    months = [diagram for diagram in avsnitt.diagram if diagram.typ is Diagramtyp.MANAD]
    if avsnitt.nyckeltal and months:
        spel.add_nod_slide(avsnitt, months[0], sentence=_sentence(avsnitt), notes=_notes(avsnitt))
    elif avsnitt.nyckeltal and not avsnitt.tabeller:
        _add_text_slide(spel, avsnitt)
    elif avsnitt.kommentarer and not avsnitt.tabeller and not avsnitt.diagram:
        spel.add_text_slide(avsnitt, _comment_text(avsnitt.kommentarer), notes=_notes(avsnitt))
    _add_blocks(spel, avsnitt, drawn=months)


def _add_text_slide(spel: Bildspel, avsnitt: Avsnitt) -> None:
    """A section with figures and words but no chart; nothing where nobody has written."""
    if avsnitt.kommentarer:
        spel.add_nod_slide(avsnitt, None, sentence=_comment_text(avsnitt.kommentarer), notes=_notes(avsnitt))


def _add_blocks(spel: Bildspel, avsnitt: Avsnitt, *, drawn: Sequence[Diagram]) -> None:
    notes = _notes(avsnitt)
    lines = [diagram for diagram in avsnitt.diagram if diagram.typ is Diagramtyp.LINJE and not diagram.is_matt]
    if len(lines) == 1 and len(avsnitt.tabeller) == 1 and len(avsnitt.tabeller[0].rader) <= SMALL_TABLE:
        spel.add_chart_slide(lines[0], avsnitt.tabeller[0], notes=notes)
        return
    for is_matt, group in groupby(avsnitt.block, key=lambda block: isinstance(block, Diagram) and block.is_matt):
        blocks = list(group)
        if is_matt:
            _add_matt(spel, [block for block in blocks if isinstance(block, Diagram)], notes)
            continue
        for block in blocks:
            if isinstance(block, Tabell):
                _add_table(spel, block, _warnings(avsnitt), notes)
            elif isinstance(block, Diagram) and block not in drawn:
                spel.add_chart_slide(block, None, notes=notes)


def _add_matt(spel: Bildspel, found: Sequence[Diagram], notes: str) -> None:
    """Charts of mått after each other share slides, as many on each."""
    pages = -(-len(found) // MOST_CHARTS)
    size = -(-len(found) // pages)
    for first in range(0, len(found), size):
        part = found[first : first + size]
        if len(part) == 1:
            spel.add_chart_slide(part[0], None, notes=notes)
        else:
            spel.add_charts_slide(part, notes=notes)


def _add_table(spel: Bildspel, tabell: Tabell, warnings: tuple[str, ...], notes: str) -> None:
    pages = -(-len(tabell.rader) // MOST_ROWS)
    size = -(-len(tabell.rader) // pages) if pages else 0
    for page in range(pages):
        rows = range(page * size, min((page + 1) * size, len(tabell.rader)))
        spel.add_table_slide(tabell, rows, part=(page + 1, pages), warnings=warnings, notes=notes)


def _sentence(avsnitt: Avsnitt) -> str:
    """The first sentence of the section's own comment, else of its first part's."""
    own = [kommentar for kommentar in avsnitt.kommentarer if kommentar.nod == avsnitt.nod]
    if own:
        return first_sentence(own[0].text)
    if avsnitt.kommentarer:
        return f"{avsnitt.kommentarer[0].namn}: {first_sentence(avsnitt.kommentarer[0].text)}"
    parts = [tabell.slutsats for tabell in avsnitt.tabeller if tabell.slutsats]
    return parts[0] if parts else ""


def _comment_text(kommentarer: Sequence[Kommentar]) -> str:
    return "\n".join(plain_text(kommentar.text) for kommentar in kommentarer)


def _warnings(avsnitt: Avsnitt) -> tuple[str, ...]:
    return tuple(stycke.text for stycke in avsnitt.stycken if stycke.roll is Styckeroll.VARNING)


def _notes(avsnitt: Avsnitt) -> str:
    """What the speaker has beside the slide: the line of figures, every paragraph, and every comment whole."""
    comments = [
        (f"{kommentar.namn}\n" if kommentar.nod != avsnitt.nod else "") + plain_text(kommentar.text)
        for kommentar in avsnitt.kommentarer
    ]
    heading = f"{avsnitt.rubrik}. {avsnitt.rubrikrad}" if avsnitt.rubrikrad else avsnitt.rubrik
    return "\n\n".join(filter(None, (heading, *(stycke.text for stycke in avsnitt.stycken), *comments)))
