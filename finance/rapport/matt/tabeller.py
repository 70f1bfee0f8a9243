"""A group of mått as tables: the form follows the part of the report, and for statistics how often there are values."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from finance.inlasning.planrader import Frekvens, Vardetyp
from finance.lage import Lage
from finance.matt import Matt, Mattdel, Mattgrupp, cell_of, guess_del
from finance.period import Period
from finance.rapport.matt.ar import by_year_table, whole_years
from finance.rapport.matt.avsnitt_personal import personal_table
from finance.rapport.matt.avsnitt_volymer import foljder_of, volym_table
from finance.rapport.matt.kvalitet import quality_table
from finance.rapport.matt.kvartal import quarter_table
from finance.rapport.matt.manader import series_of, years_of, years_table
from finance.rapport.matt.statistik import statistik_table
from finance.rapport.modell import Tabell


def group_tables(lage: Lage, grupp: Mattgrupp, nr: int = 1) -> tuple[Tabell, ...]:
    """The tables that have rows; none where no value is of the years that they show."""
    form = grupp.del_ if grupp.del_ is not Mattdel.INGEN else guess_del(grupp.namn, grupp.matt, lage.period)
    return tuple(tabell for tabell in _tables(lage, grupp, form, nr) if tabell.rader)


def _tables(lage: Lage, grupp: Mattgrupp, form: Mattdel, nr: int) -> Iterable[Tabell]:
    val, period = lage.rapportval.matt, lage.period
    if form is Mattdel.PERSONAL:
        yield personal_table(nr, grupp, period, val.dolj_under)
    elif form is Mattdel.STATISTIK:
        yield from _statistics(grupp, period, val.dolj_under, nr)
    elif form is Mattdel.KOER:
        yield quarter_table(f"koer-{nr}", f"{grupp.visat_namn} per kvartal", grupp.matt, period, val.dolj_under)
    elif form is Mattdel.KVALITET:
        yield quality_table(f"kvalitet-{nr}", grupp.visat_namn, grupp.matt, period, val.dolj_under, val.riktningar)
    else:
        tabell_id = "volymer" if nr == 1 else f"volymer-{nr}"
        yield volym_table(tabell_id, grupp.visat_namn, foljder_of(grupp.matt, period, val.dolj_under), period)


def _statistics(grupp: Mattgrupp, period: Period, below: int, nr: int) -> Iterable[Tabell]:
    by_month, by_quarter, by_year, rest = _split(grupp.matt, period)
    tabell_id, titel = f"statistik-{nr}", grupp.visat_namn
    yield statistik_table(nr, replace(grupp, matt=by_month), period, below)
    series = series_of(by_month, period)
    if series:
        years = sorted({ar for matt in series for ar in years_of(matt, period)})
        yield years_table(f"{tabell_id}-manader", f"{titel} per månad {years[0]}–{years[-1]}", series, period, below)
    if by_quarter:
        yield quarter_table(f"{tabell_id}-kvartal", f"{titel} per kvartal", by_quarter, period, below)
    if by_year:
        yield by_year_table(f"{tabell_id}-ar", f"{titel} per år", by_year, period, below)
    if rest:
        yield volym_table(f"{tabell_id}-tid", titel, foljder_of(rest, period, below), period)


def _split(matten: Sequence[Matt], period: Period) -> tuple[tuple[Matt, ...], ...]:
    """By month, by quarter, by year, and those that have other times; a mått is in the first that fits."""
    found: tuple[list[Matt], ...] = ([], [], [], [])
    for matt in matten:
        own = {rad.frekvens for rad in matt.rader if rad.typ is Vardetyp.UTFALL and cell_of(rad) is not None}
        place = next((nr for nr, kind in enumerate((Frekvens.MANAD, Frekvens.KVARTAL)) if kind in own), 3)
        if place == 3 and own <= {Frekvens.AR} and len(whole_years([matt], period)) > 1:
            place = 2
        found[place].append(matt)
    return tuple(tuple(one) for one in found)
