"""A proposed comment, built by rules from what drives the deviation. Its figures are live, so each leads to its cell.

A proposal: it becomes a comment when a person saves it. Amounts: öre; avvikelse plus = överskott.
"""

from collections.abc import Sequence

from finance.belopp import Enhet, to_enhet
from finance.lage import Lage
from finance.period import MANADER
from finance.prognos.volymsplit import Volymbas
from finance.rapport.grupprader import list_grupprader
from finance.rapport.orsakssiffror import Orsakssiffror, orsaker_of
from finance.uppfoljning import Rad, Uppfoljning

STOR_DEL = 0.25
"""A part is named when its deviation is at least this share of the line's largest one."""
MEST = 3
ANDRAD = 0.25
"""The last month is named when its avvikelse differs this much of its budget from the earlier months' mean."""


def draft_comment(lage: Lage, uppfoljning: Uppfoljning, nod: str, *, enhet: Enhet) -> str:
    """Markdown with live figures: where the line stands, its parts, volume and price, one-offs, the last month, the rest.

    `uppfoljning` per nod, computed from `lage`. Raises KeyError for an unknown nod.
    """
    rad = uppfoljning.rad(nod)
    if not rad.har_budget:
        return "Utfall {utfall}, prognos {prognos_helar} för helåret. Det finns ingen budget att jämföra med."
    parts = uppfoljning.delar(nod) or _groups(lage, nod)
    orsak = orsaker_of(lage, nod)
    sentences = [
        _first(rad),
        _drivers(rad, parts, enhet),
        _volume(orsak, enhet),
        _one_offs(orsak, enhet),
        _last_month(orsak, lage, enhet),
        _ahead(rad, lage, enhet),
    ]
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


def _volume(orsak: Orsakssiffror, enhet: Enhet) -> str:
    """What volume and price do, where that is a part worth telling; compared with what the volumes can be compared with."""
    bro = orsak.bro
    if bro is None or not _shown(enhet, orsak.volym_ore, orsak.pris_ore):
        return ""
    than = "Mot budget" if bro.bas is Volymbas.BUDGET else "Mot samma tid förra året"
    return f"{than} ger volymen {{volymeffekt}} och priset {{priseffekt}}, där plus är lägre kostnad."


def _one_offs(orsak: Orsakssiffror, enhet: Enhet) -> str:
    return "Engångsposter har påverkat avvikelsen med {engangsposter}." if _shown(enhet, orsak.engangs_ore) else ""


def _last_month(orsak: Orsakssiffror, lage: Lage, enhet: Enhet) -> str:
    """What the last closed month did, when it differs from the months before it."""
    now, before, closed = orsak.manaden_ore, orsak.manaderna_innan_ore, lage.senast_stangd
    if now is None or before is None or closed is None or not _shown(enhet, now - before):
        return ""
    if abs(now - before) < ANDRAD * abs(orsak.manadsbudget_ore):
        return ""
    return f"{MANADER[closed.manad - 1].capitalize()} gav {{manaden}} mot budget, månaderna innan {{manaderna_innan}} i snitt."


def _ahead(rad: Rad, lage: Lage, enhet: Enhet) -> str:
    """What the prognos takes for granted of the months left."""
    closed = lage.senast_stangd
    if closed is None or closed.manad == 12 or closed.manad != lage.manad:
        return ""
    if not _shown(enhet, rad.prognosavvikelse_ore - rad.avvikelse_ore):
        return "Resten av året väntas följa budgeten."
    return "Resten av året väntas ge {resten} mot budget."


def _shown(enhet: Enhet, *ore: int | None) -> bool:
    """Whether any of the amounts is more than nothing in the unit of the report."""
    return any(one is not None and to_enhet(one, enhet) for one in ore)
