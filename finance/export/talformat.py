"""Office number formats that show what `finance.format` writes: decimal comma, U+2212 minus, plus sign on deviations.

The codes are in the English of the file format; Office shows them in the reader's language. `[$-41D]` makes LibreOffice
Swedish too.
"""

from finance.belopp import Enhet
from finance.format import DOWN, MINUS, NB, UP, own_decimals
from finance.rapport.modell import Cell

SVENSKA = "[$-41D]"
SCALE = {Enhet.KR: "", Enhet.TKR: ",", Enhet.MNKR: ",,"}
"""What follows a code to show kronor in the unit."""


def _places(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def chart_format(decimals: int, *, plus: bool = False) -> str:
    """For values that are in their unit already."""
    code = _places(decimals)
    return f'{SVENSKA}{"+" if plus else ""}{code};{SVENSKA}"{MINUS}"{code};{SVENSKA}{code}'


def cell_format(enhet: Enhet, *, decimals: int | None = None, avvikelse: bool = False) -> str:
    """For values in kronor, shown in `enhet`; a deviation has symbol and sign, zero has neither."""
    code = _places(enhet.decimals if decimals is None else decimals) + SCALE[enhet]
    return f'"{UP} +"{code};"{DOWN} {MINUS}"{code};{code}' if avvikelse else f'{code};"{MINUS}"{code};{code}'


def count_format(value: Cell, decimals: int | None, *, signed: bool) -> str:
    """For counts: as many decimals as the value has, unless `decimals` says."""
    own = own_decimals(value) if decimals is None and isinstance(value, int | float) else decimals or 0
    code = _places(own)
    return f'{"+" if signed else ""}{code};"{MINUS}"{code};{code}'


def percent_format(decimals: int, *, avvikelse: bool = False) -> str:
    """For shares (0.06 is 6 %)."""
    code = "0" + ("." + "0" * decimals if decimals else "") + f'"{NB}"%'
    return f'{"+" if avvikelse else ""}{code};"{MINUS}"{code};{code}'
