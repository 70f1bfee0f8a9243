"""What every test shares: settings of hypothesis, and the rule that continuous integration skips nothing."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from finance.store import Store
from tests.exempeldatabas import shared_exempel

CI = os.environ.get("CI") == "true"
BROWSER = "browser"  # the folder, and the group of its tests

# The machine is shared, so no deadline; the same examples every time, so that a red run can be repeated.
settings.register_profile("helar", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None)
settings.load_profile("helar")


@pytest.fixture(scope="session")
def exempel_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample nämnder in a database file that is shared: copy it before writing."""
    return shared_exempel(tmp_path_factory)


@pytest.fixture(scope="session")
def exempel(exempel_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample nämnder, to read."""
    copy = tmp_path_factory.mktemp("exempel") / "exempel.db"
    shutil.copyfile(exempel_db, copy)
    store = Store.open(f"sqlite:///{copy}")
    yield store
    store.close()


class OneBrowser(LoadScopeScheduling):
    """One browser at a time is enough for two cores; elsewhere the tests of a file share its fixtures.

    The mark `xdist_group` cannot say this: xdist writes the group into a node id that pytest 9 no longer reads.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return BROWSER if f"/{BROWSER}/" in file else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneBrowser:
    """In the order that they are collected: the browser, which takes longest, first."""
    config.option.loadscopereorder = False
    return OneBrowser(config, log)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in continuous integration that skipped something."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if CI and session.exitstatus == pytest.ExitCode.OK and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why such a run failed."""
    if CI and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("CI=true: inget test får hoppas över.", red=True)
