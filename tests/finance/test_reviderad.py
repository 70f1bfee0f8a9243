"""The reviderad budget: ursprunglig + justeringar to the öre, per line, kind and decision."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from finance.belopp import Enhet, Vy
from finance.inlasning.modell import Justeringsrad
from finance.lage import read_lage
from finance.period import Period
from finance.rapport.avsnitt_budget import TABELL_BESLUT, TABELL_REVIDERAD, budget_section
from finance.reviderad import compute_reviderad
from finance.store import Justeringspost, Store, save_budgetjustering
from tests.finance.lage_av import lage_av


def post(number: int, verksamhet: str, typ: str, fran: int, ore: int, *, till: int = 202212) -> Justeringspost:
    return Justeringspost(
        number, verksamhet, "", "", typ, f"§ {number}", fran, till, ore, "", "a", datetime(2022, 1, 1, tzinfo=UTC), None
    )


def rad(verksamhet: str, typ: str, fran: int, ore: int) -> Justeringsrad:
    return Justeringsrad(verksamhet, "", "", typ, "KF § 12", fran, 202212, ore, "", "", 0)


def test_a_justering_is_taken_from_the_line_that_it_is_on() -> None:
    """The kub's budget is the reviderade: 1 000 + 90 from April on 11, -40 from 12 to 11; in öre."""
    budget = [
        (202201, "11", "5010", 1_000),
        (202204, "11", "5010", 90),
        (202201, "11", "5010", 40),
        (202201, "12", "5010", 460),
    ]
    lage = replace(
        lage_av([(202201, "11", "5010", 1)], budget, period=Period(2022, 5)),
        budgetjusteringar=(
            post(1, "11", "tillagg", 202204, 90),
            post(2, "12", "omfordelning", 202201, -40),
            post(3, "11", "omfordelning", 202201, 40),
        ),
    )
    found = compute_reviderad(lage)
    by_nod = {one.nod: one for one in found.rader}
    assert (by_nod["11"].ursprunglig_ore, by_nod["11"].reviderad_ore) == (1_000, 1_130)
    assert by_nod["11"].justerat == {"tillagg": 90, "omfordelning": 40}
    assert (by_nod["12"].ursprunglig_ore, by_nod["12"].reviderad_ore) == (500, 460)
    assert by_nod["1"].justerat == {"tillagg": 90, "omfordelning": 0}
    assert (found.total.ursprunglig_ore, found.total.reviderad_ore) == (1_500, 1_590)
    assert found.typer == ("tillagg", "omfordelning")
    assert [(one.ore, one.noder) for one in found.justeringar] == [(90, ("11",)), (-40, ("12",)), (40, ("11",))]


def test_only_the_years_own_part_of_a_justering_counts() -> None:
    """13 öre over January 2022 to January 2023 is one öre a month: twelve this year."""
    lage = replace(
        lage_av([(202201, "11", "5010", 1)], [(202201, "11", "5010", 112)], period=Period(2022, 5)),
        budgetjusteringar=(post(1, "11", "ram", 202201, 13, till=202301), post(2, "11", "ram", 202101, 500, till=202112)),
    )
    found = compute_reviderad(lage)
    assert (found.total.ursprunglig_ore, found.total.justerat) == (100, {"ram": 12})
    assert len(found.justeringar) == 1


def test_an_uneven_amount_in_the_database_sums_to_the_ore(exempel_db: Path, tmp_path: Path) -> None:
    """10 000 001 öre over nine months does not go even; the table before the justering is the ursprungliga."""
    shutil.copyfile(exempel_db, tmp_path / "helar.db")
    store = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    before = read_lage(store, "LIN-SN", Period(2022, 5))
    assert budget_section(before, enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD) is None
    was = {one.nod: one.reviderad_ore for one in compute_reviderad(before).rader}
    save_budgetjustering(store, "LIN-SN", rad("5132", "tillagg", 202204, 10_000_001), vem="a")
    save_budgetjustering(store, "LIN-SN", rad("5133", "omfordelning", 202201, -7), vem="a")
    save_budgetjustering(store, "LIN-SN", rad("5132", "omfordelning", 202201, 7), vem="a")
    found = compute_reviderad(read_lage(store, "LIN-SN", Period(2022, 5)))
    assert {one.nod: one.ursprunglig_ore for one in found.rader} == was
    assert found.total.reviderad_ore == was[found.total.nod] + 10_000_001
    for one in found.rader:
        assert one.ursprunglig_ore + sum(one.justerat.values()) == one.reviderad_ore
    earlier = read_lage(store, "LIN-SN", Period(2022, 5), as_of=before.inlasningar[-1].registrerad)
    assert compute_reviderad(earlier).justeringar == ()
    store.close()


def test_the_section_shows_the_sums_and_every_decision() -> None:
    budget = [(202201, "11", "5010", 3_000_000), (202204, "11", "5010", 900_000)]
    lage = replace(
        lage_av([(202201, "11", "5010", 1)], budget, period=Period(2022, 5)),
        budgetjusteringar=(post(7, "11", "tillagg", 202204, 900_000),),
    )
    section = budget_section(lage, enhet=Enhet.TKR, vy=Vy.NETTOKOSTNAD)
    assert section is not None
    assert section.slutsats == "Budgeten för 2022 är 39\u00a0tkr efter 1 budgetjustering som ger 9\u00a0tkr."
    table, decisions = section.tabeller
    assert (table.id, decisions.id) == (TABELL_REVIDERAD, TABELL_BESLUT)
    assert [rad.celler for rad in table.rader] == [
        ("Omsorg", 3_000_000, 900_000, 3_900_000),
        ("Stöd", 0, 0, 0),
        ("Summa", 3_000_000, 900_000, 3_900_000),
    ]
    assert decisions.rader[0].celler == ("Hemtjänst", "Tillägg", "§ 7", "april 2022", 900_000)
    assert decisions.rader[-1].celler[-1] == 900_000
