"""The figures of a chart as shown: its caption with the unit, each value in that unit, and the same value as text.

Screen, slides and workbook take them from here, so that a chart and the table beside it can not differ.
"""

import re
from decimal import Decimal

from finance.belopp import Enhet, Vy
from finance.format import MISSING, format_avvikelse, format_belopp, format_tal, own_decimals
from finance.rapport.modell import Diagram, Diagramtyp, Roll, Serie

BROTT = "serien bruten"


def unit_of(diagram: Diagram, enhet: Enhet) -> str:
    """The unit of its values: the mått's own ("" where it is not said), else that of the report."""
    return diagram.matt_enhet if diagram.is_matt else enhet.label


def caption(diagram: Diagram, enhet: Enhet) -> str:
    """What stands above: title and unit. The name of a mått that says its unit ("Antal beslut") is not given it twice."""
    unit = unit_of(diagram, enhet)
    said = diagram.is_matt and unit.casefold() in re.split(r"[\s(),]+", diagram.titel.casefold())
    return diagram.titel if said or not unit else f"{diagram.titel}, {unit}"


def decimals_of(diagram: Diagram, enhet: Enhet) -> int:
    """The unit's decimals; of a mått those that its values have, two at the most, the same for all."""
    if not diagram.is_matt:
        return enhet.decimals
    return max((own_decimals(value) for serie in diagram.serier for value in serie.varden if value is not None), default=0)


def is_signed(diagram: Diagram) -> bool:
    """Whether values are avvikelser: always with a sign, never turned."""
    return diagram.typ is Diagramtyp.AVVIKELSE or any(serie.roll is Roll.AVVIKELSE for serie in diagram.serier)


def drawn_values(diagram: Diagram, serie: Serie, enhet: Enhet, vy: Vy) -> list[float | None]:
    """The values in the unit of the caption, not rounded; `vy` turns kronor that are no avvikelse."""
    if diagram.is_matt:
        return list(serie.varden)
    sign = 1 if is_signed(diagram) else vy.sign
    return [None if ore is None else sign * ore / enhet.ore for ore in serie.varden_ore]


def show_point(diagram: Diagram, serie: Serie, place: int, enhet: Enhet, vy: Vy) -> str:
    """The value at a place as people read it; `–` for none."""
    if diagram.is_matt:
        value = serie.varden[place]
        return MISSING if value is None else format_tal(Decimal(str(value)), decimals_of(diagram, enhet))
    ore = serie.varden_ore[place]
    return format_avvikelse(ore, enhet, symbol=True) if is_signed(diagram) else format_belopp(ore, enhet, vy=vy)


def longest_text(diagram: Diagram, enhet: Enhet, vy: Vy) -> int:
    """The length of the longest figure in it."""
    places = range(len(diagram.kategorier))
    return max((len(show_point(diagram, serie, place, enhet, vy)) for serie in diagram.serier for place in places), default=0)


def is_positive(diagram: Diagram, enhet: Enhet, vy: Vy) -> bool:
    """Whether nothing drawn is below zero, so that the axis may begin there."""
    shown = (value for serie in diagram.serier for value in drawn_values(diagram, serie, enhet, vy))
    return all(value >= 0 for value in shown if value is not None)


def time_name(diagram: Diagram) -> str:
    """What its categories are, as the head of their column."""
    if diagram.typ is Diagramtyp.STAPLAR:
        names = (("År", r"\d{4}"), ("Kvartal", r"\d{4} kv \d"))
        return next((name for name, form in names if all(re.fullmatch(form, one) for one in diagram.kategorier)), "Tid")
    return "Månad" if len(diagram.kategorier) == 12 else "Verksamhet"


def break_text(diagram: Diagram) -> str:
    """The words at the mark of a broken series; "" where none is broken."""
    return "" if diagram.brott is None else diagram.brott_text or BROTT
