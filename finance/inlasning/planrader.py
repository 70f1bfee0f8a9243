"""What files that are not ledgers give, one frozen value per row: mått, investering, åtgärd, placering, uppdrag, statsbidrag.

Kronor are whole öre, canonical sign (kostnad +); avvikelse plus = överskott; effekt plus = lower cost. Dates are ISO text,
"" for none; a date without a known year has the year 0000. None is "the file says nothing". No text holds a personnummer.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

UTAN_AR = "0000"
"""The year of a period whose year the file does not say."""


class Vardetyp(StrEnum):
    """What kind of value a mått has."""

    UTFALL = "utfall"
    PROGNOS = "prognos"
    MAL = "mal"
    BUDGET = "budget"
    FOREGAENDE_AR = "foregaende_ar"  # what the file calls last year's, without saying which year
    KOMMUNEN = "kommunen"  # the same for the whole kommun, to compare with


class Frekvens(StrEnum):
    """How long a time a value is about."""

    MANAD = "manad"
    KVARTAL = "kvartal"
    TERTIAL = "tertial"
    AR = "ar"
    DATUM = "datum"  # a day
    FONSTER = "fonster"  # any other stretch of time


class Ackumulering(StrEnum):
    """What several months of a mått become. Parts need not sum."""

    SUMMA = "summa"
    MEDEL = "medel"
    SENASTE = "senaste"
    UNIK = "unik"  # counted once however often: cannot be made from its months


class Vardestatus(StrEnum):
    """Whether there is a figure."""

    VARDE = "varde"
    OKAND = "okand"  # "?" in the file
    EJ_FRAMTAGEN = "ej_framtagen"  # an empty cell


@dataclass(frozen=True, slots=True)
class Mattrad:
    """One value of a mått. `varde` as written, in `enhet`; `fran` and `till` are the first and last day it is about."""

    nod: str  # "" = the whole nämnd
    grupp: str  # the heading it stands under
    matt: str
    kategori: str  # "kvinnor", "18-24 år, män", ...; "" = all
    rubrik: str  # the row's label as printed
    typ: Vardetyp
    fran: str
    till: str
    frekvens: Frekvens
    varde: Decimal | None
    status: Vardestatus
    enhet: str  # "kr", "tkr", "Mnkr", "%", "antal", ...; "" = not said
    ackumulering: Ackumulering
    anmarkning: str
    kalla: str
    brott: bool  # the series is broken here: not comparable with earlier values
    blad: str
    rad: int
    inlasning_id: int | None = None

    @property
    def nyckel(self) -> tuple[str, ...]:
        """What a later value takes the place of."""
        return (self.nod, self.grupp, self.matt, self.kategori, self.typ.value, self.fran, self.till)


@dataclass(frozen=True, slots=True)
class Investeringsrad:
    """One investment project. `utfall_ore`: January to `period` (ÅÅÅÅMM; None: the year). `budget_ore`: the whole year."""

    projekt: str
    benamning: str
    ar: int
    period: int | None
    utfall_ore: int | None
    budget_ore: int | None
    kvar_ore: int | None  # plus = left
    prognos_avvikelse_ore: int | None  # plus = överskott
    fardigstalls: str  # as written: "ja", "2023-06-30", ...
    kommentar: str
    blad: str
    rad: int
    inlasning_id: int | None = None


@dataclass(frozen=True, slots=True)
class Atgardsrad:
    """One åtgärd against an avvikelse. Effekt plus = lower cost. `medraknad`: whether the prognos holds the effect already.

    `realiserat_ore`: what it has given so far this year; None = nobody has said.
    """

    nod: str  # kod, or as written where it is not known; "" = not said
    avvikelse: str  # what it is a remedy for
    atgard: str
    ansvarig: str
    start: str
    slut: str
    effekt_manad_ore: int | None
    effekt_helar_ore: int | None
    verksamhetseffekt: str
    status: str
    medraknad: bool | None
    blad: str
    rad: int
    inlasning_id: int | None = None
    realiserat_ore: int | None = None

    @property
    def sista_dag(self) -> str:
        """The day it ends: as said, else the last of the year it starts in; "" where it says neither."""
        return self.slut or (f"{self.start[:4]}-12-31" if self.start and self.start[:4] != UTAN_AR else "")

    def ended_before(self, ar: int) -> bool:
        """Whether it was over when the year began."""
        return bool(self.sista_dag) and UTAN_AR < self.sista_dag[:4] < f"{ar:04d}"


@dataclass(frozen=True, slots=True)
class Placeringsrad:
    """One placement. Holds no free text and no name (DESIGN 6.8): `typ` is one of a few words. Amounts per day."""

    nod: str  # a kod, "" = not said
    typ: str
    start: str
    slut: str  # planned end
    dygnspris_ore: int
    momskompensation_procent: Decimal | None
    ersattning_ore: int | None  # refund per day, plus
    raknas: bool
    blad: str
    rad: int
    inlasning_id: int | None = None


@dataclass(frozen=True, slots=True)
class Uppdragsrad:
    """One uppdrag given to the nämnd."""

    kalla: str
    omrade: str
    uppdrag: str
    status: str
    kommentar: str
    datum: str
    svar_senast: str
    blad: str
    rad: int
    inlasning_id: int | None = None


@dataclass(frozen=True, slots=True)
class Statsbidragsrad:
    """One state grant. Amounts plus = money received, used and to be paid back."""

    namn: str
    fran: str
    till: str
    summa_ore: int
    anvant_ore: int | None
    villkor: str
    aterbetalning_ore: int | None
    aterbetalas: bool | None
    blad: str
    rad: int
    inlasning_id: int | None = None


Planrad = Mattrad | Investeringsrad | Atgardsrad | Placeringsrad | Uppdragsrad | Statsbidragsrad
