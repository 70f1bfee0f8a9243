"""Whether the figures of a sentence agree with each other: `från A till B` with the change, a comparison with its two sides.

No table is needed: a change that is not the difference of the two figures beside it is wrong whatever they are of.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from finance.format import NB, format_tal
from finance.rapport.kontroll.led import half, samband_fynd, unit_of
from finance.rapport.kontroll.matt.kontroll import change_word
from finance.rapport.kontroll.meningar import split_sentences
from finance.rapport.kontroll.modell import Fynd, Kod, quote
from finance.rapport.kontroll.ordlista import EJ_UTSAGA, FORANDRING, FORANDRING_NED, ORD, is_neutral
from finance.rapport.kontroll.tal import Slag, Tal, find_tal

_FRAN = re.compile(r"\bfrån\s+(?:cirka\s+|ca\s+|omkring\s+)?[-–−+]?\Z", re.IGNORECASE)
_TILL = re.compile(r"\btill\s+(?:cirka\s+|ca\s+|omkring\s+)?[-–−+]?\Z", re.IGNORECASE)
_RIKTNING = re.compile(
    r"\b(?P<ord>öka(?:r|t|de|s|ts)?|ökning(?:en)?|stig(?:er|it)|steg|väx(?:er|t|te|a)|vuxit|krymp(?:er|t|te|a)|minska(?:r|t|de|s|ts)?|minskning(?:en)?|sjunk(?:er|it)|"
    r"sjönk|upp|ned|ner)\b(?:\s+\w+){0,4},?\s*\Z",
    re.IGNORECASE,
)
"""The word of change right before the two figures."""
_RAKNAT = re.compile(r"\A[ \u00a0]*[a-zåäö]+")
"""What the figure before it counts: `431 hushåll`."""
_MED = re.compile(r"\bmed\s+(?:cirka\s+|ca\s+|drygt\s+|knappt\s+)?\Z", re.IGNORECASE)
_BATTRE = re.compile(r"[ \u00a0]*(?P<ord>bättre|sämre)\s+än\b", re.IGNORECASE)
_BLIR_BATTRE = re.compile(r"\b(?P<ord>förbättra|försämra)\w*\s+till\s+[-–−+]?\Z", re.IGNORECASE)
_NY_SATS = re.compile(r"[,;:()]|\b(?:och|men|medan|samt)\b")
"""Between two figures: the second is of something else."""
_VAXER_TILL = re.compile(
    r"\b(?P<ord>öka|väx|stig|minsk|sjunk|krymp)\w*\s+till\s+(?:cirka\s+|ca\s+|omkring\s+)?\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Gang:
    """From one figure to another."""

    fran: Tal
    till: Tal

    @property
    def change(self) -> Decimal:
        return self.till.varde - self.fran.varde

    @property
    def start(self) -> int:
        return min(self.fran.start, self.till.start)

    @property
    def slut(self) -> int:
        return max(self.fran.slut, self.till.slut)


def check_samband(text: str, nod: str, stalle: str) -> Iterator[Fynd]:
    """Every change and comparison of a text that its own figures contradict."""
    for sentence in split_sentences(text):
        figures = find_tal(sentence)
        where = f"{stalle}: {quote(sentence)}"
        for gang in _changes(sentence, figures):
            yield from _check_direction(sentence, gang, nod, where)
            for tal in figures:
                if tal not in (gang.fran, gang.till) and _is_of(sentence, gang, tal):
                    yield from _check_size(gang, tal, nod, where)
        yield from _comparisons(sentence, figures, nod, where)


def _changes(sentence: str, figures: Sequence[Tal]) -> Iterator[_Gang]:
    """`från A till B` and `till B från A`; in `från A till B, varav från C till D` B and C are no pair."""
    taken: Tal | None = None
    for one, after in pairwise(figures):
        first, second = sentence[: one.start], sentence[: after.start]
        if one.slag is not after.slag or one.enhet is not after.enhet:
            continue
        if _FRAN.search(first) and _TILL.search(second):
            taken = after
            yield _Gang(one, after)
        elif one is not taken and _TILL.search(first) and _FRAN.search(second):
            yield _Gang(after, one)


def _check_direction(sentence: str, gang: _Gang, nod: str, where: str) -> Iterator[Fynd]:
    """`minskat från 431 till 517`. A figure below zero may be said to grow or shrink either way."""
    word = _RIKTNING.search(re.sub(r"\b(?:från|till)\s*[-–−+]?\Z", "", sentence[: gang.start], flags=re.IGNORECASE))
    if word is None or gang.change == 0 or gang.fran.tecken or gang.till.tecken:
        return
    if (gang.change < 0) != bool(FORANDRING_NED.search(word["ord"])):
        table = f"från {gang.fran.text} till {gang.till.text}"
        yield samband_fynd(Kod.TECKEN, nod, where, word["ord"], table, gang.till)


def _is_of(sentence: str, gang: _Gang, tal: Tal) -> bool:
    """Whether a figure is the size of the change: a word of change beside it and nothing else named between."""
    if not (change_word(sentence, tal) or _MED.search(sentence[: tal.start])):
        return False
    same_kind = tal.slag is gang.fran.slag or tal.slag in (Slag.PROCENT, Slag.PROCENTENHET)
    return same_kind and _nothing_between(sentence, gang, tal)


def _nothing_between(sentence: str, gang: _Gang, tal: Tal) -> bool:
    first, last = (gang.slut, tal.start) if tal.start > gang.slut else (tal.slut, gang.start)
    between = _RAKNAT.sub("", sentence[first:last])
    return all(is_neutral(word) or FORANDRING.fullmatch(word) for word in ORD.findall(between))


def _check_size(gang: _Gang, tal: Tal, nod: str, where: str) -> Iterator[Fynd]:
    said, halves = abs(tal.varde), half(gang.fran) + half(gang.till) + half(tal)
    difference = abs(gang.change) * unit_of(gang.fran) / unit_of(tal)
    slack = halves + (1 if tal.ungefar else 0) * abs(difference) / 20
    table = format_tal(difference, gang.fran.decimaler)
    if tal.slag is Slag.PROCENT and gang.fran.varde:
        low, high = _relative(gang)
        near = half(tal) + (1 if tal.ungefar else 0)
        if low - near <= said <= high + near:
            return
        if gang.fran.slag is Slag.PROCENT and abs(difference - said) <= slack:
            yield samband_fynd(Kod.PROCENTENHET, nod, where, tal.text, f"{table} procentenheter", tal)
            return
        table = f"{format_tal(abs(gang.change / gang.fran.varde) * 100, tal.decimaler)}{NB}%"
    elif abs(difference - said) <= slack:
        return
    yield samband_fynd(Kod.VARDE, nod, where, tal.text, f"från {gang.fran.text} till {gang.till.text} är {table}", tal)


def _relative(gang: _Gang) -> tuple[Decimal, Decimal]:
    """The change in percent of the first figure, at least and at most, for what both may have been before rounding."""
    before, change, halves = abs(gang.fran.varde), abs(gang.change), half(gang.fran) + half(gang.till)
    least = max(before - half(gang.fran), before / 100)
    return 100 * max(change - halves, Decimal(0)) / (before + half(gang.fran)), 100 * (change + halves) / least


def _comparisons(sentence: str, figures: Sequence[Tal], nod: str, where: str) -> Iterator[Fynd]:
    """`−8,0 är 3,5 bättre än −4,5` and `−304 förbättras till −323`: the signs say which is the better."""
    for first, size, other in zip(figures, figures[1:], figures[2:], strict=False):
        word = _BATTRE.match(sentence, size.slut)
        if word is None or not (first.tecken and other.tecken and first.enhet is other.enhet):
            continue
        difference = first.varde - other.varde
        if abs(abs(difference) - size.varde) <= half(first) + half(other) and _contradicts(word["ord"], difference):
            yield samband_fynd(Kod.TECKEN, nod, where, f"{size.text} {word['ord']}", f"{first.text} mot {other.text}", size)
    for first, other in pairwise(figures):
        between = sentence[first.slut : other.start]
        yield from _grows(between, first, other, nod, where)
        becomes = _BLIR_BATTRE.search(between)
        whole = becomes is not None and not _NY_SATS.search(between)
        signed = first.tecken and other.tecken and first.enhet is other.enhet
        if becomes and whole and signed and _contradicts(becomes["ord"], other.varde - first.varde):
            yield samband_fynd(Kod.TECKEN, nod, where, becomes["ord"] + "s", f"från {first.text} till {other.text}", other)


def _grows(between: str, first: Tal, other: Tal, nod: str, where: str) -> Iterator[Fynd]:
    """`underskottet på 5 895 väntas öka till 5 810`, both without a sign."""
    word = _VAXER_TILL.search(between)
    if word is None or _NY_SATS.search(between) or EJ_UTSAGA.search(between):
        return
    if first.tecken or other.tecken or (first.slag, first.enhet) != (other.slag, other.enhet) or first.varde == other.varde:
        return
    if (other.varde > first.varde) != (word["ord"].lower() in ("öka", "väx", "stig")):
        yield samband_fynd(Kod.TECKEN, nod, where, word.group().split()[0], f"från {first.text} till {other.text}", other)


def _contradicts(word: str, difference: Decimal) -> bool:
    better = word.lower() in ("bättre", "förbättra")
    return difference != 0 and (difference > 0) != better
