"""Köp per motpart: held against a loop over the transactions, and the codes of Kommun-Bas."""

import shutil
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest

from finance.belopp import Enhet, Vy
from finance.errors import InvalidValue
from finance.format import NB
from finance.kolumner import Col, Slag
from finance.kontoplan import STANDARDPLAN
from finance.lage import Lage, read_lage
from finance.motparter import KOPGRUPPER, UTAN_LEVERANTOR, Kop, Slagrad, compute_kop, read_kop_transaktioner, sum_leverantorer
from finance.period import Period
from finance.rapport.avsnitt_motpart import motpart_section, motpart_table
from finance.rapport.som_text import show_rows
from finance.store import (
    Motpartsslag,
    Store,
    read_kontoplan,
    read_motpartsslag,
    read_transaktioner,
    save_motpartsslag,
    slag_of_motpart,
)
from finance.uppfoljning import compute_uppfoljning

MAJ = Period(2022, 5)


@pytest.fixture(scope="module")
def lage(exempel: Store) -> Lage:
    return read_lage(exempel, "LIN-SN", MAJ)


@pytest.mark.parametrize(
    ("code", "slag"),
    [
        ("110", Motpartsslag.INTERN),
        ("512", Motpartsslag.BOLAG),
        ("811", Motpartsslag.STAT),
        ("82", Motpartsslag.KOMMUN),
        ("830", Motpartsslag.KOMMUNALFORBUND),
        ("840", Motpartsslag.REGION),
        ("85", Motpartsslag.FORENING),
        ("860", Motpartsslag.ENSKILDA),
        ("870", Motpartsslag.PRIVAT),
        ("91", Motpartsslag.UTLAND),
        ("899", Motpartsslag.OVRIGA),
        ("", Motpartsslag.UTAN),
    ],
)
def test_a_code_is_what_kommun_bas_says(code: str, slag: Motpartsslag) -> None:
    assert slag_of_motpart(pd.Series([code], dtype="str"), {}) == [slag]


def test_the_kinds_are_those_of_a_loop_over_the_transactions(exempel: Store, lage: Lage) -> None:
    plan = read_kontoplan(exempel, "LIN-SN", period=MAJ)
    for ar, amount in ((2022, "utfall_ore"), (2021, "foregaende_ore")):
        rows = read_transaktioner(exempel, "LIN-SN", Slag.UTFALL, fran=ar * 100 + 1, till=ar * 100 + 5)
        naive: dict[str, int] = defaultdict(int)
        for konto, motpart, ore in zip(rows[Col.KONTO], rows[Col.MOTPART], rows[Col.ORE], strict=True):
            if plan.kontogrupp(konto) in KOPGRUPPER:
                naive[motpart] += int(ore)
        kop = compute_kop(lage, exempel, lage.struktur.total_kod)
        posts = {post.namn: getattr(post, amount) for rad in kop.rader for post in rad.poster}
        assert {code: ore for code, ore in posts.items() if ore} == {code: ore for code, ore in naive.items() if ore}
        assert getattr(kop, amount) == sum(naive.values())


def test_the_lines_below_sum_to_the_namnd(exempel: Store, lage: Lage) -> None:
    lines = [rad.nod for rad in compute_uppfoljning(lage).niva(1)]
    whole = compute_kop(lage, exempel, lage.struktur.total_kod)
    assert sum(compute_kop(lage, exempel, nod).utfall_ore for nod in lines) == whole.utfall_ore


def test_the_transactions_of_a_kind_sum_to_its_row(exempel: Store, lage: Lage) -> None:
    kop = compute_kop(lage, exempel, lage.struktur.total_kod)
    assert len(kop.rader) >= 4
    for rad in kop.rader:
        found = read_kop_transaktioner(lage, exempel, kop.nod, rad.slag)
        assert int(found[Col.ORE].sum()) == rad.utfall_ore
        assert {STANDARDPLAN.klass(konto) for konto in found[Col.KONTO]} == {"drift"}


def test_suppliers_are_summed_and_those_not_stored_stand_together() -> None:
    rows = pd.DataFrame({Col.LEVERANTOR: ["Bo AB", "", "Bo AB", "Vård AB"], Col.ORE: [100, 70, -30, 500]})
    assert [(post.namn, post.utfall_ore) for post in sum_leverantorer(rows)] == [
        ("Vård AB", 500),
        ("Bo AB", 70),
        (UTAN_LEVERANTOR, 70),
    ]


def test_a_namnd_may_say_what_its_codes_mean(exempel_db: Path, tmp_path: Path) -> None:
    shutil.copyfile(exempel_db, tmp_path / "helar.db")
    store = Store.open(f"sqlite:///{tmp_path / 'helar.db'}")
    save_motpartsslag(store, "LIN-SN", Motpartsslag.REGION, "810-819", vem="a")
    assert {slag: str(codes) for slag, codes in read_motpartsslag(store, "LIN-SN").items()} == {Motpartsslag.REGION: "810-819"}
    lage = read_lage(store, "LIN-SN", MAJ)
    kinds = {rad.slag for rad in compute_kop(lage, store, lage.struktur.total_kod).rader}
    assert Motpartsslag.REGION in kinds
    assert Motpartsslag.STAT not in kinds
    save_motpartsslag(store, "LIN-SN", Motpartsslag.REGION, "", vem="a")
    assert read_motpartsslag(store, "LIN-SN") == {}
    with pytest.raises(InvalidValue, match="början eller slut"):
        save_motpartsslag(store, "LIN-SN", Motpartsslag.REGION, "810-", vem="a")
    store.close()


def test_the_section_has_every_kind_and_a_sum(exempel: Store, lage: Lage) -> None:
    kop = compute_kop(lage, exempel, lage.struktur.total_kod)
    section = motpart_section(kop, MAJ, enhet=Enhet.MNKR, vy=Vy.NETTOKOSTNAD)
    assert section is not None
    table = section.tabeller[0]
    assert [rad.celler[0] for rad in table.rader] == [*(rad.slag.value for rad in kop.rader), "Summa köp"]
    for key in ("utfall_ore", "foregaende_ore", "andring_ore"):
        *parts, whole = (int(value or 0) for value in table.values(key))
        assert sum(parts) == whole
    assert "Privata företag är störst" in section.slutsats


def test_the_example_of_metoder_md_is_what_the_code_gives() -> None:
    bought = ((Motpartsslag.KOMMUN, 10, 12), (Motpartsslag.PRIVAT, 30, 24))
    rader = tuple(Slagrad(slag, now * 100_000, then * 100_000, ()) for slag, now, then in bought)
    table = motpart_table(Kop("S", "Nämnden", rader, 4_000_000, 3_600_000), MAJ, Enhet.TKR)
    shown = {row[0]: row[3:] for row in show_rows(table, Enhet.TKR, Vy.NETTOKOSTNAD)}
    assert shown == {
        "Andra kommuner": ("+2", f"25,0{NB}%"),
        "Privata företag": ("\u22126", f"75,0{NB}%"),
        "Summa köp": ("\u22124", f"100,0{NB}%"),
    }
    text = " ".join((Path(__file__).parents[2] / "docs" / "metoder.md").read_text(encoding="utf-8").split())
    assert "Köpen är 40, privata 100 · 30 / 40 = 75 %, och ändringen är 24 − 30 = −6 och 12 − 10 = +2, tillsammans −4." in text


def test_a_line_that_buys_nothing_has_no_section(exempel: Store, lage: Lage) -> None:
    nod = next(rad.nod for rad in compute_uppfoljning(lage).rader if not compute_kop(lage, exempel, rad.nod).rader)
    assert motpart_section(compute_kop(lage, exempel, nod), MAJ, enhet=Enhet.MNKR, vy=Vy.NETTOKOSTNAD) is None
