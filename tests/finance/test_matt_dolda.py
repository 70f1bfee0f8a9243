"""Small counts: an attacker who tries every possible table never finds out a hidden one."""

from collections.abc import Hashable, Iterable
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from finance.matt import DOLT, Tal
from finance.matttal import Samband, hide_cells

BELOW = 5
COUNTS = st.integers(0, 12)


def possible(shown: Tal, most: int) -> Iterable[int]:
    """What an attacker knows that a cell may be. "dolt" stands for what is not small."""
    if isinstance(shown, Decimal):
        return [int(shown)]
    return [number for number in range(most + 1) if (0 < number < BELOW) is (shown != DOLT)]


def find_out(shown: dict[Hashable, Tal], keys: list[str], laws: list[Samband]) -> dict[str, set[int]]:
    """Every value that each cell has in some table that agrees with what is shown and with the laws."""
    found: dict[str, set[int]] = {key: set() for key in keys}
    sums = {law.helhet for law in laws}
    free = [key for key in keys if key not in sums]
    for numbers in product(*(possible(shown[key], 16) for key in free)):
        table: dict[Hashable, int] = dict(zip(free, numbers, strict=True))
        for law in laws:
            table.setdefault(law.helhet, sum(table[key] for key in law.delar))
        agrees = all(table[law.helhet] == sum(table[key] for key in law.delar) for law in laws)
        if agrees and all(not isinstance(shown[key], Decimal) or table[key] == shown[key] for key in keys):
            for key in keys:
                found[key].add(table[key])
    return found


def check(values: dict[str, int], laws: list[Samband]) -> dict[Hashable, Tal]:
    cells: dict[Hashable, Tal] = {key: Decimal(value) for key, value in values.items()}
    shown = hide_cells(cells, laws, BELOW)
    known = find_out(shown, list(values), laws)
    for key, value in values.items():
        assert shown[key] == value or isinstance(shown[key], str)
        if 0 < value < BELOW:
            assert len(known[key]) > 1, (values, shown)
    return shown


@given(COUNTS, COUNTS, COUNTS)
@settings(max_examples=150, deadline=None)
def test_parts_under_a_whole_never_give_a_small_one_away(a: int, b: int, c: int) -> None:
    check({"whole": a + b + c, "a": a, "b": b, "c": c}, [Samband("whole", ("a", "b", "c"))])


@given(COUNTS, COUNTS, COUNTS)
@settings(max_examples=150, deadline=None)
def test_a_year_and_its_first_months_never_give_a_small_month_away(a: int, b: int, c: int) -> None:
    laws = [
        Samband("so_far", ("a", "b"), viker=True),
        Samband("year", ("a", "b", "c"), viker=True),
        Samband("year", ("so_far", "c"), viker=True),
    ]
    check({"so_far": a + b, "year": a + b + c, "a": a, "b": b, "c": c}, laws)


def test_the_example_of_the_method() -> None:
    shown = check({"whole": 20, "skola": 11, "polis": 3, "övrigt": 6}, [Samband("whole", ("skola", "polis", "övrigt"))])
    assert shown == {"whole": 20, "skola": 11, "polis": "<5", "övrigt": DOLT}


def test_parts_that_are_not_the_whole_are_left_alone() -> None:
    cells: dict[Hashable, Tal] = {"whole": Decimal(40), "a": Decimal(11), "b": Decimal(3)}
    assert hide_cells(cells, [Samband("whole", ("a", "b"))], BELOW) == {"whole": 40, "a": 11, "b": "<5"}


def test_two_that_can_only_be_one_each_are_not_told_by_their_sum() -> None:
    cells: dict[Hashable, Tal] = {"sum": Decimal(12), "a": Decimal(1), "b": Decimal(1), "c": Decimal(10)}
    shown = hide_cells(cells, [Samband("sum", ("a", "b", "c"), viker=True)], BELOW)
    assert shown == {"sum": DOLT, "a": "<5", "b": "<5", "c": 10}


def test_without_a_limit_all_is_shown() -> None:
    cells: dict[Hashable, Tal] = {"whole": Decimal(4), "a": Decimal(1), "b": Decimal(3)}
    assert hide_cells(cells, [Samband("whole", ("a", "b"))], 0) == cells
