"""Uppdrag: how many are done and late, the list with a filter, the list as a file, and the fields of an uppdrag."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from finance.format import MISSING
from finance.inlasning.planrader import Uppdragsrad
from finance.rapport.avsnitt_uppdrag import uppdrag_report
from finance.uppdrag import KALLOR, Uppdrag, Uppdragslage, Uppdragslista
from pages.ui import cached, mallar, tables
from pages.ui.downloads import XLSX
from pages.ui.frame import Ram
from pages.ui.planpostvy import LASIN, Lista, day_text, read_day
from pages.ui.theme import escape, open_card, show_card_title, show_quiet

STATUSAR = ("ej påbörjat", "pågår", "klar")
ALLA = "Alla"
TOM = Uppdragsrad("", "", "", STATUSAR[0], "", "", "", "", 0)
MARKEN = {
    Uppdragslage.SENT: ":red[:material/error: försenat]",
    Uppdragslage.PAGAR: ":material/pending: pågår",
    Uppdragslage.EJ_PABORJAT: ":material/radio_button_unchecked: ej påbörjat",
    Uppdragslage.KLART: ":blue[:material/check_circle: klart]",
}


def show_list(lista: Uppdragslista, ram: Ram) -> None:
    """The uppdrag; those that are late first."""
    with open_card():
        if not lista.rader:
            show_card_title("Vad ska nämnden göra?", "Lägg in ett uppdrag här under, eller läs in listan.")
            with st.container(horizontal=True, vertical_alignment="center"):
                st.page_link(LASIN, label="Läs in uppdrag", icon=":material/upload_file:")
                mallar.show_one(ram, "uppdrag", label="Hämta mall för uppdrag")
            return
        show_card_title(_title(lista), f"Läget den {day_text(lista.dag.isoformat())}.")
        st.space(8)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            shown = _filter(lista)
            _show_download(lista.dag, ram)
        rows = sorted(shown, key=lambda one: list(Uppdragslage).index(one.lage))
        _show_rows(rows)
        st.space(8)


def _title(lista: Uppdragslista) -> str:
    """How many stand where, in the order that needs attention."""
    parts = [f"{count} {lage.value}" for lage in Uppdragslage if (count := lista.count(lage))]
    return f"{len(lista.rader)} uppdrag: {', '.join(parts)}" if len(parts) > 1 else f"{len(lista.rader)} uppdrag i listan"


def _filter(lista: Uppdragslista) -> list[Uppdrag]:
    kallor = list(dict.fromkeys(one.rad.kalla or MISSING for one in lista.rader))
    lagen = [lage.value for lage in Uppdragslage if lista.count(lage)]
    rows = list(lista.rader)
    if len(lagen) > 1:
        chosen = st.selectbox("Läge", [ALLA, *lagen], format_func=str.capitalize, key="uppdrag_lage", width=200)
        rows = [one for one in rows if chosen in (ALLA, one.lage.value)]
    if len(kallor) > 1:
        source = st.selectbox("Källa", [ALLA, *kallor], key="uppdrag_kalla", width=220)
        rows = [one for one in rows if source in (ALLA, one.rad.kalla or MISSING)]
    return rows


def _show_rows(rows: list[Uppdrag]) -> None:
    optional = (("Kommentar", "kommentar"), ("Svar senast", "svar_senast"))
    shown = [(rubrik, name) for rubrik, name in optional if any(getattr(one.rad, name) for one in rows)]
    tables.show_rows(
        [
            {
                "Läge": MARKEN[one.lage],
                "Uppdrag": escape(one.rad.uppdrag),
                "Område": escape(one.rad.omrade) or MISSING,
                "Källa": escape(one.rad.kalla) or MISSING,
                "Datum": day_text(one.rad.datum) or MISSING,
                **{rubrik: day_text(getattr(one.rad, name)) or MISSING for rubrik, name in shown},
            }
            for one in rows
        ],
        alt="Uppdrag med läge, område, källa och datum",
    )


def _show_download(dag: date, ram: Ram) -> None:
    st.download_button(
        "Hämta uppdragen som Excel",
        data=lambda: cached.xlsx(uppdrag_report(cached.lage(ram.nyckel), dag)),
        file_name=f"uppdrag_{ram.namnd.kod}_{dag.isoformat()}.xlsx",
        mime=XLSX,
        key="hamta_uppdrag",
        on_click="ignore",
        icon=":material/download:",
    )


def _fields(_ram: Ram, key: str, before: Uppdragsrad | None) -> Callable[[], Uppdragsrad]:
    rad = before or TOM
    uppdrag = st.text_input("Uppdrag", value=rad.uppdrag, key=f"{key}_uppdrag", placeholder="Vad ska nämnden göra?")
    kallor, statusar = _options(KALLOR, rad.kalla), _options(STATUSAR, rad.status)
    with st.grid(3, gap="small", min_column_width=200):
        kalla = st.selectbox(
            "Källa",
            kallor,
            index=kallor.index(rad.kalla) if rad.kalla in kallor else 0,
            key=f"{key}_kalla",
            accept_new_options=True,
            help="Välj, eller skriv en annan.",
        )
        omrade = st.text_input("Område", value=rad.omrade, key=f"{key}_omrade")
        status = st.selectbox(
            "Status", statusar, index=statusar.index(rad.status), format_func=str.capitalize, key=f"{key}_status"
        )
        datum = st.text_input("Datum för statusen", value=rad.datum, key=f"{key}_datum", placeholder="ÅÅÅÅ-MM-DD")
        senast = st.text_input("Svar senast", value=rad.svar_senast, key=f"{key}_senast", placeholder="ÅÅÅÅ-MM-DD")
    kommentar = st.text_input("Kommentar", value=rad.kommentar, key=f"{key}_kommentar", max_chars=300)
    show_quiet("Skriv inga namn eller personuppgifter om enskilda.")

    def read() -> Uppdragsrad:
        return replace(
            rad,
            uppdrag=uppdrag,
            kalla=kalla or "",
            omrade=omrade,
            status=status,
            datum=read_day(datum, "Datum"),
            svar_senast=read_day(senast, "Svar senast"),
            kommentar=kommentar,
        )

    return read


def _options(known: tuple[str, ...], now: str) -> list[str]:
    return list(dict.fromkeys([*known, *([now] if now else [])]))


UPPDRAG: Lista[Uppdragsrad] = Lista(
    klass=Uppdragsrad,
    nyckel="uppdrag",
    obestamd="ett uppdrag",
    bestamd="uppdraget",
    namn=lambda rad: rad.uppdrag if len(rad.uppdrag) <= 90 else f"{rad.uppdrag[:88]} …",
    beskriv=lambda rad: ", ".join(filter(None, (rad.uppdrag, rad.status, rad.datum, rad.kommentar))),
    falt=_fields,
)
