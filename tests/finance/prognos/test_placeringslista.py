"""The list of placements against the ledger, and the prognos it gives: rows written by hand, sums counted by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from finance.inlasning.planrader import Placeringsrad
from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER
from finance.lage import Lage
from finance.period import Period
from finance.prognos import STANDARDMETOD, Metod
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognos.placeringar import compute_kostnad
from finance.prognos.placeringsjamforelse import Manadsjamforelse, Marke, compare_months, find_pattern
from finance.prognos.placeringslista import Listrad, assumed_price, compute_placeringslista, mean_gap, read_andringar, sum_types
from finance.prognos.placeringsmening import (
    answer_sentence,
    basis_sentence,
    explain,
    gap_text,
    loose_text,
    missing_ended,
    types_sentence,
)
from finance.prognos.placeringsmetod import placeringslista
from finance.prognos.placeringsprognos import forecast_lista
from finance.prognos.serier import forecast_series
from finance.store import Prisantagande, Status
from tests.finance.lage_av import lage_av

KR = 100
APRIL = Period(2022, 4)
KOP = GRUPPER.index(Kontogrupp.KOP)
LISTA = (
    Placeringsrad("11", "HVB", "2021-06-01", "", 1000 * KR, None, None, raknas=True, blad="B", rad=2),
    Placeringsrad("11", "SiS", "2022-01-01", "2022-02-28", 2000 * KR, None, None, raknas=True, blad="B", rad=3),
)
# January: 31 days of 3 000 kr, February: 28 of 3 000, March: 31 of 1 000, April: 30 of 1 000.
I_LISTAN = [93_000, 84_000, 31_000, 30_000]


def lage(kop: Sequence[int], *placeringar: Placeringsrad, **more: object) -> Lage:
    """A nämnd whose nod 11 has booked these kronor on 4631 from January on, and salaries, this year and last."""
    utfall = [(202200 + m, "11", "4631", kr * KR) for m, kr in enumerate(kop, start=1) if kr]
    utfall += [(202200 + m, "11", "5011", 10_000 * KR) for m in range(1, len(kop) + 1)]
    utfall += [(202100 + m, "11", konto, kr * KR) for m in range(1, 13) for konto, kr in (("4631", 50_000), ("5011", 10_000))]
    budget = [(202200 + m, "11", "4631", 60_000 * KR) for m in range(1, 13)]
    found = lage_av(utfall, budget, period=Period(2022, len(kop)))
    return replace(found, placeringar=placeringar or LISTA, **more)  # type: ignore[arg-type]


def only(found: Lage) -> Listrad:
    (rad,) = compute_placeringslista(found).rader
    return rad


def test_the_list_stands_beside_the_ledger_of_its_line() -> None:
    rad = only(lage(I_LISTAN))
    assert (rad.nod, rad.kontogrupp) == ("11", Kontogrupp.KOP)
    assert [ore // KR for ore in rad.lista] == [*I_LISTAN, 31_000, 30_000, 31_000, 31_000, 30_000, 31_000, 30_000, 31_000]
    assert [None if ore is None else ore // KR for ore in rad.utfall] == [*I_LISTAN, *[None] * 8]
    assert rad.budget == (60_000 * KR,) * 12
    assert [one.marke for one in rad.jamforelse] == [Marke.STAMMER] * 4
    assert (rad.skillnad_ore, rad.gap_ore) == (0, 0)
    assert rad.helar_ore == (sum(I_LISTAN) + 245_000) * KR  # 245 days of 1 000 kr from May


def test_what_the_ledger_holds_beyond_the_list_is_carried_on_as_the_mean_of_three_months() -> None:
    found = lage([93_000, 87_000, 37_000, 30_000])  # 0, 3 000, 6 000 and 0 more than the list
    rad = only(found)
    assert rad.skillnad_ore == rad.gap_ore == 3_000 * KR
    assert rad.gap_rest_ore == 24_000 * KR
    assert rad.helar_ore == (247_000 + 245_000 + 24_000) * KR
    assert [b - a for a, b in zip(rad.lista, rad.manader, strict=True)] == [0] * 4 + [3_000 * KR] * 8
    assert "3 tkr mer per månad än listan (feb–apr). Det läggs till varje månad" in gap_text(rad, found).replace("\u00a0", " ")


def test_the_namnd_can_choose_to_leave_it_out() -> None:
    found = lage([93_000, 87_000, 37_000, 30_000], placeringsgap=False)
    rad = only(found)
    assert (rad.skillnad_ore, rad.gap_ore, rad.helar_ore) == (3_000 * KR, 0, 492_000 * KR)
    assert "läggs inte till, efter nämndens val" in gap_text(rad, found)


def test_a_ledger_below_the_list_is_said_but_not_carried_on() -> None:
    found = lage([93_000, 84_000, 31_000, 0])  # April's invoice has not come
    rad = only(found)
    assert (rad.skillnad_ore, rad.gap_ore) == (-10_000 * KR, 0)
    assert rad.jamforelse[3].marke is Marke.UTAN_FAKTURA
    assert "Det dras inte av" in gap_text(rad, found)


def test_the_gap_is_of_the_last_three_months_that_are_known() -> None:
    assert mean_gap([100] * 12, [900, 130, 160, 100]) == 30
    assert mean_gap([100] * 12, [100, 130, 160, None]) == 30
    assert mean_gap([100] * 12, [101]) == 1
    assert mean_gap([100] * 12, [101, 102]) == 2  # 1,5 away from zero
    assert mean_gap([100] * 12, []) is None
    assert mean_gap([100] * 12, [None]) is None


def test_a_month_that_is_not_closed_does_not_count_in_the_gap() -> None:
    found = lage([93_000, 84_000, 31_000, 900_000], status={202204: Status.PRELIMINAR})
    rad = only(found)
    assert (rad.last_closed, rad.gap_ore, rad.bokfort_ore) == (3, 0, 208_000 * KR)
    assert rad.jamforelse[3].marke is Marke.MER


def test_a_list_of_ongoing_ones_only_is_pointed_out() -> None:
    found = lage([93_000, 84_000, 31_000, 30_000], LISTA[0])
    assert "Listan har ingen avslutad placering" in missing_ended(only(found), found)
    whole = lage([93_000, 87_000, 37_000, 30_000])
    assert missing_ended(only(whole), whole) == ""


def test_an_accumulated_file_cannot_be_compared_by_month() -> None:
    budget = [(202200 + m, "11", "4631", 60_000 * KR) for m in range(1, 13)]
    found = lage_av([(202204, "11", "4631", 30_000 * KR)], budget, period=APRIL, ack=[(202203, "11", "4631", 208_000 * KR)])
    rad = only(replace(found, placeringar=LISTA))
    assert [one.marke for one in rad.jamforelse] == [Marke.OKAND] * 3 + [Marke.STAMMER]
    assert rad.bokfort_ore == 238_000 * KR


def test_familjehem_are_arvoden_only_where_the_line_has_such_a_kontogrupp() -> None:
    family = replace(LISTA[0], typ="familjehem")
    found = lage(I_LISTAN, family, LISTA[1])
    assert only(found).kontogrupp is Kontogrupp.KOP
    other = lage(I_LISTAN, family, LISTA[1])
    other.kub.budget[other.kub.place["11"], GRUPPER.index(Kontogrupp.FAMILJEHEM), 1, 0] = 1
    groups = {rad.kontogrupp: [one.rad.typ for one in rad.placeringar] for rad in compute_placeringslista(other).rader}
    assert groups == {Kontogrupp.KOP: ["SiS"], Kontogrupp.FAMILJEHEM: ["familjehem"]}


@pytest.mark.parametrize("nod", ["", "999", "1", "2"])  # not said, not known, a parent without own rows, a line without figures
def test_a_placement_of_no_line_with_figures_is_summed_but_in_no_prognos(nod: str) -> None:
    found = lage(I_LISTAN, LISTA[0], LISTA[1], replace(LISTA[0], nod=nod))
    lista = compute_placeringslista(found)
    assert len(lista.pagaende) == 2
    assert lista.per_dygn_ore == 2_000 * KR
    assert len(lista.utan_rad) == 1
    assert only(found).helar_ore == only(lage(I_LISTAN)).helar_ore
    assert loose_text(lista).startswith("En placering saknar")
    assert loose_text(compute_placeringslista(lage(I_LISTAN))) == ""


def test_the_method_is_used_where_it_is_chosen_and_parts_sum() -> None:
    found = lage([93_000, 87_000, 37_000, 30_000], metodval={"11": Metod.PLACERINGSLISTA.value})
    prognos = compute_helarsprognos(found)
    row = found.kub.place["11"]
    assert prognos.system[row, KOP] == 516_000 * KR
    assert prognos.system[row].sum() == prognos.manader[row].sum()
    plain = compute_helarsprognos(replace(found, metodval={}))
    alone = forecast_series(found, [row], [KOP], STANDARDMETOD, 4).total
    assert prognos.system[row].sum() - plain.system[row].sum() == pytest.approx(516_000 * KR - alone, abs=16)  # öre of rounding
    assert prognos.intervall([row]).metod == Metod.PLACERINGSLISTA
    (rad,) = placeringslista(found)
    assert rad.manader[4:] == (
        34_000 * KR,
        33_000 * KR,
        34_000 * KR,
        34_000 * KR,
        33_000 * KR,
        34_000 * KR,
        33_000 * KR,
        34_000 * KR,
    )
    assert all("HVB" not in text for text in rad.forklaring)


def test_the_interval_is_the_default_methods_widened_by_the_distance() -> None:
    found = lage([93_000, 87_000, 37_000, 30_000])
    rad = only(found)
    said = forecast_lista(found, [rad])
    assert said.helar_ore == rad.helar_ore
    plain = compute_helarsprognos(found, metod=STANDARDMETOD)
    assert said.standard_ore == plain.system[found.kub.place["11"], KOP]
    half = (said.high_ore - said.low_ore) / 2
    assert half > abs(said.helar_ore - said.standard_ore)  # 1,28 times the distance at least
    assert said.budget_ore == 720_000 * KR


def test_a_closed_year_is_itself_with_no_width() -> None:
    found = lage([*I_LISTAN, *[31_000] * 8])
    said = forecast_lista(found, [only(found)])
    assert said.helar_ore == said.low_ore == said.high_ore == said.standard_ore == (238_000 + 248_000) * KR


def test_prices_follow_an_index_of_months_ahead_only() -> None:
    def pris(namn: str, enhet: str, varde: int, fran: int) -> Prisantagande:
        return Prisantagande(namn, enhet, Decimal(varde), fran, "avtal", "A. Ek", datetime(2022, 5, 1, tzinfo=UTC))

    assumed = (
        pris("Index placeringar", "%", 10, 202207),
        pris("index HVB", "%", 20, 202212),
        pris("Index placeringar", "%", 50, 202204),  # the list's prices are April's already
        pris("Index", "%", 99, 202207),
        pris("Dygnspris SiS", "kr per dygn", 8000, 202101),
        pris("Dygnspris SiS", "kr per dygn", 8200, 202201),
        pris("Dygnspris SiS", "kr per dygn", 9000, 202205),
    )
    found = lage(I_LISTAN, LISTA[0], prisantaganden=assumed)
    assert [(one.fran, one.procent, one.typ) for one in read_andringar(found)] == [
        (202207, Decimal(10), ""),
        (202212, Decimal(20), "HVB"),
    ]
    assert [ore // KR for ore in only(found).lista[9:]] == [31_000, 30_000, 37_200]
    assert assumed_price(found, "SiS") == 8200 * KR
    assert assumed_price(found, "jourhem") is None


def test_the_sentences_say_count_day_and_rest() -> None:
    back = replace(LISTA[0], start="2022-03-01", slut="2022-05-31", ersattning_ore=400 * KR, raknas=True)
    lista = compute_placeringslista(lage(I_LISTAN, LISTA[0], back, replace(LISTA[0], raknas=False)))
    plain = answer_sentence(lista, lage(I_LISTAN).namnd.enhet).replace("\u00a0", " ")
    # 1 000 + 600 kr a day; 245 days of 1 000 kr and 31 of 600.
    assert plain == "2 pågående placeringar kostar 1 600 kr per dygn, 264 tkr resten av året"
    below = basis_sentence(lista, lage(I_LISTAN).namnd.enhet).replace("\u00a0", " ")
    # If the second went on: 245 days of 1 600 kr.
    assert below == (
        "Den 30 april 2022, efter momskompensation och 12 tkr statlig ersättning. "
        "En har ett planerat slut i år; fortsätter alla blir resten av året 392 tkr."
    )
    assert explain(only(lage(I_LISTAN)), lage(I_LISTAN))[0].replace("\u00a0", " ") == (
        "En pågående placering kostar 1 000 kr per dygn. Listan ger 245 tkr maj–dec."
    )


def compared(kop: Sequence[int | None], *rader: Placeringsrad) -> tuple[Manadsjamforelse, ...]:
    found = [compute_kostnad(rad, date(2022, 12, 31)) for rad in rader or LISTA]
    lista = [sum(one.kostnad[m] for one in found) for m in range(12)]
    return compare_months(found, lista, [None if kr is None else kr * KR for kr in kop], ar=2022)


def test_an_invoice_after_the_end_is_recognised_by_its_amount() -> None:
    march = compared([93_000, 84_000, 31_000 + 62_000])[2]  # 31 days of 2 000 kr after the SiS placement ended
    assert (march.marke, march.tecken, march.skillnad_ore) == (Marke.EFTER_SLUT, "SiS 2022-01-01 till 2022-02-28", 62_000 * KR)


def test_cost_where_the_list_has_none() -> None:
    alone = LISTA[1]
    april = compared([62_000, 56_000, 0, 17_000], alone)[3]
    assert (april.marke, april.tecken) == (Marke.UTAN_PLACERING, "")
    after = compared([62_000, 56_000, 0, 60_000], alone)[3]  # 30 days of 2 000 kr
    assert after.marke is Marke.EFTER_SLUT


def test_a_placement_without_invoice_is_recognised_by_its_amount() -> None:
    february = compared([93_000, 84_000 - 56_000])[1]  # 28 days of 2 000 kr missing
    assert (february.marke, february.tecken) == (Marke.UTAN_FAKTURA, "SiS 2022-01-01 till 2022-02-28")
    nothing = compared([93_000, 0])[1]
    assert (nothing.marke, nothing.tecken) == (Marke.UTAN_FAKTURA, "")


def test_a_difference_like_no_placement_is_only_more_or_less() -> None:
    more, less = compared([110_000, 60_000])
    assert (more.marke, more.tecken, less.marke, less.tecken) == (Marke.MER, "", Marke.MINDRE, "")


def test_two_placements_with_that_amount_name_none() -> None:
    twins = (LISTA[0], replace(LISTA[0], typ="stödboende"))
    january = compared([31_000], *twins)[0]
    assert (january.marke, january.tecken) == (Marke.MINDRE, "")


def test_near_enough_agrees_and_an_unknown_month_is_said() -> None:
    near, unknown = compared([93_000 + 1_000, None])
    assert (near.marke, unknown.marke, unknown.skillnad_ore) == (Marke.STAMMER, Marke.OKAND, None)
    assert compared([93_000 + 1_001])[0].marke is Marke.MER


def test_three_months_in_a_row_make_a_pattern() -> None:
    assert "mer än listan varje månad feb till apr" in find_pattern(compared([93_000, 99_000, 45_000, 44_000]))
    assert "mindre än listan varje månad feb till apr" in find_pattern(compared([93_000, 70_000, 20_000, 21_000]))
    assert find_pattern(compared(I_LISTAN)) == ""
    assert find_pattern(compared([99_000, 95_000])) == ""
    assert find_pattern(()) == ""


def test_a_ledger_one_month_behind_is_recognised() -> None:
    assert "en månad efter listan" in find_pattern(compared([0, 93_000, 84_000, 31_000]))


def test_types_are_summed_largest_first() -> None:
    later = replace(LISTA[1], start="2022-12-01", slut="")
    uncounted = replace(LISTA[0], typ="SiS", raknas=False)
    family = [replace(LISTA[0], typ="familjehem", slut="2022-06-30", dygnspris_ore=kr * KR) for kr in (500, 700)]
    rows = sum_types(compute_placeringslista(lage(I_LISTAN, LISTA[0], later, uncounted, *family)))
    assert [(r.typ, r.antal, r.per_dygn_ore // KR, r.slutar, r.rest_ore // KR) for r in rows] == [
        ("familjehem", 2, 1_200, 2, 61 * 1_200),
        ("HVB", 1, 1_000, 0, 245_000),
        ("SiS", 0, 0, 0, 31 * 2_000),
    ]
    assert [r.median_ore for r in rows] == [600 * KR, 1_000 * KR, None]
    assert types_sentence(rows).replace("\u00a0", " ") == "Familjehem är 2 av 3 pågående och 55 % av kostnaden per dygn"


def test_the_worked_example_of_metoder_md() -> None:
    text = " ".join((Path(__file__).parents[3] / "docs" / "metoder.md").read_text(encoding="utf-8").split())
    text = text.partition("## Placeringslista")[2].partition(" ## ")[0]
    hvb = replace(
        LISTA[0], start="2024-02-10", slut="2024-03-05", dygnspris_ore=5_200 * KR, momskompensation_procent=Decimal(6)
    )
    one = compute_kostnad(hvb, date(2024, 12, 31))
    assert f"5 200 × 0,94 = {shown(one.per_dygn_ore)} kr" in text
    assert f"{shown(one.kostnad[1])} kr och {shown(one.kostnad[2])} kr" in text
    late = compute_kostnad(replace(hvb, start="2024-09-01", slut=""), date(2024, 12, 31))
    assert f"122 dygn: {shown(late.rest_ore(0))} kr" in text
    tkr = 1000 * KR
    gap = mean_gap([0, 400 * tkr, 420 * tkr, 410 * tkr], [None, 430 * tkr, 480 * tkr, 410 * tkr])
    assert gap is not None
    assert f"(30 + 60 + 0) / 3 = {shown(gap // 1000)} tkr per månad" in text
    plan = (0,) * 4 + (375 * tkr,) * 8
    rad = Listrad("11", Kontogrupp.KOP, (), plan, (None,) * 12, (0,) * 12, (), gap, gap, 1_700 * tkr, 0, 4)
    assert f"1 700 + 3 000 + 8 × 30 = {shown(rad.helar_ore // 1000)} tkr" in text


def shown(ore: int) -> str:
    return f"{ore // KR:_}".replace("_", " ")
