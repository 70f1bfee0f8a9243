"""An annual budget after last year's profile: asked about where that differs from twelfths, done where the user has chosen it.

The profile of a verksamhet is what the files said of it a year earlier: its budget per month, else its utfall when every
month is there. Months of different sign say nothing of a season and are no profile. Each row sums to its öre exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from finance.belopp import split_by_weights
from finance.inlasning.modell import Anmarkning, Arsbudget, Fraga, Lasning, Niva
from finance.inlasning.val.fordelning import FORRA_ARET, TOLFTEDELAR
from finance.kolumner import Col, Slag
from finance.kontoplan import STANDARDPLAN, Kontoklass
from finance.mottagning.identitet import identity
from finance.store import Store, apply_byten, read_inlast_saldo, read_verksamhetsbyten

NOTICED = 0.001
"""A month whose share of the year differs from a twelfth by this much is a profile that differs."""
MAX_NAMED = 8


@dataclass(frozen=True, slots=True)
class Profil:
    """Twelve weights, January first, none negative, and what they are of."""

    vikter: tuple[int, ...]
    kalla: Slag

    def differs(self, manader: Sequence[int]) -> bool:
        """Whether it spreads an amount on these months (ÅÅÅÅMM) otherwise than evenly."""
        mine = [self.vikter[manad % 100 - 1] for manad in manader]
        return sum(mine) > 0 and max(abs(one / sum(mine) - 1 / len(mine)) for one in mine) > NOTICED


Profiler = Mapping[str, Profil]
"""By verksamhet, or "ansvar <kod>" for rows without one."""


def spread_arsbudget(
    store: Store, namnd: str, rader: pd.DataFrame, lasning: Lasning
) -> tuple[pd.DataFrame, list[Anmarkning], list[Fraga]]:
    """`rader` (columns TRANSAKTION) with annual budgets spread as chosen, what is said of it, and what must be asked."""
    notes, fragor = list[Anmarkning](), list[Fraga]()
    for one in lasning.arsbudgetar:
        mine = _rows_of(rader, one)
        if mine.empty:
            continue
        profiler = read_profiler(store, namnd, one.manader[0] // 100)
        if one.fordelning == FORRA_ARET:
            rader = _spread(rader, mine, profiler)
            notes += _tell(mine, one, profiler)
        elif not fragor and one.fordelning is None and _any_differs(mine, one, profiler):
            fragor.append(_ask(one))
    return rader, notes, fragor


def _rows_of(rader: pd.DataFrame, one: Arsbudget) -> pd.DataFrame:
    here = (rader[Col.SLAG] == Slag.BUDGET) & (rader[Col.BLAD] == one.blad)
    return rader[here & rader[Col.PERIOD].isin(one.manader) & rader[Col.RAD].isin(one.rader)]


def read_profiler(store: Store, namnd: str, ar: int) -> Profiler:
    """The profiles that the year before `ar` gives, under the verksamheter of `ar`."""
    utfall, budget = (_read_year(store, namnd, slag, ar) for slag in (Slag.UTFALL, Slag.BUDGET))
    whole = {kod for kod, months in utfall.items() if len(months) == 12}
    found = {kod: p for kod, months in utfall.items() if kod in whole and (p := _profile(months, Slag.UTFALL))}
    return {**found, **{kod: p for kod, months in budget.items() if (p := _profile(months, Slag.BUDGET))}}


def _read_year(store: Store, namnd: str, slag: Slag, ar: int) -> dict[str, dict[int, int]]:
    """Identity -> month (1-12) -> öre, for each month that has a row; nothing for what was booked whole on one month."""
    first = (ar - 1) * 100
    per = (Col.PERIOD, Col.VERKSAMHET, Col.ANSVAR, Col.KONTO)
    frame = read_inlast_saldo(store, namnd, slag, fran=first + 1, till=first + 12, per=per)
    frame = apply_byten(frame, read_verksamhetsbyten(store, namnd), period=ar * 100 + 1)
    klass = frame[Col.KONTO].map({konto: STANDARDPLAN.klass(konto) for konto in frame[Col.KONTO].unique()})
    kods = identity(frame)
    lumped = set(kods[frame[Col.ACKUMULERAT]])
    frame = frame.assign(**{Col.NOD: kods})[(klass == Kontoklass.DRIFT) & ~kods.isin(lumped)]
    years: dict[str, dict[int, int]] = {}
    sums = frame.groupby([Col.NOD, Col.PERIOD], as_index=False)[Col.ORE].sum()
    for kod, period, ore in zip(sums[Col.NOD], sums[Col.PERIOD], sums[Col.ORE], strict=True):
        years.setdefault(str(kod), {})[int(period) % 100] = int(ore)
    return years


def _profile(months: Mapping[int, int], kalla: Slag) -> Profil | None:
    year = [months.get(manad, 0) for manad in range(1, 13)]
    if not any(year) or (min(year) < 0 < max(year)):
        return None
    return Profil(tuple(map(abs, year)), kalla)


def _any_differs(mine: pd.DataFrame, one: Arsbudget, profiler: Profiler) -> bool:
    used = (profiler.get(kod) for kod in identity(mine[mine[Col.ORE] != 0]).unique())
    return any(profil is not None and profil.differs(one.manader) for profil in used)


def _spread(rader: pd.DataFrame, mine: pd.DataFrame, profiler: Profiler) -> pd.DataFrame:
    ore = rader[Col.ORE].copy()
    kods = identity(mine)
    for _, row in mine.groupby(Col.RAD, sort=False):
        profil = profiler.get(kods.loc[row.index[0]])
        months = row[Col.PERIOD] % 100
        if profil is not None and any(profil.vikter[manad - 1] for manad in months):
            weights = [profil.vikter[manad - 1] for manad in months]
            ore.loc[row.index] = split_by_weights(int(row[Col.ORE].sum()), weights)
    return rader.assign(**{Col.ORE: ore})


def _tell(mine: pd.DataFrame, one: Arsbudget, profiler: Profiler) -> list[Anmarkning]:
    kods = sorted(identity(mine).unique())
    what = f"Årsbudgeten i kolumnen {one.kolumn}"
    ar = one.manader[0] // 100 - 1
    notes = [
        Anmarkning(
            Niva.UPPLYSNING,
            "arsbudget_fordelad",
            f"{what} fördelades som {kalla} {ar} för {count} verksamhet{'' if count == 1 else 'er'}.",
            blad=one.blad or None,
            kolumn=one.kolumn,
        )
        for kalla in (Slag.BUDGET, Slag.UTFALL)
        if (count := sum(1 for kod in kods if kod in profiler and profiler[kod].kalla is kalla))
    ]
    without = [kod for kod in kods if kod not in profiler]
    if without:
        more = f" och {len(without) - MAX_NAMED} till" if len(without) > MAX_NAMED else ""
        text = f"{what} fördelades jämnt där {ar} inte ger någon profil: {', '.join(without[:MAX_NAMED])}{more}."
        action = f"Läs in budgeten eller utfallet för {ar} per månad, eller läs in en budget per månad, om den är ojämn."
        notes.append(Anmarkning(Niva.VARNING, "arsbudget_utan_profil", text, action, blad=one.blad or None, kolumn=one.kolumn))
    return notes


def _ask(one: Arsbudget) -> Fraga:
    ar = one.manader[0] // 100 - 1
    text = (
        f"Budgeten i kolumnen {one.kolumn} är ett belopp för hela året. Ska den fördelas på månaderna som {ar}, "
        "eller med lika mycket varje månad?"
    )
    choices = ((FORRA_ARET, f"Som {ar} års budget, eller utfall där budgeten saknas"), (TOLFTEDELAR, "Lika mycket varje månad"))
    return Fraga("arsbudget", text, choices, "fordelning")
