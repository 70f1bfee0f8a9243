"""How much a text says that a mått is, against its values.

Right is any value of a mått that the words may mean. Wrong is a figure that the sentence says of the mått and nothing else, or
one that is a slip of one of its values.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from finance.belopp import round_half_away
from finance.format import format_tal
from finance.inlasning.planrader import Vardetyp
from finance.matt import Mattfoljd
from finance.rapport.kontroll.lika import LANGT, digits_of, is_slip, same
from finance.rapport.kontroll.matt.kontroll import change_word
from finance.rapport.kontroll.matt.namn import find_named, shares_word
from finance.rapport.kontroll.matt.ord import KVAR, name_words, says
from finance.rapport.kontroll.meningar import split_sentences
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod, quote
from finance.rapport.kontroll.namn import stems
from finance.rapport.kontroll.ordlista import ANNAN_TID, DEL_AV_MATT, ORD, is_neutral
from finance.rapport.kontroll.tal import Slag, Tal, find_tal

_AR = re.compile(r"\b(?:är|var|blev|uppgår|uppgick|ligger|låg|har\s+(?:blivit|varit|uppgått))\b", re.IGNORECASE)
_EJ = re.compile(
    r"\b(?:mål\w*|budget\w*|snitt\w*|genomsnitt\w*|riket|rikets|länet|länets|kommun\w*|mellan|av)\b", re.IGNORECASE
)
"""Of something else than what was counted."""
_ANNAT_AR = re.compile(
    r"\b(?:(?:19|20)\d{2}|i?\s?fjol\w*|förra|föregående|samma|prognos\w*|hela\s+året|helår\w*)\b", re.IGNORECASE
)
"""Of another year than the report's, or of all of it."""
_FORR = re.compile(r"\b(?:(?:19|20)\d{2}|i?\s?fjol\w*|förra\s+år\w*|föregående\s+år\w*)\b", re.IGNORECASE)
_I_AR = re.compile(r"\b(?:i\s+år|nu|i\s?dag|hittills)\b", re.IGNORECASE)
_EJ_NU = (DEL_AV_MATT, ANNAN_TID, _ANNAT_AR, _EJ, KVAR)
_GRANS = re.compile(r"[,;:()]|\b(?:och|men|medan|samt|mot|jämfört)\b", re.IGNORECASE)


FLEST = 3
"""Among the values of more mått than this, a figure looks like a slip by chance."""


def check_level(text: str, matt: Sequence[Mattfoljd], stalle: str, sektion: str = "") -> Iterator[Fynd]:
    """Every value of a mått that its values do not bear out. `sektion`: the mått that the text stands under, if one."""
    for sentence in split_sentences(text):
        figures = [tal for tal in find_tal(sentence) if tal.slag in (Slag.PROCENT, Slag.UTAN)]
        if not figures:
            continue
        if DEL_AV_MATT.search(sentence) or ANNAN_TID.search(sentence):
            yield from _check_own(sentence, figures, matt, stalle, sektion)
            continue
        named = [one for one in matt if one.matt.namn == sektion] or _named(sentence, matt)
        if not named:
            continue
        near = [*named, *(one for one in matt if shares_word(one.matt.namn, sentence))]
        for tal in figures:
            if tal.slag in _slag(named[0]) and not change_word(sentence, tal) and not _is_known(tal, near):
                yield from _check(sentence, tal, named, matt, stalle)


def _check_own(sentence: str, figures: Sequence[Tal], matt: Sequence[Mattfoljd], stalle: str, sektion: str) -> Iterator[Fynd]:
    """`3 381 beslut, flest i mars (901)` under a mått: a slip in a clause without a time of its own."""
    own = next((one for one in matt if one.matt.namn == sektion), None)
    if own is None or not isinstance(own.nu, Decimal):
        return
    for tal in figures:
        clause = _clause(sentence, tal)
        if digits_of(tal) < LANGT or not _counts(sentence, tal, sektion) or change_word(sentence, tal):
            continue
        if any(words.search(clause) for words in _EJ_NU) or _is_known(tal, matt):
            continue
        if tal.slag in _slag(own) and is_slip(tal, own.nu):
            yield _finding(sentence, tal, own, own.nu, stalle)


def _is_past(clause: str, one: Mattfoljd) -> bool:
    """Whether a clause speaks of another year and not of the latest."""
    latest = max((rad.till[:4] for rad in one.matt.rader if rad.typ is Vardetyp.UTFALL), default="")
    return _FORR.search(clause) is not None and latest not in clause and _I_AR.search(clause) is None


def _clause(sentence: str, tal: Tal) -> str:
    before, after = _GRANS.split(sentence[: tal.start])[-1], _GRANS.split(sentence[tal.slut :], maxsplit=1)[0]
    return f"{before} {after}"


def _counts(sentence: str, tal: Tal, namn: str) -> bool:
    """Whether the word after a figure is of the mått's name."""
    noun = re.match(r"[ \u00a0]+([^\W\d_]+)", sentence[tal.slut :])
    return noun is not None and bool(says(noun[1].casefold(), name_words(namn)))


def _named(sentence: str, matt: Sequence[Mattfoljd]) -> list[Mattfoljd]:
    named = find_named(sentence, matt)
    return [*named, *(one for one in find_named(sentence, matt, changed=True) if one not in named)]


def _slag(one: Mattfoljd) -> tuple[Slag, ...]:
    return (Slag.PROCENT,) if one.matt.enhet == "%" else (Slag.UTAN,)


def _is_known(tal: Tal, near: Sequence[Mattfoljd]) -> bool:
    values = [rad.varde for one in near for rad in one.matt.rader]
    values += [value for one in near for value in (*_values(one), one.forandring, one.forandring_procent, one.takt)]
    return any(same(abs(tal.varde), abs(value), tal) for value in values if isinstance(value, Decimal))


def _values(one: Mattfoljd) -> list[Decimal]:
    values = (one.nu, one.nu_foregaende, one.prognos, one.helar_foregaende)
    return [value for value in values if isinstance(value, Decimal)]


def _check(sentence: str, tal: Tal, named: Sequence[Mattfoljd], matt: Sequence[Mattfoljd], stalle: str) -> Iterator[Fynd]:
    known = named if len(named) <= FLEST else ()
    past = _is_past(_clause(sentence, tal), named[0])
    slips = [(one, value) for one in known for value in _values(one) if digits_of(tal) > 1 and is_slip(tal, value)]
    slips = [(one, value) for one, value in slips if not past or value != one.nu]
    only = named[0]
    if not slips and len(named) == 1 and isinstance(only.nu, Decimal) and _says_level(sentence, tal, only, matt):
        slips = [(only, only.nu)]
    for one, value in slips[:1]:
        yield _finding(sentence, tal, one, value, stalle)


def _finding(sentence: str, tal: Tal, one: Mattfoljd, value: Decimal, stalle: str) -> Fynd:
    unit = " procent" if tal.slag is Slag.PROCENT else ""
    table = format_tal(round_half_away(value, tal.decimaler), tal.decimaler) + unit
    where = f"{stalle}: {quote(sentence)}"
    return Fynd(
        Kod.VARDE, Allvar.FEL, one.matt.nod, one.matt.namn, where, tal.text, table, f"Rätta talet: tabellen ger {table}."
    )


def _says_level(sentence: str, tal: Tal, one: Mattfoljd, matt: Sequence[Mattfoljd]) -> bool:
    """`Antalet årsarbetare är 123`: the mått, a verb of being and the figure, and no word of anything else in the clause."""
    before = sentence[: tal.start]
    after = _GRANS.split(sentence[tal.slut :], maxsplit=1)[0]
    if find_tal(before) or not _AR.search(before) or _EJ.search(before + after) or KVAR.search(before + after):
        return False
    if any(other is not one for other in find_named(f"{before} {after}", matt)):
        return False  # by its own clause it may be of another
    own = stems(one.matt.namn) | {"antal"}
    return all(is_neutral(word) or stems(word) & own for word in ORD.findall(before + " " + after))
