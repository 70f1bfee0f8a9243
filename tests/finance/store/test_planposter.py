"""What people type beside files' lists: versions, changes of a file's row, a new file, as_of, masking."""

from dataclasses import replace

import pytest

from finance.errors import HelarError, InvalidValue
from finance.inlasning.planrader import Atgardsrad, Investeringsrad, Statsbidragsrad, Uppdragsrad
from finance.mottagning import read_in
from finance.store import (
    Store,
    planpost_history,
    read_atgarder,
    read_borttagna_poster,
    read_investeringar,
    read_logg,
    read_planposter,
    read_statsbidrag,
    read_uppdrag,
    remove_planpost,
    restore_planpost,
    save_namnd,
    save_planpost,
    undo_inlasning,
)
from finance.store.planposter import Rad
from tests.finance.inlasning.arbetsbocker import Cells, xlsx
from tests.finance.lage_av import NAMND

RAD = Atgardsrad("1", "Vikarier", "Samplanera", "Enhetschef", "2022-05-01", "", 1_500_000, None, "", "pågår", True, "", 0)


@pytest.fixture(autouse=True)
def _namnd(store: Store) -> None:
    save_namnd(store, NAMND, vem="anna")


def put(store: Store, *atgarder: str) -> None:
    """A real file with a list of åtgärder, read in."""
    rows: Cells = [["Åtgärd", "Effekt helår (kr)", "Medräknad"], *([text, 100, "ja"] for text in atgarder)]
    forslag, key = read_in(store, xlsx({"Åtgärder": rows}), "atgarder.xlsx", namnd="SN", vem="anna")
    assert key is not None, forslag.anmarkningar


def names(store: Store) -> list[str]:
    return [rad.atgard for rad in read_atgarder(store, "SN")]


def test_a_typed_row_stands_after_the_files_and_a_new_file_leaves_it(store: Store) -> None:
    put(store, "Egna jourhem", "Kortare tid")
    save_planpost(store, "SN", RAD, vem="anna")
    assert names(store) == ["Egna jourhem", "Kortare tid", "Samplanera"]
    put(store, "Ny lista")
    assert names(store) == ["Ny lista", "Samplanera"]


def test_a_change_of_a_files_row_leaves_the_file_and_is_history(store: Store) -> None:
    put(store, "Egna jourhem", "Kortare tid")
    first, second = read_planposter(store, "SN", Atgardsrad)
    assert (first.kalla, first.ur_fil) == ("ur fil", True)
    key = save_planpost(store, "SN", replace(second.rad, effekt_helar_ore=9_900), vem="bo", nyckel=second.nyckel)
    assert key == second.nyckel
    assert names(store) == ["Egna jourhem", "Kortare tid"]  # in its place
    changed = read_planposter(store, "SN", Atgardsrad)[1]
    assert (changed.rad.effekt_helar_ore, changed.kalla, changed.vem) == (9_900, "ur fil, ändrad här", "bo")
    assert [one.rad.effekt_helar_ore for one in planpost_history(store, "SN", Atgardsrad, key)] == [9_900]


def test_a_new_file_says_it_all_anew_also_where_a_row_was_changed_or_removed(store: Store) -> None:
    put(store, "Egna jourhem", "Kortare tid")
    first, second = read_planposter(store, "SN", Atgardsrad)
    save_planpost(store, "SN", replace(first.rad, atgard="Ändrad"), vem="bo", nyckel=first.nyckel)
    remove_planpost(store, "SN", Atgardsrad, second.nyckel, vem="bo")
    assert names(store) == ["Ändrad"]
    put(store, "Egna jourhem", "Kortare tid", "Öppenvård")
    assert names(store) == ["Egna jourhem", "Kortare tid", "Öppenvård"]
    with pytest.raises(HelarError, match="ersatt av en ny fil"):
        save_planpost(store, "SN", first.rad, vem="bo", nyckel=first.nyckel)
    undo_inlasning(store, 2, vem="bo")
    assert names(store) == ["Ändrad"]  # the first file counts again, as people had changed it


def test_remove_and_put_back_are_versions_and_as_of_sees_each_moment(store: Store) -> None:
    key = save_planpost(store, "SN", RAD, vem="anna")
    there = read_planposter(store, "SN", Atgardsrad)[0].registrerad
    remove_planpost(store, "SN", Atgardsrad, key, vem="bo")
    assert names(store) == []
    assert [post.nyckel for post in read_borttagna_poster(store, "SN", Atgardsrad)] == [key]
    assert [rad.atgard for rad in read_atgarder(store, "SN", as_of=there)] == ["Samplanera"]
    with pytest.raises(HelarError, match="redan borttagen"):
        remove_planpost(store, "SN", Atgardsrad, key, vem="bo")
    restore_planpost(store, "SN", Atgardsrad, key, vem="anna")
    assert names(store) == ["Samplanera"]
    assert [one.borttagen for one in planpost_history(store, "SN", Atgardsrad, key)] == [False, True, False]
    done = [rad.handling for rad in read_logg(store, "SN")]
    assert {"atgard inlagd", "atgard borttagen", "atgard återställd"} <= set(done)


def comes_back(store: Store, rad: Rad) -> None:
    save_planpost(store, "SN", rad, vem="anna")
    assert [post.rad for post in read_planposter(store, "SN", type(rad))] == [rad]


def test_lists_do_not_mix_and_every_field_comes_back(store: Store) -> None:
    comes_back(store, replace(RAD, realiserat_ore=7))
    project = Investeringsrad("400001", "Larm", 2022, 202204, 4_100_000, 45_000_000, None, -5, "nej", "försenat", "", 0)
    comes_back(store, project)
    comes_back(store, Uppdragsrad("IVO", "Trygghet", "Korta tiden", "pågår", "i juni", "2022-04-01", "2022-06-30", "", 0))
    comes_back(store, Statsbidragsrad("God vård", "2022-01-01", "2022-12-31", 125, 40, "bemanning", None, True, "", 0))
    assert read_investeringar(store, "SN") == (project,)
    assert [rad.uppdrag for rad in read_uppdrag(store, "SN")] == ["Korta tiden"]
    assert [rad.namn for rad in read_statsbidrag(store, "SN")] == ["God vård"]


def refused(store: Store, rad: Rad, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        save_planpost(store, "SN", rad, vem="anna")
    assert read_planposter(store, "SN", type(rad)) == ()


def test_a_row_that_cannot_be_right_is_refused(store: Store) -> None:
    refused(store, replace(RAD, atgard="  "), "Skriv vad som ska göras")
    refused(store, replace(RAD, slut="2022-04-30"), "Slutet ligger före starten")
    refused(store, replace(RAD, effekt_helar_ore=10**18), "orimligt stort")
    refused(store, Uppdragsrad("", "", "", "", "", "", "", "", 0), "Skriv vad nämnden ska göra")
    refused(store, Investeringsrad("", "", 2022, None, None, None, None, None, "", "", "", 0), "Skriv projektets kod")
    refused(store, Statsbidragsrad("", "", "", 1, None, "", None, None, "", 0), "Skriv vad statsbidraget heter")
    refused(store, Statsbidragsrad("A", "", "", -1, None, "", None, None, "", 0), "utan minus")


def test_texts_are_masked(store: Store) -> None:
    save_planpost(store, "SN", replace(RAD, ansvarig="Anna 19121212-1212"), vem="anna")
    assert read_atgarder(store, "SN")[0].ansvarig == "Anna [personnummer]"
