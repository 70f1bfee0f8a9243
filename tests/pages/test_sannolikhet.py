"""Prognosträff: whether the probability of keeping the budget has told the truth."""

from collections.abc import Sequence

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows

PAGE = "pages/prognos/prognostraff.py"


def probability_rows(at: AppTest) -> Sequence[list[str]]:
    found = [place for place in range(len(at.table)) if at.table[place].value.index.name == "Sannolikheten som hade visats"]
    return shown_rows(at, found[0]) if found else []


def test_the_bins_hold_every_line_and_year_once(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    rows = probability_rows(at)
    counts = [int(row[1]) for row in rows]
    text = " ".join(block.value for block in at.markdown)
    assert f"gånger av {sum(counts)}" in text
    assert sum(counts) % 3 == 0  # three years of each line
    assert "Brierpoäng 0," in text


def test_too_few_years_show_no_table(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")  # nine lines in one year
    assert not probability_rows(at)
    assert "Brierpoäng" not in " ".join(block.value for block in at.markdown)
