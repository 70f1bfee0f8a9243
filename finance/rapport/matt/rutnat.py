"""Rows of mått before they are a table: values by column, with what is small hidden along rows and between whole and parts."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from finance.inlasning.planrader import Ackumulering
from finance.inlasning.tabell.rubrik import fold
from finance.matt import Matt, Tal, list_helheter
from finance.matttal import Samband, hide_cells

_ENHETER = ("antal", "kr", "tkr", "dygn", "timmar", "%")


@dataclass(frozen=True, slots=True)
class Mattcellrad:
    """One row. `bara_med`: rows with the same word stand as whole and parts to each other (a year, where rows are years)."""

    matt: Matt
    namn: str
    varden: Mapping[str, Tal]
    bara_med: str = ""
    niva: int = 1


@dataclass(frozen=True, slots=True)
class Summering:
    """A column that is the sum of others, for mått that are summed."""

    nyckel: str
    av: tuple[str, ...]


def hide_rows(rader: Sequence[Mattcellrad], summor: Iterable[Summering], below: int) -> tuple[dict[str, Tal], ...]:
    """The values of each row as they may be shown (docs/metoder.md#små-antal). Only counts are hidden."""
    counts = {place: rad for place, rad in enumerate(rader) if rad.matt.is_antal}
    cells: dict[Hashable, Tal] = {(place, key): value for place, rad in counts.items() for key, value in rad.varden.items()}
    known = [*_down(counts), *_along(counts, tuple(summor))]
    shown = hide_cells(cells, known, below)
    return tuple({key: shown.get((place, key), value) for key, value in rad.varden.items()} for place, rad in enumerate(rader))


def _along(rader: Mapping[int, Mattcellrad], summor: Sequence[Summering]) -> Iterable[Samband]:
    for place, rad in rader.items():
        if rad.matt.ackumulering is Ackumulering.SUMMA:
            for summa in summor:
                if {summa.nyckel, *summa.av} <= set(rad.varden):
                    yield Samband((place, summa.nyckel), tuple((place, key) for key in summa.av), viker=True)


def _down(rader: Mapping[int, Mattcellrad]) -> Iterable[Samband]:
    """Whole and parts in the same column, among rows that stand for the same time."""
    for tag in dict.fromkeys(rad.bara_med for rad in rader.values()):
        places = {id(rad.matt): place for place, rad in rader.items() if rad.bara_med == tag}
        matten = [rader[place].matt for place in places.values()]
        for whole, parts in list_helheter(matten):
            for key in rader[places[id(whole)]].varden:
                yield Samband((places[id(whole)], key), tuple((places[id(part)], key) for part in parts))


def minus(now: Tal, before: Tal) -> Decimal | None:
    """A change between two values that are both shown."""
    return now - before if isinstance(now, Decimal) and isinstance(before, Decimal) else None


def level(matt: Matt) -> int:
    """A part stands under its whole."""
    parts = [part for part in matt.kategori.split(", ") if part and part not in _ENHETER]
    return 1 + (len(parts) if label(matt) != matt.namn else 0)


def label(matt: Matt) -> str:
    """As printed; a part that is printed as its whole is called by both."""
    same = matt.kategori and matt.rubrik == matt.namn and fold(matt.kategori) not in fold(matt.namn)
    return matt.visat_namn if same else matt.rubrik
