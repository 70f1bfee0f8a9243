"""Which mått a clause of a text speaks of, and whether it says nothing else."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from finance.inlasning.planrader import Ackumulering
from finance.matt import KVINNOR, MAN, Mattfoljd
from finance.rapport.kontroll.lika import digits_of, same
from finance.rapport.kontroll.matt import ord as mattord
from finance.rapport.kontroll.matt.ord import content_words, name_words, says
from finance.rapport.kontroll.matt.satser import Sats
from finance.rapport.kontroll.matt.tider import all_values
from finance.rapport.kontroll.tal import Tal

_KOSTAR = re.compile(r"kosta(?:r|de|t)|(?:snitt|dygns|medel|genomsnitts)?(?:pris|kostnad)(?:et|en)?")


class Sakerhet(IntEnum):
    """How surely a figure is of a mått."""

    INGEN = 0  # the clause says other things too
    DELVIS = 1  # some words of its name, and none else: it may be of more than the mått counts
    HELT = 2  # its whole name, or the text stands under it


@dataclass(frozen=True, slots=True)
class Amne:
    """The mått that a figure may be of (() = none known), and how surely."""

    matt: tuple[Mattfoljd, ...] = ()
    saker: Sakerhet = Sakerhet.INGEN


def find_amne(sats: Sats, usable: Sequence[Mattfoljd], own: Mattfoljd | None, before: Amne, *, vid: bool) -> Amne:
    """By the words of the clause; one that names none is of the text's own mått, else of what the clause before was of.

    `usable`: those in whose unit the figure is; `vid`: the text stands at tables of mått, where most of a name is enough.
    """
    words = content_words(sats.text)
    if own is not None and _is_in(own, usable) and _all_own(words, own):
        return Amne((own,), Sakerhet.DELVIS if _is_alternative(words, own) else Sakerhet.HELT)
    if not words:
        return before if before.matt and _is_in(before.matt[0], usable) else Amne()
    if before.matt and _all_own(words, before.matt[0]) and len(before.matt) == 1 and _is_in(before.matt[0], usable):
        return before
    average = mattord.SNITT.search(sats.text) is not None
    implied = [one.matt.namn for one in ((own,) if own is not None else before.matt)]
    return _named(words, usable, implied, average=average, vid=vid)


def _is_in(one: Mattfoljd, foljder: Iterable[Mattfoljd]) -> bool:
    return any(other is one for other in foljder)


def _all_own(words: Iterable[str], one: Mattfoljd) -> bool:
    known = name_words(one.matt.namn)
    return all(says(word, known) or _is_paid(word, one) for word in words)


def _is_alternative(words: Sequence[str], one: Mattfoljd) -> bool:
    """Whether only one side of `kontaktfamiljer/kontaktpersoner` is said: a part of what is counted."""
    sides = re.findall(r"([^\W\d_]+)/([^\W\d_]+)", one.matt.namn.casefold())
    said = _says(words, one)
    return any((first in said) != (other in said) for first, other in sides)


def _is_paid(word: str, one: Mattfoljd) -> bool:
    """`kostar`, `snittpriset`, of what is an amount."""
    return bool(mattord.money_of(one.matt)) and _KOSTAR.fullmatch(word) is not None


def _named(words: Sequence[str], usable: Sequence[Mattfoljd], implied: Sequence[str], *, average: bool, vid: bool) -> Amne:
    """`implied`: names whose words go without saying: `de konsulentstödda` beside egna familjehem."""
    scored = [(score, one) for one in usable if (score := _score(words, one))]
    best = max((score for score, _ in scored), default=0)
    found = [one for score, one in scored if score == best]
    if not found:
        return Amne()
    averages = [one for one in found if one.matt.ackumulering is Ackumulering.MEDEL]
    found = averages if average and averages else found
    spoken = [*words, *(word for namn in implied for word in name_words(namn).alla)]
    if not any(mattord.is_same(word, own) for word in spoken for one in found for own in name_words(one.matt.namn).alla):
        return Amne(tuple(found), Sakerhet.DELVIS)  # only the last part of a name: `kostnaderna` of lönekostnader
    entire = [one for one in found if _says(spoken, one) >= name_words(one.matt.namn).alla]
    if len(entire) == 1:
        return Amne(tuple(entire), Sakerhet.HELT)
    if len(found) == 1 and _is_enough(spoken, found[0], vid=vid):
        return Amne((found[0],), Sakerhet.HELT)
    return Amne(tuple(entire or found), Sakerhet.DELVIS)


def _is_enough(words: Sequence[str], one: Mattfoljd, *, vid: bool) -> bool:
    known, said = name_words(one.matt.namn), _says(words, one)
    return said >= known.huvud or (vid and 2 * len(said & known.huvud) > len(known.huvud))


def _score(words: Sequence[str], one: Mattfoljd) -> int:
    """How many words of the name are said; none where another thing is said too."""
    return len(_says(words, one) & name_words(one.matt.namn).alla) if _all_own(words, one) else 0


def _says(words: Sequence[str], one: Mattfoljd) -> frozenset[str]:
    known = name_words(one.matt.namn)
    return frozenset(said for word in words for said in says(word, known))


def pointed_out(amne: Amne, own: Tal, figures: Sequence[Tal]) -> Amne:
    """Of several mått, or one that is half named: the one that the figure, or a larger one beside it, is a value of."""
    if amne.saker is not Sakerhet.DELVIS:
        return amne
    telling = [tal for tal in figures if tal is own or digits_of(tal) > 2]
    found = [one for one in amne.matt if any(_is_value(tal, one) for tal in telling)]
    return Amne((found[0],), Sakerhet.HELT) if len(found) == 1 else amne


def _is_value(tal: Tal, one: Mattfoljd) -> bool:
    return digits_of(tal) > 1 and any(same(abs(tal.varde), abs(value), tal) for value in in_unit(all_values(one), one, tal))


def in_unit(values: Iterable[Decimal], one: Mattfoljd, tal: Tal) -> list[Decimal]:
    """Values of a mått in the unit that a figure is written in."""
    money = mattord.money_of(one.matt)
    if not money or tal.enhet is None:
        return list(values)
    return [value * money * 100 / tal.enhet.ore for value in values]


def kon_of(sats: Sats, tal: Tal) -> tuple[str, bool]:
    """(kvinnor, män or "" of a figure, whether the clause speaks of any)."""
    marks = sorted(
        [(m.start(), m.end(), KVINNOR) for m in mattord.KVINNOR.finditer(sats.text)]
        + [(m.start(), m.end(), MAN) for m in mattord.MAN.finditer(sats.text)]
    )
    first, last = tal.start - sats.start, tal.slut - sats.start
    others = [one for one in sats.figurer if one is not tal]
    after = [mark for mark in marks if mark[0] >= last and len(sats.text[last : mark[0]].split()) <= 1]
    if after and not any(tal.slut <= one.start < after[0][0] + sats.start for one in others):
        return after[0][2], True
    earlier = [mark for mark in marks if mark[1] <= first]
    if earlier and not any(earlier[-1][1] + sats.start <= one.start < tal.start for one in others):
        return earlier[-1][2], True
    return "", bool(marks)
