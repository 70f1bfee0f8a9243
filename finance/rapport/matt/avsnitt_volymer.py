"""Volymutveckling: so far, prognos, the same time last year and last year, with the change and the pace (docs/metoder.md)."""

from collections.abc import Iterable, Sequence

from finance.lage import Lage
from finance.matt import Matt, Mattdel, Mattfoljd, list_grupper, without_kon
from finance.period import Period
from finance.rapport.matt.celler import break_note, kon_note, per_cent, percent, sign_notes, to_cell
from finance.rapport.matt.diagram import group_diagrams
from finance.rapport.matt.visning import shown_foljder
from finance.rapport.modell import Avsnitt, Cell, Diagram, Kolumn, Kolumntyp, Rad, Stycke, Styckeroll, Tabell

ID, RUBRIK = "volymer", "Volymutveckling"


def volym_section(lage: Lage) -> Avsnitt | None:
    """The section, or None where no volume has a value."""
    val = lage.rapportval.matt
    tabeller, saknar, foljder = [], [], []
    block: list[Tabell | Diagram] = []
    for place, grupp in enumerate(one for one in list_grupper(lage) if one.del_ is Mattdel.VOLYMER):
        rows = foljder_of(grupp.matt, lage.period, val.dolj_under)
        if not rows:
            continue
        tabeller.append(volym_table(f"{ID}-{place + 1}" if place else ID, grupp.namn or RUBRIK, rows, lage.period))
        block += [tabeller[-1], *group_diagrams(lage, grupp, rows)]
        saknar += [matt.visat_namn for matt in without_kon(grupp)] if val.per_kon else []
        foljder += rows
    if not tabeller:
        return None
    notes = (*kon_note(saknar), *sign_notes(tabeller))
    return Avsnitt(
        ID,
        RUBRIK,
        (*block, *(Stycke(text, Styckeroll.NOT) for text in notes)),
        slutsats=summary(foljder),
        nod=lage.struktur.total_kod,
        sektion=ID,
    )


def volym_columns(period: Period, *, mal: bool = False) -> tuple[Kolumn, ...]:
    """The published columns, then what is computed from them. In December the same time last year is the whole of it."""
    ar, span = period.ar, period.span
    kolumner = (
        Kolumn("namn", "Volymmått", Kolumntyp.TEXT),
        Kolumn("nu", f"Utfall {span} {ar}", Kolumntyp.MATT),
        Kolumn("prognos", f"Prognos {ar}", Kolumntyp.MATT),
        Kolumn("nu_foregaende", f"Utfall {span} {ar - 1}", Kolumntyp.MATT),
        Kolumn("helar_foregaende", f"Utfall {ar - 1}", Kolumntyp.MATT),
        *((Kolumn("mal", f"Mål {ar}", Kolumntyp.MATT),) if mal else ()),
        Kolumn("forandring", "Förändring på ett år", Kolumntyp.FORANDRING),
        Kolumn("takt", f"Andel av prognos {ar}", Kolumntyp.PROCENT, decimaler=0),
        Kolumn("takt_foregaende", f"Andel av {ar - 1}", Kolumntyp.PROCENT, decimaler=0),
    )
    return tuple(one for one in kolumner if period.manad < 12 or one.nyckel not in ("helar_foregaende", "takt_foregaende"))


def volym_cells(row: Mattfoljd, kolumner: Sequence[Kolumn]) -> tuple[Cell, ...]:
    """The cells of one mått for `volym_columns`."""
    values: dict[str, Cell] = {
        "namn": row.matt.visat_namn,
        "nu": to_cell(row.nu),
        "prognos": to_cell(row.prognos),
        "nu_foregaende": to_cell(row.nu_foregaende),
        "helar_foregaende": to_cell(row.helar_foregaende),
        "mal": to_cell(row.mal),
        "forandring": to_cell(row.forandring),
        "takt": percent(row.takt),
        "takt_foregaende": percent(row.takt_foregaende),
    }
    return tuple(values[kolumn.nyckel] for kolumn in kolumner)


def foljder_of(matt: Iterable[Matt], period: Period, below: int) -> list[Mattfoljd]:
    """The follow-up of those that have any value; counts below `below` are not shown."""
    return [row for row in shown_foljder(matt, period, below) if not row.is_empty]


def volym_table(tabell_id: str, titel: str, rows: Sequence[Mattfoljd], period: Period) -> Tabell:
    """The table of a group's follow-up. A column that no mått has anything in is left out."""
    every = volym_columns(period, mal=any(row.mal is not None for row in rows))
    cells = [volym_cells(row, every) for row in rows]
    kolumner = [one for place, one in enumerate(every) if place < 2 or any(row[place] is not None for row in cells)]
    return Tabell(
        tabell_id,
        titel,
        tuple(kolumner),
        tuple(Rad(volym_cells(row, kolumner)) for row in rows),
        slutsats=summary(rows),
        noter=tuple(break_note(row.matt.visat_namn, row.brott) for row in rows if row.brott),
    )


def summary(rows: Sequence[Mattfoljd]) -> str:
    """How many are higher and lower than a year ago, and which one runs furthest ahead of its prognos."""
    changes = [row.forandring for row in rows if row.forandring is not None]
    up, down = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    if not changes:
        return f"{len(rows)} mått; inget kan jämföras med samma tid förra året."
    same = len(changes) - up - down
    parts = [f"{up} är högre", f"{down} är lägre"]
    if same:
        parts.append("1 är oförändrat" if same == 1 else f"{same} är oförändrade")
    start = f"Av {len(changes)} mått som kan jämföras med samma tid förra året: {', '.join(parts)}."
    ahead = max((row for row in rows if row.fore_takt), key=_lead, default=None)
    if ahead is None or ahead.takt is None or ahead.takt_foregaende is None:
        return start
    return (
        f"{start} Längst före sin prognos ligger {ahead.matt.visat_namn}: {per_cent(ahead.takt)} av årets prognos är nådd, "
        f"mot {per_cent(ahead.takt_foregaende)} av året vid samma tid förra året."
    )


def _lead(row: Mattfoljd) -> float:
    return float((row.takt or 0) - (row.takt_foregaende or 0))
