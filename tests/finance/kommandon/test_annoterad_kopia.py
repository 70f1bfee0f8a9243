"""`las-in --annoterad` writes what was wrong beside nothing stored; answers and hidden sheets from the command line."""

import json
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner

from finance.__main__ import main
from tests.finance.inlasning.arbetsbocker import Cells, xlsx
from tests.korpus.byggare import openpyxl_book
from tests.korpus.fall_bred import hide_sheet


def las_in(folder: Path, fil: str, data: bytes, *more: str) -> dict[str, Any]:
    (folder / fil).write_bytes(data)
    url = f"sqlite:///{folder}/h.db"
    result = CliRunner().invoke(main, ["las-in", str(folder / fil), "--namnd", "SN", "--db", url, "--json", *more])
    answer: dict[str, Any] = json.loads(result.output)["filer"][0]
    assert (result.exit_code == 0) == (answer["status"] == "inläst")
    return answer


def test_a_refused_file_is_written_with_its_faults_marked(tmp_path: Path) -> None:
    rows: Cells = [["Verksamhet", "Konto", "Period", "Belopp"], ["510", "5011", 202201, "fel"]]
    data = xlsx({"A": rows})
    answer = las_in(tmp_path, "maj.xlsx", data, "--annoterad", str(tmp_path / "ut"))
    assert answer["status"] == "avvisad"
    assert answer["annoterad"] == str(tmp_path / "ut" / "maj med anmärkningar.xlsx")
    book = openpyxl.load_workbook(answer["annoterad"])
    assert book.sheetnames == ["Anmärkningar", "A"]
    assert book["A"]["D2"].comment is not None


def test_a_question_is_answered_and_hidden_sheets_are_read_on_demand(tmp_path: Path) -> None:
    rows: Cells = [
        ["Verksamhet", "Konto", "Period", "Belopp"],
        *[["510", "5011", 202201, 1.25]] * 40,
        ["510", "5011", 202101, 1.25],
    ]
    asked = las_in(tmp_path, "a.xlsx", xlsx({"A": rows}))
    assert (asked["status"], [f["kod"] for f in asked["fragor"]], asked["fragor"][0]["val"]) == (
        "fråga",
        ["annat_ar"],
        ["annat_ar"],
    )
    stored = las_in(tmp_path, "a.xlsx", xlsx({"A": rows}), "--godkann", "annat_ar")
    assert stored["summor"]["utfall"]["summa_ore"] == 41 * 125
    sheets: dict[str, Cells] = {"Utfall 2023": [["Vht", "jan"], ["510", 10.55]], "Mer 2023": [["Vht", "feb"], ["510", 99.55]]}
    both = las_in(tmp_path, "b.xlsx", openpyxl_book(sheets, hide_sheet), "--med-dolda")
    assert both["summor"]["utfall"]["summa_ore"] == 1055 + 9955
