"""Real processes: two that write at once, one that is killed in the middle."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import sqlalchemy as sa

from finance.kolumner import Slag
from finance.store import Store, list_inlasningar, tables
from tests.finance.store.underlag import commit, latest, shown

ROOT = Path(__file__).resolve().parents[3]

WRITER = """
import sys
from finance.errors import ChangedSincePreview
from finance.store import Satt, Store, commit_inlasning
from dataclasses import replace
from tests.finance.store.underlag import ny
url, who, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = Store.open(url)
for number in range(count):
    while True:
        new = replace(ny([(202201, f"{who}{number}", 1)], satt=Satt.BREDVID), expected_version=store.version("SN"))
        try:
            commit_inlasning(store, new, vem=who)
            break
        except ChangedSincePreview:
            continue
"""

DIES = """
import os, signal, sys
from finance.store import Store, commit_inlasning, ny_inlasning
from tests.finance.store.underlag import ny
store = Store.open(sys.argv[1])
print("begins", flush=True)
ny_inlasning.write_shift = lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGKILL)
commit_inlasning(store, ny([(202201, "1", 999), (202202, "1", 999)]), vem="dör")
"""

WRITES_MUCH = """
import sys
from finance.store import Store, commit_inlasning
from tests.finance.store.underlag import ny
store = Store.open(sys.argv[1])
big = ny([(202201, str(number % 50), 1) for number in range(20_000)])
print("begins", flush=True)
while True:
    commit_inlasning(store, big, vem="dör")
"""


def start(code: str, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, *args], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_two_processes_that_write_at_once_lose_nothing(url: str, store: Store) -> None:
    count = 15
    processes = [start(WRITER, url, who, str(count)) for who in ("a", "b")]
    for process in processes:
        process.communicate(timeout=120)
    assert [process.returncode for process in processes] == [0, 0]
    assert shown(store) == {(202201, f"{who}{number}"): 1 for who in "ab" for number in range(count)}
    infos = list_inlasningar(store, "SN")
    assert len({info.registrerad for info in infos}) == len(infos) == 2 * count
    assert store.version("SN") == 2 * count + 1  # and one for the nämnd itself


def test_two_processes_that_start_on_an_empty_database_both_work(empty_url: str) -> None:
    processes = [start(WRITER, empty_url, who, "2") for who in ("a", "b")]
    for process in processes:
        process.communicate(timeout=120)
    assert [process.returncode for process in processes] == [0, 0]
    store = Store.open(empty_url)
    assert sum(shown(store).values()) == 4
    store.close()


def test_kill_9_after_everything_is_written_but_before_commit_leaves_the_old_state(url: str, store: Store) -> None:
    commit(store, [(202201, "1", 100)])
    before = latest(store)
    process = start(DIES, url)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert latest(store) == before
    assert_untouched(url)


def test_kill_9_at_any_moment_leaves_whole_inlasningar_only(url: str, store: Store) -> None:
    commit(store, [(202201, "1", 100)])
    for wait in (0.05, 0.35):
        process = start(WRITES_MUCH, url)
        assert process.stdout is not None
        assert process.stdout.readline() == "begins\n"
        time.sleep(wait)
        process.kill()
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        again = Store.open(url)
        with again.read() as conn:
            counted = conn.execute(
                sa.select(tables.transaktion.c.inlasning_id, sa.func.count()).group_by(tables.transaktion.c.inlasning_id)
            ).all()
            if conn.dialect.name == "sqlite":
                assert conn.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        infos = {info.id: info.rader for info in list_inlasningar(again, "SN")}
        assert {row[0]: row[1] for row in counted} == infos
        assert sum(ore for (period, _), ore in shown(again).items() if period == 202201) in (100, 20_000)
        commit(again, [(202202, "1", 1)])
        again.close()


def assert_untouched(url: str) -> None:
    again = Store.open(url)
    assert shown(again) == {(202201, "1"): 100}
    assert len(list_inlasningar(again, "SN")) == 1
    assert shown(again, slag=Slag.BUDGET) == {}
    commit(again, [(202201, "1", 101)])
    assert shown(again) == {(202201, "1"): 101}
    again.close()
