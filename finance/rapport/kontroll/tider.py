"""What time a figure is of: the period, the year, another year, other months."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from finance.period import MANADER
from finance.rapport.kontroll import ordlista
from finance.rapport.kontroll.meningar import following, own_clause
from finance.rapport.kontroll.satser import Ord, clause_before
from finance.rapport.kontroll.tal import Tal


class Tid(StrEnum):
    """What time a claim is of."""

    PERIOD = "period"
    HELAR = "helår"
    OKAND = "okänd"  # either will do


class Rapporttid(NamedTuple):
    """The year and month of the report; month 0 where it is not known."""

    ar: int
    manad: int = 0


def time_of(sentence: str, tal: Tal) -> Tid:
    """By the nearest words of time: before the figure, else right after it."""
    near = {Tid.HELAR: ordlista.HELAR, Tid.PERIOD: ordlista.PERIOD}
    after = following(sentence, tal)
    behind = {tid: match.start() for tid, pattern in near.items() if (match := pattern.search(after))}
    if behind and min(behind.values()) < 12:
        return min(behind, key=lambda tid: behind[tid])
    clause = own_clause(sentence[: tal.start])
    if ordlista.PROGNOSORD.search(clause) and ordlista.PERIOD.search(clause):
        return Tid.OKAND  # "prognosen per maj" is of the year, "prognosen var, utfallet per maj är" is not
    last = {tid: max((m.start() for m in pattern.finditer(sentence[: tal.start])), default=-1) for tid, pattern in near.items()}
    if max(last.values()) >= 0:
        return max(last, key=lambda tid: last[tid])
    if behind:
        return min(behind, key=lambda tid: behind[tid])
    return Tid.HELAR if ordlista.SLUTAR.search(sentence[: tal.start]) else Tid.OKAND


def year_of(text: str, ar: int, *, last: bool) -> int | None:
    """The year that a text names last or first."""
    named = [(m.start(), int(m.group())) for m in re.finditer(r"\b(?:19|20)\d{2}\b", text)]
    named += [(m.start(), ar - 1) for m in ordlista.FOREGAENDE.finditer(text)]
    named += [(m.start(), ar) for m in ordlista.I_AR.finditer(text)]
    return (max(named) if last else min(named))[1] if named else None


def is_other_time(sentence: str, tal: Tal, before: Sequence[Ord], nu: Rapporttid) -> bool:
    """Whether the clause is of other months than the report's: `årets fyra första` in May, `till och med april`."""
    clause = clause_before(sentence, before)
    if not nu.manad or not clause:
        return False
    said = sentence[clause[0].start : tal.slut] + following(sentence, tal)
    counted = ordlista.ANTAL_MANADER.search(said)
    if counted is not None and _months(counted) not in (None, nu.manad):
        return True
    own = (MANADER[0], MANADER[nu.manad - 1], MANADER[11])
    return any(match.group().lower() not in own for match in ordlista.MANADSORD.finditer(said))


def _months(counted: re.Match[str]) -> int | None:
    """How many months a text counts; None where it is no number."""
    if counted["c"]:
        return {"kvartal": 3, "tertial": 4, "halvår": 6}[counted["c"].lower()]
    word = (counted["a"] or counted["b"]).lower()
    return ordlista.RAKNEORD.index(word) if word in ordlista.RAKNEORD else None
