"""From a figure to its konton and transactions: they sum to the line they come from."""

import pytest

from finance.kolumner import Col
from finance.lage import Lage, available_periods, read_lage
from finance.period import Period
from finance.store import Store
from finance.underlag import compute_konton, read_nod_transaktioner
from finance.uppfoljning import compute_uppfoljning


@pytest.fixture(scope="module")
def lage(exempel: Store) -> Lage:
    return read_lage(exempel, "LIN-SN", Period(2022, 5))


def test_konton_and_transactions_of_every_line_sum_to_it(exempel: Store, lage: Lage) -> None:
    for rad in compute_uppfoljning(lage).rader:
        konton = compute_konton(lage, exempel, rad.nod)
        assert sum(k.utfall_ore for k in konton) == rad.utfall_ore, rad.namn
        assert sum(k.budget_ore for k in konton) == rad.budget_ore, rad.namn
        assert sum(k.foregaende_ore for k in konton) == rad.utfall_foregaende_ar_samma_period_ore, rad.namn


def test_a_konto_leads_to_its_transactions_with_file_sheet_and_row(exempel: Store, lage: Lage) -> None:
    nod = next(rad.nod for rad in compute_uppfoljning(lage).rader if rad.namn == "Hemtjänst")
    for konto in compute_konton(lage, exempel, nod)[:4]:
        rows = read_nod_transaktioner(lage, exempel, nod, konto=konto.konto)
        assert int(rows[Col.ORE].sum()) == konto.utfall_ore
        if len(rows):
            assert set(rows["fil"]) == {"huvudbok_2022.xlsx"}
            assert set(rows[Col.BLAD]) == {"Huvudbok"}
            assert (rows[Col.RAD] > 4).all()


def test_periods_with_utfall_are_listed_oldest_first(exempel: Store) -> None:
    periods = available_periods(exempel, "KAT-SN")
    assert (periods[0], periods[-1], len(periods)) == (Period(2020, 1), Period(2022, 4), 28)
