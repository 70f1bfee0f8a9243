"""A volume's own prognos, and what the budget counts on: for the year or month by month."""

from collections.abc import Mapping
from decimal import Decimal

import streamlit as st

from finance.errors import InvalidValue
from finance.format import format_exakt
from finance.inlasning.cell.tal import parse_belopp
from finance.lage import Lage
from finance.period import MANADER
from finance.prognos.volymord import plural
from finance.store import HELA_ARET, Mattnyckel, Volymantagande, Volymkoppling, Volymslag, Volymtyp, save_volymantagande
from pages.ui import problems
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import show_quiet

SAKER = {Volymtyp.PROGNOS: "Prognos", Volymtyp.BUDGET: "Vad budgeten räknar med"}
HELAR, PER_MANAD = "Hela året", "Månad för månad"


def show_numbers(lage: Lage, ram: Ram) -> None:
    """Choose a coupled mått and say its volumes; empty fields take them away, and then the file or Helår itself says."""
    by_matt = {one.matt: one for one in lage.volymkopplingar}
    matt = st.selectbox("Mått", list(by_matt), format_func=lambda one: one.namn, key="volymtal_matt")
    with st.container(horizontal=True):
        typ = st.radio("Vad gäller det?", list(SAKER), format_func=SAKER.__getitem__, key="volymtal_typ", horizontal=True)
        how = st.radio("Hur?", (HELAR, PER_MANAD), key="volymtal_hur", horizontal=True)
    before = _before(lage, matt, typ)
    texts = _show_fields(lage, by_matt[matt], typ, how, before)
    vem, pressed = show_action(ram.store, "Spara volymen", key="volymtal_spara", icon=":material/save:", primary=True)
    if pressed:
        with problems.guard():
            value = Volymantagande(matt, typ, lage.period.ar, read_numbers(texts))
            if save_volymantagande(ram.store, ram.namnd.kod, value, vem=require_signatur(vem)):
                done = "är sparad" if value.varden else "är borttagen"
                finish(ram.store, vem, f"{matt.namn}: {SAKER[typ].lower()} {lage.period.ar} {done}.")
            st.markdown("Det är redan sparat så.")


def _before(lage: Lage, matt: Mattnyckel, typ: Volymtyp) -> Mapping[int, Decimal]:
    found = (one.varden for one in lage.volymantaganden if (one.matt, one.typ, one.ar) == (matt, typ, lage.period.ar))
    return next(found, {})


def _show_fields(lage: Lage, koppling: Volymkoppling, typ: Volymtyp, how: str, before: Mapping[int, Decimal]) -> dict[int, str]:
    """One field, or one per month; as typed."""
    ar, unit = lage.period.ar, plural(koppling.enhet)
    mean = ", i snitt per månad" if koppling.slag is Volymslag.NIVA else ""
    key = f"{typ.value}|{koppling.matt.nod}|{koppling.matt.grupp}|{koppling.matt.namn}|{ar}"
    if how == HELAR:
        label = f"{SAKER[typ]} {ar}, {unit}{mean}"
        return {HELA_ARET: st.text_input(label, value=_text(before.get(HELA_ARET)), key=f"volymtal|{key}", width=320) or ""}
    show_quiet("Månader som är tomma räknar Helår. En månad som redan har ett läst värde behåller det.")
    with st.grid(6, gap="small", min_column_width=110):
        return {
            manad: st.text_input(namn.capitalize(), value=_text(before.get(manad)), key=f"volymtal|{key}|{manad}") or ""
            for manad, namn in enumerate(MANADER, 1)
        }


def _text(value: Decimal | None) -> str:
    if value is None:
        return ""
    return format_exakt(value)


def read_numbers(texts: Mapping[int, str]) -> dict[int, Decimal]:
    """What is typed, by month; empty fields are none. Raises InvalidValue."""
    found = {}
    for manad, text in texts.items():
        if not text.strip():
            continue
        value = parse_belopp(text)
        if value is None:
            raise InvalidValue(f"{text.strip()!r} är inget antal. Skriv ett tal, till exempel 4 000 eller 414,5.")
        found[manad] = value
    return found
