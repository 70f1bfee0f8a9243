"""Live figures in comments: `{avvikelse}` is written as the table shows it, in the report's unit, also after a later inläsning.

`{avvikelse}`, `{prognos}` (prognos avvikelse helår), `{prognos_helar}`, `{utfall}`, `{budget}`, `{budget_helar}`,
`{foregaende_ar}` (last year's avvikelse, or its utfall where the budget is not known), `{procent}`, and with the word that fits
`{avvikelse_ord}`, `{prognos_ord}` (`ett underskott på 4,6 Mnkr`); of another line
`{Hemtjänst.avvikelse}` by name or kod; of a mått `{volym:Hushåll}`, `{volym:Hushåll.prognos}`, `{volym:Hushåll.foregaende_ar}`.
What cannot be completed stays as written, so that nothing is invented; rapportkontroll points it out.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from finance.belopp import Enhet, Vy
from finance.format import avvikelse_word, format_avvikelse, format_belopp, format_procent, format_tal
from finance.lage import Lage
from finance.rapport.grupprader import list_grupprader
from finance.rapport.kommentarer import Kommentarer
from finance.rapport.mattvarden import read_mattvarden
from finance.rapport.text import BALANS, amount
from finance.uppfoljning import Rad, Uppfoljning

FALT = re.compile(r"\{([^{}\n]{1,120})\}")
VOLYM = "volym:"


@dataclass(frozen=True, slots=True)
class Volym:
    """A mått by its name: so far, the year's prognos, the same months last year; as written, with its unit."""

    namn: str
    enhet: str
    nu: Decimal | None
    prognos: Decimal | None
    foregaende: Decimal | None


@dataclass(frozen=True)
class Siffror:
    """What live figures are taken from. `kontogrupper`: lines per kontogrupp by (nod, name)."""

    uppfoljning: Uppfoljning
    enhet: Enhet
    vy: Vy
    kontogrupper: Mapping[tuple[str, str], Rad]
    volymer: Sequence[Volym] = ()

    def complete(self, text: str, nod: str, sektion: str = "") -> str:
        """The text on (nod, sektion) with its live figures; unknown ones stay as they are."""
        return FALT.sub(lambda match: self.value(match[1], nod, sektion) or match[0], text)

    def unknown(self, text: str, nod: str, sektion: str = "") -> list[str]:
        """The live figures that cannot be completed, as written."""
        return [match[0] for match in FALT.finditer(text) if not self.value(match[1], nod, sektion)]

    def value(self, field: str, nod: str, sektion: str = "") -> str:
        """One live figure, "" where there is none."""
        if field.casefold().startswith(VOLYM):
            return self._volym(field[len(VOLYM) :].strip())
        name, _, key = field.rpartition(".")
        rad = self._line(name.strip(), nod) if name else self._own(nod, sektion)
        show = SATT.get(_fold(key))
        return show(self, rad) if rad is not None and show is not None else ""

    def _own(self, nod: str, sektion: str) -> Rad | None:
        grupp = self.kontogrupper.get((nod, sektion))
        return grupp if grupp is not None else self._by_kod(nod)

    def _by_kod(self, nod: str) -> Rad | None:
        return next((rad for rad in self.uppfoljning.rader if rad.nod == nod), None)

    def _line(self, name: str, nod: str) -> Rad | None:
        """A line by name or kod, else the kontogrupp with that name; None where two lines share the name."""
        wanted = name.casefold()
        found = [rad for rad in self.uppfoljning.rader if wanted in (rad.namn.casefold(), rad.nod.casefold())]
        if len(found) == 1:
            return found[0]
        grupper = [rad for (of, namn), rad in self.kontogrupper.items() if of == nod and namn.casefold() == wanted]
        return grupper[0] if grupper and not found else None

    def _volym(self, field: str) -> str:
        name, _, key = field.rpartition(".")
        key = _fold(key)
        if key not in ("prognos", "foregaende_ar"):
            name, key = field, ""
        wanted = name.strip().casefold()
        found = [one for one in self.volymer if one.namn.casefold() == wanted]
        found = found or [one for one in self.volymer if one.namn.casefold().startswith(wanted)]
        if len(found) != 1:
            return ""
        one = found[0]
        value = {"": one.nu, "prognos": one.prognos, "foregaende_ar": one.foregaende}[key]
        if value is None:
            return ""
        text = format_tal(value, max(0, -int(value.normalize().as_tuple().exponent)))
        return f"{text}\u00a0%" if one.enhet == "%" else text


def _fold(key: str) -> str:
    """A field's name however it is spelled: `Föregående år` is foregaende_ar."""
    return key.strip().casefold().replace(" ", "_").translate(str.maketrans("åäö", "aao"))


Satt = Callable[[Siffror, Rad], str]


def _avvikelse(of: Callable[[Rad], int | None]) -> Satt:
    def show(siffror: Siffror, rad: Rad) -> str:
        ore = of(rad)
        return "" if ore is None else format_avvikelse(ore, siffror.enhet, unit=True)

    return show


def _belopp(of: Callable[[Rad], int | None]) -> Satt:
    def show(siffror: Siffror, rad: Rad) -> str:
        ore = of(rad)
        return "" if ore is None else format_belopp(ore, siffror.enhet, vy=siffror.vy, unit=True)

    return show


def _ord(of: Callable[[Rad], int]) -> Satt:
    """`ett underskott på 4,6 Mnkr`, judged on the figure as shown."""

    def show(siffror: Siffror, rad: Rad) -> str:
        word = avvikelse_word(of(rad), siffror.enhet)
        return word if word == BALANS else f"ett {word} på {amount(of(rad), siffror.enhet)}"

    return show


def _procent(_siffror: Siffror, rad: Rad) -> str:
    share = rad.prognosavvikelse_procent
    return "" if share is None else format_procent(share / 100, plus=True)


def _foregaende(siffror: Siffror, rad: Rad) -> str:
    if rad.avvikelse_foregaende_ar_helar_ore is not None:
        return format_avvikelse(rad.avvikelse_foregaende_ar_helar_ore, siffror.enhet, unit=True)
    return SATT["foregaende_ar_utfall"](siffror, rad)


SATT: dict[str, Satt] = {
    "avvikelse": _avvikelse(lambda rad: rad.avvikelse_ore),
    "prognos": _avvikelse(lambda rad: rad.prognosavvikelse_ore),
    "prognosavvikelse": _avvikelse(lambda rad: rad.prognosavvikelse_ore),
    "prognos_helar": _belopp(lambda rad: rad.prognos_ore),
    "utfall": _belopp(lambda rad: rad.utfall_ore),
    "budget": _belopp(lambda rad: rad.budget_ore),
    "budget_helar": _belopp(lambda rad: rad.budget_helar_ore),
    "foregaende_ar": _foregaende,
    "foregaende_ar_avvikelse": _avvikelse(lambda rad: rad.avvikelse_foregaende_ar_helar_ore),
    "foregaende_ar_utfall": _belopp(lambda rad: rad.utfall_foregaende_ar_helar_ore),
    "foregaende_ar_samma_period": _belopp(lambda rad: rad.utfall_foregaende_ar_samma_period_ore),
    "procent": _procent,
    "avvikelse_ord": _ord(lambda rad: rad.avvikelse_ore),
    "prognos_ord": _ord(lambda rad: rad.prognosavvikelse_ore),
}
"""The names that may be written in braces, and how each is shown."""


def siffror_of(lage: Lage, uppfoljning: Uppfoljning, enhet: Enhet, vy: Vy) -> Siffror:
    """What the texts of a report on `uppfoljning` (per nod, computed from `lage`) may take their figures from."""
    volymer = [
        Volym(one.namn, one.enhet, one.nu, one.prognos, one.nu_foregaende) for one in read_mattvarden(lage.matt, lage.period)
    ]
    return Siffror(uppfoljning, enhet, vy, dict(list_grupprader(lage)), volymer)


def complete_texts(kommentarer: Kommentarer, lage: Lage, uppfoljning: Uppfoljning, enhet: Enhet, vy: Vy) -> Kommentarer:
    """The comments as the report shows them; nothing is computed where no text has a live figure."""
    if not any(FALT.search(one.text) for one in kommentarer.values()):
        return kommentarer
    return complete_comments(kommentarer, siffror_of(lage, uppfoljning, enhet, vy))


def complete_comments(kommentarer: Kommentarer, siffror: Siffror) -> Kommentarer:
    """The comments with their live figures."""
    return {
        (nod, sektion): replace(one, text=siffror.complete(one.text, nod, sektion))
        for (nod, sektion), one in kommentarer.items()
    }
