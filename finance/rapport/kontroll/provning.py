"""A claim against the values of its subject.

Amounts: öre; avvikelse plus = överskott; utfall, budget and prognos canonical (kostnad +), compared without sign since a text
writes costs as it likes. A figure is right when the table's value, rounded as the figure is printed, is the same.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from finance.belopp import Enhet, to_enhet
from finance.format import NB, format_avvikelse, format_belopp
from finance.kontoplan import Kontogrupp
from finance.rapport.kontroll.andelar import check_andel
from finance.rapport.kontroll.lankar import Pastaende
from finance.rapport.kontroll.lika import LANGT, digits_of, in_unit, is_slip, same, same_ore
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod
from finance.rapport.kontroll.ordlista import FOREGAENDE, PROGNOSORD, Storhet
from finance.rapport.kontroll.tal import Slag, Tal
from finance.rapport.kontroll.tider import Tid
from finance.rapport.kontroll.varden import Amne

SIGNED = frozenset({"avvikelse", "prognosavvikelse", "foregaende_avvikelse"})
OF_BUDGET = frozenset({"avvikelse", "prognosavvikelse", "budget", "budget_helar"})
OF_PROGNOS = frozenset({"prognos", "prognosavvikelse"})
TAL_NAMN = {
    "avvikelse": "avvikelse",
    "prognosavvikelse": "prognos avvikelse helår",
    "utfall": "utfall",
    "prognos": "prognos helår",
    "budget": "budget",
    "budget_helar": "budget helår",
    "foregaende": "utfall föregående år, samma period",
    "foregaende_helar": "utfall föregående år",
    "foregaende_avvikelse": "avvikelse föregående år",
}
LANGT_UNDER = 100
"""How many times smaller a figure is that is about something else."""
INTAKTER = Kontogrupp.INTAKTER.value


def check_pastaende(
    one: Pastaende, own: Amne, named: Sequence[Amne], enhet: Enhet, stalle: str, *, over: Sequence[Amne] = ()
) -> Fynd | bool:
    """A finding, True where the figure is right, False where nothing could be held against it.

    `over`: lines that the sentence may be about as well, since it says "nämndens" or the like.
    """
    subjects = (own,) if not named or own in named else tuple(named)
    if one.tal.slag is Slag.KRONOR or (one.tal.slag is Slag.UTAN and one.storhet is not None):
        amounts = [list(_candidates(one, subject)) for subject in subjects]
        if one.storhet is None:
            return any(_is_loose(one, subject, enhet) for subject in (*subjects, own))
        if any(_equals(one, name, ore, enhet, intakt=False) for line in over for name, ore in _candidates(one, line)):
            return True
        return _check_amount(one, subjects, amounts, enhet, stalle)
    if one.tal.slag is not Slag.PROCENT:
        return False
    shares = (Decimal(str(share)) for subject in (*subjects, own) for share in subject.procent)
    known = any(same(abs(one.tal.varde), abs(share), one.tal) for share in shares)
    return check_andel(one, subjects, over, enhet, stalle) or known


def _check_amount(
    one: Pastaende, subjects: Sequence[Amne], amounts: Sequence[Sequence[tuple[str, int]]], enhet: Enhet, stalle: str
) -> Fynd | bool:
    for subject, found in zip(subjects, amounts, strict=True):
        if any(_equals(one, name, ore, enhet, intakt=subject.namn == INTAKTER) for name, ore in found):
            return True
    candidates_of = [pair for pair in zip(subjects, amounts, strict=True) if pair[1]]
    if not candidates_of:
        return False
    if any(_is_other_amount(one, subject, enhet) for subject in subjects):
        return True
    subject, candidates = candidates_of[0]
    if one.osaker:
        candidates = [pair for pair in candidates if _is_slip(one, *pair, enhet)]
        if not candidates or subject.namn == INTAKTER:
            return False
    name, ore = min(candidates, key=lambda pair: _unlikeness(one, pair[0], pair[1], enhet))
    if _is_far_below(one, name, ore, enhet) or (name in OF_PROGNOS and _knows_more(one, subject, enhet)):
        return False
    return _finding(one, subject, name, ore, enhet, stalle)


def _is_other_amount(one: Pastaende, subject: Amne, enhet: Enhet) -> bool:
    """Whether it is an amount of its subject that the words may mean beside the measure they name."""
    if one.osaker:
        signed = one.tecken or (one.storhet is Storhet.AVVIKELSE and one.tal.tecken)
        return not signed and _is_loose(one, subject, enhet)
    if one.svag:
        return _is_loose(one, subject, enhet, avvikelser=False)
    return one.storhet in (Storhet.UTFALL, Storhet.BUDGET) and _is_loose(one, subject, enhet, ovriga=False)


def _is_far_below(one: Pastaende, name: str, ore: int, enhet: Enhet) -> bool:
    """Whether the figure is too small to be the value: a price, not a slip of the unit."""
    said = abs(one.tal.varde) * _unit(one.tal, enhet).ore
    return said * LANGT_UNDER < abs(ore) and _as_table(one, name, ore, enhet) is Kod.VARDE


def _knows_more(one: Pastaende, subject: Amne, enhet: Enhet) -> bool:
    """Whether a text may know more of the prognos than the table does; the period's own figure is no prognos."""
    of_period = digits_of(one.tal) >= LANGT and _equals(one, "avvikelse", subject.avvikelse, enhet, intakt=False)
    return not subject.fordelad and not of_period


def _is_slip(one: Pastaende, name: str, ore: int, enhet: Enhet) -> bool:
    """Whether the figure is the value but for what a slip makes of it."""
    if digits_of(one.tal) < 2:
        return False
    return _as_table(one, name, ore, enhet) is not Kod.VARDE or is_slip(one.tal, Decimal(ore) / _unit(one.tal, enhet).ore)


def _candidates(one: Pastaende, amne: Amne) -> Iterator[tuple[str, int]]:
    """The values that the claim may be, the likeliest first: (name, öre)."""
    names = _names(one)
    values = {
        "avvikelse": amne.avvikelse,
        "prognosavvikelse": amne.prognosavvikelse,
        "utfall": amne.utfall,
        "prognos": amne.prognos,
        "budget": amne.budget,
        "budget_helar": amne.budget_helar,
        "foregaende": amne.foregaende,
        "foregaende_helar": amne.foregaende_helar,
        "foregaende_avvikelse": amne.foregaende_avvikelse,
    }
    for name in names:
        value = values[name]
        if value is None or (name in OF_BUDGET and not amne.har_budget):
            continue
        if not one.per_manad:
            yield name, value
            continue
        months = 12 if name in ("prognos", "prognosavvikelse", "budget_helar", "foregaende_helar") else amne.manad
        yield name, round(value / months)


def _names(one: Pastaende) -> tuple[str, ...]:
    both = {
        Storhet.AVVIKELSE: ("avvikelse", "prognosavvikelse"),
        Storhet.UTFALL: ("utfall", "prognos"),
        Storhet.BUDGET: ("budget", "budget_helar"),
    }
    if one.storhet is Storhet.PROGNOS:
        return ("prognosavvikelse", "prognos")
    if one.storhet is Storhet.FOREGAENDE:
        return ("foregaende", "foregaende_helar", "foregaende_avvikelse")
    names = both[one.storhet] if one.storhet else ()
    if one.tid is Tid.OKAND or one.storhet is Storhet.BUDGET:
        return names
    return names[:1] if one.tid is Tid.PERIOD else names[1:]


def _unit(tal: Tal, enhet: Enhet) -> Enhet:
    return tal.enhet or enhet


def _value(one: Pastaende) -> Decimal:
    """With the sign that the words give it."""
    return abs(one.tal.varde) * one.tecken if one.tecken else one.tal.varde


def _equals(one: Pastaende, name: str, ore: int, enhet: Enhet, *, intakt: bool) -> bool:
    """Of income, above budget is good: the words for more and less do not give the sign."""
    value, table = _value(one), Decimal(ore)
    if name not in SIGNED or intakt:
        value, table = abs(value), abs(table)
    return same_ore(value, table, _unit(one.tal, enhet), enhet, one.tal)


def _is_loose(one: Pastaende, amne: Amne, enhet: Enhet, *, avvikelser: bool = True, ovriga: bool = True) -> bool:
    """Whether the figure is any amount of the subject, whatever its sign; what is called utfall is never the budget.

    Without `avvikelser`: but those, which have a sign. Without `ovriga`: only the line's own, none of its parts'.
    """
    if one.tal.slag is not Slag.KRONOR:
        return False
    spent = (amne.utfall, amne.prognos) if one.storhet is not Storhet.BUDGET else ()
    frames = (amne.budget, amne.budget_helar) if one.storhet is not Storhet.UTFALL else ()
    before = (amne.foregaende, amne.foregaende_helar, amne.foregaende_avvikelse)
    own = (amne.avvikelse, amne.prognosavvikelse) if avvikelser else ()
    named = (*own, *spent, *frames, *before, *(amne.ovriga if avvikelser and ovriga else ()))
    known = [value for value in named if value is not None]
    changes = [amne.utfall - (amne.foregaende or 0), amne.prognos - (amne.foregaende_helar or 0)]
    changes = changes if (avvikelser and ovriga) or FOREGAENDE.search(one.mening) else []
    if one.per_manad:
        left = 12 - amne.manad
        known = [round(value / months) for value in known for months in (amne.manad, 12)]
        known += [round((amne.prognos - amne.utfall) / left)] if left else []
    unit = _unit(one.tal, enhet)
    return any(same_ore(abs(one.tal.varde), abs(Decimal(ore)), unit, enhet, one.tal) for ore in (*known, *changes))


def _unlikeness(one: Pastaende, name: str, ore: int, enhet: Enhet) -> tuple[bool, bool, Decimal]:
    """Which value is meant: one that only sign or unit tells apart, one of the time said, else the first or the nearest."""
    of_year = name in ("prognosavvikelse", "prognos", "budget_helar", "foregaende_helar")
    other_time = one.tid is not Tid.OKAND and of_year != (one.tid is Tid.HELAR)
    nearest = one.storhet in (Storhet.PROGNOS, Storhet.BUDGET, Storhet.FOREGAENDE) or (
        one.tid is Tid.OKAND and PROGNOSORD.search(one.mening) is not None
    )
    return _as_table(one, name, ore, enhet) is Kod.VARDE, other_time, _distance(one, ore, enhet) if nearest else Decimal(0)


def _distance(one: Pastaende, ore: int, enhet: Enhet) -> Decimal:
    return abs(abs(one.tal.varde) - abs(Decimal(ore) / _unit(one.tal, enhet).ore))


def _finding(one: Pastaende, amne: Amne, name: str, ore: int, enhet: Enhet, stalle: str) -> Fynd:
    unit, places = _unit(one.tal, enhet), one.tal.decimaler
    signed = name in SIGNED
    kod, shown_unit, shown_places = _as_table(one, name, ore, enhet), unit, places
    if kod is Kod.ENHET:
        shown_unit = next(e for e in Enhet if in_unit(one.tal, ore, e))
    table = (
        format_avvikelse(ore, shown_unit, decimals=shown_places, unit=True)
        if signed
        else format_belopp(ore, shown_unit, decimals=shown_places, unit=True)
    )
    per = f"{NB}per månad" if one.per_manad else ""
    return Fynd(
        kod=kod,
        allvar=Allvar.FEL,
        nod=amne.kod,
        matt=TAL_NAMN[name],
        stalle=f"{stalle}: ”{_shorten(one.mening, one.tal)}”",
        i_text=_as_said(one) + per,
        i_tabell=table + per,
        forslag=_proposal(kod, table + per, TAL_NAMN[name]),
    )


def _as_table(one: Pastaende, name: str, ore: int, enhet: Enhet) -> Kod:
    """How the figure differs from a value that it is not."""
    value, unit = _value(one), _unit(one.tal, enhet)
    table = to_enhet(ore, unit, one.tal.decimaler)
    if name in SIGNED and value != 0 and -value == table:
        return Kod.TECKEN
    if one.tal.varde and any(in_unit(one.tal, ore, other) for other in Enhet if other is not unit):
        return Kod.ENHET
    return Kod.VARDE


def _as_said(one: Pastaende) -> str:
    if one.tecken < 0 and one.tal.tecken != "-":
        return f"underskott {one.tal.text}"
    if one.tecken > 0 and one.tal.tecken != "+":
        return f"överskott {one.tal.text}"
    return one.tal.text


def _proposal(kod: Kod, table: str, name: str) -> str:
    if kod is Kod.TECKEN:
        return f"Byt tecken eller ord: tabellen visar {table}."
    if kod is Kod.ENHET:
        return f"Rätta enheten: {table}."
    return f"Skriv {table}, eller hämta siffran ur tabellen ({name})."


def _shorten(sentence: str, tal: Tal, width: int = 90) -> str:
    if len(sentence) <= width:
        return sentence
    start = max(0, min(tal.start - width // 2, len(sentence) - width))
    return f"{'…' if start else ''}{sentence[start : start + width].strip()}{'…' if start + width < len(sentence) else ''}"
