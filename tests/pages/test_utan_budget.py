"""The pages of a nämnd without any budget: amounts, what to do, and no chance of keeping what is not there."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from finance.kolumner import Slag
from finance.store import Store, Tillstand, list_inlasningar, undo_inlasning
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows
from tests.pages.test_sidor import PAGES

LIN = {"namnd": "LIN-SN", "period": "2022-05"}
CHANCE = re.compile(r"[Bb]udgeten hålls (inte|troligen|knappast|nästan)|mot ett (under|över)skott|[Cc]hansen att hålla")


@pytest.fixture
def utan(app: Open, tmp_path: Path) -> Open:
    """The sample with Lindesberg's budget of the year undone."""
    store = Store.open(f"sqlite:///{tmp_path / 'exempel.db'}")
    for info in list_inlasningar(store, "LIN-SN"):
        if Slag.BUDGET in info.slag and info.tillstand is Tillstand.AKTIV and 202201 in info.perioder:
            undo_inlasning(store, info.id, vem="A. Ek")
    store.close()
    return app


def said(at: AppTest) -> str:
    return "\n".join(text.value for text in (*at.header, *at.subheader, *at.markdown))


@pytest.mark.parametrize("page", PAGES)
def test_no_page_tells_a_chance_or_a_deviation_to_come(utan: Open, page: str) -> None:
    at = utan(page, **LIN)
    assert not at.exception
    is_report = "rapport" in page or "uppfoljning.py" in page  # they hold what people have written
    told = [*at.header, *at.subheader] if is_report else [*at.header, *at.subheader, *at.markdown]
    assert not [text.value for text in told if CHANCE.search(text.value)]


def test_oversikt_shows_amounts_and_the_way_to_a_budget(utan: Open) -> None:
    at = utan("", **LIN)
    assert "Budget saknas: läs in den" in at.header[0].value
    assert [metric.label for metric in at.metric] == ["Utfall jan–maj", "Prognos helår"]
    assert "▼" not in said(at)
    assert "Vård och omsorg" in [row[0] for row in shown_rows(at, len(at.table) - 1)]


def test_helarsprognos_tells_the_interval_as_an_amount(utan: Open) -> None:
    at = utan("pages/prognos/helarsprognos.py", **LIN)
    assert re.match(r"Året slutar troligen mellan \d", at.header[0].value)
    assert "nivåer är avvikelser från budget och räknas när budgeten för 2022 är inläst" in said(at)


def test_scenario_and_samling_have_no_chance(utan: Open) -> None:
    assert "Budgeten hålls" not in [m.label for m in utan("pages/prognos/scenario.py", **LIN).metric]
    at = utan("pages/uppfoljning/samling.py", **LIN)
    assert "saknar budget för 2022" in at.header[0].value
