"""How a nämnd is set up, from the command line: kontoplan, ej-fordelat, profil, urval, and the validity of a struktur."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from finance.__main__ import main

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def invoke(*words: str) -> Result:
        return CliRunner().invoke(main, [*words, "--json"], env={"HELAR_DB": f"sqlite:///{tmp_path / 'prov.db'}"})

    return invoke


def answer(result: Result, *, code: int = 0) -> dict[str, Any]:
    assert result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def write(path: Path, *rows: Sequence[object]) -> str:
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    for row in rows:
        page.append(list(row))
    made.save(path)
    return str(path)


def per_nod(run: Run, period: str) -> dict[str, int]:
    rader = answer(run("uppfoljning", "--namnd", "SN", "--period", period))["rader"]
    return {rad["nod"]: rad["utfall_ore"] for rad in rader}


HEADER = ("Ansvar", "Verksamhet", "Konto", "Period", "Belopp")


def test_one_ledger_of_a_kommun_feeds_two_namnder(run: Run, tmp_path: Path) -> None:
    fil = write(
        tmp_path / "kommunen.xlsx",
        HEADER,
        ("1000", "410", "5010", 202205, 100.25),
        ("1999", "420", "5010", 202205, 20.5),
        ("3000", "410", "5010", 202205, 3.25),
        ("2000", "410", "5010", 202205, 7000.75),  # ansvar of the other
        ("2001", "710", "5010", 202205, 600.0),
        ("1000", "900", "5010", 202205, 50_000.0),  # verksamhet of neither
    )
    set_up = answer(run("namnd", "SN", "--urval", "ansvar=1000-1999,3000", "--urval", "verksamhet=400-499"))
    assert set_up["urval"] == {"ansvar": "1000-1999, 3000", "verksamhet": "400-499"}
    run("namnd", "BUN", "--urval", "ansvar=2000", "--urval", "ansvar=2001")
    found = {kod: answer(run("las-in", fil, "--namnd", kod))["filer"][0] for kod in ("SN", "BUN")}
    assert {kod: fil["summor"]["utfall"]["summa_ore"] for kod, fil in found.items()} == {"SN": 124_00, "BUN": 7600_75}
    outside = {kod: [v["text"] for v in fil["varningar"] if v["kod"] == "utanfor_urval"] for kod, fil in found.items()}
    assert [text.split(" ")[0] for texts in outside.values() for text in texts] == ["3", "4"]
    assert [answer(run("saldo", "--namnd", kod))["summa_ore"] for kod in ("SN", "BUN")] == [124_00, 7600_75]
    again = answer(run("namnd", "SN", "--namn", "Socialnämnden"))
    assert again["urval"] == set_up["urval"]  # kept when something else is changed
    assert answer(run("namnd", "SN", "--urval", "alla"))["urval"] == {}


@pytest.mark.parametrize("urval", ["ansvar", "ansvar=", "motpart=1", "ansvar=1000-"])
def test_an_urval_that_cannot_be_read_is_refused(run: Run, urval: str) -> None:
    assert answer(run("namnd", "SN", "--urval", urval), code=1)["fel"]


def test_a_rule_moves_an_account_to_familjehem(run: Run, tmp_path: Path) -> None:
    fil = write(tmp_path / "h.xlsx", HEADER, ("1", "410", "5010", 202205, 100.25), ("1", "410", "5013", 202205, 20.55))
    answer(run("las-in", fil, "--namnd", "SN"))
    plan = answer(run("kontoplan", "--namnd", "SN", "--satt", "5013=familjehem", "--satt", "501=Övrigt"))
    own = [(r["prefix"], r["kontogrupp"]) for r in plan["regler"] if r["egen"]]
    assert own == [("501", "Övrigt"), ("5013", "Familjehem (arvode)")]
    rader = answer(run("uppfoljning", "--namnd", "SN", "--period", "2022-05", "--per", "kontogrupp"))["rader"]
    sums = {rad["namn"]: rad["utfall_ore"] for rad in rader if rad["niva"] == 1}
    assert {namn: ore for namn, ore in sums.items() if ore} == {"Övrigt": 100_25, "Familjehem (arvode)": 20_55}
    plan = answer(run("kontoplan", "--namnd", "SN", "--satt", "501=standard", "--satt", "5013=standard"))
    assert not any(r["egen"] for r in plan["regler"])


def test_a_faulty_rule_among_several_changes_nothing(run: Run) -> None:
    answer(run("namnd", "SN"))
    assert answer(run("kontoplan", "--namnd", "SN", "--satt", "5013=familjehem", "--satt", "5=inget"), code=1)["fel"]
    assert not any(r["egen"] for r in answer(run("kontoplan", "--namnd", "SN"))["regler"])
    assert run("kontoplan", "--namnd", "SN", "--satt", "5013").exit_code == 2


def test_last_years_report_keeps_last_years_tree(run: Run, tmp_path: Path) -> None:
    ledger = write(tmp_path / "h.xlsx", HEADER, ("1", "410", "5010", 202212, 100.25), ("1", "410", "5010", 202301, 7.25))
    old = write(tmp_path / "gammal.xlsx", ("Kod", "Namn", "Överordnad"), ("410", "Hemtjänst", None), ("420", "Boende", None))
    new = write(
        tmp_path / "ny.xlsx", ("Kod", "Namn", "Överordnad", "Verksamhet"), ("V", "Vård", None, None), ("H", "Hemma", "V", "410")
    )
    for words in (("las-in", ledger), ("las-in", old), ("las-in", new, "--galler-fran", "2023-01")):
        answer(run(*words, "--namnd", "SN"))
    assert per_nod(run, "2022-12") == {"410": 100_25, "420": 0, "SN": 100_25}
    assert per_nod(run, "2023-01") == {"H": 7_25, "V": 7_25}


@pytest.mark.parametrize(
    "rows",
    [
        [("Struktur, gäller från januari 2023",), (), ("Kod", "Namn", "Överordnad"), ("H", "Hemma", None)],
        [("Gäller fr.o.m. 2023-01-01",), ("Kod", "Namn", "Överordnad"), ("H", "Hemma", None)],
        [("Kod", "Namn", "Överordnad", "Gäller från"), ("H", "Hemma", None, "2023-01"), ("B", "Bo", None, "2023-01")],
        [("Kod", "Namn", "Överordnad", "Gäller från"), ("H", "Hemma", None, 2023)],
        [("Kod", "Namn", "Överordnad", "Gäller från"), ("H", "Hemma", None, 202301)],
    ],
)
def test_the_file_says_from_when_a_struktur_holds(run: Run, tmp_path: Path, rows: Sequence[Sequence[object]]) -> None:
    answer(run("las-in", write(tmp_path / "s.xlsx", *rows), "--namnd", "SN"))
    (one,) = answer(run("inlasningar", "--namnd", "SN"))["inlasningar"]
    assert one["perioder"] == ["2023-01"]


def test_a_struktur_with_two_dates_or_a_faulty_one_is_refused(run: Run, tmp_path: Path) -> None:
    header = ("Kod", "Namn", "Överordnad", "Gäller från")
    fil = write(tmp_path / "s.xlsx", header, ("H", "Hemma", None, "2023-01"), ("B", "Bo", None, "2024-01"))
    assert [f["kod"] for f in answer(run("las-in", fil, "--namnd", "SN"), code=1)["filer"][0]["fel"]] == ["galler_fran"]
    fil = write(tmp_path / "t.xlsx", header, ("H", "Hemma", None, "snart"))
    (fel,) = answer(run("las-in", fil, "--namnd", "SN"), code=1)["filer"][0]["fel"]
    assert (fel["kod"], fel["rad"], fel["kolumn"]) == ("galler_fran", 2, "Gäller från")


def test_an_undated_struktur_beside_a_later_one_is_told(run: Run, tmp_path: Path) -> None:
    header = ("Kod", "Namn", "Överordnad")
    later = write(tmp_path / "s.xlsx", header, ("H", "Hemma", None))
    answer(run("las-in", later, "--namnd", "SN", "--galler-fran", "2023-01"))
    found = answer(run("las-in", write(tmp_path / "t.xlsx", header, ("B", "Bo", None)), "--namnd", "SN"))["filer"][0]
    assert [v["kod"] for v in found["varningar"]] == ["senare_struktur"]


def test_ej_fordelat_is_listed_and_placed(run: Run, tmp_path: Path) -> None:
    fil = write(tmp_path / "h.xlsx", HEADER, ("1", "410", "5010", 202205, 100.25), ("1", "415", "5010", 202205, 20.55))
    tree = write(tmp_path / "s.xlsx", ("Kod", "Namn", "Överordnad"), ("410", "Hemtjänst", None))
    answer(run("las-in", fil, tree, "--namnd", "SN"))
    words = ("ej-fordelat", "--namnd", "SN", "--period", "2022-05")
    (rad,) = answer(run(*words))["rader"]
    assert (rad["ansvar"], rad["verksamhet"], rad["konto"], rad["utfall_ore"]) == ("1", "415", "5010", 20_55)
    placed = answer(run(*words, "--placera", "415=410"))
    assert (placed["rader"], len(placed["inlasningar"])) == ([], 1)
    assert per_nod(run, "2022-05") == {"410": 120_80, "SN": 120_80}
    answer(run("angra", str(placed["inlasningar"][0])))
    assert len(answer(run(*words))["rader"]) == 1
    assert answer(run(*words, "--placera", "ansvar:1=410"), code=1)["fel"]
    assert answer(run(*words, "--placera", "415=410", "--placera", "416=99"), code=1)["fel"]
    assert len(answer(run(*words))["rader"]) == 1  # all or nothing


def test_profiles_are_listed_exported_imported_and_removed(run: Run, tmp_path: Path) -> None:
    april = write(tmp_path / "april.xlsx", ("Verksamhet", "Period", "Belopp"), ("410", 202204, 120))
    may = write(tmp_path / "maj.xlsx", ("Verksamhet", "Period", "Belopp"), ("410", 202205, 7))
    answer(run("las-in", april, "--namnd", "SN", "--enhet-i-fil", "tkr"))
    found = answer(run("las-in", may, "--namnd", "SN"))["filer"][0]
    assert (found["status"], found["tolkning"]["profil"], found["tolkning"]["enhet"]) == ("inläst", "april.xlsx", "tkr")
    saved = str(tmp_path / "profiler.json")
    (profil,) = answer(run("profil", "--namnd", "SN", "--exportera", saved))["profiler"]
    assert (profil["fil"], profil["blad"][0]["val"]["enhet"]) == ("april.xlsx", "tkr")
    assert answer(run("profil", "--namnd", "SN", "--ta-bort", str(profil["id"])))["profiler"] == []
    assert len(answer(run("profil", "--namnd", "SN", "--importera", saved))["profiler"]) == 1
    assert answer(run("profil", "--namnd", "SN", "--importera", april), code=1)["fel"]
    assert answer(run("profil", "--namnd", "SN", "--importera", str(tmp_path / "saknas")), code=1)["fel"]
    assert answer(run("profil", "--namnd", "SN", "--ta-bort", "99"), code=1)["fel"]


def test_a_name_is_answered_as_the_question_offers_it(run: Run, tmp_path: Path) -> None:
    tree = write(tmp_path / "s.xlsx", ("Kod", "Namn", "Överordnad"), ("510", "Individ och familj", None))
    fil = write(tmp_path / "h.xlsx", ("Verksamhet", "Period", "Belopp"), ("IoF", 202205, 10.25))
    answer(run("las-in", tree, "--namnd", "SN"))
    (fraga,) = answer(run("las-in", fil, "--namnd", "SN"), code=1)["filer"][0]["fragor"]
    assert fraga["val"] == ["IoF=510", "IoF=IoF"]
    answer(run("las-in", fil, "--namnd", "SN", "--namn", fraga["val"][0]))
    assert answer(run("saldo", "--namnd", "SN"))["verksamheter"] == {"510": 10_25}
    assert run("las-in", fil, "--namnd", "SN", "--namn", "IoF").exit_code == 2
