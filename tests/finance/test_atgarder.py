"""The åtgärdsplan against hand-computed figures: before, after, not counted, realised, what is missing."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from finance.atgarder import Atgardsplan, Raknas, compute_atgardsplan, plain_status, with_status
from finance.bedomning import Bedomning, Bedomningstyp
from finance.inlasning.planrader import Atgardsrad
from finance.lage import Lage
from finance.period import Period
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.rapport.avsnitt_atgarder import answer, atgarder_section, atgarder_table, warnings
from finance.rapport.modell import Styckeroll
from finance.rapport.som_text import show_rows
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import NAMND, lage_av

APRIL = Period(2022, 4)
NAR = datetime(2022, 5, 1, tzinfo=UTC)
UTFALL = [(ar * 100 + manad, kod, "5000", 10_000_000) for ar in (2021, 2022) for manad in range(1, 13) for kod in ("11", "2")]
UTFALL = [row for row in UTFALL if row[0] <= 202204]
BUDGET = [(202200 + manad, kod, "5000", 9_000_000) for manad in range(1, 13) for kod in ("11", "2")]
RAD = Atgardsrad(
    "11", "Vikarier", "Samplanera", "Chef", "2022-03-01", "2022-10-31", 1_000_000, None, "Lugnare", "pågår", True, "", 0
)
TYST = Atgardsrad("2", "Köp", "Öppenvård", "", "", "", None, None, "", "", None, "", 0)


def plan_of(*rader: Atgardsrad, bedomningar: tuple[Bedomning, ...] = ()) -> tuple[Lage, Atgardsplan]:
    lage = lage_av(UTFALL, BUDGET, period=APRIL, atgarder=rader, bedomningar=bedomningar)
    return lage, compute_atgardsplan(compute_helarsprognos(lage), compute_uppfoljning(lage))


def test_before_and_after_differ_by_what_is_counted_in_months_that_are_not_closed() -> None:
    _, plan = plan_of(RAD, TYST)
    without = compute_uppfoljning(lage_av(UTFALL, BUDGET, period=APRIL)).total.prognosavvikelse_ore
    # 10 000 kr a month, March to October; March and April are closed: 6 months remain
    assert (plan.fore_ore, plan.raknat_ore, plan.efter_ore) == (without, 6_000_000, without + 6_000_000)
    one, silent = plan.rader
    assert (one.helar_ore, one.hittills_ore, one.kvar_ore) == (8_000_000, 2_000_000, 6_000_000)
    assert (one.raknas, one.namn) == (Raknas.JA, "Hemtjänst")
    assert (silent.helar_ore, silent.raknas, silent.namn) == (None, Raknas.NEJ, "Stöd")
    assert silent.saknas == ("effekt i kronor", "effekt i verksamheten", "ansvarig")
    assert plan.utan_effekt == (silent,)


def test_what_is_not_counted_is_told_apart_and_a_niva_leaves_only_utover() -> None:
    niva = Bedomning(
        "11",
        "",
        Bedomningstyp.NIVA,
        -5_000_000,
        None,
        2022,
        APRIL,
        None,
        None,
        "känt",
        "anna",
        datetime(2022, 5, 1, tzinfo=UTC),
    )
    same = replace(RAD, medraknad=False)
    _, plan = plan_of(RAD, replace(RAD, status="pågår, utöver bedömningen"), same, bedomningar=(niva,))
    assert [one.raknas for one in plan.rader] == [Raknas.HINDER, Raknas.UTOVER, Raknas.NEJ]
    assert (plan.raknat_ore, plan.ej_raknat_ore) == (6_000_000, 12_000_000)
    assert "bedömd nivå gäller här" in plan.rader[0].forklaring


def test_realised_is_held_against_what_was_planned_of_the_same_atgarder() -> None:
    _, plan = plan_of(replace(RAD, realiserat_ore=1_500_000), replace(RAD, atgard="Annat"))
    assert (plan.realiserat_ore, plan.hittills_ore) == (1_500_000, 2_000_000)
    assert plan_of(RAD)[1].realiserat_ore is None


def test_effects_that_contradict_each_other_are_told() -> None:
    lage, plan = plan_of(replace(RAD, effekt_helar_ore=8_000_000), replace(RAD, effekt_helar_ore=9_000_000))
    assert [one.motsagelse_ore for one in plan.rader] == [None, -1_000_000]
    assert [text.replace("\u00a0", " ") for text in warnings(plan, lage.namnd.enhet)] == [
        "Samplanera: effekten per månad ger +80 i år, men effekt helår säger +90 tkr."
    ]


@pytest.mark.parametrize(
    ("status", "raknas", "stored", "counted"),
    [
        ("pågår", Raknas.UTOVER, "pågår, utöver bedömningen", True),
        ("Pågår, utöver bedömningen", Raknas.JA, "Pågår", True),
        ("utöver bedömningen", Raknas.NEJ, "", False),
        ("", Raknas.UTOVER, "utöver bedömningen", True),
    ],
)
def test_how_it_counts_is_words_of_the_status_as_in_files(status: str, raknas: Raknas, stored: str, counted: bool) -> None:
    made = with_status(RAD, status, raknas)
    assert (made.status, made.medraknad) == (stored, counted)
    assert plain_status(made.status) == plain_status(status)


def test_the_section_shows_both_figures_with_interval_and_marks_what_is_empty() -> None:
    lage, plan = plan_of(RAD, TYST)
    section = atgarder_section(lage)
    assert section is not None
    assert [one.varde for one in section.nyckeltal] == [plan.fore_ore, plan.efter_ore]
    assert section.slutsats == answer(plan, NAMND.enhet)
    notes = [one.text for one in section.stycken if one.roll is Styckeroll.NOT]
    assert len(notes) == 1
    assert "säkert mellan" in notes[0]
    assert "Metod: " in notes[0]
    rows = [[cell.replace("\u00a0", " ") for cell in row] for row in show_rows(section.tabeller[0], NAMND.enhet, NAMND.vy)]
    assert rows == [
        ["Vikarier", "Samplanera", "Chef", "+80", "Lugnare", "pågår", "ja"],
        ["Köp", "Öppenvård", "saknas", "saknas", "saknas", "", "nej"],
        ["Summa", "", "", "+80", "", "", ""],
    ]
    assert atgarder_section(lage_av(UTFALL, BUDGET, period=APRIL)) is None
    followed = atgarder_table(plan_of(replace(RAD, realiserat_ore=0))[1], NAMND.enhet)
    assert [kolumn.rubrik for kolumn in followed.kolumner][4] == "Uppnått hittills"


def test_the_answer_says_both_or_that_none_counts() -> None:
    lage, plan = plan_of(TYST, TYST)
    assert answer(plan, lage.namnd.enhet).startswith("Ingen av de 2 åtgärderna räknas in i prognosen, som är ")
    assert answer(plan_of(TYST)[1], NAMND.enhet).startswith("Åtgärden räknas inte in i prognosen")
    said = answer(plan_of(RAD)[1], NAMND.enhet)
    assert said.startswith("Prognosen är ")
    assert " före åtgärder och " in said
