"""The reports on screen: the månadsuppföljning's own parts, and a year that is over."""

import pytest

from tests.pages.conftest import Open

MANAD, TERTIAL = "pages/uppfoljning/manadsuppfoljning.py", "pages/uppfoljning/tertialrapport.py"


def test_the_manadsuppfoljning_has_its_own_choice_of_parts(app: Open) -> None:
    at = app(MANAD, namnd="LIN-SN", period="2022-05")
    titles = [one.value for one in at.subheader]
    assert "Köp per motpart" in titles
    assert "Flerårsöversikt" not in titles
    med = next(one for one in at.multiselect if str(one.key).startswith("delar_med"))
    assert "flerar" not in med.value
    med.set_value([*(key for key in med.value if key != "kop-per-motpart"), "flerar"])
    at.text_input(key="signatur_delar_spara").set_value("EK")
    at.button(key="delar_spara").click().run()
    assert not at.exception
    titles = [one.value for one in at.subheader]
    assert "Köp per motpart" not in titles
    assert "Flerårsöversikt" in titles
    assert any("Inte med:" in one.value and "Köp per motpart" in one.value for one in at.markdown)


@pytest.mark.parametrize(("page", "namnd"), [(MANAD, "LIN-SN"), (TERTIAL, "KAT-SN")])
def test_a_year_that_is_over_opens_without_a_prognos(app: Open, page: str, namnd: str) -> None:
    at = app(page, namnd=namnd, period="2021-12")
    assert not at.exception
    assert "Så säker är prognosen" not in [one.label for one in at.expander]
    assert any("2021 är" in one.value or "slutar året med" in one.value for one in at.header)
