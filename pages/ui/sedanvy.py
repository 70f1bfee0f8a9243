"""Sedan förra: what the last inläsning changed besides its new months, and connecting a verksamhet that has changed kod."""

from collections.abc import Mapping, Sequence

import streamlit as st

from finance.errors import InvalidValue
from finance.format import NB, format_kronor
from finance.period import Period
from finance.sedan_forra import Andring, Kodbyte, SedanForra
from finance.store import read_verksamhetsbyten, save_verksamhetsbyte
from pages.ui import cached, perioder, problems, state, tables
from pages.ui.mottag import Mal
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

MOST_SHOWN = 12
NY = ":blue-badge[:material/add: Ny]"
BORTA = ":orange-badge[:material/remove: Borta]"
NAMN = ":blue-badge[:material/edit: Nytt namn]"
KOD = ":orange-badge[:material/help: Ny kod]"
KOPPLAD = ":blue-badge[:material/link: Ihopkopplad]"


def show_since(mal: Mal) -> None:
    """The card about what was read in last in this session; nothing before that."""
    ids = state.read_done_ids()
    if mal.ny or not ids:
        return
    found = cached.sedan_forra(mal.nyckel, ids)
    if found is None:
        return
    with open_card():
        show_card_title(f"Sedan förra: {title(found)}", _months(found))
        with st.container(gap="small"):
            _show_amounts("Ändrat i tidigare månader", found.sena, "Månad")
            _show_amounts("Ändrad budget", found.budget, "År")
            _show_verksamheter(found)
            _show_kodbyten(mal, found)


def title(found: SedanForra) -> str:
    """How many of each kind changed."""
    counted = (
        (len(found.sena), "sen ändring", "sena ändringar"),
        (len(found.budget), "ändrad budget", "ändrade budgetar"),
        (len(found.nya), "ny verksamhet", "nya verksamheter"),
        (len(found.forsvunna), "verksamhet borta", "verksamheter borta"),
        (len(found.namnbyten), "nytt namn", "nya namn"),
    )
    parts = [f"{count}{NB}{one if count == 1 else many}" for count, one, many in counted if count]
    return ", ".join(parts) or "inget av det som fanns har ändrats"


def _months(found: SedanForra) -> str:
    if not found.nya_manader:
        return "Inga nya månader."
    names = [Period.from_key(key).namn for key in found.nya_manader]
    return f"Nya månader: {names[0]}." if len(names) == 1 else f"Nya månader: {names[0]} till {names[-1]}."


def _month(key: int) -> str:
    return Period.from_key(key).namn.capitalize()


def _kr(ore: int, *, plus: bool = False) -> str:
    return ("+" if plus and ore > 0 else "") + format_kronor(ore).removesuffix(f"{NB}kr")


def _show_amounts(heading: str, changes: Sequence[Andring], head: str) -> None:
    """A table of old and new, the largest first."""
    if not changes:
        return
    st.markdown(f"**{heading}**")
    rows = [
        {
            head: _month(one.period) if one.period > 9999 else str(one.period),
            "Verksamhet": f"{one.verksamhet} {one.namn}".strip() or "utan verksamhet",
            "Före, kr": _kr(one.gammal_ore),
            "Nu, kr": _kr(one.ny_ore),
            "Skillnad, kr": _kr(one.skillnad_ore, plus=True),
        }
        for one in sorted(changes, key=lambda one: -abs(one.skillnad_ore))
    ]
    if len(rows) > MOST_SHOWN:
        tables.show_grid(rows, alt=f"{heading}, störst först")
        return
    tables.show_rows(
        [{name: escape(text) for name, text in row.items()} for row in rows],
        figures=("Före, kr", "Nu, kr", "Skillnad, kr"),
        alt=f"{heading}, störst först",
    )


def _show_verksamheter(found: SedanForra) -> None:
    recoded = {one.ny_kod for one in found.kodbyten}
    for one in found.nya:
        if one.verksamhet not in recoded:
            st.markdown(f"{NY} {escape(f'{one.verksamhet} {one.namn}'.strip())}, {format_kronor(one.ore)} hittills")
    for one in found.forsvunna:
        st.markdown(f"{BORTA} {escape(f'{one.verksamhet} {one.namn}'.strip())} har inga belopp i de nya månaderna")
    for change in found.namnbyten:
        st.markdown(
            f"{NAMN} {escape(change.verksamhet)} heter nu {escape(change.nytt_namn)}, förut {escape(change.gammalt_namn)}"
        )


def _show_kodbyten(mal: Mal, found: SedanForra) -> None:
    """A button per verksamhet that seems to have changed kod, and fields for the others."""
    joined = {(byte.fran_kod, byte.till_kod) for byte in read_verksamhetsbyten(mal.store, mal.namnd.kod)}
    since = found.nya_manader[0] if found.nya_manader else mal.nyckel.period
    for one in found.kodbyten:
        text = f"{escape(one.namn)} har koden {escape(one.ny_kod)}, förut {escape(one.gammal_kod)}."
        if (one.gammal_kod, one.ny_kod) in joined:
            st.markdown(f"{KOPPLAD} {text} Historiken följer med.")
        else:
            _show_kodbyte(mal, one, text, since)
    if found.nya and (found.forsvunna or not found.kodbyten):
        _show_fields(mal, found, since)


def _show_kodbyte(mal: Mal, one: Kodbyte, text: str, since: int) -> None:
    st.markdown(f"{KOD} {text} Ska historiken följa med till den nya koden?")
    vem, pressed = show_action(mal.store, "Koppla ihop", key=f"koppla_{one.gammal_kod}_{one.ny_kod}", icon=":material/link:")
    if pressed:
        _connect(mal, one.gammal_kod, one.ny_kod, since, vem)


def _show_fields(mal: Mal, found: SedanForra, since: int) -> None:
    names: Mapping[str, str] = {
        one.verksamhet: f"{one.verksamhet} {one.namn}".strip() for one in (*found.forsvunna, *found.nya)
    }
    old = [one.verksamhet for one in found.forsvunna]
    if not old:
        return
    with st.expander(
        "Koppla ihop en verksamhet med den den hette förut", key="oppna_koppla", type="compact", icon=":material/link:"
    ):
        with st.grid(3, gap="small", min_column_width=180):
            fran = st.selectbox("Kod förr", old, format_func=lambda kod: names[kod], key="koppla_fran")
            nya = [one.verksamhet for one in found.nya]
            till = st.selectbox("Kod nu", nya, format_func=lambda kod: names[kod], key="koppla_till")
            first = perioder.choose_from("Gäller från", since // 100, key="koppla_sedan", always=False, default=since)
        show_quiet("Tidigare månader visas under den nya koden. Summorna ändras inte.")
        vem, pressed = show_action(mal.store, "Koppla ihop", key="koppla", icon=":material/link:")
        if pressed:
            _connect(mal, fran, till, first, vem)


def _connect(mal: Mal, fran: str | None, till: str | None, since: int, vem: str) -> None:
    with problems.guard():
        if not fran or not till:
            raise InvalidValue("Välj både koden förr och koden nu.")
        save_verksamhetsbyte(mal.store, mal.namnd.kod, fran, till, since, vem=require_signatur(vem))
        finish(mal.store, vem, f"{fran} visas nu som {till}. Kopplingen kan tas bort under Struktur.")
