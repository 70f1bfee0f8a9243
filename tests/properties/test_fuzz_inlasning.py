"""Any ledger in any shape reads back to the öre; any damage to a good file gives findings, never a crash or half a file.

HELAR_FUZZ=2000 runs that many examples of each, at random (ten minutes or more); without it a bounded run that never changes.
"""

import io
import os
import time
import zipfile
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from finance.inlasning import read_file
from finance.inlasning.fil.granser import Granser
from finance.inlasning.modell import Lasning
from finance.kolumner import Col, Slag
from finance.mottagning import read_in
from finance.store import Store, list_inlasningar, read_saldo
from tests.korpus.byggare import ods_book, ods_rows, openpyxl_book, stored, xlsb_book
from tests.korpus.fall_format import RADER, TEXTER
from tests.properties.former import Rad, Skrivsatt, as_bytes, expected, rader, skrivsatt, table

MANY = int(os.environ.get("HELAR_FUZZ", "0"))
ENOUGH = HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large
SLOWEST = 60.0  # seconds: a hang, not a slow machine


def run(examples: int) -> settings:
    return settings(max_examples=MANY or examples, derandomize=not MANY, deadline=None, suppress_health_check=ENOUGH)


def _sums(lasning: Lasning) -> dict[tuple[str, int], int]:
    per = lasning.rader.groupby([str(Col.VERKSAMHET), str(Col.PERIOD)])[str(Col.ORE)].sum()
    return {(str(key[0]), int(key[1])): int(ore) for key, ore in zip(per.index.to_list(), per.to_list(), strict=True) if ore}


@run(60)
@given(rader(), skrivsatt())
def test_a_ledger_in_any_shape_reads_back_to_the_ore(ledger: list[Rad], satt: Skrivsatt) -> None:
    data = as_bytes(table(ledger, satt), satt)
    lasning = read_file(data, f"fil.{satt.fil}")
    assert [a.text for a in lasning.fel] == []
    assert [f.text for f in lasning.fragor] == []
    assert _sums(lasning) == expected(ledger, satt)


GODA = {
    "xlsx": openpyxl_book({"Huvudbok": RADER, "Mer 2022": [["Vht", "jan", "feb"], ["510", 1.55, 2]]}),
    "xls": stored("huvudbok.xls")(),
    "ods": ods_book({"Huvudbok": ods_rows(RADER)}),
    "xlsb": xlsb_book(RADER),
    "csv": "\r\n".join(";".join(row) for row in TEXTER).encode(),
    "se": b'#FLAGGA 0\r\n#SIETYP 4\r\n#RAR 0 20220101 20221231\r\n#DIM 1 "Ansvar"\r\n#VER A 1 20220105 "x"\r\n{\r\n'
    b'#TRANS 5011 {1 "11"} 100.50\r\n#TRANS 1930 {} -100.50\r\n}\r\n',
}
Skada = tuple[str, float, bytes]
SKADOR = st.tuples(
    st.sampled_from(["skriv", "skjut in", "ta bort", "kapa", "upprepa"]),
    st.floats(0, 0.9999),
    st.binary(min_size=1, max_size=40),
)


def damage(data: bytes, skador: list[Skada]) -> bytes:
    """Bytes overwritten, inserted, taken out, repeated or cut off at places given as parts of the whole."""
    for slag, var, bitar in skador:
        place = int(len(data) * var)
        after = data[place + len(bitar) :]
        match slag:
            case "skriv":
                data = data[:place] + bitar + after
            case "skjut in":
                data = data[:place] + bitar + data[place:]
            case "ta bort":
                data = data[:place] + after
            case "kapa":
                data = data[: max(place, 1)]
            case _:
                data = data[:place] + data[place : place + 200] * (len(bitar) * 5) + data[place:]
    return data


def damage_inside(data: bytes, skador: list[Skada], which: int) -> bytes:
    """One part of a zip damaged before it is packed: the readers behind the zip meet it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        for nr, name in enumerate(names):
            content = source.read(name)
            target.writestr(name, damage(content, skador) if nr == which % len(names) else content)
    return out.getvalue()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path_factory.mktemp('fuzz')}/f.db")
    yield opened
    opened.close()


NAMNDER = count()


@run(30)
@given(
    st.sampled_from(sorted(GODA)),
    st.lists(SKADOR, min_size=1, max_size=4),
    st.one_of(st.none(), st.integers(0, 20)),
)
@example("xlsb", [("skriv", 0.96875, b"\x00")], None)  # a part that the directory no longer names
def test_damage_is_findings_and_all_or_nothing(store: Store, slag: str, skador: list[Skada], inne: int | None) -> None:
    good = GODA[slag]
    data = damage_inside(good, skador, inne) if inne is not None and good.startswith(b"PK") else damage(good, skador)
    namnd, start = f"N{next(NAMNDER)}", time.monotonic()
    forslag, inlasning_id = read_in(store, data, f"fil 2022.{slag}", namnd=namnd, vem="prov")
    assert time.monotonic() - start < SLOWEST
    assert all(a.text for a in forslag.anmarkningar)
    if inlasning_id is None:
        assert forslag.fel or forslag.fragor
        assert list_inlasningar(store, namnd) == ()
        return
    assert not forslag.fel
    assert [info.id for info in list_inlasningar(store, namnd)] == [inlasning_id]
    for one in (Slag.UTFALL, Slag.BUDGET):
        rows = forslag.rader[forslag.rader[Col.SLAG] == one]
        assert int(read_saldo(store, namnd, one)[Col.ORE].sum()) == int(rows[Col.ORE].sum())


def test_a_small_file_that_the_parser_never_gets_through_is_refused_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = [
        ("upprepa", 0.16557125616700114, b"kH"),
        ("skriv", 0.4949593643775993, b"\xfe\xff"),
        ("skriv", 0.5154999353999568, b"\x00"),
    ]
    monkeypatch.setenv("HELAR_MAX_SEKUNDER", "3")
    assert [a.kod for a in read_file(damage_inside(GODA["xlsb"], endless, 2), "fil 2022.xlsb").fel] == ["for_lang_tid"]


def test_a_small_file_gets_less_time_than_a_large_one() -> None:
    assert Granser().sekunder_for(1_000_000) == 40
    assert Granser().sekunder_for(50_000_000) == 120
    assert Granser(sekunder=5).sekunder_for(1_000_000) == 5
