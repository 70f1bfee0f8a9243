"""The names of lines in a text, and the words of a name, in any form of the word."""

import re
from collections.abc import Mapping, Sequence

GRUPP = "grupp:"
"""Before the name of a kontogrupp: that part of whatever line the text is about."""
_FORMER = r"(?:[mn]?(?:en|et)|erna|arna|orna|ena|na|er|ar|or|n|t)?s?"
"""The endings of a name's other forms: familjehemmen, sjuksköterskorna, placeringens."""


class Namn:
    """The names that a text may mention, in any form of the word, and whose they are: longest first."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._kods = {name.casefold(): tuple(kods) for name, kods in names.items() if len(name) > 3}
        ordered = sorted(self._kods, key=len, reverse=True)
        self._names = tuple(ordered)
        words = "|".join(f"({_form(name)})" for name in ordered)
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if ordered else None

    def mentions(self, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """(start, end, kods) of every name in `text`."""
        if self._pattern is None:
            return []
        return [(m.start(), m.end(), self._kods[self._names[(m.lastindex or 1) - 1]]) for m in self._pattern.finditer(text)]


def _form(name: str) -> str:
    """A pattern of a name's forms; a word in -stad has its own plural."""
    stem = re.escape(name)
    return rf"{stem}{_FORMER}|{stem[:-4]}städer(?:na)?s?" if name.endswith("stad") else stem + _FORMER


def own_stems(namn: str, text: str) -> frozenset[str]:
    """The words by which a text may speak of its own line: of a name of two things only together, or the first alone."""
    first, *rest = re.split(r"[/(]", namn)
    if re.search(r"\boch\b|,", first) or any(word in stems(text) for part in rest for word in stems(part)):
        return frozenset()
    return stems(first)


def stems(text: str) -> frozenset[str]:
    """The words of a text without the endings of their forms."""
    return frozenset(stem(word) for word in re.findall(r"[^\W\d_]{3,}", text.casefold()))


_ANDELSE = re.compile(r"(?:ernas?|arnas?|ornas?|enas?|nas?|ens?|ets?|er|ar|or|n|t|s|a|d|e)\Z")


def stem(word: str) -> str:
    """Without the endings of its forms, at least four letters: hushåll, hushållen; ärenden, ärendena."""
    shorter = _ANDELSE.sub("", word)
    return word if len(shorter) < 4 or shorter == word else stem(shorter)
