"""The report tree: which rows each line holds, and that nothing is dropped."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.errors import InvalidValue
from finance.kolumner import Col
from finance.struktur import EJ_FORDELAT, Nod, Struktur, Urval, check_struktur, struktur_from_verksamheter


def keys(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """(ansvar, verksamhet, konto, projekt)."""
    return pd.DataFrame(rows, columns=[Col.ANSVAR, Col.VERKSAMHET, Col.KONTO, Col.PROJEKT], dtype=object)


TREE = Struktur(
    "SN",
    "Socialnämnden",
    (
        Nod("S", "Nämnden"),
        Nod("1", "Omsorg", "S"),
        Nod("11", "Hemtjänst", "1"),
        Nod("12", "Boende", "1"),
        Nod("2", "Stöd", "S"),
    ),
)


def test_without_selection_a_nod_selects_the_verksamhet_with_its_own_kod() -> None:
    found = TREE.assign(keys(("", "11", "", ""), ("", "1", "", ""), ("", "110", "", ""), ("", "S", "", "")))
    assert list(found) == ["11", "1-gemensamt", EJ_FORDELAT, "S-gemensamt"]


def test_lines_come_parent_first_total_last_and_derived_lines_only_when_used() -> None:
    assert [g.kod for g in TREE.grenar(["11"])] == ["1", "11", "12", "2", "S"]
    used = TREE.grenar(["11", "1-gemensamt", EJ_FORDELAT, "S-gemensamt"])
    assert [(g.kod, g.niva, g.foralder) for g in used] == [
        ("1", 1, "S"),
        ("11", 2, "1"),
        ("12", 2, "1"),
        ("1-gemensamt", 2, "1"),
        ("2", 1, "S"),
        ("S-gemensamt", 1, "S"),
        (EJ_FORDELAT, 1, "S"),
        ("S", 0, None),
    ]
    assert used[3].namn == "Gemensamt Omsorg"


def test_several_roots_are_level_one_and_the_namnd_is_the_total() -> None:
    flat = Struktur("KAT", "Socialnämnden", (Nod("a", "A"), Nod("b", "B")))
    assert [(g.kod, g.niva) for g in flat.grenar([])] == [("a", 1), ("b", 1), ("KAT", 0)]


def test_selection_by_codes_ranges_and_lists_on_several_dimensions() -> None:
    nod = Nod("x", "X", None, (Urval.parse(Col.ANSVAR, "0410-0419; 0500"), Urval.parse(Col.KONTO, "5000\u20135999")))
    tree = Struktur("N", "N", (nod, Nod("y", "Y", None, (Urval.parse(Col.ANSVAR, "0400..0499"),))))
    found = tree.assign(
        keys(
            ("0410", "9", "5011", ""),
            ("0410", "9", "4011", ""),
            ("0500", "9", "5011", ""),
            ("410", "9", "5011", ""),
            ("04100", "9", "5011", ""),
        )
    )
    assert list(found) == ["x", "y", "x", EJ_FORDELAT, EJ_FORDELAT]


def test_a_file_told_per_nod_lands_on_the_nod_even_when_it_selects_by_ansvar() -> None:
    tree = Struktur("N", "N", (Nod("03", "Bistånd", None, (Urval.parse(Col.ANSVAR, "2200-2299"),)),))
    found = tree.assign(keys(("", "03", "", ""), ("9999", "03", "", ""), ("2210", "03", "", "")))
    assert list(found) == ["03", EJ_FORDELAT, "03"]


def test_a_range_without_an_end_is_refused() -> None:
    with pytest.raises(InvalidValue, match="saknar början eller slut"):
        Urval.parse(Col.ANSVAR, "100-")


def test_the_deepest_nod_wins() -> None:
    tree = Struktur(
        "N",
        "N",
        (
            Nod("r", "Rot"),
            Nod("p", "P", "r", (Urval.parse(Col.ANSVAR, "1-9"),)),
            Nod("c", "C", "p", (Urval.parse(Col.ANSVAR, "5"),)),
        ),
    )
    assert list(tree.assign(keys(("5", "", "", ""), ("6", "", "", "")))) == ["c", "p-gemensamt"]


@given(st.lists(st.tuples(st.sampled_from(["11", "12", "1", "2", "99", ""]), st.integers(-1000, 1000)), max_size=30))
def test_the_total_sums_every_row_whatever_selects_it(rows: list[tuple[str, int]]) -> None:
    nod_of = TREE.assign(keys(*(("", verksamhet, "", "") for verksamhet, _ in rows)))
    own: dict[str, int] = {}
    for nod, (_, ore) in zip(nod_of, rows, strict=True):
        own[nod] = own.get(nod, 0) + ore
    grenar = TREE.grenar(own)
    sums = {g.kod: sum(own.get(nod, 0) for nod in g.blad) for g in grenar}
    assert sums["S"] == sum(ore for _, ore in rows)
    for gren in grenar:
        parts = [g.kod for g in grenar if g.foralder == gren.kod]
        assert not parts or sums[gren.kod] == sum(sums[kod] for kod in parts)


def test_faults_of_a_struktur_are_found_with_their_place() -> None:
    noder = (Nod("1", "A"), Nod("1", "B"), Nod("2", "C", "9"), Nod("3", "D", "4"), Nod("4", "E", "3"))
    faults = check_struktur(noder)
    assert [place for place, _ in faults] == [1, 2, 3, 4]
    assert "finns redan" in faults[0][1]
    assert "finns inte" in faults[1][1]
    assert "överordnad sig själv" in faults[2][1]


def test_without_a_struktur_each_verksamhet_is_a_line() -> None:
    plain = struktur_from_verksamheter("N", "Nämnden", {"20": "", "10": "Hemtjänst", "": "x"})
    assert [(g.kod, g.namn) for g in plain.grenar([])] == [("10", "Hemtjänst"), ("20", "20"), ("N", "Nämnden")]
