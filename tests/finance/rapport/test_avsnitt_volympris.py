"""Volume, price and mix in the månadsuppföljning."""

from finance.lage import read_lage
from finance.period import Period
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.modell import Radroll
from finance.store import Store
from finance.uppfoljning import compute_uppfoljning


def test_the_split_stands_at_its_line_and_sums_to_the_change_since_last_year(exempel: Store) -> None:
    lage = read_lage(exempel, "KAT-SN", Period(2022, 4))
    table = compute_uppfoljning(lage)
    rapport = manadsuppfoljning(lage, table, {}, enhet=lage.namnd.enhet, vy=lage.namnd.vy)
    bistand = next(rad for rad in table.rader if rad.namn == "Ekonomiskt bistånd")
    tabell = rapport.tabell(f"volympris-{bistand.nod}")
    assert [avsnitt.nod for avsnitt in rapport.avsnitt if tabell in avsnitt.tabeller] == [bistand.nod]
    steps = [rad for rad in tabell.rader if rad.roll is Radroll.RAD]
    assert steps[0].celler[:2] == ("Färre hushåll", "500 blir 420")  # the published mean of 2021 and the prognos of 2022
    total = tabell.rader[-1].celler[2]
    assert total == sum(int(rad.celler[2] or 0) for rad in steps)
    assert total == (bistand.utfall_foregaende_ar_helar_ore or 0) - bistand.prognos_ore
    assert "färre hushåll" in tabell.slutsats


def test_a_line_without_a_coupled_volume_has_none(exempel: Store) -> None:
    lage = read_lage(exempel, "LIN-SN", Period(2022, 5))
    rapport = manadsuppfoljning(lage, compute_uppfoljning(lage), {}, enhet=lage.namnd.enhet, vy=lage.namnd.vy)
    assert [tabell.id for avsnitt in rapport.avsnitt for tabell in avsnitt.tabeller if tabell.id.startswith("volympris")] == []
