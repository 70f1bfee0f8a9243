"""The command samling: a row per nämnd, the same figures as uppfoljning, and a samling that is remembered."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from finance.__main__ import main


@pytest.fixture
def db(exempel_db: Path, tmp_path: Path) -> str:
    shutil.copyfile(exempel_db, tmp_path / "helar.db")
    return f"sqlite:///{tmp_path / 'helar.db'}"


def run(db: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["samling", "--db", db, *arguments])


def test_the_rows_are_the_totals_of_uppfoljning_and_sum_to_the_total(db: str) -> None:
    answer = json.loads(run(db, "--period", "2022-04", "--json").output)
    for rad in answer["rader"]:
        asked = ["uppfoljning", "--db", db, "--namnd", rad["namnd"], "--period", "2022-04", "--json"]
        total = json.loads(CliRunner().invoke(main, asked).output)["rader"][-1]
        for key in (
            "utfall_ore",
            "budget_ore",
            "avvikelse_ore",
            "prognos_ore",
            "budget_helar_ore",
            "low_ore",
            "high_ore",
            "metod",
        ):
            assert rad[key] == total[key], key
    for key in ("utfall_ore", "budget_ore", "avvikelse_ore", "prognos_ore", "prognosavvikelse_ore"):
        assert answer["total"][key] == sum(rad[key] for rad in answer["rader"])
    assert answer["summa_low_ore"] < answer["total"]["low_ore"] < answer["total"]["high_ore"] < answer["summa_high_ore"]


def test_a_namnd_that_has_not_come_as_far_has_no_figures_so_far(db: str) -> None:
    answer = json.loads(run(db, "--period", "2022-05", "--json").output)
    by_kod = {rad["namnd"]: rad for rad in answer["rader"]}
    assert by_kod["KAT-SN"]["utfall_ore"] is None
    assert by_kod["KAT-SN"]["saknade_manader"] == ["2022-05"]
    assert answer["total"]["utfall_ore"] == by_kod["LIN-SN"]["utfall_ore"]


def test_for_people_the_table_says_how_the_total_is_made(db: str) -> None:
    said = run(db, "--period", "2022-04", "--enhet", "tkr").output
    assert "Socialnämnden, Katrineholm" in said
    assert "Summans intervall är inte summan av nämndernas." in said


def test_one_namnd_can_be_asked_for_and_several_remembered(db: str) -> None:
    assert [r["namnd"] for r in json.loads(run(db, "--period", "2022-04", "--namnd", "LIN-SN", "--json").output)["rader"]] == [
        "LIN-SN"
    ]
    chosen = ["--namnd", "LIN-SN", "--namnd", "KAT-SN", "--valj", "--vem", "a"]
    assert run(db, "--period", "2022-04", *chosen).exit_code == 0
    again = json.loads(run(db, "--period", "2022-04", "--json").output)
    assert [rad["namnd"] for rad in again["rader"]] == ["LIN-SN", "KAT-SN"]


def test_an_unknown_namnd_is_refused_in_swedish(db: str) -> None:
    answer = run(db, "--period", "2022-04", "--namnd", "XX", "--json")
    assert answer.exit_code == 1
    assert "Nämnden XX finns inte" in json.loads(answer.output)["fel"][0]["text"]
