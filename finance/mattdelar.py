"""Where in the report mått stand, seen from what they are called and which times their values are about."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from finance.inlasning.planrader import Frekvens, Mattrad, Vardetyp
from finance.inlasning.tabell.rubrik import fold
from finance.period import Period

_PERSONAL = re.compile(
    r"^(?!.*kontinuitet).*(?:personal|kompetens|arbetsliv|arbetsmilj|medarbetar|sjukfranvaro|arsarbetare|frisktal|tillbud)"
)
_KOER = re.compile(r"\bko(?:er)?\b|\bkon till\b|ej verkstall|icke verkstall|vantetid|vantelist|\bkotid")
_KVALITET = re.compile(r"kvalit|maluppfyll|brukarundersok|brukarbedom|egenkontroll")


class Mattdel(StrEnum):
    """Where in the report a group of mått stands."""

    VOLYMER = "volymer"
    STATISTIK = "statistik"
    KOER = "koer"
    KVALITET = "kvalitet"
    PERSONAL = "personal"
    INGEN = "ingen"

    @property
    def namn(self) -> str:
        """For people."""
        return _NAMN[self]


class Riktning(StrEnum):
    """Whether high or low is good. A person says it; nothing is guessed."""

    INGEN = ""
    HOGRE = "hogre"
    LAGRE = "lagre"

    @property
    def namn(self) -> str:
        """For people."""
        return {"": "Säg inget", "hogre": "Högre är bättre", "lagre": "Lägre är bättre"}[self.value]


_NAMN = {
    Mattdel.VOLYMER: "Volymutveckling",
    Mattdel.STATISTIK: "Statistik",
    Mattdel.KOER: "Köer och ej verkställda beslut",
    Mattdel.KVALITET: "Kvalitetsfaktorer",
    Mattdel.PERSONAL: "Personal",
    Mattdel.INGEN: "Inte i rapporten",
}


def guess(grupp: str, namn: Sequence[str], rader: Iterable[Mattrad], period: Period) -> Mattdel:
    """By the words of the heading, or of most of the names; kvalitet where all have a mål; statistics by months or years."""
    called = [fold(grupp)] if grupp else [fold(one) for one in dict.fromkeys(namn)]
    values = list(rader)
    if _most(_PERSONAL, called):
        return Mattdel.PERSONAL
    if _has_targets(values, len(set(namn))):
        return Mattdel.KVALITET
    if _most(_KOER, called):
        return Mattdel.KOER
    if _most(_KVALITET, called):
        return Mattdel.KVALITET
    return Mattdel.STATISTIK if _is_by_month(values, period) or _is_by_year(values) else Mattdel.VOLYMER


def _most(pattern: re.Pattern[str], called: Sequence[str]) -> bool:
    """Whether more than half of the names have the words."""
    return len(called) < 2 * sum(pattern.search(text) is not None for text in called)


def _has_targets(rader: Sequence[Mattrad], antal: int) -> bool:
    aimed = {rad.matt for rad in rader if rad.typ is Vardetyp.MAL}
    return bool(aimed) and len(aimed) == antal and not any(rad.typ is Vardetyp.PROGNOS for rad in rader)


def _is_by_month(rader: Sequence[Mattrad], period: Period) -> bool:
    """Values by month or quarter of the year. What has a prognos of the year is a volume, however often it is counted."""
    parts = (Frekvens.MANAD, Frekvens.KVARTAL)
    if any(rad.typ is Vardetyp.PROGNOS and rad.frekvens is Frekvens.AR for rad in rader):
        return False
    return any(rad.frekvens in parts and rad.typ is Vardetyp.UTFALL and rad.fran.startswith(f"{period.ar}-") for rad in rader)


def _is_by_year(rader: Sequence[Mattrad]) -> bool:
    """A series of whole years and nothing else."""
    years = {rad.fran for rad in rader if rad.frekvens is Frekvens.AR and rad.typ is Vardetyp.UTFALL}
    return len(years) > 2 and all(rad.frekvens is Frekvens.AR and rad.typ is Vardetyp.UTFALL for rad in rader)
