"""Whether what a sentence computes from its own figures is right: how much more, how many times, which share, what together.

No table is needed. Only sentences of a plain shape are computed: the two figures and what is said of them, and no third that it
could be said of as well.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from finance.format import NB, format_tal
from finance.rapport.kontroll.led import Led, half, led_of, list_led, samband_fynd, same_kind, shown
from finance.rapport.kontroll.matt.kontroll import change_word
from finance.rapport.kontroll.meningar import split_sentences
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod, quote
from finance.rapport.kontroll.ordlista import PER_MANAD
from finance.rapport.kontroll.ordtal import find_ordtal
from finance.rapport.kontroll.tal import Slag, Tal, find_tal

_CIRKA = r"(?:\b(?:cirka|ca\.?|omkring|runt|ungefär|drygt|knappt|nästan|närmare|hela|bara|mer\s+än|över)\s+)*"
_ALLTSA = r"(?:dvs\.?|d\.\s?v\.\s?s\.?|det\s+vill\s+säga|alltså|det\s+är|vilket\s+(?:är|ger|innebär|betyder)|skillnaden\s+är)"
_MER = re.compile(r"\s*(?:\w+\s+)?(?P<ord>fler|färre|mer|mindre|högre|lägre|bättre|sämre)\b(?P<an>\s+än\b)?", re.IGNORECASE)
_VAXER = ("fler", "mer", "högre", "ökning", "uppgång", "färre", "mindre", "lägre", "minskning", "nedgång")
_MINUS = re.compile(r"färre|mindre|lägre|minsk|nedgång|sjunk", re.IGNORECASE)
_FORE_MER = re.compile(rf"\A[^,;:()–]{{0,40}}(?:[,–]\s*(?:{_ALLTSA}\s+)?|\bär\s+){_CIRKA}\Z", re.IGNORECASE)
"""Between a figure and how much more it is: its noun, and a comma or a verb."""
_EN_OKNING = re.compile(
    rf"\A[^,;:()–]{{0,40}}[,–]\s*(?:{_ALLTSA}\s+)?en\s+(?P<ord>ökning|minskning|nedgång|uppgång)\s+(?:med|på|om)\s+{_CIRKA}\Z",
    re.IGNORECASE,
)
_AN = re.compile(r"\A(?:(?!\b(?:men|och|medan|samt|mot)\b)[^,;:()–]|,\s*(?:som|då|när)\b){0,60}\(?[-–−+]?\Z", re.IGNORECASE)
"""Between `fler än` and the figure it is more than."""
_FRAN = re.compile(r"\A(?:\s+\w+)?\s+från\s+[^,;:()–]{0,40}\Z", re.IGNORECASE)
_SLUTSATS = re.compile(rf"[,–]\s*(?:\w+\s+){{0,2}}{_ALLTSA}\b[^,;:()]*\Z", re.IGNORECASE)
"""Between two figures and what they give."""
_MOT_PLAN = re.compile(
    r"\s*(?:\w+\s+)?(?:(?:än|mot|jämfört\s+med)\s+)?(?:\w+\s+)?(?:\w*budget\w*|plan\w*|beräkna\w*|ram\w*)", re.IGNORECASE
)
_SLUT = re.compile(r"\s*(?:(?:mer|mindre|över|under|högre|lägre|fler|färre)\b\s*)?(?:[,.;)]|\Z)", re.IGNORECASE)

_FLERA = {"två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10}
_DUBBL = {"för": 2, "tre": 3, "fyr": 4, "fem": 5, "tio": 10}
_GANGER = rf"dubbelt|(?:{'|'.join(_FLERA)})\s+gånger"
_FALT = rf"(?:{'|'.join(_DUBBL)})dubbl\w*|halver\w*"
_DUBBELT = re.compile(rf"\b(?P<ord>{_GANGER})\s+så\s+\w+\s+som\b(?:[^,;:()]|,\s*(?:som|då|när)\b){{0,60}}\(?\Z", re.IGNORECASE)
_DUBBELT_FORE = re.compile(rf"\b(?P<ord>{_GANGER})\s+så\s+\w+\s+som\b[^,;:()\d]{{0,60}},\s*\Z", re.IGNORECASE)
_EN_DUBBLING = re.compile(rf"\ben\s+(?P<ord>{_FALT})\b(?:[^,;:()]|,\s*(?:som|då|när)\b){{0,60}}\Z", re.IGNORECASE)
_HALFTEN = re.compile(r"[,(–]\s*(?:\w+\s+){0,3}(?P<ord>hälften)\s+av\b[^,;:()]{0,40}\Z", re.IGNORECASE)
_DUBBLATS = re.compile(rf"\b(?P<ord>{_FALT})\b[^;:()]{{0,40}}\bfrån\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_DUBBLAS_TILL = re.compile(rf"\b(?P<ord>{_FALT})\s+till\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_TILL = re.compile(r"\A[^,;:()]{0,30}\btill\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_MOT = re.compile(r"\A[^,;:()]{0,30}\b(?:mot|jämfört\s+med)\s+(?:\w+\s+)?[-–−]?\Z", re.IGNORECASE)
_MER_AN = re.compile(r"\b(?:mer\s+än|över|drygt|minst)\s+(?:en\s+)?\Z", re.IGNORECASE)
_NASTAN = re.compile(r"\b(?:nästan|närmare|knappt|uppemot)\s+(?:en\s+)?\Z", re.IGNORECASE)
_RUNT = re.compile(r"\b(?:cirka|ca|omkring|ungefär|runt)\s+(?:en\s+)?\Z", re.IGNORECASE)
_VIDD = {_MER_AN: ("0.95", "1.35"), _NASTAN: ("0.8", "1.05"), _RUNT: ("0.75", "1.3")}
_VIDD_ANNARS = ("0.85", "1.2")
"""How far from what is said so may be, x the said; the words are seldom exact."""

_AR_ANDEL = re.compile(rf"\b(?:motsvara\w*|utgör|{_ALLTSA}|en\s+(?:ökning|minskning)\s+med|eller)\s+{_CIRKA}\Z", re.IGNORECASE)
_OCH = re.compile(r"\b(?:och|samt|respektive|mot)\b", re.IGNORECASE)
_AV_VAD = re.compile(r"\s+av\s+(?:\w+\s+)?\w*(?P<vad>budget|prognos|utfall|underskott|överskott)\w*", re.IGNORECASE)
_PROCENT_AV = re.compile(r"\s+av\b", re.IGNORECASE)
_A_AV_B = re.compile(r"\s+av\s+(?:de[mt]?\s+)?[-–−]?", re.IGNORECASE)
_TILLSAMMANS = re.compile(r"\b(?:tillsammans|sammanlagt|sammantaget)\b", re.IGNORECASE)
_MEST_DELAR = 8


def check_rakning(text: str, nod: str, stalle: str) -> Iterator[Fynd]:
    """Every difference, multiple, share and sum of a text that its own figures contradict."""
    for sentence in split_sentences(text):
        figures = find_tal(sentence)
        if not figures or any(PER_MANAD.match(sentence, tal.slut) for tal in figures):
            continue
        where = f"{stalle}: {quote(sentence)}"
        led = list_led(sentence, figures)
        yield from _differences(sentence, figures, nod, where)
        yield from _multiples(sentence, figures, nod, where)
        yield from _shares(sentence, figures, led, nod, where)
        yield from _sums(sentence, led, nod, where)


def _differences(sentence: str, figures: Sequence[Tal], nod: str, where: str) -> Iterator[Fynd]:
    """`127, elva färre än de 141` and `4,4 mot budgeten 2,5, alltså 1,9 mer`."""
    every = sorted((*list_led(sentence, figures), *map(led_of, find_ordtal(sentence))), key=lambda one: one.tal.start)
    for first, size, other in zip(every, every[1:], every[2:], strict=False):
        word = _said_more(sentence, first, size, other)
        if word and same_kind((first, size, other)):
            yield from _check_difference(first, other, size, word, nod, where)
    if len(every) == 3 and same_kind(every) and _concludes(sentence, every):
        first, other, size = every
        yield from _check_difference(first, other, size, "", nod, where)


def _said_more(sentence: str, first: Led, size: Led, other: Led) -> str:
    """The word by which the second is how much more or less the first is than the third; "" where it is not said."""
    before, after = sentence[first.tal.slut : size.tal.start], sentence[size.tal.slut : other.tal.start]
    more = _MER.match(after)
    if more and more["an"] and _FORE_MER.search(before) and _AN.match(after[more.end() :]):
        return more["ord"].lower()
    grows = _EN_OKNING.match(before)
    return grows["ord"].lower() if grows and _FRAN.match(after) else ""


def _concludes(sentence: str, every: Sequence[Led]) -> bool:
    """Whether the third is said to be what the first two give."""
    _, second, third = every
    after = sentence[third.tal.slut :]
    ends = _SLUT.match(after) or _MOT_PLAN.match(after)
    return ends is not None and _SLUTSATS.search(sentence[second.tal.slut : third.tal.start]) is not None


def _check_difference(first: Led, other: Led, size: Led, word: str, nod: str, where: str) -> Iterator[Fynd]:
    change = first.varde - other.varde
    slack = first.halv + other.halv + size.halv + (abs(change) / 20 if size.tal.ungefar else 0)
    sums = () if word else (abs(first.varde + other.varde),)
    if all(abs(abs(value) - abs(size.varde)) > slack for value in (change, *sums)):
        table = shown(abs(change), size.tal if size.ar_belopp else first.tal)
        said = f"{other.tal.text} och {first.tal.text} skiljer {table}"
        yield samband_fynd(Kod.VARDE, nod, where, size.tal.text, said, size.tal)
    elif word in _VAXER and change and not (first.tal.tecken or other.tal.tecken) and (change < 0) != bool(_MINUS.match(word)):
        yield samband_fynd(Kod.TECKEN, nod, where, word, f"från {other.tal.text} till {first.tal.text}", size.tal)


def _multiples(sentence: str, figures: Sequence[Tal], nod: str, where: str) -> Iterator[Fynd]:
    """`14,7 är dubbelt så mycket som 9,8`, `har tredubblats från 700 till 1 261`; prices of one may be compared as well."""
    led = list_led(sentence, figures, prices=True)
    for one, after in pairwise(led):
        found = _said_times(sentence, one, after, only=len(led) == 2)
        if found is None:
            continue
        said, of, base = found
        if not base.varde or not same_kind((of, base)):
            continue
        times, part = _times(said["ord"].lower()), abs(of.varde / base.varde)
        before = said.string[: said.start("ord")]
        low, high = next((wide for pattern, wide in _VIDD.items() if pattern.search(before)), _VIDD_ANNARS)
        if not Decimal(low) <= part / times <= Decimal(high):
            table = f"{of.tal.text} är {format_tal(part, 1)} gånger {base.tal.text}"
            yield samband_fynd(Kod.VARDE, nod, where, said["ord"], table, of.tal)


def _said_times(sentence: str, one: Led, after: Led, *, only: bool) -> tuple[re.Match[str], Led, Led] | None:
    """(what says how many times, the figure that is so many times, the other)."""
    between, before = sentence[one.tal.slut : after.tal.start], sentence[: one.tal.start]
    if said := _DUBBELT.search(between) or _HALFTEN.search(between) or _EN_DUBBLING.search(between):
        return said, one, after
    if (said := _DUBBELT_FORE.search(before)) and _MOT.match(between):
        return said, one, after
    if (said := _DUBBLATS.search(before)) and _TILL.match(between):
        return said, after, one
    if only and (said := _DUBBLAS_TILL.search(between)):
        return said, after, one
    return None


def _times(word: str) -> Decimal:
    if word.startswith(("halver", "hälften")):
        return Decimal(1) / 2
    if word.startswith("dubbelt"):
        return Decimal(2)
    return Decimal(next(times for start, times in {**_FLERA, **_DUBBL}.items() if word.startswith(start)))


def _shares(sentence: str, figures: Sequence[Tal], led: Sequence[Led], nod: str, where: str) -> Iterator[Fynd]:
    """`Av 2 170 har 82 använts, dvs. 38 %`: one share, and the two figures that it can be of."""
    shares = [tal for tal in figures if tal.slag is Slag.PROCENT]
    if len(shares) != 1 or len(led) != 2 or len(figures) != 3 or not same_kind(led) or not (led[0].varde and led[1].varde):
        return
    said, (one, other) = shares[0], led
    whole = _whole_of(sentence, said, led)
    if whole is None and not _is_concluded(sentence, said, led):
        return
    a, b = abs(one.varde), abs(other.varde)
    part = b if whole is one else a
    parts = (part / abs(whole.varde), abs(a - b) / abs(whole.varde)) if whole else _of_any(sentence, led)
    values = [100 * value for value in parts]
    slack = half(said) + 100 * (one.halv / a + other.halv / b) * 2
    low, high = _around(sentence, said)
    if all(not -slack - low <= value - abs(said.varde) <= slack + high for value in values):
        small, large = (one, other) if a <= b else (other, one)
        share = format_tal(100 * abs(small.varde / large.varde), max(said.decimaler, 1))
        yield samband_fynd(Kod.VARDE, nod, where, said.text, f"{small.tal.text} är {share}{NB}% av {large.tal.text}", said)


def _around(sentence: str, said: Tal) -> tuple[Decimal, Decimal]:
    """How much lower and higher the share may be than what is said, in percentage points: `drygt 7` is never 6."""
    if not said.ungefar:
        return Decimal(0), Decimal(0)
    wide, before = max(Decimal(1), abs(said.varde) / 20), sentence[: said.start]
    return (Decimal(0) if _MER_AN.search(before) else wide), (Decimal(0) if _NASTAN.search(before) else wide)


def _of_any(sentence: str, led: Sequence[Led]) -> tuple[Decimal, ...]:
    """What a share of two figures may be: one of the other, the difference of one, of both, of what it was before."""
    a, b = abs(led[0].varde), abs(led[1].varde)
    of_both = (a / (a + b), b / (a + b)) if _OCH.search(sentence[led[0].tal.slut : led[1].tal.start]) else ()
    before = [part / abs(a - b) for part in (a, b) if a != b and _has_change(sentence, led)]
    return a / b, b / a, abs(a - b) / a, abs(a - b) / b, *of_both, *before


def _has_change(sentence: str, led: Sequence[Led]) -> bool:
    """Whether one of them is how much something has changed: `var 2 898, en ökning med 1 267`."""
    return any(change_word(sentence, one.tal) for one in led)


def _whole_of(sentence: str, said: Tal, led: Sequence[Led]) -> Led | None:
    """The figure that is the whole: `24 % av budgeten på 19`, `70 % av …, 15 av 24`, or the budget that was named before."""
    one, other = led
    if _PROCENT_AV.match(sentence, said.slut) is None:
        return None
    if one.tal.start > said.slut:
        return other if _A_AV_B.fullmatch(sentence[one.tal.slut : other.tal.start]) else None
    if other.tal.start > said.slut:
        return other if _AN.match(sentence[said.slut : other.tal.start]) else None
    word = _AV_VAD.match(sentence, said.slut)
    places = [0, one.tal.slut]
    named = [
        of for of, start in zip(led, places, strict=True) if word and word["vad"] in sentence[start : of.tal.start].lower()
    ]
    return named[0] if len(named) == 1 else None


def _is_concluded(sentence: str, said: Tal, led: Sequence[Led]) -> bool:
    """Both figures, and a word that says what they give."""
    if _PROCENT_AV.match(sentence, said.slut) or led[1].tal.slut >= said.start:
        return False
    return _AR_ANDEL.search(sentence[: said.start]) is not None


def _sums(sentence: str, led: Sequence[Led], nod: str, where: str) -> Iterator[Fynd]:
    """`A (−4,5), B (−7,3) … drar tillsammans ned med 11,8`: what stands before, or some of it, makes the sum."""
    together = _TILLSAMMANS.search(sentence)
    if together is None:
        return
    terms = [one for one in led if one.tal.slut <= together.start()]
    total = next((one for one in led if one.tal.start >= together.end()), None)
    if total is None or not 2 <= len(terms) <= _MEST_DELAR or not same_kind((*terms, total)) or not total.ar_belopp:
        return
    slack = total.halv + sum((one.halv for one in terms), Decimal(0)) + (abs(total.varde) / 20 if total.tal.ungefar else 0)
    chosen = (some for count in range(2, len(terms) + 1) for some in combinations(terms, count))
    sums = (abs(total_of(some)) for some in chosen for total_of in (_plain, _unsigned))
    if all(abs(value - abs(total.varde)) > slack for value in sums):
        table = f"delarna ger {shown(abs(_plain(terms)), total.tal)}"
        yield samband_fynd(Kod.DELAR, nod, where, total.tal.text, table, total.tal, Allvar.VARNING)


def _plain(terms: Sequence[Led]) -> Decimal:
    return sum((one.varde for one in terms), Decimal(0))


def _unsigned(terms: Sequence[Led]) -> Decimal:
    return sum((abs(one.varde) for one in terms), Decimal(0))
