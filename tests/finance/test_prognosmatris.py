"""The matrix line x kontogrupp: both margins sum, and what is not split stands for itself."""

import pytest

from finance.bedomning import Bedomning, Bedomningstyp
from finance.lage import Lage
from finance.laggning import NOW
from finance.period import Period
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognosmatris import compute_grupprader, compute_matris
from tests.finance.lage_av import lage_av

TKR = 100_000
BEDOMNINGAR = (
    Bedomning("11", "", Bedomningstyp.NIVA, -80 * TKR, None, 2022, Period(2022, 5), None, None, "", "chef", NOW),
    Bedomning("12", "Lokaler", Bedomningstyp.NIVA, 30 * TKR, None, 2022, Period(2022, 5), None, None, "", "chef", NOW),
    Bedomning("2", "Personal", Bedomningstyp.TILLAGG, -7 * TKR, None, 2022, Period(2022, 5), None, None, "", "chef", NOW),
    Bedomning("1", "", Bedomningstyp.NIVA, -100 * TKR, None, 2022, Period(2022, 5), None, None, "", "chef", NOW),
)


@pytest.fixture
def lage() -> Lage:
    """Personal (5011) 110, 50 and 20 tkr a month, and lokaler (6011) 10 on Boende, against a budget of 100, 60, 20 and 10."""
    rows = [("11", "5011", 110, 100), ("12", "5011", 50, 60), ("12", "6011", 10, 10), ("2", "5011", 20, 20)]
    utfall = [(202200 + m, kod, konto, cost * TKR) for m in range(1, 6) for kod, konto, cost, _ in rows]
    budget = [(202200 + m, kod, konto, plan * TKR) for m in range(1, 13) for kod, konto, _, plan in rows]
    return lage_av(utfall, budget, period=Period(2022, 5), bedomningar=BEDOMNINGAR)


def test_both_margins_sum_and_the_corner_is_the_namnds_prognos(lage: Lage) -> None:
    prognos = compute_helarsprognos(lage)
    matris = compute_matris(prognos)
    assert matris.kolumner == ("Personal", "Lokaler", "Ej fördelat")
    by_nod = {rad.nod: rad for rad in matris.rader}
    assert [rad.summa for rad in matris.rader] == [sum(rad.celler) for rad in matris.rader]
    parts = [by_nod[kod].celler for kod in ("11", "12", "1-gemensamt")]
    assert by_nod["1"].celler == tuple(map(sum, zip(*parts, strict=True)))
    top = [by_nod[kod].celler for kod in ("1", "2")]
    assert by_nod["S"].celler == tuple(map(sum, zip(*top, strict=True)))
    budget = 12 * (100 + 60 + 10 + 20) * TKR
    assert matris.rader[-1].summa == budget - int(prognos.prognos.sum())


def test_what_people_wrote_stands_in_its_own_cell(lage: Lage) -> None:
    by_nod = {rad.nod: rad for rad in compute_matris(compute_helarsprognos(lage)).rader}
    assert by_nod["1"].summa == -100 * TKR
    assert by_nod["11"].summa == -80 * TKR
    assert by_nod["12"].celler[1] == 30 * TKR


def test_a_line_is_told_from_system_to_prognos_per_kontogrupp(lage: Lage) -> None:
    prognos = compute_helarsprognos(lage)
    for nod in ("11", "12", "1", "2", "S"):
        *groups, total = compute_grupprader(prognos, nod)
        for one in (*groups, total):
            assert one.system_ore + one.tillagg_ore + one.niva_ore == one.prognos_ore
        for part in ("budget_ore", "system_ore", "tillagg_ore", "niva_ore", "prognos_ore"):
            assert sum(getattr(one, part) for one in groups) == getattr(total, part)
    stod = {one.namn: one for one in compute_grupprader(prognos, "2")}
    assert stod["Personal"].tillagg_ore == -7 * TKR
    assert {one.namn: one.niva_ore for one in compute_grupprader(prognos, "11")}["Ej fördelat"] != 0
    assert compute_grupprader(prognos, "finns inte") == ()
