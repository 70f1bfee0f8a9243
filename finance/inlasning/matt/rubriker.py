"""The header of a table of mått in one, two or three rows: "2021" over Kv1-Kv4, "jan" over Totalt, Kvinnor and Män.

A group word is written once (merged or not) and is carried to the right until the next one. What the rows say of one column
is put together; two years, two times or two sexes for one column are a contradiction, and nothing is read from it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from finance.inlasning.cell.perioder import parse_datum
from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.fil.blad import Blad
from finance.inlasning.matt.etiketter import Etikett, dimension_of, is_alla, read_etikett
from finance.inlasning.matt.tider import HELAR, Tid
from finance.inlasning.matt.varden import parse_cell, strip_fotnot
from finance.period import MANADER_KORT

MOST_NIVAER = 3
_KORT = {"k": "Kvinnor", "m": "Män", "t": "Totalt", "tot": "Totalt"}
IsOrd = Callable[[str], bool]
"""Whether a text is the heading of a column of names, of units, of comments: no group word belongs to it."""


@dataclass(frozen=True, slots=True)
class Rubrikblock:
    """`rad`: the last row (0-based). `nivaer`: per column its words from the top."""

    rad: int
    nivaer: tuple[tuple[str, ...], ...]

    @property
    def texter(self) -> list[str]:
        """What each column is called."""
        return [" ".join(words) for words in self.nivaer]


def find_block(blad: Blad, top: int, is_ord: IsOrd) -> Iterator[Rubrikblock]:
    """The headers that may begin at a row, the deepest first."""
    for depth in range(MOST_NIVAER, 0, -1):
        if top + depth < blad.rader and (block := _read_block(blad, top, depth, is_ord)):
            yield block


def _read_block(blad: Blad, top: int, depth: int, is_ord: IsOrd) -> Rubrikblock | None:
    rows = [[_clean(cell) for cell in blad.row(nr)] for nr in range(top, top + depth)]
    first = next((nr for nr in range(len(rows[0])) if any(row[nr] for row in rows) or _filled(blad, nr, top + depth)), None)
    if first is None:
        return None
    rows = [_as_months(row, first) for row in rows]
    if depth == 1:
        return Rubrikblock(top, tuple(_under_ar(rows[0])))
    if not all(_is_under(row, first, is_ord) for row in rows[1:]):
        return None
    if not all(_is_over(row, under, first, is_ord) for row, under in pairwise(rows)):
        return None
    carried = [_carry(blad, top + nr, rows, nr, first) for nr in range(depth)]
    columns = zip(*carried, strict=True)
    return Rubrikblock(top + depth - 1, tuple(_words(words, is_ord, is_first=nr <= first) for nr, words in enumerate(columns)))


def _under_ar(row: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words of each column. Sexes that come again belong to the year they stand after: 2022, K, M, 2021, K, M."""
    cells = [_spelled(cell, row) for cell in row]
    kon = [dimension_of(read_etikett(cell).kategori) == "kon" and read_etikett(cell).ar is None for cell in cells]
    sexes = [cell for cell, is_kon in zip(cells, kon, strict=True) if is_kon]
    ar = ""
    for cell, is_kon in zip(cells, kon, strict=True):
        ar = cell if read_etikett(cell).ar else ar
        again = is_kon and bool(ar) and len(set(sexes)) < len(sexes)
        yield (str(read_etikett(ar).ar), cell) if again else (cell,) if cell else ()


def _clean(cell: str) -> str:
    return strip_fotnot(mask_text(cell)[0].removesuffix(".0"))


def _filled(blad: Blad, place: int, start: int) -> bool:
    return any(blad.kolumner[place].cell(row) for row in range(start, min(blad.rader, start + 500)))


def _as_months(row: Sequence[str], first: int) -> list[str]:
    """The numbers 1-12 in a row, once or several times, are months."""
    numbers = [cell for cell in row[first + 1 :] if cell.isdigit() and len(cell) < 3]
    year = [str(nr) for nr in range(1, 13)]
    if not numbers or len(numbers) % 12 or any(numbers[nr : nr + 12] != year for nr in range(0, len(numbers), 12)):
        return list(row)
    return [
        MANADER_KORT[int(cell) - 1] if nr > first and cell.isdigit() and len(cell) < 3 else cell for nr, cell in enumerate(row)
    ]


def _spelled(cell: str, row: Sequence[str]) -> str:
    """Short words spelled out: "K" and "M" beside each other are the sexes."""
    low = {other.lower() for other in row}
    return _KORT.get(cell.lower(), cell) if {"k", "m"} <= low else cell


def _is_strict(cell: str) -> bool:
    """Whether a text says time, type or category, and nothing else."""
    read = read_etikett(cell)
    return (read.is_tid or bool(read.kategori and not read.rest) or _is_totalt(cell)) and not parse_datum(cell)


def _is_figure(cell: str) -> bool:
    read = parse_cell(cell)
    return read is not None and (read.varde is not None or len(cell) < 4)


def _is_under(row: Sequence[str], first: int, is_ord: IsOrd) -> bool:
    """Whether a row can be the lower line of a header: no figures, and no name in the column of names."""
    beyond = [cell for cell in row[first + 1 :] if cell]
    if not beyond or not (row[first] == "" or is_ord(row[first])):
        return False
    return all(_is_strict(cell) or cell.lower() in _KORT or not _is_figure(cell) for cell in beyond)


def _is_over(row: Sequence[str], under: Sequence[str], first: int, is_ord: IsOrd) -> bool:
    """Whether a row can be the upper line: words for groups. Free words need at least two groups and lines that come again."""
    beyond = [cell for cell in row[first + 1 :] if cell and not is_ord(cell)]
    if not beyond or any(_is_figure(cell) and not _is_strict(cell) for cell in beyond):
        return False
    if not any(under[nr] and row[nr] for nr in range(first + 1, len(row)) if not is_ord(row[nr])):
        return False
    if all(map(_is_strict, beyond)):
        return True
    lines = [cell for cell in under[first + 1 :] if cell and not is_ord(cell)]
    return len(beyond) > 1 and all(len(cell) <= 60 for cell in beyond) and len(set(lines)) < len(lines)


def _carry(blad: Blad, place: int, rows: Sequence[Sequence[str]], level: int, first: int) -> list[str]:
    """A level's words, each for the columns it stands over. A new word above begins anew; a merged cell says its own end."""
    row, below, above = rows[level], rows[level + 1 :], rows[:level]
    if not below:
        return [_spelled(cell, row) for cell in row]
    ends = {start: end for nr, start, end in blad.sammanfogade if nr == place and end > start}
    done, word, last = [], "", len(row)
    for nr, cell in enumerate(row):
        if cell and nr > first:
            word = cell if any(line[nr] for line in below) else ""
            last = ends.get(nr, nr) if ends else len(row)
        elif any(line[nr] for line in above) or nr > last:
            word = ""
        under = any(line[nr] for line in below)
        done.append(cell or (word if under and nr > first else ""))
    return done


def _words(words: Sequence[str], is_ord: IsOrd, *, is_first: bool) -> tuple[str, ...]:
    """The words of one column. A column of names is called by its lowest word, and so is one of comments under a group."""
    said = [word for word in words if word]
    if said and (is_first or is_ord(said[-1])):
        return (said[-1],)
    if not words[-1] and len(said) > 1:  # a column without a line of its own under a group
        return ()
    return tuple(said)


def join_block(blad: Blad, block: Rubrikblock) -> Blad:
    """The sheet with the whole header in its last row, as each column is called."""
    kolumner = tuple(
        kolumn if kolumn.cell(block.rad) == text else kolumn.with_text(block.rad, text)
        for kolumn, text in zip(blad.kolumner, block.texter, strict=True)
    )
    return replace(blad, kolumner=kolumner)


def join_etiketter(words: Sequence[str]) -> Etikett | None:
    """What the words of one column say together; None where they contradict each other."""
    read = [read_etikett(word) if not _is_totalt(word) else _totalt(word) for word in words]
    typer, ar = {one.typ for one in read if one.typ}, {one.ar for one in read if one.ar}
    tider = [one.tid for one in read if one.tid]
    tid = _narrowest(tider)
    kategorier = [one.kategori for one in read if one.kategori]
    dimensions = [dimension_of(one) for one in dict.fromkeys(kategorier)]
    if len(typer) > 1 or len(ar) > 1 or (tider and tid is None) or len(set(dimensions)) < len(dimensions):
        return None
    return Etikett(
        next(iter(typer), None),
        tid,
        next(iter(ar), None),
        ", ".join(dict.fromkeys(kategorier)),
        next((one.enhet for one in reversed(read) if one.enhet), ""),
        ", ".join(one.rest for one in read if one.rest),
        any(one.ack for one in read) and not tid,
    )


def _is_totalt(word: str) -> bool:
    return is_alla(word) or word.lower() == "summa"


def _totalt(word: str) -> Etikett:
    return Etikett(ack=word.lower().startswith(("tot", "sum")))


def _narrowest(tider: Sequence[Tid]) -> Tid | None:
    """The one that lies within all the others; None where there is none."""
    if not tider:
        return None
    months = {(tid.fran, tid.till) for tid in tider}
    inmost = min(tider, key=lambda tid: (tid.till[0] - tid.fran[0]) % 12)
    within = all(
        (fran, till) in ((inmost.fran, inmost.till), (HELAR.fran, HELAR.till))
        or (fran[1] == inmost.fran[1] == 1 and till[1] == inmost.till[1] == 0 and fran <= inmost.fran and inmost.till <= till)
        for fran, till in months
    )
    return inmost if within else None
