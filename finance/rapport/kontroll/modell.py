"""What a rapportkontroll says: findings, and how many figures could not be checked."""

from collections.abc import Container
from dataclasses import dataclass, replace
from enum import StrEnum


class Allvar(StrEnum):
    """How much a finding matters: a fel must be mended or accepted with a reason before the report is used."""

    FEL = "fel"
    VARNING = "varning"
    UPPLYSNING = "upplysning"


class Kod(StrEnum):
    """The kinds of finding. The value is stored and written in JSON."""

    OKAND_SIFFRA = "okand_siffra"  # a live figure that does not exist
    VARDE = "varde"  # the figure differs from the table at the printed decimals
    TECKEN = "tecken"
    ENHET = "enhet"  # kr, tkr and Mnkr mixed up
    TVA_VARDEN = "tva_varden"  # one measure with two values
    PROCENTENHET = "procentenhet"  # percent written for percentage points
    SUMMA = "summa"  # a printed sum that its terms do not make
    SAMBAND = "samband"  # a printed column that does not follow from the others as its name says
    AVRUNDNING = "avrundning"
    DELAR = "delar"  # parts that claim to be all and do not sum
    TOM_EFFEKT = "tom_effekt"
    KOMMENTAR_SAKNAS = "kommentar_saknas"
    FORBRUKNING = "forbrukning"  # more of the year's mått used than last year at the same month
    EJ_OMPROVAD = "ej_omprovad"
    OFORKLARAT = "oforklarat"  # commented parts leave something unexplained
    RESTTAKT = "resttakt"  # what the prognos says of the months left


@dataclass(frozen=True, slots=True)
class Fynd:
    """One finding. `nod` and `matt`: what it is about; `stalle`: where; `i_text` and `i_tabell`: the two figures as shown."""

    kod: Kod
    allvar: Allvar
    nod: str
    matt: str
    stalle: str
    i_text: str
    i_tabell: str
    forslag: str

    @property
    def nyckel(self) -> str:
        """What an acceptance is kept under: the same finding with the same figures."""
        return f"{self.kod}|{self.nod}|{self.matt}|{self.stalle}|{self.i_text}|{self.i_tabell}"


@dataclass(frozen=True, slots=True)
class Kontroll:
    """All findings, the gravest first, and the number of figures that nothing could be held against."""

    fynd: tuple[Fynd, ...]
    okontrollerade: int

    def without(self, accepted: Container[str]) -> "Kontroll":
        """Without the findings whose keys a person has accepted."""
        return replace(self, fynd=tuple(fynd for fynd in self.fynd if fynd.nyckel not in accepted))

    @property
    def har_fel(self) -> bool:
        """Whether something must be mended."""
        return any(fynd.allvar is Allvar.FEL for fynd in self.fynd)
