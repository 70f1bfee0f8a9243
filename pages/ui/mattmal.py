"""Whether high or low is good, for the mått of a group that have a target: a person's word, never a guess."""

from dataclasses import replace

import streamlit as st

from finance.inlasning.planrader import Vardetyp
from finance.lage import Lage
from finance.matt import Matt, Mattgrupp
from finance.mattdelar import Riktning
from finance.rapport.matt.diagram import nyckel_of
from finance.rapport.matt.kvalitet import riktning_of
from finance.store import save_mattval
from pages.ui import problems
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import show_quiet


def show_targets(lage: Lage, grupp: Mattgrupp | None, ram: Ram) -> None:
    """A choice per mått with a target."""
    matten = [matt for matt in (grupp.matt if grupp else ()) if _has_target(matt)]
    if not matten:
        show_quiet("Inget mått i gruppen har ett mål. Skriv ett under Skriv eller klistra in värden, med Typ av värde Mål.")
        return
    val = lage.rapportval.matt
    chosen = dict(val.riktningar)
    with st.grid(2, gap="small", min_column_width=320):
        for matt in matten:
            key = nyckel_of(matt)
            chosen[key] = st.selectbox(
                matt.visat_namn,
                [one.value for one in Riktning],
                index=list(Riktning).index(riktning_of(matt, val.riktningar)),
                format_func=lambda text: Riktning(text).namn,
                key=f"mattmal|{key}|{ram.namnd.kod}|{ram.nyckel.version}",
            )
    vem, pressed = show_action(ram.store, "Spara vad som är bra", key="mattmal_spara", icon=":material/save:", primary=True)
    if pressed:
        with problems.guard():
            save_mattval(ram.store, ram.namnd.kod, replace(val, riktningar=chosen), vem=require_signatur(vem))
            finish(ram.store, vem, "Sparat. Tabellen säger nu om målet är nått.")


def _has_target(matt: Matt) -> bool:
    return not matt.kategori and any(rad.typ is Vardetyp.MAL for rad in matt.rader)
