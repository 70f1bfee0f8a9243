"""Utfall per kontogrupp beside the same months last year: what the comments per kontogrupp speak of.

Amounts in öre, canonical; the change is last year's utfall - this year's, so plus is better (less cost or more income).
"""

from finance.belopp import Enhet, Vy
from finance.format import avvikelse_word
from finance.rapport.delar import with_rounding_notes
from finance.rapport.modell import Kolumn, Kolumntyp, Rad, Radroll, Tabell
from finance.rapport.text import BALANS, amount
from finance.uppfoljning import Rad as Uppfoljningsrad
from finance.uppfoljning import Uppfoljning

ID = "kontogrupper-foregaende-ar"
AVVIKELSE = Kolumntyp.AVVIKELSE
FORE = "utfall_foregaende_ar_samma_period_ore"


def last_year_table(uppfoljning: Uppfoljning, *, enhet: Enhet, vy: Vy, summa_namn: str) -> Tabell | None:
    """The table of `uppfoljning` (per kontogrupp), lines with any utfall; None where a month lacks."""
    total, period = uppfoljning.total, uppfoljning.period
    rader = [rad for rad in uppfoljning.niva(1) if rad.utfall_ore or rad.utfall_foregaende_ar_samma_period_ore]
    if total.utfall_foregaende_ar_samma_period_ore is None or uppfoljning.saknade_manader or not rader:
        return None
    per = f"per {period.last_day}"
    kolumner = (
        Kolumn("namn", "Kontogrupp", Kolumntyp.TEXT),
        Kolumn("utfall_ore", f"Utfall {per} {period.ar}"),
        Kolumn(FORE, f"Utfall {per} {period.ar - 1}"),
        Kolumn("andring_ore", f"Bättre (+) eller sämre (−) än {period.ar - 1}", AVVIKELSE, differens=(FORE, "utfall_ore")),
    )
    tabell = Tabell(
        ID,
        f"Utfall per kontogrupp {per}, i år och förra året",
        kolumner,
        (*(_line(rad, rad.namn) for rad in rader), _line(total, summa_namn, Radroll.SUMMA)),
        slutsats=_sentence(rader, period.ar - 1, enhet),
    )
    return with_rounding_notes(tabell, enhet, vy)


def _change(rad: Uppfoljningsrad) -> int:
    return (rad.utfall_foregaende_ar_samma_period_ore or 0) - rad.utfall_ore


def _line(rad: Uppfoljningsrad, namn: str, roll: Radroll = Radroll.RAD) -> Rad:
    cells = (namn, rad.utfall_ore, rad.utfall_foregaende_ar_samma_period_ore or 0, _change(rad))
    return Rad(cells, nod=rad.nod, roll=roll, niva=rad.niva)


def _sentence(rader: list[Uppfoljningsrad], ar: int, enhet: Enhet) -> str:
    largest = max(rader, key=lambda rad: abs(_change(rad)))
    if avvikelse_word(_change(largest), enhet) == BALANS:
        return f"Varje kontogrupp ligger som samma tid {ar}."
    word = "bättre" if _change(largest) > 0 else "sämre"
    return f"{largest.namn} har ändrats mest: {amount(_change(largest), enhet)} {word} än samma tid {ar}."
