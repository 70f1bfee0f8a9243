"""Tables of mått (DESIGN 6.7): volymer, statistik and nyckeltal, long or wide, as one value per row, column and time.

Three shapes: a row per mått with columns for time, type of value and category; a row per year (or "Budget 2022") with a column
per month or per mått; and long, one value per row. Parts need not sum, and nothing is added here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from finance.inlasning.bladsak import Bladresultat, quote
from finance.inlasning.mattetiketter import Etikett, dimension_of, read_ackumulering, read_enhet, read_etikett, read_kategori
from finance.inlasning.mattfynd import SUMMARAD
from finance.inlasning.mattid import HELAR, Tid, days_of, frequency, read_tid
from finance.inlasning.mattnamn import Radnamn, is_del
from finance.inlasning.mattplan import Mattplan
from finance.inlasning.mattvarden import Cellvarde, parse_cell, strip_fotnot
from finance.inlasning.modell import Form
from finance.inlasning.planrader import Ackumulering, Mattrad, Vardestatus, Vardetyp
from finance.inlasning.planschema import plain
from finance.inlasning.rubrik import fold

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
_ACKUMULERINGAR = {
    "sum": Ackumulering.SUMMA,
    "med": Ackumulering.MEDEL,
    "snitt": Ackumulering.MEDEL,
    "genom": Ackumulering.MEDEL,
    "sen": Ackumulering.SENASTE,
    "uni": Ackumulering.UNIK,
}


@dataclass(frozen=True, slots=True)
class _Cell:
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


def read_matt(plan: Mattplan) -> Bladresultat:
    """Every value of the table. What is no value is a FEL with its place; two values for the same thing are one too."""
    cells = [cell for row in plan.planblad.rader for cell in _read_row(plan, row)]
    _check_ar(plan, cells)
    ar, utan_ar = _decide_ar(plan, cells)
    found = [_as_rad(plan, cell, ar) for cell in cells]
    _check_doubles(plan, cells, found)
    if not found and not plan.planblad.fynd.has_fel():
        row = plan.planblad.rubrikrad
        plan.planblad.fel("inga_varden", "Tabellen har inga värden.", "Kontrollera att det är rätt fil.", row=row, kolumn=None)
    if utan_ar and found:
        plan.planblad.varning(
            "utan_ar",
            "Filen säger inte vilket år värdena gäller. De sparas utan år.",
            "Ångra inläsningen och läs in filen igen med året valt (--ar), eller skriv året i en titelrad eller i filens namn.",
        )
    antal = len({rad.rad for rad in found})
    tolkning = plan.tolkning(Form.MATT, rader=antal, ar=sorted({int(rad.till[:4]) for rad in found} - {0}))
    return Bladresultat(tolkning, planrader=tuple(_unique(found)))


def _read_row(plan: Mattplan, row: int) -> list[_Cell]:
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


def _check_ar(plan: Mattplan, cells: Sequence[_Cell]) -> None:
    """A FEL where the row and the column (or the heading above) say different years."""
    for cell in cells:
        if cell.motsags:
            text = f"Raden och kolumnen säger olika år: {format_lista(cell.motsags)}."
            kolumn = plan.planblad.rubrik_at(cell.place)
            plan.planblad.fel("ar_motsags", text, "Skriv året på ett ställe.", row=cell.row, kolumn=kolumn)


def format_lista(years: Sequence[int]) -> str:
    """Years in words: "2021 och 2022"."""
    said = [str(year) for year in years]
    return " och ".join(filter(None, (", ".join(said[:-1]), said[-1])))


def _cell(plan: Mattplan, row: int, place: int, namn: Radnamn, rad: Etikett, kolumn: Etikett, varde: Cellvarde) -> _Cell:
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
    return _Cell(row, place, namn, typ, tid, ar, kategori, varde, enhet, kolumn.ack, motsags)


def _join(kolumn: Tid | None, rad: Tid | None) -> Tid | None:
    """The column's months go before the row's; a row that says a part of the year goes before a column that says the year."""
    return rad if rad is not None and kolumn in (None, HELAR) else kolumn


def _row_tid(plan: Mattplan, row: int) -> Tid | None:
    pb = plan.planblad
    text = _outer(plan, "period", row).removesuffix(".0")
    if not text:
        return None
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


def _resolve_ack(cells: list[_Cell]) -> list[_Cell]:
    """An accumulated column is about January to the last month (or quarter) of its row and year that has a figure."""
    parts = [cell for cell in cells if cell.tid.is_del and not cell.ack and cell.varde.status is not Vardestatus.EJ_FRAMTAGEN]
    done = []
    for cell in cells:
        mine = [one for one in parts if cell.ack and (cell.ar is None or one.ar in (None, cell.ar))]
        last = max(mine, key=lambda one: (one.ar or 0, one.tid.till), default=None)
        done.append(replace(cell, tid=Tid((1, 1), last.tid.till), ar=cell.ar or last.ar) if last else cell)
    return done


def _decide_ar(plan: Mattplan, cells: Sequence[_Cell]) -> tuple[int | None, bool]:
    """The year of values whose labels say none: of title, sheet, file or choice; else of the stored utfall, if that fits."""
    pb = plan.planblad
    if all(cell.ar for cell in cells) or pb.sammanhang.ar:
        return pb.sammanhang.ar, False
    filled = [c.tid.till[0] for c in cells if c.ar is None and c.varde.status is not Vardestatus.EJ_FRAMTAGEN]
    hint = pb.kontext.period_hint
    if hint is None or not filled or max(filled) - hint % 100 not in (0, 1):
        return None, True
    ar = hint // 100
    pb.varning(
        "ar_antaget",
        f"Filen säger inte vilket år värdena gäller. De läses som {ar}, efter det utfall som finns inläst.",
        "Är det fel år: ångra inläsningen och läs in filen igen med året valt (--ar).",
    )
    return ar, False


def _as_rad(plan: Mattplan, cell: _Cell, ar: int | None) -> Mattrad:
    pb = plan.planblad
    fran, till = days_of(cell.tid, cell.ar or ar)
    brott = fold(pb.text("brott", cell.row))
    chosen = fold(pb.text("ackumulering", cell.row))
    return Mattrad(
        nod=pb.kod("nod", cell.row),
        grupp=cell.namn.grupp,
        matt=cell.namn.matt,
        kategori=cell.kategori,
        rubrik=cell.namn.rubrik,
        typ=cell.typ,
        fran=fran,
        till=till,
        frekvens=frequency(fran, till),
        varde=cell.varde.varde,
        status=cell.varde.status,
        enhet=cell.enhet,
        ackumulering=next((a for word, a in _ACKUMULERINGAR.items() if chosen.startswith(word)), None)
        or (Ackumulering.SUMMA if cell.ack else read_ackumulering(f"{cell.namn.matt} {cell.kategori}", cell.enhet)),
        anmarkning="; ".join(part for part in (cell.varde.anmarkning, pb.text("anmarkning", cell.row)) if part),
        kalla=pb.text("kalla", cell.row),
        brott=bool(brott) and not brott.startswith(("nej", "0", "false")),
        blad=pb.blad.namn,
        rad=pb.blad.rad(cell.row),
    )


def _check_doubles(plan: Mattplan, cells: Sequence[_Cell], found: Sequence[Mattrad]) -> None:
    """Two different values for the same mått, category, time and type cannot both be right."""
    first: dict[tuple[str, ...], Mattrad] = {}
    for cell, rad in zip(cells, found, strict=True):
        other = first.setdefault(rad.nyckel, rad)
        if other is not rad and (other.varde, other.status) != (rad.varde, rad.status):
            plan.planblad.fel(
                "dubbelt_matt",
                f"{quote(rad.rubrik)} har två värden för samma tid: {_said(other)} på rad {other.rad} och {_said(rad)} här.",
                "Ta bort det ena värdet, eller ge raderna olika namn.",
                row=cell.row,
                kolumn=plan.planblad.rubrik_at(cell.place),
            )


def _said(rad: Mattrad) -> str:
    return {Vardestatus.OKAND: "?", Vardestatus.EJ_FRAMTAGEN: "tomt"}.get(rad.status, str(rad.varde).replace(".", ","))


def _unique(found: Sequence[Mattrad]) -> list[Mattrad]:
    first: dict[tuple[str, ...], Mattrad] = {}
    for rad in found:
        first.setdefault(rad.nyckel, rad)
    return list(first.values())
