"""Every cell of the published tables, found in the reports that the command line writes for the example database.

A printed cell that the report shows otherwise, or not at all, must stand in `sample_data/kallor.csv` with what is shown
instead, and every row there must be about such a cell: nothing is passed over in silence.
"""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rapporttabeller import FILER, KAT, LIN, ROOT, SAKNAS, TOM, Json, blocks, referens, rows_of

# The statistics are read in and shown as printed; kallor.csv has these two because the ledger says something else.
SOM_I_STATISTIKEN = {("Utbetalt försörjningsstöd under månaden", kolumn) for kolumn in ("apr", "ackumulerat")}
# Nothing is printed, and the report has a figure: what months may be added to, and a line without utfall.
MER_AN_TRYCKT = {"statistik_forsorjningsstod.csv": "ackumulerat", "underverksamheter.csv": "avvikelse_jan_maj_mnkr"}


def explained(fil: str) -> dict[tuple[str, str], str]:
    """(row, column) -> what the example has instead of the printed."""
    with (ROOT / "sample_data/kallor.csv").open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source, delimiter=";") if row["fil"] == fil]
    return {(row["rad"], row["kolumn"]): row["var"] or SAKNAS for row in rows}


def finance(db: Path, *words: str) -> None:
    """Run a command, as a person would."""
    command = [sys.executable, "-m", "finance", *words, "--db", f"sqlite:///{db}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def write_report(db: Path, slag: str, namnd: str, period: str) -> Json:
    out = db.with_name(f"{slag}-{namnd}.json")
    finance(db, "rapport", slag, "--namnd", namnd, "--period", period, "--format", "json", "--ut", str(out))
    found: Json = json.loads(out.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def rapporter(exempel_db: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    copy = tmp_path_factory.mktemp("rapport") / "helar.db"
    shutil.copyfile(exempel_db, copy)
    return {
        KAT: write_report(copy, "tertialrapport", "KAT-SN", "2022-04"),
        LIN: write_report(copy, "manadsuppfoljning", "LIN-SN", "2022-05"),
    }


@pytest.mark.parametrize(("mapp", "fil"), FILER, ids=[fil for _, fil in FILER])
def test_every_printed_cell_stands_in_the_report_or_is_explained(rapporter: dict[str, Json], mapp: str, fil: str) -> None:
    rad, find = FILER[mapp, fil]
    printed, shown = referens(mapp, fil), find(rapporter[mapp])
    assert [list(row) for row in shown] == [list(row) for row in printed]
    other = {
        (row[rad], kolumn): ours[kolumn]
        for row, ours in zip(printed, shown, strict=True)
        for kolumn, text in row.items()
        if (ours[kolumn] or TOM) != (text or TOM) and (text or MER_AN_TRYCKT.get(fil) != kolumn)
    }
    expected = {cell: var for cell, var in explained(fil).items() if cell not in SOM_I_STATISTIKEN}
    assert other == expected


def test_every_published_file_is_walked_and_every_explanation_is_about_one_of_them() -> None:
    folders = [path for mapp in (KAT, LIN) for path in (ROOT / "tests/referens" / mapp).iterdir()]
    assert {(path.parent.name, path.name) for path in folders} == set(FILER)
    with (ROOT / "sample_data/kallor.csv").open(encoding="utf-8", newline="") as source:
        named = {row["fil"] for row in csv.DictReader(source, delimiter=";")}
    assert named <= {fil for _, fil in FILER} | {"löptext"}


def test_the_report_has_every_part_of_the_published_one(rapporter: dict[str, Json]) -> None:
    rubriker = [one["rubrik"] for one in rapporter[KAT]["avsnitt"]]
    wanted = ["Inledning", "Ansvarsområde och organisation", "Verksamhetsrapport", "Volymutveckling", "Driftredovisning"]
    wanted += ["Kontogrupper", "Investeringsredovisning", "Väsentliga personalförhållanden", "Förväntad utveckling"]
    wanted += ["Åtgärdsplan", "Bilaga: uppdrag"]
    assert [rubrik for rubrik in rubriker if rubrik in wanted] == wanted


def test_yearly_figures_that_are_read_in_stand_year_by_year_in_the_report(tmp_path: Path) -> None:
    db, fil = tmp_path / "helar.db", ROOT / "tests/referens/vetlanda/arsvarden.csv"
    finance(db, "namnd", "VET", "--namn", "Socialnämnden")
    finance(db, "las-in", str(fil), "--namnd", "VET")
    rapport = write_report(db, "tertialrapport", "VET", "2018-12")
    (tabell,) = (one for one in blocks(rapport, "tabell") if "per år" in one["titel"])
    years = ("2014", "2015", "2016", "2017", "2018")
    shown = [(row["namn"], *(row[f"ar_{ar}"] for ar in years)) for row in rows_of(tabell)]
    assert shown == [(row["matt"], *(row[ar] or TOM for ar in years)) for row in referens("vetlanda", "arsvarden.csv")]
