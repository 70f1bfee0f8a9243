"""The uppdrag given to a nämnd: which are done, which go on, and which are late on a day."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from finance.inlasning.planrader import Uppdragsrad

KALLOR = ("Kommunplan", "Nämndbeslut", "Revision", "IVO")
_KLART = re.compile(r"(?:klar|avslut|genomför|slutför|verkställ|besvara|färdig|uppfyll)")
_ANDEL = re.compile(r"([0-9]{1,3}) ?%")
_UTGAR = re.compile(r"(?:utgå|avbr|avskriv|(?:ej|inte) aktuell)")
_PAGAR = re.compile(r"(?:pågå|påbörja|delvis|i gång|under)")


class Uppdragslage(StrEnum):
    """Where an uppdrag stands, by the words of its status."""

    SENT = "försenat"
    PAGAR = "pågår"
    EJ_PABORJAT = "ej påbörjat"
    KLART = "klart"


@dataclass(frozen=True, slots=True)
class Uppdrag:
    """One uppdrag and where it stands."""

    rad: Uppdragsrad
    lage: Uppdragslage


@dataclass(frozen=True, slots=True)
class Uppdragslista:
    """Every uppdrag in the list's order, as it stands on `dag`."""

    rader: tuple[Uppdrag, ...]
    dag: date

    def count(self, lage: Uppdragslage) -> int:
        """How many stand there."""
        return Counter(one.lage for one in self.rader)[lage]


def compute_uppdrag(rader: Iterable[Uppdragsrad], dag: date) -> Uppdragslista:
    """The list on a day: late is what is not done and should have been answered before it."""
    return Uppdragslista(tuple(Uppdrag(rad, _place(rad, dag)) for rad in rader), dag)


def _place(rad: Uppdragsrad, dag: date) -> Uppdragslage:
    status = rad.status.strip().casefold()
    share = int(found[1]) if (found := _ANDEL.search(status)) else None
    if share == 100 or (share is None and _KLART.match(status)):
        return Uppdragslage.KLART
    if _UTGAR.match(status):
        return Uppdragslage.EJ_PABORJAT
    if rad.svar_senast and rad.svar_senast < dag.isoformat():
        return Uppdragslage.SENT
    return Uppdragslage.PAGAR if share or _PAGAR.match(status) else Uppdragslage.EJ_PABORJAT


def uppdrag_sentence(lista: Uppdragslista) -> str:
    """`Alla 19 uppdrag är klara.`, or how many are done and how many are late."""
    count, done, late = len(lista.rader), lista.count(Uppdragslage.KLART), lista.count(Uppdragslage.SENT)
    if not count:
        return "Inga uppdrag är inlagda."
    if done == count:
        return f"Alla {count} uppdrag är klara." if count > 1 else "Uppdraget är klart."
    first = f"{done} av {count} uppdrag är {'klart' if done == 1 else 'klara'}"
    return f"{first}, {late} {'är försenat' if late == 1 else 'är försenade'}." if late else f"{first}, inget är försenat."
