"""A pasted table: decimal commas, spaces between thousands, the sum row, what each column holds, and the way back."""

from decimal import Decimal
from pathlib import Path

import pytest

from finance.inlasning.fil.klistrad import Frikolumn, Kolumnslag, parse_tabell, to_text

REFERENS = Path(__file__).parents[2] / "referens" / "katrineholm_2022_t1" / "foreningsbidrag.csv"
TEXT, TAL, KRONOR = Kolumnslag


def test_a_paste_from_excel_with_decimal_commas_arrives_right() -> None:
    found = parse_tabell(
        "Förening\tBidrag, kr\tTimmar\r\nA\t1 234,50\t23,4\r\nB\t1\u00a0000\t\u22125,25\r\nSumma\t2 234,50\t18,15\r\n"
    )
    assert found.kolumner == (Frikolumn("Förening", TEXT), Frikolumn("Bidrag, kr", KRONOR), Frikolumn("Timmar", TAL))
    assert found.rader == (("A", Decimal("1234.50"), Decimal("23.4")), ("B", Decimal(1000), Decimal("-5.25")))
    assert found.summa == ("Summa", Decimal("2234.50"), Decimal("18.15"))
    assert found.fel == ()


def test_written_decimals_are_kept() -> None:
    values = [row[1] for row in parse_tabell("a\tb\nx\t1,00\ny\t2\nz\t3,5").rader]
    assert [str(value) for value in values] == ["1.00", "2", "3.5"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("5 000 kr", "5000"), ("(12,5)", "-12.5"), ("12,5-", "-12.5"), ("1.234,50", "1234.50"), ("1.234.567", "1234567")],
)
def test_the_spellings_of_files_are_read(cell: str, value: str) -> None:
    assert parse_tabell(f"a\tb\nx\t{cell}\ny\t1").rader[0][1] == Decimal(value)


def test_an_empty_cell_and_a_dash_are_no_figure() -> None:
    assert [row[1] for row in parse_tabell("a\tb\nx\t\ny\t-\nz\t1").rader] == [None, None, Decimal(1)]


def test_a_column_with_a_word_is_text_until_a_person_says_otherwise() -> None:
    text = "a\tb\nx\t1\ny\tcirka 2"
    assert parse_tabell(text).kolumner[1].slag is TEXT
    asked = parse_tabell(text, [TEXT, TAL])
    assert asked.fel == ("Rad 2, b: ”cirka 2” är inget tal. Rätta cellen, eller gör kolumnen till text.",)
    assert asked.rader[1] == ("y", None)


def test_short_rows_are_filled_and_empty_rows_left_out() -> None:
    assert parse_tabell("a\tb\tc\nx\t1\n\t\t\ny\t2\t3\n").rader == (("x", Decimal(1), None), ("y", Decimal(2), Decimal(3)))


def test_semicolons_are_read_where_there_is_no_tab() -> None:
    assert parse_tabell("a;b\nx;1,5").rader == (("x", Decimal("1.5")),)


def test_the_published_table_is_read_as_printed_with_its_sum_row() -> None:
    found = parse_tabell(REFERENS.read_text(encoding="utf-8-sig"))
    assert [row[0] for row in found.rader] == ["Brottsofferjouren", "IOGT-NTO 235", "Oliven/Kamratstödet", "Röda korset"]
    assert found.summa == ("Tryckt summa", *map(Decimal, (300000, 3480500, 2347094, 345165, 200000)))


@pytest.mark.parametrize("text", ["", "   \n", "a\tb", "\t\t"])
def test_what_is_no_table_gives_no_rows(text: str) -> None:
    assert parse_tabell(text).rader == ()


def test_the_way_back_gives_the_same_table() -> None:
    found = parse_tabell("a\tb\nx\t1 234,50\ny\t2\nSumma\t1 236,50")
    again = parse_tabell(to_text(found.kolumner, found.rader, found.summa), [one.slag for one in found.kolumner])
    assert again == found


def test_a_title_above_the_headings_and_lines_below_the_sum_are_no_rows() -> None:
    found = parse_tabell("Föreningsbidrag 2022\nFörening\tBidrag\nA\t100\nB\t200\nSumma\t300\nBeslut § 5\nKälla: nämnden")
    assert (found.titel, found.noter) == ("Föreningsbidrag 2022", ("Beslut § 5", "Källa: nämnden"))
    assert found.kolumner == (Frikolumn("Förening", TEXT), Frikolumn("Bidrag", KRONOR))
    assert (len(found.rader), found.summa) == (2, ("Summa", Decimal(300)))


def test_a_row_with_a_name_only_within_the_table_stays_a_row() -> None:
    assert [row[0] for row in parse_tabell("a\tb\nKultur\t\nx\t1\nIdrott\t\ny\t2").rader] == ["Kultur", "x", "Idrott", "y"]


@pytest.mark.parametrize("last", ["\tSumma\t300", "\t\t300", "Summa bidrag:\t\t300"])
def test_the_sum_row_is_known_by_its_first_word_or_by_having_no_name(last: str) -> None:
    found = parse_tabell(f"Nr\tFörening\tBidrag\n1\tA\t100\n2\tB\t200\n{last}", [TEXT, TEXT, KRONOR])
    assert found.summa is not None
    assert (len(found.rader), found.summa[2]) == (2, Decimal(300))


def test_a_name_that_begins_as_a_sum_word_is_a_name() -> None:
    assert parse_tabell("a\tb\nx\t1\nSummers AB\t2").summa is None


def test_three_figures_after_every_dot_are_thousands_in_kronor_and_decimals_elsewhere() -> None:
    assert [row[1] for row in parse_tabell("a\tBidrag\nx\t1.500\ny\t12.000").rader] == [Decimal(1500), Decimal(12000)]
    assert [row[1] for row in parse_tabell("a\tVikt\nx\t1.500\ny\t12.250").rader] == [Decimal("1.5"), Decimal("12.25")]


def test_a_line_break_within_a_cell_is_a_space() -> None:
    assert parse_tabell('a\tb\n"Röda\nkorset"\t1\ny\t2').rader[0] == ("Röda korset", Decimal(1))
