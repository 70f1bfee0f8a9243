"""The levers of a scenario, counted by hand on a Lage written by hand, and the worked example of docs/metoder.md."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.inlasning.planrader import Atgardsrad
from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER
from finance.lage import Lage
from finance.period import Period
from finance.prognos.bedomt import EJ_FORDELAT_GRUPP
from finance.prognos.helarsprognos import Helarsprognos, compute_helarsprognos, probability_of_keeping
from finance.prognos.scenario import Effekt, compute_effekter, effekt_matris, list_forsenbara
from finance.prognos.smaandringar import list_small_changes
from finance.store import Prisantagande, Spak, Spakslag, Volymkoppling, Volymslag
from tests.finance.lage_av import lage_av
from tests.finance.prognos.test_volympris import HEMTJANST, PROGNOS, TERTIAL, hemtjanst, spaced
from tests.finance.prognos.test_volympris import METODER as TEXT

KR = 100
VOLYM, PRIS, VAKANS, ATGARD, PLACERING = Spakslag
SENARE = Atgardsrad("11", "", "Samordning", "", "2022-07-01", "", 60_000 * KR, None, "", "", medraknad=True, blad="B", rad=2)


def tal(**figures: object) -> tuple[tuple[str, Decimal], ...]:
    return tuple((name, Decimal(str(value))) for name, value in figures.items())


def prognos_av(*matt: object, **kw: object) -> Helarsprognos:
    """Closed through April; 1 050 hours a month at 545 kr from May."""
    return compute_helarsprognos(hemtjanst(TERTIAL, PROGNOS, *matt, **kw))  # type: ignore[arg-type]


def one(prognos: Helarsprognos, spak: Spak) -> Effekt:
    found = compute_effekter(prognos, [spak])[0]
    assert not found.hinder, found.hinder
    return found


def months(effekt: Effekt) -> list[int]:
    return [sum(part) for part in zip(*(part for _, part in effekt.delar), strict=True)]


def kronor(text: str) -> int:
    """A printed amount as öre."""
    return round(Decimal(spaced(text).replace(" ", "").replace(",", ".")) * KR)


EXEMPEL = (
    Spak(VOLYM, "11", fran=6, tal=tal(procent=10)),
    Spak(PRIS, "11", fran=9, tal=tal(kronor=5)),
    Spak(VAKANS, "11", fran=7, till=9, tal=tal(antal=2, lon=34_000, po="45.42")),
    Spak(ATGARD, "11", om="Samordning", tal=tal(manader=2)),
    Spak(PLACERING, "11", om="HVB", fran=11, till=12, tal=tal(antal=1, dygnspris=5200, moms=6)),
)


def test_the_worked_example_of_metoder() -> None:
    effekter = compute_effekter(prognos_av(atgarder=(SENARE,)), EXEMPEL)
    printed = re.search(
        r"sju månader = ([\d ,]+) kr\. .* fyra månader = ([\d ,]+) kr\. .* tre månader = ([\d ,]+) kr lägre .* "
        r"två månader senare: ([\d ,]+) kr\. .* 61 dygn × 4 888 = ([\d ,]+) kr\. Scenariot kostar tillsammans ([\d ,]+) kr\.",
        TEXT,
    )
    assert printed is not None
    *levers, whole = (kronor(text) for text in printed.groups())
    signed = [levers[0], levers[1], -levers[2], levers[3], levers[4]]
    assert [effekt.helar_ore for effekt in effekter] == signed
    assert sum(signed) == whole


def test_the_chance_in_the_worked_example() -> None:
    before, after = re.search(r"chansen att hålla budgeten är (\d+) procent\. .* chansen blir (\d+) procent", TEXT).groups()  # type: ignore[union-attr]
    assert round(100 * probability_of_keeping(0, -200_000 * KR, 400_000 * KR)) == int(before)
    assert round(100 * probability_of_keeping(0, -300_000 * KR, 300_000 * KR)) == int(after)


def test_units_a_month_and_percent_of_the_price() -> None:
    prognos = prognos_av()
    assert months(one(prognos, Spak(VOLYM, "11", fran=1, tal=tal(antal=-50)))) == [0] * 4 + [-50 * 545 * KR] * 8
    assert months(one(prognos, Spak(PRIS, "11", fran=12, tal=tal(procent=-2)))) == [0] * 11 + [-1050 * 1090]  # 10,90 kr


def test_a_volume_never_goes_below_zero_and_a_price_never_turns() -> None:
    prognos = prognos_av()
    nothing = [0] * 4 + [-1050 * 545 * KR] * 8
    assert months(one(prognos, Spak(VOLYM, "11", tal=tal(antal=-5000)))) == nothing
    assert months(one(prognos, Spak(PRIS, "11", tal=tal(kronor=-600)))) == nothing


def test_a_higher_price_of_an_intakt_is_more_income() -> None:
    utfall = [(202200 + m, "11", "3010", -100_000 * KR) for m in range(1, 5)]
    koppling = Volymkoppling("11", Kontogrupp.INTAKTER.value, HEMTJANST.matt, "timme", Volymslag.FLODE)
    lage = replace(lage_av(utfall, period=Period(2022, 4)), matt=hemtjanst(TERTIAL, PROGNOS).matt, volymkopplingar=(koppling,))
    found = one(compute_helarsprognos(lage), Spak(PRIS, "11", Kontogrupp.INTAKTER.value, fran=12, tal=tal(kronor=10)))
    assert months(found)[11] == -1050 * 10 * KR


def test_days_of_a_leap_year_and_what_is_refunded_is_an_intakt() -> None:
    lage = lage_av([(202401, "11", "5010", 1000)], period=Period(2024, 1))
    spak = Spak(PLACERING, "11", om="HVB", fran=1, till=3, tal=tal(antal=2, dygnspris=1000, ersattning=100))
    found = one(compute_helarsprognos(lage), spak)
    assert monthrange(2024, 2)[1] == 29
    assert dict(found.delar) == {
        Kontogrupp.KOP.value: (0, 2 * 29 * 1000 * KR, 2 * 31 * 1000 * KR, *(0,) * 9),
        Kontogrupp.INTAKTER.value: (0, -2 * 29 * 100 * KR, -2 * 31 * 100 * KR, *(0,) * 9),
    }


def test_familjehem_are_arvoden_where_the_line_has_them() -> None:
    lage = lage_av([(202201, "11", "5010", 1000), (202201, "12", "5010", 1000)], period=Period(2022, 1))
    lage.kub.budget[lage.kub.place["12"], GRUPPER.index(Kontogrupp.FAMILJEHEM), 0, 0] = 1
    spakar = [Spak(PLACERING, nod, om="familjehem", fran=2, tal=tal(antal=1, dygnspris=800)) for nod in ("11", "12")]
    found = compute_effekter(compute_helarsprognos(lage), spakar)
    assert [effekt.delar[0][0] for effekt in found] == [Kontogrupp.KOP.value, Kontogrupp.FAMILJEHEM.value]


def test_more_tjanster_than_the_prognos_cost_more_and_a_placering_less_costs_less() -> None:
    prognos = prognos_av()
    more = one(prognos, Spak(VAKANS, "11", fran=12, tal=tal(antal="-0.5", lon=40_000, po=40)))
    assert more.helar_ore == 28_000 * KR
    assert "0,5 tjänster till" in more.namn
    less = one(prognos, Spak(PLACERING, "11", om="HVB", fran=12, tal=tal(antal=-1, dygnspris=1000)))
    assert less.helar_ore == -31_000 * KR


def test_a_delay_moves_the_effect_and_what_passes_december_is_lost() -> None:
    ended = replace(SENARE, atgard="Till oktober", slut="2022-10-31")
    prognos = prognos_av(atgarder=(SENARE, ended))
    assert [f.manader for f in list_forsenbara(prognos)] == [
        (*[0] * 6, *[-60_000 * KR] * 6),
        (*[0] * 6, *[-60_000 * KR] * 4, 0, 0),
    ]
    open_ended = one(prognos, Spak(ATGARD, "11", om="Samordning", tal=tal(manader=1)))
    assert months(open_ended) == [0] * 6 + [60_000 * KR] + [0] * 5
    moved = one(prognos, Spak(ATGARD, "11", om="Till oktober", tal=tal(manader=1)))
    assert months(moved) == [0] * 6 + [60_000 * KR, 0, 0, 0, -60_000 * KR, 0]
    assert moved.helar_ore == 0


@pytest.mark.parametrize(
    ("spak", "text"),
    [
        (Spak(VOLYM, "12", tal=tal(procent=5)), "Koppla ett på sidan Volymer"),
        (Spak(VAKANS, "99", tal=tal(antal=1, lon=30_000)), "finns inte i strukturen"),
        (Spak(VAKANS, "11", tal=tal(antal=1)), "Skriv månadslönen"),
        (Spak(VAKANS, "11", fran=1, till=4, tal=tal(antal=1, lon=30_000)), "är stängda"),
        (Spak(VAKANS, "11", tal=tal(antal=1, lon=10**15)), "orimligt stor"),
        (Spak(ATGARD, "11", om="Okänd", tal=tal(manader=1)), "räknas inte i prognosen"),
        (Spak(PLACERING, "11", om="HVB", tal=tal(antal=1)), "Dygnspriset måste vara större än noll"),
        (Spak(PLACERING, "11", om="HVB", tal=tal(antal="0.5", dygnspris=900)), "heltal"),
    ],
)
def test_a_lever_that_cannot_be_counted_says_what_to_do(spak: Spak, text: str) -> None:
    found = compute_effekter(prognos_av(), [spak])[0]
    assert text in found.hinder
    assert not found.delar


MED_ATGARD = prognos_av(atgarder=(SENARE,))
figures = st.decimals(-40, 40, places=1, allow_nan=False)
LEVERS = st.one_of(
    st.builds(lambda p, m: Spak(VOLYM, "11", fran=m, tal=tal(procent=p)), figures, st.integers(1, 12)),
    st.builds(lambda p, m: Spak(PRIS, "11", fran=m, tal=tal(kronor=p)), figures, st.integers(1, 12)),
    st.builds(
        lambda n, a, b: Spak(VAKANS, "11", fran=a, till=b, tal=tal(antal=n, lon=35_000, po="45.42")),
        figures,
        st.integers(1, 12),
        st.integers(1, 12),
    ),
    st.builds(lambda n: Spak(ATGARD, "11", om="Samordning", tal=tal(manader=n)), st.integers(0, 12)),
    st.builds(
        lambda n, m: Spak(PLACERING, "11", om="HVB", fran=m, tal=tal(antal=n, dygnspris="4321.5", moms=6, ersattning=70)),
        st.integers(-5, 5),
        st.integers(1, 12),
    ),
)


@given(st.lists(LEVERS, unique_by=lambda spak: spak.mal))
@settings(max_examples=60, deadline=None)
def test_the_matrix_is_the_levers_and_closed_months_are_never_touched(spakar: list[Spak]) -> None:
    prognos = MED_ATGARD
    effekter = compute_effekter(prognos, spakar)
    matris = effekt_matris(prognos, effekter)
    assert matris.sum() == sum(effekt.helar_ore for effekt in effekter)
    assert not matris[:, :, :4].any()
    assert matris.dtype == np.int64
    turned = effekt_matris(prognos, compute_effekter(prognos, spakar[::-1]))
    assert (matris == turned).all()


@given(figures, figures)
@settings(max_examples=60, deadline=None)
def test_volume_and_price_together_are_the_new_cost_less_the_old(volym: Decimal, pris: Decimal) -> None:
    prognos = MED_ATGARD
    spakar = [Spak(PRIS, "11", tal=tal(kronor=pris)), Spak(VOLYM, "11", tal=tal(procent=volym))]
    new = round(1050 * (1 + float(volym) / 100) * (54_500 + float(pris) * 100))
    whole = sum(effekt.helar_ore for effekt in compute_effekter(prognos, spakar))
    assert abs(whole - 8 * (new - 1050 * 54_500)) <= 8  # at most one öre a month by float


def test_the_effect_of_an_atgard_is_not_split_on_kontogrupper() -> None:
    prognos = prognos_av(atgarder=(SENARE,))
    matris = effekt_matris(prognos, compute_effekter(prognos, [EXEMPEL[3]]))
    assert matris[prognos.kub.place["11"], EJ_FORDELAT_GRUPP].sum() == 120_000 * KR


def priced(lage: Lage) -> Lage:
    known = (("Månadslön", "kr per månad", Decimal(30_000)), ("PO-pålägg", "%", Decimal(50)))
    nar = datetime(2022, 1, 1, tzinfo=UTC)
    return replace(lage, prisantaganden=tuple(Prisantagande(*one, 202201, "HR", "anna", nar) for one in known))


def test_small_changes_largest_first() -> None:
    prognos = compute_helarsprognos(priced(hemtjanst(TERTIAL, PROGNOS, atgarder=(SENARE,))))
    assert [(spaced(row.om), row.ore) for row in list_small_changes(prognos)] == [
        ("10 kr lägre pris per timme från maj", 8400 * 10 * KR),
        ("Åtgärden Samordning en månad senare", -60_000 * KR),
        ("1 % färre timmar från maj", 8 * 1050 * 545),
        ("En vakant tjänst i maj", 45_000 * KR),
    ]


def test_a_closed_year_has_no_small_changes() -> None:
    rows = [(202200 + m, "11", "5010", 1000) for m in range(1, 13)]
    assert list_small_changes(compute_helarsprognos(lage_av(rows, period=Period(2022, 12)))) == ()
