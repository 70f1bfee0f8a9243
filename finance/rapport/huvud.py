"""The head of a report: its title where the nämnd has named it, and the lines in the order they are printed."""

from finance.period import Period
from finance.store import Rapporthuvud


def titled(huvud: Rapporthuvud, period: Period) -> str:
    """The title of a report by the name that the nämnd gives its kind: `Extra månadsuppföljning maj 2022`; "" without one.

    A name that has the year in it stands as written; of a whole year the year is enough.
    """
    name = huvud.slag.strip()
    if not name or str(period.ar) in name:
        return name
    return f"{name} {period.ar if period.manad >= 12 else period.namn}"


def head_lines(huvud: Rapporthuvud, titel: str = "") -> tuple[str, ...]:
    """`Dnr …`, `Till …`, `Förslag till beslut: …`, `Bilagor: …`; first the kind of report where `titel` does not say it."""
    slag = huvud.slag.strip()
    named = (
        ("", "" if titel.startswith(slag) else slag),
        ("Dnr ", huvud.dnr),
        ("Till ", huvud.mottagare),
        ("Förslag till beslut: ", huvud.forslag),
        ("Bilagor: ", ", ".join(huvud.bilagor)),
    )
    return tuple(f"{name}{text}" for name, text in named if text)
