"""What holds of any single placement: its days, and what none can be. First and last day are both days of it."""

from dataclasses import replace
from datetime import date, timedelta

from finance.errors import InvalidValue
from finance.inlasning.planer.placeringar import TYPER
from finance.inlasning.planrader import Placeringsrad


def first_day(rad: Placeringsrad) -> date:
    """The first day; one that is not said is before everything."""
    return date.fromisoformat(rad.start) if rad.start else date.min


def last_day(rad: Placeringsrad) -> date:
    """The last day; one that is not planned is after everything."""
    return date.fromisoformat(rad.slut) if rad.slut else date.max


def split_at(rad: Placeringsrad, fran: date, dygnspris_ore: int) -> tuple[Placeringsrad, ...]:
    """The placement with another price from a day on: two parts that together have the same days.

    A day on or before its start changes the whole. Raises InvalidValue for a day after its end.
    """
    if fran <= first_day(rad):
        return (replace(rad, dygnspris_ore=dygnspris_ore),)
    if fran > last_day(rad):
        raise InvalidValue(f"Placeringen slutar {rad.slut}. Välj en dag före det, eller ändra slutet först.")
    before = replace(rad, slut=(fran - timedelta(days=1)).isoformat())
    return before, replace(rad, start=fran.isoformat(), dygnspris_ore=dygnspris_ore)


def check_placering(rad: Placeringsrad) -> None:
    """Refuse what no placement can be.

    Raises InvalidValue: a type that is none of the words (it may be a name), no start, an end before it, no price, a share
    outside 0-100, a refund below zero.
    """
    if rad.typ not in TYPER:
        raise InvalidValue(f"{rad.typ!r} är ingen typ av placering. Välj bland {', '.join(TYPER)}.")
    if not rad.start:
        raise InvalidValue("Placeringen saknar startdag. Fyll i första dygnet.")
    if last_day(rad) < first_day(rad):
        raise InvalidValue(f"Placeringen slutar {rad.slut}, före starten {rad.start}. Rätta dagarna.")
    if rad.dygnspris_ore <= 0:
        raise InvalidValue("Dygnspriset måste vara större än noll. Skriv kronor per dygn, till exempel 5 200.")
    if not 0 <= (rad.momskompensation_procent or 0) <= 100:
        raise InvalidValue("Momskompensationen ska vara mellan 0 och 100 procent, till exempel 6.")
    if (rad.ersattning_ore or 0) < 0:
        raise InvalidValue("Ersättningen per dygn skrivs med plus, till exempel 1 350.")
