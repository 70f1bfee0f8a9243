"""Which prisantagande holds in a month, and reading the figures that people type for prices and events."""

from collections.abc import Iterable
from decimal import Decimal

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.inlasning.cell.tal import parse_belopp, split_enhet
from finance.store import Prisantagande


def price_at(priser: Iterable[Prisantagande], namn: str, manad: int) -> Prisantagande | None:
    """The one by this name with the latest `galler_fran` up to `manad` (ÅÅÅÅMM); None before the first."""
    found = [pris for pris in priser if pris.namn.casefold() == namn.casefold() and pris.galler_fran <= manad]
    return max(found, key=lambda pris: pris.galler_fran, default=None)


def parse_varde(text: str, falt: str) -> Decimal | None:
    """A typed figure in kronor, percent or number; None where nothing is typed. `34 tkr` is 34 000.

    Raises InvalidValue, naming the field.
    """
    bare = text.strip().removesuffix("%").strip()
    if not bare:
        return None
    figure, enhet = split_enhet(bare)
    value = parse_belopp(figure)
    if value is None:
        raise InvalidValue(f"{falt}: {text.strip()!r} är inget tal. Skriv till exempel 1 234,50.")
    return value * enhet.ore / Enhet.KR.ore if enhet else value
