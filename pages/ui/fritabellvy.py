"""Egna tabeller: each table as it stands in the report with what its sums say, and a place to paste one from Excel.

A grid that takes pasted cells reads "23,4" as 234, so the text is pasted in a field and read by our own parser.
"""

from collections.abc import Sequence

import streamlit as st

from finance.belopp import Enhet, Vy
from finance.errors import HelarError
from finance.inlasning.fil.klistrad import Frikolumn, Klistrad, Kolumnslag, parse_tabell, to_text
from finance.rapport.avsnitt_fritt import fri_tabell
from finance.rapport.kontroll.fritt import tryckta
from finance.rapport.kontroll.modell import Allvar
from finance.rapport.kontroll.tryckt import check_tryckt
from finance.store import (
    Fritabell,
    fritabell_history,
    read_borttagna_fritabeller,
    read_fritabeller,
    remove_fritabell,
    restore_fritabell,
    save_fritabell,
)
from pages.ui import problems, state, tables, theme, tider
from pages.ui.frame import Ram, chosen_period
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

ORD = {Allvar.FEL: ":red-badge[:material/error: Fel]", Allvar.VARNING: ":orange-badge[:material/warning: Varning]"}
UPPLYSNING = ":gray-badge[:material/info: Upplysning]"
EXEMPEL = "Förening\tBidrag 2021, kr\nRöda korset\t5 000\nIOGT-NTO 235\t5 000\nSumma\t10 000"


def read_tabeller(ram: Ram) -> tuple[Fritabell, ...]:
    """The tables of the period in the frame."""
    return read_fritabeller(ram.store, ram.namnd.kod, period=chosen_period(ram).key, as_of=ram.as_of)


def show_answer(tabeller: Sequence[Fritabell], ram: Ram) -> None:
    """How many tables the report has, and whether their sums hold."""
    month = chosen_period(ram).namn
    faults = sum(fynd.allvar is Allvar.FEL for one in tryckta(tabeller) for fynd in check_tryckt(one))
    if not tabeller:
        theme.show_answer(
            f"Rapporten för {month} har inga egna tabeller",
            "Lägg in det som inte finns i huvudboken, till exempel föreningsbidrag. Tabellen står i månadens rapport.",
        )
        return
    count = "en egen tabell" if len(tabeller) == 1 else f"{len(tabeller)} egna tabeller"
    sums = f"{faults} summor eller samband stämmer inte" if faults != 1 else "1 summa eller samband stämmer inte"
    theme.show_answer(
        f"Rapporten för {month} har {count}{f': {sums}' if faults else ', och summorna stämmer'}",
        "Tal visas som de är skrivna. Rapportkontrollen räknar om varje summarad.",
    )


def show_one(tabell: Fritabell, ram: Ram) -> None:
    """One table with its findings; ways to change and remove it, and its history."""
    with open_card():
        show_card_title(tabell.titel, f"Avsnitt i rapporten: {tabell.sektion or tabell.titel}.")
        tables.show_tabell(fri_tabell(tabell), ram.enhet, ram.vy)
        show_findings(tabell)
        if ram.as_of is None:
            key = f"fritabell|{ram.namnd.kod}|{tabell.period}|{tabell.id}"
            opened = st.expander(
                "Ändra eller ta bort", key=f"{key}|oppna", icon=":material/edit:", type="compact", on_change="rerun"
            )
            if opened.open:
                with opened:
                    _show_form(ram, key=f"{key}|{tabell.registrerad.isoformat()}", before=tabell)
                    _show_remove(ram, tabell, key=key)
                    _show_history(ram, tabell)


def show_findings(tabell: Fritabell) -> None:
    """What rapportkontroll says of the table: every sum and relation that does not hold."""
    found = [fynd for one in tryckta([tabell]) for fynd in check_tryckt(one)]
    for fynd in found:
        st.markdown(
            f"{ORD.get(fynd.allvar, UPPLYSNING)} {escape(fynd.matt)}, {escape(fynd.stalle.removeprefix(f'{tabell.titel}, '))}: "
            f"tabellen säger {escape(fynd.i_text)}, {escape(fynd.i_tabell)}. {escape(fynd.forslag)}"
        )
    if not found and tabell.summa is not None:
        show_quiet("Summaraden stämmer med raderna.")


def show_new(ram: Ram) -> None:
    """A place for a new table."""
    if ram.as_of is not None:
        return
    with open_card():
        show_card_title("Lägg in en tabell", "Kopiera cellerna i Excel, med rubrikrad, och klistra in dem här med Ctrl+V.")
        _show_form(ram, key=f"fritabell|{ram.namnd.kod}|{chosen_period(ram)}|ny|{state.generation()}", before=None)


def _show_form(ram: Ram, *, key: str, before: Fritabell | None) -> None:
    with st.grid(2, gap="small", min_column_width=300):
        titel = st.text_input(
            "Tabellens rubrik",
            value=before.titel if before else "",
            key=f"{key}|titel",
            placeholder="Till exempel Föreningsbidrag 2022",
        )
        sektion = st.text_input(
            "Avsnitt i rapporten",
            value=before.sektion if before else "",
            key=f"{key}|sektion",
            placeholder="Till exempel Föreningsbidrag; tomt: tabellens rubrik",
        )
    text = st.text_area(
        "Klistra in tabellen",
        value=to_text(before.kolumner, before.rader, before.summa) if before else "",
        key=f"{key}|text",
        height=170,
        placeholder=EXEMPEL,
        help="Första raden är rubriker. Börjar sista raden med Summa eller Totalt blir den summarad; rader under läses inte.",
    )
    found = _show_read(text or "", key=key)
    label = "Spara ändringen" if before else "Spara tabellen"
    vem, pressed = show_action(ram.store, label, key=f"{key}|spara", icon=":material/save:", primary=before is None)
    if pressed:
        _save(ram, found, before, titel=titel or found.titel, sektion=sektion or "", vem=vem)


def _show_read(text: str, *, key: str) -> Klistrad:
    """How the pasted text was read: what each column holds, to change, and the table."""
    guessed = parse_tabell(text)
    if not guessed.kolumner:
        return guessed
    places = len(guessed.kolumner)
    with st.grid(min(places, 6), gap="small", min_column_width=150):
        slag = [_choose_slag(kolumn, key=f"{key}|slag{place}|{kolumn.slag}") for place, kolumn in enumerate(guessed.kolumner)]
    found = parse_tabell(text, slag)
    for fel in found.fel[:5]:
        problems.show_problem(fel)
    rows = len(found.rader)
    summa = "med summarad" if found.summa is not None else "utan summarad"
    columns = "1 kolumn" if places == 1 else f"{places} kolumner"
    show_quiet(f"Läst som {columns} och {'1 rad' if rows == 1 else f'{rows} rader'} {summa}.")
    if found.titel:
        show_quiet(f"Raden ovanför rubrikerna är tabellens titel: {escape(found.titel)}.")
    if found.noter:
        show_quiet(f"Läses inte, för det är ingen rad i tabellen: {escape(' '.join(found.noter))}")
    if found.rader and not found.fel:
        shown = Fritabell("Förhandsvisning", found.kolumner, found.rader, 0, summa=found.summa)
        tables.show_tabell(fri_tabell(shown), *_any_unit())
        show_findings(shown)
    return found


def _choose_slag(kolumn: Frikolumn, *, key: str) -> Kolumnslag:
    """What the column holds; as guessed until a person says otherwise."""
    kinds = list(Kolumnslag)
    chosen = st.selectbox(
        f"{kolumn.namn} är", kinds, index=kinds.index(kolumn.slag), format_func=lambda one: Kolumnslag(one).namn, key=key
    )
    return Kolumnslag(chosen)


def _any_unit() -> tuple[Enhet, Vy]:
    """The figures of a fri tabell are shown as written, whatever the unit is."""
    return Enhet.KR, Vy.NETTOKOSTNAD


def _save(ram: Ram, found: Klistrad, before: Fritabell | None, *, titel: str, sektion: str, vem: str) -> None:
    if found.fel:
        problems.show_problem(f"Inget är sparat. {found.fel[0]}")
        return
    tabell = Fritabell(
        titel,
        found.kolumner,
        found.rader,
        before.period if before else chosen_period(ram).key,
        sektion=sektion,
        summa=found.summa,
        id=before.id if before else 0,
    )
    try:
        save_fritabell(ram.store, ram.namnd.kod, tabell, vem=require_signatur(vem))
    except HelarError as error:
        problems.show_problem(str(error))
        return
    state.next_generation()
    finish(ram.store, vem, f"Tabellen {titel.strip()} är sparad.")


def _show_remove(ram: Ram, tabell: Fritabell, *, key: str) -> None:
    vem, pressed = show_action(ram.store, "Ta bort tabellen", key=f"{key}|ta_bort", icon=":material/delete:")
    if not pressed:
        return
    try:
        remove_fritabell(ram.store, ram.namnd.kod, tabell.period, tabell.id, vem=require_signatur(vem))
    except HelarError as error:
        problems.show_problem(str(error))
        return
    finish(ram.store, vem, f"Tabellen {tabell.titel} är borttagen. Den går att ta tillbaka längst ner.")


def _show_history(ram: Ram, tabell: Fritabell) -> None:
    history = fritabell_history(ram.store, ram.namnd.kod, tabell.period, tabell.id)
    if len(history) > 1:
        theme.show_quiet_lines(
            ["Historik:", *(f"{tider.show_time(one.registrerad)}, {one.vem}: {_what(one)}" for one in history)]
        )


def _what(one: Fritabell) -> str:
    return "borttagen" if one.borttagen else f"{one.titel}, {len(one.rader)} rader"


def show_removed(ram: Ram) -> None:
    """The tables that were removed, each to take back."""
    if ram.as_of is not None:
        return
    period = chosen_period(ram).key
    for tabell in read_borttagna_fritabeller(ram.store, ram.namnd.kod, period=period):
        key = f"fritabell|{ram.namnd.kod}|{period}|{tabell.id}|tillbaka"
        vem, pressed = show_action(ram.store, f"Ta tillbaka {tabell.titel}", key=key, icon=":material/undo:")
        if pressed:
            try:
                restore_fritabell(ram.store, ram.namnd.kod, period, tabell.id, vem=require_signatur(vem))
            except HelarError as error:
                problems.show_problem(str(error))
                return
            finish(ram.store, vem, f"Tabellen {tabell.titel} är tillbaka.")
