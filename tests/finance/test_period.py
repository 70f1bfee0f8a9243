"""Months: written, read, ordered, and the words of reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.errors import InvalidValue
from finance.period import Period, months_of_year

PERIODS = st.builds(Period, st.integers(1990, 2100), st.integers(1, 12))


@given(PERIODS)
def test_what_is_written_reads_back(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert Period.parse(str(period.key)) == period
    assert Period.from_key(period.key) == period


@given(PERIODS)
def test_next_and_previous_are_neighbours(period: Period) -> None:
    assert period.next.previous == period
    assert period.previous < period < period.next


@pytest.mark.parametrize("text", ["2022", "2022-13-1", "maj", "2022-00", "2022-16", "1822-01", ""])
def test_what_is_no_period_is_refused_in_swedish(text: str) -> None:
    with pytest.raises(InvalidValue, match="ingen period"):
        Period.parse(text)


def test_words_of_reports() -> None:
    assert (Period(2022, 5).namn, Period(2022, 5).span, Period(2022, 5).last_day) == ("maj 2022", "jan\u2013maj", "31/5")
    assert (Period(2022, 1).span, Period(2022, 2).last_day, Period(2024, 2).last_day) == ("jan", "28/2", "29/2")
    assert (Period(2022, 4).tertial, Period(2022, 5).tertial, Period(2022, 12).tertial) == (1, 2, 3)


def test_bokslut_belongs_to_december() -> None:
    bokslut = Period(2022, 13)
    assert bokslut.is_bokslut
    assert (bokslut.next, bokslut.tertial, bokslut.last_day) == (Period(2023, 1), 3, "31/12")


def test_months_of_year() -> None:
    assert months_of_year(2022, until=2) == [Period(2022, 1), Period(2022, 2)]
