"""Where the year ends, as it is told: the avvikelse against the budget, or the amount itself where there is no budget."""

from finance.format import NB, format_avvikelse, format_belopp
from finance.rapport.text import end_text, interval_ends
from finance.uppfoljning import Rad
from pages.ui.frame import Ram
from pages.ui.theme import avvikelse_markdown

UTAN_BUDGET = "budget saknas"


def ends_80(rad: Rad) -> tuple[int, int]:
    """The ends of the system's 80 % interval as avvikelse of the full year, worst first."""
    return rad.budget_helar_ore - rad.high_ore, rad.budget_helar_ore - rad.low_ore


def what_ends(rad: Rad) -> str:
    """What the figure is, for headings."""
    return "Prognos avvikelse" if rad.har_budget else "Prognos helår"


def end_words(rad: Rad, ram: Ram) -> str:
    """In a sentence: `−34,5 Mnkr`, without a budget `nettokostnaden 431,2 Mnkr` (in both views)."""
    return ("" if rad.har_budget else "nettokostnaden ") + end_text(rad, ram.enhet)


def show_end_text(rad: Rad, ram: Ram, *, unit: bool = False) -> str:
    """In a figure of its own, as the view shows it."""
    if rad.har_budget:
        return format_avvikelse(rad.prognosavvikelse_ore, ram.enhet, unit=unit)
    return format_belopp(rad.prognos_ore, ram.enhet, vy=ram.vy, unit=unit)


def end_markdown(rad: Rad, ram: Ram, *, bold: bool = False, unit: bool = False) -> str:
    """In a cell: the avvikelse with sign and colour, or the plain amount."""
    if rad.har_budget:
        return avvikelse_markdown(rad.prognosavvikelse_ore, ram.enhet, bold=bold, unit=unit)
    text = show_end_text(rad, ram, unit=unit)
    return f"**{text}**" if bold else text


def ends_text(rad: Rad, ram: Ram, *, unit: bool = False) -> str:
    """The 80 % interval of the same figure, `−43,0 till −26,0`, the lower figure first; no line break inside."""
    if rad.har_budget:
        low, high = ends_80(rad)
        return f"{format_avvikelse(low, ram.enhet)}{NB}till{NB}{format_avvikelse(high, ram.enhet, unit=unit)}"
    start, stop = interval_ends(rad, ram.vy)
    low_text, high_text = format_belopp(start, ram.enhet, vy=ram.vy), format_belopp(stop, ram.enhet, vy=ram.vy, unit=unit)
    return f"{low_text}{NB}till{NB}{high_text}"
