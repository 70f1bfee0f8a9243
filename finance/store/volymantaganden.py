"""What a person says of a volume in one year: the prognos, or what the budget counted on, for the year or month by month.

It goes before what files say of the same mått. Volumes are exact decimals in the unit of the mått, never negative.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa

from finance.errors import InvalidValue
from finance.store.store import Store
from finance.store.tid import from_text
from finance.store.versioner import read_latest, table, write_version
from finance.store.volymkopplingar import Mattnyckel

KEY = ("matt_nod", "grupp", "matt", "kategori", "typ", "ar")
HELA_ARET = 0
"""The place of a figure for the whole year, beside the months 1-12."""

volymantagande = table(
    "volymantagande",
    *(sa.Column(name, sa.Text, nullable=False) for name in KEY[:-1]),
    sa.Column("ar", sa.Integer, nullable=False),
    sa.Column("varden", sa.Text, nullable=False),
)


class Volymtyp(StrEnum):
    """What is said."""

    PROGNOS = "prognos"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Volymantagande:
    """`varden`: month 1-12, or HELA_ARET, -> volume. For a level the whole year's figure is its average."""

    matt: Mattnyckel
    typ: Volymtyp
    ar: int
    varden: Mapping[int, Decimal]
    vem: str = ""
    registrerad: datetime | None = None


def read_volymantaganden(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Volymantagande, ...]:
    """Those in force."""
    return tuple(_antagande(row) for row in read_latest(store, volymantagande, namnd, KEY, as_of=as_of))


def save_volymantagande(store: Store, namnd: str, antagande: Volymantagande, *, vem: str) -> bool:
    """Add a version; no figures at all take it away. False, and nothing done, when it says what stands there.

    Raises InvalidValue for a negative volume or a month that is none. Raises UnknownNamnd.
    """
    if any(value < 0 for value in antagande.varden.values()):
        raise InvalidValue("En volym kan inte vara negativ.")
    if any(not 0 <= manad <= 12 for manad in antagande.varden):
        raise InvalidValue("En volym gäller en månad eller hela året.")
    with store.write():
        same = (one for one in read_volymantaganden(store, namnd) if _key(one) == _key(antagande))
        before = next((dict(one.varden) for one in same), {})
        if before == dict(antagande.varden):
            return False
        values = {str(manad): str(value) for manad, value in sorted((antagande.varden or before).items())}
        row = {**dict(zip(KEY, _key(antagande), strict=True)), "varden": json.dumps(values)}
        handling = "volymantagande" if antagande.varden else "volymantagande borttaget"
        write_version(store, volymantagande, namnd, row, vem=vem, handling=handling, removed=not antagande.varden)
    return True


def _key(antagande: Volymantagande) -> tuple[str | int, ...]:
    matt = antagande.matt
    return (matt.nod, matt.grupp, matt.matt, matt.kategori, antagande.typ.value, antagande.ar)


def _antagande(row: sa.Row[tuple[object, ...]]) -> Volymantagande:
    return Volymantagande(
        matt=Mattnyckel(matt=row.matt, grupp=row.grupp, kategori=row.kategori, nod=row.matt_nod),
        typ=Volymtyp(row.typ),
        ar=row.ar,
        varden={int(manad): Decimal(value) for manad, value in json.loads(row.varden).items()},
        vem=row.vem,
        registrerad=from_text(row.registrerad),
    )
