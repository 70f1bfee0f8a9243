"""A mått by month over several years: a row per year, newest first, its budget, what it is so far and the change on a year."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from finance.format import format_exakt
from finance.inlasning.matt.etiketter import dimension_of
from finance.inlasning.planrader import Ackumulering, Frekvens, Vardetyp
from finance.matt import Matt, Tal, month_days
from finance.period import MANADER_KORT, Period
from finance.rapport.matt.celler import break_note, change_sentence, joined, to_cell
from finance.rapport.matt.rutnat import Mattcellrad, Summering, hide_rows, minus
from finance.rapport.modell import Kolumn, Kolumntyp, Rad, Tabell

AR = 5
"""Years that are shown at the most, this one among them."""
MOST_ROWS = 40
"""Rows above which older years are left out, down to two."""
_MANAD = tuple(f"manad_{manad}" for manad in range(1, 13))
_SATT = {
    Ackumulering.SUMMA: "summan",
    Ackumulering.MEDEL: "medelvärdet",
    Ackumulering.SENASTE: "det senaste värdet",
    Ackumulering.UNIK: "inte uträknat, för samma person kan finnas i flera månader",
}


@dataclass(frozen=True, slots=True)
class _Ar:
    """One row before it is shown."""

    rad: Mattcellrad
    ar: int
    typ: Vardetyp


def has_years(matt: Matt, period: Period) -> bool:
    """Whether it has values by month both of this year or the last and of an earlier year."""
    years = set(years_of(matt, period))
    return len(years) > 1 and max(years) >= period.ar - 1


def years_of(matt: Matt, period: Period, typ: Vardetyp = Vardetyp.UTFALL) -> tuple[int, ...]:
    """The years with a value by month, newest first, `AR` of them at the most."""
    last = month_days(period.ar, min(period.manad, 12))[1]
    found = {
        int(rad.fran[:4])
        for rad in matt.rader
        if rad.frekvens is Frekvens.MANAD and rad.typ is typ and (rad.till <= last or typ is Vardetyp.BUDGET)
    }
    return tuple(ar for ar in sorted(found, reverse=True) if period.ar - AR < ar <= period.ar)


def series_of(matten: Iterable[Matt], period: Period) -> tuple[Matt, ...]:
    """What has a series of its own in a table over years: the wholes, and flykting beside ej flykting."""
    return tuple(
        one for one in matten if (not one.kategori or dimension_of(one.kategori) == "flykting") and has_years(one, period)
    )


def years_table(
    tabell_id: str, titel: str, matten: Sequence[Matt], period: Period, below: int, *, bara: Matt | None = None
) -> Tabell:
    """Rows are years of each mått; columns so far, the change, the year and its months. Counts below `below` are hidden.

    `bara`: the only one that has rows; the others are there so that none of them can be worked out.
    """
    manad = min(period.manad, 12)
    rows = _rows(matten, period)
    shown = hide_rows([row.rad for row in rows], _sums(manad), below)
    by_key = {(id(row.rad.matt), row.ar, row.typ): values for row, values in zip(rows, shown, strict=True)}
    rader = []
    seen = [(row, values) for row, values in zip(rows, shown, strict=True) if bara is None or row.rad.matt is bara]
    for row, values in seen:
        before = by_key.get((id(row.rad.matt), row.ar - 1, row.typ), {})
        change = None if _is_broken(row, manad) else minus(values["hittills"], before.get("hittills"))
        cells = (values["hittills"], change, values["helar"], *(values[key] for key in _MANAD))
        rader.append(Rad((row.rad.namn, *map(to_cell, cells)), niva=row.rad.niva))
    rows = [row for row, _ in seen]
    noter = tuple(_notes([bara] if bara else matten, rows, period))
    return Tabell(tabell_id, titel, _columns(period), tuple(rader), slutsats=_summary(rows, rader, period), noter=noter)


def _summary(rows: Sequence[_Ar], rader: Sequence[Rad], period: Period) -> str:
    """How many are higher and lower than the same months of last year."""
    latest = [rad.celler[2] for row, rad in zip(rows, rader, strict=True) if (row.ar, row.typ) == (period.ar, Vardetyp.UTFALL)]
    return change_sentence(latest, f"{period.span} {period.ar} mot samma tid {period.ar - 1}")


def _columns(period: Period) -> tuple[Kolumn, ...]:
    return (
        Kolumn("namn", "Mått och år", Kolumntyp.TEXT),
        Kolumn("hittills", period.span.capitalize(), Kolumntyp.MATT),
        Kolumn("forandring", "Mot året före", Kolumntyp.FORANDRING),
        Kolumn("helar", "Helår", Kolumntyp.MATT),
        *(Kolumn(key, namn, Kolumntyp.MATT) for key, namn in zip(_MANAD, MANADER_KORT, strict=True)),
    )


def _sums(manad: int) -> tuple[Summering, ...]:
    so_far, rest = _MANAD[:manad], _MANAD[manad:]
    return Summering("hittills", so_far), Summering("helar", _MANAD), Summering("helar", ("hittills", *rest))


def _rows(matten: Sequence[Matt], period: Period) -> list[_Ar]:
    """As many years as `MOST_ROWS` allows, two at the least."""
    for years in range(AR, 1, -1):
        rows = [row for matt in matten for row in _of_matt(matt, period, years)]
        if len(rows) <= MOST_ROWS:
            break
    return rows


def _of_matt(matt: Matt, period: Period, years: int) -> list[_Ar]:
    """The years of a mått, the first with its name, then its budget."""
    shown = [ar for ar in years_of(matt, period) if ar > period.ar - years]
    rows = [_row(matt, ar, Vardetyp.UTFALL, period, first=not place) for place, ar in enumerate(shown)]
    budget = _row(matt, period.ar, Vardetyp.BUDGET, period)
    return rows + ([budget] if rows and any(value is not None for value in budget.rad.varden.values()) else [])


def _row(matt: Matt, ar: int, typ: Vardetyp, period: Period, *, first: bool = False) -> _Ar:
    """A year; months after the period are not there yet, but those of a budget are."""
    manad = min(period.manad, 12)
    until = manad if ar == period.ar and typ is Vardetyp.UTFALL else 12
    months = [value if place < until else None for place, value in enumerate(matt.months(ar, typ))]
    whole = matt.so_far(ar, 12, typ) if until == 12 else None
    varden: dict[str, Tal] = {**dict(zip(_MANAD, months, strict=True)), "hittills": matt.so_far(ar, manad, typ), "helar": whole}
    namn = f"{matt.visat_namn} {ar}" if first else f"Budget {ar}" if typ is Vardetyp.BUDGET else f"{ar}"
    return _Ar(Mattcellrad(matt, namn + _break_mark(matt, ar, typ), varden, f"{typ} {ar}", 1 if first else 2), ar, typ)


def _break_mark(matt: Matt, ar: int, typ: Vardetyp) -> str:
    broken = [day for day in matt.brott if day.startswith(str(ar))] if typ is Vardetyp.UTFALL else []
    return f" (brott i {MANADER_KORT[int(broken[-1][5:7]) - 1]})" if broken else ""


def _is_broken(row: _Ar, manad: int) -> bool:
    """Whether the series is broken between the same months of the year before and these."""
    return any(f"{row.ar - 1}-01-01" < day <= month_days(row.ar, manad)[1] for day in row.rad.matt.brott)


def _notes(matten: Sequence[Matt], rows: Sequence[_Ar], period: Period) -> Iterable[str]:
    yield _how(matten, period)
    shown = {(id(row.rad.matt), row.ar) for row in rows}
    older = {ar for matt in matten for ar in years_of(matt, period) if (id(matt), ar) not in shown}
    if older:
        yield f"Åren {min(older)}–{max(older)} får inte plats här. Välj ett mått i taget på sidan Mått för att se dem."
    oldest = min((row.ar for row in rows), default=period.ar)
    for matt in matten:
        yield from (break_note(matt.visat_namn, day) for day in matt.brott if day > f"{oldest}-01-01")
        yield from budget_lines(matt, period)


def _how(matten: Sequence[Matt], period: Period) -> str:
    """What the months so far become: of most mått, then those that are another way, by name."""
    kinds = Counter(matt.ackumulering for matt in matten)
    (usual, _), *others = kinds.most_common()
    said = [f"{period.span.capitalize()} är {_SATT[usual]}"]
    said += [f"för {joined([m.visat_namn for m in matten if m.ackumulering is kind])} {_SATT[kind]}" for kind, _ in others]
    return f"{'; '.join(said)}."


def budget_lines(matt: Matt, period: Period) -> Iterable[str]:
    """How what is so far stands against the budget of the same months."""
    manad = min(period.manad, 12)
    now, budget = matt.so_far(period.ar, manad), matt.so_far(period.ar, manad, Vardetyp.BUDGET)
    rest = minus(now, budget)
    if rest is None or matt.is_antal:
        return
    unit = f" {matt.enhet}" if matt.enhet and matt.enhet not in matt.visat_namn else ""
    how = "lika mycket som" if rest == 0 else f"{format_exakt(abs(rest), 2)}{unit} {'mer' if rest > 0 else 'mindre'} än"
    yield f"{matt.visat_namn} {period.span} {period.ar} är {how} budget."
