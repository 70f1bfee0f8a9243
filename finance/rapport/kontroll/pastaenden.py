"""What a text claims: each figure with the measure it is said to be, of what, and for which time.

A figure that no measure is linked to is loose: it may equal any value of its subject, and is otherwise not checked.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from finance.rapport.kontroll import ordlista
from finance.rapport.kontroll.ordlista import Storhet, is_neutral, storhet_of
from finance.rapport.kontroll.tal import Slag, Tal, find_tal
from finance.rapport.text import ABBREVIATIONS, plain_text


class Tid(StrEnum):
    """What time a claim is of."""

    PERIOD = "period"
    HELAR = "helår"
    OKAND = "okänd"  # either will do


@dataclass(frozen=True, slots=True)
class Pastaende:
    """`storhet` None: a loose figure. `tecken`: -1 or +1 by the words, 0 as printed. `amnen`: kods named, () = the text's."""

    tal: Tal
    mening: str
    storhet: Storhet | None
    tecken: int = 0
    tid: Tid = Tid.OKAND
    per_manad: bool = False
    amnen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ord:
    text: str
    start: int
    slut: int
    namn: bool  # part of the name of a line


@dataclass(frozen=True, slots=True)
class _Traff:
    storhet: Storhet
    start: int


class Namn:
    """The names that a text may mention, and whose they are: longest first, with or without -en, -et, -s."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._kods = {name.casefold(): tuple(kods) for name, kods in names.items() if len(name) > 3}
        ordered = sorted(self._kods, key=len, reverse=True)
        words = "|".join(re.escape(name) for name in ordered)
        self._pattern = re.compile(rf"(?<!\w)({words})(?:en|et|n|t)?s?(?!\w)", re.IGNORECASE) if ordered else None

    def mentions(self, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """(start, end, kods) of every name in `text`."""
        if self._pattern is None:
            return []
        return [(m.start(), m.end(), self._kods[m[1].casefold()]) for m in self._pattern.finditer(text)]


def split_sentences(markdown: str) -> Iterator[str]:
    """The sentences of a text; a line ends one, an abbreviation does not."""
    for line in plain_text(markdown).splitlines():
        start = 0
        for match in re.finditer(r"[.!?](?=\s+[\"”A-ZÅÄÖ0-9])", line):
            word = line[start : match.start()].rsplit(" ", 1)[-1].lower()
            if word in ABBREVIATIONS:
                continue
            yield line[start : match.end()].strip()
            start = match.end()
        if line[start:].strip():
            yield line[start:].strip()


def read_pastaenden(markdown: str, namn: Namn, ar: int) -> list[Pastaende]:
    """Every figure of a text as a claim or loose, in order. `ar`: the year of the report."""
    return [one for sentence in split_sentences(markdown) for one in _read_sentence(sentence, namn, ar)]


def _read_sentence(sentence: str, namn: Namn, ar: int) -> Iterator[Pastaende]:
    figures, mentions = find_tal(sentence), namn.mentions(sentence)
    for tal in figures:
        before = _words(sentence, tal, [other for other in figures if other.start < tal.start], mentions)
        claim = _linked(sentence, tal, before, ar)
        subject = _subject(sentence, tal, mentions)
        if claim is None or subject is None or not _all_known(before):
            yield Pastaende(tal, sentence, None, per_manad=_per_month(sentence, tal), amnen=subject or ())
        else:
            yield replace(claim, amnen=subject)


def _words(
    sentence: str, figure: Tal, earlier: Sequence[Tal], mentions: Sequence[tuple[int, int, tuple[str, ...]]]
) -> list[_Ord]:
    """The words before a figure, outside other figures and closed parentheses."""
    hidden = list(sentence)
    spans = [(tal.start, tal.slut) for tal in earlier]
    spans += [match.span() for match in re.finditer(r"\([^()]*\)", sentence[: figure.start])]
    for start, end in spans:
        hidden[start:end] = " " * (end - start)
    return [
        _Ord(m.group(), m.start(), m.end(), any(start <= m.start() < end for start, end, _ in mentions))
        for m in ordlista.ORD.finditer("".join(hidden[: figure.start]))
    ]


def _all_known(before: Sequence[_Ord]) -> bool:
    """Whether the sentence so far speaks of nothing but the line and its measures."""
    return all(word.namn or is_neutral(word.text) or storhet_of(word.text) for word in before)


def _linked(sentence: str, tal: Tal, before: Sequence[_Ord], ar: int) -> Pastaende | None:
    after = ordlista.EFTER.match(sentence, tal.slut)
    if after is None and ordlista.MOT_BUDGET.search(sentence[: tal.start]):
        after = ordlista.EFTER_MOT_BUDGET.match(sentence, tal.slut)
    if ordlista.ANNAN_PROGNOS.search(sentence) or (before and before[-1].text.lower() == "från"):
        return None
    if after is not None:
        sign = -1 if ordlista.NEGATIVA.search(after["ord"]) else 1 if ordlista.POSITIVA.search(after["ord"]) else 0
        sign = _over_under(after["ord"], sign)
        return Pastaende(tal, sentence, Storhet.AVVIKELSE, sign, _time(sentence, tal), per_manad=_per_month(sentence, tal))
    found = _measure(before)
    if found is None or tal.slag is Slag.PROCENTENHET or _is_share(sentence, tal, found):
        return None
    segment = sentence[max(0, found.start - 25) : tal.start]
    around = segment + _following(sentence, tal)
    years = {int(y) for y in re.findall(r"\b((?:19|20)\d{2})\b", around)}
    storhet = found.storhet
    if ordlista.FOREGAENDE.search(around) or ar - 1 in years:
        storhet = Storhet.FOREGAENDE
    elif years - {ar}:
        return None
    return Pastaende(
        tal,
        sentence,
        storhet,
        _sign(segment),
        Tid.HELAR if storhet is Storhet.PROGNOS else _time(sentence, tal),
        _per_month(sentence, tal),
    )


def _is_share(sentence: str, tal: Tal, found: _Traff) -> bool:
    """`Av budgeten på 144 Mnkr är 95 Mnkr personal`: the second figure is a part."""
    between = sentence[found.start : tal.start]
    return bool(re.search(r"\bav\s+(?:det\s+|den\s+)?\Z", sentence[: found.start], re.IGNORECASE) and find_tal(between))


def _over_under(words: str, sign: int) -> int:
    if sign:
        return sign
    return (
        -1
        if re.match(r"(?:över|mer|högre|dyrare)", words, re.IGNORECASE)
        else 1
        if re.match(r"(?:under|mindre|lägre)\b", words, re.IGNORECASE)
        else 0
    )


def _measure(before: Sequence[_Ord]) -> _Traff | None:
    """The nearest measure to the left, with nothing but neutral words between."""
    for place in range(len(before) - 1, -1, -1):
        word = before[place]
        storhet = storhet_of(word.text)
        if storhet is not None:
            return _against_budget(before, place, storhet)
        if not (word.namn or is_neutral(word.text)) or ordlista.BRYTER.fullmatch(word.text):
            return None
    return None


def _against_budget(before: Sequence[_Ord], place: int, storhet: Storhet) -> _Traff:
    """`avvikelse mot budget` and `över budget` are of the avvikelse, not of the budget."""
    previous = before[place - 1].text.lower() if place else ""
    if storhet is Storhet.BUDGET and storhet_of(previous) is Storhet.AVVIKELSE:
        return _Traff(Storhet.AVVIKELSE, before[place - 1].start)
    if storhet is Storhet.BUDGET and previous in ("över", "under", "än"):
        return _Traff(Storhet.AVVIKELSE, before[max(0, place - 2)].start)
    if storhet is Storhet.BUDGET and previous in ("mot", "med", "till", "från"):
        for word in reversed(before[:place]):
            if storhet_of(word.text) is Storhet.AVVIKELSE:
                return _Traff(Storhet.AVVIKELSE, word.start)
            if not is_neutral(word.text):
                break
    return _Traff(storhet, before[place].start)


def _sign(segment: str) -> int:
    """By the last word that says it."""
    last = 0, 0
    for sign, pattern in ((-1, ordlista.NEGATIVA), (1, ordlista.POSITIVA)):
        for match in pattern.finditer(segment):
            last = max(last, (match.start() + 1, sign))
    return last[1]


def _time(sentence: str, tal: Tal) -> Tid:
    """By the nearest words of time: before the figure, else right after it."""
    near = {Tid.HELAR: ordlista.HELAR, Tid.PERIOD: ordlista.PERIOD}
    after = _following(sentence, tal)
    behind = {tid: match.start() for tid, pattern in near.items() if (match := pattern.search(after))}
    if behind and min(behind.values()) < 12:
        return min(behind, key=lambda tid: behind[tid])
    last = {tid: max((m.start() for m in pattern.finditer(sentence[: tal.start])), default=-1) for tid, pattern in near.items()}
    if max(last.values()) >= 0:
        return max(last, key=lambda tid: last[tid])
    if behind:
        return min(behind, key=lambda tid: behind[tid])
    return Tid.HELAR if ordlista.SLUTAR.search(sentence[: tal.start]) else Tid.OKAND


def _following(sentence: str, tal: Tal) -> str:
    """What still belongs to the figure: to the next comma, parenthesis, conjunction or figure."""
    return re.split(
        r"[,;:()]|\b(?:och|samt|men|medan|vilket|varav|mot)\b|\d[\d\s]*,\d", sentence[tal.slut : tal.slut + 40], maxsplit=1
    )[0]


def _per_month(sentence: str, tal: Tal) -> bool:
    return ordlista.PER_MANAD.match(sentence, tal.slut) is not None


_AV_VAD = re.compile(
    r"[ \u00a0]+(?:i|för|inom|hos|på|avseende|gällande|av)[ \u00a0]+(?P<ord>[A-Za-zÅÄÖåäö][\w-]*)", re.IGNORECASE
)


def _subject(sentence: str, tal: Tal, mentions: Sequence[tuple[int, int, tuple[str, ...]]]) -> tuple[str, ...] | None:
    """The line that a figure is of: named right after it, else nearest before; () where none is; None: something else."""
    follows = _AV_VAD.match(sentence, tal.slut)
    if follows is not None:
        named = [kods for start, _, kods in mentions if start == follows.start("ord")]
        if named:
            return named[0]
        if not (is_neutral(follows["ord"]) or storhet_of(follows["ord"])):
            return None
    earlier = [kods for start, end, kods in mentions if end <= tal.start]
    return earlier[-1] if earlier else ()
