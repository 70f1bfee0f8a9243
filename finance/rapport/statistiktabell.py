"""Statistics by month of the year, as they are kept: parts by age and kön, unknown values, accumulated where it may be.

Genomsnitt per hushåll is computed here, utbetalt / hushåll med utbetalning, and held against what the file says.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from finance.belopp import round_half_away
from finance.format import format_tal
from finance.inlasning.planrader import Ackumulering
from finance.inlasning.rubrik import fold
from finance.matt import DOLT, Matt, Mattgrupp, Tal, accumulate
from finance.period import MANADER_KORT, Period
from finance.rapport.mattceller import break_note, to_cell
from finance.rapport.mattrutnat import Mattcellrad, Summering, hide_rows, label, level
from finance.rapport.modell import Kolumn, Kolumntyp, Rad, Tabell

ID = "statistik"
_SNITT, UTBETALT, _HUSHALL = (
    re.compile(pattern)
    for pattern in (r"genomsnitt\w* per hushall", r"^utbetalt forsorjningsstod", r"med utbet|hushall med forsorjningsstod")
)


def statistik_table(nr: int, grupp: Mattgrupp, period: Period, below: int) -> Tabell:
    """The table of one group; counts below `below` are not shown."""
    manad = min(period.manad, 12)
    kolumner = (
        Kolumn("namn", "Mått", Kolumntyp.TEXT),
        *(Kolumn(f"manad_{place}", namn, Kolumntyp.MATT) for place, namn in enumerate(MANADER_KORT[:manad], 1)),
        Kolumn("ackumulerat", "Ackumulerat", Kolumntyp.MATT),
    )
    keys = [kolumn.nyckel for kolumn in kolumner[1:]]
    rows, breaks, computed = [], [], False
    for matt in grupp.matt:
        average = find_average(grupp, matt, period)
        months, whole = average or (matt.months(period.ar)[:manad], _accumulated(matt, period))
        if all(value is None for value in (*months, whole)):
            continue
        computed = computed or average is not None
        rows.append(Mattcellrad(matt, label(matt), dict(zip(keys, (*months, whole), strict=True)), niva=level(matt)))
        breaks += [break_note(matt.visat_namn, day) for day in matt.brott if day.startswith(str(period.ar))]
    shown = _hide_average(grupp, rows, hide_rows(rows, [Summering(keys[-1], tuple(keys[:-1]))], below))
    rader = [Rad((row.namn, *map(to_cell, values.values())), niva=row.niva) for row, values in zip(rows, shown, strict=True)]
    titel = f"{grupp.visat_namn} {period.span} {period.ar}"
    said = ("Genomsnitt per hushåll är räknat: utbetalt delat med antal hushåll med utbetalning.",) if computed else ()
    return Tabell(f"{ID}-{nr}", titel, kolumner, tuple(rader), noter=(*said, *breaks))


def _hide_average(
    grupp: Mattgrupp, rows: Sequence[Mattcellrad], shown: Sequence[Mapping[str, Tal]]
) -> tuple[Mapping[str, Tal], ...]:
    """With utbetalt beside it an average gives the households back, so it is hidden with them, and in the sum with any."""
    households = find_matt(grupp, _HUSHALL)
    hidden = {
        key
        for row, values in zip(rows, shown, strict=True)
        if row.matt is households
        for key, value in values.items()
        if value == DOLT or (isinstance(value, str) and value.startswith("<"))
    }
    hidden |= {"ackumulerat"} if hidden else set()
    snitt = find_matt(grupp, _SNITT)
    return tuple(
        {key: DOLT if key in hidden and value is not None else value for key, value in values.items()}
        if row.matt is snitt
        else values
        for row, values in zip(rows, shown, strict=True)
    )


def _accumulated(matt: Matt, period: Period) -> Tal:
    """Only what may be added: not levels, not averages, not what is counted once however often. A "?" leaves it unknown."""
    if matt.ackumulering is not Ackumulering.SUMMA:
        return None
    return matt.so_far(period.ar, min(period.manad, 12))


def find_matt(grupp: Mattgrupp, pattern: re.Pattern[str]) -> Matt | None:
    """The first whole that is called so."""
    return next((matt for matt in grupp.matt if not matt.kategori and pattern.search(fold(matt.namn))), None)


def find_average(grupp: Mattgrupp, matt: Matt, period: Period) -> tuple[tuple[Tal, ...], Tal] | None:
    """Genomsnitt per hushåll by month and for the months together, in whole kronor; None where `matt` is another mått."""
    paid, households = find_matt(grupp, UTBETALT), find_matt(grupp, _HUSHALL)
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


def check_average(grupp: Mattgrupp, period: Period, below: int) -> Iterator[str]:
    """A sentence for each month where the file says another average than its own figures give; none beside hidden counts."""
    matt, households = find_matt(grupp, _SNITT), find_matt(grupp, _HUSHALL)
    average = None if matt is None else find_average(grupp, matt, period)
    if matt is None or average is None or households is None:
        return
    if any(isinstance(antal, Decimal) and 0 < antal < below for antal in households.months(period.ar)):
        return
    for place, ours in enumerate(average[0]):
        theirs = matt.months(period.ar)[place]
        if isinstance(ours, Decimal) and isinstance(theirs, Decimal) and abs(ours - theirs) >= 1:
            yield (
                f"{matt.namn} i {MANADER_KORT[place]} är {format_tal(theirs)} i filen, men utbetalt delat med antal hushåll "
                f"ger {format_tal(ours)}. Kontrollera filen."
            )
