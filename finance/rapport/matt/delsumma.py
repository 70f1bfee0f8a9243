"""Types held against their whole, month by month: a sentence where they do not agree (docs/metoder.md#delar-mot-helheten)."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from finance.format import format_exakt
from finance.inlasning.matt.etiketter import dimension_of
from finance.inlasning.planrader import Ackumulering
from finance.matt import Matt, Mattgrupp, Tal, list_helheter
from finance.matttal import hide_small, is_hidden
from finance.period import MANADER, Period

_VARAV = re.compile(r"\W*(?:varav|därav)\b", re.IGNORECASE)
MOST = 3
"""Sentences of one whole; then it is enough to say how many more months there are."""


def check_parts(grupp: Mattgrupp, period: Period, below: int) -> Iterable[str]:
    """What does not agree in the months of the year. Only for what is summed: never what is counted once, nor levels."""
    for whole, parts in list_helheter(grupp.matt):
        if whole.ackumulering is Ackumulering.SUMMA and len(parts) > 1 and dimension_of(_last(parts[0])) == "":
            yield from _sentences(whole, parts, period, below)


def _last(matt: Matt) -> str:
    return matt.kategori.rpartition(", ")[2]


def _sentences(whole: Matt, parts: Sequence[Matt], period: Period, below: int) -> Iterable[str]:
    months = _known(whole, parts, period)
    same = sum(total == summed for _, total, summed in months)
    claims_all = 2 * same > len(months) or not any(_VARAV.match(part.rubrik) for part in parts)
    wrong = [one for one in months if one[2] > one[1] or (claims_all and one[2] != one[1])]
    for manad, total, summed in wrong[:MOST]:
        hidden = whole.is_antal and any(
            is_hidden(hide_small(one.months(period.ar)[manad - 1], below)) for one in (whole, *parts)
        )
        told = "inte lika med helheten" if hidden else f"{format_exakt(summed, 2)}, men helheten är {format_exakt(total, 2)}"
        when = f"{MANADER[manad - 1]} {period.ar}"
        yield f"Delarna av {whole.visat_namn} i {when} är tillsammans {told}. Kontrollera vilket som är rätt."
    if len(wrong) > MOST:
        left = len(wrong) - MOST
        yield f"Delarna av {whole.visat_namn} stämmer inte heller i {'en månad' if left == 1 else f'{left} månader'} till."


def _known(whole: Matt, parts: Sequence[Matt], period: Period) -> list[tuple[int, Decimal, Decimal]]:
    """Month, whole and the sum of the parts, where all of them have figures."""
    found = []
    for manad in range(1, min(period.manad, 12) + 1):
        total = whole.months(period.ar)[manad - 1]
        values: list[Tal] = [part.months(period.ar)[manad - 1] for part in parts]
        numbers = [value for value in values if isinstance(value, Decimal)]
        if isinstance(total, Decimal) and len(numbers) == len(values):
            found.append((manad, total, sum(numbers, Decimal(0))))
    return found
