"""Mått by quarter: the quarters of last year and this, what is so far where it is summed, and the change on a year."""

from collections.abc import Iterable, Sequence

from finance.inlasning.planrader import Ackumulering
from finance.matt import Matt, Tal, month_days
from finance.period import Period
from finance.rapport.matt.celler import break_note, change_sentence, to_cell
from finance.rapport.matt.rutnat import Mattcellrad, Summering, hide_rows, label, level, minus
from finance.rapport.modell import Kolumn, Kolumntyp, Rad, Tabell

KVARTAL = (1, 2, 3, 4)


def quarters_until(period: Period) -> tuple[int, ...]:
    """The quarters of the year that have ended with the period."""
    return KVARTAL[: min(period.manad, 12) // 3]


def quarter_value(matt: Matt, ar: int, kvartal: int) -> Tal:
    """A quarter as written, else made of its months, else of its last day."""
    return matt.part(ar, kvartal * 3 - 2, kvartal * 3)


def quarter_table(tabell_id: str, titel: str, matten: Sequence[Matt], period: Period, below: int) -> Tabell:
    """Rows are mått, columns quarters; without rows where no quarter of the two years has a value."""
    now = quarters_until(period)
    times = [*((period.ar - 1, nr) for nr in KVARTAL), *((period.ar, nr) for nr in now)]
    rows = [_row(matt, times, now, period) for matt in matten]
    rows = [row for row in rows if any(value is not None for value in row.varden.values())]
    total = any(row.varden["hittills"] is not None for row in rows)
    shown = hide_rows(rows, _sums(period, now), below)
    keys = [*(_key(*time) for time in times), *(("hittills",) if total else ())]
    rader = [
        Rad((row.namn, *(to_cell(values[key]) for key in keys), to_cell(_change(row.matt, values, now, period))), niva=row.niva)
        for row, values in zip(rows, shown, strict=True)
    ]
    ar, nr = _latest(now, period)
    said = change_sentence([rad.celler[-1] for rad in rader], f"kvartal {nr} {ar} mot samma kvartal {ar - 1}")
    kolumner = _columns(times, now, period, total=total)
    return Tabell(tabell_id, titel, kolumner, tuple(rader), slutsats=said, noter=tuple(_notes(rows, now, period)))


def _key(ar: int, kvartal: int) -> str:
    return f"kv{kvartal}_{ar}"


def _row(matt: Matt, times: Iterable[tuple[int, int]], now: Sequence[int], period: Period) -> Mattcellrad:
    varden = {_key(ar, nr): quarter_value(matt, ar, nr) for ar, nr in times}
    summed = matt.ackumulering is Ackumulering.SUMMA and len(now) > 1
    varden["hittills"] = matt.so_far(period.ar, now[-1] * 3) if summed else None
    return Mattcellrad(matt, label(matt), varden, niva=level(matt))


def _sums(period: Period, now: Sequence[int]) -> tuple[Summering, ...]:
    return (Summering("hittills", tuple(_key(period.ar, nr) for nr in now)),) if len(now) > 1 else ()


def _columns(times: Sequence[tuple[int, int]], now: Sequence[int], period: Period, *, total: bool) -> tuple[Kolumn, ...]:
    return (
        Kolumn("namn", "Mått", Kolumntyp.TEXT),
        *(Kolumn(_key(ar, nr), f"Kvartal {nr} {ar}", Kolumntyp.MATT) for ar, nr in times),
        *((Kolumn("hittills", f"Kvartal {now[0]}–{now[-1]} {period.ar}", Kolumntyp.MATT),) if total else ()),
        Kolumn("forandring", "Förändring på ett år", Kolumntyp.FORANDRING),
    )


def _change(matt: Matt, values: dict[str, Tal], now: Sequence[int], period: Period) -> Tal:
    """The latest quarter against the same a year before; nothing across a break."""
    ar, nr = _latest(now, period)
    if any(month_days(ar - 1, nr * 3 - 2)[0] < day <= month_days(ar, nr * 3)[1] for day in matt.brott):
        return None
    return minus(values.get(_key(ar, nr)), values.get(_key(ar - 1, nr)))


def _latest(now: Sequence[int], period: Period) -> tuple[int, int]:
    return (period.ar, now[-1]) if now else (period.ar - 1, 4)


def _notes(rows: Sequence[Mattcellrad], now: Sequence[int], period: Period) -> Iterable[str]:
    if now:
        yield f"Förändring på ett år är kvartal {now[-1]} {period.ar} mot kvartal {now[-1]} {period.ar - 1}."
    for row in rows:
        yield from (break_note(row.matt.visat_namn, day) for day in row.matt.brott if day > f"{period.ar - 1}-01-01")
