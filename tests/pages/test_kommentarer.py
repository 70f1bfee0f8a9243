"""Comments: written with a name, every version kept; and the way from a line to its konton."""

from finance.period import Period
from finance.store import Store, kommentar_history
from tests.pages.conftest import Open

PAGE = "pages/uppfoljning/manadsuppfoljning.py"
HEMTJANST_OCH_ANNAT = "Vård och omsorg"


def test_a_comment_is_changed_and_the_old_one_is_kept(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    nod = next(group for group in at.button_group if group.label == "Mer om Barn")
    nod.set_value("Ändra kommentar").run()
    area = next(area for area in at.text_area if area.label == "Kommentar till Barn")
    before = area.value
    area.set_value("Ny **orsak**.")
    next(field for field in at.text_input if field.label == "Ditt namn eller din signatur").set_value("A. Ek")
    next(button for button in at.button if button.label == "Spara kommentaren").click().run()
    assert [error.value for error in at.error] == []
    said = [text.value for text in at.markdown]
    assert "Ny **orsak**." in said
    assert before in said
    assert any("A. Ek" in text for text in said)


def test_a_comment_needs_a_name(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    next(group for group in at.button_group if group.label == "Mer om Barn").set_value("Ändra kommentar").run()
    next(button for button in at.button if button.label == "Spara kommentaren").click().run()
    assert "Skriv ditt namn" in at.error[0].value


def test_any_line_leads_to_its_konton(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    next(group for group in at.button_group if group.label == "Mer om Barn").set_value("Visa konton").run()
    frame = at.dataframe[0].value
    assert frame["Utfall, kr"].sum() // 100_000 in (-4383, -4384)
    assert set(frame["Kontogrupp"]) >= {"Personal"}


def test_a_part_has_a_table_of_its_own(app: Open, exempel: Store) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    group = next(group for group in at.button_group if group.label == f"Mer om {HEMTJANST_OCH_ANNAT}")
    tables = len(at.table)
    group.set_value("Visa delar").run()
    assert len(at.table) == tables + 1
    assert kommentar_history(exempel, "LIN-SN", Period(2022, 5).key, "5200") is not None
