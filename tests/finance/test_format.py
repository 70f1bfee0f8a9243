"""Swedish numbers, as they are printed in the published reports."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.belopp import Enhet, Vy, to_enhet
from finance.format import (
    avvikelse_word,
    format_avvikelse,
    format_belopp,
    format_exakt,
    format_kronor,
    format_procent,
    format_tal,
    own_decimals,
)

NB, MINUS = "\u00a0", "\u2212"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("1234.5"), 1, f"1{NB}234,5"),
        (Decimal(-6747), 0, f"{MINUS}6{NB}747"),
        (-0.04, 1, "0,0"),
        (1234567.891, 2, f"1{NB}234{NB}567,89"),
        (None, 1, "\u2013"),
    ],
)
def test_numbers(value: Decimal | float | None, decimals: int, text: str) -> None:
    assert format_tal(value, decimals) == text


def test_the_view_turns_amounts_but_never_avvikelser() -> None:
    assert format_belopp(6_972_600_000, Enhet.TKR, vy=Vy.NETTORESULTAT) == f"{MINUS}69{NB}726"
    assert format_belopp(6_972_600_000, Enhet.TKR, vy=Vy.NETTOKOSTNAD) == f"69{NB}726"
    assert format_avvikelse(-674_700_000, Enhet.TKR) == f"{MINUS}6{NB}747"


def test_an_avvikelse_has_sign_and_symbol_but_zero_has_neither() -> None:
    assert format_avvikelse(50_000_000, Enhet.MNKR, symbol=True) == f"▲{NB}+0,5"
    assert format_avvikelse(-800_000_000, Enhet.MNKR, symbol=True, unit=True) == f"▼{NB}{MINUS}8,0{NB}Mnkr"
    assert format_avvikelse(-4_000_000, Enhet.MNKR, symbol=True) == "0,0"
    assert format_avvikelse(None, Enhet.MNKR) == "\u2013"


def test_a_control_total_is_never_shortened() -> None:
    assert format_kronor(24_658_321_455) == f"246{NB}583{NB}214,55{NB}kr"


def test_percent() -> None:
    assert format_procent(-0.0604, 1, plus=True) == f"{MINUS}6,0{NB}%"
    assert format_procent(0.8, 0) == f"80{NB}%"
    assert format_procent(None) == "\u2013"


@given(st.integers(-(10**13), 10**13), st.sampled_from(Enhet))
def test_word_and_figure_agree(ore: int, enhet: Enhet) -> None:
    text, word = format_avvikelse(ore, enhet), avvikelse_word(ore, enhet)
    assert (text.startswith(MINUS), text.startswith("+")) == (word == "underskott", word == "överskott")


@given(st.integers(-(10**13), 10**13), st.sampled_from(Enhet))
def test_what_is_written_reads_back(ore: int, enhet: Enhet) -> None:
    text = format_belopp(ore, enhet)
    assert Decimal(re.sub(NB, "", text).replace(",", ".").replace(MINUS, "-")) == to_enhet(ore, enhet)


@pytest.mark.parametrize(
    ("value", "least", "expected"),
    [
        ("1.4542", 0, "1,4542"),
        ("34000", 2, "34\u00a0000"),
        ("12.5", 2, "12,50"),
        ("12.5", 0, "12,5"),
        ("2.0", 2, "2"),
        ("0", 2, "0"),
    ],
)
def test_an_exact_number_has_the_decimals_it_has(value: str, least: int, expected: str) -> None:
    assert format_exakt(Decimal(value), least=least) == expected


@pytest.mark.parametrize(
    ("value", "most", "expected"), [("8.125", 2, 2), ("8.10", 2, 1), ("8.004", 2, 0), ("8", 2, 0), ("8.125", 6, 3)]
)
def test_own_decimals_are_those_left_after_rounding(value: str, most: int, expected: int) -> None:
    assert own_decimals(Decimal(value), most) == expected
    assert own_decimals(float(value), most) == expected
