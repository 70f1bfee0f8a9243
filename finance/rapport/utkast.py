"""A proposed comment, built by rules from what drives the deviation. Its figures are live, so each leads to its cell.

A proposal: it becomes a comment when a person saves it. Amounts: öre; avvikelse plus = överskott.
"""

from collections.abc import Sequence
from dataclasses import replace

from finance.belopp import Enhet, to_enhet
from finance.lage import Lage
from finance.period import MANADER
from finance.prognos.volymsplit import Volymbas
from finance.rapport.grupprader import list_grupprader
from finance.rapport.levande import GRUPP, UTAN_KLAMRAR, grupp_falt
from finance.rapport.orsakssiffror import Orsakssiffror, orsaker_of
from finance.rapport.text import is_final
from finance.uppfoljning import Rad, Uppfoljning

STOR_DEL = 0.25
"""A part is named when its deviation is at least this share of the line's largest one."""
MEST = 3
ANDRAD = 0.25
"""The last month is named when its avvikelse differs this much of its budget from the earlier months' mean."""


def draft_comment(lage: Lage, uppfoljning: Uppfoljning, nod: str, *, enhet: Enhet, sektion: str = "") -> str:
    """Markdown with live figures: where the line stands, its parts, volume and price, one-offs, the last month, the rest.

    `uppfoljning` per nod, computed from `lage`. `sektion`: the comment on that kontogrupp of the line, where its parts are the
    lines below that have it. Raises KeyError for an unknown nod, or a kontogrupp that it does not have.
    """
    if sektion:
        return _draft_group(lage, uppfoljning, nod, sektion, enhet)
    rad, final = uppfoljning.rad(nod), is_final(uppfoljning)
    if not rad.har_budget:
        return _without_budget(final=final)
    parts = uppfoljning.delar(nod) or _groups(lage, nod)
    orsak = orsaker_of(lage, nod)
    sentences = [
        _first(rad, final=final),
        _drivers(rad, parts, uppfoljning, enhet),
        _volume(orsak, enhet),
        _one_offs(orsak, enhet),
        _last_month(orsak, lage, enhet),
        _ahead(rad, lage, enhet),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _draft_group(lage: Lage, uppfoljning: Uppfoljning, nod: str, grupp: str, enhet: Enhet) -> str:
    groups = list_grupprader(lage)
    rad, final = groups[nod, grupp], is_final(uppfoljning)
    below = {line.nod: line.namn for line in uppfoljning.under(nod)}
    if not rad.har_budget:
        return _without_budget(final=final)
    parts = [replace(part, namn=below[of]) for (of, namn), part in groups.items() if namn == grupp and of in below]
    sentences = (_first(rad, final=final), _drivers(rad, parts, uppfoljning, enhet), _ahead(rad, lage, enhet))
    return " ".join(sentence for sentence in sentences if sentence)


def _groups(lage: Lage, nod: str) -> tuple[Rad, ...]:
    """The kontogrupper of a line without parts."""
    return tuple(rad for (of, _), rad in list_grupprader(lage).items() if of == nod)


def _without_budget(*, final: bool) -> str:
    year = "" if final else ", prognos {prognos_helar} för helåret"
    return f"Utfall {{utfall}}{year}. Det finns ingen budget att jämföra med."


def _first(rad: Rad, *, final: bool) -> str:
    """Where the line stands; of a year that is over (`final`) without a prognos."""
    before = " (föregående år {foregaende_ar_avvikelse})" if rad.avvikelse_foregaende_ar_helar_ore is not None else ""
    return f"Avvikelse {{avvikelse}}{'' if final else ', prognos {prognos}'}{before}."


def _drivers(rad: Rad, parts: Sequence[Rad], uppfoljning: Uppfoljning, enhet: Enhet) -> str:
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
    so_far = "" if is_final(uppfoljning) else " hittills"
    text = f"Avvikelsen{so_far} ligger främst på {_names(same, rad, uppfoljning)}"
    return f"{text}; {_names(against, rad, uppfoljning)} drar åt andra hållet." if against else f"{text}."


def _names(parts: Sequence[Rad], rad: Rad, uppfoljning: Uppfoljning) -> str:
    named = [f"{part.namn.translate(UTAN_KLAMRAR)} ({_field(part, rad, uppfoljning)})" for part in parts]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} och {named[-1]}"


def _field(part: Rad, rad: Rad, uppfoljning: Uppfoljning) -> str:
    """A live figure in the text on `rad`: a kontogrupp by its name, of another line with that one's kod, a line by its kod."""
    if not part.kontogrupp:
        name = part.nod
    elif part.nod == rad.nod:
        name = grupp_falt(uppfoljning, part.kontogrupp)
    else:
        name = f"{part.nod}.{GRUPP}{part.kontogrupp}"
    return f"{{{name}.avvikelse}}"


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
