"""Periods in cells, headers and titles."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.inlasning.cell.perioder import Manad, Spann, find_ar, find_spann, parse_datum, parse_manad
from finance.period import Period

PERIODER = st.builds(Period, st.integers(2000, 2099), st.integers(1, 12))


@pytest.mark.parametrize(
    "text",
    [
        "202205",
        "2022-05",
        "2022-05-01 00:00:00",
        "2022-05-31",
        "maj 2022",
        "Maj 2022",
        "maj-22",
        "22-05",
        "202205.00",
        "2022M05",
        "20220517",
        "05/2022",
    ],
)
def test_every_spelling_of_a_month(text: str) -> None:
    assert parse_manad(text) == Manad(2022, 5)


@pytest.mark.parametrize(
    ("text", "manad"),
    [
        ("maj", Manad(None, 5)),
        ("P05", Manad(None, 5)),
        ("5", Manad(None, 5)),
        ("202213", Manad(2022, 13)),
        ("202200", Manad(2022, 0)),
    ],
)
def test_months_without_a_year_bokslut_and_period_00(text: str, manad: Manad) -> None:
    assert parse_manad(text) == manad


@pytest.mark.parametrize("text", ["", "apa", "202216", "44682", "2022-13-01", "31 feb", "maj 2022 x"])
def test_what_is_no_month(text: str) -> None:
    assert parse_manad(text) is None


def test_dates() -> None:
    assert parse_datum("2022-05-03 00:00:00") == dt.date(2022, 5, 3)
    assert parse_datum("31/5 2022") == dt.date(2022, 5, 31)
    assert parse_datum("2022-02-30") is None


@pytest.mark.parametrize(
    ("text", "spann"),
    [
        ("Utfall jan", Spann(None, 1, 1)),
        ("Utfall januari", Spann(None, 1, 1)),
        ("Utfall jan-22", Spann(2022, 1, 1)),
        ("2022-01", Spann(2022, 1, 1)),
        ("202201", Spann(2022, 1, 1)),
        ("P01", Spann(None, 1, 1)),
        ("Utfall jan-maj 2022", Spann(2022, 1, 5, ack=True)),
        ("Budget jan\u2013maj", Spann(None, 1, 5, ack=True)),
        ("januari - maj 2022", Spann(2022, 1, 5, ack=True)),
        ("Utfall per 30/4", Spann(None, 1, 4, ack=True)),
        ("Utfall t.o.m. maj 2022", Spann(2022, 1, 5, ack=True)),
        ("Ack utfall maj", Spann(None, 1, 5, ack=True)),
        ("Tertialrapport T1 2022", Spann(2022, 1, 4, ack=True)),
        ("Budget helår 2022", Spann(2022, 1, 12, ack=True, helar=True)),
        ("Årsbudget", Spann(None, 1, 12, ack=True, helar=True)),
        ("maj-aug", Spann(None, 5, 8, ack=True)),
        ("Verksamhet", None),
    ],
)
def test_ranges_of_months_in_headers_and_titles(text: str, spann: Spann | None) -> None:
    assert find_spann(text)[0] == spann


def test_the_year_of_a_title_is_not_that_of_its_print_date() -> None:
    assert find_ar("Utfall 2021, utskriven 2022-01-15") == 2021
    assert find_ar("budget_2023.xlsx") == 2023
    assert find_ar("2021 och 2022") is None


@given(PERIODER)
def test_what_is_written_is_read_back(period: Period) -> None:
    for text in (str(period), str(period.key), period.namn, f"{period.key}.0"):
        assert parse_manad(text) == Manad(period.ar, period.manad)
        assert text.endswith(".0") or find_spann(text)[0] == Spann(period.ar, period.manad, period.manad)


@given(st.text(max_size=14))
def test_no_text_makes_it_fail(text: str) -> None:
    parse_manad(text)
    find_spann(text)
    find_ar(text)
