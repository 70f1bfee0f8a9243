"""What comes out of looking at a file before it is stored. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from finance.inlasning.modell import Anmarkning, Fraga, Lasning, Niva
from finance.kolumner import Slag
from finance.store import NyInlasning

GAMMAL_ORE = "gammal_ore"
NY_ORE = "ny_ore"


class Overlapp(StrEnum):
    """What to do with a month that holds something already (DESIGN 5)."""

    AUTO = "auto"
    ERSATT = "ersatt"
    ERSATT_VERKSAMHETER = "ersatt-verksamheter"
    LAGG_TILL = "lagg-till"


class Forslagsstatus(StrEnum):
    """Whether the file can be stored."""

    KLAR = "klar"
    AVVISAD = "avvisad"
    DUBBLETT = "dubblett"
    FRAGA = "fråga"


@dataclass(frozen=True, slots=True)
class Ersattning:
    """One month of an earlier inläsning that stops counting, in whole or (`verksamheter`) in part. Öre, canonical sign.

    `period`: 0 for slag without months. `verksamheter`: None for the whole; else which (`identity`), and the sums are of those.
    """

    slag: Slag
    period: int
    inlasning_id: int
    gammal_ore: int  # of that inläsning in the month
    ny_ore: int  # of the whole file in the month
    verksamheter: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Summa:
    """A control total. `perioder`: ÅÅÅÅ-MM (or ÅÅÅÅ) -> öre; `verksamheter`: verksamhet, projekt or nod -> öre."""

    summa_ore: int
    perioder: Mapping[str, int]
    verksamheter: Mapping[str, int]


@dataclass(frozen=True)
class Forslag:
    """What storing the file would do. Nothing is stored.

    `rader`: what would be stored, columns TRANSAKTION. `jamforelse`: slag, period, verksamhet, GAMMAL_ORE, NY_ORE, before and
    after in every month the file speaks for. `ny` is set only when the status is KLAR.
    """

    namnd: str
    lasning: Lasning
    status: Forslagsstatus
    rader: pd.DataFrame
    jamforelse: pd.DataFrame
    version: int
    summor: Mapping[str, Summa] = field(default_factory=dict)
    ersatter: tuple[Ersattning, ...] = ()
    anmarkningar: tuple[Anmarkning, ...] = ()
    fragor: tuple[Fraga, ...] = ()
    dubblett_av: int | None = None
    ny: NyInlasning | None = None
    overlapp: Overlapp = Overlapp.AUTO
    preliminar: bool = False

    @property
    def fil(self) -> str:
        return self.lasning.fil

    @property
    def fel(self) -> tuple[Anmarkning, ...]:
        return self._of(Niva.FEL)

    @property
    def varningar(self) -> tuple[Anmarkning, ...]:
        return self._of(Niva.VARNING)

    @property
    def upplysningar(self) -> tuple[Anmarkning, ...]:
        return self._of(Niva.UPPLYSNING)

    def _of(self, niva: Niva) -> tuple[Anmarkning, ...]:
        return tuple(one for one in self.anmarkningar if one.niva is niva)
