"""The report model: frozen values that the screens and every writer of documents read.

Amounts are whole öre in canonical sign (kostnad +), never rounded; an avvikelse is budget - utfall, plus = överskott.
`enhet` and `vy` only say how amounts are shown (`som_text`). Colours are not known here, only roles. No output library is
imported.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from finance.belopp import Enhet, Vy
from finance.period import Period
from finance.store import Rapporthuvud

Cell = int | float | str | None


class Kolumntyp(StrEnum):
    """What the values of a column are, and so how they are shown."""

    TEXT = "text"
    BELOPP = "belopp"  # öre, canonical; turned by the vy
    AVVIKELSE = "avvikelse"  # öre, plus = överskott; never turned, always signed
    PROCENT = "procent"  # share x 100: 6.0 is 6 %
    AVVIKELSE_PROCENT = "avvikelse_procent"  # share x 100, always signed, never turned
    SANNOLIKHET = "sannolikhet"  # 0..1; shown as "19 %", "under 1 %", "över 99 %"
    ANTAL = "antal"  # a plain number
    MATT = "matt"  # a number with the decimals it has; a text such as "?" or "<5" stands as it is
    FORANDRING = "forandring"  # as MATT, always signed; neither good nor bad

    @property
    def is_ore(self) -> bool:
        """Whether values are öre (and the key of the column must end with `_ore`)."""
        return self in (Kolumntyp.BELOPP, Kolumntyp.AVVIKELSE)

    @property
    def is_avvikelse(self) -> bool:
        """Whether the sign says överskott or underskott."""
        return self in (Kolumntyp.AVVIKELSE, Kolumntyp.AVVIKELSE_PROCENT)


class Roll(StrEnum):
    """What a series is about. The palette gives each role a colour and a form; AVVIKELSE goes by sign."""

    UTFALL = "utfall"
    BUDGET = "budget"
    PROGNOS = "prognos"
    FOREGAENDE = "foregaende"  # the year before
    TIDIGARE = "tidigare"  # the year before that
    AVVIKELSE = "avvikelse"


class Radroll(StrEnum):
    """A line of a table, or its sum."""

    RAD = "rad"
    SUMMA = "summa"


class Diagramtyp(StrEnum):
    """The forms of chart a report uses."""

    LINJE = "linje"  # one line per series over the categories: months, years
    STAPLAR = "staplar"  # per category a bar for each series: years, quarters
    MANAD = "manad"  # bars for utfall and prognos, a line for the budget
    AVVIKELSE = "avvikelse"  # horizontal bars, underskott to the left of zero


class Styckeroll(StrEnum):
    """Why a paragraph is there."""

    TEXT = "text"
    NOT = "not"  # how the figures are to be read
    VARNING = "varning"  # something that is not complete


@dataclass(frozen=True, slots=True)
class Kolumn:
    """A column, and how a workbook may compute it: `differens` = (a, b) is a - b in canonical sign, `andel` is 100 a / |b|."""

    nyckel: str
    rubrik: str
    typ: Kolumntyp = Kolumntyp.BELOPP
    decimaler: int | None = None  # None: the unit's own (money), 1 (percent), 0 (antal)
    differens: tuple[str, str] | None = None
    andel: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        if self.typ.is_ore != self.nyckel.endswith("_ore"):
            raise ValueError(f"{self.nyckel}: keys of öre, and only those, end with _ore")


@dataclass(frozen=True, slots=True)
class Rad:
    """A row. `nod` is the kod the row leads to ("" for none); `niva` 0 for the whole, 1 and up for lines."""

    celler: tuple[Cell, ...]
    nod: str = ""
    roll: Radroll = Radroll.RAD
    niva: int = 1


@dataclass(frozen=True, slots=True)
class Tabell:
    """A table. `vy` None: the report's. `slutsats`: what the reader shall see, one sentence. `noter` belong right under it."""

    id: str
    titel: str
    kolumner: tuple[Kolumn, ...]
    rader: tuple[Rad, ...]
    slutsats: str = ""
    noter: tuple[str, ...] = ()
    vy: Vy | None = None

    def __post_init__(self) -> None:
        if any(len(rad.celler) != len(self.kolumner) for rad in self.rader):
            raise ValueError(f"{self.id}: a row has another number of cells than the table has columns")

    @property
    def har_belopp(self) -> bool:
        """Whether a unit of money is about anything in it."""
        return any(kolumn.typ.is_ore for kolumn in self.kolumner)

    def titel_i(self, enhet: Enhet) -> str:
        """The title, with the unit where the table has amounts."""
        return f"{self.titel}, {enhet.label}" if self.har_belopp else self.titel

    def place(self, nyckel: str) -> int:
        """The place of the column with this key."""
        return [kolumn.nyckel for kolumn in self.kolumner].index(nyckel)

    def values(self, nyckel: str) -> tuple[Cell, ...]:
        """The values of one column, all rows."""
        place = self.place(nyckel)
        return tuple(rad.celler[place] for rad in self.rader)


@dataclass(frozen=True, slots=True)
class Serie:
    """A series in öre, or in `varden` of what is not kronor (mått); None where there is no figure (it is not drawn)."""

    namn: str
    roll: Roll
    varden_ore: tuple[int | None, ...] = ()
    varden: tuple[float | None, ...] = ()

    def __post_init__(self) -> None:
        if self.varden_ore and self.varden:
            raise ValueError(f"{self.namn}: a series is in öre or in something else, not both")

    @property
    def langd(self) -> int:
        """How many places it has."""
        return len(self.varden_ore) or len(self.varden)


@dataclass(frozen=True, slots=True)
class Diagram:
    """A chart. Required: `slutsats`, the takeaway (its heading on a slide), and `alt_text`, for those who do not see it.

    A chart of mått has series with `varden`, all of them, in the unit `matt_enhet` ("antal", "dygn", "%"; "" = not said), which
    the unit and view of the report have no part in. `brott`: the place from which the series is not comparable, and
    `brott_text` what is said there ("" = only that it is broken).
    """

    id: str
    titel: str
    typ: Diagramtyp
    kategorier: tuple[str, ...]
    serier: tuple[Serie, ...]
    alt_text: str
    slutsats: str
    vy: Vy | None = None
    matt_enhet: str = ""
    brott: int | None = None
    brott_text: str = ""

    def __post_init__(self) -> None:
        if not self.alt_text.strip() or not self.slutsats.strip():
            raise ValueError(f"{self.id}: a chart needs alt_text and slutsats")
        if any(serie.langd != len(self.kategorier) for serie in self.serier):
            raise ValueError(f"{self.id}: a series has another length than the categories")
        if len({bool(serie.varden) for serie in self.serier}) > 1:
            raise ValueError(f"{self.id}: a chart is of kronor or of a mått, not both")

    @property
    def is_matt(self) -> bool:
        """Whether it is of something other than kronor."""
        return any(serie.varden for serie in self.serier)


@dataclass(frozen=True, slots=True)
class Stycke:
    """A paragraph of plain text."""

    text: str
    roll: Styckeroll = Styckeroll.TEXT


@dataclass(frozen=True, slots=True)
class Kommentar:
    """What a person wrote about (nod, sektion), in markdown, and who wrote it when."""

    nod: str
    namn: str
    text: str
    sektion: str = ""
    vem: str = ""
    nar: datetime | None = None


@dataclass(frozen=True, slots=True)
class Nyckeltal:
    """One figure with its name; `ord` says in words what it means (underskott, 80 % säkert ...)."""

    nyckel: str
    namn: str
    typ: Kolumntyp
    varde: Cell
    ord: str = ""


Block = Tabell | Diagram | Stycke | Kommentar | Nyckeltal


@dataclass(frozen=True, slots=True)
class Avsnitt:
    """A section: `slutsats` is its takeaway, `rubrikrad` the line under its heading; (`nod`, `sektion`) is what it is about."""

    id: str
    rubrik: str
    block: tuple[Block, ...] = ()
    slutsats: str = ""
    rubrikrad: str = ""
    nod: str = ""
    sektion: str = ""
    kapitel: str = ""  # the heading that several sections share

    @property
    def tabeller(self) -> tuple[Tabell, ...]:
        return tuple(block for block in self.block if isinstance(block, Tabell))

    @property
    def diagram(self) -> tuple[Diagram, ...]:
        return tuple(block for block in self.block if isinstance(block, Diagram))

    @property
    def stycken(self) -> tuple[Stycke, ...]:
        return tuple(block for block in self.block if isinstance(block, Stycke))

    @property
    def kommentarer(self) -> tuple[Kommentar, ...]:
        return tuple(block for block in self.block if isinstance(block, Kommentar))

    @property
    def nyckeltal(self) -> tuple[Nyckeltal, ...]:
        return tuple(block for block in self.block if isinstance(block, Nyckeltal))


@dataclass(frozen=True, slots=True)
class Rapport:
    """A whole report. `sammanfattning` is the answer in a sentence or two; `kallor` say until when and from which files."""

    slag: str  # "manadsuppfoljning", "tertialrapport"
    titel: str
    namnd_kod: str
    namnd: str
    kommun: str
    period: Period
    preliminar: bool
    enhet: Enhet
    vy: Vy
    sammanfattning: str
    avsnitt: tuple[Avsnitt, ...]
    kallor: tuple[str, ...] = ()
    huvud: Rapporthuvud = field(default_factory=Rapporthuvud)

    def avsnittet(self, avsnitt_id: str) -> Avsnitt:
        """The section with this id. Raises KeyError."""
        for avsnitt in self.avsnitt:
            if avsnitt.id == avsnitt_id:
                return avsnitt
        raise KeyError(avsnitt_id)

    def blocks(self) -> Iterator[Block]:
        """Every block, in reading order."""
        for avsnitt in self.avsnitt:
            yield from avsnitt.block

    def tabell(self, tabell_id: str) -> Tabell:
        """The table with this id. Raises KeyError."""
        for block in self.blocks():
            if isinstance(block, Tabell) and block.id == tabell_id:
                return block
        raise KeyError(tabell_id)

    def diagram(self, diagram_id: str) -> Diagram:
        """The chart with this id. Raises KeyError."""
        for block in self.blocks():
            if isinstance(block, Diagram) and block.id == diagram_id:
                return block
        raise KeyError(diagram_id)

    def vy_of(self, block: Tabell | Diagram) -> Vy:
        """The view a table or chart is shown in."""
        return self.vy if block.vy is None else block.vy
