"""The reviderad budget of a year: ursprunglig + budgetjusteringar, per line and decision (DESIGN 6.4).

Öre, canonical sign: more budget for costs is +. The reviderad is what the kub holds, so it is the budget of every other table;
the ursprungliga is what remains when the year's part of each justering is taken away, so the sums hold to the öre.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from finance.kolumner import Col
from finance.kub import with_nod
from finance.lage import Lage
from finance.store import Justeringspost, apply_byten, spread
from finance.struktur import Gren
from finance.uppfoljning import sum_rows

TYPNAMN = {"ram": "Ram", "tillagg": "Tillägg", "omfordelning": "Omfördelning", "tillfallig": "Tillfällig"}
"""The kinds of justering, in the order of the table's columns."""


@dataclass(frozen=True, slots=True)
class Justering:
    """What one justering adds to the year. `noder`: the lines' own rows that it is on (several when a verksamhet was split)."""

    typ: str
    beslut: str
    fran: int  # ÅÅÅÅMM
    till: int
    ore: int
    text: str
    verksamhet: str
    noder: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Budgetrad:
    """One line: `ursprunglig_ore` + the sum of `justerat` (öre per typ) = `reviderad_ore`."""

    nod: str
    namn: str
    niva: int
    ursprunglig_ore: int
    justerat: Mapping[str, int]
    reviderad_ore: int


@dataclass(frozen=True)
class Reviderad:
    """`rader` in report order, the nämnd's total last; `typer` are those with any justering."""

    ar: int
    rader: tuple[Budgetrad, ...]
    justeringar: tuple[Justering, ...]
    typer: tuple[str, ...]

    @property
    def total(self) -> Budgetrad:
        return self.rader[-1]


def compute_reviderad(lage: Lage) -> Reviderad:
    """The budget of the period's year. Justeringar that only concern other years are left out."""
    ar, poster = lage.period.ar, lage.budgetjusteringar
    cells = _per_nod(lage, poster, ar)
    in_year = sorted({place for _, place in cells})
    justeringar = tuple(
        Justering(
            typ=poster[place].typ,
            beslut=poster[place].beslut,
            fran=poster[place].fran,
            till=poster[place].till,
            ore=sum(ore for (_, other), ore in cells.items() if other == place),
            text=poster[place].text,
            verksamhet=poster[place].verksamhet,
            noder=tuple(nod for nod, other in cells if other == place),
        )
        for place in in_year
    )
    typer = tuple(typ for typ in TYPNAMN if any(one.typ == typ for one in justeringar))
    per_typ: dict[tuple[str, str], int] = defaultdict(int)
    for (nod, place), ore in cells.items():
        per_typ[nod, poster[place].typ] += ore
    grenar = lage.struktur.grenar(lage.kub.noder)
    return Reviderad(ar, tuple(_rad(lage, gren, per_typ, typer) for gren in grenar), justeringar, typer)


def _rad(lage: Lage, gren: Gren, per_typ: Mapping[tuple[str, str], int], typer: tuple[str, ...]) -> Budgetrad:
    justerat = {typ: sum(per_typ.get((nod, typ), 0) for nod in gren.blad) for typ in typer}
    reviderad = sum_rows(lage, "budget", lage.kub.rows(gren.blad), lage.period.ar, 12, None)
    return Budgetrad(gren.kod, gren.namn, gren.niva, reviderad - sum(justerat.values()), justerat, reviderad)


def _per_nod(lage: Lage, poster: tuple[Justeringspost, ...], ar: int) -> dict[tuple[str, int], int]:
    """(nod, place in `poster`) -> öre of the year; what is not drift is left out, as in the kub."""
    place = "place"
    rows = [
        (period, post.ansvar, post.verksamhet, post.konto, "", ore, number)
        for number, post in enumerate(poster)
        for period, ore in spread(post.ore, post.fran, post.till).items()
        if period // 100 == ar
    ]
    columns = (Col.PERIOD, Col.ANSVAR, Col.VERKSAMHET, Col.KONTO, Col.PROJEKT, Col.ORE, place)
    if not rows:
        return {}
    frame = pd.DataFrame(rows, columns=[str(name) for name in columns])
    mapped = with_nod(apply_byten(frame, lage.byten, period=lage.period.key), lage.struktur, lage.kontoplan)
    summed = mapped.groupby([Col.NOD, place], sort=False)[Col.ORE].sum()
    frame = summed.reset_index()
    return {
        (str(nod), int(number)): int(ore) for nod, number, ore in zip(frame[Col.NOD], frame[place], frame[Col.ORE], strict=True)
    }
