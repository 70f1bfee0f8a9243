"""Times as tables of mått write them: a year, a month, a quarter, a tertial, half a year, a day, or a stretch of days.

What could be read in more than one way ("2021-2022", "dec 2021-mar 2023") is not read: the caller is left with the words.
"""

import re
from dataclasses import dataclass

from finance.inlasning.cell.perioder import find_spann, parse_datum, parse_manad
from finance.inlasning.planrader import UTAN_AR, Frekvens
from finance.inlasning.tabell.planblad import last_day
from finance.inlasning.tabell.rubrik import fold
from finance.period import MANADER, MANADER_KORT

AR = r"(?:19|20)[0-9]{2}"
_MANAD = "|".join(sorted((*MANADER, *MANADER_KORT, "sept"), key=len, reverse=True))
_NAMN = {namn: nr for names in (MANADER, MANADER_KORT) for nr, namn in enumerate(names, 1)} | {"sept": 9}
_TILL = r"\s*(?:--|[-\u2013\u2014]|till|t o m|tom)\s*"
_DAGAR = re.compile(rf"([0-9]{{1,2}})/([0-9]{{1,2}})(?: +({AR}))?\s*[-\u2013]\s*([0-9]{{1,2}})/([0-9]{{1,2}})(?:[ -]+({AR}))?")
_DATUM = re.compile(rf"({AR})-([01][0-9])-([0-3][0-9]){_TILL}({AR})-([01][0-9])-([0-3][0-9])")
_DAG = re.compile(rf"([0-9]{{1,2}})/([0-9]{{1,2}})(?:[ -]+({AR}))?")
_MANADER = re.compile(rf"\b({_MANAD})\b\.?(?: +({AR}))?{_TILL}({_MANAD})\b\.?(?:[ -]+(?:({AR})|'?([0-9]{{2}})\b(?!-)))?")
_EFTER = rf"(?:[ :/-]*(?:(?P<e>{AR})|'?(?P<kort>[0-9]{{2}})(?! ?(?:ar\b|[-\u2013+0-9]))))?\b"
_FORE = rf"(?:\b(?P<f>{AR})[ :/-]*)?"
_ORDNING = {"forsta": 1, "andra": 2, "tredje": 3, "fjarde": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_KVARTAL = re.compile(rf"{_FORE}(?<![a-z])(?P<ord>kvartal|kv|q|k)[ .:]*(?P<nr>[1-4])(?![0-9/.,]){_EFTER}")
_KVARTAL_ROMERSK = re.compile(rf"(?:(?P<f>{AR}) )?(?:kvartal|kv|q) ?(?P<nr>i{{1,3}}|iv)(?: (?P<e>{AR}))?")
_KVARTAL_ORD = re.compile(
    rf"{_FORE}\b(?P<nr>forsta|andra|tredje|fjarde|[1-4](?::?[ae])?)[. ]+kvartalet?\b(?![ .:]*[0-9](?![0-9])){_EFTER}"
)
_FLERA = re.compile(r"\s*[-\u2013]\s*(?:kvartal|kv|q|k|halvar|h)?[ .:]*[1-4](?![0-9])")
"""After a quarter: it is the first of several ("Q1-Q2")."""
_HALVAR = re.compile(rf"{_FORE}(?<![a-z])(?P<ord>halvar|h)[ .:]*(?P<nr>[12])(?![0-9/.,]){_EFTER}")
_HALVAR_ORD = re.compile(rf"{_FORE}\b(?P<nr>forsta|andra|[12](?::?[ae])?)[. ]+halvaret?\b{_EFTER}")


@dataclass(frozen=True, slots=True)
class Tid:
    """Part of a year: months and days, `ar` None where it stands elsewhere. `punkt`: one day."""

    fran: tuple[int, int]
    till: tuple[int, int]  # day 0: the month's last
    ar: int | None = None
    punkt: bool = False

    @property
    def manad(self) -> int | None:
        """The month, where it is one whole month."""
        return self.till[0] if self.fran == (self.till[0], 1) and self.till[1] == 0 else None

    @property
    def is_del(self) -> bool:
        """A month or a quarter: one of several that make up the year."""
        return self.fran[1] == 1 and self.till[1] == 0 and 0 <= self.till[0] - self.fran[0] <= 2


HELAR = Tid((1, 1), (12, 0))
_AAMMDD = re.compile(r"(?<![0-9.,-])(1[0-8]|2[1-9]|3[0-9])(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?![0-9.,-])")
"""`220430`: a day. `200412` may be a month of 2004 and is none."""
_FONSTER_I_NAMN = re.compile(
    r"[ (]*\b(?:per |den )?(?P<tid>[0-9]{1,2}/[0-9]{1,2}(?:\s*[-\u2013]\s*[0-9]{1,2}/[0-9]{1,2})?)\)?(?=\s*,|\s*$)"
)


def spell_dates(text: str) -> str:
    """`220430` as `2022-04-30`."""
    return _AAMMDD.sub(r"20\1-\2-\3", text)


def split_fonster(namn: str) -> tuple[str, Tid | None]:
    """A name without the window at the end of it: "Sjukfrånvaro 1/1-30/4, %", "Anställda 31/12" (a month's last day)."""
    found = _FONSTER_I_NAMN.search(namn)
    tid = read_tid(found["tid"]) if found else None
    if found is None or tid is None or (tid.punkt and tid.till[1] < int(last_day(2023, tid.till[0])[-2:])):
        return namn, None
    return f"{namn[: found.start()]}{namn[found.end() :]}".strip(" ,"), tid


def read_time(text: str) -> tuple[Tid | None, int | None, str]:
    """The time that a folded text speaks of, its year, and the rest of the words. Nothing where it is not certain."""
    for reader in (_read_stracka, _read_kvartal):
        found = reader(text)
        if found is not None:
            tid, cut = found
            if tid is None:
                return None, None, text
            rest = text.replace(cut, " ", 1)
            return _with_year(tid, rest)
    spann, rest = find_spann(text)
    if spann is not None and spann.till <= 12:
        tid = HELAR if spann.helar else Tid((spann.fran, 1), (spann.till, 0), spann.ar)
        return tid, spann.ar, rest
    years = set(re.findall(rf"\b{AR}\b", text))
    if len(years) == 1:
        return None, int(years.copy().pop()), re.sub(rf"\b{AR}\b", " ", text)
    return None, None, text


def _with_year(tid: Tid, rest: str) -> tuple[Tid, int | None, str]:
    years = re.findall(rf"\b{AR}\b", rest)
    if tid.ar is None and len(years) == 1:
        return tid, int(years[0]), rest.replace(years[0], " ", 1)
    return tid, tid.ar, rest


def read_tid(text: str) -> Tid | None:
    """A time as cells write it: `2022`, `maj 2022`, `T1`, `Q2 2022`, `30/4` (a day), `1/12-31/3` (a stretch), a date."""
    bare = spell_dates(fold(text).strip().removesuffix(".0"))
    if re.fullmatch(AR, bare):
        return Tid(HELAR.fran, HELAR.till, int(bare))
    for reader in (_read_stracka, _read_kvartal):
        if (found := reader(bare)) is not None:
            tid, cut = found
            return tid if cut == bare else None
    if datum := parse_datum(bare):
        day = (datum.month, datum.day)
        return Tid(day, day, datum.year, punkt=True)
    if (manad := parse_manad(bare)) and 1 <= manad.manad <= 12:
        return Tid((manad.manad, 1), (manad.manad, 0), manad.ar)
    spann, rest = find_spann(bare)
    if spann is None or spann.till > 12 or rest.strip():
        return None
    return Tid((spann.fran, 1), (spann.till, 0), spann.ar)


_Funnen = tuple[Tid | None, str] | None
"""What was found and the words of it; a Tid of None: a time that cannot be."""


def _read_stracka(text: str) -> _Funnen:
    """Two dates, two days or two months, or one day."""
    if found := _DATUM.search(text):
        y1, m1, d1, y2, m2, d2 = (int(part) for part in found.groups())
        return _stretch((m1, d1), (m2, d2), y1, y2), found[0]
    if found := _DAGAR.search(text):
        d1, m1, d2, m2 = (int(found[nr]) for nr in (1, 2, 4, 5))
        return _stretch((m1, d1), (m2, d2), _int(found[3]), _int(found[6])), found[0]
    if found := _DAG.search(text):
        day = (int(found[2]), int(found[1]))
        return _checked(day, day, _int(found[3]), punkt=True), found[0]
    if found := _MANADER.search(text):
        last = _int(found[4]) or (2000 + int(found[5]) if found[5] else None)
        return _stretch((_NAMN[found[1]], 1), (_NAMN[found[3]], 0), _int(found[2]), last), found[0]
    return None


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _stretch(fran: tuple[int, int], till: tuple[int, int], first: int | None, last: int | None) -> Tid | None:
    """At most a year long. It begins the year before where it begins later in the year than it ends."""
    turns = fran > (till[0], till[1] or 31)
    if first is not None and last is not None and last - first != turns:
        return None
    ar = last if last is not None else None if first is None else first + turns
    return _checked(fran, till, ar, punkt=False)


def _checked(fran: tuple[int, int], till: tuple[int, int], ar: int | None, *, punkt: bool) -> Tid | None:
    real = all(1 <= month <= 12 and 0 <= day <= int(last_day(2024, month)[-2:]) for month, day in (fran, till))
    return Tid(fran, till, ar, punkt=punkt) if real and fran[1] else None


def _read_kvartal(text: str) -> _Funnen:
    """A quarter or half a year. A bare "K1" or "H1" is one where it is all that is said, or a year stands beside it."""
    for pattern, months in ((_KVARTAL, 3), (_HALVAR, 6), (_KVARTAL_ORD, 3), (_HALVAR_ORD, 6)):
        for found in pattern.finditer(text):
            parts = found.groupdict()
            alone = found[0].strip() == text.strip() or parts["f"] or parts["e"] or parts["kort"]
            if parts.get("ord") in ("k", "h") and not alone:
                continue
            return (None if _FLERA.match(text, found.end()) else _part(parts, months)), found[0]
    if romersk := _KVARTAL_ROMERSK.fullmatch(text.strip()):
        return _part(romersk.groupdict(), 3), text.strip()
    return None


def _part(parts: dict[str, str | None], months: int) -> Tid | None:
    said = parts["nr"] or ""
    nr = _ORDNING.get(said) or int(said[0])
    before, after = _int(parts["f"]), _int(parts["e"]) or (2000 + int(kort) if (kort := parts.get("kort")) else None)
    if before and after and before != after:
        return None
    return Tid((nr * months - months + 1, 1), (nr * months, 0), before or after)


def days_of(tid: Tid, ar: int | None) -> tuple[str, str]:
    """First and last day as ISO text. A stretch that begins later in the year than it ends began the year before."""
    (m1, d1), (m2, d2) = tid.fran, tid.till
    year = ar or 0
    till = f"{year:04d}-{m2:02d}-{d2:02d}" if d2 else last_day(year, m2)
    first = year - 1 if year and (m1, d1) > (m2, d2 or 31) else year
    return f"{first:04d}-{m1:02d}-{d1:02d}", till


def frequency(fran: str, till: str) -> Frekvens:
    """How long the time between two days is, by the calendar."""
    if fran == till:
        return Frekvens.DATUM
    ar = int(till[:4])
    first, last = int(fran[5:7]), int(till[5:7])
    whole = fran[:4] == till[:4] and fran.endswith("-01") and till in (last_day(ar, last), f"{UTAN_AR}-02-29")
    months = last - first + 1
    if not whole:
        return Frekvens.FONSTER
    known = {1: Frekvens.MANAD, 3: Frekvens.KVARTAL, 4: Frekvens.TERTIAL, 12: Frekvens.AR}
    return known.get(months, Frekvens.FONSTER) if (first - 1) % months == 0 else Frekvens.FONSTER
