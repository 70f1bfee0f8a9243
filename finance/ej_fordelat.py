"""What no nod selects: which codes it stands on, and a quick way to place them.

Öre, canonical sign (kostnad +), drift only, so the list sums to the line "Ej fördelat" of the uppföljning.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from finance.errors import HelarError, InvalidValue
from finance.kolumner import Col, Slag
from finance.kub import SALDO, with_nod
from finance.lage import Lage, read_lage
from finance.mottagning.kontext import list_verksamheter
from finance.mottagning.strukturer import save_struktur
from finance.period import Period
from finance.store import Store, apply_byten, find_struktur, read_namn, read_saldo
from finance.struktur import EJ_FORDELAT, URVALSKOLUMNER, Nod, Struktur, Urval


@dataclass(frozen=True, slots=True)
class OfordeladRad:
    """One combination of codes that no nod selects. `utfall_ore`, `budget_ore`: January to the period."""

    ansvar: str
    verksamhet: str
    konto: str
    projekt: str
    namn: Mapping[Col, str]  # of those of the codes that have one
    utfall_ore: int
    budget_ore: int
    budget_helar_ore: int

    def kod(self, dimension: Col) -> str:
        """The code in one dimension, "" for none."""
        return str(getattr(self, dimension.value))


def list_ej_fordelat(store: Store, namnd: str, period: Period, *, as_of: datetime | None = None) -> tuple[OfordeladRad, ...]:
    """The combinations with utfall to the period or budget in its year, the largest amount first. Raises UnknownNamnd."""
    with store.read():
        lage = read_lage(store, namnd, period, as_of=as_of)
        return _list(store, lage)


def _list(store: Store, lage: Lage) -> tuple[OfordeladRad, ...]:
    kod, year = lage.namnd.kod, lage.period.ar * 100
    until = year + (15 if lage.period.manad >= 12 else lage.period.manad)
    keys = [col.value for col in URVALSKOLUMNER]
    wanted = ((Slag.UTFALL, until), (Slag.BUDGET, until), (Slag.BUDGET, year + 15))
    sums = [_unplaced(store, lage, slag, last).groupby(keys)[Col.ORE].sum() for slag, last in wanted]
    table = pd.concat(sums, axis=1).fillna(0).astype("int64")
    names = {dimension: read_namn(store, kod, dimension, as_of=lage.as_of) for dimension in URVALSKOLUMNER}
    rows = zip(table.index, table.to_numpy().tolist(), strict=True)
    return tuple(sorted((_row(codes, amounts, names) for codes, amounts in rows if any(amounts)), key=_largest_first))


def _row(codes: Sequence[str], amounts: Sequence[int], names: Mapping[Col, Mapping[str, str]]) -> OfordeladRad:
    by_dimension = dict(zip(URVALSKOLUMNER, codes, strict=True))
    namn = {dimension: names[dimension][code] for dimension, code in by_dimension.items() if code in names[dimension]}
    return OfordeladRad(codes[0], codes[1], codes[2], codes[3], namn, amounts[0], amounts[1], amounts[2])


def _largest_first(rad: OfordeladRad) -> tuple[object, ...]:
    return (-max(abs(rad.utfall_ore), abs(rad.budget_helar_ore)), *(rad.kod(dimension) for dimension in URVALSKOLUMNER))


def _unplaced(store: Store, lage: Lage, slag: Slag, until: int) -> pd.DataFrame:
    first = lage.period.ar * 100 + 1
    saldo = read_saldo(store, lage.namnd.kod, slag, as_of=lage.as_of, fran=first, till=until, per=SALDO)
    saldo = apply_byten(saldo, lage.byten, period=lage.period.key)
    mapped = with_nod(saldo, lage.struktur, lage.kontoplan)
    return mapped[mapped[Col.NOD] == EJ_FORDELAT]


def place_ej_fordelat(
    store: Store, namnd: str, val: Mapping[str, str] | Sequence[Urval], nod: str, *, period: Period | None = None, vem: str
) -> int:
    """Let `nod` select some codes too: a new version of the struktur that holds in `period`. Gives the inläsning's id.

    `val`: dimension (verksamhet, ansvar, konto, projekt) -> codes as a struktur file writes them, or Urval. The rest of the
    struktur is unchanged, and undoing the inläsning takes the change back. Raises HelarError where there is no struktur, and
    InvalidValue where the nod cannot select them without taking in or losing other rows.
    """
    more = tuple(val) if not isinstance(val, Mapping) else tuple(_parse(dim, text) for dim, text in val.items())
    with store.write():
        found = find_struktur(store, namnd, period=period)
        if found is None:
            raise HelarError("Nämnden har ingen struktur att placera i. Läs in en strukturfil först.")
        target = found.struktur.by_kod.get(nod)
        if target is None:
            raise InvalidValue(f"Noden {nod} finns inte i nämndens struktur.")
        changed = dataclasses.replace(target, urval=_widened(target, more, list_verksamheter(store, namnd)))
        noder = tuple(changed if one.kod == nod else one for one in found.struktur.noder)
        _check_nothing_else_moves(store, found.struktur, dataclasses.replace(found.struktur, noder=noder), target)
        return save_struktur(
            store, namnd, noder, galler_fran=found.galler_fran, vem=vem, skal=f"{_told(more)} placerades i {nod} {target.namn}."
        )


def _check_nothing_else_moves(store: Store, before: Struktur, after: Struktur, target: Nod) -> None:
    """Raises InvalidValue when a row that some nod selects today would be another nod's."""
    keys = list(URVALSKOLUMNER)
    frames = [read_saldo(store, before.namnd_kod, slag, per=URVALSKOLUMNER)[keys] for slag in (Slag.UTFALL, Slag.BUDGET)]
    rows = pd.concat(frames, ignore_index=True).drop_duplicates(ignore_index=True)
    was, becomes = before.assign(rows), after.assign(rows)
    lost = sorted(set(was[(was != becomes) & (was != EJ_FORDELAT)]))
    if lost:
        raise InvalidValue(
            f"{target.kod} {target.namn} skulle också ta rader från {', '.join(lost)}. Placera koder som bara de ofördelade "
            "raderna har, eller ändra strukturen i strukturfilen och läs in den."
        )


def _parse(dimension: str, text: str) -> Urval:
    if dimension not in [col.value for col in URVALSKOLUMNER]:
        raise InvalidValue(f"{dimension!r} kan inte väljas. Välj verksamhet, ansvar, konto eller projekt.")
    return Urval.parse(Col(dimension), text)


def _widened(nod: Nod, more: Sequence[Urval], used: set[str]) -> tuple[Urval, ...]:
    """The selection that takes what it took, and `more`. Dimensions narrow each other, so they must be the same."""
    if not more or not all(one.intervall for one in more):
        raise InvalidValue("Inga koder att placera. Ange till exempel verksamheten 0415.")
    own = nod.urval
    if not own and (nod.kod in used or any(one.dimension is Col.VERKSAMHET for one in more)):
        own = (Urval(Col.VERKSAMHET, ((nod.kod, nod.kod),)),)
    if not own:
        return tuple(more)
    if len(own) > 1 or len(more) > 1 or own[0].dimension is not more[0].dimension:
        now = " och ".join(f"{one.dimension} {one}" for one in own)
        raise InvalidValue(
            f"Noden {nod.kod} {nod.namn} väljer rader efter {now} och kan inte också välja {_told(more)}. "
            "Välj en annan nod, eller lägg en egen nod för koderna i strukturfilen och läs in den."
        )
    added = [ends for ends in more[0].intervall if ends not in own[0].intervall]
    return (Urval(own[0].dimension, (*own[0].intervall, *added)),)


def _told(more: Sequence[Urval]) -> str:
    return " och ".join(f"{one.dimension} {one}" for one in more)
