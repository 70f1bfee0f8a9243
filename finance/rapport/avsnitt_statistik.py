"""Statistics by month, as they are kept: parts by age and kön, unknown values, accumulated where months may be added.

Genomsnitt per hushåll is computed here, utbetalt / hushåll med utbetalning, and held against what the file says.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from finance.belopp import round_half_away
from finance.format import format_tal
from finance.inlasning.planrader import Ackumulering
from finance.inlasning.rubrik import fold
from finance.lage import Lage
from finance.matt import (
    Matt,
    Mattdel,
    Mattgrupp,
    Tal,
    accumulate,
    hide_row,
    list_grupper,
    without_kon,
)
from finance.period import MANADER_KORT, Period
from finance.rapport.mattceller import break_note, kon_note, sign_notes, to_cell
from finance.rapport.modell import Avsnitt, Kolumn, Kolumntyp, Rad, Stycke, Styckeroll, Tabell

ID, RUBRIK = "statistik", "Statistik"
_SNITT, _UTBETALT, _HUSHALL = (
    re.compile(pattern)
    for pattern in (r"genomsnitt\w* per hushall", r"^utbetalt forsorjningsstod", r"med utbet|hushall med forsorjningsstod")
)


def statistik_section(lage: Lage) -> Avsnitt | None:
    """A table per group, or None where no month of the year has a value."""
    val = lage.rapportval.matt
    grupper = [one for one in list_grupper(lage) if one.del_ is Mattdel.STATISTIK]
    made = [(grupp, statistik_table(nr, grupp, lage.period, val.dolj_under)) for nr, grupp in enumerate(grupper, 1)]
    made = [(grupp, tabell) for grupp, tabell in made if tabell.rader]
    if not made:
        return None
    tabeller = [tabell for _, tabell in made]
    saknar = [matt.visat_namn for grupp, _ in made for matt in without_kon(grupp)] if val.per_kon else []
    findings = [text for grupp, _ in made for text in check_average(grupp, lage.period)]
    notes = (*kon_note(saknar), *sign_notes(tabeller))
    return Avsnitt(
        ID,
        RUBRIK,
        (
            *(Stycke(text, Styckeroll.VARNING) for text in findings),
            *tabeller,
            *(Stycke(text, Styckeroll.NOT) for text in notes),
        ),
        slutsats=_summary([grupp for grupp, _ in made], lage.period),
        nod=lage.struktur.total_kod,
        sektion=ID,
    )


def statistik_table(nr: int, grupp: Mattgrupp, period: Period, below: int) -> Tabell:
    """The table of one group; counts below `below` are not shown."""
    manad = min(period.manad, 12)
    kolumner = (
        Kolumn("namn", "Mått", Kolumntyp.TEXT),
        *(Kolumn(f"manad_{place}", namn, Kolumntyp.MATT) for place, namn in enumerate(MANADER_KORT[:manad], 1)),
        Kolumn("ackumulerat", "Ackumulerat", Kolumntyp.MATT),
    )
    rows, breaks, computed = [], [], False
    for matt in grupp.matt:
        months, whole = matt.months(period.ar)[:manad], _accumulated(matt, period)
        if average := find_average(grupp, matt, period):
            computed = True
            months, whole = average
        if all(value is None for value in (*months, whole)):
            continue
        if matt.is_antal:
            months, whole = hide_row(months, whole, below)
        rows.append(Rad((matt.rubrik, *map(to_cell, months), to_cell(whole)), niva=_level(matt)))
        breaks += [break_note(matt.visat_namn, day) for day in matt.brott if day.startswith(str(period.ar))]
    titel = f"{grupp.visat_namn} {period.span} {period.ar}"
    said = ("Genomsnitt per hushåll är räknat: utbetalt delat med antal hushåll med utbetalning.",) if computed else ()
    return Tabell(f"{ID}-{nr}", titel, kolumner, tuple(rows), noter=(*said, *breaks))


def _level(matt: Matt) -> int:
    """A part stands under its whole."""
    return 1 + (matt.kategori.count(",") + 1 if matt.kategori and matt.rubrik != matt.namn else 0)


def _accumulated(matt: Matt, period: Period) -> Tal:
    """Only what may be added: not levels, not averages, not what is counted once however often. A "?" leaves it unknown."""
    if matt.ackumulering is not Ackumulering.SUMMA:
        return None
    return matt.so_far(period.ar, min(period.manad, 12))


def _find(grupp: Mattgrupp, pattern: re.Pattern[str]) -> Matt | None:
    return next((matt for matt in grupp.matt if not matt.kategori and pattern.search(fold(matt.namn))), None)


def find_average(grupp: Mattgrupp, matt: Matt, period: Period) -> tuple[tuple[Tal, ...], Tal] | None:
    """Genomsnitt per hushåll by month and for the months together, in whole kronor; None where `matt` is another mått."""
    paid, households = _find(grupp, _UTBETALT), _find(grupp, _HUSHALL)
    if matt.kategori or not _SNITT.search(fold(matt.namn)) or paid is None or households is None:
        return None
    manad = min(period.manad, 12)
    kronor, antal = paid.months(period.ar)[:manad], households.months(period.ar)[:manad]
    months = tuple(_share(a, b) for a, b in zip(kronor, antal, strict=True))
    together = _share(accumulate(kronor, Ackumulering.SUMMA), accumulate(antal, Ackumulering.SUMMA))
    written = matt.months(period.ar)
    return tuple(written[place] if value is None else value for place, value in enumerate(months)), together


def _share(kronor: Tal, antal: Tal) -> Tal:
    if not isinstance(kronor, Decimal) or not isinstance(antal, Decimal) or antal <= 0:
        return None
    return round_half_away(kronor / antal, 0)


def check_average(grupp: Mattgrupp, period: Period) -> Iterator[str]:
    """A sentence for each month where the file says another average than its own figures give."""
    matt = _find(grupp, _SNITT)
    average = None if matt is None else find_average(grupp, matt, period)
    if matt is None or average is None:
        return
    for place, ours in enumerate(average[0]):
        theirs = matt.months(period.ar)[place]
        if isinstance(ours, Decimal) and isinstance(theirs, Decimal) and abs(ours - theirs) >= 1:
            yield (
                f"{matt.namn} i {MANADER_KORT[place]} är {format_tal(theirs)} i filen, men utbetalt delat med antal hushåll "
                f"ger {format_tal(ours)}. Kontrollera filen."
            )


def _summary(grupper: Sequence[Mattgrupp], period: Period) -> str:
    """What has been paid so far, where the statistics say it; else how many rows there are."""
    for grupp in grupper:
        paid = _find(grupp, _UTBETALT)
        whole = None if paid is None else paid.so_far(period.ar, min(period.manad, 12))
        if isinstance(whole, Decimal):
            return f"Utbetalt försörjningsstöd {period.span}: {format_tal(whole)}\u00a0kr."
    return f"{sum(len(grupp.matt) for grupp in grupper)} mått i {len(grupper)} grupper."
