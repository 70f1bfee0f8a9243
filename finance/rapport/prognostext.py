"""The helårsprognos of a line in words: where the year ends, how sure that is, and what it rests on."""

from finance.belopp import Enhet
from finance.format import NB, format_avvikelse
from finance.lage import Lage
from finance.prognos.chans import chance_sentence
from finance.rapport.modell import show_sannolikhet
from finance.rapport.text import avvikelse_ends, is_judged, is_outside
from finance.uppfoljning import Rad

UTAN_BUDGET = "Budget saknas: läs in den för att se om den hålls."


def end_sentence(rad: Rad, enhet: Enhet, *, closed: bool, budget: bool = True) -> str:
    """The interval first and whether the budget is kept: `Året slutar troligen mellan −43,0 och −26,0 Mnkr. …`.

    `budget`: whether there is one for the year.
    """
    kept = chance_sentence(rad.sannolikhet, closed=closed) if budget else UTAN_BUDGET
    if closed or rad.low_ore == rad.high_ore:
        ends_at = format_avvikelse(rad.prognosavvikelse_ore, enhet, unit=True)
        return f"Året {'slutade' if closed else 'väntas sluta'} på {ends_at}. {kept}"
    ends = avvikelse_ends(rad, enhet)
    if is_judged(rad) and is_outside(rad):
        judged = format_avvikelse(rad.prognosavvikelse_ore, enhet, unit=True)
        return f"Bedömt {judged}, men systemet väntar mellan {ends}."
    return f"Året slutar troligen mellan {ends}. {kept}"


def point_sentence(rad: Rad, enhet: Enhet) -> str:
    """The point and what it is made of: `Bedömd prognos −34,5 Mnkr: systemets −31,8 och ändringar på tillsammans −2,7.`."""
    judged = format_avvikelse(rad.prognosavvikelse_ore, enhet, unit=True)
    system = rad.budget_helar_ore - rad.prognos_ore + changed(rad)
    if not changed(rad):
        return f"Systemets prognos: avvikelse {judged} för helåret."
    return (
        f"Bedömd prognos {judged}: systemets {format_avvikelse(system, enhet)} och människors ändringar "
        f"på tillsammans {format_avvikelse(-changed(rad), enhet)}."
    )


def changed(rad: Rad) -> int:
    """What people have added to the system's cost of the full year, öre."""
    return rad.prognos_ore - rad.systemprognos_ore


def basis_sentence(lage: Lage) -> str:
    """What the prognos rests on: closed months and earlier years."""
    closed = lage.senast_stangd
    years = sum(all(lage.known(ar)) for ar in lage.kub.ar if ar < lage.period.ar)
    months = f"stängda månader till och med {closed.namn}" if closed else "ingen stängd månad ännu"
    return f"Bygger på {months} och {_years(years)}."


def _years(antal: int) -> str:
    return "inga hela tidigare år" if not antal else f"{antal}{NB}{'helt tidigare' if antal == 1 else 'hela tidigare'} år"


def chance_text(rad: Rad) -> str:
    """`Chansen att hålla budgeten är under 1 %: knappast.`."""
    whose = " enligt systemets intervall" if is_judged(rad) else ""
    return f"Chansen att hålla budgeten är {show_sannolikhet(rad.sannolikhet)}{whose}. {chance_sentence(rad.sannolikhet)}"
