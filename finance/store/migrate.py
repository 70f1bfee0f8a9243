"""Bringing a database to the version of this program. Alembic is imported only when there is something to do."""

from pathlib import Path

import sqlalchemy as sa

from finance.errors import HelarError
from finance.store import engine as motor

HEAD = "0016"
"""The newest migration; a test holds it equal to Alembic's."""
KNOWN = (
    "0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008",
    "0009", "0010", "0011", "0012", "0013", "0014", "0015", "0016",
)  # fmt: skip
MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = sa.table("alembic_version", sa.column("version_num"))


def stored_version(conn: sa.Connection) -> str | None:
    """The migration the database stands at; None for an empty database. Raises HelarError for somebody else's database."""
    names = set(sa.inspect(conn).get_table_names())
    if VERSION_TABLE.name in names:
        return conn.scalar(sa.select(VERSION_TABLE.c.version_num))
    if names:
        raise HelarError("Databasen innehåller något annat än Helår. Ange en annan databas, eller en ny tom.")
    return None


def bring_up_to_date(url: str, engine: sa.Engine) -> bool:
    """Migrate when needed; True if something was done. Two programs that start at once wait for each other."""
    with motor.connect_read(engine) as conn:
        version = stored_version(conn)
    _refuse_newer(version)
    if version == HEAD:
        return False
    migration_engine = motor.create_engine(url, foreign_keys=False)  # SQLite rebuilds tables; the keys are checked after
    try:
        with migration_engine.begin() as conn:
            motor.take_write_lock(conn)
            version = stored_version(conn)
            _refuse_newer(version)
            if version != HEAD:
                _upgrade(conn)
                _check_keys(conn)
    finally:
        migration_engine.dispose()
    return True


def _refuse_newer(version: str | None) -> None:
    if version is not None and version not in KNOWN:
        raise HelarError(
            f"Databasen är gjord av en nyare version av Helår ({version}) än den här ({HEAD}). "
            "Uppdatera programmet och öppna igen."
        )


def _upgrade(conn: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, "head")


def _check_keys(conn: sa.Connection) -> None:
    if conn.dialect.name == "sqlite" and conn.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise HelarError("Databasen är skadad: rader hör till inläsningar som inte finns. Återställ en säkerhetskopia.")
