"""Known events: amounts by hand per kind, months that count, prices that hold, and what is said about it."""

import calendar
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from finance.errors import InvalidValue
from finance.format import format_tal
from finance.inlasning.planrader import Atgardsrad
from finance.kontoplan import Kontogrupp
from finance.period import Period
from finance.prognos.atgarder import compute_atgarder
from finance.prognos.bedomt import Paverkan
from finance.prognos.handelser import compute_handelse, days_in_month
from finance.prognos.handelseslag import Handelseslag, check_handelse
from finance.prognos.prisantaganden import price_at
from finance.store import KandHandelse, Parameter, Prisantagande
from tests.finance.lage_av import Rader, lage_av
from tests.finance.prognos.test_rensning import engangs

NAR = datetime(2022, 6, 1, tzinfo=UTC)
MAJ = Period(2022, 5)
UTFALL = [(202200 + m, "11", "5010", 100_000_00) for m in range(1, 6)]


def pris(namn: str, varde: str, galler_fran: int = 202201, enhet: str = "kr per månad") -> Prisantagande:
    return Prisantagande(namn, enhet, Decimal(varde), galler_fran, "Beslut KS 12", "anna", NAR)


def handelse(slag: str, *, nod: str = "11", fran: int = 202206, till: int = 0, **varden: str | Parameter) -> KandHandelse:
    parametrar = {
        namn: value if isinstance(value, Parameter) else Parameter(tal=Decimal(value)) for namn, value in varden.items()
    }
    return KandHandelse(nod, "", slag, fran, till, parametrar, "något händer", 202205, id=1)


def computed(
    one: KandHandelse, *, period: Period = MAJ, priser: tuple[Prisantagande, ...] = (), utfall: Rader = UTFALL
) -> Paverkan:
    lage = lage_av(utfall, period=period, prisantaganden=priser)
    return compute_handelse(lage, one, period.manad)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_vakans_is_posts_times_pay_times_po_and_lowers_the_cost() -> None:
    found = computed(handelse("vakans", antal="2", lon="34000", po="45.42"))
    # 2 x 34 000 x 1,4542 = 98 885,60 kr a month, June to December
    assert found.manader == (0,) * 5 + (-98_885_60,) * 7
    assert plain(found.forklaring) == "2 tjänster × 34 000 kr × 1,4542 × 7 månader = 692 199 kr lägre kostnad"


def test_a_contract_that_ends_and_one_that_begins_with_an_index() -> None:
    slutar = computed(handelse("avtal_slutar", fran=202209, belopp="45000"))
    assert slutar.manader == (0,) * 8 + (-45_000_00,) * 4
    borjar = computed(handelse("avtal_borjar", fran=202209, till=202210, belopp="45000", index="2.5"))
    assert borjar.manader == (0,) * 8 + (46_125_00,) * 2 + (0,) * 2
    assert plain(borjar.forklaring) == "45 000 kr × 1,025 × 2 månader = 92 250 kr högre kostnad"


def test_a_placement_costs_its_days() -> None:
    found = computed(handelse("placering", fran=202209, dygnspris="2500", moms="6", ersattning="100"))
    # 2 500 x 0,94 - 100 = 2 250 kr a day; 30 + 31 + 30 + 31 days
    assert found.manader == (0,) * 8 + (67_500_00, 69_750_00, 67_500_00, 69_750_00)
    assert plain(found.forklaring) == ("1 placering × (2 500 kr × 0,94 − 100 kr) × 122 dygn = 274 500 kr högre kostnad")


@pytest.mark.parametrize(("ar", "days"), [(2023, 28), (2024, 29), (2000, 29), (2100, 28)])
def test_february_has_its_own_days(ar: int, days: int) -> None:
    found = computed(
        handelse("placering", fran=ar * 100 + 2, till=ar * 100 + 2, dygnspris="1000"), period=Period(ar, 1), utfall=[]
    )
    assert found.manader[1] == days * 1_000_00
    assert days_in_month(ar, 2) == calendar.monthrange(ar, 2)[1]


def test_a_refund_is_booked_once_and_a_debt_is_a_cost() -> None:
    assert computed(handelse("aterbetalning", fran=202210, till=202210, belopp="-350000")).manader[9] == -350_000_00
    assert computed(handelse("aterbetalning", fran=202210, till=202210, belopp="120000.5")).helar_ore == 120_000_50


def test_a_grant_is_spread_and_the_closed_months_do_not_count() -> None:
    # 1 000 000 kr over May to December: 125 000 each; May is closed
    found = computed(handelse("statsbidrag", fran=202205, belopp="1000000"))
    assert found.manader == (0,) * 5 + (-125_000_00,) * 7
    assert "redan stängd" in found.varning
    # 100,00 kr over three months: the last carries the öre left
    assert computed(handelse("statsbidrag", fran=202210, belopp="100")).manader[9:] == (-33_33, -33_33, -33_34)


def test_a_pay_revision_is_percent_of_personal_before_it() -> None:
    rader = [
        *UTFALL[:3],
        (202204, "11", "5010", 103_000_00),
        (202205, "11", "5010", 103_000_00),
        (202202, "11", "6010", 999_00),
    ]
    found = computed(handelse("lonerevision", fran=202204, procent="3.2"), utfall=rader)
    # mean of January to March is 100 000 kr: April and May hold the new pay, and lokaler are no pay
    assert found.manader == (0,) * 5 + (3_200_00,) * 7
    assert "2 av händelsens månader är stängda" in found.varning


def test_the_compensation_of_a_pay_revision_counts_whole_while_the_budget_does_not_hold_it() -> None:
    found = computed(handelse("lonerevision", fran=202206, procent="3", kompensation="20000"))
    # 7 x 3 000 - 20 000 = 1 000 kr; 20 000,00 / 7 = 2 857,14 and 2 857,16 in the last
    assert found.helar_ore == 1_000_00
    assert found.manader[5:] == (142_86,) * 6 + (142_84,)
    assert "− 20 000 kr budgetkompensation" in plain(found.forklaring)


def test_a_pay_revision_on_a_parent_is_of_all_its_parts() -> None:
    rader = [*UTFALL, *((202200 + m, "12", "5010", 50_000_00) for m in range(1, 6))]
    assert computed(handelse("lonerevision", nod="1", procent="2"), utfall=rader).manader[11] == 3_000_00


def test_a_pay_revision_in_january_takes_last_year_s_mean() -> None:
    rader = [(202100 + m, "11", "5010", 90_000_00) for m in range(1, 13)]
    found = computed(handelse("lonerevision", fran=202201, procent="2"), utfall=[*rader, *UTFALL])
    assert found.manader[11] == 1_800_00
    assert "snitt januari till december 2021" in found.forklaring


def test_a_one_off_in_personal_carries_no_revision() -> None:
    utfall = [*UTFALL, (202203, "11", "5010", 500_000_00)]  # severance pay: the mean is 200 000 kr with it, 100 000 without
    mark = engangs("11", 202203, 500_000_00, grupp=Kontogrupp.PERSONAL)
    lage = replace(lage_av(utfall, period=MAJ), engangsposter=(mark,))
    assert compute_handelse(lage, handelse("lonerevision", procent="1"), 5).manader[11] == 1_000_00


def test_an_accumulated_file_gives_the_mean_of_its_months() -> None:
    lage = lage_av([], period=MAJ, ack=[(202205, "11", "5010", 500_000_00)])
    assert compute_handelse(lage, handelse("lonerevision", procent="1"), 5).manader[11] == 1_000_00


def test_kronor_per_inhabitant_are_a_twelfth_a_month() -> None:
    found = computed(handelse("per_invanare", fran=202207, kronor="12.50", invanare="23145"))
    # 12,50 x 23 145 / 12 = 24 109,375 kr, rounded away from zero
    assert found.manader == (0,) * 6 + (24_109_38,) * 6
    assert plain(found.forklaring).startswith("12,50 kr × 23 145 invånare / 12 × 6 månader")


def test_a_free_amount_may_be_minus() -> None:
    found = computed(handelse("fritt_belopp", belopp="-1500"))
    assert found.manader == (0,) * 5 + (-1_500_00,) * 7
    assert plain(found.forklaring) == "1 500 kr × 7 månader = 10 500 kr lägre kostnad"


def test_the_price_that_holds_in_the_month_is_used_and_told() -> None:
    priser = (pris("Månadslön", "30000"), pris("Månadslön", "31000", 202209), pris("PO-pålägg", "50", enhet="%"))
    found = computed(
        handelse("vakans", antal="1", lon=Parameter(pris="Månadslön"), po=Parameter(pris="PO-pålägg")), priser=priser
    )
    assert found.manader == (0,) * 5 + (-45_000_00,) * 3 + (-46_500_00,) * 4
    assert "30 000 kr × 1,5 × 3 månader + 1 tjänst × 31 000 kr × 1,5 × 4 månader" in plain(found.forklaring)
    assert price_at(priser, "månadslön", 202208) == priser[0]
    assert price_at(priser, "Månadslön", 202112) is None


def test_a_price_per_year_is_a_twelfth_a_month() -> None:
    one = handelse("avtal_borjar", belopp=Parameter(pris="Larmavtal"))
    assert computed(one, priser=(pris("Larmavtal", "120000", enhet="kr per år"),)).manader[6] == 10_000_00


@pytest.mark.parametrize(
    ("priser", "said"),
    [
        ((), "saknar värde för juni 2022"),
        ((pris("Månadslön", "31000", 202209),), "saknar värde för juni 2022"),
        ((pris("Månadslön", "900", enhet="kr per dygn"),), "är i kr per dygn"),
    ],
)
def test_without_a_price_that_fits_nothing_is_counted_and_it_is_said(priser: tuple[Prisantagande, ...], said: str) -> None:
    found = computed(handelse("vakans", lon=Parameter(pris="Månadslön"), po="40"), priser=priser)
    assert found.helar_ore == 0
    assert not found.raknas
    assert said in found.hinder


@pytest.mark.parametrize(
    ("fran", "till", "said"),
    [(202101, 202112, "inga månader under 2022"), (202111, 0, "inga månader under 2022"), (202203, 202205, "utfallet gäller")],
)
def test_an_event_without_months_left_does_not_count(fran: int, till: int, said: str) -> None:
    found = computed(handelse("fritt_belopp", fran=fran, till=till, belopp="100"))
    assert (found.helar_ore, found.raknas) == (0, False)
    assert said in found.hinder


def test_an_event_from_last_year_with_an_end_counts_to_its_end() -> None:
    assert (
        computed(handelse("fritt_belopp", fran=202111, till=202207, belopp="100")).manader
        == (0,) * 5 + (100_00,) * 2 + (0,) * 5
    )


@pytest.mark.parametrize("slag", list(Handelseslag))
def test_months_up_to_the_last_closed_one_never_count(slag: Handelseslag) -> None:
    varden = {falt.nyckel: "10" for falt in slag.form.falt}
    one = handelse(slag.value, fran=202208, till=202208 if slag.form.en_manad else 0, **varden)
    for closed in range(1, 13):
        months = computed(one, period=Period(2022, closed)).manader
        assert months[:closed] == (0,) * closed
        assert any(months) is (closed < (8 if slag.form.en_manad else 12))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (handelse("vakans", lon="30000"), "po-pålägg"),
        (handelse("vakans", lon="-1", po="40"), "noll eller större"),
        (handelse("vakans", lon="30000", po="4000"), "mellan 0 och 200"),
        (handelse("fritt_belopp", belopp="NaN"), "orimligt"),
        (handelse("aterbetalning", fran=202206, till=202207, belopp="1"), "en enda månad"),
        (handelse("okänt"), "slag som inte finns"),
    ],
)
def test_what_cannot_be_right_is_refused(one: KandHandelse, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        check_handelse(one)


def test_an_unknown_kind_does_not_stop_the_prognos() -> None:
    found = computed(replace(handelse("vakans"), slag="från en nyare version"))
    assert not found.raknas
    assert "Ta bort den" in found.hinder


# --- docs/metoder.md

METODER = Path(__file__).parents[3] / "docs" / "metoder.md"


def section(rubrik: str) -> str:
    """One section of the document, its lines joined."""
    return METODER.read_text(encoding="utf-8").split(f"\n## {rubrik}\n")[1].split("\n## ")[0].replace("\n", " ")


def kronor(ore: int, decimals: int = 0) -> str:
    return plain(format_tal(Decimal(abs(ore)) / 100, decimals)) + " kr"


def test_the_worked_example_in_the_document_is_what_the_program_says() -> None:
    text = section("Kända händelser")
    vakans = computed(handelse("vakans", antal="2", lon="34000", po="45.42"))
    placering = computed(handelse("placering", fran=202209, dygnspris="2500", moms="6", ersattning="100"))
    revision = computed(handelse("lonerevision", fran=202204, procent="3.2"))
    avtal = computed(handelse("per_invanare", fran=202207, kronor="12.50", invanare="23145"))
    for said in (
        f"2 × 34 000 × 1,4542 = {kronor(vakans.manader[5], 2)} i månaden, sju månader = {kronor(vakans.helar_ore, 2)} lägre",
        f"30 + 31 + 30 + 31 = 122 dygn gör {kronor(placering.helar_ore)}",
        f"{kronor(revision.manader[11])} i månaden, juni till december {kronor(revision.helar_ore)}",
        f"= {kronor(avtal.manader[11], 2)} i månaden, sex månader = {kronor(avtal.helar_ore, 2)}",
    ):
        assert said in text


def test_the_worked_example_of_atgarder_is_what_the_program_says() -> None:
    text = section("Åtgärder")
    year = Atgardsrad("11", "", "a", "", "2022-03-01", "2022-12-31", None, 600_000_00, "", "", True, "B", 2)
    month = replace(year, start="2022-04-15", slut="2022-09-30", effekt_manad_ore=1_000_00, effekt_helar_ore=None)
    found = compute_atgarder(lage_av(UTFALL, period=MAJ, atgarder=(year, month)), 5)
    assert f"{kronor(found[0].manader[11])} i månaden; juni till december är sju månader: {kronor(found[0].helar_ore)}" in text
    assert f"juni till september, {kronor(found[1].helar_ore)}" in text


def test_every_kind_is_in_the_document() -> None:
    words = section("Kända händelser").casefold()
    assert [slag.value for slag in Handelseslag if slag.namn.casefold() not in words] == []
