"""Charts of mått on screen: bars beside each other, the mark of a break, the same figures as a table, and which are drawn."""

import json
import os

import plotly.graph_objects as go
from streamlit.testing.v1 import AppTest

from finance.belopp import Enhet, Vy
from finance.lage import read_lage
from finance.period import MANADER_KORT, Period
from finance.rapport.matt.avsnitt_volymer import volym_section
from finance.rapport.modell import Diagram, Diagramtyp, Roll, Serie
from finance.store import Store
from pages.ui import charts
from pages.ui.diagram import draw_diagram
from tests.pages.conftest import Open
from tests.pages.test_matt_sidan import TERTIAL, opened, pick

YEARS = ("2021", "2022")
BARS = (
    charts.Stapelserie("Helår", (6400.0, None), ("6 400", "–"), charts.Roll.FOREGAENDE),
    charts.Stapelserie("Jan–apr", (1631.0, 2898.0), ("1 631", "2 898"), charts.Roll.UTFALL),
    charts.Stapelserie("Prognos helår", (None, 4200.0), ("–", "4 200"), charts.Roll.PROGNOS),
)


def notes(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def test_bars_are_told_apart_without_colour_and_named() -> None:
    helar, part, prognos = charts.draw_grupper(BARS, YEARS).data
    assert (helar.marker.color, part.marker.color) == ("rgba(0,0,0,0)", charts.Roll.UTFALL)
    assert [trace.marker.pattern.shape for trace in (helar, part, prognos)] == [None, None, "/"]
    assert [trace.name for trace in (helar, part, prognos)] == ["Helår", "Jan–apr", "Prognos helår"]
    assert charts.draw_grupper(BARS, YEARS).layout.showlegend


def test_bars_of_a_year_stand_together_and_what_is_missing_takes_no_room() -> None:
    helar, part, prognos = charts.draw_grupper(BARS, YEARS).data
    # Two bars in each year, so each pair stands with the year in its middle.
    assert helar.x[0] + part.x[0] == 0
    assert part.x[1] + prognos.x[0] == 2
    assert helar.x[0] < part.x[0]


def test_every_bar_has_its_figure_unless_they_would_run_into_each_other() -> None:
    assert sorted(notes(charts.draw_grupper(BARS, YEARS))) == ["1 631", "2 898", "4 200", "6 400"]
    narrow = charts.draw_grupper(BARS, YEARS, width=100)  # 50 pixels a year, two figures of five characters
    assert notes(narrow) == []
    assert narrow.layout.yaxis.visible is not False


def test_signed_bars_have_the_colour_and_the_symbol_of_their_sign_and_a_zero_line() -> None:
    serie = charts.Stapelserie("Avvikelse", (-5.3, 1.2), ("▼ −5,3", "▲ +1,2"), charts.Roll.UNDERSKOTT, signed=True)
    figure = charts.draw_grupper([serie], YEARS)
    assert [(trace.marker.color, list(trace.y)) for trace in figure.data] == [
        (charts.Roll.UNDERSKOTT, [-5.3]),
        (charts.Roll.OVERSKOTT, [1.2]),
    ]
    assert notes(figure) == ["▼ −5,3", "▲ +1,2"]
    assert any(shape.y0 == shape.y1 == 0 for shape in figure.layout.shapes)
    assert not figure.layout.showlegend


def test_names_from_files_are_never_html() -> None:
    serie = charts.Stapelserie("<b>x", (1.0, 2.0), ("1", "2"), charts.Roll.UTFALL)
    figure = charts.draw_grupper([serie], ("<i>2021", "2022"), brott=1, brott_text="<u>bruten")
    assert "<b>" not in figure.data[0].name
    assert figure.layout.xaxis.ticktext[0] == "&lt;i&gt;2021"
    assert "&lt;u&gt;bruten" in notes(figure)


def test_a_break_has_a_line_and_words_in_both_forms() -> None:
    line = Diagram(
        "l", "Hushåll", Diagramtyp.LINJE, MANADER_KORT, (Serie("2022", Roll.UTFALL, varden=(1, 2, 3, *(None,) * 9)),),
        "alt", "slutsats", brott=2, brott_text="serien bruten mar 2022",
    )  # fmt: skip
    bars = Diagram(
        "s", "Hushåll", Diagramtyp.STAPLAR, YEARS, (Serie("Helår", Roll.UTFALL, varden=(1, 2)),), "alt", "slutsats", brott=1
    )  # fmt: skip
    for diagram, place, words in ((line, 1.5, "serien bruten mar 2022"), (bars, 0.5, "serien bruten")):
        figure = draw_diagram(diagram, Enhet.TKR, Vy.NETTORESULTAT, height=260)
        assert words in notes(figure)
        assert any(shape.x0 == shape.x1 == place and shape.line.dash == "dot" for shape in figure.layout.shapes)


def drawn(at: AppTest) -> dict[str, list[float]]:
    """What is drawn on the page: the name of each trace -> its values."""
    specs = [json.loads(one.proto.spec) for one in at.get("plotly_chart")]
    return {trace["name"]: trace["y"] for spec in specs for trace in spec["data"] if trace.get("name")}


def test_the_page_shows_the_chart_of_the_report_with_its_words_and_its_table(app: Open) -> None:
    at = opened(app)
    at.selectbox(key=pick(at, "matt_ett")).select("Antal utnyttjande vårddygn på institution, vuxna").run()
    assert not at.exception
    texts = [one.value for one in at.markdown]
    assert any("Antal utnyttjande vårddygn på institution, vuxna" in text for text in texts)
    assert drawn(at) == {"Helår": [6400.0], "Jan–apr": [1631.0, 2898.0], "Prognos helår": [4200.0]}


def test_the_namnd_chooses_which_are_drawn_in_the_report(app: Open) -> None:
    at = opened(app)
    choice = at.multiselect(key=pick(at, "mattval_diagram"))
    assert choice.value == []
    choice.set_value(["||Sociala kontrakt|"])
    at.text_input(key="signatur_mattval_spara").set_value("EK")
    at.button(key="mattval_spara").click().run()
    assert not at.exception
    assert at.multiselect(key=pick(at, "mattval_diagram")).value == ["||Sociala kontrakt|"]
    assert not opened(app, TERTIAL).exception
    store = Store.open(os.environ["HELAR_DB"])
    section = volym_section(read_lage(store, "KAT-SN", Period(2022, 4)))
    assert section is not None
    assert [one.titel for one in section.diagram] == ["Sociala kontrakt"]
    store.close()
