"""Mått made by hand for tests: values by (typ, first day, last day)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from finance.inlasning.planrader import Ackumulering, Frekvens, Mattrad, Vardestatus, Vardetyp
from finance.matt import Matt, list_matt, month_days

Tid = tuple[Vardetyp, str, str]


def year(ar: int, typ: Vardetyp = Vardetyp.UTFALL) -> Tid:
    """The whole of a year."""
    return typ, f"{ar}-01-01", f"{ar}-12-31"


def until(ar: int, manad: int, typ: Vardetyp = Vardetyp.UTFALL) -> Tid:
    """January to a month."""
    return typ, f"{ar}-01-01", month_days(ar, manad)[1]


def quarter(ar: int, nr: int, typ: Vardetyp = Vardetyp.UTFALL) -> Tid:
    """A quarter."""
    return typ, month_days(ar, 3 * nr - 2)[0], month_days(ar, 3 * nr)[1]


def month(ar: int, manad: int, typ: Vardetyp = Vardetyp.UTFALL) -> Tid:
    """One month."""
    return typ, *month_days(ar, manad)


def make_matt(
    values: Mapping[Tid, float | str],
    *,
    namn: str = "Vårddygn",
    kategori: str = "",
    enhet: str = "antal",
    how: Ackumulering = Ackumulering.SUMMA,
    brott: Sequence[str] = (),
) -> Matt:
    """One mått; "?" is an unknown value, `brott` the first days from which it is not comparable."""
    (matt,) = list_matt(_row(namn, kategori, enhet, how, tid, value, tid[1] in brott) for tid, value in values.items())
    return matt


def _row(namn: str, kategori: str, enhet: str, how: Ackumulering, tid: Tid, value: float | str, brott: bool) -> Mattrad:
    typ, fran, till = tid
    known = not isinstance(value, str)
    return Mattrad(
        nod="",
        grupp="Volymer",
        matt=namn,
        kategori=kategori,
        rubrik=namn,
        typ=typ,
        fran=fran,
        till=till,
        frekvens=Frekvens.FONSTER,
        varde=Decimal(str(value)) if known else None,
        status=Vardestatus.VARDE if known else Vardestatus.OKAND,
        enhet=enhet,
        ackumulering=how,
        anmarkning="",
        kalla="",
        brott=brott,
        blad="",
        rad=1,
    )
