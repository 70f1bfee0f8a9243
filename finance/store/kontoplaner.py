"""A nämnd's kontoplan: the default rules (DOMAN 3) with the nämnd's own over them. Versions; nothing is updated in place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import sqlalchemy as sa

from finance.errors import InvalidValue
from finance.kolumner import Col, Slag
from finance.kontoplan import STANDARD, STANDARDPLAN, Kontogrupp, Kontoklass, Kontoplan
from finance.period import Period
from finance.store import tables
from finance.store.aktuellt import until
from finance.store.logg import write_logg
from finance.store.namnder import get_namnd
from finance.store.saldon import read_saldo
from finance.store.store import Store
from finance.store.strukturer import read_namn
from finance.store.tid import from_text


@dataclass(frozen=True, slots=True)
class Kontoregel:
    """One rule of the nämnd's own: konton that begin with `prefix`, from `galler_fran` (ÅÅÅÅMM, 0 = always)."""

    prefix: str
    kontogrupp: Kontogrupp
    galler_fran: int
    vem: str
    registrerad: datetime


@dataclass(frozen=True, slots=True)
class OmappatKonto:
    """A konto of drift that no rule covers; everything stored on it, öre, canonical sign."""

    konto: str
    namn: str
    utfall_ore: int
    budget_ore: int


def read_kontoplan(store: Store, namnd: str, *, period: Period | None = None, as_of: datetime | None = None) -> Kontoplan:
    """The plan that holds for `period` (the latest if None), as it was known at `as_of`. Raises UnknownNamnd."""
    regler = list_kontoregler(store, namnd, as_of=as_of)
    if not regler:
        return STANDARDPLAN
    own = {
        regel.prefix: regel.kontogrupp
        for regel in sorted(regler, key=lambda regel: regel.galler_fran)
        if period is None or regel.galler_fran <= period.key
    }
    return Kontoplan({**STANDARD, **own})


def list_kontoregler(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Kontoregel, ...]:
    """The nämnd's own rules in force, by prefix and validity. Raises UnknownNamnd."""
    table = tables.kontoregel
    query = sa.select(table).where(table.c.namnd == namnd, table.c.registrerad <= until(as_of)).order_by(table.c.id)
    with store.read() as conn:
        get_namnd(store, namnd)
        latest = {(row.prefix, row.galler_fran): row for row in conn.execute(query)}
    return tuple(
        Kontoregel(row.prefix, Kontogrupp(row.kontogrupp), row.galler_fran, row.vem, from_text(row.registrerad))
        for _, row in sorted(latest.items())
        if row.kontogrupp
    )


def save_kontoregel(
    store: Store, namnd: str, prefix: str, kontogrupp: Kontogrupp | None, *, galler_fran: int = 0, vem: str
) -> None:
    """Add a version of a rule; None takes the nämnd's own rule away, and the default holds again.

    Nothing happens when it is what stands there. Raises UnknownNamnd, and InvalidValue for an empty prefix.
    """
    prefix = prefix.strip()
    if not prefix.isalnum():
        raise InvalidValue(f"Prefixet {prefix!r} ska vara början av ett konto, till exempel 5 eller 5012.")
    if galler_fran and not 1 <= galler_fran % 100 <= 12:
        raise InvalidValue(f"{galler_fran} är ingen månad. Skriv ÅÅÅÅ-MM med en månad 01-12.")
    with store.write() as conn:
        before = {(r.prefix, r.galler_fran): r.kontogrupp.value for r in list_kontoregler(store, namnd)}
        old, new = before.get((prefix, galler_fran), ""), kontogrupp.value if kontogrupp else ""
        if old == new:
            return
        values = {"prefix": prefix, "kontogrupp": new, "galler_fran": galler_fran}
        conn.execute(tables.kontoregel.insert().values(namnd=namnd, **values, vem=vem, registrerad=store.time))
        write_logg(store, namnd, "kontoregel", vem=vem, fore={**values, "kontogrupp": old}, efter=values)


def unmapped_konton(
    store: Store, namnd: str, *, period: Period | None = None, as_of: datetime | None = None
) -> tuple[OmappatKonto, ...]:
    """The konton of drift that become Ospecificerad because no rule covers them, largest amount first. Raises UnknownNamnd."""
    with store.read():
        plan = read_kontoplan(store, namnd, period=period, as_of=as_of)
        utfall, budget = (
            _per_konto(read_saldo(store, namnd, slag, as_of=as_of, per=(Col.KONTO,))) for slag in (Slag.UTFALL, Slag.BUDGET)
        )
        namn = read_namn(store, namnd, Col.KONTO, as_of=as_of)
    found = [
        OmappatKonto(konto, namn.get(konto, ""), utfall.get(konto, 0), budget.get(konto, 0))
        for konto in {*utfall, *budget}
        if konto and plan.klass(konto) is Kontoklass.DRIFT and plan.covers(konto) is None
    ]
    return tuple(sorted(found, key=lambda one: (-max(abs(one.utfall_ore), abs(one.budget_ore)), one.konto)))


def _per_konto(saldo: pd.DataFrame) -> Mapping[str, int]:
    sums = saldo.groupby(Col.KONTO)[Col.ORE].sum()
    return {str(konto): int(ore) for konto, ore in sums.items()}
