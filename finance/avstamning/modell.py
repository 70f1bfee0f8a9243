"""What comes out of comparing Helår with the economy system's own totals. Values only; öre, canonical sign (kostnad +).

A difference is Helår minus the system: plus is more cost in Helår.
"""

from dataclasses import dataclass
from enum import StrEnum

from finance.belopp import Enhet
from finance.kolumner import Slag


class Per(StrEnum):
    """What the totals are of."""

    SUMMA = "summa"
    ANSVAR = "ansvar"
    VERKSAMHET = "verksamhet"
    KLASS = "klass"  # the first digits of konto
    KONTOGRUPP = "kontogrupp"
    KONTO = "konto"
    PERIOD = "period"


class Orsak(StrEnum):
    """What may be behind a difference."""

    AVRUNDNING = "avrundning"
    ANNAT_SPANN = "annat_spann"
    MANAD_SAKNAS = "manad_saknas"
    MANAD = "manad"
    DUBBEL = "dubbel_inlasning"
    INLASNING = "inlasning"
    INVESTERING = "investering"
    INTERN = "intern"
    BALANS = "balans"
    BOKSLUT = "bokslut"
    TECKEN = "tecken"
    DEL = "del"
    TRANSAKTION = "transaktion"
    ANNAN_RAD = "annan_rad"
    SAKNAS = "kod_saknas"
    SIFFROR = "siffror"


@dataclass(frozen=True, slots=True)
class Systemrad:
    """One total of the economy system, with its own sign."""

    kod: str
    ore: int
    namn: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A row behind a difference: a transaktion with its place in a file, or (without `rad`) a sum per code."""

    period: int
    ansvar: str
    verksamhet: str
    konto: str
    motpart: str
    ore: int
    verifikat: str = ""
    datum: str = ""
    text: str = ""
    fil: str = ""
    blad: str = ""
    rad: int = 0


@dataclass(frozen=True, slots=True)
class Forklaring:
    """One likely reason. `antal`: rows behind it, of which the largest stand in `rader`. `exakt`: it makes the difference."""

    orsak: Orsak
    text: str
    exakt: bool = True
    rader: tuple[Post, ...] = ()
    antal: int = 0


@dataclass(frozen=True, slots=True)
class Rad:
    """One line. `system_ore` None: the table does not have it; `jamfors` False: told, but no part of the answer (`skal`)."""

    kod: str
    namn: str
    system_ore: int | None
    lagrat_ore: int
    stammer: bool
    forklaringar: tuple[Forklaring, ...] = ()
    jamfors: bool = True
    skal: str = ""

    @property
    def skillnad_ore(self) -> int:
        """Helår minus the system."""
        return self.lagrat_ore - (self.system_ore or 0)


@dataclass(frozen=True, slots=True)
class Avstamning:
    """The answer. `vant_tecken`: the system writes costs with minus. `helhet`: the sum of the lines that are compared."""

    namnd: str
    slag: Slag
    fran: int  # ÅÅÅÅMM
    till: int
    per: Per
    enhet: Enhet
    vant_tecken: bool
    rader: tuple[Rad, ...]
    helhet: Rad
    inlasning_id: int | None

    @property
    def stammer(self) -> bool:
        """Whether every line that is compared agrees."""
        return all(rad.stammer for rad in self.rader if rad.jamfors)
