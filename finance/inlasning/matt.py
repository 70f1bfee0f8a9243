"""Tables of mått (DESIGN 6.7): volymer, statistik and nyckeltal, long or wide, as one value per row, column and time.

Three shapes: a row per mått with columns for time, type of value and category; a row per year (or "Budget 2022") with a column
per month or per mått; and long, one value per row. Parts need not sum, and nothing is added here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from finance.inlasning.bladsak import Bladresultat, quote
from finance.inlasning.mattetiketter import HELAR, Etikett, Tid, days_of, frequency, read_ackumulering, read_enhet, read_tid
from finance.inlasning.mattnamn import Radnamn
from finance.inlasning.mattplan import Mattplan
from finance.inlasning.mattvarden import Cellvarde, parse_cell
from finance.inlasning.modell import Form
from finance.inlasning.planrader import Ackumulering, Mattrad, Vardestatus, Vardetyp
from finance.inlasning.rubrik import fold

_TYPER = {
    "utfall": Vardetyp.UTFALL,
    "prognos": Vardetyp.PROGNOS,
    "mal": Vardetyp.MAL,
    "budget": Vardetyp.BUDGET,
    "foreg": Vardetyp.FOREGAENDE_AR,
    "fg": Vardetyp.FOREGAENDE_AR,
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


def read_matt(plan: Mattplan) -> Bladresultat:
    """Every value of the table. What is no value is a FEL with its place; two values for the same thing are one too."""
    cells = [cell for row in plan.planblad.rader for cell in _read_row(plan, row)]
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
    tolkning = plan.tolkning(Form.MATT, rader=antal)
    return Bladresultat(tolkning, planrader=tuple(_unique(found)))


def _read_row(plan: Mattplan, row: int) -> list[_Cell]:
    """The values of one row; none for a heading, which names the group of the rows below."""
    pb = plan.planblad
    etikett = plan.rad_etikett(row)
    texts = {kolumn.place: pb.blad.kolumner[kolumn.place].cell(row) for kolumn in plan.kolumner}
    lost = {place: pb.lost[row, place] for place in texts if (row, place) in pb.lost}
    if not any(texts.values()) and not lost:
        plan.namn.start_group(pb.text("matt", row) if plan.has_namn and "grupp" not in pb.roller else "")
        return []
    namn = plan.namn.read(pb.text("matt", row), pb.text("grupp", row)) if plan.has_namn else plan.namn.whole("")
    if plan.has_namn and not namn.matt:
        pb.fel("namn_saknas", "Raden har värden men inget namn.", "Fyll i måttets namn.", row=row, kolumn=pb.rubrik("matt"))
        return []
    last = max((nr for nr, k in enumerate(plan.kolumner) if texts[k.place] and k.etikett.tid), default=-1)
    cells = []
    for nr, kolumn in enumerate(plan.kolumner):
        text = texts[kolumn.place]
        later = not text and kolumn.etikett.tid is not None and kolumn.etikett.tid.manad is not None and nr > last
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


def _cell(plan: Mattplan, row: int, place: int, namn: Radnamn, rad: Etikett, kolumn: Etikett, varde: Cellvarde) -> _Cell:
    pb = plan.planblad
    if not plan.has_namn:
        namn = plan.namn.whole(kolumn.rest and pb.rubrik_at(place).replace("_", " "))
    typ = _row_typ(plan, row) or kolumn.typ or rad.typ or Vardetyp.UTFALL
    if typ is Vardetyp.FOREGAENDE_AR and kolumn.ar is None:
        kolumn = replace(kolumn, ar=plan.nu.ar, tid=kolumn.tid or plan.nu.tid)
    egen = _row_tid(plan, row)
    ar = kolumn.ar or (egen.ar if egen else None) or rad.ar
    tid = _join(kolumn.tid, egen or rad.tid) or plan.tid_utan(namn.rubrik, kolumn) or HELAR
    typ = _row_typ(plan, row) or kolumn.typ or rad.typ or Vardetyp.UTFALL
    rest = kolumn.rest if plan.has_namn and not plan.is_lang else ""
    parts = [namn.kategori, *plan.kategorier(row), kolumn.kategori, rest]
    kategori = ", ".join(dict.fromkeys(part for part in parts if part))
    enhet = pb.text("enhet", row) or varde.enhet or read_enhet(namn.rubrik) or kolumn.enhet or plan.enhet
    return _Cell(row, place, namn, typ, tid, ar, kategori, varde, enhet, kolumn.ack)


def _join(kolumn: Tid | None, rad: Tid | None) -> Tid | None:
    """The column's months go before the row's; a row that says a part of the year goes before a column that says the year."""
    return rad if rad is not None and kolumn in (None, HELAR) else kolumn


def _row_tid(plan: Mattplan, row: int) -> Tid | None:
    pb = plan.planblad
    text = pb.text("period", row)
    if not text:
        return None
    tid = read_tid(text)
    if tid is None:
        atgard = "Skriv till exempel 2022-04, 1/1-30/4 eller 30/4."
        pb.fel("period_text", f"{quote(text)} är ingen period.", atgard, row=row, kolumn=pb.rubrik("period"))
    return tid


def _row_typ(plan: Mattplan, row: int) -> Vardetyp | None:
    pb = plan.planblad
    text = fold(pb.text("typ", row))
    if not text:
        return None
    found = next((typ for word, typ in _TYPER.items() if text.startswith(word)), None)
    if found is None:
        said = quote(pb.text("typ", row))
        atgard = "Välj bland: utfall, prognos, mål, budget, föregående år."
        pb.fel("okant_val", f"{said} är ingen känd typ av värde.", atgard, row=row, kolumn=pb.rubrik("typ"))
    return found


def _resolve_ack(cells: list[_Cell]) -> list[_Cell]:
    """An accumulated column is about January to the last month of its row that has a figure."""
    months = [cell for cell in cells if cell.tid.manad and not cell.ack and cell.varde.status is not Vardestatus.EJ_FRAMTAGEN]
    if not months:
        return cells
    last = max(months, key=lambda cell: cell.tid.till)
    return [replace(cell, tid=Tid((1, 1), last.tid.till), ar=cell.ar or last.ar) if cell.ack else cell for cell in cells]


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
        or (Ackumulering.SUMMA if cell.ack else read_ackumulering(cell.namn.matt, cell.enhet)),
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
