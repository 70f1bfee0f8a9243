"""What people wrote, as blocks of a report."""

from collections.abc import Mapping

from finance.rapport.modell import Kommentar
from finance.store import Kommentar as Skriven

Kommentarer = Mapping[tuple[str, str], Skriven]
"""(nod, sektion) -> comment. Sektion "" is the comment on the line itself; a tertialrapport also has names of kontogrupper."""


def comment_block(kommentarer: Kommentarer, nod: str, namn: str, sektion: str = "") -> tuple[Kommentar, ...]:
    """The comment as a block, or nothing where nobody has written."""
    found = kommentarer.get((nod, sektion))
    if found is None or not found.text.strip():
        return ()
    return (Kommentar(nod, namn, found.text, sektion=sektion, vem=found.vem, nar=found.nar),)
