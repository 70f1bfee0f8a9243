"""Choices for a source are used again next month, and never against what the file says. Files are real .xlsx."""

import dataclasses
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from finance.avstamning import Orsak, Per, Systemrad, compare, read_kalla
from finance.belopp import Enhet
from finance.errors import HelarError, InvalidValue
from finance.inlasning.modell import Bladval, Lasval, Tecken
from finance.inlasning.val.profil import from_json, source_words, to_json
from finance.kolumner import Col, Slag
from finance.mottagning import Forslag, Forslagsstatus, commit, export_profiler, import_profiler, prepare, read_in
from finance.period import Period
from finance.store import Store, list_profiler, remove_profil, save_namnd
from finance.store.namnder import Namnd
from tests.finance.store.underlag import latest, shown

Row = Sequence[object]
APR, MAJ, JUN = 202204, 202205, 202206


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    yield opened
    opened.close()


def book(sheets: Mapping[str, Sequence[Row]]) -> bytes:
    made = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def one(*rows: Row, sheet: str = "Blad1") -> bytes:
    return book({sheet: rows})


def put(store: Store, data: bytes, fil: str, val: Lasval = Lasval()) -> Forslag:  # noqa: B008 - frozen
    forslag, number = read_in(store, data, fil, namnd="SN", val=val, vem="anna")
    assert number is not None, (forslag.fel, forslag.fragor)
    return forslag


def look(store: Store, data: bytes, fil: str, val: Lasval = Lasval()) -> Forslag:  # noqa: B008 - frozen
    return prepare(store, data, fil, namnd="SN", val=val)


def told(forslag: Forslag) -> set[str]:
    return {note.kod for note in (*forslag.varningar, *forslag.upplysningar)}


TKR = Lasval(enhet=Enhet.TKR)


def small(period: int, belopp: int, header: str = "Belopp") -> bytes:
    """No unit, no öre and a small amount: the unit is asked for."""
    return one(("Verksamhet", "Period", header), ("410", period, belopp))


def test_a_unit_chosen_in_april_is_not_asked_for_in_may(store: Store) -> None:
    assert look(store, small(APR, 120), "huvudbok_april.xlsx").status is Forslagsstatus.FRAGA
    put(store, small(APR, 120), "huvudbok_april.xlsx", TKR)
    may = put(store, small(MAJ, 7), "huvudbok_maj.xlsx")  # 7 tkr is not near 120: the store cannot have settled it
    assert shown(store) == {(APR, "410"): 120_000_00, (MAJ, "410"): 7_000_00}
    assert "Tolkningen från huvudbok_april.xlsx användes igen." in [note.text for note in may.upplysningar]
    assert may.lasning.profilfil == "huvudbok_april.xlsx"


def test_a_file_read_without_choices_leaves_no_profile(store: Store) -> None:
    put(store, one(("Verksamhet", "Period", "Belopp"), ("410", APR, 1.25)), "h.xlsx")
    put(store, one(("Verksamhet", "Belopp"), ("410", 1.25)), "maj.xlsx", Lasval(ar=2022))
    assert list_profiler(store, "SN") == ()


def test_the_users_own_choice_goes_before_the_profile(store: Store) -> None:
    put(store, small(APR, 120), "h.xlsx", TKR)
    put(store, small(MAJ, 120), "h.xlsx", Lasval(enhet=Enhet.KR))
    assert shown(store)[MAJ, "410"] == 120_00


def test_without_profile_when_asked_so(store: Store) -> None:
    put(store, small(APR, 120), "h.xlsx", TKR)
    forslag = look(store, small(MAJ, 7), "h.xlsx", Lasval(utan_profil=True))
    assert (forslag.status, forslag.lasning.profilfil) == (Forslagsstatus.FRAGA, "")


def test_a_unit_that_the_file_now_states_goes_before_the_profile_and_is_told(store: Store) -> None:
    put(store, small(APR, 120), "h.xlsx", TKR)
    may = put(store, small(MAJ, 90_000, header="Belopp (kr)"), "h.xlsx")
    assert shown(store)[MAJ, "410"] == 90_000_00
    assert "profil_motsagd" in told(may)


def test_a_unit_chosen_against_the_files_own_word_holds_while_the_file_says_the_same(store: Store) -> None:
    put(store, small(APR, 120, header="Belopp (kr)"), "h.xlsx", TKR)
    may = put(store, small(MAJ, 70, header="Belopp (kr)"), "h.xlsx")
    assert shown(store)[MAJ, "410"] == 70_000_00
    assert "profil_motsagd" not in told(may)


def test_amounts_that_can_only_be_kr_are_not_made_thousands_of(store: Store) -> None:
    put(store, small(APR, 120), "h.xlsx", TKR)
    forslag = look(store, small(MAJ, 131_000), "h.xlsx")  # 131 000 kr is near the 120 tkr of April
    assert forslag.summor["utfall"].summa_ore == 131_000_00
    assert "enhet_ur_lagret" in told(forslag)
    forslag = look(store, small(MAJ, 31_000_000), "h.xlsx")  # near nothing that is stored
    assert (forslag.status, [fraga.kod for fraga in forslag.fragor]) == (Forslagsstatus.FRAGA, ["enhet"])


def test_a_sign_chosen_once_is_kept_and_the_konto_classes_go_before_it(store: Store) -> None:
    header = ("Verksamhet", "Konto", "Period", "Belopp")
    april = one(header, ("410", "5010", APR, -100.25), ("410", "3010", APR, -20.5))
    put(store, april, "h.xlsx", Lasval(tecken=Tecken.KOSTNAD_NEGATIV))
    assert shown(store)[APR, "410"] == 120_75
    may = put(store, one(header, ("410", "5010", MAJ, 100.25), ("410", "3010", MAJ, -20.5)), "h.xlsx")
    assert shown(store)[MAJ, "410"] == 79_75  # the konto classes now say that costs are positive
    assert "profil_motsagd" in told(may)


def test_a_sheet_left_out_is_left_out_again_and_a_new_sheet_is_not(store: Store) -> None:
    rows = (("Verksamhet", "Period", "Belopp"), ("410", APR, 10.25))
    old = (("Verksamhet", "Period", "Belopp"), ("410", 202104, 99.75))
    val = Lasval(blad={"Förra året": Bladval(las=False)})
    put(store, book({"April": rows, "Förra året": old}), "april.xlsx", val)
    rows_may = (rows[0], ("410", MAJ, 11.25))
    other = (rows[0], ("420", MAJ, 5.25))
    put(store, book({"Maj": rows_may, "Förra året": old, "Tillägg": other}), "maj.xlsx")
    assert shown(store) == {(APR, "410"): 10_25, (MAJ, "410"): 11_25, (MAJ, "420"): 5_25}


def test_columns_are_known_by_their_header_when_they_have_moved(store: Store) -> None:
    april = one(("Grej", "Period", "Sak", "Belopp"), ("7", APR, "410", 10.25))
    put(store, april, "h.xlsx", Lasval(blad={"Blad1": Bladval(kolumner={"C": "verksamhet", "A": "projekt"})}))
    may = one(("Sak", "Belopp", "Grej", "Period"), ("420", 11.25, "7", MAJ))
    put(store, may, "h.xlsx")
    assert shown(store) == {(APR, "410"): 10_25, (MAJ, "420"): 11_25}


def test_a_month_chosen_for_a_column_is_not_carried_to_next_month(store: Store) -> None:
    april = one(("Verksamhet", "Planerat apr 2022", "Bokat apr 2022"), ("410", 10.25, 20.55))
    roller = {"B": "belopp:budget:2022-04", "C": "belopp:utfall:2022-04"}
    put(store, april, "h.xlsx", Lasval(blad={"Blad1": Bladval(kolumner=roller, rubrikrad=1)}))
    may = one(("Verksamhet", "Planerat maj 2022", "Bokat maj 2022"), ("410", 11.25, 21.55))
    put(store, may, "h.xlsx")
    assert shown(store) == {(APR, "410"): 20_55, (MAJ, "410"): 21_55}
    assert shown(store, slag=Slag.BUDGET) == {(APR, "410"): 10_25, (MAJ, "410"): 11_25}


def test_a_chosen_header_row_is_found_where_it_stands_next_month(store: Store) -> None:
    decoy = ("Verksamhet", "Konto", "Ansvar", "Period", "Belopp")
    april = one(decoy, (), ("Enhet för stöd", "Månad", "Värde"), ("410", APR, 10.25))
    val = Lasval(blad={"Blad1": Bladval(rubrikrad=3, kolumner={"A": "verksamhet", "B": "period", "C": "belopp"})})
    put(store, april, "h.xlsx", val)
    may = one(("Ny rad",), decoy, (), ("Enhet för stöd", "Månad", "Värde"), ("410", MAJ, 11.25))
    assert put(store, may, "h.xlsx").lasning.blad[0].rubrikrad == 4
    assert shown(store) == {(APR, "410"): 10_25, (MAJ, "410"): 11_25}


def test_a_changed_header_is_recognised_but_told(store: Store) -> None:
    header = ("Verksamhet", "Period", "Ansvar", "Text", "Belopp")
    put(store, one(header, ("410", APR, "1", "x", 120)), "h.xlsx", TKR)
    may = put(store, one((*header, "Attest"), ("410", MAJ, "1", "x", 7, "AB")), "h.xlsx")
    assert shown(store)[MAJ, "410"] == 7_000_00
    (note,) = [note for note in may.varningar if note.kod == "profil_andrade_rubriker"]
    assert "attest" in note.text
    other = one(("Verksamhet", "Period", "Belopp", "Kvartal", "Grupp"), ("410", JUN, 7, "1", "2"))
    assert look(store, other, "h.xlsx").lasning.profilfil == ""


def test_a_slag_does_not_follow_to_another_source_with_the_same_header(store: Store) -> None:
    rows = (("Verksamhet", "Period", "Belopp"), ("410", MAJ, 10.25))
    put(store, one(*rows), "ram.xlsx", Lasval(slag=Slag.BUDGET))
    assert look(store, one(rows[0], ("410", JUN, 1.5)), "ram.xlsx").lasning.slag == (Slag.BUDGET,)
    other = look(store, one(rows[0], ("410", JUN, 1.5)), "export.xlsx")
    assert (other.lasning.slag, "profil_slag" in told(other)) == ((Slag.UTFALL,), True)
    stated = look(store, one(("Utfall juni 2022",), *rows), "ram.xlsx")
    assert (stated.lasning.slag, "profil_motsagd" in told(stated)) == ((Slag.UTFALL,), True)


def test_a_profile_is_a_version_removed_by_a_version_and_seen_as_of(store: Store) -> None:
    put(store, small(APR, 120), "april.xlsx", TKR)
    before = latest(store)
    put(store, small(MAJ, 120), "maj.xlsx", Lasval(enhet=Enhet.MNKR))
    (post,) = list_profiler(store, "SN")
    assert (post.profil.fil, post.profil.blad[0].val.enhet, post.vem) == ("maj.xlsx", Enhet.MNKR, "anna")
    remove_profil(store, "SN", post.id, vem="bo")
    assert list_profiler(store, "SN") == ()
    assert [p.profil.fil for p in list_profiler(store, "SN", as_of=before)] == ["april.xlsx"]
    with pytest.raises(HelarError, match="finns inte"):
        remove_profil(store, "SN", post.id, vem="bo")


def test_an_undecided_file_leaves_no_profile(store: Store) -> None:
    broken = one(("Verksamhet", "Period", "Belopp"), ("410", APR, "tolv"))
    forslag, number = read_in(store, broken, "h.xlsx", namnd="SN", val=TKR, vem="anna")
    assert (forslag.status, number) == (Forslagsstatus.AVVISAD, None)
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    assert list_profiler(store, "SN") == ()


def test_exported_profiles_read_a_file_in_another_namnd(store: Store) -> None:
    put(store, small(APR, 120), "h.xlsx", TKR)
    save_namnd(store, Namnd("BUN", "Barnnämnden"), vem="anna")
    text = export_profiler(store, "SN")
    assert (import_profiler(store, "BUN", text, vem="bo"), import_profiler(store, "BUN", text, vem="bo")) == (1, 0)
    forslag = prepare(store, small(APR, 30), "x.xlsx", namnd="BUN")
    assert forslag.summor["utfall"].summa_ore == 30_000_00


@pytest.mark.parametrize(
    "text",
    [
        "",
        "inte json",
        "[]",
        "{}",
        '{"helar": "profiler", "profiler": [{"version": 1}]}',
        '{"helar": "profiler", "profiler": 3}',
    ],
)
def test_a_file_that_is_no_profile_is_refused_and_nothing_is_stored(store: Store, text: str) -> None:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    with pytest.raises(InvalidValue, match="profil"):
        import_profiler(store, "SN", text, vem="anna")
    assert list_profiler(store, "SN") == ()


def test_a_profile_survives_json(store: Store) -> None:
    val = Lasval(
        tecken=Tecken.KOSTNAD_NEGATIV,
        blad={"Blad1": Bladval(kolumner={"A": "verksamhet", "C": "belopp"}, ackumulerat=False, rubrikrad=1)},
    )
    put(store, one(("Sak", "Period", "Tal"), ("410", APR, -10.25)), "h.xlsx", val)
    (post,) = list_profiler(store, "SN")
    assert from_json(to_json(post.profil)) == post.profil
    (blad,) = post.profil.blad
    assert blad.rubriker == ("period", "sak", "tal")
    assert blad.kolumner == {"sak": "verksamhet", "tal": "belopp"}
    assert dataclasses.replace(blad.val, ackumulerat=None) == Bladval(tecken=Tecken.KOSTNAD_NEGATIV)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Utfall maj 2022 (tkr)", "utfall"),
        ("Utfall jan-22", "utfall"),
        ("Belopp i Mnkr", "belopp"),
        ("huvudbok_april", "huvudbok"),
        ("Ansvar (T)", "ansvar t"),
        ("2022-05", ""),
        ("Budget helår 2023", "budget"),
    ],
)
def test_the_words_of_a_source_have_no_month_year_or_unit(text: str, expected: str) -> None:
    assert source_words(text) == expected


def sie(month: int, kronor: int) -> bytes:
    """A SIE file with a dimension whose name does not say that it is verksamhet, and a balance row of -(kronor + 7,50)."""
    day = f"2022{month:02d}15"
    return f"""#FLAGGA 0
#SIETYP 4
#RAR 0 20220101 20221231
#DIM 1 "Avdelning"
#DIM 20 "Specialkod"
#VER A {month} {day} "t"
{{
#TRANS 5010 {{"1" "10" "20" "510"}} {kronor} {day}
#TRANS 1930 {{}} -{kronor + 7}.50 {day}
#TRANS 5010 {{"1" "10" "20" "520"}} 7.50 {day}
}}
""".encode("cp437")


def test_what_a_dimension_of_a_sie_file_means_is_remembered(store: Store) -> None:
    chosen = Lasval(blad={"": Bladval(kolumner={"1": "verksamhet", "20": "ansvar"})})
    read_in(store, sie(1, 1000), "jan.se", namnd="SN", val=chosen, vem="anna")
    forslag = prepare(store, sie(2, 300), "feb.se", namnd="SN")
    assert forslag.lasning.profilfil == "jan.se"
    assert forslag.summor["utfall"].verksamheter == {"10": 307_50}
    assert set(forslag.rader[Col.ANSVAR]) == {"510", "520"}
    own = prepare(store, sie(2, 300), "feb.se", namnd="SN", val=Lasval(utan_profil=True))
    assert own.lasning.profilfil == ""
    turned = Lasval(blad={"": Bladval(kolumner={"1": "ansvar", "20": "verksamhet"})})
    assert prepare(store, sie(2, 300), "feb.se", namnd="SN", val=turned).summor["utfall"].verksamheter == {
        "510": 300_00,
        "520": 7_50,
    }


def test_a_sie_file_with_other_dimensions_is_not_recognised(store: Store) -> None:
    chosen = Lasval(blad={"": Bladval(kolumner={"20": "verksamhet"})})
    read_in(store, sie(1, 1000), "jan.se", namnd="SN", val=chosen, vem="anna")
    other = sie(2, 300).replace(b"Specialkod", b"Projekt")
    assert prepare(store, other, "feb.se", namnd="SN").lasning.profilfil == ""


@pytest.mark.parametrize("waiting", [False, True])
def test_the_balance_accounts_of_a_sie_file_are_found_behind_a_difference(store: Store, *, waiting: bool) -> None:
    forslag = prepare(store, sie(1, 1000), "jan.se", namnd="SN")
    if not waiting:
        commit(store, forslag, vem="anna")
    kalla = read_kalla(store, "SN", Period(2022, 1), forslag=forslag if waiting else None)
    both_classes = [Systemrad("", 1007_50 - 500_00)]
    assert compare(kalla, both_classes, per=Per.SUMMA).rader[0].forklaringar == ()
    whole_ledger = compare(kalla, [Systemrad("", 0)], per=Per.SUMMA).rader[0]
    assert [one.orsak for one in whole_ledger.forklaringar][:1] == [Orsak.BALANS]
