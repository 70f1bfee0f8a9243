"""The log as a list for people."""

import json
from collections.abc import Sequence

from finance.store import Loggrad
from pages.ui import tables, tider

MOST = 160  # characters of what changed


def show_logg(rader: Sequence[Loggrad]) -> None:
    """When, who, what; and what it was before and after."""
    rows = [
        {
            "När": tider.show_time(rad.nar),
            "Vem": rad.vem,
            "Vad": rad.handling.capitalize(),
            "Före": _short(rad.fore),
            "Efter": _short(rad.efter),
        }
        for rad in rader
    ]
    tables.show_grid(rows, alt="Loggen, nyast först")


def _short(text: str) -> str:
    """Stored JSON as `namn: värde, …`; "–" for nothing."""
    if not text:
        return "–"
    values = json.loads(text)
    if not isinstance(values, dict):
        return str(values)[:MOST]
    parts = [f"{name}: {value}" for name, value in values.items() if name != "namnd" and value not in ("", None, [], {}, "[]")]
    return ", ".join(parts)[:MOST] or "–"
