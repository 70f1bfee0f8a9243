"""Åtgärder, Investeringar, Uppdrag och bidrag: what is shown, put in, changed, removed and put back on screen."""

import os
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from finance.atgarder import Raknas
from finance.inlasning.planrader import Atgardsrad, Investeringsrad, Statsbidragsrad
from finance.store import Store, read_planposter, save_planpost
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows

ATGARDER, INVESTERINGAR = "pages/prognos/atgarder.py", "pages/uppfoljning/investeringar.py"
UPPDRAG, HANDELSER = "pages/uppfoljning/uppdrag.py", "pages/prognos/handelser.py"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2212", "-")


def field(at: AppTest, kind: str, label: str) -> Any:  # noqa: ANN401 - any widget
    return next(one for one in getattr(at, kind) if one.label == label)


def texts(at: AppTest) -> str:
    return plain("\n".join(one.value for one in (*at.markdown, *at.header, *at.subheader, *at.error)))


def rows(at: AppTest, place: int = 0) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in shown_rows(at, place)]


def fill(at: AppTest, **varden: str) -> None:
    for label, value in varden.items():
        field(at, "text_input", label).set_value(value)


def press(at: AppTest, label: str, place: int = 0) -> AppTest:
    for asked in [one for one in at.text_input if one.label == "Ditt namn eller din signatur"]:
        asked.set_value("anna")
    [one for one in at.button if one.label == label][place].click().run()
    assert not at.exception
    return at


def choose(at: AppTest, label: str, value: str) -> AppTest:
    field(at, "selectbox", label).set_value(value).run()
    assert not at.exception
    return at


def key_of(klass: type[Investeringsrad], projekt: str) -> str:
    """What a file's project is known by."""
    store = Store.open(os.environ["HELAR_DB"])
    found = next(post.nyckel for post in read_planposter(store, "KAT-SN", klass) if post.rad.projekt == projekt)
    store.close()
    return found


def test_published_atgarder_are_marked_where_nothing_is_said_of_their_effect(app: Open) -> None:
    at = app(ATGARDER, namnd="KAT-SN", period="2022-04")
    assert plain(at.header[0].value) == "Ingen av de 12 åtgärderna räknas in i prognosen, som är -10 960 tkr."
    assert "80 %" in texts(at)
    assert "Metod: " in texts(at)
    first = rows(at)[0]
    assert first[:2] == ["Placeringar", "Utöka multiteamet :gray[(ansvarig saknas)]"]
    assert (first[2], first[-1]) == (":orange[saknas]", "nej")
    assert "effekt i kronor saknas för 12" in texts(at)


def test_an_atgard_is_previewed_saved_counted_changed_removed_and_put_back(app: Open) -> None:
    at = app(ATGARDER, namnd="LIN-SN", period="2022-04", enhet="kr")
    assert at.header[0].value == "Inga åtgärder är inlagda."
    assert "Vad görs åt avvikelserna?" in texts(at)
    fill(at, Åtgärd="Samplanera", Avvikelse="Vikarier", Start="2022-05-01", **{"Effekt per månad, kronor": "10 000"})
    field(at, "selectbox", "Verksamhet").set_value("5240")
    field(at, "radio", "Räknas i prognosen").set_value(Raknas.JA).run()
    assert "Avvikelse helår :blue[▲ +80 000 kr]" in texts(at)  # 10 000 kr, May to December
    press(at, "Spara åtgärden")
    before, after = (plain(one.value) for one in at.metric[:2])
    assert int(after.replace(" ", "").rstrip("kr")) - int(before.replace(" ", "").rstrip("kr")) == 80_000
    assert at.header[0].value.startswith("Prognosen är ")
    assert rows(at)[0][2] == ":blue[▲ +80 000]"

    choose(at, "Välj en åtgärd", "egen:1")
    press(at, "Ändra åtgärden")
    assert "Ändra åtgärden" in texts(at)
    fill(at, **{"Effekt per månad, kronor": "20 000", "Uppnått hittills, kronor": "5 000"})
    press(at, "Spara ändringen av åtgärden")
    assert rows(at)[0][2:4] == [":blue[▲ +160 000]", ":blue[▲ +5 000]"]

    choose(at, "Välj en åtgärd", "egen:1")
    press(at, "Ta bort åtgärden")
    assert at.header[0].value == "Inga åtgärder är inlagda."
    choose(at, "Välj en åtgärd", "egen:1")
    history = rows(at, len(at.table) - 1)
    assert [row[2].startswith("Borttagen") for row in history] == [True, False, False]
    press(at, "Lägg tillbaka åtgärden")
    assert rows(at)[0][0] == "Vikarier"


@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("Start", "i maj någon gång", "inget datum"),
        ("Effekt helår, kronor", "mycket", "inget tal"),
        ("Åtgärd", "", "Skriv vad som ska göras"),
    ],
)
def test_what_cannot_be_right_is_a_sentence_and_nothing_is_saved(app: Open, label: str, value: str, said: str) -> None:
    at = app(ATGARDER, namnd="LIN-SN", period="2022-04")
    fill(at, Åtgärd="Samplanera")
    fill(at, **{label: value})
    press(at, "Spara åtgärden")
    assert said in texts(at)
    assert at.header[0].value == "Inga åtgärder är inlagda."


def test_the_investments_are_as_printed_and_a_project_of_the_file_can_be_changed(app: Open) -> None:
    at = app(INVESTERINGAR, namnd="KAT-SN", period="2022-04")
    assert rows(at)[1] == ["400001 Digitalisering", "-41", "-450", "409", "0", "ja"]
    assert rows(at)[-1] == ["Summa", "-82", "-2 170", "2 088", "0", ""]
    choose(at, "Välj ett projekt", key_of(Investeringsrad, "400005"))
    press(at, "Ändra projektet")
    fill(at, **{"Utfall till och med april 2022, kronor": "82 000", "Prognos avvikelse helår, kronor": "-12 000"})
    fill(at, Kommentar="Dyrare än beräknat")
    press(at, "Spara ändringen av projektet")
    assert rows(at)[5] == [
        "400005 Möbler Klivet",
        "-82",
        "-70",
        ":red[▼ -12 överdraget]",
        ":red[▼ -12]",
        "ja",
        "Dyrare än beräknat",
    ]
    assert plain(at.header[0].value).endswith("Prognos avvikelse helår är -12 tkr.")


def test_uppdrag_are_listed_filtered_and_added(app: Open) -> None:
    at = app(UPPDRAG, namnd="KAT-SN", period="2022-04")
    assert at.header[0].value == "Alla 19 uppdrag är klara."
    assert len(rows(at)) == 19
    fill(at, Uppdrag="Korta handläggningstiden", **{"Svar senast": "2022-06-30"})
    choose(at, "Källa", "IVO")
    press(at, "Spara uppdraget")
    assert at.header[0].value == "19 av 20 uppdrag är klara, 1 är försenat."
    late = rows(at)[0]
    assert (late[1], late[3]) == ("Korta handläggningstiden", "IVO")
    assert "försenat" in late[0]
    choose(at, "Läge", "försenat")
    assert len(rows(at)) == 1


def test_a_statsbidrag_is_added_and_becomes_a_known_event(app: Open) -> None:
    at = app(UPPDRAG, namnd="LIN-SN", period="2022-04")
    assert "Inga statsbidrag är inlagda" in texts(at)
    fill(at, Statsbidrag="God vård", **{"Summa, kronor": "800 tkr", "Använt hittills, kronor": "300 000"})
    press(at, "Spara statsbidraget")
    assert rows(at)[0][:4] == ["God vård", "0,8", "0,3", "0,5"]  # Mnkr
    choose(at, "Statsbidrag", "egen:1")
    at.selectbox(key="bidrag_egen:1_nod").set_value("5240").run()
    press(at, "Räkna in i prognosen")
    at.switch_page(HANDELSER).run()
    assert not at.exception
    assert "Statsbidrag: God vård" in " ".join(" ".join(row) for row in rows(at))


@pytest.mark.parametrize("page", [ATGARDER, INVESTERINGAR, UPPDRAG])
def test_an_earlier_moment_can_be_seen_but_not_written(app: Open, page: str) -> None:
    at = app(page, namnd="KAT-SN", period="2022-04", as_of="2100-01-01")
    assert not at.exception
    assert "Du ser ett tidigare läge" in texts(at)
    assert not [one for one in at.button if one.label.startswith(("Spara", "Ta bort", "Räkna in"))]


def test_what_was_over_before_the_year_is_told_and_not_counted(app: Open) -> None:
    app(ATGARDER, namnd="LIN-SN", period="2022-04")
    store = Store.open(os.environ["HELAR_DB"])
    over = Atgardsrad("", "", "Förra årets bilar", "", "2021-03-01", "", None, 100, "", "pågår", True, "", 0)
    save_planpost(store, "LIN-SN", over, vem="anna")
    grant = Statsbidragsrad("Förra årets bidrag", "2021-01-01", "2021-12-31", 100, None, "", None, None, "", 0)
    save_planpost(store, "LIN-SN", grant, vem="anna")
    store.close()
    at = app(ATGARDER, namnd="LIN-SN", period="2022-04")
    assert at.header[0].value == "Inga åtgärder är inlagda."
    assert "En åtgärd tog slut före 2022 och räknas inte." in texts(at)
    bidrag = texts(app(UPPDRAG, namnd="LIN-SN", period="2022-04"))
    assert "Inga statsbidrag är inlagda." in bidrag
    assert "Ett statsbidrag gäller andra år" in bidrag


def test_an_atgard_without_days_is_saved_to_the_end_of_the_year(app: Open) -> None:
    at = app(ATGARDER, namnd="LIN-SN", period="2022-04")
    fill(at, Åtgärd="Bilar")
    press(at, "Spara åtgärden")
    store = Store.open(os.environ["HELAR_DB"])
    assert [post.rad.slut for post in read_planposter(store, "LIN-SN", Atgardsrad)] == ["2022-12-31"]
    store.close()
