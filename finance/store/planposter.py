"""Åtgärder, investeringar, uppdrag and statsbidrag as they hold: the rows of files, and what people typed (docs/beslut/0007).

A person's row is a version of its own and never changes a file's. A change or a removal of a file's row holds as long as the
inläsning does: a new file says it all anew. Rows that a person added stand beside every file until a person takes them away.
"""

import dataclasses
import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from finance.errors import HelarError, InvalidValue
from finance.inlasning.cell.tal import MAX_ORE
from finance.inlasning.planrader import Atgardsrad, Investeringsrad, Statsbidragsrad, Uppdragsrad
from finance.store.aktuellt import until
from finance.store.planer import TABELLER, read_planrader
from finance.store.store import Store
from finance.store.texter import masked
from finance.store.tid import from_text
from finance.store.versioner import read_versions, table, write_version

Rad = TypeVar("Rad", Atgardsrad, Investeringsrad, Uppdragsrad, Statsbidragsrad)
FIL, EGEN = "fil", "egen"
UR_FILEN = frozenset({"blad", "rad", "inlasning_id"})
"""Fields that say where in a file a row stands; a typed row has none of them."""
NAMN = {Atgardsrad: "åtgärden", Investeringsrad: "investeringen", Uppdragsrad: "uppdraget", Statsbidragsrad: "statsbidraget"}

planpost = table(
    "planpost",
    sa.Column("slag", sa.Text, nullable=False),
    sa.Column("nyckel", sa.Text, nullable=False),
    sa.Column("varden", sa.Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Planpost(Generic[Rad]):
    """A row and where it comes from. `nyckel`: `fil:<inläsning>:<place>` or `egen:<number>`; `vem` "" = as the file has it."""

    nyckel: str
    rad: Rad
    vem: str = ""
    registrerad: datetime | None = dataclasses.field(default=None, compare=False)
    borttagen: bool = False

    @property
    def ur_fil(self) -> bool:
        """Whether a file brought it, changed or not."""
        return self.nyckel.startswith(f"{FIL}:")

    @property
    def nummer(self) -> int:
        """In which order it was added, or stands in its file."""
        return int(self.nyckel.rpartition(":")[2])

    @property
    def kalla(self) -> str:
        """Where it comes from, for people."""
        if not self.ur_fil:
            return "inlagd här"
        return "ur fil, ändrad här" if self.vem else "ur fil"


def read_planposter(store: Store, namnd: str, klass: type[Rad], *, as_of: datetime | None = None) -> tuple[Planpost[Rad], ...]:
    """What counts: the rows of files in the file's order, then those that people added, by when they were added."""
    return tuple(post for post in _read(store, namnd, klass, as_of) if not post.borttagen)


def read_borttagna_poster(
    store: Store, namnd: str, klass: type[Rad], *, as_of: datetime | None = None
) -> tuple[Planpost[Rad], ...]:
    """What a person took away and can put back."""
    return tuple(post for post in _read(store, namnd, klass, as_of) if post.borttagen)


def _read(store: Store, namnd: str, klass: type[Rad], as_of: datetime | None) -> list[Planpost[Rad]]:
    with store.read() as conn:
        rader = read_planrader(store, namnd, klass, as_of=as_of)
        source = planpost.c
        mine = (source.namnd == namnd, source.slag == _slag(klass), source.registrerad <= until(as_of))
        query = sa.select(planpost).where(*mine).order_by(source.id)
        written: dict[str, Planpost[Rad]] = {row.nyckel: _post(klass, row) for row in conn.execute(query)}
    seen: Counter[int | None] = Counter()
    found: list[Planpost[Rad]] = []
    for rad in rader:
        nyckel = f"{FIL}:{rad.inlasning_id}:{seen[rad.inlasning_id]}"
        seen[rad.inlasning_id] += 1
        found.append(written.get(nyckel) or Planpost(nyckel, rad))
    found += sorted((post for post in written.values() if not post.ur_fil), key=lambda post: post.nummer)
    return found


def planpost_history(store: Store, namnd: str, klass: type[Rad], nyckel: str) -> tuple[Planpost[Rad], ...]:
    """Every version that a person wrote of a row, removals too, newest first."""
    rows = read_versions(store, planpost, namnd, {"slag": _slag(klass), "nyckel": nyckel})
    return tuple(_post(klass, row) for row in reversed(rows))


def save_planpost(store: Store, namnd: str, rad: Rad, *, vem: str, nyckel: str = "") -> str:
    """Add a row (`nyckel` "") or write a new version of one; returns its nyckel. Texts are masked.

    Raises InvalidValue for a row that cannot be right, HelarError for one that is gone, UnknownNamnd.
    """
    rad = _clean(rad)
    klass = type(rad)
    with store.write():
        there = {post.nyckel: post for post in _read(store, namnd, klass, None)}
        if nyckel and (nyckel not in there or there[nyckel].borttagen):
            raise HelarError(f"{NAMN[klass].capitalize()} är borttagen eller ersatt av en ny fil. Ladda om sidan.")
        number = 1 + max((post.nummer for post in there.values() if not post.ur_fil), default=0)
        key, done = nyckel or f"{EGEN}:{number}", "ändrad" if nyckel else "inlagd"
        _write(store, namnd, rad, key, vem=vem, done=done)
    return key


def remove_planpost(store: Store, namnd: str, klass: type[Rad], nyckel: str, *, vem: str) -> None:
    """Take a row away, a file's too. Raises HelarError where it is not there."""
    _turn(store, namnd, klass, nyckel, vem=vem, removed=True)


def restore_planpost(store: Store, namnd: str, klass: type[Rad], nyckel: str, *, vem: str) -> None:
    """Put back a row that was taken away. Raises HelarError where it is not taken away."""
    _turn(store, namnd, klass, nyckel, vem=vem, removed=False)


def _turn(store: Store, namnd: str, klass: type[Rad], nyckel: str, *, vem: str, removed: bool) -> None:
    with store.write():
        found = next((post for post in _read(store, namnd, klass, None) if post.nyckel == nyckel), None)
        if found is None or found.borttagen is removed:
            state = "redan borttagen" if removed else "inte borttagen"
            raise HelarError(f"{NAMN[klass].capitalize()} är {state}. Ladda om sidan.")
        _write(store, namnd, found.rad, nyckel, vem=vem, done="borttagen" if removed else "återställd", removed=removed)


def _write(store: Store, namnd: str, rad: Rad, nyckel: str, *, vem: str, done: str, removed: bool = False) -> None:
    varden = {name: value for name, value in dataclasses.asdict(rad).items() if name not in UR_FILEN}
    row = {"slag": _slag(type(rad)), "nyckel": nyckel, "varden": json.dumps(varden, ensure_ascii=False)}
    write_version(store, planpost, namnd, row, vem=vem, handling=f"{_slag(type(rad))} {done}", removed=removed)


def _slag(klass: type) -> str:
    return TABELLER[klass][0].value


def _post(klass: type[Rad], row: sa.Row[tuple[object, ...]]) -> Planpost[Rad]:
    known = {one.name for one in dataclasses.fields(klass)}
    varden = {name: value for name, value in json.loads(row.varden).items() if name in known}
    rad = klass(**varden, blad="", rad=0)
    return Planpost(row.nyckel, rad, row.vem, from_text(row.registrerad), bool(row.borttagen))


def _clean(rad: Rad) -> Rad:
    """The row with masked texts and without a place in a file. Raises InvalidValue."""
    changes: dict[str, Any] = {name: masked(value) for name, value in dataclasses.asdict(rad).items() if isinstance(value, str)}
    found = dataclasses.replace(rad, **{**changes, "blad": "", "rad": 0, "inlasning_id": None})
    for name, value in dataclasses.asdict(found).items():
        if name.endswith("_ore") and value is not None and abs(value) >= MAX_ORE:
            raise InvalidValue("Ett belopp är orimligt stort. Kontrollera det.")
    _check(found)
    return found


def _check(rad: Rad) -> None:
    if isinstance(rad, Atgardsrad):
        _require(rad.atgard, "Skriv vad som ska göras.")
        _check_days(rad.start, rad.slut)
    elif isinstance(rad, Investeringsrad):
        _require(rad.projekt, "Skriv projektets kod eller namn.")
    elif isinstance(rad, Uppdragsrad):
        _require(rad.uppdrag, "Skriv vad nämnden ska göra.")
    else:
        _require(rad.namn, "Skriv vad statsbidraget heter.")
        _check_days(rad.fran, rad.till)
        if any((ore or 0) < 0 for ore in (rad.summa_ore, rad.anvant_ore, rad.aterbetalning_ore)):
            raise InvalidValue("Ett statsbidrags belopp skrivs utan minus.")


def _require(text: str, what: str) -> None:
    if not text:
        raise InvalidValue(what)


def _check_days(first: str, last: str) -> None:
    if first and last and last < first:
        raise InvalidValue("Slutet ligger före starten. Skriv en senare sista dag.")
