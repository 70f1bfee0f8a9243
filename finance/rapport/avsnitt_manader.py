"""The sections of costs by month over three years: försörjningsstöd and placeringar, a chart and the published table."""

from collections.abc import Mapping, Sequence

from finance.belopp import Enhet, Vy
from finance.format import avvikelse_word, format_belopp
from finance.kontoplan import Kontogrupp
from finance.lage import Lage
from finance.manader import Arsserie, compute_serier
from finance.period import MANADER, MANADER_KORT, Period
from finance.rapport import delar
from finance.rapport.modell import Avsnitt, Diagram, Diagramtyp, Kolumn, Kolumntyp, Rad, Roll, Serie, Tabell
from finance.rapport.text import BALANS, amount

AR = 3
MANADSDIAGRAM = (
    ("forsorjningsstod", "Försörjningsstöd", (Kontogrupp.FORSORJNINGSSTOD,)),
    ("placeringar", "Placeringskostnad", (Kontogrupp.KOP, Kontogrupp.FAMILJEHEM)),
)
"""Id, name, and what counts."""
ROLLER = (Roll.UTFALL, Roll.FOREGAENDE, Roll.TIDIGARE)
SUMMA = "Summa"


def compute_month_series(lage: Lage) -> dict[str, tuple[Arsserie, ...]]:
    """The years of each of `MANADSDIAGRAM`, oldest first."""
    return {key: compute_serier(lage, grupper, ar=AR) for key, _, grupper in MANADSDIAGRAM}


def month_sections(serier: Mapping[str, Sequence[Arsserie]], period: Period, enhet: Enhet) -> tuple[Avsnitt, ...]:
    """A section per kind of cost that has any."""
    found = []
    for key, namn, _ in MANADSDIAGRAM:
        ar = serier.get(key, ())
        if any(ore for serie in ar for ore in serie.utfall):
            chart = _year_chart(key, namn, ar, period, enhet)
            table = _year_table(key, namn, ar, chart.slutsats)
            found.append(Avsnitt(key, f"{namn} per månad", (chart, table), slutsats=chart.slutsats))
    return tuple(found)


def _year_chart(key: str, namn: str, serier: Sequence[Arsserie], period: Period, enhet: Enhet) -> Diagram:
    newest_first = sorted(serier, key=lambda serie: -serie.ar)
    drawn = [
        Serie(f"Utfall {serie.ar}", ROLLER[min(period.ar - serie.ar, len(ROLLER) - 1)], serie.utfall) for serie in newest_first
    ]
    drawn += [
        Serie(f"Budget {serie.ar}", Roll.BUDGET, serie.budget)
        for serie in newest_first
        if serie.ar == period.ar and serie.har_budget
    ]
    described = " ".join(f"{serie.namn}: {delar.months_text(serie.varden_ore, enhet)}." for serie in drawn)
    return Diagram(
        f"manad-{key}",
        f"{namn} per månad",
        Diagramtyp.LINJE,
        MANADER_KORT,
        tuple(drawn),
        alt_text=f"Linjediagram per månad, {enhet.label}. {described}",
        slutsats=_year_sentence(namn, newest_first, period, enhet),
        vy=Vy.NETTOKOSTNAD,
    )


def _year_table(key: str, namn: str, serier: Sequence[Arsserie], slutsats: str) -> Tabell:
    """Rows are years and months are columns, as the figures are published."""
    kolumner = (
        Kolumn("serie", "Serie", Kolumntyp.TEXT),
        *(Kolumn(f"{manad}_ore", manad) for manad in MANADER_KORT),
        Kolumn("summa_ore", SUMMA),
    )
    rader = []
    for serie in sorted(serier, key=lambda serie: -serie.ar):
        booked = [ore for ore in serie.utfall if ore is not None]
        rader.append(Rad((f"Utfall {serie.ar}", *serie.utfall, sum(booked) if booked else None)))
        if serie.har_budget:
            rader.append(Rad((f"Budget {serie.ar}", *serie.budget, sum(serie.budget))))
    return Tabell(f"tabell-{key}", f"{namn} per månad", kolumner, tuple(rader), slutsats=slutsats, vy=Vy.NETTOKOSTNAD)


def _year_sentence(namn: str, newest_first: Sequence[Arsserie], period: Period, enhet: Enhet) -> str:
    now = next((serie for serie in newest_first if serie.ar == period.ar), None)
    if now is None or not any(ore is not None for ore in now.utfall):
        return f"{namn}: det finns inget utfall för {period.ar}."
    months = [place for place, ore in enumerate(now.utfall) if ore is not None]
    spent = sum(ore for ore in now.utfall if ore is not None)
    missing = [MANADER[place] for place in range(min(period.manad, 12)) if place not in months]
    without, same = (f" utan {', '.join(missing)}", " för samma månader") if missing else ("", "")
    start = f"{namn} {period.span} {period.ar}{without}: {format_belopp(spent, enhet, unit=True)}"
    if now.har_budget:
        rest = sum(now.budget[place] for place in months) - spent
        return f"{start}, {_against(rest, enhet, 'budget')}{same}."
    before = next((serie for serie in newest_first if serie.ar == period.ar - 1), None)
    if before is None or any(before.utfall[place] is None for place in months):
        return f"{start}."
    rest = sum(before.utfall[place] or 0 for place in months) - spent
    return f"{start}, {_against(rest, enhet, str(before.ar))}{same}."


def _against(rest: int, enhet: Enhet, what: str) -> str:
    word = avvikelse_word(rest, enhet)
    if word == BALANS:
        return f"lika mycket som {what}"
    return f"{amount(rest, enhet)} {'mindre' if rest > 0 else 'mer'} än {what}"
