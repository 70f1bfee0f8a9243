"""From a figure to its konton and on to its transactions: file, sheet and row. Read only when a person opens it."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from finance.belopp import Enhet
from finance.format import format_avvikelse, format_belopp, format_kronor
from finance.kolumner import Col
from finance.period import Period
from finance.underlag import Kontorad
from pages.ui import cached
from pages.ui.engangsvy import show_transaktion_form
from pages.ui.frame import Ram
from pages.ui.theme import escape, show_quiet

MOST_ROWS = 2000


def show_drill_choice(ram: Ram, noder: Sequence[tuple[str, str]]) -> None:
    """A folded place to choose a line of the main table and see what is behind it. `noder`: (kod, name), the total first."""
    opened = st.expander(
        "Visa konton och transaktioner", key="oppna_underlag", icon=":material/list:", type="compact", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        names = dict(noder)
        nod = st.selectbox(
            "Rad i tabellen", list(names), format_func=lambda kod: names[kod], key=f"underlag_{ram.namnd.kod}", width=420
        )
        show_konton(ram, nod, key="huvud")


def show_drill(ram: Ram, nod: str, namn: str) -> None:
    """A folded place with what is behind one line; nothing is read before it is opened."""
    opened = st.expander(
        f"Visa konton och transaktioner för {escape(namn)}",
        key="oppna_underlag_nod",
        icon=":material/list:",
        type="compact",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            show_konton(ram, nod, key="nod")


def show_konton(ram: Ram, nod: str, *, key: str) -> None:
    """The konton of a line, to choose from; the transactions of the chosen one, or of all."""
    rader = cached.konton(ram.of(nod))
    if not rader:
        show_quiet("Det finns inga bokförda eller budgeterade belopp på den här raden.")
        return
    utfall = sum(rad.utfall_ore for rad in rader) * ram.vy.sign
    show_quiet(f"{len(rader)} konton, utfall {format_kronor(utfall)}. Markera ett konto för att se dess transaktioner.")
    chosen = st.dataframe(
        _konto_frame(ram, rader),
        hide_index=True,
        height="auto" if len(rader) <= 8 else 318,
        key=f"konton_{key}|{ram.namnd.kod}|{ram.period}|{nod}",
        on_select="rerun",
        selection_mode="single-row",
        alt="Konton med utfall, budget och avvikelse",
    )
    places = [place for place in chosen.selection.rows if place < len(rader)]
    if places:
        _show_transaktioner(ram, nod, rader[places[0]], key=key)


def _konto_frame(ram: Ram, rader: Sequence[Kontorad]) -> Styler:
    kr, sign = Enhet.KR, ram.vy.sign
    frame = pd.DataFrame(
        {
            "Konto": [rad.konto or "saknas" for rad in rader],
            "Benämning": [rad.namn for rad in rader],
            "Kontogrupp": [rad.kontogrupp.value for rad in rader],
            "Utfall, kr": [rad.utfall_ore * sign for rad in rader],
            "Budget, kr": [rad.budget_ore * sign for rad in rader],
            "Avvikelse, kr": [rad.avvikelse_ore for rad in rader],
            "Föregående år, kr": [rad.foregaende_ore * sign for rad in rader],
        }
    )
    if not any(rad.namn for rad in rader):
        frame = frame.drop(columns="Benämning")
    amounts = {
        name: lambda ore: format_belopp(int(str(ore)), kr, decimals=2) for name in frame.columns if name.endswith(", kr")
    }
    return frame.style.format(
        {**amounts, "Avvikelse, kr": lambda ore: format_avvikelse(int(str(ore)), kr, decimals=2, symbol=True)}
    )


def _show_transaktioner(ram: Ram, nod: str, rad: Kontorad, *, key: str) -> None:
    found = cached.transaktioner(replace(ram.of(nod), konto=rad.konto))
    name = escape(f"{rad.konto or 'Utan konto'} {rad.namn}".strip())
    if found.empty:
        show_quiet(f"**{name}**: inga transaktioner, bara budget.")
        return
    total = int(found[Col.ORE].sum())
    more = f" Visar de {MOST_ROWS} senaste." if len(found) >= MOST_ROWS else ""
    show_quiet(f"**{name}**: {len(found)} transaktioner, {format_kronor(total * ram.vy.sign)}.{more}")
    st.dataframe(
        transaktion_frame(found, ram.vy.sign),
        hide_index=True,
        height="auto" if len(found) <= 8 else 318,
        alt="Transaktioner med fil, blad och rad",
    )
    show_transaktion_form(ram, found, key=key)


def transaktion_frame(found: pd.DataFrame, sign: int) -> Styler:
    """Transactions as people read them: amounts in kronor, with file, sheet and row."""
    names = {
        Col.PERIOD: "Period",
        Col.DATUM: "Datum",
        Col.VERIFIKAT: "Verifikat",
        Col.TEXT: "Text",
        Col.ANSVAR: "Ansvar",
        Col.VERKSAMHET: "Verksamhet",
        Col.ORE: "Belopp, kr",
        "fil": "Fil",
        Col.BLAD: "Blad",
        Col.RAD: "Rad",
    }
    kept = [
        col for col in names if col in found.columns and (col in (Col.ORE, Col.RAD) or found[col].astype(str).str.len().any())
    ]
    frame = found[kept].rename(columns=names)
    frame["Belopp, kr"] = frame["Belopp, kr"] * sign
    period = {"Period": lambda key: str(Period.from_key(int(str(key))))}
    return frame.style.format({**period, "Belopp, kr": lambda ore: format_belopp(int(str(ore)), Enhet.KR, decimals=2)})
