"""A row of the corpus: a file, how it is to be read, and what must come out of it, written down by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from finance.inlasning.modell import Kontext, Lasval

Plats = tuple[str, str | None, int | None, str | None]
"""A finding: kod, sheet, row as the user sees it, column's words."""


@dataclass(frozen=True)
class Fall:
    """`summor`: kronor per slag as a person writes them ("1 234,50"), canonical sign (kostnad +); `perioder`: per month.

    `fel`: every FEL of the file. `varningar`, `fragor`, `upplysningar`: their kods, every one (upplysningar: at least these).
    """

    fil: str
    bygg: Callable[[], bytes]
    summor: Mapping[str, str] = field(default_factory=dict)
    perioder: Mapping[str, str] = field(default_factory=dict)
    verksamheter: Mapping[str, str] = field(default_factory=dict)
    fel: tuple[Plats, ...] = ()
    varningar: tuple[str, ...] = ()
    upplysningar: tuple[str, ...] = ()
    fragor: tuple[str, ...] = ()
    val: Lasval = Lasval()  # noqa: RUF009 - frozen
    kontext: Kontext = Kontext()  # noqa: RUF009 - frozen

    @property
    def status(self) -> str:
        """What `las-in` says of the file."""
        return "avvisad" if self.fel else "fråga" if self.fragor else "klar"


def ore(kronor: str) -> int:
    """Öre of an amount as a person writes it: "-1 234,50"."""
    whole, _, part = kronor.replace(" ", "").partition(",")
    sign = -1 if whole.startswith("-") else 1
    return int(whole) * 100 + sign * int(part.ljust(2, "0") or 0)
