"""Chance with a fixed seed, made only of `Random.random()` and plain arithmetic so that every machine draws the same."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Slump:
    """A stream of draws; the same seed always gives the same stream."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def tal(self) -> float:
        """0 <= tal < 1."""
        return self._random.random()

    def heltal(self, low: int, high: int) -> int:
        """A whole number, `low` and `high` included."""
        return low + int(self.tal() * (high - low + 1))

    def valj(self, values: Sequence[T]) -> T:
        """One of `values`."""
        return values[int(self.tal() * len(values))]

    def chans(self, share: float) -> bool:
        """True in `share` (0 to 1) of the draws."""
        return self.tal() < share

    def brus(self, sd: float) -> float:
        """A factor around 1 with standard deviation `sd` (below 0.5), bell-shaped, never more than 3 `sd` away."""
        return 1 + 2 * sd * (self.tal() + self.tal() + self.tal() - 1.5)
