"""The figures of a text: read off by eye."""

from decimal import Decimal

import pytest

from finance.rapport.kontroll.tal import Slag, find_tal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avvikelse −2,4 Mnkr, prognos -1,9 Mnkr", [("-2.4", "mnkr"), ("-1.9", "mnkr")]),
        ("3\u00a0514 tkr, 1.234.567 kr och 12 miljoner kronor", [("3514", "tkr"), ("1234567", "kr"), ("12", "mnkr")]),
        ("ett överskott om 1 262 mkr", [("1262", "mnkr")]),
        ("2,4 respektive 1,9 Mnkr", [("2.4", "mnkr"), ("1.9", "mnkr")]),
        ("5–7 mnkr", [("5", "mnkr"), ("7", "mnkr")]),
        ("1 126 tkr sämre, 14 tusen kronor", [("1126", "tkr"), ("14", "tkr")]),
    ],
)
def test_kronor_with_unit_and_sign(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(tal.varde), tal.enhet) for tal in find_tal(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Per den 30/4 2022 och 1/1-30/4",
        "den 31 maj 2022, 2022-05-31, kl. 10.30 och år 2021",
        "enligt 4 kap. 1 § SoL (2001:453)",
        "Covid-19 under T1 och K4",
        "barn 0–12 år, unga 18-24 år och en 17-åring",
        "1. Bakgrund",
        "dnr SN 2022/123, bilaga 3",
    ],
)
def test_dates_laws_ages_and_numbering_are_no_figures(text: str) -> None:
    assert [tal.text for tal in find_tal(text)] == []


def test_percent_and_points_are_told_apart() -> None:
    assert [tal.slag for tal in find_tal("från 5,2 till 8,1 procent, 2,9 procentenheter, 3 %-enheter och 78 hushåll")] == [
        Slag.PROCENT,
        Slag.PROCENT,
        Slag.PROCENTENHET,
        Slag.PROCENTENHET,
        Slag.UTAN,
    ]


def test_about_and_the_printed_decimals() -> None:
    about, exact = find_tal("cirka 35 mnkr, exakt 34,50 mnkr")
    assert (about.ungefar, about.decimaler, exact.ungefar, exact.decimaler) == (True, 0, False, 2)
    assert exact.varde == Decimal("34.50")
