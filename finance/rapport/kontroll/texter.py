"""Every figure of the comments against the tables, and what a comment says that its figure consists of."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from finance.belopp import Enhet, to_ore
from finance.format import format_belopp
from finance.rapport.kontroll.amnen import Amnen
from finance.rapport.kontroll.jamforelser import check_jamforelser
from finance.rapport.kontroll.lankar import Pastaende
from finance.rapport.kontroll.led import half
from finance.rapport.kontroll.meningar import split_sentences
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod, Okontrollerad
from finance.rapport.kontroll.ordlista import OVER, Storhet
from finance.rapport.kontroll.pastaenden import read_pastaenden
from finance.rapport.kontroll.provning import check_pastaende
from finance.rapport.kontroll.rakning import check_rakning
from finance.rapport.kontroll.samband import check_samband
from finance.rapport.kontroll.tal import Slag, Tal, find_tal
from finance.rapport.kontroll.tider import Tid
from finance.rapport.kontroll.utsagor import check_utsagor
from finance.rapport.rapportdelar import DELAR

Texter = Mapping[tuple[str, str], str]
"""(nod, sektion) -> markdown."""
Levande = Mapping[tuple[str, str], frozenset[str]]
"""(nod, sektion) -> figures as written."""

_ALLA = re.compile(r"\b(?:består av|fördela\w* (?:på|sig)|nämligen|utgörs av)\b", re.IGNORECASE)
_DELVIS = re.compile(r"\b(?:förklaras (?:\w+ )?av|beror på|varav|på grund av|orsakas av|till följd av)\b", re.IGNORECASE)


def check_texts(
    texter: Texter,
    amnen: Amnen,
    ar: int,
    enhet: Enhet,
    *,
    levande: Levande = MappingProxyType({}),
    av_matt: Container[str] = (),
) -> tuple[list[Fynd], list[Okontrollerad]]:
    """(findings, figures that nothing could be held against). `levande`: figures per text that are taken from the tables.

    `av_matt`: sections that are about mått, where a number without a unit is never an amount.
    """
    found: list[Fynd] = []
    unchecked: list[Okontrollerad] = []
    for key, text in texter.items():
        right = levande.get(key, frozenset())
        for one in _check_text(key, text, amnen, ar, enhet, counts=key[1] in av_matt):
            if isinstance(one, Fynd) and one.i_text not in right and one.siffra not in right:
                found.append(one)
            elif isinstance(one, Okontrollerad) and one.siffra not in right:
                unchecked.append(one)
    return found, unchecked


def _check_text(
    key: tuple[str, str], text: str, amnen: Amnen, ar: int, enhet: Enhet, *, counts: bool
) -> Iterator[Fynd | Okontrollerad]:
    own, stalle = amnen.own(*key), text_place(amnen, *key)
    told = set()
    for claim in read_pastaenden(text, amnen.namn, ar, own=own.namn if own else "", manad=own.manad if own else 0):
        over = amnen.above(key[0]) if OVER.search(claim.mening) else ()
        named = amnen.named(key[0], claim.amnen)
        of_money = own is not None and not (counts and claim.tal.slag is Slag.UTAN)
        answer = own is not None and of_money and check_pastaende(claim, own, named, enhet, stalle, over=over)
        if isinstance(answer, Fynd):
            same = claim.mening, claim.tal.varde, answer.matt, answer.i_tabell
            if same in told:
                continue
            told.add(same)
            yield replace(answer, text_av=key, siffra=claim.tal.text)
        elif not answer:
            yield Okontrollerad(*key, stalle, claim.tal.text, claim.mening)
    if own is not None:
        whole = _parts(text, key[0], stalle, enhet)
        said = (
            *check_utsagor(text, own, key[0], amnen, enhet, stalle),
            *check_jamforelser(text, own, key[0], amnen, enhet, stalle),
        )
        related = (*check_samband(text, key[0], stalle), *check_rakning(text, key[0], stalle))
        for fynd in (*whole, *said, *related):
            yield replace(fynd, text_av=key)


def count_tal(text: str) -> int:
    """How many figures a text has."""
    return sum(len(find_tal(sentence)) for sentence in split_sentences(text))


def text_place(amnen: Amnen, nod: str, sektion: str) -> str:
    """Where a text stands, for people: `Kommentar till Barn`, `Verksamhetsrapport, Barn`."""
    own = amnen.by_key.get((nod, sektion))
    if own is not None:
        return f"Kommentar till {own.namn}"
    rubrik = next((one.rubrik for one in DELAR if one.id == sektion), sektion)
    line = amnen.by_key.get((nod, ""))
    return rubrik if nod == amnen.total or line is None else f"{rubrik}, {line.namn}"


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
    step = sum((half(tal) * (tal.enhet or enhet).ore for tal in (whole, *parts)), Decimal(0))
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
