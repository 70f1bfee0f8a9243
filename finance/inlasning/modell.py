"""What reading a file gives: rows, how the file was understood, findings, and questions. Values only.

A `Lasning` never means that something is stored. Amounts are öre, canonical sign (kostnad +, intäkt -).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import pandas as pd

from finance.belopp import Enhet, Vy
from finance.inlasning.planrader import Planrad
from finance.kolumner import TRANSAKTION, Col, Slag
from finance.kontoplan import STANDARDPLAN, UTAN_TEXT, Kontogrupp, Kontoplan
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
    SIE = "sie"  # vouchers or period sums of a SIE file
    STRUKTUR = "struktur"
    BEDOMNING = "bedömning"
    BUDGETJUSTERING = "budgetjustering"
    MATT = "mått"
    LISTA = "lista"  # one row per investering, åtgärd, placering, uppdrag or statsbidrag


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
    balans_ore: int = 0  # on balance accounts (class 1-2), left out; the file's sign
    last: bool = True  # False: the sheet was passed over
    skal: str = ""  # Swedish: why the sign, unit, slag (or passing over) was decided so
    sagt: Mapping[str, str] = field(default_factory=dict)  # what the file itself says of slag, enhet and tecken ("" nothing)


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
    fordelning: str | None = None  # of an annual budget: finance.inlasning.val.fordelning
    dolda: bool | None = None  # True: hidden columns are read too
    ur_profil: Mapping[str, str] = field(default_factory=dict)  # choices taken from a profile -> what the file said then
    profilfil: str = ""  # the file that profile was made from


@dataclass(frozen=True, slots=True)
class Lasval:
    """A user's choices. None means: recognise it. Per-sheet choices go before the file's."""

    slag: Slag | None = None
    ar: int | None = None
    enhet: Enhet | None = None
    tecken: Tecken | None = None
    blad: Mapping[str, Bladval] = field(default_factory=dict)
    fordelning: str | None = None  # of an annual budget: finance.inlasning.val.fordelning
    galler_fran: int | None = None  # ÅÅÅÅMM: from when a struktur holds
    utan_profil: bool = False  # True: no profile is used
    namn: Mapping[str, str] = field(default_factory=dict)  # name of a verksamhet as written -> its kod
    dolda: bool | None = None  # True: hidden sheets and hidden columns of the whole file are read
    godkant: frozenset[str] = frozenset()  # kods of questions that the user has answered with "as it stands"


@dataclass(frozen=True, slots=True)
class Profilblad:
    """The choices for one sheet. `rubriker`: its header words, sorted; none for a sheet that is known by its name alone."""

    namn: str
    rubriker: tuple[str, ...]
    val: Bladval = field(default_factory=Bladval)  # without columns and header row
    kolumner: Mapping[str, str] = field(default_factory=dict)  # header words -> role, without its month
    sagt: Mapping[str, str] = field(default_factory=dict)  # what the file itself said then, of slag, enhet and tecken


@dataclass(frozen=True, slots=True)
class Profil:
    """How a source is read. `fil`: the file it was last made from."""

    fil: str
    blad: tuple[Profilblad, ...]
    namn: Mapping[str, str] = field(default_factory=dict)  # name of a verksamhet -> its kod

    @property
    def avtryck(self) -> str:
        """What the source is recognised by (hex)."""
        keys = sorted((blad.namn, blad.rubriker) for blad in self.blad if blad.rubriker)
        return hashlib.sha256(repr(keys).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Kontext:
    """What is known before the file is read; used for recognising columns by their values, and for the sign."""

    namnd_kod: str = ""
    vy: Vy = Vy.NETTOKOSTNAD
    enhet: Enhet | None = None  # the unit the nämnd is shown in; a hint only, never decides silently
    noder: tuple[Nod, ...] = ()
    verksamheter: frozenset[str] = frozenset()  # codes stored before
    profiler: tuple[Profil, ...] = ()  # how sources were read before
    period_hint: int | None = None  # ÅÅÅÅMM
    manadsbelopp: Mapping[str, int] = field(default_factory=dict)  # verksamhet -> the size of its mean month stored, öre
    idag: date | None = None  # the store's day; utfall of later months is asked about
    kontoplan: Kontoplan = STANDARDPLAN
    utan_text: frozenset[Kontogrupp] = UTAN_TEXT  # whose rows keep neither text nor leverantör


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
    vem: str = ""  # who made it, where the file says so


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


@dataclass(frozen=True, slots=True)
class Arsbudget:
    """One column of annual budgets, spread evenly by the reader: which rows of which sheet, on which months (ÅÅÅÅMM).

    `fordelning`: what the user has chosen, None for nothing.
    """

    blad: str
    kolumn: str
    rader: frozenset[int]
    manader: tuple[int, ...]
    fordelning: str | None


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
    galler_fran: int = 0  # the month from which the struktur holds (ÅÅÅÅMM), 0 = from the beginning
    bedomningar: tuple[Bedomningsrad, ...] = ()
    justeringar: tuple[Justeringsrad, ...] = ()
    planrader: tuple[Planrad, ...] = ()  # mått, investering, åtgärd, placering, uppdrag, statsbidrag
    arsbudgetar: tuple[Arsbudget, ...] = ()  # what may be spread in another way
    anmarkningar: tuple[Anmarkning, ...] = ()
    fragor: tuple[Fraga, ...] = ()
    maskade: int = 0  # personnummer masked
    vald: Lasval = field(default_factory=Lasval)  # the user's choices
    val: Lasval = field(default_factory=Lasval)  # the choices it was read with: the user's, filled from a profile
    profilfil: str = ""  # the file whose profile was used

    @property
    def slag(self) -> tuple[Slag, ...]:
        """The slag found, in the order of Slag."""
        found = {blad.slag for blad in self.blad if blad.last and blad.slag} | set(map(Slag, self.rader[Col.SLAG].unique()))
        return tuple(slag for slag in Slag if slag in found)

    @property
    def fel(self) -> tuple[Anmarkning, ...]:
        """The findings that refuse the file."""
        return tuple(a for a in self.anmarkningar if a.niva is Niva.FEL)
