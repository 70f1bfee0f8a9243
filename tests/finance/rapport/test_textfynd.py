"""Texts that return, and texts whose line is gone: shown with the figures of today, and checked."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from finance.belopp import Enhet, Vy
from finance.lage import STAENDE, Lage
from finance.period import Period
from finance.rapport.kommentarer import Kommentarer
from finance.rapport.kontroll import Allvar, Fynd, Kod
from finance.rapport.kontroll.kontroll import check_rapport
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.tertialrapport import tertialrapport
from finance.store import Kommentar, Rapportval
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import lage_av

TKR = 100_000
NU = datetime(2022, 5, 12, tzinfo=UTC)
TEXT = "Nämnden ansvarar för vård. Avvikelsen är {avvikelse}. Avvikelsen var −7 tkr."


def make_lage(*, utan: frozenset[str] = frozenset()) -> Lage:
    """100 tkr a month of budget; 110 tkr of utfall in January to April; a standing text from January."""
    utfall = [(202200 + manad, "11", "5010", 110 * TKR) for manad in range(1, 5)]
    budget = [(202200 + manad, "11", "5010", 100 * TKR) for manad in range(1, 13)]
    staende = {"S": (202201, Kommentar(TEXT, "EK", NU))}
    return replace(lage_av(utfall, budget, period=Period(2022, 4)), staende=staende, rapportval=Rapportval(utan=utan))


def found_in(lage: Lage, texter: Kommentarer | None = None, *, make: object = tertialrapport) -> list[Fynd]:
    table = compute_uppfoljning(lage)
    rapport = make(lage, table, texter or {}, enhet=Enhet.TKR, vy=Vy.NETTOKOSTNAD)  # type: ignore[operator]
    return [one for one in check_rapport(lage, table, texter or {}, rapport).fynd if one.allvar is not Allvar.UPPLYSNING]


def test_a_standing_text_has_the_figures_of_the_report_that_it_returns_in() -> None:
    lage = make_lage()
    rapport = tertialrapport(lage, compute_uppfoljning(lage), {}, enhet=Enhet.TKR, vy=Vy.NETTOKOSTNAD)
    (shown,) = rapport.avsnittet(STAENDE).kommentarer
    assert shown.text == TEXT.replace("{avvikelse}", "−40\u00a0tkr")  # 4 x (100 - 110)
    assert (shown.vem, shown.nar) == ("EK", NU)


def test_a_stale_figure_of_a_standing_text_is_a_fel_that_says_where_it_comes_from() -> None:
    (fynd,) = found_in(make_lage())
    assert (fynd.kod, fynd.allvar, fynd.i_text, fynd.i_tabell) == (Kod.VARDE, Allvar.FEL, "−7 tkr", "−40\u00a0tkr")
    assert fynd.stalle.startswith("Stående text från januari 2022, Ansvarsområde och organisation")
    assert fynd.text_av == ("S", STAENDE)


@pytest.mark.parametrize(
    ("lage", "texter"),
    [
        (make_lage(), {("S", STAENDE): Kommentar("Nämnden ansvarar för vård.", "EK", NU)}),
        (make_lage(utan=frozenset({STAENDE})), {}),
    ],
    ids=["a new one is written", "the part is left out"],
)
def test_a_standing_text_that_is_not_shown_is_not_checked(lage: Lage, texter: Kommentarer) -> None:
    assert found_in(lage, texter) == []


def test_the_manadsuppfoljning_has_no_standing_text_to_check() -> None:
    assert found_in(make_lage(), make=manadsuppfoljning) == []


def test_a_text_on_a_line_that_is_gone_is_told() -> None:
    lage = replace(make_lage(), staende={})
    found = found_in(lage, {("BORTA", ""): Kommentar("Avvikelsen är {avvikelse}.", "EK", NU)}, make=manadsuppfoljning)
    gone = [one for one in found if one.kod is Kod.UTAN_RAD]
    assert [(one.allvar, one.stalle, one.text_av) for one in gone] == [(Allvar.VARNING, "Kommentar till BORTA", ("BORTA", ""))]
    assert [one for one in found if not one.plats] == []


def test_a_text_on_a_kontogrupp_without_figures_is_told() -> None:
    texts = {("S", namn): Kommentar("En text.", "EK", NU) for namn in ("Personal", "Lokaler")}  # only 5010 is booked
    found = found_in(replace(make_lage(), staende={}), texts)
    assert [(one.kod, one.text_av) for one in found] == [(Kod.UTAN_RAD, ("S", "Lokaler"))]
