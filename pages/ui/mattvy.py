"""The page Mått: a group as a table, one mått as a chart with its break said, and what lacks."""

from decimal import Decimal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from finance.format import MINUS, NB, format_exakt, format_tal
from finance.lage import Lage
from finance.matt import Matt, Mattdel, Mattfoljd, Mattgrupp, Tal, utan_ar, without_kon
from finance.period import Period
from finance.rapport.matt.celler import break_note, kon_note
from finance.rapport.matt.diagram import matt_diagram, nyckel_of
from finance.rapport.matt.grupp import group_answer, group_notes
from finance.rapport.matt.manader import years_of, years_table
from finance.rapport.matt.visning import shown_foljder
from finance.rapport.modell import Tabell
from pages.ui import diagram, state, tables, theme
from pages.ui.frame import Ram
from pages.ui.theme import open_card, show_card_title, show_quiet, show_quiet_lines

GRUPP, KEY, ETT = "mattgrupp", "matt_grupp", "matt"
"""The names in the URL of a group and of one mått in it, and the widget's of a group."""


def show_empty() -> None:
    """What the page is for, when there is nothing."""
    st.header("Inga mått är inlästa ännu", anchor=False)
    show_quiet(
        "Mått är allt som räknas men inte är kronor i huvudboken: volymer, statistik, personalnyckeltal, köer, kvalitet. "
        "Läs in en fil, eller skriv in det första måttet nedan."
    )
    if st.button("Läs in mått", type="primary", icon=":material/upload_file:"):
        st.switch_page("pages/underlag/inlasning.py")


def open_answer() -> DeltaGenerator:
    """Where the answer goes: above the choice it follows from."""
    return st.container()


def group_key(grupp: Mattgrupp) -> str:
    """What a group is called in the URL."""
    return f"{grupp.namn}|{grupp.del_}"


def link_to(grupp: Mattgrupp, matt: Matt | None = None) -> dict[str, str]:
    """What the URL of this page says, to open a group, and one mått of it."""
    return {GRUPP: group_key(grupp), **({} if matt is None else {ETT: nyckel_of(matt)})}


def choose_group(grupper: tuple[Mattgrupp, ...]) -> Mattgrupp:
    """One of the groups; it stands in the URL."""
    by_key = {group_key(grupp): grupp for grupp in grupper}
    chosen = state.read_link(GRUPP, KEY, tuple(by_key))
    state.save_open(KEY, chosen)
    st.selectbox(
        "Grupp av mått",
        list(by_key),
        format_func=lambda key: by_key[key].visat_namn,
        key=KEY,
        on_change=state.save_link,
        args=(GRUPP, KEY),
        width=420,
    )
    return by_key[chosen]


def show_group(lage: Lage, grupp: Mattgrupp, ram: Ram, tabeller: tuple[Tabell, ...]) -> None:
    """The tables in the form of their part of the report, and what is not complete."""
    where = "står inte i rapporten" if grupp.del_ is Mattdel.INGEN else f"står i rapporten under {grupp.del_.namn}"
    for nr, tabell in enumerate(tabeller):
        with open_card():
            show_card_title(tabell.titel, "" if nr else f"{len(grupp.matt)} mått, {where}.")
            tables.show_tabell(tabell, ram.enhet, ram.vy)
            if nr == len(tabeller) - 1:
                _show_notes(lage, grupp, tabeller)
            st.space(8)
    if not tabeller:
        with open_card():
            show_card_title(grupp.visat_namn, f"{len(grupp.matt)} mått, {where}.")
            show_quiet(
                f"Inget mått i gruppen har värden för {lage.period.ar} till och med {lage.period.namn}. Se diagrammet nedan."
            )
            st.space(8)


def _show_notes(lage: Lage, grupp: Mattgrupp, tabeller: tuple[Tabell, ...]) -> None:
    saknar = [matt.visat_namn for matt in without_kon(grupp)] if lage.rapportval.matt.per_kon else []
    show_quiet_lines([*kon_note(saknar), *group_notes(lage, grupp, tabeller)])


def show_answer(lage: Lage, grupp: Mattgrupp, tabeller: tuple[Tabell, ...]) -> None:
    """The group in a sentence, and values that no year is known of."""
    first, stop, rest = group_answer(lage, grupp, tabeller).partition(". ")
    theme.show_answer(f"{first}." if stop else first, *([rest] if rest else []))
    if lost := utan_ar(lage.matt):
        show_quiet(f"{lost} värden saknar år och visas inte. Ångra den inläsningen och läs in filen igen med året valt.")


def show_one(lage: Lage, grupp: Mattgrupp, ram: Ram) -> None:
    """One mått: its chart, its figures as a table, and how it stands against its prognos, last year and target."""
    with open_card():
        st.subheader("Ett mått över tiden", anchor=False)
        matt = _choose_one(grupp)
        place = grupp.matt.index(matt)
        follow = shown_foljder(grupp.matt, lage.period, lage.rapportval.matt.dolj_under)[place]
        show_quiet_lines([*follow_lines(follow, lage.period), *(break_note(matt.visat_namn, day) for day in matt.brott)])
        _show_chart(lage, grupp, matt, ram)
        _show_years(lage, grupp, matt, ram)
        st.space(8)


def _choose_one(grupp: Mattgrupp) -> Matt:
    """One mått of the group; it stands in the URL."""
    by_key = {nyckel_of(matt): matt for matt in grupp.matt}
    key = f"matt_ett|{group_key(grupp)}"
    chosen = state.read_link(ETT, key, tuple(by_key))
    state.save_open(key, chosen)
    st.selectbox(
        "Mått",
        list(by_key),
        format_func=lambda one: by_key[one].visat_namn,
        key=key,
        on_change=state.save_link,
        args=(ETT, key),
        width=520,
    )
    return by_key[chosen]


def _show_years(lage: Lage, grupp: Mattgrupp, matt: Matt, ram: Ram) -> None:
    """A mått by month over the years, with its parts and its budget."""
    family = [one for one in grupp.matt if (one.nod, one.namn) == (matt.nod, matt.namn) and years_of(one, lage.period)]
    if matt not in family and (matt.kategori or not family):
        return
    below, bara = lage.rapportval.matt.dolj_under, matt if matt.kategori else None
    tabell = years_table("matt-manader", f"{matt.visat_namn} per månad", family, lage.period, below, bara=bara)
    with st.expander("Visa år för år, med delar och budget", key="oppna_matt_ar", icon=":material/table:", type="compact"):
        tables.show_tabell(tabell, ram.enhet, ram.vy)


def follow_lines(row: Mattfoljd, period: Period) -> list[str]:
    """In words: change, pace and target."""
    lines = []
    if row.forandring is not None:
        share = row.forandring_procent
        more = "" if share is None else f" ({format_tal(share, 0, plus=True)}{NB}%)"
        lines.append(
            f"{period.span} {period.ar}: {_text(row.nu)}, {_signed(row.forandring)}{more} mot samma tid {period.ar - 1}."
        )
    if row.takt is not None:
        before = "" if row.takt_foregaende is None else f", mot {format_tal(row.takt_foregaende)}{NB}% förra året"
        lines.append(f"{format_tal(row.takt)}{NB}% av årets prognos är nådd{before}.")
    if isinstance(row.mal, Decimal) and isinstance(row.nu, Decimal):
        lines.append(f"Målet för {period.ar} är {_text(row.mal)}; utfallet är {_signed(row.nu - row.mal)} mot målet.")
    return lines


def _signed(value: Decimal) -> str:
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{_text(abs(value))}"


def _text(value: Tal) -> str:
    return "" if value is None else value if isinstance(value, str) else format_exakt(value, 2)


def _show_chart(lage: Lage, grupp: Mattgrupp, matt: Matt, ram: Ram) -> None:
    """The chart that the report has of it, and the same figures as a table."""
    found = matt_diagram(matt, lage.period, below=lage.rapportval.matt.dolj_under, syskon=grupp.matt)
    if found is None:
        show_quiet("Måttet har för få värden per månad eller år för ett diagram. De som finns står i tabellen ovan.")
        return
    diagram.show_diagram(found, ram.enhet, ram.vy, height=280)
    diagram.show_folded_table(found, ram.enhet, ram.vy)
