"""What the labels of a table of mått say: type of value, time, category and unit, in headers and at the head of rows."""

import re
from dataclasses import dataclass

from finance.inlasning.perioder import find_spann, parse_datum, parse_manad
from finance.inlasning.planblad import last_day
from finance.inlasning.planrader import UTAN_AR, Ackumulering, Frekvens, Vardetyp
from finance.inlasning.rubrik import find_enhet, fold
from finance.period import MANADER, MANADER_KORT

_AR = r"(?:19|20|21)[0-9]{2}"
_TYPER = (
    (Vardetyp.PROGNOS, r"\w*prognos\w*"),
    (Vardetyp.FOREGAENDE_AR, r"(?:utfall )?(?:foregaende ar|fg ar|forra aret)s?"),
    (Vardetyp.BUDGET, r"\w*budget\w*"),
    (Vardetyp.MAL, r"mal(?:varde|niva|et)?"),
    (Vardetyp.UTFALL, r"utfall\w*|bokfort|verkligt|verklig"),
)
_TYPORD = tuple((typ, re.compile(rf"\b(?:{pattern})\b")) for typ, pattern in _TYPER)
_ACK = re.compile(r"\b(?:ack\w*|summa|totalt?|hittills)\b")
_FYLLNAD = re.compile(
    r"\b(?:ack\w*|per|period|perioden|ar|aret|i|for|t o m|och med|den|helar|manad|varde|summa|totalt?|hittills)\b"
)
_KON = re.compile(r"(?:kvinn(?:or|a)|man|flick(?:or|a)|pojk(?:ar|e))$")
_ALDER = re.compile(
    r"(?:[0-9]{1,2} ?- ?[0-9]{1,2}(?: ar)?|[0-9]{1,2}(?: ar)? ?(?:\+|och (?:aldre|over|uppat))|(?:under|over) [0-9]{1,2} ar"
    r"|[0-9]{1,2} ar)$"
)
_FLYKT = re.compile(r"(?:ej |icke |exkl |exklusive )?(?:flykting(?:ar|hushall)?|ensamkommande)$")
_KONTRA = {"man": "män", "kvinna": "kvinnor", "flicka": "flickor", "pojke": "pojkar"}
_DAGAR = re.compile(r"([0-9]{1,2})/([0-9]{1,2})\s*[-\u2013]\s*([0-9]{1,2})/([0-9]{1,2})(?:[ -]+(" + _AR + "))?")
_DAG = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:[ -]+(" + _AR + "))?")
_MANAD = "|".join((*MANADER, *MANADER_KORT))
_TVA_MANADER = re.compile(rf"\b({_MANAD}) ({_MANAD})\b", re.IGNORECASE)
_KVARTAL = re.compile(rf"(?:(?P<f>{_AR}) ?)?(?:kvartal|kv|q) ?(?P<nr>[1-4])(?: ?(?P<e>{_AR}))?")


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


HELAR = Tid((1, 1), (12, 0))


@dataclass(frozen=True, slots=True)
class Etikett:
    """A label understood. `rest`: the words that say none of this. `ack`: all the months so far."""

    typ: Vardetyp | None = None
    tid: Tid | None = None
    ar: int | None = None
    kategori: str = ""
    enhet: str = ""
    rest: str = ""
    ack: bool = False

    @property
    def is_tid(self) -> bool:
        """Nothing but type of value and time, and at least one of them."""
        return not self.rest and not self.kategori and (self.ar is not None or self.tid is not None or self.typ is not None)


def join_month(text: str) -> str:
    """A header with `_` as spaces, but a year and its month, and two months, kept together: "utfall 2022-04", "jan-apr"."""
    spaced = re.sub(rf"\b({_AR}) (0[1-9]|1[0-2])\b", r"\1-\2", text.replace("_", " "))
    return _TVA_MANADER.sub(r"\1-\2", spaced)


def read_etikett(text: str) -> Etikett:
    """What a header (or the label of a row of values over time) says."""
    joined = join_month(" ".join(text.split()))
    low = fold(joined)
    enhet = read_enhet(joined)
    without = re.sub(r"\(?\b(?:tkr|kkr|mnkr|mkr|kr|kronor|procent)\b\)?|\(?%\)?", " ", low)
    typ, rest = None, without
    for candidate, pattern in _TYPORD:
        if found := pattern.search(rest):
            typ, rest = candidate, rest[: found.start()] + " " + rest[found.end() :]
            break
    ack = _ACK.search(rest) is not None
    tid, ar, rest = _read_time(rest)
    left = re.sub(r"[^\w+%/-]+", " ", _FYLLNAD.sub(" ", rest)).strip(" -")
    if kategori := read_kategori(left):
        left = ""
    return Etikett(typ, tid, ar, kategori, enhet, _as_written(joined, left), ack and tid is None)


def _read_time(text: str) -> tuple[Tid | None, int | None, str]:
    if found := _DAGAR.search(text) or _DAG.search(text):
        tid = read_tid(found[0])
        return tid, tid.ar if tid else None, text.replace(found[0], " ")
    if found := _KVARTAL.search(text):
        tid = read_tid(found[0])
        return tid, tid.ar if tid else None, text.replace(found[0], " ")
    spann, rest = find_spann(text)
    if spann is not None and spann.till <= 12:
        tid = HELAR if spann.helar else Tid((spann.fran, 1), (spann.till, 0), spann.ar)
        return tid, spann.ar, rest
    if found := re.search(rf"\b{_AR}\b", text):
        return None, int(found[0]), text.replace(found[0], " ")
    return None, None, text


def _as_written(text: str, left: str) -> str:
    words = set(left.split())
    return " ".join(word for word in text.split() if fold(word).strip("(),.:;") in words) if left else ""


def read_tid(text: str) -> Tid | None:
    """A time as cells write it: `2022`, `maj 2022`, `T1`, `Q2 2022`, `30/4` (a day), `1/12-31/3` (a stretch), a date."""
    bare = fold(text).strip().removesuffix(".0")
    if found := _DAGAR.fullmatch(bare):
        d1, m1, d2, m2 = (int(found[nr]) for nr in range(1, 5))
        return _checked((m1, d1), (m2, d2), found[5], punkt=False)
    if found := _DAG.fullmatch(bare):
        day = (int(found[2]), int(found[1]))
        return _checked(day, day, found[3], punkt=True)
    if re.fullmatch(_AR, bare):
        return Tid(HELAR.fran, HELAR.till, int(bare))
    if found := _KVARTAL.fullmatch(bare):
        nr, ar = int(found["nr"]), found["f"] or found["e"]
        return Tid((nr * 3 - 2, 1), (nr * 3, 0), int(ar) if ar else None)
    if datum := parse_datum(bare):
        day = (datum.month, datum.day)
        return Tid(day, day, datum.year, punkt=True)
    if (manad := parse_manad(bare)) and 1 <= manad.manad <= 12:
        return Tid((manad.manad, 1), (manad.manad, 0), manad.ar)
    spann, rest = find_spann(bare)
    if spann is None or spann.till > 12 or rest.strip():
        return None
    return Tid((spann.fran, 1), (spann.till, 0), spann.ar)


def _checked(fran: tuple[int, int], till: tuple[int, int], ar: str | None, *, punkt: bool) -> Tid | None:
    real = all(1 <= month <= 12 and 1 <= day <= int(last_day(2024, month)[-2:]) for month, day in (fran, till))
    return Tid(fran, till, int(ar) if ar else None, punkt=punkt) if real else None


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


def read_kategori(text: str) -> str:
    """Sex, age or flykting, as one spelling; "" for any other text."""
    low = re.sub(r"\s+", " ", fold(text)).strip(" ,.:")
    if _KON.match(low):
        return _KONTRA.get(low, low)
    if _ALDER.match(low):
        return re.sub(r" ?- ?", "-", low.removesuffix(" ar").replace("aldre", "äldre").replace("over", "över")) + (
            " år" if low[-1].isdigit() or low.endswith(" ar") else ""
        )
    return low if _FLYKT.match(low) else ""


def dimension_of(kategori: str) -> str:
    """What a category divides by: "kon", "alder", "flykting"; "" for none of them."""
    low = fold(kategori)
    return next((name for name, p in (("kon", _KON), ("alder", _ALDER), ("flykting", _FLYKT)) if p.match(low)), "")


def read_enhet(text: str) -> str:
    """The unit a name or header speaks of; "" where it says none."""
    low = fold(text).replace("_", " ")
    if "%" in low or re.search(r"\bprocent\b|^andel\b", low):
        return "%"
    if found := re.search(r"\bkr/\w+", low):
        return found[0]
    if enhet := find_enhet(text.replace("_", " ")):
        return enhet.label
    return next((word for word in ("antal", "dygn", "timmar") if word in low), "")


def read_ackumulering(matt: str, enhet: str) -> Ackumulering:
    """What months of a mått become, by its name and unit."""
    low = fold(matt)
    if re.search(r"\bunik", low):
        return Ackumulering.UNIK
    if enhet == "%" or "/" in enhet or re.search(r"genomsnitt|snitt|per (?:hushall|dygn|inv)|\bandel\b|frisktal", low):
        return Ackumulering.MEDEL
    kronor = enhet in ("kr", "tkr", "Mnkr")
    if not kronor and "per manad" in low:
        return Ackumulering.MEDEL
    if (
        kronor
        or enhet == "dygn"
        or re.search(
            r"dygn|avslutade|startade|inledda|aktualisering|anmaln|beslut|utbetal|utnyttja|skrivna|slutat|gatt i pension", low
        )
    ):
        return Ackumulering.SUMMA
    return Ackumulering.SENASTE
