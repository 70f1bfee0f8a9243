"""Mått: how much of the year's prognos is used, and changes that texts name."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from finance.belopp import round_half_away
from finance.format import NB, format_procent, format_tal
from finance.period import Period
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod
from finance.rapport.kontroll.ordlista import ANNAN_TID, FORANDRING, FORANDRING_NED
from finance.rapport.kontroll.pastaenden import split_sentences
from finance.rapport.kontroll.tal import Slag, Tal, find_tal
from finance.rapport.mattvarden import Mattvarden

HOGST = Decimal("1.3")
"""More than this times last year's share at the same month is a varning."""
LITET = 10
"""A mått below this is at most an upplysning."""


def check_use(matt: Sequence[Mattvarden], period: Period) -> Iterator[Fynd]:
    """A count that runs ahead of its prognos; of levels and averages nothing is said."""
    for one in matt:
        if not one.sum_of_months or one.nu is None or not one.prognos or one.prognos <= 0 or period.manad >= 12:
            continue
        used = one.nu / one.prognos
        if one.nu_foregaende is not None and one.helar_foregaende:
            usual, source = one.nu_foregaende / one.helar_foregaende, "samma tid förra året"
        else:
            usual, source = Decimal(period.manad) / 12, "av året har gått"
        if used <= HOGST * usual:
            continue
        small = one.prognos < LITET
        yield Fynd(
            Kod.FORBRUKNING,
            Allvar.UPPLYSNING if small else Allvar.VARNING,
            one.nod,
            one.namn,
            "Volymer",
            f"{format_procent(float(used), 0)} av prognosen {format_tal(one.prognos)}",
            f"{format_procent(float(usual), 0)} {source}",
            "Höj prognosen, eller skriv varför resten av året blir lägre.",
        )


def check_change(text: str, matt: Sequence[Mattvarden], stalle: str) -> Iterator[Fynd]:
    """`har minskat med 78` against the change since the same months last year; percent of a percentage is percentage points."""
    for sentence in split_sentences(text):
        one = find_matt(sentence, matt)
        if one is None or one.nu is None or one.nu_foregaende is None or ANNAN_TID.search(sentence):
            continue
        for tal in find_tal(sentence):
            verb = _change_word(sentence, tal)
            if verb:
                yield from _check(one, tal, verb, sentence, stalle)


def _change_word(sentence: str, tal: Tal) -> str:
    """The word of change that the figure belongs to: `ökat med 78`, `78 färre`."""
    after = re.match(r"\s*(?:\w+\s+)?(fler|färre|mer|mindre|högre|lägre)\b", sentence[tal.slut :], re.IGNORECASE)
    if after:
        return after[1]
    before = list(FORANDRING.finditer(sentence[: tal.start]))
    between = sentence[before[-1].end() : tal.start].lower() if before else "x"
    linked = re.fullmatch(
        r"\s*(?:\w+\s+)?(?:med|till|på)?\s*(?:cirka|ca\.?|omkring|drygt|knappt|hela|runt|nästan)?\s*[-–−+]?\s*", between
    )
    return before[-1]["ord"] if before and linked and " till" not in between else ""


def _check(one: Mattvarden, tal: Tal, verb: str, sentence: str, stalle: str) -> Iterator[Fynd]:
    if one.nu is None or one.nu_foregaende is None:
        return
    change = one.nu - one.nu_foregaende
    said = -abs(tal.varde) if FORANDRING_NED.search(verb) else abs(tal.varde)
    share = change / one.nu_foregaende * 100 if one.nu_foregaende else None
    if tal.slag is Slag.PROCENT:
        if share is not None and _same(said, share, tal):
            return
        if one.enhet == "%" and _same(said, change, tal):
            yield _finding(Kod.PROCENTENHET, one, tal, f"{format_tal(change, 1, plus=True)} procentenheter", sentence, stalle)
            return
        if share is not None:
            yield _finding(Kod.VARDE, one, tal, f"{format_tal(share, tal.decimaler, plus=True)}{NB}%", sentence, stalle)
    elif tal.slag is not Slag.KRONOR and not _same(said, change, tal):
        yield _finding(Kod.TVA_VARDEN, one, tal, format_tal(change, tal.decimaler, plus=True), sentence, stalle)


def _same(said: Decimal, value: Decimal, tal: Tal) -> bool:
    if round_half_away(value, tal.decimaler) == said:
        return True
    return tal.ungefar and abs(said - value) <= max(Decimal(1).scaleb(-tal.decimaler) / 2, abs(value) / 20)


def _finding(kod: Kod, one: Mattvarden, tal: Tal, table: str, sentence: str, stalle: str) -> Fynd:
    mend = "Skriv procentenheter" if kod is Kod.PROCENTENHET else "Rätta talet"
    return Fynd(
        kod, Allvar.FEL, one.nod, one.namn, f"{stalle}: ”{sentence[:90]}”", tal.text, table, f"{mend}: tabellen ger {table}."
    )


def find_matt(sentence: str, matt: Sequence[Mattvarden]) -> Mattvarden | None:
    """The one mått that a sentence speaks of: the most words of its name, its first word among them; None if not one."""
    words = {word.casefold() for word in re.findall(r"\w{4,}", sentence)}
    scored = [(score, one) for one in matt if (score := _score(one.namn, words))]
    best = max((score for score, _ in scored), default=0)
    found = [one for score, one in scored if score == best]
    return found[0] if len(found) == 1 else None


def _score(namn: str, words: set[str]) -> int:
    own = [word.casefold() for word in re.findall(r"\w{4,}", namn)]
    if not own or not any(_alike(own[0], word) for word in words):
        return 0
    return sum(any(_alike(one, word) for word in words) for one in own)


def _alike(one: str, other: str) -> bool:
    """The same word in another form: hushåll, hushållen."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(long) - len(short) <= 4
