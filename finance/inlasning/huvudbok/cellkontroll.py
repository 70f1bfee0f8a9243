"""What is wrong with the cells and sums of a ledger sheet, once its rows are told apart: one finding per faulty row."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from finance.format import format_kronor
from finance.inlasning.huvudbok.beloppsceller import Belopp
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import Bladsak, quote
from finance.inlasning.tabell.former import Beloppskolumn
from finance.inlasning.tabell.radkoder import Koder, read_klass
from finance.inlasning.tabell.roller import DIMENSIONER
from finance.inlasning.tabell.summarader import check_summarader, is_summaord
from finance.kolumner import Col

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Rader:
    """Which data rows are what."""

    detail: Mask
    summa: Mask
    utan_kod: Mask


def repeated_header(sak: Bladsak, belopp: Sequence[Belopp]) -> Mask:
    """Rows that repeat the header (page breaks of a printed report)."""
    found = np.zeros(sak.antal, bool)
    for b in belopp:
        text = b.roll.rubrik.text
        if text and b.fel.any():
            found |= sak.data[b.roll.place].per_row(lambda cell, text=text: cell == text)  # type: ignore[misc]
    return found


def check_cells(sak: Bladsak, belopp: Sequence[Belopp], rader: Rader, koder: Koder) -> None:
    """Texts in amount columns, lost cells, rows without a code or an amount, rounding, and sums that do not agree."""
    _check_lost(sak, belopp, rader)
    for b in belopp:
        namn = sak.rubrik(b.roll)
        for row in np.flatnonzero(b.fel & rader.detail):
            text = f"{quote(sak.data[b.roll.place].cell(row))} är inget belopp."
            sak.fel("belopp_text", text, "Skriv beloppet med siffror, till exempel 1 234,50.", row=row, kolumn=namn)
        if antal := int((b.avrundat & rader.detail).sum()):
            first = int(np.flatnonzero(b.avrundat & rader.detail)[0])
            sak.varning(
                "avrundat",
                f"{antal} belopp i kolumnen {namn} har fler decimaler än ören och avrundades rad för rad.",
                "Kontrollera summan.",
                row=first,
                kolumn=namn,
            )
    lost = {row for (row, place), cell in sak.felceller.items() if cell.varde and sak.roller[place].roll in DIMENSIONER}
    for row in np.flatnonzero(rader.utan_kod):
        if row in lost:
            continue
        sak.fel(
            "kod_saknas",
            "Raden har ett belopp men ingen kod för verksamhet eller ansvar.",
            "Fyll i koden, eller ta bort raden.",
            row=row,
            kolumn=_key_column(sak),
        )
    _check_missing(sak, belopp, rader, koder)
    _check_verksamhet(sak, rader, koder)
    _check_sums(sak, belopp, rader)


def _check_verksamhet(sak: Bladsak, rader: Rader, koder: Koder) -> None:
    """Postings without verksamhet in a ledger that has the column: they end outside the report's lines."""
    if Col.VERKSAMHET not in koder:
        return
    klass = read_klass(sak)
    balans = np.zeros(sak.antal, bool) if klass is None else np.isin(klass, ["1", "2"])
    empty = rader.detail & ~rader.utan_kod & ~balans & (koder[Col.VERKSAMHET] == "")
    if antal := int(empty.sum()):
        first = int(np.flatnonzero(empty)[0])
        text = f"{antal} rader saknar verksamhet. De räknas, men hamnar utanför rapportens rader."
        sak.varning("utan_verksamhet", text, "Fyll i verksamhet på raderna.", row=first, kolumn=_key_column(sak))


def _key_column(sak: Bladsak) -> str:
    roll = sak.find(Col.VERKSAMHET) or sak.find(Col.ANSVAR)
    return sak.rubrik(roll) if roll else "Verksamhet"


def _check_lost(sak: Bladsak, belopp: Sequence[Belopp], rader: Rader) -> None:
    """Error cells and formulas without a value: refused where they are read, told where they are not."""
    used = {x.place for x in sak.roller if x.roll in (*DIMENSIONER, r.PERIOD, r.DATUM, r.AR, r.KREDIT, r.SLAGKOLUMN)}
    amounts = {b.roll.place for b in belopp}
    unread = 0
    for (row, place), cell in sorted(sak.felceller.items()):
        if place >= len(sak.roller) or row >= sak.antal or not (place in amounts or (place in used and rader.detail[row])):
            unread += 1
            continue
        vad = f"Cellen visar felet {cell.varde}" if cell.varde else "Cellen har en formel utan uträknat värde"
        summa = bool(rader.summa[row]) or _is_sum_label(sak, row)
        add = sak.varning if summa else sak.fel
        atgard = (
            "Rätta cellen i Excel och spara filen igen."
            if cell.varde
            else "Öppna filen i Excel, spara den och läs in den igen."
        )
        kod = "felcell" if cell.varde else "formel_utan_varde"
        add(
            kod,
            f"{vad}{'; summaraden kunde inte kontrolleras' if summa else ''}.",
            atgard,
            row=row,
            kolumn=sak.rubrik(sak.roller[place]),
        )
    if unread:
        sak.upplysning("felceller_ej_lasta", f"{unread} celler med fel eller formler utan värde står i delar som inte läses.")


def _is_sum_label(sak: Bladsak, row: int) -> bool:
    return any(is_summaord(kolumn.cell(row)) for kolumn in sak.data)


def _check_missing(sak: Bladsak, belopp: Sequence[Belopp], rader: Rader, koder: Koder) -> None:
    """Ledger rows with codes but no amount (only where each row is a posting: the long form)."""
    if any(b.kolumn.spann for b in belopp) or not {Col.VERKSAMHET, Col.ANSVAR} & koder.keys():
        return
    coded = np.logical_or.reduce([koder[d] != "" for d in (Col.VERKSAMHET, Col.ANSVAR) if d in koder])
    dated = sak.column(r.PERIOD) or sak.column(r.DATUM)
    empty = coded & ~rader.detail & ~rader.summa & (dated.filled if dated else True)
    lost = {row for row, _ in sak.felceller}
    for row in np.flatnonzero(empty & ~repeated_header(sak, belopp)):
        if row not in lost:
            sak.varning(
                "belopp_saknas",
                "Raden har ingen siffra i beloppskolumnen och räknas inte.",
                "Fyll i beloppet om raden ska räknas.",
                row=row,
                kolumn=sak.rubrik(belopp[0].roll),
            )


def _check_sums(sak: Bladsak, belopp: Sequence[Belopp], rader: Rader) -> None:
    if not rader.summa.any():
        return
    ore, finns = np.column_stack([b.ore for b in belopp]), np.column_stack([b.finns for b in belopp])
    ore = np.where((rader.detail | rader.summa)[:, None], ore, 0)  # headings with sums stand in neither
    kontroll = check_summarader(ore, finns, rader.summa)
    for row in kontroll.rows[~kontroll.agrees]:
        shown = next((b.ore[row] for b in belopp if b.finns[row]), None)
        sak.varning(
            "summa_stammer_inte",
            f"Summaraden ({format_kronor(None if shown is None else int(shown))}) stämmer inte med raderna den summerar.",
            "Kontrollera att inga rader saknas.",
            row=row,
        )


def check_kontroll(sak: Bladsak, belopp: Sequence[Belopp], kontroll: Sequence[Belopp], rader: Rader) -> None:
    """Sum columns beside month columns: compared row by row, never counted."""
    for check in kontroll:
        months = [b for b in belopp if _belongs(b.kolumn, check.kolumn)]
        wanted = check.kolumn.spann
        if wanted and not {*range(wanted.fran, wanted.till + 1)} <= {b.kolumn.spann.till for b in months if b.kolumn.spann}:
            continue
        rows = (
            check.finns & rader.detail & np.logical_or.reduce([b.finns for b in months])
            if months
            else np.zeros(sak.antal, bool)
        )
        total = sum((b.ore for b in months), np.zeros(sak.antal, np.int64))
        for row in np.flatnonzero(rows & (total != check.ore)):
            sak.varning(
                "summakolumn",
                f"Summakolumnen visar {format_kronor(int(check.ore[row]))} men månaderna ger {format_kronor(int(total[row]))}. "
                "Månaderna räknas.",
                "Kontrollera raden.",
                row=row,
                kolumn=sak.rubrik(check.roll),
            )


def _belongs(month: Beloppskolumn, check: Beloppskolumn) -> bool:
    if month.spann is None or month.spann.ack or (check.slag is not None and month.slag is not check.slag):
        return False
    limit = check.spann
    return limit is None or ((limit.ar is None or limit.ar == month.spann.ar) and limit.fran <= month.spann.till <= limit.till)
