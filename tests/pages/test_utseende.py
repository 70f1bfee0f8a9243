"""What is said on the screens is said once, in Swedish words, and nothing that a person must read is cut or covered."""

import json
from datetime import UTC, datetime

import pandas as pd
import pytest

from finance.belopp import Enhet, Vy
from pages.ui import charts, tider
from pages.ui.logg import describe
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows
from tests.pages.test_inlasning_sidan import PAGE as INLASNING
from tests.pages.test_inlasning_sidan import describe_new, drop, words

KAT = {"namnd": "KAT-SN", "period": "2022-04"}
MNKR = 100_000_000


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (
            {"matt": "Hushåll", "pris_ore": 440_000, "pris_fran": 202101, "matt_nod": ""},
            "Mått: Hushåll, pris: 4 400,00 kr, pris från: januari 2021",
        ),
        (
            {"nod": "SN", "period": 202204, "sektion": "framat", "text": "Kort."},
            "Rad: hela nämnden, period: april 2022, avsnitt: Förväntad utveckling, text: Kort.",
        ),
        ({"nod": "5240", "metod": "linjar_takt", "skal": "nytt avtal"}, "Rad: 5240, metod: Linjär takt, skäl: nytt avtal"),
        (
            {"slag": "atgard", "nyckel": "3f", "varden": '{"medraknad": true, "ansvarig": ""}'},
            "Slag: åtgärd, räknas i prognosen: ja",
        ),
        ({"titel": "Bidrag", "innehall": '{"kolumner": [["Förening", "text"]]}'}, "Titel: Bidrag"),
        ({"namnd": "SN"}, "–"),
    ],
)
def test_the_log_is_in_the_words_of_the_screen(stored: dict[str, object], shown: str) -> None:
    assert describe(json.dumps(stored), "SN").replace("\u00a0", " ") == shown


def test_the_log_page_shows_no_field_name_of_the_database(app: Open) -> None:
    at = app("pages/underlag/logg.py", **KAT)
    said = " ".join(cell for row in shown_rows(at, 0) for cell in row)
    assert "Försörjningsstödet väntas fortsätta minska" in said
    assert [part for part in ("_ore", '{"', "matt:", "202204", "innehall") if part in said] == []


def test_a_short_time_is_swedish_time() -> None:
    assert tider.show_short_time(datetime(2022, 6, 10, 6, 14, tzinfo=UTC)).replace("\u00a0", " ") == "10 jun 2022 08.14"


def test_the_list_of_inlasningar_has_months_in_words_and_the_whole_sum(app: Open) -> None:
    at = app(INLASNING, **KAT)
    grid: pd.DataFrame = at.dataframe[0].value
    row = grid[grid["Fil"] == "huvudbok_2022.xlsx"].iloc[0]
    assert (row["Perioder"], row["Summa"].replace("\u00a0", " ")) == (
        "jan–apr 2022",
        "69 726 050,00 kr",
    )  # the published utfall


def test_a_file_without_sheets_is_not_called_a_sheet_without_a_name(empty_app: Open) -> None:
    data = b"Konto;Verksamhet;Period;Belopp\n5011;0510;202201;12x\nSumma;;;1100\n"
    said = words(drop(describe_new(empty_app(INLASNING)), "konstig.csv", data))
    assert "Fyra kolumner känns igen" in said
    assert "rubriker på rad 1" in said
    assert "Blad :" not in said
    assert "blad ," not in said


def test_rounding_is_explained_once_under_a_table(app: Open) -> None:
    at = app("pages/uppfoljning/manadsuppfoljning.py", **KAT)
    under = [text.value for text in at.markdown if "Räknat i ören, avrundat sist" in text.value]
    assert under
    assert all(text.count("avrundat sist") == 1 for text in under)
    assert "HVB Klivet och Kollektivet visar" in under[0]


def test_the_comment_on_the_whole_stands_before_what_is_folded(app: Open) -> None:
    at = app("pages/uppfoljning/manadsuppfoljning.py", **KAT)
    order = [str(getattr(one, "value" if one.type == "markdown" else "label", "")) for one in at.main]
    comment = next(place for place, text in enumerate(order) if text.startswith("Underskottet beror"))
    fold = order.index("Så säker är prognosen")
    assert comment < fold


def test_the_parts_stand_right_after_the_year(app: Open) -> None:
    at = app("pages/prognos/helarsprognos.py", **KAT)
    titles = [str(one.value) for one in at.subheader]
    parts = next(n for n, title in enumerate(titles) if "delar håller troligen" in title)
    people = next(n for n, title in enumerate(titles) if title.startswith("Människor har ändrat"))
    assert parts < people


def test_bars_leave_as_much_room_for_a_surplus_as_for_a_deficit() -> None:
    def ends(*ores: int) -> tuple[float, float]:
        staplar = [charts.Stapel("Nod", ore, "över 99 %") for ore in ores]
        low, high = charts.draw_avvikelsestaplar(staplar, Enhet.TKR, column="Chans").layout.xaxis.range
        return float(low), float(high)

    low, high = ends(-581_000_000, 64_600_000)
    assert ends(581_000_000, -64_600_000) == pytest.approx((-high, -low))
    assert high > 646  # the bar itself, tkr, and room for its figure


def test_the_words_beside_the_months_begin_where_the_zero_line_ends() -> None:
    figure = charts.draw_manader(
        (MNKR,) * 4 + (None,) * 8, (None,) * 4 + (MNKR,) * 8, (MNKR,) * 12, Enhet.MNKR, Vy.NETTOKOSTNAD
    )
    edge = {shape.x1 for shape in figure.layout.shapes}
    beside = {(note.x, note.xshift > 0) for note in figure.layout.annotations if note.text in ("Budget", "Avvikelse")}
    assert beside == {(x, True) for x in edge}
