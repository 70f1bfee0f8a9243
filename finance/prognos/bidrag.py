"""What people have added to the system's prognos, line by line, and why: system -> change -> bedömd, which sum to the whole.

Amounts: öre; avvikelse of the full year, plus = överskott. A change is minus when it makes the year worse.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from finance.kub import accumulate
from finance.lage import Lage
from finance.prognos.bedomt import Orsak, Paverkan, nivaer
from finance.prognos.helarsprognos import Helarsprognos
from finance.struktur import Gren, gemensamt_kod


@dataclass(frozen=True, slots=True)
class Skal:
    """One reason. `vem` is "" and `nar` None where it is not kept with the reason (an åtgärd from a file)."""

    orsak: Orsak
    text: str
    vem: str = ""
    nar: datetime | None = None
    forklaring: str = ""


@dataclass(frozen=True, slots=True)
class Bidrag:
    """One line without parts (or a Gemensamt) that people have changed. `per_orsak`: only causes that change something."""

    nod: str
    system_ore: int
    per_orsak: Mapping[Orsak, int]
    skal: tuple[Skal, ...]

    @property
    def andring_ore(self) -> int:
        """What people have changed the avvikelse by."""
        return sum(self.per_orsak.values())

    @property
    def bedomd_ore(self) -> int:
        """The avvikelse that is shown."""
        return self.system_ore + self.andring_ore


@dataclass(frozen=True, slots=True)
class Tillagt:
    """What people have added to a branch. `ovriga_ore`: avvikelse of its lines that nobody has changed.

    `raknas_inte`: what is written but does not count; its `hinder` says why.
    """

    rader: tuple[Bidrag, ...]
    ovriga_ore: int
    raknas_inte: tuple[Paverkan, ...]

    @property
    def system_ore(self) -> int:
        """The system's avvikelse of the whole branch."""
        return self.ovriga_ore + sum(rad.system_ore for rad in self.rader)

    @property
    def andring_ore(self) -> int:
        """What people have changed it by."""
        return sum(rad.andring_ore for rad in self.rader)

    @property
    def per_orsak(self) -> Mapping[Orsak, int]:
        """The same by cause; only causes that change something."""
        sums = {orsak: sum(rad.per_orsak.get(orsak, 0) for rad in self.rader) for orsak in Orsak}
        return {orsak: ore for orsak, ore in sums.items() if ore}


def compute_tillagt(prognos: Helarsprognos, gren: Gren) -> Tillagt:
    """The changed lines of a branch, the largest change first."""
    found = [_bidrag(prognos, nod) for nod in gren.blad if nod in prognos.kub.place]
    changed = [one for one in found if one.skal or one.per_orsak]
    changed.sort(key=lambda one: -abs(one.andring_ore))
    others = sum(one.system_ore for one in found) - sum(one.system_ore for one in changed)
    return Tillagt(tuple(changed), others, _uncounted(prognos, gren))


def _bidrag(prognos: Helarsprognos, nod: str) -> Bidrag:
    lage, row = prognos.lage, prognos.kub.place[nod]
    year = lage.kub.year(lage.period.ar)
    budget = 0 if year is None else int(accumulate(lage.kub.budget[row, :, year, :], 12).sum())
    moved = {orsak: -prognos.moved_by(orsak, [row]) for orsak in Orsak}
    return Bidrag(
        nod=nod,
        system_ore=budget - int(prognos.system[row].sum()),
        per_orsak={orsak: ore for orsak, ore in moved.items() if ore},
        skal=tuple(_reasons(prognos, nod)),
    )


def _reasons(prognos: Helarsprognos, nod: str) -> Iterator[Skal]:
    """Nivåer first; the rest in the order they are laid on."""
    lage = prognos.lage
    here = [one for one in lage.bedomningar if own_line(lage, one.nod) == nod]
    counted = nivaer(lage)
    yield from (Skal(Orsak.NIVA, one.skal, one.vem, one.nar) for one in here if one in counted)
    written = {(one.nod, one.kontogrupp, one.skal or one.typ.namn): one for one in here}
    for one in prognos.paverkan:
        if one.hinder or own_line(lage, one.nod) != nod:
            continue
        by = written.get((one.nod, one.kontogrupp, one.namn)) if one.id is None else None
        if by is None:
            yield Skal(one.orsak, one.namn, forklaring=one.forklaring)
        else:
            yield Skal(one.orsak, one.namn, by.vem, by.nar)


def _uncounted(prognos: Helarsprognos, gren: Gren) -> tuple[Paverkan, ...]:
    """Those of a branch that do not count; `hinder` says why. On the whole nämnd also those whose nod is unknown."""
    everything, lage = gren.foralder is None, prognos.lage
    return tuple(one for one in prognos.paverkan if one.hinder and (everything or own_line(lage, one.nod) in gren.blad))


def own_line(lage: Lage, nod: str) -> str:
    """The line that what is written for a nod acts on: on one with parts its Gemensamt."""
    return gemensamt_kod(nod) if nod == lage.struktur.total_kod else lage.struktur.own_kod(nod)
