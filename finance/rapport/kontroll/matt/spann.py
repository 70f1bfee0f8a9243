"""`från 43,8 till 48,5`: what a mått was and what it is, in the order of time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from finance.inlasning.planrader import Vardetyp
from finance.matt import Mattfoljd
from finance.rapport.kontroll.lika import digits_of, same
from finance.rapport.kontroll.matt.amne import in_unit
from finance.rapport.kontroll.matt.plats import Plats
from finance.rapport.kontroll.matt.tider import read_nar
from finance.rapport.kontroll.tal import Slag, Tal

_UNGEFAR = r"(?:(?:cirka|ca\.?|omkring|drygt|knappt|nästan|runt|nu|idag|bara|endast)\s+)?"
_FRAN = re.compile(rf"\bfrån\s+{_UNGEFAR}\Z", re.IGNORECASE)
_TILL = re.compile(rf"\s*(?:(?!i\b|under\b)[^\W\d_]+\s+)?till\s+{_UNGEFAR}", re.IGNORECASE)


def is_turned(at: Plats, one: Mattfoljd) -> Tal | None:
    """The first figure, where the two are values of the mått but the first is the later one; the second is that of `at`."""
    first = first_of(at)
    if first is None or min(digits_of(first), digits_of(at.tal)) < 2 or not _is_plain(at) or not at.may_accuse():
        return None
    line = list(_timeline(one, at))
    was, became = _times(line, first, one), _times(line, at.tal, one)
    forward = any(a < b for a in was for b in became)
    return first if was and became and not forward and min(became) < max(was) else None


def first_of(at: Plats) -> Tal | None:
    """What it was, where the figure is what it became."""
    earlier = [tal for tal in at.sats.figurer if tal.start < at.tal.start]
    if not earlier:
        return None
    first = earlier[-1]
    if not _FRAN.search(at.sentence[: first.start]) or not _TILL.fullmatch(at.sentence[first.slut : at.tal.start]):
        return None
    return first if first.slag is not Slag.UTAN else replace(first, slag=at.tal.slag, enhet=at.tal.enhet)


def _is_plain(at: Plats) -> bool:
    """Whether no time is said that would give the figures another order."""
    said, period = read_nar(at.sentence, at.under.period), at.under.period
    return not (said.annan or said.prognos or said.manad or said.ar - {period.ar, period.ar - 1})


def _timeline(one: Mattfoljd, at: Plats) -> Iterator[tuple[str, Decimal]]:
    """(the last month of it, the value), of what was counted."""
    ar, manad = at.under.period.ar, at.under.period.manad
    known = (
        (f"{ar - 1}-{manad:02d}", one.nu_foregaende),
        (f"{ar - 1}-12", one.helar_foregaende),
        (f"{ar}-{manad:02d}", one.nu),
        *((rad.till[:7], rad.varde) for rad in one.matt.rader if rad.typ is Vardetyp.UTFALL),
    )
    yield from ((when, value) for when, value in known if isinstance(value, Decimal))


def _times(line: Sequence[tuple[str, Decimal]], tal: Tal, one: Mattfoljd) -> list[str]:
    values = in_unit([value for _, value in line], one, tal)
    return [when for (when, _), value in zip(line, values, strict=True) if same(abs(tal.varde), abs(value), tal)]
