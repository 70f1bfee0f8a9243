"""Försörjningsstöd and avvikelse over the years in a report, by hand."""

from pathlib import Path

import pytest

from finance.belopp import Enhet, Vy
from finance.format import NB
from finance.lage import Lage
from finance.manader import find_flykting
from finance.period import Period
from finance.rapport.avsnitt_flerar import flerar_section
from finance.rapport.avsnitt_forsorjningsstod import forsorjningsstod_section
from finance.rapport.avsnitt_manader import compute_month_series, month_sections
from finance.rapport.modell import Diagramtyp, Roll
from finance.rapport.som_text import show_rows
from finance.struktur import Nod
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import lage_av

TKR, MNKR = 100_000, 100_000_000
FEB = Period(2022, 2)
NODER = (
    Nod("S", "Socialnämnden"),
    Nod("4", "Ekonomiskt bistånd", "S"),
    Nod("41", "Flyktingmottagande", "4"),
    Nod("42", "Ej flykting", "4"),
    Nod("5", "Stöd", "S"),
)
STOD = {2020: 300, 2021: 420, 2022: 360}  # tkr a month
INTAKT = {2020: 30, 2021: 0, 2022: 36}


def stod(years: dict[int, int], *, budget: bool = False, noder: dict[str, int] | None = None) -> Lage:
    """January and February of each year; `noder`: which share of ten each nod has."""
    shares = noder or {"41": 4, "42": 6}
    utfall = [
        (ar * 100 + m, nod, konto, ore * TKR * share // 10)
        for ar, cost in years.items()
        for m in (1, 2)
        for nod, share in shares.items()
        for konto, ore in (("4510", cost), ("3510", -INTAKT[ar]))
    ]
    plan = [(202200 + m, "41", "4510", 350 * TKR) for m in range(1, 13)] if budget else []
    return lage_av(utfall, plan, period=FEB, noder=NODER)


def test_forsorjningsstod_over_the_years_is_summed_by_hand() -> None:
    """2022: 2 x 360 = 720, income 2 x 36 = 72, net 648, 10 %; 2021: 840 without income; 2020: 600, 60, 540, 10 %."""
    section = forsorjningsstod_section(stod(STOD), enhet=Enhet.TKR)
    assert section is not None
    assert show_rows(section.tabeller[0], Enhet.TKR, Vy.NETTORESULTAT) == (
        ("2022", "720", "648", f"10{NB}%", "72"),
        ("2021", "840", "840", f"0{NB}%", "0"),
        ("2020", "600", "540", f"10{NB}%", "60"),
    )
    assert (
        section.slutsats
        == f"Försörjningsstödet är 720{NB}tkr per 28/2 2022, 120{NB}tkr mindre än 2021; intäkterna täcker 10{NB}%."
    )
    (chart,) = section.diagram
    assert (chart.typ, chart.kategorier) == (Diagramtyp.STAPLAR, ("2020", "2021", "2022"))
    assert [serie.varden_ore for serie in chart.serier] == [
        (600 * TKR, 840 * TKR, 720 * TKR),
        (540 * TKR, 840 * TKR, 648 * TKR),
    ]


def test_the_example_of_metoder_md_is_what_the_code_gives() -> None:
    text = " ".join((Path(__file__).parents[3] / "docs" / "metoder.md").read_text(encoding="utf-8").split())
    section = forsorjningsstod_section(stod(STOD), enhet=Enhet.TKR)
    assert section is not None
    _, brutto, netto, andel, intakter = show_rows(section.tabeller[0], Enhet.TKR, Vy.NETTOKOSTNAD)[0]
    _, flykting, others, _ = show_rows(section.tabeller[1], Enhet.TKR, Vy.NETTOKOSTNAD)[0]
    assert f"Exkl. intäkter är {brutto}, intäkterna {intakter}, inkl. intäkter {brutto} − {intakter} = {netto}" in text
    assert f"100 · {intakter} / {brutto} = {andel.replace(NB, ' ')}" in text
    assert f"{flykting} är flykting och {others} ej flykting" in text


def test_one_year_has_a_table_and_no_chart() -> None:
    section = forsorjningsstod_section(stod({2021: 420, 2022: 360} | {}, noder={"42": 10}), enhet=Enhet.TKR)
    alone = forsorjningsstod_section(stod({2022: 360}), enhet=Enhet.TKR)
    assert section is not None
    assert alone is not None
    assert (len(section.diagram), len(alone.diagram), len(alone.tabeller[0].rader)) == (1, 0, 1)
    assert alone.slutsats == f"Försörjningsstödet är 720{NB}tkr per 28/2 2022; intäkterna täcker 10{NB}%."


def test_flykting_and_ej_flykting_are_told_apart_where_the_struktur_does() -> None:
    """Four tenths are the nod for flyktingar: 0,4 x 720 = 288 and 432."""
    lage = stod(STOD)
    assert find_flykting(lage) == frozenset({"41"})
    section = forsorjningsstod_section(lage, enhet=Enhet.TKR)
    assert section is not None
    assert show_rows(section.tabeller[1], Enhet.TKR, Vy.NETTOKOSTNAD) == (
        ("2022", "288", "432", "720"),
        ("2021", "336", "504", "840"),
        ("2020", "240", "360", "600"),
    )


def test_without_a_nod_for_flyktingar_nothing_is_said_of_them() -> None:
    lage = stod(STOD, noder={"42": 10})
    assert find_flykting(lage) is None
    section = forsorjningsstod_section(lage, enhet=Enhet.TKR)
    assert section is not None
    assert len(section.tabeller) == 1


def test_a_namnd_without_forsorjningsstod_has_no_section() -> None:
    assert forsorjningsstod_section(lage_av([(202201, "11", "5010", MNKR)], period=Period(2022, 1)), enhet=Enhet.TKR) is None


@pytest.mark.parametrize("budget", [True, False])
def test_the_cost_by_month_is_right_with_and_without_budget(budget: bool) -> None:
    """Without a budget it is compared with last year: 840 - 720 = 120 less; with one: 2 x 350 - 720 = 20 more."""
    lage = stod(STOD, budget=budget)
    (section,) = month_sections(compute_month_series(lage), FEB, Enhet.TKR)
    names = [serie.namn for serie in section.diagram[0].serier]
    assert names == ["Utfall 2022", "Utfall 2021", "Utfall 2020", *(["Budget 2022"] if budget else [])]
    told = "20" + NB + "tkr mer än budget" if budget else "120" + NB + "tkr mindre än 2021"
    assert section.slutsats == f"Försörjningsstöd jan–feb 2022: 720{NB}tkr, {told}."


def test_one_year_by_month_says_only_what_it_costs() -> None:
    (section,) = month_sections(compute_month_series(stod({2022: 360})), FEB, Enhet.TKR)
    assert [serie.namn for serie in section.diagram[0].serier] == ["Utfall 2022"]
    assert section.slutsats == f"Försörjningsstöd jan–feb 2022: 720{NB}tkr."


def years(off: dict[int, int], *, budget_now: bool = True) -> Lage:
    """Hemtjänst costs 10 Mnkr less its avvikelse (hundredths of a Mnkr) each whole year; January 2022 costs 1 Mnkr."""
    utfall = [(202201, "11", "5010", MNKR)]
    for ar, hundredths in off.items():
        cost = 10 * MNKR - hundredths * MNKR // 100
        utfall += [(ar * 100 + m, "11", "5010", 1) for m in range(1, 12)] + [(ar * 100 + 12, "11", "5010", cost - 11)]
    budgeted = [*off, *([2022] if budget_now else [])]
    return lage_av(utfall, [(ar * 100 + 1, "11", "5010", 10 * MNKR) for ar in budgeted], period=Period(2022, 1))


OFF = {2017: -120, 2018: -4, 2019: 50, 2020: -200, 2021: -310}  # the example of docs/metoder.md: 3 of 5 in Mnkr


def test_flerar_shows_each_year_and_how_many_had_an_underskott() -> None:
    lage = years(OFF)
    section = flerar_section(lage, compute_uppfoljning(lage), enhet=Enhet.MNKR)
    assert section is not None
    table = section.tabeller[0]
    shown = {row[0]: row[1:6] + row[-1:] for row in show_rows(table, Enhet.MNKR, Vy.NETTOKOSTNAD)}
    assert shown["Hemtjänst"] == shown["Totalt"] == ("−1,2", "0,0", "+0,5", "−2,0", "−3,1", "3 av 5")
    assert "Stöd" not in shown  # it has no year
    assert section.slutsats.endswith("Underskott mer än ett av de senaste 5 åren: Hemtjänst 3 av 5.")
    chart = section.diagram[0]
    assert chart.kategorier == ("2017", "2018", "2019", "2020", "2021", "2022 prognos")
    assert [serie.roll for serie in chart.serier] == [Roll.AVVIKELSE]
    assert chart.serier[0].varden_ore[:5] == tuple(hundredths * MNKR // 100 for hundredths in OFF.values())
    assert "80" + NB + "% säkert" in table.noter[0]  # the prognos of 2022 with its interval
    assert "Metod:" in table.noter[0]


def test_flerar_without_this_years_budget_has_no_avvikelse_for_it() -> None:
    lage = years(OFF, budget_now=False)
    section = flerar_section(lage, compute_uppfoljning(lage), enhet=Enhet.MNKR)
    assert section is not None
    assert section.tabeller[0].rader[-1].celler[6] is None
    assert section.diagram[0].serier[0].varden_ore[-1] is None


def test_flerar_needs_a_whole_year_with_budget() -> None:
    lage = years({})
    assert flerar_section(lage, compute_uppfoljning(lage), enhet=Enhet.MNKR) is None
