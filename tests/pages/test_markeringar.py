"""Marks on the page Helårsprognos: proposals accepted or said no to, an amount, a new start, a transaction; all removable."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from finance.kolumner import Slag
from finance.lage import read_lage
from finance.period import Period
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.store import NyInlasning, Satt, Store, commit_inlasning, list_inlasningar, read_engangsposter, read_nystarter
from finance.uppfoljning import compute_uppfoljning
from tests.finance.store.underlag import rader
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows
from tests.pages.test_inlasning_sidan import words

PAGE = "pages/prognos/helarsprognos.py"
KR = 100
MAJ = Period(2022, 5)
Skadad = Callable[[], AppTest]


@pytest.fixture
def store(app: Open, tmp_path: Path) -> Store:
    """The sample with 2,5 Mnkr that never came before on konto 6192 of verksamhet 0510 in mars."""
    store = Store.open(f"sqlite:///{tmp_path / 'exempel.db'}")
    frame = rader([(202203, "0510", 2_500_000 * KR)], konto="6192", verifikat="A 4711")
    commit_inlasning(
        store, NyInlasning("LIN-SN", "skada.xlsx", "s", "s", 1, {(Slag.UTFALL, 202203): Satt.BREDVID}, frame), vem="anna"
    )
    return store


@pytest.fixture
def at(app: Open, store: Store) -> AppTest:
    return app(PAGE, namnd="LIN-SN", period="2022-05")


def unfold(at: AppTest, key: str) -> AppTest:
    at.session_state[key] = True
    return at.run()


def cells(at: AppTest) -> str:
    """Every cell of every table, with ordinary spaces."""
    rows = [row for place in range(len(at.table)) for row in shown_rows(at, place)]
    return " | ".join(cell for row in rows for cell in row).replace("\u00a0", " ")


def field(at: AppTest, kind: str, start: str) -> object:
    (found,) = [one for one in getattr(at, kind) if str(one.key).startswith(start)]
    return found


def fill(at: AppTest, start: str, text: str) -> None:
    field(at, "text_input", start).set_value(text)  # type: ignore[attr-defined]


def pick(at: AppTest, start: str, value: object) -> None:
    field(at, "selectbox", start).set_value(value)  # type: ignore[attr-defined]


def press(at: AppTest, key: str, *, first: bool = True) -> AppTest:
    if first:
        at.text_input(key=f"signatur_{key}").set_value("A. Ek")
    return at.button(key=key).click().run()


def total(store: Store, nod: str = "0510") -> int:
    lage = read_lage(store, "LIN-SN", MAJ)
    return int(compute_helarsprognos(lage).system[lage.kub.place[nod]].sum())


def test_a_proposal_is_accepted_with_a_reason_and_taken_back(at: AppTest, store: Store) -> None:
    before, table = total(store), [rad.utfall_ore for rad in compute_uppfoljning(read_lage(store, "LIN-SN", MAJ)).rader]
    assert "Alla utfall räknas in i takten" in words(at)
    unfold(at, "oppna_engangs")
    assert "Konto 6192 har 2,5 Mnkr i mars. Andra månader är det inget" in cells(at)

    at.text_input(key="signatur_engangs").set_value("A. Ek")
    at.button(key="engangs_ja").click().run()
    assert "Skriv varför posten är en engångspost" in at.error[0].value
    fill(at, "engangs_skal", "vattenskada")
    at.button(key="engangs_ja").click().run()
    assert [error.value for error in at.error] == []
    (post,) = read_engangsposter(store, "LIN-SN")
    assert (post.skal, post.vem, post.verifikat, post.i_takten) == ("vattenskada", "A. Ek", "A 4711", False)
    assert total(store) < before
    assert [rad.utfall_ore for rad in compute_uppfoljning(read_lage(store, "LIN-SN", MAJ)).rader] == table
    assert "En engångspost lämnas utanför takten" in words(at)
    assert "Inga belopp sticker ut" in words(at)

    unfold(at, "oppna_mark_bort")
    pick(at, "mark_bort_val", f"post{post.id}")
    press(at, "mark_bort", first=False)
    assert read_engangsposter(store, "LIN-SN") == ()
    assert total(store) == before


def test_a_no_is_remembered_and_can_be_taken_back(at: AppTest, store: Store) -> None:
    before = total(store)
    unfold(at, "oppna_engangs")
    at.text_input(key="signatur_engangs").set_value("A. Ek")
    at.button(key="engangs_nej").click().run()
    assert [post.i_takten for post in read_engangsposter(store, "LIN-SN")] == [True]
    assert "Inga belopp sticker ut" in words(at)
    assert total(store) == before
    unfold(at, "oppna_mark_bort")
    (post,) = read_engangsposter(store, "LIN-SN")
    pick(at, "mark_bort_val", f"nej{post.id}")
    press(at, "mark_bort", first=False)
    assert "Konto 6192 har 2,5 Mnkr i mars" in cells(at)


def test_an_amount_is_marked_and_a_wrong_one_refused_with_what_to_write(at: AppTest, store: Store) -> None:
    unfold(at, "oppna_engangsbelopp")
    pick(at, "engangsbelopp_nod", "0510")
    at.run()
    pick(at, "engangsbelopp_grupp", "Personal")
    pick(at, "engangsbelopp_manad", 202204)
    fill(at, "engangsbelopp_skal", "retroaktiv lön")
    fill(at, "engangsbelopp_ore", "mycket")
    press_plain(at, "engangsbelopp_spara", "engangsbelopp")
    assert "är inget belopp" in at.error[0].value
    fill(at, "engangsbelopp_ore", "300 000")
    at.button(key="engangsbelopp_spara").click().run()
    (post,) = read_engangsposter(store, "LIN-SN")
    assert (post.nod, post.kontogrupp, post.period, post.ore) == ("0510", "Personal", 202204, 300_000 * KR)


def press_plain(at: AppTest, button: str, signature: str) -> None:
    at.text_input(key=f"signatur_{signature}").set_value("A. Ek")
    at.button(key=button).click().run()


def test_a_line_starts_anew_and_the_page_says_so(at: AppTest, store: Store) -> None:
    unfold(at, "oppna_nystart")
    press(at, "nystart_spara")
    assert "Välj den verksamhet som börjar om" in at.error[0].value
    pick(at, "nystart_nod", "0510")
    pick(at, "nystart_fran", 202202)
    fill(at, "nystart_skal", "två enheter slogs ihop")
    at.button(key="nystart_spara").click().run()
    assert [error.value for error in at.error] == []
    assert [(one.nod, one.fran, one.skal) for one in read_nystarter(store, "LIN-SN")] == [
        ("0510", 202202, "två enheter slogs ihop")
    ]
    assert "En verksamhet börjar om" in words(at)


def transaktioner() -> None:
    """What the list of konton shows under the transactions of one of them."""
    from dataclasses import replace

    from pages.ui import cached, engangsvy, frame

    ram = frame.open_ram()
    assert ram is not None
    engangsvy.show_transaktion_form(ram, cached.transaktioner(replace(ram.of("0510"), konto="6192")), key="x")


def test_a_transaction_in_the_list_is_marked_by_keyboard(store: Store) -> None:
    at = AppTest.from_function(transaktioner, default_timeout=60)
    at.query_params["namnd"], at.query_params["period"] = "LIN-SN", "2022-05"
    unfold(at, "oppna_marktrans_x")
    press_plain(at, "marktrans_spara_x", "marktrans_x")
    assert at.error[0].value == "Välj den transaktion som är en engångspost."
    chosen = next(one for one in at.selectbox if str(one.key).startswith("marktrans_val"))
    assert chosen.options[1].replace("\u00a0", " ").startswith("Mars 2022, 2 500 000,00 kr, A 4711")
    (info,) = [one for one in list_inlasningar(store, "LIN-SN") if one.fil == "skada.xlsx"]
    chosen.set_value((info.id, 1))
    fill(at, "marktrans_skal", "vattenskada")
    at.button(key="marktrans_spara_x").click().run()
    assert [error.value for error in at.error] == []
    assert [(post.verifikat, post.vem) for post in read_engangsposter(store, "LIN-SN")] == [("A 4711", "A. Ek")]
    chosen = next(one for one in at.selectbox if str(one.key).startswith("marktrans_val"))
    assert chosen.options[1].endswith("(märkt)")


def test_an_earlier_moment_is_shown_without_fields(app: Open, store: Store) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05", as_of="2100-01-01")
    assert "Du tittar på ett tidigare läge. Visa läget nu för att lägga till eller ta bort." in words(at)
    assert not [one for one in at.button if str(one.key).startswith("engangs")]
