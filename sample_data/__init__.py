"""The sample municipalities: real .xlsx files after two published reports, and how to read them in (`EXEMPEL`).

`KALLOR.md` says what is published and what is invented; `python -m sample_data.generator` writes the files anew.
"""

from dataclasses import dataclass
from pathlib import Path

from finance.belopp import Enhet, Vy
from finance.period import Period


@dataclass(frozen=True)
class Volymval:
    """Which mått is the volume of which cost. `pris`: kronor per unit where it is given, else it follows from the cost."""

    nod: str
    kontogrupp: str
    matt: str
    enhet: str
    slag: str
    pris: int | None = None


@dataclass(frozen=True)
class Frival:
    """A csv file that stands in the report of `period` as a fri tabell: the first column text, the others kronor or numbers."""

    filnamn: str
    titel: str
    is_kronor: bool = True


@dataclass(frozen=True)
class Exempel:
    """One nämnd: its settings and its files, in the order they are read. `period` is the last month with utfall."""

    kod: str
    namn: str
    kommun: str
    kommunkod: str
    enhet: Enhet
    vy: Vy
    period: Period
    mapp: Path
    filnamn: tuple[str, ...]
    volymval: tuple[Volymval, ...] = ()
    frival: tuple[Frival, ...] = ()

    @property
    def filer(self) -> tuple[Path, ...]:
        """Struktur first, then budget before utfall year by year, then bedömningar, then placements and mått."""
        return tuple(self.mapp / namn for namn in self.filnamn)

    @property
    def kommentarer(self) -> Path:
        """Comments for `period`: csv with the columns nod, sektion and text (semicolon, UTF-8)."""
        return self.mapp / "kommentarer.csv"


def _filnamn(years: range, period: Period) -> tuple[str, ...]:
    per_ar = (namn for ar in years for namn in (f"budget_{ar}.xlsx", f"huvudbok_{ar}.xlsx"))
    return ("struktur.xlsx", *per_ar, f"bedomningar_{period}.xlsx")


_MAPP = Path(__file__).parent
_LIN, _KAT = Period(2022, 5), Period(2022, 4)

_KOP = "Köp av verksamhet"
_KAT_LISTOR = ("placeringar", "volymer", "personal", "statistik", "investeringar", "atgarder", "uppdrag")
_KAT_VOLYMER = (
    Volymval("03", "Försörjningsstöd och bidrag", "Hushåll med utbetalt försörjningsstöd, antal per månad", "hushåll", "niva"),
    Volymval("04", _KOP, "Antal utnyttjande vårddygn på institution, vuxna", "vårddygn", "flode"),
    Volymval("08", _KOP, "Vårddygn i familjehem, barn och unga exkl ensamkommande", "vårddygn", "flode", 800),
    Volymval("08", _KOP, "Vårddygn i familjehem, ensamkommande barn och unga", "vårddygn", "flode", 800),
    Volymval("08", _KOP, "Vårddygn på institution, barn och unga exkl ensamkommande", "vårddygn", "flode", 4400),
    Volymval("08", _KOP, "Vårddygn i stödboende/HVB, ensamkommande barn och unga", "vårddygn", "flode", 4400),
)

EXEMPEL: tuple[Exempel, ...] = (
    Exempel(
        "LIN-SN", "Socialnämnden", "Lindesberg", "1885", Enhet.MNKR, Vy.NETTOKOSTNAD, _LIN,
        _MAPP / "lindesberg", (*_filnamn(range(2018, 2023), _LIN), f"volymer_{_LIN}.xlsx"),
    ),
    Exempel(
        "KAT-SN", "Socialnämnden", "Katrineholm", "0483", Enhet.TKR, Vy.NETTORESULTAT, _KAT,
        _MAPP / "katrineholm",
        (*_filnamn(range(2020, 2023), _KAT), *(f"{namn}_{_KAT}.xlsx" for namn in _KAT_LISTOR)),
        _KAT_VOLYMER,
        (Frival(f"foreningsbidrag_{_KAT}.csv", "Föreningsbidrag 2022"),),
    ),
)  # fmt: skip
"""In the order they are offered."""
