"""What people write: bedömningar, budgetjusteringar, periodstatus, kommentarer, inställningar, nämnder, the log."""

import dataclasses

import pytest

from finance.belopp import Enhet, Vy
from finance.errors import HelarError, InvalidValue, UnknownNamnd
from finance.inlasning.modell import Bedomningsrad, Justeringsrad
from finance.kolumner import Col, Slag
from finance.store import (
    Namnd,
    NyInlasning,
    Satt,
    Status,
    Store,
    commit_inlasning,
    get_namnd,
    kommentar_history,
    list_namnder,
    read_bedomningar,
    read_budgetjusteringar,
    read_installning,
    read_kommentarer,
    read_logg,
    read_periodstatus,
    read_saldo,
    remove_bedomning,
    remove_budgetjustering,
    save_bedomning,
    save_budgetjustering,
    save_installning,
    save_kommentar,
    save_namnd,
    set_periodstatus,
    undo_inlasning,
)
from finance.struktur import Urval
from tests.finance.store.underlag import commit, latest, ny, shown

NIVA = Bedomningsrad("1", "", "niva", -500, None, 2022, 202204, None, None, "färre platser", "", 0)
JUSTERING = Justeringsrad("1", "", "", "ram", "KF 12", 202203, 202212, 1_001, "löner", "", 0)


@pytest.fixture
def sn(store: Store) -> Store:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    return store


def amounts(store: Store, period: int | None = None) -> list[int | None]:
    return [post.avvikelse_ore for post in read_bedomningar(store, "SN", 2022, period=period)]


def test_a_namnd_is_kept_whole_and_a_change_is_logged(store: Store) -> None:
    urval = (Urval.parse(Col.ANSVAR, "100-199"), Urval.parse(Col.VERKSAMHET, "0410, 05-07"))
    one = Namnd("SN", "Socialnämnden", Enhet.MNKR, Vy.NETTORESULTAT, "Lindesberg", "1885", urval)
    save_namnd(store, one, vem="anna")
    assert get_namnd(store, "SN") == one
    save_namnd(store, dataclasses.replace(one, namn="SN"), vem="bo")
    save_namnd(store, Namnd("KN", "Kulturnämnden"), vem="bo")
    assert [namnd.kod for namnd in list_namnder(store)] == ["KN", "SN"]
    logged = read_logg(store, "SN")
    assert [(rad.handling, rad.vem) for rad in logged] == [("nämnd ändrad", "bo"), ("nämnd skapad", "anna")]
    assert "Socialnämnden" in logged[0].fore


def test_an_unknown_namnd_and_one_without_kod_are_refused(store: Store) -> None:
    with pytest.raises(UnknownNamnd):
        get_namnd(store, "XX")
    with pytest.raises(UnknownNamnd):
        save_kommentar(store, "XX", 202205, "1", "text", vem="anna")
    with pytest.raises(InvalidValue):
        save_namnd(store, Namnd(" ", "x"), vem="anna")


def test_the_newest_bedomning_of_a_nod_and_month_counts(sn: Store) -> None:
    save_bedomning(sn, "SN", NIVA, vem="chef")
    save_bedomning(sn, "SN", dataclasses.replace(NIVA, period=202205, avvikelse_ore=-700), vem="chef")
    save_bedomning(sn, "SN", dataclasses.replace(NIVA, avvikelse_ore=-600), vem="chef")  # april, corrected afterwards
    assert amounts(sn) == [-700]
    assert amounts(sn, 202204) == [-600]
    assert amounts(sn, 202203) == []


def test_typer_and_kontogrupper_stand_apart(sn: Store) -> None:
    save_bedomning(sn, "SN", NIVA, vem="chef")
    save_bedomning(sn, "SN", dataclasses.replace(NIVA, typ="tillagg", avvikelse_ore=-1, fran=202206, till=202208), vem="chef")
    save_bedomning(sn, "SN", dataclasses.replace(NIVA, kontogrupp="Personal", avvikelse_ore=-2), vem="chef")
    assert amounts(sn) == [-500, -1, -2]


def test_a_removed_bedomning_is_gone_from_then_on_only(sn: Store) -> None:
    first = save_bedomning(sn, "SN", NIVA, vem="chef")
    t1 = latest(sn)
    remove_bedomning(sn, "SN", first, vem="chef")
    assert amounts(sn) == []
    assert [post.id for post in read_bedomningar(sn, "SN", 2022, as_of=t1)] == [first]
    with pytest.raises(HelarError, match="finns inte"):
        remove_bedomning(sn, "SN", 4711, vem="chef")


def test_a_files_bedomningar_count_while_it_is_live_and_its_rows_count_together(sn: Store) -> None:
    def read_in(*amounts: int) -> int:
        rows = tuple(dataclasses.replace(NIVA, typ="tillagg", avvikelse_ore=ore) for ore in amounts)
        new = NyInlasning("SN", "b.xlsx", "", str(amounts), 1, {(Slag.BEDOMNING, 0): Satt.BREDVID}, bedomningar=rows)
        return commit_inlasning(sn, new, vem="anna")

    read_in(-1, -2)
    second = read_in(-4)
    assert amounts(sn) == [-4]
    undo_inlasning(sn, second, vem="anna")
    assert amounts(sn) == [-1, -2]


def test_a_budgetjustering_is_spread_to_december_with_the_remainder_last(sn: Store) -> None:
    commit(sn, [(period, "1", 1_000) for period in range(202201, 202213)], slag=Slag.BUDGET)
    t1 = latest(sn)
    save_budgetjustering(sn, "SN", JUSTERING, vem="anna")
    expected = {(p, "1"): 1_000 for p in (202201, 202202)} | {(p, "1"): 1_100 for p in range(202203, 202212)}
    assert shown(sn, slag=Slag.BUDGET) == expected | {(202212, "1"): 1_101}
    assert sum(shown(sn, slag=Slag.BUDGETJUSTERING).values()) == 1_001
    assert set(shown(sn, slag=Slag.BUDGET, as_of=t1).values()) == {1_000}
    part = read_saldo(sn, "SN", Slag.BUDGET, fran=202212, till=202212, per=(Col.VERKSAMHET,))
    assert part[Col.ORE].tolist() == [1_101]


def test_a_budgetjustering_is_changed_by_a_new_version_and_can_end(sn: Store) -> None:
    first = save_budgetjustering(sn, "SN", JUSTERING, vem="anna")
    second = save_budgetjustering(sn, "SN", dataclasses.replace(JUSTERING, ore=500), vem="anna", ersatter=first)
    other = save_budgetjustering(sn, "SN", dataclasses.replace(JUSTERING, verksamhet="2", ore=70), vem="anna")
    assert [post.ore for post in read_budgetjusteringar(sn, "SN", ar=2022)] == [500, 70]
    remove_budgetjustering(sn, "SN", second, vem="anna")
    assert [post.id for post in read_budgetjusteringar(sn, "SN")] == [other]
    with pytest.raises(HelarError, match="gäller inte"):
        remove_budgetjustering(sn, "SN", first, vem="anna")


def test_a_changed_row_of_a_file_goes_when_the_file_is_undone(sn: Store) -> None:
    satt = {(Slag.BUDGETJUSTERING, 0): Satt.BREDVID}
    number = commit_inlasning(sn, NyInlasning("SN", "j.xlsx", "", "j", 1, satt, justeringar=(JUSTERING,)), vem="anna")
    (post,) = read_budgetjusteringar(sn, "SN")
    save_budgetjustering(sn, "SN", dataclasses.replace(JUSTERING, ore=5), vem="anna", ersatter=post.id)
    assert [post.ore for post in read_budgetjusteringar(sn, "SN")] == [5]
    undo_inlasning(sn, number, vem="anna")
    assert read_budgetjusteringar(sn, "SN") == ()


def test_a_budgetjustering_backwards_in_time_is_refused(sn: Store) -> None:
    with pytest.raises(InvalidValue):
        save_budgetjustering(sn, "SN", dataclasses.replace(JUSTERING, till=202202), vem="anna")
    assert read_budgetjusteringar(sn, "SN") == ()


def test_the_latest_word_on_a_month_counts_and_a_files_word_only_while_it_is_live(sn: Store) -> None:
    def read_in(ore: int, status: Status) -> int:
        return commit_inlasning(sn, dataclasses.replace(ny([(202205, "1", ore)]), status={202205: status}), vem="anna")

    read_in(1, Status.PRELIMINAR)
    t1 = latest(sn)
    closing = read_in(2, Status.STANGD)
    assert read_periodstatus(sn, "SN") == {202205: Status.STANGD}
    undo_inlasning(sn, closing, vem="anna")
    assert read_periodstatus(sn, "SN") == {202205: Status.PRELIMINAR}
    set_periodstatus(sn, "SN", 202205, Status.STANGD, vem="anna")
    assert read_periodstatus(sn, "SN") == {202205: Status.STANGD}
    assert read_periodstatus(sn, "SN", as_of=t1) == {202205: Status.PRELIMINAR}


def test_kommentarer_keep_every_version(sn: Store) -> None:
    save_kommentar(sn, "SN", 202205, "1", "Första", vem="anna")
    t1 = latest(sn)
    save_kommentar(sn, "SN", 202205, "1", "Andra", vem="bo")
    save_kommentar(sn, "SN", 202205, "1", "Andra", vem="bo")
    save_kommentar(sn, "SN", 202205, "1", "Om volymer", sektion="volym", vem="bo")
    assert {key: one.text for key, one in read_kommentarer(sn, "SN", 202205).items()} == {
        ("1", ""): "Andra",
        ("1", "volym"): "Om volymer",
    }
    assert read_kommentarer(sn, "SN", 202205, as_of=t1)["1", ""].text == "Första"
    assert [(one.text, one.vem) for one in kommentar_history(sn, "SN", 202205, "1")] == [("Andra", "bo"), ("Första", "anna")]
    save_kommentar(sn, "SN", 202205, "1", "", vem="bo")
    assert ("1", "") not in read_kommentarer(sn, "SN", 202205)
    assert read_kommentarer(sn, "SN", 202204) == {}


def test_personnummer_in_typed_text_are_masked_before_they_are_stored(sn: Store) -> None:
    number = "811228-9874"  # the tax agency's published example of form
    save_kommentar(sn, "SN", 202205, "1", f"Avser {number}.", vem="anna")
    save_bedomning(sn, "SN", dataclasses.replace(NIVA, skal=number), vem="anna")
    save_budgetjustering(sn, "SN", dataclasses.replace(JUSTERING, text=number), vem="anna")
    texts = [
        read_kommentarer(sn, "SN", 202205)["1", ""].text,
        read_bedomningar(sn, "SN", 2022)[0].skal,
        read_budgetjusteringar(sn, "SN")[0].text,
        *(rad.efter for rad in read_logg(sn, "SN")),
    ]
    assert not [text for text in texts if "9874" in text]


def test_settings_have_a_default_and_versions(sn: Store) -> None:
    assert read_installning(sn, "signatur", default="–") == "–"
    save_installning(sn, "signatur", "AB", vem="anna")
    save_installning(sn, "signatur", "CD", namnd="SN", vem="anna")
    assert (read_installning(sn, "signatur"), read_installning(sn, "signatur", namnd="SN")) == ("AB", "CD")
