"""The section Resursfördelning: hours x ersättning against what the units cost, årsarbetare, and the full year.

Formulas stand in notes under the tables; docs/metoder.md, Resursfördelning.
"""

from collections.abc import Sequence

from finance.belopp import Enhet, Vy
from finance.format import format_belopp, format_tal
from finance.lage import Lage
from finance.period import MANADER_KORT, Period
from finance.rapport.delar import with_rounding_notes
from finance.rapport.modell import Avsnitt, Block, Diagram, Diagramtyp, Roll, Serie, Stycke, Styckeroll
from finance.rapport.resursmening import answer, hours_sentence, list_missing, month_sentence
from finance.rapport.resurstabeller import ID, resurs_tables
from finance.resursfordelning import compute_resursfordelning
from finance.resursrader import Resursfordelning, Resursrad
from finance.uppfoljning import Uppfoljning

RUBRIK = "Resursfördelning"


def resursfordelning_section(lage: Lage, uppfoljning: Uppfoljning, *, enhet: Enhet, vy: Vy) -> Avsnitt | None:
    """None where no unit is coupled, or none can be computed yet."""
    found = compute_resursfordelning(lage, uppfoljning)
    return None if found is None else make_section(found, lage, enhet=enhet, vy=vy)


def make_section(found: Resursfordelning, lage: Lage, *, enhet: Enhet, vy: Vy) -> Avsnitt | None:
    """The section of what is computed; None where no unit can be yet."""
    if found.summa is None:
        return None
    tables = [with_rounding_notes(one, enhet, vy) for one in resurs_tables(found, lage, enhet, vy)]
    blocks: list[Block] = [tables[0], month_chart(found, enhet), *hours_charts(found, lage.period), *tables[1:]]
    lacks = tuple(Stycke(text, Styckeroll.VARNING) for text in list_missing(found))
    said = answer(found, enhet)
    return Avsnitt(ID, RUBRIK, (*blocks, *lacks), slutsats=said)


def month_chart(found: Resursfordelning, enhet: Enhet) -> Diagram:
    """What the hours give and what it cost, month by month, the units together; a month that some unit lacks says so."""
    months = found.summa.manader if found.summa else ()
    names = tuple(_month_name(one.manad, found.rader) for one in months)
    given, cost = tuple(one.tilldelat_ore for one in months), tuple(one.utfall_ore for one in months)
    told = "; ".join(
        f"{name} {format_belopp(one, enhet)} och {format_belopp(other, enhet)}"
        for name, one, other in zip(names, given, cost, strict=True)
    )
    return Diagram(
        f"{ID}-manader",
        "Tilldelad resurs och utfall per månad",
        Diagramtyp.STAPLAR,
        names,
        (Serie("Tilldelad resurs", Roll.BUDGET, given), Serie("Utfall", Roll.UTFALL, cost)),
        alt_text=f"Staplar per månad med tilldelad resurs och utfall, {enhet.label}: {told}.",
        slutsats=month_sentence(given, cost),
        vy=Vy.NETTOKOSTNAD,
    )


def _month_name(manad: int, rader: Sequence[Resursrad]) -> str:
    have = sum(any(one.manad == manad for one in rad.manader) for rad in rader)
    return MANADER_KORT[manad - 1] + ("" if have == len(rader) else f" ({have} av {len(rader)})")


def hours_charts(found: Resursfordelning, period: Period) -> tuple[Diagram, ...]:
    """The hours of every unit together this year and last, the months that all units have; nothing without last year."""
    before = found.summa.timmar_foregaende if found.summa else ()
    if all(value is None for value in before):
        return ()
    now = tuple(_hours(found.rader, manad) for manad in range(1, 13))
    series = (Serie(str(period.ar), Roll.UTFALL, varden=now), Serie(str(period.ar - 1), Roll.FOREGAENDE, varden=before))
    told = "; ".join(
        f"{name} {format_tal(one)} och {format_tal(other)}"
        for name, one, other in zip(MANADER_KORT, now, before, strict=True)
        if one is not None or other is not None
    )
    chart = Diagram(
        f"{ID}-timmar",
        "Timmar per månad",
        Diagramtyp.LINJE,
        MANADER_KORT,
        series,
        alt_text=f"Linjer med timmar per månad {period.ar} och {period.ar - 1}: {told}.",
        slutsats=hours_sentence(now, before, period.ar),
        matt_enhet="timmar",
    )
    return (chart,)


def _hours(rader: Sequence[Resursrad], manad: int) -> float | None:
    """Of all units; None where one of them lacks the month."""
    found = [one.timmar for rad in rader for one in rad.manader if one.manad == manad]
    return sum(found) if found and len(found) == len(rader) else None
