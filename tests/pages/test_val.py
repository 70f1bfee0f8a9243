"""What is chosen in the frame: from the URL where it can be used, else as before, else the nämnd's own."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from finance.belopp import Enhet, Vy
from finance.period import Period
from finance.store import Namnd
from pages.ui.state import Val, resolve_val, url_params

A = Namnd("A", "A-nämnden", Enhet.MNKR, Vy.NETTOKOSTNAD)
B = Namnd("B", "B-nämnden", Enhet.TKR, Vy.NETTORESULTAT)
MONTHS = {"A": (Period(2022, 1), Period(2022, 2)), "B": (Period(2022, 2), Period(2022, 3)), "TOM": ()}


def periods_of(kod: str) -> Sequence[Period]:
    return MONTHS[kod]


def test_nothing_chosen_gives_the_namnd_with_the_newest_month_and_its_own_view() -> None:
    assert resolve_val({}, None, [A, B], periods_of) == Val("B", Period(2022, 3), Enhet.TKR, Vy.NETTORESULTAT)


def test_no_namnd_gives_no_choice() -> None:
    assert resolve_val({"namnd": "A"}, None, [], periods_of) is None


def test_a_namnd_without_utfall_has_no_period() -> None:
    val = resolve_val({}, None, [Namnd("TOM", "Tom")], periods_of)
    assert val is not None
    assert val.period is None


def test_the_url_decides() -> None:
    url = {"namnd": "A", "period": "2022-01", "enhet": "kr", "vy": "nettoresultat", "as_of": "2022-06-10"}
    before = Val("B", Period(2022, 3), Enhet.TKR, Vy.NETTORESULTAT)
    assert resolve_val(url, before, [A, B], periods_of) == Val("A", Period(2022, 1), Enhet.KR, Vy.NETTORESULTAT, "2022-06-10")


def test_an_empty_url_keeps_what_was_chosen_before() -> None:
    before = Val("A", Period(2022, 1), Enhet.KR, Vy.NETTORESULTAT, "2022-06-10")
    assert resolve_val({}, before, [A, B], periods_of) == before


def test_another_namnd_does_not_inherit_month_or_view() -> None:
    before = Val("A", Period(2022, 1), Enhet.KR, Vy.NETTOKOSTNAD, "2022-06-10")
    assert resolve_val({"namnd": "B"}, before, [A, B], periods_of) == Val("B", Period(2022, 3), Enhet.TKR, Vy.NETTORESULTAT)


@given(st.dictionaries(st.sampled_from(["namnd", "period", "enhet", "vy"]), st.text(max_size=12)))
def test_whatever_stands_in_the_url_the_choice_can_be_shown_and_written_back(url: dict[str, str]) -> None:
    val = resolve_val(url, None, [A, B], periods_of)
    assert val is not None
    assert val.period in MONTHS[val.namnd]
    assert resolve_val(url_params(val), None, [A, B], periods_of) == val
