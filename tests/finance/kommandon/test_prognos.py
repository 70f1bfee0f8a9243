"""The command `prognos`: everything of the screen Helårsprognos as JSON, and any method by name."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from finance.__main__ import main
from finance.prognos import SLUTNA, Metod
from finance.store import Store, save_metodval

Ask = Callable[..., str]
URL = "sqlite:///{}"


@pytest.fixture
def database(tmp_path: Path, exempel_db: Path) -> Path:
    path = tmp_path / "exempel.db"
    shutil.copyfile(exempel_db, path)
    return path


@pytest.fixture
def asked(database: Path) -> Ask:
    def ask(namnd: str, period: str, *words: str) -> str:
        given = ["prognos", "--namnd", namnd, "--period", period, *words]
        found = CliRunner().invoke(main, given, env={"HELAR_DB": URL.format(database)})
        assert found.exit_code == 0, found.output
        return found.stdout

    return ask


def lines(text: str) -> list[dict[str, Any]]:
    rader: list[dict[str, Any]] = json.loads(text)["rader"]
    return rader


@pytest.mark.parametrize(("namnd", "period", "k"), [("LIN-SN", "2022-05", 5), ("KAT-SN", "2022-04", 4)])
def test_every_line_adds_up(asked: Ask, namnd: str, period: str, k: int) -> None:
    for rad in lines(asked(namnd, period, "--json")):
        assert sum(rad["manader_ore"]) == rad["prognos_ore"]
        assert rad["systemprognos_ore"] + sum(rad["orsaker"].values()) == rad["prognos_ore"]
        assert rad["aterstar_per_manad_ore"] == round(sum(rad["manader_ore"][k:]) / (12 - k))
        if any(rad["manader_ore"][:k]):
            assert rad["snitt_hittills_ore"] == round(sum(rad["manader_ore"][:k]) / k)
        for metod in SLUTNA:
            if f"{metod}_ore" in rad["metoder"]:
                low, total, high = (rad["metoder"][f"{metod}_{end}ore"] for end in ("low_", "", "high_"))
                assert low <= total <= high
        assert rad["forklaring"]["k"] == k
        assert rad["metodval"] is None


def test_the_word_says_what_the_figure_says(asked: Ask) -> None:
    words = {rad["nod"]: (rad["sannolikhet"], rad["sannolikhet_ord"]) for rad in lines(asked("LIN-SN", "2022-05", "--json"))}
    assert words.pop("5501") == (None, None)  # Vakanta tjänster is the one line without a budget
    for chance, word in words.values():
        assert (word in ("knappast", "troligen inte")) == (round(100 * chance) < 35)
        assert (word in ("troligen", "nästan säkert")) == (round(100 * chance) >= 65)


@pytest.mark.parametrize("metod", list(Metod))
def test_any_method_can_be_asked_for(asked: Ask, metod: Metod) -> None:
    found = json.loads(asked("LIN-SN", "2022-05", "--metod", metod.value, "--json"))
    assert found["metod"] == metod.value
    parts = [rad for rad in found["rader"] if rad["foralder"] == "0500"]
    assert sum(rad["systemprognos_ore"] for rad in parts) == found["rader"][-1]["systemprognos_ore"]


def test_the_fitted_models_stand_there_when_asked_for(asked: Ask) -> None:
    without, with_them = (lines(asked("LIN-SN", "2022-05", "--json", *more))[-1] for more in ([], ["--anpassade"]))
    for metod in ("ets", "theta"):
        assert with_them["metoder"][f"{metod}_low_ore"] < with_them["metoder"][f"{metod}_ore"]
    assert {key: with_them["metoder"][key] for key in without["metoder"]} == without["metoder"]


def test_a_chosen_method_is_used_and_told_with_its_reason(asked: Ask, database: Path) -> None:
    store = Store.open(URL.format(database))
    save_metodval(store, "LIN-SN", "5240", "linjar_takt", skal="nytt avtal i år", vem="anna")
    store.close()
    rad = next(rad for rad in lines(asked("LIN-SN", "2022-05", "--json")) if rad["nod"] == "5240")
    assert (rad["metodval"]["metod"], rad["metodval"]["skal"], rad["metodval"]["vem"]) == (
        "linjar_takt",
        "nytt avtal i år",
        "anna",
    )
    assert rad["systemprognos_ore"] == rad["metoder"]["linjar_takt_ore"]
    assert "linjär takt (vald)" in rad["metod_text"]


def test_for_people_the_methods_stand_under_the_table(asked: Ask) -> None:
    shown = asked("LIN-SN", "2022-05")
    for metod in SLUTNA:
        assert f"  {metod.namn}" in shown
    assert "under 1\u00a0%" in shown


@pytest.fixture
def en_manad(tmp_path: Path) -> Ask:
    """A nämnd with one month and nothing else: no budget, no earlier year."""
    fil = tmp_path / "januari.csv"
    fil.write_text("Period;Verksamhet;Konto;Belopp\n2022-01;510;5010;1000,50\n2022-01;520;4631;500,25\n", encoding="utf-8")
    env = {"HELAR_DB": URL.format(tmp_path / "en.db")}
    assert CliRunner().invoke(main, ["las-in", str(fil), "--namnd", "EN"], env=env).exit_code == 0

    def ask(namnd: str, period: str, *words: str) -> str:
        found = CliRunner().invoke(main, ["prognos", "--namnd", namnd, "--period", period, *words], env=env)
        assert found.exit_code == 0, found.output
        return found.stdout

    return ask


def test_without_a_budget_no_chance_is_told(en_manad: Ask) -> None:
    told = en_manad("EN", "2022-01")
    assert "Budget saknas för 2022" in told
    assert "%" not in told.split("Metod\n")[1].split("Budget saknas")[0]
    assert json.loads(en_manad("EN", "2022-01", "--json"))["har_budget"] is False
    for rad in lines(en_manad("EN", "2022-01", "--json")):
        assert (rad["sannolikhet"], rad["sannolikhet_ord"]) == (None, None)
        assert rad["budget_helar_ore"] == 0


def test_a_method_that_could_not_be_computed_is_told(en_manad: Ask) -> None:
    assert "Theta kunde inte räknas för 2 av 2 rader" in en_manad("EN", "2022-01", "--metod", "theta")
    assert "kunde inte räknas" not in en_manad("EN", "2022-01", "--metod", "linjar_takt")


def test_months_and_years_without_utfall_are_told(asked: Ask) -> None:
    assert "Utfall saknas för maj 2022, juni 2022." in asked("KAT-SN", "2022-06")
    assert "varken utfall eller budget för 2035" in asked("KAT-SN", "2035-01")
    assert "saknas" not in asked("KAT-SN", "2022-04")
