"""What a small change of each lever is worth, so that a person knows where to look first.

Amounts: öre of the full-year avvikelse, plus = better.
"""

from collections.abc import Iterator
from decimal import Decimal

from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER
from finance.period import MANADER
from finance.prognos.helarsprognos import Helarsprognos
from finance.prognos.placeringslista import compute_placeringslista, sum_types
from finance.prognos.prisantaganden import price_at
from finance.prognos.scenario import compute_effekter, list_forsenbara
from finance.prognos.volympris import compute_volympris
from finance.prognos.volymsvar import Smaandring, small_changes
from finance.store import Spak, Spakslag
from finance.struktur import EJ_FORDELAT

FLEST_MATT = 2
FLEST_ATGARDER = 2
LON, PO = "Månadslön", "PO-pålägg"


def list_small_changes(prognos: Helarsprognos) -> tuple[Smaandring, ...]:
    """The costliest coupled volumes, the largest åtgärder, one placering and one vakans; none for a closed year."""
    if prognos.last_closed >= 12:
        return ()
    found = (*_volumes(prognos), *_placering(prognos), *_vakans(prognos), *_atgarder(prognos))
    return tuple(sorted(found, key=lambda one: -abs(one.ore)))


def _name(prognos: Helarsprognos, nod: str) -> str:
    return next((gren.namn for gren in prognos.lage.struktur.grenar(prognos.kub.noder) if gren.kod == nod), nod)


def _volumes(prognos: Helarsprognos) -> Iterator[Smaandring]:
    closed = prognos.last_closed
    mal = sorted(compute_volympris(prognos.lage).mal, key=lambda one: -abs(sum(one.manader[closed:])))
    for one in mal[:FLEST_MATT]:
        yield from small_changes(one, _name(prognos, one.nod))


def _placering(prognos: Helarsprognos) -> Iterator[Smaandring]:
    """One fewer of the type that costs most, in the first month ahead."""
    lista, manad = compute_placeringslista(prognos.lage), prognos.last_closed + 1
    row = next((row for row in sum_types(lista) if row.median_ore), None)
    if row is None or row.median_ore is None:
        return
    mine = [one for one in lista.pagaende if one.rad.typ == row.typ and one.rad.nod in prognos.kub.place]
    if not mine:
        return
    tal = (("antal", Decimal(-1)), ("dygnspris", Decimal(row.median_ore) / 100))
    spak = Spak(Spakslag.PLACERING, mine[0].rad.nod, om=row.typ, fran=manad, till=manad, tal=tal)
    yield from _effect(prognos, spak, f"En placering färre ({row.typ}) i {MANADER[manad - 1]}")


def _vakans(prognos: Helarsprognos) -> Iterator[Smaandring]:
    """One empty tjänst in the first month ahead, where lön and PO are assumed, on the line with most Personal."""
    lage, manad = prognos.lage, prognos.last_closed + 1
    lon, po = (price_at(lage.prisantaganden, namn, lage.period.ar * 100 + manad) for namn in (LON, PO))
    lines = [nod for nod in prognos.kub.noder if nod != EJ_FORDELAT]
    if lon is None or po is None or not lines:
        return
    personal = prognos.prognos[:, GRUPPER.index(Kontogrupp.PERSONAL)]
    nod = max(lines, key=lambda one: int(personal[prognos.kub.place[one]]))
    tal = (("antal", Decimal(1)), ("lon", lon.varde), ("po", po.varde))
    spak = Spak(Spakslag.VAKANS, nod, fran=manad, till=manad, tal=tal)
    yield from _effect(prognos, spak, f"En vakant tjänst i {MANADER[manad - 1]}")


def _atgarder(prognos: Helarsprognos) -> Iterator[Smaandring]:
    largest = sorted(list_forsenbara(prognos), key=lambda one: -abs(sum(one.manader)))[:FLEST_ATGARDER]
    for one in largest:
        spak = Spak(Spakslag.ATGARD, one.nod, om=one.namn, tal=(("manader", Decimal(1)),))
        yield from _effect(prognos, spak, f"Åtgärden {one.namn} en månad senare")


def _effect(prognos: Helarsprognos, spak: Spak, om: str) -> Iterator[Smaandring]:
    effekt = compute_effekter(prognos, [spak])[0]
    if not effekt.hinder:
        yield Smaandring(om, _name(prognos, effekt.nod), -effekt.helar_ore)
