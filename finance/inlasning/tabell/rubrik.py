"""What a header cell says, and which row is the header. The header is a hint: `roller` lets the values decide."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from finance.belopp import Enhet
from finance.inlasning.cell.perioder import Spann, find_spann
from finance.inlasning.cell.tal import ENHETSORD
from finance.kolumner import Col, Slag

NAMN = ":namn"
"""Suffix of the role of a column that names the codes of a dimension: "verksamhet:namn"."""
BELOPP, DEBET, KREDIT, SUMMA, AVVIKELSE, PROGNOS, PROGNOSAVVIKELSE = (
    "belopp", "debet", "kredit", "summa", "avvikelse", "prognos", "prognosavvikelse",
)  # fmt: skip
PERIOD, AR, DATUM, KOD, NAMNKOLUMN, OVERORDNAD = "period", "ar", "datum", "kod", "namn", "overordnad"
SLAGKOLUMN, KONTOGRUPP, TYP, BESLUT, FRAN, TILL, SKAL = "slag", "kontogrupp", "typ", "beslut", "fran", "till", "skal"

_SYNONYMER = {
    Col.KONTO: "konto kontonr kontonummer slag art kontokod kto",
    Col.ANSVAR: "ansvar ansv enhet kst kostnadsstalle resultatenhet ansvarskod ansvarsenhet ansvarsstalle ansvarsnr",
    Col.VERKSAMHET: "verksamhet vht vsh verks tjanst funktion verksamhetskod vshkod vhtkod verksamhetsomrade omrade",
    Col.AKTIVITET: "aktivitet akt aktivitetskod",
    Col.PROJEKT: "projekt proj projektkod projektnr",
    Col.OBJEKT: "objekt obj objektkod",
    Col.MOTPART: "motpart mp motp motpartskod",
    PERIOD: "period per bokforingsperiod bokfperiod manad redovisningsperiod periodnr man perioden",
    AR: "ar rakenskapsar redovisningsar bokforingsar",
    BELOPP: "belopp saldo summa nettobelopp netto nettokostnad nettoresultat kostnad kronor amount beloppkr periodensbelopp",
    DEBET: "debet deb debit",
    KREDIT: "kredit kred credit",
    Col.VERIFIKAT: "ver vernr verifikat verifikation verifikationsnummer verifikatnummer verifikationsnr transnr lopnr "
    "verifikatnr transaktionsnummer verifikationnr",
    Col.TEXT: "text vertext verifikationstext beskrivning transaktionstext fakturatext radtext bokforingstext",
    Col.LEVERANTOR: "leverantor lev motpartsnamn leverantorsnamn motpartnamn kundlev",
    KOD: "kod nodkod",
    NAMNKOLUMN: "benamning namn nodnamn nod rubrik radetiketter",
    DATUM: "datum verdatum bokfdatum transdatum bokforingsdatum verifikationsdatum transaktionsdatum bokfdat verdat",
    OVERORDNAD: "overordnad overordnadkod overordnadnod foralder tillhor",
    KONTOGRUPP: "kontogrupp kostnadsslag",
    TYP: "typ",
    BESLUT: "beslut beslutsnr beslutsnummer dnr diarienummer beslutad",
    FRAN: "fran gallerfran fom franochmed frommanad giltigfran",
    TILL: "till gallertill tom tillochmed giltigtill",
    SKAL: "skal kommentar orsak motivering forklaring anledning",
}
_BY_KEY = {key: str(roll) for roll, keys in _SYNONYMER.items() for key in keys.split()}
_NAMNORD = ("benamning", "namn", "text", "t", "(t)")
_UNIT = re.compile(
    r"\(?\b(?:i )?(" + "|".join(sorted((re.escape(o) for o in ENHETSORD if o != ":-"), key=len, reverse=True)) + r")\b\.?\)?"
)
_UTFALL = re.compile(r"\b(?:utfall|utf|bokfort|redovisat|verkligt)\b")
_BUDGET = re.compile(r"\b(?:\w*budget|bud|budgeterat|budgeterad)\b")
_IGNORERA = re.compile(
    r"avvikelse|\bavv\b|\bdiff|differens|aterstar|kvar|forbruk|%|procent|andel|\bfg\b|foregaende|forra aret|forandring"
)
_FYLLNAD = re.compile(
    r"\b(?:ack\w*|per|period|perioden|ar|aret|i|for|belopp|summa|total|totalt|helar|manad|t o m|och|med|den|"
    r"nettokostnad|nettoresultat|netto|kostnad)\b"
)


def fold(text: str) -> str:
    """Lower case without accents (å and ä are a, ö is o)."""
    return "".join(ch for ch in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(ch))


@dataclass(frozen=True, slots=True)
class Rubrik:
    """A header cell understood. `roll`: a Col value, with NAMN after it for names, or a constant above; "" is not known."""

    text: str
    roll: str = ""
    slag: Slag | None = None
    spann: Spann | None = None
    enhet: Enhet | None = None
    ack: bool = False


def find_enhet(text: str) -> Enhet | None:
    """The unit a header or title names: "(tkr)", "Belopp i Mnkr", a database's `prognos_avvikelse_tkr`."""
    found = _UNIT.search(text.lower().replace("_", " "))
    return ENHETSORD[found[1]] if found else None


def strip_enhet(text: str) -> str:
    """The text (lower case) without the unit it names."""
    return _UNIT.sub(" ", text)


def find_slag(text: str) -> Slag | None:
    """Utfall or budget, when a title, sheet name or file name speaks of one of them only."""
    low = fold(text).replace("_", " ").replace("-", " ")
    budget, utfall = (
        _BUDGET.search(low) is not None,
        re.search(r"\b(?:utfall\w*|bokfort|redovisat|huvudbok|transaktion\w*)\b", low),
    )
    if budget == bool(utfall):
        return None
    return Slag.BUDGET if budget else Slag.UTFALL


_PIVOT = re.compile(r"^(?:summa|antal|sum)\s+(?:av|of)\s+", re.IGNORECASE)
_MOMS = re.compile(r"\b(?:exkl|inkl|excl|exklusive|inklusive)\b\.?\s*moms\b|\bmoms\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def read_rubrik(text: str) -> Rubrik:
    """What one header cell says. "Summa av Belopp" (a pivot table's) is Belopp."""
    if not text or len(text) > 80:
        return Rubrik(text)
    if bare := _MOMS.sub("", _PIVOT.sub("", text)).strip():
        return replace(_read_bare(bare), text=text)
    return Rubrik(text)


def _read_bare(text: str) -> Rubrik:
    enhet = find_enhet(text)
    if roll := _dimension(text):
        return Rubrik(text, roll, enhet=enhet)
    return _belopp(text, enhet) or Rubrik(text)


def _dimension(text: str) -> str:
    low = fold(text)
    without_unit = _UNIT.sub(" ", low)
    words = re.sub(r"[^a-z0-9()]+", " ", without_unit).split()
    key = "".join(words)
    if not key and without_unit != low:
        return BELOPP
    if known := _BY_KEY.get(re.sub("[()]", "", key)):
        return known
    for word in _NAMNORD:
        for ending in (word, f"({word})", f"s{word}"):
            stem = re.sub("[()]", "", key[: -len(ending)]) if key.endswith(ending) else ""
            base = _BY_KEY.get(stem) or _BY_KEY.get(stem.removesuffix("s")) if stem else None
            if base in set(map(str, (*Col,))) and base not in (PERIOD, DATUM, "text", AR):
                return f"{base}{NAMN}"
    return ""


def _belopp(text: str, enhet: Enhet | None) -> Rubrik | None:
    spann, rest = find_spann(_UNIT.sub(" ", text.lower()))
    low = fold(rest)
    whole = fold(text)
    prognos = "prognos" in whole
    if _IGNORERA.search(whole):
        helar = prognos or (spann is not None and spann.helar)
        return Rubrik(text, PROGNOSAVVIKELSE if helar and "avvikelse" in whole else AVVIKELSE, spann=spann, enhet=enhet)
    if prognos:
        return Rubrik(text, PROGNOS, spann=spann, enhet=enhet)
    budget, utfall = _BUDGET.search(whole) is not None, _UTFALL.search(low) is not None
    slag = Slag.BUDGET if budget else Slag.UTFALL if utfall else None
    left = _FYLLNAD.sub(" ", _UTFALL.sub(" ", _BUDGET.sub(" ", low)))
    ar = re.search(r"\b(?:19|20|21)[0-9]{2}\b", left)
    left = left.replace(ar[0], " ") if ar else left
    if re.sub(r"[^a-z0-9]+", "", left):
        return None
    if re.fullmatch(r"(?:sum(?:ma)?|totalt?|helar|arssumma|ack\w*|sum(?:ma)? \w+)", low.strip()) and slag is None:
        return Rubrik(text, SUMMA, spann=spann, enhet=enhet)
    if slag is None and spann is None:
        return None
    if spann is None and budget and ar:
        spann = Spann(int(ar[0]), 1, 12, ack=True, helar=True)
    ack = bool(re.search(r"\back\w*|\bt\.? ?o\.? ?m\b|hittills|till och med", whole))
    if slag is not None and spann is None and re.search(r"\b(?:summa|totalt?)\b", low):
        return Rubrik(text, SUMMA, slag, enhet=enhet)
    if slag is None and spann is not None and spann.helar and not ar and not spann.ar:
        return Rubrik(text, SUMMA, spann=spann, enhet=enhet)
    return Rubrik(text, BELOPP, slag, spann, enhet, ack)
