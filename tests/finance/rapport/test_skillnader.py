"""A locked report against today's: every row counts, also rows that share a nod or a name."""

from dataclasses import replace
from datetime import UTC, datetime

from finance.belopp import Enhet, Vy
from finance.period import Period
from finance.rapport.modell import (
    Avsnitt,
    Diagram,
    Diagramtyp,
    Kolumn,
    Kolumntyp,
    Kommentar,
    Rad,
    Radroll,
    Rapport,
    Roll,
    Serie,
    Tabell,
)
from finance.rapport.skillnader import Skillnad, compare_rapporter

KOLUMNER = (Kolumn("namn", "Namn", Kolumntyp.TEXT), Kolumn("utfall_ore", "Utfall"))
KR = 100


def rapport(*rader: Rad, texter: tuple[Kommentar, ...] = ()) -> Rapport:
    tabell = Tabell("t", "Tabellen", KOLUMNER, rader)
    avsnitt = Avsnitt("a", "A", (tabell, *texter))
    return Rapport("r", "R", "SN", "SN", "", Period(2022, 4), False, Enhet.KR, Vy.NETTOKOSTNAD, "", (avsnitt,))


def rad(namn: str, kr: int, nod: str = "", roll: Radroll = Radroll.RAD) -> Rad:
    return Rad((namn, kr * KR), nod=nod, roll=roll)


def said(last: Rapport, nu: Rapport) -> list[tuple[str, str, str]]:
    return [(one.rad, one.last, one.nu) for one in compare_rapporter(last, nu)]


def test_kontogrupper_that_change_against_each_other_are_both_told() -> None:
    """All lines of a table per kontogrupp belong to the nämnd's nod, and its total stays."""
    last = rapport(rad("Personal", 10, "SN"), rad("Köp", 20, "SN"), rad("Summa", 30, "SN", Radroll.SUMMA))
    nu = rapport(rad("Personal", 12, "SN"), rad("Köp", 18, "SN"), rad("Summa", 30, "SN", Radroll.SUMMA))
    assert said(last, nu) == [("Personal", "10", "12"), ("Köp", "20", "18")]


def test_rows_with_the_same_name_are_each_compared() -> None:
    last = rapport(rad("Hushåll", 40), rad("varav 18–24 år", 5), rad("Barn", 60), rad("varav 18–24 år", 7))
    nu = rapport(rad("Hushåll", 40), rad("varav 18–24 år", 6), rad("Barn", 60), rad("varav 18–24 år", 7))
    assert said(last, nu) == [("varav 18–24 år", "5", "6")]


def test_a_nod_that_has_got_another_name_is_the_same_row() -> None:
    assert said(rapport(rad("Larm", 10, "1"), rad("Dag", 5, "2")), rapport(rad("Trygghet", 10, "1"), rad("Dag", 6, "2"))) == [
        ("Dag", "5", "6")
    ]


def test_a_kontogrupp_that_is_new_today_moves_no_other() -> None:
    last = rapport(rad("Personal", 10, "SN"), rad("Summa", 10, "SN", Radroll.SUMMA))
    nu = rapport(rad("Lokaler", 3, "SN"), rad("Personal", 10, "SN"), rad("Summa", 13, "SN", Radroll.SUMMA))
    assert said(last, nu) == [("Summa", "10", "13"), ("Lokaler", "–", "3")]


def test_a_text_is_told_under_its_heading() -> None:
    text = Kommentar("SN", "Förväntad utveckling", "Före.", "framat", "A", datetime(2022, 5, 1, tzinfo=UTC))
    found = compare_rapporter(rapport(texter=(text,)), rapport(texter=(replace(text, text="Efter."),)))
    assert found == (Skillnad("Kommentar", "Förväntad utveckling", "Förväntad utveckling", "Före.", "Efter."),)


def test_months_that_change_against_each_other_are_told() -> None:
    """A cost that is moved from January to February is in no table: only the chart by month has it."""
    last, nu = (
        replace(
            rapport(rad("Summa", 30)),
            avsnitt=(Avsnitt("a", "A", (rapport(rad("Summa", 30)).tabell("t"), chart(*kr))),),
        )
        for kr in ((10, 20), (20, 10))
    )
    assert said(last, nu) == [("jan", "10", "20"), ("feb", "20", "10")]


def chart(*kr: int) -> Diagram:
    serie = Serie("Utfall", Roll.UTFALL, tuple(one * KR for one in kr))
    return Diagram("m", "Per månad", Diagramtyp.MANAD, ("jan", "feb"), (serie,), alt_text="Staplar.", slutsats="Ett.")
