"""Every text of a report, as its reader sees it: for tests that read a whole report."""

from collections.abc import Iterator

from finance.rapport.modell import Avsnitt, Diagram, Kommentar, Nyckeltal, Rapport, Stycke, Tabell
from finance.rapport.som_text import show_rows, show_value


def read_texts(rapport: Rapport, *, utom: tuple[str, ...] = ()) -> list[str]:
    """Titles, headings, sentences, cells and notes, in reading order; without the sections `utom`."""
    found = [rapport.titel, rapport.sammanfattning, *rapport.kallor]
    for avsnitt in rapport.avsnitt:
        if avsnitt.id not in utom:
            found += _section(rapport, avsnitt)
    return [text for text in found if text]


def _section(rapport: Rapport, avsnitt: Avsnitt) -> Iterator[str]:
    yield from (avsnitt.rubrik, avsnitt.slutsats, avsnitt.rubrikrad)
    for block in avsnitt.block:
        match block:
            case Tabell():
                yield from (block.titel, block.slutsats, *block.noter, *(kolumn.rubrik for kolumn in block.kolumner))
                yield from (cell for row in show_rows(block, rapport.enhet, rapport.vy) for cell in row)
            case Diagram():
                yield from (block.titel, block.slutsats, block.alt_text, *(serie.namn for serie in block.serier))
            case Stycke() | Kommentar():
                yield block.text
            case Nyckeltal():
                yield from (block.namn, show_value(block.typ, block.varde, rapport.enhet, rapport.vy), block.ord)
