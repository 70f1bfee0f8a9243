"""The commands mall and arbetsbok: what they write is read back by las-in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from finance.__main__ import main
from tests.finance.export import ifyllning as i

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A command on a small nämnd."""
    url = f"sqlite:///{tmp_path / 'prov.db'}"
    i.small_store(url).close()

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(main, [*words], env={"HELAR_DB": url, "HELAR_VEM": "ekonomen"})

    return invoke


def answer(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_template_goes_out_and_comes_in(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mall.xlsx"
    written = answer(run("mall", "utfall", "--namnd", "N", "--ut", str(path), "--json"))
    assert (written["mall"], written["fil"], written["storlek"]) == ("utfall", str(path), path.stat().st_size)
    rows = [{"Period": "2022-03", "Verksamhet": "0410", "Konto": "5011", "Belopp (kr)": 5}]
    path.write_bytes(i.fill(path.read_bytes(), rows))
    (fil,) = answer(run("las-in", str(path), "--namnd", "N", "--json"))["filer"]
    assert (fil["status"], fil["summor"]["utfall"]["summa_ore"]) == ("inläst", 500)


@pytest.mark.parametrize(("slag", "gul"), [("bedomning", "Prognos avvikelse helår (tkr)"), ("budget", "jan 2022")])
def test_a_workbook_goes_out_and_knows_who_made_it(slag: str, gul: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    answer(run("arbetsbok", slag, "--namnd", "N", "--period", "2022-02", "--nod", "0410", "--ut", str(path), "--json"))
    book = openpyxl.load_workbook(path)
    key = {row[0].value: row[1].value for row in book["Helår"].iter_rows()}
    assert {name: key[name] for name in ("slag", "namnd", "period", "nod", "vem")} == {
        "slag": slag,
        "namnd": "N",
        "period": "2022-02",
        "nod": "0410",
        "vem": "ekonomen",
    }
    assert i.header_row(book.worksheets[0], gul) == 7


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("mall", "lön", "--namnd", "N", "--ut", "x.xlsx"), 2, "Det finns ingen mall för lön"),
        (("mall", "utfall", "--namnd", "OKÄND", "--ut", "x.xlsx"), 1, "OKÄND finns inte"),
        (("mall", "utfall", "--namnd", "N", "--ut", "/finns/inte/x.xlsx"), 1, "går inte att skriva"),
        (
            ("arbetsbok", "budget", "--namnd", "N", "--period", "2022-02", "--nod", "99", "--ut", "x.xlsx"),
            1,
            "Raden 99 finns inte",
        ),
    ],
)
def test_what_cannot_be_written_is_said(words: tuple[str, ...], code: int, said: str, run: Run) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert said in result.stderr


def test_a_namnd_without_utfall_needs_a_period(run: Run, tmp_path: Path) -> None:
    assert run("namnd", "NY").exit_code == 0
    path = str(tmp_path / "m.xlsx")
    result = run("mall", "struktur", "--namnd", "NY", "--ut", path)
    assert (result.exit_code, "--period" in result.stderr) == (1, True)
    assert run("mall", "struktur", "--namnd", "NY", "--period", "2023-01", "--ut", path).exit_code == 0
