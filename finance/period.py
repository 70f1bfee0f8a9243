"""Calendar months, and the way they are written in Swedish.

A `Period` is one bookkeeping month. Months 13-15 are bokslut periods: they count in December's accumulated figure, outside
the monthly profile (DESIGN 6.2). In frames and in the database a period is the int `key` ÅÅÅÅMM (202205).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from finance.errors import InvalidValue

MANADER = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
MANADER_KORT = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
LAST_DAY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
EN_DASH = "\u2013"


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """One month (1-12) or bokslut period (13-15) of a year."""

    ar: int
    manad: int

    def __post_init__(self) -> None:
        if not (1900 <= self.ar <= 2200 and 1 <= self.manad <= 15):
            raise InvalidValue(f"{self.ar}-{self.manad:02d} är ingen period. Skriv den som ÅÅÅÅ-MM, till exempel 2022-05.")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `2022-05` or `202205`. Raises InvalidValue. Files have more spellings: `finance.inlasning`."""
        digits = text.strip().replace("-", "")
        if len(digits) != 6 or not digits.isdigit():
            raise InvalidValue(f"{text!r} är ingen period. Skriv den som ÅÅÅÅ-MM, till exempel 2022-05.")
        return cls(int(digits[:4]), int(digits[4:]))

    @classmethod
    def from_key(cls, key: int) -> "Period":
        """From the int ÅÅÅÅMM."""
        return cls(key // 100, key % 100)

    @property
    def key(self) -> int:
        """The int ÅÅÅÅMM used in frames and in the database."""
        return self.ar * 100 + self.manad

    @property
    def is_bokslut(self) -> bool:
        """Period 13-15."""
        return self.manad > 12

    @property
    def tertial(self) -> int:
        """1 to 3."""
        return (min(self.manad, 12) - 1) // 4 + 1

    @property
    def previous(self) -> "Period":
        """The calendar month before."""
        return Period(self.ar - 1, 12) if self.manad == 1 else Period(self.ar, self.manad - 1)

    @property
    def next(self) -> "Period":
        """The calendar month after."""
        return Period(self.ar + 1, 1) if self.manad >= 12 else Period(self.ar, self.manad + 1)

    @property
    def namn(self) -> str:
        """`maj 2022`."""
        return f"bokslut {self.ar}" if self.is_bokslut else f"{MANADER[self.manad - 1]} {self.ar}"

    @property
    def span(self) -> str:
        """The accumulated range in short: `jan-maj` with an en dash, or `jan` alone."""
        last = MANADER_KORT[min(self.manad, 12) - 1]
        return last if self.manad == 1 else f"jan{EN_DASH}{last}"

    @property
    def last_day(self) -> str:
        """The last day as printed in reports: `31/5`."""
        manad = min(self.manad, 12)
        leap = manad == 2 and self.ar % 4 == 0 and (self.ar % 100 != 0 or self.ar % 400 == 0)
        return f"{LAST_DAY[manad - 1] + leap}/{manad}"

    def __str__(self) -> str:
        return f"{self.ar}-{self.manad:02d}"


def months_of_year(ar: int, *, until: int = 12) -> list[Period]:
    """January to month `until` of `ar`."""
    return [Period(ar, manad) for manad in range(1, until + 1)]


def month_names(manader: Sequence[int]) -> str:
    """`januari`, `mars och april`, `maj–december`."""
    runs: list[list[int]] = []
    for manad in sorted(manader):
        if runs and runs[-1][-1] == manad - 1:
            runs[-1].append(manad)
        else:
            runs.append([manad])
    words = [word for run in runs for word in _run_words(run)]
    return " och ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def _run_words(run: Sequence[int]) -> list[str]:
    names = [MANADER[manad - 1] for manad in run]
    return names if len(names) < 3 else [f"{names[0]}{EN_DASH}{names[-1]}"]
