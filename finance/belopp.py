"""Money: whole öre (int), canonical sign kostnad +, intäkt -.

Everything is computed in öre. Units (kr, tkr, Mnkr) only exist when an amount is read from a file or shown to a person.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class Enhet(StrEnum):
    """The unit an amount is written in."""

    KR = "kr"
    TKR = "tkr"
    MNKR = "mnkr"

    @property
    def ore(self) -> int:
        """Öre in one of this unit."""
        return {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}[self.value]

    @property
    def label(self) -> str:
        """As written for people: kr, tkr, Mnkr."""
        return "Mnkr" if self is Enhet.MNKR else self.value

    @property
    def decimals(self) -> int:
        """Decimals shown: Mnkr one, tkr and kr none."""
        return 1 if self is Enhet.MNKR else 0


class Vy(StrEnum):
    """How costs are shown: positive (nettokostnad) or negative (nettoresultat). Avvikelse is the same in both."""

    NETTOKOSTNAD = "nettokostnad"
    NETTORESULTAT = "nettoresultat"

    @property
    def sign(self) -> int:
        """What a canonical amount (kostnad +) is multiplied by when shown. Never applied to an avvikelse."""
        return 1 if self is Vy.NETTOKOSTNAD else -1


def round_half_away(value: Decimal, decimals: int = 0) -> Decimal:
    """Round half away from zero (DESIGN 6.6), never to a negative zero."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def to_enhet(ore: int, enhet: Enhet, decimals: int | None = None) -> Decimal:
    """An amount in öre, rounded once to `decimals` of `enhet` (the unit's own number of decimals if None)."""
    return round_half_away(Decimal(ore) / enhet.ore, enhet.decimals if decimals is None else decimals)


def to_ore(value: Decimal, enhet: Enhet = Enhet.KR) -> int:
    """`value` in `enhet` as whole öre, rounded half away from zero."""
    return int(round_half_away(value * enhet.ore))


def split_evenly(ore: int, parts: int) -> list[int]:
    """`ore` in `parts` equal whole amounts; the last carries the remainder (DESIGN 6.4). Sums to `ore` exactly."""
    share = abs(ore) // parts * (1 if ore >= 0 else -1)
    return [share] * (parts - 1) + [ore - share * (parts - 1)]


def split_by_weights(ore: int, weights: Sequence[float]) -> list[int]:
    """`ore` in whole amounts in proportion to `weights` (non-negative); sums to `ore` exactly.

    Cumulative rounding: no part is more than one öre from its exact share. Weights that sum to zero share evenly.
    """
    if not weights:
        return []
    total = sum(weights)
    if total <= 0:
        return split_evenly(ore, len(weights))
    parts, used, cumulated = [], 0, 0.0
    for weight in weights[:-1]:
        cumulated += weight
        upto = round(ore * (cumulated / total))
        parts.append(upto - used)
        used = upto
    return [*parts, ore - used]
