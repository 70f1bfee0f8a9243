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
from finance.rapport.text import (
    BALANS,
    amount,
    avvikelse_ends,
    end_text,
    interval_ends,
    interval_sentence,
    is_final,
    is_judged,
    is_outside,
)
from finance.uppfoljning import Rad as Uppfoljningsrad
from finance.uppfoljning import Uppfoljning

NETTO = {Vy.NETTOKOSTNAD: "Nettokostnad", Vy.NETTORESULTAT: "Nettoresultat"}
TABELL_HUVUD = "huvudtabell"
TABELL_SAKERHET = "sakerhet"
DIAGRAM_AVVIKELSE = "prognosavvikelse"
UTAN_BUDGET = "budget saknas"
MOST_BARS = 15
"""More bars than this cannot be read on a slide."""


def span_text(period: Period, *, final: bool = False) -> str:
    """`jan–maj 2022`; of a year that is over the year."""
    return str(period.ar) if final else f"{period.span} {period.ar}"


def follow_up_columns(period: Period, vy: Vy, *, final: bool = False) -> tuple[Kolumn, ...]:
    """The columns of the published månadsuppföljning, with avvikelse helår also in percent of the budget.

    Of a year that is over (`final`) without a prognos: utfall, budget, avvikelse and percent.
    """
    span = str(period.ar) if final else period.span
    so_far = (
        Kolumn("namn", "Verksamhet", Kolumntyp.TEXT),
        Kolumn("utfall_ore", f"{NETTO[vy]} {span}"),
        Kolumn("budget_ore", f"Budget {span}"),
        Kolumn("avvikelse_ore", f"Budgetavvikelse {span}", Kolumntyp.AVVIKELSE, differens=("budget_ore", "utfall_ore")),
    )
    if final:
        share = ("avvikelse_ore", "budget_ore")
        return (*so_far, Kolumn("avvikelse_procent", f"Budgetavvikelse {span}, %", Kolumntyp.AVVIKELSE_PROCENT, andel=share))
    return (
        *so_far,
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
    cells: list[Cell] = [rad.for_people(kolumn.nyckel) for kolumn in kolumner]
    return Rad((namn or cells[0], *cells[1:]), nod=rad.nod, roll=roll, niva=rad.niva)


def lines(
    kolumner: Sequence[Kolumn], rader: Iterable[Uppfoljningsrad], summa: Uppfoljningsrad, summa_namn: str
) -> tuple[Rad, ...]:
    """The lines of a table and, last, their sum under the name `summa_namn`."""
    return (*(line(kolumner, rad) for rad in rader), line(kolumner, summa, namn=summa_namn, roll=Radroll.SUMMA))


def with_rounding_notes(tabell: Tabell, enhet: Enhet, vy: Vy) -> Tabell:
    """The table with notes where rounding shows."""
    return replace(tabell, noter=(*tabell.noter, *rounding_notes(tabell, enhet, vy)))


def follow_up_sentence(total: Uppfoljningsrad, period: Period, enhet: Enhet, *, final: bool = False) -> str:
    """So far and the full year in one sentence: `Avvikelsen är −14,0 Mnkr efter maj och prognosen −34,5 Mnkr för helåret.`."""
    if final:
        return f"{'Avvikelsen' if total.har_budget else 'Nettokostnaden'} för {period.ar} är {end_text(total, enhet)}."
    month = MANADER[min(period.manad, 12) - 1]
    if not total.har_budget:
        spent = format_belopp(total.utfall_ore, enhet, unit=True)
        return f"Nettokostnaden är {spent} efter {month} och prognosen {end_text(total, enhet)} för helåret."
    now = format_avvikelse(total.avvikelse_ore, enhet, unit=True)
    year = format_avvikelse(total.prognosavvikelse_ore, enhet, unit=True)
    return f"Avvikelsen är {now} efter {month} och prognosen {year} för helåret."


def certainty_tables(uppfoljning: Uppfoljning, *, enhet: Enhet, vy: Vy, summa_namn: str) -> tuple[Tabell, ...]:
    """The table of how sure the prognos is; none when the year is over and there is no prognos left."""
    if is_final(uppfoljning):
        return ()
    return (certainty_table(uppfoljning, enhet=enhet, vy=vy, summa_namn=summa_namn),)


def certainty_table(uppfoljning: Uppfoljning, *, enhet: Enhet, vy: Vy, summa_namn: str) -> Tabell:
    """So that a prognos never travels alone: prognos, 80 % interval, method and the probability of keeping the budget."""
    kolumner = (
        Kolumn("namn", "Verksamhet", Kolumntyp.TEXT),
        Kolumn("prognos_ore", "Prognos helår"),
        Kolumn("fran_ore", f"80{NB}% säkert från"),
        Kolumn("till_ore", f"80{NB}% säkert till"),
        Kolumn("metod", "Metod", Kolumntyp.TEXT),
        Kolumn("sannolikhet", "Chans att hålla budgeten", Kolumntyp.SANNOLIKHET),
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
        return "Prognosen har inget intervall: det finns inget utfall att räkna det på."
    what = "avvikelse" if total.har_budget else "nettokostnad"
    if not is_judged(total):
        return f"Årets {what} hamnar med 80{NB}% säkerhet mellan {avvikelse_ends(total, enhet)}."
    outside = "; bedömningen ligger utanför" if is_outside(total) else ""
    return f"Systemet väntar med 80{NB}% säkerhet en {what} mellan {avvikelse_ends(total, enhet)}{outside}."


def nyckeltal(rad: Uppfoljningsrad, period: Period, enhet: Enhet, *, final: bool = False) -> tuple[Nyckeltal, ...]:
    """The two figures of a line: avvikelse so far and prognosavvikelse, each with its word; without a budget the amounts.

    `final`: the year is over, and the first is all there is.
    """
    span = str(period.ar) if final else period.span
    if not rad.har_budget:
        found = (
            Nyckeltal("utfall_ore", f"Utfall {span}", Kolumntyp.BELOPP, rad.utfall_ore, UTAN_BUDGET),
            Nyckeltal("prognos_ore", "Prognos helår", Kolumntyp.BELOPP, rad.prognos_ore, UTAN_BUDGET),
        )
    else:
        now, year = rad.avvikelse_ore, rad.prognosavvikelse_ore
        word, kind = avvikelse_word(year, enhet), Kolumntyp.AVVIKELSE
        found = (
            Nyckeltal("avvikelse_ore", f"Avvikelse {span}", kind, now, avvikelse_word(now, enhet)),
            Nyckeltal("prognosavvikelse_ore", "Prognos avvikelse helår", kind, year, word),
        )
    return found[:1] if final else found


def deviation_chart(uppfoljning: Uppfoljning, rader: Sequence[Uppfoljningsrad], enhet: Enhet) -> Diagram:
    """Prognosavvikelse of each line as horizontal bars, in the order given; of many lines those with the largest."""
    final = is_final(uppfoljning)
    what = f"Avvikelse {uppfoljning.period.ar}" if final else "Prognos avvikelse helår"
    told = f"avvikelsen {uppfoljning.period.ar}" if final else "prognostiserad avvikelse för helåret"
    titel = f"{what} per verksamhet"
    if len(rader) > MOST_BARS:
        largest = sorted(rader, key=lambda rad: -abs(rad.prognosavvikelse_ore))[:MOST_BARS]
        rader = [rad for rad in rader if rad in largest]
        titel = f"{what}, de {MOST_BARS} största"
    shown = "; ".join(f"{rad.namn} {format_avvikelse(rad.prognosavvikelse_ore, enhet)}" for rad in rader)
    return Diagram(
        DIAGRAM_AVVIKELSE,
        titel,
        Diagramtyp.AVVIKELSE,
        tuple(rad.namn for rad in rader),
        (Serie(what, Roll.AVVIKELSE, tuple(rad.prognosavvikelse_ore for rad in rader)),),
        alt_text=f"Liggande staplar med {told}, {enhet.label}: {shown}.",
        slutsats=_deviation_sentence(rader, uppfoljning.total, enhet, final=final),
    )


def _deviation_sentence(rader: Sequence[Uppfoljningsrad], total: Uppfoljningsrad, enhet: Enhet, *, final: bool) -> str:
    largest = max(rader, key=lambda rad: abs(rad.prognosavvikelse_ore))
    ore, whole = largest.prognosavvikelse_ore, total.prognosavvikelse_ore
    word = avvikelse_word(ore, enhet)
    if word == BALANS:
        return f"Alla verksamheter {'höll' if final else 'väntas hålla'} budgeten."
    if word == avvikelse_word(whole, enhet) and abs(ore) < abs(whole) and len(rader) > 1:
        return f"{largest.namn} har det största {word}et: {format_belopp(abs(ore), enhet)} av {amount(whole, enhet)}."
    return f"{largest.namn} har den största avvikelsen: ett {word} på {amount(ore, enhet)}."


def largest_cost_sentence(rader: Sequence[Uppfoljningsrad], enhet: Enhet, *, final: bool = False) -> str:
    """Which line costs the most over the year: what can be said where there is no budget."""
    largest = max(rader, key=lambda rad: rad.prognos_ore)
    if final:
        return f"{largest.namn} kostade mest: {end_text(largest, enhet)} för helåret."
    return f"{largest.namn} väntas kosta mest: {end_text(largest, enhet)} för helåret."


def month_chart(manader: Manader, ar: int, enhet: Enhet) -> Diagram:
    """Net cost month by month: bars for utfall and any prognos, a line for any budget. Shown as cost in both views."""
    closed = manader.last + 1
    serier = [Serie("Utfall", Roll.UTFALL, manader.utfall)]
    if any(ore is not None for ore in manader.prognos):
        serier.append(Serie("Prognos", Roll.PROGNOS, manader.prognos))
    if any(manader.budget):
        serier.append(Serie("Budget", Roll.BUDGET, manader.budget))
    return Diagram(
        f"manader-{manader.nod}",
        f"{manader.namn}: nettokostnad per månad {ar}",
        Diagramtyp.MANAD,
        MANADER_KORT,
        tuple(serier),
        alt_text=f"Staplar per månad {ar}, {enhet.label}. "
        + " ".join(
            f"{serie.namn} {months_text(serie.varden_ore, enhet)}."
            for serie in serier
            if any(value is not None for value in serie.varden_ore)
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
    if not any(manader.budget):
        return f"{manader.namn} har ingen budget att jämföra månaderna med."
    booked = [(ore, budget) for ore, budget in zip(manader.utfall, manader.budget, strict=True) if ore is not None]
    over = sum(ore > budget for ore, budget in booked)
    so_far = "" if closed >= len(MANADER) else " hittills"
    if over == 0:
        return f"{manader.namn} har kostat mindre än budget eller lika mycket varje månad{so_far}."
    if over == len(booked):
        return f"{manader.namn} har kostat mer än budget varje månad{so_far}."
    return f"{manader.namn} har kostat mer än budget {over} av {len(booked)} månader."


def table_notes(total: Uppfoljningsrad, enhet: Enhet, *, final: bool = False) -> tuple[str, ...]:
    """What stands right under a table that shows a prognos: interval and method of the total. Nothing when the year is over."""
    return () if final else (interval_sentence(total, enhet),)
