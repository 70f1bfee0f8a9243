"""The record in words: word and figure agree, and too few years are said to be too few."""

import pytest

from finance.belopp import Enhet
from finance.prognos import STANDARDMETOD
from finance.prognos.traffmening import bias_text, coverage_text, medelfel_text, traff_sentence
from finance.prognos.traffsakerhet import Arstraff, Radtraff, Traff

MNKR = 100_000_000


def line(*errors: float, utfall: int = 100 * MNKR, brutto: int = 100 * MNKR) -> Radtraff:
    """Hemtjänst with these errors in Mnkr, first 2019; one Mnkr is one percent of the year."""
    said = [utfall + round(error * MNKR) for error in errors]
    years = tuple(
        Arstraff(2019 + place, prognos, prognos - MNKR, prognos + MNKR, utfall, brutto) for place, prognos in enumerate(said)
    )
    return Radtraff("11", "Hemtjänst", 1, "S", har_delar=False, metoder={STANDARDMETOD: Traff(STANDARDMETOD, 4, years)})


def said(rad: Radtraff, manad: int = 4) -> str:
    return traff_sentence(rad, manad, Enhet.MNKR).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("errors", "ending"),
    [
        ((-3.1, -4.0, 2.2), "3,1 % fel, oftast för lågt (3 år)."),
        ((3.1, 4.0, -2.2), "3,1 % fel, oftast för högt (3 år)."),
        ((-1.0, -3.0), "2,0 % fel, varje år för lågt (2 år)."),
        ((-1.0, 3.0), "2,0 % fel, omväxlande för lågt och för högt (2 år)."),
        ((-1.0, -1.0, 7.0), "3,0 % fel, omväxlande för lågt och för högt (3 år)."),  # most years low, the mean high
        ((0.01, -0.01, 0.02), "0,0 % fel (3 år)."),
    ],
)
def test_the_sentence(errors: tuple[float, ...], ending: str) -> None:
    assert said(line(*errors)) == f"Efter april har prognosen för Hemtjänst i snitt legat {ending}"


def test_before_the_first_month() -> None:
    assert said(line(-1, -2), manad=0).startswith("Före årets första månad har prognosen för Hemtjänst")


def test_of_a_line_that_brings_in_money_it_is_said_whether_the_prognos_was_too_bright() -> None:
    income = line(-2, -2, utfall=-100 * MNKR)  # -102 foreseen, -100 came in
    assert said(income).endswith("2,0 % fel, varje år för ljust (2 år).")
    assert bias_text(income.metoder[STANDARDMETOD], Enhet.MNKR).replace("\u00a0", " ") == "2,0 % för ljust"


def test_amounts_where_percent_mean_nothing() -> None:
    small = line(-8, -16, utfall=MNKR)
    assert said(small).endswith("12,0 Mnkr fel (1,5 Mnkr per månad som återstod), varje år för lågt (2 år).")
    assert bias_text(small.metoder[STANDARDMETOD], Enhet.MNKR).replace("\u00a0", " ") == "12,0 Mnkr för lågt"


def test_too_few_years_are_said_to_be_too_few() -> None:
    assert said(line(3.1)) == (
        "Efter april 2019 låg prognosen för Hemtjänst 3,1 % fel, för högt. "
        "Ett år är för lite för att säga hur väl den brukar träffa."
    )
    none = Radtraff("11", "Hemtjänst", 1, "S", har_delar=False, metoder={})
    assert "går inte att säga ännu" in said(none)
    assert medelfel_text(None, Enhet.MNKR) == "–"


@pytest.mark.parametrize(
    ("errors", "mean", "bias", "inside"),
    [
        ((-3.0, 1.0), "2,0 %", "1,0 % för lågt", "1 av 2 år"),
        ((0.5, 0.5, 0.5), "0,5 %", "0,5 % för högt", "3 av 3 år"),
        ((-2.0, 2.0), "2,0 %", "i snitt rätt", "0 av 2 år"),
    ],
)
def test_the_cells(errors: tuple[float, ...], mean: str, bias: str, inside: str) -> None:
    traff = line(*errors).metoder[STANDARDMETOD]
    found = (medelfel_text(traff, Enhet.MNKR), bias_text(traff, Enhet.MNKR), coverage_text(traff))
    assert tuple(text.replace("\u00a0", " ") for text in found) == (mean, bias, inside)
