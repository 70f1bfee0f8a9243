"""Resursfördelning: hours x ersättning against what the unit cost, and the årsarbetare that the hours pay for."""

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.errors import InvalidValue
from finance.inlasning.planrader import Vardetyp
from finance.lage import Lage, read_lage
from finance.period import Period, month_names
from finance.resursfordelning import check_overlap, compute_resursfordelning, value_at
from finance.resursrader import Resursfordelning, Resursrad
from finance.store import (
    ALLA,
    HELA_ARET,
    Arsarbetargrund,
    Resurskoppling,
    Resursvarde,
    Store,
    Timslag,
    Vardeslag,
    Volymantagande,
    Volymtyp,
    read_logg,
    remove_resurskoppling,
    save_mattvarden,
    save_resurskoppling,
    save_resursvarde,
)
from finance.struktur import Nod
from finance.uppfoljning import compute_uppfoljning
from tests.finance.lage_av import lage_av
from tests.finance.resurser import BEVILJADE, FOLK, KOPPLINGAR, MATT, NODER, UTFALL, VARDEN, lage_hemtjanst, matt, nyckel

TEXT = (Path(__file__).parents[2] / "docs/metoder.md").read_text(encoding="utf-8").replace("\u00a0", " ")


def compute(lage: Lage) -> Resursfordelning:
    found = compute_resursfordelning(lage, compute_uppfoljning(lage))
    assert found is not None
    return found


def unit(lage: Lage, nod: str) -> Resursrad:
    return next(rad for rad in compute(lage).rader if rad.nod == nod)


def test_tilldelad_resurs_is_hours_times_the_ersattning_of_each_month() -> None:
    norr = unit(lage_hemtjanst(), "11")
    # 23 800 h x 410 kr + 8 200 h x 420 kr = 9 758 000 + 3 444 000
    assert norr.tilldelat_ore == 13_202_000_00
    assert norr.timmar == 32_000
    assert norr.utfall_ore == 13_600_000_00
    assert norr.skillnad_ore == -398_000_00  # costs more than its hours give: underskott
    assert norr.kostnad == 425_00  # 13 600 000 / 32 000
    assert norr.ersattning == pytest.approx(412_56.25)  # 13 202 000 / 32 000
    assert norr.saknas == ()


def test_a_month_without_hours_is_said_and_counts_neither_hours_nor_cost() -> None:
    soder = unit(lage_hemtjanst(), "12")
    assert [one.manad for one in soder.manader] == [1, 2, 3]
    assert soder.tilldelat_ore == 4_920_000_00  # 12 000 x 410
    assert soder.utfall_ore == 4_800_000_00  # April's 1 650 000 is not in it
    assert soder.skillnad_ore == 120_000_00
    assert soder.saknas[0] == "Beviljade timmar för april saknas."


def test_arsarbetare_are_means_of_months_and_the_difference_is_missing_or_over() -> None:
    # 1 200 hours a year is 100 a month: 80, 76, 82 and 82 årsarbetare, mean 80; there are 84, 85, 85 and 86, mean 85.
    norr = unit(lage_hemtjanst(), "11").bemanning
    assert norr is not None
    assert (norr.racker_till, norr.finns, norr.skillnad) == (80, 85, 5)
    # Söder has a figure for March alone: 3 900 hours are 39, there are 38.
    soder = unit(lage_hemtjanst(), "12")
    assert soder.bemanning is not None
    assert (soder.bemanning.manader, soder.bemanning.racker_till, soder.bemanning.finns) == ((3,), 39, 38)
    assert soder.bemanning.skillnad == -1
    assert "Årsarbetare för januari och februari saknas; jämförelsen gäller mars." in soder.saknas_folk


def test_arsarbetare_by_cost_divides_what_the_hours_give() -> None:
    kostnad = Resursvarde(ALLA, Vardeslag.KOSTNAD, Decimal(492_000_00), 202201)
    kopplingar = [replace(one, arsarbetare_ur=Arsarbetargrund.KOSTNAD) for one in KOPPLINGAR]
    lage = replace(lage_hemtjanst(), resurskopplingar=tuple(kopplingar), resursvarden=(*VARDEN, kostnad))
    norr = unit(lage, "11").bemanning
    assert norr is not None
    # 492 000 a year is 41 000 a month: (8 000 + 7 600 + 8 200) x 410 / 41 000 = 80 + 76 + 82, April 8 200 x 420 / 41 000 = 84.
    assert norr.racker_till == pytest.approx((80 + 76 + 82 + 84) / 4)


def test_the_full_year_has_the_prognos_of_the_hours_at_each_months_ersattning() -> None:
    lage = lage_hemtjanst()
    helar = unit(lage, "11").helar
    assert helar is not None
    # 98 000 h are said for the year: 66 000 are left, 8 250 a month, x 420 = 27 720 000; with 13 202 000 so far.
    assert helar.timmar == pytest.approx(98_000)
    assert helar.tilldelat_ore == 40_922_000_00
    assert helar.arsarbetare == pytest.approx(98_000 / 1_200)
    assert helar.kostnad_ore == compute_uppfoljning(lage).rad("11").prognos_ore
    assert helar.skillnad_ore == helar.tilldelat_ore - helar.kostnad_ore
    assert (helar.timmar_low, helar.kalla) == (None, "måttets")  # said by the mått, so without an interval


def test_hours_that_their_own_series_forecasts_have_an_interval() -> None:
    helar = unit(lage_hemtjanst(), "12").helar
    assert helar is not None
    assert helar.timmar == pytest.approx(48_000)  # 12 000 in three months, pace
    assert helar.timmar_low is not None
    assert helar.timmar_high is not None
    assert 12_000 <= helar.timmar_low < helar.timmar < helar.timmar_high


def test_the_sum_is_the_sum_of_the_units() -> None:
    found = compute(lage_hemtjanst())
    assert [rad.nod for rad in found.rader] == ["11", "12"]
    assert found.summa is not None
    assert found.summa.tilldelat_ore == 18_122_000_00  # 13 202 000 + 4 920 000
    assert found.summa.utfall_ore == 18_400_000_00
    assert found.summa.skillnad_ore == -278_000_00  # -398 000 + 120 000
    assert found.summa.bemanning is not None
    assert found.summa.bemanning.skillnad == 4  # 5 over, 1 missing


def test_utforda_hours_are_a_share_and_may_be_what_is_paid() -> None:
    norr = unit(lage_hemtjanst(), "11")
    assert norr.utforandegrad == pytest.approx(0.95)  # 30 400 / 32 000
    paid = replace(KOPPLINGAR[0], ersatts_for=Timslag.UTFORDA)
    found = unit(replace(lage_hemtjanst(), resurskopplingar=(paid,)), "11")
    assert found.timmar == 30_400
    assert found.tilldelat_ore == 12_541_900_00  # (7 600 + 7 220 + 7 790) x 410 + 7 790 x 420 = 9 270 100 + 3 271 800


def test_without_ersattning_nothing_is_computed_and_it_is_said() -> None:
    found = compute(replace(lage_hemtjanst(), resursvarden=VARDEN[1:]))  # only Norr's from April is left
    assert [rad.nod for rad in found.rader] == ["11"]
    assert [one.manad for one in found.rader[0].manader] == [4]
    assert "Ersättning per timme för januari–mars saknas." in found.rader[0].saknas
    assert "Ersättning per timme för januari–mars saknas, så helåret räknas inte." in found.rader[0].saknas_helar
    assert [one.namn for one in found.hinder] == ["Hemtjänst söder"]
    assert "Ersättning per timme för januari–april saknas." in found.hinder[0].text


def test_arsarbetare_without_hours_per_arsarbetare_are_not_computed_and_it_is_said() -> None:
    norr = unit(replace(lage_hemtjanst(), resursvarden=VARDEN[:2]), "11")
    assert norr.bemanning is None
    assert norr.saknas_folk == ("Timmar per årsarbetare och år för januari–april saknas, så årsarbetare räknas inte.",)


def test_a_question_mark_is_no_hours() -> None:
    rows = [one for one in MATT if not (one.nod == "12" and one.fran == "2022-02-01" and one.matt == BEVILJADE)]
    found = unit(replace(lage_hemtjanst(), matt=(*rows, matt(BEVILJADE, "12", None, fran=2))), "12")
    assert [one.manad for one in found.manader] == [1, 3]
    assert found.saknas[0] == "Beviljade timmar för februari och april saknas."


def test_a_month_without_utfall_does_not_count() -> None:
    found = unit(lage_hemtjanst(utfall=[row for row in UTFALL if row[0] != 202202]), "11")
    assert [one.manad for one in found.manader] == [1, 3, 4]
    assert "Utfall för februari saknas." in found.saknas


def test_an_accumulated_utfall_waits_for_every_month_of_it() -> None:
    whole = [(202204, "11", "5010", 1_360_000_000), (202204, "12", "5010", 645_000_000)]
    lage = lage_hemtjanst(utfall=(), ack=whole)
    assert unit(lage, "11").skillnad_ore == -398_000_00  # all four months have hours
    assert [one.namn for one in compute(lage).hinder] == ["Hemtjänst söder"]  # April's hours are not there
    assert "en enda siffra" in compute(lage).hinder[0].text


def test_hours_of_a_quarter_are_shared_evenly_and_it_is_said() -> None:
    rows = [one for one in MATT if one.nod != "12" or one.matt != BEVILJADE]
    found = unit(replace(lage_hemtjanst(), matt=(*rows, matt(BEVILJADE, "12", 12_000, fran=1, till=3))), "12")
    assert [one.timmar for one in found.manader] == [4_000, 4_000, 4_000]
    assert "Timmarna för januari–mars är en gemensam siffra, jämnt fördelad på månaderna." in found.saknas


def test_hours_after_the_period_are_not_seen() -> None:
    later = (*MATT, matt(BEVILJADE, "12", 9_999, fran=5))
    assert compute(replace(lage_hemtjanst(), matt=later)) == compute(lage_hemtjanst())


def test_a_value_ends_and_another_holds_again() -> None:
    varden = (
        Resursvarde(ALLA, Vardeslag.ERSATTNING, Decimal(400_00), 202201),
        Resursvarde(ALLA, Vardeslag.ERSATTNING, Decimal(450_00), 202203, 202204),
        Resursvarde("11", Vardeslag.ERSATTNING, Decimal(500_00), 202204, 202204),
    )
    months = {manad: value_at(varden, Vardeslag.ERSATTNING, "11", manad) for manad in (202112, 202201, 202203, 202204, 202205)}
    assert list(months.values()) == [None, 400_00, 450_00, 500_00, 400_00]
    assert value_at(varden, Vardeslag.ERSATTNING, "12", 202204) == 450_00
    assert value_at(varden, Vardeslag.TIMMAR, "12", 202204) is None


def test_a_line_and_its_part_are_not_both_counted() -> None:
    lage = lage_hemtjanst()
    with pytest.raises(InvalidValue, match="två gånger"):
        check_overlap(lage.struktur, lage.kub.noder, "1", ["11"])
    check_overlap(lage.struktur, lage.kub.noder, "11", ["12", "11", "finns-inte"])
    both = (*KOPPLINGAR, Resurskoppling("1", nyckel(BEVILJADE, "11")))
    found = compute(replace(lage, resurskopplingar=both))
    assert found.rader == ()
    assert found.summa is None
    assert len(found.hinder) == 3


def test_a_parent_is_the_sum_of_its_parts_cost() -> None:
    whole = Resurskoppling("1", nyckel(BEVILJADE, "11"))
    found = unit(replace(lage_hemtjanst(), resurskopplingar=(whole,), resursvarden=VARDEN[:1]), "1")
    assert found.utfall_ore == 13_600_000_00 + 6_450_000_00
    assert found.bemanning is None
    assert found.saknas == ()


def test_a_unit_that_is_not_in_the_struktur_is_told() -> None:
    gone = Resurskoppling("99", nyckel(BEVILJADE, "11"))
    found = compute(replace(lage_hemtjanst(), resurskopplingar=(gone,)))
    assert found.hinder[0].text.startswith("Finns inte i strukturen")


def test_a_unit_without_utfall_and_budget_is_told() -> None:
    noder = (*NODER, Nod("13", "Hemtjänst väster", "1"))
    empty = Resurskoppling("13", nyckel(BEVILJADE, "11"))
    lage = lage_av(UTFALL, period=Period(2022, 4), noder=noder)
    found = compute(replace(lage, matt=MATT, resurskopplingar=(empty,), resursvarden=VARDEN))
    assert (found.hinder[0].namn, found.hinder[0].text[:30]) == ("Hemtjänst väster", "Har varken utfall eller budget")


def test_a_prognos_of_hours_that_a_person_wrote_goes_before_the_one_of_the_matt() -> None:
    own = Volymantagande(nyckel(BEVILJADE, "11"), Volymtyp.PROGNOS, 2022, {HELA_ARET: Decimal(92_000)})
    helar = unit(replace(lage_hemtjanst(), volymantaganden=(own,)), "11").helar
    assert helar is not None
    assert helar.timmar == pytest.approx(92_000)
    assert helar.tilldelat_ore == 13_202_000_00 + 60_000 * 420_00  # 92 000 - 32 000 are left


def test_nothing_coupled_is_nothing() -> None:
    lage = replace(lage_hemtjanst(), resurskopplingar=())
    assert compute_resursfordelning(lage, compute_uppfoljning(lage)) is None


def test_december_ends_as_it_is() -> None:
    lage = lage_hemtjanst(Period(2022, 4))
    assert all(rad.helar is None or rad.helar.tilldelat_ore >= rad.tilldelat_ore for rad in compute(lage).rader)


@given(
    timmar=st.lists(st.integers(0, 20_000), min_size=4, max_size=4),
    pris=st.integers(1, 90_000),
    utfall=st.lists(st.integers(0, 10**9), min_size=4, max_size=4),
)
def test_months_sum_to_the_unit_and_units_to_the_whole(timmar: list[int], pris: int, utfall: list[int]) -> None:
    rows = [(202201 + m, "11", "5010", ore) for m, ore in enumerate(utfall)]
    rows += [(202201 + m, "12", "5010", 7) for m in range(4)]
    hours = tuple(matt(BEVILJADE, nod, value, fran=m) for nod in ("11", "12") for m, value in enumerate(timmar, 1))
    varden = (Resursvarde(ALLA, Vardeslag.ERSATTNING, Decimal(pris), 202201),)
    found = compute(replace(lage_hemtjanst(utfall=rows), matt=hours, resursvarden=varden))
    total = 0
    for value, ore in zip(timmar, utfall, strict=True):
        total += value * pris - ore  # Norr
        total += value * pris - 7  # Söder
    assert found.summa is not None
    assert found.summa.skillnad_ore == total
    assert sum(rad.skillnad_ore for rad in found.rader) == total


def test_months_in_words() -> None:
    words = {(1,): "januari", (3, 4): "mars och april", (5, 6, 7): "maj–juli", (1, 3, 4, 5): "januari och mars–maj", (): ""}
    assert {months: month_names(months) for months in words} == words
    assert month_names((1, 2, 4)) == "januari, februari och april"


def test_prognos_typ_is_no_utfall() -> None:
    said = tuple(replace(one, typ=Vardetyp.PROGNOS) for one in MATT if one.matt == BEVILJADE and one.nod == "12")
    rows = [one for one in MATT if one.nod != "12" or one.matt == FOLK]
    found = compute(replace(lage_hemtjanst(), matt=(*rows, *said)))
    assert [rad.nod for rad in found.rader] == ["11"]


def test_the_worked_example_of_the_docs_is_what_the_code_gives() -> None:
    text = TEXT.split("## Resursfördelning\n", 1)[1].split("\n## ", 1)[0].replace("\n", " ")
    norr = unit(lage_hemtjanst(), "11")
    assert norr.bemanning is not None
    assert norr.helar is not None
    said = {
        "23 800 · 410 + 8 200 · 420 = 13 202 000 kr": norr.tilldelat_ore == 13_202_000_00,
        "Utfallet är 13 600 000 kr: skillnaden är −398 000 kr": norr.skillnad_ore == -398_000_00,
        "13 600 000 / 32 000 = 425 kr": norr.kostnad == 425_00,
        "i medel 80 årsarbetare": norr.bemanning.racker_till == 80,
        "i medel 85, är 5 över": norr.bemanning.skillnad == 5,
        "av avvikelsen −800 000 kr kommer −402 000 av timmarna": norr.budget_ore - norr.tilldelat_ore == -402_000_00,
        "året ger 40 922 000 kr": norr.helar.tilldelat_ore == 40_922_000_00,
    }
    assert {words for words, right in said.items() if not right or words not in text} == set()


def test_a_report_of_an_earlier_day_is_that_days_report(exempel_db: Path, tmp_path: Path) -> None:
    shutil.copyfile(exempel_db, tmp_path / "egen.db")
    store = Store.open(f"sqlite:///{tmp_path / 'egen.db'}")
    hours = [replace(matt(BEVILJADE, "5240", 19_000, fran=m), blad="", rad=0) for m in range(1, 6)]
    save_mattvarden(store, "LIN-SN", hours, vem="anna")
    before = max(rad.nar for rad in read_logg(store, "LIN-SN"))
    save_resurskoppling(store, "LIN-SN", Resurskoppling("5240", nyckel(BEVILJADE, "5240")), vem="anna")
    save_resursvarde(store, "LIN-SN", Resursvarde(ALLA, Vardeslag.ERSATTNING, Decimal(400_00), 202201), vem="anna")
    then = max(rad.nar for rad in read_logg(store, "LIN-SN"))
    save_resursvarde(store, "LIN-SN", Resursvarde(ALLA, Vardeslag.ERSATTNING, Decimal(500_00), 202201), vem="anna")
    remove_resurskoppling(store, "LIN-SN", "5240", vem="anna")
    period = Period(2022, 5)
    found = compute(read_lage(store, "LIN-SN", period, as_of=then))
    assert found.rader[0].tilldelat_ore == 95_000 * 400_00
    for moment in (before, None):
        lage = read_lage(store, "LIN-SN", period, as_of=moment)
        assert compute_resursfordelning(lage, compute_uppfoljning(lage)) is None
    store.close()
