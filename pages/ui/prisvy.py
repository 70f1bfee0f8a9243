"""Prisantaganden: the values in force with their source and use, and ways to add, change and remove."""

from collections.abc import Sequence

import streamlit as st

from finance.errors import InvalidValue
from finance.format import MISSING, NB, format_exakt
from finance.lage import Lage
from finance.period import Period
from finance.prognos.helarsprognos import Helarsprognos
from finance.prognos.prisantaganden import parse_varde
from finance.store import (
    ENHETER,
    PRISNAMN,
    Prisantagande,
    prisantagande_history,
    remove_prisantagande,
    save_prisantagande,
)
from pages.ui import cached, perioder, problems, state, tables, tider, valfalt
from pages.ui.frame import Ram
from pages.ui.radnamn import line_name
from pages.ui.signatur import finish, require_signatur, show_action, show_signatur
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

EGET = "Eget namn"


def show_priser(prognos: Helarsprognos, ram: Ram, *, locked: bool) -> None:
    """The list, and below it the fields, unless an earlier moment is shown."""
    lage, priser = prognos.lage, prognos.lage.prisantaganden
    with open_card():
        count = f"{len(priser)} {'prisantagande' if len(priser) == 1 else 'prisantaganden'}"
        show_card_title(
            count if priser else "Inga prisantaganden ännu",
            "Ett pris eller en procentsats med källa, som händelser och volymer räknas efter. Ändras det, räknas allt om.",
        )
        tables.show_rows(
            [_row(pris, lage, ram) for pris in priser], alt="Prisantaganden med källa och var de används", figures=("Värde",)
        )
        if not locked:
            _show_add(priser, ram)
            if priser:
                _show_remove(priser, lage, ram)


def _row(pris: Prisantagande, lage: Lage, ram: Ram) -> dict[str, str]:
    return {
        "Prisantagande": escape(pris.namn),
        "Värde": escape(_value(pris)),
        "Gäller från": Period.from_key(pris.galler_fran).namn,
        "Källa": escape(pris.kalla),
        "Används i": "; ".join(map(escape, used_in(pris.namn, lage, ram))) or "används inte",
        "Av": escape(pris.vem),
    }


def _value(pris: Prisantagande) -> str:
    return f"{format_exakt(pris.varde, least=2 if pris.enhet.startswith('kr') else 0)}{NB}{pris.enhet}"


def used_in(namn: str, lage: Lage, ram: Ram) -> list[str]:
    """The events and volumes that count with it."""
    uppfoljning = cached.uppfoljning(ram.nyckel)
    events = [
        f"{one.skal} ({line_name(uppfoljning, one.nod)})"
        for one in lage.handelser
        if any(parameter.pris == namn for parameter in one.parametrar.values())
    ]
    volumes = [f"volym × pris ({line_name(uppfoljning, one.nod)})" for one in lage.volymkopplingar if one.prisantagande == namn]
    return events + volumes


def _show_add(priser: Sequence[Prisantagande], ram: Ram) -> None:
    st.space(8)
    key = f"pris_{state.read_open('pris_omgang') or 0}"
    own = {pris.namn: pris.enhet for pris in priser}
    units = {**PRISNAMN, **own}
    with st.expander("Lägg till eller ändra ett värde", key="oppna_pris", type="compact", icon=":material/add:"):
        with st.grid(3, gap="small", min_column_width=200):
            namn = valfalt.choose("Prisantagande", [*units, EGET], str, key=f"{key}_namn", placeholder="Välj")
            if namn == EGET:
                namn = st.text_input("Namn", key=f"{key}_eget", max_chars=60, placeholder="Till exempel Larmavtal")
                enhet = st.selectbox("Enhet", ENHETER, key=f"{key}_enhet")
            else:
                enhet = units.get(namn or "", "")
            varde = st.text_input(f"Värde, {enhet}" if enhet else "Värde", key=f"{key}_varde", placeholder="1 234,50")
            fran = perioder.choose_from("Gäller från", ram.ar, key=f"{key}_fran", always=False, default=ram.ar * 100 + 1)
            kalla = st.text_input("Källa", key=f"{key}_kalla", max_chars=120, placeholder="Till exempel Socialstyrelsen 2022")
        st.space(8)
        vem, pressed = show_action(ram.store, "Spara värdet", key=f"{key}_spara", icon=":material/check:")
        show_quiet(
            "Ett nytt värde från en senare månad läggs bredvid det gamla. Samma namn och månad ersätter det som står där."
        )
        if pressed:
            with problems.guard():
                _save(ram, namn or "", enhet, varde, fran, kalla, vem)


def _save(ram: Ram, namn: str, enhet: str, varde: str, fran: int, kalla: str, vem: str) -> None:
    value = parse_varde(varde, "Värde")
    if not namn:
        raise InvalidValue("Välj vilket prisantagande det gäller, eller Eget namn.")
    if value is None:
        raise InvalidValue("Skriv ett värde, till exempel 1 234,50.")
    require_signatur(vem)
    stored = save_prisantagande(
        ram.store, ram.namnd.kod, namn=namn, enhet=enhet, varde=value, galler_fran=fran, kalla=kalla, vem=vem
    )
    state.save_open("pris_omgang", (state.read_open("pris_omgang") or 0) + 1)
    finish(ram.store, vem, f"{stored} är sparat. Det som räknas efter det är omräknat.")


def _show_remove(priser: Sequence[Prisantagande], lage: Lage, ram: Ram) -> None:
    with st.expander("Ta bort ett värde eller se historik", key="oppna_pris_bort", type="compact", icon=":material/history:"):
        by_key = {(pris.namn, pris.galler_fran): pris for pris in priser}
        chosen = valfalt.choose(
            "Värde",
            list(by_key),
            lambda key: f"{key[0]} från {Period.from_key(key[1]).namn}",
            key="pris_valt",
            placeholder="Välj värde",
        )
        if chosen is None:
            return
        vem = show_signatur(ram.store, key="pris_bort")
        if st.button("Ta bort värdet", key="pris_bort", icon=":material/delete:"):
            with problems.guard():
                _remove(ram, lage, priser, by_key[chosen], vem)
        tables.show_rows(
            [
                {
                    "När": tider.show_time(one.registrerad),
                    "Av": escape(one.vem),
                    "Värde": "Borttaget" if one.borttagen else escape(_value(one)),
                    "Gäller från": Period.from_key(one.galler_fran).namn,
                    "Källa": escape(one.kalla) or MISSING,
                }
                for one in prisantagande_history(ram.store, ram.namnd.kod, chosen[0])
            ],
            alt=f"Alla versioner av {chosen[0]}, den nyaste först",
        )


def _remove(ram: Ram, lage: Lage, priser: Sequence[Prisantagande], pris: Prisantagande, vem: str) -> None:
    last = sum(other.namn == pris.namn for other in priser) == 1
    if last and (used := used_in(pris.namn, lage, ram)):
        raise InvalidValue(f"{pris.namn} används i {'; '.join(used)}. Ändra det först, annars kan det inte räknas.")
    remove_prisantagande(ram.store, ram.namnd.kod, pris.namn, pris.galler_fran, vem=require_signatur(vem))
    finish(ram.store, vem, f"{pris.namn} från {Period.from_key(pris.galler_fran).namn} är borttaget. Historiken finns kvar.")
