"""Collecting findings while a file is read: complete, one per faulty row, with a closing sentence where there are very many."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from finance.inlasning.modell import Anmarkning, Fraga, Niva

MOST = 50_000
"""Findings of one kind and sheet that are listed: no person mends more; the rest are counted in a closing sentence."""


@dataclass
class Fynd:
    """Findings and questions of one file, in the order found."""

    anmarkningar: list[Anmarkning] = field(default_factory=list)
    fragor: list[Fraga] = field(default_factory=list)
    _antal: Counter[tuple[str | None, str, Niva]] = field(default_factory=Counter)

    def add(
        self,
        niva: Niva,
        kod: str,
        text: str,
        atgard: str = "",
        *,
        blad: str | None = None,
        rad: int | None = None,
        kolumn: str | None = None,
    ) -> None:
        """Note one finding."""
        blad = blad or None  # a csv has no sheets
        self._antal[(blad, kod, niva)] += 1
        if self._antal[(blad, kod, niva)] <= MOST:
            self.anmarkningar.append(Anmarkning(niva, kod, text, atgard, blad, rad, kolumn))

    def fel(
        self,
        kod: str,
        text: str,
        atgard: str = "",
        *,
        blad: str | None = None,
        rad: int | None = None,
        kolumn: str | None = None,
    ) -> None:
        """A finding that refuses the file."""
        self.add(Niva.FEL, kod, text, atgard, blad=blad, rad=rad, kolumn=kolumn)

    def varning(
        self,
        kod: str,
        text: str,
        atgard: str = "",
        *,
        blad: str | None = None,
        rad: int | None = None,
        kolumn: str | None = None,
    ) -> None:
        """A finding to look at."""
        self.add(Niva.VARNING, kod, text, atgard, blad=blad, rad=rad, kolumn=kolumn)

    def upplysning(
        self, kod: str, text: str, *, blad: str | None = None, rad: int | None = None, kolumn: str | None = None
    ) -> None:
        """Something that was done."""
        self.add(Niva.UPPLYSNING, kod, text, blad=blad, rad=rad, kolumn=kolumn)

    def has_fel(self, blad: str | None = None) -> bool:
        """Whether anything refuses the file (or the sheet)."""
        return any(a.niva is Niva.FEL and (blad is None or a.blad == blad) for a in self.anmarkningar)

    def finish(self) -> tuple[Anmarkning, ...]:
        """All findings, gravest first, each kind that was cut closed by a sentence with the number left out."""
        order = {Niva.FEL: 0, Niva.VARNING: 1, Niva.UPPLYSNING: 2}
        return tuple(sorted([*self.anmarkningar, *self._closings()], key=lambda a: order[a.niva]))

    def _closings(self) -> Iterable[Anmarkning]:
        for (blad, kod, niva), antal in self._antal.items():
            if antal > MOST:
                text = f"Ytterligare {antal - MOST} rader har samma anmärkning; de {MOST} första visas."
                yield Anmarkning(niva, kod, text, "Rätta de rader som visas och läs in filen igen.", blad)
