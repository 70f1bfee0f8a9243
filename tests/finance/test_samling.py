"""Samling: sums, an interval counted by hand, and nämnder that have not come as far as the others."""

from dataclasses import replace
from pathlib import Path

import pytest

from finance.belopp import Enhet, Vy
from finance.errors import InvalidValue
from finance.format import NB
from finance.period import Period
from finance.rapport.samlingstabell import certainty_table, interval_notes, samling_sentence, samling_table
from finance.samling import compute_samling
from finance.store import Namnd, Store, read_samling, save_namnd, save_samling
from finance.uppfoljning import Uppfoljning, compute_uppfoljning
from tests.finance.lage_av import lage_av

MKR = 100_000_000
MAJ = Period(2022, 5)


def namnd(kod: str, prognos: int, low: int, high: int, budget: int, *, saknade: tuple[Period, ...] = ()) -> Uppfoljning:
    """A nämnd with these figures for the year, in Mnkr, and 40 of 41 Mnkr used so far."""
    table = compute_uppfoljning(lage_av([(202201, "11", "5010", 1)], [(202201, "11", "5010", 1)], period=MAJ))
    total = replace(
        table.total,
        prognos_ore=prognos * MKR,
        low_ore=low * MKR,
        high_ore=high * MKR,
        budget_helar_ore=budget * MKR,
        prognosavvikelse_ore=(budget - prognos) * MKR,
        utfall_ore=40 * MKR,
        budget_ore=41 * MKR,
    )
    return replace(table, namnd=Namnd(kod, f"Nämnd {kod}"), rader=(*table.rader[:-1], total), saknade_manader=saknade)


A, B = namnd("A", 100, 90, 110, 95), namnd("B", 205, 176, 224, 195)


def test_the_total_is_the_example_of_metoder_md() -> None:
    """Halves 10 and 24 give 26 around 100 + 200; the outer bound is 266 to 334."""
    total = compute_samling([A, B], MAJ).total
    assert total is not None
    assert (total.prognos_ore, total.budget_helar_ore, total.prognosavvikelse_ore) == (305 * MKR, 290 * MKR, -15 * MKR)
    assert (total.low_ore, total.high_ore) == (274 * MKR, 326 * MKR)
    assert total.sannolikhet == pytest.approx(0.311, abs=0.001)
    text = (Path(__file__).parents[2] / "docs" / "metoder.md").read_text(encoding="utf-8").replace("\n", " ")
    assert "√(10² + 24²) = 26" in text
    assert "274 till 326" in text
    assert "266 till 334" in text
    assert "31 procent" in text


def test_the_outer_bound_and_the_assumption_are_said() -> None:
    notes = " ".join(interval_notes(compute_samling([A, B], MAJ), Enhet.MNKR, Vy.NETTOKOSTNAD))
    assert "oberoende" in notes
    assert f"266,0 till 334,0{NB}Mnkr" in notes


def test_the_interval_of_one_namnd_is_its_own() -> None:
    total = compute_samling([B], MAJ).total
    assert total is not None
    assert (total.low_ore, total.high_ore) == (176 * MKR, 224 * MKR)


def test_a_namnd_without_the_month_is_outside_the_figures_so_far_but_in_the_prognos() -> None:
    late = namnd("C", 50, 45, 55, 50, saknade=(MAJ,))
    found = compute_samling([A, late], MAJ)
    assert found.total is not None
    assert (found.total.utfall_ore, found.total.budget_ore, found.total.avvikelse_ore) == (40 * MKR, 41 * MKR, MKR)
    assert found.total.prognos_ore == 150 * MKR
    assert found.rader[1].utfall_ore is None
    note = samling_table(found, enhet=Enhet.MNKR, vy=Vy.NETTOKOSTNAD).noter[0]
    assert note.startswith("Nämnd C saknar utfall för maj 2022: den räknas inte med")


def test_each_row_has_its_interval_and_method() -> None:
    table = certainty_table(compute_samling([A, B], MAJ), enhet=Enhet.MNKR, vy=Vy.NETTORESULTAT)
    low, high = (table.place(key) for key in ("fran_ore", "till_ore"))
    assert [(rad.celler[low], rad.celler[high]) for rad in table.rader][:1] == [(110 * MKR, 90 * MKR)]  # -110 to -90 as shown
    assert all(rad.celler[-1] for rad in table.rader)


def test_the_sentence_names_the_namnd_that_weighs_most() -> None:
    assert samling_sentence(compute_samling([A, B], MAJ), Enhet.MNKR) == (
        f"Nämnderna går tillsammans mot ett underskott på 15,0{NB}Mnkr 2022. Nämnd B står för ett underskott på 10,0{NB}Mnkr."
    )


def test_namnder_of_one_name_are_told_apart() -> None:
    same = [replace(A, namnd=Namnd("A", "Socialnämnden", kommun="Ett")), replace(B, namnd=Namnd("B", "Socialnämnden"))]
    assert [rad.namn for rad in compute_samling(same, MAJ).rader] == ["Socialnämnden, Ett", "Socialnämnden, B"]


def test_every_namnd_belongs_until_somebody_chooses(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    for kod in "ABC":
        save_namnd(store, Namnd(kod, kod), vem="a")
    assert read_samling(store) == ("A", "B", "C")
    save_samling(store, ["C", "A"], vem="a")
    assert read_samling(store) == ("C", "A")
    with pytest.raises(InvalidValue, match="minst två"):
        save_samling(store, ["A", "A"], vem="a")
    assert read_samling(store) == ("C", "A")
    store.close()
