"""The pieces that reports share: the columns of the follow-up table, charts by month, the table of how sure the prognos is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from finance.belopp import Enhet, Vy
from finance.format import NB, avvikelse_word, format_avvikelse, format_belopp
from finance.manader import Manader
from finance.period import MANADER, MANADER_KORT, Period
from finance.rapport.avrundning import rounding_notes
from finance.rapport.modell import (
    Cell,
    Diagram,
    Diagramtyp,
    Kolumn,
    Kolumntyp,
    Nyckeltal,
    Rad,
    Radroll,
    Roll,
    Serie,
    Tabell,
)
from finance.rapport.text import BALANS, amount, avvikelse_ends, interval_ends, interval_sentence, is_judged, is_outside
from finance.uppfoljning import Rad as Uppfoljningsrad
from finance.uppfoljning import Uppfoljning

NETTO = {Vy.NETTOKOSTNAD: "Nettokostnad", Vy.NETTORESULTAT: "Nettoresultat"}
TABELL_HUVUD = "huvudtabell"
TABELL_SAKERHET = "sakerhet"
DIAGRAM_AVVIKELSE = "prognosavvikelse"
MOST_BARS = 15
"""More bars than this cannot be read on a slide."""


def follow_up_columns(period: Period, vy: Vy) -> tuple[Kolumn, ...]:
    """The columns of the published månadsuppföljning, with avvikelse helår also in percent of the budget."""
    span = period.span
    return (
        Kolumn("namn", "Verksamhet", Kolumntyp.TEXT),
        Kolumn("utfall_ore", f"{NETTO[vy]} {span}"),
        Kolumn("budget_ore", f"Budget {span}"),
        Kolumn("avvikelse_ore", f"Budgetavvikelse {span}", Kolumntyp.AVVIKELSE, differens=("budget_ore", "utfall_ore")),
        Kolumn("prognos_ore", "Prognos helår"),
        Kolumn("budget_helar_ore", "Budget helår"),
        Kolumn(
            "prognosavvikelse_ore",
            "Budgetavvikelse helår",
            Kolumntyp.AVVIKELSE,
            differens=("budget_helar_ore", "prognos_ore"),
        ),
        Kolumn(
            "prognosavvikelse_procent",
            "Budgetavvikelse helår, %",
            Kolumntyp.AVVIKELSE_PROCENT,
            andel=("prognosavvikelse_ore", "budget_helar_ore"),
        ),
    )


def line(kolumner: Sequence[Kolumn], rad: Uppfoljningsrad, *, namn: str = "", roll: Radroll = Radroll.RAD) -> Rad:
    """A row with the values of the columns' keys; `namn` instead of the line's own name if given."""
    cells: list[Cell] = [getattr(rad, kolumn.nyckel) for kolumn in kolumner]
    return Rad((namn or cells[0], *cells[1:]), nod=rad.nod, roll=roll, niva=rad.niva)


def lines(
    kolumner: Sequence[Kolumn], rader: Iterable[Uppfoljningsrad], summa: Uppfoljningsrad, summa_namn: str
) -> tuple[Rad, ...]:
    """The lines of a table and, last, their sum under the name `summa_namn`."""
    return (*(line(kolumner, rad) for rad in rader), line(kolumner, summa, namn=summa_namn, roll=Radroll.SUMMA))


def with_rounding_notes(tabell: Tabell, enhet: Enhet, vy: Vy) -> Tabell:
    """The table with notes where rounding shows."""
    return replace(tabell, noter=(*tabell.noter, *rounding_notes(tabell, enhet, vy)))


def follow_up_sentence(total: Uppfoljningsrad, period: Period, enhet: Enhet) -> str:
    """So far and the full year in one sentence: `Avvikelsen är −14,0 Mnkr efter maj och prognosen −34,5 Mnkr för helåret.`."""
    now = format_avvikelse(total.avvikelse_ore, enhet, unit=True)
    year = format_avvikelse(total.prognosavvikelse_ore, enhet, unit=True)
    return f"Avvikelsen är {now} efter {MANADER[min(period.manad, 12) - 1]} och prognosen {year} för helåret."


def certainty_table(uppfoljning: Uppfoljning, *, enhet: Enhet, vy: Vy, summa_namn: str) -> Tabell:
    """So that a prognos never travels alone: prognos, 80 % interval, method and the probability of keeping the budget."""
    kolumner = (
        Kolumn("namn", "Verksamhet", Kolumntyp.TEXT),
        Kolumn("prognos_ore", "Prognos helår"),
        Kolumn("fran_ore", f"80{NB}% säkert från"),
        Kolumn("till_ore", f"80{NB}% säkert till"),
        Kolumn("metod", "Metod", Kolumntyp.TEXT),
        Kolumn("sannolikhet", "Sannolikhet att hålla budgeten", Kolumntyp.SANNOLIKHET),
    )
    total = uppfoljning.total
    return Tabell(
        TABELL_SAKERHET,
        "Så säker är prognosen",
        kolumner,
        (
            *(_certainty_row(rad, vy) for rad in uppfoljning.niva(1)),
            _certainty_row(total, vy, namn=summa_namn, roll=Radroll.SUMMA),
        ),
        slutsats=_certainty_sentence(total, enhet),
        noter=(
            "Intervallet är systemets: i åtta fall av tio väntas årets utfall hamna inom det.",
            *_outside_note((*uppfoljning.niva(1), total)),
        ),
    )


def _outside_note(rader: Sequence[Uppfoljningsrad]) -> tuple[str, ...]:
    outside = [rad.namn for rad in rader if is_judged(rad) and is_outside(rad)]
    return (f"Bedömningen ligger utanför systemets intervall för {', '.join(outside)}.",) if outside else ()


def _certainty_row(rad: Uppfoljningsrad, vy: Vy, *, namn: str = "", roll: Radroll = Radroll.RAD) -> Rad:
    low, high = interval_ends(rad, vy)
    cells = (namn or rad.namn, rad.prognos_ore, low, high, rad.metod_text, rad.sannolikhet)
    return Rad(cells, nod=rad.nod, roll=roll, niva=rad.niva)


def _certainty_sentence(total: Uppfoljningsrad, enhet: Enhet) -> str:
    if total.low_ore == total.high_ore:
        return "Alla årets månader är stängda: prognosen är utfallet."
    if not is_judged(total):
        return f"Årets avvikelse hamnar med 80{NB}% säkerhet mellan {avvikelse_ends(total, enhet)}."
    outside = "; bedömningen ligger utanför" if is_outside(total) else ""
    return f"Systemet väntar med 80{NB}% säkerhet en avvikelse mellan {avvikelse_ends(total, enhet)}{outside}."


def nyckeltal(rad: Uppfoljningsrad, period: Period, enhet: Enhet) -> tuple[Nyckeltal, Nyckeltal]:
    """The two figures of a line: avvikelse so far and prognosavvikelse, each with its word."""
    return (
        Nyckeltal(
            "avvikelse_ore",
            f"Avvikelse {period.span}",
            Kolumntyp.AVVIKELSE,
            rad.avvikelse_ore,
            avvikelse_word(rad.avvikelse_ore, enhet),
        ),
        Nyckeltal(
            "prognosavvikelse_ore",
            "Prognos avvikelse helår",
            Kolumntyp.AVVIKELSE,
            rad.prognosavvikelse_ore,
            avvikelse_word(rad.prognosavvikelse_ore, enhet),
        ),
    )


def deviation_chart(uppfoljning: Uppfoljning, rader: Sequence[Uppfoljningsrad], enhet: Enhet) -> Diagram:
    """Prognosavvikelse of each line as horizontal bars, in the order given; of many lines those with the largest."""
    titel = "Prognos avvikelse helår per verksamhet"
    if len(rader) > MOST_BARS:
        largest = sorted(rader, key=lambda rad: -abs(rad.prognosavvikelse_ore))[:MOST_BARS]
        rader = [rad for rad in rader if rad in largest]
        titel = f"Prognos avvikelse helår, de {MOST_BARS} största"
    shown = "; ".join(f"{rad.namn} {format_avvikelse(rad.prognosavvikelse_ore, enhet)}" for rad in rader)
    return Diagram(
        DIAGRAM_AVVIKELSE,
        titel,
        Diagramtyp.AVVIKELSE,
        tuple(rad.namn for rad in rader),
        (Serie("Prognos avvikelse helår", Roll.AVVIKELSE, tuple(rad.prognosavvikelse_ore for rad in rader)),),
        alt_text=f"Liggande staplar med prognostiserad avvikelse för helåret, {enhet.label}: {shown}.",
        slutsats=_deviation_sentence(rader, uppfoljning.total, enhet),
    )


def _deviation_sentence(rader: Sequence[Uppfoljningsrad], total: Uppfoljningsrad, enhet: Enhet) -> str:
    largest = max(rader, key=lambda rad: abs(rad.prognosavvikelse_ore))
    ore, whole = largest.prognosavvikelse_ore, total.prognosavvikelse_ore
    word = avvikelse_word(ore, enhet)
    if word == BALANS:
        return "Alla verksamheter väntas hålla budgeten."
    if word == avvikelse_word(whole, enhet) and abs(ore) < abs(whole) and len(rader) > 1:
        return f"{largest.namn} har det största {word}et: {format_belopp(abs(ore), enhet)} av {amount(whole, enhet)}."
    return f"{largest.namn} har den största avvikelsen: ett {word} på {amount(ore, enhet)}."


def month_chart(manader: Manader, ar: int, enhet: Enhet) -> Diagram:
    """Net cost month by month: bars for utfall and prognos, a line for the budget. Shown as cost (positive) in both views."""
    closed = manader.last + 1
    return Diagram(
        f"manader-{manader.nod}",
        f"{manader.namn}: nettokostnad per månad {ar}",
        Diagramtyp.MANAD,
        MANADER_KORT,
        (
            Serie("Utfall", Roll.UTFALL, manader.utfall),
            Serie("Prognos", Roll.PROGNOS, manader.prognos),
            Serie("Budget", Roll.BUDGET, manader.budget),
        ),
        alt_text=f"Staplar per månad {ar}, {enhet.label}. "
        + " ".join(
            f"{namn} {months_text(values, enhet)}."
            for namn, values in (("Utfall", manader.utfall), ("Prognos", manader.prognos), ("Budget", manader.budget))
            if any(value is not None for value in values)
        ),
        slutsats=_month_sentence(manader, closed),
        vy=Vy.NETTOKOSTNAD,
    )


def months_text(values: Sequence[int | None], enhet: Enhet) -> str:
    """`jan 4 164, feb 4 001, …`: the months that have a figure, shown as costs."""
    pairs = zip(MANADER_KORT, values, strict=True)
    return ", ".join(f"{manad} {format_belopp(ore, enhet)}" for manad, ore in pairs if ore is not None)


def _month_sentence(manader: Manader, closed: int) -> str:
    if closed <= 0:
        return f"{manader.namn}: ingen månad är stängd, så hela året är prognos."
    booked = [(ore, budget) for ore, budget in zip(manader.utfall, manader.budget, strict=True) if ore is not None]
    over = sum(ore > budget for ore, budget in booked)
    if over == 0:
        return f"{manader.namn} har kostat mindre än budget eller lika mycket varje månad hittills."
    if over == len(booked):
        return f"{manader.namn} har kostat mer än budget varje månad hittills."
    return f"{manader.namn} har kostat mer än budget {over} av {len(booked)} månader."


def table_notes(total: Uppfoljningsrad, enhet: Enhet) -> tuple[str, ...]:
    """What stands right under a table that shows a prognos: interval and method of the total."""
    return (interval_sentence(total, enhet),)
