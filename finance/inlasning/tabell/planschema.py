"""Which columns the files that are not ledgers have: the words their headers are made of, and what tells them from ledgers.

Headers are compared folded: lower case, without accents, `_` and punctuation as one space.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from finance.inlasning.fil.blad import Blad
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.rubrik import fold, read_rubrik
from finance.kolumner import Slag

_BELOPP = frozenset({r.BELOPP, r.DEBET, r.KREDIT, r.PROGNOS, r.PROGNOSAVVIKELSE})
MOST_RADER = 60
"""Rows from the top among which the header is looked for."""
_AR, _HELA_TIDEN = re.compile(r"\b20[0-9]{2}\b"), re.compile(r"\b(?:total|projekt|ack)")
_HUVUDBOK = re.compile(r"konto\w*|kto|ver|vernr|verifikat\w*|debet|kredit|motpart")


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns of one slag. `roller`: role -> header pattern, tried in order; `kraver`: roles without which nothing is read.

    `kannetecken`: any of these roles (with `kraver`) tells the slag; `ord` in title, sheet or file name does it too.
    """

    slag: Slag
    roller: Mapping[str, re.Pattern[str]]
    kraver: tuple[str, ...]
    kannetecken: tuple[str, ...]
    ord: str
    inte: tuple[str, ...] = ()  # roles of another slag: with one of these it is not this one, unless chosen

    @property
    def named_is_enough(self) -> bool:
        """Whether a title or name that says the slag tells it, where no telling column is there."""
        return self.slag is not Slag.STATSBIDRAG


def _schema(slag: Slag, *, kraver: str, kannetecken: str, ord_: str, inte: str = "", **roller: str) -> Schema:
    patterns = {roll: re.compile(pattern) for roll, pattern in roller.items()}
    return Schema(slag, patterns, tuple(kraver.split()), tuple(kannetecken.split()), ord_, tuple(inte.split()))


_NOD = r"(?:nod|kod|verksamhet|enhet|ansvar|avdelning)(?:skod| kod)?$"
_KOMMENTAR = r"(?:kommentar|anmarkning|notering|forklaring)"

SCHEMAN = (
    _schema(
        Slag.PLACERING,
        kraver="dygnspris",
        kannetecken="start slut",
        ord_="placering",
        nod=_NOD,
        moms=r".*\bmoms",
        raknas=r"(?:raknas|medraknad|ingar)\b",
        ersattning=r"(?:ersattning|statlig ersattning|bidrag)\b",
        dygnspris=r"(?:dygns?(?:pris|kostnad|avgift)|(?:pris|kostnad|kr) (?:per )?dygn)\b",
        slut=r"(?:planerat |beraknat )?(?:slut|slutdatum|till|t o m|utskriven|avslut)\b",
        start=r"(?:start|startdatum|fran|fr o m|inskriven|placerad fran)\b",
        typ=r"(?:placerings?)?(?:typ|form)$|insats$|vardform$|boendeform$",
    ),
    _schema(
        Slag.STATSBIDRAG,
        kraver="namn summa",
        kannetecken="villkor aterbetalning",
        ord_="statsbidrag",
        aterbetalning=r"(?:att )?(?:aterbetal|aterkrav)",
        anvant=r"(?:anvant|anvanda|forbrukat|forbrukade|upparbetat|utfall)\b",
        villkor=r"villkor",
        period=r"(?:period|ar|avser|galler|tid)(?: period| ar)?$",
        summa=r"(?:summa|belopp|bevilja\w*|tilldela\w*|erhall\w*|rekvirera\w*|kronor|bidragsbelopp)\b",
        namn=r"(?:statsbidrag(?:et|ets namn)?|namn|benamning|bidrag(?:ets namn)?)$",
    ),
    _schema(
        Slag.INVESTERING,
        kraver="budget",
        kannetecken="fardigstalls",
        ord_="invest",
        projekt=r"proj(?:ekt)?(?: ?(?:nr|kod|nummer|id))?$",
        benamning=r"(?:benamning|namn|projekt ?(?:namn|benamning)|investering\w*|objekt)$",
        prognos_avvikelse=r".*(?:prognos\w*.*avvik|avvik.*(?:prognos|helar))",
        prognos=r"prognos",
        utfall=r"(?:ack\w* )?(?:utfall|utf|bokfort|forbrukat|upparbetat|redovisat)\b",
        kvar=r"(?:kvar|aterstar|aterstaende|avvikelse)\b",
        budget=r"(?:.*budget|bud)\b",
        fardigstalls=r"(?:fardig|klart?\b|slutfor)",
        kommentar=_KOMMENTAR,
    ),
    _schema(
        Slag.ATGARD,
        kraver="atgard",
        kannetecken="atgard",
        ord_="atgard",
        inte="prognos",
        medraknad=r"(?:med ?raknad|inraknad|ingar|raknas|medraknas|(?:med(?:tagen)? )?i prognos)",
        prognos=r".*prognos(?!\w* ?effekt)",
        atgard=r"(?:foreslagen |planerad |beslutad )?atgard(?:er|en|erna)?(?: (?:beskrivning|aktivitet))?$|atgardsbeskrivning$",
        verksamhetseffekt=r"(?:verksamhetseffekt|effekt (?:for|pa|i) (?:verksamhet|brukar|kvalitet|personal)|konsekvens)",
        realiserat=r"(?:realiser(?:at|ad)|uppnatt|uppnadd|(?:ekonomisk )?effekt (?:hittills|realiser))",
        effekt_manad=r"(?:.*effekt.*\b(?:manad|man)|manads?effekt)",
        effekt_helar=r"(?:.*effekt.*\b(?:helar|ar|ars?effekt)|helars?effekt|arseffekt"
        r"|(?:(?:ekonomisk|forvantad|beraknad|planerad|uppskattad) )*effekt|besparing)",
        ansvarig=r"(?:.*ansvarig|vem\b)",
        start=r"(?:start|startdatum|fran|paborja\w*)\b",
        slut=r"(?:slut|slutdatum|till|t o m|klar|klart|fardig\w*|avsluta\w*)\b",
        status=r"status",
        avvikelse=r"(?:avvikelse|orsak|problem)",
        nod=_NOD,
    ),
    _schema(
        Slag.UPPDRAG,
        kraver="uppdrag",
        kannetecken="status datum svar_senast kalla",
        ord_="uppdrag",
        uppdrag=r"uppdrag(?:et|en)?(?: beskrivning)?$|uppdragsbeskrivning$",
        datum=r"(?:datum|(?:senast )?(?:uppdaterad|uppdaterat|andrad))",
        svar_senast=r"(?:svar|senast|aterrapport|(?:ska vara )?(?:klart?|fardigt?) (?:senast|datum)|ska vara klart?)",
        kalla=r"(?:kalla|beslutad av|beslut|dokument|plan|givet av)$",
        omrade=r"(?:omrade|malomrade|perspektiv|mal)$",
        status=r"status",
        kommentar=rf"(?:{_KOMMENTAR}|beskrivning|lage)",
    ),
)
BY_SLAG = {schema.slag: schema for schema in SCHEMAN}


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A header folded, with everything but letters and figures as one space."""
    return re.sub(r"[^a-z0-9%]+", " ", fold(text)).strip()


def _role(schema: Schema, text: str) -> str | None:
    return next((roll for roll, pattern in schema.roller.items() if text and pattern.match(text)), None)


def assign(schema: Schema, cells: Sequence[str]) -> dict[str, int]:
    """Role -> place of the column, the first header that fits; a year's budget before a part of the year's.

    Of a project's whole time and a year of it (total budget, budget 2022) it is the year: that of the latest utfall.
    """
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        text = plain(cell)
        roll = _role(schema, text)
        if roll is not None and (roll not in found or (roll == "budget" and re.search(r"helar|revider", text))):
            found[roll] = place
    if schema.slag is Slag.INVESTERING:
        _choose_year(schema, cells, found)
    return found


def _choose_year(schema: Schema, cells: Sequence[str], found: dict[str, int]) -> None:
    """The columns of utfall and budget of the year, where several fit."""
    fits = {roll: [nr for nr, cell in enumerate(cells) if _role(schema, plain(cell)) == roll] for roll in ("utfall", "budget")}
    years = [int(year) for nr in fits["utfall"] for year in _AR.findall(plain(cells[nr]))]
    for roll, places in fits.items():
        of_year = [nr for nr in places if years and str(max(years)) in plain(cells[nr])]
        of_some = [nr for nr in places if _AR.search(plain(cells[nr])) or not _HELA_TIDEN.search(plain(cells[nr]))]
        if len(places) > 1 and (chosen := of_year or of_some) and found[roll] not in chosen:
            found[roll] = chosen[0]


def find_rubrikrad(blad: Blad, schema: Schema) -> tuple[int, dict[str, int]] | None:
    """The row (0-based) with most of the schema's columns, and where they are; None without those it needs."""
    best: tuple[int, dict[str, int]] | None = None
    for row in range(min(MOST_RADER, blad.rader)):
        found = assign(schema, blad.row(row))
        if set(schema.kraver) <= found.keys() and _has_key(schema, found) and (best is None or len(found) > len(best[1])):
            best = row, found
    return best


def _has_key(schema: Schema, roller: Mapping[str, int]) -> bool:
    """An investment project is known by its code or its name."""
    return schema.slag is not Slag.INVESTERING or not {"projekt", "benamning"}.isdisjoint(roller)


def is_recognised(schema: Schema, roller: Mapping[str, int], rubriker: Sequence[str], around: str) -> bool:
    """Whether a table with these columns is of this slag without anybody having said so. `around`: titles and names."""
    words = [plain(text) for text in rubriker]
    if any(_HUVUDBOK.fullmatch(word) for word in words) or set(schema.inte) & set(roller):
        return False
    taken = set(roller.values())
    others = [read_rubrik(text).roll for place, text in enumerate(rubriker) if place not in taken]
    if schema.slag in (Slag.ATGARD, Slag.UPPDRAG, Slag.STATSBIDRAG) and _BELOPP & set(others):
        return False
    named = schema.ord in plain(around) or any(word.startswith(schema.ord) for word in words)
    if schema.slag is Slag.INVESTERING:
        return "fardigstalls" in roller or (named and "projekt" in roller and len(roller) > 2)
    return bool(set(schema.kannetecken) & set(roller)) or (schema.named_is_enough and named and len(roller) > 2)
