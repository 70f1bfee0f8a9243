"""Mått by year: a column per year, years without a value as a dash, and the change from the first year to the last."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from finance.inlasning.planrader import Frekvens, Vardetyp
from finance.matt import Matt, Tal, cell_of, month_days
from finance.period import Period
from finance.rapport.matt.celler import break_note, change_sentence, percent, to_cell
from finance.rapport.matt.rutnat import Mattcellrad, hide_rows, label, level, minus
from finance.rapport.modell import Kolumn, Kolumntyp, Rad, Tabell

AR = 10
"""Years that are shown at the most."""


def whole_years(matten: Iterable[Matt], period: Period) -> tuple[int, ...]:
    """The years until the period that have a value of the whole year, and those between them, oldest first."""
    last = month_days(period.ar, min(period.manad, 12))[1]
    found = {
        int(rad.fran[:4])
        for matt in matten
        for rad in matt.rader
        if rad.frekvens is Frekvens.AR and rad.typ is Vardetyp.UTFALL and rad.till <= last and cell_of(rad) is not None
    }
    return tuple(range(min(found), max(found) + 1))[-AR:] if found else ()


def by_year_table(tabell_id: str, titel: str, matten: Sequence[Matt], period: Period, below: int) -> Tabell:
    """Rows are mått, columns years; without rows where nothing has a value of a whole year."""
    years = whole_years(matten, period)
    rows = [Mattcellrad(matt, label(matt), {str(ar): matt.so_far(ar, 12) for ar in years}, niva=level(matt)) for matt in matten]
    rows = [row for row in rows if any(value is not None for value in row.varden.values())]
    shown = hide_rows(rows, (), below)
    rader, noter = [], []
    for row, values in zip(rows, shown, strict=True):
        change, share, note = _change(row.matt, [(ar, values[str(ar)]) for ar in years], years)
        rader.append(Rad((row.namn, *map(to_cell, values.values()), to_cell(change), percent(share)), niva=row.niva))
        noter += note
    span = f"{years[0]}–{years[-1]}" if years else ""
    kolumner = (
        Kolumn("namn", "Mått", Kolumntyp.TEXT),
        *(Kolumn(f"ar_{ar}", str(ar), Kolumntyp.MATT) for ar in years),
        Kolumn("forandring", "Förändring", Kolumntyp.FORANDRING),
        Kolumn("forandring_procent", "Procent", Kolumntyp.FORANDRING, decimaler=0),
    )
    said = change_sentence([rad.celler[-2] for rad in rader], f"{years[-1]} mot {years[0]}") if years else ""
    return Tabell(tabell_id, f"{titel} {span}".strip(), kolumner, tuple(rader), slutsats=said, noter=tuple(noter))


def _change(
    matt: Matt, values: Sequence[tuple[int, Tal]], years: Sequence[int]
) -> tuple[Decimal | None, Decimal | None, list[str]]:
    """From the first year with a figure to the last, also in percent where it is not percent. Nothing over a break."""
    known = [(ar, value) for ar, value in values if isinstance(value, Decimal)]
    broken = [day for day in matt.brott if known and f"{known[0][0]}-01-01" < day <= f"{known[-1][0]}-12-31"]
    if broken:
        return None, None, [break_note(matt.visat_namn, day) for day in broken]
    if len(known) < 2:
        return None, None, []
    (first, start), (last, end) = known[0], known[-1]
    change = minus(end, start)
    share = None if change is None or start <= 0 or matt.enhet == "%" else change / start * 100
    other = (first, last) != (years[0], years[-1])
    return change, share, [f"{matt.visat_namn}: förändringen är {first}–{last}."] if other else []
