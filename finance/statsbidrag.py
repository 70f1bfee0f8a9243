"""State grants: what is used, what is left, what may have to be paid back, and a grant as a known event of the prognos.

All amounts plus, öre. What is left of a grant that must be used counts as to be paid back only where the list says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.format import format_belopp
from finance.inlasning.planrader import Statsbidragsrad
from finance.kontoplan import Kontogrupp
from finance.prognos.handelseslag import Handelseslag
from finance.store import KandHandelse, Parameter


class Bidragshandelse(StrEnum):
    """What of a grant is known and not booked."""

    INTAKT = "Intäkt som inte är bokförd"
    ATERBETALNING = "Återbetalning som inte är bokförd"


@dataclass(frozen=True, slots=True)
class Bidrag:
    """One grant. `kvar_ore`: sum minus used, None where nobody has said what is used."""

    rad: Statsbidragsrad

    @property
    def kvar_ore(self) -> int | None:
        return None if self.rad.anvant_ore is None else self.rad.summa_ore - self.rad.anvant_ore

    @property
    def aterbetalning_ore(self) -> int | None:
        """The amount the list gives; where it only says yes, what is left; 0 for no; None where it does not say."""
        if self.rad.aterbetalning_ore is not None:
            return self.rad.aterbetalning_ore
        if self.rad.aterbetalas is None:
            return None
        return max(self.kvar_ore or 0, 0) if self.rad.aterbetalas else 0


@dataclass(frozen=True, slots=True)
class Bidragssumma:
    """The grants together. Of what is not said, nothing."""

    summa_ore: int
    anvant_ore: int
    kvar_ore: int
    aterbetalning_ore: int


def bidrag_of(rader: Iterable[Statsbidragsrad], ar: int) -> tuple[Bidrag, ...]:
    """The grants whose period touches the year, and those without a period."""
    first, last = f"{ar:04d}-01-01", f"{ar:04d}-12-31"
    return tuple(Bidrag(rad) for rad in rader if (rad.till or last) >= first and (rad.fran or first) <= last)


def sum_bidrag(bidrag: Iterable[Bidrag]) -> Bidragssumma:
    """The sums of several grants."""
    rows = list(bidrag)
    return Bidragssumma(
        sum(one.rad.summa_ore for one in rows),
        sum(one.rad.anvant_ore or 0 for one in rows),
        sum(one.kvar_ore or 0 for one in rows),
        sum(one.aterbetalning_ore or 0 for one in rows),
    )


def statsbidrag_sentence(bidrag: Iterable[Bidrag], enhet: Enhet) -> str:
    """What there is, what is used and what may go back."""
    rows = list(bidrag)
    if not rows:
        return "Inga statsbidrag är inlagda."
    total = sum_bidrag(rows)
    count = "Ett statsbidrag" if len(rows) == 1 else f"{len(rows)} statsbidrag"
    said = f"{count} på {_kr(total.summa_ore, enhet)}, varav {_kr(total.anvant_ore, enhet)} är använt"
    back = f"; {_kr(total.aterbetalning_ore, enhet)} väntas betalas tillbaka" if total.aterbetalning_ore else ""
    return f"{said}{back}."


def _kr(ore: int, enhet: Enhet) -> str:
    return format_belopp(ore, enhet, unit=True)


def to_handelse(
    rad: Statsbidragsrad, vad: Bidragshandelse, *, nod: str, belopp: Decimal, fran: int, till: int, period: int
) -> KandHandelse:
    """A known event of a grant: income spread over `fran` to `till` (ÅÅÅÅMM), or a repayment in `fran`.

    `belopp`: kronor, plus; `period`: the month it is written in. Raises InvalidValue for an amount that is not above zero.
    """
    if belopp <= 0:
        raise InvalidValue("Skriv beloppet i kronor, större än noll.")
    back = vad is Bidragshandelse.ATERBETALNING
    slag = Handelseslag.ATERBETALNING if back else Handelseslag.STATSBIDRAG
    return KandHandelse(
        nod=nod,
        kontogrupp=Kontogrupp.INTAKTER.value,
        slag=slag.value,
        fran=fran,
        till=fran if back else till,
        parametrar={"belopp": Parameter(tal=belopp)},
        skal=f"Statsbidrag: {rad.namn}{', återbetalning' if back else ''}",
        period=period,
    )
