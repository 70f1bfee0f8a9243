"""From the choices a file was read with to a profile, kept when the file is stored; and profiles as a file."""

import json
from collections.abc import Iterable
from typing import Any

from finance.errors import InvalidValue
from finance.inlasning.cell.perioder import find_spann
from finance.inlasning.modell import Bladtolkning, Bladval, Lasning, Lasval, Profil, Profilblad
from finance.inlasning.val.profil import VAL, column_keys, from_json, header_words, source_words, to_json
from finance.inlasning.val.profilval import without_month
from finance.store import Store, list_profiler, save_profil

REMEMBERED = ("slag", "enhet", "tecken", "blad", "namn", "fordelning")
"""The fields of Lasval that say how a source is read, not only this file of it."""


def remember(store: Store, namnd: str, lasning: Lasning, *, vem: str) -> bool:
    """Keep the choices of a file that has been stored; False when the user made none that next month can use."""
    if not _has_choices(lasning.vald):
        return False
    profil = make_profil(lasning)
    return profil is not None and save_profil(store, namnd, profil, vem=vem)


def _has_choices(val: Lasval) -> bool:
    plain = Lasval()
    return any(getattr(val, name) != getattr(plain, name) for name in REMEMBERED)


def make_profil(lasning: Lasning) -> Profil | None:
    """What the choices would be kept as; None where the file has no header to recognise it by."""
    sheets: dict[tuple[str, tuple[str, ...]], Profilblad] = {}
    for tolkning in lasning.blad:
        bladval = lasning.val.blad.get(tolkning.blad, Bladval())
        if tolkning.last or bladval.las is False:
            one = _profilblad(tolkning, bladval, lasning.val)
            sheets.setdefault((one.namn, one.rubriker), one)
    read = [one for one in sheets.values() if one.rubriker]
    return Profil(lasning.fil, tuple(sheets.values()), dict(lasning.val.namn)) if read else None


def _profilblad(tolkning: Bladtolkning, bladval: Bladval, val: Lasval) -> Profilblad:
    namn = source_words(tolkning.blad)
    if bladval.las is False:
        return Profilblad(namn, (), Bladval(las=False))
    own = {name: getattr(bladval, name) for name in VAL}
    kept: dict[str, Any] = {name: getattr(val, name, None) if value is None else value for name, value in own.items()}
    rubriker = [kolumn.rubrik for kolumn in tolkning.kolumner]
    return Profilblad(namn, header_words(rubriker), Bladval(**kept), _columns(tolkning, bladval), dict(tolkning.sagt))


def _columns(tolkning: Bladtolkning, bladval: Bladval) -> dict[str, str]:
    """Header words -> chosen role. Month columns that say the same are remembered only where all were chosen alike."""
    rubriker = [kolumn.rubrik for kolumn in tolkning.kolumner]
    keys = column_keys(rubriker, with_month=[find_spann(text)[0] is not None for text in rubriker])
    found: dict[str, set[str | None]] = {}
    for key, kolumn in zip(keys, tolkning.kolumner, strict=True):
        roll = bladval.kolumner.get(kolumn.bokstav)
        found.setdefault(key, set()).add(None if roll is None else without_month(roll))
    return {key: role for key, roles in found.items() if len(roles) == 1 and (role := next(iter(roles))) is not None}


def export_profiler(store: Store, namnd: str) -> str:
    """The nämnd's profiles as the text of a JSON file. Raises UnknownNamnd."""
    profiler = [json.loads(to_json(post.profil)) for post in list_profiler(store, namnd)]
    return json.dumps({"helar": "profiler", "profiler": profiler}, ensure_ascii=False, indent=2)


def import_profiler(store: Store, namnd: str, text: str, *, vem: str) -> int:
    """Add the profiles of such a file; the number that were new or changed. Raises UnknownNamnd and InvalidValue."""
    with store.write():
        return sum(save_profil(store, namnd, profil, vem=vem) for profil in _parse(text))


def _parse(text: str) -> Iterable[Profil]:
    try:
        found = json.loads(text)
        profiler = found["profiler"] if isinstance(found, dict) and found.get("helar") == "profiler" else None
    except ValueError:
        profiler = None
    if not isinstance(profiler, list):
        raise InvalidValue("Filen är ingen profilfil från Helår. Exportera profilerna på nytt och läs in filen igen.")
    return [from_json(json.dumps(one)) for one in profiler]
