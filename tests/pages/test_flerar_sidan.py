"""Flerårsöversikt, Köp per motpart and Samling as a person uses them."""

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows

FLERAR, KOP, SAMLING = (f"pages/uppfoljning/{name}.py" for name in ("flerar", "kop", "samling"))


def said(at: AppTest) -> str:
    return "\n".join(text.value for text in (*at.header, *at.subheader, *at.markdown))


def test_flerar_says_how_often_and_shows_every_year(app: Open) -> None:
    at = app(FLERAR, namnd="LIN-SN", period="2022-05")
    assert at.header[0].value == "Socialnämnden hade underskott alla 4 åren (2018–2021) och går mot ett underskott 2022."
    years = shown_rows(at, 0)
    assert [row[0] for row in years] == ["2018", "2019", "2020", "2021", "2022 prognos"]
    assert "−34,5" in years[-1][-1]  # as published
    assert "80\u00a0% säkerhet" in said(at)  # a prognos with its interval
    assert "Metod:" in said(at)


def test_flerar_follows_the_link_to_a_nod_and_the_button_to_another(app: Open) -> None:
    at = app(FLERAR, namnd="LIN-SN", period="2022-05", nod="5132")
    assert at.header[0].value.startswith("Gruppbostad hade underskott")
    next(button for button in at.button if button.label == "Hemtjänst").click().run()
    assert at.header[0].value.startswith("Hemtjänst hade underskott")
    assert at.query_params["nod"] != "5132"


def test_flerar_with_one_year_stored_says_what_to_do(app: Open) -> None:
    at = app(FLERAR, namnd="LIN-SN", period="2018-03")
    assert at.header[0].value == "Det finns inget tidigare år att jämföra med än"
    assert "före 2018" in said(at)


def test_flerar_of_a_year_that_is_over_has_no_prognos(app: Open) -> None:
    at = app(FLERAR, namnd="LIN-SN", period="2021-12")
    assert [row[0] for row in shown_rows(at, 0)] == ["2018", "2019", "2020", "2021"]


def test_kop_goes_from_a_kind_to_its_transactions(app: Open) -> None:
    at = app(KOP, namnd="LIN-SN", period="2022-05")
    rows = shown_rows(at, 0)
    assert "Staten, även SiS" in [row[0] for row in rows]
    choice = next(box for box in at.selectbox if box.label == "Slag av motpart")
    choice.set_value(next(one for one in choice.options if one == "Staten, även SiS")).run()
    assert not at.exception
    assert "transaktioner" in said(at)
    assert "Fil" in at.dataframe[0].value.columns


def test_the_meaning_of_a_code_can_be_changed(app: Open) -> None:
    at = app(KOP, namnd="LIN-SN", period="2022-05")
    at.selectbox(key="motpartsslag|LIN-SN|slag").set_value("Regioner")
    at.text_input(key="motpartsslag|LIN-SN|koder").set_value("810")
    next(field for field in at.text_input if field.label == "Ditt namn eller din signatur").set_value("A. Ek")
    at.button(key="motpartsslag|LIN-SN|spara").click().run()
    assert [error.value for error in at.error] == []
    names = [row[0] for row in shown_rows(at, 0)]
    assert "Regioner" in names
    assert "Staten, även SiS" not in names


def test_samling_has_a_row_per_namnd_and_says_how_the_sum_is_made(app: Open) -> None:
    at = app(SAMLING, namnd="LIN-SN", period="2022-04")
    assert [row[0] for row in shown_rows(at, 0)] == ["Socialnämnden, Katrineholm", "Socialnämnden, Lindesberg", "Summa"]
    assert "Summans intervall är inte summan av nämndernas." in said(at)
    methods = [row[-1] for row in shown_rows(at, 1)]
    assert all(methods)
    assert "Avvikelse jan–\u2060apr" in at.table[0].value.columns, "no line ends between the months"


def test_samling_of_a_month_that_one_namnd_lacks_says_so(app: Open) -> None:
    at = app(SAMLING, namnd="LIN-SN", period="2022-05")
    assert "Socialnämnden, Katrineholm saknar utfall för maj 2022" in said(at)


def test_a_samling_of_one_is_refused_and_nothing_is_saved(app: Open) -> None:
    at = app(SAMLING, namnd="LIN-SN", period="2022-04")
    at.multiselect(key="samling_namnder").set_value(["LIN-SN"])
    next(field for field in at.text_input if field.label == "Ditt namn eller din signatur").set_value("A. Ek")
    at.button(key="samling_spara").click().run()
    assert at.error[0].value == "Välj minst två nämnder som ska stå i samlingen."
