"""Accumulated inläsningar that stand after a month that changes: their difference to it was taken when they were read in.

The file that was accumulated says what the year holds up to its month; a changed earlier month makes that another figure. It
is said, with what to do: the accumulated file can be read in again, and is then booked anew.
"""

from collections.abc import Collection, Iterator, Mapping

import pandas as pd

from finance.inlasning.modell import Anmarkning, Niva
from finance.kolumner import Col, Slag
from finance.mottagning.identitet import Delar, Nyckel, is_replaced
from finance.mottagning.modell import GAMMAL_ORE, NY_ORE
from finance.period import Period
from finance.store import InlasningInfo, Store, find_ackumulerade, list_inlasningar, namnd_of, read_inlast_saldo

PER = (Col.INLASNING, Col.PERIOD, Col.VERKSAMHET, Col.ANSVAR)
Andrat = Mapping[Nyckel, Collection[str]]
"""(slag, month) -> the verksamheter ("" for rows without) whose amounts change."""


def warn_accumulated(store: Store, namnd: str, jamforelse: pd.DataFrame, delar: Delar) -> list[Anmarkning]:
    """A varning for each later accumulated inläsning that stays as it is when the file changes an earlier month."""
    changed = jamforelse[jamforelse[GAMMAL_ORE] != jamforelse[NY_ORE]]
    andrat: dict[Nyckel, set[str]] = {}
    for slag, period, kod in zip(changed[Col.SLAG], changed[Col.PERIOD], changed[Col.VERKSAMHET], strict=True):
        andrat.setdefault((Slag(slag), int(period)), set()).add(str(kod))
    return list(_warn(store, namnd, andrat, delar, "När du har läst in den här filen")) if store.version(namnd) else []


def warn_undone(store: Store, info: InlasningInfo) -> list[Anmarkning]:
    """The same for an inläsning that is to be undone or restored."""
    andrat: dict[Nyckel, set[str]] = {}
    for slag in (Slag.UTFALL, Slag.BUDGET):
        months = [period for period in info.perioder if slag in info.slag]
        if months:
            rows = read_inlast_saldo(store, info.namnd, slag, fran=min(months), till=max(months), per=PER)
            andrat |= {(slag, period): set(rows[Col.VERKSAMHET]) | {""} for period in months}
    return list(_warn(store, info.namnd, andrat, {}, "Därefter", own={info.id}))


def find_warnings_undone(store: Store, inlasning_id: int) -> list[Anmarkning]:
    """As `warn_undone`, by id. Raises UnknownInlasning."""
    infos = list_inlasningar(store, namnd_of(store, inlasning_id))
    return [note for info in infos if info.id == inlasning_id for note in warn_undone(store, info)]


def _warn(
    store: Store, namnd: str, andrat: Andrat, delar: Delar, when: str, *, own: Collection[int] = ()
) -> Iterator[Anmarkning]:
    for slag, ar in sorted({(slag, period // 100) for slag, period in andrat}):
        months = sorted(period for one, period in andrat if one is slag and period // 100 == ar)
        found = find_ackumulerade(store, namnd, slag, fran=months[0] + 1, till=ar * 100 + 12)
        if not found:
            continue
        saldo = read_inlast_saldo(store, namnd, slag, fran=months[0] + 1, till=ar * 100 + 12, per=PER)
        saldo = saldo[~is_replaced(saldo, slag, delar)]
        for (number, period), fil in sorted(found.items()):
            rows = saldo[(saldo[Col.INLASNING] == number) & (saldo[Col.PERIOD] == period)]
            hit = [month for month in months if month < period and set(rows[Col.VERKSAMHET]) & set(andrat[slag, month])]
            if hit and number not in own:
                yield _note(slag, hit, number, period, fil, when)


def _note(slag: Slag, months: Collection[int], number: int, period: int, fil: str, when: str) -> Anmarkning:
    names = ", ".join(Period.from_key(month).namn for month in months)
    month = Period.from_key(period)
    text = (
        f"{str(slag).capitalize()} för {names} ändras, men {month.namn} kommer från {fil} (inläsning {number}), som var "
        f"ackumulerad: skillnaden räknas inte om, och {month.span} {month.ar} får en annan summa än i filen."
    )
    action = f"{when}: läs in {fil} igen, så bokförs skillnaden på nytt."
    return Anmarkning(Niva.VARNING, "senare_ackumulerad", text, action)
