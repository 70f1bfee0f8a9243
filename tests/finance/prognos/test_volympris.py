"""Volume x price on a Lage written by hand, and the worked examples of docs/metoder.md."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from finance.inlasning.planrader import Ackumulering, Mattrad, Vardetyp
from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER
from finance.lage import Lage
from finance.markeringar import Engangsmark
from finance.period import Period
from finance.prognos import Metod
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognos.radmetoder import compute_radmetoder
from finance.prognos.volympris import compute_volympris
from finance.prognos.volympriser import Egetpris
from finance.store import (
    Engangspost,
    Mattnyckel,
    Prisantagande,
    Status,
    Volymantagande,
    Volymkoppling,
    Volymslag,
    Volymtyp,
)
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import lage_av
from tests.finance.prognos.test_volymer import rad

METODER = (Path(__file__).parents[3] / "docs" / "metoder.md").read_text(encoding="utf-8").replace("\n", " ")
KR = 100
APRIL = Period(2022, 4)
NOW = datetime(2022, 5, 1, tzinfo=UTC)
TIMMAR = Mattnyckel("Timmar")
HEMTJANST = Volymkoppling("11", "", TIMMAR, "timme", Volymslag.FLODE)


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def hemtjanst(*matt: Mattrad, koppling: Volymkoppling = HEMTJANST, **kw: Any) -> Lage:
    """545 000 kr a month January to April, budget 530 000 a month."""
    utfall = [(202200 + m, "11", "5010", 545_000 * KR) for m in range(1, 5)]
    budget = [(202200 + m, "11", "5010", 530_000 * KR) for m in range(1, 13)]
    values: dict[str, Any] = {"matt": matt, "volymkopplingar": (koppling,)}
    return replace(lage_av(utfall, budget, period=APRIL), **(values | kw))


TERTIAL = rad("2022-01-01", "2022-04-30", 4000)
PROGNOS = rad("2022-01-01", "2022-12-31", 12400, typ=Vardetyp.PROGNOS)


def test_the_worked_example_of_metoder() -> None:
    mal = compute_volympris(hemtjanst(TERTIAL, PROGNOS)).mal[0]
    assert mal.grund is not None
    assert mal.grund.pris == 545 * KR
    assert mal.manader == (545_000 * KR,) * 4 + (572_250 * KR,) * 8
    assert sum(mal.manader) == 6_758_000 * KR
    for text in ("2 180 000 / 4 000 = 545 kr", "1 050 × 545 = 572 250 kr", "2 180 000 + 8 × 572 250 = 6 758 000 kr"):
        assert text in METODER


def test_the_explanation_says_volume_price_and_cost_with_their_figures() -> None:
    lines = [spaced(line) for line in compute_volympris(hemtjanst(TERTIAL, PROGNOS)).mal[0].forklaring]
    assert lines == [
        (
            "Volym: 4 000 timmar januari–april, 8 400 timmar väntas maj–december enligt måttets prognos i den inlästa filen "
            "(12 400 timmar för året)."
        ),
        "Värdet för januari–april är fördelat jämnt på månaderna.",
        "Pris: 2 180 tkr / 4 000 timmar januari–april 2022 = 545 kr per timme.",
        "Kostnad maj–december: 8 400 timmar × 545 kr = 4 578 tkr.",
    ]


def test_the_method_reaches_the_helarsprognos_and_parts_sum_to_the_whole() -> None:
    lage = hemtjanst(TERTIAL, PROGNOS)
    rader = compute_radmetoder(lage)[("11", Metod.VOLYM_PRIS)]
    assert [rad_.kontogrupp for rad_ in rader] == [None]
    prognos = compute_helarsprognos(lage, metod=Metod.VOLYM_PRIS)
    row = lage.kub.place["11"]
    assert prognos.system[row].sum() == 6_758_000 * KR
    assert prognos.manader[row].sum() == 6_758_000 * KR
    table = compute_uppfoljning(lage, metod=Metod.VOLYM_PRIS)
    assert table.total.prognos_ore == sum(rad_.prognos_ore for rad_ in table.blad())
    chosen = replace(lage, metodval={"11": Metod.VOLYM_PRIS.value})
    assert compute_helarsprognos(chosen).prognos[row].sum() == 6_758_000 * KR


def test_only_the_coupled_kontogrupp_follows_the_volume() -> None:
    """1 000 kr of köp and 500 of personal a month; the köp costs 10 kr a day, 50 days a month are expected."""
    utfall = [(202200 + m, "11", konto, ore) for m in range(1, 5) for konto, ore in (("4610", 1000_00), ("5010", 500_00))]
    koppling = replace(HEMTJANST, kontogrupp=Kontogrupp.KOP.value, enhet="dygn")
    matt = (rad("2022-01-01", "2022-04-30", 400), rad("2022-01-01", "2022-12-31", 800, typ=Vardetyp.PROGNOS))
    lage = replace(lage_av(utfall, period=APRIL), matt=matt, volymkopplingar=(koppling,))
    prognos = compute_helarsprognos(lage, metod=Metod.VOLYM_PRIS)
    cells = prognos.system[lage.kub.place["11"]]
    assert cells[GRUPPER.index(Kontogrupp.KOP)] == 4 * 1000_00 + 8 * 50 * 10_00
    assert cells.sum() == prognos.manader[lage.kub.place["11"]].sum()


def test_a_level_costs_its_number_times_its_price_per_month() -> None:
    """400 a month cost 545 000 kr: 1 362,50 kr each and month; 480 on average in the year leaves 520 a month."""
    koppling = replace(HEMTJANST, slag=Volymslag.NIVA, enhet="hushåll")
    medel: dict[str, Any] = {"ackumulering": Ackumulering.MEDEL}
    matt = (rad("2022-01-01", "2022-04-30", 400, **medel), rad("2022-01-01", "2022-12-31", 480, typ=Vardetyp.PROGNOS, **medel))
    mal = compute_volympris(hemtjanst(*matt, koppling=koppling)).mal[0]
    assert mal.delar[0].volym.varden[4:] == pytest.approx((520.0,) * 8)
    assert mal.manader[4:] == (520 * 1362_50,) * 8
    assert any("(400 hushåll × 4 månader)" in spaced(line) for line in mal.forklaring)


def test_an_own_price_holds_from_its_month_and_the_computed_one_before_it() -> None:
    koppling = replace(HEMTJANST, pris_ore=600 * KR, pris_fran=202207)
    mal = compute_volympris(hemtjanst(TERTIAL, PROGNOS, koppling=koppling)).mal[0]
    assert mal.manader[4:] == (1050 * 545 * KR,) * 2 + (1050 * 600 * KR,) * 6
    assert spaced(mal.forklaring[2]).startswith("Pris: 545 kr per timme")


def test_an_own_price_of_next_year_changes_nothing() -> None:
    koppling = replace(HEMTJANST, pris_ore=600 * KR, pris_fran=202301)
    assert compute_volympris(hemtjanst(TERTIAL, PROGNOS, koppling=koppling)).mal[0].manader[4:] == (572_250 * KR,) * 8


def pris(enhet: str, varde: str, fran: int = 202201) -> Prisantagande:
    return Prisantagande("Dygnspris", enhet, Decimal(varde), fran, "avtal", "a", NOW)


def test_a_price_per_day_of_a_level_follows_the_days_of_the_month() -> None:
    """30 homes at 560 kr a day: May 30 x 560 x 31, June 30 x 560 x 30."""
    koppling = Volymkoppling("11", "", TIMMAR, "familjehem", Volymslag.NIVA, prisantagande="Dygnspris")
    medel: dict[str, Any] = {"ackumulering": Ackumulering.MEDEL}
    matt = (rad("2022-01-01", "2022-04-30", 30, **medel), rad("2022-01-01", "2022-12-31", 30, typ=Vardetyp.PROGNOS, **medel))
    lage = hemtjanst(*matt, koppling=koppling, prisantaganden=(pris("kr per dygn", "560"),))
    assert compute_volympris(lage).mal[0].manader[4:6] == (30 * 560 * 31 * KR, 30 * 560 * 30 * KR)


def test_a_newer_assumption_holds_from_its_month() -> None:
    koppling = replace(HEMTJANST, enhet="vårddygn", prisantagande="Dygnspris")
    prices = (pris("kr per dygn", "700.50", 202207), pris("kr per dygn", "500"))
    mal = compute_volympris(hemtjanst(TERTIAL, PROGNOS, koppling=koppling, prisantaganden=prices)).mal[0]
    assert mal.manader[4:] == (1050 * 500_00,) * 2 + (1050 * 700_50,) * 6


@pytest.mark.parametrize(("enhet", "prices"), [("timme", (pris("kr per dygn", "500"),)), ("vårddygn", ())])
def test_a_price_that_does_not_fit_or_is_gone_is_told_and_not_used(enhet: str, prices: tuple[Prisantagande, ...]) -> None:
    koppling = replace(HEMTJANST, enhet=enhet, prisantagande="Dygnspris")
    found = compute_volympris(hemtjanst(TERTIAL, PROGNOS, koppling=koppling, prisantaganden=prices))
    assert found.mal == ()
    assert "Prisantagandet Dygnspris" in found.hinder[0].text


def test_two_parts_with_their_own_prices_are_counted_each_for_itself() -> None:
    other = Mattnyckel("Konsulentstödda")
    kopplingar = (
        replace(HEMTJANST, enhet="dygn", pris_ore=600 * KR, pris_fran=202201),
        replace(HEMTJANST, matt=other, enhet="dygn", pris_ore=2000 * KR, pris_fran=202201),
    )
    matt = (TERTIAL, PROGNOS, replace(TERTIAL, matt=other.matt, varde=Decimal(400)))
    mal = compute_volympris(hemtjanst(*matt, volymkopplingar=kopplingar)).mal[0]
    assert mal.manader[4:] == (1050 * 600 * KR + 100 * 2000 * KR,) * 8


def test_parts_of_which_only_one_has_a_price_share_the_computed_one_and_say_so() -> None:
    other = Mattnyckel("Konsulentstödda")
    kopplingar = (replace(HEMTJANST, pris_ore=1 * KR, pris_fran=202201), replace(HEMTJANST, matt=other))
    mal = compute_volympris(
        hemtjanst(TERTIAL, replace(TERTIAL, matt=other.matt, varde=Decimal(1000)), volymkopplingar=kopplingar)
    ).mal[0]
    assert mal.manader[4] == 1250 * 436 * KR  # 2 180 000 kr / 5 000
    assert any("Bara en del av måtten" in line for line in mal.forklaring)


def test_unlike_units_on_one_cost_are_refused() -> None:
    other = Volymkoppling("11", "", Mattnyckel("Dygn"), "dygn", Volymslag.FLODE)
    lage = hemtjanst(TERTIAL, replace(TERTIAL, matt="Dygn"), volymkopplingar=(HEMTJANST, other))
    found = compute_volympris(lage)
    assert found.mal == ()
    assert "olika enheter (timme och dygn)" in found.hinder[0].text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"matt": ()}, "har inga värden för 2022"),
        ({"matt": (replace(TERTIAL, varde=Decimal(0)), PROGNOS)}, "Priset per timme går inte att räkna"),
        ({"volymkopplingar": (replace(HEMTJANST, nod="999"),)}, "finns inte i strukturen längre"),
        ({"volymkopplingar": (replace(HEMTJANST, kontogrupp="Finns inte"),)}, "finns inte i strukturen längre"),
    ],
)
def test_what_cannot_be_computed_is_told(change: dict[str, Any], text: str) -> None:
    found = compute_volympris(hemtjanst(TERTIAL, PROGNOS, **change))
    assert found.mal == ()
    assert text in found.hinder[0].text


def test_without_closed_months_last_years_price_is_used() -> None:
    utfall = [(202100 + m, "11", "5010", 500_00) for m in range(1, 13)]
    matt = (rad("2021-01-01", "2021-12-31", 120), rad("2022-01-01", "2022-12-31", 240, typ=Vardetyp.PROGNOS))
    lage = replace(lage_av(utfall, period=Period(2022, 1)), matt=matt, volymkopplingar=(HEMTJANST,))
    mal = compute_volympris(lage).mal[0]
    assert mal.last_closed == 0
    assert mal.manader == (20 * 50_00,) * 12  # 500 kr / 10 hours a month = 50 kr


def test_utfall_of_a_volume_after_the_period_is_not_seen() -> None:
    later = [rad("2022-05-01", "2022-05-31", 9999), rad("2022-01-01", "2022-08-31", 99999)]
    seen = compute_volympris(hemtjanst(TERTIAL, PROGNOS, *later)).mal[0]
    assert seen.manader == compute_volympris(hemtjanst(TERTIAL, PROGNOS)).mal[0].manader


def test_a_month_that_is_not_closed_is_computed_though_its_volume_is_known() -> None:
    lage = hemtjanst(TERTIAL, PROGNOS, status={202204: Status.PRELIMINAR})
    mal = compute_volympris(lage).mal[0]
    assert mal.last_closed == 3
    assert mal.manader[3] == 1000 * 545 * KR
    assert mal.grund is not None
    assert mal.grund.manader == (1, 2, 3)


def test_a_persons_volume_for_the_year_goes_before_the_files() -> None:
    said = Volymantagande(TIMMAR, Volymtyp.PROGNOS, 2022, {0: Decimal(5600)})
    old = Volymantagande(TIMMAR, Volymtyp.PROGNOS, 2021, {0: Decimal(1)})
    mal = compute_volympris(hemtjanst(TERTIAL, PROGNOS, volymantaganden=(old, said))).mal[0]
    assert mal.manader[4:] == (200 * 545 * KR,) * 8


def test_an_own_price_of_an_income_lowers_the_cost() -> None:
    utfall = [(202200 + m, "11", "3110", -1000_00) for m in range(1, 5)]
    koppling = replace(HEMTJANST, kontogrupp=Kontogrupp.INTAKTER.value, pris_ore=2_00, pris_fran=202201)
    lage = replace(lage_av(utfall, period=APRIL), matt=(TERTIAL, PROGNOS), volymkopplingar=(koppling,))
    assert compute_volympris(lage).mal[0].manader[4:] == (-1050 * 2_00,) * 8


def test_monthly_prices_are_cost_over_volume_where_both_are_known() -> None:
    matt = [rad(f"2022-0{m}-01", f"2022-0{m}-{d}", 500 * m) for m, d in ((1, 31), (2, 28))]
    mal = compute_volympris(hemtjanst(*matt)).mal[0]
    assert mal.manadspris() == (1090 * KR, 545 * KR) + (None,) * 10
    assert any("mars–april är inte inläst" in line for line in mal.forklaring)


def test_a_prognos_that_means_another_pace_is_told() -> None:
    """5 600 a year leaves 200 a month after 1 000 a month; 12 400 leaves 1 050, which is no news."""
    said = Volymantagande(TIMMAR, Volymtyp.PROGNOS, 2022, {0: Decimal(5600)})
    lines = compute_volympris(hemtjanst(TERTIAL, volymantaganden=(said,))).mal[0].forklaring
    assert "Prognosen innebär 200 timmar per månad mot 1 000 hittills: stäm av den." in [spaced(line) for line in lines]
    assert not any("innebär" in line for line in compute_volympris(hemtjanst(TERTIAL, PROGNOS)).mal[0].forklaring)


def test_a_price_before_it_holds_is_the_first_that_does() -> None:
    prices = (None,) * 4 + (500.0,) * 4 + (700.0,) * 4
    eget = Egetpris(prices, "")
    assert [eget.at(1), eget.at(6), eget.at(12)] == [500.0, 500.0, 700.0]
    assert eget.months(-1, None)[0] == -500.0
    assert eget.months(1, 400.0)[:5] == (400.0,) * 4 + (500.0,)


def test_a_one_off_is_no_part_of_the_price() -> None:
    """545 000 kr of April's cost was a one-off: 1 635 000 / 4 000 = 408,75 kr."""
    post = Engangspost(
        1, 0, 0, "11", Kontogrupp.PERSONAL.value, "", 202204, "", "", "", "", "", 545_000 * KR, False, "brand", "a", NOW
    )
    mark = Engangsmark(post, "11", Kontogrupp.PERSONAL.value)
    mal = compute_volympris(hemtjanst(TERTIAL, PROGNOS, engangsposter=(mark,))).mal[0]
    assert mal.grund is not None
    assert mal.grund.pris == 408_75
