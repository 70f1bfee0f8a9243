"""Kvalitetsfaktorer with a target: the latest utfall, last year, the target, and in words whether it is reached.

Whether high or low is good is the nämnd's word on each mått (`Mattval.riktningar`); without it nothing is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from finance.inlasning.planrader import Ackumulering, Vardetyp
from finance.matt import Matt, Tal, month_days
from finance.mattdelar import Riktning
from finance.period import Period
from finance.rapport.matt.celler import break_note, joined, to_cell, window_text
from finance.rapport.matt.diagram import nyckel_of
from finance.rapport.matt.fonster import find_window, window_value
from finance.rapport.matt.rutnat import Mattcellrad, hide_rows, label, level, minus
from finance.rapport.modell import Kolumn, Kolumntyp, Rad, Tabell

NATT, INTE_NATT, INTE_AN, HITTILLS, INGET_UTFALL = "nått", "inte nått", "inte nått ännu", "nått hittills", "inget utfall ännu"


def riktning_of(matt: Matt, riktningar: Mapping[str, str]) -> Riktning:
    """What is said of the mått, or of its whole where it is a part."""
    key = nyckel_of(matt)
    return Riktning(riktningar.get(key, "") or riktningar.get(key.removesuffix(matt.kategori), ""))


def target_of(matt: Matt, period: Period, window: tuple[str, str] | None) -> Tal:
    """The target of the same days, else of the year, else the latest of the year."""
    own = None if window is None else matt.value(Vardetyp.MAL, *window)
    if own is not None:
        return own
    whole = matt.so_far(period.ar, 12, Vardetyp.MAL)
    if whole is not None:
        return whole
    rows = [
        rad for rad in matt.rader if rad.typ is Vardetyp.MAL and rad.till.startswith(str(period.ar)) and rad.varde is not None
    ]
    return max(rows, key=lambda rad: rad.till).varde if rows else None


def target_word(now: Tal, mal: Tal, riktning: Riktning, *, grows: bool) -> str | None:
    """Whether a target is reached, in words; None where nothing can be said. `grows`: more is added until the year ends."""
    if not isinstance(mal, Decimal) or riktning is Riktning.INGEN:
        return None
    if now is None:
        return INGET_UTFALL
    if not isinstance(now, Decimal):
        return None
    reached = now >= mal if riktning is Riktning.HOGRE else now <= mal
    if not grows:
        return NATT if reached else INTE_NATT
    if riktning is Riktning.HOGRE:
        return NATT if reached else INTE_AN
    return HITTILLS if reached else INTE_NATT


def quality_table(
    tabell_id: str, titel: str, matten: Sequence[Matt], period: Period, below: int, riktningar: Mapping[str, str]
) -> Tabell:
    """A row per kvalitetsfaktor; without rows where none has a utfall this year or last, or a target."""
    rows = [row for row in (_row(matt, period) for matt in matten) if any(value is not None for value in row.varden.values())]
    shown = hide_rows(rows, (), below)
    compared = any(row.varden["kommunen"] is not None for row in rows)
    ar = period.ar
    kolumner = (
        Kolumn("namn", "Kvalitetsfaktor", Kolumntyp.TEXT),
        Kolumn("fonster", "Mätperiod", Kolumntyp.TEXT),
        Kolumn("nu", f"Utfall {ar}", Kolumntyp.MATT),
        Kolumn("forra", f"Utfall {ar - 1}", Kolumntyp.MATT),
        *((Kolumn("kommunen", "Kommunen", Kolumntyp.MATT),) if compared else ()),
        Kolumn("mal", f"Mål {ar}", Kolumntyp.MATT),
        Kolumn("mot_mal", "Mot målet", Kolumntyp.FORANDRING),
        Kolumn("natt", "Målet är", Kolumntyp.TEXT),
    )
    rader = [
        _cells(row, values, compared=compared, period=period, riktningar=riktningar)
        for row, values in zip(rows, shown, strict=True)
    ]
    noter = tuple(_notes(rows, period, riktningar))
    return Tabell(tabell_id, titel, kolumner, tuple(rader), slutsats=_summary(rader), noter=noter)


def _row(matt: Matt, period: Period) -> Mattcellrad:
    window = find_window(matt, period)
    whole = matt.so_far(period.ar - 1, 12)
    before = None if window is None else window_value(matt, window, before=True)
    return Mattcellrad(
        matt,
        label(matt),
        {
            "nu": None if window is None else window_value(matt, window, before=False),
            "forra": before if whole is None else whole,
            "kommunen": _kommunen(matt, period, window),
            "mal": target_of(matt, period, window),
        },
        niva=level(matt),
    )


def _kommunen(matt: Matt, period: Period, window: tuple[str, str] | None) -> Tal:
    """Of the same days, else of the year, else of last year."""
    own = None if window is None else window_value(matt, window, before=False, typ=Vardetyp.KOMMUNEN)
    years = (matt.so_far(ar, 12, Vardetyp.KOMMUNEN) for ar in (period.ar, period.ar - 1))
    return own if own is not None else next((value for value in years if value is not None), None)


def _cells(
    row: Mattcellrad, values: Mapping[str, Tal], *, compared: bool, period: Period, riktningar: Mapping[str, str]
) -> Rad:
    window = find_window(row.matt, period)
    grows = row.matt.ackumulering is Ackumulering.SUMMA and period.manad < 12
    now, mal = values["nu"], row.varden["mal"]
    said = target_word(now, mal, riktning_of(row.matt, riktningar), grows=grows)
    cells = (values["nu"], values["forra"], *((row.varden["kommunen"],) if compared else ()), mal, minus(now, mal))
    return Rad((row.namn, window_text(*window) if window else None, *map(to_cell, cells), said), niva=row.niva)


def _summary(rader: Sequence[Rad]) -> str:
    """How many targets are reached, of those that something can be said of."""
    said = [str(rad.celler[-1]) for rad in rader if rad.celler[-1] not in (None, INGET_UTFALL)]
    if not said:
        return ""
    reached = sum(text in (NATT, HITTILLS) for text in said)
    return f"{reached} av {len(said)} mål är nådda." if len(said) > 1 else f"Målet är {said[0]}."


def _notes(rows: Sequence[Mattcellrad], period: Period, riktningar: Mapping[str, str]) -> Iterable[str]:
    unsaid = [
        row.matt.visat_namn
        for row in rows
        if row.varden["mal"] is not None and riktning_of(row.matt, riktningar) is Riktning.INGEN and not row.matt.kategori
    ]
    if unsaid:
        yield (
            f"Det är inte valt om högt eller lågt är bra för {joined(unsaid)}. "
            "Välj det på sidan Mått, under Mål: högt eller lågt är bra."
        )
    first, last = f"{period.ar - 1}-01-01", month_days(period.ar, min(period.manad, 12))[1]
    for row in rows:
        yield from (break_note(row.matt.visat_namn, day) for day in row.matt.brott if first < day <= last)
