"""Lists that a nämnd wrote in 2022, in its reports of 2023: what was over no longer counts, and 2022 still has its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from finance.atgarder import compute_atgardsplan
from finance.inlasning.planrader import Atgardsrad, Statsbidragsrad
from finance.investering import compute_investeringar
from finance.lage import read_lage
from finance.mottagning import Overlapp, prepare, read_in
from finance.period import Period
from finance.prognos.atgarder import compute_atgard
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.rapport.avsnitt_uppdrag import uppdrag_section
from finance.statsbidrag import bidrag_of
from finance.store import Store, undo_inlasning
from finance.uppfoljning import compute_uppfoljning
from tests.finance.inlasning.arbetsbocker import Cells, xlsx
from tests.finance.lage_av import lage_av

DECEMBER, FEBRUARI = Period(2022, 12), Period(2023, 2)
TOM = Atgardsrad("2", "", "Bilar", "", "", "", None, 12_000_000, "", "pågår", True, "", 0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    months = [*(202200 + m for m in range(1, 13)), 202301, 202302]
    put(
        store, "bok.xlsx", [["Verksamhet", "Period", "Konto", "Belopp"], *(["100", str(m), "5010", 100_000.55] for m in months)]
    )
    return store


def put(store: Store, fil: str, rows: Cells, overlapp: Overlapp = Overlapp.AUTO) -> int:
    forslag, inlasning_id = read_in(store, xlsx({"Blad1": rows}), fil, namnd="BOR", overlapp=overlapp, vem="a")
    assert inlasning_id is not None, (forslag.anmarkningar, forslag.fragor)
    return inlasning_id


def projekt(store: Store, period: Period) -> list[tuple[str, int | None]]:
    return [(rad.projekt, rad.budget_ore) for rad in compute_investeringar(read_lage(store, "BOR", period)).rader]


def test_only_atgarder_that_were_not_over_count_in_the_new_year(store: Store) -> None:
    """Undated, without end, ended: all of 2022. 24 tkr of 2023 over twelve months, two of them closed: 20 tkr are left."""
    rows: Cells = [
        ["Åtgärdsplan 2022"],
        ["Åtgärd", "Verksamhet", "Effekt helår (kr)", "Start", "Slut", "Räknas", "Uppnått hittills"],
        ["Utan datum", "100", 120_000, None, None, "ja", 30_000],
        ["Utan slut", "100", 60_000, "2022-07-01", None, "ja", None],
        ["Avslutad", "100", 48_000, "2022-01-01", "2022-12-31", "ja", 50_000],
        ["Över årsskiftet", "100", 24_000, "2022-11-01", "2023-12-31", "ja", None],
    ]
    put(store, "atgarder.xlsx", rows)
    found = {}
    for period in (DECEMBER, FEBRUARI):
        lage = read_lage(store, "BOR", period)
        plan = compute_atgardsplan(compute_helarsprognos(lage), compute_uppfoljning(lage))
        found[period] = ([one.rad.atgard for one in plan.rader], plan.raknat_ore, plan.realiserat_ore)
    assert found[DECEMBER] == (["Utan datum", "Utan slut", "Avslutad", "Över årsskiftet"], 0, 8_000_000)
    assert found[FEBRUARI] == (["Över årsskiftet"], 2_000_000, None)


@pytest.mark.parametrize("status", ["avbruten", "Avbruten, utöver bedömningen", "Inställd", "ej aktuell"])
def test_an_atgard_that_was_called_off_does_not_count(status: str) -> None:
    lage = lage_av([(202204, "2", "5000", 100)], period=Period(2022, 4))
    effects = [compute_atgard(lage, rad, 4) for rad in (TOM, replace(TOM, status=status))]
    assert [effect.raknas for effect in effects] == [True, False]


def test_a_list_of_investeringar_takes_the_place_of_its_own_years_only(store: Store) -> None:
    header: list[object] = ["Projekt", "Benämning", "Budget", "Utfall", "Färdigställs"]
    first = put(store, "inv 2022.xlsx", [["Investeringar 2022 tkr"], header, ["1", "Kök", 100, 50, "ja"]])
    coming = xlsx({"Blad1": [["Investeringar 2023 tkr"], header, ["1", "Kök", 300, 10, "nej"]]})
    assert prepare(store, coming, "inv 2023.xlsx", namnd="BOR").ersatter == ()
    put(store, "inv 2023.xlsx", [["Investeringar 2023 tkr"], header, ["1", "Kök", 300, 10, "nej"]])
    assert (projekt(store, DECEMBER), projekt(store, FEBRUARI)) == ([("1", 10_000_000)], [("1", 30_000_000)])
    again = put(store, "inv 2022 ny.xlsx", [["Investeringar 2022 tkr"], header, ["2", "Bil", 70, 70, "ja"]])
    assert (projekt(store, DECEMBER), projekt(store, FEBRUARI)) == ([("2", 7_000_000)], [("1", 30_000_000)])
    beside: Cells = [["Investeringar 2022 tkr"], header, ["3", "Bod", 5, 5, "ja"]]
    put(store, "inv 2022 till.xlsx", beside, Overlapp.LAGG_TILL)
    assert projekt(store, DECEMBER) == [("2", 7_000_000), ("3", 500_000)]
    undo_inlasning(store, again, vem="a")
    assert projekt(store, DECEMBER) == [("1", 10_000_000), ("3", 500_000)]
    undo_inlasning(store, first, vem="a")
    assert (projekt(store, DECEMBER), projekt(store, FEBRUARI)) == ([("3", 500_000)], [("1", 30_000_000)])


def test_a_report_has_the_statsbidrag_of_its_year(store: Store) -> None:
    rows: Cells = [
        ["Statsbidrag", "Summa kr", "Period", "Använt", "Återbetalas"],
        ["A", "1 000 000", "2022", "500 000", "ja"],
        ["B", "2 000 000", "2023", "100 000", "nej"],
        ["C", "4 000 000", "2022-07-01--2023-06-30", "0", "nej"],
    ]
    put(store, "statsbidrag.xlsx", rows)
    assert {period: said(store, period) for period in (DECEMBER, FEBRUARI, Period(2021, 12))} == {
        DECEMBER: ["A", "C", "Summa"],
        FEBRUARI: ["B", "C", "Summa"],
        Period(2021, 12): None,
    }


def said(store: Store, period: Period) -> list[object] | None:
    section = uppdrag_section(read_lage(store, "BOR", period))
    return None if section is None else [rad.celler[0] for rad in section.tabeller[0].rader]


def test_a_grant_without_a_period_is_of_every_year() -> None:
    rad = Statsbidragsrad("A", "", "", 1, None, "", None, None, "", 0)
    assert [len(bidrag_of([rad], ar)) for ar in (2021, 2022)] == [1, 1]
