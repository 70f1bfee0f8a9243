"""The words of a text about mått: which say nothing of their own, which name a mått, and what is counted otherwise."""

import re
from dataclasses import dataclass
from functools import lru_cache

from finance.matt import Matt
from finance.period import MANADER, MANADER_KORT
from finance.rapport.kontroll.namn import stem
from finance.rapport.kontroll.ordlista import words_of
from finance.rapport.kontroll.tal import Slag

_TOMMA = words_of(
    """
    och samt men som att det den de dem detta denna dessa där här hos oss vi vår vårt våra nämnden nämndens
    förvaltningen kommunen varav under bland enligt för av till på i om med vid efter per från mot inom ett en ut in än
    såväl både så nu sin sitt sina då när också även redan alltså därmed således fortfarande bara endast totalt total
    totala sammanlagt summa hela alla cirka ca omkring runt ungefär drygt knappt nästan närmare uppemot motsvarande
    vilket vilken vara samma lika oförändrat oförändrad oförändrade närvarande idag dagsläget läget antal antalet
    stycken st snitt genomsnitt snittet genomsnittet medelvärde tid tidpunkt tidpunkten datum sista första månad månader
    månaden månaderna månads år året årets åren period perioden periodens tertial tertialet våren vintern hösten
    sommaren förra föregående fjol fjolåret fjolårets ifjol tidigare innan före dessförinnan sedan just nuvarande
    hittills slut slutet utgång utgången fram tom fr o m t kvar lägre högre mindre mer fler färre jämfört jämförelse
    jämföra förhållande relation procent procentenheter procentenhet kronor kr tkr mnkr mkr miljoner miljon tusen
    genomsnittlig genomsnittligt genomsnittliga andel andelen utfall utfallet är var blev blir bli blivit har hade haft
    ha finns fanns funnits får fick fått uppgår uppgick uppgått ligger låg legat utgör utgjorde visar visade redovisas
    redovisar redovisade redovisades registrerats registrerades registrerade noterades noterats betalades betalas
    betalats utbetalades utbetalats räknas omfattar omfattade pågår pågick gäller gällde avser avsåg landade hamnade
    nådde gjordes gjorts fattades fattats återstår återstod mättes uppmättes görs jan feb mar apr maj jun jul aug sep
    okt nov dec helår helåret helårets prognos prognosen prognosens prognosticeras prognostiseras prognostiserat väntas
    förväntas beräknas bedöms befaras innevarande dagens
    """
) | {month.lower() for month in (*MANADER, *MANADER_KORT)}
"""Words that neither name a thing nor change what a figure counts."""
_FORANDRAT = re.compile(
    r"(?:öka|minska|sjunk|stig|krymp|väx|förbättra|försämra)\w*|sjönk|steg|vuxit|ökning\w*|minskning\w*|nedgång\w*|uppgång\w*|ned|ner|upp",
    re.IGNORECASE,
)
KVINNOR = re.compile(r"\b(?:kvinn(?:a|an|or|orna|ors|ornas)|flick(?:a|an|or|orna|ors|ornas))\b", re.IGNORECASE)
MAN = re.compile(r"\b(?:män(?:nen|s|nens)?|pojk(?:e|en|ar|arna|ars|arnas))\b", re.IGNORECASE)
SNITT = re.compile(r"\b(?:i\s+(?:genom)?snitt|snittet|genomsnitt\w*|medel\w*)\b", re.IGNORECASE)
VERB = re.compile(
    r"\b(?:är|var|blev|blir|bli(?:vit)?|har|hade|haft|finns|fanns|får|fick|uppg(?:år|ick)|ligger|låg|utgör\w*|visar\w*|\w+ades|\w+as|"
    r"landade|slutade|hamnade|återst\w+|kostar|kostade)\b",
    re.IGNORECASE,
)
KVAR = re.compile(
    r"\b(?:återst\w+|rester(?:ar|ade|ande)|kvar|fattas(?!\s+(?:\w+\s+)?beslut)|saknas|saknades|"
    r"(?<!gått )(?<!gick )(?<!går )upp\s+till|"
    r"(?:till|från)\s+(?:(?:den|det|års|årets|helårets)\s+)?(?:helårs|års)?(?:prognos|mål|budget|plan|tak)\w*)\b",
    re.IGNORECASE,
)
"""Of what is left or lacking to something, which is no level."""
I_NAGOT = re.compile(r"\b(?:i|hos|inom|på|bland)\s+(?:(?:de|den|det|våra?|alla)\s+)?\Z", re.IGNORECASE)
_ALLMANNA = words_of(
    "antal antalet totalt total varav per under månaden månad samtliga kr tkr mnkr inkl exkl och som med på av i till"
)
_SLAG = re.compile(r"(?:andel|genomsnitt|snitt)")
"""Words of what kind of value a mått is; the unit of a figure says it too."""
_BELOPP = re.compile(r"kostnad|belopp|utbet|kronor|\bkr\b|pris|genomsnitt|snitt|\blön|ersättning|avgift|intäkt", re.IGNORECASE)
_PENGAR = {"kr": 1, "kronor": 1, "tkr": 1000, "mnkr": 1_000_000, "mkr": 1_000_000}
_ANDELSER = frozenset(
    ("", "en", "et", "n", "s", "ens", "ets", "men", "met", "er", "ar", "or", "erna", "arna", "orna", "mens", "a", "na", "t")
)
_I_DAG = re.compile(r"\bi\s+dag\b")
_GATT = re.compile(r"\b(?:gått|gick|går)(?=\s+(?:från|upp|ned|ner)\b)")
_ORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Namnord:
    """The words of a mått's name. `huvud`: of its first part, `alla`: those by which it is known, `egna`: every one."""

    huvud: frozenset[str]
    alla: frozenset[str]
    egna: frozenset[str]


@lru_cache(maxsize=4096)
def name_words(namn: str) -> Namnord:
    """Parentheses, how it is counted and what it is per are not needed to know it by."""
    plain = re.sub(r"\([^()]*\)", " ", namn.casefold())
    known = re.sub(r"\b(?:kr|tkr|mnkr)\b.*|\bper\s+(?:månad|dygn|år|vecka|dag)\b.*", " ", plain)
    head = known.split(",", maxsplit=1)[0]
    return Namnord(_named(head), _named(known), frozenset(_ORD.findall(namn.casefold())))


def _named(text: str) -> frozenset[str]:
    words = [word for word in _ORD.findall(text) if len(word) > 2 and word not in _ALLMANNA | _TOMMA and not _SLAG.match(word)]
    return frozenset(words or _ORD.findall(text))


def is_same(word: str, own: str) -> bool:
    """Whether a word is a form of another: hushållen, köpen."""
    return word == own or stem(word) == stem(own) or (word.startswith(own) and word[len(own) :] in _ANDELSER)


@lru_cache(maxsize=16384)
def is_form(word: str, own: str) -> bool:
    """Whether a word is a form of another, or the last part of it: hushållen, `tillstånd` of serveringstillstånd."""
    return is_same(word, own) or any(_is_tail(word[: len(word) - len(end)], own) for end in _ANDELSER if word.endswith(end))


def _is_tail(short: str, own: str) -> bool:
    enough = len(short) > 3 or (len(short) == 3 and len(own) > 7)
    return enough and own.endswith(short)


def says(word: str, one: Namnord) -> frozenset[str]:
    """The words of a name that a word of a text says."""
    found = {own for own in one.egna if is_form(word, own)}
    if found:
        found |= {own for own in one.egna if any(own != said and own.endswith(said) for said in found if len(said) > 2)}
    return frozenset(found)


def content_words(text: str) -> list[str]:
    """The words that say something."""
    plain = _GATT.sub(" ", MAN.sub(" ", KVINNOR.sub(" ", _I_DAG.sub(" ", text.casefold()))))
    return [word for word in _ORD.findall(plain) if word not in _TOMMA and not _FORANDRAT.fullmatch(word)]


def money_of(matt: Matt) -> int:
    """How many kronor one of its unit is; 0 where it is no amount."""
    return _money(matt.enhet, matt.namn)


@lru_cache(maxsize=4096)
def _money(unit: str, namn: str) -> int:
    if unit.casefold() in _PENGAR:
        return _PENGAR[unit.casefold()]
    return 1 if not unit and "antal" not in namn.casefold() and _BELOPP.search(namn) else 0


def is_of_unit(matt: Matt, slag: Slag) -> bool:
    """Whether a figure of this kind may be a value of the mått."""
    if matt.enhet == "%":
        return slag is Slag.PROCENT
    return slag is Slag.KRONOR if money_of(matt) else slag is Slag.UTAN
