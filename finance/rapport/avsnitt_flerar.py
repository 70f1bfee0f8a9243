"""The section Flerårsöversikt: avvikelse per year for the nämnd and each line, and which had an underskott how many years.

Avvikelse in öre, plus = överskott; this year's prognos stands last, with its interval under the table.
"""

from collections.abc import Sequence

from finance.belopp import Enhet
from finance.flerar import Flerar, Nodar, compute_flerar, flerar_sentence, prognos_of, rank_underskott
from finance.format import MISSING, format_avvikelse
from finance.lage import Lage
from finance.rapport.modell import (
    Avsnitt,
    Cell,
    Diagram,
    Diagramtyp,
    Kolumn,
    Kolumntyp,
    Rad,
    Radroll,
    Roll,
    Serie,
    Tabell,
)
from finance.rapport.text import interval_sentence
from finance.uppfoljning import Uppfoljning

ID = "flerar"
MOST_NAMED = 5


def flerar_section(lage: Lage, uppfoljning: Uppfoljning, *, enhet: Enhet) -> Avsnitt | None:
    """None where no whole year has both utfall and budget. `uppfoljning`: per nod, computed from `lage`."""
    found = compute_flerar(lage)
    if not found.total.judged(found.senaste):
        return None
    said = flerar_sentence(found, found.total, prognos_of(uppfoljning, found, found.total.nod), enhet)
    repeated = repeated_sentence(found, enhet)
    return Avsnitt(
        ID,
        "Flerårsöversikt",
        (
            flerar_chart(found, uppfoljning, enhet, said),
            flerar_table(found, uppfoljning, enhet, repeated),
        ),
        slutsats=f"{said} {repeated}".strip(),
    )


def _years(found: Flerar) -> tuple[str, ...]:
    """The years shown, and the one that is a prognos."""
    return (*map(str, found.senaste), *((f"{found.prognosar} prognos",) if found.prognosar else ()))


def _figures(found: Flerar, uppfoljning: Uppfoljning, line: Nodar) -> tuple[int | None, ...]:
    """The avvikelse of each of `_years`; None for a year without the line, or without a budget."""
    years = [line.of(ar) for ar in found.senaste]
    prognos = prognos_of(uppfoljning, found, line.nod)
    return (
        *(None if one is None else one.avvikelse_ore for one in years),
        *(() if prognos is None else (prognos.prognosavvikelse_ore if prognos.har_budget else None,)),
    )


def flerar_table(found: Flerar, uppfoljning: Uppfoljning, enhet: Enhet, slutsats: str) -> Tabell:
    """A row per line and the nämnd last; a column per year, and in how many of the years there was an underskott."""
    kolumner = (
        Kolumn("namn", "Verksamhet", Kolumntyp.TEXT),
        *(Kolumn(f"ar{ar[:4]}_ore", ar.capitalize(), Kolumntyp.AVVIKELSE) for ar in _years(found)),
        Kolumn("underskott", "År med underskott", Kolumntyp.TEXT),
    )
    lines = [line for line in found.rader if line.niva > 0]
    rader = [_row(found, uppfoljning, line, enhet) for line in lines if any(_figures(found, uppfoljning, line))]
    total = _row(found, uppfoljning, found.total, enhet, namn="Totalt", roll=Radroll.SUMMA)
    prognos = prognos_of(uppfoljning, found, found.total.nod)
    return Tabell(
        ID,
        "Avvikelse per år",
        kolumner,
        (*rader, total),
        slutsats=slutsats,
        noter=() if prognos is None else (interval_sentence(prognos, enhet),),
    )


def _row(
    found: Flerar, uppfoljning: Uppfoljning, line: Nodar, enhet: Enhet, *, namn: str = "", roll: Radroll = Radroll.RAD
) -> Rad:
    cells: tuple[Cell, ...] = (namn or line.namn, *_figures(found, uppfoljning, line), _count(found, line, enhet))
    return Rad(cells, nod=line.nod, roll=roll, niva=line.niva)


def _count(found: Flerar, line: Nodar, enhet: Enhet) -> str:
    """`3 av 5`, of the years that can be judged."""
    judged = len(line.judged(found.senaste))
    return f"{line.count_underskott(found.senaste, enhet)} av {judged}" if judged else MISSING


def flerar_chart(found: Flerar, uppfoljning: Uppfoljning, enhet: Enhet, slutsats: str) -> Diagram:
    """The nämnd's avvikelse, a bar per year."""
    years, values = _years(found), _figures(found, uppfoljning, found.total)
    told = "; ".join(f"{ar} {format_avvikelse(ore, enhet)}" for ar, ore in zip(years, values, strict=True) if ore is not None)
    return Diagram(
        f"{ID}-ar",
        "Avvikelse per år",
        Diagramtyp.STAPLAR,
        years,
        (Serie("Avvikelse", Roll.AVVIKELSE, values),),
        alt_text=f"Staplar med avvikelsen per år, {enhet.label}: {told}.",
        slutsats=slutsats,
    )


def repeated_sentence(found: Flerar, enhet: Enhet) -> str:
    """`Underskott mer än ett av de senaste 5 åren: Hemtjänst 5 av 5, Stab 3 av 5.`; "" of a single year."""
    if len(found.senaste) < 2:
        return ""
    often = [line for line in rank_underskott(found, enhet) if line.count_underskott(found.senaste, enhet) > 1]
    if not often:
        return f"Ingen verksamhet har haft underskott mer än ett av de senaste {len(found.senaste)} åren."
    named = _named(found, often[:MOST_NAMED], enhet)
    more = f" och {len(often) - MOST_NAMED} till" if len(often) > MOST_NAMED else ""
    return f"Underskott mer än ett av de senaste {len(found.senaste)} åren: {named}{more}."


def _named(found: Flerar, lines: Sequence[Nodar], enhet: Enhet) -> str:
    return ", ".join(f"{line.namn} {_count(found, line, enhet)}" for line in lines)
