"""An annual budget on its months: by twelfths, as last year, by an own key. The sums are made by hand or by a naive loop."""

import io
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.inlasning.modell import Lasval
from finance.inlasning.val.fordelning import FORRA_ARET, TOLFTEDELAR, own_weights, parse_fordelning
from finance.kolumner import Slag
from finance.mottagning import Forslag, Forslagsstatus, prepare, read_in
from finance.store import Store, commit_inlasning, save_verksamhetsbyte
from tests.finance.store.underlag import commit, ny, shown

MONTHS = range(1, 13)
NUMBERS = itertools.count()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    yield opened
    opened.close()


def annual(*rows: tuple[str, float]) -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Verksamhet", "Årsbudget 2023"])
    for row in rows:
        page.append(list(row))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def look(store: Store, data: bytes, fordelning: str | None = None) -> Forslag:
    return prepare(store, data, "budget.xlsx", namnd="SN", val=Lasval(fordelning=fordelning))


def put(store: Store, data: bytes, fordelning: str | None = None) -> dict[str, list[int]]:
    """What is stored of 2023 afterwards: verksamhet -> twelve months."""
    forslag, number = read_in(store, data, "budget.xlsx", namnd="SN", val=Lasval(fordelning=fordelning), vem="anna")
    assert number is not None, (forslag.fel, forslag.fragor)
    kept = shown(store, slag=Slag.BUDGET)
    kods = {kod for period, kod in kept if period // 100 == 2023}
    return {kod: [kept[2023 * 100 + month, kod] for month in MONTHS] for kod in kods}


def last_year(kod: str, months: Sequence[int]) -> list[tuple[int, str, int]]:
    return [(202200 + month, kod, ore) for month, ore in zip(MONTHS, months, strict=True)]


SUMMER = [1, 1, 1, 1, 1, 5, 5, 5, 1, 1, 1, 1]  # 24 parts
OWN = "1,1,1,1,1,1,1,1,1,1,1,13"  # 24 parts


def test_without_history_it_goes_by_twelfths_with_a_varning_and_no_question(store: Store) -> None:
    forslag = look(store, annual(("410", 1_000_000.1)))
    assert forslag.status is Forslagsstatus.KLAR
    assert [one.kod for one in forslag.varningar] == ["arsbudget_fordelad"]
    # 100 000 010 öre / 12 = 8 333 334,17: eleven of 8 333 334, and December has what is left
    assert put(store, annual(("410", 1_000_000.1)))["410"] == [8_333_334] * 11 + [8_333_336]


def test_an_even_last_year_is_no_reason_to_ask(store: Store) -> None:
    commit(store, last_year("410", [8_333] * 11 + [8_337]), slag=Slag.BUDGET)
    assert look(store, annual(("410", 240_000))).fragor == ()


def test_a_last_year_that_differs_is_asked_about_and_nothing_is_stored(store: Store) -> None:
    commit(store, last_year("410", [100 * w for w in SUMMER]), slag=Slag.BUDGET)
    forslag = look(store, annual(("410", 240_000)))
    assert forslag.status is Forslagsstatus.FRAGA
    assert [(one.kod, one.falt, [value for value, _ in one.val]) for one in forslag.fragor] == [
        ("arsbudget", "fordelning", [FORRA_ARET, TOLFTEDELAR])
    ]
    assert "2022" in forslag.fragor[0].text


def test_as_last_years_budget_before_its_utfall(store: Store) -> None:
    commit(store, last_year("410", [100 * w for w in SUMMER]), slag=Slag.BUDGET)
    commit(store, last_year("410", [700] * 12), slag=Slag.UTFALL)
    assert put(store, annual(("410", 240_000)), FORRA_ARET)["410"] == [1_000_000 * w for w in SUMMER]


def test_as_last_years_utfall_where_no_budget_is(store: Store) -> None:
    commit(store, last_year("410", [-100 * w for w in SUMMER]), slag=Slag.UTFALL)
    assert put(store, annual(("410", 240_000)), FORRA_ARET)["410"] == [1_000_000 * w for w in SUMMER]


@pytest.mark.parametrize("months", [[5] * 11, [5] * 6 + [-9] * 6, [0] * 12], ids=["a month is missing", "mixed signs", "zeros"])
def test_where_last_year_says_nothing_it_goes_by_twelfths_and_says_so(store: Store, months: list[int]) -> None:
    rows = [(202201 + place, "410", ore) for place, ore in enumerate(months)]
    commit(store, [*rows, *last_year("420", SUMMER)], slag=Slag.UTFALL)
    data = annual(("410", 240_000), ("420", 240_000))
    forslag = look(store, data, FORRA_ARET)
    assert [(one.kod, "410" in one.text, "420" in one.text) for one in forslag.varningar] == [
        ("arsbudget_utan_profil", True, False)
    ]
    assert put(store, data, FORRA_ARET) == {"410": [2_000_000] * 12, "420": [1_000_000 * w for w in SUMMER]}


def test_the_profile_follows_a_verksamhet_to_its_new_kod(store: Store) -> None:
    commit(store, last_year("400", SUMMER), slag=Slag.BUDGET)
    save_verksamhetsbyte(store, "SN", "400", "410", 202301, vem="anna")
    assert put(store, annual(("410", 240_000)), FORRA_ARET)["410"] == [1_000_000 * w for w in SUMMER]


def test_an_own_key_goes_before_everything_and_warns_of_nothing(store: Store) -> None:
    commit(store, last_year("410", SUMMER), slag=Slag.BUDGET)
    forslag = look(store, annual(("410", 240_000)), OWN)
    assert (forslag.fragor, forslag.varningar) == ((), ())
    assert put(store, annual(("410", 240_000)), OWN)["410"] == [1_000_000] * 11 + [13_000_000]


def test_another_key_for_the_same_file_is_new_content(store: Store) -> None:
    put(store, annual(("410", 240_000)), TOLFTEDELAR)
    assert look(store, annual(("410", 240_000)), TOLFTEDELAR).status is Forslagsstatus.DUBBLETT
    assert put(store, annual(("410", 240_000)), OWN)["410"] == [1_000_000] * 11 + [13_000_000]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path_factory.mktemp('fordelning') / 'helar.db'}")
    yield opened
    opened.close()


@settings(max_examples=25)
@given(
    st.lists(st.integers(-(10**11), 10**11).filter(bool), min_size=1, max_size=4),
    st.lists(st.integers(0, 10**9), min_size=12, max_size=12).filter(any),
)
def test_each_row_sums_to_its_ore_and_each_month_is_within_an_ore_of_its_share(
    shared: Store, amounts: list[int], weights: list[int]
) -> None:
    namnd = f"N{next(NUMBERS)}"
    before = [row for place, _ in enumerate(amounts) for row in last_year(str(place), weights)]
    commit_inlasning(shared, ny(before, namnd=namnd, slag=Slag.BUDGET), vem="anna")
    data = annual(*((str(place), ore / 100) for place, ore in enumerate(amounts)))
    forslag = prepare(shared, data, "b.xlsx", namnd=namnd, val=Lasval(fordelning=FORRA_ARET, enhet=Enhet.KR))
    for place, ore in enumerate(amounts):
        months = forslag.rader[forslag.rader["verksamhet"] == str(place)].sort_values("period")["ore"].tolist()
        assert abs(sum(months)) == abs(ore)
        sign = 1 if sum(months) == ore else -1  # which sign the file writes costs with is another question
        for got, weight in zip(months, weights, strict=True):
            assert abs(sign * got - ore * weight / sum(weights)) <= 1.01


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Tolftedelar", TOLFTEDELAR),
        ("förra-året", FORRA_ARET),
        ("1,2,3,4,5,6,7,8,9,10,11,12", "1,2,3,4,5,6,7,8,9,10,11,12"),
        ("8,3; 8,3; 8,3; 8,3; 8,3; 8,3; 8,3; 8,3; 8,3; 8,3; 8,3; 8,7", "8.3,8.3,8.3,8.3,8.3,8.3,8.3,8.3,8.3,8.3,8.3,8.7"),
    ],
)
def test_a_choice_is_kept_in_one_spelling(text: str, kept: str) -> None:
    assert parse_fordelning(text) == kept


def test_the_weights_of_a_choice() -> None:
    assert own_weights(parse_fordelning("1 2 3 4 5 6 7 8 9 10 11 0,5")) == (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0.5)
    assert [own_weights(choice) for choice in (None, TOLFTEDELAR, FORRA_ARET)] == [None, None, None]


@pytest.mark.parametrize("text", ["", "jämnt", "1,2,3", "0,0,0,0,0,0,0,0,0,0,0,0", "1,1,1,1,1,1,1,1,1,1,1,-1", "1;" * 13])
def test_what_is_no_choice_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="ingen fördelning"):
        parse_fordelning(text)
