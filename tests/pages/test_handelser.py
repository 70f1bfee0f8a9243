"""Kända händelser: an event is put in, seen, counted, changed, removed and restored; prices with source."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from finance.prognos.handelseslag import Handelseslag
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows

PAGE = "pages/prognos/handelser.py"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def field(at: AppTest, kind: str, label: str) -> Any:  # noqa: ANN401 - any widget
    return next(one for one in getattr(at, kind) if one.label == label)


def texts(at: AppTest) -> str:
    return plain("\n".join(one.value for one in (*at.markdown, *at.header, *at.subheader)))


def tables(at: AppTest) -> list[list[list[str]]]:
    return [shown_rows(at, place) for place in range(len(at.table))]


def fill(at: AppTest, *, slag: str = "fritt_belopp", nod: str = "5240", **varden: str) -> AppTest:
    field(at, "selectbox", "Slag").set_value(Handelseslag(slag)).run()
    field(at, "selectbox", "Verksamhet").set_value(nod).run()
    for label, value in varden.items():
        field(at, "text_input", label).set_value(value)
    field(at, "text_input", "Vad händer, och hur vet du det?").set_value("Larmet blir dyrare").run()
    assert not at.exception
    return at


def save(at: AppTest, label: str = "Spara händelsen", vem: str = "anna") -> AppTest:
    for asked in [one for one in at.text_input if one.label == "Ditt namn eller din signatur"]:
        asked.set_value(vem)
    field(at, "button", label).click().run()
    assert not at.exception
    return at


def test_without_events_the_page_says_what_to_write(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-04")
    assert at.header[0].value.startswith("Inga kända händelser är inlagda")
    assert "avtal som går ut" in texts(at)


def test_the_effect_is_shown_before_it_is_saved_and_counted_after(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05", enhet="kr")
    # in the sample's last month every line has a bedömd nivå
    at = fill(at, **{"Kronor per månad": "1 500,50"})
    assert "bedömd nivå gäller här" in texts(at)
    save(at)
    row = shown_rows(at, 0)[0]
    assert row[0].startswith("Annat belopp per månad")
    assert "Räknas inte" in row[5]
    assert plain(row[5]).endswith("× 7 månader = 10 504 kr högre kostnad.]")  # 1 500,50 x 7 = 10 503,50
    assert at.header[0].value.startswith("Kända händelser och åtgärder ändrar inte helårsprognosen: bedömda nivåer")


@pytest.fixture
def counted(app: Open) -> AppTest:
    """A month before the sample's bedömningar, where events count."""
    at = app(PAGE, namnd="LIN-SN", period="2022-04", enhet="kr")
    at = fill(at, **{"Kronor per månad": "1 500,50"})
    assert "1 500,50 kr × 8 månader = 12 004 kr högre kostnad" in texts(at)
    return save(at)


def test_an_event_that_counts_moves_the_answer_and_helarsprognos(counted: AppTest) -> None:
    assert plain(counted.header[0].value) == "Det som är känt men inte bokfört försämrar helåret med 12 004 kr."
    _, effect, place, months, what, how = shown_rows(counted, 0)[0]
    assert plain(effect) == ":red[▼ −12 004]"
    assert place == "Hemtjänst"
    assert months == "maj–dec"
    assert what.startswith("Larmet blir dyrare :gray[(anna, ")
    assert plain(how) == "1 500,50 kr × 8 månader = 12 004 kr högre kostnad"
    helar = counted.switch_page("pages/prognos/helarsprognos.py").run()
    assert not helar.exception


def test_an_event_can_be_changed_removed_and_put_back(counted: AppTest) -> None:
    at = counted
    field(at, "selectbox", "Händelse").set_value(1).run()
    field(at, "button", "Ändra").click().run()
    assert plain(field(at, "text_input", "Kronor per månad").value) == "1 500,5"
    field(at, "text_input", "Kronor per månad").set_value("-2000").run()
    save(at, "Spara ändringen")
    assert plain(at.header[0].value) == "Det som är känt men inte bokfört förbättrar helåret med 16 000 kr."
    field(at, "selectbox", "Händelse").set_value(1).run()
    field(at, "button", "Ta bort").click().run()
    assert at.header[0].value.startswith("Inga kända händelser")
    field(at, "selectbox", "Händelse").set_value(1).run()
    field(at, "button", "Lägg tillbaka").click().run()
    assert plain(at.header[0].value).endswith("16 000 kr.")
    field(at, "selectbox", "Händelse").set_value(1).run()
    history = next(rows for rows in tables(at) if len(rows) == 4)
    assert [row[2] for row in history] == ["Larmet blir dyrare", "Borttagen", "Larmet blir dyrare", "Larmet blir dyrare"]


def test_a_price_is_saved_used_and_kept_while_it_is_used(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-04", enhet="kr")
    field(at, "selectbox", "Prisantagande").set_value("Dygnspris HVB").run()
    field(at, "text_input", "Värde, kr per dygn").set_value("4 200")
    field(at, "text_input", "Källa").set_value("Avtal 2022-17").run()
    save(at, "Spara värdet")
    assert "1 prisantagande" in texts(at)
    at = fill(at, slag="placering")
    field(at, "selectbox", "Hämta dygnspris, kronor från").set_value("Dygnspris HVB").run()
    field(at, "selectbox", "Från och med").set_value(202209).run()
    assert "1 placering × 4 200 kr × 122 dygn = 512 400 kr högre kostnad" in texts(at)
    save(at)
    prices = next(rows for rows in tables(at) if rows[0][0] == "Dygnspris HVB")
    assert prices[0][4] == "Larmet blir dyrare (Hemtjänst)"
    field(at, "selectbox", "Värde").set_value(("Dygnspris HVB", 202201)).run()
    field(at, "button", "Ta bort värdet").click().run()
    assert "används i Larmet blir dyrare" in at.error[0].value


@pytest.mark.parametrize(
    ("varden", "said"),
    [
        ({"Kronor per månad": "mycket"}, "är inget tal"),
        ({}, "Fyll i kronor per månad"),
    ],
)
def test_what_cannot_be_saved_is_said_and_nothing_is_stored(app: Open, varden: dict[str, str], said: str) -> None:
    at = save(fill(app(PAGE, namnd="LIN-SN", period="2022-04", enhet="kr"), **varden))
    assert said in at.error[0].value
    assert at.header[0].value.startswith("Inga kända händelser")


def test_an_earlier_moment_can_only_be_looked_at(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-04", as_of="2099-01-01")
    assert "Du ser ett tidigare läge" in texts(at)
    assert not [one for one in at.button if one.label == "Spara händelsen"]
