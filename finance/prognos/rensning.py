"""What people have said that the series of a nod shall not be read by: one-off amounts, and months before it started anew.

Utfall is never changed: a one-off is left out of what profile, level and spread are computed from, and added back to the months
that it is booked on (docs/metoder.md#engangsposter, #borjar-om). Amounts: öre, kostnad +.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import hypot

import numpy as np
from numpy.typing import NDArray

from finance.belopp import Enhet
from finance.format import format_belopp
from finance.kub import BOKSLUT, GRUPPER, Kub, Ore
from finance.lage import Lage
from finance.period import Period
from finance.prognos.metoder import RESERVORDNING, Metod, Prognos, forecast_values
from finance.prognos.profil import Tal

FRAN_BORJAN = 0


@dataclass(frozen=True, slots=True)
class Post:
    """One one-off in the arrays of a kub: places of nod, kontogrupp and year, month 0-11, whole öre."""

    nod: int
    grupp: int
    ar: int
    manad: int
    ore: int


@dataclass(frozen=True, eq=False)
class Rensning:
    """The marks of a Lage, placed in its kub. `starter`: (places of noder, ÅÅÅÅMM), the earliest first."""

    kub: Kub
    poster: tuple[Post, ...]
    starter: tuple[tuple[tuple[int, ...], int], ...]

    @cached_property
    def arrays(self) -> tuple[Ore, Ore] | None:
        """(one-offs, the part of them that lies in what was booked whole on one month), shaped as the kub; None without any."""
        if not self.poster:
            return None
        whole, ack = np.zeros_like(self.kub.utfall), np.zeros_like(self.kub.ack)
        for post in self.poster:
            manad = self._booked_month(post)
            whole[post.nod, post.grupp, post.ar, manad] += post.ore
            if self.kub.ack[post.nod, :, post.ar, manad].any():
                ack[post.nod, post.grupp, post.ar, manad] += post.ore
        return whole, ack

    def _booked_month(self, post: Post) -> int:
        """The month itself; where nothing is booked on it, the month of the accumulated file that covers it."""
        if self.kub.har_utfall[post.ar, post.manad]:
            return post.manad
        later = np.flatnonzero(self.kub.ack[post.nod, :, post.ar, post.manad : BOKSLUT].any(axis=0))
        return post.manad + int(later[0]) if later.size else post.manad

    def starts(self, upto: int) -> NDArray[np.int64]:
        """Per nod: the latest month (ÅÅÅÅMM) up to `upto` that it starts anew from, 0 where it does not.

        A start counts once its first month is closed: before that there is nothing else to go by than what was.
        """
        found = np.zeros(len(self.kub.noder), dtype=np.int64)
        for rows, fran in self.starter:
            if fran <= upto:
                found[list(rows)] = fran
        return found

    def with_post(self, post: Post) -> "Rensning":
        """The same with one more one-off: what would be if it were marked."""
        return replace(self, poster=(*self.poster, post))


@lru_cache(maxsize=16)
def find_rensning(lage: Lage) -> Rensning:
    """The marks of a Lage that are in force."""
    kub = lage.kub
    poster = [
        Post(kub.place[mark.nod], GRUPPER.index(next(g for g in GRUPPER if g.value == mark.kontogrupp)), year, manad - 1, ore)
        for mark in lage.engangsposter
        for year, manad, ore in [(kub.year(mark.period.ar), mark.period.manad, mark.post.ore)]
        if not mark.hinder and year is not None and mark.nod in kub.place
    ]
    lines = {gren.kod: gren.blad for gren in lage.struktur.grenar(kub.noder)} if lage.nystarter else {}
    starter = [(tuple(kub.rows(lines.get(one.nod, ()))), one.fran) for one in lage.nystarter]
    return Rensning(kub, tuple(poster), tuple(sorted(starter, key=lambda one: one[1])))


def by_start(starts: NDArray[np.int64], rows: Sequence[int]) -> list[tuple[int, list[int]]]:
    """`rows` by the month they start anew from, in order: (ÅÅÅÅMM or 0, rows)."""
    if not len(rows) or not starts.any():
        return [(FRAN_BORJAN, list(rows))]
    return [(int(start), [row for row in rows if starts[row] == start]) for start in np.unique(starts[list(rows)])]


@dataclass(frozen=True, slots=True, eq=False)
class Serie:
    """What is known of some noder that started together, before and in the year `ar`; float öre, NaN = missing.

    earlier: (years, 12), the latest last; current: the closed months; both without one-offs: `engangs` has those of `current`.
    """

    ar: int
    earlier: Tal
    current: Tal
    budget: Tal | None
    engangs: Tal | None = None
    start: int = FRAN_BORJAN

    def forecast(self, metod: Metod, *, fitted: bool = False) -> Prognos:
        """The method on the months that count, with the one-offs laid back on the months they are booked on."""
        start = max(self._place, 0)
        prognos = forecast_values(self._earlier(), self.current, self.budget, method=metod, start=start, fitted=fitted)
        return prognos if self.engangs is None else add_booked(prognos, np.where(np.isfinite(self.current), self.engangs, 0.0))

    @property
    def _place(self) -> int:
        """The first month that counts, from January of `ar`: negative in earlier years; far back without a start."""
        ar, manad = divmod(self.start, 100)
        return (ar - self.ar) * 12 + manad - 1

    def _earlier(self) -> Tal:
        """Earlier years from the first one in which there was anything that counts."""
        ahead = np.arange(-12 * len(self.earlier), 0).reshape(-1, 12)
        earlier = np.where(ahead >= self._place, self.earlier, np.nan) if self.start else self.earlier
        started = np.flatnonzero(np.nan_to_num(earlier).any(axis=1))
        return earlier[started[0] :] if started.size else earlier[:0]


def add_booked(prognos: Prognos, booked: Tal) -> Prognos:
    """The prognos with what is booked on the closed months but was not learnt from: certain, so the width is the same."""
    extra = float(booked.sum())
    months = np.array(prognos.monthly)
    months[: len(booked)] += booked
    return replace(
        prognos,
        total=prognos.total + extra,
        low=prognos.low + extra,
        high=prognos.high + extra,
        monthly=tuple(months.tolist()),
        methods={metod: total + extra for metod, total in prognos.methods.items()},
    )


def join(parts: Sequence[Prognos]) -> Prognos:
    """The sum of noder that did not start together: half widths as for errors that are independent of each other.

    What one that started anew does not know is its own, not shared with those whose history goes on.
    """
    if len(parts) == 1:
        return parts[0]
    total = sum(part.total for part in parts)
    half = hypot(*((part.high - part.low) / 2 for part in parts))
    largest = max(parts, key=lambda part: abs(part.total))
    methods = [metod for metod in Metod if any(metod in part.methods for part in parts)]
    notes = tuple(dict.fromkeys(note for part in parts for note in part.explain["anmarkning"]))
    return replace(
        largest,
        total=total,
        low=total - half,
        high=total + half,
        monthly=tuple(sum(months) for months in zip(*(part.monthly for part in parts), strict=True)),
        methods={metod: sum(_total_by(part, metod) for part in parts) for metod in methods},
        explain={**largest.explain, "halv_bredd": half, "anmarkning": notes},
    )


def _total_by(prognos: Prognos, metod: Metod) -> float:
    return next((prognos.methods[namn] for namn in (metod, *RESERVORDNING) if namn in prognos.methods), prognos.total)


def say(prognos: Prognos, texts: Sequence[str]) -> Prognos:
    """The prognos with more to say (Swedish sentences)."""
    if not texts:
        return prognos
    return replace(prognos, explain={**prognos.explain, "anmarkning": (*prognos.explain["anmarkning"], *texts)})


def mark_texts(rensning: Rensning, rows: Sequence[int], grupper: Sequence[int], year: int, last_closed: int) -> list[str]:
    """What the marks on some noder mean for the prognos of a year (its place in the kub)."""
    ar, texts = rensning.kub.ar[year], []
    starts = rensning.starts(ar * 100 + last_closed)
    anew = sorted({int(starts[row]) for row in rows} - {FRAN_BORJAN})
    if anew:
        which = "Börjar om" if len(set(starts[list(rows)].tolist())) == 1 else "En del av raden börjar om"
        texts.append(f"{which} från {Period.from_key(anew[-1]).namn}: tidigare månader räknas inte in.")
    mine = [p for p in rensning.poster if p.nod in rows and p.grupp in grupper and (p.ar < year or p.manad < last_closed)]
    for name, found in (
        ("", [p for p in mine if p.ar == year]),
        (" från tidigare år", [p for p in mine if p.ar < year]),
    ):
        if found:
            count = f"{len(found)} engångsposter" if len(found) > 1 else "En engångspost"
            texts.append(f"{count}{name}, {amount_text(sum(p.ore for p in found))}, räknas inte in i takten.")
    return texts


def amount_text(ore: int) -> str:
    """An amount in the unit that suits its size: `1,2 Mnkr`, `340 tkr`."""
    sizes = [enhet for enhet in (Enhet.MNKR, Enhet.TKR) if abs(ore) >= enhet.ore]
    return format_belopp(ore, sizes[0] if sizes else Enhet.KR, unit=True)
