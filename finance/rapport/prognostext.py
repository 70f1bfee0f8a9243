"""The helårsprognos of a line in words: where the year ends, how sure that is, and what it rests on."""

from finance.belopp import Enhet
from finance.format import NB, format_avvikelse, format_belopp
from finance.lage import Lage
from finance.prognos.chans import chance_sentence
from finance.rapport.kallor import resting_text
from finance.rapport.som_text import show_sannolikhet
from finance.rapport.text import avvikelse_ends, end_text, is_judged, is_outside
from finance.uppfoljning import Rad


def end_sentence(rad: Rad, enhet: Enhet, *, closed: bool) -> str:
    """The interval first and whether the budget is kept: `Året slutar troligen mellan −43,0 och −26,0 Mnkr. …`."""
    kept = chance_sentence(rad.sannolikhet, closed=closed)
    if closed or rad.low_ore == rad.high_ore:
        return f"Året {'slutade' if closed else 'väntas sluta'} på {end_text(rad, enhet)}. {kept}"
    ends = avvikelse_ends(rad, enhet)
    if is_judged(rad) and is_outside(rad):
        return f"Bedömt {end_text(rad, enhet)}, men systemet väntar mellan {ends}."
    return f"Året slutar troligen mellan {ends}. {kept}"


def point_sentence(rad: Rad, enhet: Enhet) -> str:
    """The point and what it is made of: `Bedömd prognos −34,5 Mnkr: systemets −31,8 och ändringar på tillsammans −2,7.`."""
    if not rad.har_budget:
        return _cost_sentence(rad, enhet)
    judged = end_text(rad, enhet)
    system = rad.budget_helar_ore - rad.prognos_ore + changed(rad)
    if not changed(rad):
        return f"Systemets prognos: avvikelse {judged} för helåret."
    return (
        f"Bedömd prognos {judged}: systemets {format_avvikelse(system, enhet)} och människors ändringar "
        f"på tillsammans {format_avvikelse(-changed(rad), enhet)}."
    )


def _cost_sentence(rad: Rad, enhet: Enhet) -> str:
    """The same as net cost, where there is no budget."""
    if not changed(rad):
        return f"Systemets prognos: nettokostnad {end_text(rad, enhet)} för helåret."
    added = ("+" if changed(rad) > 0 else "") + format_belopp(changed(rad), enhet)
    return (
        f"Bedömd prognos, nettokostnad {end_text(rad, enhet)}: systemets {format_belopp(rad.systemprognos_ore, enhet)} och "
        f"människors ändringar på tillsammans {added}."
    )


def changed(rad: Rad) -> int:
    """What people have added to the system's cost of the full year, öre."""
    return rad.prognos_ore - rad.systemprognos_ore


def basis_sentence(lage: Lage) -> str:
    """What the prognos rests on: closed months and earlier years."""
    closed = lage.senast_stangd
    years = sum(all(lage.known(ar)) for ar in lage.kub.ar if ar < lage.period.ar)
    months = f"stängda månader till och med {closed.namn}" if closed else "ingen stängd månad ännu"
    return " ".join(text for text in (f"Bygger på {months} och {_years(years)}.", resting_text(lage)) if text)


def _years(antal: int) -> str:
    return "inga hela tidigare år" if not antal else f"{antal}{NB}{'helt tidigare' if antal == 1 else 'hela tidigare'} år"


def chance_text(rad: Rad) -> str:
    """`Chansen att hålla budgeten är under 1 %: knappast.`."""
    if rad.sannolikhet is None:
        return chance_sentence(None)
    whose = " enligt systemets intervall" if is_judged(rad) else ""
    return f"Chansen att hålla budgeten är {show_sannolikhet(rad.sannolikhet)}{whose}. {chance_sentence(rad.sannolikhet)}"
