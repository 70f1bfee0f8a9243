"""Mått as cells of a report, and what is said under every table of them."""

from collections.abc import Sequence
from decimal import Decimal

from finance.format import NB, format_tal
from finance.inlasning.planrader import Mattrad
from finance.matt import DOLT, OKAND, Tal
from finance.period import MANADER
from finance.rapport.modell import Cell, Tabell

MOST_NAMES = 5


def to_cell(value: Tal) -> Cell:
    """A value as a cell: a whole number, a decimal one, or the text that stands for it."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def percent(value: Decimal | None) -> Cell:
    """A computed percentage; it is rounded where it is shown, once."""
    return None if value is None else float(value)


def sign_notes(tabeller: Sequence[Tabell]) -> tuple[str, ...]:
    """What the signs in the cells mean, those that are there."""
    cells = {cell for tabell in tabeller for rad in tabell.rader for cell in rad.celler[1:] if isinstance(cell, str)}
    small = sorted(cell for cell in cells if cell.startswith("<"))
    return (
        *(("? = värdet är okänt i källan.",) if OKAND in cells else ()),
        *((f"{small[0]} = antalet är så litet att det inte visas.",) if small else ()),
        *((f"{DOLT} = visas inte, för då går det dolda antalet att räkna ut.",) if DOLT in cells else ()),
    )


def break_note(namn: str, brott: str) -> str:
    """From when a series cannot be compared with what was before."""
    since = f"{MANADER[int(brott[5:7]) - 1]} {brott[:4]}"
    return f"{namn}: serien är bruten från {since}. Det som var före går inte att jämföra med."


def kon_note(saknar: Sequence[str]) -> tuple[str, ...]:
    """Mått without kön, where all shall have it."""
    if not saknar:
        return ()
    names = ", ".join(f"”{namn}”" for namn in saknar[:MOST_NAMES])
    more = f" och {len(saknar) - MOST_NAMES} till" if len(saknar) > MOST_NAMES else ""
    return (f"Ofullständigt: könsuppdelning saknas för {names}{more}.",)


def window_text(fran: str, till: str) -> str:
    """The days a value is about, as printed: `1/1–30/4`, or `30/4` for a day."""
    days = [f"{int(day[8:10])}/{int(day[5:7])}" for day in (fran, till)]
    return days[1] if fran == till else "–".join(days)


def same_window(rad: Mattrad, fran: str, till: str) -> bool:
    """Whether a value is about the same days a year earlier; the last of February is the same day in every year."""
    return (_day(rad.fran), _day(rad.till)) == (_day(fran), _day(till)) and (
        int(till[:4]) - int(rad.till[:4]) == 1 == int(fran[:4]) - int(rad.fran[:4])
    )


def _day(day: str) -> str:
    return "02-28" if day[5:] == "02-29" else day[5:]


def per_cent(value: Decimal) -> str:
    """Whole percent with its sign, for a sentence."""
    return f"{format_tal(value)}{NB}%"


def change_sentence(changes: Sequence[Cell], what: str) -> str:
    """How many went up and down, of those that can be compared; "" where none can."""
    numbers = [change for change in changes if isinstance(change, (int, float))]
    if not numbers:
        return ""
    up, down = sum(change > 0 for change in numbers), sum(change < 0 for change in numbers)
    same = len(numbers) - up - down
    counts = [(count, word) for count, word in ((up, "högre"), (down, "lägre"), (same, "lika")) if count]
    parts = [f"{count} {'är' if place else 'mått är'} {word}" for place, (count, word) in enumerate(counts)]
    return f"{what[:1].upper()}{what[1:]}: {joined(parts)}."


def joined(names: Sequence[str]) -> str:
    """`a, b och c`."""
    return " och ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
