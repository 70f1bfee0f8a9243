"""Suspected one-offs: amounts that a nod does not usually have, with what the prognos would become without them in the pace.

Saldo per konto finds the months that stand out; transactions are read only for those konton, and only when a person asks.
The rules: docs/metoder.md#forslag-till-engangsposter. Amounts: whole öre, kostnad +.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import pandas as pd

from finance.kolumner import Col, Slag
from finance.kub import GRUPPER, with_nod
from finance.lage import Lage
from finance.period import MANADER, Period
from finance.prognos.helarsprognos import chosen_metod
from finance.prognos.metoder import RADMETODER, STANDARDMETOD
from finance.prognos.rensning import Post, amount_text, find_rensning
from finance.prognos.serier import forecast_series
from finance.prognos.toppar import AVVIKER, LIKNANDE, MAD, VASENTLIG, Kontomanader, Topp, find_toppar, read_kontomanader
from finance.store import Engangspost, Plats, Store, apply_byten, origins, read_engangsposter, read_transaktioner

MEST = 10
"""Proposals shown."""
MEST_PROVADE = 40
"""Months that stand out whose effect is computed, the largest first."""


@dataclass(frozen=True, slots=True)
class Forslag:
    """A suspected one-off. `plats`: its transaction; None where it is a part of what is booked on the konto that month.

    `effekt_ore`: full-year prognos of the nod with the mark minus without (cost). `skal`: Swedish sentences with the figures.
    """

    nod: str
    kontogrupp: str
    konto: str
    period: Period
    ore: int
    plats: Plats | None
    verifikat: str
    effekt_ore: int
    skal: str


def compute_forslag(lage: Lage, store: Store, *, mest: int = MEST) -> tuple[Forslag, ...]:
    """At most `mest` suspected one-offs of the year's closed months, by what they move the prognos; none that is judged."""
    closed = lage.senast_stangd
    if closed is None:
        return ()
    with store.read():
        judged = [p for p in read_engangsposter(store, lage.namnd.kod, as_of=lage.as_of) if p.period // 100 == closed.ar]
        months = read_kontomanader(lage, store, closed)
        toppar = find_toppar(lage, months)[:MEST_PROVADE]
        rader = _read_rader(lage, store, toppar, months, closed)
    found = [one for topp in toppar if (one := _forslag(lage, topp, rader, judged)) is not None]
    return tuple(sorted((one for one in found if one.effekt_ore), key=lambda one: -abs(one.effekt_ore))[:mest])


def _read_rader(
    lage: Lage, store: Store, toppar: Sequence[Topp], months: Kontomanader, closed: Period
) -> Mapping[tuple[str, str], pd.DataFrame]:
    """The transactions of the year's closed months on the konton that stand out, by (nod, konto)."""
    kods = {kod for topp in toppar for kod in months.verksamheter[topp.nod]}
    if not toppar:
        return {}
    found = read_transaktioner(
        store,
        lage.namnd.kod,
        Slag.UTFALL,
        as_of=lage.as_of,
        fran=closed.ar * 100 + 1,
        till=closed.key,
        verksamheter=origins(kods, lage.byten, period=lage.period.key),
        konton={topp.konto for topp in toppar},
    )
    mapped = with_nod(apply_byten(found, lage.byten, period=lage.period.key), lage.struktur, lage.kontoplan)
    return {(str(nod), str(konto)): rows for (nod, konto), rows in mapped.groupby([Col.NOD, Col.KONTO], sort=True)}


def _forslag(
    lage: Lage, topp: Topp, rader: Mapping[tuple[str, str], pd.DataFrame], judged: Sequence[Engangspost]
) -> Forslag | None:
    """The transaction behind a month that stands out, or the amount itself where the konto is booked once a month."""
    period, mine = Period(lage.period.ar, topp.manad), rader.get((topp.nod, topp.konto))
    rows = None if mine is None else mine[mine[Col.PERIOD] == period.key]
    seen = {post.plats for post in judged if post.plats}
    if rows is None or mine is None or not (len(rows) > 1 or abs(topp.normal) <= VASENTLIG * abs(topp.ore)):
        judged_here = {(post.nod, post.konto, post.period) for post in judged if not post.ar_transaktion}
        known = (topp.nod, topp.konto, period.key) in judged_here or not seen.isdisjoint(_places(rows))
        return None if known else _finish(lage, topp, period, topp.ore)
    at = _single(topp, rows, mine)
    if at is None or _places(rows)[at] in seen or _is_credited(topp.nod, int(rows[Col.ORE].iloc[at]), rader):
        return None
    ore, verifikat = int(rows[Col.ORE].iloc[at]), str(rows[Col.VERIFIKAT].iloc[at])
    return _finish(lage, topp, period, ore, plats=_places(rows)[at], verifikat=verifikat)


def _places(rows: pd.DataFrame | None) -> list[Plats]:
    if rows is None:
        return []
    return [(int(a), int(b)) for a, b in zip(rows[Col.INLASNING], rows[Col.LOPNR], strict=True)]


def _single(topp: Topp, rows: pd.DataFrame, mine: pd.DataFrame) -> int | None:
    """The place in `rows` of the one transaction that makes the month stand out; None where several do."""
    amounts, others = [int(ore) for ore in rows[Col.ORE]], [int(ore) for ore in mine[Col.ORE]]
    at = min(range(len(amounts)), key=lambda place: abs(amounts[place] - topp.ore))
    ore = amounts[at]
    others.remove(ore)
    is_it = abs(ore - topp.ore) <= LIKNANDE * abs(topp.ore)
    return at if is_it and _is_odd(ore, others) else None


def _is_credited(nod: str, ore: int, rader: Mapping[tuple[str, str], pd.DataFrame]) -> bool:
    """Whether the nod has the same amount with the other sign, on the same konto or another that stands out."""
    return any(own == nod and bool((rows[Col.ORE] == -ore).any()) for (own, _), rows in rader.items())


def _is_odd(ore: int, others: Sequence[int]) -> bool:
    """Whether no other transaction of the konto is like it, and their spread does not hold it."""
    if not others:
        return True
    middle = median(others)
    usual = MAD * median(abs(one - middle) for one in others)
    alike = any(one * ore > 0 and abs(one) >= LIKNANDE * abs(ore) for one in others)
    return not alike and abs(ore - middle) > AVVIKER * usual


def _finish(lage: Lage, topp: Topp, period: Period, ore: int, *, plats: Plats | None = None, verifikat: str = "") -> Forslag:
    kontogrupp = lage.kontoplan.kontogrupp(topp.konto).value
    effekt = compute_effekt(lage, topp.nod, kontogrupp, period, ore)
    namn = f"{topp.konto or 'saknas'} {lage.kontonamn.get(topp.konto, '')}".strip()
    skal = _reason(namn, topp, ore=ore, whole=plats is not None)
    return Forslag(topp.nod, kontogrupp, topp.konto, period, ore, plats, verifikat, effekt, skal)


def _reason(konto: str, topp: Topp, *, ore: int, whole: bool) -> str:
    """Why the amount is thought to be a one-off. `whole`: it is a transaction, not a part of the month."""
    manad = MANADER[topp.manad - 1]
    amount = amount_text(ore) if whole or not topp.normal else f"{amount_text(ore)} mer än vanligt"
    usual = f"En vanlig månad är det {amount_text(topp.normal)}" if topp.normal else "Andra månader är det inget"
    before = (
        f"och {manad} tidigare år hade inget liknande" if topp.tidigare else "men det finns inget tidigare år att jämföra med"
    )
    return f"Konto {konto} har {amount} i {manad}. {usual}, {before}."


def compute_effekt(lage: Lage, nod: str, kontogrupp: str, period: Period, ore: int) -> int:
    """What the full-year prognos (cost, öre) of a nod's series becomes with one more one-off, minus what it is.

    Raises KeyError for a nod that is not in the kub.
    """
    metod, closed, year = chosen_metod(lage, nod), lage.senast_stangd, lage.kub.year(period.ar)
    row, marks = lage.kub.place[nod], find_rensning(lage)
    if closed is None or year is None:
        return 0
    grupp = next(place for place, one in enumerate(GRUPPER) if one.value == kontogrupp)
    series = STANDARDMETOD if metod in RADMETODER else metod
    more = marks.with_post(Post(row, grupp, year, period.manad - 1, ore))
    before, after = (
        forecast_series(lage, [row], list(range(len(GRUPPER))), series, closed.manad, rensning=one).total
        for one in (marks, more)
    )
    return round(after) - round(before)  # the table's totals are whole öre
