"""The report tree: which ledger rows each line (nod) holds, and in what order lines are shown.

A nod selects rows by codes, ranges or lists on ansvar, verksamhet, konto, projekt (all given dimensions must match). Without
any selection it selects the verksamhet with its own kod. A parent's own rows become a line of their own, "Gemensamt <nod>",
and rows that no nod selects become "Ej fördelat", so parts always sum to the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from finance.errors import InvalidValue
from finance.kolumner import Col

EJ_FORDELAT = "ej-fordelat"
EJ_FORDELAT_NAMN = "Ej fördelat"
GEMENSAMT = "-gemensamt"
URVALSKOLUMNER = (Col.ANSVAR, Col.VERKSAMHET, Col.KONTO, Col.PROJEKT)


def gemensamt_kod(kod: str) -> str:
    """The kod of the line "Gemensamt <nod>"."""
    return kod + GEMENSAMT


@dataclass(frozen=True, slots=True)
class Urval:
    """Codes and inclusive ranges on one dimension, as written in the struktur file: `0410, 0420-0429`."""

    dimension: Col
    intervall: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, dimension: Col, text: str) -> "Urval":
        """Read codes, ranges (`-`, en dash or `..`) and lists (comma, semicolon).

        Raises InvalidValue for a range without ends.
        """
        delar = [part.strip() for part in text.replace(";", ",").replace("\u2013", "-").replace("..", "-").split(",")]
        intervall = []
        for part in filter(None, delar):
            low, dash, high = (piece.strip() for piece in part.partition("-"))
            if dash and not (low and high):
                raise InvalidValue(f"Urvalet {part!r} saknar början eller slut. Skriv till exempel 100-199.")
            intervall.append((low, high if dash else low))
        return cls(dimension, tuple(intervall))

    def matches(self, codes: pd.Series) -> pd.Series:
        """A boolean per code. A range compares codes of its ends' length as text, or numbers when its ends differ in length."""
        found = pd.Series(False, index=codes.index)
        for low, high in self.intervall:
            found |= _in_range(codes, low, high)
        return found

    def __str__(self) -> str:
        return ", ".join(low if low == high else f"{low}-{high}" for low, high in self.intervall)


def _in_range(codes: pd.Series, low: str, high: str) -> pd.Series:
    if low == high:
        return codes == low
    if len(low) == len(high):
        return (codes.str.len() == len(low)) & (codes >= low) & (codes <= high)
    numbers = pd.to_numeric(codes.where(codes.str.isdigit()), errors="coerce")
    return (numbers >= int(low)) & (numbers <= int(high)) if low.isdigit() and high.isdigit() else codes == low


@dataclass(frozen=True, slots=True)
class Nod:
    """One row of a struktur file. `overordnad` is None for a root."""

    kod: str
    namn: str
    overordnad: str | None = None
    urval: tuple[Urval, ...] = ()


@dataclass(frozen=True, slots=True)
class Gren:
    """A line of a report: a nod, or one of the derived lines. `blad` are the noder whose own rows it sums, itself included."""

    kod: str
    namn: str
    niva: int
    foralder: str | None
    blad: tuple[str, ...]
    has_children: bool = False


@dataclass(frozen=True)
class Struktur:
    """The tree of one nämnd. `noder` in report order (the file's). Check with `check_struktur` before it is stored."""

    namnd_kod: str
    namnd_namn: str
    noder: tuple[Nod, ...]

    @cached_property
    def by_kod(self) -> Mapping[str, Nod]:
        return {nod.kod: nod for nod in self.noder}

    @cached_property
    def children(self) -> Mapping[str | None, tuple[Nod, ...]]:
        """Noder by överordnad; None holds the roots."""
        found: dict[str | None, list[Nod]] = {}
        for nod in self.noder:
            found.setdefault(nod.overordnad if nod.overordnad in self.by_kod else None, []).append(nod)
        return {kod: tuple(noder) for kod, noder in found.items()}

    @cached_property
    def root(self) -> Nod | None:
        """The nod that is the nämnd itself: the only root, when it has children."""
        roots = self.children.get(None, ())
        return roots[0] if len(roots) == 1 and roots[0].kod in self.children else None

    @property
    def total_kod(self) -> str:
        """The kod of the total line."""
        return self.root.kod if self.root else self.namnd_kod

    def own_kod(self, kod: str) -> str:
        """Where a nod's own rows are shown: the nod itself, or its "Gemensamt" line when it has children."""
        return gemensamt_kod(kod) if kod in self.children else kod

    def depth(self, kod: str) -> int:
        """Steps to the root of the nod's branch (a root is 0)."""
        steps, nod = 0, self.by_kod[kod]
        while nod.overordnad is not None and nod.overordnad in self.by_kod:
            steps, nod = steps + 1, self.by_kod[nod.overordnad]
        return steps

    def assign(self, keys: pd.DataFrame) -> pd.Series:
        """The nod (leaf, Gemensamt or Ej fördelat) of each row of `keys` (columns URVALSKOLUMNER, text).

        Where several noder select a row, the deepest wins, then the one with most dimensions, then the first in the file. A row
        without ansvar that nothing selects goes to the nod whose kod is its verksamhet: a file told per nod, by kod or name.
        """
        nod_of = pd.Series(EJ_FORDELAT, index=keys.index, dtype=object)
        plain = {nod.kod: self.own_kod(nod.kod) for nod in self.noder if not nod.urval}
        own = keys[Col.VERKSAMHET].map(plain)
        nod_of = nod_of.where(own.isna(), own)
        depth_of = own.map({self.own_kod(kod): self.depth(kod) for kod in plain}).astype(float).fillna(-1.0)
        order = sorted((n for n in self.noder if n.urval), key=lambda n: (-self.depth(n.kod), -len(n.urval)))
        taken = pd.Series(False, index=keys.index)
        for nod in order:
            hit = ~taken & (depth_of <= self.depth(nod.kod))
            for urval in nod.urval:
                hit &= urval.matches(keys[urval.dimension])
            nod_of = nod_of.mask(hit, self.own_kod(nod.kod))
            taken |= hit
        by_own_kod = keys[Col.VERKSAMHET].map({nod.kod: self.own_kod(nod.kod) for nod in self.noder})
        named = (nod_of == EJ_FORDELAT) & (keys[Col.ANSVAR] == "") & by_own_kod.notna()
        return nod_of.mask(named, by_own_kod)

    def grenar(self, used: Iterable[str]) -> tuple[Gren, ...]:
        """The report's lines, a parent before its children, the total last.

        `used`: kods (as `assign` gives them, or with a bedömning) that have figures; Gemensamt and Ej fördelat lines are
        shown only then.
        """
        present = set(used)
        rows: list[Gren] = []
        total = self.total_kod
        blad: list[str] = []
        for nod in self.children.get(self.root.kod if self.root else None, ()):
            blad += self._walk(nod, 1, total, present, rows)
        name = self.root.namn if self.root else self.namnd_namn
        for kod, namn in ((gemensamt_kod(total), f"Gemensamt {name}"), (EJ_FORDELAT, EJ_FORDELAT_NAMN)):
            if kod in present:
                rows.append(Gren(kod, namn, 1, total, (kod,)))
                blad.append(kod)
        return (*rows, Gren(total, name, 0, None, tuple(blad), has_children=True))

    def _walk(self, nod: Nod, niva: int, foralder: str, present: set[str], rows: list[Gren]) -> list[str]:
        children = self.children.get(nod.kod, ())
        place = len(rows)
        blad = [] if children else [nod.kod]
        for child in children:
            blad += self._walk(child, niva + 1, nod.kod, present, rows)
        if children and (own := gemensamt_kod(nod.kod)) in present:
            rows.append(Gren(own, f"Gemensamt {nod.namn}", niva + 1, nod.kod, (own,)))
            blad.append(own)
        rows.insert(place, Gren(nod.kod, nod.namn, niva, foralder, tuple(blad), bool(children)))
        return blad


def struktur_from_verksamheter(namnd_kod: str, namnd_namn: str, namn: Mapping[str, str]) -> Struktur:
    """The tree of a nämnd without a struktur file: each verksamhet in the ledger is a line, by kod.

    `namn`: kod -> name ("" if none).
    """
    noder = tuple(Nod(kod, namn[kod] or kod) for kod in sorted(namn) if kod)
    return Struktur(namnd_kod, namnd_namn, noder)


def check_struktur(noder: Sequence[Nod]) -> list[tuple[int, str]]:
    """What is wrong with a struktur: (place in `noder`, Swedish sentence). Empty when it can be used."""
    faults: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    kods = {nod.kod for nod in noder}
    parents = {nod.kod: nod.overordnad for nod in noder}
    for place, nod in enumerate(noder):
        if nod.kod in seen:
            faults.append((place, f"Koden {nod.kod} finns redan (nod {seen[nod.kod] + 1} i ordningen)."))
        seen.setdefault(nod.kod, place)
        if nod.overordnad is not None and nod.overordnad not in kods:
            faults.append((place, f"Överordnad {nod.overordnad} finns inte bland koderna."))
        elif _is_own_ancestor(nod.kod, parents):
            faults.append((place, f"Koden {nod.kod} är överordnad sig själv."))
    return faults


def _is_own_ancestor(kod: str, parents: Mapping[str, str | None]) -> bool:
    above, steps = parents.get(kod), 0
    while above is not None and steps <= len(parents):
        if above == kod:
            return True
        above, steps = parents.get(above), steps + 1
    return False
