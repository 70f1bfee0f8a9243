"""How large a file may be, how much memory and time it may take: settings of the environment (docs/drift.md)."""

import os
from dataclasses import dataclass

RADER, MINNE_MB, SEKUNDER = 1_048_576, 4_096, 120
"""Rows of a sheet (as many as Excel has), memory of the process that opens a workbook, and its time."""
GRUNDTID, TID_PER_MB = 30, 10
"""Seconds that any file may take, and per MB of it, within the limit: a small one that takes long is a damaged one."""


@dataclass(frozen=True, slots=True)
class Granser:
    """`minne` in bytes."""

    rader: int = RADER
    minne: int = MINNE_MB << 20
    sekunder: float = SEKUNDER

    def sekunder_for(self, storlek: int) -> float:
        """The time that a file of `storlek` bytes may take to open."""
        return min(self.sekunder, GRUNDTID + TID_PER_MB * storlek / 1e6)


def read_granser() -> Granser:
    """HELAR_MAX_RADER, HELAR_MAX_MINNE_MB and HELAR_MAX_SEKUNDER; what is not a positive number is passed over."""
    return Granser(
        rader=_positive("HELAR_MAX_RADER", RADER),
        minne=_positive("HELAR_MAX_MINNE_MB", MINNE_MB) << 20,
        sekunder=_positive("HELAR_MAX_SEKUNDER", SEKUNDER),
    )


def _positive(namn: str, default: int) -> int:
    text = os.environ.get(namn, "").strip()
    return int(text) if text.isdigit() and int(text) > 0 else default
