"""Rows that carry the sum of the rows under them without saying so: group headings of a pivot table, passive heading accounts.

Looked for only where a row holds months or columns (not among transactions). By codes: a konto 50 above 5011 and 5021. By
sums: every row of the table is such a heading or stands under one. The sums must agree in every amount column, to the öre.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from finance.inlasning.huvudbok.beloppsceller import Belopp
from finance.inlasning.modell import Fraga
from finance.inlasning.tabell.bladsak import Bladsak, quote
from finance.inlasning.tabell.radkoder import Koder
from finance.kolumner import Col

MOST_ROWS = 3_000
SUMMOR, RADER = "rubriker_ar_summor", "rubriker_ar_rader"
_ORE = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rubriker:
    """Places (among the rows looked at) of headings. `sakert`: nobody needs to be asked."""

    rader: tuple[int, ...]
    sakert: bool


def find_rubriksummor(
    sak: Bladsak, belopp: Sequence[Belopp], koder: Koder, detail: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Which detail rows are headings with sums: told in a varning, or asked about when chance could have made them."""
    found = np.zeros(sak.antal, bool)
    rows = np.flatnonzero(detail)
    if not 3 <= len(rows) <= MOST_ROWS or RADER in sak.val.godkant:
        return found
    ore = np.column_stack([b.ore[rows] for b in belopp])
    hittat = _by_codes(ore, [_key(koder, row) for row in rows]) or _by_sums(ore)
    if not hittat:
        return found
    found[rows[list(hittat.rader)]] = True
    names = ", ".join(quote(_label(sak, row)) for row in np.flatnonzero(found)[:5])
    if hittat.sakert or SUMMOR in sak.val.godkant:
        text = f"{len(hittat.rader)} rader är summan av raderna under sig och räknas inte: {names}."
        sak.varning("rubrik_med_summa", text, "Kontrollera att de är rubriker.", row=int(np.flatnonzero(found)[0]))
        return found
    _ask(sak, names)
    return np.zeros(sak.antal, bool)


def _ask(sak: Bladsak, names: str) -> None:
    sak.fynd.fragor.append(
        Fraga(
            "rubrik_med_summa",
            f"Är raderna {names} rubriker? De är summan av raderna under sig.",
            ((SUMMOR, "Ja, räkna inte dem"), (RADER, "Nej, räkna alla rader")),
            "godkant",
        )
    )


def _label(sak: Bladsak, row: np.intp) -> str:
    return " ".join([text for kolumn in sak.data if (text := kolumn.cell(row))][:2])


def _key(koder: Koder, row: np.intp) -> tuple[str, str]:
    """(what goes before, the code that may be a heading of the next)."""
    last = next((d for d in (Col.KONTO, Col.VERKSAMHET) if d in koder), None)
    before = " ".join(str(koder[d][row]) for d in (Col.ANSVAR, Col.VERKSAMHET) if d in koder and d is not last)
    return before, str(koder[last][row]) if last else ""


def _by_codes(ore: _ORE, keys: Sequence[tuple[str, str]]) -> Rubriker | None:
    """Rows whose code begins the codes of the rows right below, and whose amounts are the sum of those that are no headings."""
    heading: set[int] = set()
    for place in range(len(keys) - 1, -1, -1):
        end = place + 1
        while end < len(keys) and _under(keys[end], keys[place]):
            end += 1
        leaves = [row for row in range(place + 1, end) if row not in heading]
        if leaves and ore[place].any() and (ore[leaves].sum(axis=0) == ore[place]).all():
            heading.add(place)
    return Rubriker(tuple(sorted(heading)), sakert=True) if heading else None


def _under(key: tuple[str, str], above: tuple[str, str]) -> bool:
    return key[0] == above[0] and bool(above[1]) and key[1] != above[1] and key[1].startswith(above[1])


def _by_sums(ore: _ORE) -> Rubriker | None:
    """The table wholly cut into headings, each followed by two rows or more (or headings of their own) that it sums."""
    size = len(ore)
    after = np.arange(1, size + 1)
    heading = np.zeros(size, bool)
    for place in range(size - 1, -1, -1):
        end = _end(ore, after, place)
        if end:
            after[place], heading[place] = end, True
    place, rader, tackt = 0, [], 0
    while place < size:
        if heading[place]:
            tackt += int(after[place]) - place
        place = int(after[place])
    rader = [int(row) for row in np.flatnonzero(heading)]
    if not rader or tackt < size:
        return None
    return Rubriker(tuple(rader), sakert=int((ore[rader] != 0).sum()) > 1)


def _end(ore: _ORE, after: npt.NDArray[np.intp], place: int) -> int:
    """Where the rows under a heading end; 0 when the row is none."""
    if not ore[place].any():
        return 0
    total, child, antal = np.zeros(ore.shape[1], np.int64), place + 1, 0
    while child < len(ore):
        total = total + ore[child]
        antal += bool(ore[child].any())
        child = int(after[child])
        if antal > 1 and (total == ore[place]).all():
            return child
    return 0
