"""A person's word on the helårsprognos (DESIGN 6.1).

`niva`: the full-year avvikelse there *is* this amount. `tillagg` and `handelse`: add to the system's prognos, spread evenly
over their months; only months after the last closed one count. On a parent nod they become the line "Gemensamt <nod>".
Amounts: öre; avvikelse plus = överskott; kostnad canonical (kostnad +).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from finance.belopp import split_evenly
from finance.period import Period

STALE_AFTER = 2
"""Closed months after which a niva that nobody confirmed is marked "inte omprövad"."""


class Bedomningstyp(StrEnum):
    """How a bedömning acts. The value is what is stored."""

    NIVA = "niva"
    TILLAGG = "tillagg"
    HANDELSE = "handelse"

    @property
    def namn(self) -> str:
        """For people."""
        return {"niva": "nivå", "tillagg": "tillägg", "handelse": "händelse"}[self.value]


@dataclass(frozen=True, slots=True)
class Bedomning:
    """One bedömning in force. Exactly one of `avvikelse_ore` and `kostnad_ore` is set; for a tillägg they are changes."""

    nod: str
    kontogrupp: str  # "" = ospecificerad
    typ: Bedomningstyp
    avvikelse_ore: int | None
    kostnad_ore: int | None
    ar: int
    gjord: Period | None  # the month it was made for, or confirmed for
    fran: Period | None
    till: Period | None
    skal: str
    vem: str
    nar: datetime

    def niva_avvikelse(self, budget_ore: int) -> int:
        """The full-year avvikelse that a niva means, given the full-year budget there."""
        return self.avvikelse_ore if self.avvikelse_ore is not None else budget_ore - (self.kostnad_ore or 0)

    def tillagg_per_manad(self, last_closed: int) -> list[int]:
        """Change of cost per month (12 places, öre) by a tillägg; months up to `last_closed` (0-12) do not count."""
        change = -self.avvikelse_ore if self.avvikelse_ore is not None else (self.kostnad_ore or 0)
        first = self._manad(self.fran, min(last_closed + 1, 12))
        last = max(first, self._manad(self.till, 12))
        spread = split_evenly(change, last - first + 1)
        months = [0] * 12
        for manad, ore in zip(range(first, last + 1), spread, strict=True):
            months[manad - 1] = ore if manad > last_closed else 0
        return months

    def _manad(self, period: Period | None, default: int) -> int:
        if period is None:
            return default
        if period.ar != self.ar:
            return 1 if period.ar < self.ar else 12
        return min(period.manad, 12)

    def is_stale(self, last_closed: Period | None) -> bool:
        """A niva that was not confirmed through two later closed months."""
        if self.typ is not Bedomningstyp.NIVA or self.gjord is None or last_closed is None:
            return False
        later = (last_closed.ar - self.gjord.ar) * 12 + last_closed.manad - self.gjord.manad
        return later >= STALE_AFTER
