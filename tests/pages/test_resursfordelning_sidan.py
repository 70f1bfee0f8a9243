"""Resursfördelning as a person uses it: what is needed, coupling hours, writing values, the answer, taking it away again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from finance.inlasning.planrader import Mattrad
from finance.store import Mattnyckel, Store, read_resurskopplingar, read_resursvarden, save_mattvarden
from pages.ui.resursform import guess
from tests.finance.resurser import BEVILJADE, FOLK, UTFORDA, matt, nyckel
from tests.pages.conftest import Open
from tests.pages.tabeller import shown_rows

PAGE, HEMTJANST = "pages/uppfoljning/resursfordelning.py", "5240"
LIN = {"namnd": "LIN-SN", "period": "2022-05"}


def hours() -> list[Mattrad]:
    """19 000 hours a month January to May, and 180 årsarbetare."""
    rows = [matt(BEVILJADE, HEMTJANST, 19_000, fran=m) for m in range(1, 6)]
    rows += [matt(FOLK, HEMTJANST, 180, fran=m) for m in range(1, 6)]
    return [replace(row, blad="", rad=0) for row in rows]


@pytest.fixture
def with_hours(app: Open, tmp_path: Path) -> Callable[[], AppTest]:
    """The page, with hours typed and nothing coupled."""
    store = Store.open(f"sqlite:///{tmp_path / 'exempel.db'}")
    save_mattvarden(store, "LIN-SN", hours(), vem="A. Ek")
    store.close()
    return lambda: app(PAGE, **LIN)


def said(at: AppTest) -> str:
    return "\n".join(one.value for one in (*at.header, *at.subheader, *at.markdown)).replace("\u00a0", " ")


def box(at: AppTest, label: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - AppTest's own element
    return next(one for one in at.selectbox if one.label == label)


def press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


def sign(at: AppTest) -> None:
    for one in at.text_input:
        if one.label == "Ditt namn eller din signatur":
            one.set_value("A. Ek")


def couple(at: AppTest) -> AppTest:
    box(at, "Enhet").set_value(HEMTJANST).run()
    sign(at)
    return press(at, "Spara kopplingen")


def write(at: AppTest, what: str, text: str) -> AppTest:
    found = box(at, "Vad")
    found.select(next(one for one in found.options if one == what)).run()
    next(one for one in at.text_input if one.label.startswith("Värde")).set_value(text)
    sign(at)
    return press(at, "Spara värdet")


def test_an_empty_page_says_what_is_needed_and_how(app: Open) -> None:
    at = app(PAGE, namnd="KAT-SN", period="2022-04")
    assert not at.exception
    assert at.header[0].value == "Vad borde enheten ha kostat?"
    assert "Mått med timmar per enhet och månad" in said(at)
    assert {"Läs in mått", "Skriv in mått"} <= {one.label for one in at.button}


def test_from_coupling_to_the_answer(with_hours: Callable[[], AppTest], tmp_path: Path) -> None:
    at = couple(with_hours())
    assert not at.exception
    assert [one.value for one in at.error] == []
    assert at.header[0].value == "Resursfördelningen går inte att räkna än."
    assert "Ersättning per timme för januari–maj saknas." in said(at)
    at = write(at, "Ersättning per timme", "425,50")
    at = write(at, "Timmar per årsarbetare och år", "1 200")
    assert [one.value for one in at.error] == []
    # 95 000 h x 425,50 = 40 422 500; the published utfall of Hemtjänst is 41 127 598 kr.
    assert at.header[0].value.replace("\u00a0", " ") == "Hemtjänst har kostat 0,7 Mnkr mer än timmarna ger januari–maj."
    # 19 000 hours a month / 100 = 190 årsarbetare; there are 180.
    assert "Det fattas 10,0 årsarbetare mot vad timmarna räcker till." in said(at)
    assert [cell.replace("\u00a0", " ") for cell in shown_rows(at, 0)[0][:2]] == ["Hemtjänst", "95 000"]
    columns = [name for table in at.table for name in table.value.columns]
    assert {"Kostnad från (80\u00a0% säkert)", "Metod för kostnaden"} <= set(columns)  # a prognos never travels alone
    store = Store.open(f"sqlite:///{tmp_path / 'exempel.db'}")
    assert [one.vem for one in read_resurskopplingar(store, "LIN-SN")] == ["A. Ek"]
    assert [str(one.varde) for one in read_resursvarden(store, "LIN-SN")] == ["42550", "1200"]
    store.close()


def test_a_value_that_is_no_figure_is_refused_and_nothing_is_saved(with_hours: Callable[[], AppTest]) -> None:
    at = write(couple(with_hours()), "Ersättning per timme", "fyrahundra")
    assert [one.value for one in at.error] == ["Skriv ett värde i kr, till exempel 412,50."]
    assert at.header[0].value == "Resursfördelningen går inte att räkna än."


def test_a_part_of_what_is_coupled_is_refused(with_hours: Callable[[], AppTest]) -> None:
    at = couple(with_hours())
    box(at, "Enhet").set_value("5200").run()  # Vård och omsorg, which Hemtjänst belongs to
    box(at, "Beviljade timmar").select_index(1)
    sign(at)
    at = press(at, "Spara kopplingen")
    assert "två gånger" in at.error[0].value


def test_what_is_coupled_can_be_taken_away_with_its_history(with_hours: Callable[[], AppTest], tmp_path: Path) -> None:
    at = write(couple(with_hours()), "Ersättning per timme", "425,50")
    removed = next(one for one in at.selectbox if one.key == "resurs_bort_vad")
    assert removed.options[1] == "Kopplingen av Hemtjänst"
    removed.set_value(0).run()
    assert any("Beviljade timmar" in str(row) for row in shown_rows(at, -1))
    sign(at)
    at = press(at, "Ta bort")
    assert at.header[0].value == "Vad borde enheten ha kostat?"
    store = Store.open(f"sqlite:///{tmp_path / 'exempel.db'}")
    assert read_resurskopplingar(store, "LIN-SN") == ()
    store.close()


def test_an_earlier_moment_has_no_forms(app: Open) -> None:
    form = "Koppla en enhet, eller ändra en koppling"
    now, earlier = ({one.label for one in app(PAGE, **LIN, **more).expander} for more in ({}, {"as_of": "2099-01-01T00:00"}))
    assert form in now
    assert form not in earlier


def test_the_unit_s_own_matt_is_proposed() -> None:
    found = [nyckel(BEVILJADE, ""), nyckel(UTFORDA, HEMTJANST), nyckel(BEVILJADE, HEMTJANST), Mattnyckel("Hem")]
    assert guess(found, "beviljade", HEMTJANST, "Hemtjänst") == nyckel(BEVILJADE, HEMTJANST)
    assert guess(found, "beviljade", "5222", "Sjuksköterskor") == nyckel(BEVILJADE, "")
    assert guess(found, "utforda", "5222", "Sjuksköterskor") is None
    assert guess(found, "arsarbetare", HEMTJANST, "Hemtjänst") is None


def test_of_matt_without_a_nod_the_one_that_names_the_unit_is_proposed() -> None:
    norr, soder = Mattnyckel("Beviljade timmar norr"), Mattnyckel("Beviljade timmar söder")
    assert guess([norr, soder], "beviljade", "12", "Hemtjänst söder") == soder
    assert guess([norr, soder], "beviljade", "13", "Hemtjänst väster") is None  # never a guess among several
