"""Investments: every printed cell of the published table, and the ledger's konto 40 beside the list."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from finance.belopp import Enhet, Vy
from finance.inlasning.planrader import Investeringsrad
from finance.investering import compute_investeringar
from finance.investeringskonton import sum_projekt
from finance.kontoplan import STANDARDPLAN
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.rapport.avsnitt_investeringar import answer, differences, investering_section
from finance.rapport.som_text import show_rows
from finance.store import Store
from tests.finance.lage_av import lage_av, saldo

REFERENS = Path(__file__).parents[1] / "referens" / "katrineholm_2022_t1" / "investeringsredovisning.csv"
APRIL = Period(2022, 4)
Places = dict[str, tuple[int, ...]]
TRYCKT = list(csv.DictReader(REFERENS.read_text(encoding="utf-8").splitlines(), delimiter=";"))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2212", "-")


@pytest.mark.parametrize("place", range(len(TRYCKT)))
def test_katrineholms_table_cell_by_cell(exempel: Store, place: int) -> None:
    section = investering_section(read_lage(exempel, "KAT-SN", APRIL))
    assert section is not None
    rows = show_rows(section.tabeller[0], Enhet.TKR, Vy.NETTORESULTAT)
    assert len(rows) == len(TRYCKT) == 7
    printed = TRYCKT[place]
    namn, *figures, done = (plain(cell) for cell in rows[place])
    assert namn == f"{printed['projekt']} {printed['benamning']}".strip()
    assert [one.lstrip("+").replace(" ", "") for one in figures] == [
        printed[name] for name in ("utfall_2022_04_tkr", "budget_helar_tkr", "kvar_tkr", "prognos_avvikelse_helar_tkr")
    ]
    assert done == printed["fardigstalls_2022"]


def test_katrineholms_answer(exempel: Store) -> None:
    found = compute_investeringar(read_lage(exempel, "KAT-SN", APRIL))
    assert plain(answer(found, Enhet.TKR)) == (
        "Investeringarna har kostat 82 tkr jan\u2013apr av budgetens 2 170 tkr. Hela budgeten väntas gå åt."
    )
    assert (found.har_bokfort, found.skillnader) == (False, ())


def rad(
    projekt: str, utfall: int | None, budget: int | None, *, period: int | None = 202204, ar: int = 2022
) -> Investeringsrad:
    return Investeringsrad(projekt, "", ar, period, utfall, budget, None, None, "", "", "", 0)


def lage_with(
    listed: tuple[Investeringsrad, ...], booked: dict[str, tuple[int, ...]], plan: dict[str, tuple[int, ...]]
) -> Lage:

    made = lage_av([(202204, "11", "5000", 1)], period=APRIL)
    return replace(made, investeringar=listed, bokforda_projekt=booked, budgeterade_projekt=plan)


def places(**months: int) -> tuple[int, ...]:
    return tuple(months.get(f"m{place}", 0) for place in range(1, 14))


def test_konto_40_is_summed_per_projekt_and_drift_is_not() -> None:
    frame = saldo([(202201, "11", "4010", 5), (202203, "11", "40", 7), (202203, "11", "5010", 11), (202103, "11", "4010", 13)])
    frame["projekt"] = ["P1", "P1", "P1", "P1"]
    assert sum_projekt(frame, STANDARDPLAN, 2022) == {"P1": places(m1=5, m3=7)}
    assert sum_projekt(frame.iloc[:0], STANDARDPLAN, 2022) == {}


def test_the_ledger_fills_what_the_list_lacks_and_is_held_against_what_it_says() -> None:
    found = compute_investeringar(
        lage_with(
            (rad("P1", 500, 1_000), rad("P2", None, None), rad("P3", 70, 100)),
            {"P1": places(m2=300, m4=250, m5=999), "P2": places(m1=40), "X": places(m3=9)},
            {"P2": places(m1=60)},
        )
    )
    shown = [(one.projekt, one.utfall_ore, one.budget_ore, one.kvar_ore, one.skillnad_ore) for one in found.rader]
    assert shown == [
        ("P1", 500, 1_000, 500, 50),  # 300 + 250 through April; May is after the list's month
        ("P2", 40, 60, 20, 0),
        ("P3", 70, 100, 30, None),
        ("X", 9, None, None, 0),
    ]
    assert (found.summa.utfall_ore, found.summa.budget_ore, found.summa.kvar_ore) == (619, 1_160, 550)
    assert [one.projekt for one in found.skillnader] == ["P1", "X"]
    assert [plain(text) for text in differences(found, APRIL, Enhet.KR)] == [
        "P1: listan har 5 kr, bokföringen 6 kr på konto 40.",  # 500 and 550 öre
        "X: 0 kr på konto 40 i bokföringen, men projektet finns inte i listan.",
    ]


def test_a_project_on_two_rows_has_its_booked_amount_once() -> None:
    """The ledger has 550 on P1: 500 stand on the second row, so the first has 50; the sum is 550 and not 1 050."""
    found = compute_investeringar(lage_with((rad("P1", None, 600), rad("P1", 500, 400)), {"P1": places(m2=550)}, {}))
    assert [(one.utfall_ore, one.bokfort_ore) for one in found.rader] == [(50, 50), (500, 500)]
    assert (found.summa.utfall_ore, found.summa.bokfort_ore, found.skillnader) == (550, 550, ())


def test_a_list_of_another_month_is_told_and_another_year_is_left_out() -> None:
    found = compute_investeringar(lage_with((rad("P1", 5, 9, period=202203), rad("P9", 5, 9, ar=2021)), {}, {}))
    assert [one.projekt for one in found.rader] == ["P1"]
    assert differences(found, APRIL, Enhet.KR) == ("Listans utfall är till och med mars 2022, inte april 2022.",)


def test_a_year_without_projects_has_no_section() -> None:
    assert investering_section(lage_with((), {}, {})) is None
