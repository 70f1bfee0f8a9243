"""The page Mått and the parts of the tertialrapport: groups, a pasted column, undo, settings, and texts that are written."""

import csv
from collections.abc import Iterable
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
