"""The sentences of a text, the words before a figure, and the line that a figure is of."""

import re
from collections.abc import Iterator, Sequence

from finance.rapport.kontroll import ordlista
from finance.rapport.kontroll.namn import Namn, own_stems, stem
from finance.rapport.kontroll.ordlista import is_neutral, storhet_of
from finance.rapport.kontroll.satser import Ord
from finance.rapport.kontroll.tal import Tal
from finance.rapport.text import ABBREVIATIONS, plain_text


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


def words_before(sentence: str, end: int, namn: Namn, *, own: str, figures: Sequence[Tal]) -> list[Ord]:
    """The words before a place, outside figures and closed parentheses."""
    hidden = list(sentence[:end])
    spans = [(tal.start, tal.slut) for tal in figures if tal.start < end]
    spans += [match.span() for match in re.finditer(r"\([^()]*\)", sentence[:end])]
    for start, stop in spans:
        hidden[start:stop] = " " * (min(stop, end) - start)
    mentions, mine = namn.mentions(sentence), own_stems(own, sentence)
    return [
        Ord(
            m.group(),
            m.start(),
            m.end(),
            namn=any(start <= m.start() < stop for start, stop, _ in mentions),
            egen=stem(m.group().casefold()) in mine,
        )
        for m in ordlista.ORD.finditer("".join(hidden))
    ]


def own_clause(text: str) -> str:
    """What of a text belongs to the clause that follows it."""
    return text[max((m.end() for m in ordlista.SATS.finditer(text)), default=0) :]


def following(sentence: str, tal: Tal) -> str:
    """What still belongs to the figure: to the next comma, parenthesis, conjunction or figure."""
    return re.split(
        rf"[,;:()]|{ordlista.NASTA_SATS}|\d[\d\s]*,\d", sentence[tal.slut : tal.slut + 40], maxsplit=1, flags=re.IGNORECASE
    )[0]


_AV_VAD = re.compile(
    r"[ \u00a0]+(?:(?:finns|ligger|uppstår|kommer)[ \u00a0]+)?"
    r"(?:i|för|inom|hos|på|från|avseende|gällande|rörande|av|avser|gäller|rör)[ \u00a0]+(?P<ord>[A-Za-zÅÄÖåäö][\w-]*)",
    re.IGNORECASE,
)


def subject_of(sentence: str, tal: Tal, mentions: Sequence[tuple[int, int, tuple[str, ...]]]) -> tuple[str, ...] | None:
    """The line that a figure is of: named right after it, else nearest before; () where none is; None: something else."""
    beside = [kods for start, _, kods in mentions if sentence[tal.slut : start] in (" ", "\u00a0")]
    if beside:
        return beside[0]
    follows = _AV_VAD.match(sentence, tal.slut)
    if follows is not None:
        named = [kods for start, _, kods in mentions if start == follows.start("ord")]
        if named:
            return named[0]
        if not (is_neutral(follows["ord"]) or storhet_of(follows["ord"])):
            return None
    closed = [match.span() for match in re.finditer(r"\([^()]*\)", sentence[: tal.start])]
    outside = [(end, kods) for start, end, kods in mentions if not any(first < start < last for first, last in closed)]
    earlier = [kods for end, kods in outside if end <= tal.start]
    return earlier[-1] if earlier else ()
