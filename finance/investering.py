"""Investment projects of a year: what the list says beside what the ledger holds on konto 40 (DESIGN 6.3), and their sum.

Öre, canonical sign (kostnad +); kvar and avvikelse plus = left over. None is "nobody has said". A row's utfall is the list's;
where the list has none it is the ledger's. Formula and when it misleads: docs/metoder.md#investeringar.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from finance.inlasning.planrader import Investeringsrad
from finance.lage import Lage
from finance.period import Period

BARA_BOKFORT = "Finns i bokföringen men inte i listan. Lägg till projektet, eller rätta projektkoden."


@dataclass(frozen=True, slots=True)
class Projekt:
    """One project. `bokfort_ore`: konto 40 of the ledger for the same months; None where the ledger has none of it."""

    projekt: str
    benamning: str
    utfall_ore: int | None
    budget_ore: int | None
    kvar_ore: int | None
    prognos_avvikelse_ore: int | None
    fardigstalls: str = ""
    kommentar: str = ""
    bokfort_ore: int | None = None
    bara_bokfort: bool = False

    @property
    def skillnad_ore(self) -> int | None:
        """The ledger minus the list; None where either has no figure."""
        return None if self.bokfort_ore is None or self.utfall_ore is None else self.bokfort_ore - self.utfall_ore

    @property
    def prognos_ore(self) -> int | None:
        """What the year ends at: budget minus the forecast avvikelse."""
        if self.budget_ore is None or self.prognos_avvikelse_ore is None:
            return None
        return self.budget_ore - self.prognos_avvikelse_ore


@dataclass(frozen=True, slots=True)
class Investeringar:
    """Every project of the year in the list's order, then those that only the ledger has; `summa` is their sum."""

    period: Period  # utfall is January to this month
    rader: tuple[Projekt, ...]
    summa: Projekt
    har_bokfort: bool  # whether the ledger has anything on konto 40 in the year

    @property
    def skillnader(self) -> tuple[Projekt, ...]:
        """Where list and ledger do not agree."""
        return tuple(rad for rad in self.rader if rad.skillnad_ore or rad.bara_bokfort)


def compute_investeringar(lage: Lage) -> Investeringar:
    """The projects of the period's year."""
    listed = [rad for rad in lage.investeringar if rad.ar == lage.period.ar]
    period = _period(listed, lage.period)
    booked = {kod: sum(places[: _places(period)]) for kod, places in lage.bokforda_projekt.items()}
    budget = {kod: sum(places) for kod, places in lage.budgeterade_projekt.items()}
    per_kod = booked if period.key <= lage.period.key else {}
    rader = [_listed(rad, *_left_for(listed, place, per_kod, budget)) for place, rad in enumerate(listed)]
    known = {rad.projekt for rad in listed}
    rader += [_only_booked(kod, per_kod.get(kod, 0), budget.get(kod)) for kod in _others(per_kod, budget, known)]
    return Investeringar(period, tuple(rader), _sum(rader), bool(booked))


def _period(rader: Iterable[Investeringsrad], period: Period) -> Period:
    """The month that the list's utfall runs to; the period shown where the list does not say."""
    said = {rad.period for rad in rader if rad.period}
    return Period.from_key(max(said)) if said else period


def _places(period: Period) -> int:
    """Months of the 13 places; December includes bokslut."""
    return 13 if period.manad >= 12 else period.manad


def _others(booked: Mapping[str, int], budget: Mapping[str, int], known: set[str]) -> list[str]:
    return [kod for kod in sorted({*booked, *budget} - known) if booked.get(kod) or budget.get(kod)]


def _left_for(
    listed: Sequence[Investeringsrad], place: int, booked: Mapping[str, int], budget: Mapping[str, int]
) -> tuple[int | None, int | None]:
    """What the ledger has for a row: where a projekt has several rows, the first has what the others do not say."""
    rad = listed[place]
    same = [other for other in listed if other.projekt == rad.projekt]
    if rad is not same[0]:
        return rad.utfall_ore, rad.budget_ore
    others = same[1:]
    utfall, plan = booked.get(rad.projekt), budget.get(rad.projekt)
    return (
        None if utfall is None else utfall - sum(other.utfall_ore or 0 for other in others),
        None if plan is None else plan - sum(other.budget_ore or 0 for other in others),
    )


def _listed(rad: Investeringsrad, found: int | None, planned: int | None) -> Projekt:
    utfall = found if rad.utfall_ore is None else rad.utfall_ore
    plan = planned if rad.budget_ore is None else rad.budget_ore
    return Projekt(
        projekt=rad.projekt,
        benamning=rad.benamning if rad.benamning != rad.projekt else "",
        utfall_ore=utfall,
        budget_ore=plan,
        kvar_ore=_left(plan, utfall),
        prognos_avvikelse_ore=rad.prognos_avvikelse_ore,
        fardigstalls=rad.fardigstalls,
        kommentar=rad.kommentar,
        bokfort_ore=found,
    )


def _only_booked(kod: str, ore: int, plan: int | None) -> Projekt:
    return Projekt(
        projekt=kod,
        benamning="" if kod else "Utan projekt",
        utfall_ore=ore,
        budget_ore=plan,
        kvar_ore=_left(plan, ore),
        prognos_avvikelse_ore=None,
        kommentar=BARA_BOKFORT,
        bokfort_ore=ore,
        bara_bokfort=True,
    )


def _left(budget: int | None, utfall: int | None) -> int | None:
    return None if budget is None else budget - (utfall or 0)


def _sum(rader: Iterable[Projekt]) -> Projekt:
    rows = list(rader)
    return Projekt(
        projekt="",
        benamning="Summa",
        utfall_ore=_total(rad.utfall_ore for rad in rows),
        budget_ore=_total(rad.budget_ore for rad in rows),
        kvar_ore=_total(rad.kvar_ore for rad in rows),
        prognos_avvikelse_ore=_total(rad.prognos_avvikelse_ore for rad in rows),
        bokfort_ore=_total(rad.bokfort_ore for rad in rows),
    )


def _total(values: Iterable[int | None]) -> int | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
