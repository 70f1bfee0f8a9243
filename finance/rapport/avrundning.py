"""Notes where shown figures do not add up: everything is computed in öre and rounded last, once per cell (DESIGN 6.6)."""

from decimal import Decimal

from finance.belopp import Enhet, Vy, to_enhet
from finance.format import format_tal
from finance.rapport.modell import Kolumn, Kolumntyp, Rad, Radroll, Tabell
from finance.rapport.som_text import show_cell

START = "Räknat i ören, avrundat sist"
MOST = 3
"""So many places are named; the rest are counted."""


def rounding_notes(tabell: Tabell, enhet: Enhet, vy: Vy) -> tuple[str, ...]:
    """One sentence on columns whose shown rows do not give the shown sum, one on rows whose shown difference is off."""
    sums = [_sum_text(tabell, place, enhet, vy) for place, kolumn in enumerate(tabell.kolumner) if kolumn.typ.is_ore]
    rows = [_row_text(tabell, rad, kolumn, enhet, vy) for rad in tabell.rader for kolumn in tabell.kolumner]
    return (*_note("de visade raderna ger ", sums), *_note("", rows))


def _note(start: str, texts: list[str]) -> tuple[str, ...]:
    found = [text for text in texts if text]
    if not found:
        return ()
    more = f" och {len(found) - MOST} till" if len(found) > MOST else ""
    return (f"{START}: {start}{', '.join(found[:MOST])}{more}.",)


def _shown(kolumn: Kolumn, ore: int, enhet: Enhet, vy: Vy) -> Decimal:
    return to_enhet(ore * (1 if kolumn.typ.is_avvikelse else vy.sign), enhet, kolumn.decimaler)


def _text(kolumn: Kolumn, value: Decimal, enhet: Enhet) -> str:
    decimals = enhet.decimals if kolumn.decimaler is None else kolumn.decimaler
    return format_tal(value, decimals, plus=kolumn.typ.is_avvikelse)


def _sum_text(tabell: Tabell, place: int, enhet: Enhet, vy: Vy) -> str:
    kolumn = tabell.kolumner[place]
    lines = [rad.celler[place] for rad in tabell.rader if rad.roll is Radroll.RAD]
    sums = [rad.celler[place] for rad in tabell.rader if rad.roll is Radroll.SUMMA]
    amounts = [cell for cell in lines if isinstance(cell, int)]
    if len(sums) != 1 or not isinstance(sums[0], int) or sum(amounts) != sums[0]:
        return ""
    shown = sum((_shown(kolumn, ore, enhet, vy) for ore in amounts), Decimal(0))
    if shown == _shown(kolumn, sums[0], enhet, vy):
        return ""
    total = show_cell(kolumn, sums[0], enhet, vy)
    return f"{_text(kolumn, shown, enhet)} i {kolumn.rubrik} (summan är {total})"


def _row_text(tabell: Tabell, rad: Rad, kolumn: Kolumn, enhet: Enhet, vy: Vy) -> str:
    if kolumn.differens is None or kolumn.typ is not Kolumntyp.AVVIKELSE:
        return ""
    places = [tabell.place(nyckel) for nyckel in (*kolumn.differens, kolumn.nyckel)]
    cells = [rad.celler[place] for place in places]
    first, second, result = cells
    if not isinstance(first, int) or not isinstance(second, int) or not isinstance(result, int):
        return ""
    terms = [_shown(tabell.kolumner[place], ore, enhet, vy) for place, ore in zip(places[:2], (first, second), strict=True)]
    shown = (terms[0] - terms[1]) * vy.sign
    if shown == _shown(kolumn, result, enhet, vy):
        return ""
    return (
        f"{rad.celler[0]} visar {show_cell(kolumn, result, enhet, vy)} där de visade beloppen ger {_text(kolumn, shown, enhet)}"
    )
