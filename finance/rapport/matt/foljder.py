"""Mått as texts may speak of them: what the tables of the report show, and nothing that they hide.

A nyckeltal with a window of its own (1/12-28/2) has that window's value, beside that of the same days a year before.
"""

from collections.abc import Sequence
from dataclasses import replace

from finance.inlasning.planrader import Ackumulering, Vardetyp
from finance.lage import Lage
from finance.matt import DOLT, Matt, Mattfoljd, Tal, compute_foljd, hide_row, hide_small, list_matt, month_days
from finance.period import Period
from finance.rapport.matt.fonster import find_window, window_value

_DELAR = (1, 3, 4)
"""Months, quarters, tertials: the parts of a year that a table may show beside their sum."""


def read_foljder(lage: Lage) -> tuple[Mattfoljd, ...]:
    """Every mått without kategori in the order it stands, hidden as the nämnd has chosen."""
    below = lage.rapportval.matt.dolj_under
    whole = [matt for matt in list_matt(lage.matt) if not matt.kategori]
    return tuple(read_foljd(matt, lage.period, below) for matt in whole)


def read_foljd(matt: Matt, period: Period, below: int = 0) -> Mattfoljd:
    """One mått. A sum that would give away a hidden part of it is `DOLT`."""
    found = compute_foljd(matt, period, dolj_under=below)
    if found.nu is None:
        return _of_window(found, period, below)
    if not below or not matt.is_antal or matt.ackumulering is not Ackumulering.SUMMA:
        return found
    manad = min(period.manad, 12)
    return replace(
        found,
        nu=_unless_given_away(matt, found.nu, period.ar, manad, below),
        nu_foregaende=_unless_given_away(matt, found.nu_foregaende, period.ar - 1, manad, below),
        helar_foregaende=_unless_given_away(matt, found.helar_foregaende, period.ar - 1, 12, below),
    )


def _unless_given_away(matt: Matt, whole: Tal, ar: int, manad: int, below: int) -> Tal:
    for length in _DELAR:
        starts = range(1, manad - length + 2, length)
        parts: Sequence[Tal] = [
            matt.value(Vardetyp.UTFALL, month_days(ar, m)[0], month_days(ar, m + length - 1)[1]) for m in starts
        ]
        if hide_row(parts, whole, below)[1] == DOLT:
            return DOLT
    return whole


def _of_window(found: Mattfoljd, period: Period, below: int) -> Mattfoljd:
    window = find_window(found.matt, period)
    if window is None:
        return found
    matt = found.matt
    values = (window_value(matt, window, before=before) for before in (False, True))
    now, then = (hide_small(value, below) if matt.is_antal else value for value in values)
    brott = next((day for day in reversed(matt.brott) if f"{period.ar - 1}-01-01" < day <= window[1]), "")
    return replace(found, nu=now, nu_foregaende=then, brott=brott)
