"""Committing one inläsning: everything a file holds, in one transaction, or nothing."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
import sqlalchemy as sa

from finance.errors import ChangedSincePreview
from finance.inlasning.modell import Bedomningsrad, Justeringsrad, empty_rows
from finance.inlasning.planrader import Planrad
from finance.kolumner import Col, Slag
from finance.store import tables
from finance.store.aktuellt import Handelse, Satt, read_galler
from finance.store.bedomningar import write_bedomningar
from finance.store.budgetjusteringar import write_budgetjusteringar
from finance.store.inlasningshandelser import write_handelse, write_shift
from finance.store.logg import write_logg
from finance.store.namnder import ensure_namnd
from finance.store.periodstatus import Status, write_status
from finance.store.planer import write_planrader
from finance.store.saldon import write_saldo
from finance.store.store import Store
from finance.store.strukturer import write_namn, write_struktur
from finance.store.transaktioner import write_transaktioner
from finance.struktur import Nod


@dataclass(frozen=True)
class NyInlasning:
    """What shall be stored. `rader`: columns kolumner.TRANSAKTION.

    `satt` must hold every (slag, period) of the file; period 0 for slag without months.
    """

    namnd: str
    fil: str
    sha256: str
    innehall_sha256: str
    storlek: int
    satt: Mapping[tuple[Slag, int], Satt]
    rader: pd.DataFrame = field(default_factory=empty_rows)
    antal: int | None = None  # rows as the file counts them; the number of `rader` if None
    tolkning: str = "{}"  # JSON: how the file was read
    namn: Mapping[tuple[Col, str], str] = field(default_factory=dict)
    noder: tuple[Nod, ...] = ()
    bedomningar: tuple[Bedomningsrad, ...] = ()
    justeringar: tuple[Justeringsrad, ...] = ()
    planrader: tuple[Planrad, ...] = ()
    status: Mapping[int, Status] = field(default_factory=dict)
    expected_version: int | None = None  # of the nämnd, when the file was looked at


def commit_inlasning(store: Store, ny: NyInlasning, *, vem: str) -> int:
    """Store it and give its id. Raises ChangedSincePreview, with nothing stored, when the nämnd has changed since."""
    rader = ny.rader.assign(**{Col.SLAG: ny.rader[Col.SLAG].astype(str)})
    delar = _delar(ny, rader)
    with store.write() as conn:
        if ny.expected_version not in (None, store.version(ny.namnd)):
            raise ChangedSincePreview
        ensure_namnd(store, ny.namnd, vem=vem)
        before = read_galler(conn, ny.namnd)
        inlasning_id = _insert_inlasning(store, conn, ny, rader, vem=vem)
        conn.execute(tables.inlasning_del.insert(), [{Col.INLASNING.value: inlasning_id, **part} for part in delar])
        if len(rader):
            write_transaktioner(conn, inlasning_id, rader)
            write_saldo(conn, inlasning_id, rader)
        write_namn(store, ny.namn, inlasning_id=inlasning_id)
        write_struktur(store, ny.noder, inlasning_id=inlasning_id)
        write_bedomningar(store, ny.namnd, ny.bedomningar, vem=vem, inlasning_id=inlasning_id)
        write_budgetjusteringar(store, ny.namnd, ny.justeringar, vem=vem, inlasning_id=inlasning_id)
        write_planrader(store, ny.planrader, inlasning_id=inlasning_id)
        write_status(store, ny.namnd, ny.status, vem=vem, inlasning_id=inlasning_id)
        write_handelse(store, inlasning_id, Handelse.AKTIVERAD, vem=vem)
        write_shift(store, before, read_galler(conn, ny.namnd), orsak=inlasning_id, vem=vem)
        about = {"id": inlasning_id, "fil": ny.fil, "rader": len(rader) if ny.antal is None else ny.antal}
        write_logg(store, ny.namnd, "inläst", vem=vem, efter=about)
    return inlasning_id


def _delar(ny: NyInlasning, rader: pd.DataFrame) -> list[dict[str, object]]:
    """A row of inlasning_del for each (slag, period). Raises ValueError for rows that `satt` does not speak of."""
    sums = rader.groupby([Col.SLAG, Col.PERIOD])[Col.ORE].agg(["size", "sum"])
    found = {(str(slag), int(period)): (int(size), int(total)) for (slag, period), size, total in sums.itertuples()}
    satt = {(slag.value, period): satt for (slag, period), satt in ny.satt.items()}
    if missing := found.keys() - satt.keys():
        raise ValueError(f"rows without satt: {sorted(missing)}")
    if not satt:
        raise ValueError("an inläsning must speak for something")
    return [
        {"slag": slag, "period": period, "satt": one.value, "rader": count, "sum_ore": total}
        for (slag, period), one in satt.items()
        for count, total in (found.get((slag, period), (0, 0)),)
    ]


def _insert_inlasning(store: Store, conn: sa.Connection, ny: NyInlasning, rader: pd.DataFrame, *, vem: str) -> int:
    names = ("namnd", "fil", "sha256", "innehall_sha256", "storlek", "tolkning")
    values = {f.name: getattr(ny, f.name) for f in dataclasses.fields(ny) if f.name in names}
    key = conn.execute(
        tables.inlasning.insert().values(
            **values,
            rader=len(rader) if ny.antal is None else ny.antal,
            sum_ore=int(rader[Col.ORE].sum()),
            vem=vem,
            registrerad=store.time,
        )
    ).inserted_primary_key
    if key is None:
        raise RuntimeError("the database gave no id")
    return int(key[0])
