"""Which row of a sheet is the header, and what its cells say together with the rows right above and below it."""

from collections.abc import Sequence
from dataclasses import replace

from finance.belopp import Enhet
from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.cell.tal import ENHETSORD, TOMT, parse_belopp
from finance.inlasning.fil.blad import Blad
from finance.inlasning.tabell.rubrik import (
    AVVIKELSE,
    BELOPP,
    DEBET,
    KOD,
    KREDIT,
    NAMN,
    NAMNKOLUMN,
    PROGNOS,
    PROGNOSAVVIKELSE,
    SUMMA,
    Rubrik,
    read_rubrik,
)
from finance.kolumner import Col


def find_rubrikrad(blad: Blad, *, most: int = 60) -> int | None:
    """The place (0-based) of the header row: the first row with the best count of understood cells, at least two."""
    best, place = 0.0, None
    for row in range(min(most, blad.rader)):
        score = _score(blad.row(row))
        if score > best + 0.2:
            best, place = score, row
    return place if best >= 2 else None


def _score(cells: Sequence[str]) -> float:
    filled = [cell for cell in cells if cell]
    if len(filled) < 2:
        return 0.0
    weights = [_weight(cell) for cell in filled]
    if all(weight >= 0.75 for weight in weights) and any(_is_label(cell) and not cell[0].isdigit() for cell in filled):
        weights = [max(weight, 1.0) for weight in weights]  # words only: a bare month among them is a header too
    known, numbers = sum(w for w in weights if w > 0), -sum(w for w in weights if w < 0)
    return known - numbers if known > 2 * numbers else 0.0


def _weight(cell: str) -> float:
    """A word for an amount says most; a bare month ("2022-05") may just as well be a value; a number speaks against."""
    roll = read_rubrik(cell).roll
    if roll and cell.endswith(":"):
        return 0.0  # "Period: 2022-05" above the table
    if not roll:
        return -0.5 if cell not in TOMT and parse_belopp(cell) is not None else 0.0
    if cell[0].isdigit():
        return 0.75
    return 1.5 if roll in (BELOPP, DEBET, KREDIT) else 1.0


def read_rubriker(blad: Blad, place: int) -> tuple[list[Rubrik], int]:
    """The header cells of the row at `place`, and where data begin (0-based).

    A row of group words right above ("Utfall", "Budget", merged over their months) completes the cells under it.
    """
    own = [mask_text(cell)[0] for cell in blad.row(place)]
    if under := _second_row(blad, place, own):
        return under, place + 2
    above = _group_row(blad, place)
    own = _labels_above(blad, place, own) if any(above) else own
    rubriker = [
        read_rubrik(f"{group} {cell}") if group and _completes(group, cell) else read_rubrik(cell)
        for group, cell in zip(above, own, strict=True)
    ]
    enheter = _unit_row(blad, place + 1, rubriker)
    if not enheter:
        return rubriker, place + 1
    return [replace(rubrik, enhet=enheter.get(nr, rubrik.enhet)) for nr, rubrik in enumerate(rubriker)], place + 2


def _labels_above(blad: Blad, place: int, own: Sequence[str]) -> list[str]:
    """The header cells, an empty one named by the cell above it where that names a dimension (merged over both rows)."""
    upper = [mask_text(cell)[0] for cell in blad.row(place - 1)]
    return [cell or (label if _is_label(label) else "") for cell, label in zip(own, upper, strict=True)]


def _is_label(text: str) -> bool:
    roll = read_rubrik(text).roll
    return bool(roll) and roll not in (BELOPP, SUMMA, AVVIKELSE, PROGNOS, PROGNOSAVVIKELSE)


def _second_row(blad: Blad, place: int, own: Sequence[str]) -> list[Rubrik]:
    """The header with the row below as its second line ("Utfall" over "jan-maj" or "ack"); empty where that row is data."""
    cells = blad.row(place + 1) if place + 1 < blad.rader else []
    filled = [(nr, cell) for nr, cell in enumerate(cells) if cell]
    rubriker = [read_rubrik(cell) for cell in own]
    amounts = [nr for nr, _ in filled if rubriker[nr].roll in (BELOPP, SUMMA, AVVIKELSE, PROGNOS, PROGNOSAVVIKELSE)]
    if not amounts or not all(_is_second(rubriker[nr], own, nr, cell) for nr, cell in filled):
        return []
    joined = []
    for nr, cell in enumerate(cells):
        upper = own[nr] or (next((text for text in reversed(own[:nr]) if text), "") if cell else "")
        joined.append(_join_rows(upper, cell) if cell else rubriker[nr])
    return joined


def _is_second(upper: Rubrik, own: Sequence[str], nr: int, cell: str) -> bool:
    if cell.isdigit() or parse_belopp(cell) is not None:
        return False
    lower = read_rubrik(cell)
    if upper.roll in (BELOPP, SUMMA, AVVIKELSE, PROGNOS, PROGNOSAVVIKELSE):
        return (upper.spann is None and (lower.spann is not None or lower.roll == SUMMA)) or (
            upper.slag is None and lower.slag is not None
        )
    return lower.roll in (KOD, NAMNKOLUMN) and any(own[: nr + 1])


def _join_rows(upper: str, lower: str) -> Rubrik:
    above, below = read_rubrik(upper), read_rubrik(lower)
    if below.roll == KOD and above.roll:
        return replace(above, text=f"{upper} {lower}")
    if below.roll == NAMNKOLUMN and above.roll in set(map(str, Col)):
        return Rubrik(f"{upper} {lower}", f"{above.roll}{NAMN}")
    return read_rubrik(f"{upper} {lower}")


def _unit_row(blad: Blad, place: int, rubriker: Sequence[Rubrik]) -> dict[int, Enhet]:
    """The units of a row right under the header that holds nothing but units of amount columns; empty for any other row."""
    cells = blad.row(place) if place < blad.rader else []
    found = {nr: ENHETSORD.get(cell.lower().strip("().")) for nr, cell in enumerate(cells) if cell}
    if not found or any(enhet is None or rubriker[nr].roll not in (BELOPP, SUMMA) for nr, enhet in found.items()):
        return {}
    return {nr: enhet for nr, enhet in found.items() if enhet}


def _group_row(blad: Blad, place: int) -> list[str]:
    """The cells above the header, each carried to the right until the next one; empty without at least one group word."""
    own = blad.row(place)
    cells = blad.row(place - 1) if place else [""] * len(own)
    words = [cell for cell in cells if cell]
    groups = [
        cell if _is_group(cell) and read_rubrik(under).roll in (BELOPP, SUMMA) else ""
        for cell, under in zip(cells, own, strict=True)
    ]
    others = [under for cell, group, under in zip(cells, groups, own, strict=True) if cell and not group]
    if not any(groups) or any(read_rubrik(under).roll in (BELOPP, SUMMA) for under in others) or len(words) == len(own):
        return [""] * len(own)
    carried, last = [], ""
    for group in groups:
        last = group or last
        carried.append(last)
    return carried


def _is_group(text: str) -> bool:
    read = read_rubrik(text)
    return read.roll in (BELOPP, AVVIKELSE, PROGNOS, PROGNOSAVVIKELSE) and (
        read.slag is not None or read.spann is not None or read.roll != BELOPP
    )


def _completes(group: str, cell: str) -> bool:
    upper, lower = read_rubrik(group), read_rubrik(cell)
    if lower.roll not in (BELOPP, SUMMA):
        return False
    return (
        (upper.slag is not None and lower.slag is None)
        or (upper.spann is not None and lower.spann is None)
        or upper.roll != BELOPP
    )
