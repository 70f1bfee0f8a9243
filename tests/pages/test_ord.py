"""Words on screen: text from files shows as it is, comments are calm, times are Swedish, roles have names."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.inlasning.modell import Bladtolkning, Bladval, Kolumntolkning, Lasval, Tecken
from finance.kolumner import Slag
from pages.ui import lasval, tider
from pages.ui.comments import comment_markdown
from pages.ui.state import Uppladdad
from pages.ui.theme import avvikelse_markdown, escape

FIL = Uppladdad("a.xlsx", b"", "0" * 64)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Vård och omsorg", "Vård och omsorg"),
        ("a_b *c* [d](http://e)", r"a\_b \*c\* \[d\](http://e)"),
        (":red[x]", r"\:red\[x\]"),
        ("kl. 12:30", "kl. 12:30"),
        ("- 5", r"\- 5"),
        ("1. Administration", r"1\. Administration"),
        ("34,5\u00a0Mnkr\nnästa", "34,5\u00a0Mnkr nästa"),
        ("5 $ och 6 $", r"5 \$ och 6 \$"),
    ],
)
def test_text_from_a_file_shows_exactly_as_it_is(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_a_comment_makes_no_second_h1_and_asks_no_other_host_for_a_picture() -> None:
    assert comment_markdown("# Rubrik\n![bild](https://annan.se/x.png) **fet** 5 $") == (
        "#### Rubrik\n[bild](https://annan.se/x.png) **fet** 5 \\$"
    )


def test_an_avvikelse_has_colour_symbol_and_sign_and_zero_has_none() -> None:
    assert avvikelse_markdown(-800_000_000, Enhet.MNKR) == ":red[▼\u00a0\u22128,0]"
    assert avvikelse_markdown(50_000_000, Enhet.MNKR, unit=True) == ":blue[▲\u00a0+0,5\u00a0Mnkr]"
    assert avvikelse_markdown(-4_000_000, Enhet.MNKR) == "0,0"
    assert avvikelse_markdown(None, Enhet.MNKR) == "\u2013"


def test_a_day_in_a_link_means_through_that_swedish_day() -> None:
    assert tider.parse_as_of("2022-06-10") == datetime(2022, 6, 10, 21, 59, 59, 999999, UTC)
    assert tider.parse_as_of("2022-06-10T08:00 02:00") == datetime(2022, 6, 10, 6, 0, tzinfo=UTC)
    assert tider.parse_as_of("igår") is None


def test_times_are_written_in_swedish_time() -> None:
    assert tider.show_time(datetime(2022, 6, 10, 6, 14, tzinfo=UTC)) == "10\u00a0juni\u00a02022 kl.\u00a008.14"
    assert tider.show_time(datetime(2022, 12, 31, 23, 5, tzinfo=UTC)) == "1\u00a0januari\u00a02023 kl.\u00a000.05"


@pytest.mark.parametrize(
    ("roll", "text"),
    [
        ("verksamhet", "verksamhet"),
        ("verksamhet:namn", "benämning på verksamhet"),
        ("belopp:utfall:2022-01", "belopp, utfall jan 2022"),
        ("belopp:budget:2022", "belopp, budget helår 2022"),
        ("", "används inte"),
    ],
)
def test_roles_have_swedish_names(roll: str, text: str) -> None:
    assert lasval.roll_text(roll) == text


def test_every_slag_has_a_name() -> None:
    assert set(lasval.SLAG) == set(Slag)


def test_a_choice_is_kept_for_its_sheet_and_can_be_taken_back() -> None:
    chosen = lasval.answer(FIL, "tecken", "kostnad-negativ", blad="Blad1")
    assert chosen.lasval == Lasval(blad={"Blad1": Bladval(tecken=Tecken.KOSTNAD_NEGATIV)})
    assert lasval.answer(chosen, "tecken", None, blad="Blad1") == FIL


def test_choices_for_the_whole_file() -> None:
    assert lasval.answer(FIL, "ar", "2022").lasval.ar == 2022
    assert lasval.answer(FIL, "enhet", "tkr").lasval.enhet is Enhet.TKR
    assert lasval.answer(FIL, "overlapp", "ersatt") == replace(FIL, overlapp="ersatt")
    assert lasval.answer(FIL, "preliminar", True) == replace(FIL, preliminar=True)
    with pytest.raises(InvalidValue, match="heltal"):
        lasval.answer(FIL, "ar", "i fjol")


def test_a_column_gets_another_role_and_back() -> None:
    chosen = lasval.answer_column(FIL, "Blad1", "C", "konto")
    assert chosen.lasval.blad["Blad1"].kolumner == {"C": "konto"}
    assert lasval.answer_column(chosen, "Blad1", "C", None) == FIL


def test_roles_that_only_this_sheet_has_can_be_chosen() -> None:
    kolumn = Kolumntolkning("B", "Jan", "belopp:utfall:2022-01", "1")
    blad = Bladtolkning("Blad1", Slag.UTFALL, None, 1, (kolumn,))
    assert "belopp:utfall:2022-01" in lasval.roll_choices(blad)


FAULTY = """
from finance.errors import HelarError
from pages.ui.problems import guard

with guard():
    raise HelarError("Disken är full.")
with guard():
    1 / 0
"""


def test_problems_are_told_in_swedish_and_the_unexpected_gets_a_code() -> None:
    at = AppTest.from_string(FAULTY).run()
    assert not at.exception
    assert at.error[0].value == "Disken är full."
    assert "referens" in at.error[1].value
    assert "division" not in at.error[1].value
