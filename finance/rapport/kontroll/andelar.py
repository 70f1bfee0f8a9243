"""Percentages that a text computes from the tables: over or under budget, a share of the budget or of the whole it is part of.

A percentage is held against the tables only where the words name both what it is and what it is of.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from finance.belopp import Enhet
from finance.format import NB, format_tal
from finance.rapport.kontroll import ordlista
from finance.rapport.kontroll.lankar import Pastaende
from finance.rapport.kontroll.led import half
from finance.rapport.kontroll.lika import same
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod, quote
from finance.rapport.kontroll.namn import GRUPP
from finance.rapport.kontroll.ordlista import Storhet
from finance.rapport.kontroll.tal import Tal
from finance.rapport.kontroll.tider import Tid
from finance.rapport.kontroll.varden import Amne

_AV_BUDGET = re.compile(
    r"\s+av\s+(?:(?:den|sin|vår|hela|totala|samlade|beslutade|årets|periodens)\s+)*(?:helårs|års|period)?(?:budget|ram)(?:en|ens)?\b",
    re.IGNORECASE,
)
_OVER_BUDGET = re.compile(r"\b(?:budget|ram)\w*\s+(?:\w+\s+){0,3}med\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_AV_HELHET = re.compile(
    r"\s+av\s+(?:hela\s+)?(?:\w*nämndens|förvaltningens|avdelningens|områdets|verksamhetens)\s+(?:\w+\s+){0,2}?"
    r"(?P<vad>under|över|avvikelse|budget|kostnad|nettokostnad|utfall)\w*",
    re.IGNORECASE,
)
_STAR_FOR = re.compile(
    r"\b(?:står|svarar|stod|svarade)\s+(?:(?:vi|enheten|området|avdelningen|verksamheten)\s+)?för\s+(?:\w+\s+)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Andel:
    """A part of a whole, both in öre; `signed`: an avvikelse, of which the sign says something."""

    namn: str
    tid: Tid
    del_: int
    hel: int
    signed: bool = False

    @property
    def procent(self) -> Decimal:
        return Decimal(self.del_) * 100 / abs(self.hel)


def check_andel(one: Pastaende, subjects: Sequence[Amne], over: Sequence[Amne], enhet: Enhet, stalle: str) -> Fynd | bool:
    """A finding, True where the percentage is right, False where it cannot be said what it is of.

    `over`: the lines that the text's own is part of.
    """
    known = [share for subject in subjects for share in _shares(one, subject, over) if share.hel]
    if not known:
        return False
    meant = [share for share in known if share.tid is one.tid] if one.storhet is Storhet.AVVIKELSE else known
    near = [share for share in known if _is_near(one, share, enhet)]
    right = [share for share in near if not (one.tecken and share.signed and one.tecken * share.del_ < 0)]
    if right or (near and len(subjects) > 1):
        return True
    share = min(near or meant or known, key=lambda share: abs(abs(share.procent) - abs(one.tal.varde)))
    value = share.procent if share.signed else abs(share.procent)
    table = f"{format_tal(value, max(one.tal.decimaler, 1), plus=share.signed)}{NB}%"
    kod = Kod.TECKEN if near else Kod.VARDE
    mend = f"{'Byt ord' if near else 'Rätta talet'}: tabellen ger {table} ({share.namn})."
    where = f"{stalle}: {quote(one.mening)}"
    return Fynd(kod, Allvar.FEL, subjects[0].kod, share.namn, where, one.tal.text, table, mend)


def _is_near(one: Pastaende, share: _Andel, enhet: Enhet) -> bool:
    """Computed from the exact amounts or from the printed ones."""
    said, value = abs(one.tal.varde), abs(share.procent)
    printed = 100 * Decimal(enhet.ore) / (2 * 10**enhet.decimals) / abs(share.hel) * 2
    return same(said, value, one.tal) or abs(said - value) <= half(one.tal) + printed


def _shares(one: Pastaende, subject: Amne, over: Sequence[Amne]) -> Iterator[_Andel]:
    sentence, tal = one.mening, one.tal
    of_whole = _AV_HELHET.match(sentence, tal.slut)
    if of_whole is not None:
        if _STAR_FOR.search(sentence[: tal.start]):
            yield from _of_whole(of_whole["vad"].lower(), subject, [line for line in over if line.kod != subject.kod])
        return
    said = one.storhet is not None and not (one.svag or one.osaker or ordlista.EJ_UTSAGA.search(sentence[: tal.start]))
    if one.storhet is None or not said or not subject.har_budget:
        return
    of_budget = _AV_BUDGET.match(sentence, tal.slut)
    if of_budget is not None and not any(kod.startswith(GRUPP) for kod in one.amnen):
        yield from _of_budget(one.storhet, subject)
    elif of_budget is None and one.storhet is Storhet.AVVIKELSE and _is_of_budget(sentence, tal):
        yield _Andel("avvikelse av budget", Tid.PERIOD, subject.avvikelse, subject.budget, signed=True)
        yield _Andel("prognosavvikelse av budget", Tid.HELAR, subject.prognosavvikelse, subject.budget_helar, signed=True)


def _is_of_budget(sentence: str, tal: Tal) -> bool:
    """`16 procent över budget`, `spräcker ramen med 16 procent`."""
    return bool(ordlista.EFTER.match(sentence, tal.slut) or _OVER_BUDGET.search(sentence[: tal.start]))


def _of_budget(storhet: Storhet, subject: Amne) -> Iterator[_Andel]:
    if storhet in (Storhet.AVVIKELSE, Storhet.PROGNOS):
        yield _Andel("prognosavvikelse av årets budget", Tid.HELAR, subject.prognosavvikelse, subject.budget_helar, signed=True)
    if storhet is Storhet.AVVIKELSE:
        yield _Andel("avvikelse av periodens budget", Tid.PERIOD, subject.avvikelse, subject.budget, signed=True)
        yield _Andel("avvikelse av årets budget", Tid.PERIOD, subject.avvikelse, subject.budget_helar, signed=True)
    if storhet is Storhet.UTFALL:
        yield _Andel("utfall av årets budget", Tid.PERIOD, subject.utfall, subject.budget_helar)
        yield _Andel("utfall av periodens budget", Tid.PERIOD, subject.utfall, subject.budget)
    if storhet in (Storhet.UTFALL, Storhet.PROGNOS):
        yield _Andel("prognos av årets budget", Tid.HELAR, subject.prognos, subject.budget_helar)


def _of_whole(what: str, subject: Amne, over: Sequence[Amne]) -> Iterator[_Andel]:
    for line in over:
        if what in ("under", "över", "avvikelse"):
            yield _Andel(f"andel av avvikelsen, {line.namn}", Tid.PERIOD, subject.avvikelse, line.avvikelse)
            yield _Andel(f"andel av prognosavvikelsen, {line.namn}", Tid.HELAR, subject.prognosavvikelse, line.prognosavvikelse)
        elif what == "budget":
            yield _Andel(f"andel av årets budget, {line.namn}", Tid.HELAR, subject.budget_helar, line.budget_helar)
            yield _Andel(f"andel av periodens budget, {line.namn}", Tid.PERIOD, subject.budget, line.budget)
        else:
            yield _Andel(f"andel av utfallet, {line.namn}", Tid.PERIOD, subject.utfall, line.utfall)
            yield _Andel(f"andel av prognosen, {line.namn}", Tid.HELAR, subject.prognos, line.prognos)
