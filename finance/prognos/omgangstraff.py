"""What was reported against what the year became: each locked round beside the outcome, per line and never per person.

Amounts: whole öre, kostnad +. Fel = reported prognos - outcome: minus is too low a cost. Until the year is over (`klart`) the
outcome is the prognos of today. Of several locks of a month the latest is what was reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from finance.belopp import Enhet
from finance.format import NB, format_belopp, format_procent
from finance.kub import accumulate
from finance.lage import Lage
from finance.period import MANADER, Period
from finance.prognos.helarsprognos import compute_helarsprognos
from finance.prognos.omgang import Omgangsrad, omgang_of
from finance.prognos.traffmening import direction_text
from finance.prognos.traffsakerhet import Utfallsmatt
from finance.store import Last


@dataclass(frozen=True, slots=True)
class Omgangstraff(Utfallsmatt):
    """A line in a locked round: what was reported, when, and what the year became (`klart`) or is expected to become now."""

    period: Period
    version: int
    nar: datetime
    namn: str
    metod_text: str
    bedomd: bool
    prognos_ore: int
    low_ore: int
    high_ore: int
    utfall_ore: int
    brutto_ore: int
    klart: bool


def compute_omgangstraff(lage: Lage, lasta: Iterable[Last], nod: str) -> tuple[Omgangstraff, ...]:
    """The rounds of a line, newest first; those that are damaged, or lack the line, are left out."""
    latest: dict[int, Last] = {}
    for last in sorted(lasta, key=lambda one: one.version):
        latest[last.period] = last
    found = []
    for key in sorted(latest, reverse=True):
        last = latest[key]
        rad = omgang_of(last).by_nod.get(nod) if last.hel else None
        outcome = _outcome(lage, key // 100, nod)
        if rad is not None and outcome is not None:
            found.append(_traff(last, rad, *outcome))
    return tuple(found)


def _traff(last: Last, rad: Omgangsrad, utfall: int, brutto: int, klart: bool) -> Omgangstraff:  # noqa: FBT001 - from a tuple
    return Omgangstraff(
        period=Period.from_key(last.period),
        version=last.version,
        nar=last.registrerad,
        namn=rad.namn,
        metod_text=rad.metod_text,
        bedomd=rad.bedomd,
        prognos_ore=rad.prognos_ore,
        low_ore=rad.low_ore,
        high_ore=rad.high_ore,
        utfall_ore=utfall,
        brutto_ore=brutto,
        klart=klart,
    )


def _outcome(lage: Lage, ar: int, nod: str) -> tuple[int, int, bool] | None:
    """(öre, gross öre, whether the year is over) of a line of today; None for a year that is not known."""
    gren = next((gren for gren in lage.struktur.grenar(lage.kub.noder) if gren.kod == nod), None)
    year = lage.kub.year(ar)
    if gren is None or year is None or ar > lage.period.ar:
        return None
    rows = lage.kub.rows(gren.blad)
    cells = lage.kub.utfall[rows][:, :, year]
    brutto = int(abs(cells).sum())
    if ar < lage.period.ar:
        return (int(accumulate(cells, 12).sum()), brutto, True) if all(lage.known(ar)) else None
    prognos = compute_helarsprognos(lage)
    return int(prognos.prognos[rows].sum()), brutto, prognos.last_closed >= 12


def omgangstraff_sentence(found: tuple[Omgangstraff, ...], enhet: Enhet) -> str:
    """The record of what was reported, in a sentence; how it stands now where no year is over."""
    if not found:
        return "Ingen låst omgång att jämföra med ännu. Lås omgången på Helårsprognos, så står den här."
    over = tuple(one for one in found if one.klart)
    return _over_sentence(over, enhet) if over else _now_sentence(found[0], enhet)


def _over_sentence(over: tuple[Omgangstraff, ...], enhet: Enhet) -> str:
    shares = [abs(one.fel_procent) for one in over if one.fel_procent is not None]
    mean = fmean(abs(one.fel_ore) for one in over)
    figure = format_procent(fmean(shares) / 100) if len(shares) == len(over) else format_belopp(round(mean), enhet, unit=True)
    low = sum(one.fel_ore < 0 for one in over)
    high = sum(one.fel_ore > 0 for one in over)
    many = max(low, high)
    side = direction_text(low=low >= high, intakt=over[0].utfall_ore < 0)
    often = f", {'alltid' if many == len(over) else 'oftast'} {side}" if many * 2 > len(over) and len(over) > 1 else ""
    alone = f", {side}" if len(over) == 1 and many else ""
    count = f"{len(over)}{NB}låsta omgångar" if len(over) > 1 else "en låst omgång"
    return f"Det som rapporterats för {over[0].namn} har i snitt legat {figure} fel{often}{alone} ({count} för avslutade år)."


def _now_sentence(one: Omgangstraff, enhet: Enhet) -> str:
    said, now = (format_belopp(ore, enhet, unit=True) for ore in (one.prognos_ore, one.utfall_ore))
    start = f"Efter {MANADER[one.period.manad - 1]} rapporterades {said} för {one.namn}. "
    if said == now:
        return f"{start}Prognosen är densamma nu."
    side = direction_text(low=one.fel_ore < 0, intakt=one.utfall_ore < 0)
    return f"{start}Nu väntas {now}: det rapporterade var {format_belopp(abs(one.fel_ore), enhet, unit=True)} {side}."
