"""The page Rapportkontroll: the answer, filters, mending where the finding stands, the nämnd's limit, what was not checked."""

from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from finance.store import Store, read_kommentarsgrans, save_kommentar
from tests.pages.conftest import Open

PAGE = "pages/uppfoljning/rapportkontroll.py"
WRONG = "Avvikelsen är −77 tkr efter april. Inhyrd personal kostade 33 tkr."  # Barn (07) has −70 and −714
URL = {"namnd": "KAT-SN", "period": "2022-04"}


def store() -> Store:
    import os

    return Store.open(os.environ["HELAR_DB"])


def comment(nod: str, text: str) -> None:
    save_kommentar(store(), "KAT-SN", 202204, nod, text, vem="prov")


def answer(at: AppTest) -> str:
    assert not at.exception
    return str(at.header[0].value)


def field(at: AppTest, label: str) -> object:
    return next(one for one in (*at.text_input, *at.text_area) if one.label == label)


def press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


def sign(at: AppTest) -> None:
    for one in at.text_input:
        if one.label == "Ditt namn eller din signatur":
            one.set_value("A. Ek")


def test_the_answer_says_how_much_there_is_to_mend_in_the_report_chosen(app: Open) -> None:
    at = app(PAGE, **URL)
    assert answer(at) == "Inga fel i månadsuppföljningen, men något att se över"
    comment("07", WRONG)
    at = app(PAGE, **URL, rapport="tertialrapport")
    assert answer(at) == "1 fel att rätta i tertialrapporten"
    assert at.query_params["rapport"] == "tertialrapport"
    next(one for one in at.radio if one.label == "Rapport").set_value("manadsuppfoljning").run()
    assert answer(at) == "1 fel att rätta i månadsuppföljningen"
    assert at.query_params["rapport"] == "manadsuppfoljning"


def test_filters_by_gravity_and_verksamhet(app: Open) -> None:
    comment("07", WRONG)
    at = app(PAGE, **URL)
    assert at.subheader[0].value == "1 fel"
    allvar = next(one for one in at.radio if one.label == "Visa")
    at = allvar.set_value("fel").run()
    assert [one.value for one in at.subheader] == ["1 fel"]
    nod = next(one for one in at.selectbox if one.label == "Verksamhet")
    assert "Barn" in nod.options
    at = nod.select("08").run()
    assert list(at.subheader) == []
    assert any("Inga fynd med det valet" in one.value for one in at.markdown)


def test_the_text_is_mended_where_the_finding_stands(app: Open) -> None:
    comment("07", WRONG)
    at = press(app(PAGE, **URL), "Ändra texten")
    area = next(one for one in at.text_area if one.label == "Kommentar till Barn")
    assert area.value == WRONG
    area.set_value("Avvikelsen är {avvikelse} efter april.")
    sign(at)
    at = press(at, "Spara kommentaren")
    assert answer(at).startswith("Inga fel")


def test_a_fel_may_stand_with_a_reason_and_come_up_again(app: Open) -> None:
    comment("07", WRONG)
    at = press(app(PAGE, **URL), "Låt stå")
    next(one for one in at.text_input if one.label == "Varför får siffran stå?").set_value("Före rättelsen.")
    sign(at)
    at = press(at, "Låt stå med det skälet")
    assert answer(at).startswith("Inga fel")
    assert any("Före rättelsen." in one.value for one in at.markdown)
    assert answer(press(at, "Ta upp igen")).startswith("1 fel")


def test_what_was_not_checked_is_listed_with_its_sentence(app: Open) -> None:
    before = [one.label for one in app(PAGE, **URL).expander if "kunde inte kontrolleras" in one.label]
    comment("07", WRONG)
    at = app(PAGE, **URL)
    (label,) = [one.label for one in at.expander if "kunde inte kontrolleras" in one.label]
    count = int(label.split()[0])
    assert count == (int(before[0].split()[0]) if before else 0) + 1


def test_the_limit_is_chosen_followed_and_undone(app: Open) -> None:
    comment("07", "")
    at = app(PAGE, **URL)
    next(one for one in at.text_input if one.label == "Belopp i kronor").set_value("femhundra")
    sign(at)
    at = press(at, "Spara gränsen")
    assert "inget belopp" in at.error[0].value
    next(one for one in at.text_input if one.label == "Belopp i kronor").set_value("500 000")
    at = press(at, "Spara gränsen")
    assert read_kommentarsgrans(store(), "KAT-SN").ore == 50_000_000
    assert any("Nämndens gräns är 500\u00a0000\u00a0kr." in one.value for one in at.markdown)
    assert any(one.label == "Kommentar krävs över 500\u00a0000\u00a0kr" for one in at.expander)
    assert any("A. Ek: 500\u00a0000\u00a0kr" in one.value for one in at.markdown)
    at = press(at, "Ångra: tillbaka till ingen gräns")
    assert not read_kommentarsgrans(store(), "KAT-SN")
    assert not any("Nämndens gräns är" in one.value for one in at.markdown)


def test_a_link_opens_the_text_on_the_report_page(app: Open) -> None:
    comment("07", WRONG)
    at = app("", **URL)
    at.query_params["kommentar"] = "07|"
    at = at.switch_page("pages/uppfoljning/manadsuppfoljning.py").run()
    assert not at.exception


def test_nothing_is_changed_while_an_earlier_moment_is_shown(app: Open) -> None:
    at = app(PAGE, **URL, as_of="2090-01-01")
    labels = {one.label for one in at.button}
    assert not labels & {"Ändra texten", "Låt stå", "Spara gränsen"}


def test_all_is_right_says_so(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05", rapport="manadsuppfoljning")
    assert answer(at).startswith(("Inga fel i månadsuppföljningen", "Text och tabeller stämmer"))
    save_kommentar(store(), "LIN-SN", 202205, "0510", "Avvikelsen är +0,9 Mnkr.", vem="prov")
    at = app(PAGE, namnd="LIN-SN", period="2022-05", rapport="manadsuppfoljning")
    assert answer(at) == "Text och tabeller stämmer i månadsuppföljningen"


def test_the_choices_are_named_alike_before_and_after_a_finding_is_let_stand(app: Open) -> None:
    """A browser finds the choice again by its words."""
    comment("07", WRONG)
    at = app(PAGE, **URL)
    before = next(one for one in at.radio if one.label == "Visa").options
    at = press(at, "Låt stå")
    next(one for one in at.text_input if one.label == "Varför får siffran stå?").set_value("Före rättelsen.")
    sign(at)
    at = press(at, "Låt stå med det skälet")
    assert next(one for one in at.radio if one.label == "Visa").options == before


def test_a_finding_of_a_matt_leads_to_its_group_and_itself(app: Open) -> None:
    """The mått is not the one that the page opens on by itself."""
    at = app(PAGE, **URL)
    matt = "Antal utnyttjande vårddygn på institution, vuxna"
    queries = [one.proto.query_string for one in at.get("page_link") if one.proto.label == "Till Mått"]
    links = [dict(parse_qsl(query)) for query in queries]
    (link,) = [link for link in links if f"|{matt}|" in link["matt"]]
    opened, plain = (app("pages/uppfoljning/matt.py", **URL, **url) for url in (link, {}))
    assert f"|{matt}|" in chosen_matt(opened)
    assert matt not in chosen_matt(plain)


def chosen_matt(at: AppTest) -> str:
    """What the mått in "Ett mått över tiden" is called."""
    return next(str(one.value) for one in at.selectbox if str(one.key).startswith("matt_ett"))


def test_a_standing_text_is_mended_from_what_it_says(app: Open) -> None:
    """The field begins with the text that returns, so the stale figure can be changed where it is found."""
    at = app(PAGE, **URL)
    nod = "KAT-SN"
    save_kommentar(store(), "KAT-SN", 202203, nod, "Avvikelsen är −77 tkr.", sektion="ansvarsomrade", vem="prov")
    save_kommentar(store(), "KAT-SN", 202204, nod, "", sektion="ansvarsomrade", vem="prov")
    at = app(PAGE, **URL, rapport="tertialrapport")
    assert any("Stående text från mars 2022" in one.value for one in at.markdown)
    at = press(at, "Ändra texten")
    assert "Avvikelsen är −77 tkr." in [one.value for one in at.text_area]
