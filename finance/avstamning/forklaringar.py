"""The rows most likely behind a difference. Each reason is looked for on its own; what makes the difference exactly is first.

`Fall.skillnad` is Helår minus the system, öre: plus is more cost in Helår.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from finance.avstamning.fall import Fall, with_posts, with_rows
from finance.avstamning.kalla import INVESTERING, Kalla
from finance.avstamning.modell import Forklaring, Orsak, Per
from finance.format import format_kronor
from finance.kolumner import Col
from finance.kontoplan import Kontogrupp
from finance.period import Period

MOST_REASONS = 6
ALIKE = 0.5
"""A difference within this share of what a month usually is, is about a month."""


def amounts_behind(skillnad: int) -> set[int]:
    """The öre of a single booking that would make a difference: left out, twice or elsewhere, or with the wrong sign."""
    return {skillnad, -skillnad, *([skillnad // 2] if skillnad % 2 == 0 else [])}


def explain(
    kalla: Kalla, rader: pd.DataFrame, poster: pd.DataFrame, system: int, lagrat: int, *, per: Per, tolerans: int = 0
) -> tuple[Forklaring, ...]:
    """Reasons, most likely first; weak ones only where nothing makes the difference exactly. Empty when nothing is found."""
    fall = Fall(kalla, rader, poster, system, lagrat, per, tolerans)
    found = [forklaring for reason in STARKA for forklaring in reason(fall)]
    if not any(one.exakt for one in found):
        found += [forklaring for reason in SVAGA for forklaring in reason(fall)]
    return tuple(sorted(found, key=lambda one: not one.exakt)[:MOST_REASONS])


def _rounding(fall: Fall) -> Iterator[Forklaring]:
    if abs(fall.skillnad) < 100 and fall.system % 100 == 0:
        text = "Skillnaden är mindre än en krona: systemets summa är skriven i hela kronor."
        yield Forklaring(Orsak.AVRUNDNING, text)


def _turned(fall: Fall) -> Iterator[Forklaring]:
    if fall.system and fall.near(fall.system, -fall.lagrat):
        yield Forklaring(Orsak.TECKEN, "Beloppet är rätt men har omvänt tecken mot de andra raderna.")
        return
    grupper = fall.inom[Col.KONTO].map(fall.kalla.kontoplan.kontogrupp)
    for grupp in Kontogrupp:
        rows = fall.inom[grupper == grupp]
        if fall.is_skillnad(2 * int(rows[Col.ORE].sum())):
            text = f"{grupp.value} har omvänt tecken: skillnaden är två gånger {format_kronor(int(rows[Col.ORE].sum()))}."
            yield with_rows(fall, Orsak.TECKEN, text, rows)


def _other_months(fall: Fall) -> Iterator[Forklaring]:
    """The system's total is that of other months than those compared."""
    if fall.per is Per.PERIOD or not fall.system:
        return
    ar, total = fall.kalla.till // 100, 0
    last = Period.from_key(min(fall.kalla.till, ar * 100 + 12))
    for month in range(1, 13):
        key = ar * 100 + month
        one = fall.per_manad.get(key, 0)
        total += one
        if key != last.key and fall.near(total, fall.system) and one:
            text = f"Systemets summa är {Period.from_key(key).span} {ar}, inte till och med {last.namn}."
            yield Forklaring(Orsak.ANNAT_SPANN, text)
        elif month > 1 and fall.kalla.manader != [key] and one and fall.near(one, fall.system):
            yield Forklaring(Orsak.ANNAT_SPANN, f"Systemets summa är {Period.from_key(key).namn} ensam.")


def _missing_months(fall: Fall) -> Iterator[Forklaring]:
    known = set(fall.kalla.saldo[Col.PERIOD])
    for key in fall.kalla.manader:
        if key in known:
            continue
        month = Period.from_key(key)
        text = f"{fall.kalla.slag.value.capitalize()} för {month.namn} saknas i Helår. Läs in månaden."
        usual, of = _usual(fall, month)
        if usual and abs(-fall.skillnad - usual) <= ALIKE * abs(usual):
            text = f"{text} Skillnaden {format_kronor(fall.skillnad)} är ungefär en månad ({of}: {format_kronor(usual)})."
        yield Forklaring(Orsak.MANAD_SAKNAS, text, exakt=False)


def _usual(fall: Fall, month: Period) -> tuple[int, str]:
    before = Period(month.ar - 1, month.manad)
    if before.key in fall.per_manad:
        return fall.per_manad[before.key], before.namn
    own = [ore for key, ore in fall.per_manad.items() if key // 100 == month.ar and key % 100 <= 12]
    return (sum(own) // len(own), "en månad i år") if own else (0, "")


def _months(fall: Fall) -> Iterator[Forklaring]:
    """The difference is one month."""
    if len(fall.kalla.manader) < 2:
        return
    for key in fall.kalla.manader:
        ore, namn = fall.per_manad.get(key, 0), Period.from_key(key).namn
        if fall.is_skillnad(ore):
            text = f"Skillnaden är precis {namn}: månaden är med i Helår men inte i systemets summa, eller två gånger i Helår."
            yield with_rows(fall, Orsak.MANAD, text, fall.inom[fall.inom[Col.PERIOD] == key])
        elif fall.is_skillnad(-ore):
            yield Forklaring(Orsak.MANAD, f"Skillnaden är precis {namn}: månaden kan vara med två gånger i systemets summa.")


def _inlasningar(fall: Fall) -> Iterator[Forklaring]:
    """The difference is what one inläsning gives; or the same amount stands in two."""
    sums = fall.inom.groupby([Col.INLASNING, Col.PERIOD])[Col.ORE].sum()
    totals = sums.groupby(level=0).sum()
    if len(totals) < 2:
        return
    for number, ore in totals.items():
        if fall.is_skillnad(int(ore)):
            mine = fall.inom[fall.inom[Col.INLASNING] == number]
            twins = [other for other in totals.index if other != number and _alike(sums, int(str(number)), int(str(other)))]
            orsak = Orsak.DUBBEL if twins else Orsak.INLASNING
            more = f", och samma belopp finns i {_fil(fall, int(twins[0]))}: läst två gånger" if twins else ""
            text = f"Skillnaden är precis vad {_fil(fall, int(str(number)))} ger här{more}. Ångra den om den inte ska vara med."
            yield with_rows(fall, orsak, text, mine)


def _alike(sums: pd.Series, one: int, other: int) -> bool:
    """Whether what an inläsning gives stands in another too, month by month."""
    mine, theirs = sums.loc[one], sums.loc[other]
    return all(month in theirs.index and int(theirs.loc[month]) == int(ore) for month, ore in mine.items())


def _fil(fall: Fall, number: int) -> str:
    fil = fall.kalla.filer.get(number, "")
    return f"inläsning {number} ({fil})" if number > 0 else fil


def _investering(fall: Fall) -> Iterator[Forklaring]:
    inv = fall.rader[fall.rader[INVESTERING] & fall.rader[Col.PERIOD].between(fall.kalla.fran, fall.kalla.till)]
    if fall.is_skillnad(-int(inv[Col.ORE].sum())):
        text = "Skillnaden är precis konto 40 (anläggningsinköp): det är investering i Helår och med i systemets summa."
        yield with_rows(fall, Orsak.INVESTERING, text, inv)


def _internal(fall: Fall) -> Iterator[Forklaring]:
    interna = fall.kalla.interna.matches(fall.inom[Col.MOTPART])
    klass9 = fall.inom[Col.KONTO].str.startswith("9")
    for rows, what in (
        (fall.inom[interna], "de interna motparterna"),
        (fall.inom[klass9], "klass 9 (internt)"),
        (fall.inom[interna | klass9], "interna motparter och klass 9"),
    ):
        if fall.is_skillnad(int(rows[Col.ORE].sum())):
            yield with_rows(fall, Orsak.INTERN, f"Skillnaden är precis {what}, som systemets summa inte har med.", rows)
            return


def _balans(fall: Fall) -> Iterator[Forklaring]:
    if fall.per is not Per.SUMMA:
        return
    used = {number: ore for number, ore in fall.kalla.balans.items() if number in set(fall.inom[Col.INLASNING])}
    for ore in {*used.values(), sum(used.values())}:
        if fall.is_skillnad(ore) or fall.is_skillnad(-ore):
            yield Forklaring(Orsak.BALANS, "Skillnaden är precis filens balanskonton (klass 1-2), som Helår inte räknar.")
            return


def _bokslut(fall: Fall) -> Iterator[Forklaring]:
    rows = fall.inom[fall.inom[Col.PERIOD] % 100 > 12]
    if fall.is_skillnad(int(rows[Col.ORE].sum())):
        text = "Skillnaden är precis bokslutsperioderna (13-15), som Helår räknar i december."
        yield with_rows(fall, Orsak.BOKSLUT, text, rows)


def _parts(fall: Fall) -> Iterator[Forklaring]:
    """One code within the line makes the difference."""
    for col in (Col.VERKSAMHET, Col.ANSVAR, Col.KONTO, Col.PROJEKT, Col.MOTPART):
        if col.value == fall.per.value:
            continue
        sums = fall.inom.groupby(col)[Col.ORE].sum()
        if len(sums) < 2:
            continue
        for kod, ore in sums.items():
            if str(kod) and fall.is_skillnad(int(ore)):
                text = f"Skillnaden är precis {col.value} {kod}, som systemets summa inte har med."
                yield with_rows(fall, Orsak.DEL, text, fall.inom[fall.inom[col] == kod])


def _transaktioner(fall: Fall) -> Iterator[Forklaring]:
    """Single bookings of exactly the amount: in Helår only, in another month, or with the wrong sign."""
    found = _of_line(fall, fall.poster)
    inside = found[Col.PERIOD].between(fall.kalla.fran, fall.kalla.till)
    same = found[inside & (found[Col.ORE] == fall.skillnad)]
    if len(same):
        twice = same.duplicated([c for c in same.columns if c in _SAME]).any()
        text = f"Helår har {_poster(len(same))} på precis skillnaden{', varav minst en står två gånger' if twice else ''}."
        yield with_posts(Orsak.TRANSAKTION, text, same)
    moved = found[~inside & (found[Col.ORE] == -fall.skillnad)]
    if len(moved):
        months = ", ".join(Period.from_key(int(key)).namn for key in sorted(moved[Col.PERIOD].unique())[:3])
        text = f"{_poster(len(moved)).capitalize()} på precis skillnaden ligger i en annan månad i Helår: {months}."
        yield with_posts(Orsak.TRANSAKTION, text, moved)
    turned = found[inside & (found[Col.ORE] * 2 == fall.skillnad)]
    if len(turned):
        text = f"{_poster(len(turned)).capitalize()} på precis halva skillnaden: den kan ha omvänt tecken i systemet."
        yield with_posts(Orsak.TECKEN, text, turned)


_SAME = {
    Col.PERIOD, Col.ANSVAR, Col.VERKSAMHET, Col.KONTO, Col.AKTIVITET, Col.PROJEKT, Col.OBJEKT, Col.MOTPART,
    Col.VERIFIKAT, Col.DATUM, Col.TEXT, Col.ORE,
}  # fmt: skip
"""What two rows share when one booking was read twice."""


def _poster(count: int) -> str:
    return "en post" if count == 1 else f"{count} poster"


def _of_line(fall: Fall, found: pd.DataFrame) -> pd.DataFrame:
    """The transaktioner whose codes and month are among the line's rows."""
    keys = [Col.PERIOD, Col.ANSVAR, Col.VERKSAMHET, Col.KONTO, Col.PROJEKT, Col.MOTPART]
    near = fall.drift[fall.drift[Col.KONTO].isin(found[Col.KONTO]) & fall.drift[Col.VERKSAMHET].isin(found[Col.VERKSAMHET])]
    mine = set(near[keys].itertuples(index=False, name=None))
    hits = [key in mine for key in found[keys].itertuples(index=False, name=None)]
    return found[np.array(hits, dtype=bool)]


def _digits(fall: Fall) -> Iterator[Forklaring]:
    """Two digits in the wrong order: a difference that nine divides."""
    diff = abs(fall.skillnad)
    if not diff or diff % 9 or fall.tolerans or diff > min(abs(fall.system), abs(fall.lagrat)):
        return
    typed = f"{abs(fall.system):03d}"
    right = f"{abs(fall.lagrat):03d}"
    swapped = {typed[:i] + typed[i + 1] + typed[i] + typed[i + 2 :] for i in range(len(typed) - 1)}
    if right in swapped and (fall.system < 0) == (fall.lagrat < 0):
        text = f"Två siffror har bytt plats: {format_kronor(fall.system)} blir {format_kronor(fall.lagrat)}."
        yield Forklaring(Orsak.SIFFROR, text)
        return
    text = "Skillnaden är jämnt delbar med nio: två siffror kan ha bytt plats i ett belopp."
    yield Forklaring(Orsak.SIFFROR, text, exakt=False)


def _swapped(fall: Fall) -> Iterator[Forklaring]:
    yield from (one for one in _digits(fall) if one.exakt)


def _divisible(fall: Fall) -> Iterator[Forklaring]:
    yield from (one for one in _digits(fall) if not one.exakt)


STARKA = (
    _rounding, _swapped, _turned, _other_months, _investering, _internal, _balans, _bokslut, _inlasningar, _months,
    _parts, _transaktioner, _missing_months,
)  # fmt: skip
SVAGA = (_divisible,)
