"""What a chart of a mått says, in one sentence of figures that are drawn in it."""

from dataclasses import dataclass
from decimal import Decimal

from finance.format import NB, format_exakt, format_tal
from finance.inlasning.planrader import Ackumulering
from finance.matt import month_days
from finance.period import MANADER, Period
from finance.rapport.diagramtal import time_name
from finance.rapport.matt.kalla import Kalla
from finance.rapport.modell import Diagram, Diagramtyp, Roll

PROCENT = "%"
SMALL_BASE = 10
"""A change from less than this is told as a count, not in percent."""
_OSAGDA = ("", "antal", "st")
"""Units that a figure is read without."""


@dataclass(frozen=True, slots=True)
class Jamforelse:
    """A figure, when it is of, and the same a year before: `since` to `until` are the days that no break may lie between."""

    nu: Decimal
    nar: str
    fore: Decimal | None
    fore_nar: str
    since: str
    until: str


def sentence(kalla: Kalla, period: Period, diagram: Diagram) -> str:
    """The latest figure, and how it differs from a year before unless the series is broken between them."""
    by_quarter = time_name(diagram) == "Kvartal"
    found = _last_quarter(kalla, period, diagram) if by_quarter else _so_far(kalla, period)
    if found is None:
        found = (_last_month if diagram.typ is Diagramtyp.LINJE else _last_year)(kalla, period, diagram)
    name = kalla.matt.visat_namn
    if found is None:
        return f"{name}: prognosen för {period.ar} ritas bredvid tidigare år."
    enhet = kalla.matt.enhet
    start = f"{name}: {_figure(found.nu, enhet)} {found.nar}"
    broken = [day for day in kalla.matt.brott if found.since < day <= found.until]
    if broken:
        since = f"{MANADER[int(broken[-1][5:7]) - 1]} {broken[-1][:4]}"
        return f"{start}. Serien är bruten från {since} och går inte att jämföra med tidigare."
    return f"{start}." if found.fore is None else f"{start}, {_change(found, enhet)}."


def _so_far(kalla: Kalla, period: Period) -> Jamforelse | None:
    ar, manad = period.ar, min(period.manad, 12)
    if manad == 12:
        nu, fore = kalla.whole_year(ar, period), kalla.whole_year(ar - 1, period)
        when, before = f"år {ar}", f"år {ar - 1}"
    else:
        nu, fore = kalla.so_far(ar, period), kalla.so_far(ar - 1, period)
        when, before = f"{_span(kalla, period)} {ar}", f"samma tid {ar - 1}"
    return None if nu is None else Jamforelse(nu, when, fore, before, f"{ar - 1}-01-01", month_days(ar, manad)[1])


def _span(kalla: Kalla, period: Period) -> str:
    """The latest value of a level is of its month; everything else is of January to the month."""
    days = (f"{period.ar}-01-01", month_days(period.ar, period.manad)[1])
    written = any((rad.fran, rad.till) == days for rad in kalla.matt.rader)
    level = kalla.matt.ackumulering is Ackumulering.SENASTE and not written
    return f"i {MANADER[period.manad - 1]}" if level else period.span


def _last_month(kalla: Kalla, period: Period, diagram: Diagram) -> Jamforelse | None:
    years = [int(serie.namn) for serie in diagram.serier if serie.roll is not Roll.BUDGET]
    for ar in sorted(years, reverse=True):
        months = kalla.months(ar, period)
        for place in range(11, -1, -1):
            nu = months[place]
            if nu is not None:
                manad = MANADER[place]
                fore = kalla.months(ar - 1, period)[place]
                first, last = month_days(ar - 1, place + 1)[0], month_days(ar, place + 1)[1]
                return Jamforelse(nu, f"i {manad} {ar}", fore, f"{manad} {ar - 1}", first, last)
    return None


def _last_quarter(kalla: Kalla, period: Period, diagram: Diagram) -> Jamforelse | None:
    ar, nr = (int(part) for part in diagram.kategorier[-1].split(" kv "))
    nu, fore = kalla.quarter(ar, nr, period), kalla.quarter(ar - 1, nr, period)
    first, last = month_days(ar - 1, 3 * nr - 2)[0], month_days(ar, 3 * nr)[1]
    return None if nu is None else Jamforelse(nu, f"kvartal {nr} {ar}", fore, f"kvartal {nr} {ar - 1}", first, last)


def _last_year(kalla: Kalla, period: Period, diagram: Diagram) -> Jamforelse | None:
    for ar in sorted((int(kategori[:4]) for kategori in diagram.kategorier), reverse=True):
        nu = kalla.whole_year(ar, period)
        if nu is not None:
            fore = kalla.whole_year(ar - 1, period)
            return Jamforelse(nu, f"år {ar}", fore, f"år {ar - 1}", f"{ar - 1}-01-01", f"{ar}-12-31")
    return None


def _figure(value: Decimal, enhet: str) -> str:
    text = format_exakt(value, 2)
    return text if enhet.casefold() in _OSAGDA else f"{text}{NB}{enhet}"


def _change(found: Jamforelse, enhet: str) -> str:
    before = found.fore or Decimal(0)
    change = found.nu - before
    if not change:
        return f"lika mycket som {found.fore_nar}"
    word = "mer" if change > 0 else "mindre"
    if enhet == PROCENT:
        return f"{format_exakt(abs(change), 2)} procentenheter {word} än {found.fore_nar}"
    share = abs(change) / before * 100 if before >= SMALL_BASE else None
    much = f"{format_tal(share)}{NB}%" if share is not None and format_tal(share) != "0" else _figure(abs(change), enhet)
    return f"{much} {word} än {found.fore_nar}"
