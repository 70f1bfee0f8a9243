"""Form readers: which amount columns count, and for which slag and months. One function per form, one signature."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from finance.inlasning.cell.perioder import Spann
from finance.inlasning.fil.blad import Blad
from finance.inlasning.fynd import Fynd
from finance.inlasning.modell import Form
from finance.inlasning.tabell import rubrik as r
from finance.inlasning.tabell.roller import Roll
from finance.inlasning.tabell.sammanhang import Sammanhang
from finance.kolumner import Col, Slag


@dataclass(frozen=True, slots=True)
class Beloppskolumn:
    """An amount column that is read. `spann` None: each row tells its own period. `slag` None: each row tells its slag."""

    roll: Roll
    slag: Slag | None
    spann: Spann | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is read of a sheet. `kontroll`: sum columns, checked against the months of their slag (None: all), not counted."""

    form: Form
    kolumner: tuple[Beloppskolumn, ...]
    kontroll: tuple[Beloppskolumn, ...] = ()


Planerare = Callable[[Sequence[Roll], Sammanhang, Blad, Fynd], Plan]


def find_form(roller: Sequence[Roll]) -> Form:
    """The shape of a ledger sheet, by its columns."""
    belopp = [x for x in roller if x.roll == r.BELOPP]
    has = {x.roll for x in roller}
    if any(x.spann and not x.spann.ack for x in belopp):
        return Form.BRED
    if has & {r.PERIOD, r.DATUM}:
        return Form.LANG
    if len(belopp) > 1 or any(x.spann or x.ack for x in belopp) or not has & {Col.VERIFIKAT, Col.KONTO}:
        return Form.KOLUMNER
    return Form.LANG


def plan_lang(roller: Sequence[Roll], sammanhang: Sammanhang, blad: Blad, fynd: Fynd) -> Plan:
    """One row per transaction or sum; the period stands in the row, or (without such a column) around the table."""
    by_row = any(x.roll in (r.PERIOD, r.DATUM) for x in roller)
    belopp = [x for x in roller if x.roll == r.BELOPP and not x.ack and x.spann is None]
    if all(r.fold(x.rubrik.text).startswith("saldo") for x in belopp) and {r.DEBET, r.KREDIT} <= {x.roll for x in roller}:
        belopp = [x for x in roller if x.roll == r.DEBET]  # a running balance is no amount
    others = [x for x in roller if x.roll == r.BELOPP and x not in belopp]
    if not belopp:
        belopp, others = others, []
    slag_by_row = any(x.roll == r.SLAGKOLUMN for x in roller)
    both = {x.slag for x in belopp} > {None}
    kolumner = [
        Beloppskolumn(x, None if slag_by_row else _slag(x, sammanhang, both=both), None if by_row else _around(sammanhang))
        for x in belopp
    ]
    for other in others:
        _tell_unread(other, "radens period gäller de andra beloppen", blad, fynd)
    return Plan(Form.LANG, tuple(kolumner) if by_row or _has_month(kolumner, blad, fynd) else ())


def plan_bred(roller: Sequence[Roll], sammanhang: Sammanhang, _blad: Blad, _fynd: Fynd) -> Plan:
    """One column per month; sum columns are checked, an annual budget beside fewer months gives the rest of the year."""
    belopp = [x for x in roller if x.roll == r.BELOPP]
    slags = {x.slag for x in belopp if x.spann and not x.spann.ack}
    both = len(slags) > 1
    ar = _ar(roller, sammanhang)
    manader = [
        Beloppskolumn(x, _slag(x, sammanhang, both=both), _with_ar(x.spann, ar)) for x in belopp if x.spann and not x.spann.ack
    ]
    read = {x.slag for x in manader}
    kontroll: list[Beloppskolumn] = []
    extra: list[Beloppskolumn] = []
    for x in roller:
        if x.roll == r.SUMMA or (x.roll == r.BELOPP and not (x.spann and not x.spann.ack)):
            slag = x.slag or (next(iter(read)) if len(read) == 1 else None)
            kolumn = Beloppskolumn(x, slag, _with_ar(x.spann, ar))
            (kontroll if slag is None or slag in read else extra).append(kolumn)
    annual = [k for k in kontroll if k.roll.spann and k.roll.spann.helar and k.slag is Slag.BUDGET and k.roll.roll == r.BELOPP]
    months = {k.spann.till for k in manader if k.slag is Slag.BUDGET and k.spann}
    if annual and len(months) < 12:
        kontroll = [k for k in kontroll if k not in annual]
        extra += annual
    return Plan(Form.BRED, (*manader, *[k for k in extra if k.spann]), tuple(kontroll))


def plan_kolumner(roller: Sequence[Roll], sammanhang: Sammanhang, blad: Blad, fynd: Fynd) -> Plan:
    """One row per verksamhet: utfall and budget for a month, accumulated, or for the whole year."""
    belopp = [x for x in roller if x.roll == r.BELOPP]
    both = len({x.slag for x in belopp}) > 1
    ar = _ar(roller, sammanhang)
    spans = {x.spann for x in belopp if x.spann and not x.spann.helar}
    around = spans.pop() if len(spans) == 1 else _around(sammanhang)
    found = []
    for x in belopp:
        slag = _slag(x, sammanhang, both=both)
        spann = x.spann or around
        if spann is None and slag is Slag.BUDGET and sammanhang.ar and not x.ack:
            spann = Spann(sammanhang.ar, 1, 12, ack=True, helar=True)
        if spann is not None and x.ack and not spann.helar:
            spann = replace(spann, fran=1, ack=True)
        found.append(Beloppskolumn(x, slag, _with_ar(spann, ar)))
    if not _has_month(found, blad, fynd):
        return Plan(Form.KOLUMNER, ())
    _tell_single_month(found, blad, fynd)
    return Plan(Form.KOLUMNER, tuple(_latest(found, blad, fynd)))


PLANERARE: Mapping[Form, Planerare] = {Form.LANG: plan_lang, Form.BRED: plan_bred, Form.KOLUMNER: plan_kolumner}


def _slag(roll: Roll, sammanhang: Sammanhang, *, both: bool) -> Slag:
    """The column's own slag, else the sheet's; a plain column beside a budget column is utfall."""
    if roll.slag:
        return roll.slag
    return Slag.UTFALL if both else sammanhang.slag or Slag.UTFALL


def _around(sammanhang: Sammanhang) -> Spann | None:
    spann = sammanhang.spann
    return replace(spann, ar=spann.ar or sammanhang.ar) if spann and not spann.helar else None


def _ar(roller: Sequence[Roll], sammanhang: Sammanhang) -> int | None:
    years = {x.spann.ar for x in roller if x.spann and x.spann.ar}
    return years.pop() if len(years) == 1 else sammanhang.ar


def _with_ar(spann: Spann | None, ar: int | None) -> Spann | None:
    return replace(spann, ar=ar) if spann and spann.ar is None else spann


def _has_month(kolumner: Sequence[Beloppskolumn], blad: Blad, fynd: Fynd) -> bool:
    without = [k for k in kolumner if k.spann is None]
    for kolumn in without:
        fynd.fel(
            "period_saknas",
            f"Det framgår inte vilken månad beloppen i kolumnen {kolumn.roll.rubrik.text} gäller.",
            "Skriv månaden i kolumnens rubrik (Utfall maj 2022), i en titelrad, i bladets namn eller i filens namn.",
            blad=blad.namn,
            kolumn=kolumn.roll.rubrik.text or blad.bokstav(kolumn.roll.place),
        )
    return not without


def _latest(kolumner: Sequence[Beloppskolumn], blad: Blad, fynd: Fynd) -> list[Beloppskolumn]:
    """Of several ranges of one slag (last year beside this year, april beside maj) only the latest is read."""
    kept = []
    for kolumn in kolumner:
        rivals = [
            k.spann
            for k in kolumner
            if k.slag is kolumn.slag and k.spann and kolumn.spann and k.spann.helar == kolumn.spann.helar
        ]
        latest = max(((s.ar or 0, s.till) for s in rivals), default=(0, 0))
        years = {s.ar for k in kolumner if (s := k.spann) and s.ar}
        mine = kolumn.spann
        if mine and (mine.ar or 0, mine.till) == latest and (mine.ar is None or mine.ar == max(years)):
            kept.append(kolumn)
        else:
            _tell_unread(kolumn.roll, "bladet har en kolumn för en senare period", blad, fynd)
    return kept


def _tell_single_month(kolumner: Sequence[Beloppskolumn], blad: Blad, fynd: Fynd) -> None:
    """A month that only stands around the table may be meant as accumulated: say how it was read."""
    for kolumn in kolumner:
        spann = kolumn.spann
        if spann and not spann.ack and spann.till > 1 and kolumn.roll.spann is None:
            namn = kolumn.roll.rubrik.text or blad.bokstav(kolumn.roll.place)
            fynd.varning(
                "en_manad",
                f"Beloppen i kolumnen {namn} lästes som månad {spann.till} för sig, inte som ackumulerade från januari.",
                "Skriv till exempel jan-maj i rubriken om beloppen är ackumulerade.",
                blad=blad.namn,
                kolumn=namn,
            )


def _tell_unread(roll: Roll, skal: str, blad: Blad, fynd: Fynd) -> None:
    namn = roll.rubrik.text or blad.bokstav(roll.place)
    fynd.upplysning("kolumn_ej_last", f"Kolumnen {namn} lästes inte: {skal}.", blad=blad.namn, kolumn=namn)
