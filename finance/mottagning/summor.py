"""Control totals of a file, with the keys of the command line (DESIGN 7). Öre, canonical sign (kostnad +)."""

from collections.abc import Iterable, Sequence

import pandas as pd

from finance.inlasning.modell import Bedomningsrad, Justeringsrad
from finance.inlasning.planrader import Investeringsrad, Planrad
from finance.kolumner import Col, Slag
from finance.kontoplan import STANDARDPLAN, Kontoklass
from finance.mottagning.modell import Summa
from finance.period import Period
from finance.store import spread

Post = tuple[str, str, int]
"""(period, verksamhet, öre)."""


def sum_up(
    saldo: pd.DataFrame,
    bedomningar: Sequence[Bedomningsrad],
    justeringar: Sequence[Justeringsrad],
    planrader: Sequence[Planrad] = (),
) -> dict[str, Summa]:
    """The totals that the file has; a slag without kronor gives none. Investering (konto 40) is told apart, per projekt."""
    posts = [(str(rad.ar), rad.nod, rad.kostnad_ore, rad.avvikelse_ore) for rad in bedomningar]
    found = {
        **_ledger(saldo),
        "budgetjustering": _total(_spread(justeringar)),
        "prognos_helar": _total((ar, nod, cost) for ar, nod, cost, _ in posts if cost is not None),
        "prognos_avvikelse": _total((ar, nod, deviation) for ar, nod, _, deviation in posts if deviation is not None),
    }
    for name, post in _investeringar(planrader).items():
        found[name] = _join(found[name], post)
    return {name: summa for name, summa in found.items() if summa is not None}


def _investeringar(planrader: Sequence[Planrad]) -> dict[str, Summa | None]:
    """Utfall stands under the month it runs to, budget under its year; per projekt."""
    rows = [rad for rad in planrader if isinstance(rad, Investeringsrad)]
    months = {rad.period: str(Period.from_key(rad.period)) if rad.period else str(rad.ar) for rad in rows}
    return {
        "investering_utfall": _total((months[r.period], r.projekt, r.utfall_ore) for r in rows if r.utfall_ore is not None),
        "investering_budget": _total((str(r.ar), r.projekt, r.budget_ore) for r in rows if r.budget_ore is not None),
    }


def _join(one: Summa | None, other: Summa | None) -> Summa | None:
    """Two totals as one; None for neither."""
    if one is None or other is None:
        return one or other
    perioder = [(period, "", ore) for s in (one, other) for period, ore in s.perioder.items()]
    koder = [("", kod, ore) for s in (one, other) for kod, ore in s.verksamheter.items()]
    both, per_kod = _total(perioder), _total(koder)
    return Summa(one.summa_ore + other.summa_ore, both.perioder if both else {}, per_kod.verksamheter if per_kod else {})


def _ledger(saldo: pd.DataFrame) -> dict[str, Summa | None]:
    konton = {konto: STANDARDPLAN.klass(konto) for konto in saldo[Col.KONTO].unique()}
    is_investering = (saldo[Col.KONTO].map(konton) == Kontoklass.INVESTERING) | (saldo[Col.SLAG] == Slag.INVESTERING)
    is_budget = saldo[Col.SLAG] == Slag.BUDGET
    is_utfall = saldo[Col.SLAG].isin([Slag.UTFALL, Slag.INVESTERING])
    return {
        "utfall": _of_rows(saldo[is_utfall & ~is_investering], Col.VERKSAMHET),
        "budget": _of_rows(saldo[is_budget & ~is_investering], Col.VERKSAMHET),
        "investering_utfall": _of_rows(saldo[is_utfall & is_investering], Col.PROJEKT),
        "investering_budget": _of_rows(saldo[is_budget & is_investering], Col.PROJEKT),
    }


def _of_rows(rows: pd.DataFrame, key: Col) -> Summa | None:
    sums = rows.groupby([Col.PERIOD, key])[Col.ORE].sum().reset_index()
    columns = (sums[Col.PERIOD], sums[key], sums[Col.ORE])
    return _total((str(Period.from_key(int(period))), str(kod), int(ore)) for period, kod, ore in zip(*columns, strict=True))


def _spread(justeringar: Iterable[Justeringsrad]) -> Iterable[Post]:
    for rad in justeringar:
        for period, ore in spread(rad.ore, rad.fran, rad.till).items():
            yield str(Period.from_key(period)), rad.verksamhet, ore


def _total(posts: Iterable[Post]) -> Summa | None:
    total, perioder, verksamheter, empty = 0, dict[str, int](), dict[str, int](), True
    for period, kod, ore in posts:
        empty = False
        total += ore
        perioder[period] = perioder.get(period, 0) + ore
        verksamheter[kod] = verksamheter.get(kod, 0) + ore
    return None if empty else Summa(total, dict(sorted(perioder.items())), dict(sorted(verksamheter.items())))
