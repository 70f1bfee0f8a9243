"""Mått and lists stored, undone and seen as they were: through the same door as every other file."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from finance.errors import UnknownNamnd
from finance.inlasning.planrader import Vardestatus
from finance.mottagning import Forslagsstatus, Overlapp, read_in, to_json
from finance.store import (
    Store,
    get_namnd,
    list_inlasningar,
    read_atgarder,
    read_investeringar,
    read_matt,
    read_placeringar,
    read_statsbidrag,
    read_uppdrag,
    undo_inlasning,
)
from finance.store.planer import TABELLER, slag_of
from tests.finance.inlasning.arbetsbocker import Cells, xlsx
from tests.finance.store.underlag import latest

VAL: dict[str, Any] = {"namnd": "SN", "vem": "anna"}


def matt(*rows: Sequence[object], header: Sequence[str] = ("Mått", "Utfall jan-apr 2022", "Prognos 2022")) -> bytes:
    cells: Cells = [list(header), *map(list, rows)]
    return xlsx({"Volymer": cells})


def put(store: Store, data: bytes, *, overlapp: Overlapp = Overlapp.AUTO, fil: str = "f.xlsx") -> int:
    forslag, inlasning_id = read_in(store, data, fil, overlapp=overlapp, **VAL)
    assert inlasning_id is not None, forslag.anmarkningar
    return inlasning_id


def shown(store: Store, as_of: datetime | None = None) -> dict[tuple[str, str], Decimal | None]:
    return {(m.matt, m.typ.value): m.varde for m in read_matt(store, "SN", as_of=as_of)}


def test_the_newest_value_of_each_matt_counts_and_undo_brings_the_old_ones_back(store: Store) -> None:
    put(store, matt(("Hushåll", 431, "420,25"), ("Dygn", 10, 30)))
    early = latest(store)
    second = put(store, matt(("Hushåll", 440, None), ("Kontrakt", "?", 70)))
    now = {
        ("Hushåll", "utfall"): Decimal(440),
        ("Hushåll", "prognos"): Decimal("420.25"),  # an empty cell takes nothing away
        ("Dygn", "utfall"): Decimal(10),
        ("Dygn", "prognos"): Decimal(30),
        ("Kontrakt", "utfall"): None,
        ("Kontrakt", "prognos"): Decimal(70),
    }
    assert shown(store) == now
    assert {m.status for m in read_matt(store, "SN") if m.varde is None} == {Vardestatus.OKAND}
    assert {m.inlasning_id for m in read_matt(store, "SN") if m.matt != "Dygn" and m.typ == "utfall"} == {second}
    undo_inlasning(store, second, vem="anna")
    before = {
        ("Hushåll", "utfall"): Decimal(431),
        ("Hushåll", "prognos"): Decimal("420.25"),
        ("Dygn", "utfall"): Decimal(10),
        ("Dygn", "prognos"): Decimal(30),
    }
    assert shown(store) == before
    assert shown(store, early) == before
    assert [info.tillstand for info in list_inlasningar(store, "SN")] == ["ångrad", "aktiv"]


def test_ersatt_takes_every_matt_of_before_away(store: Store) -> None:
    put(store, matt(("Hushåll", 431, 420)))
    put(store, matt(("Dygn", 10, 30)), overlapp=Overlapp.ERSATT)
    assert shown(store) == {("Dygn", "utfall"): Decimal(10), ("Dygn", "prognos"): Decimal(30)}


def test_the_same_matt_again_are_a_dubblett_only_while_they_count(store: Store) -> None:
    first = matt(("Hushåll", 431, 420))
    put(store, first)
    again, inlasning_id = read_in(store, first, "f.xlsx", **VAL)
    assert (again.status, inlasning_id) == (Forslagsstatus.DUBBLETT, None)
    put(store, matt(("Hushåll", 440, 420)))
    put(store, first)
    assert shown(store)["Hushåll", "utfall"] == Decimal(431)


def test_matt_have_no_summor(store: Store) -> None:
    forslag, inlasning_id = read_in(store, matt(("Hushåll", 431, 420), ("Dygn", 1, 2)), "f.xlsx", **VAL)
    answer = to_json(forslag, inlasning_id=inlasning_id)
    assert (answer["slag"], answer["status"], answer["rader"], answer["summor"]) == (["matt"], "inläst", 2, {})


def test_a_file_with_a_fault_stores_nothing(store: Store) -> None:
    forslag, inlasning_id = read_in(store, matt(("Hushåll", 431, 420), ("Dygn", "många", 2)), "f.xlsx", **VAL)
    assert (forslag.status, inlasning_id) == (Forslagsstatus.AVVISAD, None)
    assert read_matt(store, "SN") == ()
    with pytest.raises(UnknownNamnd):
        get_namnd(store, "SN")


def investeringar(*rows: Sequence[object]) -> bytes:
    header = ["Projekt", "Utfall jan-apr 2022 (tkr)", "Budget helår (tkr)", "Färdigställs"]
    return xlsx({"Investeringar": [header, *map(list, rows)]})


def test_a_new_list_of_investeringar_replaces_the_one_before(store: Store) -> None:
    put(store, investeringar(("1", 100, 500, "ja"), ("2", 0, 70, "nej")))
    early = latest(store)
    forslag, second = read_in(store, investeringar(("1", 150, 500, "ja")), "f.xlsx", **VAL)
    assert second is not None
    answer = to_json(forslag, inlasning_id=second)
    assert answer["summor"] == {
        "investering_utfall": {"summa_ore": 15_000_000, "perioder": {"2022-04": 15_000_000}, "verksamheter": {"1": 15_000_000}},
        "investering_budget": {"summa_ore": 50_000_000, "perioder": {"2022": 50_000_000}, "verksamheter": {"1": 50_000_000}},
    }
    assert [(r.projekt, r.utfall_ore) for r in read_investeringar(store, "SN")] == [("1", 15_000_000)]
    assert [r.projekt for r in read_investeringar(store, "SN", as_of=early)] == ["1", "2"]
    put(store, investeringar(("3", 1, 5, "ja")), overlapp=Overlapp.LAGG_TILL)
    assert [r.projekt for r in read_investeringar(store, "SN")] == ["1", "3"]
    undo_inlasning(store, second, vem="anna")
    assert [r.projekt for r in read_investeringar(store, "SN")] == ["1", "2", "3"]


def test_every_list_comes_back_as_it_was_read(store: Store) -> None:
    files: dict[str, Cells] = {
        "atgard": [
            ["Åtgärd", "Ansvarig", "Effekt helår (tkr)", "Medräknad"],
            ["Färre vikarier 19811218-9876", "EC", 100, "ja"],
        ],
        "placering": [["Typ", "Start", "Dygnspris", "Moms", "Räknas"], ["HVB", "2022-01-01", 5400.5, "18 %", "nej"]],
        "uppdrag": [["Uppdrag", "Status", "Datum"], ["Minska sjukfrånvaron", "klar", "2022-05-06"]],
        "statsbidrag": [["Statsbidrag", "Summa (tkr)", "Period", "Villkor"], ["Habilitering", 450, "2022", "Redovisas"]],
    }
    wanted = {}
    for slag, rows in files.items():
        forslag, inlasning_id = read_in(store, xlsx({"Blad1": rows}), f"{slag}.xlsx", **VAL)
        assert ([s.value for s in forslag.lasning.slag], inlasning_id is not None) == ([slag], True)
        (rad,) = forslag.lasning.planrader
        assert slag_of(rad).value == slag
        wanted[slag] = [(rad, inlasning_id)]
    for slag, reader in (
        ("atgard", read_atgarder),
        ("placering", read_placeringar),
        ("uppdrag", read_uppdrag),
        ("statsbidrag", read_statsbidrag),
    ):
        found = reader(store, "SN")
        names = [name for name in wanted[slag][0][0].__dataclass_fields__ if name != "inlasning_id"]
        assert [({n: getattr(r, n) for n in names}, r.inlasning_id) for r in found] == [
            ({n: getattr(r, n) for n in names}, inlasning_id) for r, inlasning_id in wanted[slag]
        ]
        assert reader(store, "ANNAN") == ()
    assert read_atgarder(store, "SN")[0].atgard == "Färre vikarier [personnummer]"


def test_every_column_of_a_table_is_a_field_of_its_row() -> None:
    for klass, (_, table) in TABELLER.items():
        fields = set(klass.__dataclass_fields__)  # type: ignore[attr-defined]
        assert {column.name for column in table.columns} - {"ordning"} == fields
