"""A name is shown as it is written: no part of it is Markdown, whatever it holds."""

import pytest
from streamlit.testing.v1 import AppTest

HOSTILE = "Vård *fet* $5$ :red[röd] [länk](x) _a_ ~b~ `c`"
SHOWN = r"Vård \*fet\* \$5\$ \:red\[röd\] \[länk\](x) \_a\_ \~b\~ \`c\`"


def draw(name: str) -> None:
    from finance.belopp import Enhet, Vy
    from finance.rapport.modell import Kolumn, Kolumntyp, Rad, Tabell
    from pages.ui import tables

    kolumner = (Kolumn("namn", "Namn", Kolumntyp.TEXT), Kolumn("utfall_ore", "Utfall"))
    tabell = Tabell("t", "T", kolumner, (Rad((name, 100_00)), Rad((name, 200_00))))
    tables.show_tabell(tabell, Enhet.KR, Vy.NETTOKOSTNAD)
    tables.show_turned(tabell, Enhet.KR, Vy.NETTOKOSTNAD)
    tables.show_rows([{"Namn": "**fet**", "Vad": "a"}], alt="A")


@pytest.fixture
def at() -> AppTest:
    return AppTest.from_function(draw, kwargs={"name": HOSTILE}).run()


def test_names_of_rows_and_columns_are_plain_text(at: AppTest) -> None:
    assert not at.exception
    rows, turned, _ = (table.value for table in at.table)
    assert [str(name).rstrip("\u200b") for name in rows.index] == [SHOWN, SHOWN]
    assert [str(name).rstrip("\u200b") for name in turned.columns] == [SHOWN, SHOWN]


def test_a_row_of_words_that_is_markdown_stays_so(at: AppTest) -> None:
    assert list(at.table[2].value.index) == ["**fet**"]
