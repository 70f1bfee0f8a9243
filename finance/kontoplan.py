"""Konto -> kontogrupp, after Kommun-Bas (DOMAN 3), by longest prefix of the konto.

Class 3-9 are drift, except 40 (anläggningsinköp), which is investering and kept out of drift; class 1-2 (balans) never count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from finance.errors import InvalidValue


class Kontogrupp(StrEnum):
    """The groups a nämnd's costs are told in, in report order. The value is what people see."""

    INTAKTER = "Intäkter"
    FORSORJNINGSSTOD = "Försörjningsstöd och bidrag"
    KOP = "Köp av verksamhet"
    FAMILJEHEM = "Familjehem (arvode)"
    PERSONAL = "Personal"
    KONSULTER = "Konsulter/inhyrt"
    LOKALER = "Lokaler"
    KAPITAL = "Kapitalkostnader"
    OVRIGT = "Övrigt"
    OSPECIFICERAD = "Ospecificerad"


class Kontoklass(StrEnum):
    """How an account counts."""

    DRIFT = "drift"
    INVESTERING = "investering"
    BALANS = "balans"


STANDARD: Mapping[str, Kontogrupp] = {
    "3": Kontogrupp.INTAKTER,
    "4": Kontogrupp.OVRIGT,
    "45": Kontogrupp.FORSORJNINGSSTOD,
    "46": Kontogrupp.KOP,
    "5": Kontogrupp.PERSONAL,
    "6": Kontogrupp.OVRIGT,
    "60": Kontogrupp.LOKALER,
    "61": Kontogrupp.LOKALER,
    "62": Kontogrupp.LOKALER,
    "7": Kontogrupp.OVRIGT,
    "745": Kontogrupp.KONSULTER,
    "75": Kontogrupp.KONSULTER,
    "78": Kontogrupp.KAPITAL,
    "79": Kontogrupp.KAPITAL,
    "8": Kontogrupp.OVRIGT,
    "9": Kontogrupp.OVRIGT,
}
"""Default rules, prefix -> kontogrupp. Which konton hold familjehem's arvoden differs between kommuner: no default."""


@dataclass(frozen=True)
class Kontoplan:
    """Prefix rules; the longest matching prefix decides."""

    regler: Mapping[str, Kontogrupp]

    @cached_property
    def _longest(self) -> int:
        return max((len(prefix) for prefix in self.regler), default=0)

    def kontogrupp(self, konto: str) -> Kontogrupp:
        """The group of one konto; OSPECIFICERAD for no konto or one that no rule covers."""
        prefix = self.covers(konto)
        return Kontogrupp.OSPECIFICERAD if prefix is None else self.regler[prefix]

    def covers(self, konto: str) -> str | None:
        """The prefix whose rule decides; None where no rule does."""
        lengths = range(min(len(konto), self._longest), 0, -1)
        return next((konto[:length] for length in lengths if konto[:length] in self.regler), None)

    def klass(self, konto: str) -> Kontoklass:
        """Whether the konto is drift, investering (40) or balans (1-2). No konto is drift."""
        if konto[:1] in ("1", "2"):
            return Kontoklass.BALANS
        return Kontoklass.INVESTERING if konto.startswith("40") else Kontoklass.DRIFT


STANDARDPLAN = Kontoplan(STANDARD)


def parse_kontogrupp(text: str) -> Kontogrupp:
    """A kontogrupp by its name, or by the beginning of one only ("familjehem"). Raises InvalidValue."""
    wanted = text.strip().casefold()
    exact = [grupp for grupp in Kontogrupp if wanted in (grupp.value.casefold(), grupp.name.casefold())]
    begins = [grupp for grupp in Kontogrupp if wanted and grupp.value.casefold().startswith(wanted)]
    found = exact or begins
    if len(found) != 1:
        raise InvalidValue(f"{text!r} är ingen kontogrupp. Välj bland {', '.join(grupp.value for grupp in Kontogrupp)}.")
    return found[0]


UTAN_TEXT = frozenset({Kontogrupp.FORSORJNINGSSTOD, Kontogrupp.KOP, Kontogrupp.FAMILJEHEM})
"""Kontogrupper whose rows keep neither text nor leverantör, unless the nämnd has chosen others (DESIGN 6.8)."""
