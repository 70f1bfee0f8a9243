"""Money: rounding once, half away from zero, and splits that sum to the whole."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.belopp import Enhet, round_half_away, split_by_weights, split_evenly, to_enhet, to_ore

ORE = st.integers(-(10**14), 10**14)


@pytest.mark.parametrize(
    ("ore", "enhet", "shown"),
    [
        (12_720_000, Enhet.TKR, "127"),  # HVB Klivet och Kollektivet, DOMAN 1 point 3
        (50_000, Enhet.TKR, "1"),  # exactly half a tkr goes away from zero
        (-50_000, Enhet.TKR, "-1"),
        (49_999, Enhet.TKR, "0"),
        (-4_999_999, Enhet.MNKR, "0.0"),  # never minus zero
        (-5_000_000, Enhet.MNKR, "-0.1"),
        (24_658_321_455, Enhet.MNKR, "246.6"),
        (150, Enhet.KR, "2"),
    ],
)
def test_an_amount_is_rounded_half_away_from_zero(ore: int, enhet: Enhet, shown: str) -> None:
    assert str(to_enhet(ore, enhet)) == shown


@given(ORE)
def test_rounding_is_odd(ore: int) -> None:
    assert to_enhet(-ore, Enhet.TKR) == -to_enhet(ore, Enhet.TKR)


@given(ORE, st.integers(1, 40))
def test_an_even_split_sums_to_the_whole_and_only_the_last_part_differs(ore: int, parts: int) -> None:
    split = split_evenly(ore, parts)
    assert sum(split) == ore
    assert len(split) == parts
    assert len(set(split[:-1])) <= 1
    assert abs(split[-1] - split[0]) < parts


@given(st.integers(-(10**12), 10**12), st.lists(st.floats(0, 1e6, allow_subnormal=False), min_size=1, max_size=20))
def test_a_weighted_split_sums_to_the_whole(ore: int, weights: list[float]) -> None:
    split = split_by_weights(ore, weights)
    assert sum(split) == ore
    if sum(weights) > 1:
        exact = [ore * weight / sum(weights) for weight in weights]
        assert all(abs(part - share) <= 1 + abs(ore) * 1e-12 for part, share in zip(split, exact, strict=True))


def test_a_split_without_weights_is_empty() -> None:
    assert split_by_weights(100, []) == []


@given(st.decimals(-(10**9), 10**9, places=2))
def test_kronor_with_two_decimals_are_exact_in_ore(kronor: Decimal) -> None:
    assert Decimal(to_ore(kronor)) / 100 == kronor


def test_more_than_two_decimals_are_rounded_half_away() -> None:
    assert [to_ore(Decimal(text)) for text in ("0.005", "-0.005", "0.0049")] == [1, -1, 0]


def test_a_unit_is_read_exactly() -> None:
    assert to_ore(Decimal("12.3"), Enhet.MNKR) == 1_230_000_000
    assert to_ore(Decimal("-6747.25"), Enhet.TKR) == -674_725_000


def test_rounding_keeps_the_asked_number_of_decimals() -> None:
    assert str(round_half_away(Decimal("2.345"), 2)) == "2.35"
