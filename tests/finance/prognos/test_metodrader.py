"""The methods side by side for a line, and the method chosen for it: against the helårsprognos made with each of them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from finance.lage import Lage, read_lage, spread_metodval
from finance.period import Period
from finance.prognos import SLUTNA, Metod
from finance.prognos.anpassade_namnd import fit_all
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognos.metodrader import compute_fitted_rows, compute_metodrader, compute_serieprognos
from finance.store import Metodval, Store
from finance.uppfoljning import compute_uppfoljning, find_gren
from tests.finance.lage_av import lage_av

MAJ = Period(2022, 5)
NU = datetime(2022, 6, 1, tzinfo=UTC)


def every_month(ar: int, kod: str, ore: int, until: int = 12) -> list[tuple[int, str, str, int]]:
    return [(ar * 100 + manad, kod, "5011", ore) for manad in range(1, until + 1)]


def val(nod: str, metod: Metod) -> Metodval:
    return Metodval(nod, metod.value, "skäl", "anna", NU)


def choose(lage: Lage, *valda: Metodval) -> Lage:
    return replace(lage, valda_metoder=valda, metodval=spread_metodval(valda, lage.struktur, lage.kub.noder))


@pytest.fixture(scope="module")
def hand() -> Lage:
    """Hemtjänst 100 a month last year and 110 now; Boende 200 and 200; budget 105 and 190 a month."""
    before = [*every_month(2021, "11", 10_000), *every_month(2021, "12", 20_000)]
    now = [*every_month(2022, "11", 11_000, 5), *every_month(2022, "12", 20_000, 5)]
    budget = [*every_month(2022, "11", 10_500), *every_month(2022, "12", 19_000)]
    return lage_av([*before, *now], budget, period=MAJ)


@pytest.fixture(scope="module")
def lindesberg(exempel: Store) -> Lage:
    return read_lage(exempel, "LIN-SN", MAJ)


def test_the_closed_forms_by_hand(hand: Lage) -> None:
    rader = {rad.metod: rad.total_ore for rad in compute_metodrader(hand, find_gren(hand, "1"))}
    assert rader[Metod.LINJAR_TAKT] == 12 * 11_000 + 12 * 20_000
    assert rader[Metod.BUDGET_REST] == 5 * 31_000 + 7 * 29_500
    assert rader[Metod.FOREGAENDE_REST] == 5 * 31_000 + 7 * 30_000
    assert rader[Metod.FOREGAENDE_ANDEL] == pytest.approx(12 * 31_000, abs=2)


@pytest.mark.parametrize("nod", ["0500", "5200", "5240"])
def test_each_row_is_what_the_whole_namnd_shows_with_that_method(lindesberg: Lage, nod: str) -> None:
    rader = compute_metodrader(lindesberg, find_gren(lindesberg, nod))
    assert [rad.metod for rad in rader[: len(SLUTNA)]] == list(SLUTNA)
    for rad in rader[: len(SLUTNA)]:
        shown = compute_uppfoljning(lindesberg, metod=rad.metod).rad(nod)
        expected = (shown.systemprognos_ore, shown.low_ore, shown.high_ore)
        assert (rad.total_ore, rad.low_ore, rad.high_ore) == pytest.approx(expected, abs=150)  # whole öre per month and nod


def test_parts_sum_to_the_line_for_every_method(lindesberg: Lage) -> None:
    total = {rad.metod: rad.total_ore for rad in compute_metodrader(lindesberg, find_gren(lindesberg, "5200"))}
    parts = [
        compute_metodrader(lindesberg, find_gren(lindesberg, rad.nod)) for rad in compute_uppfoljning(lindesberg).delar("5200")
    ]
    for metod in SLUTNA:
        found = sum(rad.total_ore for part in parts for rad in part if rad.metod is metod)
        assert found == pytest.approx(total[metod], abs=150)


def test_the_used_method_is_marked_and_equals_what_is_shown(lindesberg: Lage) -> None:
    for nod in ("0500", "5240"):
        used = [rad for rad in compute_metodrader(lindesberg, find_gren(lindesberg, nod)) if rad.anvands]
        assert [rad.metod for rad in used] == [Metod.KRYMPT_PROFIL]
        assert used[0].total_ore == compute_uppfoljning(lindesberg).rad(nod).systemprognos_ore


def test_a_chosen_method_makes_the_prognos_of_its_nod_and_parents_still_sum(hand: Lage) -> None:
    lage = choose(hand, val("11", Metod.BUDGET_REST))
    table = compute_uppfoljning(lage)
    assert table.rad("11").systemprognos_ore == 5 * 11_000 + 7 * 10_500
    assert table.rad("12").systemprognos_ore == compute_uppfoljning(hand).rad("12").systemprognos_ore
    assert table.rad("1").systemprognos_ore == table.rad("11").systemprognos_ore + table.rad("12").systemprognos_ore
    assert table.rad("11").metod_text == "utfall + rest av budget (vald)"
    assert table.rad("1").metod_text == "utfall + rest av budget (vald) och krympt säsongsprofil"
    assert [rad.metod for rad in compute_metodrader(lage, find_gren(lage, "11")) if rad.anvands] == [Metod.BUDGET_REST]
    assert not [rad for rad in compute_metodrader(lage, find_gren(lage, "1")) if rad.anvands]


def test_a_method_further_from_the_default_makes_the_parent_less_sure(hand: Lage) -> None:
    before, after = (compute_uppfoljning(lage).rad("1") for lage in (hand, choose(hand, val("11", Metod.BUDGET_REST))))
    assert after.high_ore - after.low_ore > before.high_ore - before.low_ore
    assert after.low_ore < after.systemprognos_ore < after.high_ore


def test_a_choice_on_a_parent_holds_for_its_parts_and_the_nearest_goes_first(hand: Lage) -> None:
    valda = (val("S", Metod.LINJAR_TAKT), val("12", Metod.BUDGET_REST))
    found = spread_metodval(valda, hand.struktur, hand.kub.noder)
    assert found == {"11": "linjar_takt", "12": "budget_rest"}
    both = choose(hand, val("S", Metod.LINJAR_TAKT))
    assert compute_uppfoljning(both).total.systemprognos_ore == 12 * 31_000
    assert compute_uppfoljning(both).total.metod_text == "linjär takt (vald)"
    assert [rad.metod for rad in compute_metodrader(both, find_gren(both, "S")) if rad.anvands] == [Metod.LINJAR_TAKT]


def test_a_chosen_method_that_cannot_be_computed_gives_way_and_says_so() -> None:
    lage = choose(lage_av(every_month(2022, "11", 100, 5), period=MAJ), val("11", Metod.FOREGAENDE_REST))
    rad = compute_uppfoljning(lage).rad("11")
    assert rad.metod == Metod.LINJAR_TAKT
    assert rad.metod_text == "linjär takt"
    notes = compute_serieprognos(compute_helarsprognos(lage), find_gren(lage, "11")).explain["anmarkning"]
    assert any(text.startswith("Utfall + förra årets rest kunde inte räknas") for text in notes)


def test_an_unknown_method_in_the_store_is_the_default(hand: Lage) -> None:
    lage = choose(hand, Metodval("11", "tarot", "skäl", "anna", NU))
    assert compute_uppfoljning(lage).rad("11").systemprognos_ore == compute_uppfoljning(hand).rad("11").systemprognos_ore


def test_the_fitted_models_stand_there_when_they_are_ready(lindesberg: Lage) -> None:
    lage, gren = replace(lindesberg), find_gren(lindesberg, "5240")
    fit_all(lage, arbetare=1)
    rader = {rad.metod: rad for rad in compute_fitted_rows(lage, gren)}
    assert set(rader) == {Metod.ETS, Metod.THETA}
    standard = next(rad for rad in compute_metodrader(lage, gren) if rad.anvands)
    for rad in rader.values():
        assert rad.low_ore < rad.total_ore < rad.high_ore
        assert rad.high_ore - rad.low_ore > standard.high_ore - standard.low_ore
        assert rad.total_ore == pytest.approx(standard.total_ore, rel=0.1)


def test_a_nod_without_rows_has_no_methods() -> None:
    lage = lage_av(every_month(2022, "11", 100, 5), period=MAJ)
    assert compute_metodrader(lage, find_gren(lage, "2")) == ()
