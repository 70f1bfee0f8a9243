"""From files in a real database to a report: sources, charts and figures are those that were read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from finance.belopp import Enhet, Vy
from finance.format import NB
from finance.inlasning.modell import Lasval
from finance.lage import Lage, read_lage
from finance.mottagning import read_in
from finance.period import Period
from finance.rapport.manadsuppfoljning import manadsuppfoljning
from finance.rapport.som_text import show_rows
from finance.rapport.tertialrapport import tertialrapport
from finance.store import Namnd, Store, read_kommentarer, save_kommentar, save_namnd
from finance.uppfoljning import compute_uppfoljning

NOW = datetime(2022, 5, 12, 8, 0, tzinfo=UTC)


def ledger(header: str, per_month: dict[str, int], months: list[int]) -> bytes:
    """Rows of (verksamhet, konto): an amount in kronor each month."""
    rows = [f"{key};{month};{amount}" for month in months for key, amount in per_month.items()]
    return "\n".join([header, *rows, ""]).encode()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(f"sqlite:///{tmp_path / 'helar.db'}", clock=lambda: NOW)
    save_namnd(opened, Namnd("SN", "Socialnämnden", Enhet.TKR, Vy.NETTORESULTAT, "Exempelkommunen"), vem="EK")
    header = "Verksamhet;Konto;Period;Belopp"
    months = [202101 + n for n in range(12)] + [202201 + n for n in range(4)]
    utfall = {"100;5010": 200_000, "200;4500": 110_000, "200;4610": 50_000}
    budget = {"100;5010": 210_000, "200;4500": 100_000, "200;4610": 50_000}
    year = [202101 + n for n in range(12)] + [202201 + n for n in range(12)]
    for name, data in (("huvudbok.csv", ledger(header, utfall, months)), ("budget.csv", ledger(header, budget, year))):
        forslag, inlasning = read_in(opened, data, name, namnd="SN", vem="EK")
        assert inlasning is not None, forslag.fel
    return opened


@pytest.fixture
def lage(store: Store) -> Lage:
    return read_lage(store, "SN", Period(2022, 4))


def test_the_tertialrapport_of_a_small_namnd(lage: Lage, store: Store) -> None:
    save_kommentar(
        store, "SN", 202204, lage.struktur.total_kod, "Fler hushåll än väntat.", sektion="Försörjningsstöd och bidrag", vem="EK"
    )
    rapport = tertialrapport(
        lage, compute_uppfoljning(lage), read_kommentarer(store, "SN", 202204), enhet=Enhet.TKR, vy=Vy.NETTORESULTAT
    )
    rows = show_rows(rapport.tabell("huvudtabell"), rapport.enhet, rapport.vy)
    # by hand: 4 x 200 = 800 against 840; 4 x 160 = 640 against 600; together 1 440 against 1 440
    assert [row[1:4] for row in rows] == [("−800", "−840", "+40"), ("−640", "−600", "−40"), (f"−1{NB}440", f"−1{NB}440", "0")]
    assert rapport.diagram("manad-placeringar").serier[0].varden_ore == (5_000_000,) * 4 + (None,) * 8
    assert (
        rapport.diagram("manad-forsorjningsstod").slutsats
        == f"Försörjningsstöd jan–apr 2022: 440{NB}tkr, 40{NB}tkr mer än budget."
    )
    section = next(avsnitt for avsnitt in rapport.avsnitt if avsnitt.sektion == "Försörjningsstöd och bidrag")
    assert [kommentar.text for kommentar in section.kommentarer] == ["Fler hushåll än väntat."]


def test_the_foot_says_until_when_and_from_which_files(lage: Lage) -> None:
    rapport = manadsuppfoljning(lage, compute_uppfoljning(lage), {}, enhet=Enhet.TKR, vy=Vy.NETTOKOSTNAD)
    assert rapport.kallor == (
        "Bokfört till och med april 2022.",
        "Källa: utfall ur huvudbok.csv; budget ur budget.csv. Senast inläst 12 maj 2022.",
    )
    assert rapport.diagram("manader-100").serier[0].varden_ore == (20_000_000,) * 4 + (None,) * 8


def test_an_earlier_period_does_not_name_files_of_other_years(store: Store) -> None:
    data = ledger("Verksamhet;Konto;Period;Belopp", {"100;5010": 200_000, "200;4500": 110_000}, [202301, 202302])
    val = Lasval(godkant=frozenset({"framtida_period"}))  # the store's clock stands in May 2022
    forslag, inlasning = read_in(store, data, "huvudbok_2023.csv", namnd="SN", val=val, vem="EK")
    assert inlasning is not None, (forslag.fel, forslag.fragor)
    old = read_lage(store, "SN", Period(2022, 4))
    rapport = manadsuppfoljning(old, compute_uppfoljning(old), {}, enhet=Enhet.TKR, vy=Vy.NETTOKOSTNAD)
    assert "2023" not in rapport.kallor[1]
