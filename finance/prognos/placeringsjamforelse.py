"""The list of placements against the ledger, month by month, with what a difference looks like.

A pointer, never a verdict: only sums per month are compared, since texts are not kept for these kontogrupper (DESIGN 6.8).
Amounts: öre, kostnad +; difference = ledger less list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from finance.inlasning.planer.placeringsregler import first_day, last_day
from finance.period import MANADER_KORT
from finance.prognos.placeringar import Placeringskostnad, end_of_month

NARA_ANDEL = 100  # within one part in a hundred of the list, or
NARA_ORE = 100_000  # within 1 000 kr, they agree
LIKA_ORE = 10_000  # a difference is a placement's amount when within 100 kr of it, or one part in a hundred
LITET = 10  # a ledger below one tenth of the list is no invoice
RAD_MANADER = 3  # so many months in a row make a pattern
EFTER_SLUT_DAGAR = 184  # an invoice may come so many days after the end


class Marke(StrEnum):
    """What a month looks like. The value is what people see."""

    STAMMER = "stämmer"
    EFTER_SLUT = "kostnad efter slut"
    UTAN_PLACERING = "kostnad utan placering"
    UTAN_FAKTURA = "placering utan faktura"
    MER = "mer bokfört än listan"
    MINDRE = "mindre bokfört än listan"
    OKAND = "går inte att jämföra"


@dataclass(frozen=True, slots=True)
class Manadsjamforelse:
    """One month (1-12). `tecken`: which placement the difference is as large as, in Swedish, "" for none."""

    manad: int
    utfall_ore: int | None
    lista_ore: int
    marke: Marke
    tecken: str = ""

    @property
    def skillnad_ore(self) -> int | None:
        """Ledger less list."""
        return None if self.utfall_ore is None else self.utfall_ore - self.lista_ore


def compare_months(
    placeringar: Sequence[Placeringskostnad], lista: Sequence[int], utfall: Sequence[int | None], *, ar: int
) -> tuple[Manadsjamforelse, ...]:
    """A comparison for each month of `utfall` (January first)."""
    return tuple(_compare(placeringar, place + 1, lista[place], ore, ar) for place, ore in enumerate(utfall))


def _compare(placeringar: Sequence[Placeringskostnad], manad: int, lista: int, utfall: int | None, ar: int) -> Manadsjamforelse:
    if utfall is None:
        return Manadsjamforelse(manad, None, lista, Marke.OKAND)
    gap = utfall - lista
    if abs(gap) <= max(abs(lista) // NARA_ANDEL, NARA_ORE):
        return Manadsjamforelse(manad, utfall, lista, Marke.STAMMER)
    if gap > 0:
        ended = _like(gap, _after_end(placeringar, ar, manad))
        marke = Marke.EFTER_SLUT if ended else Marke.UTAN_PLACERING if lista == 0 else Marke.MER
        return Manadsjamforelse(manad, utfall, lista, marke, ended)
    missing = _like(-gap, [(one.kostnad[manad - 1], _name(one)) for one in placeringar])
    marke = Marke.UTAN_FAKTURA if missing or utfall * LITET < lista else Marke.MINDRE
    return Manadsjamforelse(manad, utfall, lista, marke, missing)


def _after_end(placeringar: Sequence[Placeringskostnad], ar: int, manad: int) -> list[tuple[int, str]]:
    """What the days of the month after each recent end would have cost."""
    first, last = date(ar, manad, 1), end_of_month(ar, manad)
    found = []
    for one in placeringar:
        slut = last_day(one.rad)
        days = (last - max(slut, date.fromordinal(first.toordinal() - 1))).days if slut < last else 0
        if one.rad.raknas and days and (first - slut).days <= EFTER_SLUT_DAGAR and first_day(one.rad) <= last:
            found.append((days * one.per_dygn_ore, _name(one)))
    return found


def _like(gap: int, candidates: Iterable[tuple[int, str]]) -> str:
    """The placement whose amount the difference is; "" where none or more than one kind fits."""
    names = {name for amount, name in candidates if amount > 0 and abs(gap - amount) <= max(amount // NARA_ANDEL, LIKA_ORE)}
    return names.pop() if len(names) == 1 else ""


def _name(one: Placeringskostnad) -> str:
    rad = one.rad
    return f"{rad.typ} {rad.start} till {rad.slut}" if rad.slut else f"{rad.typ} från {rad.start}"


def find_pattern(jamforelse: Sequence[Manadsjamforelse]) -> str:
    """What the months say together, one Swedish sentence; "" for nothing."""
    known = [one for one in jamforelse if one.utfall_ore is not None]
    if is_late(known):
        return "Bokföringen ser ut att ligga en månad efter listan: fakturorna bokförs månaden efter."
    last = known[-RAD_MANADER:]
    span = f"{MANADER_KORT[last[0].manad - 1]} till {MANADER_KORT[last[-1].manad - 1]}" if last else ""
    if len(last) == RAD_MANADER and all(one.marke in (Marke.MER, Marke.UTAN_PLACERING, Marke.EFTER_SLUT) for one in last):
        return f"Bokföringen har mer än listan varje månad {span}. Kontrollera om placeringar eller priser saknas i listan."
    if len(last) == RAD_MANADER and all(one.marke in (Marke.MINDRE, Marke.UTAN_FAKTURA) for one in last):
        return f"Bokföringen har mindre än listan varje månad {span}. Kontrollera om fakturor saknas eller priser är för höga."
    return ""


def is_late(known: Sequence[Manadsjamforelse]) -> bool:
    """Whether the ledger fits the list of the month before at least twice as well, over three pairs of months or more."""
    pairs = [(one, before) for before, one in pairwise(known) if one.manad == before.manad + 1]
    if len(pairs) < RAD_MANADER:
        return False
    same = sum(abs((one.utfall_ore or 0) - one.lista_ore) for one, _ in pairs)
    late = sum(abs((one.utfall_ore or 0) - before.lista_ore) for one, before in pairs)
    return 2 * late < same and same * NARA_ANDEL > 5 * sum(one.lista_ore for one, _ in pairs)
