"""Using a profile: which one a file is recognised by, and its choices where the user has made none."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from finance.inlasning.cell.perioder import find_spann
from finance.inlasning.fil.blad import Blad
from finance.inlasning.fynd import Fynd
from finance.inlasning.modell import Bladval, Kontext, Lasval, Profil, Profilblad
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.roller import Roll, parse_roll
from finance.inlasning.tabell.rubrik import Rubrik
from finance.inlasning.tabell.rubrikrader import find_rubrikrad, read_rubriker
from finance.inlasning.val.profil import VAL, column_keys, header_words, source_words
from finance.kolumner import Slag

SIE_SUFFIX = (".se", ".si", ".sie")
LIKE = 0.75
"""How much of the header words must be the same for a changed file to be recognised."""
MOST_ROWS, MOST_COLUMNS = 60, 300
"""Where a header is looked for that does not look like one."""
_Rad = tuple[int, tuple[str, ...]]
"""A row (0-based) and its words as a header's."""


@dataclass(frozen=True)
class _Traff:
    """A sheet recognised as one of a profile's. `place`: its header row (0-based), None where the sheet is not to be read."""

    blad: Blad
    profilblad: Profilblad
    place: int | None
    likhet: float


def apply_profil(sheets: Sequence[Blad], fil: str, val: Lasval, kontext: Kontext, fynd: Fynd) -> tuple[Lasval, Profil | None]:
    """`val` filled from the profile that the file is recognised by, and that profile; `val` as it is where there is none."""
    if val.utan_profil:
        return val, None
    found = _find(kontext.profiler, sheets)
    if not found:
        return val, None
    profil, traffar = max(found, key=lambda pair: (min(t.likhet for t in pair[1]), len(pair[1])))
    fynd.upplysning("profil", f"Tolkningen från {profil.fil} användes igen.")
    same_source = source_words(PurePath(fil).stem) == source_words(PurePath(profil.fil).stem)
    chosen = dict(val.blad)
    for traff in traffar:
        _tell_changes(traff, fynd)
        chosen[traff.blad.namn] = _fill(traff, val, same_source=same_source, fil=profil.fil, fynd=fynd)
    return replace(val, blad=chosen, namn={**_usable_names(profil, kontext), **val.namn}), profil


def apply_sie_profil(
    dimensioner: Mapping[str, str], fil: str, val: Lasval, kontext: Kontext, fynd: Fynd
) -> tuple[Lasval, Profil | None]:
    """The same for a SIE file: recognised by those of its dimensions (number -> name) that a choice was made for."""
    if val.utan_profil:
        return val, None
    numbers = {source_words(namn): nr for nr, namn in dimensioner.items()}
    numbers.pop("", None)
    found = [pair for profil in kontext.profiler for pair in _sie_sheets(profil, numbers)]
    if not found:
        return val, None
    profil, one = max(found, key=lambda pair: (len(pair[1].kolumner), _likeness(pair[1], [*numbers])))
    fynd.upplysning("profil", f"Tolkningen från {profil.fil} användes igen.")
    own = val.blad.get("", Bladval())
    same_source = source_words(PurePath(fil).stem) == source_words(PurePath(profil.fil).stem)
    taken = _taken(one, "", own, val, same_source=same_source, fil=profil.fil, fynd=fynd)
    columns = {**{numbers[key]: roll for key, roll in one.kolumner.items()}, **own.kolumner}
    return replace(val, blad={**val.blad, "": replace(own, **taken, kolumner=columns, profilfil=profil.fil)}), profil


def _sie_sheets(profil: Profil, words: Collection[str]) -> list[tuple[Profil, Profilblad]]:
    """Of a profile made from a SIE file: its part, where every dimension that a choice was made for is there again."""
    if PurePath(profil.fil).suffix.lower() not in SIE_SUFFIX:
        return []
    return [
        (profil, one)
        for one in profil.blad
        if (set(one.kolumner) <= set(words) if one.kolumner else _likeness(one, [*words]) >= LIKE)
    ]


def _find(profiler: Sequence[Profil], sheets: Sequence[Blad]) -> list[tuple[Profil, list[_Traff]]]:
    """The profiles that the file may be of: by the rows that look like headers, else by any of the first rows."""
    usual = {blad.namn: _usual_row(blad) for blad in sheets}
    if exact := [pair for pair in _recognised(profiler, sheets, usual) if all(traff.likhet == 1.0 for traff in pair[1])]:
        return exact
    return _recognised(profiler, sheets, {blad.namn: [*usual[blad.namn], *_first_rows(blad)] for blad in sheets})


def _usual_row(blad: Blad) -> list[_Rad]:
    place = find_rubrikrad(blad)
    return [] if place is None else [(place, _words_at(blad, place))]


def _first_rows(blad: Blad) -> list[_Rad]:
    if len(blad.kolumner) > MOST_COLUMNS:
        return []
    return [(place, _words_at(blad, place)) for place in range(min(MOST_ROWS, blad.rader))]


def _recognised(
    profiler: Sequence[Profil], sheets: Sequence[Blad], rader: Mapping[str, Sequence[_Rad]]
) -> list[tuple[Profil, list[_Traff]]]:
    """Each profile with the sheets that are its; only those all of whose read sheets are there."""
    found = []
    for profil in profiler:
        traffar = [traff for blad in sheets if (traff := _best(profil, blad, rader[blad.namn]))]
        wanted = {id(one) for one in profil.blad if one.rubriker}
        if wanted and wanted <= {id(traff.profilblad) for traff in traffar}:
            found.append((profil, traffar))
    return found


def _best(profil: Profil, blad: Blad, rader: Sequence[_Rad]) -> _Traff | None:
    namn = source_words(blad.namn)
    passed = next((one for one in profil.blad if one.namn == namn and one.val.las is False), None)
    if passed:
        return _Traff(blad, passed, None, 1.0)
    read = [one for one in profil.blad if one.rubriker and one.val.las is not False]
    found = [traff for one in read if (traff := _find_header(blad, one, rader))]
    return max(found, key=lambda traff: (traff.likhet, traff.profilblad.namn == namn), default=None)


def _find_header(blad: Blad, one: Profilblad, rader: Sequence[_Rad]) -> _Traff | None:
    """The first of the rows whose words are most like the profile's."""
    place, words = max(rader, key=lambda rad: _likeness(one, rad[1]), default=(None, ()))
    likhet = _likeness(one, words)
    chosen = {key.split("#")[0] for key in one.kolumner} - {""}
    return _Traff(blad, one, place, likhet) if likhet >= LIKE and chosen <= set(words) else None


def _words_at(blad: Blad, place: int) -> tuple[str, ...]:
    return header_words(cell.text for cell in read_rubriker(blad, place)[0])


def _likeness(one: Profilblad, words: Sequence[str]) -> float:
    mine, there = set(one.rubriker), set(words)
    return len(mine & there) / len(mine | there) if mine | there else 0.0


def _tell_changes(traff: _Traff, fynd: Fynd) -> None:
    if traff.place is None or traff.likhet == 1.0:
        return
    mine, there = set(traff.profilblad.rubriker), set(_words_at(traff.blad, traff.place))
    parts = [
        f"{word}: {', '.join(sorted(words))}" for word, words in (("nytt", there - mine), ("saknas", mine - there)) if words
    ]
    text = f"Rubrikerna är inte desamma som när tolkningen gjordes ({'; '.join(parts)})."
    fynd.varning("profil_andrade_rubriker", text, "Kontrollera hur kolumnerna lästes.", blad=traff.blad.namn)


def _fill(traff: _Traff, val: Lasval, *, same_source: bool, fil: str, fynd: Fynd) -> Bladval:
    """The sheet's choices: the user's own first, for the sheet or the file, then the profile's."""
    own = val.blad.get(traff.blad.namn, Bladval())
    taken = _taken(traff.profilblad, traff.blad.namn, own, val, same_source=same_source, fil=fil, fynd=fynd)
    if traff.place is None:
        return replace(own, **taken)
    if own.rubrikrad is None and find_rubrikrad(traff.blad) != traff.place:
        taken["rubrikrad"] = traff.blad.rad(traff.place)
    sagt = traff.profilblad.sagt
    said: dict[str, str] = {name: sagt.get(name, "") for name in ("slag", "enhet", "tecken") if name in taken}
    columns = {**_columns(traff), **own.kolumner}
    return replace(own, **taken, kolumner=columns, ur_profil=said, profilfil=fil)


def _taken(one: Profilblad, blad: str, own: Bladval, val: Lasval, *, same_source: bool, fil: str, fynd: Fynd) -> dict[str, Any]:
    """The fields of Bladval that come from the profile: those that the user has not chosen."""
    there = one.val
    taken = {
        name: getattr(there, name)
        for name in VAL
        if getattr(own, name) is None and getattr(val, name, None) is None and getattr(there, name) is not None
    }
    if "slag" in taken and not same_source and taken["slag"] in (Slag.UTFALL, Slag.BUDGET):
        text = f"{fil} med samma rubriker lästes som {taken.pop('slag')}; slaget följer inte med till en fil med annat namn."
        fynd.varning("profil_slag", text, "Kontrollera slaget, eller välj det.", blad=blad or None)
    return taken


def _columns(traff: _Traff) -> dict[str, str]:
    """Column letter -> role, with the month of each header."""
    rubriker = read_rubriker(traff.blad, traff.place or 0)[0]
    keys = column_keys([one.text for one in rubriker], with_month=[find_spann(one.text)[0] is not None for one in rubriker])
    roles = traff.profilblad.kolumner
    return {
        traff.blad.bokstav(place): _with_month(roles[key], rubrik)
        for place, (key, rubrik) in enumerate(zip(keys, rubriker, strict=True))
        if key in roles
    }


def without_month(roll: str) -> str:
    """The role of an amount column without its month or year: `belopp:utfall:2022-05:ack` -> `belopp:utfall:ack`."""
    parts = roll.split(":")
    return roll if parts[0] != r.BELOPP else ":".join(part for part in parts if not any(ch.isdigit() for ch in part))


def _with_month(roll: str, rubrik: Rubrik) -> str:
    written = rubrik.spann or find_spann(rubrik.text)[0]
    if written is None or roll.split(":", maxsplit=1)[0] != r.BELOPP:
        return roll
    parsed = parse_roll(0, rubrik, roll)
    spann = replace(written, fran=1, ack=True) if parsed.ack else written
    return Roll(0, rubrik, r.BELOPP, slag=parsed.slag, spann=spann, ack=parsed.ack).kod


def _usable_names(profil: Profil, kontext: Kontext) -> Mapping[str, str]:
    """The answers about names that still hold: the nod is still there, or the name is its own code."""
    codes = {nod.kod for nod in kontext.noder} | {
        low for nod in kontext.noder for urval in nod.urval for low, high in urval.intervall if low == high
    }
    return {namn: kod for namn, kod in profil.namn.items() if kod in codes or kod == namn}
