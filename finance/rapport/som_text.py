"""A report's values as people read them: the one way to text, so that screen, slides and workbook print the same string."""

from finance.belopp import Enhet, Vy
from finance.format import MISSING, NB, format_avvikelse, format_belopp, format_procent, format_tal, own_decimals
from finance.rapport.modell import Cell, Kolumn, Kolumntyp, Tabell


def show_value(typ: Kolumntyp, value: Cell, enhet: Enhet, vy: Vy, decimaler: int | None = None) -> str:
    """A value as people read it; `–` for None."""
    if value is None:
        return MISSING
    if typ is Kolumntyp.TEXT or isinstance(value, str):
        return str(value)
    if typ is Kolumntyp.BELOPP:
        return format_belopp(int(value), enhet, vy=vy, decimals=decimaler)
    if typ is Kolumntyp.AVVIKELSE:
        return format_avvikelse(int(value), enhet, decimals=decimaler)
    if typ is Kolumntyp.SANNOLIKHET:
        return show_sannolikhet(value)
    if typ is Kolumntyp.ANTAL:
        return format_tal(value, decimaler or 0)
    if typ in (Kolumntyp.MATT, Kolumntyp.FORANDRING):
        places = own_decimals(value) if decimaler is None else decimaler
        return format_tal(value, places, plus=typ is Kolumntyp.FORANDRING)
    return format_tal(value, 1 if decimaler is None else decimaler, plus=typ.is_avvikelse) + f"{NB}%"


def show_cell(kolumn: Kolumn, value: Cell, enhet: Enhet, vy: Vy) -> str:
    """A cell as people read it: the same string on screen, slide and in a workbook."""
    return show_value(kolumn.typ, value, enhet, vy, kolumn.decimaler)


def show_rows(tabell: Tabell, enhet: Enhet, vy: Vy) -> tuple[tuple[str, ...], ...]:
    """Every cell of the table as shown; `vy` is the report's and gives way to the table's own."""
    own = vy if tabell.vy is None else tabell.vy
    return tuple(
        tuple(show_cell(kolumn, cell, enhet, own) for kolumn, cell in zip(tabell.kolumner, rad.celler, strict=True))
        for rad in tabell.rader
    )


def show_sannolikhet(share: float | None) -> str:
    """A probability 0..1 in whole percent; never "0 %" or "100 %" for what is not certain; `–` for None."""
    if share is None:
        return MISSING
    if 0 < share < 0.01:
        return f"under 1{NB}%"
    if 0.99 < share < 1:
        return f"över 99{NB}%"
    return format_procent(share, 0)
