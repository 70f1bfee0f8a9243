"""One table of colours for every document, by role.

Hex without `#`, on white; all have at least 3.3:1, those of text at least 4.5:1. Roles differ in form as well (fill, line,
marker), and an avvikelse has a sign and a symbol, so nothing rests on colour alone. Prognos and underskott never share a chart.
"""

from dataclasses import dataclass

from finance.rapport.modell import Roll

TEXT = "1B1B1B"
TEXT_SVAG = "4A4A4A"
VIT = "FFFFFF"
LINJE = "767676"
RUTNAT = "D0D0D0"
RUBRIK = "1F4E79"
SUMMA = "E8ECF1"
UNDERSKOTT = "B3261E"
OVERSKOTT = "0B6BB5"


@dataclass(frozen=True, slots=True)
class Stil:
    """How a role is drawn. `streck` and `markor` are XlsxWriter's names; "" for a solid line, "none" for no marker."""

    farg: str
    bredd: float  # line width, points
    streck: str = ""
    markor: str = "none"


STILAR = {
    Roll.UTFALL: Stil("1F4E79", 3.0, markor="circle"),
    Roll.BUDGET: Stil("6B6B6B", 2.0, streck="dash"),
    Roll.PROGNOS: Stil("B45309", 2.25, streck="dash_dot", markor="triangle"),
    Roll.FOREGAENDE: Stil("7A8CA3", 2.25, streck="round_dot", markor="diamond"),
    Roll.TIDIGARE: Stil("8A7A9B", 1.5, streck="long_dash", markor="square"),
    Roll.AVVIKELSE: Stil(TEXT, 1.0),
}


FYLLNING = {Roll.PROGNOS: "wide_upward_diagonal", Roll.TIDIGARE: "percent_20", Roll.FOREGAENDE: "", Roll.BUDGET: ""}
"""How bars beside each other are filled: a pattern by XlsxWriter's name, "" for a white one; other roles are solid."""


def avvikelse_color(value: float) -> str:
    """The colour of a deviation's text: underskott, överskott, or plain for zero."""
    if value == 0:
        return TEXT
    return UNDERSKOTT if value < 0 else OVERSKOTT
