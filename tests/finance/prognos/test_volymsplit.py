"""Volume, price and mix: the worked examples of docs/metoder.md, and that the three always are the whole deviation."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.bedomning import Bedomning, Bedomningstyp
from finance.belopp import Enhet
from finance.inlasning.planrader import Vardetyp
from finance.kontoplan import Kontogrupp
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognos.volympris import compute_volympris
from finance.prognos.volymsplit import Spann, Splitdel, Volymbas, compute_bro, compute_effects
from finance.prognos.volymsvar import answer, list_steg, small_changes, summary
from finance.store import Mattnyckel, Store, Volymantagande, Volymkoppling, Volymslag, Volymtyp, read_matt
from tests.finance.lage_av import lage_av
from tests.finance.prognos.test_volymer import rad
from tests.finance.prognos.test_volympris import APRIL, HEMTJANST, KR, METODER, PROGNOS, TERTIAL, TIMMAR, hemtjanst, spaced

BUDGETVOLYM = Volymantagande(TIMMAR, Volymtyp.BUDGET, 2022, {0: Decimal(12000)})


def budgeted(**kw: Any) -> Lage:
    """Budget 12 000 hours for 6 360 000 kr, prognos 12 400 hours for 6 758 000."""
    return hemtjanst(TERTIAL, PROGNOS, volymantaganden=(BUDGETVOLYM,), **kw)


def test_the_worked_example_of_volume_and_price() -> None:
    bro = compute_bro(budgeted(), "11", Volymbas.BUDGET, Spann.HELAR)
    assert bro is not None
    (split,) = bro.splittar
    assert (split.volym_ore, split.pris_ore, split.mix_ore) == (-212_000 * KR, -186_000 * KR, 0)
    assert split.avvikelse_ore == -398_000 * KR
    for text in ("(12 000 − 12 400) × 530 = −212 000", "12 400 × (530 − 545) = −186 000", "avvikelse på −398 000 kr"):
        assert text in METODER


def test_the_worked_example_of_mix() -> None:
    delar = (
        Splitdel("Egna", 900, 900, 540_000 * KR, 558_000 * KR),
        Splitdel("Konsulentstödda", 100, 200, 200_000 * KR, 420_000 * KR),
    )
    assert compute_effects(delar) == (-74_000 * KR, -38_000 * KR, -126_000 * KR)
    for text in ("(1 000 − 1 100) × 740 = −74 000", "= −126 000", "= −38 000", "Avvikelsen är −238 000"):
        assert text in METODER


def test_a_part_that_did_not_exist_moves_volume_and_mix_but_has_no_price_to_compare_with() -> None:
    """100 at 10 become 100 at 10 and 100 new at 30: volume -100 x 10, mix 100 x 10 - 100 x 30, price 0."""
    delar = (Splitdel("a", 100, 100, 1000, 1000), Splitdel("ny", 0, 100, 0, 3000))
    assert compute_effects(delar) == (-1000, 0, -2000)


def test_a_volume_that_ended_is_all_volume() -> None:
    assert compute_effects((Splitdel("a", 100, 0, 1000, 0),)) == (1000, 0, 0)


def test_without_a_volume_then_there_is_nothing_to_split() -> None:
    assert compute_effects((Splitdel("a", 0, 10, 500, 100),)) is None


volymer = st.floats(0, 1e6)
belopp = st.integers(-(10**12), 10**12)
delar_ = st.lists(st.builds(Splitdel, st.just("x"), volymer, volymer, belopp, belopp), min_size=1, max_size=4)


@given(delar_)
def test_the_three_are_the_whole_deviation_to_the_ore(delar: list[Splitdel]) -> None:
    found = compute_effects(delar)
    if found is None:
        assert sum(one.bas_volym for one in delar) <= 1e-6
    else:
        assert sum(found) == sum(one.bas_ore - one.ore for one in delar)


@given(st.floats(1, 1e5), st.floats(1, 1e5), st.integers(1, 10**6))
def test_the_same_price_then_and_now_is_volume_only(before: float, now: float, price: int) -> None:
    found = compute_effects((Splitdel("x", before, now, round(before * price), round(now * price)),))
    assert found is not None
    assert abs(found[1]) <= 1 + now / before
    assert found[2] == 0


def naive(delar: list[Splitdel]) -> tuple[float, float, float]:
    """The formulas of docs/metoder.md, part by part."""
    v0 = v1 = k0 = 0.0
    for one in delar:
        v0, v1, k0 = v0 + one.bas_volym, v1 + one.volym, k0 + one.bas_ore
    mix = price = 0.0
    for one in delar:
        p0, p1 = one.bas_ore / one.bas_volym, one.ore / one.volym
        mix += (one.bas_volym / v0 * v1 - one.volym) * p0
        price += one.volym * (p0 - p1)
    return (v0 - v1) * k0 / v0, price, mix


positive = st.builds(Splitdel, st.just("x"), st.floats(1, 1e4), st.floats(1, 1e4), st.integers(0, 10**9), st.integers(0, 10**9))


@given(st.lists(positive, min_size=2, max_size=4))
def test_each_effect_is_its_formula(delar: list[Splitdel]) -> None:
    assert compute_effects(delar) == pytest.approx(naive(delar), rel=1e-6, abs=3)


def bedomd(ore: int) -> Bedomning:
    return Bedomning(
        nod="11", kontogrupp="", typ=Bedomningstyp.NIVA, avvikelse_ore=ore, kostnad_ore=None, ar=2022, gjord=APRIL,
        fran=None, till=None, skal="", vem="a", nar=datetime(2022, 5, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize("spann", list(Spann))
@pytest.mark.parametrize("ore", [None, -500_000 * KR])
def test_the_bridge_ends_in_what_is_shown(spann: Spann, ore: int | None) -> None:
    lage = budgeted() if ore is None else replace(budgeted(), bedomningar=(bedomd(ore),))
    bro = compute_bro(lage, "11", Volymbas.BUDGET, spann)
    assert bro is not None
    row = lage.kub.place["11"]
    shown = 4 * (530_000 - 545_000) * KR
    if spann is Spann.HELAR:
        shown = 12 * 530_000 * KR - int(compute_helarsprognos(lage).prognos[row].sum())
    assert bro.avvikelse_ore == shown
    assert sum(one.ore for one in list_steg(bro)) == shown
    assert bro.bedomd == (ore is not None)


def test_so_far_the_budget_of_the_year_is_spread_on_its_months() -> None:
    bro = compute_bro(budgeted(), "11", Volymbas.BUDGET, Spann.HITTILLS)
    assert bro is not None
    assert (bro.splittar[0].bas_volym, bro.splittar[0].volym) == (4000, 4000)
    assert (bro.splittar[0].volym_ore, bro.splittar[0].pris_ore) == (0, -60_000 * KR)


def test_without_a_budgeted_volume_the_deviation_is_told_but_not_split() -> None:
    bro = compute_bro(hemtjanst(TERTIAL, PROGNOS), "11", Volymbas.BUDGET, Spann.HELAR)
    assert bro is not None
    assert bro.splittar == ()
    assert bro.utan == ((None, -398_000 * KR),)
    assert answer(bro, "Hemtjänst").startswith("Hemtjänst: volym och pris går inte att skilja åt")


def test_without_last_year_there_is_nothing_to_compare_with() -> None:
    assert compute_bro(budgeted(), "11", Volymbas.FOREGAENDE, Spann.HELAR) is None
    assert compute_bro(budgeted(), "12", Volymbas.BUDGET, Spann.HELAR) is None


def familjehem(*, same_matt: bool = False, units: tuple[str, str] = ("dygn", "dygn")) -> Lage:
    """Last year 900 days on 46 at 600 kr and 100 on 5 at 2 000; this year (closed) 900 at 620 and 200 at 2 100."""
    utfall = [(202112, "11", "4610", 540_000 * KR), (202112, "11", "5010", 200_000 * KR), (202112, "11", "6010", 7 * KR)]
    utfall += [(202100 + m, "11", "6010", 0) for m in range(1, 12)]
    utfall += [(202200 + m, "11", "6010", 0) for m in range(1, 12)]
    utfall += [(202212, "11", "4610", 558_000 * KR), (202212, "11", "5010", 420_000 * KR), (202212, "11", "6010", 5 * KR)]
    names = ("Egna", "Egna" if same_matt else "Konsulentstödda")
    matt = tuple(
        rad(f"{ar}-01-01", f"{ar}-12-31", antal, matt=namn)
        for namn, years in zip(names, ((900, 900), (100, 200)), strict=True)
        for ar, antal in zip((2021, 2022), years, strict=True)
    )
    kopplingar = tuple(
        Volymkoppling("11", grupp, Mattnyckel(namn), unit, Volymslag.FLODE)
        for grupp, namn, unit in zip((Kontogrupp.KOP.value, Kontogrupp.PERSONAL.value), names, units, strict=True)
    )
    return replace(lage_av(utfall, period=Period(2022, 12)), matt=matt, volymkopplingar=kopplingar)


def test_parts_on_different_kontogrupper_have_their_own_costs_and_a_mix() -> None:
    bro = compute_bro(familjehem(), "11", Volymbas.FOREGAENDE, Spann.HITTILLS)
    assert bro is not None
    (split,) = bro.splittar
    assert (split.volym_ore, split.pris_ore, split.mix_ore) == (-74_000 * KR, -38_000 * KR, -126_000 * KR)
    assert bro.ovrigt_ore == 2 * KR


def test_unlike_units_on_one_line_are_split_each_for_itself() -> None:
    bro = compute_bro(familjehem(units=("dygn", "timme")), "11", Volymbas.FOREGAENDE, Spann.HITTILLS)
    assert bro is not None
    assert [split.enhet for split in bro.splittar] == ["dygn", "timme"]
    assert [split.volym_ore for split in bro.splittar] == [0, -200_000 * KR]
    assert [split.mix_ore for split in bro.splittar] == [0, 0]
    assert bro.avvikelse_ore == -238_000 * KR + 2 * KR


def test_the_same_matt_on_two_kontogrupper_is_never_added_to_itself() -> None:
    bro = compute_bro(familjehem(same_matt=True), "11", Volymbas.FOREGAENDE, Spann.HITTILLS)
    assert bro is not None
    assert [split.mix_ore for split in bro.splittar] == [0, 0]
    assert len(bro.splittar) == 2


def test_parts_of_one_cost_share_it_by_volume_times_their_own_price() -> None:
    """1 360 kr of cost: 10 at a price of 34 and 20 at 17 weigh the same."""
    other = Mattnyckel("B")
    kopplingar = (
        replace(HEMTJANST, pris_ore=34 * KR, pris_fran=202101),
        replace(HEMTJANST, matt=other, pris_ore=17 * KR, pris_fran=202101),
    )
    utfall = [(ar * 100 + 1, "11", "5010", 1360 * KR) for ar in (2021, 2022)]
    matt = tuple(
        rad(f"{ar}-01-01", f"{ar}-01-31", antal, matt=namn)
        for ar in (2021, 2022)
        for namn, antal in (("Timmar", 10), ("B", 20))
    )
    lage = replace(lage_av(utfall, period=Period(2022, 1)), matt=matt, volymkopplingar=kopplingar)
    bro = compute_bro(lage, "11", Volymbas.FOREGAENDE, Spann.HITTILLS)
    assert bro is not None
    assert [(one.namn, one.bas_ore, one.ore) for one in bro.splittar[0].delar] == [
        ("Timmar", 680 * KR, 680 * KR),
        ("B", 680 * KR, 680 * KR),
    ]


def test_the_answer_says_which_it_is() -> None:
    """More hours at a lower price than budgeted, as in the published hemtjänst; then the other way; then both."""
    cases = {
        (Decimal(11000), 500): "Det är fler timmar, inte högre pris, som gör att Hemtjänst går över budget",
        (Decimal(14000), 500): "Det är högre pris, inte fler timmar, som gör att Hemtjänst går över budget",
        (Decimal(12000), 500): "Det är fler timmar och högre pris som gör att Hemtjänst går över budget",
        (Decimal(14000), 600): "Det är färre timmar och lägre pris som gör att Hemtjänst går under budget",
    }
    budgets = [6_600_000, 6_600_000, 6_360_000, 8_400_000]
    for ((volume, _), words), budget in zip(cases.items(), budgets, strict=True):
        utfall = [(202200 + m, "11", "5010", 545_000 * KR) for m in range(1, 5)]
        lage = replace(
            lage_av(utfall, [(202200 + m, "11", "5010", budget * KR // 12) for m in range(1, 13)], period=APRIL),
            matt=(TERTIAL, PROGNOS),
            volymkopplingar=(HEMTJANST,),
            volymantaganden=(replace(BUDGETVOLYM, varden={0: volume}),),
            metodval={"11": "volym_pris"},
        )
        bro = compute_bro(lage, "11", Volymbas.BUDGET, Spann.HELAR)
        assert bro is not None
        assert answer(bro, "Hemtjänst") == words


def test_a_small_part_is_not_called_the_reason() -> None:
    bro = compute_bro(replace(budgeted(), bedomningar=(bedomd(-5_000_000 * KR),)), "11", Volymbas.BUDGET, Spann.HELAR)
    assert bro is not None
    assert answer(bro, "Hemtjänst") == "Volym och pris förklarar bara en mindre del av att Hemtjänst går över budget"


def test_what_outweighs_the_volume_is_not_hidden_by_the_answer() -> None:
    lage = replace(budgeted(), bedomningar=(bedomd(100_000 * KR),))
    bro = compute_bro(lage, "11", Volymbas.BUDGET, Spann.HELAR)
    assert bro is not None
    assert answer(bro, "Hemtjänst").endswith("drar Hemtjänst mot underskott, men annat väger tyngre")
    said = spaced(summary(bro, Enhet.TKR))
    assert "−398 av +100 tkr (överskott): volym −212, pris −186" in said
    assert "volym × pris ger −398 tkr" in said


def test_small_changes_are_worth_a_hundredth_of_what_is_left() -> None:
    """8 400 hours and 4 578 000 kr are left: 1 % is 45 780 kr, 10 kr each 84 000 kr."""
    changes = small_changes(compute_volympris(hemtjanst(TERTIAL, PROGNOS)).mal[0], "Hemtjänst")
    assert [(spaced(one.om), one.ore) for one in changes] == [
        ("1 % färre timmar från maj", 45_780 * KR),
        ("10 kr lägre pris per timme från maj", 84_000 * KR),
    ]
    assert small_changes(compute_volympris(familjehem()).mal[0], "x") == ()


def test_a_lower_price_or_fewer_units_of_an_income_is_worse() -> None:
    """2 kr for each of 8 400 left: 1 % fewer is 168 kr less, 10 kr lower 84 000 kr less."""
    utfall = [(202200 + m, "11", "3110", -1000_00) for m in range(1, 5)]
    koppling = replace(HEMTJANST, kontogrupp=Kontogrupp.INTAKTER.value, pris_ore=2_00, pris_fran=202201)
    lage = replace(lage_av(utfall, period=APRIL), matt=(TERTIAL, PROGNOS), volymkopplingar=(koppling,))
    assert [one.ore for one in small_changes(compute_volympris(lage).mal[0], "x")] == [-168 * KR, -84_000 * KR]


def test_katrineholms_published_volumes_split_the_year_to_the_ore(exempel: Store) -> None:
    """517 households on average January to April 2021 and 431 in 2022: fewer, not cheaper (published monthly costs)."""
    bro = compute_bro(read_lage(exempel, "KAT-SN", APRIL), "03", Volymbas.FOREGAENDE, Spann.HITTILLS)
    assert bro is not None
    (split,) = bro.splittar
    # 2021: 4 044 + 4 059 + 5 515 + 4 233 = 17 851 tkr / (517 x 4); 2022: 15 382 tkr / (431 x 4).
    price = 17_851_000 / (517 * 4)
    assert split.volym_ore / 100 == pytest.approx((517 - 431) * 4 * price, rel=1e-3)
    assert split.avvikelse_ore / 100 == pytest.approx(17_851_000 - 15_381_500, rel=1e-3)
    assert split.volym_ore > 0 > split.pris_ore


def test_the_samples_volumes_are_those_of_the_report(exempel: Store) -> None:
    """Every figure of the published table, with the months it is about."""
    spans = {
        "utfall_jan_apr_2022": (Vardetyp.UTFALL, "2022-01-01", "2022-04-30"),
        "prognos_2022": (Vardetyp.PROGNOS, "2022-01-01", "2022-12-31"),
        "utfall_jan_apr_2021": (Vardetyp.UTFALL, "2021-01-01", "2021-04-30"),
        "utfall_2021": (Vardetyp.UTFALL, "2021-01-01", "2021-12-31"),
    }
    read = {(one.matt, one.typ, one.fran, one.till): one.varde for one in read_matt(exempel, "KAT-SN")}
    path = Path(__file__).parents[2] / "referens" / "katrineholm_2022_t1" / "volymutveckling.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    wanted = {(row["volymmatt"], *span): Decimal(row[name]) for row in rows for name, span in spans.items()}
    assert len(wanted) == 52
    names = {key[0] for key in wanted}  # the sample holds other published mått too
    assert {key: varde for key, varde in read.items() if key[0] in names} == wanted


def test_every_coupled_line_of_the_sample_has_a_price_and_a_bridge_that_sums(exempel: Store) -> None:
    lage = read_lage(exempel, "KAT-SN", APRIL)
    found = compute_volympris(lage)
    assert [one.nod for one in found.mal] == ["03", "04", "08"]
    assert found.hinder == ()
    for mal in found.mal:
        for bas in Volymbas:
            bro = compute_bro(lage, mal.nod, bas, Spann.HELAR)
            assert bro is not None
            assert sum(one.ore for one in list_steg(bro)) == bro.avvikelse_ore
