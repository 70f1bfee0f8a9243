"""The section Investeringsredovisning: the published table, with what the ledger says where it says something else."""

from finance.belopp import Enhet, to_enhet
from finance.format import MISSING, format_avvikelse, format_belopp
from finance.investering import Investeringar, Projekt, compute_investeringar
from finance.lage import Lage
from finance.period import Period
from finance.rapport.modell import Avsnitt, Kolumn, Kolumntyp, Rad, Radroll, Stycke, Styckeroll, Tabell

ID = "investeringar"


def investering_section(lage: Lage, *, enhet: Enhet | None = None) -> Avsnitt | None:
    """None where there is no project. `enhet` None: the nämnd's."""
    found = compute_investeringar(lage)
    if not found.rader:
        return None
    unit = enhet or lage.namnd.enhet
    table = investering_table(found, unit)
    return Avsnitt(
        ID,
        "Investeringsredovisning",
        (table, *(Stycke(text, Styckeroll.VARNING) for text in differences(found, lage.period, unit))),
        slutsats=table.slutsats,
        nod=lage.struktur.total_kod,
        sektion="Investeringsredovisning",
    )


def investering_table(found: Investeringar, enhet: Enhet) -> Tabell:
    """A row per project and their sum; the comment column only where somebody has commented."""
    commented = any(rad.kommentar for rad in found.rader)
    kolumner = (
        Kolumn("namn", "Projekt", Kolumntyp.TEXT),
        Kolumn("utfall_ore", f"Utfall per {found.period.last_day}"),
        Kolumn("budget_ore", "Budget helår"),
        Kolumn("kvar_ore", "Kvar av budget", Kolumntyp.AVVIKELSE, differens=("budget_ore", "utfall_ore")),
        Kolumn("prognos_avvikelse_ore", "Prognos avvikelse helår", Kolumntyp.AVVIKELSE),
        Kolumn("fardigstalls", f"Färdigställs {found.period.ar}", Kolumntyp.TEXT),
        *((Kolumn("kommentar", "Kommentar", Kolumntyp.TEXT),) if commented else ()),
    )
    rader = [_row(rad, commented=commented) for rad in found.rader]
    rader.append(_row(found.summa, commented=commented, roll=Radroll.SUMMA))
    return Tabell(
        ID,
        f"Investeringsredovisning {found.period.span} {found.period.ar}",
        kolumner,
        tuple(rader),
        slutsats=answer(found, enhet),
    )


def _row(rad: Projekt, *, commented: bool, roll: Radroll = Radroll.RAD) -> Rad:
    cells = (rad.utfall_ore, rad.budget_ore, rad.kvar_ore, rad.prognos_avvikelse_ore)
    done = rad.fardigstalls or ("" if roll is Radroll.SUMMA else MISSING)
    return Rad((name_of(rad), *cells, done, *((rad.kommentar,) if commented else ())), roll=roll)


def name_of(rad: Projekt) -> str:
    """Code and name."""
    return " ".join(filter(None, (rad.projekt, rad.benamning)))


def answer(found: Investeringar, enhet: Enhet) -> str:
    """How much of the year's budget is used, and where the year ends."""
    total = found.summa
    if not found.rader:
        return f"Inga investeringar är inlagda för {found.period.ar}."
    used = f"Investeringarna har kostat {format_belopp(total.utfall_ore or 0, enhet, unit=True)} {found.period.span}"
    if total.budget_ore is None:
        return f"{used}; budget saknas."
    used = f"{used} av budgetens {format_belopp(total.budget_ore, enhet, unit=True)}"
    if total.prognos_avvikelse_ore is None:
        return f"{used}; ingen prognos är lagd."
    if to_enhet(total.prognos_avvikelse_ore, enhet) == 0:
        return f"{used}. Hela budgeten väntas gå åt."
    return f"{used}. Prognos avvikelse helår är {format_avvikelse(total.prognos_avvikelse_ore, enhet, unit=True)}."


def differences(found: Investeringar, period: Period, enhet: Enhet) -> tuple[str, ...]:
    """Where the list and the ledger's konto 40 do not agree, and where the list is of another month."""
    said = []
    if found.period != period and any(rad.utfall_ore is not None for rad in found.rader):
        said.append(f"Listans utfall är till och med {found.period.namn}, inte {period.namn}.")
    for rad in found.skillnader:
        ledger = format_belopp(rad.bokfort_ore, enhet, unit=True)
        if rad.bara_bokfort:
            said.append(f"{name_of(rad)}: {ledger} på konto 40 i bokföringen, men projektet finns inte i listan.")
        else:
            listed = format_belopp(rad.utfall_ore, enhet, unit=True)
            said.append(f"{name_of(rad)}: listan har {listed}, bokföringen {ledger} på konto 40.")
    return tuple(said)
