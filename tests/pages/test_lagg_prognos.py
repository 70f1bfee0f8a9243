"""Lägg prognos: what is typed is summed, saved together, confirmed and undone; and when nothing can be written."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from finance.bedomning import Bedomningstyp
from finance.belopp import Enhet
from finance.inlasning.modell import Bedomningsrad
from finance.kolumner import Slag
from finance.laggning import Utkast
from finance.store import Namnd, Status, Store, read_bedomningar, save_bedomning, save_namnd, set_periodstatus
from tests.finance.store.underlag import commit
from tests.pages.conftest import Open, _opener
from tests.pages.tabeller import shown_rows

PAGE = "pages/prognos/lagg_prognos.py"
MNKR = 100_000_000


@pytest.fixture
def store(tmp_path: Path, app: Open) -> Store:
    """The database that `app` opens."""
    return Store.open(f"sqlite:///{tmp_path / 'exempel.db'}")


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def typed(at: AppTest, store: Store, drafts: Mapping[tuple[str, str], Utkast]) -> AppTest:
    """As if somebody had typed it in the grid: AppTest cannot."""
    at.session_state[f"helar_utkast|{store.url}|LIN-SN|2022-05|mnkr"] = dict(drafts)
    return at.run()


def press(at: AppTest, label: str) -> AppTest:
    return next(button for button in at.button if button.label == label).click().run()


def sign(at: AppTest) -> None:
    next(field for field in at.text_input if field.label == "Ditt namn eller din signatur").set_value("A. Ek")


def said(at: AppTest) -> str:
    return spaced(" ".join(text.value for text in at.markdown))


def test_every_line_of_the_report_is_a_row_with_what_one_needs(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    grid = at.data_editor[0].value
    assert len(grid) == 22
    row = grid[grid["Verksamhet"].str.strip() == "Hemtjänst"].iloc[0]
    hemtjanst = {spaced(str(name)): spaced(str(value)) for name, value in row.items()}
    assert (hemtjanst["Gäller nu"], hemtjanst["Gjord"], hemtjanst["Prognosen blir"]) == ("−15,0", "maj", "−15,0")
    assert hemtjanst["Skäl"] == "Beviljade timmar ligger kvar på hög nivå."
    assert " till " in hemtjanst["80 % säkert"]
    assert spaced(at.header[0].value) == "Socialnämnden väntas sluta på −34,5 Mnkr"


def test_what_is_typed_is_summed_saved_together_and_undone(app: Open, store: Store) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    drafts = {
        ("5240", ""): Utkast("5240", belopp="-16,5", skal="Fler timmar än väntat."),
        ("5132", ""): Utkast("5132", belopp="-2,4"),
    }
    at = typed(at, store, drafts)
    # Hemtjänst -15,0 -> -16,5 and Gruppbostad -1,9 -> -2,4: two less than the -34,5 that was printed.
    assert spaced(at.header[0].value) == "Med det du har skrivit slutar Socialnämnden på −36,5 Mnkr"
    assert "ändring −2,0 Mnkr" in said(at)
    table = next(rows for rows in (shown_rows(at, place) for place in range(len(at.table))) if rows[0][0] == "Hemtjänst")
    assert "Utanför systemets intervall" in spaced(table[0][-1])
    assert len(read_bedomningar(store, "LIN-SN", 2022)) == 18, "nothing is stored before Spara"

    sign(at)
    at = press(at, "Spara 2 bedömningar")
    assert [error.value for error in at.error] == []
    found = {post.nod: post for post in read_bedomningar(store, "LIN-SN", 2022)}
    assert (found["5240"].avvikelse_ore, found["5240"].skal, found["5240"].vem) == (
        -1_650_000_000,
        "Fler timmar än väntat.",
        "A. Ek",
    )
    assert found["5132"].skal.startswith("Åtgärder mot övertid"), "the reason that stood there stays"
    assert spaced(at.header[0].value) == "Socialnämnden väntas sluta på −36,5 Mnkr"
    assert "A. Ek" in said(at)

    at = press(at, "Ångra senaste sparningen")
    assert spaced(at.header[0].value) == "Socialnämnden väntas sluta på −34,5 Mnkr"
    assert "Ångra senaste sparningen" not in [button.label for button in at.button]


def test_one_amount_that_cannot_be_read_stops_all_and_is_pointed_out(app: Open, store: Store) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    at = typed(at, store, {("5240", ""): Utkast("5240", belopp="-16"), ("5132", ""): Utkast("5132", belopp="oklart")})
    assert "Gruppbostad**: ”oklart” är inget belopp." in said(at)
    sign(at)
    at = press(at, "Spara bedömningen")
    assert "Inget är sparat" in at.error[0].value
    assert {post.nod: post.avvikelse_ore for post in read_bedomningar(store, "LIN-SN", 2022)}["5240"] == -15 * MNKR
    at = press(at, "Kasta det jag skrivit")
    assert spaced(at.header[0].value) == "Socialnämnden väntas sluta på −34,5 Mnkr"


def test_saving_needs_a_name(app: Open, store: Store) -> None:
    at = typed(app(PAGE, namnd="LIN-SN", period="2022-05"), store, {("5240", ""): Utkast("5240", belopp="-16")})
    at = press(at, "Spara bedömningen")
    assert "Skriv ditt namn" in at.error[0].value


def test_an_old_one_is_marked_and_confirmed_for_the_month(app: Open, store: Store) -> None:
    old = Bedomningsrad("5200", "", "niva", -25 * MNKR, None, 2022, 202203, None, None, "Sedan mars.", "", 0)
    save_bedomning(store, "LIN-SN", old, vem="chef")
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    grid = at.data_editor[0].value
    assert grid[grid["Verksamhet"] == "Vård och omsorg"]["Gjord"].tolist() == ["mar, inte omprövad"]
    at = press(at, "Bekräfta den äldre som står kvar")
    sign(at)
    at = press(at, "Spara bedömningen")
    (found,) = [post for post in read_bedomningar(store, "LIN-SN", 2022) if post.nod == "5200"]
    assert (found.period, found.avvikelse_ore, found.skal, found.vem) == (202205, -25 * MNKR, "Sedan mars.", "A. Ek")
    grid = at.data_editor[0].value
    assert grid[grid["Verksamhet"] == "Vård och omsorg"]["Gjord"].tolist() == ["maj"]


def test_lines_are_chosen_and_ordered_by_a_link_that_can_be_shared(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    next(box for box in at.selectbox if box.label == "Visa").set_value("5200").run()
    assert [name.strip() for name in at.data_editor[0].value["Verksamhet"]][:2] == ["Vård och omsorg", "Administration"]
    assert len(at.data_editor[0].value) == 7
    next(box for box in at.selectbox if box.label == "Ordning").set_value("varst").run()
    assert at.data_editor[0].value["Verksamhet"].tolist()[0] == "Hemtjänst"
    next(box for box in at.selectbox if box.label == "Visa").set_value("").run()
    same = [name for name in at.data_editor[0].value["Verksamhet"] if name.startswith("Administration")]
    assert set(same) == {"Administration, Socialnämnden", "Administration, Funktionsstöd", "Administration, Vård och omsorg"}
    assert "rader" not in at.query_params
    next(box for box in at.selectbox if box.label == "Visa").set_value("5200").run()
    assert (at.query_params["rader"], at.query_params["ordning"]) == ("5200", "varst")


def test_my_lines_are_remembered(app: Open, store: Store) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    next(box for box in at.selectbox if box.label == "Visa").set_value("mina").run()
    assert len(at.data_editor) == 0
    assert "Välj Mina rader ovanför" in said(at)
    at.multiselect[0].set_value(["5240", "5132"])
    next(field for field in at.text_input if field.key == "signatur_lagg_mina").set_value("A. Ek")
    at = press(at, "Spara mina rader")
    assert [name.strip() for name in at.data_editor[0].value["Verksamhet"]] == ["Gruppbostad", "Hemtjänst"]


def test_what_is_typed_stays_when_other_lines_are_shown(app: Open, store: Store) -> None:
    at = typed(app(PAGE, namnd="LIN-SN", period="2022-05"), store, {("5240", ""): Utkast("5240", belopp="-16,5")})
    at = next(box for box in at.selectbox if box.label == "Visa").set_value("5200").run()
    grid = at.data_editor[0].value
    assert grid[grid["Ny bedömning"] != ""]["Verksamhet"].str.strip().tolist() == ["Hemtjänst"]
    at = next(box for box in at.selectbox if box.label == "Visa").set_value("5500").run()
    assert set(at.data_editor[0].value["Ny bedömning"]) == {""}
    assert "slutar Socialnämnden på −36,0 Mnkr" in spaced(at.header[0].value)


def test_what_is_typed_in_one_unit_is_never_read_in_another(app: Open, store: Store) -> None:
    at = typed(app(PAGE, namnd="LIN-SN", period="2022-05"), store, {("5240", ""): Utkast("5240", belopp="-16,5")})
    at = at.radio(key="ram_enhet").set_value("tkr").run()
    assert set(at.data_editor[0].value["Ny bedömning"]) == {""}
    assert spaced(at.header[0].value) == "Socialnämnden väntas sluta på −34 500 tkr"
    assert "osparade bedömningar skrivna i Mnkr" in said(at)
    at = at.radio(key="ram_enhet").set_value(Enhet.MNKR).run()
    assert "slutar Socialnämnden på −36,0 Mnkr" in spaced(at.header[0].value)


def test_a_line_is_opened_per_kontogrupp_with_both_margins(app: Open, store: Store) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    at = typed(at, store, {("5240", "Personal"): Utkast("5240", kontogrupp="Personal", belopp="-9,5", skal="Vikarier.")})
    next(box for box in at.selectbox if box.label == "Öppna en rad").set_value("5240").run()
    groups = at.data_editor[1].value
    assert groups["Kontogrupp"].tolist() == ["Intäkter", "Personal", "Lokaler", "Övrigt"]
    rows = next(rows for rows in (shown_rows(at, place) for place in range(len(at.table))) if rows[0][0] == "Intäkter")
    shown = {row[0]: [spaced(cell).rsplit(" ", 1)[-1].rstrip("]") for cell in row[1:]] for row in rows}
    assert shown["Personal"][-1] == "−9,5"
    assert shown["Summa"][-1] == "−15,0", "the nivå on the whole line holds; only the split has moved"
    assert "flyttar bara fördelningen" in str([shown_rows(at, place) for place in range(len(at.table))])


def test_a_tillagg_over_months_is_saved_and_a_bedomning_is_removed_with_its_history_kept(app: Open, store: Store) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05")
    sign(at)
    next(box for box in at.selectbox if box.label == "Öppna en rad").set_value("5240").run()
    next(button for button in at.button if button.label == "Ta bort").click().run()
    assert [error.value for error in at.error] == []
    assert "5240" not in {post.nod for post in read_bedomningar(store, "LIN-SN", 2022)}
    history = next(rows for rows in (shown_rows(at, place) for place in range(len(at.table))) if rows[0][-1] == "borttagen")
    assert [row[-1] for row in history] == ["borttagen", "inläst ur fil"]

    next(box for box in at.selectbox if box.label == "Beloppet är").set_value("Ändrad kostnad (plus är dyrare)")
    next(field for field in at.text_input if field.label == "Belopp, Mnkr").set_value("0,7")
    next(field for field in at.text_input if field.label == "Skäl").set_value("En tjänst till.")
    at = press(at, "Spara tillägget")
    (found,) = [post for post in read_bedomningar(store, "LIN-SN", 2022) if post.nod == "5240"]
    assert (found.typ, found.kostnad_ore, found.fran, found.till) == (
        Bedomningstyp.TILLAGG.value,
        70_000_000,
        202206,
        202212,
    )


def test_nothing_is_written_in_what_was_known_another_day_or_in_a_closed_year(app: Open) -> None:
    at = app(PAGE, namnd="LIN-SN", period="2022-05", as_of="2100-01-01")
    assert len(at.data_editor) == 0
    assert len(at.dataframe[0].value) == 22
    assert "Välj Visa läget nu för att skriva" in said(at)
    at = app(PAGE, namnd="LIN-SN", period="2021-12")
    assert len(at.data_editor) == 0
    assert "helåret är vad det blev" in said(at)
    assert not any(button.label.startswith("Spara") for button in at.button)


def small_namnd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, budget: bool) -> tuple[Open, Store]:
    """A nämnd without a struktur: one verksamhet, utfall to mars."""
    path = tmp_path / "liten.db"
    store = Store.open(f"sqlite:///{path}")
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    commit(store, [(202200 + m, "1", 1_000_000) for m in (1, 2, 3)])
    if budget:
        commit(store, [(202200 + m, "1", 1_000_000) for m in range(1, 13)], slag=Slag.BUDGET)
    return _opener(monkeypatch, path), store


def test_without_a_budget_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, _ = small_namnd(tmp_path, monkeypatch, budget=False)
    at = opened(PAGE)
    assert "ingen budget för 2022" in at.header[0].value
    assert [button.label for button in at.button] == ["Läs in budget"]


def test_without_a_struktur_or_a_closed_month_the_page_works_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, store = small_namnd(tmp_path, monkeypatch, budget=True)
    for period in (202201, 202202, 202203):
        set_periodstatus(store, "SN", period, Status.PRELIMINAR, vem="anna")
    at = opened(PAGE)
    assert not at.exception
    assert len(at.data_editor[0].value) == 2
    assert "ingen struktur" in said(at)
    assert "Ingen månad är stängd" in said(at)
