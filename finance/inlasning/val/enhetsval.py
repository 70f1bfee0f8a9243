"""The unit of a sheet's amounts: chosen, stated, or as a profile or what is stored says; asked about when all are silent."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from finance.belopp import Enhet
from finance.inlasning.cell.tal import Talvarden
from finance.inlasning.modell import Fraga
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.bladsak import Bladsak
from finance.inlasning.tabell.former import Beloppskolumn
from finance.inlasning.val.enhet_ur_lager import settle_enhet
from finance.inlasning.val.profilvikt import is_contradicted, tell_contradicted
from finance.kolumner import Col

SMALL = 100_000
"""Below this, amounts without öre may just as well be tkr or Mnkr."""
STORLEK = "storlek"
"""What a file says that states no unit but whose amounts can only be kr."""


@dataclass(frozen=True, slots=True)
class Utsaga:
    """What a file itself says of its unit. `sagt`: the unit's value, STORLEK, or "" for nothing (then `enhet` is None)."""

    enhet: Enhet | None
    varfor: str
    sagt: str


def decide_enhet(sak: Bladsak, kolumner: Sequence[Beloppskolumn]) -> tuple[Enhet, str]:
    """The sheet's unit and why. Asks (a Fraga) when whole, small amounts leave it open; then kr meanwhile."""
    chosen, said = sak.bladval.enhet or sak.val.enhet, said_enhet(sak, kolumner)
    if chosen and "enhet" not in sak.bladval.ur_profil:
        return chosen, f"Enhet {chosen.label}: vald."
    if chosen and (said.enhet is chosen or not is_contradicted(sak.bladval, "enhet", said.sagt)):
        return chosen, f"Enhet {chosen.label}: som för {sak.bladval.profilfil}."
    if said.enhet and not (chosen and said.sagt == STORLEK):
        if chosen:
            tell_contradicted(sak.bladval, "enhet", said.sagt, blad=sak.blad.namn, fynd=sak.fynd)
        return said.enhet, f"Enhet {said.enhet.label}: {said.varfor}."
    if settled := settle_enhet(sak, kolumner):
        return settled, _tell_settled(sak, settled)
    _ask_enhet(sak)
    return Enhet.KR, "Enheten framgår inte av filen."


def said_enhet(sak: Bladsak, kolumner: Sequence[Beloppskolumn]) -> Utsaga:
    """The unit stated in the headers, above the table or after the amounts; else what their size says."""
    if written := {k.roll.rubrik.enhet for k in kolumner} - {None}:
        return _stated(min(e for e in written if e), "står i rubriken")
    if sak.sammanhang.enhet:
        return _stated(sak.sammanhang.enhet, "står ovanför tabellen")
    varden = [sak.data[k.roll.place].varden for k in kolumner]
    suffix = {e for v in varden for e in v.enheter}
    if len(suffix) == 1:
        return _stated(suffix.pop(), "står efter beloppen")
    transactions = sak.find(Col.VERIFIKAT) or (sak.find(r.DATUM) and sak.find(Col.KONTO))
    if transactions or not _may_be_thousands(varden):
        return Utsaga(Enhet.KR, "ingen annan enhet står i filen", STORLEK)
    return Utsaga(None, "", "")


def forced_enhet(sak: Bladsak, i_rubriken: Enhet | None) -> Enhet | None:
    """The choice that goes before a column's own header: the user's, or a profile's made against the same header."""
    chosen = sak.bladval.enhet or sak.val.enhet
    then = sak.bladval.ur_profil.get("enhet")
    return chosen if then is None or then == i_rubriken else None


def _stated(enhet: Enhet, varfor: str) -> Utsaga:
    return Utsaga(enhet, varfor, enhet.value)


def _tell_settled(sak: Bladsak, enhet: Enhet) -> str:
    text = (
        f"Enheten står inte i filen. Beloppen lästes som {enhet.label}: så stora är de som redan finns inlästa för samma "
        "verksamheter."
    )
    sak.varning("enhet_ur_lagret", text, "Ange enheten om det blev fel.")
    return f"Enhet {enhet.label}: som det som finns inläst för samma verksamheter."


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
