"""What händelser, tillägg, åtgärder and nivåer make of the prognos: what counts where, and that parts sum to the whole."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.bedomning import Bedomning, Bedomningstyp
from finance.inlasning.planrader import Atgardsrad
from finance.lage import read_lage
from finance.period import Period
from finance.prognos.bedomt import Orsak
from finance.prognos.helarsprognos import Helarsprognos, compute_helarsprognos
from finance.store import KandHandelse, Parameter, Store, read_logg, save_handelse, save_prisantagande
from finance.struktur import Nod
from finance.uppfoljning import Rad, compute_uppfoljning
from tests.finance.lage_av import lage_av

NAR = datetime(2022, 6, 1, tzinfo=UTC)
MAJ = Period(2022, 5)
NODER = ("11", "12", "1", "2", "S")
UTFALL = [(202200 + m, nod, konto, 1_000_00) for m in range(1, 6) for nod in ("11", "12", "2") for konto in ("5010", "4611")]
BUDGET = [(202200 + m, nod, "5010", 2_000_00) for m in range(1, 13) for nod in ("11", "12", "2")]


def handelse(nod: str, kronor: str, *, grupp: str = "Personal", fran: int = 202206) -> KandHandelse:
    return KandHandelse(nod, grupp, "fritt_belopp", fran, 0, {"belopp": Parameter(Decimal(kronor))}, "något", 202205, id=1)


def niva(nod: str, avvikelse_ore: int, grupp: str = "") -> Bedomning:
    return Bedomning(nod, grupp, Bedomningstyp.NIVA, avvikelse_ore, None, 2022, MAJ, None, None, "skäl", "anna", NAR)


def tillagg(nod: str, avvikelse_ore: int, grupp: str = "") -> Bedomning:
    return replace(niva(nod, avvikelse_ore, grupp), typ=Bedomningstyp.TILLAGG)


def atgard(nod: str, **values: object) -> Atgardsrad:
    one = Atgardsrad(nod, "", "stänga enheten", "chef", "", "", 1_000_00, None, "", "pågår", True, "Blad1", 2)
    return replace(one, **values)  # type: ignore[arg-type]


def prognos_of(**written: object) -> Helarsprognos:
    return compute_helarsprognos(lage_av(UTFALL, BUDGET, period=MAJ, **written))  # type: ignore[arg-type]


def rad_of(nod: str, **written: object) -> Rad:
    return compute_uppfoljning(lage_av(UTFALL, BUDGET, period=MAJ, **written)).rad(nod)  # type: ignore[arg-type]


PLAIN = rad_of("11")


def test_an_event_moves_its_cell_its_months_and_the_interval() -> None:
    rad = rad_of("11", handelser=(handelse("11", "300"),))
    assert rad.prognos_ore - PLAIN.prognos_ore == 7 * 300_00
    assert (rad.low_ore - PLAIN.low_ore, rad.high_ore - PLAIN.high_ore) == (7 * 300_00, 7 * 300_00)
    assert rad.systemprognos_ore == PLAIN.systemprognos_ore
    assert (rad.metod, rad.metod_text) == (PLAIN.metod + "+handelse", f"{PLAIN.metod_text} med kända händelser")
    prognos = prognos_of(handelser=(handelse("11", "300"),))
    row = prognos.kub.place["11"]
    assert list(prognos.manader[row, 5:] - prognos_of().manader[prognos_of().kub.place["11"], 5:]) == [300_00] * 7


def test_an_event_on_a_parent_is_its_gemensamt_line() -> None:
    table = compute_uppfoljning(lage_av(UTFALL, BUDGET, period=MAJ, handelser=(handelse("1", "100"), handelse("S", "10"))))
    assert table.rad("1-gemensamt").prognos_ore == 7 * 100_00
    assert table.rad("S-gemensamt").prognos_ore == 7 * 10_00
    plain = compute_uppfoljning(lage_av(UTFALL, BUDGET, period=MAJ))
    assert table.total.prognos_ore - plain.total.prognos_ore == 7 * 110_00


@pytest.mark.parametrize("grupp", ["", "Personal"])
def test_a_niva_replaces_events_and_tillagg_of_its_own_place(grupp: str) -> None:
    level = niva("11", -5_000_00, grupp)
    alone = rad_of("11", bedomningar=(level,))
    written = {"handelser": (handelse("11", "300"),), "bedomningar": (tillagg("11", 700_00, "Personal"), level)}
    both = rad_of("11", **written)
    assert both == alone
    prognos = prognos_of(**written)
    assert [one.raknas for one in prognos.paverkan] == [False, False]
    assert "bedömd nivå" in prognos.paverkan[0].hinder
    assert prognos.moved_by(Orsak.HANDELSE, prognos.kub.rows(["11"])) == 0


def test_a_niva_on_one_kontogrupp_leaves_the_others_events() -> None:
    written = {"handelser": (handelse("11", "300", grupp="Köp av verksamhet"),), "bedomningar": (niva("11", 0, "Personal"),)}
    alone = rad_of("11", bedomningar=written["bedomningar"])
    assert rad_of("11", **written).prognos_ore - alone.prognos_ore == 7 * 300_00


def test_a_niva_on_a_parent_holds_whatever_its_parts_know() -> None:
    rad = rad_of("1", handelser=(handelse("11", "300"),), bedomningar=(niva("1", -4_000_00),))
    assert rad.prognosavvikelse_ore == -4_000_00
    part = rad_of("11", handelser=(handelse("11", "300"),), bedomningar=(niva("1", -4_000_00),))
    assert part.prognos_ore - PLAIN.prognos_ore == 7 * 300_00


def test_without_a_struktur_what_is_said_of_the_namnd_is_a_line_of_its_own() -> None:
    plain = tuple(Nod(kod, kod) for kod in ("11", "12", "2"))
    lage = lage_av(UTFALL, BUDGET, period=MAJ, noder=plain, handelser=(handelse("SN", "100"),), bedomningar=())
    table = compute_uppfoljning(lage)
    assert table.rad("SN-gemensamt").prognos_ore == 7 * 100_00
    assert sum(rad.prognos_ore for rad in table.blad()) == table.total.prognos_ore
    judged = compute_uppfoljning(lage_av(UTFALL, BUDGET, period=MAJ, noder=plain, bedomningar=(niva("SN", -900),)))
    assert judged.total.prognosavvikelse_ore == -900


def test_an_event_of_another_year_is_not_told() -> None:
    assert prognos_of(handelser=(handelse("11", "300", fran=202108),)).paverkan == ()


def test_figures_that_cannot_be_right_do_not_stop_the_prognos() -> None:
    one = KandHandelse(
        "11", "", "vakans", 202206, 0, {n: Parameter(Decimal(10) ** 9) for n in ("antal", "lon", "po")}, "x", 202205
    )
    found = prognos_of(handelser=(one,)).paverkan[0]
    assert (found.raknas, found.helar_ore) == (False, 0)
    assert "orimligt stor" in found.hinder


def test_events_and_prices_follow_as_of_and_the_month_shown(exempel_db: Path, tmp_path: Path) -> None:
    shutil.copyfile(exempel_db, tmp_path / "en.db")
    store = Store.open(f"sqlite:///{tmp_path / 'en.db'}")
    april, mars = Period(2022, 4), Period(2022, 3)
    before = max(rad.nar for rad in read_logg(store, "LIN-SN"))

    def total(period: Period, as_of: datetime | None = None) -> int:
        return compute_uppfoljning(read_lage(store, "LIN-SN", period, as_of=as_of)).total.prognos_ore

    plain = {period: total(period) for period in (mars, april)}
    price = {"namn": "Dygnspris", "enhet": "kr per dygn", "kalla": "avtal", "vem": "anna", "galler_fran": 202201}
    save_prisantagande(store, "LIN-SN", varde=Decimal(1000), **price)  # type: ignore[arg-type]
    figures = {"antal": Parameter(Decimal(1)), "dygnspris": Parameter(pris="Dygnspris")}
    save_handelse(store, "LIN-SN", KandHandelse("5240", "", "placering", 202212, 0, figures, "en till", 202204), vem="anna")
    between = max(rad.nar for rad in read_logg(store, "LIN-SN"))
    save_prisantagande(store, "LIN-SN", varde=Decimal(2000), **price)  # type: ignore[arg-type]
    assert total(april) - plain[april] == 31 * 2_000_00
    assert total(april, between) - plain[april] == 31 * 1_000_00
    assert total(april, before) == plain[april]
    assert total(mars) == plain[mars]  # written for April: March's report stays as it was
    store.close()


# --- åtgärder


def test_a_counted_atgard_lowers_the_cost_in_the_months_ahead() -> None:
    rad = rad_of("11", atgarder=(atgard("11", start="2022-04-15", slut="2022-09-30"),))
    assert rad.prognos_ore - PLAIN.prognos_ore == -4 * 1_000_00  # June to September
    assert rad.metod.endswith("+atgard")


@pytest.mark.parametrize(
    ("start", "slut", "expected"),
    [
        ("2022-07-01", "", 600_000),  # July to December, all ahead
        ("2022-03-01", "2022-12-31", 420_000),  # 10 months of 60 000 kr, seven ahead
        ("", "", 350_000),  # the whole year, 50 000 a month, seven ahead
        ("2021-10-01", "2022-06-30", 100_000),  # six months of this year, one ahead
        ("0000-11-01", "0000-12-31", 600_000),  # without a year: this one
        ("2023-01-01", "", 0),
        ("2022-01-01", "2022-05-31", 0),
        ("2022-09-01", "2022-08-01", 0),
    ],
)
def test_an_effect_for_the_year_is_spread_over_the_atgard_s_months(start: str, slut: str, expected: int) -> None:
    one = atgard("11", start=start, slut=slut, effekt_manad_ore=None, effekt_helar_ore=600_000_00)
    assert rad_of("11", atgarder=(one,)).prognos_ore - PLAIN.prognos_ore == -expected * 100


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"medraknad": False}, "medräknad"),
        ({"medraknad": None}, "medräknad"),
        ({"effekt_manad_ore": None}, "effekt i kronor"),
        ({"nod": "Hemtjänsten"}, "Hemtjänsten finns inte"),
        ({"nod": ""}, "saknar verksamhet"),
        ({"slut": "2022-05-31"}, "inga månader kvar"),
    ],
)
def test_an_atgard_that_does_not_count_says_why(values: dict[str, object], said: str) -> None:
    prognos = prognos_of(atgarder=(replace(atgard("11"), **values),))  # type: ignore[arg-type]
    assert np.array_equal(prognos.prognos, prognos.system)
    assert not prognos.paverkan[0].raknas
    assert said in prognos.paverkan[0].hinder


@pytest.mark.parametrize(
    "level", [niva("11", -5_000_00), niva("1", -5_000_00), niva("S", -5_000_00), niva("11", 0, "Personal")]
)
def test_an_atgard_does_not_count_where_a_niva_stands_on_its_nod_or_above(level: Bedomning) -> None:
    alone = rad_of(level.nod, bedomningar=(level,))
    assert rad_of(level.nod, bedomningar=(level,), atgarder=(atgard("11"),)).prognos_ore == alone.prognos_ore
    beyond = atgard("11", status="Pågår, utöver bedömningen")
    rad = rad_of(level.nod, bedomningar=(level,), atgarder=(beyond,))
    assert rad.prognos_ore - alone.prognos_ore == -7 * 1_000_00
    assert "åtgärder" in rad.metod_text


def test_an_atgard_counts_beside_a_niva_elsewhere() -> None:
    prognos = prognos_of(bedomningar=(niva("12", 0),), atgarder=(atgard("11"), atgard("1")))
    assert [one.raknas for one in prognos.paverkan] == [True, True]
    assert prognos.moved_by(Orsak.ATGARD, prognos.kub.rows(["1-gemensamt"])) == -7 * 1_000_00


# --- laws

WRITTEN = st.fixed_dictionaries(
    {
        "handelser": st.lists(
            st.builds(
                handelse,
                st.sampled_from(NODER),
                st.integers(-(10**6), 10**6).map(str),
                grupp=st.sampled_from(("", "Personal", "Köp av verksamhet", "Familjehem (arvode)")),
                fran=st.integers(202201, 202212),
            ),
            max_size=4,
        ).map(tuple),
        "bedomningar": st.lists(
            st.builds(
                lambda make, nod, ore, grupp: make(nod, ore, grupp),
                st.sampled_from((niva, tillagg)),
                st.sampled_from(NODER),
                st.integers(-(10**8), 10**8),
                st.sampled_from(("", "Personal", "Ospecificerad")),
            ),
            max_size=4,
        ).map(tuple),
        "atgarder": st.lists(
            st.builds(
                lambda nod, ore, status: atgard(nod, effekt_manad_ore=ore, status=status),
                st.sampled_from((*NODER, "x")),
                st.integers(-(10**6), 10**8),
                st.sampled_from(("", "utöver bedömningen")),
            ),
            max_size=3,
        ).map(tuple),
    }
)


@given(WRITTEN)
def test_the_causes_sum_to_the_prognos_and_to_its_months(written: dict[str, object]) -> None:
    prognos = prognos_of(**written)
    assert np.array_equal(prognos.system + sum(prognos.orsaker[orsak] for orsak in Orsak), prognos.prognos)
    assert np.array_equal(prognos.manader.sum(axis=1), prognos.prognos.sum(axis=1))
    counted = [one for one in prognos.paverkan if one.raknas]
    for orsak in (Orsak.HANDELSE, Orsak.TILLAGG, Orsak.ATGARD):
        assert int(prognos.orsaker[orsak].sum()) == sum(one.helar_ore for one in counted if one.orsak is orsak)


@given(WRITTEN)
def test_lines_sum_to_the_total(written: dict[str, object]) -> None:
    table = compute_uppfoljning(lage_av(UTFALL, BUDGET, period=MAJ, **written))  # type: ignore[arg-type]
    assert sum(rad.prognos_ore for rad in table.blad()) == table.total.prognos_ore
