"""The månadsuppföljning shows what Lindesberg printed, cell by cell."""

from dataclasses import replace

import pytest

from finance.belopp import Enhet, Vy
from finance.format import MINUS, NB
from finance.period import Period
from finance.rapport import manadsuppfoljning
from finance.rapport.modell import Diagramtyp, Kolumntyp, Radroll, Styckeroll
from finance.rapport.som_text import show_rows
from tests.finance.rapport import exempel

PRINTED = (
    "nettokostnad_mnkr",
    "budget_jan_maj_mnkr",
    "budgetavvikelse_jan_maj_mnkr",
    "prognos_helar_mnkr",
    "budget_helar_mnkr",
    "budgetavvikelse_helar_mnkr",
)


def as_shown(printed: str, *, plus: bool) -> str:
    """A printed figure with our glyphs."""
    text = printed.replace("-", MINUS)
    return "+" + text if plus and not printed.startswith("-") else text


def test_the_main_table_shows_every_printed_cell() -> None:
    rapport = exempel.lindesberg_rapport()
    rows = show_rows(rapport.tabell("huvudtabell"), rapport.enhet, rapport.vy)
    for printed, shown in zip(exempel.read_table("lindesberg_2022_05/ekonomisk_uppfoljning.csv"), rows, strict=True):
        assert shown[0] == exempel.KONTON.get(printed["verksamhet"], printed["verksamhet"])
        assert list(shown[1:7]) == [as_shown(printed[key], plus="avvikelse" in key) for key in PRINTED]


def test_the_main_table_has_the_published_headings_and_percent() -> None:
    tabell = exempel.lindesberg_rapport().tabell("huvudtabell")
    assert [kolumn.rubrik for kolumn in tabell.kolumner] == [
        "Verksamhet",
        "Nettokostnad jan–maj",
        "Budget jan–maj",
        "Budgetavvikelse jan–maj",
        "Prognos helår",
        "Budget helår",
        "Budgetavvikelse helår",
        "Budgetavvikelse helår, %",
    ]
    # by hand: 0.5/23.5, -8.0/146.3, -2.8/100.4, -24.2/306.4, -34.5/576.6
    shown = [row[-1] for row in show_rows(tabell, Enhet.MNKR, Vy.NETTOKOSTNAD)]
    assert shown == [f"+2,1{NB}%", f"−5,5{NB}%", f"−2,8{NB}%", f"−7,9{NB}%", f"−6,0{NB}%"]


def test_the_other_view_turns_amounts_and_leaves_deviations() -> None:
    cost, result = exempel.lindesberg_rapport(), exempel.lindesberg_rapport(vy=Vy.NETTORESULTAT)
    first, second = cost.tabell("huvudtabell"), result.tabell("huvudtabell")
    assert [rad.celler for rad in first.rader] == [rad.celler for rad in second.rader]
    assert second.kolumner[1].rubrik == "Nettoresultat jan–maj"
    pairs = zip(show_rows(first, Enhet.MNKR, Vy.NETTOKOSTNAD), show_rows(second, Enhet.MNKR, Vy.NETTORESULTAT), strict=True)
    for one, other in pairs:
        assert [one[3], one[6], one[7]] == [other[3], other[6], other[7]]
        assert [MINUS + one[place] for place in (1, 2, 4, 5)] == [other[place] for place in (1, 2, 4, 5)]


def test_sections_come_worst_first_under_the_published_line() -> None:
    sections = exempel.lindesberg_rapport().avsnitt[1:5]
    assert [avsnitt.rubrik for avsnitt in sections] == [
        "Vård och omsorg",
        "Funktionsstöd",
        "Individ och familj",
        "Administration",
    ]
    line = f"Avvikelse −4,6{NB}Mnkr, prognos −8,0{NB}Mnkr (föregående års utfall −4,5{NB}Mnkr)"
    assert sections[1].rubrikrad == line
    assert "föregående" not in sections[0].rubrikrad  # nothing printed for Vård och omsorg


def test_every_prognos_stands_with_interval_and_method() -> None:
    rapport = exempel.lindesberg_rapport()
    for avsnitt in rapport.avsnitt:
        for tabell in avsnitt.tabeller:
            keys = [kolumn.nyckel for kolumn in tabell.kolumner]
            if "prognos_ore" in keys and "metod" not in keys:
                assert any("Metod:" in note and "intervall" in note for note in tabell.noter), tabell.id
    sure = rapport.tabell("sakerhet")
    assert [kolumn.typ for kolumn in sure.kolumner][1:4] == [Kolumntyp.BELOPP] * 3
    assert sure.rader[-1].roll is Radroll.SUMMA
    assert show_rows(sure, rapport.enhet, rapport.vy)[-1][-1] == f"under 1{NB}%"


@pytest.mark.parametrize("vy", list(Vy))
def test_the_interval_grows_from_left_to_right_as_shown(vy: Vy) -> None:
    tabell = exempel.lindesberg_rapport(vy=vy).tabell("sakerhet")
    for rad in tabell.rader:
        low, prognos, high = (rad.celler[tabell.place(key)] for key in ("fran_ore", "prognos_ore", "till_ore"))
        assert isinstance(low, int)
        assert isinstance(prognos, int)
        assert isinstance(high, int)
        assert low * vy.sign < prognos * vy.sign < high * vy.sign


def test_parts_sum_to_their_line() -> None:
    rapport = exempel.lindesberg_rapport()
    tables = [block for avsnitt in rapport.avsnitt for block in avsnitt.tabeller if block.id.startswith("delar-")]
    assert len(tables) == 3
    for tabell in tables:
        for place, kolumn in enumerate(tabell.kolumner):
            if kolumn.typ.is_ore:
                values = [rad.celler[place] for rad in tabell.rader]
                assert all(isinstance(value, int) for value in values)
                assert sum(value for value in values[:-1] if isinstance(value, int)) == values[-1], kolumn.nyckel


def test_month_charts_hold_utfall_prognos_and_budget() -> None:
    chart = exempel.lindesberg_rapport().diagram("manader-Vård och omsorg")
    utfall, prognos, budget = (serie.varden_ore for serie in chart.serier)
    assert chart.typ is Diagramtyp.MANAD
    assert sum(ore for ore in utfall if ore is not None) == 13_320_000_000
    assert sum(ore for ore in (*utfall, *prognos) if ore is not None) == 33_060_000_000
    assert sum(ore for ore in budget if ore is not None) == 30_640_000_000
    assert chart.alt_text.startswith("Staplar per månad 2022, Mnkr. Utfall jan 26,6")


def test_comments_stand_in_their_section_with_the_parts() -> None:
    rapport = exempel.lindesberg_rapport()
    assert [k.namn for k in rapport.avsnitt[1].kommentarer] == ["Vård och omsorg"]
    assert [k.namn for k in rapport.avsnitt[2].kommentarer] == ["Gruppbostad"]


def test_forsorjningsstod_shows_the_printed_years() -> None:
    rapport = exempel.lindesberg_rapport(vy=Vy.NETTORESULTAT)
    rows = show_rows(rapport.tabell("forsorjningsstod"), rapport.enhet, rapport.vy)
    for printed, shown in zip(exempel.read_table("lindesberg_2022_05/forsorjningsstod_per_31_5.csv"), rows, strict=True):
        assert list(shown[:3]) == [printed["ar"], printed["exkl_intakt_mnkr"], printed["inkl_intakt_mnkr"]]
    # by hand: 12.2 - 10.7 = 1.5 less; 0.1 of 10.7 is 1 %
    expected = f"Försörjningsstödet är 10,7{NB}Mnkr per 31/5 2022, 1,5{NB}Mnkr mindre än 2021; intäkterna täcker 1{NB}%."
    assert rapport.avsnitt[-1].slutsats == expected


def test_a_preliminary_month_and_a_missing_one_are_said() -> None:
    uppfoljning = replace(
        exempel.lindesberg(), preliminar=True, senast_stangd=Period(2022, 4), saknade_manader=(Period(2022, 2),)
    )
    underlag = manadsuppfoljning.Underlag(uppfoljning, {}, {})
    rapport = manadsuppfoljning.compose(underlag, enhet=Enhet.MNKR, vy=Vy.NETTOKOSTNAD)
    warnings = [stycke.text for stycke in rapport.avsnitt[0].stycken if stycke.roll is Styckeroll.VARNING]
    assert rapport.preliminar
    assert warnings[0].endswith("är preliminär: utfallet kan ändras, och prognosen bygger på månader till och med april 2022.")
    assert warnings[1:] == [
        "Utfall saknas för februari: siffrorna är inte fullständiga.",
    ]


def test_a_namnd_with_one_line_gets_a_report() -> None:
    total = exempel.make_rad("T", "Socialnämnden", utfall=1, budget=1, prognos=3, budget_helar=3, niva=0, foralder=None, half=0)
    uppfoljning = exempel.make_uppfoljning(exempel.LIN, Period(2022, 1), (total,))
    rapport = manadsuppfoljning.compose(manadsuppfoljning.Underlag(uppfoljning, {}, {}), enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD)
    assert rapport.sammanfattning == "Socialnämnden väntas hålla budgeten."
    assert [avsnitt.id for avsnitt in rapport.avsnitt] == ["ekonomi"]


def test_a_chart_of_very_many_lines_keeps_the_largest() -> None:
    lines = [exempel.make_rad(f"N{n}", f"Nod {n}", utfall=0, budget=0, prognos=n * 10**8, budget_helar=0) for n in range(1, 31)]
    whole = sum(rad.prognos_ore for rad in lines)
    total = exempel.make_rad("T", "S", utfall=0, budget=0, prognos=whole, budget_helar=0, niva=0, foralder=None, har_delar=True)
    uppfoljning = exempel.make_uppfoljning(exempel.LIN, Period(2022, 5), (*lines, total))
    rapport = manadsuppfoljning.compose(manadsuppfoljning.Underlag(uppfoljning, {}, {}), enhet=Enhet.MNKR, vy=Vy.NETTOKOSTNAD)
    chart = rapport.diagram("prognosavvikelse")
    assert chart.kategorier == tuple(f"Nod {n}" for n in range(30, 15, -1))
    assert chart.titel == "Prognos avvikelse helår, de 15 största"
