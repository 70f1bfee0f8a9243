"""Mått that a person types or pastes: any time, any part, kön side by side, and words for each time."""

from datetime import date
from decimal import Decimal

import pytest

from finance.errors import InvalidValue
from finance.inlasning.planrader import Frekvens, Mattrad, Vardetyp
from finance.mattinskrivning import Mattval, Tidsdelning, make_rader, read_block, time_text
from finance.period import Period

APRIL = Period(2022, 4)


def typed(
    delning: Tidsdelning, texts: dict[int, str], *, typ: Vardetyp = Vardetyp.UTFALL, dagar: tuple[date, date] | None = None
) -> list[Mattrad]:
    return list(make_rader(Mattval("Kö"), {"": texts}, typ=typ, delning=delning, period=APRIL, ar=2022, dagar=dagar))


@pytest.mark.parametrize(
    ("delning", "nr", "days", "frekvens"),
    [
        (Tidsdelning.MANADER, 2, ("2022-02-01", "2022-02-28"), Frekvens.MANAD),
        (Tidsdelning.KVARTAL, 2, ("2022-04-01", "2022-06-30"), Frekvens.KVARTAL),
        (Tidsdelning.TERTIAL, 3, ("2022-09-01", "2022-12-31"), Frekvens.TERTIAL),
        (Tidsdelning.HITTILLS, 0, ("2022-01-01", "2022-04-30"), Frekvens.TERTIAL),
        (Tidsdelning.HELAR, 0, ("2022-01-01", "2022-12-31"), Frekvens.AR),
    ],
)
def test_a_typed_value_is_of_its_time(delning: Tidsdelning, nr: int, days: tuple[str, str], frekvens: Frekvens) -> None:
    (rad,) = typed(delning, {nr: "12,5"})
    assert ((rad.fran, rad.till), rad.frekvens, rad.varde) == (days, frekvens, Decimal("12.5"))


def test_a_day_and_a_stretch_of_days() -> None:
    first, last = date(2021, 12, 1), date(2022, 2, 28)
    (day,) = typed(Tidsdelning.DATUM, {0: "512"}, dagar=(first, last))
    assert (day.fran, day.till, day.frekvens) == ("2022-02-28", "2022-02-28", Frekvens.DATUM)
    (window,) = typed(Tidsdelning.FONSTER, {0: "9,1"}, dagar=(first, last))
    assert (window.fran, window.till, window.frekvens) == ("2021-12-01", "2022-02-28", Frekvens.FONSTER)
    with pytest.raises(InvalidValue, match="Byt plats"):
        typed(Tidsdelning.FONSTER, {0: "9,1"}, dagar=(last, first))


def test_the_target_and_the_kommuns_value_are_typed_like_any_other() -> None:
    (mal,) = typed(Tidsdelning.HELAR, {0: "40"}, typ=Vardetyp.MAL)
    (kommunen,) = typed(Tidsdelning.KVARTAL, {1: "8,4"}, typ=Vardetyp.KOMMUNEN)
    assert (mal.typ, kommunen.typ) == (Vardetyp.MAL, Vardetyp.KOMMUNEN)


def test_total_kvinnor_and_man_in_one_go() -> None:
    rader = make_rader(
        Mattval("Sjukfrånvaro", enhet="%", kategori="18-24 år"), {"": {0: "9,1"}, "kvinnor": {0: "9,6"}, "män": {0: " "}},
        typ=Vardetyp.UTFALL, delning=Tidsdelning.HITTILLS, period=APRIL, ar=2022,
    )  # fmt: skip
    assert [(rad.kategori, rad.varde) for rad in rader] == [("18-24 år", Decimal("9.1")), ("18-24 år, kvinnor", Decimal("9.6"))]


@pytest.mark.parametrize(
    ("written", "kategori"),
    [("Kvinna", "kvinnor"), ("18 - 24", "18-24 år"), ("Ej flykting", "ej flykting"), ("skola", "skola")],
)
def test_a_part_is_spelled_as_in_files(written: str, kategori: str) -> None:
    assert Mattval("X").part(written).kategori == kategori


def test_a_block_has_a_column_each_for_total_kvinnor_and_man() -> None:
    assert read_block("9,1\t9,6\t7,2\r\n8\t8,5\t\r\n", Tidsdelning.KVARTAL) == {
        "": {1: "9,1", 2: "8"}, "kvinnor": {1: "9,6", 2: "8,5"}, "män": {1: "7,2"},
    }  # fmt: skip


def test_headers_and_times_of_a_block_are_understood() -> None:
    text = "Kvartal\tMän\tKvinnor\nKv 1\t7,2\t9,6\nKv 2\t7\t9\n"
    assert read_block(text, Tidsdelning.KVARTAL) == {"män": {1: "7,2", 2: "7"}, "kvinnor": {1: "9,6", 2: "9"}}


def test_a_plain_column_stays_one() -> None:
    assert read_block("23,4\n\n1 024,50\n", Tidsdelning.MANADER) == {"": {1: "23,4", 3: "1 024,50"}}
    assert read_block("", Tidsdelning.MANADER) == {}


def test_too_much_says_so() -> None:
    with pytest.raises(InvalidValue, match="5 celler, men året har 4 kvartal"):
        read_block("1\n2\n3\n4\n5", Tidsdelning.KVARTAL)
    with pytest.raises(InvalidValue, match="högst tre kolumner"):
        read_block("1\t2\t3\t4", Tidsdelning.KVARTAL)


@pytest.mark.parametrize(
    ("fran", "till", "words"),
    [
        ("2022-04-01", "2022-04-30", "apr 2022"),
        ("2022-04-01", "2022-06-30", "kvartal 2 2022"),
        ("2022-05-01", "2022-08-31", "tertial 2 2022"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-01-01", "2022-05-31", "jan–maj 2022"),
        ("2022-04-30", "2022-04-30", "30/4 2022"),
        ("2021-12-01", "2022-02-28", "1/12 2021–28/2 2022"),
    ],
)
def test_a_time_in_words(fran: str, till: str, words: str) -> None:
    assert time_text(fran, till) == words


@pytest.mark.parametrize(
    ("text", "delning", "wanted"),
    [
        ("mar\t636\napr\t617", Tidsdelning.MANADER, {3: "636", 4: "617"}),
        ("2022-03\t5\n\n2022-04\t6\nSumma\t11", Tidsdelning.MANADER, {3: "5", 4: "6"}),
        ("jan\tmar\n1\t2", Tidsdelning.MANADER, {1: "1", 3: "2"}),
        ("Kv 2\t5\nKv 3\t6", Tidsdelning.KVARTAL, {2: "5", 3: "6"}),
        ("T2\t5", Tidsdelning.TERTIAL, {2: "5"}),
    ],
)
def test_a_pasted_value_lands_in_the_time_that_stands_beside_it(
    text: str, delning: Tidsdelning, wanted: dict[int, str]
) -> None:
    assert read_block(text, delning, ar=2022) == {"": wanted}


@pytest.mark.parametrize(
    ("text", "delning", "said"),
    [
        ("jan 2021\t5\nfeb 2021\t6", Tidsdelning.MANADER, "gäller 2021"),
        ("mar\t5\nmar\t6", Tidsdelning.MANADER, "flera rader"),
        ("mar\t5\napr\t6", Tidsdelning.KVARTAL, "inte ett kvartal"),
        ("Kv 1\t5\nKv 2\t6", Tidsdelning.MANADER, "inte en månad"),
    ],
)
def test_a_pasted_time_that_does_not_fit_is_refused(text: str, delning: Tidsdelning, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        read_block(text, delning, ar=2022)
