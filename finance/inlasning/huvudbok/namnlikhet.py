"""When two names of a verksamhet may be the same: footnote marks, word order, slips of the pen, abbreviations."""

import re
import unicodedata

_FOTNOT = re.compile(r"(?:\s*(?:\*+|[\u00b9\u00b2\u00b3\u2070-\u2079]+|\(?[0-9]{1,2}\)))+$")
_SMAORD = frozenset(("och", "o", "samt", "om", "i", "av", "för", "med", "på", "till", "eller"))
"""Words that an abbreviation may leave out, and that do not tell two names apart."""
_FORKORTNING = re.compile(r"[^\W\d_]{2,6}")
LONG_ENOUGH = 5
"""Shorter names are too easily one letter from each other."""


def strip_fotnot(text: str) -> str:
    """The name without footnote marks after it: `Hemtjänst 1)`, `Boende*`."""
    return _FOTNOT.sub("", text) or text


def is_namnlik(text: str) -> bool:
    """Whether a cell holds a name, not a code: letters and, but for footnote marks, no digits."""
    bare = strip_fotnot(text)
    return sum(ch.isalpha() for ch in bare) >= 2 and not any(ch.isdigit() for ch in bare)


def is_like(text: str, namn: str) -> bool:
    """Whether `text` may be another way to write `namn`; near enough to ask, never to decide."""
    mine, other = _words(strip_fotnot(text)), _words(strip_fotnot(namn))
    if not mine or not other:
        return False
    return (
        sorted(mine) == sorted(other)
        or _is_slip("".join(mine), "".join(other))
        or _is_shortened(mine, other)
        or _is_abbreviation(text, namn)
        or _is_abbreviation(namn, text)
    )


def _words(text: str) -> list[str]:
    low = unicodedata.normalize("NFC", text).casefold()
    return [word for word in re.findall(r"[^\W_]+", low) if word not in _SMAORD]


def _is_slip(one: str, other: str) -> bool:
    """At most one letter wrong, or two in ten."""
    length = min(len(one), len(other))
    allowed = 0 if length < LONG_ENOUGH else 1 if length < 10 else 2
    return abs(len(one) - len(other)) <= allowed and distance(one, other) <= allowed


def distance(one: str, other: str) -> int:
    """Letters added, lost, changed, or two neighbours swapped (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        new = [place]
        for spot, mark in enumerate(other, 1):
            cost = min(row[spot] + 1, new[spot - 1] + 1, row[spot - 1] + (letter != mark))
            if place > 1 and spot > 1 and letter == other[spot - 2] and mark == one[place - 2]:
                cost = min(cost, before[spot - 2] + 1)
            new.append(cost)
        before, row = row, new
    return row[-1]


def _is_shortened(mine: list[str], other: list[str]) -> bool:
    """Word by word, each the beginning of the other: "Ind. o familj" and "Individ och familj"."""
    if len(mine) != len(other) or len("".join(mine)) < LONG_ENOUGH:
        return False
    pairs = zip(mine, other, strict=True)
    return all(min(len(a), len(b)) >= 2 and (a.startswith(b) or b.startswith(a)) for a, b in pairs)


def _is_abbreviation(short: str, namn: str) -> bool:
    """`IoF` and `IFO` of Individ- och familjeomsorg: the first letters of its words, and more of its letters, in order."""
    bare = strip_fotnot(short)
    if not _FORKORTNING.fullmatch(bare) or sum(ch.isupper() for ch in bare) < 2:
        return False
    low, letters = unicodedata.normalize("NFC", namn).casefold(), unicodedata.normalize("NFC", bare).casefold()
    initials = "".join(word[0] for word in _words(namn))
    whole = re.sub(r"[^a-zåäöé]", "", low)
    return len(whole) > len(letters) and letters[0] == whole[0] and _is_within(initials, letters) and _is_within(letters, whole)


def _is_within(few: str, many: str) -> bool:
    """Whether the letters of `few` come in `many`, in order."""
    rest = iter(many)
    return all(letter in rest for letter in few)
