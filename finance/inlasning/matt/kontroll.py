"""What must hold before a table of mått is read: no header may leave the year, the time or the sex of a value to a guess."""

import re
from collections.abc import Sequence
from dataclasses import replace

from finance.inlasning.cell.perioder import find_ar
from finance.inlasning.fynd import Fynd
from finance.inlasning.matt.etiketter import dimension_of, read_etikett, read_kategori
from finance.inlasning.matt.namn import Namnlage
from finance.inlasning.matt.plan import Mattplan, subject, without_time
from finance.inlasning.matt.tabeller import Hittad, is_ord
from finance.inlasning.modell import Bladtolkning
from finance.inlasning.planrader import Mattrad, Vardetyp
from finance.inlasning.tabell.bladsak import Bladresultat, quote
from finance.inlasning.tabell.planblad import Planblad
from finance.inlasning.tabell.rubrik import fold

_TIDLIK = re.compile(
    r"\b(?:kvartal\w*|tertial\w*|halvar\w*|vecka\w*|rullande)\b|\b(?:kv|v|q|k|h|t|r) ?[0-9]{1,2}\b|\b(?:19|20|21)[0-9]{2}\b"
    r"|^[0-9]{4,8}$"
    r"|^[-/ ]*[0-9]{1,2}$"
)
_SLUT = re.compile(r"[,:(\u2013-]\s*(?:varav )?(\w+)\)?\s*$")


def make_plan(planblad: Planblad, hittad: Hittad, titlar: Sequence[str] | None) -> Mattplan:
    """The table, ready to read. `titlar`: its own, where the sheet has several tables; None where it has one."""
    has_namn = hittad.etikettkolumn is None
    namn = Namnlage("" if has_namn else subject(planblad))
    above = planblad.sammanhang.titlar
    if has_namn and titlar is not None:
        own = next((text for text in reversed(titlar or above) if (without_time(text) and not read_kategori(text))), "")
        namn = Namnlage(without_time(own))
    if has_namn:
        namn.grupp = namn.grupp or _heading(planblad, hittad)
        namn.kon = _kon_rubriker(planblad, hittad)
    if titlar and (read := read_etikett(titlar[-1])).is_tid and read.ar:
        namn = replace(namn, grupp="" if has_namn else namn.grupp)
    kategori = next((found for text in (*reversed(above), planblad.blad.namn) if (found := _kategori_of(text))), "")
    return Mattplan(
        planblad, hittad.kolumner, hittad.kategorikolumner, has_namn, hittad.etikettkolumn, hittad.arkolumn, kategori, namn
    )


def _heading(planblad: Planblad, hittad: Hittad) -> str:
    """What the names are of, where their column is called so: "Ej verkställda beslut" over "Boende" and "Avlösning"."""
    rubrik = planblad.rubrik_at(hittad.roller["matt"]) if planblad.rubriker[hittad.roller["matt"]] else ""
    return "" if is_ord(rubrik) else without_time(rubrik)


def _kategori_of(text: str) -> str:
    """The sex that a title or a sheet's name is about: "Kvinnor", "Sjukfrånvaro, män 2022"."""
    bare = re.sub(r"\b(?:19|20|21)[0-9]{2}\b", " ", text).strip()
    found = _SLUT.search(bare)
    kategori = read_kategori(bare) or (read_kategori(found[1]) if found else "")
    return kategori if dimension_of(kategori) == "kon" else ""


def _kon_rubriker(planblad: Planblad, hittad: Hittad) -> frozenset[int]:
    """The rows "Kvinnor" and "Män" without values, where the same names come under each: headings of blocks."""
    kolumn, values = planblad.blad.kolumner[hittad.roller["matt"]], [planblad.blad.kolumner[k.place] for k in hittad.kolumner]
    under: dict[int, list[str]] = {}
    now: int | None = None
    for row in planblad.rader:
        text = kolumn.cell(row)
        if not any(value.cell(row) for value in values):
            now = row if dimension_of(read_kategori(text)) == "kon" else now
            under.setdefault(row, []) if now == row else None
        elif now is not None:
            under[now].append(text)
    names = {frozenset(found) for found in under.values()}
    return frozenset(under) if len(under) > 1 and len(names) == 1 and names != {frozenset()} else frozenset()


def check_rubriker(plan: Mattplan, hittad: Hittad) -> None:
    """A FEL for each column whose header contradicts itself, or speaks of a time in a way that is not understood."""
    pb = plan.planblad
    for place in hittad.motsagda:
        text = f"Rubrikerna över kolumnen {quote(pb.rubrik_at(place))} säger emot varandra."
        pb.fel(
            "rubrik_motsags",
            text,
            "Skriv ett år, en tid och ett kön för kolumnen.",
            row=pb.rubrikrad,
            kolumn=pb.rubrik_at(place),
        )
    for kolumn in plan.kolumner:
        if plan.has_namn and kolumn.place not in hittad.motsagda and _TIDLIK.search(fold(kolumn.etikett.rest)):
            text = f"{quote(pb.rubrik_at(kolumn.place))} kan inte läsas som en tid."
            atgard = "Skriv till exempel 2022, jan 2022, Kv 1 2022, jan-mar 2022 eller 1/12-28/2."
            pb.fel("rubrik_tid", text, atgard, row=pb.rubrikrad, kolumn=pb.rubrik_at(kolumn.place))
    _check_ar(plan)


def _check_ar(plan: Mattplan) -> None:
    """Columns with their months but no year, beside others that say theirs: whose year is it?"""
    pb = plan.planblad
    _check_bladets_ar(plan)
    said = [k for k in plan.kolumner if k.etikett.typ in (None, Vardetyp.UTFALL, Vardetyp.PROGNOS) and not k.etikett.ack]
    with_year = [k for k in said if k.etikett.ar]
    without = [k for k in said if k.etikett.ar is None and (k.etikett.tid or k.etikett.kategori)]
    if not plan.has_namn or not with_year or not without or {"ar", "period"} & set(pb.roller):
        return
    kolumn = pb.rubrik_at(without[0].place)
    text = f"Rubriken {quote(kolumn)} säger inte vilket år den gäller, fast andra kolumner gör det."
    pb.fel("kolumn_utan_ar", text, "Skriv året i varje kolumns rubrik, eller slå ihop årets cell över sina kolumner.",
           row=pb.rubrikrad, kolumn=kolumn)  # fmt: skip


def _check_bladets_ar(plan: Mattplan) -> None:
    """A sheet "2022" whose title says 2021 (copied from last year's): which is right, where no label says?"""
    pb = plan.planblad
    blad = find_ar(pb.blad.namn)
    if pb.sammanhang.ar_ur != "titelraden" or blad in (None, pb.sammanhang.ar) or all(k.etikett.ar for k in plan.kolumner):
        return
    if plan.etikettkolumn is not None and any(plan.rad_etikett(row).ar for row in pb.rader):
        return
    text = f"Bladet heter {quote(pb.blad.namn)}, men titeln ovanför tabellen säger {pb.sammanhang.ar}."
    pb.fel("ar_motsags", text, "Rätta titeln eller bladets namn, så att de säger samma år.", row=pb.rubrikrad, kolumn=None)


def join_tabeller(results: Sequence[Bladresultat], fynd: Fynd) -> Bladresultat:
    """The tables of one sheet as one result. Two different values for the same thing are a FEL."""
    first = results[0]
    if len(results) == 1:
        return first
    rader = [rad for result in results for rad in result.planrader if isinstance(rad, Mattrad)]
    tolkning: Bladtolkning = replace(
        first.tolkning,
        rader=sum(result.tolkning.rader for result in results),
        skal=" ".join(dict.fromkeys(result.tolkning.skal for result in results)),
    )
    return Bladresultat(tolkning, planrader=tuple(check_lika(rader, fynd)), maskade=sum(result.maskade for result in results))


def check_lika(rader: Sequence[Mattrad], fynd: Fynd) -> list[Mattrad]:
    """The rows once each; a FEL where two tables or sheets have different values for the same mått and time."""
    first: dict[tuple[str, ...], Mattrad] = {}
    for rad in rader:
        other = first.setdefault(rad.nyckel, rad)
        if other is not rad and (other.varde, other.status) != (rad.varde, rad.status):
            where = f"bladet {other.blad} rad {other.rad}" if other.blad != rad.blad else f"rad {other.rad}"
            text = f"{quote(rad.rubrik)} har ett annat värde för samma tid på {where}."
            atgard = "Ta bort det ena värdet, eller skriv vad som skiljer tabellerna åt (år, kön eller verksamhet)."
            fynd.fel("dubbelt_matt", text, atgard, blad=rad.blad, rad=rad.rad)
    return list(first.values())
