"""Väsentliga personalförhållanden: nyckeltal with windows of their own, total, kvinnor and män, this year and last."""

from collections.abc import Iterable

from finance.format import NB
from finance.inlasning.planrader import Frekvens, Mattrad, Vardetyp
from finance.lage import Lage
from finance.matt import (
    Matt,
    Mattdel,
    Mattgrupp,
    Tal,
    cell_of,
    find_kon,
    hide_pair,
    hide_small,
    list_grupper,
    month_days,
    without_kon,
)
from finance.period import Period
from finance.rapport.mattceller import break_note, kon_note, same_window, sign_notes, to_cell, window_text
from finance.rapport.modell import Avsnitt, Kolumn, Kolumntyp, Rad, Stycke, Styckeroll, Tabell

ID, RUBRIK = "personal", "Väsentliga personalförhållanden"


def personal_section(lage: Lage) -> Avsnitt | None:
    """A table per group of nyckeltal, or None where none has a value this year or last."""
    val = lage.rapportval.matt
    grupper = [one for one in list_grupper(lage) if one.del_ is Mattdel.PERSONAL]
    made = [(grupp, personal_table(nr, grupp, lage.period, val.dolj_under)) for nr, grupp in enumerate(grupper, 1)]
    tabeller = [tabell for _, tabell in made if tabell.rader]
    if not tabeller:
        return None
    saknar = [matt.visat_namn for grupp, _ in made for matt in without_kon(grupp)] if val.per_kon else []
    notes = (*kon_note(saknar), *sign_notes(tabeller))
    return Avsnitt(
        ID,
        RUBRIK,
        (*tabeller, *(Stycke(text, Styckeroll.NOT) for text in notes)),
        slutsats=_summary(grupper, lage.period),
        nod=lage.struktur.total_kod,
        sektion=ID,
    )


def personal_table(nr: int, grupp: Mattgrupp, period: Period, below: int) -> Tabell:
    """The table of one group; counts below `below` are not shown."""
    ar = period.ar
    kolumner = (
        Kolumn("namn", "Nyckeltal", Kolumntyp.TEXT),
        Kolumn("fonster", "Mätperiod", Kolumntyp.TEXT),
        *(
            Kolumn(f"{key}_{year}", f"{text} {year}", Kolumntyp.MATT)
            for year in (ar, ar - 1)
            for key, text in (("utfall", "Utfall"), ("kvinnor", "Kvinnor"), ("man", "Män"))
        ),
    )
    rows, breaks = [], []
    for matt in _wholes(grupp):
        window = find_window(matt, period)
        if window is None:
            continue
        values = [value for before in (False, True) for value in _values(matt, grupp.matt, window, below, before=before)]
        rows.append(Rad((matt.visat_namn, window_text(*window), *map(to_cell, values))))
        breaks += [break_note(matt.visat_namn, day) for day in matt.brott if f"{ar - 1}-01-01" < day <= window[1]]
    return Tabell(f"{ID}-{nr}", grupp.namn or "Personal", kolumner, tuple(rows), noter=tuple(breaks))


def _wholes(grupp: Mattgrupp) -> Iterable[Matt]:
    """Those that are not the kvinnor or män of another."""
    parts = {id(one) for matt in grupp.matt for one in find_kon(matt, grupp.matt) if one is not None}
    return (matt for matt in grupp.matt if id(matt) not in parts)


def find_window(matt: Matt, period: Period) -> tuple[str, str] | None:
    """First and last day of the latest value of the year, or the same days a year on where only last year's is known."""
    last = month_days(period.ar, min(period.manad, 12))[1]
    found = [rad for rad in matt.rader if rad.typ is Vardetyp.UTFALL and cell_of(rad) is not None and rad.till <= last]
    # The latest end; of several that end so, the longest.
    this_year = [rad for rad in found if rad.till >= f"{period.ar}-01-01"]
    now = max(this_year, key=lambda rad: (rad.till, _length(rad)), default=None)
    if now is not None:
        return now.fran, now.till
    before = [rad for rad in found if f"{period.ar - 1}-01-01" <= rad.till <= f"{period.ar - 1}{last[4:]}"]
    latest = max(before, key=lambda rad: (rad.till, _length(rad)), default=None)
    return None if latest is None or latest.frekvens is Frekvens.AR else (_next_year(latest.fran), _next_year(latest.till))


def _length(rad: Mattrad) -> int:
    return -int(rad.fran.replace("-", ""))


def _next_year(day: str) -> str:
    return f"{int(day[:4]) + 1:04d}{day[4:] if day[5:] != '02-29' else '-02-28'}"


def _values(matt: Matt, others: Iterable[Matt], window: tuple[str, str], below: int, *, before: bool) -> tuple[Tal, Tal, Tal]:
    """Total, kvinnor, män of the window, or of the same window a year before."""
    kvinnor, man = find_kon(matt, others)
    raw = [None if one is None else _value(one, window, before=before) for one in (matt, kvinnor, man)]
    if not matt.is_antal:
        return raw[0], raw[1], raw[2]
    whole, one, other = (hide_small(value, below) for value in raw)
    return whole, *hide_pair(whole, one, other)


def _value(matt: Matt, window: tuple[str, str], *, before: bool) -> Tal:
    if not before:
        return matt.value(Vardetyp.UTFALL, *window)
    rows = [rad for rad in matt.rader if rad.typ is Vardetyp.UTFALL and same_window(rad, *window)]
    return cell_of(rows[-1]) if rows else matt.value(Vardetyp.FOREGAENDE_AR, *window)


def _summary(grupper: Iterable[Mattgrupp], period: Period) -> str:
    """Sjukfrånvaro first: what it is and what it was."""
    for grupp in grupper:
        for matt in grupp.matt:
            window = find_window(matt, period)
            if matt.kategori or window is None or not matt.namn.casefold().startswith("sjukfrånvaro totalt"):
                continue
            now, then = _value(matt, window, before=False), _value(matt, window, before=True)
            if isinstance(now, str) or now is None:
                continue
            said = f"Sjukfrånvaron är {_percent(now)} ({window_text(*window)})"
            return f"{said}." if isinstance(then, str) or then is None else f"{said}, mot {_percent(then)} ett år tidigare."
    return ""


def _percent(value: Tal) -> str:
    return f"{value}".replace(".", ",") + f"{NB}%"
