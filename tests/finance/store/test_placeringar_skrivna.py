"""The list of placements changed by hand: every change is an inläsning, with history, undo and what was known before."""

from dataclasses import replace
from datetime import date

import pytest

from finance.errors import HelarError, InvalidValue
from finance.inlasning.planrader import Placeringsrad
from finance.kolumner import Slag
from finance.mottagning import read_in
from finance.mottagning.placeringslista import (
    FIL,
    add_placering,
    change_price,
    end_placering,
    list_versions,
    remove_placering,
    set_raknas,
    undo_change,
)
from finance.store import (
    Store,
    list_inlasningar,
    read_logg,
    read_placeringar,
    read_placeringsgap,
    save_placeringsgap,
    undo_inlasning,
)
from tests.finance.inlasning.arbetsbocker import Cells, xlsx
from tests.finance.store.underlag import latest

HVB = Placeringsrad("410", "HVB", "2022-01-10", "", 5200_00, None, None, raknas=True, blad="", rad=0)
FILE = xlsx(
    {
        "Placeringar": [
            ["Kod", "Typ", "Start", "Planerat slut", "Dygnspris"],
            ["410", "HVB", "2022-01-10", None, 5200],
            ["410", "jourhem", "2022-02-01", "2022-05-31", 1100],
        ]
    }
)


def shown(store: Store) -> list[tuple[str, str, str, int, bool]]:
    return [(r.typ, r.start, r.slut, r.dygnspris_ore // 100, r.raknas) for r in read_placeringar(store, "SN")]


@pytest.fixture
def lista(store: Store) -> Store:
    """A list read from a file."""
    assert read_in(store, FILE, "placeringar.xlsx", namnd="SN", vem="anna")[1] is not None
    return store


FROM_FILE = [("HVB", "2022-01-10", "", 5200, True), ("jourhem", "2022-02-01", "2022-05-31", 1100, True)]


def test_one_more_is_added_and_undone(lista: Store) -> None:
    before = latest(lista)
    added = add_placering(lista, "SN", replace(HVB, typ="SiS", start="2022-09-01", dygnspris_ore=8000_00), vem="bo")
    assert shown(lista) == [*FROM_FILE, ("SiS", "2022-09-01", "", 8000, True)]
    assert [r.typ for r in read_placeringar(lista, "SN", as_of=before)] == ["HVB", "jourhem"]
    (newest, first) = list_versions(lista, "SN")
    assert (newest.fil, newest.vem, newest.slag) == (FIL + "SiS från 2022-09-01 lagd till", "bo", (Slag.PLACERING,))
    assert (newest.tillstand, first.tillstand, first.fil) == ("aktiv", "ersatt", "placeringar.xlsx")
    assert [post.handling for post in read_logg(lista, "SN")].count("inläst") == 2
    undo_inlasning(lista, added, vem="bo")
    assert shown(lista) == FROM_FILE


def test_the_first_placement_can_be_written_by_hand(lista: Store) -> None:
    for info in list_inlasningar(lista, "SN"):
        undo_inlasning(lista, info.id, vem="anna")
    assert shown(lista) == []
    add_placering(lista, "SN", HVB, vem="bo")
    assert shown(lista) == [FROM_FILE[0]]


def test_an_end_a_price_and_whether_it_counts_are_changed(lista: Store) -> None:
    hvb, jourhem = read_placeringar(lista, "SN")
    end_placering(lista, "SN", jourhem, date(2022, 4, 15), vem="bo")
    hvb = read_placeringar(lista, "SN")[0]
    change_price(lista, "SN", hvb, 5400_00, date(2022, 4, 1), vem="bo")
    set_raknas(lista, "SN", read_placeringar(lista, "SN")[2], raknas=False, vem="bo")
    assert shown(lista) == [
        ("HVB", "2022-01-10", "2022-03-31", 5200, True),
        ("HVB", "2022-04-01", "", 5400, True),
        ("jourhem", "2022-02-01", "2022-04-15", 1100, False),
    ]
    end_placering(lista, "SN", read_placeringar(lista, "SN")[2], None, vem="bo")
    remove_placering(lista, "SN", read_placeringar(lista, "SN")[0], vem="bo")
    assert shown(lista) == [("HVB", "2022-04-01", "", 5400, True), ("jourhem", "2022-02-01", "", 1100, False)]
    assert len(list_versions(lista, "SN")) == 6


def test_what_cannot_be_is_refused_and_nothing_is_stored(lista: Store) -> None:
    hvb, jourhem = read_placeringar(lista, "SN")
    with pytest.raises(InvalidValue, match="före starten"):
        end_placering(lista, "SN", jourhem, date(2022, 1, 31), vem="bo")
    with pytest.raises(InvalidValue, match="större än noll"):
        change_price(lista, "SN", hvb, 0, date(2022, 4, 1), vem="bo")
    with pytest.raises(InvalidValue, match="saknar startdag"):
        add_placering(lista, "SN", replace(HVB, start=""), vem="bo")
    with pytest.raises(HelarError, match="redan sådan"):
        end_placering(lista, "SN", jourhem, date(2022, 5, 31), vem="bo")
    assert shown(lista) == FROM_FILE
    assert len(list_versions(lista, "SN")) == 1


def test_somebody_elses_change_is_not_overwritten(lista: Store) -> None:
    hvb, jourhem = read_placeringar(lista, "SN")
    end_placering(lista, "SN", hvb, date(2022, 6, 30), vem="anna")
    with pytest.raises(HelarError, match="Listan har ändrats sedan"):
        end_placering(lista, "SN", jourhem, date(2022, 6, 30), vem="bo")
    assert [r.slut for r in read_placeringar(lista, "SN")] == ["2022-06-30", "2022-05-31"]


def test_undo_takes_the_latest_list_back_and_nothing_else(lista: Store) -> None:
    add_placering(lista, "SN", replace(HVB, typ="SiS"), vem="bo")
    undo_change(lista, "SN", vem="bo")
    assert shown(lista) == FROM_FILE
    undo_change(lista, "SN", vem="bo")
    assert shown(lista) == []
    with pytest.raises(HelarError, match="ingen ändring att ångra"):
        undo_change(lista, "SN", vem="bo")
    placed: Cells = [["Kod", "Typ", "Start", "Slut", "Dygnspris"], ["410", "HVB", "2022-01-10", None, 1]]
    both = xlsx({"Placeringar": placed, "U": [["Källa", "Uppdrag", "Status"], ["KF", "Minska sjukfrånvaron", "pågår"]]})
    assert read_in(lista, both, "bok.xlsx", namnd="SN", vem="anna")[1] is not None
    with pytest.raises(HelarError, match=r"bok.xlsx innehåller mer än placeringar"):
        undo_change(lista, "SN", vem="bo")
    assert len(shown(lista)) == 1


def test_the_last_one_is_not_taken_away(lista: Store) -> None:
    remove_placering(lista, "SN", read_placeringar(lista, "SN")[0], vem="bo")
    with pytest.raises(InvalidValue, match="den enda placeringen"):
        remove_placering(lista, "SN", read_placeringar(lista, "SN")[0], vem="bo")
    assert shown(lista) == [FROM_FILE[1]]


def test_a_new_file_takes_the_place_of_what_was_written(lista: Store) -> None:
    add_placering(lista, "SN", replace(HVB, typ="SiS"), vem="bo")
    other = xlsx({"P": [["Kod", "Typ", "Start", "Slut", "Dygnspris"], ["410", "HVB", "2022-03-01", None, 6000]]})
    assert read_in(lista, other, "maj.xlsx", namnd="SN", vem="anna")[1] is not None
    assert shown(lista) == [("HVB", "2022-03-01", "", 6000, True)]


def test_the_choice_about_the_gap_is_kept_as_it_was_known(lista: Store) -> None:
    assert read_placeringsgap(lista, "SN")
    before = latest(lista)
    save_placeringsgap(lista, "SN", med=False, vem="bo")
    assert not read_placeringsgap(lista, "SN")
    assert read_placeringsgap(lista, "SN", as_of=before)
    save_placeringsgap(lista, "SN", med=True, vem="bo")
    assert read_placeringsgap(lista, "SN")
