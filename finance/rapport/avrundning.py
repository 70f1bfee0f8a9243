"""Notes where shown figures do not add up: everything is computed in öre and rounded last, once per cell (DESIGN 6.6)."""

from decimal import Decimal

from finance.belopp import Enhet, Vy, to_enhet
from finance.format import format_tal
from finance.rapport.modell import Kolumn, Kolumntyp, Rad, Radroll, Tabell, show_cell

START = "Räknat i ören, avrundat sist"
MOST_ROWS = 3


def rounding_notes(tabell: Tabell, enhet: Enhet, vy: Vy) -> tuple[str, ...]:
    """One sentence per column whose shown rows do not give the shown sum, and one for rows whose shown difference is off."""
    sums = (_sum_note(tabell, place, enhet, vy) for place, kolumn in enumerate(tabell.kolumner) if kolumn.typ.is_ore)
    return tuple(note for note in (*sums, _row_note(tabell, enhet, vy)) if note)


def _shown(kolumn: Kolumn, ore: int, enhet: Enhet, vy: Vy) -> Decimal:
    return to_enhet(ore * (1 if kolumn.typ.is_avvikelse else vy.sign), enhet, kolumn.decimaler)


def _text(kolumn: Kolumn, value: Decimal, enhet: Enhet) -> str:
    decimals = enhet.decimals if kolumn.decimaler is None else kolumn.decimaler
    return format_tal(value, decimals, plus=kolumn.typ.is_avvikelse)


def _sum_note(tabell: Tabell, place: int, enhet: Enhet, vy: Vy) -> str:
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
    return f"{START}: de visade raderna ger {_text(kolumn, shown, enhet)} i {kolumn.rubrik}, summan är {total}."


def _row_note(tabell: Tabell, enhet: Enhet, vy: Vy) -> str:
    off = [_row_difference(tabell, rad, kolumn, enhet, vy) for rad in tabell.rader for kolumn in tabell.kolumner]
    found = [text for text in off if text]
    if not found:
        return ""
    more = f" och {len(found) - MOST_ROWS} till" if len(found) > MOST_ROWS else ""
    return f"{START}: {', '.join(found[:MOST_ROWS])}{more}."


def _row_difference(tabell: Tabell, rad: Rad, kolumn: Kolumn, enhet: Enhet, vy: Vy) -> str:
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
