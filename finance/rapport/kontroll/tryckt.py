"""Tables whose figures somebody typed or pasted: printed sums and columns that follow from others.

Values as printed, with their own number of decimals. A sum may differ by half a unit in the last place per term: rounding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from finance.format import format_tal
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod

MINST = 2
"""Rows in which a relation between columns must hold before another row is said to break it."""


@dataclass(frozen=True, slots=True)
class TrycktTabell:
    """`rader`: (name, values per column, None = empty); `summa`: the printed sums, or None."""

    titel: str
    kolumner: tuple[str, ...]
    rader: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    summa: tuple[Decimal | None, ...] | None = None


def check_tryckt(tabell: TrycktTabell) -> Iterator[Fynd]:
    """Every printed sum, then every relation a = b - c that some rows keep and others break."""
    yield from _sums(tabell)
    yield from _relations(tabell)


def _sums(tabell: TrycktTabell) -> Iterator[Fynd]:
    for place, printed in enumerate(tabell.summa or ()):
        terms = [values[place] for _, values in tabell.rader]
        known = [value for value in terms if value is not None]
        if printed is None or not known or sum(known) == printed:
            continue
        total = sum(known, Decimal(0))
        off, allowed = abs(total - printed), _half_step((*known, printed)) * len(known)
        rounding = off <= allowed
        yield Fynd(
            Kod.AVRUNDNING if rounding else Kod.SUMMA,
            Allvar.UPPLYSNING if rounding else Allvar.FEL,
            "",
            tabell.kolumner[place],
            f"{tabell.titel}, summaraden",
            _shown(printed),
            f"raderna ger {_shown(total)}",
            "Skillnaden ryms i avrundningen." if rounding else "Rätta summan, eller lägg till raderna som saknas.",
        )


def _relations(tabell: TrycktTabell) -> Iterator[Fynd]:
    """The difference column that the most rows keep; a row that breaks it is named."""
    told: set[int] = set()
    for a, b, c in permutations(range(len(tabell.kolumner)), 3):
        if b > c or c in told or a in told:
            continue
        yield from _relation(tabell, a, b, c, told)


def _relation(tabell: TrycktTabell, whole: int, part: int, other: int, told: set[int]) -> Iterator[Fynd]:
    """Rows that break whole = part + other, where enough rows keep it."""
    rows = [(namn, values) for namn, values in tabell.rader if None not in (values[whole], values[part], values[other])]
    kept = [row for row in rows if _holds(row[1], whole, part, other)]
    broken = [row for row in rows if row not in kept]
    if len(kept) < max(MINST, len(rows) * 2 // 5) or not broken:
        return
    told.add(whole)
    for namn, values in broken:
        first, second = values[whole], values[part]
        if first is None or second is None:
            continue
        yield Fynd(
            Kod.SAMBAND,
            Allvar.FEL,
            "",
            tabell.kolumner[other],
            f"{tabell.titel}, {namn}",
            _shown(values[other]),
            f"{tabell.kolumner[whole]} minus {tabell.kolumner[part]} är {_shown(first - second)}",
            f"Skriv {_shown(first - second)}, eller rätta beloppen som kolumnen räknas ur.",
        )


def _holds(values: Sequence[Decimal | None], whole: int, part: int, other: int) -> bool:
    a, b, c = values[whole], values[part], values[other]
    if a is None or b is None or c is None or not b or not c:
        return False
    return abs(a - b - c) <= _half_step((a, b, c)) * 2


def _half_step(values: Sequence[Decimal]) -> Decimal:
    """Half a unit in the last place of the coarsest value; whole numbers are exact to one."""
    places = min(max(0, -int(value.as_tuple().exponent)) for value in values)
    return Decimal(1).scaleb(-places) / 2


def _shown(value: Decimal | None) -> str:
    return "tom" if value is None else format_tal(value, max(0, -int(value.as_tuple().exponent)))
