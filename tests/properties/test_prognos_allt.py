"""Everything that a prognos can be made of, at the same time and on the same lines: the laws that hold whatever is written.

Known events, tillägg, nivåer and counted åtgärder on leaves and on parents, chosen methods of every kind (volume x price, the
list of placements and the round before among them), one-offs, new starts, preliminary months and accumulated files.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.bedomning import Bedomning, Bedomningstyp
from finance.inlasning.planrader import Atgardsrad, Mattrad, Placeringsrad, Vardetyp
from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER
from finance.lage import Lage, spread_metodval
from finance.manader import compute_manader
from finance.markeringar import Engangsmark
from finance.omgang import freeze_round
from finance.period import Period
from finance.prognos import Metod
from finance.prognos.bedomt import Orsak
from finance.prognos.bidrag import compute_tillagt
from finance.prognos.helarsprognos import Helarsprognos, compute_helarsprognos
from finance.prognos.metodrader import compute_metodrader
from finance.prognos.orsaksmanader import cause_months
from finance.prognos.placeringslista import compute_placeringslista
from finance.prognosmatris import compute_grupprader, compute_matris
from finance.store import Engangspost, KandHandelse, Mattnyckel, Metodval, Nystart, Parameter, Status, Volymkoppling, Volymslag
from finance.uppfoljning import Per, Rad, Uppfoljning, compute_uppfoljning
from tests.finance.lage_av import Rader, lage_av
from tests.finance.prognos.test_volymer import rad as mattrad

KR, AR = 100, 2022
NAR = datetime(2022, 6, 1, tzinfo=UTC)
BLAD, NODER = ("11", "12", "2"), ("11", "12", "1", "2", "S")
KONTON = (("5010", 90_000), ("4631", 40_000), ("6100", 8_000), ("3010", -20_000))
GRUPPNAMN = ("", Kontogrupp.PERSONAL.value, Kontogrupp.KOP.value, Kontogrupp.INTAKTER.value, Kontogrupp.KAPITAL.value)
SUMMOR = (
    "utfall_ore", "budget_ore", "avvikelse_ore", "systemprognos_ore", "prognos_ore", "budget_helar_ore", "prognosavvikelse_ore"
)  # fmt: skip


def amounts(ar: int, months: int, seed: int) -> Rader:
    """Uneven months of every line: a year of `months` months, in whole öre that divide by nothing."""
    rng = np.random.default_rng([ar, seed])
    return [
        (ar * 100 + m, nod, konto, int(base * KR * rng.uniform(0.7, 1.4)) + m)
        for m in range(1, months + 1)
        for nod in BLAD
        for konto, base in KONTON
        if (nod, konto) != ("12", "4631")
    ]


ORE = st.integers(-(10**8), 10**8)
MANAD = st.integers(1, 12)


def handelse(nod: str, grupp: str, ore: int, fran: int, slag: str) -> KandHandelse:
    figures = {"fritt_belopp": {"belopp": ore}, "lonerevision": {"procent": abs(ore) % 9, "kompensation": abs(ore) % 99_999}}
    parameters = {name: Parameter(Decimal(value)) for name, value in figures[slag].items()}
    return KandHandelse(nod, grupp, slag, AR * 100 + fran, 0, parameters, "något", AR * 100 + 1, id=1)


def bedomning(nod: str, grupp: str, typ: Bedomningstyp, ore: int, fran: int, *, kostnad: bool) -> Bedomning:
    avvikelse, cost = (None, ore) if kostnad else (ore, None)
    return Bedomning(nod, grupp, typ, avvikelse, cost, AR, Period(AR, 1), Period(AR, fran), None, "skäl", "anna", NAR)


def atgard(nod: str, ore: int, start: int, status: str) -> Atgardsrad:
    return Atgardsrad(nod, "", "stänga", "chef", f"{AR}-{start:02}-15", "", ore // 10, None, "", status, True, "Blad1", 2)


def engangs(nod: str, grupp: Kontogrupp, ar: int, manad: int, ore: int) -> Engangsmark:
    key = ar * 100 + manad
    post = Engangspost(1, 0, 0, nod, grupp.value, "", key, "", "", "", "", "", ore, False, "brand", "anna", NAR)
    return Engangsmark(post, nod, grupp.value)


def placering(nod: str, start: int, slut: str, kr: int) -> Placeringsrad:
    return Placeringsrad(nod, "HVB", f"{AR}-{start:02}-10", slut, kr * KR, None, None, raknas=True, blad="B", rad=2)


GRUPP, NOD = st.sampled_from(GRUPPNAMN), st.sampled_from(NODER)
ENGANGSGRUPPER = st.sampled_from((Kontogrupp.PERSONAL, Kontogrupp.KOP, Kontogrupp.OVRIGT))
VALDA = st.sampled_from([metod for metod in Metod if metod not in (Metod.ETS, Metod.THETA)])
SKRIVET = st.fixed_dictionaries(
    {
        "handelser": st.lists(
            st.builds(
                handelse, NOD, GRUPP, st.integers(-(10**6), 10**6), MANAD, st.sampled_from(("fritt_belopp", "lonerevision"))
            ),
            max_size=3,
        ),
        "bedomningar": st.lists(
            st.builds(bedomning, NOD, GRUPP, st.sampled_from(Bedomningstyp), ORE, MANAD, kostnad=st.booleans()),
            max_size=4,
            unique_by=lambda b: (b.nod, b.kontogrupp, b.typ),
        ),
        "atgarder": st.lists(st.builds(atgard, NOD, ORE, MANAD, st.sampled_from(("", "utöver bedömningen"))), max_size=2),
    }
)
MARKT = st.fixed_dictionaries(
    {
        "engangsposter": st.lists(
            st.builds(engangs, st.sampled_from(BLAD), ENGANGSGRUPPER, st.integers(2020, AR), MANAD, ORE), max_size=3
        ),
        "nystarter": st.lists(
            st.builds(
                lambda nod, fran: Nystart(1, nod, fran, "ny", "anna", NAR), NOD, st.sampled_from((202103, 202107, 202202))
            ),
            max_size=2,
        ),
        "valda": st.dictionaries(NOD, VALDA, max_size=3),
        "placeringar": st.lists(
            st.builds(placering, st.sampled_from(BLAD), MANAD, st.sampled_from(("", "2022-10-31")), st.integers(500, 9000)),
            max_size=3,
        ),
        "fore": st.booleans(),
        "volym": st.sampled_from(("", Kontogrupp.PERSONAL.value, None)),
    }
)
LAGE = st.fixed_dictionaries(
    {
        "manad": st.integers(1, 12),
        "ar_fore": st.integers(0, 2),
        "budget": st.booleans(),
        "preliminar": st.booleans(),
        "ack": st.booleans(),
        "bokslut": st.booleans(),
    }
)


def make(lage: Mapping[str, Any], skrivet: Mapping[str, Any], markt: Mapping[str, Any]) -> Lage:
    """The Lage that all of it is laid on."""
    manad, period = lage["manad"], Period(AR, lage["manad"])
    utfall = [row for back in range(lage["ar_fore"], 0, -1) for row in amounts(AR - back, 12, 1)] + list(amounts(AR, manad, 1))
    if lage["bokslut"] and manad == 12:
        utfall += [(AR * 100 + 13, "11", "5010", 12_345)]
    ack = [(AR * 100 + manad, "2", "6100", 1_234_567)] if lage["ack"] else []
    status = {period.key: Status.PRELIMINAR} if lage["preliminar"] else {}
    written = {name: tuple(values) for name, values in skrivet.items()}
    found = lage_av(utfall, amounts(AR, 12, 2) if lage["budget"] else (), period=period, ack=ack, status=status, **written)
    marks = tuple(mark for mark in markt["engangsposter"] if mark.period <= period)
    valda = tuple(Metodval(nod, metod.value, "skäl", "anna", NAR) for nod, metod in markt["valda"].items())
    kopplingar: tuple[Volymkoppling, ...] = ()
    matt: tuple[Mattrad, ...] = ()
    if markt["volym"] is not None:
        kopplingar = (Volymkoppling("11", markt["volym"], Mattnyckel("Timmar"), "timme", Volymslag.FLODE),)
        matt = (
            mattrad(f"{AR}-01-01", f"{AR}-01-31", 900),
            mattrad(f"{AR}-01-01", f"{AR}-12-31", 12_400, typ=Vardetyp.PROGNOS),
        )
    return replace(
        found,
        engangsposter=marks,
        nystarter=tuple(markt["nystarter"]),
        placeringar=tuple(markt["placeringar"]),
        valda_metoder=valda,
        metodval=spread_metodval(valda, found.struktur, found.kub.noder),
        volymkopplingar=kopplingar,
        matt=matt,
        bedomningar_fore=found.bedomningar[:1] if markt["fore"] and manad > 1 else (),
    )


def law(*, examples: int = 25) -> Callable[[Callable[..., None]], Callable[..., None]]:
    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        return settings(max_examples=examples)(given(st.builds(make, LAGE, SKRIVET, MARKT))(function))

    return decorate


def sums(rader: tuple[Rad, ...]) -> dict[str, int]:
    return {name: sum(getattr(rad, name) for rad in rader) for name in SUMMOR}


def check_arrays(prognos: Helarsprognos) -> None:
    closed, kub = prognos.last_closed, prognos.kub
    assert np.array_equal(prognos.system + sum(prognos.orsaker[orsak] for orsak in Orsak), prognos.prognos)
    assert np.array_equal(prognos.manader.sum(axis=1), prognos.prognos.sum(axis=1))
    assert np.array_equal(prognos.systemmanader.sum(axis=1), prognos.system.sum(axis=1))
    booked = kub.utfall[:, :, kub.ar.index(AR)].sum(axis=1)
    assert np.array_equal(prognos.systemmanader[:, : min(closed, 11)], booked[:, : min(closed, 11)])
    assert np.array_equal(prognos.manader[:, : min(closed, 11)], booked[:, : min(closed, 11)])
    if closed == 12:
        assert np.array_equal(prognos.systemmanader[:, 11], booked[:, 11] + booked[:, 12])
    causes = cause_months(prognos)
    assert np.array_equal(prognos.systemmanader + sum(causes.values()), prognos.manader)
    for orsak in Orsak:
        assert np.array_equal(causes[orsak].sum(axis=1), prognos.orsaker[orsak].sum(axis=1)), orsak


def check_tables(lage: Lage, table: Uppfoljning) -> None:
    for rad in table.rader:
        if rad.har_delar:
            assert {name: getattr(rad, name) for name in SUMMOR} == sums(table.delar(rad.nod)), rad.nod
    assert sums(table.blad()) == sums((table.total,))
    by_group = compute_uppfoljning(lage, per=Per.KONTOGRUPP)
    assert by_group.total == table.total
    assert sums(by_group.rader[:-1]) == sums((table.total,))
    both = compute_uppfoljning(lage, per=Per.NOD_KONTOGRUPP)
    for rad in table.blad():
        cells = tuple(one for one in both.rader if one.kontogrupp and one.nod == rad.nod)
        assert sums(cells) == sums((rad,)), rad.nod
    for rad in (*table.rader, *by_group.rader, *both.rader):
        assert rad.low_ore <= rad.high_ore
        assert rad.budget_helar_ore == 0 if rad.sannolikhet is None else 0 <= rad.sannolikhet <= 1


@law()
def test_causes_months_and_cells_sum_and_closed_months_stand(lage: Lage) -> None:
    check_arrays(compute_helarsprognos(lage))


@law()
def test_parts_sum_to_the_whole_in_both_margins(lage: Lage) -> None:
    check_tables(lage, compute_uppfoljning(lage))


@law()
def test_the_interval_holds_its_own_centre_and_closes_with_the_year(lage: Lage) -> None:
    prognos = compute_helarsprognos(lage)
    for rad in compute_uppfoljning(lage).rader:
        rows = prognos.kub.rows(next(g.blad for g in lage.struktur.grenar(lage.kub.noder) if g.kod == rad.nod))
        centre = rad.systemprognos_ore + prognos.shift(rows)
        assert rad.low_ore <= centre <= rad.high_ore
        assert abs(rad.low_ore + rad.high_ore - 2 * centre) <= 1
        assert prognos.last_closed < 12 or rad.low_ore == rad.high_ore
        if not any(row in prognos.niva for row in rows) and not any(row in rows for row, _ in prognos.delniva):
            assert centre == rad.prognos_ore


@law()
def test_every_view_of_a_line_says_the_same(lage: Lage) -> None:
    prognos, table = compute_helarsprognos(lage), compute_uppfoljning(lage)
    matris = compute_matris(prognos)
    for gren in lage.struktur.grenar(lage.kub.noder):
        rad, months = table.rad(gren.kod), compute_manader(lage, gren.kod)
        year = sum(u if u is not None else p or 0 for u, p in zip(months.utfall, months.prognos, strict=True))
        assert year == rad.prognos_ore
        line = next(one for one in matris.rader if one.nod == gren.kod)
        assert line.summa == sum(line.celler) == rad.prognosavvikelse_ore
        *groups, whole = compute_grupprader(prognos, gren.kod)
        assert whole.prognos_ore == sum(one.prognos_ore for one in groups) == rad.prognosavvikelse_ore
        assert whole.system_ore + whole.tillagg_ore + whole.niva_ore == whole.prognos_ore
        told = compute_tillagt(prognos, gren)
        assert told.system_ore == rad.budget_helar_ore - rad.systemprognos_ore
        assert told.system_ore + told.andring_ore == rad.prognosavvikelse_ore
        assert sum(told.per_orsak.values()) == told.andring_ore


@law()
def test_the_method_in_use_says_what_the_table_says(lage: Lage) -> None:
    prognos, table = compute_helarsprognos(lage), compute_uppfoljning(lage)
    for gren in lage.struktur.grenar(lage.kub.noder):
        rad, shift = table.rad(gren.kod), prognos.shift(lage.kub.rows(gren.blad))
        for one in compute_metodrader(lage, gren):
            assert one.low_ore <= one.total_ore <= one.high_ore
            if one.anvands:
                assert (one.total_ore, one.low_ore + shift, one.high_ore + shift) == (
                    rad.systemprognos_ore, rad.low_ore, rad.high_ore
                )  # fmt: skip


@law()
def test_the_list_of_placements_gives_its_cell_where_it_is_asked_for(lage: Lage) -> None:
    prognos, chosen = (
        compute_helarsprognos(lage, metod=Metod.PLACERINGSLISTA),
        compute_uppfoljning(lage, metod=Metod.PLACERINGSLISTA),
    )
    for rad in compute_placeringslista(lage).rader:
        cell = prognos.system[lage.kub.place[rad.nod], GRUPPER.index(rad.kontogrupp)]
        assert cell == rad.helar_ore
    for gren in lage.struktur.grenar(lage.kub.noder):
        for one in compute_metodrader(lage, gren):
            if one.metod is Metod.PLACERINGSLISTA:
                assert one.total_ore == chosen.rad(gren.kod).systemprognos_ore


@law()
def test_every_closed_form_side_by_side_is_what_the_table_says_when_it_is_asked_for(lage: Lage) -> None:
    tables = {metod: compute_uppfoljning(lage, metod=metod) for metod in (Metod.LINJAR_TAKT, Metod.KRYMPT_PROFIL)}
    plain = replace(lage, metodval={}, valda_metoder=())
    for gren in plain.struktur.grenar(plain.kub.noder):
        for one in compute_metodrader(plain, gren):
            if one.metod in tables:
                assert one.total_ore == tables[one.metod].rad(gren.kod).systemprognos_ore


@law()
def test_a_locked_round_is_the_table_as_it_stood(lage: Lage) -> None:
    table = compute_uppfoljning(lage)
    omgang = freeze_round(lage, table)
    for rad in table.rader:
        kept = omgang.by_nod[rad.nod]
        assert (kept.prognos_ore, kept.systemprognos_ore) == (rad.prognos_ore, rad.systemprognos_ore)
        if not rad.har_delar:
            assert sum(kept.manader) == rad.prognos_ore
            explained = [sum(months) for months in (kept.systemmanader, *kept.orsaksmanader.values())]
            assert sum(explained) == rad.prognos_ore


def test_what_a_preliminary_accumulated_file_holds_of_closed_months_is_not_lost() -> None:
    budget = [(202200 + m, nod, "6100", 100 * KR) for m in range(1, 13) for nod in BLAD]
    closed = [(202200 + m, "11", "6100", 100 * KR) for m in (1, 2)]
    period, march = Period(AR, 3), {202203: Status.PRELIMINAR}
    lage = lage_av(closed, budget, period=period, ack=[(202203, "2", "6100", 300 * KR)], status=march)
    prognos = compute_helarsprognos(lage)
    row = prognos.kub.place["2"]
    assert prognos.last_closed == 2
    assert prognos.system[row].sum() == 1_200 * KR  # 300 booked through March, then nine months of 100
    assert prognos.manader[row].tolist() == [0, 0, 300 * KR, *[100 * KR] * 9]
