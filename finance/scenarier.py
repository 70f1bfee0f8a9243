"""What the year becomes with a scenario, line by line, beside the prognos as it is; and a scenario as bedömningar.

Nothing here changes the prognos. A line's interval is the system's, moved by as much as the scenario moves its cost: the levers
are taken for certain (docs/metoder.md#scenario). Amounts: öre; avvikelse plus = överskott, cost canonical (kostnad +).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from finance.bedomning import Bedomning, Bedomningstyp
from finance.errors import InvalidValue
from finance.inlasning.modell import Bedomningsrad
from finance.kub import GRUPPER, Ore
from finance.lage import Lage
from finance.laggning import to_bedomningsrad
from finance.period import Period
from finance.prognos.bedomt import EJ_FORDELAT_GRUPP, branch_rows, nivaer
from finance.prognos.bidrag import own_line
from finance.prognos.helarsprognos import Helarsprognos, probability_of_keeping
from finance.prognos.scenario import Effekt, compute_effekter, effekt_matris, group_column
from finance.store import Scenario, Spak
from finance.struktur import gemensamt_kod
from finance.uppfoljning import Rad, Uppfoljning

FLYTTAD = "flyttad av scenariot"


@dataclass(frozen=True, eq=False)
class Scenarioutfall:
    """`nu`: the prognos as it is; `med`: the same table with the scenario. `matris`: (noder, kontogrupper + 1, 12), öre."""

    prognos: Helarsprognos
    nu: Uppfoljning
    med: Uppfoljning
    effekter: tuple[Effekt, ...]
    matris: Ore

    @cached_property
    def andrade(self) -> tuple[str, ...]:
        """The lines that the scenario moves, parents too, in report order, the total last; none of them twice."""
        pairs = zip(self.nu.rader, self.med.rader, strict=True)
        return tuple(before.nod for before, after in pairs if before.prognos_ore != after.prognos_ore)

    @property
    def raknade(self) -> tuple[Effekt, ...]:
        """The levers that do something."""
        return tuple(one for one in self.effekter if not one.hinder)

    def effekt_ore(self, nod: str) -> int:
        """What the scenario changes the full-year avvikelse of a line by (plus = better)."""
        return self.med.rad(nod).prognosavvikelse_ore - self.nu.rad(nod).prognosavvikelse_ore


def compute_scenario(prognos: Helarsprognos, nu: Uppfoljning, spakar: Sequence[Spak]) -> Scenarioutfall:
    """The table with the levers on top. `nu`: the table of the same prognos, per nod."""
    effekter = compute_effekter(prognos, spakar)
    matris = effekt_matris(prognos, effekter)
    per_nod = matris.sum(axis=(1, 2))
    lines = {gren.kod: prognos.kub.rows(gren.blad) for gren in prognos.lage.struktur.grenar(prognos.kub.noder)}
    moved = tuple(_moved(rad, int(per_nod[lines[rad.nod]].sum())) for rad in nu.rader)
    matris.setflags(write=False)
    return Scenarioutfall(prognos, nu, replace(nu, rader=moved), effekter, matris)


def _moved(rad: Rad, ore: int) -> Rad:
    if not ore:
        return rad
    avvikelse, low, high = rad.prognosavvikelse_ore - ore, rad.low_ore + ore, rad.high_ore + ore
    known = rad.prognosavvikelse_procent is not None
    return replace(
        rad,
        prognos_ore=rad.prognos_ore + ore,
        low_ore=low,
        high_ore=high,
        prognosavvikelse_ore=avvikelse,
        prognosavvikelse_procent=100 * avvikelse / abs(rad.budget_helar_ore) if known else None,
        sannolikhet=None if rad.sannolikhet is None else probability_of_keeping(rad.budget_helar_ore, low, high),
        metod_text=f"{rad.metod_text}, {FLYTTAD}",
    )


@dataclass(frozen=True, slots=True)
class Jamforelserad:
    """A saved scenario in the comparison. `hinder`: its levers that do nothing now, and why."""

    namn: str
    total: Rad
    effekt_ore: int  # of the full-year avvikelse, plus = better
    hinder: tuple[str, ...]


def compare_scenarier(prognos: Helarsprognos, nu: Uppfoljning, scenarier: Sequence[Scenario]) -> tuple[Jamforelserad, ...]:
    """Each scenario on the same prognos, by itself; they are not laid on each other."""
    return tuple(_jamforelse(one.namn, compute_scenario(prognos, nu, one.spakar)) for one in scenarier)


def _jamforelse(namn: str, utfall: Scenarioutfall) -> Jamforelserad:
    total = utfall.med.total
    hinder = tuple(f"{one.namn}: {one.hinder}" for one in utfall.effekter if one.hinder)
    return Jamforelserad(namn, total, utfall.effekt_ore(total.nod), hinder)


def scenario_skal(namn: str) -> str:
    """The reason of bedömningar that come from a scenario."""
    return f"Scenario: {namn}"


def is_bedomd(lage: Lage, namn: str) -> bool:
    """Whether the prognos holds the scenario already, as bedömningar."""
    return any(f"{scenario_skal(namn)}. " in f"{one.skal}. " for one in lage.bedomningar)


def list_bedomningar(utfall: Scenarioutfall, namn: str) -> tuple[Bedomningsrad, ...]:
    """The bedömningar that make the prognos what the scenario shows.

    A tillägg per line and kontogrupp; where a nivå stands, a tillägg would not count (DESIGN 6.1), so the nivå is moved by as
    much. Tillägg that are there already are kept. Raises InvalidValue when the prognos holds the scenario already.
    """
    lage, period = utfall.prognos.lage, utfall.prognos.lage.period
    if is_bedomd(lage, namn):
        raise InvalidValue(
            f"Scenariot {namn} är redan en bedömning. Ångra den i Lägg prognos, eller ge scenariot ett nytt namn."
        )
    skal = scenario_skal(namn)
    return (*_tillagg(utfall, lage, period, skal), *_nivaer(utfall, lage, period, skal))


def _tillagg(utfall: Scenarioutfall, lage: Lage, period: Period, skal: str) -> Iterator[Bedomningsrad]:
    for row, nod in enumerate(utfall.prognos.kub.noder):
        said = _said_nod(lage, nod)
        for column in np.flatnonzero(utfall.matris[row].sum(axis=1)):
            kontogrupp = "" if column == EJ_FORDELAT_GRUPP else GRUPPER[column].value
            if _has_niva(lage, said, int(column)):
                continue
            same = [b for b in lage.bedomningar if (b.nod, b.kontogrupp, b.typ) == (said, kontogrupp, Bedomningstyp.TILLAGG)]
            yield from (to_bedomningsrad(one, period) for one in same)
            months = [int(ore) for ore in utfall.matris[row, column]]
            yield _nytt_tillagg(said, kontogrupp, months, period, skal)


def _nytt_tillagg(nod: str, kontogrupp: str, months: Sequence[int], period: Period, skal: str) -> Bedomningsrad:
    """The sum over the months that it changes, spread evenly on them as every tillägg is."""
    changed = [manad for manad, ore in enumerate(months, start=1) if ore]
    return Bedomningsrad(
        nod=nod,
        kontogrupp=kontogrupp,
        typ=Bedomningstyp.TILLAGG.value,
        avvikelse_ore=-sum(months),
        kostnad_ore=None,
        ar=period.ar,
        period=period.key,
        fran=period.ar * 100 + changed[0],
        till=period.ar * 100 + changed[-1],
        skal=skal,
        blad="",
        rad=0,
    )


def _said_nod(lage: Lage, nod: str) -> str:
    """The nod of the struktur whose own line this is: a bedömning on it acts on its Gemensamt."""
    own = {own_line(lage, one.kod): one.kod for one in lage.struktur.noder}
    own[gemensamt_kod(lage.struktur.total_kod)] = lage.struktur.total_kod
    return own.get(nod, nod)


def _has_niva(lage: Lage, nod: str, column: int) -> bool:
    levels = (b for b in nivaer(lage) if b.nod == nod)
    return any(not b.kontogrupp or group_column(b.kontogrupp) == column for b in levels)


def _nivaer(utfall: Scenarioutfall, lage: Lage, period: Period, skal: str) -> Iterator[Bedomningsrad]:
    """Every nivå that the scenario goes through, on the line itself or above it."""
    changes = utfall.matris.sum(axis=2)
    for one in nivaer(lage):
        if one.kontogrupp:
            rows = utfall.prognos.kub.rows((own_line(lage, one.nod),))
            ore = int(changes[rows, group_column(one.kontogrupp)].sum())
        else:
            ore = int(changes[branch_rows(lage, one.nod)].sum())
        if ore:
            yield _moved_niva(one, ore, period, skal)


def _moved_niva(one: Bedomning, ore: int, period: Period, skal: str) -> Bedomningsrad:
    """`ore`: change of cost."""
    rad = to_bedomningsrad(one, period)
    reason = f"{one.skal.rstrip('.')}. {skal}" if one.skal else skal
    if rad.avvikelse_ore is not None:
        return replace(rad, avvikelse_ore=rad.avvikelse_ore - ore, skal=reason)
    return replace(rad, kostnad_ore=(rad.kostnad_ore or 0) + ore, skal=reason)
