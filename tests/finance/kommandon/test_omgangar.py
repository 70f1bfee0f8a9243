"""Locking, and what changed, on the command line."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from finance.__main__ import main

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, exempel_db: Path) -> Run:
    shutil.copyfile(exempel_db, tmp_path / "exempel.db")

    def invoke(*words: str) -> Result:
        env = {"HELAR_DB": f"sqlite:///{tmp_path / 'exempel.db'}", "HELAR_VEM": "A. Ek"}
        return CliRunner().invoke(main, list(words), env=env)

    return invoke


def answer(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_round_is_locked_once_and_listed_with_its_figures(run: Run) -> None:
    told = answer(run("las-omgang", "--namnd", "LIN-SN", "--period", "2022-05", "--json"))
    assert (told["period"], told["version"], told["vem"], told["hel"]) == ("2022-05", 1, "A. Ek", True)
    again = run("las-omgang", "--namnd", "LIN-SN", "--period", "2022-05", "--json")
    assert again.exit_code == 1
    assert "Inget har ändrats" in json.loads(again.stdout)["fel"][0]["text"]
    (listed,) = answer(run("omgangar", "--namnd", "LIN-SN", "--json"))["omgangar"]
    assert listed["sha256"] == told["sha256"]
    assert listed["prognosavvikelse_ore"] == -34_500_000_00  # as Lindesberg printed it


def test_a_report_is_locked_and_listed(run: Run) -> None:
    assert "är låst (version 1" in run("las-rapport", "tertialrapport", "--namnd", "KAT-SN", "--period", "2022-04").stdout
    (listed,) = answer(run("omgangar", "--namnd", "KAT-SN", "--json"))["rapporter"]
    assert (listed["slag"], listed["period"], listed["hel"]) == ("tertialrapport", "2022-04", True)
    assert "av A. Ek" in run("omgangar", "--namnd", "KAT-SN").stdout


def test_a_damaged_lock_is_said(run: Run, tmp_path: Path) -> None:
    run("las-omgang", "--namnd", "LIN-SN", "--period", "2022-04")
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'exempel.db'}")
    with engine.begin() as conn:
        conn.execute(sa.text("UPDATE prognosomgang SET vem = 'B'"))
    engine.dispose()
    assert "SKADAD" in run("omgangar", "--namnd", "LIN-SN").stdout
    (listed,) = answer(run("omgangar", "--namnd", "LIN-SN", "--json"))["omgangar"]
    assert listed["hel"] is False
    assert "prognos_ore" not in listed
    refused = run("andrat", "--namnd", "LIN-SN", "--period", "2022-05", "--json")
    assert refused.exit_code == 1
    assert "säkerhetskopia" in json.loads(refused.stdout)["fel"][0]["text"]


def test_what_changed_sums_per_line_and_to_the_total(run: Run) -> None:
    run("las-omgang", "--namnd", "LIN-SN", "--period", "2022-04")
    told = answer(run("andrat", "--namnd", "LIN-SN", "--period", "2022-05", "--json"))
    assert (told["mot"], told["last"]["version"], told["nya_manader"]) == ("2022-04", 1, ["2022-05"])
    for rad in told["rader"]:
        assert sum(rad["orsaker"].values()) == rad["andring_ore"]
        assert rad["andring_ore"] == rad["prognosavvikelse_ore"] - rad["prognosavvikelse_fore_ore"]
    total = told["rader"][-1]
    parents = {rad["foralder"] for rad in told["rader"]}
    leaves = [rad for rad in told["rader"] if rad["nod"] not in parents]
    assert sum(rad["andring_ore"] for rad in leaves) == total["andring_ore"]
    assert "sämre än efter april" in told["mening"]
    assert told["mening"] in run("andrat", "--namnd", "LIN-SN", "--period", "2022-05").stdout


def test_the_first_month_has_nothing_to_compare_with(run: Run) -> None:
    told = answer(run("andrat", "--namnd", "LIN-SN", "--period", "2022-01", "--json"))
    assert (told["mot"], told["rader"]) == (None, [])
    assert "ingen tidigare omgång" in run("andrat", "--namnd", "LIN-SN", "--period", "2022-01").stdout


def test_nothing_locked_says_what_to_do(run: Run) -> None:
    assert "las-omgang" in run("omgangar", "--namnd", "LIN-SN").stdout
    assert run("omgangar", "--namnd", "FINNS-INTE").exit_code == 1
