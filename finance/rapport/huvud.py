"""The head of a report in lines, in the order it is printed."""

from finance.store import Rapporthuvud


def head_lines(huvud: Rapporthuvud) -> tuple[str, ...]:
    """`Extra månadsuppföljning`, `Dnr …`, `Till …`, `Förslag till beslut: …`, `Bilagor: …`; those that are written."""
    named = (
        ("", huvud.slag),
        ("Dnr ", huvud.dnr),
        ("Till ", huvud.mottagare),
        ("Förslag till beslut: ", huvud.forslag),
        ("Bilagor: ", ", ".join(huvud.bilagor)),
    )
    return tuple(f"{name}{text}" for name, text in named if text)
