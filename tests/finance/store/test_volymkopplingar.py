"""Couplings of a mått to a cost, and what people say of a volume: versions, refusals, as_of."""

import dataclasses
from decimal import Decimal

import pytest

from finance.errors import HelarError, InvalidValue, UnknownNamnd
from finance.store import (
    Mattnyckel,
    Namnd,
    Store,
    Volymantagande,
    Volymkoppling,
    Volymslag,
    Volymtyp,
    read_logg,
    read_volymantaganden,
    read_volymkopplingar,
    remove_volymkoppling,
    save_namnd,
    save_volymantagande,
    save_volymkoppling,
    volymkoppling_history,
)

TIMMAR = Volymkoppling("11", "Personal", Mattnyckel("Timmar", "Hemtjänst", "kvinnor", "11"), "timme", Volymslag.FLODE)
DYGN = Volymkoppling("11", "Köp av verksamhet", Mattnyckel("Vårddygn"), "vårddygn", Volymslag.FLODE)


@pytest.fixture
def sn(store: Store) -> Store:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    return store


def bare(koppling: Volymkoppling) -> Volymkoppling:
    return dataclasses.replace(koppling, vem="", registrerad=None)


def test_a_coupling_comes_back_as_it_was_given(sn: Store) -> None:
    priced = dataclasses.replace(DYGN, pris_ore=1_234_50, pris_fran=202207)
    assert save_volymkoppling(sn, "SN", TIMMAR, vem="anna")
    assert save_volymkoppling(sn, "SN", priced, vem="eva")
    found = read_volymkopplingar(sn, "SN")
    assert [bare(one) for one in found] == [TIMMAR, priced]
    assert [one.vem for one in found] == ["anna", "eva"]
    assert [row.handling for row in read_logg(sn, "SN")][:2] == ["volymkoppling", "volymkoppling"]


def test_a_change_is_a_new_version_and_the_same_again_is_nothing(sn: Store) -> None:
    save_volymkoppling(sn, "SN", DYGN, vem="anna")
    before = read_volymkopplingar(sn, "SN")[0].registrerad
    assert not save_volymkoppling(sn, "SN", DYGN, vem="eva")
    changed = dataclasses.replace(DYGN, prisantagande="Dygnspris HVB")
    assert save_volymkoppling(sn, "SN", changed, vem="eva")
    assert [bare(one) for one in read_volymkopplingar(sn, "SN")] == [changed]
    assert [bare(one) for one in read_volymkopplingar(sn, "SN", as_of=before)] == [DYGN]
    assert [(one.vem, removed) for one, removed in volymkoppling_history(sn, "SN", DYGN)] == [("eva", False), ("anna", False)]


def test_what_is_removed_is_gone_but_kept_and_can_come_back(sn: Store) -> None:
    save_volymkoppling(sn, "SN", DYGN, vem="anna")
    then = read_volymkopplingar(sn, "SN")[0].registrerad
    remove_volymkoppling(sn, "SN", DYGN, vem="eva")
    assert read_volymkopplingar(sn, "SN") == ()
    assert len(read_volymkopplingar(sn, "SN", as_of=then)) == 1
    with pytest.raises(HelarError, match="inte kopplat här längre"):
        remove_volymkoppling(sn, "SN", DYGN, vem="eva")
    assert save_volymkoppling(sn, "SN", DYGN, vem="anna")
    assert [removed for _, removed in volymkoppling_history(sn, "SN", DYGN)] == [False, True, False]


def test_the_word_of_a_unit_is_lower_case_and_masked(sn: Store) -> None:
    save_volymkoppling(sn, "SN", dataclasses.replace(DYGN, enhet=" Vårddygn 19121212-1212 "), vem="anna")
    enhet = read_volymkopplingar(sn, "SN")[0].enhet
    assert enhet.startswith("vårddygn")
    assert "1212" not in enhet


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"nod": ""}, "Välj både en verksamhet och ett mått"),
        ({"matt": Mattnyckel("")}, "Välj både en verksamhet och ett mått"),
        ({"enhet": " "}, "Skriv vad måttet räknar"),
        ({"enhet": "Tkr"}, "är ingen volym"),
        ({"enhet": "%"}, "är ingen volym"),
        ({"pris_ore": 100}, "månaden det gäller från"),
        ({"pris_fran": 202201}, "månaden det gäller från"),
        ({"pris_ore": 0, "pris_fran": 202201}, "större än noll"),
        ({"pris_ore": 1, "pris_fran": 202201, "prisantagande": "Index"}, "inte båda"),
    ],
)
def test_what_cannot_be_computed_with_is_refused(sn: Store, change: dict[str, object], text: str) -> None:
    with pytest.raises(InvalidValue, match=text):
        save_volymkoppling(sn, "SN", dataclasses.replace(DYGN, **change), vem="anna")  # type: ignore[arg-type]
    assert read_volymkopplingar(sn, "SN") == ()


@pytest.mark.parametrize("change", [{"enhet": "timme"}, {"slag": Volymslag.NIVA}])
def test_unlike_units_on_the_same_cost_are_refused(sn: Store, change: dict[str, object]) -> None:
    save_volymkoppling(sn, "SN", DYGN, vem="anna")
    other = dataclasses.replace(DYGN, matt=Mattnyckel("Annat"), **change)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="kan inte läggas ihop"):
        save_volymkoppling(sn, "SN", other, vem="anna")
    save_volymkoppling(sn, "SN", dataclasses.replace(other, nod="12"), vem="anna")
    save_volymkoppling(sn, "SN", dataclasses.replace(DYGN, **change), vem="anna")  # type: ignore[arg-type]  # alone it may change


def test_the_whole_and_a_part_of_it_would_count_the_same_cost_twice(sn: Store) -> None:
    save_volymkoppling(sn, "SN", DYGN, vem="anna")
    with pytest.raises(InvalidValue, match="samma kostnad två gånger"):
        save_volymkoppling(sn, "SN", dataclasses.replace(TIMMAR, kontogrupp=""), vem="anna")


def test_an_unknown_namnd_is_told(store: Store) -> None:
    with pytest.raises(UnknownNamnd):
        save_volymkoppling(store, "XX", DYGN, vem="anna")


def test_volumes_are_exact_per_year_and_kind_and_an_empty_set_takes_them_away(sn: Store) -> None:
    prognos = Volymantagande(DYGN.matt, Volymtyp.PROGNOS, 2022, {5: Decimal("414.5"), 12: Decimal(0)})
    budget = Volymantagande(DYGN.matt, Volymtyp.BUDGET, 2022, {0: Decimal(4000)})
    later = Volymantagande(DYGN.matt, Volymtyp.PROGNOS, 2023, {0: Decimal(1)})
    for one in (prognos, budget, later):
        assert save_volymantagande(sn, "SN", one, vem="anna")
    assert not save_volymantagande(sn, "SN", prognos, vem="eva")
    found = read_volymantaganden(sn, "SN")
    assert [(one.typ, one.ar, dict(one.varden)) for one in found] == [
        (one.typ, one.ar, dict(one.varden)) for one in (prognos, budget, later)
    ]
    then = found[-1].registrerad
    assert save_volymantagande(sn, "SN", dataclasses.replace(prognos, varden={}), vem="eva")
    assert [one.ar for one in read_volymantaganden(sn, "SN")] == [2022, 2023]
    assert len(read_volymantaganden(sn, "SN", as_of=then)) == 3


@pytest.mark.parametrize("varden", [{0: Decimal(-1)}, {13: Decimal(1)}])
def test_a_volume_that_is_none_is_refused(sn: Store, varden: dict[int, Decimal]) -> None:
    with pytest.raises(InvalidValue):
        save_volymantagande(sn, "SN", Volymantagande(DYGN.matt, Volymtyp.PROGNOS, 2022, varden), vem="anna")
