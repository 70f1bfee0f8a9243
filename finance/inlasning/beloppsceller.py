"""Amount columns as öre per row, with the unit decided and every cell that is not an amount found."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from finance.belopp import Enhet
from finance.inlasning import rubrik as r
from finance.inlasning.bladsak import Bladsak
from finance.inlasning.former import Beloppskolumn
from finance.inlasning.modell import Fraga
from finance.inlasning.roller import Roll
from finance.inlasning.tal import Talvarden
from finance.kolumner import Col

SMALL = 100_000
"""Below this, amounts without öre may just as well be tkr or Mnkr."""


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


def decide_enhet(sak: Bladsak, kolumner: Sequence[Beloppskolumn]) -> tuple[Enhet, str]:
    """The sheet's unit and why. Asks (a Fraga) when whole, small amounts leave it open; then kr meanwhile."""
    if chosen := sak.bladval.enhet or sak.val.enhet:
        return chosen, f"Enhet {chosen.label}: vald."
    written = {k.roll.rubrik.enhet for k in kolumner} - {None}
    if written:
        enhet = min(e for e in written if e)
        return enhet, f"Enhet {enhet.label}: står i rubriken."
    if sak.sammanhang.enhet:
        return sak.sammanhang.enhet, f"Enhet {sak.sammanhang.enhet.label}: står ovanför tabellen."
    varden = [sak.data[k.roll.place].varden for k in kolumner]
    suffix = {e for v in varden for e in v.enheter}
    if len(suffix) == 1:
        enhet = suffix.pop()
        return enhet, f"Enhet {enhet.label}: står efter beloppen."
    transactions = sak.find(Col.VERIFIKAT) or (sak.find(r.DATUM) and sak.find(Col.KONTO))
    if not transactions and _may_be_thousands(varden):
        _ask_enhet(sak)
        return Enhet.KR, "Enheten framgår inte av filen."
    return Enhet.KR, "Enhet kr: ingen annan enhet står i filen."


def _may_be_thousands(varden: Sequence[Talvarden]) -> bool:
    found = False
    for v in varden:
        real = ~v.tomt & ~v.fel & (v.mantissa != 0)
        found |= bool(real.any())
        if (v.decimals[real] > 1).any() or (np.abs(v.mantissa[real]) >= SMALL * 10.0 ** v.decimals[real]).any():
            return False
    return found


def _ask_enhet(sak: Bladsak) -> None:
    tips = f" Nämnden visas i {sak.kontext.enhet.label}." if sak.kontext.enhet else ""
    namn = f"bladet {sak.blad.namn}" if sak.blad.namn else "filen"
    sak.fynd.fragor.append(
        Fraga(
            "enhet",
            f"Är beloppen i {namn} i kr, tkr eller Mnkr? De är små och utan ören, och enheten står inte i filen.{tips}",
            tuple((e.value, e.label) for e in Enhet),
            "enhet",
            sak.blad.namn,
        )
    )


def read_belopp(sak: Bladsak, kolumner: Sequence[Beloppskolumn], enhet: Enhet) -> list[Belopp]:
    """Every column of `kolumner` as öre. A debit column is joined with the credit column: debet - kredit."""
    return [_debet_kredit(sak, k, enhet) if k.roll.roll == r.DEBET else _one(sak, k, k.roll, enhet) for k in kolumner]


def _one(sak: Bladsak, kolumn: Beloppskolumn, roll: Roll, enhet: Enhet) -> Belopp:
    cells = sak.data[roll.place]
    varden = cells.varden
    chosen = sak.bladval.enhet or sak.val.enhet
    ore = varden.to_ore(chosen or roll.rubrik.enhet or enhet)
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
