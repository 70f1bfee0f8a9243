"""The sections of mått that are neither volumes nor personal: statistics, köer and ej verkställda beslut, kvalitetsfaktorer."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from finance.format import format_tal
from finance.lage import Lage
from finance.matt import Mattdel, Mattgrupp, list_grupper, without_kon
from finance.period import Period
from finance.rapport.matt.celler import kon_note, sign_notes
from finance.rapport.matt.delsumma import check_parts
from finance.rapport.matt.diagram import group_diagrams
from finance.rapport.matt.statistik import ID, UTBETALT, check_accumulated, check_average, find_matt
from finance.rapport.matt.tabeller import group_tables
from finance.rapport.modell import Avsnitt, Block, Stycke, Styckeroll, Tabell


def statistik_section(lage: Lage) -> Avsnitt | None:
    """Tables per group by how often there are values, or None where there is none to show."""
    return _section(lage, Mattdel.STATISTIK, ID)


def koer_section(lage: Lage) -> Avsnitt | None:
    """Köer and ej verkställda beslut by quarter, or None where no quarter of this year or last has a value."""
    return _section(lage, Mattdel.KOER, "koer")


def kvalitet_section(lage: Lage) -> Avsnitt | None:
    """Kvalitetsfaktorer against their targets, or None where there are none."""
    return _section(lage, Mattdel.KVALITET, "kvalitet")


def _section(lage: Lage, del_: Mattdel, avsnitt_id: str) -> Avsnitt | None:
    val = lage.rapportval.matt
    grupper = [one for one in list_grupper(lage) if one.del_ is del_]
    made = [(grupp, own) for nr, grupp in enumerate(grupper, 1) if (own := group_tables(lage, grupp, nr))]
    if not made:
        return None
    shown: list[Block] = []
    for grupp, own in made:
        shown += [*own, *group_diagrams(lage, grupp)]
    tabeller = [block for block in shown if isinstance(block, Tabell)]
    saknar = [matt.visat_namn for grupp, _ in made for matt in without_kon(grupp)] if val.per_kon else []
    findings = [text for grupp, _ in made for text in check_group(grupp, lage.period, val.dolj_under)]
    notes = (*kon_note(saknar), *sign_notes(tabeller))
    return Avsnitt(
        avsnitt_id,
        del_.namn,
        (
            *(Stycke(text, Styckeroll.VARNING) for text in findings),
            *shown,
            *(Stycke(text, Styckeroll.NOT) for text in notes),
        ),
        slutsats=_summary([grupp for grupp, _ in made], tabeller, lage.period),
        nod=lage.struktur.total_kod,
        sektion=avsnitt_id,
    )


def check_group(grupp: Mattgrupp, period: Period, below: int) -> Iterable[str]:
    """What does not agree within a group: its own average, sums with their months, and parts with their whole."""
    yield from check_average(grupp, period, below)
    yield from check_accumulated(grupp, period, below)
    yield from check_parts(grupp, period, below)


def _summary(grupper: Sequence[Mattgrupp], tabeller: Sequence[Tabell], period: Period) -> str:
    """What has been paid so far, where the statistics say it; else what the tables say; else how many mått there are."""
    for grupp in grupper:
        paid = find_matt(grupp, UTBETALT)
        whole = None if paid is None else paid.so_far(period.ar, min(period.manad, 12))
        if paid is not None and isinstance(whole, Decimal):
            return f"Utbetalt försörjningsstöd {period.span}: {format_tal(whole)}\u00a0{paid.enhet or 'kr'}."
    said = next((tabell.slutsats for tabell in tabeller if tabell.slutsats), "")
    count = sum(len(grupp.matt) for grupp in grupper)
    return said or (f"{count} mått." if len(grupper) == 1 else f"{count} mått i {len(grupper)} grupper.")
