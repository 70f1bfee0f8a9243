"""The track record on the command line."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from finance.__main__ import main
from finance.prognos import SLUTNA

Ask = Callable[..., str]


@pytest.fixture
def asked(tmp_path: Path, exempel_db: Path) -> Ask:
    """What `prognos` prints for a nämnd and period of the example database."""
    shutil.copyfile(exempel_db, tmp_path / "exempel.db")

    def ask(namnd: str, period: str, *words: str) -> str:
        found = CliRunner().invoke(
            main,
            ["prognos", "--namnd", namnd, "--period", period, *words],
            env={"HELAR_DB": f"sqlite:///{tmp_path / 'exempel.db'}"},
        )
        assert found.exit_code == 0, found.output
        return found.stdout

    return ask


def test_every_line_with_earlier_utfall_has_a_record_per_method(asked: Ask) -> None:
    rader = json.loads(asked("LIN-SN", "2022-05", "--json"))["rader"]
    assert [rad["nod"] for rad in rader if rad["traffsakerhet"] is None] == ["5501"]  # budget only, never any utfall
    for rad in rader:
        for metod, traff in (rad["traffsakerhet"] or {}).items():
            assert f"{metod}_ore" in rad["metoder"]
            assert [one["ar"] for one in traff["ar"]] == [2019, 2020, 2021]
            assert traff["antal"] == 3
            errors = [100 * (one["prognos_ore"] - one["utfall_ore"]) / abs(one["utfall_ore"]) for one in traff["ar"]]
            assert traff["medelfel_procent"] == pytest.approx(sum(map(abs, errors)) / 3)
            assert traff["bias_procent"] == pytest.approx(sum(errors) / 3)
            inside = [one["low_ore"] <= one["utfall_ore"] <= one["high_ore"] for one in traff["ar"]]
            assert traff["tackning"] == pytest.approx(sum(inside) / 3)


def test_two_earlier_years_give_one_to_test_and_every_method(asked: Ask) -> None:
    total = json.loads(asked("KAT-SN", "2022-04", "--json"))["rader"][-1]
    assert set(total["traffsakerhet"]) == {metod.value for metod in SLUTNA}
    one = total["traffsakerhet"]["foregaende_rest"]
    assert (one["antal"], one["ar"][0]["ar"]) == (1, 2021)
    assert one["ar"][0]["fel_ore"] == one["ar"][0]["prognos_ore"] - one["ar"][0]["utfall_ore"]


def test_the_first_year_has_no_record(asked: Ask) -> None:
    rader = json.loads(asked("LIN-SN", "2018-03", "--json"))["rader"]
    assert [rad["traffsakerhet"] for rad in rader] == [None] * len(rader)


def test_the_terminal_has_a_column_and_a_sentence_that_agree(asked: Ask) -> None:
    lines = asked("LIN-SN", "2022-05").replace("\u00a0", " ").splitlines()
    assert "Medelfel" in lines[1]
    place = lines[1].index("Medelfel") + len("Medelfel")
    total = next(line for line in lines if line.startswith("Socialnämnden  "))
    assert total[:place].endswith(" %")
    figure = total[:place].split()[-2] + " %"
    assert f"Efter maj har prognosen för Socialnämnden i snitt legat {figure} fel" in lines[-1]
