"""Percentages that a text computes from the tables, each computed by hand here.

The line has used 50 of the period's 40 (25 % over) and is to use 120 of the 96 of the year (25 % over); the whole 200 of 190
and is to use 460 of 480.
"""

import pytest

from finance.belopp import Enhet
from finance.rapport.kontroll import Fynd, Kod
from finance.rapport.kontroll.amnen import Amnen
from finance.rapport.kontroll.namn import Namn
from finance.rapport.kontroll.texter import check_texts
from finance.rapport.kontroll.varden import Amne

M = 100_000_000
LINJE = Amne("A", "Hemtjänst", 5, utfall=50 * M, budget=40 * M, prognos=120 * M, budget_helar=96 * M)
HELHET = Amne("N", "Nämnden", 5, utfall=200 * M, budget=190 * M, prognos=460 * M, budget_helar=480 * M)
AMNEN = Amnen({("A", ""): LINJE, ("N", ""): HELHET}, Namn({"Hemtjänst": ["A"]}), "N", {"A": ("N",)})

RATT = [
    "Underskottet för perioden motsvarar 25 % av periodens budget.",
    "Efter maj ligger vi 25 procent över budget.",
    "Utfallet efter fem månader motsvarar 52 procent av årsbudgeten.",  # 50 / 96 = 52,1
    "Utfallet för perioden är 125 procent av periodens budget.",
    "Prognosen innebär att vi överskrider budgeten med 25 procent på helår.",
    "Hemtjänsten svarar för 25 procent av nämndens kostnad hittills.",  # 50 / 200
    "Hemtjänsten står för 20 procent av nämndens budget för året.",  # 96 / 480
    "Budgeten är uppräknad med 2,5 procent för löner.",
    "Timmarna har ökat med 12 procent och personalen med 3 procent.",
    "Köpen från privata är 40 procent av budgeten.",
    "Målet är att utfallet ska vara 95 procent av budgeten.",
    "Personalen är 70 procent av kostnaden.",
]
FEL = [
    ("Underskottet för perioden motsvarar 20 % av periodens budget.", Kod.VARDE, "−25,0"),
    ("Efter maj ligger vi 15 procent över budget.", Kod.VARDE, "−25,0"),
    ("Efter maj ligger vi 25 procent under budget.", Kod.TECKEN, "−25,0"),
    ("Utfallet efter fem månader motsvarar 42 procent av årsbudgeten.", Kod.VARDE, "52,1"),
    ("Hemtjänsten svarar för 35 procent av nämndens kostnad hittills.", Kod.VARDE, "26,1"),
    ("Hemtjänsten står för 30 procent av nämndens budget för året.", Kod.VARDE, "21,1"),
]


def check(text: str) -> list[Fynd]:
    found, _ = check_texts({("A", ""): text}, AMNEN, 2022, Enhet.MNKR)
    return found


@pytest.mark.parametrize("text", RATT)
def test_a_right_percentage_and_one_of_something_else_are_not_accused(text: str) -> None:
    assert [(fynd.kod, fynd.i_text, fynd.i_tabell) for fynd in check(text)] == []


@pytest.mark.parametrize(("text", "kod", "table"), FEL)
def test_a_wrong_percentage_is_found_with_what_it_is(text: str, kod: Kod, table: str) -> None:
    (fynd,) = check(text)
    assert fynd.kod is kod
    assert fynd.i_tabell.startswith(table)


BOENDE = Amne("B", "Boende", 5, utfall=30 * M, budget=27 * M, prognos=70 * M, budget_helar=66 * M, foregaende_avvikelse=-6 * M)
PAR = Amnen({**AMNEN.by_key, ("B", ""): BOENDE}, Namn({"Hemtjänst": ["A"], "Boende": ["B"]}), "N", {"A": ("N",), "B": ("N",)})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hemtjänst och Boende har tillsammans ett underskott på 13,0 Mnkr.", []),  # −10 −3
        ("Hemtjänst och Boende väntas tillsammans ge −28,0 Mnkr på helåret.", []),  # −24 −4
        ("Hemtjänst och Boende har tillsammans ett underskott på 14,0 Mnkr.", [(Kod.DELAR, "−13,0")]),
        ("Hemtjänst och Boende väntas tillsammans ge −26,0 Mnkr på helåret.", [(Kod.DELAR, "−28,0")]),
        ("Hemtjänst och Boende har tillsammans haft vikarier för 14,0 Mnkr.", []),
        ("Hemtjänst, med Boende som granne, har tillsammans med andra ett underskott på 14,0 Mnkr.", []),
        ("Prognosen är 2,0 Mnkr bättre än förra årets utfall.", []),  # −4 against −6
        ("Prognosen är 2,0 Mnkr sämre än förra årets utfall.", [(Kod.TECKEN, "2,0 Mnkr bättre")]),
        ("Underskottet på 3,0 Mnkr växer med 1,0 Mnkr till årets slut.", []),
        ("Underskottet på 3,0 Mnkr växer med 2,0 Mnkr till årets slut.", [(Kod.VARDE, "+1,0")]),
    ],
)
def test_lines_together_against_last_year_and_to_the_end_of_the_year(text: str, said: list[tuple[Kod, str]]) -> None:
    found, _ = check_texts({("B", ""): text}, PAR, 2022, Enhet.MNKR)
    assert [(fynd.kod, fynd.i_tabell.replace("\u00a0", " ").removesuffix(" Mnkr")) for fynd in found] == [
        (kod, table.removesuffix(" Mnkr")) if kod is not Kod.TECKEN else (kod, table) for kod, table in said
    ]
