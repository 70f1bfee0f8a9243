"""A user's corrections of how a file is read, as new values; and the Swedish words for slag, roles, units and signs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from finance.belopp import Enhet
from finance.errors import InvalidValue
from finance.inlasning.modell import Bladtolkning, Bladval, Kolumntolkning, Lasval, Sakerhet, Tecken
from finance.inlasning.val.fordelning import parse_fordelning
from finance.kolumner import Slag
from finance.period import MANADER_KORT
from pages.ui.state import Uppladdad

SLAG: Mapping[Slag, str] = {
    Slag.UTFALL: "Utfall",
    Slag.BUDGET: "Budget",
    Slag.BUDGETJUSTERING: "Budgetjustering",
    Slag.BEDOMNING: "Bedömning",
    Slag.STRUKTUR: "Struktur",
    Slag.MATT: "Mått",
    Slag.INVESTERING: "Investering",
    Slag.ATGARD: "Åtgärd",
    Slag.PLACERING: "Placering",
    Slag.UPPDRAG: "Uppdrag",
    Slag.STATSBIDRAG: "Statsbidrag",
}
V = TypeVar("V", Lasval, Bladval)
READABLE = tuple(SLAG)
TECKEN: Mapping[Tecken, str] = {
    Tecken.KOSTNAD_POSITIV: "Kostnader är positiva",
    Tecken.KOSTNAD_NEGATIV: "Kostnader är negativa",
}
ROLLER: Mapping[str, str] = {
    "": "används inte",
    "ansvar": "ansvar",
    "verksamhet": "verksamhet",
    "konto": "konto",
    "aktivitet": "aktivitet",
    "projekt": "projekt",
    "objekt": "objekt",
    "motpart": "motpart",
    "period": "månad",
    "ar": "år",
    "datum": "datum",
    "verifikat": "verifikat",
    "text": "text",
    "leverantor": "leverantör",
    "belopp": "belopp",
    "belopp:utfall": "belopp, utfall",
    "belopp:budget": "belopp, budget",
    "debet": "debet",
    "kredit": "kredit",
    "summa": "summa, kontrolleras",
    "kod": "kod",
    "namn": "benämning",
    "overordnad": "överordnad",
    "slag": "slag av belopp",
    "kontogrupp": "kontogrupp",
    "typ": "typ",
    "prognos": "prognos helår",
    "prognosavvikelse": "prognos avvikelse helår",
    "avvikelse": "avvikelse, räknas om",
    "beslut": "beslut",
    "fran": "gäller från",
    "till": "gäller till",
    "skal": "skäl",
}
PLANROLLER: Mapping[str, str] = {
    "ackumulering": "hur månader läggs ihop",
    "anmarkning": "anmärkning",
    "ansvarig": "ansvarig",
    "anvant": "använt",
    "aterbetalning": "återbetalning",
    "atgard": "åtgärd",
    "benamning": "benämning",
    "brott": "brott i serien",
    "budget": "budget",
    "dygnspris": "pris per dygn",
    "effekt_helar": "effekt helår",
    "effekt_manad": "effekt per månad",
    "enhet": "enhet",
    "ersattning": "ersättning",
    "fardigstalls": "färdigställs",
    "grupp": "grupp",
    "kalla": "källa",
    "kategori": "kategori",
    "kommentar": "kommentar",
    "kvar": "kvar",
    "matt": "mått",
    "medraknad": "medräknad i prognosen",
    "moms": "momskompensation",
    "nod": "rad i rapporten",
    "omrade": "område",
    "prognos_avvikelse": "prognos avvikelse",
    "raknas": "räknas",
    "slut": "slut",
    "start": "start",
    "status": "status",
    "svar_senast": "svar senast",
    "uppdrag": "uppdrag",
    "utfall": "utfall",
    "varde": "värde",
    "verksamhetseffekt": "effekt för verksamheten",
    "villkor": "villkor",
}
"""Roles of columns in files that are not ledgers; not offered for a ledger."""
SAKERHET: Mapping[Sakerhet, str] = {
    Sakerhet.RUBRIK: "säker på rubriken",
    Sakerhet.INNEHALL: ":orange-badge[gissad på innehållet]",
    Sakerhet.VALD: ":blue-badge[vald av dig]",
}


def roll_text(roll: str) -> str:
    """A role in words: `belopp, utfall jan 2022`, `benämning på verksamhet`."""
    if roll in ROLLER or roll in PLANROLLER:
        return ROLLER.get(roll) or PLANROLLER.get(roll, "")
    head, _, rest = roll.partition(":")
    if rest == "namn":
        return f"benämning på {ROLLER.get(head, head)}"
    words = [word for part in rest.split(":") if part and (word := _part_text(part))]
    return f"{ROLLER.get(head, head)}, {' '.join(words)}" if words else ROLLER.get(head, head)


def _part_text(part: str) -> str:
    ar, dash, manad = part.rpartition("-")
    if dash and manad.isdigit() and 1 <= int(manad) <= 12:
        return f"{MANADER_KORT[int(manad) - 1]} {ar}".strip()
    if part == "ack":
        return "(ackumulerat)"
    return f"helår {part}" if part.isdigit() else part


def roll_choices(tolkning: Bladtolkning) -> tuple[str, ...]:
    """Roles to choose between for a column of this sheet: the common ones, and every role that some column has."""
    extra = [kolumn.roll for kolumn in tolkning.kolumner if kolumn.roll not in ROLLER]
    return (*ROLLER, *(f"{roll}:namn" for roll in ("ansvar", "verksamhet", "konto")), *dict.fromkeys(extra))


def column_name(kolumn: Kolumntolkning) -> str:
    """The header's words, or the letter."""
    return kolumn.rubrik or f"kolumn {kolumn.bokstav}"


def answer(fil: Uppladdad, falt: str, value: object, *, blad: str | None = None) -> Uppladdad:
    """The file with one more choice; None takes it back. `falt`: a field of Lasval or Bladval, or of the file itself."""
    if falt == "overlapp":
        return replace(fil, overlapp=str(value or "auto"))
    if falt == "preliminar":
        return replace(fil, preliminar=bool(value))
    if falt == "namn":
        return replace(fil, lasval=_with_namn(fil.lasval, str(value or "")))
    if falt == "godkant":
        return replace(fil, lasval=replace(fil.lasval, godkant=fil.lasval.godkant | {str(value)}))
    typed = _typed(falt, value)
    if blad is None:
        return replace(fil, lasval=_changed(fil.lasval, falt, typed))
    before = fil.lasval.blad.get(blad, Bladval())
    return _with_bladval(fil, blad, _changed(before, falt, typed))


def _with_namn(val: Lasval, answered: str) -> Lasval:
    """`answered`: NAMN=KOD, as the question offers it."""
    namn, _, kod = answered.rpartition("=")
    return replace(val, namn={**val.namn, namn: kod}) if namn else val


def take_back(fil: Uppladdad, *, namn: str = "", kod: str = "") -> Uppladdad:
    """The file without the answer about a name, or without one to a question that was answered with "as it stands"."""
    names = {name: chosen for name, chosen in fil.lasval.namn.items() if name != namn}
    return replace(fil, lasval=replace(fil.lasval, namn=names, godkant=fil.lasval.godkant - {kod}))


def _changed(val: V, falt: str, value: Any) -> V:  # noqa: ANN401 - a field of either, of its own type
    return replace(val, **{falt: value})


def answer_column(fil: Uppladdad, blad: str, bokstav: str, roll: str | None) -> Uppladdad:
    """The file with another role for one column; None takes the choice back."""
    before = fil.lasval.blad.get(blad, Bladval())
    others = {letter: chosen for letter, chosen in before.kolumner.items() if letter != bokstav}
    return _with_bladval(fil, blad, replace(before, kolumner=others if roll is None else {**others, bokstav: roll}))


def _with_bladval(fil: Uppladdad, blad: str, val: Bladval) -> Uppladdad:
    sheets = {**fil.lasval.blad, blad: val}
    if val == Bladval():
        del sheets[blad]
    return replace(fil, lasval=replace(fil.lasval, blad=sheets))


def _typed(falt: str, value: object) -> object:
    if value is None or value == "":
        return None
    text = str(value)
    if falt in ("ar", "rubrikrad", "galler_fran"):
        if not text.strip().isdigit():
            raise InvalidValue(f"{text!r} är inget heltal. Skriv till exempel 2022.")
        return int(text)
    if falt == "fordelning":
        return parse_fordelning(text)
    if falt in ("las", "ackumulerat", "dolda"):
        return value if isinstance(value, bool) else text.lower() in ("ja", "true", "1")
    kinds = {"enhet": Enhet, "tecken": Tecken, "slag": Slag}
    return kinds[falt](text) if falt in kinds else value


def chosen(lasval: Lasval, falt: str, *, blad: str | None = None) -> object:
    """What the user has chosen, None for nothing."""
    return getattr(lasval if blad is None else lasval.blad.get(blad, Bladval()), falt)
