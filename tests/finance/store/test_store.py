import contextlib
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.store import (
    Namnd,
    Status,
    Store,
    get_namnd,
    read_installning,
    save_installning,
    save_kommentar,
    save_namnd,
    set_periodstatus,
)
from finance.store.tid import later, to_text


def test_a_new_database_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "ny mapp" / "helar.db"
    store = Store.open(f"sqlite:///{path}")
    save_installning(store, "signatur", "AB", vem="anna")
    store.close()
    again = Store.open(f"sqlite:///{path}")
    assert read_installning(again, "signatur") == "AB"
    again.close()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    path.write_bytes(b"PK\x03\x04 en arbetsbok")
    with pytest.raises(HelarError, match="ingen Helår-databas"):
        Store.open(f"sqlite:///{path}")
    assert path.read_bytes() == b"PK\x03\x04 en arbetsbok"


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "helar.db"
    Store.open(f"sqlite:///{path}").close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    with pytest.raises(HelarError, match="Databasen är skadad"):
        Store.open(f"sqlite:///{path}")


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "annan.db"
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE kunder (id INTEGER)")
    conn.close()
    with pytest.raises(HelarError, match="något annat än Helår"):
        Store.open(f"sqlite:///{path}")


def test_a_newer_database_is_refused(empty_url: str) -> None:
    store = Store.open(empty_url)
    with store.write() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(HelarError, match="nyare version"):
        Store.open(empty_url)


@pytest.mark.parametrize("url", ["huvudbok.xlsx", "sqlite://", "mysql+finns_inte://x/y"])
def test_an_address_that_cannot_be_used_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(HelarError, match=r"sqlite:///data/helar\.db"):
        Store.open(url)


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(HelarError, match="kan inte användas"):
        Store.open("postgresql+psycopg://helar@127.0.0.1:1/helar")


def test_times_increase_also_when_the_clock_stands_still_or_goes_back(url: str) -> None:
    start = datetime(2022, 5, 1, 12, tzinfo=UTC)
    clock = iter([start, start, start - timedelta(hours=1), start + timedelta(seconds=1)])
    store = Store.open(url, clock=lambda: next(clock))
    times = []
    for _ in range(4):
        with store.write():
            times.append(store.time)
    store.close()
    assert times == [to_text(start + timedelta(microseconds=us)) for us in (0, 1, 2, 1_000_000)]


def test_text_order_is_time_order_over_a_turn_of_the_second() -> None:
    before = to_text(datetime(2022, 1, 1, 0, 0, 0, 999_999, tzinfo=UTC))
    after = later(datetime(2022, 1, 1, tzinfo=UTC), before)
    assert after == "2022-01-01T00:00:01.000000+00:00"
    assert after > before


def test_what_fails_inside_a_write_leaves_nothing(store: Store) -> None:
    class StoppedError(Exception):
        pass

    def fail() -> None:
        with store.write():
            save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
            raise StoppedError

    with pytest.raises(StoppedError):
        fail()
    assert store.version("SN") == 0
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    assert get_namnd(store, "SN").namn == "Socialnämnden"


def test_a_write_whose_part_failed_is_not_stored_even_if_somebody_hides_the_failure(store: Store) -> None:
    def hide() -> None:
        with store.write():
            save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
            with contextlib.suppress(InvalidValue):
                save_kommentar(store, "SN", 202205, "1", "text", vem="anna")
                set_periodstatus(store, "SN", 202299, Status.STANGD, vem="anna")

    with pytest.raises(RuntimeError):
        hide()
    assert store.version("SN") == 0


def test_a_write_cannot_begin_inside_a_read(store: Store) -> None:
    with store.read(), pytest.raises(RuntimeError), store.write():
        pass


def test_the_reads_inside_a_read_see_one_moment(url: str, store: Store) -> None:
    save_installning(store, "n", "1", vem="anna")
    other = Store.open(url)
    with store.read():
        first = read_installning(store, "n")
        save_installning(other, "n", "2", vem="bo")
        assert read_installning(store, "n") == first == "1"
    assert read_installning(store, "n") == "2"
    other.close()


def test_the_version_moves_with_every_write_of_that_namnd_only(store: Store) -> None:
    save_namnd(store, Namnd("SN", "Socialnämnden"), vem="anna")
    save_namnd(store, Namnd("KN", "Kulturnämnden"), vem="anna")
    sn, kn = store.version("SN"), store.version("KN")
    save_installning(store, "signatur", "AB", namnd="SN", vem="anna")
    assert store.version("SN") > sn
    assert store.version("KN") == kn


def test_a_reader_does_not_wait_for_a_writer(url: str, store: Store) -> None:
    other = Store.open(url)
    with store.write() as conn:
        conn.execute(sa.text("UPDATE klocka SET senast = senast"))
        assert other.version("SN") == 0
    other.close()


def test_alembic_is_not_imported_when_the_database_is_up_to_date(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'helar.db'}"
    Store.open(url).close()
    code = f"import sys; from finance.store import Store; Store.open({url!r}); sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
