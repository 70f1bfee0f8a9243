"""Resursfördelning: what a unit should have had for its hours, what it cost, and the årsarbetare that the hours pay for.

A month counts when its hours, its ersättning per hour and its utfall are known. Signs and units: `finance.resursrader`.
Formulas: docs/metoder.md, Resursfördelning.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from finance.belopp import round_half_away
from finance.errors import InvalidValue
from finance.inlasning.planrader import Mattrad, Vardetyp
from finance.kub import BOKSLUT, Ore
from finance.lage import Lage
from finance.period import Period, month_names
from finance.prognos.volymer import (
    EGEN,
    MATTETS,
    Helarsvolym,
    Volymar,
    antaganden_of,
    forecast_volym,
    nyckel_of,
    read_year,
    spread_values,
)
from finance.resursrader import Bemanning, Helarsresurs, Resursfordelning, Resurshinder, Resursmanad, Resursrad, sum_rader
from finance.store import (
    ALLA,
    Arsarbetargrund,
    Mattnyckel,
    Resurskoppling,
    Resursvarde,
    Timslag,
    Vardeslag,
    Volymslag,
    Volymtyp,
)
from finance.struktur import Gren, Struktur
from finance.uppfoljning import Rad, Uppfoljning

SUMMA = "Summa"
TIDIGARE_AR = 5
"""Earlier years of the hours that their forecast looks at."""
Matt = Mapping[Mattnyckel, Sequence[Mattrad]]


@dataclass(frozen=True, slots=True)
class _Enhet:
    """What is read of one coupled unit. `utfall`, `budget`: 12 months, öre; `timmar`: those that are paid for."""

    gren: Gren
    koppling: Resurskoppling
    utfall: tuple[int, ...]
    budget: tuple[int, ...]
    klumpar: int  # the last month whose utfall is a sum over months before it too, 0 for none
    timmar: Volymar
    foregaende: Volymar
    beviljade: Volymar
    utforda: Volymar
    folk: Volymar
    aret: Helarsvolym


def compute_resursfordelning(lage: Lage, uppfoljning: Uppfoljning) -> Resursfordelning | None:
    """Every coupled unit, in report order, January to the period; None where no unit is coupled."""
    if not lage.resurskopplingar:
        return None
    grenar = {gren.kod: gren for gren in lage.struktur.grenar(lage.kub.noder)}
    lines = {rad.nod: rad for rad in uppfoljning.rader}
    order = {rad.nod: place for place, rad in enumerate(uppfoljning.rader)}
    matt = _by_matt(lage.matt)
    kopplingar = sorted(lage.resurskopplingar, key=lambda one: order.get(one.nod, len(order)))
    found = [_unit(lage, koppling, grenar, lines, matt) for koppling in kopplingar]
    rader = tuple(one for one in found if isinstance(one, Resursrad))
    return Resursfordelning(rader, sum_rader(rader, SUMMA), tuple(one for one in found if isinstance(one, Resurshinder)))


def check_overlap(struktur: Struktur, noder: Iterable[str], nod: str, others: Iterable[str]) -> None:
    """That no part of `nod` is coupled already: its cost would count twice. `noder`: those of the kub. Raises InvalidValue."""
    grenar = {gren.kod: gren for gren in struktur.grenar(tuple(noder))}
    for other in others:
        if other != nod and {nod, other} <= grenar.keys() and set(grenar[nod].blad) & set(grenar[other].blad):
            raise InvalidValue(
                f"{grenar[nod].namn} och {grenar[other].namn} har delar gemensamt, så samma kostnad skulle räknas två gånger. "
                f"Ta bort {grenar[other].namn} först, eller välj en annan enhet."
            )


def value_at(varden: Iterable[Resursvarde], slag: Vardeslag, nod: str, period: int) -> Decimal | None:
    """The value that holds for a unit in the month `period` (ÅÅÅÅMM): its own, else the common one; None where none holds."""
    holding = [one for one in varden if one.slag is slag and one.nod in (nod, ALLA) and one.holds(period)]
    own = [one for one in holding if one.nod == nod] or holding
    return max(own, key=lambda one: one.galler_fran).varde if own else None


def _unit(
    lage: Lage, koppling: Resurskoppling, grenar: Mapping[str, Gren], lines: Mapping[str, Rad], matt: Matt
) -> Resursrad | Resurshinder:
    gren = grenar.get(koppling.nod)
    if gren is None:
        return Resurshinder(koppling.nod, koppling.nod, "Finns inte i strukturen längre. Ta bort kopplingen, eller byt enhet.")
    if not lage.kub.rows(gren.blad):
        return Resurshinder(gren.kod, gren.namn, "Har varken utfall eller budget, så det finns inget att jämföra timmarna med.")
    try:
        check_overlap(lage.struktur, lage.kub.noder, gren.kod, [one.nod for one in lage.resurskopplingar])
    except InvalidValue as error:
        return Resurshinder(gren.kod, gren.namn, str(error))
    enhet = _read_enhet(lage, gren, koppling, matt)
    months, missing = _months(lage, enhet)
    if not months:
        return Resurshinder(gren.kod, gren.namn, " ".join(missing))
    bemanning, no_staff = _bemanning(lage, enhet, months)
    helar, no_year = _helar(lage, enhet, lines[gren.kod])
    both = _both(enhet.beviljade, enhet.utforda, lage.manad)
    return Resursrad(
        nod=gren.kod,
        namn=gren.namn,
        ersatts_for=koppling.ersatts_for.namn,
        manader=months,
        timmar_foregaende=enhet.foregaende.varden,
        beviljade=both[0],
        utforda=both[1],
        bemanning=bemanning,
        helar=helar,
        saknas=tuple(missing),
        saknas_folk=tuple(no_staff),
        saknas_helar=tuple(no_year),
    )


def _by_matt(rader: Iterable[Mattrad]) -> Matt:
    found: dict[Mattnyckel, list[Mattrad]] = {}
    for rad in rader:
        found.setdefault(nyckel_of(rad), []).append(rad)
    return found


def _read_enhet(lage: Lage, gren: Gren, koppling: Resurskoppling, matt: Matt) -> _Enhet:
    """Utfall of mått after the period is not seen."""
    paid = koppling.utforda if koppling.ersatts_for is Timslag.UTFORDA and koppling.utforda else koppling.beviljade
    ar = lage.period.ar

    def known(nyckel: Mattnyckel | None, slag: Volymslag = Volymslag.FLODE) -> Volymar:
        rows = matt.get(nyckel, ()) if nyckel else ()
        return spread_values([one for one in read_year(rows, Vardetyp.UTFALL, ar, slag) if one.manader[-1] <= lage.manad], slag)

    rows, timmar = matt.get(paid, ()), known(paid)
    tidigare = [_earlier(rows, ar - back) for back in range(TIDIGARE_AR, 0, -1)]
    own = [one.varden for one in lage.volymantaganden if (one.matt, one.typ, one.ar) == (paid, Volymtyp.PROGNOS, ar)]
    said = ((EGEN, antaganden_of(own[0]) if own else ()), (MATTETS, read_year(rows, Vardetyp.PROGNOS, ar, Volymslag.FLODE)))
    return _Enhet(
        gren,
        koppling,
        _monthly(lage, gren, lage.kub.utfall),
        _monthly(lage, gren, lage.kub.budget),
        _last_lump(lage, gren),
        timmar,
        tidigare[-1],
        known(koppling.beviljade),
        known(koppling.utforda),
        known(koppling.arsarbetare, Volymslag.NIVA),
        forecast_volym(timmar, tidigare, said, Volymslag.FLODE),
    )


def _earlier(rader: Sequence[Mattrad], ar: int) -> Volymar:
    typer = (Vardetyp.UTFALL, Vardetyp.FOREGAENDE_AR)
    return spread_values([one for typ in typer for one in read_year(rader, typ, ar, Volymslag.FLODE)], Volymslag.FLODE)


def _monthly(lage: Lage, gren: Gren, cells: Ore) -> tuple[int, ...]:
    """12 months of a line, net; December with bokslut."""
    year = lage.kub.year(lage.period.ar)
    if year is None:
        return (0,) * 12
    summed = cells[lage.kub.rows(gren.blad)][:, :, year, :].sum(axis=(0, 1))
    return (*(int(ore) for ore in summed[: BOKSLUT - 1]), int(summed[BOKSLUT - 1 :].sum()))


def _last_lump(lage: Lage, gren: Gren) -> int:
    year = lage.kub.year(lage.period.ar)
    if year is None:
        return 0
    booked = lage.kub.ack[lage.kub.rows(gren.blad)][:, :, year, :BOKSLUT].any(axis=(0, 1))
    return int(np.flatnonzero(booked).max(initial=-1)) + 1


def _months(lage: Lage, enhet: _Enhet) -> tuple[tuple[Resursmanad, ...], list[str]]:
    """The months that count, and what the others lack."""
    nod, known = enhet.gren.kod, lage.known(lage.period.ar)
    prices = [_price(lage, nod, manad) for manad in range(1, 13)]
    lacks: dict[str, list[int]] = {enhet.koppling.ersatts_for.namn.capitalize(): [], "Ersättning per timme": [], "Utfall": []}
    months = []
    for m in range(lage.manad):
        timmar, price = enhet.timmar.varden[m], prices[m]
        there = (timmar is not None, price is not None, known[m])
        for what in (what for what, has in zip(lacks, there, strict=True) if not has):
            lacks[what].append(m + 1)
        if timmar is not None and price is not None and known[m]:
            months.append(Resursmanad(m + 1, timmar, price, _paid(timmar, price), enhet.utfall[m], enhet.budget[m]))
    missing = [f"{what} för {month_names(which)} saknas." for what, which in lacks.items() if which]
    if months and 0 < sum(one.manad <= enhet.klumpar for one in months) < enhet.klumpar:
        span = Period(lage.period.ar, enhet.klumpar).span
        missing.append(f"Utfallet {span} är en enda siffra, så månaderna räknas först när alla har timmar och ersättning.")
        months = [one for one in months if one.manad > enhet.klumpar]
    if shared := [one.manad for one in months if enhet.timmar.spridda[one.manad - 1]]:
        missing.append(f"Timmarna för {month_names(shared)} är en gemensam siffra, jämnt fördelad på månaderna.")
    return tuple(months), missing


def _price(lage: Lage, nod: str, manad: int) -> int | None:
    value = value_at(lage.resursvarden, Vardeslag.ERSATTNING, nod, lage.period.ar * 100 + manad)
    return None if value is None else int(value)


def _paid(timmar: float, price_ore: int) -> int:
    return int(round_half_away(Decimal(str(timmar)) * price_ore))


def _bemanning(lage: Lage, enhet: _Enhet, months: Sequence[Resursmanad]) -> tuple[Bemanning | None, list[str]]:
    """Årsarbetare over the months that count; where there are årsarbetare, over those of them that have a figure."""
    needed = {one.manad: _needed(lage, enhet, one.manad, one.timmar, one.tilldelat_ore) for one in months}
    if lacking := [manad for manad, value in needed.items() if value is None]:
        slag = _grund(enhet)
        asked = any(one.slag is slag for one in lage.resursvarden) or enhet.koppling.arsarbetare is not None
        return None, [f"{slag.namn} för {month_names(lacking)} saknas, så årsarbetare räknas inte."] if asked else []
    there = [one.manad for one in months if enhet.folk.varden[one.manad - 1] is not None]
    chosen = there or [one.manad for one in months]
    finns = sum(enhet.folk.varden[manad - 1] or 0.0 for manad in chosen) / len(chosen) if there else None
    racker = sum(needed[manad] or 0.0 for manad in chosen) / len(chosen)
    notes = []
    if enhet.koppling.arsarbetare is not None and len(there) < len(months):
        without = [one.manad for one in months if one.manad not in there]
        only = f"; jämförelsen gäller {month_names(there)}" if there else ""
        notes = [f"Årsarbetare för {month_names(without)} saknas{only}."]
    return Bemanning(tuple(chosen), racker, finns), notes


def _grund(enhet: _Enhet) -> Vardeslag:
    return Vardeslag.TIMMAR if enhet.koppling.arsarbetare_ur is Arsarbetargrund.TIMMAR else Vardeslag.KOSTNAD


def _needed(lage: Lage, enhet: _Enhet, manad: int, timmar: float, tilldelat_ore: int) -> float | None:
    """Årsarbetare that the hours of one month pay for: a twelfth of a year's hours, or cost, is one."""
    slag = _grund(enhet)
    value = value_at(lage.resursvarden, slag, enhet.gren.kod, lage.period.ar * 100 + manad)
    if value is None:
        return None
    return (timmar if slag is Vardeslag.TIMMAR else tilldelat_ore) * 12 / float(value)


def _helar(lage: Lage, enhet: _Enhet, rad: Rad) -> tuple[Helarsresurs | None, list[str]]:
    """The full year: hours as known and forecast, each month at its own ersättning."""
    prices = [_price(lage, enhet.gren.kod, manad) for manad in range(1, 13)]
    if lacking := [manad for manad, price in enumerate(prices, 1) if price is None]:
        return None, [f"Ersättning per timme för {month_names(lacking)} saknas, så helåret räknas inte."]
    paid = [_paid(timmar, price or 0) for timmar, price in zip(enhet.aret.varden, prices, strict=True)]
    needed = [_needed(lage, enhet, m + 1, enhet.aret.varden[m], paid[m]) for m in range(12)]
    known = [value for value in needed if value is not None]
    return Helarsresurs(
        timmar=enhet.aret.sum(),
        timmar_low=enhet.aret.low,
        timmar_high=enhet.aret.high,
        kalla=enhet.aret.kalla,
        tilldelat_ore=sum(paid),
        kostnad_ore=rad.prognos_ore,
        kostnad_low_ore=rad.low_ore,
        kostnad_high_ore=rad.high_ore,
        metod=rad.metod_text,
        arsarbetare=sum(known) / 12 if len(known) == 12 else None,
    ), []


def _both(beviljade: Volymar, utforda: Volymar, manad: int) -> tuple[float | None, float | None]:
    """Beviljade and utförda hours over the months where both are known; None where there is no such month."""
    pairs = [(one, other) for one, other in zip(beviljade.varden[:manad], utforda.varden, strict=False)]
    known = [(one, other) for one, other in pairs if one is not None and other is not None]
    return (sum(one for one, _ in known), sum(other for _, other in known)) if known else (None, None)
