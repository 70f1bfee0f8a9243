"""What known events change the cost by: whole öre per month, and the sum in words that a person can follow.

Canonical sign: plus = higher cost, minus = lower cost or higher income. Only months after the last closed one count (DESIGN
6.1); each is rounded once. Formulas and when they mislead: docs/metoder.md#kanda-handelser.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from finance.belopp import Enhet, round_half_away, split_evenly, to_ore
from finance.errors import InvalidValue
from finance.format import MINUS, NB, format_exakt, format_kr
from finance.kontoplan import Kontogrupp
from finance.kub import GRUPPER
from finance.lage import Lage
from finance.period import MANADER, Period
from finance.prognos.bedomt import Orsak, Paverkan, branch_rows
from finance.prognos.handelseslag import Falt, Handelseslag, parse_slag
from finance.prognos.prisantaganden import price_at
from finance.prognos.serier import read_monthly
from finance.store import KandHandelse, Prisantagande

SYNS_EFTER = 2
"""Closed months after which an event that goes on is pointed out: the system's prognos has begun to hold it."""
STORST_MANAD = Decimal(10) ** 11
"""Kronor: no month of a kommun is a hundred billion."""
TOLV, HUNDRA = Decimal(12), Decimal(100)


@dataclass(frozen=True, slots=True)
class _Del:
    """One month of an event: kronor of cost, and what it is made of: `text` times `antal` of `enhet` ("" = once)."""

    kr: Decimal
    text: str
    antal: int = 1
    enhet: tuple[str, str] = ("månad", "månader")


@dataclass(frozen=True, slots=True)
class _Fall:
    """An event in a year: `manader` are all its months then (1-12), `kvar` those that are not closed."""

    lage: Lage
    handelse: KandHandelse
    slag: Handelseslag
    manader: tuple[int, ...]
    kvar: tuple[int, ...]

    def value(self, nyckel: str, manad: int) -> Decimal:
        """A figure of the event in a month: the number, or the prisantagande that holds then. Raises InvalidValue."""
        falt = next(falt for falt in self.slag.form.falt if falt.nyckel == nyckel)
        parameter = self.handelse.parametrar.get(nyckel)
        if parameter is not None and parameter.pris:
            key = self.lage.period.ar * 100 + manad
            return _price(price_at(self.lage.prisantaganden, parameter.pris, key), parameter.pris, key, falt)
        value = parameter.tal if parameter is not None and parameter.tal is not None else falt.standard
        if value is None:
            raise InvalidValue(f"{falt.namn} saknas. Ändra händelsen och fyll i det.")
        return value


def _price(pris: Prisantagande | None, namn: str, key: int, falt: Falt) -> Decimal:
    if pris is None:
        raise InvalidValue(f"Prisantagandet {namn} saknar värde för {Period.from_key(key).namn}. Lägg in det.")
    if pris.enhet not in falt.enheter:
        raise InvalidValue(f"Prisantagandet {namn} är i {pris.enhet} och kan inte användas som {falt.namn.lower()}.")
    yearly = pris.enhet == "kr per år" and falt.enheter[0] == "kr per månad"
    return pris.varde / TOLV if yearly else pris.varde


def compute_handelser(lage: Lage, last_closed: int) -> tuple[Paverkan, ...]:
    """Every known event of the Lage that has months in its year, in the order first written."""
    found = (handelse for handelse in lage.handelser if months_in_year(handelse, lage.period.ar))
    return tuple(compute_handelse(lage, handelse, last_closed) for handelse in found)


def months_in_year(handelse: KandHandelse, ar: int) -> tuple[int, ...]:
    """The months 1-12 of a year that an event is about; without an end it goes on to the end of the year that it begins."""
    till = handelse.till or handelse.fran // 100 * 100 + 12
    return tuple(month for month in range(1, 13) if handelse.fran <= ar * 100 + month <= till)


def compute_handelse(lage: Lage, handelse: KandHandelse, last_closed: int) -> Paverkan:
    """One known event, stored or not; whether a nivå replaces it is seen in `Helarsprognos.paverkan`."""
    months, text, varning, hinder = [0] * 12, "", "", ""
    try:
        fall = _open(lage, handelse, last_closed)
        months, text = _compute(fall)
        varning = _warning(fall)
    except InvalidValue as error:
        hinder = str(error)
    return Paverkan(
        orsak=Orsak.HANDELSE,
        nod=handelse.nod,
        kontogrupp=handelse.kontogrupp,
        namn=handelse.skal,
        manader=tuple(months),
        forklaring=text,
        hinder=hinder,
        varning=varning,
        id=handelse.id,
    )


def _open(lage: Lage, handelse: KandHandelse, last_closed: int) -> _Fall:
    slag, ar = parse_slag(handelse.slag), lage.period.ar
    months = months_in_year(handelse, ar)
    if not months:
        raise InvalidValue(f"Händelsen har inga månader under {ar}.")
    ahead = tuple(month for month in months if month > last_closed)
    if not ahead:
        raise InvalidValue("Händelsens månader är stängda: utfallet gäller i stället.")
    return _Fall(lage, handelse, slag, months, ahead)


def _compute(fall: _Fall) -> tuple[list[int], str]:
    """Twelve months in öre, and the sum in words."""
    delar = {month: _DELAR[fall.slag](fall, month) for month in fall.kvar}
    if any(abs(one.kr) > STORST_MANAD for one in delar.values()):
        raise InvalidValue("Händelsen blir orimligt stor. Kontrollera talen.")
    months = [to_ore(delar[month].kr) if month in delar else 0 for month in range(1, 13)]
    text = _sum_text(list(delar.values()))
    if fall.slag is Handelseslag.STATSBIDRAG:
        months = _spread(fall, -fall.value("belopp", fall.kvar[0]), fall.manader)
    elif fall.slag is Handelseslag.LONEREVISION and (extra := _kompensation(fall)):
        months = [ore - part for ore, part in zip(months, _spread(fall, extra, fall.kvar), strict=True)]
        text += f" {MINUS} {_kr(extra)} budgetkompensation"
    income = fall.slag is Handelseslag.STATSBIDRAG and sum(months) < 0
    return months, f"{text} = {f'{format_kr(-sum(months))} högre intäkt' if income else show_effect(sum(months))}"


def _spread(fall: _Fall, kronor: Decimal, over: tuple[int, ...]) -> list[int]:
    """An amount evenly over some months; of those the closed ones do not count."""
    shares = dict(zip(over, split_evenly(to_ore(kronor), len(over)), strict=True))
    return [shares.get(month, 0) if month in fall.kvar else 0 for month in range(1, 13)]


def _kompensation(fall: _Fall) -> Decimal:
    """Only in the year that the revision begins: after that it is in the budget."""
    return fall.value("kompensation", fall.kvar[0]) if fall.handelse.fran // 100 == fall.lage.period.ar else Decimal(0)


def _vakans(fall: _Fall, month: int) -> _Del:
    antal, lon, po = (fall.value(name, month) for name in ("antal", "lon", "po"))
    factor = 1 + po / HUNDRA
    text = f"{_antal(antal, 'tjänst', 'tjänster')} × {_kr(lon)} × {format_exakt(factor)}"
    return _Del(-antal * lon * factor, text)


def _avtal(fall: _Fall, month: int) -> _Del:
    belopp, index = fall.value("belopp", month), fall.value("index", month)
    factor = 1 + index / HUNDRA
    sign = -1 if fall.slag is Handelseslag.AVTAL_SLUTAR else 1
    return _Del(sign * belopp * factor, f"{_kr(belopp)} × {format_exakt(factor)}" if index else _kr(belopp))


def _placering(fall: _Fall, month: int) -> _Del:
    antal, pris, moms, ersattning = (fall.value(name, month) for name in ("antal", "dygnspris", "moms", "ersattning"))
    factor, days = 1 - moms / HUNDRA, days_in_month(fall.lage.period.ar, month)
    per_day = f"{_kr(pris)} × {format_exakt(factor)}" if moms else _kr(pris)
    per_day = f"({per_day} {MINUS} {_kr(ersattning)})" if ersattning else per_day
    text = f"{_antal(antal, 'placering', 'placeringar')} × {per_day}"
    return _Del(antal * days * (pris * factor - ersattning), text, days, ("dygn", "dygn"))


def _engang(fall: _Fall, month: int) -> _Del:
    belopp = fall.value("belopp", month)
    return _Del(belopp, _kr(abs(belopp)), enhet=("", ""))


def _statsbidrag(fall: _Fall, month: int) -> _Del:
    belopp, count = fall.value("belopp", month), len(fall.manader)
    if count == 1:
        return _Del(-belopp, _kr(belopp), enhet=("", ""))
    return _Del(-belopp / count, f"{_kr(belopp)} / {count}")


def _lonerevision(fall: _Fall, month: int) -> _Del:
    procent = fall.value("procent", month)
    base, span = _personal_per_month(fall)
    return _Del(
        base * procent / HUNDRA,
        f"{format_exakt(procent)}{NB}% × {_kr(round_half_away(base))} per månad i personalkostnad ({span})",
    )


def _per_invanare(fall: _Fall, month: int) -> _Del:
    kronor, invanare = fall.value("kronor", month), fall.value("invanare", month)
    return _Del(kronor * invanare / TOLV, f"{_kr(kronor)} × {format_exakt(invanare)} invånare / 12")


def _fritt(fall: _Fall, month: int) -> _Del:
    belopp = fall.value("belopp", month)
    return _Del(belopp, _kr(abs(belopp)))


_DELAR: Mapping[Handelseslag, Callable[[_Fall, int], _Del]] = {
    Handelseslag.VAKANS: _vakans,
    Handelseslag.AVTAL_SLUTAR: _avtal,
    Handelseslag.AVTAL_BORJAR: _avtal,
    Handelseslag.PLACERING: _placering,
    Handelseslag.ATERBETALNING: _engang,
    Handelseslag.STATSBIDRAG: _statsbidrag,
    Handelseslag.LONEREVISION: _lonerevision,
    Handelseslag.PER_INVANARE: _per_invanare,
    Handelseslag.FRITT_BELOPP: _fritt,
}


def _personal_per_month(fall: _Fall) -> tuple[Decimal, str]:
    """Mean Personal per month before the revision, kronor, and of when: this year's known months, else last year's.

    As methods see it: what is marked as one-off carries no revision.
    """
    lage, fran = fall.lage, Period.from_key(fall.handelse.fran)
    rows, ar = branch_rows(lage, fall.handelse.nod), lage.period.ar
    closed = lage.senast_stangd.manad if lage.senast_stangd else 0
    before = min(closed, fran.manad - 1) if fran.ar == ar else closed
    for year, until in ((ar, before), (ar - 1, 12)):
        place = lage.kub.year(year)
        months = [month for month, known in enumerate(lage.known(year)[:until]) if known]
        if place is None or not months:
            continue
        level = read_monthly(lage, rows, [GRUPPER.index(Kontogrupp.PERSONAL)])[place]
        mean = Decimal(round(float(np.mean(level[months])))) / Enhet.KR.ore
        if mean:
            return mean, f"snitt {_span(months[0], months[-1])} {year}"
    raise InvalidValue("Verksamheten har ingen bokförd personalkostnad att räkna procent på. Lägg in ett belopp i stället.")


def _span(first: int, last: int) -> str:
    return MANADER[first] if first == last else f"{MANADER[first]} till {MANADER[last]}"


def _warning(fall: _Fall) -> str:
    closed = len(fall.manader) - len(fall.kvar)
    if not closed:
        return ""
    if fall.slag.form.varar and closed >= SYNS_EFTER:
        return (
            f"{closed} av händelsens månader är stängda. Syns den i utfallet räknar systemets prognos allt mer med den: "
            "ta bort händelsen då, så att den inte räknas två gånger."
        )
    return f"{'En månad' if closed == 1 else f'{closed} månader'} är redan stängd{'' if closed == 1 else 'a'} och räknas inte."


def days_in_month(ar: int, manad: int) -> int:
    """28 to 31."""
    return int(Period(ar, manad).last_day.split("/")[0])


def show_effect(ore: int) -> str:
    """`692 199 kr lägre kostnad`: a change of cost in words, so that no sign has to be read."""
    if not ore:
        return "ingen skillnad"
    return f"{format_kr(abs(ore))} {'högre' if ore > 0 else 'lägre'} kostnad"


def _sum_text(delar: list[_Del]) -> str:
    """`2 tjänster × 34 000 kr × 1,4542 × 7 månader`; months that differ are told one after the other."""
    groups: dict[tuple[str, tuple[str, str]], int] = {}
    for one in delar:
        key = (one.text, one.enhet)
        groups[key] = groups.get(key, 0) + one.antal
    return " + ".join(f"{text} × {_antal(Decimal(n), *enhet)}" if enhet[0] else text for (text, enhet), n in groups.items())


def _antal(antal: Decimal, one: str, many: str) -> str:
    return f"{format_exakt(antal)} {one if antal == 1 else many}"


def _kr(value: Decimal) -> str:
    return f"{format_exakt(value, 2, least=2)}{NB}kr"
