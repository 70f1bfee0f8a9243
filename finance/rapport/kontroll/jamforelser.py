"""What a text says of a line beside other lines, last year or the end of the year: together, better than before, grows by."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from finance.belopp import Enhet
from finance.format import format_avvikelse, format_belopp
from finance.rapport.kontroll import ordlista
from finance.rapport.kontroll.amnen import Amnen
from finance.rapport.kontroll.led import half
from finance.rapport.kontroll.lika import digits_of, same
from finance.rapport.kontroll.meningar import split_sentences, words_before
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod, quote
from finance.rapport.kontroll.ordlista import Storhet, is_neutral, storhet_of
from finance.rapport.kontroll.satser import all_known
from finance.rapport.kontroll.tal import Slag, Tal, find_tal
from finance.rapport.kontroll.varden import Amne

_TILLSAMMANS = re.compile(r"\b(?:tillsammans|sammanlagt|sammantaget|ihop|gemensamt)\b", re.IGNORECASE)
_UPPRAKNING = re.compile(r"[\s,]*(?:(?:och|samt)\s+)?(?:\([^()]*\)[\s,]*)?(?:(?:och|samt)\s+)?", re.IGNORECASE)
"""Between the names of a list."""
_AN_FJOL = re.compile(
    r"[ \u00a0]+(?P<ord>bättre|sämre)\s+än\s+(?:utfallet\s+|resultatet\s+|avvikelsen\s+|bokslutet\s+)?"
    r"(?:i\s+)?(?:förra\s+året|föregående\s+år|fjol|bokslut)\w*",
    re.IGNORECASE,
)
_VAXER = re.compile(r"\b(?:under|över)skott\w*\s+(?:på|om)\s+\Z", re.IGNORECASE)
_VAXER_MED = re.compile(
    r"\A\s+(?:väntas\s+|bedöms\s+|beräknas\s+)?(?P<ord>växa|väx|öka|minska|krymp|sjunk)\w*\s+med\s+\Z", re.IGNORECASE
)
_TILL_SLUTET = re.compile(r"\s+till\s+(?:december|årsskiftet|årets\s+slut|bokslutet|helåret)\b", re.IGNORECASE)


def check_jamforelser(text: str, own: Amne, nod: str, amnen: Amnen, enhet: Enhet, stalle: str) -> Iterator[Fynd]:
    """Every such comparison that the tables contradict. `own`: what the text on `nod` is about."""
    for sentence in split_sentences(text):
        if ordlista.ANNAN_PROGNOS.search(sentence) or ordlista.EJ_UTSAGA.search(sentence):
            continue
        where = f"{stalle}: {quote(sentence)}"
        figures = find_tal(sentence)
        yield from _together(sentence, figures, nod, amnen, enhet, where)
        if own.har_budget:
            yield from _better_than_before(sentence, figures, own, amnen, enhet, where)
            yield from _grows_by(sentence, figures, own, enhet, where)


def _together(sentence: str, figures: Sequence[Tal], nod: str, amnen: Amnen, enhet: Enhet, where: str) -> Iterator[Fynd]:
    """`Hemtjänst och Boende har tillsammans ett underskott på 11,8`."""
    said = _TILLSAMMANS.search(sentence)
    total = next((tal for tal in figures if said and tal.start > said.end()), None)
    terms = _listed_lines(sentence, total, nod, amnen) if total and total.slag is Slag.KRONOR else []
    if total is None or not terms:
        return
    unit = total.enhet or enhet
    now, year = sum(one.avvikelse for one in terms), sum(one.prognosavvikelse for one in terms)
    columns = zip(*((one.utfall, one.prognos, one.budget, one.budget_helar) for one in terms), strict=True)
    slack = half(total) * unit.ore + Decimal(enhet.ore) / 10**enhet.decimals / 2 * len(terms)
    value = abs(total.varde) * unit.ore
    for ore in (now, year, *map(sum, columns)):
        if abs(abs(ore) - value) <= slack + (abs(ore) // 20 if total.ungefar else 0):
            return
    name, ore = ("prognosavvikelse", year) if ordlista.HELAR.search(sentence) else ("avvikelse", now)
    table = format_avvikelse(ore, unit, decimals=total.decimaler, unit=True)
    mend = f"Rätta summan: tabellen ger {table} ({name})."
    yield Fynd(Kod.DELAR, Allvar.FEL, nod, name, where, total.text, table, mend, siffra=total.text)


def _listed_lines(sentence: str, total: Tal, nod: str, amnen: Amnen) -> list[Amne]:
    """The lines that stand as a list before a figure that is said to be their avvikelse; none where it may be of more."""
    listed = [mention for mention in amnen.namn.mentions(sentence) if mention[1] <= total.start]
    if len(listed) < 2 or not _is_list(sentence, listed) or not _says_avvikelse(sentence[listed[-1][1] : total.start], total):
        return []
    lines = [amnen.named(nod, kods) for _, _, kods in listed]
    terms = [one[0] for one in lines if len(one) == 1 and one[0].har_budget]
    return terms if len({one.kod for one in terms}) == len(listed) else []


def _is_list(sentence: str, listed: Sequence[tuple[int, int, tuple[str, ...]]]) -> bool:
    """Whether the names stand as one list: nothing but commas, "och" and parentheses between."""
    between = [sentence[before[1] : after[0]] for before, after in pairwise(listed)]
    return all(_UPPRAKNING.fullmatch(text) for text in between)


def _says_avvikelse(words: str, total: Tal) -> bool:
    """An avvikelse and nothing else: by its word, or by the figure's sign."""
    said = [word for word in ordlista.ORD.findall(words) if not _TILLSAMMANS.fullmatch(word)]
    known = all(is_neutral(word) or storhet_of(word) for word in said)
    return known and (bool(total.tecken) or any(storhet_of(word) is Storhet.AVVIKELSE for word in said))


def _better_than_before(
    sentence: str, figures: Sequence[Tal], own: Amne, amnen: Amnen, enhet: Enhet, where: str
) -> Iterator[Fynd]:
    """`Prognosen är 9,4 bättre än förra årets utfall` of what is worse by just that."""
    for tal in figures:
        said = _AN_FJOL.match(sentence, tal.slut)
        before = words_before(sentence, tal.start, amnen.namn, own=own.namn, figures=figures)
        if said is None or tal.slag is not Slag.KRONOR or digits_of(tal) < 2 or not all_known(before):
            continue
        unit = tal.enhet or enhet
        meant = [ore for ore in _changes(own) if same(abs(tal.varde), abs(Decimal(ore)) / unit.ore, tal)]
        if meant and all((ore > 0) != (said["ord"].lower() == "bättre") for ore in meant):
            amount, word = (
                format_belopp(abs(meant[0]), unit, decimals=tal.decimaler, unit=True),
                "bättre" if meant[0] > 0 else "sämre",
            )
            right = f"{amount} {word}"
            yield _finding(Kod.TECKEN, own, where, f"{tal.text} {said['ord']}", right, "Byt ord", tal)


def _changes(own: Amne) -> Iterator[int]:
    """How much better (plus) than last year, öre: the avvikelse of the year, the cost of the year and so far."""
    if own.foregaende_avvikelse is not None:
        yield own.prognosavvikelse - own.foregaende_avvikelse
    if own.foregaende_helar is not None:
        yield own.foregaende_helar - own.prognos
    if own.foregaende is not None:
        yield own.foregaende - own.utfall


def _grows_by(sentence: str, figures: Sequence[Tal], own: Amne, enhet: Enhet, where: str) -> Iterator[Fynd]:
    """`Överskottet på 609 växer med 37 till december`: from the line's avvikelse to its prognos."""
    for first, size in pairwise(figures):
        grows = _VAXER_MED.match(sentence[first.slut : size.start])
        kind = _VAXER.search(sentence[: first.start])
        if grows is None or kind is None or _TILL_SLUTET.match(sentence, size.slut) is None:
            continue
        unit, step = first.enhet or size.enhet or enhet, size.enhet or first.enhet or enhet
        if size.slag is not Slag.KRONOR or not same(abs(first.varde), abs(Decimal(own.avvikelse)) / unit.ore, first):
            continue
        way = abs(own.prognosavvikelse) - abs(own.avvikelse)
        said = abs(size.varde) * (-1 if grows["ord"].lower() in ("minska", "krymp", "sjunk") else 1)
        if own.avvikelse * own.prognosavvikelse > 0 and abs(said - Decimal(way) / step.ore) > 2 * half(size) + half(first):
            right = format_avvikelse(way, step, decimals=size.decimaler, unit=True)
            yield _finding(Kod.VARDE, own, where, size.text, right, "Rätta talet", size)


def _finding(kod: Kod, own: Amne, where: str, said: str, table: str, mend: str, tal: Tal) -> Fynd:
    return Fynd(kod, Allvar.FEL, own.kod, "avvikelse", where, said, table, f"{mend}: {table}.", siffra=tal.text)
