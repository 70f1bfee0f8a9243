"""How sure it is that a figure in a sentence is of the text's own line: who the clause is about.

A clause that names the one who reports (enheten, nämnden, vi, the line's name) as its subject is of the line, whatever else it
says. A clause without a subject is of what the clause before it was of. What stands in a cause ("tack vare vakanta tjänster")
is not what the clause is about. Any other word that is not known may be another thing with an amount of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from finance.rapport.kontroll.ordlista import BESTAMD, BLIR, DEL_AV, TIDSORD, is_neutral, storhet_of, words_of


class Lank(Enum):
    """FAST: the figure must be the table's. SVAG: it may be of another thing; only a slip of the table's figure is a fel."""

    FAST = "fast"
    SVAG = "svag"
    INGEN = "ingen"


class _Tema(Enum):
    LINJE = "linje"
    SAMMA = "samma"  # says no subject of its own
    ANNAT = "annat"


@dataclass(frozen=True, slots=True)
class Ord:
    """A word before a figure. `namn`: part of the name of a line; `egen`: of the text's own."""

    text: str
    start: int
    slut: int
    namn: bool = False
    egen: bool = False


_GRANS = re.compile(r"[,;:()–—]")
_EJ_SANT = re.compile(
    r"(?:^|[,;:]\s*|\b(?:och|men)\s+)(?:om|ifall|såvida)\b|\b(?:måste|bör|borde|behöver|behövs|krav\w*|kräv\w*|mål(?:et|en)?|uppdrag\w*)\b",
    re.IGNORECASE,
)
"""Says what is wanted, or true only if something is."""
_VORE = re.compile(r"\b(?:skulle|vore)\b|\A\W*hade\b|\butan\b.*\bhade\b|\bhade\b.*\butan\b", re.IGNORECASE)
"""Says what is not."""
_BINDER = words_of("och men samt medan fast utan vilket som att där när då eftersom trots om innan sedan")
"""Words that begin a clause or a second half of one."""
_RELATIV = frozenset(("som", "där"))
_LINJE = re.compile(
    r"vi|(?:\w*nämnd|förvaltning|avdelning|enhet|område|verksamhet|kontor|sektion|organisation)(?:en|et|n|t)?", re.IGNORECASE
)
"""The one whose text it is."""
_PREPOSITION = words_of("i på inom för av från till hos med mot per under efter inför kring över bland åt utom via vid innan")
_ORSAK = words_of(
    "trots tack grund följd genom anledning beror berodde bero orsakas orsakats orsakades förklaras förklarats främst framför "
    "bland exempelvis varav därav utöver inklusive exklusive inkl exkl"
)
"""What follows these is a cause or a part, up to the next verb that says what a line does."""
_VERB = re.compile(
    r"(?:redovisa|visa|uppvisa|prognos[tc]isera|lämna|landa|hamna|sluta|vänta|förvänta|beräkna|befara|bedöm|räkna|uppgå|uppgick|ligg|"
    r"stanna|bli|överskrid|underskrid|överstig|understig|avvik)\w*|är|var|blev|går|gick|gör|har|hade|får|fick|ger|gav|låg|når",
    re.IGNORECASE,
)
"""Verbs of what a line does with its money."""
_FORM = re.compile(
    r"\w{2,}(?:era[rst]?|erade[s]?|erat[s]?|ande|vis|ligen|ligt|igt|ades|ats|des|its|åtts|tts|[^s]as|at)", re.IGNORECASE
)
"""Forms that a thing with an amount of its own does not have: verbs, adverbs, participles."""
_LINJENS = re.compile(r"(?:budget|prognos)?avvikelsen|(?:helårs|års)?prognosen|nettokostnaden", re.IGNORECASE)
"""Measures that only a line has: a clause that begins with one is of the line whatever stood before."""
_TING = frozenset(("antal", "anslag", "mandat", "resultat", "annat"))
"""Things in spite of their form."""
_EN = frozenset(("ett", "en", "det", "den", "sitt", "sin"))


def link_of(sentence: str, before: Sequence[Ord]) -> Lank:
    """The link of a figure to the text's line, by the words before it."""
    if _VORE.search(sentence) or DEL_AV.search(sentence):
        return Lank.INGEN
    if all_known(before):
        return Lank.FAST
    if _EJ_SANT.search(sentence[: before[-1].slut]):
        return Lank.INGEN
    clauses = list(_clauses(sentence, before))
    for place in range(len(clauses) - 1, -1, -1):
        clause = clauses[place]
        if clause and clause[0].text.lower() in _RELATIV:
            return Lank.SVAG
        theme = _theme(clause, last=place == len(clauses) - 1)
        if theme is _Tema.SAMMA and (_is_outcome(clause) or (clause is clauses[-1] and _is_of_line(clause))):
            return Lank.FAST
        if theme is not _Tema.SAMMA:
            return Lank.FAST if theme is _Tema.LINJE else Lank.SVAG
    return Lank.FAST


def all_known(before: Sequence[Ord]) -> bool:
    """Whether the sentence so far speaks of nothing but the line and its measures."""
    return all(is_known(before, place) or storhet_of(word.text) for place, word in enumerate(before))


def is_known(words: Sequence[Ord], place: int) -> bool:
    """A name, a word that says nothing else, or `ökar` before `till` or `från`."""
    word = words[place]
    if word.namn or word.egen or is_neutral(word.text) or owns_costs(words, place):
        return True
    if word.text.lower() in TIDSORD:
        return place > 0 and words[place - 1].text.lower() in _PREPOSITION
    return BLIR.fullmatch(word.text) is not None and _becomes(words, place)


def owns_costs(words: Sequence[Ord], place: int) -> bool:
    """`enhetens kostnader` are all of them."""
    owner = words[place - 1] if place else None
    mine = owner is not None and owner.text.endswith("s") and (owner.namn or owner.egen or _LINJE.fullmatch(owner.text[:-1]))
    return bool(mine) and words[place].text.lower() in ("kostnader", "nettokostnader", "utgifter")


def _becomes(words: Sequence[Ord], place: int) -> bool:
    following = words[place + 1].text.lower() if place + 1 < len(words) else ""
    return following in ("till", "från") and words[-1].text.lower() != "från"


def says_line(sentence: str, before: Sequence[Ord]) -> bool:
    """Whether the figure's own clause names the one who reports as its subject."""
    clause = clause_before(sentence, before)
    return any(_is_subject(clause, place) and not word.namn for place, word in enumerate(clause))


def clause_before(sentence: str, before: Sequence[Ord]) -> list[Ord]:
    """The words of the figure's own clause, before it."""
    return list(_clauses(sentence, before))[-1]


def _clauses(sentence: str, before: Sequence[Ord]) -> Iterator[list[Ord]]:
    clause: list[Ord] = []
    last = 0
    for word in before:
        binds = word.text.lower() in _BINDER and not word.namn
        if clause and (binds or _GRANS.search(sentence[last : word.start])):
            yield clause
            clause = []
        clause.append(word)
        last = word.slut
    yield clause


def _theme(clause: Sequence[Ord], *, last: bool) -> _Tema:
    words, in_cause = _without_causes(clause)
    if last and in_cause:
        return _Tema.ANNAT
    if not words:
        return _Tema.SAMMA
    subject = next((place for place in range(len(words)) if _is_subject(words, place)), None)
    unknown = [place for place in range(len(words)) if not _says_nothing(words, place)]
    if subject is None:
        return _Tema.ANNAT if unknown else _Tema.SAMMA
    opened = (_opens(words[0]) or not any(place < subject for place in unknown)) and not _is_narrowed(words, subject)
    rest = [place for place in unknown if place > subject and not _is_verb_of(words, place, subject)]
    return _Tema.LINJE if opened and not rest else _Tema.ANNAT


def _is_outcome(clause: Sequence[Ord]) -> bool:
    """`(gör) att prognosen är`: what the clause before it leads to for the line."""
    return len(clause) > 1 and clause[0].text.lower() == "att" and any(_is_definite_measure(word) for word in clause[1:4])


def _is_of_line(clause: Sequence[Ord]) -> bool:
    """`och avvikelsen för helåret bedöms till`."""
    return any(_LINJENS.fullmatch(word.text) for word in clause[:2])


def _is_definite_measure(word: Ord) -> bool:
    return storhet_of(word.text) is not None and BESTAMD.fullmatch(word.text) is not None


def _without_causes(clause: Sequence[Ord]) -> tuple[list[Ord], bool]:
    """The clause without its causes, and whether it ends in one."""
    kept: list[Ord] = []
    inside = False
    for word in clause:
        if word.text.lower() in _ORSAK:
            inside = True
        elif inside and _VERB.fullmatch(word.text):
            inside = False
        if not inside:
            kept.append(word)
    return kept, inside


def _is_subject(words: Sequence[Ord], place: int) -> bool:
    """The one who reports, not as an owner (enhetens) and not after a preposition (på enheten)."""
    word = words[place]
    if not (word.egen or word.namn or _LINJE.fullmatch(word.text)) or word.text.lower().endswith("s"):
        return False
    first = place
    while first and words[first].namn and words[first - 1].namn:
        first -= 1
    return not (first and words[first - 1].text.lower() in _PREPOSITION)


def _says_nothing(words: Sequence[Ord], place: int) -> bool:
    word = words[place]
    if is_known(words, place) or storhet_of(word.text) or word.text.lower() in _PREPOSITION or _LINJE.fullmatch(word.text):
        return True
    if _VERB.fullmatch(word.text):
        return True
    return _is_form(word) or _is_adjective(words, place) or _is_second_verb(words, place)


def _is_form(word: Ord) -> bool:
    return _FORM.fullmatch(word.text) is not None and word.text.lower() not in _TING


def _is_adjective(words: Sequence[Ord], place: int) -> bool:
    """`ett rejält underskott`: between an article and a measure."""
    around = 0 < place < len(words) - 1
    return around and words[place - 1].text.lower() in _EN and storhet_of(words[place + 1].text) is not None


def _is_second_verb(words: Sequence[Ord], place: int) -> bool:
    """`och spår ett underskott`: what the same subject does next."""
    around = 0 < place < len(words) - 1
    return around and words[place - 1].text.lower() in _BINDER and words[place + 1].text.lower() in ("ett", "en", "att")


def _is_narrowed(words: Sequence[Ord], subject: int) -> bool:
    """`den nya nyckelfria hemtjänsten` is not all of it."""
    before = words[max(0, subject - 3) : subject]
    start = next((place for place, word in enumerate(before) if word.text.lower() in ("den", "det", "de")), None)
    return start is not None and any(not is_known(before, place) for place in range(start + 1, len(before)))


def _is_verb_of(words: Sequence[Ord], place: int, subject: int) -> bool:
    """The word right after the subject is its verb, unless a verb comes next."""
    follows = words[place + 1].text if place + 1 < len(words) else ""
    return place == subject + 1 and words[place].text.islower() and _VERB.fullmatch(follows) is None


def _opens(word: Ord) -> bool:
    """Whether a clause that begins so has its subject later: `Efter sommaren redovisar enheten`."""
    return word.text.lower() in _PREPOSITION | _BINDER or is_neutral(word.text) or _is_form(word)
