"""Sheets that are not ledgers and hold mått, investering, åtgärd, placering, uppdrag or statsbidrag: recognised, or chosen."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from finance.inlasning.cell.personuppgifter import mask_text
from finance.inlasning.fil.blad import Blad, Kolumn
from finance.inlasning.fynd import Fynd
from finance.inlasning.matt.block import continue_sammanhang, find_tabeller
from finance.inlasning.matt.kontroll import check_rubriker, join_tabeller, make_plan
from finance.inlasning.matt.las import read_matt
from finance.inlasning.matt.tabeller import Hittad
from finance.inlasning.modell import Bladtolkning, Bladval, Form, Kontext, Lasval
from finance.inlasning.planer.atgarder import read_atgarder
from finance.inlasning.planer.investeringar import read_investeringar
from finance.inlasning.planer.placeringar import read_placeringar
from finance.inlasning.planer.statsbidrag import read_statsbidrag
from finance.inlasning.planer.uppdrag import read_uppdrag
from finance.inlasning.planrader import Planrad
from finance.inlasning.tabell.bladsak import Bladresultat
from finance.inlasning.tabell.planblad import Planblad
from finance.inlasning.tabell.planschema import BY_SLAG, SCHEMAN, Schema, find_rubrikrad, is_recognised
from finance.inlasning.tabell.sammanhang import read_sammanhang
from finance.kolumner import Slag

SLAG = frozenset({Slag.MATT, *BY_SLAG})
"""The slag that are read here."""
LASARE: Mapping[Slag, Callable[[Planblad], Bladresultat]] = {
    Slag.INVESTERING: read_investeringar,
    Slag.ATGARD: read_atgarder,
    Slag.PLACERING: read_placeringar,
    Slag.UPPDRAG: read_uppdrag,
    Slag.STATSBIDRAG: read_statsbidrag,
}
_NAMN = {
    Slag.MATT: "Mått",
    Slag.INVESTERING: "Investeringar",
    Slag.ATGARD: "Åtgärder",
    Slag.PLACERING: "Placeringar",
    Slag.UPPDRAG: "Uppdrag",
    Slag.STATSBIDRAG: "Statsbidrag",
}
_BEHOVER = {
    Slag.MATT: "en kolumn Mått (eller Nyckeltal, Volym) och kolumner för period eller typ av värde, eller år i första kolumnen",
    Slag.INVESTERING: "kolumnerna Projekt (eller Benämning) och Budget",
    Slag.ATGARD: "kolumnen Åtgärd",
    Slag.PLACERING: "kolumnen Dygnspris",
    Slag.UPPDRAG: "kolumnen Uppdrag",
    Slag.STATSBIDRAG: "kolumnerna Statsbidrag och Summa",
}


def read_planblad(blad: Blad, fil: str, *, val: Lasval, bladval: Bladval, kontext: Kontext, fynd: Fynd) -> Bladresultat | None:
    """Read a sheet of one of these slag; None for a sheet that is something else."""
    chosen = bladval.slag or val.slag
    if chosen is not None and chosen not in SLAG:
        return None
    schemas = [schema for schema in SCHEMAN if chosen in (None, schema.slag)]
    with_hidden = bladval.dolda if bladval.dolda is not None else val.dolda
    seen = blad if with_hidden else _without_hidden(blad)
    for schema in schemas:
        if (planblad := _find(seen, fil, schema, val=val, bladval=bladval, kontext=kontext, fynd=fynd)) is not None:
            return _read(planblad, blad, partial(LASARE[schema.slag], planblad))
    if chosen in (None, Slag.MATT):
        found = _read_matt(seen, blad, fil, val=val, bladval=bladval, kontext=kontext, fynd=fynd)
        if found is not None:
            return found
    if chosen is None:
        return None
    skal = f"{_NAMN[chosen]} behöver {_BEHOVER[chosen]}."
    return Bladresultat(Bladtolkning(blad.namn, None, None, None, last=False, skal=skal))


def _read(planblad: Planblad, blad: Blad, reader: Callable[[], Bladresultat]) -> Bladresultat:
    """`blad`: the sheet with its hidden columns."""
    if planblad.is_too_long():
        return Bladresultat(planblad.tolkning(Form.LISTA, rader=0, skal="Tabellen är för lång."))
    planblad.check_lost()
    if unread := [place for place in _hidden(blad) if not any(planblad.blad.kolumner[place].texts)]:
        namn = ", ".join(mask_text(blad.kolumner[p].cell(planblad.rubrikrad))[0] or blad.bokstav(p) for p in unread)
        text = f"Dolda kolumner lästes inte: {namn}."
        planblad.varning("dolda_kolumner", text, "Visa kolumnerna i Excel, eller välj att dolda kolumner ska läsas.")
    if hidden := [row for row in planblad.rader if row in blad.dolda_rader]:
        text = f"{len(hidden)} dolda rader räknas med (till exempel rad {blad.rad(hidden[0])})."
        planblad.varning("dolda_rader", text, "Ta bort raderna om de inte ska räknas.", row=hidden[0])
    return _masked(reader())


def _hidden(blad: Blad) -> list[int]:
    return [place for place in sorted(blad.dolda_kolumner) if any(blad.kolumner[place].texts)]


def _without_hidden(blad: Blad) -> Blad:
    """The sheet with hidden columns as empty ones; itself where there are none."""
    hidden = _hidden(blad)
    if not hidden:
        return blad
    empty = Kolumn(np.zeros(blad.rader, np.int32), pa.array([""], pa.string()))
    kolumner = tuple(empty if place in hidden else kolumn for place, kolumn in enumerate(blad.kolumner))
    return replace(
        blad, kolumner=kolumner, felceller=tuple(c for c in blad.felceller if c.kolumn - blad.forsta_kolumn not in hidden)
    )


def _find(
    blad: Blad, fil: str, schema: Schema, *, val: Lasval, bladval: Bladval, kontext: Kontext, fynd: Fynd
) -> Planblad | None:
    found = find_rubrikrad(blad, schema)
    if found is None:
        return None
    row, roller = found
    sammanhang = read_sammanhang(blad, row, fil, val=val, bladval=bladval)
    around = f"{sammanhang.text} {blad.namn}"
    if (bladval.slag or val.slag) is None and not is_recognised(schema, roller, blad.row(row), around):
        return None
    roller = _chosen_roles(blad, roller, bladval)
    return Planblad(blad, schema.slag, row, roller, sammanhang, val, bladval, kontext, fynd)


def _read_matt(
    seen: Blad, blad: Blad, fil: str, *, val: Lasval, bladval: Bladval, kontext: Kontext, fynd: Fynd
) -> Bladresultat | None:
    """The tables of mått of a sheet, as one; None for a sheet that is something else. `seen`: without hidden columns."""
    tabeller = find_tabeller(seen, kontext, chosen=(bladval.slag or val.slag) is Slag.MATT)
    results: list[Bladresultat] = []
    first, read = None, set[int]()
    for tabell in tabeller:
        hittad = tabell.hittad
        own = read_sammanhang(hittad.blad, hittad.rubrikrad, fil, val=val, bladval=bladval)
        sammanhang = own if first is None else continue_sammanhang(own, first, tabell.titlar)
        first = first or own
        planblad = Planblad(hittad.blad, Slag.MATT, hittad.rubrikrad, _shown(hittad), sammanhang, val, bladval, kontext, fynd)
        plan = make_plan(planblad, hittad, tabell.titlar if len(tabeller) > 1 else None)
        check_rubriker(plan, hittad)
        if not results or set(planblad.roller.values()) != read:
            planblad.say_unread()
        read = set(planblad.roller.values())
        results.append(_read(planblad, blad, partial(read_matt, plan)))
    return join_tabeller(results, fynd) if results else None


def _shown(hittad: Hittad) -> dict[str, int]:
    """Role -> place of every column that is read."""
    shown = dict(hittad.roller)
    if hittad.etikettkolumn is not None:
        shown["serie"] = hittad.etikettkolumn
    if hittad.arkolumn is not None:
        shown["ar"] = hittad.arkolumn
    read = {k.place for k in hittad.kolumner} | set(hittad.kategorikolumner)
    return shown | {f"varde:{place}": place for place in sorted(read) if place not in shown.values()}


def _chosen_roles(blad: Blad, roller: Mapping[str, int], bladval: Bladval) -> dict[str, int]:
    """The columns as recognised, but for those whose letter a person has chosen a role for ("" = not used)."""
    if not bladval.kolumner:
        return dict(roller)
    kept = {roll: place for roll, place in roller.items() if blad.bokstav(place) not in bladval.kolumner}
    letters = {blad.bokstav(place): place for place in range(len(blad.kolumner))}
    chosen = {roll: letters[letter] for letter, roll in bladval.kolumner.items() if roll and letter in letters}
    return {**kept, **chosen}


def _masked(result: Bladresultat) -> Bladresultat:
    """The rows with personnummer masked in every text, and how many cells held one."""
    rader, cells = [], set[tuple[int, str]]()
    for rad in result.planrader:
        changed: dict[str, Any] = {name: masked for name, text in _texts(rad) if (masked := mask_text(text)[0]) != text}
        cells |= {(rad.rad, name) for name in changed}
        rader.append(replace(rad, **changed) if changed else rad)
    return replace(result, planrader=tuple(rader), maskade=result.maskade + len(cells))


def _texts(rad: Planrad) -> Sequence[tuple[str, str]]:
    values = ((field.name, getattr(rad, field.name)) for field in dataclasses.fields(rad))
    return [(name, value) for name, value in values if type(value) is str and value]
