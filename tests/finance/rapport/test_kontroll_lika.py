"""When a figure is a value, and when it is a slip of one. Expected by hand."""

from decimal import Decimal

import pytest

from finance.belopp import Enhet
from finance.rapport.kontroll.lika import is_slip, same_ore
from finance.rapport.kontroll.tal import find_tal

ORE = Decimal(458_950_000)  # 4,5895 Mnkr


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("4,6 mnkr", True),
        ("4 600 tkr", True),  # as a table in Mnkr prints it
        ("4 590 tkr", True),
        ("4 589 500 kr", True),
        ("4 500 tkr", False),
        ("4,5 mnkr", False),
        ("5 mnkr", True),
        ("5 000 tkr", False),  # zeros are rounding only within two percent
        ("cirka 4,5 mnkr", True),
        ("cirka 4,1 mnkr", False),
    ],
)
def test_a_figure_is_right_as_it_is_written_or_as_the_table_prints_it(text: str, right: bool) -> None:
    (tal,) = find_tal(text)
    assert tal.enhet is not None
    assert same_ore(tal.varde, ORE, tal.enhet, Enhet.MNKR, tal) is right


@pytest.mark.parametrize(
    ("text", "table", "slip"),
    [
        ("5,4 mnkr", "4.5", True),
        ("6 477 tkr", "6747", True),
        ("6 746 tkr", "6747", True),
        ("12,3 mnkr", "11.3", False),  # one of three digits may be another figure
        ("7 467 tkr", "6747", False),
        ("45 mnkr", "4.5", False),
    ],
)
def test_a_slip_is_two_neighbours_that_changed_places_or_one_digit_of_four(text: str, table: str, slip: bool) -> None:
    (tal,) = find_tal(text)
    assert is_slip(tal, Decimal(table)) is slip
