"""One-off amounts: utfall as any other, but no guide to the months ahead. And proposals of such that a person said no to.

A mark on a transaction is kept by its place (inläsning and lopnr) and by its content, so that it follows the row into a
corrected file; a mark on an amount stands on (nod, kontogrupp, konto, period). Marks are never changed: a new reason and a
removal are new rows. Amounts: öre, canonical sign (kostnad +). Periods are ÅÅÅÅMM.
"""

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.kolumner import Col, Slag
from finance.period import Period
from finance.store import tables
from finance.store.aktuellt import Galler, kod_of, read_galler
from finance.store.namnder import get_namnd
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text
from finance.store.versioner import read_latest, table, write_version

INNEHALL = ("period", "ansvar", "verksamhet", "konto", "projekt", "motpart", "verifikat", "ore")
"""What a transaction is known again by, when its file has been replaced by a corrected one."""
KEY = ("inlasning_id", "lopnr", "nod", "kontogrupp", "konto", "period")

engangspost = table(
    "engangspost",
    sa.Column("inlasning_id", sa.Integer, nullable=False),  # 0: an amount without a transaction
    sa.Column("lopnr", sa.Integer, nullable=False),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("nod", "kontogrupp", "konto")),
    sa.Column("period", sa.Integer, nullable=False),
    *(sa.Column(name, sa.Text, nullable=False) for name in ("ansvar", "verksamhet", "projekt", "motpart", "verifikat")),
    sa.Column("ore", sa.BigInteger, nullable=False),
    sa.Column("i_takten", sa.Boolean, nullable=False),  # a proposal that a person said no to
    sa.Column("skal", sa.Text, nullable=False),
)

Plats = tuple[int, int]
"""(inläsning, lopnr) of a transaction."""


@dataclass(frozen=True, slots=True)
class Engangspost:
    """One mark in force, on a transaction (its codes tell the nod: `nod` and `kontogrupp` are "") or on an amount (id 0).

    `plats`: the current transaction, None where there is none: the mark rests. `i_takten`: said of a proposal, not a one-off.
    """

    id: int
    inlasning_id: int
    lopnr: int
    nod: str
    kontogrupp: str
    konto: str
    period: int
    ansvar: str
    verksamhet: str
    projekt: str
    motpart: str
    verifikat: str
    ore: int
    i_takten: bool
    skal: str
    vem: str
    registrerad: datetime
    plats: Plats | None = None

    @property
    def ar_transaktion(self) -> bool:
        """Whether it is a mark on a transaction."""
        return self.inlasning_id != 0


@dataclass(frozen=True, slots=True)
class Engangsbelopp:
    """An amount without a transaction: the part `ore` of what is booked on a nod, kontogrupp (and konto) in a month."""

    nod: str
    kontogrupp: str
    period: int
    ore: int
    konto: str = ""


def read_engangsposter(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Engangspost, ...]:
    """Those that hold, by when they were first written, each with the transaction that it stands for now (`plats`)."""
    with store.read() as conn:
        poster = [_post(row) for row in read_latest(store, engangspost, namnd, KEY, as_of=as_of)]
        if not any(post.ar_transaktion for post in poster):
            return tuple(poster)
        current = read_galler(conn, namnd, as_of, slag=(Slag.UTFALL,))
        taken = {(p.inlasning_id, p.lopnr) for p in poster if p.inlasning_id in _current(current, p)}
        return tuple(_find(conn, post, current, taken) for post in poster)


def _post(row: sa.Row[tuple[object, ...]]) -> Engangspost:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row by column
    for name in ("namnd", "borttagen"):
        values.pop(name)
    return Engangspost(**{**values, "registrerad": from_text(str(values["registrerad"]))})


def _current(galler: Galler, rad: Engangspost | sa.Row[tuple[object, ...]]) -> tuple[int, ...]:
    """The inläsningar that have a say about the verksamhet and month of a transaction."""
    key, kod = (Slag.UTFALL.value, rad.period), kod_of(rad.verksamhet, rad.ansvar)
    return tuple(number for number in galler.ids.get(key, ()) if kod not in galler.lost(number, key))


def _find(conn: sa.Connection, post: Engangspost, galler: Galler, taken: set[Plats]) -> Engangspost:
    """`post` with its current transaction: the same row, else the first with the same content that no other mark has taken."""
    ids = _current(galler, post)
    if not post.ar_transaktion or not ids:
        return post
    if post.inlasning_id in ids:
        return replace(post, plats=(post.inlasning_id, post.lopnr))
    rows = tables.transaktion
    same = [rows.c[name] == getattr(post, name) for name in INNEHALL]
    query = (
        sa.select(rows.c.inlasning_id, rows.c.lopnr)
        .where(rows.c.inlasning_id.in_(ids), rows.c.slag == Slag.UTFALL.value, *same)
        .order_by(rows.c.inlasning_id, rows.c.lopnr)
    )
    found = next(((row.inlasning_id, row.lopnr) for row in conn.execute(query) if tuple(row) not in taken), None)
    if found is not None:
        taken.add(found)
    return replace(post, plats=found)


def save_engangspost(store: Store, namnd: str, plats: Plats, *, skal: str, vem: str, i_takten: bool = False) -> int:
    """Mark a current transaction as a one-off, or with `i_takten` as none; returns the id.

    Raises InvalidValue without a reason or for a row that cannot be marked, HelarError for one that is replaced, UnknownNamnd.
    """
    with store.write() as conn:
        get_namnd(store, namnd)
        _require_reason(skal, i_takten=i_takten)
        rows = tables.transaktion
        row = conn.execute(sa.select(rows).where(rows.c.inlasning_id == plats[0], rows.c.lopnr == plats[1])).first()
        galler = read_galler(conn, namnd, slag=(Slag.UTFALL,))
        if row is None or row.slag != Slag.UTFALL.value or plats[0] not in _current(galler, row):
            raise HelarError("Transaktionen gäller inte längre. Läs om sidan och välj den igen.")
        _require_monthly(row)
        marked = next((post for post in read_engangsposter(store, namnd) if post.plats == plats), None)
        place = (marked.inlasning_id, marked.lopnr) if marked else plats
        values = {
            "inlasning_id": place[0],
            "lopnr": place[1],
            "nod": "",
            "kontogrupp": "",
            **{name: getattr(row, name) for name in INNEHALL},
            "i_takten": i_takten,
            "skal": masked(skal),
        }
        return write_version(store, engangspost, namnd, values, vem=vem, handling=_handling(i_takten=i_takten))


def save_engangsbelopp(store: Store, namnd: str, belopp: Engangsbelopp, *, skal: str, vem: str, i_takten: bool = False) -> int:
    """Mark an amount as a one-off, or with `i_takten` as none; it takes the place of the same nod, kontogrupp, konto and month.

    Returns the id. Raises InvalidValue, UnknownNamnd.
    """
    _require_reason(skal, i_takten=i_takten)
    if not belopp.nod or not belopp.kontogrupp:
        raise InvalidValue("Välj verksamhet och kontogrupp för engångsposten.")
    if Period.from_key(belopp.period).is_bokslut:
        raise InvalidValue("Bokslutsperioder räknas aldrig in i takten. Välj en kalendermånad, 01-12.")
    if belopp.ore == 0:
        raise InvalidValue("Skriv engångspostens belopp. Det kan inte vara noll.")
    values = {
        "inlasning_id": 0,
        "lopnr": 0,
        "nod": belopp.nod,
        "kontogrupp": belopp.kontogrupp,
        "konto": belopp.konto,
        "period": belopp.period,
        "ansvar": "",
        "verksamhet": "",
        "projekt": "",
        "motpart": "",
        "verifikat": "",
        "ore": belopp.ore,
        "i_takten": i_takten,
        "skal": masked(skal),
    }
    return write_version(store, engangspost, namnd, values, vem=vem, handling=_handling(i_takten=i_takten))


def remove_engangspost(store: Store, namnd: str, engangspost_id: int, *, vem: str) -> int:
    """Let a mark, or a no to a proposal, end as if it had not been. Raises HelarError when it does not hold."""
    with store.write():
        row = next((one for one in read_latest(store, engangspost, namnd, KEY) if one.id == engangspost_id), None)
        if row is None:
            raise HelarError("Markeringen är redan borttagen eller ändrad. Läs om sidan.")
        left_out = {"id", "namnd", "borttagen", "vem", "registrerad"}
        values = {name: value for name, value in row._mapping.items() if name not in left_out}  # noqa: SLF001 - SQLAlchemy's public name for a row by column
        return write_version(store, engangspost, namnd, values, vem=vem, handling="engångspost borttagen", removed=True)


def _handling(*, i_takten: bool) -> str:
    return "förslag till engångspost avfärdat" if i_takten else "engångspost sparad"


def _require_reason(skal: str, *, i_takten: bool) -> None:
    if not i_takten and not skal.strip():
        raise InvalidValue("Skriv varför posten är en engångspost, så förstår andra varför den inte räknas in i takten.")


def _require_monthly(row: sa.Row[tuple[object, ...]]) -> None:
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row by column
    if Period.from_key(int(str(values[Col.PERIOD]))).is_bokslut:
        raise InvalidValue("Bokslutsperioder räknas aldrig in i takten. Posten behöver inte märkas.")
    if values[Col.ACKUMULERAT]:
        raise InvalidValue(
            "Raden kommer ur en ackumulerad fil och gäller flera månader. Lägg in engångsposten som ett belopp i stället."
        )
