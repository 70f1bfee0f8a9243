"""Charts of mått: which mått deserve one, and what is drawn and said. Values in the mått's own unit, as written.

Months become a line per year; what has no months becomes a bar per quarter, or bars per year: the whole year, January to the
period, the prognos.
A count that is hidden (`hide_small`, `hide_pair`, `hide_row`) is neither drawn nor said, nor what would give it away.
Rules with a worked example: docs/metoder.md#vilka-mått-som-får-diagram.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from finance.belopp import Enhet
from finance.format import format_exakt
from finance.lage import Lage
from finance.matt import Matt, Mattdel, Mattfoljd, Mattgrupp
from finance.period import MANADER, MANADER_KORT, Period
from finance.rapport.diagramtal import caption, time_name
from finance.rapport.matt.kalla import Kalla
from finance.rapport.matt.mening import sentence
from finance.rapport.modell import Diagram, Diagramtyp, Roll, Serie

MANADSAR, MOST_AR = 3, 10
"""Years of months or quarters, and years of bars."""
LEAST_QUARTERS = 3
MOST_DIAGRAM = 4
SMALLEST = 10
"""A mått below it changes by chance; it gets no chart by itself."""
_ROLLER = (Roll.UTFALL, Roll.FOREGAENDE, Roll.TIDIGARE)
HELAR, PROGNOS = "Helår", "Prognos helår"


def nyckel_of(matt: Matt) -> str:
    """What a nämnd's choice of charts calls a mått."""
    return f"{matt.nod}|{matt.grupp}|{matt.namn}|{matt.kategori}"


def matt_diagram(matt: Matt, period: Period, *, below: int, syskon: Iterable[Matt] = ()) -> Diagram | None:
    """The chart of a mått up to the end of `period`; None where fewer than two values can be drawn.

    Counts below `below` are hidden (0: none). `syskon`: the other mått of its group, so that kön can be hidden in pairs.
    """
    kalla = Kalla.of(matt, below if matt.is_antal else 0, syskon)
    found = _months_chart(kalla, period) or _quarters_chart(kalla, period) or _years_chart(kalla, period)
    if found is None:
        return None
    said = _alt(found)
    slutsats = sentence(kalla, period, found)
    return replace(found, alt_text=said, slutsats=slutsats)


def choose_diagram(foljder: Iterable[Mattfoljd], most: int = MOST_DIAGRAM) -> tuple[Matt, ...]:
    """The mått that stand out: furthest ahead of their prognos's pace first, then the largest change in percent.

    None below 10, this year or last; none whose figure is hidden or not comparable with last year's.
    """
    known = [row for row in foljder if _is_large(row)]
    ahead = sorted((row for row in known if row.fore_takt), key=_lead, reverse=True)
    rest = [row for row in known if not row.fore_takt and row.forandring_procent]
    changed = sorted(rest, key=_size_of_change, reverse=True)
    return tuple(row.matt for row in (*ahead, *changed)[:most])


def _is_large(row: Mattfoljd) -> bool:
    return all(isinstance(value, Decimal) and value >= SMALLEST for value in (row.nu, row.nu_foregaende))


def _lead(row: Mattfoljd) -> Decimal:
    return (row.takt or Decimal(0)) - (row.takt_foregaende or Decimal(0))


def _size_of_change(row: Mattfoljd) -> Decimal:
    return abs(row.forandring_procent or Decimal(0))


def group_diagrams(lage: Lage, grupp: Mattgrupp, foljder: Iterable[Mattfoljd] = ()) -> tuple[Diagram, ...]:
    """The charts of a group in the report: the nämnd's own choice, else of volumes those that stand out in `foljder`."""
    val = lage.rapportval.matt
    if val.diagram is not None:
        chosen: Sequence[Matt] = [matt for matt in grupp.matt if nyckel_of(matt) in val.diagram]
    else:
        chosen = choose_diagram(foljder) if grupp.del_ is Mattdel.VOLYMER else ()
    drawn = (matt_diagram(matt, lage.period, below=val.dolj_under, syskon=grupp.matt) for matt in chosen)
    return tuple(diagram for diagram in drawn if diagram is not None)


def _diagram(kalla: Kalla, typ: Diagramtyp, kategorier: Sequence[str], serier: Sequence[Serie]) -> Diagram:
    matt = kalla.matt
    namn = matt.visat_namn
    return Diagram(f"matt-{nyckel_of(matt)}", namn, typ, tuple(kategorier), tuple(serier), namn, namn, matt_enhet=matt.enhet)


def _months_chart(kalla: Kalla, period: Period) -> Diagram | None:
    """A line per year, the newest first, and the year's budget; None where no year has two months to draw a line between."""
    breaks = [(int(day[:4]), int(day[5:7])) for day in kalla.breaks(period)]
    rows = {ar: kalla.months(ar, period) for ar in range(period.ar, period.ar - MANADSAR, -1)}
    rows = {ar: row for ar, row in rows.items() if any(value is not None for value in row)}
    if len(breaks) > 1:  # one mark in a chart: what was before the break before is left out
        rows = {ar: row for ar, row in rows.items() if ar > breaks[-2][0] or ar == breaks[-1][0]}
    if not any(sum(value is not None for value in row) > 1 for row in rows.values()):
        return None
    serier = [Serie(str(ar), _ROLLER[period.ar - ar], varden=_floats(row)) for ar, row in rows.items()]
    budget = kalla.budget_months(period.ar)
    if any(value is not None for value in budget):
        serier.append(Serie(f"Budget {period.ar}", Roll.BUDGET, varden=_floats(budget)))
    found = _diagram(kalla, Diagramtyp.LINJE, MANADER_KORT, serier)
    if not breaks or breaks[-1][0] not in rows or breaks[-1] == (min(rows), 1):
        return found
    ar, manad = breaks[-1]
    return replace(found, brott=manad - 1, brott_text=f"serien bruten {MANADER_KORT[manad - 1]} {ar}")


def _quarters_chart(kalla: Kalla, period: Period) -> Diagram | None:
    """A bar per quarter, oldest first; None where fewer than three quarters have values."""
    breaks = [(int(day[:4]), (int(day[5:7]) + 2) // 3) for day in kalla.breaks(period)]
    first = max([(period.ar - MANADSAR + 1, 1), *breaks[-2:-1]])
    times = [(ar, nr) for ar in range(first[0], period.ar + 1) for nr in (1, 2, 3, 4) if (ar, nr) >= first]
    values = [kalla.quarter(ar, nr, period) for ar, nr in times]
    known = [place for place, value in enumerate(values) if value is not None]
    if len(known) < LEAST_QUARTERS:
        return None
    drawn = slice(known[0], known[-1] + 1)
    kategorier = [f"{ar} kv {nr}" for ar, nr in times[drawn]]
    found = _diagram(kalla, Diagramtyp.STAPLAR, kategorier, [Serie("Kvartal", Roll.UTFALL, varden=_floats(values[drawn]))])
    inside = breaks and times[drawn][0] < breaks[-1] <= times[drawn][-1]
    return replace(found, brott=times[drawn].index(breaks[-1])) if inside else found


def _years_chart(kalla: Kalla, period: Period) -> Diagram | None:
    """Bars per year, oldest first: the whole year, January to the period, and a prognos where the year is not over."""
    breaks = [int(day[:4]) for day in kalla.breaks(period)]
    oldest = min(int(rad.fran[:4]) for rad in kalla.matt.rader) - 1  # a year's file may hold the year before without its own
    first = max([period.ar - MOST_AR + 1, oldest, *breaks[-2:-1]])
    span = range(first, period.ar + 1)
    whole = {ar: kalla.whole_year(ar, period) for ar in span}
    part = {ar: kalla.so_far(ar, period) for ar in span}
    coming = {ar: kalla.prognos(ar) if whole[ar] is None else None for ar in span}
    used = [ar for ar in span if any(row[ar] is not None for row in (whole, part, coming))]
    if sum(value is not None for row in (whole, part, coming) for value in row.values()) < 2:
        return None
    years = range(used[0], used[-1] + 1)
    beside = any(value is not None for value in part.values())
    rows = (
        (HELAR, Roll.FOREGAENDE if beside else Roll.UTFALL, whole),
        (period.span.capitalize(), Roll.UTFALL, part),
        (PROGNOS, Roll.PROGNOS, coming),
    )
    serier = [
        Serie(namn, roll, varden=_floats([row[ar] for ar in years]))
        for namn, roll, row in rows
        if any(value is not None for value in row.values())
    ]
    found = _diagram(kalla, Diagramtyp.STAPLAR, [str(ar) for ar in years], serier)
    inside = breaks and years[0] < breaks[-1] <= years[-1]
    return replace(found, brott=years.index(breaks[-1])) if inside else found


def _floats(values: Sequence[Decimal | None]) -> tuple[float | None, ...]:
    return tuple(None if value is None else float(value) for value in values)


def _alt(diagram: Diagram) -> str:
    """Every figure that is drawn, and the break."""
    form = f"{'Linje' if diagram.typ is Diagramtyp.LINJE else 'Stapel'}diagram per {time_name(diagram).lower()}"
    parts = [f"{form}. {caption(diagram, Enhet.KR)}."]
    for serie in diagram.serier:
        pairs = [(tid, value) for tid, value in zip(diagram.kategorier, serie.varden, strict=True) if value is not None]
        shown = ", ".join(_said(tid, format_exakt(Decimal(str(value)), 2)) for tid, value in pairs)
        parts.append(f"{serie.namn}: {shown}.")
    if diagram.brott is not None:
        since = diagram.brott_text.removeprefix("serien bruten ") or diagram.kategorier[diagram.brott]
        parts.append(f"Serien är bruten från {_long(since)}: det som var före går inte att jämföra med.")
    return " ".join(parts)


def _said(tid: str, figure: str) -> str:
    """A figure after its month, before its year: two numbers beside each other would be read as one."""
    return f"{figure} ({tid})" if tid[-1].isdigit() else f"{tid} {figure}"


def _long(since: str) -> str:
    """`mar 2022` -> `mars 2022`."""
    manad, _, ar = since.partition(" ")
    return f"{MANADER[MANADER_KORT.index(manad)]} {ar}" if manad in MANADER_KORT else since
