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
        (
            r"\w*(?:avvik|underskott|överskott|överskrid|underskrid)\w*|(?:överdrag|överstig|understig)\w*|\w*resultat(?:et)?|"
            r"minus|plus|back|(?:vinst|förlust)(?:en)?"
        ),
    ),
    (Storhet.PROGNOS, r"\w*prognos(?!ti[sc]|avvik)\w*|helårsutfall\w*"),
    (Storhet.UTFALL, r"utfall\w*|nettokostnad\w*|nettoresultat\w*|kostnad(?:en|erna)?|kostar|kostat|kostade|förbruk\w*"),
    (Storhet.BUDGET, r"(?:års|helårs|period)?budget(?:en|ens|erad\w*|erat|ram\w*)?|budgeterade|ram(?:en)?"),
)
STORHETER = tuple((storhet, re.compile(rf"(?:{pattern})\Z", re.IGNORECASE)) for storhet, pattern in _STORHETER)

NEGATIVA = re.compile(
    r"underskott|överskrid|överstig|överdrag|spräck|förlust|saknas|fattas|minus|"
    r"negativ|\bback\b|\bsämre|\bdyrare|över budget|högre än budget|mer än budget",
    re.IGNORECASE,
)
POSITIVA = re.compile(
    r"överskott|underskrid|understig|överträffa|vinst|plus|"
    r"positiv|\bbättre|\bbilligare|under budget|lägre än budget|mindre än budget",
    re.IGNORECASE,
)
EFTER = re.compile(
    r"[ \u00a0]*(?:\((?:minus|plus)\)\s*)?(?P<ord>(?:(?:sämre|bättre)(?:\s+(?:resultat|utfall))?|mer|mindre|"
    r"(?:högre|lägre)(?:\s+(?:netto)?kostnad(?:er)?)?|dyrare|billigare|över|under)"
    r"(?:\s+till)?(?:\s+än)?(?:\s+(?:den|det|vad(?:\s+som(?:\s+är)?)?))?\s+(?:(?:periodens|årets|sin|vår|den|hela|beslutad|beslutade|tilldelad|tilldelade)\s+){0,2}(?:(?:hel)?(?:års|period)?(?:\w{0,4}budget\w*|ram\w*|planera[td]e?|beräkna[td]e?|kalkylerat|tänkt|(?:\w+\s+){0,2}(?:tilldel|bevilj)at\w*))"
    r"|i\s+(?:\w+\s+)?(?:underskott|överskott|avvikelse|vinst|förlust)|underskott|överskott|back\b|(?:på\s+|i\s+)?(?:minus|plus)\b)",
    re.IGNORECASE,
)
HELAR = re.compile(
    r"prognos|helår|hela\s+året|årets\s+slut|årsskift|bokslut|\d{4}\s+års|vid\s+året|"
    r"(?<!än )(?:vänta|förvänta|befara|beräkna|bedöm)|"
    r"kommer\s+att|årsavvik|pekar\s+mot|går\s+mot|\bför\s+(?:hela\s+)?året\b|\båret\s+(?:som\s+helhet|slut)|\bårets\b(?!\s+(?:\w+\s+)?(?:första|inledande|månader))",
    re.IGNORECASE,
)
SLUTAR = re.compile(r"\b(?:landa|sluta|hamna)", re.IGNORECASE)
"""Of the year, where nothing else says the time."""
PERIOD = re.compile(
    r"hittills|period|ackumuler|t\.?o\.?m|till\s+och\s+med|per\s+(?:den\s+)?(?:sista|x)|efter\s+\w+|januari|tertial|jan[-–]|"
    r"\bper\s+\w+|första\s+(?:\w+\s+)?månader|inledande|fram\s+till|så\s+långt|utfallet|delår",
    re.IGNORECASE,
)
FOREGAENDE = re.compile(r"föregående\s+år|förra\s+året|fjol|samma\s+(?:period|tid)", re.IGNORECASE)
PER_MANAD = re.compile(r"[ \u00a0]*(?:per|i|varje|/|om)[ \u00a0]*(?:månad(?:en)?|mån)\b", re.IGNORECASE)
RAKNAT = re.compile(
    r"[ \u00a0](?:\w*dygn\w*|timm(?:e|ar)\w*|hushåll\w*|person(?:er)?\b|barn\b|ungdom\w*|\w*ärende\w*|plats(?:er)?\b|"
    r"\w*placering\w*|beslut\w*|årsarbetar\w*|tjänster\b|brukare\b|elever\b|dagar\b|månader\b|veckor\b|\w*anmälning\w*|"
    r"\w*utredning\w*|insatser\b|familjer\b|medarbetare\b|\w*anställda\b|individer\b|boende\b|kunder\b|ansökning\w*|"
    r"besök\b|lägenheter\b|kontrakt\b|st\b|stycken\b)",
    re.IGNORECASE,
)
"""After a figure: what it counts, so it is no kronor."""
RELATIV = re.compile(r"(?P<fore>[^,;:()]*),\s*(?:då|när)\b[^,;:()]*\Z", re.IGNORECASE)
"""`bokslutet 2021, då nämnden gick back`: the time stands before the comma."""
FORANDRING = re.compile(
    r"\b(?P<ord>öka\w*|ökning\w*|stig\w*|steg|väx\w*|vuxit|upp|uppgång|fler|högre|mer|minsk\w*|sjunk\w*|sjönk|nedgång|ned|ner|krymp\w*|"
    r"färre|lägre|mindre|gått)\b",
    re.IGNORECASE,
)
FORANDRING_NED = re.compile(r"minsk|sjunk|sjönk|krymp|nedgång|\bned\b|\bner\b|färre|lägre|mindre", re.IGNORECASE)
ANNAN_PROGNOS = re.compile(
    r"(?:föregående|förra|tidigare|senaste)\s+(?:månad\w*|prognos\w*|uppföljning\w*|rapport\w*|omgång\w*|tertial\w*)|"
    r"\b(?:sedan|från|efter|i)\s+(?:\w+s\s+)?(?:prognosen|uppföljningen)\b|\bsedan\b|systemets\s+prognos|systemprognos",
    re.IGNORECASE,
)
"""A figure beside these is against what was said before, which is in no table of this report."""
MOT_BUDGET = re.compile(
    r"(?:jämfört\s+med|i\s+(?:förhållande|relation)\s+till|mot|gentemot)\s+(?:den\s+)?\w*budget", re.IGNORECASE
)
ANDRAD = re.compile(
    r"\b(?:justera|revidera|skriv|höj|sänk|utök|ändra|flytta|omfördela|förstärk|tillför)\w*\b[^,;]*\bmed\b[^,;]*\Z",
    re.IGNORECASE,
)
"""What follows is how much something was changed by, not what it is."""
JAMFORT = re.compile(r"[ \u00a0]*(?:högre|lägre|mer|mindre|bättre|sämre|dyrare|billigare|fler|färre)\b", re.IGNORECASE)
I_AR = re.compile(r"\b(?:i\s+år|innevarande\s+år)\b", re.IGNORECASE)
DEL_AV = re.compile(
    r"\b(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|några|flera|många|hälften|del|delar|de\s+flesta)\s+av\b", re.IGNORECASE
)
"""A sentence about some of the line's parts."""
ANTAL_MANADER = re.compile(
    r"\b(?:(?P<a>\w+)\s+(?:första|inledande)\s+månader|(?:första|inledande)\s+(?P<b>\w+)\s+månader)|första\s+(?P<c>kvartal|tertial|halvår)",
    re.IGNORECASE,
)
MANADSORD = re.compile(rf"\b(?:{'|'.join(MANADER)})\b", re.IGNORECASE)
RAKNEORD = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
STYCKVIS = re.compile(r"[ \u00a0]*(?:per|/)[ \u00a0]+(?P<ord>[^\W\d]\w*)", re.IGNORECASE)
"""A price of one of something."""
SAMRE_BATTRE = re.compile(r"[ \u00a0]*(?P<ord>bättre|sämre)\b(?!\s+(?:till\s+)?än\b)", re.IGNORECASE)
"""Than what was named before."""
AVVIKER = re.compile(r"(?:över|under)(?:skrid|skred|stig|steg)\w*|avvik(?:er|it)|avvek|(?:överträffa|spräck)\w*", re.IGNORECASE)
"""Verbs of one amount against another."""
BESTAMD = re.compile(r"\w+(?:et|en|na)", re.IGNORECASE)
NASTA_SATS = (
    r"\b(?:och|samt|men|medan|vilket|varav|mot|trots|eftersom|som|när|då|att|väntas|förväntas|bedöms|beräknas|befaras|är|var|"
    r"blir|ligger|har|pekar|går)\b"
)
"""Where what follows a figure is no longer of it."""
SATS = re.compile(r"[,;:()]|\b(?:och|men|medan|samt|vilket)\b", re.IGNORECASE)
"""Where another clause begins."""
PROGNOSORD = re.compile(r"prognos", re.IGNORECASE)
EFTER_MOT_BUDGET = re.compile(
    r"[ \u00a0]*(?P<ord>sämre|bättre|mer|mindre|högre|lägre|dyrare|billigare|över|under)\b", re.IGNORECASE
)
_MAN = "|".join((*MANADER, *MANADER_KORT))
ANNAN_TID = re.compile(
    rf"\bsedan\s+(?!förra\s+året|i?\s*fjol|föregående\s+år|samma)\w+|"
    rf"\b(?:i|under|från|mot|(?<!och )med|än|mellan)\s+(?:{_MAN})\b|"
    r"(?:förra|föregående)\s+(?:månad|kvartal|tertial|halvår|vecka)\w*|de[nt]?\s+senaste|\bi\s+månaden|per\s+(?:månad|vecka|dygn)",
    re.IGNORECASE,
)
"""A change beside these is not since the same time last year."""
EN_MANAD = re.compile(
    rf"\b(?:i|under|för)\s+(?:{_MAN})\b(?!\s*(?:till|t\.o\.m|[-–]|och\s))|"
    rf"\b(?:{_MAN})\s+månads\b|^(?:{_MAN})(?:\s+månad)?\s+(?:gav|ger|blev|var|är|visar|visade|slutade|landade)\b|"
    r"\b(?:månadens|månaderna\s+innan|enskilda?\s+månad\w*|isolerat|senaste\s+månad\w*)\b|"
    rf"\bfrån\s+[\d,.\s]+(?:\w+\s+)?i\s+(?:{_MAN})\b|(?:\boch|\bsamt|,)\s+(?:{_MAN})\s+[-–−]?\d|"
    r"\b(?:kostnad|utfall|budget|förbrukning)\w*\s+(?:per\s+månad|i\s+månaden)\b|\bmånads(?:kostnad|utfall|budget)\w*",
    re.IGNORECASE,
)
"""The sentence is about one month, which is not in the tables."""
RESTEN = re.compile(
    r"\b(?:resten|återstoden|resterande\s+del\w*|återstående\s+del\w*)\s+av\s+året\b|\b(?:återstående|resterande|kvarvarande)\s+månad\w*",
    re.IGNORECASE,
)
"""A figure right before or after these is of the months that are left, which are in no table."""
ARETS_SLUT = re.compile(r"helår|årets\s+slut|årsskift|bokslut", re.IGNORECASE)
KVAR = re.compile(r"(?<!ligger )(?<!stannar )(?<!står )\bkvar\b|\båterstår\b|\båterstående\b|\bresterar\b", re.IGNORECASE)
"""What is left of an amount."""
AR_KVAR = re.compile(r"[ \u00a0]+(?:finns\s+|är\s+)?(?:kvar|återstår|resterar)\b(?!\s+[-–−]?\d)", re.IGNORECASE)
"""After a figure: it is what is left; not where another figure follows."""
AV_FLER = re.compile(r"[ \u00a0]*av[ \u00a0]+(?:de[mt]?[ \u00a0]+|hela[ \u00a0]+)?[-–−+]?\d")
"""After a figure: it is a part of the next."""
EN_KOSTAR = re.compile(
    r"\b(?:en|ett|varje)\s+[\w-]+(?:\s+(?:hos|i|på|av|med)\s+\w+)?\s+(?:kostar|kostade|kostat|har\s+kostat)\b[^,;:]*\Z",
    re.IGNORECASE,
)
"""Before a figure: the price of one."""
AGARE = re.compile(
    r"(?:därmed|alltså|således|nu|redan|hittills|också|även|fortfarande|fortsatt|"
    r"sin|sina|sitt|den|de|vår|dess|deras|hela|periodens|årets|nämndens|beslutade|beslutad|gällande)",
    re.IGNORECASE,
)
DEL_AV_MATT = re.compile(
    r"\b(?:kvinn(?:a|an|or|orna|ors|ornas)|män(?:nen|s)?|flick\w+|pojk\w+|varav|bland|könen)\b", re.IGNORECASE
)
"""A figure beside these is of a part of the mått."""
BALANS = re.compile(
    r"\b(?:nollresultat\w*|nollavvikelse\w*|(?:budget|ekonomi|resultat)\s+i\s+balans|\+/-\s*0|±\s*0)", re.IGNORECASE
)
"""Says, without a figure, that the avvikelse is none."""
EJ_UTSAGA = re.compile(
    r"\b(?:mål\w*|krav\w*|kräv\w*|åtgärd\w*|nå|nås|uppnå\w*|för\s+att|ska|skulle|bör|måste|om|inte|ej|utan|exklusive|exkl|"
    r"bortsett|arbet\w*|uppdrag\w*|strävan|sträva\w*|långsiktig\w*|ambition\w*|svår\w*|förutsätt\w*)\b",
    re.IGNORECASE,
)
"""Says what is wanted or would be, not what is."""

_NEUTRALA = """
och samt men som att det den de detta denna dessa är var blir blev bli vara varit har hade ha kan ska skall skulle
stanna stannat ställas ställs ställt gått
kommer för av till på i om med vid efter per från mot inom ett en nu så sin sitt sina vår vårt våra dess där när då
också även redan ännu fortfarande därmed således alltså därav sammantaget sammanfattningsvis totalt total totala sammanlagt
sammanlagda sammantagna hittills ackumulerat ackumulerade sista senaste första hela helt alla cirka ca omkring runt
ungefär drygt knappt nästan närmare uppemot motsvarande motsvarar motsvarade vilket innebär innebar ger gav visar
visade visat redovisar redovisade redovisas redovisat uppvisar uppvisade uppgår uppgick uppskattas bedöms bedömer
bedömd bedömda bedömning bedömningen beräknas beräknar beräknad beräknade väntas förväntas förväntat förväntad
förväntade befaras befarat prognosticeras prognosticerar prognosticerad
prognosticerat prognosticerade prognostiseras prognostiserad prognostiserat prognostiserade prognostiserar pekar landar
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
preliminärt sig oss period perioden periodens månad månaden månader månaderna månads år året årets års jämfört förhållande
relation dragit skrivits justerats reviderats ekonomiskt t o m fr f r årens helår helåret helårets årsskiftet årsbasis
bokslut bokslutet delår delåret delårsbokslutet tertial tertialet kvartal kvartalet halvår halvåret tom fram januari
februari mars april maj juni juli augusti september oktober november december två tre fyra fem sex sju åtta nio tio
elva tolv slut slutet x riktning mål målet ram trolig troligen sannolikt sannolik nivå nivån över under än budget
budgeten systemets system återstående resterande
beloppet belopp summa summan fall här följande avvikelsen avvikelse därför följaktligen troligtvis förmodligen alltjämt nämligen
"""
TIDSORD = frozenset(
    ("utgången", "ingången", "början", "inledningen", "återstoden", "resten", "våren", "sommaren", "hösten", "vintern")
)
"""Times where a preposition stands before them; elsewhere things that cost."""
NEUTRALA = frozenset(_NEUTRALA.split()) | {m.lower() for m in (*MANADER, *MANADER_KORT)}
ORD = re.compile(r"[A-Za-zÅÄÖåäöÉéÜü][\w’'/&-]*")


def words_of(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


def storhet_of(word: str) -> Storhet | None:
    """The measure that a word names."""
    return next((storhet for storhet, pattern in STORHETER if pattern.match(word)), None)


_SPANN = re.compile(rf"(?:{_MAN})(?:[-–](?:{_MAN}))?", re.IGNORECASE)
BLIR = re.compile(r"(?:öka|minska|försämra|förbättra|stig|sjunk|väx|krymp)\w*|vuxit", re.IGNORECASE)
"""Before "till": what something becomes, which is a value of it."""
OVER = re.compile(
    r"\b(?:nämnd|förvaltning|avdelning|verksamhet|område|enhet)(?:en|ens|et|ets|s)?\b|\b\w*nämnden?s?\b", re.IGNORECASE
)
"""May mean the line that a text is about, or one that it is part of."""


def is_neutral(word: str) -> bool:
    """A word that neither names another thing nor breaks the link between a measure and its figure."""
    return word.lower() in NEUTRALA or _SPANN.fullmatch(word) is not None
