"""avstam, avstamningar, sedan-forra, verksamhetsbyte, installning, gallra and las-in --fordela, as scripts use them."""

import csv
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from finance.__main__ import main
from finance.kolumner import Col, Slag
from finance.store import Store, read_transaktioner

Run = Callable[..., Result]
HEADER = ("Ansvar", "Vsh", "Vsh (T)", "Konto", "Motpart", "Period", "Text", "Belopp")
ROWS = [
    ("100", "410", "Skola", "5010", "", 202201, "Lön", "100000,50"),
    ("100", "420", "Stöd", "4510", "810", 202201, "Bistånd till NN", "20000,25"),
    ("200", "420", "Stöd", "4010", "", 202201, "Inventarier", "7000"),
    ("200", "420", "Stöd", "3010", "150", 202201, "Hyra", "-5000"),
]  # fmt: skip
# drift: 100 000,50 + 20 000,25 - 5 000 = 115 000,75
TOTAL = 11_500_075


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mall") / "mall.db"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def run(tmp_path: Path, empty: Path) -> Run:
    shutil.copyfile(empty, tmp_path / "prov.db")

    def invoke(*words: str) -> Result:
        env = {"HELAR_DB": f"sqlite:///{tmp_path / 'prov.db'}", "HELAR_VEM": "anna"}
        return CliRunner().invoke(main, [*words], env=env)

    return invoke


def answer(result: Result, *, code: int = 0) -> dict[str, Any]:
    assert result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def table(path: Path, rows: Sequence[Sequence[object]], header: Sequence[str] = HEADER) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, *rows])
    return str(path)


def read_in(run: Run, path: str, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = answer(run("las-in", path, "--namnd", "N", "--json", *more))["filer"][0]
    return found


def test_a_total_agrees_or_not_and_both_are_kept(run: Run, tmp_path: Path) -> None:
    read_in(run, table(tmp_path / "a.csv", ROWS))
    words = ("avstam", "--namnd", "N", "--period", "2022-01")
    right = answer(run(*words, "--summa", "-115 000,75", "--json"))
    assert (right["stammer"], right["vant_tecken"], right["fel"]) == (True, True, [])
    assert (right["summa"]["lagrat_ore"], right["inlasning_id"]) == (TOTAL, 1)
    wrong = answer(run(*words, "--summa", "122000,75", "--json"), code=1)
    assert wrong["stammer"] is False
    assert wrong["fel"][0]["kod"] == "stammer_inte"
    assert wrong["summa"]["skillnad_ore"] == -700_000
    assert wrong["rader"][0]["forklaringar"][0]["kod"] == "investering"
    listed = answer(run("avstamningar", "--namnd", "N", "--json"))["avstamningar"]
    assert [(one["stammer"], one["skillnad_ore"], one["vem"]) for one in listed] == [
        (False, -700_000, "anna"),
        (True, 0, "anna"),
    ]
    answer(run(*words, "--summa", "1", "--torrkor", "--json"), code=1)
    assert len(answer(run("avstamningar", "--namnd", "N", "--json"))["avstamningar"]) == 2


def test_a_table_of_the_system_is_compared_line_by_line(run: Run, tmp_path: Path) -> None:
    read_in(run, table(tmp_path / "a.csv", ROWS))
    system = table(tmp_path / "s.csv", [("100", "120000,75"), ("200", "-5000"), ("Summa", "115000,75")], ("Ansvar", "Utfall"))
    words = ("avstam", "--namnd", "N", "--period", "2022-01", "--json")
    assert answer(run(*words, "--fil", system))["per"] == "ansvar"
    typed = answer(run(*words, "--per", "verksamhet", "--rad", "410=100000,50", "--rad", "420=15000"), code=1)
    assert [(rad["kod"], rad["skillnad_ore"]) for rad in typed["rader"]] == [("410", 0), ("420", 25)]
    part = answer(run(*words, "--per", "verksamhet", "--rad", "410=100000,50", "--delvis"))
    assert part["stammer"] is True


def test_people_see_what_differs_and_why(run: Run, tmp_path: Path) -> None:
    read_in(run, table(tmp_path / "a.csv", ROWS))
    words = ("avstam", "--namnd", "N", "--period", "2022-01")
    assert "Stämmer" in run(*words, "--summa", "115000,75").stdout
    shown = run(*words, "--summa", "95000,50")
    assert shown.exit_code == 1
    assert "20\u00a0000,25\u00a0kr" in shown.stderr
    assert "a.csv, rad 3" in shown.stderr


@pytest.mark.parametrize(
    "words",
    [(), ("--summa", "1", "--rad", "a=1"), ("--rad", "410=5"), ("--summa", "1", "--per", "x")],
    ids=["no totals", "two kinds", "no dimension", "no such dimension"],
)
def test_wrong_usage_exits_2(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    read_in(run, table(tmp_path / "a.csv", ROWS))
    assert run("avstam", "--namnd", "N", "--period", "2022-01", *words).exit_code == 2


@pytest.mark.parametrize("words", [("--summa", "elva"), ("--fil", "finns-inte.csv")])
def test_what_cannot_be_compared_is_refused_in_swedish(run: Run, tmp_path: Path, words: tuple[str, str]) -> None:
    read_in(run, table(tmp_path / "a.csv", ROWS))
    assert answer(run("avstam", "--namnd", "N", "--period", "2022-01", "--json", *words), code=1)["fel"][0]["text"]


def test_balance_accounts_left_out_of_the_file_are_a_reason(run: Run, tmp_path: Path) -> None:
    balance = ("100", "410", "Skola", "1910", "", 202201, "Kassa", "31337")
    read_in(run, table(tmp_path / "a.csv", [*ROWS, balance]))
    found = answer(run("avstam", "--namnd", "N", "--period", "2022-01", "--summa", "146337,75", "--json"), code=1)
    assert [one["kod"] for one in found["rader"][0]["forklaringar"]] == ["balans"]


def test_sedan_forra_tells_what_the_last_file_changed(run: Run, tmp_path: Path) -> None:
    read_in(run, table(tmp_path / "a.csv", ROWS))
    late = [
        ("100", "410", "Grundskola", "5010", "", 202201, "Lön", "100001,50"),
        *ROWS[1:],
        (*ROWS[0][:2], "Grundskola", *ROWS[0][3:5], 202202, "Lön", "9,25"),
    ]
    read_in(run, table(tmp_path / "b.csv", late), "--ersatt")
    found = answer(run("sedan-forra", "--namnd", "N", "--json"))
    assert found["fil"] == "b.csv"
    assert found["nya_manader"] == ["2022-02"]
    assert [(one["period"], one["verksamhet"], one["skillnad_ore"]) for one in found["sena"]] == [("2022-01", "410", 100)]
    assert found["namnbyten"] == [{"verksamhet": "410", "gammalt_namn": "Skola", "nytt_namn": "Grundskola"}]
    assert "Ändrat i tidigare månader: januari 2022." in run("sedan-forra", "--namnd", "N").stdout
    assert answer(run("sedan-forra", "--namnd", "N", "--inlasning", "1", "--json"))["sena"] == []
    assert len(answer(run("sedan-forra", "--namnd", "N", "--sedan", "2020-01-01", "--json"))["nya_manader"]) == 2
    assert run("sedan-forra", "--namnd", "N", "--inlasning", "9").exit_code == 1
    assert run("sedan-forra", "--namnd", "N", "--inlasning", "1", "--sedan", "2020-01-01").exit_code == 2


def test_a_verksamhetsbyte_is_made_listed_and_taken_away(run: Run, tmp_path: Path) -> None:
    read_in(run, table(tmp_path / "a.csv", ROWS))
    words = ("verksamhetsbyte", "--namnd", "N", "--json")
    made = answer(run(*words, "--fran", "410", "--till", "415", "--galler-fran", "2022-02"))
    assert [(b["fran"], b["till"], b["galler_fran"], b["vem"]) for b in made["byten"]] == [("410", "415", "2022-02", "anna")]
    lines = answer(run("uppfoljning", "--namnd", "N", "--period", "2022-02", "--json"))["rader"]
    assert {rad["nod"]: rad["utfall_ore"] for rad in lines if rad["niva"] == 1}["415"] == 10_000_050
    assert answer(run(*words, "--fran", "410", "--galler-fran", "2022-02", "--ta-bort"))["byten"] == []
    assert run(*words, "--fran", "410").exit_code == 2


def test_interna_motparter_are_shown_apart(run: Run, tmp_path: Path) -> None:
    read_in(run, table(tmp_path / "a.csv", ROWS))
    chosen = answer(run("installning", "--namnd", "N", "--interna-motparter", "100-199", "--json"))
    assert chosen["interna_motparter"] == "100-199"
    words = ("uppfoljning", "--namnd", "N", "--period", "2022-01", "--per", "motpart")
    rader = answer(run(*words, "--json"))["rader"]
    assert {rad["motpart"]: rad["intern"] for rad in rader} == {"": False, "150": True, "810": False}
    assert "intern" in run(*words).stdout
    assert answer(run("installning", "--namnd", "N", "--interna-motparter", "ingen", "--json"))["interna_motparter"] == ""


def stored_texts(tmp_path: Path) -> set[str]:
    store = Store.open(f"sqlite:///{tmp_path / 'prov.db'}")
    found = set(read_transaktioner(store, "N", Slag.UTFALL)[Col.TEXT])
    store.close()
    return found


def test_which_kontogrupper_keep_text_is_the_namnds_choice(run: Run, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ROWS)
    read_in(run, path)
    assert stored_texts(tmp_path) == {"Lön", "", "Inventarier", "Hyra"}
    chosen = answer(run("installning", "--namnd", "N", "--utan-text", "Personal", "--json"))
    assert chosen["utan_text"] == ["Personal"]
    read_in(run, path, "--ersatt")
    assert stored_texts(tmp_path) == {"", "Bistånd till NN", "Inventarier", "Hyra"}
    assert answer(run("installning", "--namnd", "N", "--utan-text", "ingen", "--json"))["utan_text"] == []
    default = answer(run("installning", "--namnd", "N", "--utan-text", "standard", "--json"))["utan_text"]
    assert default == ["Försörjningsstöd och bidrag", "Köp av verksamhet", "Familjehem (arvode)"]


def test_gallra_empties_texts_and_keeps_the_saldo(run: Run, tmp_path: Path) -> None:
    read_in(run, table(tmp_path / "a.csv", ROWS))
    before = answer(run("saldo", "--namnd", "N", "--json"))
    assert answer(run("gallra", "--namnd", "N", "--fore", "2022", "--json"))["texter"] == 0
    done = answer(run("gallra", "--namnd", "N", "--fore", "2023", "--text", "--json"))
    assert (done["texter"], done["placeringar"]) == (3, 0)
    assert stored_texts(tmp_path) == {""}
    assert answer(run("saldo", "--namnd", "N", "--json")) == before


def test_an_annual_budget_is_asked_about_only_where_last_year_differs(run: Run, tmp_path: Path) -> None:
    header = ("Verksamhet", "Årsbudget 2022")
    path = table(tmp_path / "budget.csv", [("410", "1200000,60")], header)
    plain = read_in(run, path)
    assert (plain["status"], len(plain["summor"]["budget"]["perioder"])) == ("inläst", 12)
    uneven = [("410", 202100 + month, f"{month}00000,5") for month in range(1, 13)]
    read_in(run, table(tmp_path / "b21.csv", uneven, ("Verksamhet", "Period", "Budget")), "--slag", "budget")
    other = table(tmp_path / "ny.csv", [("410", "7800039")], header)
    asked = answer(run("las-in", other, "--namnd", "N", "--json"), code=1)["filer"][0]
    assert (asked["status"], asked["fragor"][0]["kod"]) == ("fråga", "arsbudget")
    assert asked["fragor"][0]["val"] == ["forra-aret", "tolftedelar"]
    spread = read_in(run, other, "--fordela", "forra-aret")["summor"]["budget"]["perioder"]
    # 78 parts of 100 000 kr, and 12 half kronor, last year; January has 100 000,50 of 7 800 006,00
    assert spread["2022-01"] == round(780_003_900 * 10_000_050 / 780_000_600)
    assert sum(spread.values()) == 780_003_900
    own = read_in(run, other, "--fordela", "0,0,0,0,0,0,0,0,0,0,0,1")["summor"]["budget"]["perioder"]
    assert {month: ore for month, ore in own.items() if ore} == {"2022-12": 780_003_900}
    assert run("las-in", other, "--namnd", "N", "--fordela", "ibland").exit_code == 2
