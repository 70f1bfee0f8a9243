"""What a file does to the months that hold something already (DESIGN 5), and what it changes.

Per (slag, month): holds the file every verksamhet stored there, it replaces the month; none of them, it stands beside; some,
a person must say: replace the month, replace the file's own verksamheter alone, or stand beside. A verksamhet whose stored
amounts are all zero is nothing to lose and is not looked at.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import pandas as pd

from finance.format import format_kronor
from finance.inlasning.modell import Anmarkning, Fraga, Niva
from finance.inlasning.planrader import Planrad
from finance.kolumner import Col, Slag
from finance.mottagning.identitet import Delar, Fildel, Nyckel, identity, is_replaced, without_replaced
from finance.mottagning.modell import GAMMAL_ORE, NY_ORE, Ersattning, Overlapp
from finance.period import Period
from finance.store import Satt, Status, slag_of

MAX_NAMED = 8


@dataclass(frozen=True, slots=True)
class Krock:
    """A month where the file holds some of the stored verksamheter."""

    nyckel: Nyckel
    bada: tuple[str, ...]
    saknas: tuple[str, ...]


def decide_satt(
    saldo: pd.DataFrame, stored: Mapping[Slag, pd.DataFrame], overlapp: Overlapp
) -> tuple[dict[Nyckel, Fildel], tuple[Krock, ...]]:
    """How the file stands in each of its months; an unanswered one is taken as replaced, and listed."""
    delar: dict[Nyckel, Fildel] = {}
    krockar = []
    held = {slag: _by_period(frame[frame[Col.ORE] != 0]) for slag, frame in stored.items()}
    for name, rows in saldo.groupby(Col.SLAG, sort=False):
        slag = Slag(str(name))
        for period, new in _by_period(rows).items():
            old = held[slag].get(period, frozenset())
            satt = _decide(new, old, overlapp)
            delar[slag, period] = Fildel(satt, new)
            if overlapp is Overlapp.AUTO and old & new and old - new and satt is Satt.ERSATTER:
                krockar.append(Krock((slag, period), tuple(sorted(old & new)), tuple(sorted(old - new))))
    return delar, tuple(sorted(krockar, key=lambda krock: krock.nyckel))


def _by_period(rows: pd.DataFrame) -> dict[int, frozenset[str]]:
    pairs = pd.DataFrame({"period": rows[Col.PERIOD], "identity": identity(rows)}).drop_duplicates()
    return {int(str(period)): frozenset(group) for period, group in pairs.groupby("period")["identity"]}


def _decide(new: Collection[str], old: frozenset[str], overlapp: Overlapp) -> Satt:
    if overlapp is Overlapp.LAGG_TILL:
        return Satt.BREDVID
    if overlapp is Overlapp.ERSATT_VERKSAMHETER:
        return Satt.ERSATTER_SINA
    if overlapp is Overlapp.AUTO and old and old.isdisjoint(new):
        return Satt.BREDVID
    return Satt.ERSATTER


def decide_plan_satt(planrader: Collection[Planrad], overlapp: Overlapp) -> dict[Nyckel, Satt]:
    """Mått stand beside each other (the newest value of each counts); a new list of anything else replaces the one before."""
    beside = Satt.ERSATTER if overlapp is Overlapp.ERSATT else Satt.BREDVID
    other = Satt.BREDVID if overlapp is Overlapp.LAGG_TILL else Satt.ERSATTER
    return {(slag, 0): beside if slag is Slag.MATT else other for slag in {slag_of(rad) for rad in planrader}}


def ask(krockar: Collection[Krock]) -> tuple[Fraga, ...]:
    """One question for all months that need an answer; none when none does."""
    if not krockar:
        return ()
    months = _listed([_month(krock.nyckel) for krock in krockar])
    both = sorted({kod for krock in krockar for kod in krock.bada})
    missing = sorted({kod for krock in krockar for kod in krock.saknas})
    text = (
        f"Det finns redan uppgifter för {months}. Filen innehåller en del av samma verksamheter ({_listed(both)}) men inte "
        f"alla ({_listed(missing)} saknas i filen). Ska filen ersätta allt som finns där, bara sina egna verksamheter, eller "
        "läggas till?"
    )
    choices = (
        (Overlapp.ERSATT.value, "Ersätt det som finns för månaden med filen"),
        (Overlapp.ERSATT_VERKSAMHETER.value, "Ersätt bara filens verksamheter, låt de andra stå kvar"),
        (Overlapp.LAGG_TILL.value, "Lägg till filen bredvid det som finns"),
    )
    return (Fraga("overlapp", text, choices, "overlapp"),)


def compare(saldo: pd.DataFrame, stored: Mapping[Slag, pd.DataFrame], delar: Delar) -> pd.DataFrame:
    """Before and after in the months of `saldo`: columns SLAG, PERIOD, VERKSAMHET, GAMMAL_ORE, NY_ORE."""
    keys = [Col.SLAG.value, Col.PERIOD.value, Col.VERKSAMHET.value]
    mine = {slag: frame[frame[Col.PERIOD].isin([p for s, p in delar if s is slag])] for slag, frame in stored.items()}
    kept = {slag: without_replaced(frame, slag, delar) for slag, frame in mine.items()}
    frames = (_joined(mine, saldo.head(0)), _joined(kept, saldo))
    sums = [frame.groupby(keys)[Col.ORE].sum() for frame in frames]
    return pd.concat(sums, axis=1, keys=[GAMMAL_ORE, NY_ORE]).fillna(0).astype("int64").sort_index().reset_index()


def _joined(stored: Mapping[Slag, pd.DataFrame], saldo: pd.DataFrame) -> pd.DataFrame:
    frames = [frame.assign(**{Col.SLAG: slag.value}) for slag, frame in stored.items()]
    return pd.concat([frame for frame in (*frames, saldo) if len(frame)] or [saldo])


def list_replaced(
    saldo: pd.DataFrame, stored: Mapping[Slag, pd.DataFrame], delar: Delar, current: Mapping[tuple[str, int], Mapping[int, int]]
) -> tuple[Ersattning, ...]:
    """The months of earlier inläsningar that stop counting, in whole or in part. `stored` with INLASNING."""
    new = saldo.groupby([Col.SLAG, Col.PERIOD])[Col.ORE].sum()
    found = []
    for (slag, period), part in sorted(delar.items(), key=lambda one: one[0]):
        ore = int(new.get((slag.value, period), 0))
        if part.satt is Satt.ERSATTER:
            old = current.get((slag.value, period), {})
            found += [Ersattning(slag, period, number, amount, ore) for number, amount in old.items()]
        elif part.satt is Satt.ERSATTER_SINA:
            found += _replaced_in_part(stored[slag], slag, period, ore, delar)
    return tuple(found)


def _replaced_in_part(rows: pd.DataFrame, slag: Slag, period: int, ore: int, delar: Delar) -> Iterator[Ersattning]:
    month = rows[rows[Col.PERIOD] == period]
    gone = month[is_replaced(month, slag, delar)]
    for number, mine in gone.groupby(Col.INLASNING, sort=True):
        yield Ersattning(slag, period, int(str(number)), int(mine[Col.ORE].sum()), ore, frozenset(identity(mine)))


def warn_closed(jamforelse: pd.DataFrame, delar: Delar, status: Mapping[int, Status]) -> list[Anmarkning]:
    """A varning for each closed month that is replaced by other amounts, with old and new sum per verksamhet (DESIGN 5)."""
    changed = jamforelse[jamforelse[GAMMAL_ORE] != jamforelse[NY_ORE]]
    notes = []
    for key, rows in changed.groupby([Col.SLAG, Col.PERIOD], sort=True):
        name, period = cast("tuple[str, int]", key)
        whole = jamforelse[(jamforelse[Col.SLAG] == name) & (jamforelse[Col.PERIOD] == period)]
        part = delar.get((Slag(name), int(period)))
        replaced = part is not None and part.satt is not Satt.BREDVID and whole[GAMMAL_ORE].any()
        if replaced and status.get(int(period)) is Status.STANGD:
            notes.append(_closed(Slag(name), int(period), whole, rows))
    return notes


def _closed(slag: Slag, period: int, whole: pd.DataFrame, changed: pd.DataFrame) -> Anmarkning:
    old, new = (format_kronor(int(whole[column].sum())) for column in (GAMMAL_ORE, NY_ORE))
    parts = [
        f"{kod or 'utan verksamhet'} {format_kronor(int(before))} blir {format_kronor(int(after))}"
        for kod, before, after in zip(changed[Col.VERKSAMHET], changed[GAMMAL_ORE], changed[NY_ORE], strict=True)
    ]
    text = f"{_month((slag, period)).capitalize()} är stängd och ändras: {old} blir {new} ({_listed(parts, '; ')})."
    return Anmarkning(Niva.VARNING, "stangd_manad", text, "Kontrollera att rättelsen ska in i den stängda månaden.")


def _month(nyckel: Nyckel) -> str:
    slag, period = nyckel
    return f"{slag} {Period.from_key(period).namn}"


def _listed(parts: Collection[str], separator: str = ", ") -> str:
    named = list(parts)[:MAX_NAMED]
    more = len(parts) - len(named)
    return separator.join(named) + (f"{separator}och {more} till" if more else "")
