"""The files to fill in, made from what the store holds: one call each, for screens and the command line."""

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.export.mallar.bedomningsbok import write_bedomningsbok
from finance.export.mallar.budgetbok import write_budgetbok
from finance.export.mallar.budgetunderlag import read_budgetunderlag
from finance.export.mallar.mall import write_mall
from finance.kolumner import Col
from finance.kontoplan import Kontogrupp
from finance.lage import available_periods, read_lage
from finance.mottagning.kontext import list_verksamheter
from finance.period import Period
from finance.store import Store, get_namnd, read_namn
from finance.uppfoljning import compute_uppfoljning

KONTOGRUPPER = tuple(grupp.value for grupp in Kontogrupp if grupp is not Kontogrupp.OSPECIFICERAD)
"""What a bedömning can be about, besides the whole nod."""


def make_mall(store: Store, slag: str, namnd: str, *, period: Period | None = None) -> bytes:
    """The template `slag` (a key of MALLAR); for the latest month of utfall when no period is given.

    Raises UnknownNamnd, and InvalidValue for an unknown slag or when there is no month to go by.
    """
    with store.read():
        found = period or _latest(store, namnd)
        lage = read_lage(store, namnd, found)
        namn = read_namn(store, namnd, Col.VERKSAMHET)
        verksamheter = {kod: namn.get(kod, "") for kod in list_verksamheter(store, namnd)}
    return write_mall(
        slag,
        namnd=lage.namnd.namn,
        struktur=lage.struktur,
        period=found,
        kontogrupper=KONTOGRUPPER,
        verksamheter=verksamheter or None,
    )


def make_bedomningsbok(
    store: Store, namnd: str, period: Period, *, nod: str | None, vem: str, enhet: Enhet = Enhet.TKR
) -> bytes:
    """A workbook to judge the year in, of a nod or (None) the nämnd. Raises UnknownNamnd and InvalidValue."""
    lage = read_lage(store, namnd, period)
    table = compute_uppfoljning(lage)
    return write_bedomningsbok(table, nod=nod, bedomningar=lage.bedomningar, kontogrupper=KONTOGRUPPER, vem=vem, enhet=enhet)


def make_budgetbok(store: Store, namnd: str, period: Period, *, nod: str | None, vem: str) -> bytes:
    """A workbook to budget the period's year in, of a nod or (None) the nämnd. Raises UnknownNamnd and InvalidValue."""
    return write_budgetbok(read_budgetunderlag(store, namnd, period, nod=nod), vem=vem)


def _latest(store: Store, namnd: str) -> Period:
    get_namnd(store, namnd)
    periods = available_periods(store, namnd)
    if not periods:
        raise InvalidValue("Nämnden har inget utfall ännu. Ange månaden (på kommandoraden --period ÅÅÅÅ-MM).")
    return periods[-1]
