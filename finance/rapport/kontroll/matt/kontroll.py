"""Mått: how much of the year's prognos is used, and changes that texts name."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from finance.belopp import round_half_away
from finance.format import NB, format_procent, format_tal
from finance.inlasning.planrader import Vardetyp
from finance.lage import Lage
from finance.matt import Mattfoljd, list_grupper, without_kon
from finance.matt import Tal as Mattal
from finance.period import Period
from finance.rapport.kontroll.led import half
from finance.rapport.kontroll.matt.namn import find_named
from finance.rapport.kontroll.meningar import split_sentences
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod, quote
from finance.rapport.kontroll.ordlista import ANNAN_TID, DEL_AV_MATT, FORANDRING, FORANDRING_NED
from finance.rapport.kontroll.tal import Slag, Tal, find_tal
from finance.rapport.modell import Rapport

HOGST = Decimal("1.3")
"""More than this times last year's share at the same month is a varning."""
LITET = 10
"""A mått below this is at most an upplysning."""
MEST_NAMN = 5
_AR = re.compile(r"\b(?:19|20)\d{2}\b")
_PER = re.compile(r"\bper\s+(?:månad|vecka|dygn)\b", re.IGNORECASE)


def check_use(matt: Sequence[Mattfoljd], period: Period) -> Iterator[Fynd]:
    """A count that runs ahead of its prognos; nothing of levels, averages, broken series and what is not shown."""
    for one in matt:
        used, usual = one.takt, _usual(one, period)
        if used is None or usual is None or one.brott or period.manad >= 12 or used <= HOGST * usual[0]:
            continue
        yield Fynd(
            Kod.FORBRUKNING,
            Allvar.UPPLYSNING if _is_small(one) else Allvar.VARNING,
            one.matt.nod,
            one.matt.namn,
            "Volymer",
            f"{_percent(used)} av prognosen {_number(one.prognos)}",
            f"{_percent(usual[0])} {usual[1]}",
            "Höj prognosen, eller skriv varför resten av året blir lägre.",
        )


def _usual(one: Mattfoljd, period: Period) -> tuple[Decimal, str] | None:
    """The share (x 100) of the year that is usual at this month: last year's, the calendar's only where there is no history."""
    if one.takt_foregaende:
        return one.takt_foregaende, "samma tid förra året"
    if one.takt_foregaende is None and one.nu_foregaende is not None and one.helar_foregaende is not None:
        return None  # there is history, but it is not shown or not known
    return Decimal(100 * period.manad) / 12, "av året har gått"


def _is_small(one: Mattfoljd) -> bool:
    return any(isinstance(value, Decimal) and value < LITET for value in (one.nu, one.prognos))


def _percent(share: Decimal) -> str:
    return format_procent(float(share) / 100, 0)


def _number(value: Mattal) -> str:
    return format_tal(value) if isinstance(value, Decimal) else str(value)


def check_kon(lage: Lage, rapport: Rapport) -> Iterator[Fynd]:
    """Groups in the report with mått that lack kvinnor or män, where the nämnd has chosen that all statistics shall have them.

    A varning: what the nämnd has decided is not in the report. One per group; a reason lets it stand.
    """
    if not lage.rapportval.matt.per_kon:
        return
    shown = {(one.id, str(rad.celler[0])) for one in rapport.avsnitt for tabell in one.tabeller for rad in tabell.rader}
    for grupp in list_grupper(lage):
        lacking = without_kon(grupp)
        saknar = [one.visat_namn for one in lacking if {(grupp.del_, one.visat_namn), (grupp.del_, one.rubrik)} & shown]
        if not saknar:
            continue
        more = f" och {len(saknar) - MEST_NAMN} till" if len(saknar) > MEST_NAMN else ""
        yield Fynd(
            Kod.KON_SAKNAS,
            Allvar.VARNING,
            "",
            "kvinnor och män",
            grupp.visat_namn,
            f"saknas för {', '.join(saknar[:MEST_NAMN])}{more}",
            "nämnden har valt att all statistik ska visas per kön",
            "Lägg in värden för kvinnor och män på sidan Mått, eller skriv varför måttet inte delas upp.",
        )


def names_matt(sentence: str, siffra: str, matt: Sequence[Mattfoljd]) -> bool:
    """Whether a figure without unit is a value of a mått that its sentence speaks of: so far, prognos, last year, change."""
    return any(_has_value(one, tal) for one in find_named(sentence, matt) for tal in find_tal(siffra))


def _has_value(one: Mattfoljd, tal: Tal) -> bool:
    values = (one.nu, one.prognos, one.nu_foregaende, one.helar_foregaende, one.forandring)
    if tal.slag is Slag.PROCENT and one.matt.enhet != "%":
        values = (one.forandring_procent, one.takt, one.takt_foregaende, None, None)
    if tal.slag is Slag.KRONOR:
        return False
    return any(round_half_away(abs(value), tal.decimaler) == abs(tal.varde) for value in values if isinstance(value, Decimal))


def check_change(text: str, matt: Sequence[Mattfoljd], stalle: str) -> Iterator[Fynd]:
    """`har minskat med 78` against the change since the same months last year; percent of a percentage is percentage points."""
    for sentence in split_sentences(text):
        figures = find_tal(sentence)
        if not figures or DEL_AV_MATT.search(sentence):
            continue
        named = find_named(sentence, matt, changed=True)
        if ANNAN_TID.search(_without_names(sentence, named)):
            continue
        known = [one for one in named if one.forandring is not None]
        if len(known) != 1 or _is_of_other_year(sentence, known[0]):
            continue
        for tal in figures:
            verb = change_word(sentence, tal)
            if verb and not any(_is_within_year(one, tal) for one in named):
                yield from _check(known[0], tal, verb, sentence, stalle)


def _is_of_other_year(sentence: str, one: Mattfoljd) -> bool:
    """Whether a year is named that the change is not between."""
    latest = max((int(rad.till[:4]) for rad in one.matt.rader if rad.typ is Vardetyp.UTFALL), default=0)
    return any(int(year) not in (latest, latest - 1) for year in _AR.findall(sentence))


def _without_names(sentence: str, named: Sequence[Mattfoljd]) -> str:
    """Without `per månad` where that is what the mått is called."""
    for one in named:
        for words in _PER.findall(one.matt.namn):
            sentence = re.sub(rf"\b{words}(?:en|et)?\b", " ", sentence, flags=re.IGNORECASE)
    return sentence


def _is_within_year(one: Mattfoljd, tal: Tal) -> bool:
    """Whether the figure is the change from an earlier month of the year to the latest, which a text may also mean."""
    rader = [rad for rad in one.matt.rader if rad.typ is Vardetyp.UTFALL]
    latest = max((int(rad.till[:4]) for rad in rader), default=0)
    months = [value for value in one.matt.months(latest) if isinstance(value, Decimal)] if latest else []
    return any(round_half_away(abs(months[-1] - value), tal.decimaler) == abs(tal.varde) for value in months[:-1])


def change_word(sentence: str, tal: Tal) -> str:
    """The word of change that the figure belongs to: `ökat med 78`, `en ökning med 1 267 dygn`, `78 färre`."""
    after = re.match(r"\s*(?:\w+\s+)?(fler|färre|mer|mindre|högre|lägre)\b", sentence[tal.slut :], re.IGNORECASE)
    if after:
        return after[1]
    before = list(FORANDRING.finditer(sentence[: tal.start]))
    between = sentence[before[-1].end() : tal.start].lower() if before else "x"
    linked = re.fullmatch(
        r"\s*(?:(?!från\b|mellan\b|än\b)\w+\s+)?(?:med|till|på)?\s*(?:cirka|ca\.?|omkring|drygt|knappt|hela|runt|nästan)?\s*[-–−+]?\s*",
        between,
    )
    return before[-1]["ord"] if before and linked and " till" not in between else ""


def said_change(tal: Tal, verb: str) -> Decimal:
    """A change with the sign that its word gives it."""
    return -abs(tal.varde) if FORANDRING_NED.search(verb) else abs(tal.varde)


def _check(one: Mattfoljd, tal: Tal, verb: str, sentence: str, stalle: str) -> Iterator[Fynd]:
    change, share = one.forandring, one.forandring_procent
    if change is None:
        return
    said = said_change(tal, verb)
    if tal.slag is Slag.PROCENT:
        if share is not None and _same(said, share, tal):
            return
        if one.matt.enhet == "%" and _same(said, change, tal):
            yield _finding(Kod.PROCENTENHET, one, tal, f"{format_tal(change, 1, plus=True)} procentenheter", sentence, stalle)
            return
        if share is not None:
            yield _finding(Kod.VARDE, one, tal, f"{format_tal(share, tal.decimaler, plus=True)}{NB}%", sentence, stalle)
    elif tal.slag is not Slag.KRONOR and not _same(said, change, tal):
        yield _finding(Kod.TVA_VARDEN, one, tal, format_tal(change, tal.decimaler, plus=True), sentence, stalle)


def _same(said: Decimal, value: Decimal, tal: Tal) -> bool:
    if round_half_away(value, tal.decimaler) == said:
        return True
    return tal.ungefar and abs(said - value) <= max(half(tal), abs(value) / 20)


def _finding(kod: Kod, one: Mattfoljd, tal: Tal, table: str, sentence: str, stalle: str) -> Fynd:
    mend = "Skriv procentenheter" if kod is Kod.PROCENTENHET else "Rätta talet"
    where = f"{stalle}: {quote(sentence)}"
    return Fynd(kod, Allvar.FEL, one.matt.nod, one.matt.namn, where, tal.text, table, f"{mend}: tabellen ger {table}.")
