"""A claim against the values of its subject.

Amounts: öre; avvikelse plus = överskott; utfall, budget and prognos canonical (kostnad +), compared without sign since a text
writes costs as it likes. A figure is right when the table's value, rounded as the figure is printed, is the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from finance.belopp import Enhet, round_half_away, to_enhet
from finance.format import NB, format_avvikelse, format_belopp
from finance.kontoplan import Kontogrupp
from finance.rapport.kontroll.modell import Allvar, Fynd, Kod
from finance.rapport.kontroll.ordlista import Storhet
from finance.rapport.kontroll.pastaenden import Pastaende, Tid
from finance.rapport.kontroll.tal import Slag, Tal


@dataclass(frozen=True, slots=True)
class Amne:
    """What a text can be about: a line or a kontogrupp. None: not known. `manad`: months so far (1-12)."""

    kod: str
    namn: str
    manad: int
    utfall: int
    budget: int
    prognos: int
    budget_helar: int
    foregaende: int | None = None  # utfall of the same months last year
    foregaende_helar: int | None = None
    foregaende_avvikelse: int | None = None
    ovriga: tuple[int, ...] = ()  # other amounts that may be named: ends of the interval, the system's, konton
    procent: tuple[float, ...] = field(default=())  # shares x 100 that may be named

    @property
    def avvikelse(self) -> int:
        return self.budget - self.utfall

    @property
    def prognosavvikelse(self) -> int:
        return self.budget_helar - self.prognos


SIGNED = frozenset({"avvikelse", "prognosavvikelse", "foregaende_avvikelse"})
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
INTAKTER = Kontogrupp.INTAKTER.value
UNGEFAR = Decimal("0.05")


def check_pastaende(one: Pastaende, own: Amne, named: Sequence[Amne], enhet: Enhet, stalle: str) -> Fynd | bool:
    """A finding, True where the figure is right, False where nothing could be held against it."""
    subjects = (own,) if not named or own in named else tuple(named)
    if one.tal.slag is Slag.KRONOR or (one.tal.slag is Slag.UTAN and one.storhet is not None):
        amounts = [list(_candidates(one, subject)) for subject in subjects]
        if one.storhet is None:
            return any(_is_loose(one, subject, enhet) for subject in (*subjects, own))
        return _check_amount(one, subjects, amounts, enhet, stalle)
    if one.tal.slag is Slag.PROCENT:
        return any(
            _same(abs(one.tal.varde), abs(Decimal(str(share))), one.tal)
            for subject in (*subjects, own)
            for share in subject.procent
        )
    return False


def _check_amount(
    one: Pastaende, subjects: Sequence[Amne], amounts: Sequence[Sequence[tuple[str, int]]], enhet: Enhet, stalle: str
) -> Fynd | bool:
    for subject, found in zip(subjects, amounts, strict=True):
        if any(_equals(one, name, ore, enhet, intakt=subject.namn == INTAKTER) for name, ore in found):
            return True
    candidates_of = [pair for pair in zip(subjects, amounts, strict=True) if pair[1]]
    if not candidates_of:
        return False
    if any(_is_loose(one, subject, enhet) for subject in subjects if one.storhet not in (Storhet.AVVIKELSE, Storhet.PROGNOS)):
        return True
    subject, candidates = candidates_of[0]
    name, ore = min(candidates, key=lambda pair: _unlikeness(one, pair[0], pair[1], enhet))
    return _finding(one, subject, name, ore, enhet, stalle)


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
        if value is None:
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
    value, table = _value(one), Decimal(ore) / _unit(one.tal, enhet).ore
    if name not in SIGNED or intakt:
        value, table = abs(value), abs(table)
    return _same(value, table, one.tal)


def _same(value: Decimal, table: Decimal, tal: Tal) -> bool:
    """Equal at the printed decimals; after "cirka" within a step or five percent; round thousands of kronor are rounded."""
    if round_half_away(table, tal.decimaler) == value:
        return True
    step = Decimal(1).scaleb(-tal.decimaler)
    if tal.slag is Slag.KRONOR and tal.enhet is Enhet.KR and value and value % 1000 == 0:
        step = Decimal(1000)
        if round_half_away(table / step) == value / step:
            return True
    return tal.ungefar and abs(value - table) <= max(step, UNGEFAR * abs(table))


def _is_loose(one: Pastaende, amne: Amne, enhet: Enhet) -> bool:
    """Whether the figure is any amount of the subject, whatever its sign; what is called utfall is never the budget."""
    if one.tal.slag is not Slag.KRONOR:
        return False
    spent = (amne.utfall, amne.prognos) if one.storhet is not Storhet.BUDGET else ()
    frames = (amne.budget, amne.budget_helar) if one.storhet is not Storhet.UTFALL else ()
    before = (amne.foregaende, amne.foregaende_helar, amne.foregaende_avvikelse)
    named = (amne.avvikelse, amne.prognosavvikelse, *spent, *frames, *before, *amne.ovriga)
    known = [value for value in named if value is not None]
    changes = [amne.utfall - (amne.foregaende or 0), amne.prognos - (amne.foregaende_helar or 0)]
    if one.per_manad:
        left = 12 - amne.manad
        known = [round(value / months) for value in known for months in (amne.manad, 12)]
        known += [round((amne.prognos - amne.utfall) / left)] if left else []
    unit = _unit(one.tal, enhet)
    return any(_same(abs(one.tal.varde), abs(Decimal(ore) / unit.ore), one.tal) for ore in (*known, *changes))


def _unlikeness(one: Pastaende, name: str, ore: int, enhet: Enhet) -> tuple[bool, Decimal]:
    """Which value is meant: one that only sign or unit tells apart, else the first, or the nearest of several."""
    nearest = one.storhet in (Storhet.PROGNOS, Storhet.BUDGET, Storhet.FOREGAENDE)
    return _as_table(one, name, ore, enhet) is Kod.VARDE, _distance(one, ore, enhet) if nearest else Decimal(0)


def _distance(one: Pastaende, ore: int, enhet: Enhet) -> Decimal:
    return abs(abs(one.tal.varde) - abs(Decimal(ore) / _unit(one.tal, enhet).ore))


def _finding(one: Pastaende, amne: Amne, name: str, ore: int, enhet: Enhet, stalle: str) -> Fynd:
    unit, places = _unit(one.tal, enhet), one.tal.decimaler
    signed = name in SIGNED
    kod, shown_unit, shown_places = _as_table(one, name, ore, enhet), unit, places
    if kod is Kod.ENHET:
        shown_unit = next(e for e in Enhet if _in_unit(one, ore, e))
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
    if one.tal.varde and any(_in_unit(one, ore, other) for other in Enhet if other is not unit):
        return Kod.ENHET
    return Kod.VARDE


def _in_unit(one: Pastaende, ore: int, unit: Enhet) -> bool:
    return bool(one.tal.varde) and abs(to_enhet(ore, unit, one.tal.decimaler)) == abs(one.tal.varde)


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
