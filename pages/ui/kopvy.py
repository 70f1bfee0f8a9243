"""The parts of Köp per motpart: the table by kind, the transactions and suppliers of one kind, what the codes mean."""

from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from finance.belopp import Enhet
from finance.errors import HelarError
from finance.format import format_belopp, format_kronor
from finance.kolumner import Col
from finance.motparter import UTAN_LEVERANTOR, Kop, Slagrad, sum_leverantorer
from finance.rapport.avsnitt_motpart import motpart_section
from finance.store import Motpartsslag, read_motpartsslag, save_motpartsslag
from pages.ui import cached, problems, tables, theme, valfalt
from pages.ui.drill import transaktion_frame
from pages.ui.frame import Ram, chosen_period
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_quiet

MOST_ROWS = 2000
VALBARA = tuple(slag for slag in Motpartsslag if slag not in (Motpartsslag.OVRIGA, Motpartsslag.UTAN))


def place_answer() -> DeltaGenerator:
    """Where the answer stands: above the choice that it depends on."""
    return st.container()


def show_answer(place: DeltaGenerator, kop: Kop, ram: Ram) -> None:
    """What the köp cost, and who is the largest."""
    avsnitt = motpart_section(kop, chosen_period(ram), enhet=ram.enhet, vy=ram.vy)
    with place:
        if avsnitt is None:
            theme.show_answer(
                f"{kop.namn} har inga köp av verksamhet {chosen_period(ram).span}",
                "Här visas köp av verksamhet, familjehem och inhyrd personal, efter transaktionernas motpart.",
            )
            return
        theme.show_answer(avsnitt.slutsats, f"{kop.namn}, {ram.enhet.label}, {ram.vy.value}.")


def show_table(kop: Kop, ram: Ram) -> None:
    """The table by kind of motpart, as in the report."""
    avsnitt = motpart_section(kop, chosen_period(ram), enhet=ram.enhet, vy=ram.vy)
    if avsnitt is not None:
        for tabell in avsnitt.tabeller:
            tables.show_tabell(tabell, ram.enhet, ram.vy)


def show_drill(kop: Kop, ram: Ram) -> None:
    """The codes, suppliers and transactions of the kind that a person chooses."""
    if not kop.rader:
        return
    with open_card():
        st.subheader("Vad ligger bakom?", anchor=False)
        by_kind = {rad.slag: rad for rad in kop.rader}
        chosen = valfalt.choose(
            "Slag av motpart", list(by_kind), lambda slag: slag.value, key=f"kop_slag|{ram.namnd.kod}|{kop.nod}", width=340
        )
        if chosen is not None:
            _show_codes(by_kind[chosen], ram)
            _show_transaktioner(kop, chosen, ram)


def _show_codes(rad: Slagrad, ram: Ram) -> None:
    rows = [
        {
            "Motpart": post.namn or "saknas",
            f"Köp {chosen_period(ram).span}, kr": format_belopp(post.utfall_ore, Enhet.KR, vy=ram.vy),
            f"Samma tid {ram.ar - 1}, kr": format_belopp(post.foregaende_ore, Enhet.KR, vy=ram.vy),
        }
        for post in rad.poster
    ]
    tables.show_rows(rows, alt=f"Motparter av slaget {rad.slag.value}", figures=[name for name in rows[0] if name != "Motpart"])


def _show_transaktioner(kop: Kop, slag: Motpartsslag, ram: Ram) -> None:
    found = cached.kop_transaktioner(replace(ram.of(kop.nod), konto=slag.value))
    total = format_kronor(int(found[Col.ORE].sum()) * ram.vy.sign)
    show_quiet(f"**{escape(slag.value)}**: {len(found)} transaktioner, {total}.")
    _show_leverantorer(found, ram)
    if found.empty:
        return
    st.dataframe(
        transaktion_frame(found.head(MOST_ROWS), ram.vy.sign),
        hide_index=True,
        height="auto" if len(found) <= 8 else 318,
        alt=f"Transaktioner för {slag.value} med fil, blad och rad",
    )


def _show_leverantorer(found: pd.DataFrame, ram: Ram) -> None:
    poster = sum_leverantorer(found)
    if {post.namn for post in poster} <= {UTAN_LEVERANTOR}:
        show_quiet("Leverantörens namn sparas inte för de här kontona, för att skydda personuppgifter.")
        return
    rows = [{"Leverantör": post.namn, "Köp, kr": format_belopp(post.utfall_ore, Enhet.KR, vy=ram.vy)} for post in poster]
    tables.show_grid(rows, alt="Köp per leverantör", figures=["Köp, kr"])


def show_kinds(ram: Ram) -> None:
    """What the codes mean, and a way to say that they mean something else."""
    if ram.as_of is not None:
        return
    with st.expander("Vad motpartskoderna betyder", key="oppna_motpartsslag", icon=":material/tune:", type="compact"):
        show_quiet(
            "Utan egna val följs Kommun-Bas: 1–4 den egna kommunen, 5–7 kommunens bolag, 81 staten, 82 kommuner, "
            "83 kommunalförbund, 84 regioner, 85 föreningar, 86 och 88 enskilda, 87 privata företag, 9 utlandet."
        )
        told = read_motpartsslag(ram.store, ram.namnd.kod)
        tables.show_rows([{"Slag": slag.value, "Koder": str(codes)} for slag, codes in told.items()], alt="Egna val")
        _show_form(ram)


def _show_form(ram: Ram) -> None:
    key = f"motpartsslag|{ram.namnd.kod}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        slag = valfalt.choose("Slag av motpart", VALBARA, lambda one: one.value, key=f"{key}|slag", width=260)
        codes = st.text_input(
            "Koder", key=f"{key}|koder", placeholder="811, 820-829", width=220, help="Tomt: som i Kommun-Bas."
        )
    vem, pressed = show_action(ram.store, "Spara koderna", key=f"{key}|spara", icon=":material/save:")
    if not pressed:
        return
    if slag is None:
        problems.show_problem("Välj vilket slags motpart koderna är.")
        return
    try:
        save_motpartsslag(ram.store, ram.namnd.kod, slag, codes or "", vem=require_signatur(vem))
    except HelarError as error:
        problems.show_problem(str(error))
        return
    finish(ram.store, vem, f"Koderna för {slag.value.lower()} är sparade.")
