"""Placeringar: the sentence, the months, one more, changes by hand. Expected figures from the file itself and from print."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from sample_data import EXEMPEL
from tests.pages.conftest import ROOT, Open
from tests.pages.tabeller import shown_rows

PAGE = "pages/prognos/placeringar.py"
FIL = next(path for exempel in EXEMPEL for path in exempel.filer if path.name.startswith("placeringar"))


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2212", "-")


def cells() -> list[tuple[Any, ...]]:
    """The rows of the list as they stand in the file: kod, typ, start, slut, dygnspris, moms, refund, counted."""
    return list(openpyxl.load_workbook(FIL).worksheets[0].iter_rows(min_row=5, values_only=True))


def rows_of_file() -> Iterator[tuple[str, date, date, Decimal, Decimal]]:
    """(typ, first, last, kronor a day after momskompensation, refund) of every placement that is counted."""
    for _, typ, start, slut, pris, moms, refund, counted in cells():
        if counted == "ja":
            price = (Decimal(str(pris)) * (100 - Decimal(str(moms or 0))) / 100).quantize(Decimal("0.01"))
            yield str(typ), start.date(), slut.date() if slut else date(2022, 12, 31), price, Decimal(str(refund or 0))


def loop(first: date, last: date) -> Decimal:
    """What the counted placements cost from one day through another, net, day by day."""
    total, day = Decimal(0), first
    while day <= last:
        total += sum(pris - refund for _, start, slut, pris, refund in rows_of_file() if start <= day <= slut)
        day += timedelta(days=1)
    return total


def card(at: AppTest, start: str) -> str:
    return next(spaced(one.value) for one in at.subheader if spaced(one.value).startswith(start))


@pytest.fixture
def kat(app: Open) -> AppTest:
    return app(PAGE, namnd="KAT-SN", period="2022-04")


def test_the_answer_is_what_the_file_says_day_by_day(kat: AppTest) -> None:
    going = sum(1 for _, start, slut, _, _ in rows_of_file() if start <= date(2022, 4, 30) <= slut)
    per_day = round(loop(date(2022, 4, 30), date(2022, 4, 30)))
    rest = round(loop(date(2022, 5, 1), date(2022, 12, 31)) / 1000)
    answer = spaced(kat.header[0].value)
    figures = f"{per_day:_} kr per dygn, {rest:_} tkr resten av året".replace("_", " ")
    assert answer == f"{going} pågående placeringar kostar {figures}"
    assert not kat.exception


def test_the_months_stand_as_printed_against_the_budget(kat: AppTest) -> None:
    path = ROOT / "tests" / "referens" / "katrineholm_2022_t1" / "placeringskostnad_per_manad_tkr.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        printed = {row["serie"]: row for row in csv.DictReader(file, delimiter=";")}
    rows = [[spaced(cell) for cell in row] for row in shown_rows(kat, 0)]
    for row, month in zip(rows[:4], ("jan", "feb", "mar", "apr"), strict=False):
        assert int(row[1].replace(" ", "")) == -int(printed["Utfall 2022"][month])
        assert int(row[4].replace(" ", "")) == -int(printed["Budget 2022"][month])
    assert [row[1] for row in rows[4:]] == ["–"] * 8
    cost = sum(int(printed["Utfall 2022"][m]) - int(printed["Budget 2022"][m]) for m in ("jan", "feb", "mar", "apr"))
    assert card(kat, "Placeringarna") == f"Placeringarna har kostat {cost:,} tkr mer än budget januari till april".replace(
        ",", " "
    )


def test_the_year_is_booked_list_and_gap_and_has_an_interval(kat: AppTest) -> None:
    rows = [[spaced(cell).replace(" ", "") for cell in row] for row in shown_rows(kat, 1)]
    assert [row[0] for row in rows][-1] == "Summa"
    for row in rows:
        booked, ours, gap, year = (int(cell) for cell in row[1:5])
        assert abs(booked + ours + gap - year) <= 2  # each is rounded by itself
        low, high = (int(end) for end in row[5].split("till"))
        assert low < year < high


def test_a_line_can_be_chosen(kat: AppTest) -> None:
    whole = spaced(kat.header[0].value)
    box = next(box for box in kat.selectbox if box.label == "Verksamhet")
    box.set_value("04").run()
    going = sum(1 for row in cells() if row[0] == "04")
    assert spaced(kat.header[0].value) != whole
    assert spaced(kat.header[0].value).startswith(f"{going - 1} pågående")  # one of them has ended
    assert [row[0] for row in shown_rows(kat, 1)] == ["Vuxenstödsenhet"]


def test_one_more_from_september(kat: AppTest) -> None:
    next(box for box in kat.selectbox if box.label == "Typ av placering").set_value("SiS").run()
    next(box for box in kat.selectbox if box.label == "Från").set_value(9).run()
    fields = {field.label: field for field in kat.text_input}
    fields["Dygnspris, kr"].set_value("8 000,00")
    fields["Momskompensation, %"].set_value("0").run()
    assert card(kat, "En placering till") == "En placering till (SiS) från september kostar 976 tkr i år"  # 122 x 8 000 kr
    next(box for box in kat.selectbox if box.label == "Till och med").set_value(9).run()
    assert card(kat, "En placering till") == "En placering till (SiS) från september kostar 240 tkr i år"  # 30 x 8 000 kr
    next(field for field in kat.text_input if field.label == "Dygnspris, kr").set_value("mycket").run()
    assert card(kat, "Vad kostar") == "Vad kostar en placering till?"
    assert not kat.exception


def test_the_default_price_is_the_median_of_the_ongoing(kat: AppTest) -> None:
    next(box for box in kat.selectbox if box.label == "Typ av placering").set_value("stödboende").run()
    going = sorted(Decimal(str(row[4])) for row in cells() if row[1] == "stödboende")  # none of them has ended by April
    assert len(going) % 2 == 1
    field = next(field for field in kat.text_input if field.label == "Dygnspris, kr")
    assert spaced(str(field.value)).replace(" ", "") == str(going[len(going) // 2])


def press(at: AppTest, label: str) -> None:
    next(button for button in at.button if button.label == label).click().run()


def write_name(at: AppTest) -> None:
    for field in at.text_input:
        if field.label == "Ditt namn eller din signatur":
            field.set_value("A. Ek")


def test_one_is_added_changed_and_undone(kat: AppTest) -> None:
    before = spaced(kat.header[0].value)
    count = int(before.split()[0])
    next(field for field in kat.text_input if field.label == "Första dygnet").set_value("2022-04-01")
    write_name(kat)
    press(kat, "Lägg till i listan")
    assert [error.value for error in kat.error] == []
    assert spaced(kat.header[0].value).startswith(f"{count + 1} pågående")
    history = shown_rows(kat, len(kat.table) - 1)
    assert history[0][1:3] == ["A. Ek", "Hvb från 2022-04-01 lagd till"]
    press(kat, "Ångra den senaste ändringen")
    assert spaced(kat.header[0].value) == before


def test_an_end_is_changed(kat: AppTest) -> None:
    box = next(box for box in kat.selectbox if box.label == "Ändra en placering")
    box.set_value(1).run()
    next(field for field in kat.text_input if (field.key or "").startswith("placering_slut")).set_value("igår")
    write_name(kat)
    press(kat, "Spara slutet")
    assert "är inget datum" in kat.error[0].value
    next(field for field in kat.text_input if (field.key or "").startswith("placering_slut")).set_value("2022-04-29")
    before = int(kat.header[0].value.split()[0])
    press(kat, "Spara slutet")
    assert [error.value for error in kat.error] == []
    assert int(kat.header[0].value.split()[0]) == before - 1


def test_the_choice_about_the_gap_moves_the_year(kat: AppTest) -> None:
    assert any(cell != "0" for cell in (row[3] for row in shown_rows(kat, 1)))
    write_name(kat)
    press(kat, "Räkna utan det som är utöver listan")
    assert [row[3] for row in shown_rows(kat, 1)] == ["0", "0", "0"]
    press(kat, "Lägg till det som är utöver listan")
    assert any(cell != "0" for cell in (row[3] for row in shown_rows(kat, 1)))


def test_an_earlier_state_can_be_seen_but_not_changed(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", as_of="2999-01-01")
    labels = [button.label for button in at.button]
    assert "Visa läget nu" in labels
    assert not {"Lägg till i listan", "Ångra den senaste ändringen", "Räkna utan det som är utöver listan"} & set(labels)
    assert spaced(at.header[0].value).endswith("resten av året")


def test_without_a_list_the_page_says_how_to_begin(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    assert at.header[0].value == "Ingen lista över placeringar är inläst"
    assert [button.proto.label for button in at.get("download_button")] == ["Hämta mall för placeringar"]
    next(box for box in at.selectbox if box.label == "Från").set_value(12).run()
    next(field for field in at.text_input if field.label == "Dygnspris, kr").set_value("10 000").run()
    assert card(at, "En placering till").endswith("från december kostar 0,3 Mnkr i år")
    write_name(at)
    press(at, "Lägg till i listan")
    assert [error.value for error in at.error] == []
    assert spaced(at.header[0].value) == "Ingen placering pågår: de som börjar senare kostar 0,3 Mnkr resten av året"


def test_no_name_is_asked_for_or_kept(kat: AppTest) -> None:
    assert any("Inga namn, personnummer eller fria texter sparas" in text.value for text in kat.markdown)
