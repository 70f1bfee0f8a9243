"""Prognosträff: the sentence, the methods, the years and the lines say the same."""

import pytest

from finance.belopp import Enhet
from pages.ui import charts
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows

PAGE = "pages/prognos/prognostraff.py"


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_answer_is_the_record_of_the_method_in_use(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    answer = spaced(at.header[0].value)
    assert answer.startswith("Efter maj har prognosen för Socialnämnden i snitt legat ")
    used = next(row for row in shown_rows(at, 0) if row[0].endswith("(används)"))
    assert f" {spaced(used[1])} fel" in answer
    assert [row[0] for row in shown_rows(at, 1)] == ["2021", "2020", "2019"]


def test_the_methods_and_the_lines_are_ordered(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    best_first = [float(spaced(row[1]).split()[0].replace(",", ".")) for row in shown_rows(at, 0)]
    assert len(best_first) == 5
    assert best_first == sorted(best_first)
    worst_first = [float(spaced(row[1]).split()[0].replace(",", ".")) for row in shown_rows(at, 2)]
    assert len(worst_first) == 20  # all lines but the total and the one without utfall
    assert worst_first == sorted(worst_first, reverse=True)


def test_another_line_and_month_can_be_chosen(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    nod = next(box for box in at.selectbox if box.label == "Verksamhet")
    nod.set_value("5240")
    next(box for box in at.selectbox if box.label == "Prognos gjord efter").set_value(8).run()
    assert not at.exception
    assert at.header[0].value.startswith("Efter augusti har prognosen för Hemtjänst i snitt legat ")


def test_before_january_the_methods_that_need_a_month_are_left_out(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    next(box for box in at.selectbox if box.label == "Prognos gjord efter").set_value(0).run()
    assert at.header[0].value.startswith("Före årets första månad")
    assert {row[0] for row in shown_rows(at, 0)} == {
        "Utfall + rest av budget",
        "Utfall + förra årets rest",
        "Krympt säsongsprofil (används)",
    }


def test_one_earlier_year_is_said_to_be_too_little(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    assert "Ett år är för lite" in at.header[0].value
    assert at.subheader[0].value == "Ett år räcker inte för att jämföra metoderna"


def test_without_earlier_years_there_is_only_the_reason(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2018-03")
    assert "går inte att säga ännu" in at.header[0].value
    assert len(at.table) == 0


def test_the_page_helarsprognos_shows_the_same_mean_errors(app: Open) -> None:
    record = {row[0]: row[1] for row in shown_rows(app(PAGE, namnd="LIN-SN", period="2022-05"), 0)}
    at = app("pages/prognos/helarsprognos.py", namnd="LIN-SN", period="2022-05")
    tables = [shown_rows(at, place) for place in range(len(at.table))]
    methods = next(rows for rows in tables if any(row[0].endswith("(används)") for row in rows))
    shown = {row[0]: row[3] for row in methods}
    assert shown.pop("Bedömd prognos") == "–"  # people's, without a record of its own here
    assert shown == record


def test_the_forest_marks_every_year_and_the_mean_and_escapes_names() -> None:
    rader = (
        charts.Traffrad("Krympt", (("2020: a", -3.0), ("2021: b", 1.0)), -1.0, "2,0 %", used=True),
        charts.Traffrad("<i>Linjär</i>", (("2021: c", 4.0),), 4.0, "4,0 %"),
    )
    figure = charts.draw_traff(rader, ends=("För lågt", "För högt"), column="Medelfel")
    fields, dots = figure.data[0::2], figure.data[1::2]
    assert [list(trace.x) for trace in fields] == [[0, -1.0], [0, 4.0]]
    assert [list(trace.x) for trace in dots] == [[-3.0, 1.0], [4.0]]
    assert dots[0].marker.symbol != dots[1].marker.symbol
    texts = [annotation.text for annotation in figure.layout.annotations]
    assert {"För lågt", "Utfall", "För högt", "Medelfel", "<b>Krympt</b>", "&lt;i&gt;Linjär&lt;/i&gt;", "4,0 %"} <= set(texts)
    low, high = figure.layout.xaxis.range
    assert low < -3.0
    assert high > 4.0


@pytest.mark.parametrize("enhet", list(Enhet))
def test_the_forest_of_a_perfect_record_is_still_a_chart(enhet: Enhet) -> None:
    rader = (charts.Traffrad("Krympt", (("2021", 0.0),), 0.0, f"0 {enhet.label}", used=True),)
    low, high = charts.draw_traff(rader, ends=("a", "b"), column="c").layout.xaxis.range
    assert low < 0 < high
