"""Avvikelse and helårsprognos per line: hand-computed figures, and the laws that must hold for any ledger."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.bedomning import Bedomning, Bedomningstyp
from finance.kontoplan import Kontogrupp
from finance.lage import Lage
from finance.manader import compute_forsorjningsstod, compute_manader, compute_serier
from finance.period import Period
from finance.prognos import Metod
from finance.prognos.helarsprognos import compute_helarsprognos, probability_of_keeping
from finance.prognos.metodrader import compute_metodrader
from finance.store import Status
from finance.struktur import EJ_FORDELAT
from finance.uppfoljning import METOD_NIVA, METOD_SUMMA, Per, compute_uppfoljning
from tests.finance.lage_av import Rader, lage_av

MAJ = Period(2022, 5)


def bedomning(
    nod: str,
    ore: int,
    *,
    typ: Bedomningstyp = Bedomningstyp.NIVA,
    grupp: str = "",
    fran: Period | None = None,
    gjord: Period = MAJ,
) -> Bedomning:
    return Bedomning(nod, grupp, typ, ore, None, 2022, gjord, fran, None, "", "x", datetime(2022, 6, 10, tzinfo=UTC))


def every_month(ar: int, verksamhet: str, konto: str, ore: int, *, until: int = 12) -> list[tuple[int, str, str, int]]:
    return [(ar * 100 + manad, verksamhet, konto, ore) for manad in range(1, until + 1)]


HEMTJANST = [*every_month(2021, "11", "5011", 1000), *every_month(2022, "11", "5011", 1100, until=5)]
BUDGET = [*every_month(2021, "11", "5011", 1050), *every_month(2022, "11", "5011", 1000)]


def test_accumulated_figures_and_last_year_are_plain_sums() -> None:
    rad = compute_uppfoljning(lage_av(HEMTJANST, BUDGET, period=MAJ)).rad("11")
    assert (rad.utfall_ore, rad.budget_ore, rad.avvikelse_ore) == (5500, 5000, -500)
    assert (rad.budget_helar_ore, rad.avvikelse_procent) == (12000, -10.0)
    assert rad.utfall_foregaende_ar_samma_period_ore == 5000
    assert rad.utfall_foregaende_ar_helar_ore == 12000
    assert rad.avvikelse_foregaende_ar_helar_ore == 600


@pytest.mark.parametrize(
    ("metod", "total"),
    [
        (Metod.LINJAR_TAKT, 5500 * 12 // 5),
        (Metod.BUDGET_REST, 5500 + 7 * 1000),
        (Metod.FOREGAENDE_REST, 5500 + 7 * 1000),
        (Metod.FOREGAENDE_ANDEL, 5500 * 12 // 5),
    ],
)
def test_simple_methods_by_hand(metod: Metod, total: int) -> None:
    rad = compute_uppfoljning(lage_av(HEMTJANST, BUDGET, period=MAJ), metod=metod).rad("11")
    assert (rad.prognos_ore, rad.metod) == (total, metod)
    assert rad.low_ore < rad.prognos_ore < rad.high_ore
    assert rad.prognosavvikelse_ore == 12000 - total


def test_no_earlier_year_gives_none_not_zero() -> None:
    rad = compute_uppfoljning(lage_av(every_month(2022, "11", "", 100, until=5), period=MAJ)).rad("11")
    assert rad.utfall_foregaende_ar_samma_period_ore is None
    assert rad.utfall_foregaende_ar_helar_ore is None
    assert rad.avvikelse_foregaende_ar_helar_ore is None


def test_percent_is_missing_where_the_budget_is_near_zero() -> None:
    budget = [*every_month(2022, "2", "3011", -100_000), *every_month(2022, "2", "5011", 100_001)]
    rad = compute_uppfoljning(lage_av(every_month(2022, "2", "5011", 500, until=5), budget, period=MAJ)).rad("2")
    assert rad.prognosavvikelse_procent is None
    assert rad.avvikelse_procent is None


def test_a_preliminary_month_counts_in_the_table_but_not_in_the_prognos() -> None:
    lage = lage_av(HEMTJANST, BUDGET, period=MAJ, status={202205: Status.PRELIMINAR})
    table = compute_uppfoljning(lage, metod=Metod.BUDGET_REST)
    assert (table.preliminar, table.senast_stangd) == (True, Period(2022, 4))
    assert table.rad("11").utfall_ore == 5500
    assert table.rad("11").prognos_ore == 4 * 1100 + 8 * 1000


def test_bokslut_counts_in_december_and_in_the_year_but_in_no_month_of_the_profile() -> None:
    rows = [*every_month(2022, "11", "5011", 100), (202213, "11", "5011", 7)]
    december = compute_uppfoljning(lage_av(rows, period=Period(2022, 12))).rad("11")
    assert (december.utfall_ore, december.prognos_ore, december.low_ore, december.high_ore) == (1207, 1207, 1207, 1207)
    november = compute_uppfoljning(lage_av(rows[:11], period=Period(2022, 11))).rad("11")
    assert november.utfall_ore == 1100


def test_a_missing_month_is_named_and_filled_by_the_method() -> None:
    rows = [row for row in HEMTJANST if row[0] != 202203]
    table = compute_uppfoljning(lage_av(rows, BUDGET, period=MAJ), metod=Metod.BUDGET_REST)
    assert table.saknade_manader == (Period(2022, 3),)
    assert table.rad("11").utfall_ore == 4400
    assert table.rad("11").prognos_ore == 4400 + 1000 + 7 * 1000


def test_an_accumulated_amount_gives_the_level_without_a_profile() -> None:
    lage = lage_av([], BUDGET, ack=[(202205, "11", "", 5500)], period=MAJ)
    table = compute_uppfoljning(lage, metod=Metod.LINJAR_TAKT)
    assert table.saknade_manader == ()
    assert (table.rad("11").utfall_ore, table.rad("11").prognos_ore) == (5500, 13200)


def test_an_accumulated_budget_is_no_more_uncertain_than_a_monthly_one() -> None:
    utfall = every_month(2022, "11", "", 1100, until=5)
    monthly = compute_uppfoljning(lage_av(utfall, every_month(2022, "11", "", 1000), period=MAJ)).rad("11")
    whole = [(202205, "11", "", 5000)]
    rest = every_month(2022, "11", "", 1000)[5:]
    ack = compute_uppfoljning(lage_av(utfall, rest, ack_budget=whole, period=MAJ)).rad("11")
    assert (ack.prognos_ore, ack.low_ore, ack.high_ore) == (monthly.prognos_ore, monthly.low_ore, monthly.high_ore)


def test_investering_and_balans_are_kept_out_of_drift() -> None:
    rows = [(202201, "11", "4011", 500), (202201, "11", "1510", 900), (202201, "11", "5011", 1)]
    assert compute_uppfoljning(lage_av(rows, period=Period(2022, 1))).total.utfall_ore == 1


# --- bedömning (DESIGN 6.1)


def test_a_niva_is_the_full_year_avvikelse_and_the_interval_stays_the_system_s() -> None:
    plain = compute_uppfoljning(lage_av(HEMTJANST, BUDGET, period=MAJ)).rad("11")
    rad = compute_uppfoljning(lage_av(HEMTJANST, BUDGET, period=MAJ, bedomningar=(bedomning("11", -2000),))).rad("11")
    assert (rad.prognosavvikelse_ore, rad.prognos_ore, rad.metod) == (-2000, 14000, METOD_NIVA)
    assert (rad.systemprognos_ore, rad.low_ore, rad.high_ore) == (plain.systemprognos_ore, plain.low_ore, plain.high_ore)
    assert "systemets intervall" in rad.metod_text


def test_a_niva_on_a_parent_is_the_parent_s_and_the_rest_becomes_gemensamt() -> None:
    lage = lage_av(HEMTJANST, BUDGET, period=MAJ, bedomningar=(bedomning("1", -3000), bedomning("11", -2000)))
    table = compute_uppfoljning(lage)
    assert table.rad("1").prognosavvikelse_ore == -3000
    assert table.rad("1-gemensamt").prognosavvikelse_ore == -1000
    assert table.rad("1-gemensamt").namn == "Gemensamt Omsorg"
    assert table.total.prognosavvikelse_ore == -3000


def test_a_niva_on_the_namnd_is_the_total() -> None:
    table = compute_uppfoljning(
        lage_av(HEMTJANST, BUDGET, period=MAJ, bedomningar=(bedomning("S", -900), bedomning("1", -1200)))
    )
    assert table.total.prognosavvikelse_ore == -900
    assert table.rad("S-gemensamt").prognosavvikelse_ore == 300


def test_a_tillagg_counts_only_after_the_last_closed_month_and_moves_the_interval() -> None:
    plain = compute_uppfoljning(lage_av(HEMTJANST, BUDGET, period=MAJ)).rad("11")
    one = bedomning("11", -1000, typ=Bedomningstyp.TILLAGG, fran=Period(2022, 3))  # 100 a month in March to December
    table = compute_uppfoljning(lage_av(HEMTJANST, BUDGET, period=MAJ, bedomningar=(one,)))
    rad = table.rad("11")
    assert rad.prognos_ore - plain.prognos_ore == 700
    assert (rad.low_ore - plain.low_ore, rad.high_ore - plain.high_ore) == (700, 700)
    assert rad.systemprognos_ore == plain.systemprognos_ore
    assert rad.metod.endswith("+tillagg")
    assert table.total.metod == table.rad("1").metod == rad.metod


def test_parents_of_judged_and_unjudged_noder_say_that_they_are_sums() -> None:
    rows = [*HEMTJANST, *every_month(2022, "2", "5011", 10, until=5)]
    table = compute_uppfoljning(lage_av(rows, BUDGET, period=MAJ, bedomningar=(bedomning("11", -2000),)))
    assert table.total.metod == METOD_SUMMA


def test_a_niva_is_stale_after_two_later_closed_months() -> None:
    april = bedomning("11", 0, gjord=Period(2022, 4))
    assert [april.is_stale(Period(2022, manad)) for manad in (4, 5, 6)] == [False, False, True]
    assert not bedomning("11", 0, typ=Bedomningstyp.TILLAGG, gjord=Period(2022, 1)).is_stale(MAJ)


def test_a_niva_on_a_kontogrupp_sets_that_cell() -> None:
    rows, budget = [*HEMTJANST, (202203, "11", "4611", 50)], [*BUDGET, *every_month(2022, "11", "4611", 20)]
    lage = lage_av(rows, budget, period=MAJ, bedomningar=(bedomning("11", -60, grupp="Köp av verksamhet"),))
    table = compute_uppfoljning(lage, per=Per.NOD_KONTOGRUPP)
    kop = next(rad for rad in table.rader if rad.kontogrupp == Kontogrupp.KOP)
    assert (kop.foralder, kop.prognosavvikelse_ore) == ("11", -60)


# --- laws

KONTON = ("", "3011", "4511", "4611", "5011", "6011", "7511")
VERKSAMHETER = ("11", "12", "1", "2", "S", "99", "")
MONTHS = st.integers(2020, 2022).flatmap(lambda ar: st.integers(1, 5 if ar == 2022 else 12).map(lambda m: ar * 100 + m))
ROWS = st.lists(
    st.tuples(MONTHS, st.sampled_from(VERKSAMHETER), st.sampled_from(KONTON), st.integers(-(10**9), 10**9)), max_size=40
)
JUDGED = st.lists(
    st.builds(
        bedomning,
        st.sampled_from(("11", "12", "1", "2", "S")),
        st.integers(-(10**8), 10**8),
        typ=st.sampled_from(Bedomningstyp),
        grupp=st.sampled_from(("", "Personal", "Köp av verksamhet")),
    ),
    max_size=5,
    unique_by=lambda b: (b.nod, b.kontogrupp, b.typ),
).map(tuple)


@st.composite
def lagen(draw: st.DrawFn) -> Lage:
    return lage_av(draw(ROWS), draw(ROWS), period=MAJ, bedomningar=draw(JUDGED))


SUMMED = (
    "utfall_ore",
    "budget_ore",
    "avvikelse_ore",
    "prognos_ore",
    "budget_helar_ore",
    "prognosavvikelse_ore",
    "systemprognos_ore",
)


@settings(deadline=None, max_examples=60)
@given(lagen())
def test_parts_sum_to_the_whole_at_every_level_and_in_both_margins(lage: Lage) -> None:
    table = compute_uppfoljning(lage)
    grupper = compute_uppfoljning(lage, per=Per.KONTOGRUPP)
    cells = compute_uppfoljning(lage, per=Per.NOD_KONTOGRUPP)
    for name in SUMMED:
        for rad in table.rader:
            delar = table.delar(rad.nod)
            assert not delar or getattr(rad, name) == sum(getattr(d, name) for d in delar), (name, rad.nod)
        total = getattr(table.total, name)
        if name == "systemprognos_ore":
            continue
        assert total == sum(getattr(r, name) for r in grupper.rader[:-1]) == getattr(grupper.total, name)
        for leaf in table.blad():
            own = [r for r in cells.rader if r.foralder == leaf.nod and r.kontogrupp]
            assert getattr(leaf, name) == sum(getattr(r, name) for r in own), (name, leaf.nod)


@settings(deadline=None, max_examples=40)
@given(lagen())
def test_months_sum_to_the_full_year_and_known_months_are_the_ledger_s(lage: Lage) -> None:
    table = compute_uppfoljning(lage)
    for nod in ("11", "1", lage.struktur.total_kod):
        manader = compute_manader(lage, nod)
        filled = [u if u is not None else p for u, p in zip(manader.utfall, manader.prognos, strict=True)]
        assert sum(ore for ore in filled if ore is not None) == table.rad(nod).prognos_ore
        assert sum(manader.budget) == table.rad(nod).budget_helar_ore
        assert manader.half_80[manader.last] == 0 if manader.last >= 0 else True
        assert list(manader.half_80) == sorted(manader.half_80)


@settings(deadline=None, max_examples=40)
@given(ROWS, ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(utfall: Rader, budget: Rader, random: object) -> None:
    shuffled = list(utfall)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first = compute_uppfoljning(lage_av(utfall, budget, period=MAJ))
    again = compute_uppfoljning(lage_av(shuffled, budget[::-1], period=MAJ))
    assert first.rader == again.rader


@settings(deadline=None, max_examples=40)
@given(lagen())
def test_the_interval_is_around_the_system_s_prognos(lage: Lage) -> None:
    for rad in compute_uppfoljning(lage).rader:
        assert rad.low_ore <= rad.high_ore
        assert rad.budget_helar_ore == 0 if rad.sannolikhet is None else 0.0 <= rad.sannolikhet <= 1.0
        if not rad.metod.startswith(("bedomning", "summa")):
            assert rad.low_ore <= rad.prognos_ore <= rad.high_ore


def test_rows_that_no_nod_selects_are_shown() -> None:
    table = compute_uppfoljning(lage_av([(202201, "99", "5011", 5), (202201, "11", "5011", 7)], period=Period(2022, 1)))
    assert table.rad(EJ_FORDELAT).utfall_ore == 5
    assert table.rad(EJ_FORDELAT).namn == "Ej fördelat"
    assert table.total.utfall_ore == 12


def test_an_empty_namnd_is_zeros_without_a_traceback() -> None:
    table = compute_uppfoljning(lage_av([], period=MAJ))
    assert table.total.utfall_ore == table.total.prognos_ore == 0
    assert table.senast_stangd is None


def test_every_method_s_total_is_the_sum_of_the_parts() -> None:
    rows = [*HEMTJANST, *every_month(2021, "2", "5011", 10), *every_month(2022, "2", "5011", 20, until=5)]
    lage = lage_av(rows, [*BUDGET, *every_month(2022, "2", "5011", 15)], period=MAJ)
    grenar = lage.struktur.grenar(lage.kub.noder)
    methods = {gren.kod: {one.metod.value: one.total_ore for one in compute_metodrader(lage, gren)} for gren in grenar}
    assert methods["S"]["budget_rest"] == 5500 + 7000 + 100 + 7 * 15
    assert methods["S"]["linjar_takt"] == methods["11"]["linjar_takt"] + methods["2"]["linjar_takt"] == 13200 + 240
    assert methods["S"]["krympt_profil"] == pytest.approx(int(compute_helarsprognos(lage).system.sum()), abs=40)


def test_forsorjningsstod_is_gross_its_noder_s_income_and_net() -> None:
    rows = [
        *every_month(2021, "11", "4511", 1000),
        *every_month(2021, "11", "3011", -100),
        *every_month(2022, "11", "4511", 2000, until=5),
        *every_month(2022, "2", "3011", -9999, until=5),  # another nod's income
    ]
    now, last = compute_forsorjningsstod(lage_av(rows, period=MAJ))
    assert (now.ar, now.brutto_ore, now.intakter_ore, now.netto_ore, now.andel) == (2022, 10000, 0, 10000, 0)
    assert (last.brutto_ore, last.intakter_ore, last.netto_ore, last.andel) == (5000, 500, 4500, 0.1)


def test_series_of_kontogrupper_over_years() -> None:
    rows = [*every_month(2021, "11", "4511", 1000), *every_month(2022, "11", "4511", 2000, until=5)]
    serier = compute_serier(lage_av(rows, every_month(2022, "11", "4511", 1500), period=MAJ), [Kontogrupp.FORSORJNINGSSTOD])
    assert [(s.ar, s.utfall[0], s.utfall[5], s.budget[0], s.har_budget) for s in serier] == [
        (2021, 1000, 1000, 0, False),
        (2022, 2000, None, 1500, True),
    ]


def test_probability_is_half_at_the_middle_and_a_tenth_at_the_end_of_the_interval() -> None:
    assert probability_of_keeping(100, 90, 110) == pytest.approx(0.5)
    assert probability_of_keeping(90, 90, 110) == pytest.approx(0.1, abs=1e-4)
    assert probability_of_keeping(110, 90, 110) == pytest.approx(0.9, abs=1e-4)
    assert [probability_of_keeping(b, 100, 100) for b in (99, 100)] == [0.0, 1.0]


def test_a_kontogrupp_keeps_the_system_s_method_and_the_niva_that_is_not_split_says_so() -> None:
    lage = lage_av(HEMTJANST, BUDGET, period=MAJ, bedomningar=(bedomning("11", -2000),))
    metoder = {rad.namn: rad.metod for rad in compute_uppfoljning(lage, per=Per.KONTOGRUPP).rader}
    assert metoder == {"Personal": "krympt_profil", "Ej fördelat": METOD_NIVA, "Socialnämnden": METOD_NIVA}


def test_an_incomplete_last_year_is_filled_not_replaced_by_the_year_before() -> None:
    rows = [*every_month(2020, "11", "5011", 10), *every_month(2021, "11", "5011", 1000, until=10), *HEMTJANST[12:]]
    rad = compute_uppfoljning(lage_av(rows, BUDGET, period=MAJ), metod=Metod.FOREGAENDE_REST).rad("11")
    assert rad.prognos_ore == 5500 + 7 * 1000
