"""The page Mått and the parts of the tertialrapport: groups, a pasted column, undo, settings, and texts that are written."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT, Open
from tests.pages.tabeller import shown_rows

PAGE, TERTIAL = "pages/uppfoljning/matt.py", "pages/uppfoljning/tertialrapport.py"
VOLYMER = "tests/referens/katrineholm_2022_t1/volymutveckling.csv"


def opened(app: Open, page: str = PAGE) -> AppTest:
    return app(page, namnd="KAT-SN", period="2022-04")


def pick(at: AppTest, start: str) -> str:
    return next(str(one.key) for one in found(at) if str(one.key).startswith(start))


def found(at: AppTest) -> Iterable[Any]:
    return (*at.text_input, *at.text_area, *at.selectbox, *at.checkbox, *at.button, *at.multiselect)


def test_the_volumes_stand_as_printed(app: Open) -> None:
    rows = [[cell.replace("\u00a0", "") for cell in row[:5]] for row in shown_rows(opened(app), 0)]
    with (Path(ROOT) / VOLYMER).open(encoding="utf-8", newline="") as file:
        assert rows == list(csv.reader(file, delimiter=";"))[1:]


def test_a_pasted_column_with_decimal_commas_arrives_right_and_can_be_taken_away(app: Open) -> None:
    at = opened(app)
    at.text_area(key=pick(at, "mattform_klistra")).set_value("23,4\n25,1\n\n1 024,50\n")
    at.text_input(key="signatur_mattform_spara").set_value("EK")
    at.button(key="mattform_spara").click().run()
    assert not at.exception
    january, april = (at.text_input(key=pick(at, f"mattform_{manad}|")) for manad in (1, 4))
    assert (january.value, april.value) == ("23,4", "1024,50")
    at.selectbox(key="mattlista_bort").set_value(0).run()
    at.button(key="mattlista_ta_bort").click().run()
    assert not at.exception
    assert at.text_input(key=pick(at, "mattform_1|")).value == ""


def test_what_is_no_number_is_told_and_nothing_is_saved(app: Open) -> None:
    at = opened(app)
    at.text_area(key=pick(at, "mattform_klistra")).set_value("ungefär 30")
    at.text_input(key="signatur_mattform_spara").set_value("EK")
    at.button(key="mattform_spara").click().run()
    assert any("är inget värde" in one.value for one in at.error)


def test_statistics_by_kon_is_a_setting_and_names_what_lacks(app: Open) -> None:
    at = opened(app)
    assert not any("Ofullständigt" in one.value for one in at.markdown)
    at.checkbox(key=pick(at, "mattval_kon")).set_value(True)
    at.text_input(key="signatur_mattval_spara").set_value("EK")
    at.button(key="mattval_spara").click().run()
    assert any("Ofullständigt: könsuppdelning saknas" in one.value for one in at.markdown)


def test_every_group_can_be_chosen(app: Open) -> None:
    at = opened(app)
    for namn in at.selectbox(key="matt_grupp").options:
        at.selectbox(key="matt_grupp").select(namn).run()
        assert not at.exception
        assert at.header


def test_the_tertialrapport_has_a_line_per_part_and_its_chapters(app: Open) -> None:
    at = opened(app, TERTIAL)
    titles = [one.value for one in at.subheader]
    for titel in ("Viktiga förhållanden", "Väsentliga personalförhållanden", "Förväntad utveckling och åtgärdsplan", "Bilagor"):
        assert titel in titles
    assert not any("Ingen text ännu" in one.value for one in at.markdown)  # the example's texts are all written


def test_a_month_without_texts_says_so(app: Open) -> None:
    at = app(TERTIAL, namnd="KAT-SN", period="2022-03")
    assert any("Ingen text ännu" in one.value for one in at.markdown)


def test_the_head_of_the_report_is_written_and_shown(app: Open) -> None:
    at = opened(app, TERTIAL)
    at.text_input(key=pick(at, "huvud_dnr")).set_value("SN 2022/45")
    at.text_area(key=pick(at, "huvud_forslag")).set_value("Godkänna rapporten")
    at.text_input(key=pick(at, "signatur_huvud_spara")).set_value("EK")
    at.button(key=pick(at, "huvud_spara")).click().run()
    texts = [one.value for one in at.markdown]
    assert any("Dnr SN 2022/45" in text for text in texts)
    assert any("Godkänna rapporten" in text for text in texts)


def test_a_part_is_left_out_and_another_moved(app: Open) -> None:
    at = opened(app, TERTIAL)
    med = at.multiselect(key=pick(at, "delar_med"))
    med.unselect("personal")
    at.text_input(key="signatur_delar_spara").set_value("EK")
    at.button(key="delar_spara").click().run()
    assert "Väsentliga personalförhållanden" not in [one.value for one in at.subheader]
    at.selectbox(key="delar_flytta").set_value("uppdrag").run()
    at.button(key="delar_upp").click().run()
    assert not at.exception


def sign(at: AppTest, key: str) -> None:
    """A name is asked for once."""
    for field in at.text_input:
        if field.key == f"signatur_{key}":
            field.set_value("EK")


def save(at: AppTest) -> None:
    sign(at, "mattform_spara")
    at.button(key="mattform_spara").click().run()
    assert not at.exception
    assert not at.error


def test_quarters_are_typed_and_stand_in_a_table_of_quarters(app: Open) -> None:
    at = opened(app)
    at.selectbox(key=pick(at, "mattform_matt")).select("Ett nytt mått").run()
    at.text_input(key="mattform_namn").set_value("Ej verkställda beslut").run()
    at.selectbox(key=pick(at, "mattform_tid")).select("Kvartal för kvartal").run()
    at.text_input(key=pick(at, "mattform_1|")).set_value("6")
    save(at)
    at.selectbox(key="matt_grupp").select("Köer och ej verkställda beslut").run()
    assert shown_rows(at, 0) == [["Ej verkställda beslut", "–", "–", "–", "–", "6", "–"]]


def test_a_window_with_kvinnor_and_man_in_one_go_and_the_kommun(app: Open) -> None:
    at = opened(app)
    at.selectbox(key=pick(at, "mattform_matt")).select("Ett nytt mått").run()
    at.text_input(key="mattform_namn").set_value("Sjukfrånvaro totalt, %").run()
    at.selectbox(key=pick(at, "mattform_tid")).select("Egna datum, från och till").run()
    at.date_input(key=next(str(one.key) for one in at.date_input if one.label == "Från och med")).set_value(
        date(2021, 12, 1)
    ).run()
    at.date_input(key=next(str(one.key) for one in at.date_input if one.label == "Till och med")).set_value(
        date(2022, 2, 28)
    ).run()
    for kon, value in (("", "9,1"), ("kvinnor", "9,6"), ("män", "7,2")):
        at.text_input(key=pick(at, f"mattform_ett|{kon}|")).set_value(value)
    save(at)
    at.selectbox(key="matt_grupp").select("Personal").run()
    at.selectbox(key=pick(at, "mattform_typ")).select("Kommunen").run()
    at.text_input(key=pick(at, "mattform_ett||")).set_value("8,4")
    save(at)
    assert shown_rows(at, 0)[0][:6] == ["Sjukfrånvaro totalt, %", "1/12–28/2", "9,1", "9,6", "7,2", "8,4"]


def test_a_target_is_judged_only_when_a_person_has_said_what_is_good(app: Open) -> None:
    at = opened(app)
    at.selectbox(key=pick(at, "mattform_matt")).select("Ett nytt mått").run()
    at.text_input(key="mattform_namn").set_value("Väntetid, dagar").run()
    at.text_input(key="mattform_grupp").set_value("Kvalitetsfaktorer").run()
    at.selectbox(key="mattform_satt").select("Medelvärde").run()
    at.selectbox(key=pick(at, "mattform_tid")).select("jan–apr som ett värde").run()
    at.text_input(key=pick(at, "mattform_ett||")).set_value("44")
    save(at)
    at.selectbox(key="matt_grupp").select("Kvalitetsfaktorer").run()
    at.selectbox(key=pick(at, "mattform_typ")).select("Mål").run()
    at.selectbox(key=pick(at, "mattform_tid")).select("Hela året som ett värde").run()
    at.text_input(key=pick(at, "mattform_ett||")).set_value("40")
    save(at)
    assert shown_rows(at, 0)[0][-1] == "–"
    at.selectbox(key=pick(at, "mattmal|")).select("Lägre är bättre")
    sign(at, "mattmal_spara")
    at.button(key="mattmal_spara").click().run()
    assert shown_rows(at, 0)[0][-1] == "inte nått"


def test_a_part_of_any_kind_is_written_and_stands_among_the_parts(app: Open) -> None:
    at = opened(app)
    at.selectbox(key=pick(at, "mattform_kon|")).select("En annan del …").run()
    at.text_input(key="mattform_del").set_value("18 – 24").run()
    at.text_area(key=pick(at, "mattform_klistra")).set_value("7\n8,5")
    save(at)
    assert "18-24 år" in at.selectbox(key=pick(at, "mattform_kon|")).options


def test_the_group_stands_in_the_link(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    last = at.selectbox(key="matt_grupp").options[-1]
    at.selectbox(key="matt_grupp").select(last).run()
    link = at.query_params["mattgrupp"]
    again = app(PAGE, namnd="KAT-SN", period="2022-04", mattgrupp=link if isinstance(link, str) else link[0])
    assert again.selectbox(key="matt_grupp").value == at.selectbox(key="matt_grupp").value
    assert not app(PAGE, namnd="KAT-SN", period="2022-04", mattgrupp="ingen sådan").exception


def test_what_is_chosen_to_move_is_named_alike_before_and_after(app: Open) -> None:
    """A browser finds the choice again by its words."""
    at = opened(app, TERTIAL)
    names = set(at.selectbox(key="delar_flytta").options)
    at.selectbox(key="delar_flytta").set_value("uppdrag").run()
    at.text_input(key="signatur_delar_spara").set_value("EK")
    at.button(key="delar_upp").click().run()
    assert set(at.selectbox(key="delar_flytta").options) == names
    assert at.selectbox(key="delar_flytta").value == "uppdrag"
