"""Flerårsöversikt: years counted by hand, sums held against the files' own, and the example of docs/metoder.md."""

from pathlib import Path

from finance.belopp import Enhet
from finance.flerar import compute_flerar, compute_month_years, flerar_sentence, prognos_of, rank_underskott
from finance.lage import read_lage
from finance.period import Period
from finance.store import Status, Store
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import lage_av

MKR = 100_000_000
HEMTJANST, BOENDE = "11", "12"


def year(ar: int, nod: str, total: int) -> list[tuple[int, str, str, int]]:
    """A whole year, all of it in December but an öre a month before (so that every month has utfall)."""
    return [*((ar * 100 + m, nod, "5010", 1) for m in range(1, 12)), (ar * 100 + 12, nod, "5010", total - 11)]


def five_years() -> tuple[list[tuple[int, str, str, int]], list[tuple[int, str, str, int]]]:
    """Hemtjänst's avvikelse 2017-2021 in Mnkr: -1,2, -0,04 (shown as 0,0), +0,5, -2,0, -3,1. Boende has 2021 only: +0,3."""
    off = {2017: -120, 2018: -4, 2019: 50, 2020: -200, 2021: -310}
    utfall = [row for ar, per_cent in off.items() for row in year(ar, HEMTJANST, 10 * MKR - per_cent * MKR // 100)]
    budget = [(ar * 100 + 1, HEMTJANST, "5010", 10 * MKR) for ar in (*off, 2022)]
    utfall += [*year(2021, BOENDE, MKR * 7 // 10), (202201, HEMTJANST, "5010", MKR)]
    return utfall, [*budget, (202101, BOENDE, "5010", MKR)]


def test_years_with_underskott_are_counted_on_the_shown_figure_as_in_metoder_md() -> None:
    found = compute_flerar(lage_av(*five_years(), period=Period(2022, 1)))
    assert found.hela == found.senaste == (2017, 2018, 2019, 2020, 2021)
    line = found.rad(HEMTJANST)
    assert [one.avvikelse_ore for one in line.ar] == [-1_20000000, -4000000, 50000000, -2_00000000, -3_10000000]
    assert line.count_underskott(found.senaste, Enhet.MNKR) == 3
    assert line.count_underskott(found.senaste, Enhet.KR) == 4
    text = (Path(__file__).parents[2] / "docs" / "metoder.md").read_text(encoding="utf-8").replace("\n", " ")
    assert "−1,2, −0,04, +0,5, −2,0 och −3,1 Mnkr" in text
    assert "3 av 5 år" in text


def test_a_line_that_came_late_is_judged_on_its_own_years() -> None:
    found = compute_flerar(lage_av(*five_years(), period=Period(2022, 1)))
    assert [one.ar for one in found.rad(BOENDE).ar] == [2021]
    assert [rad.nod for rad in rank_underskott(found, Enhet.MNKR)] == [HEMTJANST]


def test_the_parts_of_a_year_sum_to_the_namnd() -> None:
    found = compute_flerar(lage_av(*five_years(), period=Period(2022, 1)))
    of_2021 = [found.rad(nod).of(2021) for nod in (HEMTJANST, BOENDE)]
    total = found.total.of(2021)
    assert total is not None
    assert total.utfall_ore == sum(one.utfall_ore for one in of_2021 if one) == 1_310_000_000 + 70_000_000
    assert total.avvikelse_ore == -310_000_000 + 30_000_000


def test_a_year_with_a_month_missing_is_no_whole_year() -> None:
    utfall, budget = five_years()
    holed = [row for row in utfall if row[0] != 201906]
    assert compute_flerar(lage_av(holed, budget, period=Period(2022, 1))).hela == (2017, 2018, 2020, 2021)


def test_the_year_itself_counts_when_it_is_over_and_closed() -> None:
    utfall, budget = five_years()
    whole = [row for row in utfall if row[0] != 202201] + year(2022, HEMTJANST, 9 * MKR)
    over = compute_flerar(lage_av(whole, budget, period=Period(2022, 12)))
    assert (over.hela[-1], over.prognosar) == (2022, None)
    assert over.senaste == (2018, 2019, 2020, 2021, 2022)
    open_month = {202212: Status.PRELIMINAR}
    assert compute_flerar(lage_av(whole, budget, period=Period(2022, 12), status=open_month)).prognosar == 2022


def test_a_year_without_budget_has_no_avvikelse_and_is_not_judged() -> None:
    utfall, budget = five_years()
    found = compute_flerar(lage_av(utfall, [row for row in budget if row[0] // 100 != 2020], period=Period(2022, 1)))
    line = found.rad(HEMTJANST)
    assert line.of(2020) is not None
    assert line.of(2020).avvikelse_ore is None  # type: ignore[union-attr]
    assert (line.count_underskott(found.senaste, Enhet.MNKR), len(line.judged(found.senaste))) == (2, 4)


def test_the_sentence_says_how_often_and_where_this_year_goes() -> None:
    lage = lage_av(*five_years(), period=Period(2022, 1))
    found, table = compute_flerar(lage), compute_uppfoljning(lage)
    told = flerar_sentence(found, found.rad(HEMTJANST), prognos_of(table, found, HEMTJANST), Enhet.MNKR)
    assert told.startswith("Hemtjänst hade underskott 3 av 5 år (2017\u20132021) och går mot ett ")
    assert flerar_sentence(found, found.rad("2"), None, Enhet.MNKR).startswith("Stöd har inget helt tidigare år")


def test_years_without_underskott_are_told_in_plain_words() -> None:
    one_year = compute_flerar(lage_av(*five_years(), period=Period(2022, 1)))
    assert flerar_sentence(one_year, one_year.rad(BOENDE), None, Enhet.MNKR) == (
        "Boende hade inget underskott det enda jämförbara året (2021)."
    )
    good = [row for ar in (2019, 2020, 2021) for row in year(ar, BOENDE, MKR)]
    budget = [(ar * 100 + 1, BOENDE, "5010", 2 * MKR) for ar in (2019, 2020, 2021)]
    found = compute_flerar(lage_av(good, budget, period=Period(2022, 1)))
    assert flerar_sentence(found, found.rad(BOENDE), None, Enhet.MNKR) == (
        "Boende hade inget underskott under de 3 åren (2019\u20132021)."
    )


def test_the_samples_agree_with_a_follow_up_of_each_december(exempel: Store) -> None:
    found = compute_flerar(read_lage(exempel, "LIN-SN", Period(2022, 5)))
    assert found.hela == (2018, 2019, 2020, 2021)
    for ar in found.hela:
        december = compute_uppfoljning(read_lage(exempel, "LIN-SN", Period(ar, 12))).total
        one = found.total.of(ar)
        assert one is not None
        assert (one.utfall_ore, one.avvikelse_ore) == (december.utfall_ore, december.avvikelse_ore)


def test_the_months_of_a_whole_year_sum_to_it(exempel: Store) -> None:
    lage = read_lage(exempel, "LIN-SN", Period(2022, 5))
    by_year = {one.ar: one for one in compute_month_years(lage, lage.struktur.total_kod)}
    assert sorted(by_year) == [2018, 2019, 2020, 2021, 2022]
    assert by_year[2022].utfall[5:] == (None,) * 7
    total = compute_flerar(lage).total
    assert all(sum(ore or 0 for ore in by_year[one.ar].utfall) == one.utfall_ore for one in total.ar)
