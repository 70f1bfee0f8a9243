"""What the labels of a table of mått say: type of value, time, category and unit, in headers and at the head of rows."""

import re
from dataclasses import dataclass

from finance.inlasning.matt.tider import AR, Tid, read_time, spell_dates
from finance.inlasning.planrader import Ackumulering, Vardetyp
from finance.inlasning.tabell.rubrik import find_enhet, fold
from finance.period import MANADER, MANADER_KORT

_TYPER = (
    (Vardetyp.PROGNOS, r"\w*prognos\w*"),
    (Vardetyp.FOREGAENDE_AR, r"(?:utfall )?(?:foregaende ar|fg ar|forra aret)s?"),
    (Vardetyp.BUDGET, r"\w*budget\w*"),
    (Vardetyp.MAL, r"mal(?:varde|niva|et)?"),
    (Vardetyp.UTFALL, r"utfall\w*|bokfort|bokslut\w*|verkligt|verklig"),
)
_KOMMUNEN = re.compile(r"(?:for |i )?(?:hela |totalt (?:i |for )?)?kommunen(?: (?:totalt|som helhet|i snitt|snitt))?")
_EGNA = re.compile(r"forvaltningen|namnden|(?:egna|egen|var) (?:verksamheten?|forvaltning|namnd)")
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
_ALLA = re.compile(r"totalt?|samtliga|alla|bada(?: konen)?|kvinnor och man|man och kvinnor|bada kon")
_KONTRA = {"man": "män", "kvinna": "kvinnor", "flicka": "flickor", "pojke": "pojkar"}
_MANAD = "|".join((*MANADER, *MANADER_KORT))
_TVA_MANADER = re.compile(rf"\b({_MANAD}) ({_MANAD})\b", re.IGNORECASE)


_MEDEL = re.compile(r"genomsnitt|snitt|per (?:hushall|dygn|inv)|\bandel\b|frisktal|vantetid")
_NIVA = re.compile(r"(?:ej|icke|inte) verkstall|\bko(?:er)?\b|\bkon till\b|\bvantar\b")
_HANDELSE = re.compile(
    r"dygn|avslutade|startade|inledda|aktualisering|anmaln|beslut|utbetal|utnyttja|skrivna|slutat|gatt i pension"
    r"|tillbud|arbetsskad|aterkommande|klagomal|synpunkter|lex sarah"
)


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
    spaced = re.sub(rf"\b({AR}) (0[1-9]|1[0-2])\b", r"\1-\2", spell_dates(text.replace("_", " ")))
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
    tid, ar, rest = read_time(rest)
    left = re.sub(r"[^\w+%/-]+", " ", _FYLLNAD.sub(" ", rest)).strip(" -")
    if typ in (None, Vardetyp.UTFALL) and _KOMMUNEN.fullmatch(left):
        typ, left, ack = Vardetyp.KOMMUNEN, "", False
    elif _EGNA.fullmatch(left):
        typ, left = typ or Vardetyp.UTFALL, ""
    if kategori := read_kategori(left):
        left = ""
    return Etikett(typ, tid, ar, kategori, enhet, _as_written(joined, left), ack and tid is None)


def _as_written(text: str, left: str) -> str:
    words = set(left.split())
    return " ".join(word for word in text.split() if fold(word).strip("(),.:;") in words) if left else ""


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


def is_alla(text: str) -> bool:
    """Whether a category is the whole: "Totalt", "Samtliga", "Båda könen"."""
    return _ALLA.fullmatch(fold(text).strip(" .:")) is not None


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
    """What months of a mått become, by its name and unit. What is left at a day (köer, ej verkställda beslut) has no sum."""
    low = fold(matt)
    if re.search(r"\bunik", low):
        return Ackumulering.UNIK
    if enhet == "%" or "/" in enhet or _MEDEL.search(low):
        return Ackumulering.MEDEL
    kronor = enhet in ("kr", "tkr", "Mnkr")
    if not kronor and "per manad" in low:
        return Ackumulering.MEDEL
    if _NIVA.search(low):
        return Ackumulering.SENASTE
    return Ackumulering.SUMMA if kronor or enhet == "dygn" or _HANDELSE.search(low) else Ackumulering.SENASTE
