"""Helårsprognos: the answer, the line in the URL, years to count, methods and the choice of one, what people have added."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from finance.belopp import Enhet
from finance.format import format_tal
from finance.lage import read_lage
from finance.period import Period
from finance.prognos import Metod
from finance.prognos.chans import possible_years
from finance.store import Store, metodval_history, read_metodval, save_metodval
from finance.uppfoljning import compute_uppfoljning
from pages.ui import charts
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows

PAGE = "pages/prognos/helarsprognos.py"
LIN = {"namnd": "LIN-SN", "period": "2022-05"}
MNKR = 100_000_000


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def tables(at: AppTest) -> list[list[list[str]]]:
    return [shown_rows(at, place) for place in range(len(at.table))]


def method_table(at: AppTest) -> dict[str, list[str]]:
    return {row[0]: row[1:] for rows in tables(at) for row in rows if any("(används)" in name for name, *_ in rows)}


def opened(at: AppTest, key: str) -> AppTest:
    at.session_state[key] = True
    return at.run()


def button(at: AppTest, label: str) -> Button:
    return next(one for one in at.button if one.label == label)


@pytest.fixture
def store(app: Open, tmp_path: Path) -> Iterator[Store]:
    """The database that the page shows."""
    found = Store.open(f"sqlite:///{tmp_path / 'exempel.db'}")
    yield found
    found.close()


def test_the_answer_is_the_interval_and_the_chance_in_words(app: Open) -> None:
    at = app(PAGE, **LIN)
    answer = plain(at.header[0].value)
    assert answer.startswith("Året slutar troligen mellan −")
    assert answer.endswith("Budgeten hålls troligen inte.")
    assert "Bedömd prognos −34,5 Mnkr" in plain(at.markdown[0].value)


def test_a_bedomning_outside_the_interval_is_said_first(app: Open) -> None:
    at = app(PAGE, **LIN, nod="5240")
    at.query_params["nod"] = "5240"
    at.run()
    assert plain(at.header[0].value).startswith("Bedömt −15,0 Mnkr, men systemet väntar mellan ")


def test_a_closed_year_is_told_as_closed_and_has_no_years_to_count(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2021-12")
    assert plain(at.header[0].value) == "Året slutade på −25,1 Mnkr. Budgeten hölls inte."
    assert not [sub.value for sub in at.subheader if "tänkbara år" in sub.value or sub.value.startswith("Återstår")]


def test_the_line_stands_in_the_url_and_a_shared_link_opens_it(app: Open) -> None:
    at = app(PAGE, **LIN)
    assert "nod" not in at.query_params  # the whole nämnd
    next(box for box in at.selectbox if box.label == "Verksamhet").set_value("5240").run()
    assert at.query_params["nod"] == ["5240"] or at.query_params["nod"] == "5240"
    other = app(**LIN)
    other.query_params["nod"] = "5240"
    other.switch_page(PAGE)
    other.query_params["nod"] = "5240"
    other.run()
    assert next(box for box in other.selectbox if box.label == "Verksamhet").value == "5240"
    assert other.header[0].value == at.header[0].value


def test_an_unknown_line_in_the_url_is_the_whole_namnd(app: Open) -> None:
    at = app(PAGE, **LIN)
    at.query_params["nod"] = "finns-inte"
    at.run()
    assert not at.exception
    assert next(box for box in at.selectbox if box.label == "Verksamhet").value == "0500"
    assert "nod" not in at.query_params


def test_a_part_is_opened_by_its_button(app: Open) -> None:
    at = app(PAGE, **LIN)
    button(at, "Vård och omsorg").click().run()
    assert next(box for box in at.selectbox if box.label == "Verksamhet").value == "5200"
    assert not at.exception
    button(at, "Hemtjänst").click().run()
    assert next(box for box in at.selectbox if box.label == "Verksamhet").value == "5240"


def test_years_to_count_agree_in_title_and_table(app: Open) -> None:
    at = app(PAGE, **LIN)
    opened(at, "oppna_prickar")
    title = next(sub.value for sub in at.subheader if "tänkbara år" in sub.value)
    rows = next(rows for rows in tables(at) if len(rows) == 20)
    assert title == f"{sum(row[2] == 'ja' for row in rows)} av 20 tänkbara år håller budgeten"
    assert "6 %" in plain(" ".join(text.value for text in at.markdown if "Chansen" in text.value))


def test_the_methods_table_holds_what_the_chart_holds(app: Open) -> None:
    at = app(PAGE, **LIN)
    names = list(method_table(at))
    assert names[0] == "Bedömd prognos"
    assert names[1] == "Krympt säsongsprofil (används)"
    assert len(names) == 6
    spec = next(json.loads(chart.proto.spec) for chart in at.get("plotly_chart") if "Medelfel" in chart.proto.spec)
    fields, marks = spec["data"][0::2], spec["data"][1::2]
    drawn = [
        [format_tal(x, 1, plus=True) for x in (*mark["x"], *field["x"])] for mark, field in zip(marks, fields, strict=True)
    ]
    said = [[plain(row[0]).rstrip("]").split()[-1], *plain(row[1]).split(" till ")] for row in method_table(at).values()]
    assert said == drawn


def test_what_people_have_added_sums_to_the_published_total(app: Open) -> None:
    at = app(PAGE, **LIN)
    rows = next(rows for rows in tables(at) if rows[-1][0] == "Socialnämnden" and len(rows[-1]) == 6)
    assert rows[0][:2] == ["Hemtjänst", "Beviljade timmar ligger kvar på hög nivå."]
    assert plain(rows[-1][5]) == "−34,5"
    amounts = [
        [float(plain(cell).strip(":redblu[]▼▲ +").replace("−", "-").replace(",", ".")) for cell in row[3:]] for row in rows
    ]
    for system, change, judged in amounts:
        assert system + change == pytest.approx(judged, abs=0.11)
    assert sum(row[1] for row in amounts[:-1]) == pytest.approx(amounts[-1][1], abs=0.5)


def test_the_months_of_the_pace_table_are_twelve_and_the_sentence_names_the_months_left(app: Open) -> None:
    at = app(PAGE, **LIN)
    assert any("resten av året (7 månader)" in plain(text.value) for text in at.markdown)
    opened(at, "oppna_manader")
    rows = next(rows for rows in tables(at) if [row[0] for row in rows[:2]] == ["Jan", "Feb"] and len(rows[0]) == 6)
    assert [row[1] == "–" for row in rows] == [False] * 5 + [True] * 7


def test_how_it_was_computed_is_told_only_when_asked_for(app: Open) -> None:
    at = app(PAGE, **LIN)
    assert not any("Nivån är" in text.value for text in at.markdown)
    opened(at, "oppna_forklaring")
    assert not at.exception
    assert any("Nivån är" in text.value for text in at.markdown)
    assert any("5\u00a0stängda månader i år och 4\u00a0tidigare år" in text.value for text in at.markdown)


def test_a_method_is_chosen_with_a_reason_shown_everywhere_and_taken_back(app: Open, store: Store) -> None:
    at = app(PAGE, **LIN)
    next(box for box in at.selectbox if box.label == "Verksamhet").set_value("5200").run()
    opened(at, "oppna_metodval")
    assert any("varje del under Vård och omsorg" in text.value for text in at.markdown)
    fields = {box.label: box for box in at.selectbox}
    fields["Metod"].set_value(Metod.LINJAR_TAKT)
    button(at, "Använd metoden").click().run()
    assert any("Skriv" in error.value for error in at.error)  # no reason, no name
    assert read_metodval(store, "LIN-SN") == ()
    next(box for box in at.text_input if box.label == "Varför passar den bättre?").set_value("nytt avtal i år")
    next(box for box in at.text_input if box.label == "Ditt namn eller din signatur").set_value("A. Ek")
    button(at, "Använd metoden").click().run()
    assert [(one.nod, one.metod, one.vem) for one in read_metodval(store, "LIN-SN")] == [("5200", "linjar_takt", "A. Ek")]
    assert any("är vald för Vård och omsorg: nytt avtal i år" in text.value for text in at.markdown)
    assert any("linjär takt (vald)" in text.value for text in at.markdown)
    button(at, "Tillbaka till standardmetoden").click().run()
    assert read_metodval(store, "LIN-SN") == ()
    assert [one.metod for one in metodval_history(store, "LIN-SN", "5200")] == ["", "linjar_takt"]
    assert not any("(vald)" in text.value for text in at.markdown)


def test_nothing_can_be_chosen_while_an_earlier_day_is_shown(app: Open) -> None:
    at = app(PAGE, **LIN, as_of="2030-01-01")
    opened(at, "oppna_metodval")
    assert not [one for one in at.button if one.label == "Använd metoden"]
    assert any("Du tittar på ett tidigare läge" in text.value for text in at.markdown)


def test_every_field_and_button_has_a_label(app: Open) -> None:
    at = app(PAGE, **LIN)
    opened(at, "oppna_metodval")
    for one in (*at.selectbox, *at.text_input, *at.button):
        assert one.label.strip()


def test_the_years_are_drawn_on_their_own_side_of_the_budget() -> None:
    ar = possible_years(90 * MNKR, 130 * MNKR, 100 * MNKR)
    figure = charts.draw_prickar(ar, Enhet.MNKR)
    missed, kept = figure.data
    assert (missed.marker.symbol, kept.marker.symbol) == ("circle", "diamond")
    assert (len(missed.x), len(kept.x)) == (sum(ore < 0 for ore in ar), sum(ore >= 0 for ore in ar))
    assert max(missed.x) < 0 < min(kept.x)
    assert len({(x, y) for trace in figure.data for x, y in zip(trace.x, trace.y, strict=True)}) == len(ar)


def test_years_without_any_difference_are_still_a_chart() -> None:
    figure = charts.draw_prickar((0,) * 20, Enhet.KR)
    assert len(figure.data) == 1
    low, high = figure.layout.xaxis.range
    assert low < 0 < high


def test_the_methods_chart_marks_the_shown_row_by_form_too_and_escapes_names() -> None:
    rader = (
        charts.Metodstrang("Bedömd", -3 * MNKR, -5 * MNKR, -1 * MNKR, "", shown=True),
        charts.Metodstrang("<b>Linjär</b>", 2 * MNKR, -1 * MNKR, 4 * MNKR, "2,0 %"),
    )
    figure = charts.draw_metoder(rader, Enhet.MNKR, column="Medelfel")
    assert [list(trace.x) for trace in figure.data] == [[-5, -1], [-3], [-1, 4], [2]]
    assert (figure.data[1].marker.symbol, figure.data[3].marker.symbol) == ("triangle-down", "circle")
    texts = [annotation.text for annotation in figure.layout.annotations]
    assert {"Budget", "Medelfel", "<b>Bedömd</b>", "&lt;b&gt;Linjär&lt;/b&gt;", "2,0 %", "<b>−3,0</b>", "+2,0"} <= set(texts)


def test_a_chosen_method_is_explained_by_its_own_sum_and_not_by_the_defaults_level(app: Open, store: Store) -> None:
    save_metodval(store, "LIN-SN", "5240", "linjar_takt", skal="nytt avtal", vem="anna")
    at = app(PAGE, **LIN)
    next(box for box in at.selectbox if box.label == "Verksamhet").set_value("5240").run()
    opened(at, "oppna_forklaring")
    told = [plain(text.value) for text in at.markdown]
    assert any(text.startswith("Linjär takt: ") for text in told)
    assert not any("Nivån är" in text for text in told)
    figures = next(re.findall(r"([\d ,]+) Mnkr", text) for text in told if text.startswith("Utfall hittills"))
    known, rest, total = (float(figure.strip().replace(" ", "").replace(",", ".")) for figure in figures)
    assert total == pytest.approx(known / 5 * 12, abs=0.2)
    assert known + rest == pytest.approx(total, abs=0.15)


def test_a_deviation_on_the_overview_leads_to_its_prognos(app: Open, exempel: Store) -> None:
    at = app(**LIN)
    blad = compute_uppfoljning(read_lage(exempel, "LIN-SN", Period(2022, 5))).blad()
    worst = sorted(blad, key=lambda rad: -abs(rad.prognosavvikelse_ore))[:3]
    links = [one.proto for one in at.get("page_link") if one.proto.label == "Se prognosen"]
    assert [link.query_string for link in links] == [f"nod={rad.nod}" for rad in worst]


def test_what_does_not_count_is_said_once_per_reason(app: Open) -> None:
    at = app("pages/prognos/helarsprognos.py", namnd="KAT-SN", period="2022-04")
    (text,) = [one.value for one in at.markdown if "Räknas inte:" in one.value]
    assert text.count("inte markerad som medräknad") == 1
    assert "Utöka multiteamet" in text
    assert "Mer stöd och tillsyn i boendena" in text
