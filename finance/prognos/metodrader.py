"""The methods side by side for one line: what each of them says of the full year, with interval and record.

The system's prognos, without bedömningar: as `finance.prognos.helarsprognos` would show it with that method everywhere.
Amounts: whole öre, canonical sign (kostnad +).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from finance.kub import GRUPPER
from finance.lage import Lage
from finance.prognos.anpassade_cache import without_fitting
from finance.prognos.anpassade_namnd import compute_anpassade, fitted_status
from finance.prognos.aterprov import total_by
from finance.prognos.helarsprognos import Helarsprognos, booked_bokslut, chosen_metod, compute_helarsprognos, own_prognos
from finance.prognos.intervall import widen
from finance.prognos.metoder import ANPASSADE, RADMETODER, RESERVORDNING, SLUTNA, STANDARDMETOD, Metod, Prognos
from finance.prognos.radmetoder import compute_radmetoder
from finance.prognos.serier import forecast_series
from finance.prognos.traffsakerhet import Traff, compute_traffsakerhet
from finance.struktur import Gren


@dataclass(frozen=True, slots=True)
class Metodrad:
    """One method on one line. `anvands`: the shown prognos of the whole line is made by it.

    `utan`: parts that it could not be computed for; there the default is used. `forklaring`: Swedish sentences.
    """

    metod: Metod
    total_ore: int
    low_ore: int
    high_ore: int
    anvands: bool
    utan: int
    traff: Traff | None
    forklaring: tuple[str, ...] = ()


def compute_metodrader(lage: Lage, gren: Gren) -> tuple[Metodrad, ...]:
    """Closed forms in the order of `Metod`, then those that know more than the series where there are any.

    A closed form that the line's own series cannot be forecast with is left out.
    """
    prognos, rows = compute_helarsprognos(lage), lage.kub.rows(gren.blad)
    if not rows:
        return ()
    series = forecast_series(lage, rows, list(range(len(GRUPPER))), STANDARDMETOD, prognos.last_closed)
    closed = [_closed(prognos, gren, rows, series, metod) for metod in SLUTNA if metod in series.methods]
    more = [_more(prognos, rows, series, metod) for metod in RADMETODER if _knowing(lage, rows, metod)]
    return (*closed, *more)


def compute_fitted_rows(lage: Lage, gren: Gren) -> tuple[Metodrad, ...]:
    """The fitted models that are ready for the line; nothing is fitted here (`finance.prognos.anpassade_namnd`)."""
    prognos, rows = compute_helarsprognos(lage), lage.kub.rows(gren.blad)
    totals = compute_anpassade(lage).get(gren.kod, {})
    if not rows or not totals:
        return ()
    with without_fitting():
        series = forecast_series(lage, rows, list(range(len(GRUPPER))), STANDARDMETOD, prognos.last_closed, fitted=True)
    record = compute_traffsakerhet(lage, fitted=True).rad(gren.kod).metoder if fitted_status(lage).fardig else {}
    return tuple(
        _fitted(prognos, rows, series, metod, totals[metod.value], record.get(metod))
        for metod in ANPASSADE
        if metod.value in totals and metod in series.methods
    )


def _fitted(
    prognos: Helarsprognos, rows: Sequence[int], series: Prognos, metod: Metod, total: int, traff: Traff | None
) -> Metodrad:
    if _is_used(prognos, rows, metod):
        shown = prognos.intervall(rows)
        return Metodrad(metod, shown.total_ore, shown.low_ore, shown.high_ore, anvands=True, utan=0, traff=traff)
    half = _half(series, series.methods[metod] - series.methods.get(STANDARDMETOD, series.total))
    return Metodrad(metod, total, total - half, total + half, anvands=False, utan=0, traff=traff)


def compute_serieprognos(prognos: Helarsprognos, gren: Gren) -> Prognos:
    """The prognos of the line's own series, with the numbers behind it: of a line without parts the one that is used."""
    rows = prognos.kub.rows(gren.blad)
    if len(rows) == 1:
        return prognos.egna[rows[0]]
    return forecast_series(prognos.lage, rows, list(range(len(GRUPPER))), prognos.metod or STANDARDMETOD, prognos.last_closed)


def _closed(prognos: Helarsprognos, gren: Gren, rows: Sequence[int], series: Prognos, metod: Metod) -> Metodrad:
    used = _is_used(prognos, rows, metod)
    traff = compute_traffsakerhet(prognos.lage).rad(gren.kod).metoder.get(metod)
    without = sum(metod not in prognos.egna[row].methods for row in rows if prognos.egna[row].methods)
    if used:
        shown = prognos.intervall(rows)
        return Metodrad(metod, shown.total_ore, shown.low_ore, shown.high_ore, used, without, traff)
    bokslut = booked_bokslut(prognos.lage, prognos.last_closed)
    total = sum(round(total_by(prognos.egna[row], metod, RESERVORDNING)) + int(bokslut[row]) for row in rows)
    half = _half(series, series.methods[metod] - series.methods.get(STANDARDMETOD, series.total))
    return Metodrad(metod, total, total - half, total + half, used, without, traff)


def _more(prognos: Helarsprognos, rows: Sequence[int], series: Prognos, metod: Metod) -> Metodrad:
    """A method that knows more than the series: its own figure where it has one, the default's elsewhere."""
    lage, known = prognos.lage, set(_knowing(prognos.lage, rows, metod))
    bokslut = booked_bokslut(lage, prognos.last_closed)
    total, moved = 0, 0.0
    for row in rows:
        egen = own_prognos(lage, row, metod if row in known else STANDARDMETOD, prognos.last_closed)
        total += round(egen.prognos.total) + int(bokslut[row])
        moved += egen.avstand
    half = _half(series, moved)
    found = compute_radmetoder(lage)
    words = tuple(text for row in sorted(known) for rad in found[lage.kub.noder[row], metod] for text in rad.forklaring)
    used = _is_used(prognos, rows, metod)
    if used:
        shown = prognos.intervall(rows)
        return Metodrad(metod, shown.total_ore, shown.low_ore, shown.high_ore, used, 0, None, words)
    return Metodrad(metod, total, total - half, total + half, used, len(rows) - len(known), None, words)


def _half(series: Prognos, distance: float) -> int:
    half = (series.high - series.low) / 2
    return round(widen(half, distance)) if half else 0


def _knowing(lage: Lage, rows: Sequence[int], metod: Metod) -> list[int]:
    found = compute_radmetoder(lage)
    return [row for row in rows if (lage.kub.noder[row], metod) in found]


def _is_used(prognos: Helarsprognos, rows: Sequence[int], metod: Metod) -> bool:
    """Whether the parts are made by it: all of them, or it is what they all should have and some had to take another."""
    made = {prognos.egna[row].method for row in rows}
    wanted = {chosen_metod(prognos.lage, prognos.kub.noder[row]) for row in rows}
    return made == {metod} or (len(made) > 1 and wanted == {metod})
