"""What people have added, line by line: system -> change -> bedömd, which sum to the table of the månadsuppföljning."""

from datetime import UTC, datetime

import pytest

from finance.bedomning import Bedomning, Bedomningstyp
from finance.lage import Lage, read_lage
from finance.period import Period
from finance.prognos.bedomt import Orsak
from finance.prognos.bidrag import compute_tillagt
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.store import Store
from finance.uppfoljning import compute_uppfoljning, find_gren
from tests.finance.lage_av import lage_av

MAJ = Period(2022, 5)
NU = datetime(2022, 6, 10, tzinfo=UTC)


def rows(kod: str, ore: int, until: int = 12) -> list[tuple[int, str, str, int]]:
    return [(202200 + manad, kod, "5011", ore) for manad in range(1, until + 1)]


def bedomning(nod: str, ore: int, typ: Bedomningstyp, skal: str) -> Bedomning:
    return Bedomning(nod, "", typ, ore, None, 2022, MAJ, None, None, skal, "anna", NU)


@pytest.fixture(scope="module")
def lage() -> Lage:
    """Hemtjänst and Boende at 100 a month on budget; a nivå of -700 on one, a tillägg of -70 on the other."""
    both = [*rows("11", 100, 5), *rows("12", 100, 5), *rows("2", 50, 5)]
    budget = [*rows("11", 100), *rows("12", 100), *rows("2", 50)]
    judged = (
        bedomning("11", -700, Bedomningstyp.NIVA, "fler timmar"),
        bedomning("12", -70, Bedomningstyp.TILLAGG, "en placering"),
    )
    return lage_av(both, budget, period=MAJ, bedomningar=judged)


def test_each_line_by_hand(lage: Lage) -> None:
    found = compute_tillagt(compute_helarsprognos(lage), find_gren(lage, "S"))
    assert [(rad.nod, rad.system_ore, rad.andring_ore, rad.bedomd_ore) for rad in found.rader] == [
        ("11", 0, -700, -700),
        ("12", 0, -70, -70),
    ]
    assert (found.system_ore, found.andring_ore, found.ovriga_ore) == (0, -770, 0)
    assert found.per_orsak == {Orsak.NIVA: -700, Orsak.TILLAGG: -70}
    reasons = [(skal.orsak, skal.text, skal.vem, skal.nar) for rad in found.rader for skal in rad.skal]
    assert reasons == [(Orsak.NIVA, "fler timmar", "anna", NU), (Orsak.TILLAGG, "en placering", "anna", NU)]


def test_a_line_that_nobody_has_changed_has_nothing(lage: Lage) -> None:
    found = compute_tillagt(compute_helarsprognos(lage), find_gren(lage, "2"))
    assert (found.rader, found.raknas_inte, found.andring_ore) == ((), (), 0)


@pytest.mark.parametrize(("namnd", "period"), [("LIN-SN", "2022-05"), ("KAT-SN", "2022-04")])
def test_the_samples_sum_to_the_published_table_on_every_line(exempel: Store, namnd: str, period: str) -> None:
    lage = read_lage(exempel, namnd, Period.parse(period))
    prognos = compute_helarsprognos(lage)
    for rad in compute_uppfoljning(lage).rader:
        found = compute_tillagt(prognos, find_gren(lage, rad.nod))
        assert found.system_ore == rad.budget_helar_ore - rad.systemprognos_ore
        assert found.system_ore + found.andring_ore == rad.prognosavvikelse_ore


@pytest.mark.parametrize(("namnd", "period"), [("LIN-SN", "2022-05"), ("KAT-SN", "2022-04")])
def test_the_printed_prognoser_of_the_samples_come_from_nivaer_and_the_system_stands_beside(
    exempel: Store, namnd: str, period: str
) -> None:
    lage = read_lage(exempel, namnd, Period.parse(period))
    judged = {b.nod: b for b in lage.bedomningar}
    assert judged
    assert {b.typ for b in judged.values()} == {Bedomningstyp.NIVA}
    lines = [rad for rad in compute_uppfoljning(lage).rader if rad.nod in judged]
    assert len(lines) == len(judged)
    for rad in lines:
        assert rad.prognosavvikelse_ore == judged[rad.nod].niva_avvikelse(rad.budget_helar_ore)
        assert rad.low_ore <= rad.systemprognos_ore <= rad.high_ore
    assert sum(rad.systemprognos_ore != rad.prognos_ore for rad in lines) >= len(lines) - 2
