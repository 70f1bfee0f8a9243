"""What reading a file gives: rows, how the file was understood, findings, and questions. Values only.

A `Lasning` never means that something is stored. Amounts are öre, canonical sign (kostnad +, intäkt -).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from finance.belopp import Enhet, Vy
from finance.kolumner import TRANSAKTION, Col, Slag
from finance.struktur import Nod


class Niva(StrEnum):
    """How grave a finding is. FEL: the file is refused. VARNING: look at this. UPPLYSNING: this was done."""

    FEL = "fel"
    VARNING = "varning"
    UPPLYSNING = "upplysning"


@dataclass(frozen=True, slots=True)
class Anmarkning:
    """One finding.

    `rad` as the user sees it (first row of the sheet is 1; in csv the line); `kolumn` the header's words, or the letter.
    """

    niva: Niva
    kod: str  # short, stable, ASCII: "belopp_text", "kolumn_saknas", ...
    text: str  # Swedish, quotes the faulty value
    atgard: str = ""  # Swedish: what to do
    blad: str | None = None
    rad: int | None = None
    kolumn: str | None = None


@dataclass(frozen=True, slots=True)
class Fraga:
    """Something that must be chosen before the file can be stored.

    `val`: (value, Swedish label) pairs; `falt` names the Lasval field that answers it.
    """

    kod: str
    text: str
    val: tuple[tuple[str, str], ...]
    falt: str
    blad: str | None = None


class Tecken(StrEnum):
    """The sign a file writes costs with."""

    KOSTNAD_POSITIV = "kostnad-positiv"
    KOSTNAD_NEGATIV = "kostnad-negativ"


class Form(StrEnum):
    """The shape of a sheet."""

    LANG = "lång"  # one row per transaction or sum
    BRED = "bred"  # one column per month
    KOLUMNER = "kolumner"  # one row per verksamhet, one column per slag (utfall, budget)
    STRUKTUR = "struktur"
    BEDOMNING = "bedömning"
    BUDGETJUSTERING = "budgetjustering"


class Sakerhet(StrEnum):
    """Why a column was taken for what it was taken for."""

    RUBRIK = "rubrik"
    INNEHALL = "innehåll"
    VALD = "vald"


@dataclass(frozen=True, slots=True)
class Kolumntolkning:
    """One column: what it is called and what it was read as.

    `roll`: a Col, "belopp", "belopp:utfall:2022-01", "kod", "namn", "overordnad", ... or "" for unused.
    """

    bokstav: str
    rubrik: str
    roll: str
    exempel: str
    sakerhet: Sakerhet = Sakerhet.RUBRIK


@dataclass(frozen=True, slots=True)
class Bladtolkning:
    """How one sheet was read. `rubrikrad` as the user sees it."""

    blad: str
    slag: Slag | None
    form: Form | None
    rubrikrad: int | None
    kolumner: tuple[Kolumntolkning, ...] = ()
    enhet: Enhet | None = None
    tecken: Tecken | None = None
    ackumulerat: bool = False
    rader: int = 0  # rows that count
    summarader: int = 0  # subtotals recognised, checked and not counted
    last: bool = True  # False: the sheet was passed over
    skal: str = ""  # Swedish: why the sign, unit, slag (or passing over) was decided so


@dataclass(frozen=True, slots=True)
class Bladval:
    """A user's corrections for one sheet. `kolumner`: column letter -> roll ("" = not used)."""

    las: bool | None = None
    slag: Slag | None = None
    rubrikrad: int | None = None
    kolumner: Mapping[str, str] = field(default_factory=dict)
    enhet: Enhet | None = None
    tecken: Tecken | None = None
    ackumulerat: bool | None = None


@dataclass(frozen=True, slots=True)
class Lasval:
    """A user's choices. None means: recognise it. Per-sheet choices go before the file's."""

    slag: Slag | None = None
    ar: int | None = None
    enhet: Enhet | None = None
    tecken: Tecken | None = None
    blad: Mapping[str, Bladval] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kontext:
    """What is known before the file is read; used for recognising columns by their values, and for the sign."""

    namnd_kod: str = ""
    vy: Vy = Vy.NETTOKOSTNAD
    enhet: Enhet | None = None  # the unit the nämnd is shown in; a hint only, never decides silently
    noder: tuple[Nod, ...] = ()
    verksamheter: frozenset[str] = frozenset()  # codes stored before
    period_hint: int | None = None  # ÅÅÅÅMM


@dataclass(frozen=True, slots=True)
class Bedomningsrad:
    """One row of a bedömning file. Exactly one of avvikelse_ore (plus = överskott) and kostnad_ore (full-year cost) is set."""

    nod: str  # kod, or the name as written when there is no kod
    kontogrupp: str  # "" = ospecificerad
    typ: str  # "niva" | "tillagg" | "handelse"
    avvikelse_ore: int | None
    kostnad_ore: int | None
    ar: int
    period: int | None  # ÅÅÅÅMM when the file says for which month it was made
    fran: int | None  # ÅÅÅÅMM, tillägg and händelse
    till: int | None
    skal: str
    blad: str
    rad: int


@dataclass(frozen=True, slots=True)
class Justeringsrad:
    """One row of a budgetjustering file. `ore`: canonical (more budget for costs is +)."""

    verksamhet: str
    ansvar: str
    konto: str
    typ: str  # "ram" | "tillagg" | "omfordelning" | "tillfallig"
    beslut: str
    fran: int  # ÅÅÅÅMM
    till: int  # ÅÅÅÅMM
    ore: int
    text: str
    blad: str
    rad: int


def empty_rows() -> pd.DataFrame:
    """No ledger rows, with every column and its type."""
    types = {Col.ORE: "int64", Col.PERIOD: "int64", Col.RAD: "int64", Col.ACKUMULERAT: "bool"}
    return pd.DataFrame({str(col): pd.Series(dtype=types.get(col, "object")) for col in TRANSAKTION})


@dataclass(frozen=True)
class Lasning:
    """A file as read. With any FEL among `anmarkningar` or any `fragor` it must not be stored."""

    fil: str
    sha256: str
    storlek: int
    blad: tuple[Bladtolkning, ...] = ()
    rader: pd.DataFrame = field(default_factory=empty_rows)  # columns kolumner.TRANSAKTION
    namn: Mapping[tuple[Col, str], str] = field(default_factory=dict)  # (dimension, code) -> name found in the file
    noder: tuple[Nod, ...] = ()  # struktur
    bedomningar: tuple[Bedomningsrad, ...] = ()
    justeringar: tuple[Justeringsrad, ...] = ()
    anmarkningar: tuple[Anmarkning, ...] = ()
    fragor: tuple[Fraga, ...] = ()
    maskade: int = 0  # personnummer masked

    @property
    def slag(self) -> tuple[Slag, ...]:
        """The slag found, in the order of Slag."""
        found = {blad.slag for blad in self.blad if blad.last and blad.slag} | set(map(Slag, self.rader[Col.SLAG].unique()))
        return tuple(slag for slag in Slag if slag in found)

    @property
    def fel(self) -> tuple[Anmarkning, ...]:
        """The findings that refuse the file."""
        return tuple(a for a in self.anmarkningar if a.niva is Niva.FEL)
