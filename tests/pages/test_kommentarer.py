"""Comments: written with a name, every version kept; and the way from a line to its konton."""

from tests.pages.conftest import Open

PAGE = "pages/uppfoljning/manadsuppfoljning.py"
BARN = "visa_KAT-SN|nod-07"  # kod 07 in the struktur of the sample


def test_a_comment_is_changed_and_the_old_one_is_kept(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    at.button(key=f"{BARN}|Ändra kommentar").click().run()
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
    at.button(key=f"{BARN}|Ändra kommentar").click().run()
    next(button for button in at.button if button.label == "Spara kommentaren").click().run()
    assert "Skriv ditt namn" in at.error[0].value


def test_any_line_leads_to_its_konton(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    at.button(key=f"{BARN}|Visa konton").click().run()
    frame = at.dataframe[0].value
    assert frame["Utfall, kr"].sum() // 100_000 in (-4383, -4384)
    assert set(frame["Kontogrupp"]) >= {"Personal"}


def test_the_parts_of_a_line_are_shown_and_hidden_again(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    tables = len(at.table)
    next(button for button in at.button if button.label == "Visa delar").click().run()
    assert len(at.table) == tables + 1
    next(button for button in at.button if button.label == "Dölj delar").click().run()
    assert len(at.table) == tables


def test_a_comment_per_kontogrupp_can_be_proposed_as_well(app: Open) -> None:
    at = app("pages/uppfoljning/tertialrapport.py", namnd="KAT-SN", period="2022-04", kommentar="KAT-SN|Intäkter")
    area = next(area for area in at.text_area if area.label.endswith("Intäkter"))
    before = str(area.value)
    next(button for button in at.button if button.label == "Föreslå text").click().run()
    assert not at.exception
    after = str(next(area for area in at.text_area if area.label.endswith("Intäkter")).value)
    assert after.startswith(before)
    assert "{avvikelse}" in after.removeprefix(before)
    assert any("Förslag, inte sparat" in text.value for text in at.markdown)


def test_live_figures_are_completed_wherever_the_comment_of_a_part_is_shown(app: Open) -> None:
    """Hemtjänst is a part of Vård och omsorg, and the largest deviation of the nämnd: −15,0 Mnkr for the year."""
    import os

    from finance.store import Store, save_kommentar

    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    save_kommentar(Store.open(os.environ["HELAR_DB"]), "LIN-SN", 202205, "5240", "Hemtjänst prognos {prognos}.", vem="prov")
    for page in (PAGE, "pages/uppfoljning/oversikt.py"):
        at = app(page, namnd="LIN-SN", period="2022-05")
        said = [text.value for text in at.markdown]
        assert not any("{prognos}" in text for text in said), page
        assert any("Hemtjänst prognos −15,0\u00a0Mnkr." in text for text in said), page
