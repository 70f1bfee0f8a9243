"""When a written figure is a value of the tables, and when it is nearly one.

Right is a figure that equals the value at its own decimals, as the table prints it (in any unit), or rounded as its zeros show.
Nearly right is what a slip makes: two digits in each other's place, one digit wrong, another unit, the other sign.
"""

from decimal import Decimal

from finance.belopp import Enhet, round_half_away, to_enhet
from finance.rapport.kontroll.tal import Slag, Tal

UNGEFAR = Decimal("0.05")
RUNT = Decimal("0.1")
"""After "drygt" and the like, of a figure with two zeros at its end: drygt 1 000 may be 1 067."""
RUNDAT = Decimal("0.02")
"""Zeros at the end may be rounding when they change the value no more than this."""
LANGT = 4
"""Digits from which one that is wrong is a slip and not another figure."""


def same(value: Decimal, table: Decimal, tal: Tal) -> bool:
    """Equal at the printed decimals or as zeros at the end round it; after "cirka" within a step or five percent."""
    if round_half_away(table, tal.decimaler) == value or _is_rounded(value, table, tal):
        return True
    step = Decimal(1).scaleb(-tal.decimaler)
    return tal.ungefar and abs(value - table) <= max(step, (RUNT if _zeros(value) > 1 else UNGEFAR) * abs(table))


def same_ore(value: Decimal, ore: Decimal, unit: Enhet, report: Enhet, tal: Tal) -> bool:
    """Whether `value` in `unit` is `ore`, or what the report prints of it in its own unit."""
    printed = round_half_away(ore / report.ore, report.decimals) * report.ore / unit.ore
    return same(value, ore / unit.ore, tal) or (printed == value and value != 0)


def _is_rounded(value: Decimal, table: Decimal, tal: Tal) -> bool:
    if tal.decimaler or tal.slag is not Slag.KRONOR or abs(value) < 1000:
        return False
    step = Decimal(10) ** _zeros(value)
    return round_half_away(table / step) * step == value and abs(value - table) <= RUNDAT * abs(table)


def _zeros(value: Decimal) -> int:
    """How many zeros a whole number ends with."""
    whole = str(abs(int(value)))
    return len(whole) - len(whole.rstrip("0")) if value == int(value) and value else 0


def in_unit(tal: Tal, ore: int, unit: Enhet) -> bool:
    """Whether the figure's digits are those of `ore` in `unit`."""
    return bool(tal.varde) and abs(to_enhet(ore, unit, tal.decimaler)) == abs(tal.varde)


def is_slip(tal: Tal, table: Decimal) -> bool:
    """Whether the figure's digits are the table's but for two neighbours that changed places, or one of four or more."""
    said, right = (_digits(value, tal.decimaler) for value in (tal.varde, table))
    if len(said) != len(right) or len(said) < 2:
        return False
    differ = [place for place, (a, b) in enumerate(zip(said, right, strict=True)) if a != b]
    swapped = len(differ) == 2 and differ[1] == differ[0] + 1 and sorted(said) == sorted(right)
    return swapped or (len(differ) == 1 and len(said) >= LANGT)


def digits_of(tal: Tal) -> int:
    """How many digits say something: 8,0 has two, 400 has one."""
    return (
        len(_digits(tal.varde, tal.decimaler).rstrip("0") or "0")
        if not tal.decimaler
        else len(_digits(tal.varde, tal.decimaler))
    )


def _digits(value: Decimal, decimals: int) -> str:
    return str(int(abs(round_half_away(value, decimals)).scaleb(decimals)))
