"""Which nod a bedömning in a file is about, and for which month it was made."""

import dataclasses
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from finance.inlasning.modell import Anmarkning, Bedomningsrad, Niva
from finance.struktur import EJ_FORDELAT, EJ_FORDELAT_NAMN, Nod, Struktur, gemensamt_kod


def known_noder(struktur: Struktur) -> Mapping[str, frozenset[str]]:
    """What may be written for a nod -> the kods it can mean: kods, names, Gemensamt lines, Ej fördelat, the nämnd itself."""
    known: dict[str, set[str]] = {}
    for nod in struktur.noder:
        known.setdefault(_key(nod.kod), set()).add(nod.kod)
    for kod, namn in _named(struktur):
        if _key(namn) not in map(_key, struktur.by_kod):
            known.setdefault(_key(namn), set()).add(kod)
    return {name: frozenset(kods) for name, kods in known.items()}


def _named(struktur: Struktur) -> Iterable[tuple[str, str]]:
    yield EJ_FORDELAT, EJ_FORDELAT
    yield EJ_FORDELAT, EJ_FORDELAT_NAMN
    yield struktur.total_kod, struktur.total_kod
    for nod in struktur.noder:
        yield nod.kod, nod.namn
        if nod.kod in struktur.children:
            yield gemensamt_kod(nod.kod), gemensamt_kod(nod.kod)
            yield gemensamt_kod(nod.kod), f"Gemensamt {nod.namn}"


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def resolve_noder(
    rader: Sequence[Bedomningsrad], struktur: Struktur, *, last_month: Mapping[int, int]
) -> tuple[tuple[Bedomningsrad, ...], list[Anmarkning]]:
    """Rows with kods for nod and a month in `period`; a FEL for each nod that is not known, or is not one nod.

    A row without a month was made for the latest month of utfall (`last_month`: year -> ÅÅÅÅMM), January without any.
    """
    known = known_noder(struktur)
    resolved, faults = [], []
    for rad in rader:
        kods = known.get(_key(rad.nod), frozenset())
        if len(kods) == 1:
            period = rad.period or last_month.get(rad.ar, rad.ar * 100 + 1)
            resolved.append(dataclasses.replace(rad, nod=next(iter(kods)), period=period))
        else:
            faults.append(_unknown(rad, kods))
    return tuple(resolved), faults


def _unknown(rad: Bedomningsrad, kods: frozenset[str]) -> Anmarkning:
    if kods:
        text = f"Namnet {rad.nod!r} finns på flera ställen i strukturen ({', '.join(sorted(kods))})."
        return Anmarkning(Niva.FEL, "flertydig_nod", text, "Skriv nodens kod i stället för namnet.", rad.blad, rad.rad)
    text = f"Noden {rad.nod!r} finns inte i nämndens struktur."
    action = "Rätta koden eller namnet, eller läs in en struktur där noden finns."
    return Anmarkning(Niva.FEL, "okand_nod", text, action, rad.blad, rad.rad)


def struktur_of(noder: Sequence[Nod], stored: Struktur) -> Struktur:
    """The struktur that a file's bedömningar are about: its own if it brings one."""
    return Struktur(stored.namnd_kod, stored.namnd_namn, tuple(noder)) if noder else stored
