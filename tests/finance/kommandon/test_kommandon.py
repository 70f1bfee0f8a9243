"""The command line as scripts use it (DESIGN 7): JSON, exit codes, Swedish refusals."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from finance.__main__ import main
from finance.format import MINUS
from finance.store import Store

ROOT = Path(__file__).parents[3]
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A command on a new database."""

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(main, [*words], env={"HELAR_DB": f"sqlite:///{tmp_path / 'prov.db'}"})

    return invoke


@pytest.fixture
def sample(tmp_path: Path, exempel_db: Path) -> Run:
    """A command on a copy of the example database."""
    shutil.copyfile(exempel_db, tmp_path / "exempel.db")

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(main, [*words], env={"HELAR_DB": f"sqlite:///{tmp_path / 'exempel.db'}"})

    return invoke


def answer(result: Result, *, code: int = 0) -> dict[str, Any]:
    assert result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


HEADER = ("Vsh", "Konto", "Period", "Belopp")


def ledger(path: Path, rows: Sequence[tuple[object, ...]], header: tuple[str, ...] = HEADER) -> str:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Utdrag ur huvudbok, kronor"])
    sheet.append([])
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return str(path)


ROWS: list[tuple[object, ...]] = [
    ("0410", "5011", 202201, 1000.50),
    ("0420", "5011", 202201, 2000.25),
    ("0410", "5011", 202202, 300000),
    ("0420", "5011", 202202, 0.25),
]


def test_a_file_is_read_corrected_and_undone_to_the_ore(run: Run, tmp_path: Path) -> None:
    first = answer(run("las-in", ledger(tmp_path / "a.xlsx", ROWS), "--namnd", "N", "--json"))["filer"][0]
    assert (first["status"], first["slag"], first["rader"]) == ("inläst", ["utfall"], 4)
    assert first["summor"]["utfall"] == {
        "summa_ore": 30_300_100,
        "perioder": {"2022-01": 300_075, "2022-02": 30_000_025},
        "verksamheter": {"0410": 30_100_050, "0420": 200_050},
    }
    corrected = [("0410", "5011", 202202, 299999), ("0420", "5011", 202202, 1)]
    second = answer(run("las-in", ledger(tmp_path / "b.xlsx", corrected), "--namnd", "N", "--json"))["filer"][0]
    assert second["status"] == "inläst"
    assert [(e["period"], e["inlasning_id"]) for e in second["ersatter"]] == [("2022-02", first["inlasning_id"])]
    saldo = answer(run("saldo", "--namnd", "N", "--json"))
    assert saldo["perioder"] == {"2022-01": 300_075, "2022-02": 30_000_000}
    assert saldo["verksamhet_period"]["0410"] == {"2022-01": 100_050, "2022-02": 29_999_900}
    answer(run("angra", str(second["inlasning_id"]), "--json"))
    assert answer(run("saldo", "--namnd", "N", "--json"))["perioder"] == first["summor"]["utfall"]["perioder"]


def test_the_same_content_again_is_a_dubblett_and_a_dry_run_stores_nothing(run: Run, tmp_path: Path) -> None:
    path = ledger(tmp_path / "a.xlsx", ROWS)
    dry = answer(run("las-in", path, "--namnd", "N", "--torrkor", "--json"))["filer"][0]
    assert (dry["status"], dry["inlasning_id"]) == ("torrkörd", None)
    run("las-in", path, "--namnd", "N")
    again = answer(run("las-in", path, "--namnd", "N", "--json"))["filer"][0]
    assert again["status"] == "dubblett"
    assert len(answer(run("inlasningar", "--namnd", "N", "--json"))["inlasningar"]) == 1


@pytest.mark.parametrize(
    ("rows", "header", "options", "word", "place"),
    [
        ([("0410", "5011", 202201, "tolv")], ("Vsh", "Konto", "Period", "Belopp"), (), "tolv", (4, "Belopp")),
        ([("0410", "5011", 202201)], ("Vsh", "Konto", "Period"), (), "elopp", None),
        ([("5011", 202201, 100000.5)], ("Konto", "Period", "Belopp"), (), "erksamhet", None),
        (ROWS, ("Vsh", "Konto", "Period", "Belopp"), ("--ar", "2021"), "2022", None),
    ],
    ids=["text in the amount column", "no amount column", "no verksamhet", "wrong year"],
)
def test_a_bad_file_is_refused_in_swedish_with_its_place_and_nothing_stored(
    run: Run,
    tmp_path: Path,
    rows: list[tuple[object, ...]],
    header: tuple[str, ...],
    options: tuple[str, ...],
    word: str,
    place: tuple[int, str] | None,
) -> None:
    path = ledger(tmp_path / "a.xlsx", rows, header)
    fil = answer(run("las-in", path, "--namnd", "N", *options, "--json"), code=1)["filer"][0]
    assert fil["status"] == "avvisad"
    assert fil["inlasning_id"] is None
    fel = fil["fel"][0]
    assert word in fel["text"]
    assert fel["atgard"]
    if place:
        assert (fel["blad"], fel["rad"], fel["kolumn"]) == ("Sheet", *place)
    refused = run("saldo", "--namnd", "N", "--json")
    assert answer(refused, code=1)["fel"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 kapad", b"\x00" * 500], ids=["empty", "damaged zip", "not a workbook"])
def test_an_empty_or_damaged_file_is_refused(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "trasig.xlsx"
    path.write_bytes(data)
    result = run("las-in", str(path), "--namnd", "N")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "trasig.xlsx: avvisad" in result.stderr


def test_one_bad_file_does_not_stop_the_good_one(run: Run, tmp_path: Path) -> None:
    good = ledger(tmp_path / "a.xlsx", ROWS)
    filer = answer(run("las-in", good, str(tmp_path / "saknas.xlsx"), "--namnd", "N", "--json"), code=1)["filer"]
    assert [fil["status"] for fil in filer] == ["inläst", "avvisad"]


def test_a_namnd_is_made_and_changed(run: Run) -> None:
    made = answer(run("namnd", "SN", "--namn", "Socialnämnden", "--enhet", "mnkr", "--json"))
    assert made == {"kod": "SN", "namn": "Socialnämnden", "enhet": "mnkr", "vy": "nettokostnad", "urval": {}}
    changed = answer(run("namnd", "SN", "--vy", "nettoresultat", "--json"))
    assert changed == {**made, "vy": "nettoresultat"}


def test_json_is_in_ore_whatever_unit_and_view_are_asked_for(sample: Run) -> None:
    words = ("uppfoljning", "--namnd", "KAT-SN", "--period", "2022-04", "--json")
    plain = answer(sample(*words))
    assert plain == answer(sample(*words, "--enhet", "mnkr", "--vy", "nettokostnad"))
    total = plain["rader"][-1]
    assert (total["niva"], total["foralder"]) == (0, None)
    assert total["utfall_ore"] == 6_972_605_000  # tests/sample_data sums the files without the product
    assert total["avvikelse_ore"] == total["budget_ore"] - total["utfall_ore"]
    assert all(
        key.endswith("_ore") for key, value in total.items() if isinstance(value, int) and key not in ("niva", "har_delar")
    )


def test_both_views_give_the_same_avvikelse(sample: Run) -> None:
    words = ("uppfoljning", "--namnd", "KAT-SN", "--period", "2022-04", "--csv")
    cells = [
        [line.split(";") for line in sample(*words, "--vy", vy).output.splitlines()] for vy in ("nettokostnad", "nettoresultat")
    ]
    for cost, result in zip(*cells, strict=True):
        assert (cost[5], cost[8]) == (result[5], result[8])
    assert cells[0][1][3] == cells[1][1][3].removeprefix("-")


def test_levels_and_margins(sample: Run) -> None:
    words = ("uppfoljning", "--namnd", "LIN-SN", "--period", "2022-05", "--json")
    assert [r["niva"] for r in answer(sample(*words, "--niva", "1"))["rader"]] == [1, 1, 1, 1, 0]
    total = answer(sample(*words))["rader"][-1]
    grupper = answer(sample(*words, "--per", "kontogrupp"))["rader"]
    assert sum(r["prognos_ore"] for r in grupper[:-1]) == total["prognos_ore"]
    motparter = answer(sample(*words, "--per", "motpart"))["rader"]
    assert sum(r["utfall_ore"] for r in motparter) == total["utfall_ore"]


def test_the_table_in_the_terminal_is_the_printed_one(sample: Run) -> None:
    text = sample("uppfoljning", "--namnd", "LIN-SN", "--period", "2022-05", "--niva", "1").output
    row = next(line for line in text.splitlines() if "Vård och omsorg" in line)
    assert row.split()[-9:-3] == ["133,2", "121,9", f"{MINUS}11,3", "330,6", "306,4", f"{MINUS}24,2"]
    assert "80 % säkert" in text
    assert "Prognosens metod" in text


def test_a_prognos_has_method_interval_chance_and_the_other_methods(sample: Run) -> None:
    found = answer(sample("prognos", "--namnd", "KAT-SN", "--period", "2022-04", "--metod", "budget_rest", "--json"))
    for rad in found["rader"]:
        assert rad["low_ore"] <= rad["systemprognos_ore"] <= rad["high_ore"]
        assert 0 <= rad["sannolikhet"] <= 1
        assert rad["systemprognos_ore"] == pytest.approx(rad["metoder"]["budget_rest_ore"], abs=100)
        assert {"linjar_takt_ore", "foregaende_rest_ore", "krympt_profil_ore"} <= rad["metoder"].keys()


def test_a_period_can_be_opened_and_closed(sample: Run) -> None:
    words = ("uppfoljning", "--namnd", "LIN-SN", "--period", "2022-05", "--json")
    answer(sample("oppna-period", "--namnd", "LIN-SN", "--period", "2022-05", "--json"))
    opened = answer(sample(*words))
    assert (opened["preliminar"], opened["senast_stangd"]) == (True, "2022-04")
    answer(sample("stang-period", "--namnd", "LIN-SN", "--period", "2022-05", "--json"))
    assert answer(sample(*words))["preliminar"] is False


def test_as_of_shows_what_was_known_then(sample: Run) -> None:
    words = ("uppfoljning", "--namnd", "LIN-SN", "--period", "2022-05", "--json")
    before = answer(sample(*words, "--as-of", "2020-01-01"))
    assert before["rader"][-1]["utfall_ore"] == 0
    assert answer(sample(*words, "--as-of", "2100-01-01"))["rader"] == answer(sample(*words))["rader"]


def test_exempel_again_changes_nothing(sample: Run) -> None:
    before = answer(sample("halsa", "--json"))
    assert answer(sample("exempel", "--json"))["namnder"] == ["LIN-SN", "KAT-SN"]
    assert answer(sample("halsa", "--json")) == before


@pytest.mark.parametrize(
    "words",
    [
        ("uppfoljning", "--namnd", "N", "--period", "2022-13"),
        ("uppfoljning", "--namnd", "N"),
        ("finnsinte",),
        ("las-in", "x.xlsx", "--namnd", "N", "--ersatt", "--lagg-till"),
        ("las-in", "x.xlsx", "--namnd", "N", "--ersatt-verksamheter", "--lagg-till"),
        ("las-in", "x.xlsx", "--namnd", "N", "--ersatt", "--ersatt-verksamheter"),
        ("uppfoljning", "--namnd", "N", "--period", "2022-05", "--as-of", "i fredags"),
    ],
)
def test_wrong_usage_exits_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


@pytest.mark.parametrize(
    "words", [("saldo", "--namnd", "X"), ("uppfoljning", "--namnd", "X", "--period", "2022-05"), ("angra", "7")]
)
def test_what_is_not_there_is_refused_in_swedish(run: Run, words: tuple[str, ...]) -> None:
    assert "finns inte" in answer(run(*words, "--json"), code=1)["fel"][0]["text"]
    assert "finns inte" in run(*words).stderr


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("inte en databas")
    result = CliRunner().invoke(main, ["halsa", "--db", f"sqlite:///{tmp_path / 'x.db'}"])
    assert result.exit_code == 1
    assert "ingen Helår-databas" in result.stderr


def test_json_is_alone_on_stdout_in_a_real_process(exempel: Store) -> None:
    words = ["uppfoljning", "--db", exempel.url, "--namnd", "LIN-SN", "--period", "2022-05", "--json"]
    done = subprocess.run([sys.executable, "-m", "finance", *words], cwd=ROOT, capture_output=True, check=True)
    assert json.loads(done.stdout.decode("utf-8"))["namnd"] == "LIN-SN"
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("finnsinte",), "Kommandot 'finnsinte' finns inte."),
        (("saldo",), "Flaggan '--namnd' saknas."),
        (("angra", "sju"), "'sju' är inget heltal."),
        (("uppfoljning", "--namnd", "N", "--period", "2022-05", "--per", "x"), "är inget av 'nod'"),
        (("uppfoljning", "--namnd", "N", "--period", "maj"), "ingen period"),
        (("halsa", "--bah"), "Flaggan '--bah' finns inte."),
    ],
)
def test_wrong_usage_is_explained_in_swedish(run: Run, words: tuple[str, ...], says: str) -> None:
    shown = run(*words).stderr
    assert says in shown
    assert "--help" in shown
    assert not any(english in shown for english in ("Usage", "Error", "Try", "Invalid"))


@pytest.mark.parametrize(
    ("slag", "namnd", "period"), [("manadsuppfoljning", "LIN-SN", "2022-05"), ("tertialrapport", "KAT-SN", "2022-04")]
)
def test_a_report_is_written_as_powerpoint_excel_and_json(
    sample: Run, tmp_path: Path, slag: str, namnd: str, period: str
) -> None:
    words = ("rapport", slag, "--namnd", namnd, "--period", period)
    for form in ("pptx", "xlsx"):
        written = answer(sample(*words, "--format", form, "--ut", str(tmp_path / f"r.{form}"), "--json"))
        assert written["storlek"] == (tmp_path / f"r.{form}").stat().st_size
        assert (tmp_path / f"r.{form}").read_bytes()[:2] == b"PK"
    sample(*words, "--format", "json", "--ut", str(tmp_path / "r.json"))
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["rapport"] == slag


def test_a_report_that_cannot_be_written_is_refused(sample: Run, tmp_path: Path) -> None:
    words = ("rapport", "manadsuppfoljning", "--namnd", "LIN-SN", "--period", "2022-05", "--format", "json")
    result = sample(*words, "--ut", str(tmp_path / "finns" / "inte" / "r.json"))
    assert result.exit_code == 1
    assert "går inte att skriva" in result.stderr
