"""The values of one row of a table of mått, each with its mått, time, type and category: what row, column and headings say."""

import re
from dataclasses import dataclass, replace

from finance.inlasning.matt.etiketter import Etikett, dimension_of, read_enhet, read_etikett, read_kategori
from finance.inlasning.matt.namn import Radnamn, is_del
from finance.inlasning.matt.plan import Mattplan
from finance.inlasning.matt.tabeller import SUMMARAD
from finance.inlasning.matt.tider import HELAR, Tid, read_tid
from finance.inlasning.matt.varden import Cellvarde, parse_cell, strip_fotnot
from finance.inlasning.planrader import Vardestatus, Vardetyp
from finance.inlasning.tabell.bladsak import quote
from finance.inlasning.tabell.planschema import plain
from finance.inlasning.tabell.rubrik import fold

_TYPER = {
    "utfall": Vardetyp.UTFALL,
    "prognos": Vardetyp.PROGNOS,
    "mal": Vardetyp.MAL,
    "budget": Vardetyp.BUDGET,
    "foreg": Vardetyp.FOREGAENDE_AR,
    "fg": Vardetyp.FOREGAENDE_AR,
    "kommun": Vardetyp.KOMMUNEN,
    "hela kommun": Vardetyp.KOMMUNEN,
}


@dataclass(frozen=True, slots=True)
class Mattcell:
    """A value with its place, before the year of the sheet is decided."""

    row: int
    place: int
    namn: Radnamn
    typ: Vardetyp
    tid: Tid
    ar: int | None
    kategori: str
    varde: Cellvarde
    enhet: str
    ack: bool
    motsags: tuple[int, ...] = ()  # the years, where row and column say different ones


def read_row(plan: Mattplan, row: int) -> list[Mattcell]:
    """The values of one row; none for a heading, which names the group of the rows below."""
    pb = plan.planblad
    etikett = plan.rad_etikett(row)
    texts = {kolumn.place: pb.blad.kolumner[kolumn.place].cell(row) for kolumn in plan.kolumner}
    lost = {place: pb.lost[row, place] for place in texts if (row, place) in pb.lost}
    if not any(texts.values()) and not lost:
        _start(plan, row)
        return []
    plan.namn.see_row(is_rubrik=False)
    if not plan.has_namn and SUMMARAD.match(plain(_label(plan, row))):
        pb.fynd.upplysning(
            "summarad", f"Raden {quote(_label(plan, row))} läses inte: den följer av de andra.", blad=pb.blad.namn
        )
        return []
    namn = plan.namn.read(_namn(plan, row), pb.text("grupp", row)) if plan.has_namn else plan.namn.whole("")
    if plan.has_namn and not namn.matt:
        pb.fel("namn_saknas", "Raden har värden men inget namn.", "Fyll i måttets namn.", row=row, kolumn=pb.rubrik("matt"))
        return []
    last = max((nr for nr, k in enumerate(plan.kolumner) if texts[k.place] and k.etikett.tid), default=-1)
    cells = []
    for nr, kolumn in enumerate(plan.kolumner):
        text = texts[kolumn.place]
        later = not text and kolumn.etikett.tid is not None and kolumn.etikett.tid.is_del and nr > last
        if later or (not text and (kolumn.etikett.ack or plan.is_lang)):
            continue
        if kolumn.place in lost:
            continue
        varde = parse_cell(text)
        if varde is None:
            atgard = "Skriv ett tal, ? för okänt, eller lämna cellen tom."
            pb.fel("matt_text", f"{quote(text)} är inget värde.", atgard, row=row, kolumn=pb.rubrik_at(kolumn.place))
            continue
        cells.append(_cell(plan, row, kolumn.place, namn, etikett, kolumn.etikett, varde))
    return _resolve_ack(cells)


def _start(plan: Mattplan, row: int) -> None:
    """A row without values: a heading of a year, a sex or a group for the rows below, or a note."""
    pb, namn = plan.planblad, plan.namn
    text = _label(plan, row)
    if not text or "varde" in pb.roller:
        namn.start_group("" if not plan.has_namn or "grupp" in pb.roller else text)
        return
    said = read_etikett(strip_fotnot(text.removesuffix(".0")))
    if said.is_tid and said.ar is not None and said.tid in (None, HELAR):
        namn.start_ar(said.ar)
    elif row in namn.kon:
        namn.start_kategori(read_kategori(text))
    elif plan.has_namn and is_del(text):
        return  # a part of the row above, without figures
    elif plan.has_namn and "grupp" not in pb.roller:
        namn.start_group(text)
    namn.see_row(is_rubrik=True)


def _label(plan: Mattplan, row: int) -> str:
    """The row's first word."""
    place = plan.planblad.roller.get("matt", plan.etikettkolumn)
    return "" if place is None else plan.planblad.blad.kolumner[place].cell(row)


def _namn(plan: Mattplan, row: int) -> str:
    """The row's mått: written once over its categories or times, which stand in columns of their own."""
    pb = plan.planblad
    own = bool(plan.kategorier(row) or pb.text("period", row) or pb.text("kategori", row))
    return plan.cell_or_above(pb.roller["matt"], row, above=own)


def _cell(plan: Mattplan, row: int, place: int, namn: Radnamn, rad: Etikett, kolumn: Etikett, varde: Cellvarde) -> Mattcell:
    pb = plan.planblad
    if not plan.has_namn:
        told = bool(kolumn.ar or kolumn.tid or kolumn.typ or kolumn.kategori)
        namn = plan.namn.whole(kolumn.rest and (kolumn.rest if told else pb.rubrik_at(place).replace("_", " ")))
    typ = _row_typ(plan, row) or kolumn.typ or rad.typ or Vardetyp.UTFALL
    if typ is Vardetyp.FOREGAENDE_AR and kolumn.ar is None:
        kolumn = replace(kolumn, ar=plan.nu.ar, tid=kolumn.tid or plan.nu.tid)
    egen = _row_tid(plan, row)
    years = [year for year in (kolumn.ar, egen.ar if egen else None, rad.ar, plan.namn.ar) if year]
    ar = years[0] if years else None
    motsags = tuple(sorted(set(years))) if len(set(years)) > 1 else ()
    tid = _join(kolumn.tid, egen or rad.tid) or plan.tid_utan(namn.rubrik, kolumn) or HELAR
    typ = _row_typ(plan, row) or kolumn.typ or rad.typ or Vardetyp.UTFALL
    rest = kolumn.rest if plan.has_namn and not plan.is_lang else ""
    own = [namn.kategori, *plan.kategorier(row), kolumn.kategori]
    around = [one for one in (plan.kategori, plan.namn.kategori) if one and "kon" not in map(dimension_of, own)]
    parts = [*own, *around, rest]
    kategori = ", ".join(dict.fromkeys(part for part in parts if part))
    enhet = pb.text("enhet", row) or varde.enhet or read_enhet(namn.rubrik) or kolumn.enhet or plan.enhet
    return Mattcell(row, place, namn, typ, tid, ar, kategori, varde, enhet, kolumn.ack, motsags)


def _join(kolumn: Tid | None, rad: Tid | None) -> Tid | None:
    """The column's months go before the row's; a row that says a part of the year goes before a column that says the year."""
    return rad if rad is not None and kolumn in (None, HELAR) else kolumn


def _row_tid(plan: Mattplan, row: int) -> Tid | None:
    pb = plan.planblad
    text = _outer(plan, "period", row).removesuffix(".0")
    if not text:
        return plan.namn.fonster if plan.has_namn else None
    tid = read_tid(_in_words(text, fold(pb.rubrik("period") or ""), _outer(plan, "ar", row).removesuffix(".0")))
    if tid is None:
        atgard = "Skriv till exempel 2022-04, 1/1-30/4 eller 30/4."
        pb.fel("period_text", f"{quote(text)} är ingen period.", atgard, row=row, kolumn=pb.rubrik("period"))
    return tid


def _in_words(text: str, rubrik: str, ar: str) -> str:
    """`2` under "kvartal" beside 2022 is `kvartal 2 2022`; under other headings a number is a month."""
    part = next((word for word in ("kvartal", "tertial") if rubrik.startswith(word)), "")
    if not re.fullmatch(r"[0-9]{1,2}", text):
        return text if ar in text else f"{text} {ar}"
    if part:
        return f"{part} {int(text)} {ar}".strip()
    return f"{ar}-{int(text):02d}" if ar else text


def _outer(plan: Mattplan, roll: str, row: int) -> str:
    """A cell of a column of times; one to the left of the names may be written once over its rows."""
    place = plan.planblad.roller.get(roll)
    if place is None:
        return ""
    return plan.cell_or_above(place, row, above=place < plan.planblad.roller.get("matt", -1))


def _row_typ(plan: Mattplan, row: int) -> Vardetyp | None:
    pb = plan.planblad
    text = fold(pb.text("typ", row))
    if not text:
        return None
    found = next((typ for word, typ in _TYPER.items() if text.startswith(word)), None)
    if found is None:
        said = quote(pb.text("typ", row))
        atgard = "Välj bland: utfall, prognos, mål, budget, föregående år, kommunen."
        pb.fel("okant_val", f"{said} är ingen känd typ av värde.", atgard, row=row, kolumn=pb.rubrik("typ"))
    return found


def _resolve_ack(cells: list[Mattcell]) -> list[Mattcell]:
    """An accumulated column is about January to the last month (or quarter) of its row and year that has a figure."""
    parts = [cell for cell in cells if cell.tid.is_del and not cell.ack and cell.varde.status is not Vardestatus.EJ_FRAMTAGEN]
    done = []
    for cell in cells:
        mine = [one for one in parts if cell.ack and (cell.ar is None or one.ar in (None, cell.ar))]
        last = max(mine, key=lambda one: (one.ar or 0, one.tid.till), default=None)
        done.append(replace(cell, tid=Tid((1, 1), last.tid.till), ar=cell.ar or last.ar) if last else cell)
    return done
