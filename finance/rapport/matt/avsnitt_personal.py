"""Väsentliga personalförhållanden: nyckeltal with windows of their own, total, kvinnor, män, kommunen, this year and last."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from finance.format import NB, format_exakt
from finance.inlasning.planrader import Vardetyp
from finance.lage import Lage
from finance.matt import (
    Matt,
    Mattdel,
    Mattgrupp,
    Tal,
    find_kon,
    hide_pair,
    hide_small,
    list_grupper,
    without_kon,
)
from finance.period import Period
from finance.rapport.matt.celler import break_note, kon_note, sign_notes, to_cell, window_text
from finance.rapport.matt.diagram import group_diagrams
from finance.rapport.matt.fonster import find_window, window_value
from finance.rapport.modell import Avsnitt, Block, Kolumn, Kolumntyp, Rad, Stycke, Styckeroll, Tabell

ID, RUBRIK = "personal", "Väsentliga personalförhållanden"
_KOLUMNER = (("utfall", "Utfall"), ("kvinnor", "Kvinnor"), ("man", "Män"))
_KOMMUNEN = ("kommunen", "Kommunen")


def personal_section(lage: Lage) -> Avsnitt | None:
    """A table per group of nyckeltal, or None where none has a value this year or last."""
    val = lage.rapportval.matt
    grupper = [one for one in list_grupper(lage) if one.del_ is Mattdel.PERSONAL]
    made = [(grupp, personal_table(nr, grupp, lage.period, val.dolj_under)) for nr, grupp in enumerate(grupper, 1)]
    tabeller = [tabell for _, tabell in made if tabell.rader]
    if not tabeller:
        return None
    shown: list[Block] = []
    for grupp, own in made:
        shown += [own, *group_diagrams(lage, grupp)] if own.rader else []
    saknar = [matt.visat_namn for grupp, _ in made for matt in without_kon(grupp)] if val.per_kon else []
    notes = (*kon_note(saknar), *sign_notes(tabeller))
    return Avsnitt(
        ID,
        RUBRIK,
        (
            *shown,
            *(Stycke(text, Styckeroll.NOT) for text in notes),
        ),
        slutsats=summary(grupper, lage.period),
        nod=lage.struktur.total_kod,
        sektion=ID,
    )


def personal_table(nr: int, grupp: Mattgrupp, period: Period, below: int) -> Tabell:
    """The table of one group; counts below `below` are not shown. The kommun has columns where it has any value."""
    ar = period.ar
    found = [(matt, window) for matt in _wholes(grupp) if (window := find_window(matt, period)) is not None]
    compared = any(_kommunen(matt, window, before=before) is not None for matt, window in found for before in (False, True))
    kinds = (*_KOLUMNER, *((_KOMMUNEN,) if compared else ()))
    kolumner = (
        Kolumn("namn", "Nyckeltal", Kolumntyp.TEXT),
        Kolumn("fonster", "Mätperiod", Kolumntyp.TEXT),
        *(Kolumn(f"{key}_{year}", f"{text} {year}", Kolumntyp.MATT) for year in (ar, ar - 1) for key, text in kinds),
    )
    rows, breaks = [], []
    for matt, window in found:
        values: list[Tal] = []
        for before in (False, True):
            values += _values(matt, grupp.matt, window, below, before=before)
            values += [_kommunen(matt, window, before=before)] if compared else []
        rows.append(Rad((matt.visat_namn, window_text(*window), *map(to_cell, values))))
        breaks += [break_note(matt.visat_namn, day) for day in matt.brott if f"{ar - 1}-01-01" < day <= window[1]]
    return Tabell(f"{ID}-{nr}", grupp.namn or "Personal", kolumner, tuple(rows), noter=tuple(breaks))


def _wholes(grupp: Mattgrupp) -> Iterable[Matt]:
    """Those that are not the kvinnor or män of another."""
    parts = {id(one) for matt in grupp.matt for one in find_kon(matt, grupp.matt) if one is not None}
    return (matt for matt in grupp.matt if id(matt) not in parts)


def _kommunen(matt: Matt, window: tuple[str, str], *, before: bool) -> Tal:
    return window_value(matt, window, before=before, typ=Vardetyp.KOMMUNEN)


def _values(matt: Matt, others: Iterable[Matt], window: tuple[str, str], below: int, *, before: bool) -> tuple[Tal, Tal, Tal]:
    """Total, kvinnor, män of the window, or of the same window a year before."""
    kvinnor, man = find_kon(matt, others)
    raw = [None if one is None else window_value(one, window, before=before) for one in (matt, kvinnor, man)]
    if not matt.is_antal:
        return raw[0], raw[1], raw[2]
    whole, one, other = (hide_small(value, below) for value in raw)
    return whole, *hide_pair(whole, one, other)


def summary(grupper: Sequence[Mattgrupp], period: Period) -> str:
    """Sjukfrånvaro first: what it is, what it was, and what it is in the kommun."""
    for matt in (one for grupp in grupper for one in grupp.matt):
        window = find_window(matt, period)
        if matt.kategori or window is None or not matt.namn.casefold().startswith("sjukfrånvaro totalt"):
            continue
        now = window_value(matt, window, before=False)
        then, kommunen = window_value(matt, window, before=True), _kommunen(matt, window, before=False)
        if not isinstance(now, Decimal):
            continue
        said = f"Sjukfrånvaron är {_percent(now)} ({window_text(*window)})"
        said += f", mot {_percent(then)} ett år tidigare" if isinstance(then, Decimal) else ""
        return f"{said}{_against(now, kommunen)}."
    return ""


def _against(now: Decimal, kommunen: Tal) -> str:
    if not isinstance(kommunen, Decimal):
        return ""
    if kommunen == now:
        return f"; hela kommunen har också {_percent(kommunen)}"
    return f"; {'högre' if now > kommunen else 'lägre'} än hela kommunens {_percent(kommunen)}"


def _percent(value: Decimal) -> str:
    return f"{format_exakt(value, 2)}{NB}%"
