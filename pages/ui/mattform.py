"""The card of mått that a person writes: the form, what was typed and its undo, targets, and how mått are shown."""

from dataclasses import replace

import streamlit as st

from finance.inlasning.planrader import Mattrad
from finance.lage import Lage
from finance.matt import Mattdel, Mattgrupp, cell_of
from finance.mattinskrivning import time_text
from finance.store import mattpost_history, read_mattposter, remove_mattvarden, save_mattval
from pages.ui import mallar, mattinmatning, mattmal, mattritval, problems, tables, tider, valfalt
from pages.ui.frame import Ram
from pages.ui.mattinmatning import TYPER
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_card_title, show_quiet


def show_entry(lage: Lage, grupp: Mattgrupp | None, ram: Ram) -> None:
    """The card to type in, upload and take away; nothing while an earlier moment is shown."""
    if ram.as_of is not None:
        return
    with open_card():
        show_card_title("Lägg in värden", "Skriv dem här, klistra in en kolumn ur Excel, eller läs in en fil efter mallen.")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link("pages/underlag/inlasning.py", label="Läs in en fil", icon=":material/upload_file:")
            mallar.show_one(ram, "matt", label="Hämta mallen för mått")
        with st.expander("Skriv eller klistra in värden", key="oppna_mattform", icon=":material/edit:", type="compact"):
            mattinmatning.show_form(lage, grupp, ram)
        with st.expander("Inskrivna värden", key="oppna_mattlista", icon=":material/history:", type="compact"):
            _show_typed(ram)
        with st.expander("Mål: högt eller lågt är bra", key="oppna_mattmal", icon=":material/flag:", type="compact"):
            mattmal.show_targets(lage, grupp, ram)
        with st.expander("Hur mått visas", key="oppna_mattval", icon=":material/tune:", type="compact"):
            _show_settings(lage, grupp, ram)
        st.space(8)


def _show_typed(ram: Ram) -> None:
    found = [rad for _, rad in read_mattposter(ram.store, ram.namnd.kod)]
    if not found:
        show_quiet("Inga värden är inskrivna här. Värden ur filer ser du på sidan Inläsning.")
        return
    tables.show_grid([_row(rad) for rad in reversed(found)], alt="Inskrivna värden", figures=("Värde",))
    places = valfalt.choose("Ta bort", list(range(len(found))), lambda at: _label(found[at]), key="mattlista_bort")
    if places is None:
        return
    rad = found[places]
    versions = mattpost_history(ram.store, ram.namnd.kod, nod=rad.nod, grupp=rad.grupp, matt=rad.matt, kategori=rad.kategori)
    tables.show_rows(
        [
            {"När": tider.show_time(when), "Av": escape(vem), "Vad": "borttaget" if gone else _said(one)}
            for one, vem, when, gone in versions
            if one.nyckel == rad.nyckel
        ],
        alt="Värdets historik",
    )
    vem, pressed = show_action(ram.store, "Ta bort värdet", key="mattlista_ta_bort", icon=":material/delete:")
    if pressed:
        with problems.guard():
            remove_mattvarden(ram.store, ram.namnd.kod, [rad], vem=require_signatur(vem))
            finish(ram.store, vem, "Värdet är borttaget. Finns det i en fil gäller filens värde igen.")


def _row(rad: Mattrad) -> dict[str, str]:
    return {
        "Mått": ", ".join(filter(None, (rad.matt, rad.kategori))),
        "Typ": TYPER.get(rad.typ, rad.typ.value),
        "Tid": time_text(rad.fran, rad.till),
        "Värde": _said(rad),
    }


def _label(rad: Mattrad) -> str:
    namn = ", ".join(filter(None, (rad.matt, rad.kategori)))
    return f"{namn}, {TYPER.get(rad.typ, rad.typ.value).lower()} {time_text(rad.fran, rad.till)}: {_said(rad)}"


def _said(rad: Mattrad) -> str:
    return str(cell_of(rad) if cell_of(rad) is not None else "–").replace(".", ",")


def _show_settings(lage: Lage, grupp: Mattgrupp | None, ram: Ram) -> None:
    val = lage.rapportval.matt
    key = f"{ram.namnd.kod}|{ram.nyckel.version}"
    per_kon = st.checkbox(
        "All statistik per kön: mått utan kvinnor och män räknas som ofullständiga", value=val.per_kon, key=f"mattval_kon|{key}"
    )
    limits = {0: "Visa alla antal", **{n: f"Visa inte antal under {n}" for n in (3, 4, 5, 10)}}
    below = st.selectbox(
        "Små antal", list(limits), index=list(limits).index(val.dolj_under) if val.dolj_under in limits else 0,
        format_func=limits.__getitem__, key=f"mattval_under|{key}", width=320,
    )  # fmt: skip
    delar = dict(val.delar)
    if grupp is not None:
        delar[grupp.namn] = st.selectbox(
            f"Gruppen {grupp.visat_namn} står i rapporten under", [one.value for one in Mattdel],
            index=list(Mattdel).index(grupp.del_), format_func=lambda text: Mattdel(text).namn,
            key=f"mattval_del|{grupp.namn}|{key}", width=320,
        )  # fmt: skip
        if grupp.namn not in val.delar and delar[grupp.namn] == grupp.del_.value:
            del delar[grupp.namn]
    drawn = mattritval.choose_drawn(lage, key=f"mattval_diagram|{key}")
    vem, pressed = show_action(ram.store, "Spara hur mått visas", key="mattval_spara", icon=":material/save:", primary=True)
    if pressed:
        with problems.guard():
            new = replace(val, per_kon=per_kon, dolj_under=below, delar=delar, diagram=drawn)
            save_mattval(ram.store, ram.namnd.kod, new, vem=require_signatur(vem))
            finish(ram.store, vem, "Sparat. Det gäller på sidan och i rapporterna.")
