"""Charts of mått and bars per year in slides and workbooks: their own numbers, a form for each role, and the break said."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from finance.belopp import Enhet, Vy
from finance.export.pptx import write_pptx
from finance.export.xlsx import write_xlsx
from finance.period import MANADER_KORT
from finance.rapport.modell import Avsnitt, Diagram, Diagramtyp, Rapport, Roll, Serie
from tests.finance.rapport import exempel

N = None
KNOWN = ("minimum 0", "stylesWithEffects")
"""What openxml-audit says of python-pptx's own parts."""
LINJE = Diagram(
    "linje",
    "Anmälningar",
    Diagramtyp.LINJE,
    MANADER_KORT,
    (
        Serie("2022", Roll.UTFALL, varden=(210, 198, 305, 318, *(N,) * 8)),
        Serie("2021", Roll.FOREGAENDE, varden=(190, 180, 200, 205, 214, 199, 120, 180, 220, 215, 208, 190)),
    ),
    "alt",
    "Anmälningar: 318 i april 2022.",
    matt_enhet="antal",
    brott=2,
    brott_text="serien bruten mar 2022",
)
STAPLAR = Diagram(
    "staplar",
    "Vårddygn",
    Diagramtyp.STAPLAR,
    ("2020", "2021", "2022"),
    (
        Serie("Helår", Roll.FOREGAENDE, varden=(6200.5, 6400, N)),
        Serie("Jan–apr", Roll.UTFALL, varden=(1720, 1631, 2898)),
        Serie("Prognos helår", Roll.PROGNOS, varden=(N, N, 4200)),
    ),
    "alt",
    "Vårddygn: 2 898 dygn jan–apr 2022.",
    matt_enhet="dygn",
    brott=1,
)
AVVIKELSE = Diagram(
    "avvikelse",
    "Avvikelse per år",
    Diagramtyp.STAPLAR,
    ("2020", "2021", "2022"),
    (Serie("Avvikelse", Roll.AVVIKELSE, varden_ore=(120_000_000, -530_000_000, 0)),),
    "alt",
    "Underskott ett av tre år.",
)


def report(*diagram: Diagram, vy: Vy = Vy.NETTORESULTAT) -> Rapport:
    return replace(exempel.katrineholm_rapport(), enhet=Enhet.TKR, vy=vy, avsnitt=(Avsnitt("a", "Volymer", diagram),))


def slides(*diagram: Diagram) -> Any:  # noqa: ANN401 - python-pptx ships no types that hold
    return Presentation(io.BytesIO(write_pptx(report(*diagram))))


def charts(deck: Any) -> dict[str, Any]:  # noqa: ANN401
    return {shape.name: shape for slide in deck.slides for shape in slide.shapes if shape.has_chart}


def sheet(*diagram: Diagram) -> tuple[Any, dict[str, str]]:
    """The sheet with the figures, and the XML of each chart by its title."""
    package = write_xlsx(report(*diagram))
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        found = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/charts/chart")]
    by_title = {match[1]: text for text in found if (match := re.search(r"<a:t>([^<]*)</a:t>", text))}
    return openpyxl.load_workbook(io.BytesIO(package))["Volymer"], by_title


def test_counts_are_not_turned_by_the_view_nor_divided_by_the_unit() -> None:
    found = charts(slides(LINJE))["Anmälningar"].chart
    assert [(s.name, s.values[:4]) for s in found.plots[0].series] == [
        ("2022", (210, 198, 305, 318)),
        ("2021", (190, 180, 200, 205)),
    ]
    cells, _ = sheet(LINJE)
    rows = [[cell.value for cell in row] for row in cells.iter_rows()]
    assert ["Månad", "2022", "2021"] in rows
    assert ["mar", 305, 200] in rows


def test_the_caption_has_the_matts_own_unit() -> None:
    texts = [shape.text_frame.text for slide in slides(STAPLAR).slides for shape in slide.shapes if shape.has_text_frame]
    assert "Vårddygn, dygn" in texts
    _, titles = sheet(STAPLAR, AVVIKELSE)
    assert set(titles) == {"Vårddygn, dygn", "Avvikelse per år, tkr"}


def test_decimals_are_the_matts_own_and_the_same_for_all() -> None:
    found = charts(slides(STAPLAR))["Vårddygn"].chart
    assert {series.data_labels.number_format for series in found.plots[0].series} == {
        '[$-41D]#,##0.0;[$-41D]"−"#,##0.0;[$-41D]#,##0.0'
    }
    cells, _ = sheet(STAPLAR)
    formats = {cell.number_format for row in cells.iter_rows() for cell in row if isinstance(cell.value, int | float)}
    assert formats == {'#,##0.0;"−"#,##0.0;#,##0.0'}


def test_each_role_of_bars_has_a_fill_of_its_own() -> None:
    space = charts(slides(STAPLAR))["Vårddygn"].chart._chartSpace
    fills = [ser.xpath("c:spPr/*[1]")[0] for ser in space.xpath(".//c:ser")]
    assert [fill.tag.rpartition("}")[2] for fill in fills] == ["solidFill", "solidFill", "pattFill"]
    colors = [fill.xpath(".//a:srgbClr/@val")[0] for fill in fills]
    assert colors[0] == "FFFFFF"
    assert colors[1] not in ("FFFFFF", colors[2])
    _, found = sheet(STAPLAR)
    assert found["Vårddygn, dygn"].count("<a:pattFill") == 1


def test_the_break_of_bars_is_an_empty_place_with_words() -> None:
    plot = charts(slides(STAPLAR))["Vårddygn"].chart.plots[0]
    assert list(plot.categories) == ["2020", "Serien bruten", "2021", "2022"]
    assert [series.values[1] for series in plot.series] == [None, None, None]
    cells, _ = sheet(STAPLAR)
    assert [row[0].value for row in cells.iter_rows()].count("Serien bruten") == 1


def test_the_break_of_lines_is_an_upright_line_with_words() -> None:
    space = charts(slides(LINJE))["Anmälningar"].chart._chartSpace
    assert len(space.xpath(".//c:errBars")) == 1
    # The lower line bears it: 200 down to zero, and up to the highest value of the chart, 318.
    above, below = (space.xpath(f".//c:errBars/c:{end}//c:v/text()") for end in ("plus", "minus"))
    assert (above.pop(2), below.pop(2)) == ("118", "200")
    assert set(above + below) == {"0"}
    assert space.xpath(".//c:dLbl//a:t/text()") == ["serien bruten mar 2022"]
    _, found = sheet(LINJE)
    assert "serien bruten mar 2022" in found["Anmälningar, antal"]
    assert found["Anmälningar, antal"].count("<c:errBars>") == 1


def test_a_chart_without_a_break_has_no_mark() -> None:
    whole = replace(LINJE, brott=None, brott_text="")
    assert not charts(slides(whole))["Anmälningar"].chart._chartSpace.xpath(".//c:errBars")


def test_an_avvikelse_per_year_is_two_series_by_sign_in_both_views() -> None:
    plot = charts(slides(AVVIKELSE))["Avvikelse per år"].chart.plots[0]
    assert {series.name: series.values for series in plot.series} == {
        "Underskott": (None, -5300.0, None),
        "Överskott": (1200.0, None, 0.0),
    }
    cells, _ = sheet(AVVIKELSE)
    assert ["2021", -5_300_000, None] in [[cell.value for cell in row] for row in cells.iter_rows()]


@pytest.mark.parametrize("count", [1, 2, 4, 5])
def test_charts_of_matt_share_slides_and_stay_inside_them(count: int) -> None:
    found = [replace(STAPLAR, id=f"s{n}", titel=f"Mått {n}", slutsats=f"Mått {n}: {n + 1} dygn.") for n in range(count)]
    deck = slides(*found)
    per_slide = [sum(shape.has_chart for shape in slide.shapes) for slide in list(deck.slides)[1:]]
    assert per_slide == {1: [1], 2: [2], 4: [4], 5: [3, 2]}[count]
    assert set(charts(deck)) == {diagram.titel for diagram in found}
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
            if shape.has_chart:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr") == "alt"


def test_the_packages_follow_the_schema(tmp_path: Path) -> None:
    for name, write in (("r.pptx", write_pptx), ("r.xlsx", write_xlsx)):
        path = tmp_path / name
        path.write_bytes(write(report(LINJE, STAPLAR, AVVIKELSE)))
        found = [error.description for error in OpenXmlValidator().validate(path).errors]
        assert [text for text in found if not any(known in text for known in KNOWN)] == []
