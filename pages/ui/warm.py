"""What is done once, before the first session."""

import contextlib

from finance.errors import HelarError
from finance.inlasning.fil.arbetsbok import warm_reader
from pages.ui import anpassadevy, cached, charts, comments, diagram, downloads, drill, tables

READY = (charts, comments, diagram, downloads, drill, tables)  # imported here, so that no user waits for it


def prepare() -> None:
    """Open (create, migrate) the database, and start the child that opens files. What fails is told on the page, not here."""
    warm_reader()
    with contextlib.suppress(HelarError):
        cached.open_store(cached.database_url())
    anpassadevy.allow_background()
