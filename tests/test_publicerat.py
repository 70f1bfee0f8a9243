"""The two published tables, cell by cell, out of the program: files read in, database, uppföljning, shown in the report's unit.

`sample_data/kallor.csv` names the cells where the source contradicts itself and the ledger wins.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from finance.belopp import Enhet, Vy
from finance.format import MINUS, NB, format_avvikelse, format_belopp, format_tal
from finance.kontoplan import Kontogrupp
from finance.lage import Lage, read_lage
from finance.manader import compute_forsorjningsstod, compute_serier
from finance.period import Period
from finance.store import Store
from finance.uppfoljning import Rad, Uppfoljning, compute_uppfoljning

ROOT = Path(__file__).parents[1]
LIN, KAT = "lindesberg_2022_05", "katrineholm_2022_t1"


def referens(mapp: str, fil: str) -> list[dict[str, str]]:
    with (ROOT / "tests/referens" / mapp / fil).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter=";"))


def expected(fil: str, rad: str, kolumn: str, tryckt: str) -> str:
    """The printed figure, or ours where kallor.csv says why not."""
    with (ROOT / "sample_data/kallor.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source, delimiter=";"):
            if (row["fil"], row["rad"], row["kolumn"]) == (fil, rad, kolumn):
                return row["var"]
    return tryckt


def plain(text: str) -> str:
    """Our way of writing a number as the csv files have it."""
    return text.replace(NB, "").replace(MINUS, "-").replace("+", "")


def mnkr(ore: int) -> str:
    return plain(format_belopp(ore, Enhet.MNKR))


def mnkr_avvikelse(ore: int | None) -> str:
    return plain(format_avvikelse(ore, Enhet.MNKR))


def tkr(ore: int) -> str:
    return plain(format_belopp(ore, Enhet.TKR, vy=Vy.NETTORESULTAT))


def tkr_avvikelse(ore: int) -> str:
    return plain(format_avvikelse(ore, Enhet.TKR))


@pytest.fixture(scope="module")
def lindesberg(exempel: Store) -> Lage:
    return read_lage(exempel, "LIN-SN", Period(2022, 5))


@pytest.fixture(scope="module")
def katrineholm(exempel: Store) -> Lage:
    return read_lage(exempel, "KAT-SN", Period(2022, 4))


def named(table: Uppfoljning, namn: str, *, foralder: str | None = None) -> Rad:
    """The line with a printed name: on level 1, or below a level-1 line; the total for "Totalt" and "Summa"."""
    if namn in ("Totalt", "Summa", "Socialförvaltningen"):
        return table.total
    niva = 1 if foralder is None else 2
    above = None if foralder is None else named(table, foralder).nod
    found = [rad for rad in table.niva(niva) if _same(rad.namn, namn) and (above is None or rad.foralder == above)]
    assert len(found) == 1, namn
    return found[0]


def _same(ours: str, printed: str) -> bool:
    """The source writes both "Individ- och familj" and "Individ och familj"."""
    return ours.replace("-", "").casefold() == printed.replace("-", "").casefold()


LIN_COLUMNS: dict[str, Callable[[Rad], str]] = {
    "nettokostnad_mnkr": lambda r: mnkr(r.utfall_ore),
    "budget_jan_maj_mnkr": lambda r: mnkr(r.budget_ore),
    "budgetavvikelse_jan_maj_mnkr": lambda r: mnkr_avvikelse(r.avvikelse_ore),
    "prognos_helar_mnkr": lambda r: mnkr(r.prognos_ore),
    "budget_helar_mnkr": lambda r: mnkr(r.budget_helar_ore),
    "budgetavvikelse_helar_mnkr": lambda r: mnkr_avvikelse(r.prognosavvikelse_ore),
}


@pytest.mark.parametrize("kolumn", LIN_COLUMNS)
@pytest.mark.parametrize("rad", referens(LIN, "ekonomisk_uppfoljning.csv"), ids=lambda r: r["verksamhet"])
def test_lindesberg_s_main_table_as_printed(lindesberg: Lage, rad: dict[str, str], kolumn: str) -> None:
    ours = LIN_COLUMNS[kolumn](named(compute_uppfoljning(lindesberg), rad["verksamhet"]))
    assert ours == expected("ekonomisk_uppfoljning.csv", rad["verksamhet"], kolumn, rad[kolumn])


@pytest.mark.parametrize(
    "rad", referens(LIN, "underverksamheter.csv"), ids=lambda r: f"{r['avdelning']}: {r['underverksamhet']}"
)
def test_lindesberg_s_underverksamheter_as_printed(lindesberg: Lage, rad: dict[str, str]) -> None:
    ours = named(compute_uppfoljning(lindesberg), rad["underverksamhet"], foralder=rad["avdelning"])
    assert mnkr_avvikelse(ours.prognosavvikelse_ore) == rad["prognos_avvikelse_helar_mnkr"]
    assert mnkr_avvikelse(ours.avvikelse_ore) == (rad["avvikelse_jan_maj_mnkr"] or "0,0")


def test_what_the_published_text_does_not_comment_is_a_line_of_its_own(lindesberg: Lage) -> None:
    table = compute_uppfoljning(lindesberg)
    ovriga = [rad.namn for rad in table.niva(2) if rad.namn.startswith("Övrigt ")]
    assert len(ovriga) == 3


@pytest.mark.parametrize("rad", referens(LIN, "foregaende_ars_utfall.csv"), ids=lambda r: r["verksamhet"])
def test_lindesberg_s_previous_year_as_printed(lindesberg: Lage, rad: dict[str, str]) -> None:
    ours = named(compute_uppfoljning(lindesberg), rad["verksamhet"])
    assert mnkr_avvikelse(ours.avvikelse_foregaende_ar_helar_ore) == rad["foregaende_ars_utfall_avvikelse_mnkr"]


@pytest.mark.parametrize("rad", referens(LIN, "forsorjningsstod_per_31_5.csv"), ids=lambda r: r["ar"])
def test_lindesberg_s_forsorjningsstod_over_five_years(lindesberg: Lage, rad: dict[str, str]) -> None:
    ours = next(one for one in compute_forsorjningsstod(lindesberg) if str(one.ar) == rad["ar"])
    shown = {
        "exkl_intakt_mnkr": mnkr(ours.brutto_ore),
        "inkl_intakt_mnkr": mnkr(ours.netto_ore),
        "andel_som_ersatts_med_intakter": format_tal(100 * (ours.andel or 0), 0) + "%",
        "totala_intakter_mnkr": mnkr(ours.intakter_ore),
    }
    fil = "forsorjningsstod_per_31_5.csv"
    assert shown == {kolumn: expected(fil, rad["ar"], kolumn, rad[kolumn]) for kolumn in shown}


KAT_COLUMNS: dict[str, Callable[[Rad], str]] = {
    "utfall_2022_04_tkr": lambda r: tkr(r.utfall_ore),
    "budget_2022_04_tkr": lambda r: tkr(r.budget_ore),
    "avvikelse_2022_04_tkr": lambda r: tkr_avvikelse(r.avvikelse_ore),
    "prognos_avvikelse_helar_tkr": lambda r: tkr_avvikelse(r.prognosavvikelse_ore),
}


@pytest.mark.parametrize("kolumn", KAT_COLUMNS)
@pytest.mark.parametrize("rad", referens(KAT, "driftredovisning.csv"), ids=lambda r: r["enhet"])
def test_katrineholm_s_driftredovisning_as_printed(katrineholm: Lage, rad: dict[str, str], kolumn: str) -> None:
    ours = KAT_COLUMNS[kolumn](named(compute_uppfoljning(katrineholm), rad["enhet"]))
    assert ours == expected("driftredovisning.csv", rad["enhet"], kolumn, rad[kolumn])


@pytest.mark.parametrize("rad", referens(KAT, "forsorjningsstod_per_manad_tkr.csv"), ids=lambda r: r["ar"])
def test_katrineholm_s_forsorjningsstod_per_month(katrineholm: Lage, rad: dict[str, str]) -> None:
    serie = next(s for s in compute_serier(katrineholm, [Kontogrupp.FORSORJNINGSSTOD]) if str(s.ar) == rad["ar"])
    printed = [value for key, value in rad.items() if key != "ar"]
    assert ["" if ore is None else plain(format_belopp(ore, Enhet.TKR)) for ore in serie.utfall] == printed


@pytest.mark.parametrize("rad", referens(KAT, "placeringskostnad_per_manad_tkr.csv"), ids=lambda r: r["serie"])
def test_katrineholm_s_placeringskostnad_per_month(katrineholm: Lage, rad: dict[str, str]) -> None:
    slag, ar = rad["serie"].split()
    serie = next(s for s in compute_serier(katrineholm, [Kontogrupp.KOP, Kontogrupp.FAMILJEHEM]) if str(s.ar) == ar)
    shown = serie.budget if slag == "Budget" else serie.utfall
    printed = [value for key, value in rad.items() if key != "serie"]
    assert ["" if ore is None else plain(format_belopp(ore, Enhet.TKR)) for ore in shown] == printed


def test_without_the_bedomningar_the_system_s_own_prognos_stands_there(exempel: Store, lindesberg: Lage) -> None:
    total = compute_uppfoljning(lindesberg).total
    assert total.systemprognos_ore != total.prognos_ore
    assert total.low_ore < total.systemprognos_ore < total.high_ore
