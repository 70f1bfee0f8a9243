"""What a mått is the volume of: a line, or one kontogrupp of it, with the unit that it is counted in and maybe a price.

Several mått on the same (nod, kontogrupp) are parts of it, such as kinds of familjehem. Prices: öre per unit (for a level: per
unit and month), as a person says them, never negative. Periods are ÅÅÅÅMM.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text
from finance.store.versioner import read_latest, read_versions, table, write_version

KEY = ("nod", "kontogrupp", "matt_nod", "grupp", "matt", "kategori")
NOT_VOLUMES = frozenset({"kr", "kronor", "sek", "tkr", "mnkr", "öre", "%", "procent", "andel"})

volymkoppling = table(
    "volymkoppling",
    *(sa.Column(name, sa.Text, nullable=False) for name in KEY),
    sa.Column("enhet", sa.Text, nullable=False),
    sa.Column("slag", sa.Text, nullable=False),
    sa.Column("prisantagande", sa.Text, nullable=False),
    sa.Column("pris_ore", sa.BigInteger, nullable=True),
    sa.Column("pris_fran", sa.Integer, nullable=True),
)


class Volymslag(StrEnum):
    """How months of a volume become a year."""

    FLODE = "flode"
    NIVA = "niva"

    @property
    def namn(self) -> str:
        """For people."""
        return "summeras över månaderna" if self is Volymslag.FLODE else "ett antal som gäller varje månad"


@dataclass(frozen=True, slots=True)
class Mattnyckel:
    """Which mått. `nod`: where it is counted, "" = the whole nämnd."""

    matt: str
    grupp: str = ""
    kategori: str = ""
    nod: str = ""

    @property
    def namn(self) -> str:
        """As people know it."""
        return ", ".join(part for part in (self.matt, self.kategori) if part)


@dataclass(frozen=True, slots=True)
class Volymkoppling:
    """One coupling. `kontogrupp`: "" = the whole nod. At most one of `prisantagande` (its name) and `pris_ore` is given."""

    nod: str
    kontogrupp: str
    matt: Mattnyckel
    enhet: str  # the word for one: "timme", "vårddygn", "hushåll"
    slag: Volymslag
    prisantagande: str = ""
    pris_ore: int | None = None
    pris_fran: int | None = None
    vem: str = ""
    registrerad: datetime | None = None

    @property
    def nyckel(self) -> tuple[str, ...]:
        """What a later version takes the place of."""
        return (self.nod, self.kontogrupp, self.matt.nod, self.matt.grupp, self.matt.matt, self.matt.kategori)


def read_volymkopplingar(store: Store, namnd: str, *, as_of: datetime | None = None) -> tuple[Volymkoppling, ...]:
    """The couplings in force, in the order they were first made."""
    return tuple(_koppling(row) for row in read_latest(store, volymkoppling, namnd, KEY, as_of=as_of))


def volymkoppling_history(store: Store, namnd: str, koppling: Volymkoppling) -> tuple[tuple[Volymkoppling, bool], ...]:
    """Every version of one coupling, newest first, and whether it was a removal."""
    rows = read_versions(store, volymkoppling, namnd, dict(zip(KEY, koppling.nyckel, strict=True)))
    return tuple((_koppling(row), bool(row.borttagen)) for row in reversed(rows))


def save_volymkoppling(store: Store, namnd: str, koppling: Volymkoppling, *, vem: str) -> bool:
    """Add a version; False, and nothing done, when it says what stands there.

    Raises InvalidValue for what cannot be computed with, such as units that differ on the same line. Raises UnknownNamnd.
    """
    new = replace(koppling, enhet=masked(koppling.enhet).casefold())
    with store.write():
        others = read_volymkopplingar(store, namnd)
        _check(new)
        _check_beside(new, [one for one in others if one.nod == new.nod and one.nyckel != new.nyckel])
        if any(_values(one) == _values(new) for one in others):
            return False
        write_version(store, volymkoppling, namnd, _values(new), vem=vem, handling="volymkoppling")
    return True


def remove_volymkoppling(store: Store, namnd: str, koppling: Volymkoppling, *, vem: str) -> None:
    """Take it away: a version that says so. Raises HelarError when it is not there."""
    with store.write():
        found = next((one for one in read_volymkopplingar(store, namnd) if one.nyckel == koppling.nyckel), None)
        if found is None:
            raise HelarError(f"Måttet {koppling.matt.namn} är inte kopplat här längre. Ladda om sidan.")
        write_version(store, volymkoppling, namnd, _values(found), vem=vem, handling="volymkoppling borttagen", removed=True)


def _check(koppling: Volymkoppling) -> None:
    if not koppling.nod or not koppling.matt.matt:
        raise InvalidValue("Välj både en verksamhet och ett mått.")
    if not koppling.enhet:
        raise InvalidValue("Skriv vad måttet räknar, i ental: timme, vårddygn, hushåll.")
    if koppling.enhet in NOT_VOLUMES:
        raise InvalidValue(
            f"{koppling.enhet} är ingen volym. Koppla ett mått som räknar något: timmar, vårddygn, hushåll, platser."
        )
    if koppling.prisantagande and koppling.pris_ore is not None:
        raise InvalidValue("Ange ett prisantagande eller ett eget pris, inte båda.")
    if koppling.pris_ore is not None and koppling.pris_ore <= 0:
        raise InvalidValue("Priset per enhet ska vara större än noll. Lämna det tomt för att räkna priset ur kostnaden.")
    if (koppling.pris_ore is None) != (koppling.pris_fran is None):
        raise InvalidValue("Ett eget pris behöver både ett belopp och månaden det gäller från.")


def _check_beside(new: Volymkoppling, others: list[Volymkoppling]) -> None:
    """Against the other couplings of the same nod."""
    for other in others:
        if (new.kontogrupp == "") != (other.kontogrupp == ""):
            raise InvalidValue(
                f"Verksamheten är redan kopplad {'per kontogrupp' if other.kontogrupp else 'som helhet'} ({other.matt.namn}). "
                "Koppla antingen hela verksamheten eller dess kontogrupper, annars räknas samma kostnad två gånger."
            )
        if new.kontogrupp == other.kontogrupp and (new.enhet, new.slag) != (other.enhet, other.slag):
            raise InvalidValue(
                f"{other.matt.namn} räknas i {other.enhet} ({other.slag.namn}), det nya måttet i {new.enhet} "
                f"({new.slag.namn}). Olika enheter kan inte läggas ihop: koppla dem till var sin kontogrupp eller verksamhet."
            )


def _values(koppling: Volymkoppling) -> dict[str, object]:
    key = dict(zip(KEY, koppling.nyckel, strict=True))
    price = {"prisantagande": koppling.prisantagande, "pris_ore": koppling.pris_ore, "pris_fran": koppling.pris_fran}
    return {**key, "enhet": koppling.enhet, "slag": koppling.slag.value, **price}


def _koppling(row: sa.Row[tuple[object, ...]]) -> Volymkoppling:
    return Volymkoppling(
        nod=row.nod,
        kontogrupp=row.kontogrupp,
        matt=Mattnyckel(matt=row.matt, grupp=row.grupp, kategori=row.kategori, nod=row.matt_nod),
        enhet=row.enhet,
        slag=Volymslag(row.slag),
        prisantagande=row.prisantagande,
        pris_ore=row.pris_ore,
        pris_fran=row.pris_fran,
        vem=row.vem,
        registrerad=from_text(row.registrerad),
    )
