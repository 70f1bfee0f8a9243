"""A proposed comment, built by rules from what drives the deviation. Its figures are live, so each leads to its cell.

A proposal: it becomes a comment when a person saves it. Amounts: öre; avvikelse plus = överskott.
"""

from collections.abc import Sequence

from finance.belopp import Enhet, to_enhet
from finance.format import format_belopp
from finance.lage import Lage
from finance.manader import compute_manader
from finance.period import MANADER
from finance.rapport.grupprader import list_grupprader
from finance.uppfoljning import Rad, Uppfoljning

STOR_DEL = 0.25
"""A part is named when its deviation is at least this share of the line's largest one."""
MEST = 3
ANDRAD = 0.25
"""The last month is named when its deviation differs this much of its budget from the earlier months' mean."""


def draft_comment(lage: Lage, uppfoljning: Uppfoljning, nod: str, *, enhet: Enhet) -> str:
    """Markdown with live figures, a few sentences: where the line stands, which parts drive it, what the last month did.

    `uppfoljning` per nod, computed from `lage`. Raises KeyError for an unknown nod.
    """
    rad = uppfoljning.rad(nod)
    parts = uppfoljning.delar(nod) or _groups(lage, nod)
    sentences = [_first(rad), _drivers(rad, parts, enhet), _last_month(lage, nod, enhet), _ahead(rad, lage, enhet)]
    return " ".join(sentence for sentence in sentences if sentence)


def _groups(lage: Lage, nod: str) -> tuple[Rad, ...]:
    """The kontogrupper of a line without parts."""
    return tuple(rad for (of, _), rad in list_grupprader(lage).items() if of == nod)


def _first(rad: Rad) -> str:
    before = " (föregående år {foregaende_ar_avvikelse})" if rad.avvikelse_foregaende_ar_helar_ore is not None else ""
    return f"Avvikelse {{avvikelse}}, prognos {{prognos}}{before}."


def _drivers(rad: Rad, parts: Sequence[Rad], enhet: Enhet) -> str:
    """The parts with the largest deviation of the line's own sign, then the largest against it."""
    shown = [part for part in parts if to_enhet(part.avvikelse_ore, enhet)]
    largest = max((abs(part.avvikelse_ore) for part in shown), default=0)
    direction = -1 if rad.avvikelse_ore < 0 else 1
    ranked = sorted(shown, key=lambda part: -abs(part.avvikelse_ore))
    named = [part for part in ranked if abs(part.avvikelse_ore) >= STOR_DEL * largest]
    same = [part for part in named if part.avvikelse_ore * direction > 0][:MEST]
    against = [part for part in named if part.avvikelse_ore * direction < 0][:1]
    if not same:
        return ""
    text = f"Avvikelsen hittills ligger främst på {_names(same)}"
    return f"{text}; {_names(against)} drar åt andra hållet." if against else f"{text}."


def _names(parts: Sequence[Rad]) -> str:
    named = [f"{part.namn} ({_field(part)})" for part in parts]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} och {named[-1]}"


def _field(part: Rad) -> str:
    """A live figure: a kontogrupp by its name in the line's own text, a line by its kod, which no other line has."""
    return f"{{{part.kontogrupp or part.nod}.avvikelse}}"


def _last_month(lage: Lage, nod: str, enhet: Enhet) -> str:
    """What the last closed month did, when it differs from the months before it."""
    manader = compute_manader(lage, nod)
    last = manader.last
    booked = [(ore, manader.budget[place]) for place, ore in enumerate(manader.utfall[: last + 1]) if ore is not None]
    if last < 2 or len(booked) < 3 or manader.utfall[last] is None:
        return ""
    deviations = [budget - ore for ore, budget in booked]
    mean = sum(deviations[:-1]) / (len(deviations) - 1)
    change, size = deviations[-1] - mean, max(abs(booked[-1][1]), 1)
    shown = format_belopp(abs(round(change)), enhet, unit=True)
    if abs(change) < ANDRAD * size or not to_enhet(round(change), enhet):
        return ""
    word = "sämre" if change < 0 else "bättre"
    return f"{MANADER[last].capitalize()} blev {shown} {word} mot budget än månaderna innan i snitt."


def _ahead(rad: Rad, lage: Lage, enhet: Enhet) -> str:
    """What the prognos takes for granted of the months left."""
    closed = lage.senast_stangd
    left = 12 - (closed.manad if closed else 0)
    if not left or closed is None or closed.manad != lage.manad:
        return ""
    rest = rad.prognosavvikelse_ore - rad.avvikelse_ore
    if not to_enhet(rest, enhet):
        return "Resten av året väntas följa budgeten."
    word = "sämre" if rest < 0 else "bättre"
    return f"Resten av året väntas bli {format_belopp(abs(rest), enhet, unit=True)} {word} än budget."
