"""What a nämnd has chosen for its reports: which parts in which order, how mått are shown, and the head of each report.

Kept as settings (`installningar`), so every earlier version stays and `as_of` shows any earlier moment.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from finance.errors import InvalidValue
from finance.store.installningar import read_installning, save_installning
from finance.store.store import Store
from finance.store.texter import masked

DELAR, MATT, HUVUD = "rapportdelar", "mattval", "rapporthuvud"
MANAD, TERTIAL = SLAG = ("manadsuppfoljning", "tertialrapport")
NYCKEL = {TERTIAL: DELAR, MANAD: f"{DELAR}:{MANAD}"}
HOGST_DOLD = 20


@dataclass(frozen=True, slots=True)
class Rapporthuvud:
    """The head of a report, as written. `slag`: what the nämnd calls it, such as "Extra månadsuppföljning"."""

    slag: str = ""
    dnr: str = ""
    mottagare: str = ""
    forslag: str = ""
    bilagor: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.slag, self.dnr, self.mottagare, self.forslag, self.bilagor))


@dataclass(frozen=True, slots=True)
class Mattval:
    """How mått are shown. `dolj_under`: counts below it are not shown, 0 = all are; `delar`: grupp -> part of the report.

    `diagram`: the mått that are drawn in the report, by `finance.rapport.matt.diagram.nyckel_of`; None = those that stand out.
    `riktningar`: mått, named likewise -> `finance.mattdelar.Riktning`; one that is not there says nothing of good or bad.
    """

    per_kon: bool = False
    dolj_under: int = 0
    delar: Mapping[str, str] = field(default_factory=dict)
    diagram: tuple[str, ...] | None = None
    riktningar: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delval:
    """The parts of one kind of report. `ordning`: ids of parts, those not named keep their place after; `utan`: left out.

    `med`: of the parts that are there only when chosen, those that are.
    """

    ordning: tuple[str, ...] = ()
    utan: frozenset[str] = frozenset()
    med: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rapportval:
    """All of it for a nämnd and a period. `ordning`, `utan` and `med` are the tertialrapport's `Delval`."""

    ordning: tuple[str, ...] = ()
    utan: frozenset[str] = frozenset()
    matt: Mattval = field(default_factory=Mattval)
    huvuden: Mapping[str, Rapporthuvud] = field(default_factory=dict)
    med: frozenset[str] = frozenset()
    manad: Delval = field(default_factory=Delval)

    def huvud(self, slag: str) -> Rapporthuvud:
        """The head of a kind of report."""
        return self.huvuden.get(slag, Rapporthuvud())

    def delval(self, slag: str) -> Delval:
        """The parts of a kind of report."""
        return self.manad if slag == MANAD else Delval(self.ordning, self.utan, self.med)


def read_rapportval(store: Store, namnd: str, period: int, *, as_of: datetime | None = None) -> Rapportval:
    """What holds for `period` (ÅÅÅÅMM). A head that is not written takes kind and receiver from the latest one written."""
    with store.read():
        delar, manad = (_read_delval(store, namnd, slag, as_of) for slag in (TERTIAL, MANAD))
        matt = _read(store, namnd, MATT, as_of)
        huvuden = {slag: _read_huvud(store, namnd, slag, period, as_of) for slag in SLAG}
    return Rapportval(
        ordning=delar.ordning,
        utan=delar.utan,
        med=delar.med,
        manad=manad,
        matt=_mattval(matt),
        huvuden={slag: huvud for slag, huvud in huvuden.items() if huvud},
    )


def _mattval(found: Mapping[str, Any]) -> Mattval:
    drawn = found.get("diagram")
    chosen = None if drawn is None else tuple(drawn)
    delar, riktningar = (dict(found.get(name, {})) for name in ("delar", "riktningar"))
    return Mattval(bool(found.get("per_kon")), int(found.get("dolj_under", 0)), delar, chosen, riktningar)


def _read_delval(store: Store, namnd: str, slag: str, as_of: datetime | None) -> Delval:
    found = _read(store, namnd, NYCKEL[slag], as_of)
    ordning, utan, med = (found.get(name, ()) for name in ("ordning", "utan", "med"))
    return Delval(tuple(ordning), frozenset(utan), frozenset(med))


def save_rapportdelar(
    store: Store,
    namnd: str,
    ordning: tuple[str, ...],
    utan: frozenset[str],
    *,
    med: frozenset[str] = frozenset(),
    slag: str = TERTIAL,
    vem: str,
) -> None:
    """Which parts a kind of report has, in which order, as `Delval`."""
    values = {"ordning": list(ordning), "utan": sorted(utan), "med": sorted(med)}
    _save(store, namnd, NYCKEL[slag], values, vem)


def save_mattval(store: Store, namnd: str, val: Mattval, *, vem: str) -> None:
    """How mått are shown. Raises InvalidValue."""
    if not 0 <= val.dolj_under <= HOGST_DOLD:
        raise InvalidValue(f"Välj en gräns mellan 0 och {HOGST_DOLD}. 0 betyder att alla antal visas.")
    drawn = None if val.diagram is None else list(val.diagram)
    values = {"per_kon": val.per_kon, "dolj_under": val.dolj_under, "delar": dict(val.delar), "diagram": drawn}
    values |= {"riktningar": {key: riktning for key, riktning in val.riktningar.items() if riktning}}
    _save(store, namnd, MATT, values, vem)


def save_rapporthuvud(store: Store, namnd: str, slag: str, period: int, huvud: Rapporthuvud, *, vem: str) -> None:
    """The head of one report. Kind and receiver are proposed for the periods that have none of their own."""
    values = {name: masked(value) for name, value in asdict(huvud).items() if isinstance(value, str)}
    bilagor = [text for one in huvud.bilagor if (text := masked(one))]
    with store.write():
        _save(store, namnd, f"{HUVUD}:{slag}:{period}", {**values, "bilagor": bilagor}, vem)
        _save(store, namnd, f"{HUVUD}:{slag}", {"slag": values["slag"], "mottagare": values["mottagare"]}, vem)


def _read_huvud(store: Store, namnd: str, slag: str, period: int, as_of: datetime | None) -> Rapporthuvud:
    own = _read(store, namnd, f"{HUVUD}:{slag}:{period}", as_of)
    found = own or _read(store, namnd, f"{HUVUD}:{slag}", as_of)
    return Rapporthuvud(**{**found, "bilagor": tuple(found.get("bilagor", ()))})


def _read(store: Store, namnd: str, nyckel: str, as_of: datetime | None) -> dict[str, Any]:
    text = read_installning(store, nyckel, namnd=namnd, as_of=as_of)
    return dict(json.loads(text)) if text else {}


def _save(store: Store, namnd: str, nyckel: str, varden: Mapping[str, object], vem: str) -> None:
    save_installning(store, nyckel, json.dumps(varden, ensure_ascii=False), namnd=namnd, vem=vem)
