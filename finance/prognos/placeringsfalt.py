"""What a person types about a placement, by the parsers that read files. Raises InvalidValue with what to write."""

from datetime import date
from decimal import Decimal

from finance.belopp import to_ore
from finance.errors import InvalidValue
from finance.inlasning.cell.perioder import parse_datum
from finance.inlasning.cell.tal import parse_belopp


def read_dag(text: str, what: str) -> date:
    """A day, as in files."""
    found = parse_datum(text.strip())
    if found is None:
        raise InvalidValue(
            f"{what}: {text.strip() or 'tomt'} är inget datum. Skriv det som ÅÅÅÅ-MM-DD, till exempel 2022-09-01."
        )
    return found


def read_kronor(text: str, what: str) -> int:
    """Kronor as öre, plus."""
    value = parse_belopp(text)
    if value is None or value < 0:
        raise InvalidValue(f"{what} ska vara ett tal i kronor per dygn, till exempel 5 200.")
    return to_ore(value)


def read_procent(text: str) -> Decimal | None:
    """Percent, 0-100; None for nothing."""
    bare = text.replace("%", "").strip()
    if not bare:
        return None
    value = parse_belopp(bare)
    if value is None or not 0 <= value <= 100:
        raise InvalidValue("Momskompensationen ska vara mellan 0 och 100 procent, till exempel 6.")
    return value
