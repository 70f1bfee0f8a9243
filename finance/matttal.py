"""A mått as single values: what a cell says, what following months become, and small counts that must not be seen.

A cell is a `Decimal`, "?" (unknown), "<5" or "dolt" (not shown because the count is small), or None (nothing written).
"""

from calendar import monthrange
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from finance.inlasning.planrader import Ackumulering, Mattrad, Vardestatus

Tal = Decimal | str | None
OKAND, DOLT = "?", "dolt"


def cell_of(rad: Mattrad | None) -> Tal:
    """A stored value as a cell."""
    if rad is None or rad.status is Vardestatus.EJ_FRAMTAGEN:
        return None
    if rad.status is Vardestatus.OKAND:
        return rad.anmarkning if rad.anmarkning.startswith("<") and ";" not in rad.anmarkning else OKAND
    return rad.varde


@lru_cache(maxsize=1024)
def month_days(ar: int, manad: int) -> tuple[str, str]:
    """First and last day of a month as ISO text."""
    return f"{ar:04d}-{manad:02d}-01", f"{ar:04d}-{manad:02d}-{monthrange(ar, manad)[1]:02d}"


def span_days(ar: int, fran: int, till: int) -> tuple[str, str]:
    """First and last day of the months `fran` to `till`."""
    return month_days(ar, fran)[0], month_days(ar, till)[1]


def accumulate(parts: Sequence[Tal], how: Ackumulering) -> Tal:
    """What following parts of a year become; None where one lacks, and always for what is counted once however often."""
    if not parts or how is Ackumulering.UNIK:
        return None
    if how is Ackumulering.SENASTE:
        return parts[-1]
    known = [part for part in parts if isinstance(part, Decimal)]
    if len(known) < len(parts):
        return OKAND if OKAND in parts and None not in parts else None
    total = sum(known, Decimal(0))
    return total if how is Ackumulering.SUMMA else total / len(known)


def hide_small(value: Tal, below: int) -> Tal:
    """`<5` for a count of 1 to 4 where the limit is 5; 0 points at nobody."""
    return f"<{below}" if isinstance(value, Decimal) and 0 < value < below else value


def is_hidden(value: Tal) -> bool:
    """Whether a count stands there that is not shown."""
    return isinstance(value, str) and (value == DOLT or value.startswith("<"))


def hide_pair(total: Tal, one: Tal, other: Tal) -> tuple[Tal, Tal]:
    """Kön side by side: where one is hidden and the whole is shown, the other is not shown either (it would give it away)."""
    hidden = [isinstance(value, str) and value.startswith("<") for value in (one, other)]
    if total is None or all(hidden) or not any(hidden):
        return one, other
    return (one, DOLT) if hidden[0] else (DOLT, other)


@dataclass(frozen=True, slots=True)
class Samband:
    """Cells of a table of which the parts are the whole together. `viker`: the whole is what gives way, else a part is."""

    helhet: Hashable
    delar: tuple[Hashable, ...]
    viker: bool = False


def hide_cells(cells: Mapping[Hashable, Tal], samband: Iterable[Samband], below: int) -> dict[Hashable, Tal]:
    """Counts below `below` are not shown, nor those from which a hidden one follows by subtraction in a `samband`.

    docs/metoder.md#små-antal. A samband counts where all its cells have figures and the parts are the whole.
    """
    shown = {key: hide_small(value, below) for key, value in cells.items()}
    if not below:
        return shown
    known = [one for one in samband if _holds(one, cells)]
    while (victim := next((key for one in known if (key := _victim(one, cells, shown, below)) is not None), None)) is not None:
        shown[victim] = DOLT
    return shown


def _holds(one: Samband, cells: Mapping[Hashable, Tal]) -> bool:
    whole, parts = cells.get(one.helhet), [cells.get(key) for key in one.delar]
    numbers = [part for part in parts if isinstance(part, Decimal)]
    return isinstance(whole, Decimal) and len(numbers) == len(parts) > 0 and sum(numbers, Decimal(0)) == whole


def _victim(one: Samband, cells: Mapping[Hashable, Tal], shown: Mapping[Hashable, Tal], below: int) -> Hashable | None:
    """The next cell that must not be shown, or None where nothing can be worked out."""
    hidden = [key for key in one.delar if is_hidden(shown[key])]
    whole_hidden = is_hidden(shown[one.helhet])
    if whole_hidden:
        gives_away = not hidden
    else:
        gives_away = bool(hidden) and (len(hidden) == 1 or _is_pinned([shown[key] for key in hidden], _rest(one, shown), below))
    if not gives_away:
        return None
    if one.viker and not whole_hidden:
        return one.helhet
    left = [key for key in one.delar if key not in hidden]
    return min(left, key=lambda key: _size(cells[key]), default=None if whole_hidden else one.helhet)


def _rest(one: Samband, shown: Mapping[Hashable, Tal]) -> Decimal:
    """What the hidden parts are together, as anybody can work out."""
    whole = shown[one.helhet]
    seen = sum((value for key in one.delar if isinstance(value := shown[key], Decimal)), Decimal(0))
    return whole - seen if isinstance(whole, Decimal) else Decimal(0)


def _is_pinned(hidden: Sequence[Tal], rest: Decimal, below: int) -> bool:
    """Whether only one set of values is possible: all at their least, or all small ones at their most."""
    small = sum(value != DOLT for value in hidden)
    least = small + below * (len(hidden) - small)
    return rest <= least or (small == len(hidden) and rest == small * (below - 1))


def _size(value: Tal) -> tuple[bool, Decimal]:
    number = value if isinstance(value, Decimal) else Decimal(0)
    return number == 0, number


def hide_row(months: Sequence[Tal], whole: Tal, below: int) -> tuple[tuple[Tal, ...], Tal]:
    """Months and their sum: where the sum would give a hidden month away it is not shown."""
    cells: dict[Hashable, Tal] = {**dict(enumerate(months)), "whole": whole}
    shown = hide_cells(cells, [Samband("whole", tuple(range(len(months))), viker=True)], below)
    return tuple(shown[place] for place in range(len(months))), shown["whole"]
