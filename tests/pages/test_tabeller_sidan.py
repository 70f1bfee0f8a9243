"""Egna tabeller: pasted from Excel, read as Swedish, checked, changed, removed and taken back."""

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT, Open
from tests.pages.tabeller import shown_rows

PAGE = "pages/uppfoljning/tabeller.py"
PASTED = "Förening\tBidrag, kr\tTimmar\nRöda korset\t5 000,50\t23,4\nBrottsofferjouren\t150 000\t1,6\nSumma\t155 000,50\t25"
SIGNATUR = "Ditt namn eller din signatur"


def said(at: AppTest) -> str:
    return "\n".join(text.value for text in (*at.header, *at.subheader, *at.markdown))


def opened(app: Open) -> AppTest:
    return app(PAGE, namnd="KAT-SN", period="2022-03")  # April has the example's own table


def test_the_example_s_own_table_is_right_in_every_sum(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    assert at.header[0].value == "Rapporten för april 2022 har en egen tabell, och summorna stämmer"
    summa = ["270\u00a0000", "348\u00a0500", "2\u00a0451\u00a0880", "247\u00a0997", "200\u00a0000"]
    assert shown_rows(at, 0)[-1] == ["Summa", *summa]


def field(at: AppTest, label: str) -> AppTest:
    found: AppTest = next(one for one in (*at.text_input, *at.text_area) if one.label == label)
    return found


def paste(at: AppTest, titel: str, text: str) -> AppTest:
    field(at, "Tabellens rubrik").set_value(titel)  # type: ignore[attr-defined]
    field(at, "Klistra in tabellen").set_value(text)  # type: ignore[attr-defined]
    return at.run()


def save(at: AppTest, label: str = "Spara tabellen") -> AppTest:
    if any(one.label == SIGNATUR for one in at.text_input):
        field(at, SIGNATUR).set_value("A. Ek")  # type: ignore[attr-defined]
    return next(button for button in at.button if button.label == label).click().run()


def test_a_pasted_table_with_decimal_commas_stands_as_written(app: Open) -> None:
    at = save(paste(opened(app), "Föreningsbidrag", PASTED))
    assert [error.value for error in at.error] == []
    assert shown_rows(at, 0) == [
        ["Röda korset", "5\u00a0000,50", "23,4"],
        ["Brottsofferjouren", "150\u00a0000,00", "1,6"],
        ["Summa", "155\u00a0000,50", "25,0"],
    ]
    assert at.header[0].value == "Rapporten för mars 2022 har en egen tabell, och summorna stämmer"
    assert field(at, "Klistra in tabellen").value == ""  # type: ignore[attr-defined]


def test_the_published_table_shows_its_four_wrong_sums(app: Open) -> None:
    text = (ROOT / "tests" / "referens" / "katrineholm_2022_t1" / "foreningsbidrag.csv").read_text(encoding="utf-8-sig")
    at = save(paste(opened(app), "Föreningsbidrag", text))
    assert "4 summor" in at.header[0].value
    assert said(at).count(":red-badge[:material/error: Fel]") == 4
    kontroll = at.switch_page("pages/uppfoljning/manadsuppfoljning.py").run()
    assert "Rapportkontroll: 4 fel att rätta" in said(kontroll)


def test_a_cell_that_is_no_number_is_named_and_nothing_is_saved(app: Open) -> None:
    at = paste(opened(app), "Bidrag", "a\tb\nx\t1\ny\tcirka 2")
    next(box for box in at.selectbox if box.label == "b är").set_value("tal")
    at = save(at.run())
    assert "Rad 2, b: ”cirka 2” är inget tal." in at.error[0].value
    assert "inga egna tabeller" in opened(app).header[0].value


def test_a_table_without_a_title_is_refused(app: Open) -> None:
    at = save(paste(opened(app), "", PASTED))
    assert at.error[0].value == "Skriv vad tabellen heter. Rubriken står i rapporten."


def test_a_removed_table_is_taken_back(app: Open) -> None:
    at = save(paste(opened(app), "Bidrag", PASTED))
    at.session_state["fritabell|KAT-SN|202203|2|oppna"] = True
    at.run()
    at = save(at, "Ta bort tabellen")
    assert "inga egna tabeller" in at.header[0].value
    at = save(at, "Ta tillbaka Bidrag")
    assert "en egen tabell" in at.header[0].value
