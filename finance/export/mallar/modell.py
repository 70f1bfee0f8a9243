"""What a template consists of. Values only; `bok` draws them."""

from dataclasses import dataclass
from enum import StrEnum

from finance.kolumner import Slag


class Typ(StrEnum):
    """What a column holds; decides how its cells are formatted and checked."""

    KOD = "kod"  # text, so that leading zeros stay
    TEXT = "text"
    BELOPP = "belopp"
    TAL = "tal"
    DATUM = "datum"


class Lista(StrEnum):
    """Lists to choose from that follow the nämnd. The value is the heading on the sheet of codes."""

    VERKSAMHET = "Verksamhet"
    NOD = "Rad i rapporten"
    KONTOGRUPP = "Kontogrupp"
    PERIOD = "Period"


Varde = str | int | float


@dataclass(frozen=True, slots=True)
class Kolumn:
    """One column. `rubrik` is a word the reader knows; `lista`: what may be chosen, `fri`: also anything else."""

    rubrik: str
    vad: str  # Swedish: what to write
    exempel: tuple[Varde, Varde]
    typ: Typ = Typ.TEXT
    lista: Lista | tuple[str, ...] | None = None
    fri: bool = True
    kravs: bool = False
    bredd: float = 14


@dataclass(frozen=True, slots=True)
class Mall:
    """One template: the data sheet, its columns, and what is said of it."""

    slag: Slag
    blad: str
    rubrik: str
    ingress: str  # stands above the table
    steg: tuple[str, ...]  # on the sheet of instructions
    kolumner: tuple[Kolumn, ...]
