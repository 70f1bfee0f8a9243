"""The section Reviderad budget: ursprunglig + budgetjusteringar = reviderad per line, and the decisions one by one."""

from finance.belopp import Enhet, Vy
from finance.format import format_belopp
from finance.lage import Lage
from finance.period import Period
from finance.rapport.delar import with_rounding_notes
from finance.rapport.modell import Avsnitt, Kolumn, Kolumntyp, Rad, Radroll, Tabell
from finance.reviderad import TYPNAMN, Budgetrad, Justering, Reviderad, compute_reviderad

ID = "reviderad-budget"
TABELL_REVIDERAD = "reviderad-budget"
TABELL_BESLUT = "budgetjusteringar"
SUMMA = "Summa"


def budget_section(lage: Lage, *, enhet: Enhet, vy: Vy) -> Avsnitt | None:
    """The section; None when the year has no budgetjusteringar: then the budget is the ursprungliga."""
    found = compute_reviderad(lage)
    if not found.justeringar:
        return None
    tabeller = (with_rounding_notes(reviderad_table(found, enhet, vy), enhet, vy), decision_table(lage, found))
    return Avsnitt(ID, "Reviderad budget", tabeller, slutsats=tabeller[0].slutsats)


def reviderad_table(found: Reviderad, enhet: Enhet, vy: Vy) -> Tabell:
    """A row per line of level 1 and the sum; a column per kind of justering that there is."""
    kolumner = (
        Kolumn("namn", "Verksamhet", Kolumntyp.TEXT),
        Kolumn("ursprunglig_ore", f"Ursprunglig budget {found.ar}"),
        *(Kolumn(f"{typ}_ore", TYPNAMN[typ]) for typ in found.typer),
        Kolumn("reviderad_ore", f"Reviderad budget {found.ar}"),
    )
    rader = [_row(rad, found.typer) for rad in found.rader if rad.niva == 1]
    total = _row(found.total, found.typer, namn=SUMMA, roll=Radroll.SUMMA)
    sentence = reviderad_sentence(found, enhet, vy)
    return Tabell(TABELL_REVIDERAD, f"Reviderad budget {found.ar}", kolumner, (*rader, total), slutsats=sentence)


def reviderad_sentence(found: Reviderad, enhet: Enhet, vy: Vy) -> str:
    """`Budgeten för 2022 är 412,0 Mnkr efter 3 budgetjusteringar på sammanlagt 2,0 Mnkr.`."""
    added = sum(found.total.justerat.values())
    count = len(found.justeringar)
    word = "1 budgetjustering" if count == 1 else f"{count} budgetjusteringar"
    whole = format_belopp(found.total.reviderad_ore, enhet, vy=vy, unit=True)
    gives = "ger" if count == 1 else "tillsammans ger"
    change = "tar ut varandra" if added == 0 else f"{gives} {format_belopp(added, enhet, vy=vy, unit=True)}"
    return f"Budgeten för {found.ar} är {whole} efter {word} som {change}."


def _row(rad: Budgetrad, typer: tuple[str, ...], *, namn: str = "", roll: Radroll = Radroll.RAD) -> Rad:
    amounts = (rad.ursprunglig_ore, *(rad.justerat[typ] for typ in typer), rad.reviderad_ore)
    return Rad((namn or rad.namn, *amounts), nod=rad.nod, roll=roll, niva=rad.niva)


def decision_table(lage: Lage, found: Reviderad) -> Tabell:
    """A row per justering in the order written, and the sum."""
    kolumner = (
        Kolumn("verksamhet", "Verksamhet", Kolumntyp.TEXT),
        Kolumn("typ", "Typ", Kolumntyp.TEXT),
        Kolumn("beslut", "Beslut", Kolumntyp.TEXT),
        Kolumn("fran", "Gäller från", Kolumntyp.TEXT),
        Kolumn("belopp_ore", f"Belopp {found.ar}"),
    )
    namn = {gren.kod: gren.namn for gren in lage.struktur.grenar(lage.kub.noder)}
    rader = [Rad(_decision_cells(one, namn), nod=one.noder[0] if one.noder else "") for one in found.justeringar]
    total = Rad((SUMMA, "", "", "", sum(one.ore for one in found.justeringar)), roll=Radroll.SUMMA)
    return Tabell(TABELL_BESLUT, f"Budgetjusteringar {found.ar}", kolumner, (*rader, total))


def _decision_cells(one: Justering, namn: dict[str, str]) -> tuple[str, str, str, str, int]:
    lines = ", ".join(namn.get(nod, nod) for nod in one.noder) or one.verksamhet
    months = Period.from_key(one.fran).namn
    until = "" if one.till % 100 == 12 else f" till {Period.from_key(one.till).namn}"
    return (lines, TYPNAMN[one.typ], one.beslut or "\u2013", months + until, one.ore)
