"""Slides hold the figures of the model, and nothing that a reader should not meet."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn

from finance.belopp import Enhet, Vy
from finance.errors import InvalidValue
from finance.export.diagram import chart_series
from finance.export.pptx import MOST_ROWS, write_pptx
from finance.period import Period
from finance.rapport import manadsuppfoljning
from finance.rapport.modell import Rapport, Tabell
from finance.rapport.som_text import show_rows
from tests.finance.rapport import exempel

KNOWN = ("minimum 0", "stylesWithEffects")
"""What openxml-audit says of python-pptx's own parts."""
REPORTS = {
    "lindesberg": exempel.lindesberg_rapport,
    "katrineholm": exempel.katrineholm_rapport,
    "lindesberg, other view": lambda: exempel.lindesberg_rapport(Enhet.TKR, Vy.NETTORESULTAT),
}


def opened(package: bytes) -> Any:  # noqa: ANN401 - python-pptx ships no types that hold
    return Presentation(io.BytesIO(package))


@pytest.fixture(params=REPORTS.values(), ids=list(REPORTS))
def rapport(request: pytest.FixtureRequest) -> Rapport:
    made: Rapport = request.param()
    return made


def tables_of(deck: Any) -> Iterator[tuple[str, list[list[str]]]]:  # noqa: ANN401
    """Name and texts of every table, header first."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table:
                yield shape.name, [[cell.text for cell in row.cells] for row in shape.table.rows]


def charts_of(deck: Any) -> Iterator[Any]:  # noqa: ANN401
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                yield shape


def test_every_table_stands_on_slides_as_the_screen_shows_it(rapport: Rapport) -> None:
    found = dict(tables_of(opened(write_pptx(rapport))))
    tables = [block for block in rapport.blocks() if isinstance(block, Tabell)]
    assert len(found) == len(tables)
    for tabell in tables:
        header, *rows = found[tabell.titel]
        assert header == [kolumn.rubrik for kolumn in tabell.kolumner]
        assert rows == [list(row) for row in show_rows(tabell, rapport.enhet, rapport.vy)]


def test_every_chart_holds_the_values_of_its_diagram(rapport: Rapport) -> None:
    charts = {shape.name: shape for shape in charts_of(opened(write_pptx(rapport)))}
    diagrams = [diagram for avsnitt in rapport.avsnitt for diagram in avsnitt.diagram]
    assert set(charts) == {diagram.titel for diagram in diagrams}
    for diagram in diagrams:
        expected = dict(chart_series(diagram, rapport.enhet, rapport.vy_of(diagram)))
        series = [series for plot in charts[diagram.titel].chart.plots for series in plot.series]
        assert {s.name: list(s.values) for s in series} == expected
        assert list(charts[diagram.titel].chart.plots[0].categories) == list(diagram.kategorier)


def test_the_values_of_a_chart_are_in_the_unit_of_its_heading() -> None:
    chart = next(shape for shape in charts_of(opened(write_pptx(exempel.lindesberg_rapport()))) if "Vård" in shape.name)
    utfall = next(series for plot in chart.chart.plots for series in plot.series if series.name == "Utfall")
    assert sum(value for value in utfall.values if value is not None) == pytest.approx(133.2)


def test_titles_are_unique_sentences_and_no_placeholder_is_empty(rapport: Rapport) -> None:
    deck = opened(write_pptx(rapport))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert len(set(titles)) == len(titles)
    assert deck.slide_width * 9 == deck.slide_height * 16
    for slide in deck.slides:
        assert all(holder.text_frame.text.strip() for holder in slide.placeholders if holder.has_text_frame)


def test_everything_drawn_is_described_and_inside_the_slide(rapport: Rapport) -> None:
    deck = opened(write_pptx(rapport))
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_all_text_is_marked_swedish(rapport: Rapport) -> None:
    deck = opened(write_pptx(rapport))
    assert deck.core_properties.language == "sv-SE"
    parts = [part for slide in deck.slides for part in (slide, slide.notes_slide)]
    for part in (*parts, deck.slide_master, *deck.slide_layouts):
        for run in part._element.iter(qn("a:r"), qn("a:fld")):
            assert run.find(qn("a:rPr")).get("lang") == "sv-SE"
    text = " ".join(shape.text_frame.text for layout in deck.slide_layouts for shape in layout.shapes if shape.has_text_frame)
    assert "Click" not in text


def test_a_nod_slide_has_two_figures_one_sentence_and_the_whole_comment_in_its_notes() -> None:
    deck = opened(write_pptx(exempel.lindesberg_rapport()))
    slide = next(slide for slide in deck.slides if slide.shapes.title.text.startswith("Vård och omsorg går mot"))
    texts = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
    assert texts["Avvikelse jan–maj"].split("\n")[1:] == ["−11,3\u00a0Mnkr", "▼ underskott"]
    assert texts["Prognos avvikelse helår"].split("\n")[1:] == ["−24,2\u00a0Mnkr", "▼ underskott"]
    assert texts["Slutsats"] == "Hemtjänst: beviljade timmar ligger på en hög nivå."
    assert "Metod:" in texts["Intervall"]
    notes = slide.notes_slide.notes_text_frame.text
    assert "Det fattas cirka 35 årsarbetare." in notes
    assert "Kostnad per timme: 524 kr" in notes
    assert "**" not in notes


def test_every_content_slide_says_its_source(rapport: Rapport) -> None:
    for slide in list(opened(write_pptx(rapport)).slides)[1:]:
        foot = [shape.text_frame.text for shape in slide.shapes if shape.name == "Källa"]
        assert foot == [" ".join(rapport.kallor)]


def test_a_long_table_goes_on_to_the_next_slide() -> None:
    lines = [exempel.make_rad(f"N{n}", f"Nod {n}", utfall=n, budget=n, prognos=n, budget_helar=n) for n in range(30)]
    total = exempel.make_rad(
        "T", "S", utfall=435, budget=435, prognos=435, budget_helar=435, niva=0, foralder=None, har_delar=True
    )
    uppfoljning = exempel.make_uppfoljning(exempel.LIN, Period(2022, 5), (*lines, total))
    made = manadsuppfoljning.compose(manadsuppfoljning.Underlag(uppfoljning, {}, {}), enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD)
    deck = opened(write_pptx(made))
    main = [table for name, table in tables_of(deck) if name.startswith("Ekonomisk uppföljning")]
    assert [row[0] for table in main for row in table[1:]] == [*(f"Nod {n}" for n in range(30)), "Totalt"]
    assert all(len(table) - 1 <= MOST_ROWS for table in main)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_pptx(exempel.katrineholm_rapport()) == write_pptx(exempel.katrineholm_rapport())


@pytest.mark.parametrize("as_template", [False, True])
def test_the_municipalitys_template_is_used_without_its_sample_slides(*, as_template: bool) -> None:
    mall = template(as_template=as_template)
    deck = opened(write_pptx(exempel.lindesberg_rapport(), mall))
    assert deck.slide_width == 9_144_000  # python-pptx's own template is 4:3
    assert "Exempelbild" not in [slide.shapes.title.text for slide in deck.slides]
    for slide in deck.slides:
        assert all(holder.text_frame.text.strip() for holder in slide.placeholders if holder.has_text_frame)


def template(*, as_template: bool) -> bytes:
    """A template with translated names of layouts and one sample slide; as .potx if asked for."""
    deck: Any = Presentation()
    for place, layout in enumerate(deck.slide_layouts):
        layout.name = f"Kommunens layout {place}"
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "Exempelbild"
    target = io.BytesIO()
    deck.save(target)
    if not as_template:
        return target.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(target) as source, zipfile.ZipFile(changed, "w") as out:
        for name in source.namelist():
            data = source.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(b"presentation.main+xml", b"template.main+xml")
            out.writestr(name, data)
    return changed.getvalue()


@pytest.mark.parametrize("mall", [b"", b"ingen mall", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_template_is_refused_in_swedish(mall: bytes) -> None:
    with pytest.raises(InvalidValue, match="Mallen går inte att läsa"):
        write_pptx(exempel.lindesberg_rapport(), mall)


def test_the_package_follows_the_schema(rapport: Rapport, tmp_path: Path) -> None:
    path = tmp_path / "rapport.pptx"
    path.write_bytes(write_pptx(rapport))
    found = [error.description for error in OpenXmlValidator().validate(path).errors]
    assert [text for text in found if not any(known in text for known in KNOWN)] == []


def test_amounts_in_kronor_and_long_names_stay_on_their_slides() -> None:
    name = "Verksamheten för stöd, service och omsorg till personer med omfattande behov i hela kommunen"
    parts = [
        exempel.make_rad(f"N{n}", f"{name} {n}", utfall=n * 10**9, budget=10**9, prognos=n * 3 * 10**9, budget_helar=3 * 10**9)
        for n in range(1, 5)
    ]
    total = exempel.make_rad(
        "T",
        "S",
        utfall=10**10,
        budget=4 * 10**9,
        prognos=3 * 10**10,
        budget_helar=12 * 10**9,
        niva=0,
        foralder=None,
        har_delar=True,
    )
    uppfoljning = exempel.make_uppfoljning(exempel.LIN, Period(2022, 5), (*parts, total))
    underlag = manadsuppfoljning.Underlag(uppfoljning, {rad.nod: exempel.manader(rad) for rad in parts}, {})
    deck = opened(write_pptx(manadsuppfoljning.compose(underlag, enhet=Enhet.KR, vy=Vy.NETTORESULTAT)))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height, shape.name
    for shape in charts_of(deck):
        labelled = [plot.has_data_labels for plot in shape.chart.plots]
        assert not any(labelled)
