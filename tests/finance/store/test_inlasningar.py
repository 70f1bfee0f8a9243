import pytest

from finance.errors import ChangedSincePreview, HelarError, UnknownInlasning
from finance.kolumner import Col, Slag
from finance.store import (
    Handelse,
    NyInlasning,
    Satt,
    Store,
    Tillstand,
    commit_inlasning,
    find_current_duplicate,
    list_inlasningar,
    read_namn,
    read_struktur,
    read_transaktioner,
    restore_inlasning,
    undo_inlasning,
)
from finance.struktur import Nod, Urval
from tests.finance.store.underlag import commit, latest, ny, rader, shown

JAN, FEB, MAR = 202201, 202202, 202203


def states(store: Store) -> dict[int, str]:
    return {info.id: info.tillstand.value for info in list_inlasningar(store, "SN")}


def test_what_is_committed_is_shown_to_the_ore(store: Store) -> None:
    commit(store, [(JAN, "0410", 100_01), (JAN, "0410", -1), (FEB, "0420", 7)])
    assert shown(store) == {(JAN, "0410"): 100_00, (FEB, "0420"): 7}


def test_a_corrected_month_replaces_that_month_and_undo_brings_it_back(store: Store) -> None:
    first = commit(store, [(JAN, "1", 100), (FEB, "1", 200)])
    second = commit(store, [(FEB, "1", 250)])
    assert shown(store) == {(JAN, "1"): 100, (FEB, "1"): 250}
    assert states(store) == {first: "delvis ersatt", second: "aktiv"}
    undo_inlasning(store, second, vem="bo")
    assert shown(store) == {(JAN, "1"): 100, (FEB, "1"): 200}
    assert states(store) == {first: "aktiv", second: "ångrad"}
    restore_inlasning(store, second, vem="bo")
    assert shown(store) == {(JAN, "1"): 100, (FEB, "1"): 250}


def test_undo_in_any_order_is_right(store: Store) -> None:
    first, second, third = (commit(store, [(JAN, "1", ore)]) for ore in (1, 2, 3))
    undo_inlasning(store, second, vem="bo")
    assert shown(store) == {(JAN, "1"): 3}
    undo_inlasning(store, third, vem="bo")
    assert shown(store) == {(JAN, "1"): 1}
    undo_inlasning(store, first, vem="bo")
    assert shown(store) == {}
    restore_inlasning(store, second, vem="bo")
    assert shown(store) == {(JAN, "1"): 2}


def test_what_stands_beside_adds_until_the_month_is_replaced(store: Store) -> None:
    commit(store, [(JAN, "1", 100)])
    beside = commit(store, [(JAN, "2", 10)], satt=Satt.BREDVID)
    assert shown(store) == {(JAN, "1"): 100, (JAN, "2"): 10}
    commit(store, [(JAN, "1", 5)])
    assert shown(store) == {(JAN, "1"): 5}
    assert states(store)[beside] == "ersatt"


def test_a_report_for_an_earlier_time_is_that_times_report(store: Store) -> None:
    first = commit(store, [(JAN, "1", 100)])
    t1 = latest(store)
    second = commit(store, [(JAN, "1", 130)])
    t2 = latest(store)
    undo_inlasning(store, second, vem="bo")
    t3 = latest(store)
    restore_inlasning(store, second, vem="bo")
    undo_inlasning(store, first, vem="bo")
    assert [shown(store, as_of=t)[JAN, "1"] for t in (t1, t2, t3)] == [100, 130, 100]
    assert shown(store)[JAN, "1"] == 130
    assert [(i.id, i.tillstand) for i in list_inlasningar(store, "SN", as_of=t2)] == [
        (second, Tillstand.AKTIV),
        (first, Tillstand.ERSATT),
    ]


def test_a_local_time_without_zone_and_one_with_zone_mean_moments(store: Store) -> None:
    commit(store, [(JAN, "1", 100)])
    moment = latest(store)
    commit(store, [(JAN, "1", 130)])
    assert shown(store, as_of=moment.astimezone().replace(tzinfo=None)) == {(JAN, "1"): 100}


def test_slag_do_not_touch_each_other(store: Store) -> None:
    commit(store, [(JAN, "1", 100)])
    commit(store, [(JAN, "1", 90)], slag=Slag.BUDGET)
    assert shown(store) == {(JAN, "1"): 100}
    assert shown(store, slag=Slag.BUDGET) == {(JAN, "1"): 90}


def test_the_list_tells_what_happened_and_why(store: Store) -> None:
    first = commit(store, [(JAN, "1", 100), (FEB, "1", 200)])
    second = commit(store, [(FEB, "1", 250)])
    undo_inlasning(store, second, vem="bo")
    info = {info.id: info for info in list_inlasningar(store, "SN")}
    assert [(h.handelse, h.slag, h.period, h.orsak_id, h.vem) for h in info[first].handelser] == [
        (Handelse.AKTIVERAD, "", 0, None, "anna"),
        (Handelse.ERSATT, "utfall", FEB, second, "anna"),
        (Handelse.ATERSTALLD, "utfall", FEB, second, "bo"),
    ]
    assert [h.handelse for h in info[second].handelser] == [Handelse.AKTIVERAD, Handelse.ANGRAD]
    assert (info[first].perioder, info[first].sum_ore, info[first].rader) == ((JAN, FEB), 300, 2)
    assert info[first].summor == {Slag.UTFALL: 300}


def test_what_cannot_be_undone_or_restored_is_refused(store: Store) -> None:
    first = commit(store, [(JAN, "1", 100)])
    with pytest.raises(HelarError, match="gäller redan"):
        restore_inlasning(store, first, vem="bo")
    undo_inlasning(store, first, vem="bo")
    with pytest.raises(HelarError, match="redan ångrad"):
        undo_inlasning(store, first, vem="bo")
    with pytest.raises(UnknownInlasning):
        undo_inlasning(store, 4711, vem="bo")


def test_nothing_comes_back_so_that_a_verksamhet_counts_twice(store: Store) -> None:
    first = commit(store, [(JAN, "1", 100), (JAN, "3", 30)])
    second = commit(store, [(JAN, "1", 110)])  # the whole month, by choice
    third = commit(store, [(JAN, "3", 33)], satt=Satt.BREDVID)
    with pytest.raises(HelarError, match=f"Ångra inläsning {third} först"):
        undo_inlasning(store, second, vem="bo")
    assert shown(store) == {(JAN, "1"): 110, (JAN, "3"): 33}
    undo_inlasning(store, third, vem="bo")
    undo_inlasning(store, second, vem="bo")
    assert shown(store) == {(JAN, "1"): 100, (JAN, "3"): 30}
    assert states(store)[first] == "aktiv"


def test_what_was_added_by_choice_comes_back_beside_it(store: Store) -> None:
    first = commit(store, [(JAN, "1", 100)])
    commit(store, [(JAN, "1", 10)], satt=Satt.BREDVID)
    undo_inlasning(store, first, vem="bo")
    restore_inlasning(store, first, vem="bo")
    assert shown(store) == {(JAN, "1"): 110}


def test_a_duplicate_is_one_only_while_it_is_what_is_current(store: Store) -> None:
    content = ny([(JAN, "1", 100)])
    first = commit_inlasning(store, content, vem="anna")
    assert find_current_duplicate(store, "SN", content.innehall_sha256) == first
    assert find_current_duplicate(store, "KN", content.innehall_sha256) is None
    second = commit(store, [(JAN, "1", 200)])
    assert find_current_duplicate(store, "SN", content.innehall_sha256) is None
    undo_inlasning(store, second, vem="bo")
    assert find_current_duplicate(store, "SN", content.innehall_sha256) == first
    undo_inlasning(store, first, vem="bo")
    assert find_current_duplicate(store, "SN", content.innehall_sha256) is None


def test_nothing_is_stored_when_the_namnd_has_changed_since_the_preview(store: Store) -> None:
    preview = store.version("SN")
    commit(store, [(JAN, "1", 100)])
    late = NyInlasning(
        "SN", "g.xlsx", "", "x", 1, {(Slag.UTFALL, JAN): Satt.ERSATTER}, rader([(JAN, "1", 5)]), expected_version=preview
    )
    with pytest.raises(ChangedSincePreview):
        commit_inlasning(store, late, vem="bo")
    assert shown(store) == {(JAN, "1"): 100}


def test_a_row_leads_to_its_file_sheet_and_row(store: Store) -> None:
    commit_inlasning(store, ny([(JAN, "1", 100), (FEB, "1", 200), (FEB, "2", 300)], fil="huvudbok.xlsx"), vem="anna")
    found = read_transaktioner(store, "SN", Slag.UTFALL, fran=FEB, till=FEB, verksamheter=["2"])
    assert found[[Col.FIL, Col.BLAD, Col.RAD, Col.ORE]].to_numpy().tolist() == [["huvudbok.xlsx", "Blad1", 4, 300]]
    assert len(read_transaktioner(store, "SN", Slag.UTFALL, limit=2)) == 2
    assert read_transaktioner(store, "SN", Slag.BUDGET).empty


@pytest.mark.parametrize("text", ["", "Blad1", "O'Brien; DROP TABLE saldo --", "?", "a?b", "ÅÄÖ", ":x", '"', "12"])
def test_a_text_that_every_row_has_is_stored_as_it_is(store: Store, text: str) -> None:
    rows = rader([(JAN, "1", 100), (FEB, "1", 200)], text=text, blad=text, motpart=text)
    satt = {(Slag.UTFALL, JAN): Satt.ERSATTER, (Slag.UTFALL, FEB): Satt.ERSATTER}
    commit_inlasning(store, NyInlasning("SN", "f.xlsx", "", "x", 1, satt, rows), vem="anna")
    found = read_transaktioner(store, "SN", Slag.UTFALL)
    assert found[[Col.TEXT, Col.BLAD, Col.MOTPART, Col.ORE]].to_numpy().tolist() == [[text] * 3 + [100], [text] * 3 + [200]]


def test_replaced_rows_are_not_among_the_transaktioner(store: Store) -> None:
    commit(store, [(JAN, "1", 100), (FEB, "1", 200)])
    commit(store, [(FEB, "1", 250)])
    assert read_transaktioner(store, "SN", Slag.UTFALL)[Col.ORE].tolist() == [100, 250]


def test_the_latest_live_struktur_and_names_are_the_right_ones(store: Store) -> None:
    def struktur(kod: str, namn: str) -> int:
        noder = (Nod("S", "Nämnden"), Nod(kod, namn, "S", (Urval.parse(Col.ANSVAR, "100-199, 300"),)))
        satt = {(Slag.STRUKTUR, 0): Satt.ERSATTER}
        names = {(Col.VERKSAMHET, kod): namn}
        return commit_inlasning(store, NyInlasning("SN", "s.xlsx", "", kod, 1, satt, noder=noder, namn=names), vem="anna")

    first = struktur("0410", "Hemtjänst")
    t1 = latest(store)
    second = struktur("0410", "Hemtjänst i egen regi")
    found = read_struktur(store, "SN")
    assert found is not None
    assert [(n.kod, n.namn, n.overordnad) for n in found.noder] == [
        ("S", "Nämnden", None),
        ("0410", "Hemtjänst i egen regi", "S"),
    ]
    assert str(found.noder[1].urval[0]) == "100-199, 300"
    assert read_namn(store, "SN", Col.VERKSAMHET) == {"0410": "Hemtjänst i egen regi"}
    before = read_struktur(store, "SN", as_of=t1)
    assert before is not None
    assert before.noder[1].namn == "Hemtjänst"
    undo_inlasning(store, second, vem="bo")
    assert read_namn(store, "SN", Col.VERKSAMHET) == {"0410": "Hemtjänst"}
    undo_inlasning(store, first, vem="bo")
    assert read_struktur(store, "SN") is None
