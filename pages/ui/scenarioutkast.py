"""The scenario that is being tried on the page: its levers, kept apart from the fields so that a switch of page loses nothing.

A field knows its value only under its key; a scenario that is opened or put back gets new keys (`omgang`), so that the fields
begin with what it says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from finance.store import Scenario, Spak, Spakslag
from pages.ui import state
from pages.ui.frame import Ram

Mal = tuple[Spakslag, str, str, str]


@dataclass(frozen=True, slots=True)
class Utkast:
    """`namn`: of the saved scenario that it began with, "" for none. `fran`: the levers of that one."""

    namn: str = ""
    fran: tuple[Spak, ...] = ()
    spakar: tuple[Spak, ...] = ()
    omgang: int = 0

    @property
    def andrat(self) -> bool:
        """Whether it is something else than what is saved."""
        return set(self.spakar) != set(self.fran)

    @property
    def shown_name(self) -> str:
        """Of the saved scenario, as long as it is that one that is shown; else ""."""
        return "" if self.andrat else self.namn

    def first(self, slag: Spakslag) -> Spak | None:
        """The first lever of a kind."""
        return next((spak for spak in self.spakar if spak.slag is slag), None)

    def find(self, mal: Mal) -> Spak | None:
        """The lever on one thing."""
        return next((spak for spak in self.spakar if spak.mal == mal), None)


def _key(ram: Ram) -> str:
    return f"scenario_utkast|{ram.namnd.kod}|{ram.ar}"


def read_utkast(ram: Ram) -> Utkast:
    """What is being tried for the nämnd and year."""
    found = state.read_open(_key(ram))
    return found if isinstance(found, Utkast) else Utkast()


def save_spak(ram: Ram, mal: Mal, spak: Spak | None) -> None:
    """One lever as the fields say it; None takes it away."""
    utkast = read_utkast(ram)
    if utkast.find(mal) == spak:
        return
    others = [one for one in utkast.spakar if one.mal != mal]
    place = next((n for n, one in enumerate(utkast.spakar) if one.mal == mal), len(others))
    spakar = [*others[:place], *([spak] if spak else []), *others[place:]]
    state.save_open(_key(ram), replace(utkast, spakar=tuple(spakar)))


def drop_spak(ram: Ram, mal: Mal) -> None:
    """Take a lever away, and let its field show that: callback."""
    utkast = read_utkast(ram)
    left = tuple(one for one in utkast.spakar if one.mal != mal)
    state.save_open(_key(ram), replace(utkast, spakar=left, omgang=utkast.omgang + 1))


def reset(ram: Ram) -> None:
    """Back to what is saved, or to nothing: callback."""
    utkast = read_utkast(ram)
    state.save_open(_key(ram), replace(utkast, spakar=utkast.fran, omgang=utkast.omgang + 1))


def open_scenario(ram: Ram, found: Scenario | None) -> None:
    """Begin with a saved scenario where another one, or another version of it, is being tried; None begins anew."""
    utkast, namn, spakar = read_utkast(ram), found.namn if found else "", found.spakar if found else ()
    if (utkast.namn, utkast.fran) == (namn, spakar):
        return
    state.save_open(_key(ram), Utkast(namn, spakar, spakar, utkast.omgang + 1))


def mark_saved(ram: Ram, namn: str, spakar: Sequence[Spak]) -> None:
    """What is being tried is now what is saved under a name."""
    utkast = read_utkast(ram)
    state.save_open(_key(ram), replace(utkast, namn=namn, fran=tuple(spakar), spakar=tuple(spakar)))
