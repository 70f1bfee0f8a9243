"""Volume, price and mix in a report: how the deviation of a line splits, from budget, or last year without budgeted volumes."""

from finance.belopp import Enhet
from finance.lage import Lage
from finance.prognos.volymsplit import Spann, Volymbas, Volymbro, compute_bro
from finance.prognos.volymsvar import answer, list_steg, summary
from finance.rapport.modell import Avsnitt, Kolumn, Kolumntyp, Rad, Radroll, Tabell
from finance.uppfoljning import Rad as Uppfoljningsrad
from finance.uppfoljning import Uppfoljning

ID = "volympris"
FRAN = {Volymbas.BUDGET: "mot budget", Volymbas.FOREGAENDE: "mot förra året"}


def volympris_section(lage: Lage, uppfoljning: Uppfoljning, enhet: Enhet) -> Avsnitt | None:
    """A table per line with a coupled volume, the largest deviation first; None where no line has one."""
    found = [tabell for rad in uppfoljning.blad() for tabell in volympris_blocks(lage, rad, enhet)]
    if not found:
        return None
    tabeller = sorted(found, key=lambda tabell: -abs(int(tabell.values("avvikelse_ore")[-1] or 0)))
    return Avsnitt(ID, "Volym, pris och mix", tuple(tabeller), slutsats=tabeller[0].slutsats)


def volympris_blocks(lage: Lage, rad: Uppfoljningsrad, enhet: Enhet) -> tuple[Tabell, ...]:
    """A table of the steps for a line without parts with a coupled volume; nothing for others."""
    bro = find_bro(lage, rad.nod)
    if bro is None:
        return ()
    steg = list_steg(bro)
    kolumner = (
        Kolumn("namn", "Orsak", Kolumntyp.TEXT),
        Kolumn("forandring", "Förändring", Kolumntyp.TEXT),
        Kolumn("avvikelse_ore", f"Helår {FRAN[bro.bas]}", Kolumntyp.AVVIKELSE),
    )
    rader = tuple(Rad((one.namn, one.under or None, one.ore)) for one in steg)
    summa = Rad(("Summa", "", sum(one.ore for one in steg)), nod=rad.nod, roll=Radroll.SUMMA)
    return (
        Tabell(
            f"volympris-{rad.nod}",
            f"{rad.namn}: volym, pris och mix {FRAN[bro.bas]}",
            kolumner,
            (*rader, summa),
            slutsats=f"{answer(bro, rad.namn)}.",
            noter=(summary(bro, enhet),),
        ),
    )


def find_bro(lage: Lage, nod: str) -> Volymbro | None:
    """The full-year bridge of a line: against budget where volumes are budgeted, else against last year, else None."""
    if nod not in lage.kub.place:
        return None
    for bas in Volymbas:
        bro = compute_bro(lage, nod, bas, Spann.HELAR)
        if bro is not None and bro.splittar:
            return bro
    return None
