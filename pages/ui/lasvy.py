"""Locking a report as the nämnd saw it, the list of locked ones, and a locked report on screen, read only."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import streamlit as st

from finance.format import MISSING
from finance.period import Period
from finance.rapport import delar
from finance.rapport.frysning import freeze_rapport, rapport_from_json
from finance.rapport.modell import Avsnitt, Block, Diagram, Kommentar, Nyckeltal, Rapport, Stycke, Styckeroll, Tabell
from finance.rapport.skillnader import Skillnad, compare_rapporter
from finance.rapport.som_text import show_value
from finance.store import Last, lock_rapport
from pages.ui import cached, diagram, downloads, problems, state, tables, tider
from pages.ui.comments import comment_markdown
from pages.ui.frame import Ram, chosen_period
from pages.ui.omgangvy import BROKEN, LAS, reason_field
from pages.ui.rapportvy import SE_OVER, WIDE, show_huvud
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_answer, show_card_title, show_quiet, show_quiet_lines

PAGE = "pages/uppfoljning/last_rapport.py"
LAST = "last"
"""The name in the URL."""
REPORT_PAGES = (
    ("Månadsuppföljning", "manadsuppfoljning", "table_chart"),
    ("Tertialrapport", "tertialrapport", "description"),
)
MANY = 40  # differences in a table; more are a list to search
RAPPORTER = {"manadsuppfoljning": cached.manadsrapport, "tertialrapport": cached.tertialrapport}


def show_lock_report(ram: Ram, rapport: Rapport) -> None:
    """The card at the foot of a report: lock it, and open those that are locked."""
    period, found = chosen_period(ram), cached.lasta_rapporter(ram.nyckel)
    here = [last for last in found if last.period == period.key and last.slag == rapport.slag]
    with open_card():
        show_card_title(*_state(rapport, here))
        with st.container(gap="small"):
            if ram.as_of is None:
                _show_form(ram, rapport, locked=bool(here))
            for last in here:
                _show_link(last, ram)
            if len(found) > len(here):
                st.page_link(PAGE, label="Alla låsta rapporter", icon=":material/inventory_2:", query_params=_link(ram))


def _state(rapport: Rapport, here: Sequence[Last]) -> tuple[str, str]:
    if not here:
        text = "Lås den när nämnden har fått den. Då kan den alltid öppnas som den var, vad som än läses in sedan."
        return f"{rapport.titel} är inte låst", text
    return (
        f"{rapport.titel} är låst",
        f"Version {here[0].version}, låst {tider.show_time(here[0].registrerad)} av {here[0].vem}.",
    )


def _show_form(ram: Ram, rapport: Rapport, *, locked: bool) -> None:
    label = "Lås en ny version" if locked else "Lås rapporten"
    key = f"{rapport.slag}_{rapport.period}"
    with st.expander(f"{label} (som nämnden såg den)", key=f"oppna_las_{key}", icon=LAS, type="compact"):
        show_quiet(f"Den låses som den står här, i {rapport.enhet.label} och {rapport.vy.value}, med kommentarerna.")
        anledning = reason_field(key=f"las_skal_{key}") if locked else ""
        vem, pressed = show_action(ram.store, label, key=f"las_{key}_{ram.nyckel.version}", icon=LAS, primary=True)
        if pressed:
            with problems.guard():
                _lock(ram, rapport, require_signatur(vem), anledning)


def _lock(ram: Ram, rapport: Rapport, vem: str, anledning: str) -> None:
    last = lock_rapport(
        ram.store,
        ram.namnd.kod,
        rapport.period.key,
        freeze_rapport(rapport),
        slag=rapport.slag,
        titel=rapport.titel,
        vem=vem,
        anledning=anledning,
    )
    finish(ram.store, vem, f"{rapport.titel} är låst, version {last.version}.")


def _link(ram: Ram, last: Last | None = None) -> dict[str, str]:
    val = {"namnd": ram.namnd.kod, "period": str(ram.period)}
    return val if last is None else val | {LAST: str(last.id)}


def _show_link(last: Last, ram: Ram) -> None:
    label = f"Öppna version {last.version} som den låstes"
    if last.hel:
        st.page_link(PAGE, label=label, icon=":material/lock:", query_params=_link(ram, last))
    else:
        st.markdown(f"{BROKEN} Version {last.version} har ändrats utanför Helår och går inte att öppna.")


def choose_locked(ram: Ram) -> Last | None:
    """Which locked report to open: in the URL as `last`, the newest without. None and what to do when there is none."""
    found = {str(last.id): last for last in cached.lasta_rapporter(ram.nyckel)}
    if not found:
        show_answer("Ingen rapport är låst ännu", "Öppna månadsuppföljningen eller tertialrapporten och lås den längst ner.")
        with st.container(horizontal=True):
            for name, path, icon in REPORT_PAGES:
                st.page_link(f"pages/uppfoljning/{path}.py", label=f"Till {name}", icon=f":material/{icon}:")
        return None
    key = f"last|{ram.namnd.kod}"
    chosen = state.read_link(LAST, key, tuple(found))
    state.save_open(key, chosen)
    st.selectbox(
        "Låst rapport",
        list(found),
        format_func=lambda number: label_of(found[number]),
        key=key,
        on_change=state.save_link,
        args=(LAST, key),
        width=480,
    )
    return found[chosen]


def label_of(last: Last) -> str:
    """`Månadsuppföljning maj 2022, version 1, låst 3 juni 2022`."""
    return f"{last.titel}, version {last.version}, låst {tider.show_day(last.registrerad)}"


def show_locked(ram: Ram, last: Last) -> None:
    """The locked report as it was, who locked it when, and what today's figures say instead."""
    rapport = rapport_from_json(last.varden)
    with st.container(gap=None):
        downloads.show_answer_row(f"{rapport.titel}, som nämnden såg den", rapport)
        who = f"Låst {tider.show_time(last.registrerad)} av {last.vem}, version {last.version}."
        reason = f" Skäl till ny version: {last.anledning}." if last.anledning else ""
        seal = f"Kontrollsumma {last.sha256[:12]}: innehållet är det som låstes."
        show_quiet_lines([f"{who}{reason} {seal}", f"{rapport.enhet.label}, {rapport.vy.value}. {rapport.sammanfattning}"])
    show_huvud(rapport.huvud)
    _show_differences(ram, last, rapport)
    whole = st.toggle("Visa alla tabeller och diagram", key="last_alla")
    for avsnitt in rapport.avsnitt:
        main = any(tabell.id == delar.TABELL_HUVUD for tabell in avsnitt.tabeller)
        _show_section(avsnitt, rapport, whole=whole or main)
    show_quiet_lines(rapport.kallor)


def _show_differences(ram: Ram, last: Last, rapport: Rapport) -> None:
    if ram.as_of is not None or rapport.slag not in RAPPORTER or Period.from_key(last.period) not in cached.periods(ram.of("")):
        return
    now = RAPPORTER[rapport.slag](cached_key(ram, rapport))
    found = compare_rapporter(rapport, now)
    with open_card():
        if not found:
            show_card_title("Dagens siffror är desamma", "Inget i rapporten skulle se annorlunda ut i dag.")
            return
        places = "ett ställe" if len(found) == 1 else f"{len(found)} ställen"
        show_card_title(f"Dagens siffror skiljer sig på {places}", "Det som visas nedan är det låsta, inte dagens.")
        with st.expander("Visa skillnaderna", key="oppna_skillnader", icon=":material/difference:", type="compact"):
            _show_cells(found)


def cached_key(ram: Ram, rapport: Rapport) -> cached.Nyckel:
    """The same report of today: its month, enhet and vy."""
    return replace(ram.nyckel, period=rapport.period.key, enhet=rapport.enhet, vy=rapport.vy)


def _show_cells(found: Sequence[Skillnad]) -> None:
    rows = [{"Rad": one.rad, "Tabell": one.tabell, "Kolumn": one.kolumn, "Låst": one.last, "I dag": one.nu} for one in found]
    if len(rows) > MANY:
        tables.show_grid(rows, alt="Det som skiljer sig mellan den låsta rapporten och dagens")
        return
    tables.show_rows(
        [{name: escape(text) for name, text in row.items()} for row in rows],
        figures=("Låst", "I dag"),
        alt="Det som skiljer sig mellan den låsta rapporten och dagens",
    )


def _show_section(avsnitt: Avsnitt, rapport: Rapport, *, whole: bool) -> None:
    """The words; tables and charts too if `whole`, else when they are opened."""
    with open_card():
        st.subheader(escape(avsnitt.rubrik), anchor=False)
        show_quiet_lines([avsnitt.rubrikrad])
        if avsnitt.slutsats:
            st.markdown(escape(avsnitt.slutsats))
        figures = [block for block in avsnitt.block if isinstance(block, Nyckeltal)]
        if figures and not avsnitt.rubrikrad:
            show_quiet_lines([", ".join(_figure(one, rapport) for one in figures)])
        drawn = [] if whole else [block for block in avsnitt.block if isinstance(block, Tabell | Diagram)]
        _show_blocks([block for block in avsnitt.block if block not in drawn], avsnitt, rapport)
        if drawn:
            opened = st.expander(
                _drawn_label(drawn), key=f"oppna_last_{avsnitt.id}", icon=":material/table:", type="compact", on_change="rerun"
            )
            if opened.open:
                with opened:
                    _show_blocks(drawn, avsnitt, rapport)
        st.space(8)


def _drawn_label(drawn: Sequence[Block]) -> str:
    tables_of = [block for block in drawn if isinstance(block, Tabell)]
    if not tables_of:
        return "Visa diagram"
    words = "tabellen" if len(tables_of) == 1 else "tabellerna"
    return f"Visa {words}" if len(tables_of) == len(drawn) else f"Visa {words} och diagram"


def _show_blocks(found: Sequence[Block], avsnitt: Avsnitt, rapport: Rapport) -> None:
    for small, blocks in groupby(found, key=lambda one: isinstance(one, Diagram) and one.is_matt):
        if small:
            diagram.show_small([one for one in blocks if isinstance(one, Diagram)], rapport.enhet, rapport.vy)
        else:
            for block in blocks:
                _show_block(block, avsnitt, rapport)


def _figure(one: Nyckeltal, rapport: Rapport) -> str:
    value = show_value(one.typ, one.varde, rapport.enhet, rapport.vy)
    return f"{one.namn} {value}" + (f" ({one.ord})" if one.ord else "")


def _show_block(block: Block, avsnitt: Avsnitt, rapport: Rapport) -> None:
    if isinstance(block, Tabell) and len(avsnitt.tabeller) > 1:
        st.markdown(f"**{escape(block.titel)}**")
    match block:
        case Tabell() if len(block.kolumner) > WIDE:
            tables.show_turned(block, rapport.enhet, rapport.vy)
        case Tabell():
            tables.show_tabell(block, rapport.enhet, rapport.vy)
        case Diagram():
            diagram.show_diagram(block, rapport.enhet, rapport.vy)
            diagram.show_folded_table(block, rapport.enhet, rapport.vy)
        case Stycke(text=text, roll=Styckeroll.VARNING):
            st.markdown(f"{SE_OVER} {escape(text)}")
        case Stycke(text=text):
            show_quiet_lines([text])
        case Kommentar() if block.text:
            about = "" if block.namn == avsnitt.rubrik else f"**{escape(block.namn)}** "
            st.markdown(f"{about}{comment_markdown(block.text)}")
            show_quiet(f"{escape(block.vem)}, {tider.show_day(block.nar) if block.nar else MISSING}")
        case _:
            pass
