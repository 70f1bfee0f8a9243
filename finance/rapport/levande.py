"""Live figures in comments: `{avvikelse}` is written as the table shows it, in the report's unit, also after a later inläsning.

`{avvikelse}`, `{prognos}` (prognos avvikelse helår), `{prognos_helar}`, `{utfall}`, `{budget}`, `{budget_helar}`,
`{foregaende_ar}` (last year's avvikelse, or its utfall where the budget is not known), `{procent}`, and with the word that fits
`{avvikelse_ord}`, `{prognos_ord}` (`ett underskott på 4,6 Mnkr`); on why `{volymeffekt}`, `{priseffekt}`, `{engangsposter}`,
`{manaden}`, `{manaderna_innan}`, `{resten}`; of another line `{Hemtjänst.avvikelse}` by kod or name; of a kontogrupp of the
line `{Personal.avvikelse}`, `{kontogrupp:Personal.avvikelse}` where a line has that name too, and of another line's
`{Hemtjänst.kontogrupp:Personal.avvikelse}`; of a mått
`{volym:Hushåll}`, `{volym:Hushåll.prognos}`, `{volym:Hushåll.foregaende_ar}`.
What cannot be completed stays as written, so that nothing is invented; rapportkontroll points it out.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from finance.belopp import Enhet, Vy
from finance.format import avvikelse_word, format_avvikelse, format_belopp, format_exakt, format_procent
from finance.lage import Lage
from finance.matt import DOLT, OKAND, Tal
from finance.rapport.grupprader import GRUPPNAMN, list_grupprader
from finance.rapport.kommentarer import Kommentarer
from finance.rapport.matt.foljder import read_foljder
from finance.rapport.orsakssiffror import VARDEN as ORSAKER
from finance.rapport.orsakssiffror import ore_of
from finance.rapport.text import BALANS, amount
from finance.uppfoljning import Rad, Uppfoljning

FALT = re.compile(r"\{([^{}\n]{1,300})\}")
VOLYM, GRUPP = "volym:", "kontogrupp:"
UTAN_KLAMRAR = str.maketrans("{}", "()")
"""Braces hold live figures: those of a name are written as parentheses."""


@dataclass(frozen=True, slots=True)
class Volym:
    """A mått by its name: so far, the year's prognos, the same time last year; as the tables show it, with its unit."""

    namn: str
    enhet: str
    nu: Tal
    prognos: Tal
    foregaende: Tal


@dataclass(frozen=True)
class Siffror:
    """What live figures are taken from. `kontogrupper`: lines per kontogrupp by (nod, name)."""

    uppfoljning: Uppfoljning
    enhet: Enhet
    vy: Vy
    kontogrupper: Mapping[tuple[str, str], Rad]
    volymer: Sequence[Volym] = ()
    lage: Lage | None = None  # for the figures on why

    def complete(self, text: str, nod: str, sektion: str = "") -> str:
        """The text on (nod, sektion) with its live figures; unknown ones stay as they are."""
        return FALT.sub(lambda match: self.value(match[1], nod, sektion) or match[0], text)

    def values(self, text: str, nod: str, sektion: str = "") -> list[str]:
        """What the live figures of a text are completed with."""
        found = (self.value(match[1], nod, sektion) for match in FALT.finditer(text))
        return [value for value in found if value]

    def unknown(self, text: str, nod: str, sektion: str = "") -> list[str]:
        """The live figures that cannot be completed, as written."""
        return [match[0] for match in FALT.finditer(text) if not self.value(match[1], nod, sektion)]

    def value(self, field: str, nod: str, sektion: str = "") -> str:
        """One live figure, "" where there is none."""
        if field.casefold().startswith(VOLYM):
            return self._volym(field[len(VOLYM) :].strip())
        rad, key = self.find(field, nod, sektion)
        show = SATT.get(key)
        if rad is None or show is None or (key in MOT_BUDGETEN and not rad.har_budget):
            return ""
        return show(self, rad)

    def find(self, field: str, nod: str, sektion: str = "") -> tuple[Rad | None, str]:
        """The line that a live figure is of, None where there is none, and which of its figures."""
        name, _, key = field.rpartition(".")
        return (self._line(name.strip(), nod) if name else self._own(nod, sektion)), _fold(key)

    def _own(self, nod: str, sektion: str) -> Rad | None:
        grupp = self.kontogrupper.get((nod, sektion))
        return grupp if grupp is not None else self._by_kod(nod)

    def _by_kod(self, nod: str) -> Rad | None:
        return next((rad for rad in self.uppfoljning.rader if rad.nod == nod), None)

    def _line(self, name: str, nod: str) -> Rad | None:
        """A line by kod, else the line or kontogrupp with that name, or a kontogrupp of a line; None where several have it."""
        of, dot, grupp = name.rpartition(f".{GRUPP}")
        if dot:
            other = self._line(of.strip(), nod)
            return next(iter(self._groups(grupp, other.nod)), None) if other is not None else None
        found = self._named(name, nod)
        return self._by_kod(name) or (found[0] if len(found) == 1 else None)

    def _named(self, name: str, nod: str) -> list[Rad]:
        """Every line and every kontogrupp of `nod` that goes by the name; with `GRUPP` before it kontogrupper only."""
        wanted, lines = name.casefold(), self.uppfoljning.rader
        if wanted.startswith(GRUPP):
            wanted, lines = wanted[len(GRUPP) :], ()
        found = (rad for rad in lines if wanted in (rad.namn.casefold(), rad.nod.casefold()))
        return [*found, *self._groups(wanted, nod)]

    def _groups(self, name: str, nod: str) -> list[Rad]:
        """The kontogrupp of a line with that name, if it has it."""
        wanted = name.strip().casefold()
        return [
            self.kontogrupper[nod, namn] for namn in GRUPPNAMN if namn.casefold() == wanted and (nod, namn) in self.kontogrupper
        ]

    def is_shared(self, field: str, nod: str) -> bool:
        """Whether a live figure names several lines, so that none can be chosen."""
        name = field.rpartition(".")[0].strip()
        return self._by_kod(name) is None and len(self._named(name, nod)) > 1

    def _volym(self, field: str) -> str:
        name, _, key = field.rpartition(".")
        key = _fold(key)
        if key not in ("prognos", "foregaende_ar"):
            name, key = field, ""
        wanted = name.strip().casefold()
        names = {one: one.namn.translate(UTAN_KLAMRAR).casefold() for one in self.volymer}
        found = {one for one, namn in names.items() if namn == wanted}
        found = found or {one for one, namn in names.items() if namn.startswith(wanted)}
        if len(found) != 1:
            return ""
        one = found.pop()
        value = {"": one.nu, "prognos": one.prognos, "foregaende_ar": one.foregaende}[key]
        if not isinstance(value, Decimal):
            return _words(value)
        text = format_exakt(value)
        return f"{text}\u00a0%" if one.enhet == "%" else text


def _words(value: str | None) -> str:
    """A count that is too small to be shown, in words; "" for what is not known or may not be seen."""
    return "" if value in (None, OKAND, DOLT) else f"färre än {str(value).removeprefix('<')}"


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


def _orsak(namn: str) -> Satt:
    def show(siffror: Siffror, rad: Rad) -> str:
        ore = ore_of(siffror.lage, rad, namn)
        return "" if ore is None else format_avvikelse(ore, siffror.enhet, unit=True)

    return show


def _procent(_siffror: Siffror, rad: Rad) -> str:
    share = rad.prognosavvikelse_procent
    return "" if share is None else format_procent(share / 100, plus=True)


def _foregaende(siffror: Siffror, rad: Rad) -> str:
    if rad.avvikelse_foregaende_ar_helar_ore is not None:
        return format_avvikelse(rad.avvikelse_foregaende_ar_helar_ore, siffror.enhet, unit=True)
    return SATT["foregaende_ar_utfall"](siffror, rad)


MOT_BUDGETEN = frozenset(
    {"avvikelse", "prognos", "prognosavvikelse", "budget", "budget_helar", "procent", "avvikelse_ord", "prognos_ord"}
)
"""Those that cannot be completed without a budget."""
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
    "resten": _avvikelse(lambda rad: rad.prognosavvikelse_ore - rad.avvikelse_ore),
    **{namn: _orsak(namn) for namn in ORSAKER},
}
"""The names that may be written in braces, and how each is shown."""


def grupp_falt(uppfoljning: Uppfoljning, grupp: str) -> str:
    """How a kontogrupp is named in a text on its line: with `GRUPP` where some line of the table has its name."""
    wanted = grupp.casefold()
    return f"{GRUPP}{grupp}" if any(wanted in (rad.namn.casefold(), rad.nod.casefold()) for rad in uppfoljning.rader) else grupp


def siffror_of(lage: Lage, uppfoljning: Uppfoljning, enhet: Enhet, vy: Vy) -> Siffror:
    """What the texts of a report on `uppfoljning` (per nod, computed from `lage`) may take their figures from."""
    volymer = [Volym(one.matt.namn, one.matt.enhet, one.nu, one.prognos, one.nu_foregaende) for one in read_foljder(lage)]
    return Siffror(uppfoljning, enhet, vy, list_grupprader(lage), volymer, lage)


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
