"""Whether the database answers, is whole, and has the tables that this program expects."""

from typing import Any

import sqlalchemy as sa

from finance.store.store import Store


def check_health(store: Store) -> dict[str, Any]:
    """`ok`, `databas` (sqlite or postgresql), `version` (of the tables), `namnder`, `inlasningar`; reads, never writes."""
    with store.read() as conn:
        version = conn.scalar(sa.text("SELECT version_num FROM alembic_version"))
        counts = {name: conn.scalar(sa.text(f"SELECT COUNT(*) FROM {name}")) for name in ("namnd", "inlasning")}  # noqa: S608
        sqlite = conn.dialect.name == "sqlite"
        ok = conn.exec_driver_sql("PRAGMA quick_check").scalar() == "ok" if sqlite else True
        databas = conn.dialect.name
    return {"ok": ok, "databas": databas, "version": version, "namnder": counts["namnd"], "inlasningar": counts["inlasning"]}
