"""Which live figures can be written in a text: each with what it is, what it says now, and how it is written.

The line's own first, then its parts, then every other line, its kontogrupper and the mått; what has no figure is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from finance.rapport.grupprader import GRUPPNAMN
from finance.rapport.levande import FALT, UTAN_KLAMRAR, VOLYM, Siffror, grupp_falt
from finance.uppfoljning import Rad

EGNA = (
    ("avvikelse", "avvikelse hittills"),
    ("prognos", "prognos avvikelse helår"),
    ("avvikelse_ord", "avvikelse hittills i ord"),
    ("prognos_ord", "prognos avvikelse helår i ord"),
    ("procent", "prognos avvikelse helår i procent av budgeten"),
    ("utfall", "utfall hittills"),
    ("budget", "budget hittills"),
    ("prognos_helar", "prognos helår"),
    ("budget_helar", "budget helår"),
    ("foregaende_ar_avvikelse", "avvikelse hela förra året"),
    ("foregaende_ar_utfall", "utfall hela förra året"),
    ("foregaende_ar_samma_period", "utfall samma tid förra året"),
    ("manaden", "avvikelse den senaste stängda månaden"),
    ("manaderna_innan", "avvikelse per månad innan dess, i genomsnitt"),
    ("resten", "avvikelse som prognosen väntar resten av året"),
    ("volymeffekt", "del av avvikelsen som är volym"),
    ("priseffekt", "del av avvikelsen som är pris"),
    ("engangsposter", "del av avvikelsen som är engångsposter"),
)
"""(how it is written, what it is) of the line that the text is about."""
ANDRAS = (*EGNA[:2], ("utfall", "utfall hittills"), ("budget_helar", "budget helår"))
"""The same of another line: the few that are compared."""
DELADE = frozenset(namn.casefold() for namn in GRUPPNAMN)
"""A line that has one of these names shares it as soon as something is booked on the kontogrupp."""
MATTENS = (("", "hittills"), (".prognos", "prognos helår"), (".foregaende_ar", "samma tid förra året"))


@dataclass(frozen=True, slots=True)
class Valbar:
    """A live figure to choose: `falt` as it is written between braces, `namn` in words, `varde` as it is shown now."""

    falt: str
    namn: str
    varde: str


def list_valbara(siffror: Siffror, nod: str, sektion: str = "") -> tuple[Valbar, ...]:
    """Every live figure of a text on (nod, sektion) that has a value now, each way of writing once."""
    found: dict[str, Valbar] = {}
    for falt, namn in _written(siffror, nod):
        varde = siffror.value(falt, nod, sektion)
        if varde and falt not in found:
            found[falt] = Valbar(falt, namn, varde)
    return tuple(found.values())


def _written(siffror: Siffror, nod: str) -> Iterator[tuple[str, str]]:
    for key, said in EGNA:
        yield key, said.capitalize()
    for rad in _others(siffror, nod):
        name = _name_of(siffror, rad, nod)
        told = rad.namn if name == rad.namn else f"{rad.namn} ({rad.nod})"
        for key, said in ANDRAS:
            yield f"{name}.{key}", f"{told}, {said}"
    for of, grupp in siffror.kontogrupper:
        if of == nod:
            name = grupp_falt(siffror.uppfoljning, grupp)
            told = grupp if name == grupp else f"{grupp} (kontogrupp)"
            for key, said in ANDRAS:
                yield f"{name}.{key}", f"{told}, {said}"
    for one in siffror.volymer:
        for key, said in MATTENS:
            yield f"{VOLYM}{one.namn.translate(UTAN_KLAMRAR)}{key}", f"{one.namn}, {said}"


def _others(siffror: Siffror, nod: str) -> list[Rad]:
    """Every other line with a kod, the line's parts first."""
    rader = [rad for rad in siffror.uppfoljning.rader if rad.nod and rad.nod != nod]
    return sorted(rader, key=lambda rad: rad.foralder != nod)


def _name_of(siffror: Siffror, rad: Rad, nod: str) -> str:
    """The name; the kod where it leads to another line or none in a text on `nod`, is a kontogrupp's too, or holds a brace."""
    by_name = f"{rad.namn}.{EGNA[0][0]}"
    if rad.namn.casefold() in DELADE:
        return rad.nod
    return rad.namn if FALT.fullmatch(f"{{{by_name}}}") and siffror.find(by_name, nod)[0] is rad else rad.nod
