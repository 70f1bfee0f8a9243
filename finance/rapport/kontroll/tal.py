"""The figures of a Swedish text: value, decimals, unit and place. Dates, years, paragraphs and ages are no figures."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from finance.belopp import Enhet
from finance.period import MANADER


class Slag(StrEnum):
    """What a figure counts."""

    KRONOR = "kronor"
    PROCENT = "procent"
    PROCENTENHET = "procentenhet"
    UTAN = "utan"  # no unit beside it


@dataclass(frozen=True, slots=True)
class Tal:
    """One figure as printed. `varde` has the printed sign; `enhet` only for kronor; `ungefar`: "cirka" stands before it."""

    text: str
    varde: Decimal
    decimaler: int
    slag: Slag
    enhet: Enhet | None
    tecken: str  # "", "+" or "-"
    ungefar: bool
    start: int
    slut: int


_GAP = r"[ \u00a0\u202f\u2009]"
_MANAD = "|".join(MANADER) + "|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec"
_NUMRERAT = r"\b(?:kap|kapitel|nr|punkt|sid|sida|bilaga|tabell|diagram|avsnitt)"
_INGA_TAL = re.compile(
    "|".join(
        (
            r"\b\d{4}-\d{2}-\d{2}\b",
            rf"\b\d{{1,2}}/\d{{1,2}}(?:{_GAP}*[-–]{_GAP}*\d{{1,2}}/\d{{1,2}})?\b",  # 30/4, 1/1-30/4
            rf"\b\d{{1,2}}\.?{_GAP}(?:{_MANAD})\b",
            rf"\b\d{{1,2}}[-–]\d{{1,2}}{_GAP}år\w*",  # ages
            rf"\b\d{{1,3}}(?:{_GAP}|-)?(?:år|årig\w*|åring\w*)\b",
            rf"\(\d{{4}}:\d+\)|§+{_GAP}?\d+|\d+{_GAP}?§|\b\d+{_GAP}kap\w*",  # laws
            rf"{_NUMRERAT}\.?{_GAP}\S*\d\S*|\bdnr\.?{_GAP}(?:\w+{_GAP})?\S*\d\S*",
            r"\b[A-Za-zÅÄÖåäö]+-?\d+\b",  # T1, covid-19
            rf"\b\d+:\w+|\bkl\.?{_GAP}\d[\d.:]*|\b24/7\b|\b\d+-(?:tal|årig|timmars)\w*",
            rf"^{_GAP}*\d{{1,2}}[.)](?=\s)",  # list items
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
_ENHETER = (
    (r"procentenhet\w*", Slag.PROCENTENHET, None),
    (r"%-?enhet\w*", Slag.PROCENTENHET, None),
    (r"procent\b|%", Slag.PROCENT, None),
    (r"mnkr\b|mkr\b|msek\b|miljon(?:er)?(?:\s+kronor|\s+kr\b)?", Slag.KRONOR, Enhet.MNKR),
    (r"tkr\b|kkr\b|tusen(?:\s+kronor|\s+kr\b)|tusentals\s+kronor|ksek\b", Slag.KRONOR, Enhet.TKR),
    (r"kronor\b|kr\b|sek\b|:-", Slag.KRONOR, Enhet.KR),
)
_HEL = rf"\d{{1,3}}(?:{_GAP}\d{{3}})+(?!\d)|\d{{1,3}}(?:\.\d{{3}})+(?![\d,])|\d+"
_TAL = re.compile(rf"(?P<tecken>(?<![\w–−-])[-–−+]{_GAP}?)?(?<![\w,.])(?P<hel>{_HEL})(?:,(?P<dec>\d+))?(?!\d)")
_ENHET = re.compile(rf"{_GAP}?(?:{'|'.join(f'(?P<e{i}>{ord_})' for i, (ord_, _, _) in enumerate(_ENHETER))})", re.IGNORECASE)
_CIRKA = (
    r"cirka|ca\.?|circa|omkring|runt|ungefär|drygt|knappt|närmare|nästan|uppemot|upp mot|i storleksordningen|över|minst|högst|"
    r"mer än|mindre än"
)
_UNGEFAR = re.compile(rf"(?:{_CIRKA})(?:{_GAP}(?:ett|en|på|till))?{_GAP}?[-–−+]?$", re.IGNORECASE)


_PARENTES = re.compile(rf"\((?P<tal>\d[\d,.\u00a0\u202f\u2009 ]*)\)(?={_GAP}?(?:mnkr|mkr|tkr|kkr|kr)\b)", re.IGNORECASE)
"""An amount below zero as bookkeepers write it: the unit stands after the parenthesis."""


def find_tal(text: str) -> list[Tal]:
    """Every figure, in order."""
    text = _PARENTES.sub(lambda match: f"−{match['tal']} ", text)
    hidden = _hide(text, _INGA_TAL)
    found = []
    for match in _TAL.finditer(hidden):
        unit = _ENHET.match(hidden, match.end())
        if unit is None and _is_year(match):
            continue
        found.append(_tal(text, match, unit))
    return _shared_units(found, text)


def _hide(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: "x" * len(match.group()), text)


def _is_year(match: re.Match[str]) -> bool:
    digits = match["hel"]
    return len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20") and match["dec"] is None


def _tal(text: str, match: re.Match[str], unit: re.Match[str] | None) -> Tal:
    slag, enhet = Slag.UTAN, None
    if unit is not None:
        place = next(i for i in range(len(_ENHETER)) if unit[f"e{i}"])
        slag, enhet = _ENHETER[place][1:]
    sign = "" if match["tecken"] is None else "+" if "+" in match["tecken"] else "-"
    whole = re.sub(r"\D", "", match["hel"])
    value = Decimal(f"{whole}.{match['dec']}" if match["dec"] else whole)
    start, end = match.start(), unit.end() if unit else match.end()
    return Tal(
        text=text[start:end].strip(),
        varde=-value if sign == "-" else value,
        decimaler=len(match["dec"] or ""),
        slag=slag,
        enhet=enhet,
        tecken=sign,
        ungefar=bool(_UNGEFAR.search(text[:start])),
        start=start,
        slut=end,
    )


_ENHET_I_PARENTES = re.compile(r"\((?:i\s+)?(?P<enhet>mnkr|mkr|msek|tkr|kkr|kr|kronor)\)", re.IGNORECASE)


def _shared_units(found: list[Tal], text: str) -> list[Tal]:
    """`2,4 respektive 1,9 Mnkr`: the unit after the last holds for those before it too; `(Mnkr)` for amounts after it."""
    shared = list(found)
    said = _ENHET_I_PARENTES.search(text)
    if said is not None:
        unit = next(enhet for ord_, _, enhet in _ENHETER if re.match(ord_, said["enhet"], re.IGNORECASE))
        for place, one in enumerate(shared):
            if one.slag is Slag.UTAN and one.start > said.end() and (one.tecken or one.decimaler):
                shared[place] = replace(one, slag=Slag.KRONOR, enhet=unit)
    for place in range(len(shared) - 2, -1, -1):
        one, after = shared[place], shared[place + 1]
        between = text[one.slut : after.start].strip().lower()
        if (
            one.slag is Slag.UTAN
            and after.slag is not Slag.UTAN
            and between in ("och", "respektive", "resp.", "till", "–", "-", "eller", "mot", "av")
        ):
            shared[place] = replace(one, slag=after.slag, enhet=after.enhet)
    return shared
