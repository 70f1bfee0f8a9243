"""Amounts: every spelling that files use, and that what is written can be read back."""

from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.belopp import Enhet, to_ore
from finance.format import format_tal
from finance.inlasning.cell.tal import parse_belopp, parse_varden, split_enhet

BELOPP = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234\u202f567,8", "1234567.8"),
        ("1\u2009234", "1234"),
        ("\u221212,5", "-12.5"),
        ("123,45-", "-123.45"),
        ("(1 234)", "-1234"),
        ("12 kr", "12"),
        ("1 000,50 tkr", "1000.50"),
        ("3,2 Mnkr", "3.2"),
        ("100:-", "100"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1234.5", "1234.5"),
        ("-0,05", "-0.05"),
        ("+7", "7"),
        ("1.5E3", "1500"),
        ("2,5e-2", "0.025"),
        (".5", "0.5"),
        ("007", "7"),
    ],
)
def test_every_spelling_is_read(text: str, value: str) -> None:
    assert parse_belopp(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "-", "abc", "12 34", "1 2345", "--5", "12 %", "1,2,3", "1.2.3", "12 apor", "kr", "٣", "1e99", "true", "(-5)"]
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert parse_belopp(text) is None


def test_a_mark_that_groups_thousands_elsewhere_in_the_column_groups_them_here_too() -> None:
    assert list(parse_varden(pa.array(["1,234.56", "1,234"])).to_ore(Enhet.KR).ore) == [123456, 123400]
    assert list(parse_varden(pa.array(["1.234,56", "1.234"])).to_ore(Enhet.KR).ore) == [123456, 123400]
    assert list(parse_varden(pa.array(["1,5", "1,234"])).to_ore(Enhet.KR).ore) == [150, 123]


def test_a_unit_beside_the_figure_goes_before_the_columns() -> None:
    varden = parse_varden(pa.array(["12 tkr", "12", "1,5 Mnkr"]))
    assert list(varden.to_ore(Enhet.KR).ore) == [1_200_000, 1200, 150_000_000]
    assert varden.enheter == (Enhet.MNKR, Enhet.TKR)
    assert split_enhet("12 tkr") == ("12", Enhet.TKR)


def test_more_decimals_than_ore_are_rounded_half_away_from_zero_and_told() -> None:
    found = parse_varden(pa.array(["0.005", "-0.005", "1.004", "2.675", "1,005"])).to_ore(Enhet.KR)
    assert list(found.ore) == [1, -1, 100, 268, 101]
    assert found.avrundat.all()
    assert not parse_varden(pa.array(["1,23456"])).to_ore(Enhet.TKR).avrundat.any()


def test_empty_and_dash_are_no_figure_and_text_is_a_fault() -> None:
    varden = parse_varden(pa.array(["", "-", "\u2013", "0", "x", "1e15"]))
    assert list(varden.tomt) == [True, True, True, False, False, False]
    assert list(varden.fel) == [False, False, False, False, True, True]


@given(BELOPP)
def test_what_the_format_module_writes_is_read_back(value: Decimal) -> None:
    assert parse_belopp(format_tal(value, 2)) == value
    assert parse_belopp(str(value)) == value


@given(st.lists(BELOPP, min_size=1, max_size=8), st.sampled_from(list(Enhet)))
def test_in_bulk_is_the_same_as_one_by_one(values: list[Decimal], enhet: Enhet) -> None:
    texts = [str(value) if place % 2 else format_tal(value, 2).replace("\u00a0", " ") for place, value in enumerate(values)]
    found = parse_varden(pa.array(texts)).to_ore(enhet)
    assert [int(ore) for ore in found.ore] == [
        to_ore(value, enhet) if abs(value) * enhet.ore < 10**16 else 0 for value in values
    ]


@given(st.text(max_size=12))
def test_no_text_makes_it_fail(text: str) -> None:
    varden = parse_varden(pa.array([text]))
    assert bool(varden.fel[0] or varden.tomt[0]) == (parse_belopp(text) is None)
