"""From amounts per column to postings: each month's own amount, accumulated amounts, and annual budgets spread over months."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from finance.inlasning.huvudbok.beloppsceller import Belopp
from finance.inlasning.modell import Arsbudget, Form
from finance.inlasning.tabell.bladsak import Bladsak
from finance.inlasning.tabell.former import Plan
from finance.inlasning.val.fordelning import FORRA_ARET, TOLFTEDELAR, own_weights, split_rows
from finance.kolumner import Slag


@dataclass(frozen=True)
class Poster:
    """Rows of one column and month: places of data rows, period (one per posting), öre in the file's sign."""

    slag: Slag | None
    rows: npt.NDArray[np.intp]
    period: npt.NDArray[np.int64]
    ore: npt.NDArray[np.int64]
    ack: bool = False
    arskolumn: str = ""  # the column of annual budgets that it is a share of


def make_poster(
    sak: Bladsak, plan: Plan, belopp: Sequence[Belopp], detail: npt.NDArray[np.bool_], perioder: npt.NDArray[np.int64]
) -> list[Poster]:
    """All postings of the detail rows. Öre of one row and slag sum to what the file says."""
    found: list[Poster] = []
    skipped = _empty_future(sak, belopp, detail) if plan.form is Form.BRED else set()
    for b in belopp:
        rows = np.flatnonzero(detail & b.finns)
        spann = b.kolumn.spann
        if b.roll.place in skipped or (spann and spann.helar and b.kolumn.slag is Slag.BUDGET):
            continue
        if spann is None:
            found.append(Poster(b.kolumn.slag, rows, perioder[rows], b.ore[rows]))
        else:
            period = np.full(len(rows), (spann.ar or 0) * 100 + spann.till, np.int64)
            found.append(Poster(b.kolumn.slag, rows, period, b.ore[rows], spann.ack and spann.till > 1))
    for b in belopp:
        if (spann := b.kolumn.spann) and spann.helar and b.kolumn.slag is Slag.BUDGET:
            found += _spread(sak, b, belopp, detail)
    return found


def _spread(sak: Bladsak, annual: Belopp, belopp: Sequence[Belopp], detail: npt.NDArray[np.bool_]) -> list[Poster]:
    """An annual budget by twelfths, or what is left of it over the months that the file does not give."""
    spann = annual.kolumn.spann
    parts = [
        b
        for b in belopp
        if b is not annual and b.kolumn.slag is Slag.BUDGET and spann and b.kolumn.spann and b.kolumn.spann.ar == spann.ar
    ]
    given = {month for b in parts if (s := b.kolumn.spann) for month in range(s.fran, s.till + 1)}
    left = [month for month in range(1, 13) if month not in given]
    rows = np.flatnonzero(detail & annual.finns)
    if not len(rows) or spann is None or not left:
        return []
    rest = annual.ore[rows] - sum((b.ore[rows] for b in parts), np.zeros(len(rows), np.int64))
    namn = sak.rubrik(annual.roll)
    _tell_spread(sak, namn, left)
    ar = (spann.ar or 0) * 100
    months = split_rows(rest, left, own_weights(_fordelning(sak)))
    return [
        Poster(Slag.BUDGET, rows, np.full(len(rows), ar + month, np.int64), ore, arskolumn=namn)
        for month, ore in zip(left, months, strict=True)
    ]


def _fordelning(sak: Bladsak) -> str | None:
    return sak.bladval.fordelning or sak.val.fordelning


def _tell_spread(sak: Bladsak, namn: str, left: Sequence[int]) -> None:
    what = f"Årsbudgeten i kolumnen {namn}" if len(left) == 12 else f"Resten av årsbudgeten i kolumnen {namn}"
    where = "" if len(left) == 12 else f" på de {len(left)} månader som filen inte har budget för"
    chosen = _fordelning(sak)
    if own_weights(chosen) is not None:
        sak.upplysning("arsbudget_fordelad", f"{what} fördelades efter den egna nyckeln{where}.", kolumn=namn)
        return
    if chosen == FORRA_ARET:
        return  # what last year looked like is known where the file is received
    how = "jämnt" if where else "med en tolftedel per månad"
    if chosen == TOLFTEDELAR:
        sak.upplysning("arsbudget_fordelad", f"{what} fördelades {how}{where}, som valt.", kolumn=namn)
        return
    action = "Läs in en budget per månad, eller välj en annan fördelning, om den är ojämn."
    sak.varning("arsbudget_fordelad", f"{what} fördelades {how}{where}.", action, kolumn=namn)


def list_arsbudgetar(sak: Bladsak, poster: Sequence[Poster]) -> tuple[Arsbudget, ...]:
    """The annual budgets that last year's profile may spread in another way: none when the user has chosen otherwise."""
    chosen = _fordelning(sak)
    if chosen not in (None, FORRA_ARET):
        return ()
    found: dict[str, list[Poster]] = {}
    for post in poster:
        if post.arskolumn:
            found.setdefault(post.arskolumn, []).append(post)
    return tuple(
        Arsbudget(
            blad=sak.blad.namn,
            kolumn=kolumn,
            rader=frozenset(sak.rad(row) for row in parts[0].rows),
            manader=tuple(int(part.period[0]) for part in parts),
            fordelning=chosen,
        )
        for kolumn, parts in found.items()
    )


def _empty_future(sak: Bladsak, belopp: Sequence[Belopp], detail: npt.NDArray[np.bool_]) -> set[int]:
    """Places of the last month columns of utfall that hold only zeros: months to come, not figures."""
    columns = sorted((b for b in belopp if b.kolumn.slag is Slag.UTFALL and b.kolumn.spann), key=_when)
    used = [place for place, b in enumerate(columns) if (b.ore[detail & b.finns] != 0).any()]
    trailing = [b for b in columns[max(used) + 1 :] if (detail & b.finns).any()] if used else []
    if trailing:
        namn = ", ".join(sak.rubrik(b.roll) for b in trailing)
        sak.varning(
            "nollmanader",
            f"Alla belopp är 0 i {namn}. De lästes som månader utan utfall, inte som utfall 0.",
            "Ta bort nollorna om månaderna inte är bokförda.",
        )
    return {b.roll.place for b in trailing}


def _when(belopp: Belopp) -> tuple[int, int]:
    spann = belopp.kolumn.spann
    return (spann.ar or 0, spann.till) if spann else (0, 0)
