"""What is done once, before the first session."""

import contextlib

from finance.errors import HelarError
from pages.ui import cached, charts, comments, diagram, downloads, drill, tables

READY = (charts, comments, diagram, downloads, drill, tables)  # imported here, so that no user waits for it


def prepare() -> None:
    """Open (create, migrate) the database. A database that cannot be opened is told on the page, not here."""
    with contextlib.suppress(HelarError):
        cached.open_store(cached.database_url())
