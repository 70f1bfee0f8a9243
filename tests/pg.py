"""A private PostgreSQL in a temporary folder, also when the tests run as root. None when the machine has no PostgreSQL."""

import contextlib
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def find_binaries() -> Path | None:
    """The folder of the newest PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    return found[-1].parent if found else None


@dataclass
class Klunga:
    """A running cluster. Each call of `new_database` gives the URL of a database of its own."""

    port: int
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://helar@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        name = f"t{next(self.numbers)}"
        engine = sa.create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as conn:
                conn.exec_driver_sql(f"CREATE DATABASE {name}")
        finally:
            engine.dispose()
        return self.url(name)


def _as_postgres() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def run_klunga(binaries: Path) -> Iterator[Klunga]:
    """Start a cluster; about a second. Stopped and removed afterwards."""
    root, user = Path(tempfile.mkdtemp(prefix="pg-")), _as_postgres()
    if user:
        os.chown(root, user["user"], user["group"])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    how: dict[str, Any] = {
        "cwd": root,
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.DEVNULL,
        "env": {"PATH": f"{binaries}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        **user,
    }
    data = str(root / "data")
    try:
        initdb = [str(binaries / "initdb"), "-D", data, "-U", "helar", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        subprocess.run(initdb, check=True, **how)
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {root} {SETTINGS}"
        pg_ctl = [str(binaries / "pg_ctl"), "-D", data, "-w", "-t", "30"]
        subprocess.run([*pg_ctl, "-l", str(root / "logg"), "-o", options, "start"], check=True, **how)
        yield Klunga(port)
    finally:
        subprocess.run([binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=False, **how)
        shutil.rmtree(root, ignore_errors=True)
