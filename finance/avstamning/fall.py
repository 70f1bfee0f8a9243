"""One line that differs, as every reason is looked for in it, and the rows that a reason is told with.

Amounts: öre; `Fall.skillnad` is Helår minus the system: plus is more cost in Helår.
"""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from finance.avstamning.kalla import INVESTERING, Kalla
from finance.avstamning.modell import Forklaring, Orsak, Per, Post
from finance.kolumner import Col

MOST_ROWS = 20


@dataclass(frozen=True, eq=False)
class Fall:
    """One line that differs. `rader`: its saldo rows in every month known, with konto 40; `poster`: bookings to look among."""

    kalla: Kalla
    rader: pd.DataFrame
    poster: pd.DataFrame
    system: int
    lagrat: int
    per: Per
    tolerans: int

    @property
    def skillnad(self) -> int:
        return self.lagrat - self.system

    @cached_property
    def drift(self) -> pd.DataFrame:
        """Rows of every month, without konto 40."""
        return self.rader[~self.rader[INVESTERING]]

    @cached_property
    def inom(self) -> pd.DataFrame:
        """Drift rows in the compared months."""
        return self.drift[self.drift[Col.PERIOD].between(self.kalla.fran, self.kalla.till)]

    @cached_property
    def per_manad(self) -> dict[int, int]:
        """Month (ÅÅÅÅMM) -> öre, drift, every month known."""
        sums = self.drift.groupby(Col.PERIOD, as_index=False)[Col.ORE].sum()
        return {int(period): int(ore) for period, ore in zip(sums[Col.PERIOD], sums[Col.ORE], strict=True)}

    def near(self, one: int, other: int) -> bool:
        """Whether two amounts are the same as far as the system's totals can tell."""
        return abs(one - other) <= self.tolerans

    def is_skillnad(self, ore: int) -> bool:
        """Whether an amount makes the difference. Nothing (0) explains nothing."""
        return ore != 0 and self.near(ore, self.skillnad)


def with_rows(fall: Fall, orsak: Orsak, text: str, rows: pd.DataFrame) -> Forklaring:
    """A reason with the largest saldo rows behind it."""
    largest = rows.reindex(rows[Col.ORE].abs().sort_values(ascending=False, kind="stable").index).head(MOST_ROWS)
    names = largest[Col.INLASNING].map(lambda number: fall.kalla.filer.get(int(number), ""))
    return Forklaring(orsak, text, rader=tuple(_posts(largest.assign(**{Col.FIL: names}))), antal=len(rows))


def with_posts(orsak: Orsak, text: str, rows: pd.DataFrame) -> Forklaring:
    """A reason with the bookings behind it."""
    return Forklaring(orsak, text, rader=tuple(_posts(rows.head(MOST_ROWS))), antal=len(rows))


def _posts(rows: pd.DataFrame) -> Iterable[Post]:
    names = [field.name for field in dataclasses.fields(Post) if field.name in rows.columns]
    numbers = {Col.PERIOD.value, Col.ORE.value, Col.RAD.value}
    for values in rows[names].itertuples(index=False, name=None):
        told: dict[str, Any] = {
            name: int(value) if name in numbers else str(value) for name, value in zip(names, values, strict=True)
        }
        yield Post(**told)
