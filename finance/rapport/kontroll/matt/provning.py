"""A figure of a mått against its values: the level at a time, that of kvinnor and of män, the unit, the change."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from finance.belopp import round_half_away
from finance.format import format_tal
from finance.inlasning.planrader import Ackumulering
from finance.matt import KVINNOR, MAN, Mattfoljd
from finance.rapport.kontroll.lika import digits_of, same
from finance.rapport.kontroll.matt import ord as mattord
from finance.rapport.kontroll.matt.amne import in_unit, kon_of
from finance.rapport.kontroll.matt.kontroll import change_word, said_change
from finance.rapport.kontroll.matt.plats import Plats
from finance.rapport.kontroll.matt.spann import first_of, is_turned
from finance.rapport.kontroll.matt.tider import Nar, all_values, changes_at, is_written, read_nar, values_at
from finance.rapport.kontroll.matt.underlag import STOD_MED, key_of, other_kon
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod, quote
from finance.rapport.kontroll.tal import Slag, Tal

_JAMFORT = re.compile(r"\b(?:än|från|mot|jämfört|sedan|förhållande|jämförelse)\b", re.IGNORECASE)
_JAMFORS = re.compile(r"\b(?:prognos|vänta|plan|mål|budget|räkna)", re.IGNORECASE)
LANGT, NARA, LANGT_FRAN = 5, 2, 10
"""How many times larger or smaller it may be and still be of the mått: an amount, a count of a part of the nämnd, a change."""


@dataclass(frozen=True)
class Lasning:
    """`fynd`: what is wrong; `kanda`: (sentence, figure as written) that are values of mått."""

    fynd: list[Fynd] = field(default_factory=list)
    kanda: set[tuple[str, str]] = field(default_factory=set)


def judge(at: Plats, figures: Sequence[Tal], found: Lasning) -> bool:
    """Add to `found` what the figure shows; whether it is of a change or of what is left. `figures`: all of its sentence."""
    kon, spoken = _kon(at)
    if first_of(at) is not None and not at.nar.manad and not at.nar.annan:
        at = replace(at, nar=Nar())  # "från 37 till 59 jämfört med samma tid": the time is of the first
    parts = at.under.kon.get(key_of(at.one), {})
    verb = change_word(at.sentence, at.tal)
    changed = bool(verb) or at.tal.slag is Slag.PROCENTENHET
    if spoken and not kon:
        _tell_right(at, all_values(at.one), found)
    elif (not kon or _both(parts)) and not (verb and at.tal.slag is Slag.PROCENT):
        one = parts[kon] if kon else at.one
        if changed:
            fynd = _check_change(at, one, verb, figures, found)
        else:
            fynd = _check_kon(at, one, parts[other_kon(kon)], kon, found) if kon else _check_level(at, figures, found)
            fynd = fynd or _check_span(at, one)
        found.fynd.extend([fynd] if fynd is not None else [])
    return changed or at.is_left()


def _kon(at: Plats) -> tuple[str, bool]:
    """`Männens har stigit från 5,0 till 8,5`: the second figure is of whom the first is."""
    kon, spoken = kon_of(at.sats, at.tal)
    first = first_of(at) if spoken and not kon else None
    return kon_of(at.sats, first) if first is not None else (kon, spoken)


def _both(parts: Mapping[str, Mattfoljd]) -> bool:
    return all(kon in parts and isinstance(parts[kon].nu, Decimal) for kon in (KVINNOR, MAN))


def _tell_right(at: Plats, values: Sequence[Decimal], found: Lasning) -> bool:
    right = any(_same(abs(at.tal.varde), abs(value), at.tal) for value in in_unit(values, at.one, at.tal))
    if right:
        found.kanda.add((at.sentence, at.tal.text))
    return right


def _check_level(at: Plats, figures: Sequence[Tal], found: Lasning) -> Fynd | None:
    said = at.nar.sagd or at.nar.annan
    values = values_at(at.one, at.nar, at.under.period) if said else _now(at.one)
    right = values or all_values(at.one) if said else _loose_values(at.amne.matt)
    if _tell_right(at, right, found) or _is_average(at) or _is_sum_of(at, figures):
        return None
    if _is_of_part(at):
        found.kanda.add((at.sentence, at.tal.text))
        return None
    return _wrong_level(at, values) if values and at.may_accuse() and _is_moved(at) else None


def _check_span(at: Plats, one: Mattfoljd) -> Fynd | None:
    """`har sjunkit från 48,5 till 43,8`, where it has risen from 43,8 to 48,5."""
    first = is_turned(at, one)
    if first is None:
        return None
    now, before = (format_tal(abs(tal.varde), tal.decimaler) for tal in (first, at.tal))
    return _fynd(at, Kod.VARDE, at.sentence[first.start : at.tal.slut], f"från {before} till {now}")


def _is_moved(at: Plats) -> bool:
    """Of the whole nämnd's försörjningsstöd only what is the value of another year is wrong: a part may have its own."""
    if at.one.matt.namn not in STOD_MED:
        return True
    return digits_of(at.tal) > 2 and any(
        _same(at.tal.varde, value, at.tal) for value in in_unit(all_values(at.one), at.one, at.tal)
    )


def _now(one: Mattfoljd) -> list[Decimal]:
    return [one.nu] if isinstance(one.nu, Decimal) and is_written(one) else []


def _loose_values(matt: Sequence[Mattfoljd]) -> list[Decimal]:
    """What a figure may be where no time is said: any value, or a change of one."""
    values = [value for one in matt for value in all_values(one)]
    shares = [value for one in matt for value in (one.forandring, one.takt, one.takt_foregaende) if value is not None]
    return [*values, *shares]


def _is_average(at: Plats) -> bool:
    """An average that may be weighted, or one of what is summed: what it is of its months is not known."""
    one = at.one
    if at.nar.manad or not isinstance(one.nu, Decimal):
        return False
    said = mattord.SNITT.search(at.sats.text) is not None
    return (said and one.matt.ackumulering is not Ackumulering.MEDEL) or not is_written(one)


def _same(said: Decimal, value: Decimal, tal: Tal) -> bool:
    """Equal as the figure is printed; `knappt 1 000` as its zeros round."""
    if same(said, value, tal):
        return True
    step = Decimal(10) ** (len(str(int(said))) - len(str(int(said)).rstrip("0")))
    return tal.ungefar and not tal.decimaler and step > 1 and round_half_away(value / step) * step == said


def _is_sum_of(at: Plats, figures: Sequence[Tal]) -> bool:
    """Whether the figure is the difference or sum of two others of the sentence."""
    others = [one.varde for one in figures if (one.start, one.slut) != (at.tal.start, at.tal.slut) and one.slag is at.tal.slag]
    pairs = [(a, b) for place, a in enumerate(others) for b in others[place + 1 :]]
    return any(abs(at.tal.varde) in (abs(a - b), abs(a + b)) for a, b in pairs)


def _is_of_part(at: Plats) -> bool:
    """Whether the figure is a `varav` of the same table, or, where the clause names nothing, a part that was named before."""
    parts = [
        one.matt
        for one in at.under.foljder
        if one.matt.grupp == at.one.matt.grupp and one.matt.namn.lower().startswith("varav")
    ]
    if not mattord.content_words(at.sats.text):
        parts += at.under.delar.get(key_of(at.one), ())
    values = [rad.varde for one in parts for rad in one.rader if rad.varde is not None]
    return any(_same(abs(at.tal.varde), abs(value), at.tal) for value in values)


def _check_kon(at: Plats, one: Mattfoljd, other: Mattfoljd, kon: str, found: Lasning) -> Fynd | None:
    said = at.nar.sagd and not at.nar.annan
    values = values_at(one, at.nar, at.under.period) if said else all_values(one)
    if _tell_right(at, values, found) or at.nar.annan or not values:
        return None
    accused = replace(at, sats=replace(at.sats, del_av=False)).may_accuse()
    swapped = any(_same(abs(at.tal.varde), abs(value), at.tal) for value in all_values(other))
    if not accused or not (swapped or (at.vid and digits_of(at.tal) > 1)):
        return None
    return _wrong_level(at, values if said else [_nu(one)], f"{kon} ")


def _nu(one: Mattfoljd) -> Decimal:
    return one.nu if isinstance(one.nu, Decimal) else Decimal(0)


def _wrong_level(at: Plats, values: Sequence[Decimal], whose: str = "") -> Fynd | None:
    """None where the figure is so far from the value that it is of something else, or of a part."""
    shown = in_unit(values[:1], at.one, at.tal)[0]
    table = whose + _shown(shown, at)
    kod = Kod.VARDE
    if at.tal.slag is Slag.KRONOR and any(_has_digits(at.tal, value) for value in values):
        kod, table = Kod.ENHET, f"{format_tal(values[0], _places(values[0]))} {at.one.matt.enhet or 'kr'}"
    elif _is_far(at, shown):
        return None
    return _fynd(at, kod, at.tal.text, table)


def _is_far(at: Plats, shown: Decimal) -> bool:
    most = LANGT if at.tal.slag is Slag.KRONOR else NARA if not at.hela else 0
    said = abs(at.tal.varde)
    return bool(most) and (said > most * abs(shown) or abs(shown) > most * said)


def _has_digits(tal: Tal, value: Decimal) -> bool:
    """Whether the figure's digits are the value's, whatever the unit."""
    return any(round_half_away(value * factor, tal.decimaler) == abs(tal.varde) for factor in (1, 1000, Decimal("0.001")))


def _places(value: Decimal) -> int:
    return min(2, max(0, -int(value.normalize().as_tuple().exponent)))


def _shown(value: Decimal, at: Plats, *, plus: bool = False) -> str:
    unit = {Slag.PROCENT: " procent", Slag.PROCENTENHET: " procentenheter"}.get(at.tal.slag, "")
    if at.tal.enhet is not None:
        unit = f" {at.tal.enhet.value}"
    places = max(at.tal.decimaler, _places(value) if not mattord.money_of(at.one.matt) else 0)
    return format_tal(round_half_away(value, places), places, plus=plus) + unit


def _check_change(at: Plats, one: Mattfoljd, verb: str, figures: Sequence[Tal], found: Lasning) -> Fynd | None:
    behind = at.sats.text[at.tal.slut - at.sats.start :] + at.sats.efter
    base = read_nar(behind, at.under.period)
    if _JAMFORS.search(behind) or (base.manad and not _JAMFORT.search(behind)):
        return None  # "minskade med tio i februari" is of that month alone
    now = read_nar(at.sats.text[: at.tal.start - at.sats.start], at.under.period)
    now = now if now.sagd or now.annan else at.nyss
    now = Nar() if now.ar == {at.under.period.ar - 1} else now
    changes = in_unit(changes_at(one, base, now, at.under.period), one, at.tal)
    if not changes or not verb:
        return None
    said = said_change(at.tal, verb)
    if any(_same(abs(said), abs(value), at.tal) and said * value >= 0 for value in changes):
        found.kanda.add((at.sentence, at.tal.text))
        return None
    if not at.may_accuse() or _is_sum_of(at, figures) or at.nar.annan or _is_other_change(at, base, changes[0]):
        return None
    kod = Kod.TECKEN if any(_same(abs(said), abs(value), at.tal) for value in changes) else Kod.TVA_VARDEN
    return _fynd(at, kod, at.tal.text, _shown(changes[0], at, plus=True))


def _is_other_change(at: Plats, base: Nar, change: Decimal) -> bool:
    """Whether the figure is so far from the change that it is of something else, or a year is named that has no value."""
    period = at.under.period
    years = read_nar(at.sentence, period).ar - {period.ar, period.ar - 1}
    said = abs(at.tal.varde)
    far = change != 0 and (said > LANGT_FRAN * abs(change) or abs(change) > LANGT_FRAN * said)
    return far or _is_far(at, change) or bool(years and not base.sagd)


def _fynd(at: Plats, kod: Kod, said: str, table: str) -> Fynd:
    where = f"{at.stalle}: {quote(at.sentence)}"
    mend = {Kod.ENHET: "Rätta enheten", Kod.TECKEN: "Byt ord"}.get(kod, "Rätta talet")
    return Fynd(
        kod,
        Allvar.FEL,
        at.one.matt.nod,
        at.one.matt.namn,
        where,
        said,
        table,
        f"{mend}: tabellen ger {table}.",
        siffra=at.tal.text,
    )
