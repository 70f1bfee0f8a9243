"""The figures of a sentence as terms that can be added and compared: öre for amounts, else as counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from finance.belopp import Enhet
from finance.format import NB, format_tal
from finance.rapport.kontroll import ordlista
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod
from finance.rapport.kontroll.tal import Slag, Tal

_FORSLAG = {Kod.TECKEN: "Byt ord eller rätta siffrorna", Kod.PROCENTENHET: "Skriv procentenheter"}


@dataclass(frozen=True, slots=True)
class Led:
    """A figure with its value in öre, or as counted, with the printed sign; `halv` is half of its last printed digit."""

    tal: Tal
    varde: Decimal
    halv: Decimal

    @property
    def ar_belopp(self) -> bool:
        """Whether it is money."""
        return self.tal.slag is Slag.KRONOR


def led_of(tal: Tal) -> Led:
    """Of a figure whose unit is written or does not matter."""
    unit = unit_of(tal)
    return Led(tal, tal.varde * unit, half(tal) * unit)


def list_led(sentence: str, figures: Sequence[Tal], *, prices: bool = False) -> list[Led]:
    """The figures that are no percentages and (without `prices`) no prices of one; `24,2` beside `34,5 Mnkr` is of its unit."""
    units = {tal.enhet for tal in figures if tal.slag is Slag.KRONOR}
    shared: Enhet | None = units.pop() if len(units) == 1 else None
    found = []
    for tal in figures:
        price = ordlista.STYCKVIS.match(sentence, tal.slut) is not None
        if tal.slag in (Slag.PROCENT, Slag.PROCENTENHET) or (price and not prices):
            continue
        bare = tal.slag is Slag.UTAN and (tal.decimaler or tal.tecken) and not ordlista.RAKNAT.match(sentence, tal.slut)
        found.append(led_of(replace(tal, slag=Slag.KRONOR, enhet=shared) if bare and shared else tal))
    return found


def same_kind(led: Sequence[Led]) -> bool:
    """Whether all are money or none is."""
    return len({one.ar_belopp for one in led}) == 1


def unit_of(tal: Tal) -> int:
    """Öre in one of the unit that is written beside an amount; 1 for what is no amount."""
    return tal.enhet.ore if tal.slag is Slag.KRONOR and tal.enhet else 1


def half(tal: Tal) -> Decimal:
    """Half a step of the last printed digit, in the figure's own unit."""
    return Decimal(1).scaleb(-tal.decimaler) / 2


def shown(value: Decimal, like: Tal) -> str:
    """A value in the unit and with the decimals of a figure, with its unit as written there."""
    unit = unit_of(like)
    word = like.text.rsplit(maxsplit=1)[-1] if like.slag is Slag.KRONOR and " " in like.text.replace(NB, " ") else ""
    return format_tal(value / unit, like.decimaler) + (f"{NB}{word}" if word and not word[0].isdigit() else "")


def samband_fynd(kod: Kod, nod: str, where: str, said: str, table: str, tal: Tal, allvar: Allvar = Allvar.FEL) -> Fynd:
    """A finding of figures that contradict each other."""
    mend = f"{_FORSLAG.get(kod, 'Rätta talet')}: {table}."
    return Fynd(kod, allvar, nod, "sambandet i meningen", where, said, table, mend, siffra=tal.text)
