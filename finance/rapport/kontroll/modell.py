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
    UTAN_RAD = "utan_rad"  # a text on a line that is not there
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
    KON_SAKNAS = "kon_saknas"  # statistics without kvinnor and män where the nämnd asks for them
    RESTTAKT = "resttakt"  # what the prognos says of the months left


LEDORD = {
    Kod.UTAN_RAD: ("Texten", "Varför"),
    Kod.FORBRUKNING: ("Hittills", "Att jämföra med"),
    Kod.RESTTAKT: ("Prognosen ger", "Att jämföra med"),
    Kod.KOMMENTAR_SAKNAS: ("Text", "I tabellen"),
    Kod.TOM_EFFEKT: ("Effekt", "Krav"),
    Kod.KON_SAKNAS: ("Kvinnor och män", "Krav"),
    Kod.OFORKLARAT: ("Delarna", "Helheten"),
    Kod.DELAR: ("Helheten", "Summan"),
    Kod.SUMMA: ("Skriven summa", "Räknat"),
    Kod.SAMBAND: ("Skrivet", "Räknat"),
    Kod.AVRUNDNING: ("Tabellen", "Bedömning"),
    Kod.EJ_OMPROVAD: ("Bedömning", "När"),
}
"""What the two figures of a finding are called, where they are not a text's and a table's."""


MEST_CITAT = 90
"""Characters of a sentence that are quoted."""


def quote(sentence: str) -> str:
    """The beginning of a sentence, as a finding quotes it after the place that it stands in."""
    return f"”{sentence[:MEST_CITAT]}”"


@dataclass(frozen=True, slots=True)
class Fynd:
    """One finding. `nod` and `matt`: what it is about; `stalle`: where; `i_text` and `i_tabell`: the two figures as shown.

    `text_av`: (nod, sektion) of the text that it is in or that is missing, None where it is in no text;
    `siffra`: the figure of it as written.
    """

    kod: Kod
    allvar: Allvar
    nod: str
    matt: str
    stalle: str
    i_text: str
    i_tabell: str
    forslag: str
    text_av: tuple[str, str] | None = None
    siffra: str = ""

    @property
    def plats(self) -> str:
        """Where it is, with what it is of where that is not in the place itself."""
        of_many = self.kod is Kod.FORBRUKNING or (self.kod is Kod.OFORKLARAT and self.matt != "delar")
        return f"{self.stalle}: {self.matt}" if of_many else self.stalle

    @property
    def jamforelse(self) -> str:
        """The two figures as a sentence for people."""
        first, second = LEDORD.get(self.kod, ("I texten", "I tabellen"))
        return f"{first}: {self.i_text}. {second}: {self.i_tabell}."

    @property
    def nyckel(self) -> str:
        """What an acceptance is kept under: the same finding with the same figures."""
        return f"{self.kod}|{self.nod}|{self.matt}|{self.stalle}|{self.i_text}|{self.i_tabell}"


@dataclass(frozen=True, slots=True)
class Okontrollerad:
    """A figure that nothing could be held against: `siffra` as written, in its sentence, and where that stands."""

    nod: str
    sektion: str
    stalle: str
    siffra: str
    mening: str


@dataclass(frozen=True, slots=True)
class Kontroll:
    """All findings, the gravest first, and the figures that nothing could be held against."""

    fynd: tuple[Fynd, ...]
    ej_kontrollerade: tuple[Okontrollerad, ...] = ()
    siffror: int = 0  # in the texts, checked or not

    @property
    def okontrollerade(self) -> int:
        """How many figures nothing could be held against."""
        return len(self.ej_kontrollerade)

    def without(self, accepted: Container[str]) -> "Kontroll":
        """Without the findings whose keys a person has accepted."""
        return replace(self, fynd=tuple(fynd for fynd in self.fynd if fynd.nyckel not in accepted))

    @property
    def har_fel(self) -> bool:
        """Whether something must be mended."""
        return any(fynd.allvar is Allvar.FEL for fynd in self.fynd)
