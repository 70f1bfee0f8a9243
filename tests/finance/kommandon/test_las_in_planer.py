"""`las-in` of what is not ledger: recognised without an option, counted in rows, kronor only where there are kronor."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from finance.__main__ import main

REFERENS = Path(__file__).parents[2] / "referens"
INVESTERING = {
    "investering_utfall": {
        "summa_ore": 8_200_000,
        "perioder": {"2022-04": 8_200_000},
        "verksamheter": {"400000": 0, "400001": 4_100_000, "400002": 0, "400003": 4_100_000, "400004": 0, "400005": 0},
    },
    "investering_budget": {
        "summa_ore": 217_000_000,
        "perioder": {"2022": 217_000_000},
        "verksamheter": {
            "400000": 100_000_000,
            "400001": 45_000_000,
            "400002": 10_000_000,
            "400003": 30_000_000,
            "400004": 25_000_000,
            "400005": 7_000_000,
        },
    },
}


@pytest.mark.parametrize(
    ("fil", "slag", "rader", "summor"),
    [
        ("katrineholm_2022_t1/volymutveckling", "matt", 13, {}),
        ("katrineholm_2022_t1/personal_nyckeltal", "matt", 14, {}),
        ("katrineholm_2022_t1/statistik_forsorjningsstod", "matt", 42, {}),
        ("katrineholm_2022_t1/forsorjningsstod_per_manad_tkr", "matt", 3, {}),
        ("katrineholm_2022_t1/placeringskostnad_per_manad_tkr", "matt", 4, {}),
        ("lindesberg_2022_05/forsorjningsstod_per_31_5", "matt", 5, {}),
        ("vetlanda/arsvarden", "matt", 6, {}),
        ("katrineholm_2022_t1/investeringsredovisning", "investering", 6, INVESTERING),
        ("katrineholm_2022_t1/atgarder", "atgard", 3, {}),
        ("katrineholm_2022_t1/uppdrag_kommunplan", "uppdrag", 19, {}),
    ],
)
def test_the_published_tables(tmp_path: Path, fil: str, slag: str, rader: int, summor: dict[str, Any]) -> None:
    env = {"HELAR_DB": f"sqlite:///{tmp_path / 'prov.db'}"}
    result = CliRunner().invoke(main, ["las-in", str(REFERENS / f"{fil}.csv"), "--namnd", "SN", "--json"], env=env)
    (answer,) = json.loads(result.stdout)["filer"]
    assert (result.exit_code, answer["status"], answer["slag"]) == (0, "inläst", [slag])
    assert (answer["rader"], answer["summor"], answer["fel"], answer["fragor"]) == (rader, summor, [], [])
