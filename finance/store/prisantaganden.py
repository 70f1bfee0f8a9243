"""Prisantaganden: what one of something is assumed to cost, from a month and with its source. Versions.

The value in a month is the one with the latest `galler_fran` up to it (`finance.prognos.prisantaganden`).
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.period import Period
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text
from finance.store.versioner import read_latest, read_versions, table, write_version

prisantagande = table(
    "prisantagande",
    sa.Column("namn", sa.Text, nullable=False),
    sa.Column("enhet", sa.Text, nullable=False),
    sa.Column("varde", sa.Text, nullable=False),
    sa.Column("galler_fran", sa.Integer, nullable=False),
    sa.Column("kalla", sa.Text, nullable=False),
)
KEY = ("namn", "galler_fran")

KR_MANAD, KR_DYGN, KR_AR, KR_TIMME = "kr per månad", "kr per dygn", "kr per år", "kr per timme"
KR_INVANARE, KR, PROCENT, ANTAL = "kr per invånare och år", "kr", "%", "antal"
ENHETER = (KR_MANAD, KR_DYGN, KR_TIMME, KR_AR, KR_INVANARE, KR, PROCENT, ANTAL)

PRISNAMN = {
    "Riksnorm": KR_MANAD,
    "Godtagbar hyra": KR_MANAD,
    "Dygnspris HVB": KR_DYGN,
    "Dygnspris stödboende": KR_DYGN,
    "Dygnspris SiS": KR_DYGN,
    "Dygnspris konsulentstött familjehem": KR_DYGN,
    "Dygnspris särskilt boende": KR_DYGN,
    "PO-pålägg": PROCENT,
    "Månadslön": KR_MANAD,
    "Löneökning": PROCENT,
    "Index": PROCENT,
    "Index placeringar": PROCENT,
    "Kronor per invånare": KR_INVANARE,
}
"""Names that an ekonom knows, with their unit. Any other name can be used too."""
MAX_VARDE = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Prisantagande:
    """One value. `varde` exact, in `enhet` (kronor, percent or a number); `galler_fran` ÅÅÅÅMM."""

    namn: str
    enhet: str
    varde: Decimal
    galler_fran: int
    kalla: str
    vem: str
    registrerad: datetime
    borttagen: bool = False


def read_prisantaganden(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Prisantagande, ...]:
    """What is assumed, by name and then by month."""
    found = (_pris(row) for row in read_latest(store, prisantagande, namnd, KEY, as_of=as_of))
    return tuple(sorted(found, key=lambda pris: (pris.namn.casefold(), pris.galler_fran)))


def prisantagande_history(store: Store, namnd: str, namn: str) -> tuple[Prisantagande, ...]:
    """Every version of one name, removals too, newest first."""
    return tuple(_pris(row) for row in reversed(read_versions(store, prisantagande, namnd, {"namn": namn})))


def save_prisantagande(
    store: Store, namnd: str, *, namn: str, enhet: str, varde: Decimal, galler_fran: int, kalla: str, vem: str
) -> str:
    """Assume a value from a month on; it takes the place of one with the same name and month. Returns the name as stored.

    Raises InvalidValue, UnknownNamnd.
    """
    name, source = " ".join(masked(namn).split()), masked(kalla)
    _check(name, enhet, varde, galler_fran, source)
    with store.write():
        known = {one.namn.casefold(): one for one in read_prisantaganden(store, namnd)}
        same = known.get(name.casefold())
        if same is not None and same.enhet != enhet:
            raise InvalidValue(f"{same.namn} anges i {same.enhet}. Välj den enheten, eller ett annat namn.")
        name = same.namn if same else name
        values = {
            "namn": name,
            "enhet": enhet,
            "varde": format(varde, "f"),
            "galler_fran": galler_fran,
            "kalla": source,
        }
        write_version(store, prisantagande, namnd, values, vem=vem, handling="prisantagande sparat")
    return name


def remove_prisantagande(store: Store, namnd: str, namn: str, galler_fran: int, *, vem: str) -> None:
    """Let a value end; the history keeps it. Raises HelarError when it is not there."""
    with store.write():
        found = next((p for p in read_prisantaganden(store, namnd) if (p.namn, p.galler_fran) == (namn, galler_fran)), None)
        if found is None:
            raise HelarError(f"{namn} finns inte längre. Ladda om sidan.")
        values = {
            "namn": found.namn,
            "enhet": found.enhet,
            "varde": format(found.varde, "f"),
            "galler_fran": found.galler_fran,
            "kalla": found.kalla,
        }
        write_version(store, prisantagande, namnd, values, vem=vem, handling="prisantagande borttaget", removed=True)


def _check(namn: str, enhet: str, varde: Decimal, galler_fran: int, kalla: str) -> None:
    if not namn:
        raise InvalidValue("Skriv vad det är ett pris på, till exempel Riksnorm eller Dygnspris HVB.")
    if enhet not in ENHETER:
        raise InvalidValue(f"{enhet!r} är ingen enhet. Välj bland {', '.join(ENHETER)}.")
    if not varde.is_finite() or abs(varde) > MAX_VARDE:
        raise InvalidValue("Värdet ska vara ett tal som är mindre än en miljard.")
    if not 1 <= galler_fran % 100 <= 12:
        raise InvalidValue("Välj vilken månad värdet gäller från.")
    Period.from_key(galler_fran)
    if not kalla:
        raise InvalidValue("Skriv varifrån värdet kommer, till exempel ett beslut eller ett avtal. Källan visas vid prognosen.")


def _pris(row: sa.Row[tuple[object, ...]]) -> Prisantagande:
    return Prisantagande(
        namn=row.namn,
        enhet=row.enhet,
        varde=Decimal(row.varde),
        galler_fran=row.galler_fran,
        kalla=row.kalla,
        vem=row.vem,
        registrerad=from_text(row.registrerad),
        borttagen=bool(row.borttagen),
    )
