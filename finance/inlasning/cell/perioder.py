"""Periods and ranges of months as files write them: in cells (`202205`, `maj 2022`, a date), headers, titles (`jan-maj 2022`).

A year may be missing ("maj"); months 13-15 are bokslut; month 0 is given back as written so that it can be refused by name.
"""

import re
from dataclasses import dataclass
from datetime import date

from finance.period import MANADER, MANADER_KORT

_NAMN = {namn: nr for names in (MANADER, MANADER_KORT) for nr, namn in enumerate(names, 1)} | {"sept": 9, "mars": 3}
_MON = "(" + "|".join(sorted(_NAMN, key=len, reverse=True)) + r")\b\.?"
_AR = r"(?:19|20|21|22)[0-9]{2}"
_TILL = r"\s*(?:-|\u2013|\u2014|till|t\.?\s?o\.?\s?m\.?)\s*"
_ACK = r"(?:ack\w*\.?|t\.?\s?o\.?\s?m\b\.?|till och med|hittills)"
_CELL = (
    re.compile(rf"(?P<ar>{_AR})[-./ ]?(?P<manad>[0-9]{{2}})(?:\.0+)?"),
    re.compile(rf"(?P<ar>{_AR})\s?[mp](?P<manad>[0-9]{{1,2}})"),
    re.compile(r"(?P<kort>[0-9]{2})-(?P<manad>[0-9]{2})"),
    re.compile(rf"(?P<manad>[0-9]{{1,2}})[-/](?P<ar>{_AR})"),
    re.compile(rf"(?P<namn>{_MON})[ -]*(?:'?(?P<kort>[0-9]{{2}})|(?P<ar>{_AR}))?"),
    re.compile(rf"(?P<ar>{_AR})[ -]*(?P<namn>{_MON})"),
    re.compile(r"(?:p|per|period)\.?\s?(?P<manad>[0-9]{1,2})"),
    re.compile(r"(?P<manad>[0-9]{1,2})(?:\.0+)?"),
)
_DATUM = (
    re.compile(rf"(?P<ar>{_AR})-(?P<manad>[0-9]{{1,2}})-(?P<dag>[0-9]{{1,2}})(?:[ T][0-9:.]+)?"),
    re.compile(rf"(?P<ar>{_AR})(?P<manad>[0-9]{{2}})(?P<dag>[0-9]{{2}})(?:\.0+)?"),
    re.compile(rf"(?P<ar>{_AR})/(?P<manad>[0-9]{{1,2}})/(?P<dag>[0-9]{{1,2}})"),
    re.compile(rf"(?P<dag>[0-9]{{1,2}})[/.](?P<manad>[0-9]{{1,2}})[/.\- ](?P<ar>{_AR})"),
    re.compile(r"(?P<kort>[0-9]{2})-(?P<manad>[0-9]{2})-(?P<dag>[0-9]{2})"),
)
_DATUM_ORD = re.compile(rf"(?:den )?(?P<dag>[0-9]{{1,2}})(?::?e)? (?P<namn>{_MON}),? (?P<ar>{_AR})")


@dataclass(frozen=True, slots=True)
class Manad:
    """A month as written; `ar` None when the year stands elsewhere. `manad` 0-15."""

    ar: int | None
    manad: int


@dataclass(frozen=True, slots=True)
class Spann:
    """Months `fran`-`till` of `ar` (None: not said). `ack`: one amount for all of them. `helar`: the whole year."""

    ar: int | None
    fran: int
    till: int
    ack: bool = False
    helar: bool = False


def parse_datum(text: str) -> date | None:
    """A date, as cells of dates and texts write it: `2022-06-30`, `30/6 2022`, `30 juni 2022`."""
    found = next((hit for pattern in _DATUM if (hit := pattern.fullmatch(text))), None) or _DATUM_ORD.fullmatch(text.lower())
    if found is None:
        return None
    parts = found.groupdict()
    namn = parts.get("namn")
    try:
        return date(_year(parts) or 0, _NAMN[namn.rstrip(".")] if namn else int(parts["manad"]), int(parts["dag"]))
    except ValueError:
        return None


def parse_manad(text: str) -> Manad | None:
    """A month in a cell, with or without its year; a date gives its month. None where the text is neither."""
    bare = text.strip().lower()
    if datum := parse_datum(bare):
        return Manad(datum.year, datum.month)
    for pattern in _CELL:
        if found := pattern.fullmatch(bare):
            parts = found.groupdict()
            namn = parts.get("namn")
            manad = _NAMN[namn.rstrip(".")] if namn else int(parts["manad"])
            return Manad(_year(parts), manad) if manad <= 15 else None
    return None


def _year(parts: dict[str, str | None]) -> int | None:
    if ar := parts.get("ar"):
        return int(ar)
    return 2000 + int(kort) if (kort := parts.get("kort")) else None


_ARTAL = rf"(?:[ -]*(?:'?(?P<kort>[0-9]{{2}})|(?P<ar>{_AR}))\b(?![-.:/][0-9]))?"
_DAGAR = re.compile(
    rf"\b(?P<ar>{_AR})-?(?P<f>[0-9]{{2}})-?[0-9]{{2}}\s*-?{_TILL}(?P<sist_ar>{_AR})-?(?P<t>[0-9]{{2}})-?[0-9]{{2}}\b"
)
"""Two days: "2022-01-01 - 2022-04-30". Of two years they are no range of months."""
_TEXT_RANGES = (
    _DAGAR,
    re.compile(rf"\b{_MON.replace('(', '(?P<forst>', 1)}(?: ?(?:{_AR}))?{_TILL}{_MON.replace('(', '(?P<sist>', 1)}{_ARTAL}"),
    re.compile(rf"\b(?P<ar>{_AR})-?(?P<f>[0-9]{{2}}){_TILL}(?:{_AR})-?(?P<t>[0-9]{{2}})\b"),
    re.compile(rf"\b(?:p|period(?:er(?:na)?|en)?)\.?\s?(?P<f>[0-9]{{1,2}}){_TILL}p?(?P<t>[0-9]{{1,2}})\b(?!-){_ARTAL}"),
)
_TEXT_ACK = (
    re.compile(rf"\b(?:per|{_ACK})\s*(?:den\s*)?[0-9]{{1,2}}\s*[/.]\s*(?P<t>[0-9]{{1,2}})\b{_ARTAL}"),
    re.compile(rf"\b(?:per|{_ACK})\s*(?:den\s*)?(?P<ar>{_AR})-(?P<t>[0-9]{{2}})(?:-[0-9]{{2}})?\b"),
    re.compile(rf"\b(?:per|{_ACK})\s*(?:den\s*)?(?:[0-9]{{1,2}}\s*)?{_MON.replace('(', '(?P<sist>', 1)}{_ARTAL}"),
    re.compile(rf"\b(?:t|tertial)\s?(?P<tertial>[123])\b{_ARTAL}"),
)
_TEXT_MONTH = (
    re.compile(rf"\b(?P<ar>{_AR})-(?P<t>[0-9]{{2}})-[0-9]{{2}}(?:[ t][0-9:.]+)?"),
    re.compile(rf"\b(?P<ar>{_AR})[-/]?(?P<t>0[1-9]|1[0-5])\b(?!-)"),
    re.compile(rf"\b(?P<ar>{_AR})m(?P<t>[0-9]{{2}})\b"),
    re.compile(rf"\b(?P<ar>{_AR})[ -]+{_MON.replace('(', '(?P<sist>', 1)}"),
    re.compile(rf"\b{_MON.replace('(', '(?P<sist>', 1)}{_ARTAL}"),
    re.compile(r"\b(?:p|per|period)\.?\s?(?P<t>[0-9]{1,2})\b"),
)
_HELAR = re.compile(rf"\b(?:helår\w*|helar\w*|årsbudget|arsbudget)\b{_ARTAL}")
_ENBART_AR = re.compile(rf"\b(?P<ar>{_AR})\b")
_ACK_ORD = re.compile(rf"\b{_ACK}(?=\s|$)")


def find_spann(text: str) -> tuple[Spann | None, str]:
    """The range of months a header or title speaks of, and the rest of the text (lower case) with it cut out."""
    low = text.lower().replace("_", " ")
    if (days := _DAGAR.search(low)) and days["ar"] != days["sist_ar"]:
        return None, low
    ack = _ACK_ORD.search(low) is not None
    for pattern, makes_ack in (
        *((p, True) for p in _TEXT_RANGES),
        *((p, True) for p in _TEXT_ACK),
        *((p, ack) for p in _TEXT_MONTH),
    ):
        if (found := pattern.search(low)) and (spann := _spann(found, ack=makes_ack)):
            rest = low[: found.start()] + " " + low[found.end() :]
            if spann.ar is None and (alone := _ENBART_AR.search(rest)):
                spann = Spann(int(alone["ar"]), spann.fran, spann.till, spann.ack)
                rest = rest[: alone.start()] + " " + rest[alone.end() :]
            return spann, _ACK_ORD.sub(" ", rest)
    if found := _HELAR.search(low):
        rest = low[: found.start()] + " " + low[found.end() :]
        ar = _year(found.groupdict())
        if ar is None and (alone := _ENBART_AR.search(rest)):
            ar, rest = int(alone["ar"]), rest[: alone.start()] + " " + rest[alone.end() :]
        return Spann(ar, 1, 12, ack=True, helar=True), rest
    return None, low


def _spann(found: re.Match[str], *, ack: bool) -> Spann | None:
    parts = found.groupdict()
    if tertial := parts.get("tertial"):
        return Spann(_year(parts), 1, int(tertial) * 4, ack=True)
    till = _NAMN[parts["sist"]] if parts.get("sist") else int(parts["t"] or 0)
    fran = _NAMN[parts["forst"]] if parts.get("forst") else int(parts["f"]) if parts.get("f") else 1 if ack else till
    if not (1 <= fran <= till <= 15):
        return None
    single = fran == till and not ack
    return Spann(_year(parts), fran, till, ack=not single)


_KODER = re.compile(
    r"\b(?:ansvar|verksamhet|konto|kontonr|kst|kostnadsställe|enhet|vht|vsh|projekt|objekt|motpart|slag)(?:en|et|er|s)?\b"
    rf"(?:\s*[:=]\s*[0-9]+(?:\s*[-\u2013,]\s*[0-9]+)*|\s+[0-9]+(?:\s*[-\u2013,]\s*[0-9]+)+|\s+[0-9]+(?=\s+(?!{_MON})[a-zåäö]))"
)
"""Codes beside the word for them are no years: "Ansvar: 2000", "ansvar 1000-1999", "kst 2100 Nord"."""


def find_ar(text: str) -> int | None:
    """The year a title, sheet name or file name speaks of: of its range of months, or a lone year. Print dates do not count."""
    bare = re.sub(rf"\b{_AR}-[0-9]{{2}}-[0-9]{{2}}\b", " ", _KODER.sub(" ", text.lower().replace("_", " ")))
    spann, rest = find_spann(bare)
    if spann and spann.ar:
        return spann.ar
    years = {int(year) for year in _ENBART_AR.findall(rest)}
    return years.pop() if len(years) == 1 else None
