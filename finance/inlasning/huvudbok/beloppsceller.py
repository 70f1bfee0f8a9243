"""Amount columns as öre per row, with the unit decided and every cell that is not an amount found."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from finance.belopp import Enhet
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import Bladsak
from finance.inlasning.tabell.former import Beloppskolumn
from finance.inlasning.tabell.roller import Roll
from finance.inlasning.val.enhetsval import forced_enhet


@dataclass(frozen=True)
class Belopp:
    """One amount column per data row: öre in the file's sign (0 where there is none), and which cells hold what."""

    kolumn: Beloppskolumn
    ore: npt.NDArray[np.int64]
    finns: npt.NDArray[np.bool_]
    fel: npt.NDArray[np.bool_]
    avrundat: npt.NDArray[np.bool_]

    @property
    def roll(self) -> Roll:
        """The column."""
        return self.kolumn.roll


def read_belopp(sak: Bladsak, kolumner: Sequence[Beloppskolumn], enhet: Enhet) -> list[Belopp]:
    """Every column of `kolumner` as öre. A debit column is joined with the credit column: debet - kredit."""
    return [_debet_kredit(sak, k, enhet) if k.roll.roll == r.DEBET else _one(sak, k, k.roll, enhet) for k in kolumner]


def _one(sak: Bladsak, kolumn: Beloppskolumn, roll: Roll, enhet: Enhet) -> Belopp:
    cells = sak.data[roll.place]
    varden = cells.varden
    forced = forced_enhet(sak, roll.rubrik.enhet)
    ore = varden.to_ore(forced or roll.rubrik.enhet or enhet)
    codes = cells.codes
    finns = ~varden.tomt & ~varden.fel & ~ore.for_stort
    return Belopp(kolumn, ore.ore[codes], finns[codes], (varden.fel | ore.for_stort)[codes], (ore.avrundat & finns)[codes])


def _debet_kredit(sak: Bladsak, kolumn: Beloppskolumn, enhet: Enhet) -> Belopp:
    debet = _one(sak, kolumn, kolumn.roll, enhet)
    other = sak.find(r.KREDIT)
    if other is None:
        return debet
    kredit = _one(sak, kolumn, other, enhet)
    signed = 1 if (kredit.ore < 0).sum() > (kredit.ore > 0).sum() else -1
    return Belopp(
        kolumn,
        debet.ore + signed * kredit.ore,
        debet.finns | kredit.finns,
        debet.fel | kredit.fel,
        debet.avrundat | kredit.avrundat,
    )
