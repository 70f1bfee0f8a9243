"""Every figure of the comments against the tables, and what a comment says that its figure consists of."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from finance.belopp import Enhet, to_ore
from finance.format import format_belopp
from finance.rapport.kontroll.amnen import Amnen
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod
from finance.rapport.kontroll.ordlista import Storhet
from finance.rapport.kontroll.pastaenden import Pastaende, Tid, read_pastaenden, split_sentences
from finance.rapport.kontroll.provning import check_pastaende
from finance.rapport.kontroll.tal import Slag, Tal, find_tal

Texter = Mapping[tuple[str, str], str]
"""(nod, sektion) -> markdown."""

_ALLA = re.compile(r"\b(?:består av|fördela\w* (?:på|sig)|nämligen|utgörs av)\b", re.IGNORECASE)
_DELVIS = re.compile(r"\b(?:förklaras (?:\w+ )?av|beror på|varav|på grund av|orsakas av|till följd av)\b", re.IGNORECASE)


def check_texts(texter: Texter, amnen: Amnen, ar: int, enhet: Enhet) -> tuple[list[Fynd], int]:
    """(findings, number of figures that nothing could be held against)."""
    found: list[Fynd] = []
    unchecked = 0
    for (nod, sektion), text in texter.items():
        own = amnen.own(nod, sektion)
        if own is None:
            unchecked += sum(len(find_tal(sentence)) for sentence in split_sentences(text))
            continue
        stalle = f"Kommentar till {sektion or own.namn}"
        for claim in read_pastaenden(text, amnen.namn, ar):
            answer = check_pastaende(claim, own, amnen.named(nod, claim.amnen), enhet, stalle)
            if isinstance(answer, Fynd):
                found.append(answer)
            elif not answer:
                unchecked += 1
        found += _parts(text, nod, stalle, enhet)
    return found, unchecked


def claimed_prognos(text: str, amnen: Amnen, ar: int, enhet: Enhet) -> int | None:
    """The prognosavvikelse that a text names first (öre, plus = överskott); None where it names none."""
    for claim in read_pastaenden(text, amnen.namn, ar):
        of_year = claim.storhet is Storhet.PROGNOS or (claim.storhet is Storhet.AVVIKELSE and claim.tid is Tid.HELAR)
        if of_year and claim.tal.slag is not Slag.PROCENT and not claim.amnen:
            return to_ore(_signed(claim), claim.tal.enhet or enhet)
    return None


def _signed(claim: Pastaende) -> Decimal:
    return abs(claim.tal.varde) * claim.tecken if claim.tecken else claim.tal.varde


def _parts(text: str, nod: str, stalle: str, enhet: Enhet) -> Iterator[Fynd]:
    """A figure with two or more parts after it in the same sentence."""
    for sentence in split_sentences(text):
        alla, delvis = _ALLA.search(sentence), _DELVIS.search(sentence)
        word = alla or delvis
        if word is None:
            continue
        figures = [tal for tal in find_tal(sentence) if tal.slag is Slag.KRONOR]
        whole = [tal for tal in figures if tal.slut <= word.start()]
        parts = [tal for tal in figures if tal.start >= word.end()]
        if not whole or len(parts) < 2:
            continue
        finding = _unexplained(whole[-1], parts, nod, stalle, enhet, claims_all=alla is not None)
        if finding is not None:
            yield finding


def _unexplained(whole: Tal, parts: list[Tal], nod: str, stalle: str, enhet: Enhet, *, claims_all: bool) -> Fynd | None:
    unit = whole.enhet or enhet
    told = abs(to_ore(whole.varde, unit))
    sums = {
        abs(sum(to_ore(tal.varde, tal.enhet or enhet) for tal in parts)),
        sum(abs(to_ore(tal.varde, tal.enhet or enhet)) for tal in parts),
    }
    step = sum((Decimal(1).scaleb(-tal.decimaler) * (tal.enhet or enhet).ore for tal in (whole, *parts)), Decimal(0)) / 2
    if any(abs(total - told) <= step for total in sums):
        return None
    total = min(sums, key=lambda one: abs(one - told))
    places = max(tal.decimaler for tal in (whole, *parts))
    rest = format_belopp(told - total, unit, decimals=places, unit=True)
    return Fynd(
        kod=Kod.DELAR if claims_all else Kod.OFORKLARAT,
        allvar=Allvar.VARNING if claims_all else Allvar.UPPLYSNING,
        nod=nod,
        matt="delar",
        stalle=stalle,
        i_text=whole.text,
        i_tabell=f"delarna ger {format_belopp(total, unit, decimals=places, unit=True)}",
        forslag=f"{rest} är inte förklarat. Nämn vad resten är, eller rätta delarna.",
    )
