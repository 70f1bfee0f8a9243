"""The log as a list for people: the stored fields with their Swedish names, amounts in kronor, months in words."""

import json
from collections.abc import Iterator, Mapping, Sequence

import streamlit as st

from finance.bedomning import Bedomningstyp
from finance.format import MISSING, format_kronor
from finance.period import Period
from finance.prognos.handelseslag import Handelseslag
from finance.prognos.metod import Metod
from finance.rapport.rapportdelar import DELAR, MANADSDELAR
from finance.store import Loggrad
from pages.ui import tables, tider
from pages.ui.theme import escape

MOST = 300  # characters of what changed
NEWEST = 40  # acts that stand as a table, where long texts are read in full
WIDTHS = {"När": 140, "Vem": 110, "Vad": 175, "Före": 150}

NAMN: Mapping[str, str] = {
    "aterbetalas": "återbetalas",
    "aterbetalning_ore": "återbetalning",
    "ar": "år",
    "anvant_ore": "använt",
    "arsarbetare": "årsarbetare",
    "arsarbetare_ur": "årsarbetare ur",
    "atgard": "åtgärd",
    "avvikelse_ore": "avvikelse",
    "benamning": "benämning",
    "brott": "brott i serien",
    "budget_ore": "budget",
    "effekt_helar_ore": "effekt helår",
    "effekt_manad_ore": "effekt per månad",
    "ersatts_for": "ersätts för",
    "fardigstalls": "färdigställs",
    "fil": "fil",
    "fore": "före år",
    "fran": "från",
    "fran_kod": "från kod",
    "galler_fran": "gäller från",
    "galler_till": "gäller till",
    "handelse": "händelse",
    "i_takten": "räknas i takten",
    "id": "inläsning",
    "kalla": "källa",
    "kostnad_ore": "kostnad",
    "kvar_ore": "kvar",
    "matt": "mått",
    "matt_nod": "måttets rad",
    "medraknad": "räknas i prognosen",
    "nod": "rad",
    "omrade": "område",
    "ore": "belopp",
    "ovrigt": "övrigt",
    "per": "jämfört per",
    "prefix": "konton som börjar med",
    "pris_fran": "pris från",
    "pris_ore": "pris",
    "prognos_avvikelse_ore": "prognos avvikelse",
    "raknas": "räknas",
    "realiserat_ore": "uppnått",
    "sektion": "avsnitt",
    "skal": "skäl",
    "skillnad_ore": "skillnad",
    "stammer": "stämmer",
    "summa_ore": "summa",
    "svar_senast": "svar senast",
    "till_kod": "till kod",
    "utfall_ore": "utfall",
    "utforda": "utförda",
    "varde": "värde",
    "verksamhetseffekt": "effekt i verksamheten",
}
"""A stored field -> what people call it; a field that is not here has a name that is a Swedish word already."""
INRE = {
    "namnd",
    "tabell",
    "inlasning_id",
    "ersatter_id",
    "innehall",
    "nyckel",
    "ordning",
    "sha256",
    "borttagen",
    "parametrar",
    "spakar",
}
"""Fields that say nothing to a person."""
MANADER = {"period", "fran", "till", "galler_fran", "galler_till", "pris_fran"}
ORD: Mapping[str, Mapping[str, str]] = {
    "metod": {metod.value: metod.namn for metod in Metod},
    "typ": {typ.value: typ.namn for typ in Bedomningstyp},
    "sektion": {del_.id: del_.rubrik for del_ in (*MANADSDELAR, *DELAR)},
    "slag": {"niva": "nivå", "flode": "flöde", "atgard": "åtgärd", **{slag.value: slag.namn.lower() for slag in Handelseslag}},
    "enhet": {"mnkr": "Mnkr"},
}
"""Per field: stored value -> the word for it, where they differ."""


def show_logg(rader: Sequence[Loggrad]) -> None:
    """When, who, what; and what it was before and after."""
    rows = [
        {
            "När": tider.show_short_time(rad.nar),
            "Vem": rad.vem,
            "Vad": rad.handling.capitalize(),
            "Före": describe(rad.fore, rad.namnd),
            "Efter": describe(rad.efter, rad.namnd),
        }
        for rad in rader
    ]
    newest = [{name: escape(text) for name, text in row.items()} for row in rows[:NEWEST]]
    tables.show_rows(newest, alt="Loggen, nyast först")
    if len(rows) > NEWEST:
        with st.expander(f"Visa alla {len(rows)}, med sökning", icon=":material/search:", type="compact"):
            tables.show_grid(rows, alt="Hela loggen, nyast först", widths=WIDTHS)


def describe(stored: str, namnd: str) -> str:
    """Stored JSON as `Mått: hushåll, från: maj 2022, …`; "–" for nothing. `namnd`: the kod that the whole is known by."""
    if not stored:
        return MISSING
    values = json.loads(stored)
    if not isinstance(values, dict):
        return str(values)[:MOST]
    text = ", ".join(_parts(values, namnd))
    text = text if len(text) <= MOST else f"{text[: MOST - 1].rstrip(' ,')}…"
    return text[:1].upper() + text[1:] or MISSING


def _parts(values: Mapping[str, object], namnd: str) -> Iterator[str]:
    for name, value in values.items():
        inside = _inside(value)
        if name in INRE or value in ("", None, [], {}):
            continue
        if isinstance(inside, dict):
            yield from _parts(inside, namnd)
        elif inside is None:
            yield f"{NAMN.get(name, name)}: {_value(name, value, namnd)}"
        elif inside:
            yield f"{NAMN.get(name, name)}: {', '.join(map(str, inside))}"


def _inside(value: object) -> dict[str, object] | list[object] | None:
    """What JSON within JSON holds; None for a plain value."""
    if isinstance(value, dict | list):
        return value
    if not isinstance(value, str) or value[:1] not in ("{", "["):
        return None
    try:
        found = json.loads(value)
    except ValueError:
        return None
    return found if isinstance(found, dict | list) else None


def _value(name: str, value: object, namnd: str) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, int) and (name == "ore" or name.endswith("_ore")):
        return format_kronor(value)
    if isinstance(value, int) and name in MANADER:
        return Period.from_key(value).namn if value % 100 else (str(value) if value else "början")
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if name == "nod" and value == namnd:
        return "hela nämnden"
    return ORD.get(name, {}).get(str(value), str(value))
