"""What was reported against the outcome, in words."""

import re
from datetime import UTC, datetime

import pytest

from finance.belopp import Enhet
from finance.period import Period
from finance.prognos.omgangstraff import Omgangstraff, omgangstraff_sentence
from tests.trad import ROOT


def one(manad: int, prognos: int, utfall: int, *, klart: bool = True, brutto: int = 10_000) -> Omgangstraff:
    """Kronor."""
    return Omgangstraff(
        period=Period(2021, manad),
        version=1,
        nar=datetime(2021, manad, 20, tzinfo=UTC),
        namn="Hemtjänst",
        metod_text="linjär takt",
        bedomd=False,
        prognos_ore=prognos * 100,
        low_ore=(prognos - 50) * 100,
        high_ore=(prognos + 50) * 100,
        utfall_ore=utfall * 100,
        brutto_ore=brutto * 100,
        klart=klart,
    )


def plain(*found: Omgangstraff) -> str:
    return omgangstraff_sentence(found, Enhet.KR).replace("\u00a0", " ")


def test_the_worked_example_is_what_the_text_says() -> None:
    section = (ROOT / "docs" / "metoder.md").read_text(encoding="utf-8").split("## Låst omgång mot utfall")[1].split("\n## ")[0]
    text = " ".join(section.split())
    said = re.search(r"Efter april rapporterades ([\d ]+) och efter augusti ([\d ]+)\. Året blev ([\d ]+)\.", text)
    assert said is not None
    april, augusti, year = (int(figure.replace(" ", "")) for figure in said.groups())
    found = one(8, augusti, year, brutto=year), one(4, april, year, brutto=year)
    assert [rad.fel_ore // 100 for rad in reversed(found)] == [-60, -20]
    assert [round(rad.fel_procent or 0, 1) for rad in reversed(found)] == [-4.2, -1.4]
    for figure in ("−60 och −20", "4,2 och 1,4 procent", "2,8 procent fel"):
        assert figure in text
    assert plain(*found) == (
        "Det som rapporterats för Hemtjänst har i snitt legat 2,8 % fel, alltid för lågt (2 låsta omgångar för avslutade år)."
    )
    assert [rad.inom for rad in reversed(found)] == [False, True]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((one(4, 1100, 1000),), "10,0 % fel, för högt (en låst omgång för avslutade år)."),
        ((one(4, 1100, 1000), one(5, 900, 1000)), "10,0 % fel (2 låsta omgångar för avslutade år)."),
        ((one(4, 60, 50),), "10 kr fel, för högt"),  # a small net of large amounts: kronor, not percent
        ((one(4, -900, -1000), one(8, -900, -1000)), "10,0 % fel, alltid för mörkt"),
        ((one(4, 1000, 1000),), "0,0 % fel (en låst omgång"),
    ],
)
def test_the_sentence_over_finished_years(found: tuple[Omgangstraff, ...], expected: str) -> None:
    assert expected in plain(*found)


def test_the_year_that_goes_on_is_left_out_when_there_are_finished_ones() -> None:
    assert "en låst omgång" in plain(one(5, 900, 1000, klart=False), one(4, 1100, 1000))
    assert plain(one(5, 900, 1000, klart=False)) == (
        "Efter maj rapporterades 900 kr för Hemtjänst. Nu väntas 1 000 kr: det rapporterade var 100 kr för lågt."
    )
