"""A report as a workbook: real numbers in kronor shown in the report's unit, formulas for sums and deviations, native charts.

Cells hold what the view shows (a cost is negative in nettoresultat), so cells and sums agree; a deviation never turns.
The same report gives the same bytes.
"""

import io
import re
from collections.abc import Iterator

from finance.export.objekt import Objekt
from finance.export.paket import freeze
from finance.export.rena_texter import with_clean_texts
from finance.export.xlsx_blad import Blad, Format
from finance.rapport.delar import TABELL_SAKERHET
from finance.rapport.huvud import head_lines
from finance.rapport.modell import Avsnitt, Cell, Kolumn, Kolumntyp, Kommentar, Rad, Rapport, Tabell
from finance.rapport.text import plain_text

LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
KOMMENTARER, HUVUD = "Kommentarer", "Rapport"


def write_xlsx(rapport: Rapport) -> bytes:
    """The workbook of a report: a sheet per section with tables or charts, one on certainty, one with all comments."""
    import xlsxwriter

    rapport = with_clean_texts(rapport)
    target = io.BytesIO()
    make: Objekt = xlsxwriter.Workbook
    book = make(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": f"{rapport.titel} \u2013 {rapport.namnd}",
            "subject": rapport.period.namn,
            "author": ", ".join(filter(None, (rapport.namnd, rapport.kommun))),
            "comments": " ".join(rapport.kallor),
        }
    )
    formats, names = Format(book), _Names()
    if rapport.huvud:
        _head_sheet(Blad(book, formats, names.take(HUVUD), rapport))
    for avsnitt in rapport.avsnitt:
        certainty = [tabell for tabell in avsnitt.tabeller if tabell.id == TABELL_SAKERHET]
        if avsnitt.tabeller or avsnitt.diagram:
            _section(Blad(book, formats, names.take(avsnitt.rubrik), rapport), avsnitt, certainty)
        for tabell in certainty:
            _certainty(Blad(book, formats, names.take(tabell.titel), rapport), tabell)
    comments = list(_comments(rapport))
    if comments:
        _comment_sheet(Blad(book, formats, names.take(KOMMENTARER), rapport), comments)
    book.close()
    return freeze(target.getvalue(), rapport.period)


class _Names:
    """Names of sheets: at most 31 characters, none of Excel's forbidden ones, no name twice whatever its case."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def take(self, wanted: str) -> str:
        base = " ".join(FORBIDDEN.sub(" ", wanted).split()).strip("' ")[:LONGEST_NAME].strip() or "Blad"
        name, place = base, 2
        while name.lower() in self.used:
            tail = f" {place}"
            name, place = base[: LONGEST_NAME - len(tail)] + tail, place + 1
        self.used.add(name.lower())
        return name


def _head_sheet(blad: Blad) -> None:
    rapport = blad.rapport
    blad.write_heading(rapport.titel, head_lines(rapport.huvud, rapport.titel), belopp=False)
    blad.write_foot()


def _section(blad: Blad, avsnitt: Avsnitt, elsewhere: list[Tabell]) -> None:
    lines = [avsnitt.slutsats, avsnitt.rubrikrad, *(stycke.text for stycke in avsnitt.stycken)]
    belopp = bool(avsnitt.diagram) or any(tabell.har_belopp for tabell in avsnitt.tabeller)
    blad.write_heading(avsnitt.rubrik, lines, belopp=belopp)
    for tabell in avsnitt.tabeller:
        if tabell not in elsewhere:
            blad.write_table(tabell)
    for diagram in avsnitt.diagram:
        blad.write_chart(diagram)
    blad.write_foot()


def _certainty(blad: Blad, tabell: Tabell) -> None:
    blad.write_heading(tabell.titel, [tabell.slutsats])
    blad.write_table(tabell)
    blad.write_foot()


def _comments(rapport: Rapport) -> Iterator[Rad]:
    for avsnitt in rapport.avsnitt:
        for kommentar in avsnitt.kommentarer:
            values = _values(rapport, kommentar) or _own_values(avsnitt, kommentar) or (None, None)
            when = "" if kommentar.nar is None else kommentar.nar.astimezone().date().isoformat()
            yield Rad((kommentar.namn, *values, plain_text(kommentar.text), kommentar.vem, when), nod=kommentar.nod)


def _own_values(avsnitt: Avsnitt, kommentar: Kommentar) -> tuple[Cell, Cell] | None:
    """The two figures of the section, where the comment is the section's."""
    if len(avsnitt.nyckeltal) < 2 or (kommentar.nod, kommentar.sektion) != (avsnitt.nod, avsnitt.sektion):
        return None
    return avsnitt.nyckeltal[0].varde, avsnitt.nyckeltal[1].varde


def _values(rapport: Rapport, kommentar: Kommentar) -> tuple[Cell, Cell] | None:
    """The two figures of the commented line, from the first table that has it."""
    for block in rapport.blocks():
        if kommentar.sektion or not isinstance(block, Tabell):
            continue
        keys = [kolumn.nyckel for kolumn in block.kolumner]
        for rad in block.rader:
            if rad.nod == kommentar.nod and "avvikelse_ore" in keys and "prognosavvikelse_ore" in keys:
                return rad.celler[keys.index("avvikelse_ore")], rad.celler[keys.index("prognosavvikelse_ore")]
    return None


def _comment_sheet(blad: Blad, rows: list[Rad]) -> None:
    kolumner = (
        Kolumn("namn", "Avser", Kolumntyp.TEXT),
        Kolumn("avvikelse_ore", f"Avvikelse {blad.rapport.period.span}", Kolumntyp.AVVIKELSE),
        Kolumn("prognosavvikelse_ore", "Prognos avvikelse helår", Kolumntyp.AVVIKELSE),
        Kolumn("kommentar", "Kommentar", Kolumntyp.TEXT),
        Kolumn("vem", "Skriven av", Kolumntyp.TEXT),
        Kolumn("nar", "Datum", Kolumntyp.TEXT),
    )
    blad.write_heading(KOMMENTARER, [])
    blad.write_table(Tabell("kommentarer", "Kommentarer till siffrorna", kolumner, tuple(rows)))
    blad.write_foot()
