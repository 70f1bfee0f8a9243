"""KAT-SN: an invented list of placements, anonymous by construction, whose months come near the ledger's konto 46.

Only the size is taken from the published placeringskostnad: the list is lower, most in March, as a list that lacks some late
invoices would be. Placements that ended this year are in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sample_data.generator.skriv import Cell, Tabell
from sample_data.generator.slump import Slump

RUBRIKER = (
    "Kod", "Typ", "Start", "Planerat slut", "Dygnspris (kr)", "Momskompensation (%)", "Ersättning per dygn (kr)", "Räknas",
)  # fmt: skip
TITLAR = ("Placeringar per 2022-04-30, påhittade", "Inga namn, personnummer eller ärendenummer")
MOMS = 6


@dataclass(frozen=True)
class Sort:
    """So many placements of a kind that go on: around `pris` kronor a day, `moms` percent compensated, `slutar` with an end."""

    kod: str
    typ: str
    antal: int
    pris: int
    moms: int
    slutar: int


SORTER: Sequence[Sort] = (
    Sort("08", "HVB", 8, 5900, MOMS, 4),
    Sort("08", "SiS", 2, 8200, 0, 1),
    Sort("08", "konsulentstött familjehem", 11, 1950, MOMS, 3),
    Sort("08", "jourhem", 3, 1100, 0, 2),
    Sort("08", "familjehem", 22, 780, 0, 2),
    Sort("08", "stödboende", 6, 1650, MOMS, 3),
    Sort("08", "skyddat boende", 2, 2100, MOMS, 2),
    Sort("04", "HVB", 2, 3900, MOMS, 1),
    Sort("04", "SiS", 1, 6900, 0, 1),
    Sort("04", "stödboende", 2, 1500, MOMS, 1),
)
I_AR: Sequence[tuple[str, str, date, date | None, int, int, int, str]] = (
    ("08", "HVB", date(2021, 9, 6), date(2022, 2, 11), 5600, MOMS, 0, "ja"),
    ("08", "HVB", date(2022, 2, 7), date(2022, 6, 30), 6150, MOMS, 0, "ja"),
    ("08", "konsulentstött familjehem", date(2021, 11, 15), date(2022, 3, 20), 1980, MOMS, 0, "ja"),
    ("08", "stödboende", date(2022, 3, 14), None, 1690, MOMS, 1350, "ja"),
    ("04", "HVB", date(2022, 2, 14), date(2022, 4, 17), 3850, MOMS, 0, "ja"),
    ("08", "HVB", date(2022, 6, 1), date(2022, 11, 30), 5950, MOMS, 0, "nej"),
)
"""Placements that begin or end this year; the last is planned, and not counted yet."""


def placeringar() -> Tabell:
    """The list as a table in the template's columns, by kod, typ and start."""
    rows = sorted([*_ongoing(), *I_AR], key=lambda row: (row[0], row[1], row[2]))
    cells: list[Sequence[Cell]] = [list(row) for row in rows]
    bredder = {1: 28, 5: 20, 6: 24}
    return Tabell("Placeringar", RUBRIKER, cells, TITLAR, frozenset({4, 6}), "#,##0", bredder)


def _ongoing() -> Iterator[tuple[str, str, date, date | None, int, int, int, str]]:
    slump = Slump("KAT placeringslista")
    for sort in SORTER:
        for number in range(sort.antal):
            pris = round(sort.pris * slump.brus(0.07) / 10) * 10
            start = date(2021, 12, 20) - timedelta(days=slump.heltal(0, 500))
            slut = date(2022, 5, 15) + timedelta(days=slump.heltal(0, 200)) if number < sort.slutar else None
            yield sort.kod, sort.typ, start, slut, pris, sort.moms, 0, "ja"
