"""Så räknar vi: every method has a part of the text, a link opens it, and the text is safe Markdown."""

import re

import pytest

from finance.prognos import Metod
from finance.prognos.metoder import ANPASSADE, SLUTNA
from pages.ui import raknavy
from tests.pages.conftest import Open

PAGE = "pages/prognos/sa_raknar_vi.py"


def test_the_text_is_split_at_its_headings_and_nothing_is_lost() -> None:
    text = "# Titel\n\nInledning.\n\n## Ett\n\nText om ett.\n\n### Mer om ett\n\nMer.\n\n## Två\n\nText om två."
    found = raknavy.split_sections(text)
    assert list(found) == [raknavy.INLEDNING, "Ett", "Två"]
    assert found[raknavy.INLEDNING] == "Inledning."
    assert found["Ett"] == "Text om ett.\n\n### Mer om ett\n\nMer."


def test_the_words_in_the_url_are_plain() -> None:
    assert raknavy.slug("Utfall + förra årets rest") == "utfall-forra-arets-rest"


@pytest.mark.parametrize("metod", [*SLUTNA, *ANPASSADE])
def test_every_method_from_the_series_has_a_part_of_its_own(metod: Metod) -> None:
    sections = raknavy.read_sections()
    heading = raknavy.section_of(metod, sections)
    assert heading != raknavy.INLEDNING
    assert f"`{metod.value}`" in sections[heading] or heading == metod.namn


def test_a_link_opens_the_part_and_the_choice_stands_in_the_url(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    assert at.header[0].value == raknavy.INLEDNING
    at.query_params["avsnitt"] = "intervall"
    at.run()
    assert at.header[0].value == "Intervall"
    at.radio(key="avsnitt").set_value("linjar-takt").run()
    assert at.header[0].value == "Linjär takt"
    assert "linjar-takt" in at.query_params["avsnitt"]


def test_the_page_needs_no_utfall(empty_app: Open) -> None:
    at = empty_app(PAGE)
    assert not at.exception
    assert at.title[0].value == "Så räknar vi"


def test_the_text_holds_no_html_and_no_link_to_another_host() -> None:
    for body in raknavy.read_sections().values():
        assert not re.search(r"<[a-z/]", body)
        assert "http" not in body
