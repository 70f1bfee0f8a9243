"""The model: what is shown, what is refused, and the same as JSON."""

import json
from datetime import UTC, datetime

import pytest

from finance.belopp import Enhet, Vy
from finance.format import NB
from finance.rapport.modell import Diagram, Diagramtyp, Kolumn, Kolumntyp, Rad, Roll, Serie, Tabell
from finance.rapport.som_json import to_json
from finance.rapport.som_text import show_cell, show_sannolikhet
from tests.finance.rapport import exempel


@pytest.mark.parametrize(
    ("kolumn", "value", "vy", "shown"),
    [
        (Kolumn("utfall_ore", ""), 913_000_000, Vy.NETTOKOSTNAD, "9,1"),
        (Kolumn("utfall_ore", ""), 913_000_000, Vy.NETTORESULTAT, "−9,1"),
        (Kolumn("avvikelse_ore", "", Kolumntyp.AVVIKELSE), 913_000_000, Vy.NETTORESULTAT, "+9,1"),
        (Kolumn("avvikelse_ore", "", Kolumntyp.AVVIKELSE), -4_000_000, Vy.NETTOKOSTNAD, "0,0"),
        (Kolumn("p", "", Kolumntyp.AVVIKELSE_PROCENT), 6.04, Vy.NETTORESULTAT, f"+6,0{NB}%"),
        (Kolumn("p", "", Kolumntyp.PROCENT, decimaler=0), 27.9, Vy.NETTORESULTAT, f"28{NB}%"),
        (Kolumn("n", "", Kolumntyp.ANTAL), 1234, Vy.NETTORESULTAT, f"1{NB}234"),
        (Kolumn("t", "", Kolumntyp.TEXT), "=SUM(A1)", Vy.NETTORESULTAT, "=SUM(A1)"),
        (Kolumn("utfall_ore", ""), None, Vy.NETTOKOSTNAD, "–"),
    ],
)
def test_show_cell(kolumn: Kolumn, value: float | str | None, vy: Vy, shown: str) -> None:
    assert show_cell(kolumn, value, Enhet.MNKR, vy) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.0, "0"), (0.002, "under 1"), (0.01, "1"), (0.194, "19"), (0.99, "99"), (0.9999, "över 99"), (1.0, "100")],
)
def test_a_probability_is_certain_only_when_it_is(share: float, shown: str) -> None:
    assert show_sannolikhet(share) == f"{shown}{NB}%"


def test_a_chart_without_takeaway_or_description_is_refused() -> None:
    serie = Serie("Utfall", Roll.UTFALL, (1,))
    for alt, slutsats in (("", "En sak."), ("Beskrivning.", " ")):
        with pytest.raises(ValueError, match="alt_text and slutsats"):
            Diagram("d", "D", Diagramtyp.LINJE, ("jan",), (serie,), alt, slutsats)
    with pytest.raises(ValueError, match="length"):
        Diagram("d", "D", Diagramtyp.LINJE, ("jan", "feb"), (serie,), "a", "b")


def test_rows_and_keys_must_fit() -> None:
    with pytest.raises(ValueError, match="_ore"):
        Kolumn("utfall", "Utfall")
    with pytest.raises(ValueError, match="columns"):
        Tabell("t", "T", (Kolumn("utfall_ore", ""),), (Rad((1, 2)),))


def test_json_has_ore_and_shown_cells_and_is_the_same_every_time() -> None:
    rapport = exempel.lindesberg_rapport()
    found = to_json(rapport)
    assert json.dumps(found) == json.dumps(to_json(exempel.lindesberg_rapport()))
    loaded = json.loads(json.dumps(found))
    table = next(block for block in loaded["avsnitt"][0]["block"] if block.get("id") == "huvudtabell")
    total = table["rader"][-1]
    assert total["celler"]["utfall_ore"] == 24_660_000_000
    assert total["celler"]["prognosavvikelse_ore"] == -3_450_000_000
    assert total["visas"][:4] == ["Totalt", "246,6", "232,6", "−14,0"]
    comment = next(block for block in loaded["avsnitt"][1]["block"] if block["typ"] == "kommentar")
    assert datetime.fromisoformat(comment["nar"]) == datetime(2022, 6, 10, 8, 14, tzinfo=UTC)


def test_amounts_in_json_are_canonical_in_either_view() -> None:
    one, other = (to_json(exempel.lindesberg_rapport(vy=vy)) for vy in Vy)
    tables = [
        [block["rader"] for block in section["block"] if block["typ"] == "tabell" and block["id"] == "huvudtabell"]
        for report in (one, other)
        for section in json.loads(json.dumps(report))["avsnitt"][:1]
    ]
    first, second = ([rad["celler"] for rad in rows[0]] for rows in tables)
    assert first == second
