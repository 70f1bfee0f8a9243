"""Which mått a sentence speaks of, by the words that say something in any form of them."""

import re
from collections.abc import Sequence
from functools import lru_cache

from finance.matt import Mattfoljd
from finance.rapport.kontroll.namn import stem

MINST_ORD = 2
ALLMANNA = re.compile(
    r"(?:antal|total|period|månad|kvartal|tertial|utfall|budget|prognos|samma|"
    r"föregående|förra|helår|summa|övrig|varav|samtlig|jämför|mellan|under|efter|sedan|vilk|också|från|tkr|mnkr|kronor)"
)
"""Words of how something is counted, compared or timed, which no mått is known by."""
SLAG = re.compile(r"(?:andel|genomsnitt|snitt|kostnad|belopp)")
"""Words of what kind of value a mått is: a text about such a mått has them too."""


def find_named(sentence: str, matt: Sequence[Mattfoljd], *, changed: bool = False) -> list[Mattfoljd]:
    """The mått that most of the words of a sentence name: by its first word that says something, or by half of them.

    `changed`: the sentence is of a change; of those equally named, the ones whose change is known.
    """
    words = set(_stems(sentence))
    scored = [(_score(one.matt.namn, words), one) for one in matt if not words.isdisjoint(_stems(one.matt.namn))]
    best = max((score for (score, _), _ in scored), default=0)
    found = [(whole, one) for (score, whole), one in scored if score == best and best]
    if changed:
        found = [(whole, one) for whole, one in found if one.forandring is not None] or found
    wholly = [one for whole, one in found if whole]
    return wholly or [one for _, one in found]


def _score(namn: str, words: set[str]) -> tuple[int, bool]:
    """(how many words of the name are said, whether all are); none where they are too few to know it by."""
    own = list(_stems(namn))
    kinds = [word for word in own if SLAG.match(word)]
    if any(word not in words for word in kinds):
        return 0, False
    own = [word for word in own if word not in kinds] or own
    named = [word for word in own if word in words]
    if not named or (own[0] != named[0] and (len(named) < MINST_ORD or 2 * len(named) < len(own))):
        return 0, False
    return len(named), len(named) == len(own)


@lru_cache(maxsize=4096)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in _words(text))


def _words(text: str) -> list[str]:
    """Those that say something: not how it is counted."""
    return [word for word in re.findall(r"[^\W\d_]{4,}", text.casefold()) if not ALLMANNA.match(word)]


def shares_word(namn: str, sentence: str) -> bool:
    """Whether a sentence has any word that says something in common with a mått's name."""
    return not set(_stems(namn)).isdisjoint(_stems(sentence))
