"""The methods, and the numpy core: a full-year prognos from arrays, for one nod.

Amounts in any one unit, kostnad +, up to 1e100 in size. Formulas: docs/metoder.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import frexp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finance.prognos.anpassade import MINSTA_AR, Anpassning
from finance.prognos.anpassade_cache import fit_remembered
from finance.prognos.intervall import compute_half_width, gap_factor, widen
from finance.prognos.metod import ANPASSADE, RADMETODER, RESERVORDNING, SLUTNA, STANDARDMETOD, Metod
from finance.prognos.niva import Niva, compute_niva
from finance.prognos.profil import Profil, Tal, compute_profil, fill_years

__all__ = [
    "ANPASSADE",
    "RADMETODER",
    "RESERVORDNING",
    "SLUTNA",
    "STANDARDMETOD",
    "Metod",
    "Prognos",
    "forecast_values",
]

MINSTA_ANDEL = 0.01  # last year's months so far, as part of its absolute total: below this they say nothing
SPRIDNING_UTAN_HISTORIK = 0.6  # relative sd of months that is believed before they are seen
TRO = 4.0  # the months that belief weighs as


@dataclass(frozen=True, slots=True)
class Prognos:
    """A full-year total with an 80 % interval, in the unit of the input.

    `monthly`: 12 values, utfall where it is known and prognos elsewhere; they sum to `total`. `method`: the one used, which is
    not the one asked for where that could not be computed (`explain["anmarkning"]` says so). `methods`: total per method that
    could be computed; empty only where there was nothing at all to go by (then total, low and high are 0).
    `explain`: profil (12), niva, niva_fore, vikter (newest year first), lambda (the months that what came before this year
    weighs), andel_i_ar, krympning, spridning, k, ar, halv_bredd, anpassning (the parameters of each fitted model), anmarkning
    (Swedish sentences); None where not computed.
    """

    total: float
    low: float
    high: float
    monthly: tuple[float, ...]
    method: Metod
    methods: dict[Metod, float]
    explain: dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class _Underlag:
    """What there is to go by, scaled by a power of two to about 1 (exact, so the unit never matters).

    years: whole years with gaps filled, from the first with an amount; last: the latest as booked; foregaende: last year
    filled, None if missing; utfall: 12 months, 0 where not known; booked: the same, not scaled; known: months with utfall;
    larda: those of them that say something of the rest; current: the closed months, NaN where they do not.
    """

    unit: float
    years: Tal
    last: Tal
    foregaende: Tal | None
    current: Tal
    utfall: Tal
    booked: Tal
    known: NDArray[np.bool_]
    larda: NDArray[np.bool_]
    budget: Tal | None
    dropped: bool
    gaps: bool
    kanda: int  # months of `years` that are not filled

    @property
    def anything(self) -> bool:
        """Whether any method can be computed."""
        return self.foregaende is not None or len(self.years) > 0 or bool(self.larda.any()) or self.budget is not None


def forecast_values(
    earlier: Tal,
    current: Tal,
    budget: Tal | None = None,
    *,
    method: Metod | str = STANDARDMETOD,
    start: int = 0,
    fitted: bool = False,
) -> Prognos:
    """Full-year prognos for one nod.

    earlier: (years, 12), oldest first, last year in the last row (NaN = missing; no rows = no history).
    current: the k closed months of the year, 0 <= k <= 12 (NaN = missing, and forecast). budget: 12 months or None.
    start: months of `current` before this place are utfall but say nothing of the rest (docs/metoder.md#borjar-om).
    fitted: the fitted models' totals too (slow the first time; a `method` that is fitted is computed without it).
    Raises ValueError for other shapes or an unknown method.
    """
    wanted = Metod(method)
    underlag = _prepare(np.asarray(earlier, float), np.asarray(current, float), budget, start)
    profil = compute_profil(underlag.years) if len(underlag.years) else None
    niva = compute_niva(profil, underlag.last, underlag.current, underlag.budget) if profil else None
    models = {name: _fit(underlag, niva, name) for name in ANPASSADE if fitted or name is wanted}
    expected = _expected(underlag, niva) | _fitted_months(niva, models) or {wanted: np.zeros(12)}
    monthly = {name: np.where(underlag.known, underlag.booked, values * underlag.unit) for name, values in expected.items()}
    totals = {name: float(sum(values.tolist())) for name, values in monthly.items()}
    chosen = next(name for name in (wanted, *RESERVORDNING) if name in totals)
    half = _half_width(underlag, profil, niva, totals[chosen]) * underlag.unit
    return Prognos(
        total=totals[chosen],
        low=totals[chosen] - half,
        high=totals[chosen] + half,
        monthly=tuple(monthly[chosen].tolist()),
        method=chosen,
        methods=totals if underlag.anything else {},
        explain={
            **_explain(underlag, profil, niva),
            "halv_bredd": half,
            "anpassning": {name.value: dict(svar.parametrar) for name, svar in models.items() if not svar.skal},
            "anmarkning": _notes(underlag, wanted, chosen, models),
        },
    )


def _prepare(earlier: Tal, current: Tal, budget: Tal | None, start: int) -> _Underlag:
    if earlier.size == 0:
        earlier = np.empty((0, 12))
    if earlier.ndim != 2 or earlier.shape[1] != 12 or current.ndim != 1 or len(current) > 12:
        raise ValueError(f"earlier must be (years, 12) and current at most 12 months: {earlier.shape}, {current.shape}")
    if budget is not None and np.shape(budget) != (12,):
        raise ValueError(f"budget must be 12 months: {np.shape(budget)}")
    unit = _unit(earlier, current, budget)
    earlier, booked = earlier / unit, np.full(12, np.nan)
    booked[: len(current)] = current
    known = np.isfinite(booked)
    larda = known & (np.arange(12) >= start)
    years, kept = fill_years(earlier)
    seen = np.logical_or.accumulate(years.any(axis=1))  # before the first amount the nod did not exist
    return _Underlag(
        unit=unit,
        years=years[seen],
        last=earlier[kept][-1] if len(years) else np.empty(0),
        foregaende=years[-1] if kept.size and kept[-1] else None,
        current=np.where(larda[: len(current)], current / unit, np.nan),
        utfall=np.where(known, booked / unit, 0.0),
        booked=booked,
        known=known,
        larda=larda,
        budget=None if budget is None else np.nan_to_num(np.asarray(budget, float) / unit, posinf=0.0, neginf=0.0),
        dropped=not kept.all(),
        gaps=not np.isfinite(earlier[kept]).all(),
        kanda=int(np.isfinite(earlier[kept][seen]).sum()),
    )


def _unit(*arrays: Tal | None) -> float:
    """A power of two near the largest amount: dividing by it is exact, so the unit of the input never matters."""
    finite = [a[np.isfinite(a)] for a in arrays if a is not None]
    largest = max((float(np.abs(a).max(initial=0.0)) for a in finite), default=0.0)
    return 2.0 ** frexp(largest)[1] if largest > 1e-100 else 1.0


def _expected(underlag: _Underlag, niva: Niva | None) -> dict[Metod, Tal]:
    """12 expected months per method that can be computed."""
    known, utfall, last = underlag.larda, underlag.utfall, underlag.foregaende
    expected: dict[Metod, Tal] = {}
    if known.any():
        expected[Metod.LINJAR_TAKT] = np.full(12, utfall[known].mean())
    if underlag.budget is not None:
        expected[Metod.BUDGET_REST] = underlag.budget
    if last is not None:
        expected[Metod.FOREGAENDE_REST] = last
        share = last[known].sum()
        if abs(share) > MINSTA_ANDEL * np.abs(last).sum():
            expected[Metod.FOREGAENDE_ANDEL] = last * (utfall[known].sum() / share)
    if niva is not None:
        expected[Metod.KRYMPT_PROFIL] = niva.manader
    return expected


def _fit(underlag: _Underlag, niva: Niva | None, modell: Metod) -> Anpassning:
    """A fitted model of the whole years and this year's months; one that is missing is taken to be as the default expects."""
    if niva is None or len(underlag.years) < MINSTA_AR:
        return Anpassning((), skal="två hela tidigare år behövs")
    if underlag.foregaende is None:
        return Anpassning((), skal="förra året saknas")
    k = len(underlag.current)
    if k == 12:
        return Anpassning(())
    so_far = np.where(np.isfinite(underlag.current), underlag.current, niva.manader[:k])
    return fit_remembered(modell.value, np.concatenate((underlag.years.ravel(), so_far)), 12 - k)


def _fitted_months(niva: Niva | None, models: Mapping[Metod, Anpassning]) -> dict[Metod, Tal]:
    """12 expected months per fitted model."""
    if niva is None:
        return {}
    found = {name: np.array(svar.manader) for name, svar in models.items() if not svar.skal}
    return {name: np.concatenate((niva.manader[: 12 - len(ahead)], ahead)) for name, ahead in found.items()}


def _half_width(underlag: _Underlag, profil: Profil | None, niva: Niva | None, total: float) -> float:
    """Of a method with this `total`: the default's own half width, widened by how far from the default's total it lies."""
    left = 12 - int(underlag.known.sum())
    if left == 0:
        return 0.0
    k = len(underlag.current) - int((underlag.known & ~underlag.larda).sum())
    if profil is None or niva is None:
        return _half_width_without_history(underlag, k, left)
    slump = float(np.hypot(profil.spridning * niva.storlek, niva.avvikelse) / np.sqrt(2))
    half = compute_half_width(slump=slump, storlek=niva.storlek, k=k, left=left, years=len(underlag.years))
    if len(underlag.years) == 1:
        half *= gap_factor(underlag.kanda)
    half = widen(half, niva.nyhet * left)
    standard = np.where(underlag.known, underlag.utfall, niva.manader).sum()
    return widen(half, total / underlag.unit - float(standard))


def _half_width_without_history(underlag: _Underlag, k: int, left: int) -> float:
    """From the year's own months and the budget's, with a prior belief in how much months vary."""
    months = underlag.utfall[underlag.larda]
    if underlag.budget is not None and underlag.budget.any():
        months = np.concatenate((months, underlag.budget))
    if not months.any():
        return 0.0
    storlek = float(np.abs(months).mean())
    around = ((months - months.mean()) ** 2).sum() + TRO * (SPRIDNING_UTAN_HISTORIK * storlek) ** 2
    return compute_half_width(slump=float(around / (len(months) - 1 + TRO)) ** 0.5, storlek=storlek, k=k, left=left, years=0)


def _notes(underlag: _Underlag, wanted: Metod, chosen: Metod, models: Mapping[Metod, Anpassning]) -> tuple[str, ...]:
    """What could not be done, in Swedish sentences."""
    if not underlag.anything:
        return ("Det finns varken utfall, budget eller tidigare år att räkna på: prognosen är satt till noll.",)
    notes = []
    if chosen is not wanted:
        why = models[wanted].skal if wanted in models else _missing(underlag, wanted)
        notes.append(f"{wanted.namn} kunde inte räknas ({why}): {chosen.namn} används i stället.")
    notes += [
        f"{name.namn} kunde inte räknas ({svar.skal})." for name, svar in models.items() if svar.skal and name is not wanted
    ]
    if underlag.dropped:
        notes.append("Tidigare år med för få månader ingår inte.")
    if underlag.gaps:
        notes.append("Månader som saknas tidigare år är beräknade.")
    if not underlag.known[: len(underlag.current)].all():
        notes.append("Månader som saknas i årets utfall är beräknade.")
    return tuple(notes)


def _missing(underlag: _Underlag, wanted: Metod) -> str:
    if wanted is Metod.BUDGET_REST:
        return "budget saknas"
    if wanted is Metod.KRYMPT_PROFIL:
        return "tidigare år saknas"
    if wanted is Metod.LINJAR_TAKT or not underlag.larda.any():
        return "årets utfall saknas"
    return "förra året saknas" if underlag.foregaende is None else "förra årets månader hittills är nära noll"


def _explain(underlag: _Underlag, profil: Profil | None, niva: Niva | None) -> dict[str, Any]:
    k = len(underlag.current)
    return {
        "k": k,
        "ar": len(underlag.years),
        "profil": tuple(profil.form.tolist()) if profil else None,
        "krympning": profil.krympning if profil else None,
        "spridning": profil.spridning if profil else None,
        "vikter": tuple(profil.vikter.tolist()) if profil else None,
        "niva": niva.niva * underlag.unit if niva else None,
        "niva_fore": niva.fore * underlag.unit if niva else None,
        "andel_i_ar": niva.andel_i_ar if niva else None,
        "lambda": niva.vikt_fore if niva else None,
    }
