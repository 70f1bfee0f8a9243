"""The sample municipalities: real .xlsx files after two published reports, and how to read them in (`EXEMPEL`).

`KALLOR.md` says what is published and what is invented; `python -m sample_data.generator` writes the files anew.
"""

from dataclasses import dataclass
from pathlib import Path

from finance.belopp import Enhet, Vy
from finance.period import Period


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

    @property
    def filer(self) -> tuple[Path, ...]:
        """Struktur first, then budget before utfall year by year, the bedömningar last."""
        return tuple(self.mapp / namn for namn in self.filnamn)

    @property
    def kommentarer(self) -> Path:
        """Comments for `period`: csv with the columns nod and text (semicolon, UTF-8)."""
        return self.mapp / "kommentarer.csv"


def _filnamn(years: range, period: Period) -> tuple[str, ...]:
    per_ar = (namn for ar in years for namn in (f"budget_{ar}.xlsx", f"huvudbok_{ar}.xlsx"))
    return ("struktur.xlsx", *per_ar, f"bedomningar_{period}.xlsx")


_MAPP = Path(__file__).parent
_LIN, _KAT = Period(2022, 5), Period(2022, 4)

EXEMPEL: tuple[Exempel, ...] = (
    Exempel(
        "LIN-SN", "Socialnämnden", "Lindesberg", "1885", Enhet.MNKR, Vy.NETTOKOSTNAD, _LIN,
        _MAPP / "lindesberg", _filnamn(range(2018, 2023), _LIN),
    ),
    Exempel(
        "KAT-SN", "Socialnämnden", "Katrineholm", "0483", Enhet.TKR, Vy.NETTORESULTAT, _KAT,
        _MAPP / "katrineholm", _filnamn(range(2020, 2023), _KAT),
    ),
)  # fmt: skip
"""In the order they are offered."""
