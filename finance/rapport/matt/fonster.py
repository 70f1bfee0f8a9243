"""Nyckeltal with times of their own (`1/1-30/4`, `30/4`, `1/12-28/2`): the latest of the year, and a year before."""

from finance.inlasning.planrader import Frekvens, Mattrad, Vardetyp
from finance.matt import Matt, Tal, cell_of, month_days
from finance.period import Period
from finance.rapport.matt.celler import same_window


def find_window(matt: Matt, period: Period) -> tuple[str, str] | None:
    """First and last day of the latest value of the year, or the same days a year on where only last year's is known."""
    last = month_days(period.ar, min(period.manad, 12))[1]
    found = [rad for rad in matt.rader if rad.typ is Vardetyp.UTFALL and cell_of(rad) is not None and rad.till <= last]
    # The latest end; of several that end so, the longest.
    this_year = [rad for rad in found if rad.till >= f"{period.ar}-01-01"]
    now = max(this_year, key=lambda rad: (rad.till, _length(rad)), default=None)
    if now is not None:
        return now.fran, now.till
    before = [rad for rad in found if f"{period.ar - 1}-01-01" <= rad.till <= f"{period.ar - 1}{last[4:]}"]
    latest = max(before, key=lambda rad: (rad.till, _length(rad)), default=None)
    return None if latest is None or latest.frekvens is Frekvens.AR else (_next_year(latest.fran), _next_year(latest.till))


def _length(rad: Mattrad) -> int:
    return -int(rad.fran.replace("-", ""))


def _next_year(day: str) -> str:
    return f"{int(day[:4]) + 1:04d}{day[4:] if day[5:] != '02-29' else '-02-28'}"


def window_value(matt: Matt, window: tuple[str, str], *, before: bool, typ: Vardetyp = Vardetyp.UTFALL) -> Tal:
    """The value of the days, or of the same days a year before (utfall: also what a file calls last year's)."""
    if not before:
        return matt.value(typ, *window)
    rows = [rad for rad in matt.rader if rad.typ is typ and same_window(rad, *window)]
    if rows:
        return cell_of(rows[-1])
    return matt.value(Vardetyp.FOREGAENDE_AR, *window) if typ is Vardetyp.UTFALL else None
