"""Sentences: word and figure agree, and no case reads oddly."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.belopp import Enhet
from finance.format import NB
from finance.period import Period
from finance.rapport import text
from finance.uppfoljning import Rad
from tests.finance.rapport import exempel

MNKR = 100_000_000


def rad(now: float, year: float, **more: object) -> Rad:
    """Hemtjänst with these deviations in Mnkr."""
    made = exempel.make_rad("H", "Hemtjänst", utfall=-round(now * MNKR), budget=0, prognos=-round(year * MNKR), budget_helar=0)
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "year", "sentence"),
    [
        (-4.5, -15, "Hemtjänst går mot ett underskott på 15,0 Mnkr, varav 4,5 Mnkr hittills."),
        (-2.4, -1.9, "Hemtjänst går mot ett underskott på 1,9 Mnkr; hittills är det 2,4 Mnkr."),
        (1, -2.8, "Hemtjänst går mot ett underskott på 2,8 Mnkr, trots ett överskott på 1,0 Mnkr hittills."),
        (-0.2, 1, "Hemtjänst går mot ett överskott på 1,0 Mnkr, trots ett underskott på 0,2 Mnkr hittills."),
        (0, 1.6, "Hemtjänst går mot ett överskott på 1,6 Mnkr; hittills följs budgeten."),
        (-0.3, 0.04, "Hemtjänst väntas hålla budgeten; hittills är det ett underskott på 0,3 Mnkr."),
        (0.04, -0.04, "Hemtjänst följer budgeten."),
    ],
)
def test_nod_sentence(now: float, year: float, sentence: str) -> None:
    assert text.nod_sentence(rad(now, year), Enhet.MNKR).replace(NB, " ") == sentence


@given(now=st.integers(-(10**10), 10**10), year=st.integers(-(10**10), 10**10), enhet=st.sampled_from(Enhet))
def test_no_word_contradicts_its_figure(now: int, year: int, enhet: Enhet) -> None:
    made = replace(rad(0, 0), avvikelse_ore=now, prognosavvikelse_ore=year)
    sentence = text.nod_sentence(made, enhet).replace(NB, " ")
    assert " på 0 " not in sentence
    assert " på 0,0 " not in sentence
    if year < -enhet.ore:
        assert "går mot ett underskott" in sentence
    if year > enhet.ore:
        assert "går mot ett överskott" in sentence


def test_the_answer_names_amount_and_largest_cause() -> None:
    answer = text.answer_sentence(exempel.lindesberg(), Enhet.MNKR)
    assert answer == f"Socialnämnden går mot ett underskott på 34,5{NB}Mnkr. Hemtjänst är den största orsaken."


def test_a_cause_pulls_the_same_way_as_the_total() -> None:
    lines = (
        exempel.make_rad("A", "Stor besparing", utfall=0, budget=0, prognos=0, budget_helar=9 * MNKR),
        exempel.make_rad("B", "Kostnad", utfall=0, budget=0, prognos=10 * MNKR, budget_helar=0),
        exempel.make_rad("C", "Mindre kostnad", utfall=0, budget=0, prognos=2 * MNKR, budget_helar=0),
    )
    total = exempel.make_rad("T", "S", utfall=0, budget=0, prognos=12 * MNKR, budget_helar=9 * MNKR, niva=0, foralder=None)
    uppfoljning = exempel.make_uppfoljning(exempel.LIN, Period(2022, 5), (*lines, total))
    assert text.answer_sentence(uppfoljning, Enhet.MNKR).endswith("Kostnad är den största orsaken.")
    assert [orsak.rad.namn for orsak in text.largest_deviations(uppfoljning)] == ["Kostnad", "Stor besparing", "Mindre kostnad"]


def test_a_closed_year_has_ended() -> None:
    uppfoljning = replace(exempel.lindesberg(), period=Period(2022, 12), senast_stangd=Period(2022, 12))
    assert text.answer_sentence(uppfoljning, Enhet.MNKR).startswith("Socialnämnden slutar året med ett underskott på 34,5")


def test_the_three_largest_are_those_of_the_printed_list() -> None:
    # underverksamheter.csv: Hemtjänst -15,0, Särskilt boende -8,0, Externa placeringar vuxna -4,9
    found = text.largest_deviations(exempel.lindesberg())
    assert [(orsak.rad.namn, orsak.foralder) for orsak in found] == [
        ("Hemtjänst", "Vård och omsorg"),
        ("Särskilt boende/demens", "Vård och omsorg"),
        ("Externa placeringar vuxna", "Funktionsstöd"),
    ]
    assert found[0].text == f"Hemtjänst går mot ett underskott på 15,0{NB}Mnkr, varav 4,5{NB}Mnkr hittills."


def test_an_interval_is_the_systems_beside_a_bedomning() -> None:
    own = rad(-1, -3, metod="krympt_profil", metod_text="krympt profil", low_ore=MNKR, high_ore=5 * MNKR)
    assert text.interval_sentence(own, Enhet.MNKR).replace(NB, " ") == (
        "Prognos avvikelse helår −3,0 Mnkr, 80 % säkert mellan −5,0 och −1,0 Mnkr. Metod: krympt profil."
    )
    judged = rad(-1, -8, low_ore=MNKR, high_ore=5 * MNKR, metod_text="bedömd nivå")
    assert text.interval_sentence(judged, Enhet.MNKR).replace(NB, " ") == (
        "Prognos avvikelse helår −8,0 Mnkr. Systemets intervall: −5,0 till −1,0 Mnkr (80 %); bedömningen ligger utanför. "
        "Metod: bedömd nivå."
    )


@pytest.mark.parametrize(
    ("markdown", "sentence"),
    [
        ("**Fet** start. Mer text.", "Fet start."),
        ("Det gäller bl.a. Sjukfrånvaro och t.ex. vikarier. Sedan mer.", "Det gäller bl.a. Sjukfrånvaro och t.ex. vikarier."),
        ("# Rubrik\n\nText.", "Rubrik"),
        ("- En punkt\n- Två", "En punkt"),
        ("Kostnaden är 1,5 Mnkr över budget", "Kostnaden är 1,5 Mnkr över budget"),
        ("", ""),
    ],
)
def test_first_sentence(markdown: str, sentence: str) -> None:
    assert text.first_sentence(markdown) == sentence


def test_plain_text_keeps_what_is_not_markup() -> None:
    assert (
        text.plain_text("2 * 3 * 4 och snake_case_ord, [länk](https://x) och *kursiv*")
        == "2 * 3 * 4 och snake_case_ord, länk och kursiv"
    )
