"""Which live figures can be written in a text: each with what it is, what it says now, and how it is written.

The line's own first, then its parts, then every other line, its kontogrupper and the mått; what has no figure is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from finance.rapport.levande import VOLYM, Siffror
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
        name = _name_of(siffror, rad)
        for key, said in ANDRAS:
            yield f"{name}.{key}", f"{rad.namn}, {said}"
    for of, grupp in siffror.kontogrupper:
        if of == nod:
            for key, said in ANDRAS:
                yield f"{grupp}.{key}", f"{grupp}, {said}"
    for one in siffror.volymer:
        for key, said in MATTENS:
            yield f"{VOLYM}{one.namn}{key}", f"{one.namn}, {said}"


def _others(siffror: Siffror, nod: str) -> list[Rad]:
    """Every other line with a kod, the line's parts first."""
    rader = [rad for rad in siffror.uppfoljning.rader if rad.nod and rad.nod != nod]
    return sorted(rader, key=lambda rad: rad.foralder != nod)


def _name_of(siffror: Siffror, rad: Rad) -> str:
    """The name, the kod where several lines share the name or it holds a dot."""
    same = [one for one in siffror.uppfoljning.rader if one.namn.casefold() == rad.namn.casefold()]
    return rad.namn if len(same) == 1 else rad.nod
