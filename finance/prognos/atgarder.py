"""What counted åtgärder change the cost by (DESIGN 6.1): whole öre per month, with the sum in words.

An åtgärd counts where the list says that it is medräknad, in months after the last closed one; a lower cost is minus here, as
everywhere in canonical sign. Beside a nivå it counts only when its status says "utöver bedömningen" (docs/metoder.md#atgarder).
"""

import re

from finance.belopp import split_evenly
from finance.format import format_kr
from finance.inlasning.planrader import UTAN_AR, Atgardsrad
from finance.lage import Lage
from finance.prognos.bedomt import Orsak, Paverkan
from finance.prognos.handelser import show_effect

UTOVER = "utöver bedömning"
"""In an åtgärd's status: it counts beside a nivå too."""
_AVBRUTEN = re.compile(r"avbr[uö]t|inställd|utgår|utgått|nedlagd|(?:ej|inte) aktuell|avslag", re.IGNORECASE)


def compute_atgarder(lage: Lage, last_closed: int) -> tuple[Paverkan, ...]:
    """Every åtgärd of the list in the file's order, with its effect or why it does not count."""
    return tuple(compute_atgard(lage, rad, last_closed) for rad in lage.atgarder)


def compute_atgard(lage: Lage, rad: Atgardsrad, last_closed: int) -> Paverkan:
    """One åtgärd, with its effect or why it does not count; whether a nivå replaces it is not known here."""
    months, text, hinder = [0] * 12, "", _hinder(lage, rad)
    if not hinder:
        span = _span(rad, lage.period.ar)
        ahead = [month for month in span if month > last_closed]
        if ahead:
            months, text = _effect(rad, span, ahead)
        else:
            hinder = f"Åtgärden har inga månader kvar under {lage.period.ar}."
    return Paverkan(
        orsak=Orsak.ATGARD,
        nod=rad.nod,
        kontogrupp="",
        namn=rad.atgard,
        manader=tuple(months),
        forklaring=text,
        hinder=hinder,
        utover=is_utover(rad),
    )


def is_utover(rad: Atgardsrad) -> bool:
    """Whether it counts beside a nivå too, by the words of its status."""
    return UTOVER in rad.status.casefold()


def plan_months(rad: Atgardsrad, ar: int) -> tuple[int, ...]:
    """What it is planned to give in each month of the year, counted or not: öre, plus = lower cost."""
    shares = _shares(rad, _span(rad, ar))
    return tuple(shares.get(month, 0) for month in range(1, 13))


def _span(rad: Atgardsrad, ar: int) -> range:
    """Its months in the year."""
    return range(max(_month(rad.start, ar, 1), 1), min(_month(rad.sista_dag, ar, 12), 12) + 1)


def _shares(rad: Atgardsrad, span: range) -> dict[int, int]:
    """Effekt per month, else the year's effect evenly over its months."""
    if rad.effekt_manad_ore:
        return dict.fromkeys(span, rad.effekt_manad_ore)
    if not rad.effekt_helar_ore or not span:
        return {}
    return dict(zip(span, split_evenly(rad.effekt_helar_ore, len(span)), strict=True))


def _hinder(lage: Lage, rad: Atgardsrad) -> str:
    if not rad.medraknad:
        return "Åtgärden är inte markerad som medräknad i prognosen."
    if _AVBRUTEN.match(rad.status.strip()):
        return f"Åtgärden är {rad.status.strip().casefold()}. Ändra status om den ska räknas."
    if not (rad.effekt_manad_ore or rad.effekt_helar_ore):
        return "Åtgärden har ingen effekt i kronor. Fyll i den i listan."
    if rad.nod not in lage.struktur.by_kod and rad.nod != lage.struktur.total_kod:
        namn = f"Verksamheten {rad.nod} finns inte i strukturen" if rad.nod else "Åtgärden saknar verksamhet"
        return f"{namn}. Skriv dess kod i listan."
    return ""


def _month(day: str, ar: int, default: int) -> int:
    """The month 1-12 of the year `ar` that an ISO date falls in; 0 before the year, 13 after it."""
    if not (day[:4].isdigit() and day[5:7].isdigit()):
        return default
    year, month = int(day[:4]), int(day[5:7])
    if day[:4] == UTAN_AR or year == ar:
        return month
    return 0 if year < ar else 13


def _effect(rad: Atgardsrad, span: range, ahead: list[int]) -> tuple[list[int], str]:
    """Effekt per month, else the year's effect evenly over the åtgärd's months, of which the closed ones do not count."""
    count = f"{len(ahead)} {'månad' if len(ahead) == 1 else 'månader'}"
    shares = _shares(rad, span)
    if rad.effekt_manad_ore:
        text = f"{format_kr(rad.effekt_manad_ore)} per månad × {count}"
    else:
        whole = rad.effekt_helar_ore or 0
        text = f"{format_kr(whole)} på {len(span)} månader × {count}" if len(span) > 1 else format_kr(whole)
    months = [-shares[month] if month in ahead else 0 for month in range(1, 13)]
    since = "" if rad.start else " (startdatum saknas: räknas från januari)"
    return months, f"{text}{since} = {show_effect(sum(months))}"
