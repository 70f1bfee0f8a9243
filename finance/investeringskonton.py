"""What the ledger and the budget hold on konto 40 (anläggningsinköp), which never are drift (DESIGN 6.3), per projekt."""

from collections.abc import Mapping

import pandas as pd

from finance.kolumner import Col
from finance.kontoplan import Kontoklass, Kontoplan

PLACES = 13


def sum_projekt(saldo: pd.DataFrame, kontoplan: Kontoplan, ar: int) -> Mapping[str, tuple[int, ...]]:
    """Projekt ("" = none) -> öre of the year in 13 places, January to December and bokslut; canonical sign (kostnad +)."""
    if saldo.empty:
        return {}
    konton = {konto for konto in saldo[Col.KONTO].unique() if kontoplan.klass(konto) is Kontoklass.INVESTERING}
    rows = saldo[saldo[Col.KONTO].isin(konton) & (saldo[Col.PERIOD] // 100 == ar)]
    found: dict[str, list[int]] = {}
    for projekt, period, ore in zip(rows[Col.PROJEKT], rows[Col.PERIOD], rows[Col.ORE], strict=True):
        found.setdefault(str(projekt), [0] * PLACES)[min(int(period) % 100, PLACES) - 1] += int(ore)
    return {projekt: tuple(places) for projekt, places in sorted(found.items())}
