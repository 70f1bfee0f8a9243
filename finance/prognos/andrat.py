"""What changed since the last round: the prognos now against the prognos then, per line, split by cause to the öre.

Every amount is an effect on the full year's avvikelse: plus = better, minus = worse. Two rounds are compared month by month:
those closed now differ by utfall, those ahead by what each cause says of them (docs/metoder.md#andrat).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from finance.period import Period
from finance.prognos.bedomt import Orsak
from finance.prognos.metoder import Metod
from finance.prognos.omgang import Omgang, Omgangsrad


class Andringsorsak(StrEnum):
    """Why a prognos moved. In the order of the bridge."""

    UTFALL = "nytt_utfall"
    RATTAT = "rattat_utfall"
    TAKT = "ny_takt"
    VOLYM = "volym"
    PLACERING = "placeringar"
    METOD = "metod"
    HANDELSE = "handelser"
    ATGARD = "atgarder"
    BEDOMNING = "bedomning"
    BUDGET = "budget"
    STRUKTUR = "struktur"

    @property
    def namn(self) -> str:
        """For people: short, for a bridge or a column."""
        return _NAMN[self]


_NAMN = {
    Andringsorsak.UTFALL: "Nytt utfall",
    Andringsorsak.RATTAT: "Rättat utfall",
    Andringsorsak.TAKT: "Ny takt",
    Andringsorsak.VOLYM: "Volym och pris",
    Andringsorsak.PLACERING: "Placeringar",
    Andringsorsak.METOD: "Annan metod",
    Andringsorsak.HANDELSE: "Händelser",
    Andringsorsak.ATGARD: "Åtgärder",
    Andringsorsak.BEDOMNING: "Bedömning",
    Andringsorsak.BUDGET: "Budget",
    Andringsorsak.STRUKTUR: "Flyttat",
}
Effekter = Mapping[Andringsorsak, int]


@dataclass(frozen=True, slots=True)
class Radandring:
    """A line then and now, None where it was not there. `orsaker`: those that are not 0; they sum to `andring_ore`."""

    nod: str
    namn: str
    niva: int
    foralder: str | None
    har_delar: bool
    avvikelse_fore_ore: int | None
    avvikelse_nu_ore: int | None
    orsaker: Effekter

    @property
    def andring_ore(self) -> int:
        """Avvikelse now - then: plus = better."""
        return (self.avvikelse_nu_ore or 0) - (self.avvikelse_fore_ore or 0)


@dataclass(frozen=True)
class Prognosandring:
    """All lines of today in report order, then lines that are gone, then the total.

    `nya_manader`: months closed since then (1-12).
    """

    namnd: str
    period: Period
    mot: Period
    nya_manader: tuple[int, ...]
    rader: tuple[Radandring, ...]

    @property
    def total(self) -> Radandring:
        """The nämnd's own line."""
        return self.rader[-1]

    def rad(self, nod: str) -> Radandring | None:
        """The line of a nod, None where neither round has it."""
        return next((rad for rad in self.rader if rad.nod == nod), None)

    def label(self, rad: Radandring) -> str:
        """The line's name; with the name of what it belongs to where another line has the same."""
        same = sum(one.namn == rad.namn for one in self.rader) > 1
        above = self.rad(rad.foralder) if same and rad.foralder else None
        return f"{rad.namn}, {above.namn}" if above else rad.namn

    def delar(self, nod: str) -> tuple[Radandring, ...]:
        """The lines right below a nod."""
        return tuple(rad for rad in self.rader if rad.foralder == nod)

    def under(self, nod: str) -> tuple[Radandring, ...]:
        """The lines without parts that a nod is made of; itself when it has none."""
        below = self.delar(nod)
        own = tuple(rad for rad in self.rader if rad.nod == nod)
        return tuple(rad for part in below for rad in self.under(part.nod)) if below else own


def compute_andring(nu: Omgang, fore: Omgang) -> Prognosandring:
    """Two rounds of the same year. Each line's causes sum to its change, and lines without parts to the total."""
    blad = {rad.nod for one in (nu, fore) for rad in one.rader if rad.nod not in one.delar}
    leaves = {kod: _leaf(nu, fore, kod) for kod in blad}
    lines = [_line(nu, fore, rad, leaves) for rad in nu.rader[:-1]]
    gone = [_gone(rad, leaves) for rad in fore.rader[:-1] if rad.nod not in nu.by_nod and rad.nod not in fore.delar]
    closed = tuple(range(fore.stangd + 1, nu.stangd + 1))
    total = _total(nu, fore, leaves)
    return Prognosandring(nu.namnd, nu.period, fore.period, closed, (*lines, *gone, total))


def _leaf(nu: Omgang, fore: Omgang, kod: str) -> Effekter:
    now, then = nu.blad_rad(kod), fore.blad_rad(kod)
    if now is not None and then is not None and now.helniva and then.helniva:
        return _clean(
            {
                Andringsorsak.BEDOMNING: then.prognos_ore - now.prognos_ore,
                Andringsorsak.BUDGET: now.budget_helar_ore - then.budget_helar_ore,
            }
        )
    found = _causes(now, then, nu.stangd, fore.stangd)
    if now is None or then is None:  # came, went or was moved: what no person has said goes together
        by_people = (Andringsorsak.HANDELSE, Andringsorsak.ATGARD, Andringsorsak.BEDOMNING)
        said = {cause: found[cause] for cause in by_people}
        return _clean({**said, Andringsorsak.STRUKTUR: sum(found.values()) - sum(said.values())})
    return _clean(found)


def _causes(now: Omgangsrad | None, then: Omgangsrad | None, closed: int, closed_then: int) -> dict[Andringsorsak, int]:
    def change(first: int, last: int, what: str) -> int:
        """The months first+1 to last: then - now, so that more cost is minus."""
        return sum(_months(then, what)[first:last]) - sum(_months(now, what)[first:last])

    both = min(closed, closed_then)
    found = dict.fromkeys(Andringsorsak, 0)
    found[Andringsorsak.RATTAT] = change(0, both, "manader")
    found[Andringsorsak.UTFALL] = change(both, closed, "manader")
    found[_system_cause(now, then)] += change(closed, 12, "system")
    found[Andringsorsak.HANDELSE] = change(closed, 12, Orsak.HANDELSE)
    found[Andringsorsak.ATGARD] = change(closed, 12, Orsak.ATGARD)
    found[Andringsorsak.BEDOMNING] = change(closed, 12, Orsak.TILLAGG) + change(closed, 12, Orsak.NIVA)
    found[Andringsorsak.BUDGET] = (now.budget_helar_ore if now else 0) - (then.budget_helar_ore if then else 0)
    return found


def _months(rad: Omgangsrad | None, what: str) -> tuple[int, ...]:
    if rad is None:
        return (0,) * 12
    if what == "manader":
        return rad.manader
    return rad.systemmanader if what == "system" else rad.cause(Orsak(what))


def _system_cause(now: Omgangsrad | None, then: Omgangsrad | None) -> Andringsorsak:
    if now is None or then is None or not (any(now.systemmanader) and any(then.systemmanader)):
        return Andringsorsak.TAKT
    if now.systemmetod != then.systemmetod:
        return Andringsorsak.METOD
    special = {Metod.VOLYM_PRIS: Andringsorsak.VOLYM, Metod.PLACERINGSLISTA: Andringsorsak.PLACERING}
    return next((cause for metod, cause in special.items() if metod.value == now.systemmetod), Andringsorsak.TAKT)


def _clean(found: Effekter) -> Effekter:
    return {cause: found[cause] for cause in Andringsorsak if found.get(cause)}


def _sum(leaves: Mapping[str, Effekter], koder: Collection[str]) -> dict[Andringsorsak, int]:
    found: dict[Andringsorsak, int] = {}
    for kod in sorted(koder):
        for cause, ore in leaves[kod].items():
            found[cause] = found.get(cause, 0) + ore
    return found


def _line(nu: Omgang, fore: Omgang, rad: Omgangsrad, leaves: Mapping[str, Effekter]) -> Radandring:
    """A line of today; what moved into it or out of it is Flyttat."""
    then = fore.by_nod.get(rad.nod)
    before = None if then is None else then.avvikelse_ore
    now_blad, then_blad = set(nu.blad(rad.nod)), set(fore.blad(rad.nod)) if then else set()
    both_times = {kod for kod in now_blad | then_blad if nu.blad_rad(kod) and fore.blad_rad(kod)}
    found = _sum(leaves, (now_blad | then_blad) - ((now_blad ^ then_blad) & both_times))
    rest = rad.avvikelse_ore - (before or 0) - sum(found.values())
    found[Andringsorsak.STRUKTUR] = found.get(Andringsorsak.STRUKTUR, 0) + rest
    return _radandring(rad, before, rad.avvikelse_ore, found)


def _gone(rad: Omgangsrad, leaves: Mapping[str, Effekter]) -> Radandring:
    return _radandring(rad, rad.avvikelse_ore, None, leaves[rad.nod])


def _total(nu: Omgang, fore: Omgang, leaves: Mapping[str, Effekter]) -> Radandring:
    return _radandring(nu.total, fore.total.avvikelse_ore, nu.total.avvikelse_ore, _sum(leaves, leaves))


def _radandring(rad: Omgangsrad, before: int | None, now: int | None, found: Effekter) -> Radandring:
    return Radandring(rad.nod, rad.namn, rad.niva, rad.foralder, rad.har_delar, before, now, _clean(found))
