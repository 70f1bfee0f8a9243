"""The parts of Samling: the answer, a row per nämnd, how sure the sum is, and which nämnder belong to it."""

from dataclasses import replace

import streamlit as st

from finance import store as lager
from finance.errors import HelarError
from finance.rapport.samlingstabell import certainty_table, samling_sentence, samling_table
from finance.samling import Samling, compute_samling
from finance.store import Namnd, get_namnd, list_namnder, save_samling
from pages.ui import cached, problems, tables, theme
from pages.ui.cached import Nyckel
from pages.ui.frame import Ram, chosen_period
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import open_card, show_card_title, show_quiet

LASIN = "pages/underlag/inlasning.py"


def read_samling(ram: Ram) -> Samling:
    """The nämnder of the samling, each followed up for the period of the frame."""
    koder = lager.read_samling(ram.store, as_of=ram.as_of)
    period = chosen_period(ram)
    keys = [Nyckel(ram.store.url, kod, ram.store.version(kod), period.key, ram.as_of) for kod in koder]
    return compute_samling([cached.uppfoljning(key) for key in keys if cached.periods(replace(key, period=0))], period)


def show_answer(found: Samling, ram: Ram) -> None:
    """Where the nämnder end together; with one nämnd, what is needed."""
    if len(found.rader) < 2:
        theme.show_answer(
            "En samling behöver minst två nämnder med utfall",
            "Läs in en nämnd till, så visas nämnderna här i en tabell med en rad var, för kommunstyrelsen.",
        )
        st.page_link(LASIN, label="Läs in en nämnd till", icon=":material/upload_file:")
        return
    names = ", ".join(rad.namn for rad in found.rader)
    below = f"{ram.enhet.label}, {ram.vy.value}. {names}."
    theme.show_answer(samling_sentence(found, ram.enhet), below)


def show_table(found: Samling, ram: Ram) -> None:
    """The columns of the månadsuppföljning, a row per nämnd."""
    if found.rader:
        tables.show_tabell(samling_table(found, enhet=ram.enhet, vy=ram.vy), ram.enhet, ram.vy)


def show_certainty(found: Samling, ram: Ram) -> None:
    """Interval, chance and method per nämnd, and how the sum's interval is made."""
    if not found.rader:
        return
    with open_card():
        show_card_title("Så säker är prognosen", f"{ram.enhet.label}, {ram.vy.value}. Varje nämnd för sig, och summan.")
        tables.show_tabell(certainty_table(found, enhet=ram.enhet, vy=ram.vy), ram.enhet, ram.vy)


def show_choice(ram: Ram) -> None:
    """Which nämnder belong to the samling: a setting of the whole database."""
    namnder = {namnd.kod: namnd for namnd in list_namnder(ram.store)}
    if ram.as_of is not None or len(namnder) < 2:
        return
    with st.expander("Välj nämnder i samlingen", key="oppna_samling", icon=":material/tune:", type="compact"):
        show_quiet("Valet gäller alla som använder databasen, och kommandot samling.")
        chosen = st.multiselect(
            "Nämnder",
            list(namnder),
            default=list(lager.read_samling(ram.store)),
            format_func=lambda kod: _label(get_namnd(ram.store, kod)),
            key="samling_namnder",
            placeholder="Välj nämnder",
        )
        vem, pressed = show_action(ram.store, "Spara samlingen", key="samling_spara", icon=":material/save:")
        if pressed:
            _save(ram, chosen, vem)


def _label(namnd: Namnd) -> str:
    return f"{namnd.namn}, {namnd.kommun or namnd.kod}"


def _save(ram: Ram, koder: list[str], vem: str) -> None:
    try:
        save_samling(ram.store, koder, vem=require_signatur(vem))
    except HelarError as error:
        problems.show_problem(str(error))
        return
    finish(ram.store, vem, "Samlingen är sparad.")
