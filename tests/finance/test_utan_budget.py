"""A nämnd without any budget for the year, and a line without one in a nämnd that has: what is said, and what is not."""

import csv
import io
import json
import re
import shutil
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from finance.__main__ import main
from finance.bedomning import Bedomning, Bedomningstyp
from finance.belopp import Enhet, Vy
from finance.format import MISSING
from finance.kolumner import Slag
from finance.lage import read_lage
from finance.period import Period
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.rapport import delar
from finance.rapport.kallor import resting_text, warning_lines
from finance.rapport.levande import siffror_of
from finance.rapport.prognostext import end_sentence, point_sentence
from finance.rapport.samlingstabell import certainty_table, samling_sentence, samling_table
from finance.rapport.som_text import show_rows
from finance.rapport.text import answer_sentence, heading_line, interval_sentence, largest_deviations, nod_sentence
from finance.rapport.utkast import draft_comment
from finance.samling import compute_samling
from finance.scenarier import compute_scenario
from finance.store import Namnd, Spak, Spakslag, Store, Tillstand, list_inlasningar, undo_inlasning
from finance.uppfoljning import MOT_BUDGET, Uppfoljning, compute_uppfoljning
from tests.finance.lage_av import lage_av

FEB = Period(2022, 2)
KR = 100
UTFALL = [(202201, "11", "5010", 1000 * KR), (202202, "11", "5010", 1000 * KR), (202202, "2", "4631", 500 * KR)]
DEVIATION = re.compile(r"[Öö]verskott|[Uu]nderskott|[Aa]vvikelse [−+\d]")


def niva(nod: str, *, avvikelse: int | None = None, kostnad: int | None = None) -> Bedomning:
    gjord = datetime(2022, 3, 1, tzinfo=UTC)
    return Bedomning(nod, "", Bedomningstyp.NIVA, avvikelse, kostnad, 2022, FEB, None, None, "", "A. Ek", gjord)


def told(table: Uppfoljning) -> str:
    """Every sentence that is made of the table."""
    total, enhet = table.total, Enhet.KR
    lines = [answer_sentence(table, enhet), delar.follow_up_sentence(total, table.period, enhet)]
    makers = (nod_sentence, heading_line, interval_sentence, point_sentence)
    lines += [make(rad, enhet) for rad in table.rader for make in makers]
    return "\n".join([*lines, end_sentence(total, enhet, closed=False)])


def test_without_a_budget_nothing_is_said_of_a_deviation() -> None:
    table = compute_uppfoljning(lage_av(UTFALL, period=FEB))
    assert {rad.sannolikhet for rad in table.rader} == {None}
    assert not table.har_budget
    assert not DEVIATION.search(told(table))
    assert largest_deviations(table) == ()
    assert answer_sentence(table, Enhet.KR).endswith("Budget saknas: läs in den för att se avvikelsen.")
    assert "2\u00a0500\u00a0kr" in delar.follow_up_sentence(table.total, FEB, Enhet.KR)  # 1 000 + 1 000 + 500
    assert warning_lines(table)[0].startswith("Budget saknas för 2022")


def test_with_a_budget_the_same_sentences_do() -> None:
    table = compute_uppfoljning(lage_av(UTFALL, [(202201, "11", "5010", 900 * KR)], period=FEB))
    assert DEVIATION.search(told(table))
    assert not [text for text in warning_lines(table) if "Budget" in text]


def test_the_table_for_people_has_dashes_where_it_would_be_against_a_budget() -> None:
    table = compute_uppfoljning(lage_av(UTFALL, period=FEB))
    columns = delar.follow_up_columns(FEB, Vy.NETTOKOSTNAD)
    rad = delar.line(columns, table.total)
    values = dict(zip((column.nyckel for column in columns), rad.celler, strict=True))
    assert {key for key, value in values.items() if value is None} == MOT_BUDGET & set(values)
    assert values["utfall_ore"] == 2500 * KR


def test_live_figures_against_a_budget_are_not_completed_and_a_draft_holds_none() -> None:
    lage = lage_av(UTFALL, period=FEB)
    table = compute_uppfoljning(lage)
    live = siffror_of(lage, table, Enhet.KR, Vy.NETTOKOSTNAD)
    assert live.unknown("{utfall} {avvikelse} {prognos} {budget} {prognos_ord}", "11") == [
        "{avvikelse}",
        "{prognos}",
        "{budget}",
        "{prognos_ord}",
    ]
    draft = draft_comment(lage, table, "11", enhet=Enhet.KR)
    assert live.unknown(draft, "11") == []
    assert "2\u00a0000\u00a0kr" in live.complete(draft, "11")


def test_a_line_without_a_budget_counts_in_the_deviation_and_has_no_chance() -> None:
    """Parts must sum, so what a line without a budget costs is a deviation; but there is no budget on it to keep."""
    table = compute_uppfoljning(lage_av(UTFALL, [(202201, "11", "5010", 900 * KR)], period=FEB))
    with_budget, without = table.rad("11"), table.rad("2")
    assert with_budget.sannolikhet is not None
    assert (without.sannolikhet, without.har_budget) == (None, True)
    assert without.for_people("avvikelse_ore") == -500 * KR
    assert table.total.avvikelse_ore == (900 - 2000 - 500) * KR


def test_the_example_of_metoder_md_is_the_same() -> None:
    text = (Path(__file__).parents[2] / "docs" / "metoder.md").read_text(encoding="utf-8").replace("\n", " ").replace("−", "-")
    table = compute_uppfoljning(lage_av(UTFALL, [(202201, "11", "5010", 900 * KR)], period=FEB))
    assert f"Hemtjänst 900 - 2 000 = {-1100:,} kr".replace(",", " ") in text
    assert "Stöd 0 - 500 = -500 kr utan chans, nämnden -1 600 kr" in text
    assert [table.rad(nod).avvikelse_ore for nod in ("11", "2", "S")] == [-1100 * KR, -500 * KR, -1600 * KR]


def test_income_and_cost_that_cancel_are_a_budget() -> None:
    budget = [(202201, "2", "4631", 700 * KR), (202201, "2", "3510", -700 * KR)]
    rad = compute_uppfoljning(lage_av(UTFALL, budget, period=FEB)).rad("2")
    assert rad.budget_helar_ore == 0
    assert rad.sannolikhet is not None


def test_a_niva_as_avvikelse_rests_until_there_is_a_budget() -> None:
    """An avvikelse of −100 kr from nothing would be a full year of 100 kr. A nivå as kostnad says what the year costs."""
    levels = (niva("11", avvikelse=-100 * KR), niva("2", kostnad=4000 * KR))
    lage = lage_av(UTFALL, period=FEB, bedomningar=levels)
    table = compute_uppfoljning(lage)
    assert table.rad("11").prognos_ore == table.rad("11").systemprognos_ore
    assert table.rad("2").prognos_ore == 4000 * KR
    assert resting_text(lage) == "En bedömd nivå är en avvikelse från budget och räknas när budgeten för 2022 är inläst."
    budgeted = lage_av(UTFALL, [(202201, "11", "5010", 900 * KR)], period=FEB, bedomningar=levels)
    assert compute_uppfoljning(budgeted).rad("11").prognos_ore == (900 + 100) * KR
    assert resting_text(budgeted) == ""


def test_a_scenario_gives_no_chance_either() -> None:
    prognos = compute_helarsprognos(lage := lage_av(UTFALL, period=FEB))
    figures = (("antal", Decimal(1)), ("lon", Decimal(10_000)), ("po", Decimal(40)))
    vakans = Spak(Spakslag.VAKANS, "11", tal=figures)
    found = compute_scenario(prognos, compute_uppfoljning(lage), (vakans,))
    assert found.raknade
    assert {rad.sannolikhet for rad in found.med.rader} == {None}


def test_a_samling_with_one_namnd_without_a_budget_compares_no_sum() -> None:
    budget = [(202201, "11", "5010", 900 * KR)]
    tables = [compute_uppfoljning(lage_av(UTFALL, rows, period=FEB)) for rows in (budget, ())]
    named = [Namnd(kod, f"Nämnd {kod}") for kod in "AB"]
    pairs = zip(tables, named, strict=True)
    found = compute_samling([Uppfoljning(one, t.period, False, t.senast_stangd, (), t.per, t.rader) for t, one in pairs], FEB)
    assert found.total is not None
    assert found.total.sannolikhet is None
    rows = show_rows(samling_table(found, enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD), Enhet.KR, Vy.NETTOKOSTNAD)
    assert [(row[0], row[2] == MISSING, row[6] == MISSING) for row in rows] == [
        ("Nämnd A", False, False),
        ("Nämnd B", True, True),
        ("Summa", True, True),
    ]
    assert rows[2][1] == "5\u00a0000"  # utfall has no budget in it: 2 500 + 2 500
    chances = show_rows(certainty_table(found, enhet=Enhet.KR, vy=Vy.NETTOKOSTNAD), Enhet.KR, Vy.NETTOKOSTNAD)
    assert [row[4] == MISSING for row in chances] == [False, True, True]
    assert samling_sentence(found, Enhet.KR).startswith("Nämnd B saknar budget för 2022")


@pytest.fixture
def utan(tmp_path: Path, exempel_db: Path) -> str:
    """The sample with Lindesberg's budget of the year undone. Gives the URL."""
    path = tmp_path / "utan.db"
    shutil.copyfile(exempel_db, path)
    store = Store.open(f"sqlite:///{path}")
    for info in list_inlasningar(store, "LIN-SN"):
        if Slag.BUDGET in info.slag and info.tillstand is Tillstand.AKTIV and 202201 in info.perioder:
            undo_inlasning(store, info.id, vem="A. Ek")
    assert not read_lage(store, "LIN-SN", Period(2022, 5)).har_budget
    store.close()
    return f"sqlite:///{path}"


def run(url: str, *words: str) -> str:
    found = CliRunner().invoke(main, [*words, "--namnd", "LIN-SN", "--period", "2022-05"], env={"HELAR_DB": url})
    assert found.exit_code == 0, found.output
    return found.stdout


def test_commands_keep_their_keys_and_their_whole_numbers(utan: str) -> None:
    found = json.loads(run(utan, "uppfoljning", "--json"))
    assert found["har_budget"] is False
    for rad in found["rader"]:
        assert (rad["budget_ore"], rad["avvikelse_ore"], rad["sannolikhet"]) == (0, -rad["utfall_ore"], None)
    for row in csv.DictReader(io.StringIO(run(utan, "uppfoljning", "--csv")), delimiter=";"):
        assert [value for name, value in row.items() if name.startswith(("Budget", "Avvikelse"))] == [""] * 4


@pytest.mark.parametrize("slag", ["manadsuppfoljning", "tertialrapport"])
@pytest.mark.parametrize("form", ["json", "xlsx", "pptx"])
def test_reports_are_written_without_a_word_of_overskott(utan: str, slag: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"rapport.{form}"
    run(utan, "rapport", slag, "--format", form, "--ut", str(path))
    assert path.stat().st_size > 0
    if form != "json":
        return
    rapport = json.loads(path.read_text(encoding="utf-8"))
    assert "Budget saknas" in rapport["sammanfattning"]
    shown = [text for part in rapport["avsnitt"] for text in (part["slutsats"], part["rubrikrad"]) if text]
    assert not [text for text in shown if re.search(r"över(skott)|under(skott)", text)]
