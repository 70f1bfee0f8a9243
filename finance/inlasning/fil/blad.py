"""A sheet as a grid of cleaned strings, column by column, each distinct text kept once.

Every cell is text: NFC, no-break and thin spaces as plain spaces, zero-width characters removed, ends trimmed; "" is empty.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from finance.inlasning.cell.tal import Talvarden, parse_varden

_SPACES = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\r\n\v\f]+"
_TAL = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,20})?(?:[eE]-[0-9]{1,2})?")
_ZERO_WIDTH = "[\u00ad\u200b-\u200f\u2060\ufeff]"


MANY_ROWS = 20_000
Radplats = int | np.integer[Any]
"""A place of a row, 0-based."""


def clean_texts(values: pa.Array) -> pa.Array:
    """Texts as the module says, one by one."""
    if not pc.all(pc.string_is_ascii(values), min_count=0).as_py():
        values = pc.replace_substring_regex(pc.utf8_normalize(values, form="NFC"), _ZERO_WIDTH, "")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(values, _SPACES, " "))


@dataclass(frozen=True)
class Kolumn:
    """One column: `codes[row]` is a place in `values` (distinct cleaned texts)."""

    codes: npt.NDArray[np.int32]
    values: pa.Array

    @classmethod
    def from_arrow(cls, cells: pa.Array) -> "Kolumn":
        """From strings with nulls, dictionary-encoded or not."""
        first = cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode()
        texts = first.dictionary if not first.null_count else pa.concat_arrays([first.dictionary, pa.array([""], pa.string())])
        second = clean_texts(texts).dictionary_encode()
        remap = second.indices.to_numpy(zero_copy_only=False).astype(np.int32)
        codes = first.indices.fill_null(len(first.dictionary)).to_numpy(zero_copy_only=False)
        return cls(remap[codes] if len(remap) else np.zeros(0, np.int32), second.dictionary)

    @cached_property
    def texts(self) -> list[str]:
        """The distinct texts."""
        found: list[str] = self.values.to_pylist()
        return found

    @cached_property
    def varden(self) -> Talvarden:
        """The distinct texts parsed as amounts."""
        return parse_varden(self.values)

    @cached_property
    def filled(self) -> npt.NDArray[np.bool_]:
        """Per row: the cell is not empty."""
        return self.per_row(lambda text: text != "")

    def cell(self, row: Radplats) -> str:
        """The text of one row (0-based)."""
        return str(self.values[int(self.codes[row])])

    def map(self, func: Callable[[str], object]) -> npt.NDArray[Any]:
        """`func` of each row's text, computed once per distinct text, as an object array."""
        results = np.empty(len(self.texts), dtype=object)
        results[:] = [func(text) for text in self.texts]
        return results[self.codes]

    def per_row(self, test: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
        """A boolean per row, computed once per distinct text."""
        return np.fromiter((test(text) for text in self.texts), dtype=bool, count=len(self.texts))[self.codes]

    def with_zeros(self, bredder: Mapping[int, int]) -> "Kolumn":
        """Whole numbers of the given rows written out to the width that their number format shows (410 as 0410)."""
        return self._changed(bredder, lambda row, text: text.zfill(bredder[row]) if text.isdigit() else text)

    def with_text(self, row: int, text: str) -> "Kolumn":
        """Another text in one row."""
        return self._changed((row,), lambda _row, _text: text)

    def first_rows(self, end: int, *, empty: Collection[int]) -> "Kolumn":
        """The rows before `end`, those of `empty` without text."""
        cut = Kolumn(self.codes[:end], self.values)
        return cut._changed(empty, lambda _row, _text: "")

    def with_procent(self, rader: Collection[int]) -> "Kolumn":
        """Numbers of the given rows as their number format shows them: 0.954 as 95.4 %."""
        return self._changed(rader, lambda _, text: _as_procent(text))

    def _changed(self, rader: Iterable[int], change: Callable[[int, str], str]) -> "Kolumn":
        texts = list(self.texts)
        places = {text: place for place, text in enumerate(texts)}
        codes = self.codes.copy()
        for row in rader:
            before = self.cell(row) if row < len(codes) else ""
            text = change(row, before)
            if text != before:
                codes[row] = places.setdefault(text, len(places))
                if len(places) > len(texts):
                    texts.append(text)
        return Kolumn(codes, pa.array(texts, pa.string()))

    def from_row(self, start: int) -> "Kolumn":
        """The rows from `start` on, with only the texts they use."""
        codes = self.codes[start:]
        used = np.flatnonzero(np.bincount(codes, minlength=len(self.values)))
        if len(used) == len(self.values):
            return Kolumn(codes, self.values)
        place = np.zeros(len(self.values), np.int32)
        place[used] = np.arange(len(used), dtype=np.int32)
        return Kolumn(place[codes], self.values.take(pa.array(used)))


def _as_procent(text: str) -> str:
    """A stored number as percent, without the noise of its binary fraction; another text as it is."""
    if not _TAL.fullmatch(text):
        return text
    value = round(Decimal(text) * 100, 10).normalize()
    return format(value, "f") + " %"


def bokstav(place: int) -> str:
    """The letter of a column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class Felcell:
    """A cell whose value is lost: an error (`#REF!`) or a formula without a computed value. Places 0-based, as in the sheet."""

    rad: int
    kolumn: int
    varde: str  # "#REF!", or "" for a formula without a value


@dataclass(frozen=True)
class Blad:
    """One sheet (or the whole csv). `radnummer`: the number a user sees, where it is not place + 1 (csv with line breaks)."""

    namn: str
    kolumner: tuple[Kolumn, ...]
    rader: int
    forsta_kolumn: int = 0
    dolt: bool = False
    radnummer: Sequence[int] | None = None
    felceller: tuple[Felcell, ...] = ()
    dolda_rader: frozenset[int] = frozenset()  # places as in the sheet, 0-based
    dolda_kolumner: frozenset[int] = frozenset()  # places in `kolumner`
    sammanfogade: tuple[tuple[int, int, int], ...] = ()  # merged columns, xlsx only: (row, first, last place)

    @property
    def tomt(self) -> bool:
        """No cell has any text."""
        return not any(text for kolumn in self.kolumner for text in kolumn.texts)

    def rad(self, place: int) -> int:
        """The row number a user sees."""
        return place + 1 if self.radnummer is None else self.radnummer[place]

    def bokstav(self, place: int) -> str:
        """The letter a user sees for a column of `kolumner`."""
        return bokstav(place + self.forsta_kolumn)

    def row(self, place: int) -> list[str]:
        """One row as texts."""
        return [kolumn.cell(place) for kolumn in self.kolumner]


def blad_from_arrow(namn: str, columns: Sequence[pa.Array], **more: Any) -> Blad:
    """A sheet from arrow string columns."""
    if columns and len(columns[0]) > MANY_ROWS:
        with ThreadPoolExecutor() as pool:  # Arrow works outside the interpreter lock
            kolumner = tuple(pool.map(Kolumn.from_arrow, columns))
    else:
        kolumner = tuple(Kolumn.from_arrow(column) for column in columns)
    return Blad(namn, kolumner, len(columns[0]) if columns else 0, **more)
