"""Rapportkontroll and live figures on the pages of the reports."""

from streamlit.testing.v1 import AppTest

from finance.rapport.kontroll import Kontroll
from pages.ui import kontrollfynd
from tests.pages.conftest import Open

PAGE = "pages/uppfoljning/manadsuppfoljning.py"
ONE = "Rapportkontroll: 1 fel att rätta"
NOTHING = "Rapportkontroll: inga fel, 14 varningar"  # two volumes that run ahead, twelve åtgärder without effect, as published
BARN = "visa_KAT-SN|nod-07"


def write(at: AppTest, text: str) -> AppTest:
    """A comment on Barn (07), whose avvikelse is −70 and prognos −714 tkr."""
    at.button(key=f"{BARN}|Ändra kommentar").click().run()
    next(area for area in at.text_area if area.label == "Kommentar till Barn").set_value(text)
    next(field for field in at.text_input if field.label == "Ditt namn eller din signatur").set_value("A. Ek")
    return next(button for button in at.button if button.label == "Spara kommentaren").click().run()


def titles(at: AppTest) -> list[str]:
    return [found.value for found in at.subheader if found.value.startswith("Rapportkontroll")]


def test_the_samples_have_nothing_to_mend(app: Open) -> None:
    assert titles(app(PAGE, namnd="KAT-SN", period="2022-04")) == [NOTHING]
    tertial = app("pages/uppfoljning/tertialrapport.py", namnd="KAT-SN", period="2022-04")
    assert titles(tertial) == [NOTHING]


def test_a_wrong_figure_is_shown_with_the_tables_and_may_stand_with_a_reason(app: Open) -> None:
    at = write(app(PAGE, namnd="KAT-SN", period="2022-04"), "Avvikelsen är −77 tkr efter april.")
    assert [error.value for error in at.error] == []
    assert titles(at) == [ONE]
    shown = next(text.value for text in at.markdown if ":red-badge" in text.value)
    assert "−77 tkr" in shown
    assert "−70\u00a0tkr" in shown
    at = next(button for button in at.button if button.label == "Låt stå").click().run()
    accept = next(button for button in at.button if button.label == "Låt stå med det skälet")
    at = accept.click().run()
    assert "Skriv varför" in at.error[0].value
    next(field for field in at.text_input if field.label == "Varför får siffran stå?").set_value("Siffran är före rättelsen.")
    at = next(button for button in at.button if button.label == "Låt stå med det skälet").click().run()
    assert titles(at) == [NOTHING]
    assert any("Siffran är före rättelsen." in text.value for text in at.markdown)
    at = next(button for button in at.button if button.label == "Ta upp igen").click().run()
    assert titles(at) == [ONE]


def test_live_figures_are_written_in_the_report_and_slips_are_found(app: Open) -> None:
    at = write(app(PAGE, namnd="KAT-SN", period="2022-04"), "Avvikelse {avvikelse}, prognos {prognos}, {prognåås}.")
    said = [text.value for text in at.markdown]
    assert "Avvikelse −70\u00a0tkr, prognos −714\u00a0tkr, {prognåås}." in said
    assert titles(at) == [ONE]


def test_a_proposed_text_is_written_in_the_field_and_saved_only_when_asked(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    at.button(key=f"{BARN}|Ändra kommentar").click().run()
    before = next(area for area in at.text_area if area.label == "Kommentar till Barn").value
    at = next(button for button in at.button if button.label == "Föreslå text").click().run()
    proposed = str(next(area for area in at.text_area if area.label == "Kommentar till Barn").value)
    assert proposed.startswith(str(before))
    assert "{avvikelse}" in proposed
    assert any("Avvikelse −70\u00a0tkr" in text.value for text in at.markdown)  # completed while writing
    again = app(PAGE, namnd="KAT-SN", period="2022-04")
    again.button(key=f"{BARN}|Ändra kommentar").click().run()
    assert next(area for area in again.text_area if area.label == "Kommentar till Barn").value == before


def test_nothing_is_said_to_agree_where_no_figure_was_compared() -> None:
    assert kontrollfynd.title((), Kontroll((), siffror=3)) == "Rapportkontroll: text och tabeller stämmer"
    assert kontrollfynd.title((), Kontroll(())) == "Rapportkontroll: inga fel"
