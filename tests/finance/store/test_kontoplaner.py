"""A nämnd's own kontoplan over the default one: the longest prefix decides, versions are kept, unmapped konton are listed."""

import pytest

from finance.errors import InvalidValue, UnknownNamnd
from finance.inlasning.modell import empty_rows
from finance.kolumner import Col, Slag
from finance.kontoplan import STANDARDPLAN, Kontogrupp, parse_kontogrupp
from finance.period import Period
from finance.store import (
    Namnd,
    NyInlasning,
    Satt,
    Store,
    commit_inlasning,
    list_kontoregler,
    read_kontoplan,
    save_kontoregel,
    save_namnd,
    unmapped_konton,
)
from tests.finance.store.underlag import latest, rader


@pytest.fixture
def sn(store: Store) -> Store:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    return store


def test_without_own_rules_the_default_holds(sn: Store) -> None:
    assert read_kontoplan(sn, "SN") == STANDARDPLAN


def test_the_longest_prefix_decides_own_or_default(sn: Store) -> None:
    save_kontoregel(sn, "SN", "5012", Kontogrupp.FAMILJEHEM, vem="anna")
    save_kontoregel(sn, "SN", "7", Kontogrupp.LOKALER, vem="anna")
    plan = read_kontoplan(sn, "SN")
    konton = ("5011", "50121", "7000", "7510", "3010")
    assert [plan.kontogrupp(konto) for konto in konton] == [
        Kontogrupp.PERSONAL,
        Kontogrupp.FAMILJEHEM,
        Kontogrupp.LOKALER,
        Kontogrupp.KONSULTER,  # the default's 75 is longer than the nämnd's 7
        Kontogrupp.INTAKTER,
    ]


def test_a_rule_is_a_version_taken_away_by_a_version(sn: Store) -> None:
    save_kontoregel(sn, "SN", "5012", Kontogrupp.FAMILJEHEM, vem="anna")
    before = latest(sn)
    save_kontoregel(sn, "SN", "5012", None, vem="bo")
    assert list_kontoregler(sn, "SN") == ()
    assert read_kontoplan(sn, "SN").kontogrupp("5012") is Kontogrupp.PERSONAL
    assert read_kontoplan(sn, "SN", as_of=before).kontogrupp("5012") is Kontogrupp.FAMILJEHEM
    version = sn.version("SN")
    save_kontoregel(sn, "SN", "5012", None, vem="bo")
    assert sn.version("SN") == version  # nothing was changed


def test_a_rule_holds_from_its_month(sn: Store) -> None:
    save_kontoregel(sn, "SN", "5012", Kontogrupp.FAMILJEHEM, galler_fran=202301, vem="anna")
    groups = [read_kontoplan(sn, "SN", period=p).kontogrupp("5012") for p in (Period(2022, 12), Period(2023, 1))]
    assert groups == [Kontogrupp.PERSONAL, Kontogrupp.FAMILJEHEM]
    assert read_kontoplan(sn, "SN").kontogrupp("5012") is Kontogrupp.FAMILJEHEM


def test_rules_are_of_one_namnd(sn: Store) -> None:
    save_namnd(sn, Namnd("BUN", "Barnnämnden"), vem="anna")
    save_kontoregel(sn, "SN", "5012", Kontogrupp.FAMILJEHEM, vem="anna")
    assert read_kontoplan(sn, "BUN") == STANDARDPLAN


@pytest.mark.parametrize("prefix", ["", "  ", "50 12", "50%"])
def test_a_prefix_that_is_none_is_refused(sn: Store, prefix: str) -> None:
    with pytest.raises(InvalidValue, match="Prefixet"):
        save_kontoregel(sn, "SN", prefix, Kontogrupp.PERSONAL, vem="anna")


def test_an_unknown_namnd_is_refused(store: Store) -> None:
    with pytest.raises(UnknownNamnd):
        save_kontoregel(store, "SN", "5", Kontogrupp.PERSONAL, vem="anna")


def post(store: Store, konto: str, ore: int, slag: Slag = Slag.UTFALL) -> None:
    months = {(slag, 202205): Satt.BREDVID}
    named = {(Col.KONTO, konto): f"Konto {konto}"}
    rows = rader([(202205, "1", ore)], slag=slag, konto=konto) if konto else empty_rows()
    commit_inlasning(store, NyInlasning("SN", "f", "sha", f"{konto}{ore}{slag}", 1, months, rows, namn=named), vem="anna")


def test_unmapped_konton_are_listed_with_sums_and_gone_when_mapped(store: Store) -> None:
    post(store, "A10", 500)
    post(store, "A10", 70, Slag.BUDGET)
    post(store, "X", -9000)
    for konto in ("5010", "1510", "4010", "9310"):
        post(store, konto, 10**9)  # mapped, balans, investering, mapped
    found = unmapped_konton(store, "SN")
    assert [(one.konto, one.namn, one.utfall_ore, one.budget_ore) for one in found] == [
        ("X", "Konto X", -9000, 0),
        ("A10", "Konto A10", 500, 70),
    ]
    save_kontoregel(store, "SN", "A", Kontogrupp.OVRIGT, vem="anna")
    save_kontoregel(store, "SN", "X", Kontogrupp.OSPECIFICERAD, vem="anna")
    assert unmapped_konton(store, "SN") == ()


@pytest.mark.parametrize(
    ("text", "grupp"),
    [
        ("Familjehem (arvode)", Kontogrupp.FAMILJEHEM),
        ("familjehem", Kontogrupp.FAMILJEHEM),
        ("Köp", Kontogrupp.KOP),
        ("övrigt", Kontogrupp.OVRIGT),
        ("LOKALER", Kontogrupp.LOKALER),
    ],
)
def test_a_kontogrupp_by_its_name_or_its_beginning(text: str, grupp: Kontogrupp) -> None:
    assert parse_kontogrupp(text) is grupp


@pytest.mark.parametrize("text", ["", "k", "okänd"])
def test_no_kontogrupp_or_several_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="ingen kontogrupp"):
        parse_kontogrupp(text)
