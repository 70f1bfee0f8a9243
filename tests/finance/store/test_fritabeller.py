"""Fria tabeller: versions per period, an earlier day, removal and back, and texts without personnummer."""

from dataclasses import replace
from decimal import Decimal

import pytest

from finance.errors import HelarError, InvalidValue, UnknownNamnd
from finance.inlasning.fil.klistrad import Frikolumn, Kolumnslag
from finance.store import (
    Fritabell,
    Namnd,
    Store,
    fritabell_history,
    read_borttagna_fritabeller,
    read_fritabeller,
    remove_fritabell,
    restore_fritabell,
    save_fritabell,
    save_namnd,
)

APRIL = 202204
BIDRAG = Fritabell(
    "Föreningsbidrag",
    (Frikolumn("Förening"), Frikolumn("Bidrag", Kolumnslag.KRONOR), Frikolumn("Antal", Kolumnslag.TAL)),
    (("Röda korset", Decimal(5000), Decimal("1.50")), ("Brottsofferjouren", Decimal(150000), None)),
    APRIL,
    sektion="Bidrag",
    summa=("Summa", Decimal(155000), None),
)


@pytest.fixture
def sn(store: Store) -> Store:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    return store


def test_a_table_comes_back_as_it_was_written(sn: Store) -> None:
    number = save_fritabell(sn, "SN", BIDRAG, vem="anna")
    found = read_fritabeller(sn, "SN", period=APRIL)[0]
    assert replace(found, id=0, vem="", registrerad=BIDRAG.registrerad) == BIDRAG
    assert (found.id, found.vem) == (number, "anna")
    assert str(found.rader[0][2]) == "1.50"
    assert read_fritabeller(sn, "SN", period=202205) == ()


def test_a_change_is_a_version_and_an_earlier_day_shows_the_first(sn: Store) -> None:
    number = save_fritabell(sn, "SN", BIDRAG, vem="anna")
    first = read_fritabeller(sn, "SN")[0]
    save_fritabell(sn, "SN", replace(first, titel="Bidrag 2022"), vem="bo")
    assert [one.titel for one in read_fritabeller(sn, "SN", period=APRIL)] == ["Bidrag 2022"]
    assert [one.titel for one in read_fritabeller(sn, "SN", as_of=first.registrerad)] == ["Föreningsbidrag"]
    assert [(one.titel, one.vem) for one in fritabell_history(sn, "SN", APRIL, number)] == [
        ("Bidrag 2022", "bo"),
        ("Föreningsbidrag", "anna"),
    ]


def test_two_tables_of_a_period_keep_their_order(sn: Store) -> None:
    save_fritabell(sn, "SN", BIDRAG, vem="anna")
    second = save_fritabell(sn, "SN", replace(BIDRAG, titel="Andra"), vem="anna")
    assert [one.titel for one in read_fritabeller(sn, "SN", period=APRIL)] == ["Föreningsbidrag", "Andra"]
    assert second == 2


def test_a_removed_table_can_be_taken_back(sn: Store) -> None:
    number = save_fritabell(sn, "SN", BIDRAG, vem="anna")
    remove_fritabell(sn, "SN", APRIL, number, vem="bo")
    assert read_fritabeller(sn, "SN") == ()
    with pytest.raises(HelarError, match="redan borttagen"):
        remove_fritabell(sn, "SN", APRIL, number, vem="bo")
    with pytest.raises(HelarError, match="borttagen"):
        save_fritabell(sn, "SN", replace(BIDRAG, id=number), vem="bo")
    assert [one.titel for one in read_borttagna_fritabeller(sn, "SN", period=APRIL)] == ["Föreningsbidrag"]
    restore_fritabell(sn, "SN", APRIL, number, vem="bo")
    assert [one.id for one in read_fritabeller(sn, "SN")] == [number]
    with pytest.raises(HelarError, match="inte borttagen"):
        restore_fritabell(sn, "SN", APRIL, number, vem="bo")


def test_personnummer_are_masked(sn: Store) -> None:
    save_fritabell(sn, "SN", replace(BIDRAG, rader=(("Stöd till 19811218-9876", Decimal(1), None),)), vem="anna")
    assert "9876" not in str(read_fritabeller(sn, "SN")[0].rader)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (replace(BIDRAG, titel=" "), "vad tabellen heter"),
        (replace(BIDRAG, rader=()), "minst två kolumner och en rad"),
        (replace(BIDRAG, rader=(("en",),)), "lika många celler"),
        (replace(BIDRAG, rader=BIDRAG.rader * 300), "för stor"),
        (replace(BIDRAG, period=202299), "ingen period"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(sn: Store, wrong: Fritabell, words: str) -> None:
    with pytest.raises(InvalidValue, match=words):
        save_fritabell(sn, "SN", wrong, vem="anna")
    assert read_fritabeller(sn, "SN") == ()


def test_an_unknown_namnd_is_refused(sn: Store) -> None:
    with pytest.raises(UnknownNamnd):
        save_fritabell(sn, "XX", BIDRAG, vem="anna")
