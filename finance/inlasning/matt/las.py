"""Tables of mått (DESIGN 6.7): volymer, statistik and nyckeltal, long or wide, as one value per row, column and time.

Three shapes: a row per mått with columns for time, type of value and category; a row per year (or "Budget 2022") with a column
per month or per mått; and long, one value per row. Parts need not sum, and nothing is added here.
"""

from collections.abc import Sequence
from decimal import Decimal

from finance.inlasning.matt.etiketter import read_ackumulering
from finance.inlasning.matt.plan import Mattplan
from finance.inlasning.matt.rad import Mattcell, read_row
from finance.inlasning.matt.tider import days_of, frequency
from finance.inlasning.modell import Form
from finance.inlasning.planrader import Ackumulering, Mattrad, Vardestatus
from finance.inlasning.tabell.bladsak import Bladresultat, quote
from finance.inlasning.tabell.rubrik import fold

_ACKUMULERINGAR = {
    "sum": Ackumulering.SUMMA,
    "med": Ackumulering.MEDEL,
    "snitt": Ackumulering.MEDEL,
    "genom": Ackumulering.MEDEL,
    "sen": Ackumulering.SENASTE,
    "uni": Ackumulering.UNIK,
}

SKALA = (Decimal(40), Decimal(250))
"""How many times larger another share of the same mått is, where one is likely to be of 1 and the other of 100."""


def read_matt(plan: Mattplan) -> Bladresultat:
    """Every value of the table. What is no value is a FEL with its place; two values for the same thing are one too."""
    cells = [cell for row in plan.planblad.rader for cell in read_row(plan, row)]
    _check_ar(plan, cells)
    ar, utan_ar = _decide_ar(plan, cells)
    found = [_as_rad(plan, cell, ar) for cell in cells]
    _check_doubles(plan, cells, found)
    _check_andelar(plan, cells, found)
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


def _check_ar(plan: Mattplan, cells: Sequence[Mattcell]) -> None:
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


def _decide_ar(plan: Mattplan, cells: Sequence[Mattcell]) -> tuple[int | None, bool]:
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


def _as_rad(plan: Mattplan, cell: Mattcell, ar: int | None) -> Mattrad:
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
        ackumulering=next((a for word, a in _ACKUMULERINGAR.items() if chosen.startswith(word)), None) or _guess(cell),
        anmarkning="; ".join(part for part in (cell.varde.anmarkning, pb.text("anmarkning", cell.row)) if part),
        kalla=pb.text("kalla", cell.row),
        brott=bool(brott) and not brott.startswith(("nej", "0", "false")),
        blad=pb.blad.namn,
        rad=pb.blad.rad(cell.row),
    )


def _guess(cell: Mattcell) -> Ackumulering:
    """What months become: a level that has an accumulated column is summed; unique ones and means never are."""
    named = read_ackumulering(f"{cell.namn.matt} {cell.kategori}", cell.enhet)
    return Ackumulering.SUMMA if cell.ack and named is Ackumulering.SENASTE else named


def _check_doubles(plan: Mattplan, cells: Sequence[Mattcell], found: Sequence[Mattrad]) -> None:
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


def _check_andelar(plan: Mattplan, cells: Sequence[Mattcell], found: Sequence[Mattrad]) -> None:
    """A varning for a share written as 0,081 beside others of the same mått that are written as 8,1."""
    shares: dict[tuple[str, str, str], list[tuple[Mattcell, Mattrad, Decimal]]] = {}
    for cell, rad in zip(cells, found, strict=True):
        if rad.enhet == "%" and rad.varde:
            shares.setdefault((rad.nod, rad.grupp, rad.matt), []).append((cell, rad, abs(rad.varde)))
    for same in shares.values():
        largest = max(value for _, _, value in same)
        for cell, rad, value in same:
            if value <= 1 < largest and SKALA[0] < largest / value < SKALA[1]:
                other = str(largest.normalize()).replace(".", ",")
                text = f"{quote(rad.rubrik)} är {_said(rad)} %, men ett annat värde av samma mått är {other} %."
                atgard = "Är det en andel av 1: skriv den i procent, som de andra, och läs in filen igen."
                kolumn = plan.planblad.rubrik_at(cell.place)
                plan.planblad.varning("andel_eller_procent", text, atgard, row=cell.row, kolumn=kolumn)


def _said(rad: Mattrad) -> str:
    return {Vardestatus.OKAND: "?", Vardestatus.EJ_FRAMTAGEN: "tomt"}.get(rad.status, str(rad.varde).replace(".", ","))


def _unique(found: Sequence[Mattrad]) -> list[Mattrad]:
    first: dict[tuple[str, ...], Mattrad] = {}
    for rad in found:
        first.setdefault(rad.nyckel, rad)
    return list(first.values())
