"""Volymer: the answer, the bridge, the tables and the forms; prognos/volymer."""

from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.kolumner import Slag
from finance.kontoplan import Kontogrupp
from finance.store import Mattnyckel, Store, Volymslag, list_inlasningar, undo_inlasning
from pages.ui import charts
from pages.ui.volymform import ANTAGET, EGET, Falt, make_koppling
from pages.ui.volymtal import read_numbers
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows

PAGE = "pages/prognos/volymer.py"
HUSHALL = "Hushåll med utbetalt försörjningsstöd, antal per månad"
SOCIALA = Mattnyckel("Sociala kontrakt")


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def box(at: AppTest, label: str, place: int = 0):  # type: ignore[no-untyped-def]  # noqa: ANN201 - AppTest's own element
    return [one for one in at.selectbox if one.label == label][place]


def field(at: AppTest, label: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - AppTest's own element
    return next(one for one in at.text_input if one.label.startswith(label))


def press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


def sign(at: AppTest) -> None:
    """The name is asked for once; every form has the field until then."""
    for one in at.text_input:
        if one.label == "Ditt namn eller din signatur":
            one.set_value("A. Ek")


def test_the_answer_compares_with_what_there_is_and_shows_the_interval(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04", enhet="tkr")
    assert not at.exception
    # No budgeted volume is published, so last year is what it starts with: 500 households a month then, 420 expected now.
    assert (
        at.header[0].value
        == "Det är färre hushåll, inte lägre pris, som gör att Ekonomiskt bistånd kostar mindre än förra året"
    )
    quiet = " ".join(spaced(one.value) for one in at.markdown)
    assert "80 % säkert" in quiet
    assert "Metod:" in quiet


def test_the_steps_of_the_bridge_sum_to_the_deviation(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04", enhet="tkr")
    *steps, total = shown_rows(at, 0)
    assert total[0] == "Prognos"
    assert [row[0] for row in steps[:2]] == ["Färre hushåll", "Högre pris per hushåll"]
    assert spaced(steps[0][2]) == "500 blir 420"

    def value(row: list[str]) -> int:
        text = spaced(row[1]).replace("−", "-").replace("+", "")
        return int("".join(c for c in text if c in "-0123456789"))

    assert abs(sum(value(row) for row in steps) - value(total)) <= len(steps) // 2 + 1


def test_the_volumes_are_the_published_ones(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    row = shown_rows(at, 1)[0]
    assert [spaced(cell) for cell in row] == [HUSHALL, "431", "420", "517", "500", "34 %", "34 %"]


def test_another_line_with_several_parts_has_a_mix(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    box(at, "Verksamhet").set_value("08").run()
    assert not at.exception
    assert any(row[0] == "Billigare mix" for row in shown_rows(at, 0))
    assert len(shown_rows(at, 1)) == 4


def test_so_far_ends_in_utfall_and_needs_no_prognos(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    next(one for one in at.radio if one.label == "Månader").set_value("hittills").run()
    assert not at.exception
    assert shown_rows(at, 0)[-1][0] == "Utfall"


def test_a_budgeted_volume_makes_the_budget_comparable(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    next(one for one in at.radio if one.label == "Vad gäller det?").set_value("budget").run()
    field(at, "Vad budgeten räknar med 2022").set_value("400")
    sign(at)
    press(at, "Spara volymen")
    assert not at.exception
    next(one for one in at.radio if one.label == "Jämför med").set_value("budget").run()
    assert at.header[0].value.startswith("Det är fler hushåll och högre pris som gör att Ekonomiskt bistånd går över budget")
    assert spaced(shown_rows(at, 0)[0][2]) == "400 blir 420"


def test_a_matt_is_coupled_shown_and_taken_away(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    box(at, "Mått").set_value(SOCIALA)
    box(at, "Verksamhet", 1).set_value("01").run()
    field(at, "Vad en enhet heter").set_value("kontrakt")
    sign(at)
    press(at, "Spara kopplingen")
    assert not at.exception
    assert not at.error
    assert any(row[0] == "Sociala kontrakt" for place in range(len(at.table)) for row in shown_rows(at, place))
    choice = box(at, "Koppling")
    choice.set_value(choice.options.index(next(one for one in choice.options if one.startswith("Sociala kontrakt")))).run()
    press(at, "Ta bort kopplingen")
    assert not at.exception
    assert not any(one.startswith("Sociala kontrakt") for one in box(at, "Koppling").options)


def test_unlike_units_are_refused_in_a_sentence(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    box(at, "Mått").set_value(SOCIALA)
    box(at, "Verksamhet", 1).set_value("03").run()
    box(at, "Kostnad som volymen driver").set_value(Kontogrupp.FORSORJNINGSSTOD.value)
    field(at, "Vad en enhet heter").set_value("kontrakt")
    sign(at)
    press(at, "Spara kopplingen")
    assert "kan inte läggas ihop" in at.error[0].value


def test_without_matt_the_page_says_what_to_do(app: Open, tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'exempel.db'}")
    (matt,) = [one for one in list_inlasningar(store, "LIN-SN") if Slag.MATT in one.slag]
    undo_inlasning(store, matt.id, vem="A. Ek")
    store.close()
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    assert not at.exception
    assert at.header[0].value == "Är det volymen eller priset?"
    assert any(one.label == "Läs in mått" for one in at.button)
    assert len(at.table) == 0


def test_nothing_can_be_written_while_an_earlier_moment_is_shown(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04", as_of="2099-01-01")
    assert not at.exception
    assert not any(one.label in ("Spara kopplingen", "Spara volymen", "Ta bort kopplingen") for one in at.button)


FALT = Falt(SOCIALA, "01", "", "kontrakt", Volymslag.NIVA)


def test_a_price_is_read_as_people_write_it() -> None:
    koppling = make_koppling(Falt(SOCIALA, "01", "", "kontrakt", Volymslag.NIVA, hur=EGET, kronor="1 250,50", fran=202201))
    assert (koppling.pris_ore, koppling.pris_fran) == (125_050, 202201)
    assert make_koppling(FALT).pris_ore is None
    with pytest.raises(InvalidValue, match="Skriv priset i kronor"):
        make_koppling(Falt(SOCIALA, "01", "", "kontrakt", Volymslag.NIVA, hur=EGET, kronor="mycket", fran=202201))
    with pytest.raises(InvalidValue, match="Välj ett prisantagande"):
        make_koppling(Falt(SOCIALA, "01", "", "kontrakt", Volymslag.NIVA, hur=ANTAGET))


def test_volumes_are_read_exactly_and_empty_fields_are_none() -> None:
    assert read_numbers({5: "414,5", 6: " ", 7: "4 000"}) == {5: Decimal("414.5"), 7: Decimal(4000)}
    with pytest.raises(InvalidValue, match="är inget antal"):
        read_numbers({5: "många"})


def test_the_bridge_goes_down_for_minus_and_ends_where_the_steps_lead() -> None:
    figure = charts.draw_bro((("Fler timmar\n180 blir 216", -19_600), ("<b>Lägre</b>", 4_600)), Enhet.KR)
    down, up, end = figure.data
    assert (down.base, down.y[0]) == (-196.0, 196.0)
    assert (up.base, up.y[0]) == (-196.0, 46.0)
    assert (end.base, end.y[0]) == (-150.0, 150.0)
    assert end.marker.pattern.shape == "/"
    texts = [spaced(one.text) for one in figure.layout.annotations]
    assert texts == ["<b>▼ −196</b>", "<b>▲ +46</b>", "<b>▼ −150</b>", "Budget"]
    names = figure.layout.xaxis.ticktext
    assert names[0] == "Fler timmar<br><span style='font-size:12px'>180 blir 216</span>"
    assert "<b>" not in names[1]


def test_a_bridge_may_start_from_an_earlier_prognos() -> None:
    figure = charts.draw_bro((("Utfall", 300),), Enhet.KR, start="Förra omgången", start_ore=-500, slut="Nu")
    assert [(bar.base, bar.y[0]) for bar in figure.data] == [(-5.0, 5.0), (-5.0, 3.0), (-2.0, 2.0)]
    assert list(figure.layout.xaxis.ticktext) == ["Förra omgången", "Utfall", "Nu"]


def test_a_bridge_without_any_change_is_still_a_chart() -> None:
    low, high = charts.draw_bro((), Enhet.MNKR).layout.yaxis.range
    assert low < 0 < high
