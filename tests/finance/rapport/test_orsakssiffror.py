"""Figures on why a line deviates, by hand on a small nämnd and against what the sources print, and where each comes from."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from finance.belopp import Enhet, Vy
from finance.kontoplan import Kontogrupp
from finance.lage import Lage, read_lage
from finance.markeringar import INGET_UTFALL, Engangsmark
from finance.period import Period
from finance.rapport.levande import siffror_of
from finance.rapport.orsakssiffror import Orsakssiffror
from finance.rapport.siffersparning import meaning, trace
from finance.rapport.utkast import draft_comment
from finance.store import Engangspost, Store
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import lage_av

TKR = 1_000_00
APRIL = Period(2022, 4)
BUDGET = [(202200 + manad, "11", "5010", 100 * TKR) for manad in range(1, 13)]
UTFALL = [(202201, "11", "5010", 90 * TKR), (202202, "11", "5010", 100 * TKR), (202203, "11", "5010", 115 * TKR),
          (202204, "11", "5010", 160 * TKR)]  # fmt: skip


def mark(ore: int, manad: int = 3, *, nod: str = "11", hinder: str = "") -> Engangsmark:
    post = Engangspost(1, 0, 0, nod, "Personal", "", 202200 + manad, "", "", "", "", "", ore, False, "avtal", "anna",
                       datetime(2022, 5, 2, tzinfo=UTC))  # fmt: skip
    return Engangsmark(post, nod, Kontogrupp.PERSONAL, hinder)


@pytest.fixture
def lage() -> Lage:
    return lage_av(UTFALL, BUDGET, period=APRIL)


def test_the_last_month_is_held_against_the_mean_of_those_before(lage: Lage) -> None:
    orsak = Orsakssiffror(lage, "11")
    assert orsak.manaden_ore == -60 * TKR
    assert orsak.manaderna_innan_ore == -1_666_67  # (10 + 0 - 15) / 3 = -1 666,666... kr
    assert Orsakssiffror(lage, "1").manaden_ore == -60 * TKR  # the parent of the only line there is


def test_two_months_are_too_few_to_say_what_is_usual(lage: Lage) -> None:
    few = lage_av(UTFALL[:2], BUDGET, period=Period(2022, 2))
    assert (Orsakssiffror(few, "11").manaden_ore, Orsakssiffror(few, "11").manaderna_innan_ore) == (None, None)


def test_one_offs_of_the_line_and_its_parts_count_and_those_that_rest_do_not(lage: Lage) -> None:
    marked = replace(lage, engangsposter=(mark(40 * TKR), mark(-15 * TKR), mark(7 * TKR, hinder=INGET_UTFALL)))
    assert [Orsakssiffror(marked, nod).engangs_ore for nod in ("11", "1", "S", "12")] == [-25 * TKR] * 3 + [None]
    assert Orsakssiffror(lage, "11").engangs_ore is None


def test_a_draft_tells_the_month_and_the_one_offs_with_live_figures(lage: Lage) -> None:
    marked = replace(lage, engangsposter=(mark(40 * TKR),))
    table = compute_uppfoljning(marked)
    draft = draft_comment(marked, table, "11", enhet=Enhet.TKR)
    text = siffror_of(marked, table, Enhet.TKR, Vy.NETTOKOSTNAD).complete(draft, "11")
    assert "Engångsposter har påverkat avvikelsen med −40\u00a0tkr." in text
    assert "April gav −60\u00a0tkr mot budget, månaderna innan −2\u00a0tkr i snitt." in text
    assert not any(sign.isdigit() for sign in draft.replace("{11.", ""))  # every figure is a field


def test_volume_and_price_are_what_the_cost_changed_by(exempel: Store) -> None:
    lage = read_lage(exempel, "KAT-SN", APRIL)
    orsak = Orsakssiffror(lage, "03")
    assert orsak.volym_ore is not None
    assert orsak.pris_ore is not None
    assert round((orsak.volym_ore + orsak.pris_ore) / TKR) == 17_851 - 15_382  # kommentarsbelopp_tkr.csv: last year, this year
    assert orsak.volym_ore > 0 > orsak.pris_ore  # 431 households against 517, and more per household


def test_each_live_figure_of_a_text_is_traced_to_its_line(exempel: Store) -> None:
    lage = read_lage(exempel, "LIN-SN", Period(2022, 5))
    table = compute_uppfoljning(lage)
    live = siffror_of(lage, table, Enhet.MNKR, Vy.NETTOKOSTNAD)
    text = "Avvikelse {avvikelse}; {Hemtjänst.prognos}, {avvikelse} {felstavat}"
    vard = next(rad.nod for rad in table.rader if rad.namn == "Vård och omsorg")
    found = trace(live, text, vard)
    assert [(one.falt, one.visat, one.namn) for one in found] == [
        ("avvikelse", "−11,3\u00a0Mnkr", "Vård och omsorg"),
        ("Hemtjänst.prognos", "−15,0\u00a0Mnkr", "Hemtjänst"),
    ]
    (group,) = trace(live, "{Personal.avvikelse}", "5240")
    assert (group.namn, group.visat, group.nod) == ("Hemtjänst, Personal", "−4,5\u00a0Mnkr", "5240")
    assert [one.vad for one in found] == ["avvikelse jan–maj 2022", "prognos avvikelse helår 2022"]


def test_every_name_of_a_live_figure_has_a_meaning() -> None:
    from finance.rapport.levande import SATT

    assert [namn for namn in SATT if meaning(namn, APRIL) == namn] == []
