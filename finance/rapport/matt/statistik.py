"""Statistics by month of the year, as they are kept: parts by age and kön, unknown values, accumulated where it may be.

Genomsnitt per hushåll is computed here, utbetalt / hushåll med utbetalning, and held against what the file says.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from finance.belopp import Enhet, round_half_away
from finance.format import format_exakt, format_tal
from finance.inlasning.planrader import Ackumulering, Vardetyp
from finance.inlasning.tabell.rubrik import fold
from finance.matt import DOLT, Matt, Mattgrupp, Tal, accumulate, span_days
from finance.period import MANADER_KORT, Period
from finance.rapport.matt.celler import break_note, to_cell
from finance.rapport.matt.rutnat import Mattcellrad, Summering, hide_rows, label, level
from finance.rapport.modell import Kolumn, Kolumntyp, Rad, Tabell

ID = "statistik"
_STOD = r"(?:forsorjningsstod|(?:ekonomiskt )?bistand)"
_SNITT, UTBETALT, _HUSHALL, _BARA_HUSHALL = (
    re.compile(pattern)
    for pattern in (
        r"(?:genomsnitt|snitt|medel)\w*\b.* per hushall",
        rf"^(?!.*hushall)(?:utbetal\w*|beviljat) {_STOD}|^(?!.*hushall){_STOD}\b.*utbetal",
        rf"med utbet|hushall med {_STOD}",
        r"^(?:antal )?hushall$",
    )
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
    households = _find_hushall(grupp)
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


def _find_hushall(grupp: Mattgrupp) -> Matt | None:
    """The households that were paid; those that are only called households where no row says more."""
    return find_matt(grupp, _HUSHALL) or find_matt(grupp, _BARA_HUSHALL)


def find_average(grupp: Mattgrupp, matt: Matt, period: Period) -> tuple[tuple[Tal, ...], Tal] | None:
    """Genomsnitt per hushåll by month and for the months together, in the unit of `matt`; None where `matt` is another mått.

    What is paid may be in tkr: its rounding is in the average, and a written one that agrees with it is more exact.
    """
    paid, households = find_matt(grupp, UTBETALT), _find_hushall(grupp)
    if matt.kategori or not _SNITT.search(fold(matt.namn)) or paid is None or households is None:
        return None
    manad, scale = min(period.manad, 12), _scale(paid, matt)
    kronor, antal = paid.months(period.ar)[:manad], households.months(period.ar)[:manad]
    months = [_share(a, b, scale) for a, b in zip(kronor, antal, strict=True)]
    together = _share(accumulate(kronor, Ackumulering.SUMMA), accumulate(antal, Ackumulering.SUMMA), scale)
    shown = tuple(
        written if ours is None or (scale > 1 and _agrees(ours, written, b, scale)) else ours
        for ours, written, b in zip(months, matt.months(period.ar), antal, strict=False)
    )
    return shown, together


def _scale(paid: Matt, matt: Matt) -> Decimal:
    """How many of the average's unit there are in one of the unit of what is paid; kronor where none is said."""
    return Decimal(_ore(paid.enhet)) / _ore(matt.enhet)


def _ore(enhet: str) -> int:
    return next((one.ore for one in Enhet if one.label.casefold() == enhet.casefold()), Enhet.KR.ore)


def _share(kronor: Tal, antal: Tal, scale: Decimal) -> Tal:
    if not isinstance(kronor, Decimal) or not isinstance(antal, Decimal) or antal <= 0:
        return None
    return round_half_away(kronor * scale / antal, 0 if scale >= 1 else 1)


def _agrees(ours: Tal, written: Tal, antal: Tal, scale: Decimal) -> bool:
    """Whether they differ by less than one, or than what is paid is rounded by where it is in tkr or Mnkr."""
    if not isinstance(ours, Decimal) or not isinstance(written, Decimal) or not isinstance(antal, Decimal):
        return False
    return abs(ours - written) < 1 + (scale / 2 / antal if scale > 1 else 0)


def check_average(grupp: Mattgrupp, period: Period, below: int) -> Iterator[str]:
    """A sentence for each month where the file says another average than its own figures give; none beside hidden counts."""
    matt, households = find_matt(grupp, _SNITT), _find_hushall(grupp)
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


def check_accumulated(grupp: Mattgrupp, period: Period, below: int) -> Iterator[str]:
    """A sentence for each written sum of the months that is not what the months give; none beside hidden counts."""
    manad = min(period.manad, 12)
    for matt in grupp.matt:
        months = matt.months(period.ar)[:manad]
        written = matt.value(Vardetyp.UTFALL, *span_days(period.ar, 1, manad))
        ours = accumulate(months, Ackumulering.SUMMA)
        if matt.ackumulering is not Ackumulering.SUMMA or not isinstance(written, Decimal) or not isinstance(ours, Decimal):
            continue
        hidden = matt.is_antal and any(isinstance(one, Decimal) and 0 < one < below for one in months)
        if manad > 1 and not hidden and abs(ours - written) > _rounding(matt, (*months, written)):
            yield (
                f"{matt.visat_namn} är {format_exakt(written, 2)} ackumulerat i filen, men månaderna ger "
                f"{format_exakt(ours, 2)}. Kontrollera filen."
            )


def _rounding(matt: Matt, values: Sequence[Tal]) -> Decimal:
    """How far a sum may be off: nothing for counts, half a unit in the last place per value for what is rounded."""
    places = max(-int(one.as_tuple().exponent) for one in values if isinstance(one, Decimal))
    exact = matt.is_antal and places <= 0
    return Decimal(0) if exact else Decimal(1).scaleb(-max(places, 0)) / 2 * len(values)
