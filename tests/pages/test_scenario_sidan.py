"""Scenario: the levers, the answer, saving, comparing, the link, and that the prognos is left alone; prognos/scenario."""

import pytest
from streamlit.testing.v1 import AppTest

from finance.lage import read_lage
from finance.period import Period
from finance.prognos.volympris import compute_volympris
from finance.store import Store, read_bedomningar, read_scenarier
from finance.uppfoljning import compute_uppfoljning
from pages.ui import cached
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows

PAGE = "pages/prognos/scenario.py"
KAT = {"namnd": "KAT-SN", "period": "2022-04", "enhet": "tkr"}


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def slider(at: AppTest, label: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - AppTest's own element
    return next(one for one in at.slider if one.label == label)


def field(at: AppTest, label: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - AppTest's own element
    return next(one for one in at.text_input if one.label == label)


def box(at: AppTest, label: str, place: int = 0):  # type: ignore[no-untyped-def]  # noqa: ANN201 - AppTest's own element
    return [one for one in at.selectbox if one.label == label][place]


def press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


def sign(at: AppTest) -> None:
    for one in at.text_input:
        if one.label == "Ditt namn eller din signatur":
            one.set_value("A. Ek")


def words(at: AppTest) -> str:
    return spaced(" ".join([*(one.value for one in at.markdown), *(one.value for one in at.subheader)]))


def save(at: AppTest, namn: str) -> AppTest:
    field(at, "Namn på scenariot").set_value(namn)
    sign(at)
    return press(at, "Spara scenariot")


def store() -> Store:
    return cached.open_store(cached.database_url())


def total() -> int:
    return compute_uppfoljning(read_lage(store(), "KAT-SN", Period(2022, 4))).total.prognosavvikelse_ore


def test_it_begins_with_the_prognos_and_what_small_changes_are_worth(app: Open) -> None:
    at = app(PAGE, **KAT)
    assert not at.exception
    assert spaced(at.header[0].value) == "Socialnämnden väntas sluta på −10 960 tkr: flytta en spak och se vad helåret blir"
    assert "den riktiga prognosen, rapporterna och bildspelet ändras inte" in words(at)
    assert shown_rows(at, 0)[0][0].endswith("från maj")


def test_a_lever_shows_its_effect_at_once_on_line_and_total(app: Open) -> None:
    at = app(PAGE, **KAT)
    slider(at, "Volymen, procent").set_value(10).run()
    assert not at.exception
    rows = {row[0]: [spaced(cell) for cell in row[1:]] for row in shown_rows(at, 0)}
    assert list(rows) == ["Ekonomiskt bistånd", "Socialnämnden"]
    effects = {row[1] for row in rows.values()}
    assert len(effects) == 1, "the line and the total move by the same"
    # The printed nivåer, −5 070 and −10 960, moved by 10 % of what the prognos of volume x price costs May to December.
    change = round(sum(compute_volympris(read_lage(store(), "KAT-SN", Period(2022, 4))).mal[0].manader[4:]) * 0.1)
    assert f"{(change + 50_000) // 100_000:,}".replace(",", " ") in effects.pop()
    end = (-1_096_000_000 - change + 50_000) // 100_000
    assert spaced(at.header[0].value).startswith(
        f"Med dina val slutar Socialnämnden på {end:,} tkr".replace(",", " ").replace("-", "−")
    )
    assert "flyttat lika mycket som scenariot" in words(at)
    assert total() == -1_096_000_000


def test_put_back_and_take_one_away(app: Open) -> None:
    at = app(PAGE, **KAT)
    slider(at, "Volymen, procent").set_value(10).run()
    slider(at, "Priset, procent").set_value(-5).run()
    assert [one.label for one in at.button].count("Ta bort") == 2
    press(at, "Ta bort")
    assert slider(at, "Volymen, procent").value == 0
    assert slider(at, "Priset, procent").value == -5
    press(at, "Återställ")
    assert slider(at, "Priset, procent").value == 0
    assert "flytta en spak" in at.header[0].value


def test_a_figure_that_cannot_be_read_is_told_beside_its_field(app: Open) -> None:
    at = app(PAGE, **KAT)
    field(at, "Månadslön, kr").set_value("mycket").run()
    assert not at.exception
    assert "är inget tal" in words(at)


def test_vakanser_need_a_line_and_a_salary(app: Open) -> None:
    at = app(PAGE, **KAT)
    field(at, "Vakanta tjänster utöver prognosen").set_value("2").run()
    assert "Välj verksamhet, så räknas vakanserna med" in words(at)
    box(at, "Verksamhet").set_value("01").run()
    field(at, "Vakanta tjänster utöver prognosen").set_value("2").run()
    assert "Skriv månadslönen" in words(at)
    field(at, "Månadslön, kr").set_value("36 000").run()
    field(at, "PO-pålägg, %").set_value("45,42").run()
    # 2 x 36 000 x 1,4542 x 8 months
    assert "2 tjänster × 36 000 kr × 1,4542 × 8 månader = 837 619 kr lägre kostnad" in words(at)
    assert not at.exception


def test_what_is_missing_for_a_lever_and_where_to_add_it(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    assert not at.exception
    text = words(at)
    assert "Inget mått är kopplat" in text
    assert "Ingen åtgärd med effekt framåt räknas in" in text
    assert "Ingen lista över placeringar är inläst" in text


def test_a_closed_year_says_to_choose_another_month(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2021-12")
    assert not at.exception
    assert "inga månader kvar att tänka om" in at.header[0].value


def test_saved_compared_opened_by_link_and_removed(app: Open) -> None:
    at = app(PAGE, **KAT)
    before = read_bedomningar(store(), "KAT-SN", 2022)
    slider(at, "Volymen, procent").set_value(10).run()
    save(at, "Fler hushåll")
    assert not at.exception
    assert at.query_params["scenario"] in ("Fler hushåll", ["Fler hushåll"])
    slider(at, "Volymen, procent").set_value(-5).run()
    assert "Ändrat sedan det sparades" in words(at)
    save(at, "Färre hushåll")
    assert [one.namn for one in read_scenarier(store(), "KAT-SN", 2022)] == ["Fler hushåll", "Färre hushåll"]
    assert "Färre hushåll ger bäst helår av de valda" in words(at)
    rows = [[spaced(cell) for cell in row] for row in shown_rows(at, 3)]
    assert [row[0] for row in rows] == ["Prognosen i dag", "Fler hushåll", "Färre hushåll"]
    assert "−10 960" in rows[0][1]
    assert read_bedomningar(store(), "KAT-SN", 2022) == before
    assert total() == -1_096_000_000

    other = app("", **KAT)
    other.query_params["scenario"] = "Fler hushåll"
    other.switch_page(PAGE)
    other.query_params["scenario"] = "Fler hushåll"
    other.run()
    assert other.header[0].value.startswith("Med Fler hushåll slutar Socialnämnden på")
    assert slider(other, "Volymen, procent").value == 10
    press(other, "Ta bort Fler hushåll")
    assert [one.namn for one in read_scenarier(store(), "KAT-SN", 2022)] == ["Färre hushåll"]
    press(other, "Hämta tillbaka")
    assert {one.namn for one in read_scenarier(store(), "KAT-SN", 2022)} == {"Färre hushåll", "Fler hushåll"}
    assert not other.exception


def test_only_when_it_is_made_a_bedomning_the_prognos_moves(app: Open) -> None:
    at = app(PAGE, **KAT)
    slider(at, "Placeringar fler eller färre").set_value(1).run()
    assert "Spara scenariot först" in words(at)
    save(at, "En till")
    before = total()
    sign(at)
    press(at, "Gör till bedömning")
    assert not at.exception
    assert total() < before
    skal = [one.skal for one in read_bedomningar(store(), "KAT-SN", 2022) if "Scenario: En till" in one.skal]
    assert len(skal) == 1
    box(at, "Scenario").set_value("En till").run()
    assert "innehåller redan det här scenariot" in words(at)


@pytest.mark.parametrize("as_of", ["2099-01-01"])
def test_an_earlier_day_is_read_only(app: Open, as_of: str) -> None:
    at = app(PAGE, **KAT, as_of=as_of)
    slider(at, "Volymen, procent").set_value(10).run()
    assert not at.exception
    assert "Spara scenariot" not in [one.label for one in at.button]
