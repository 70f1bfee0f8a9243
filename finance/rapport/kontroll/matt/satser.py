"""A sentence in clauses, each with its figures: what a clause without a figure says belongs to the one after it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from finance.rapport.kontroll.ordtal import find_ordtal
from finance.rapport.kontroll.tal import Tal, find_tal

_GRANS = re.compile(
    r"[,;:()]|\s[–—-]\s|\b(?:och|men|medan|samt|vilket|varav|mot|jämfört\s+med|att\s+jämföra\s+med|i\s+jämförelse\s+med|än)\b",
    re.IGNORECASE,
)
_JAMFOR = re.compile(r"\s*(?:mot|jämfört|att\s+jämföra|i\s+jämförelse|än)\b", re.IGNORECASE)
_DEL = re.compile(r"\s*varav\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sats:
    """A clause of a sentence. `text`: its words, figures blanked; `efter`: what it is held against, where no figure says it."""

    text: str
    start: int
    slut: int
    figurer: tuple[Tal, ...]
    efter: str = ""
    del_av: bool = False
    jamfor: bool = False


def all_figures(sentence: str) -> list[Tal]:
    """In digits and in words, in order."""
    digits = find_tal(sentence)
    words = [one for one in find_ordtal(sentence) if not any(tal.start <= one.start < tal.slut for tal in digits)]
    return sorted((*digits, *words), key=lambda tal: tal.start)


def split_satser(sentence: str, figures: Sequence[Tal]) -> list[Sats]:
    """The clauses that have figures, in order."""
    blank = list(sentence)
    for tal in figures:
        blank[tal.start : tal.slut] = " " * (tal.slut - tal.start)
    hidden = "".join(blank)
    found: list[Sats] = []
    start: int | None = None
    for first, last in _pieces(hidden):
        text = hidden[first:last]
        inside = tuple(tal for tal in figures if first <= tal.start < last)
        compares = _JAMFOR.match(text) is not None
        if not inside:
            if compares and found:
                found[-1] = _followed(found[-1], text)
                start = None
            elif start is None:
                start = first
            continue
        whole = hidden[start:last] if start is not None else text
        parted = _DEL.match(text) is not None
        found.append(Sats(whole, first if start is None else start, last, inside, del_av=parted, jamfor=compares))
        start = None
    return [_with_comparison(one, found[place + 1] if place + 1 < len(found) else None) for place, one in enumerate(found)]


def _followed(sats: Sats, text: str) -> Sats:
    return Sats(sats.text, sats.start, sats.slut, sats.figurer, sats.efter + text, sats.del_av, sats.jamfor)


def _with_comparison(sats: Sats, following: Sats | None) -> Sats:
    """`elva färre | än vid samma tidpunkt 2021 då vi var 141`."""
    if following is None or not following.jamfor or sats.efter or following.start > sats.slut + 1:
        return sats
    return _followed(sats, following.text)


def _pieces(hidden: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _GRANS.finditer(hidden):
        if hidden[start : match.start()].strip():
            yield start, match.start()
        start = match.end() if match.group()[0] in ",;:()" else match.start()
    if hidden[start:].strip():
        yield start, len(hidden)
