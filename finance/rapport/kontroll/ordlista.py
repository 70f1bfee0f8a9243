"""The words by which a sentence says what its figures are.

Only a figure that is linked to a measure by words that say nothing else is held against the table: "underskott på 2,4 Mnkr" is,
"underskott, främst vikarier för 2,4 Mnkr" is not. A sentence whose subject is not known is about something else than the line.
"""

import re
from enum import StrEnum

from finance.period import MANADER, MANADER_KORT


class Storhet(StrEnum):
    """What a measure word means. AVVIKELSE, UTFALL and BUDGET are of the period or the year, as the sentence says."""

    AVVIKELSE = "avvikelse"
    PROGNOS = "prognos"
    UTFALL = "utfall"
    BUDGET = "budget"
    FOREGAENDE = "föregående år"


_STORHETER = (
    (Storhet.FOREGAENDE, r"fjol\w*|ifjol"),
    (
        Storhet.AVVIKELSE,
        r"\w*(?:avvik|underskott|överskott|överskrid|underskrid)\w*|(?:överdrag|överstig|understig)\w*|\w*resultat(?:et)?|minus|plus",
    ),
    (Storhet.PROGNOS, r"\w*prognos(?!tis|avvik)\w*|helårsutfall\w*"),
    (Storhet.UTFALL, r"utfall\w*|nettokostnad\w*|nettoresultat\w*|kostnad(?:en|erna)?|kostar|kostat|kostade|förbruk\w*"),
    (Storhet.BUDGET, r"(?:års|helårs|period)?budget(?:en|ens|erad\w*|erat|ram\w*)?|budgeterade|ram(?:en)?"),
)
STORHETER = tuple((storhet, re.compile(rf"(?:{pattern})\Z", re.IGNORECASE)) for storhet, pattern in _STORHETER)

NEGATIVA = re.compile(
    r"underskott|överskrid|överstig|överdrag|minus|negativ|\bsämre|\bdyrare|över budget|högre än budget|mer än budget",
    re.IGNORECASE,
)
POSITIVA = re.compile(
    r"överskott|underskrid|understig|plus|positiv|\bbättre|\bbilligare|under budget|lägre än budget|mindre än budget",
    re.IGNORECASE,
)
EFTER = re.compile(
    r"[ \u00a0]*(?:\((?:minus|plus)\)\s*)?(?P<ord>(?:sämre|bättre|mer|mindre|högre|lägre|dyrare|billigare|över|under)"
    r"(?:\s+än)?(?:\s+den)?\s+(?:(?:års|period)?budget\w*|ram\w*)|i\s+(?:\w+\s+)?(?:underskott|överskott|avvikelse)|underskott|överskott)",
    re.IGNORECASE,
)
HELAR = re.compile(
    r"prognos|helår|hela\s+året|årets\s+slut|årsskift|bokslut|\d{4}\s+års|vid\s+året|vänta|förvänta|befara|beräkna|bedöm|"
    r"kommer\s+att|årsavvik|pekar\s+mot|går\s+mot|\båret\b|\bårets\b",
    re.IGNORECASE,
)
SLUTAR = re.compile(r"\b(?:landa|sluta|hamna)", re.IGNORECASE)
"""Of the year, where nothing else says the time."""
PERIOD = re.compile(
    r"hittills|period|ackumuler|t\.?o\.?m|till\s+och\s+med|per\s+(?:den\s+)?(?:sista|x)|efter\s+\w+|januari|tertial|jan[-–]|"
    r"\bper\s+\w+|fram\s+till|så\s+långt|utfallet|delår",
    re.IGNORECASE,
)
FOREGAENDE = re.compile(r"föregående\s+år|förra\s+året|fjol|samma\s+(?:period|tid)", re.IGNORECASE)
PER_MANAD = re.compile(r"[ \u00a0]*(?:per|i|varje|/|om)[ \u00a0]*(?:månad(?:en)?|mån)\b", re.IGNORECASE)
BRYTER = re.compile(
    r"\b(?:varav|beror|bero|berodde|orsak\w*|förklar\w*|grund|följd|genom|eftersom|därför|tack|bland\s+annat|främst|framför|"
    r"exempelvis|avser|avsåg|inklusive|exklusive|exkl|inkl|utöver|trots|ökat|ökade|ökar|ökning\w*|minsk\w*|försämr\w*|förbättr\w*|"
    r"förändr\w*|ändr\w*|skillnad\w*|sedan|jämfört\s+med|jämförelse|än)\b",
    re.IGNORECASE,
)
FORANDRING = re.compile(
    r"\b(?P<ord>öka\w*|ökning\w*|stig\w*|stigit|upp|fler|högre|mer|minsk\w*|sjunk\w*|ned|ner|färre|lägre|mindre|gått)\b",
    re.IGNORECASE,
)
FORANDRING_NED = re.compile(r"minsk|sjunk|\bned\b|\bner\b|färre|lägre|mindre", re.IGNORECASE)
ANNAN_PROGNOS = re.compile(
    r"(?:föregående|förra|tidigare|senaste)\s+(?:månad\w*|prognos\w*|uppföljning\w*|rapport\w*|omgång\w*|tertial\w*)|"
    r"\b(?:sedan|från|efter|i)\s+(?:\w+s\s+)?(?:prognosen|uppföljningen)\b|\bsedan\b",
    re.IGNORECASE,
)
"""A figure beside these is against what was said before, which is in no table of this report."""
MOT_BUDGET = re.compile(
    r"(?:jämfört\s+med|i\s+(?:förhållande|relation)\s+till|mot|gentemot)\s+(?:den\s+)?\w*budget", re.IGNORECASE
)
EFTER_MOT_BUDGET = re.compile(
    r"[ \u00a0]*(?P<ord>sämre|bättre|mer|mindre|högre|lägre|dyrare|billigare|över|under)\b", re.IGNORECASE
)
ANNAN_TID = re.compile(
    r"\bsedan\s+\w+|\bfrån\s+(?:januari|\w+ari|mars|april|maj|ju\w+)|förra\s+månaden|föregående\s+månad|de\s+senaste",
    re.IGNORECASE,
)

_NEUTRALA = """
och samt men som att det den de detta denna dessa är var blir blev bli vara varit har hade ha kan ska skall skulle
kommer för av till på i om med vid efter per från mot inom ett en nu så sin sitt sina vår vårt våra dess där när då
också även redan ännu fortfarande därmed således alltså sammantaget sammanfattningsvis totalt total totala sammanlagt
sammanlagda sammantagna hittills ackumulerat ackumulerade sista senaste första hela helt alla cirka ca omkring runt
ungefär drygt knappt nästan närmare uppemot motsvarande motsvarar motsvarade vilket innebär innebar ger gav visar
visade visat redovisar redovisade redovisas redovisat uppvisar uppvisade uppgår uppgick uppskattas bedöms bedömer
bedömd bedömda bedömning bedömningen beräknas beräknar beräknad beräknade väntas förväntas förväntat förväntad
förväntade befaras befarat prognostiseras prognostiserad prognostiserat prognostiserade prognostiserar pekar landar
landade landa hamnar hamnade hamna slutar slutade sluta går gick gå lämnar lämnade ligger låg stannar stannade medför
medförde nämnden nämndens nämnd socialnämnden socialnämndens omsorgsnämnden förvaltningen förvaltningens förvaltning
verksamheten verksamhetens verksamhet avdelningen avdelningens enheten enhetens området områdets resultat resultatet
resultatets ekonomin ekonomiska ekonomisk ekonomi läget läge budgeterade netto negativ negativt negativa positiv
positivt positiva samma föregående tidigare förra fjol kronor mnkr tkr mkr kr procent minus plus tidpunkt tidpunkten
datum idag därefter istället stället dock däremot vi man gör gjort ser ut upp ner mer mindre större lägre högre sämre
bättre stort stor stora litet liten tydligt fortsatt nuvarande aktuell aktuella aktuellt gällande slutlig slutliga
konstateras noteras uppstår uppstått lämna redovisa visa uppvisa ge göra uppnå nå når nådde hålla håller klara klarar
uppgå innebära medföra motsvara hamnat landat slutat legat gett givit blivit fått uppgått nära intill noll räknar
räknas räknat tecken gentemot utgör utgjorde utgöra finns fanns få får fick kvar återstår preliminär preliminära
preliminärt period perioden periodens månad månaden månader månaderna månads år året årets års jämfört förhållande
relation dragit skrivits justerats reviderats ekonomiskt t o m fr f r årens helår helåret helårets årsskiftet årsbasis
bokslut bokslutet delår delåret delårsbokslutet tertial tertialet kvartal kvartalet halvår halvåret tom fram januari
februari mars april maj juni juli augusti september oktober november december två tre fyra fem sex sju åtta nio tio
elva tolv slut slutet x riktning mål målet ram trolig troligen sannolikt sannolik nivå nivån över under än budget
budgeten systemets system beloppet belopp summa summan fall här följande avvikelsen avvikelse
"""
NEUTRALA = frozenset(_NEUTRALA.split()) | {m.lower() for m in (*MANADER, *MANADER_KORT)}
ORD = re.compile(r"[A-Za-zÅÄÖåäöÉéÜü][\w’'/&-]*")


def storhet_of(word: str) -> Storhet | None:
    """The measure that a word names."""
    return next((storhet for storhet, pattern in STORHETER if pattern.match(word)), None)


def is_neutral(word: str) -> bool:
    """A word that neither names another thing nor breaks the link between a measure and its figure."""
    return word.lower() in NEUTRALA
