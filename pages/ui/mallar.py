"""Templates to download: Excel files with the reader's own words, made when the button is pressed."""

from collections.abc import Mapping

import streamlit as st

from finance.export.mallar import MALLAR
from pages.ui import cached
from pages.ui.cached import Nyckel
from pages.ui.downloads import XLSX
from pages.ui.frame import Ram
from pages.ui.theme import show_quiet

NAMN: Mapping[str, str] = {
    "utfall": "Utfall, en rad per transaktion",
    "utfall-bred": "Utfall, en kolumn per månad",
    "budget": "Budget per månad",
    "budgetjustering": "Budgetjusteringar",
    "bedomning": "Bedömningar",
    "struktur": "Struktur",
    "matt": "Mått",
    "investering": "Investeringar",
    "atgard": "Åtgärder",
    "placering": "Placeringar",
    "uppdrag": "Uppdrag",
    "statsbidrag": "Statsbidrag",
    "kommentar": "Kommentarer",
}


def mall_text(slag: str) -> str:
    """A template in words."""
    return NAMN.get(slag, slag.capitalize())


def show_one(ram: Ram, slag: str, *, label: str) -> None:
    """One template for the nämnd that is shown."""
    _button(ram.nyckel, slag, label)


def show_popover(nyckel: Nyckel) -> None:
    """Every template, for the nämnd that files are read into."""
    with st.popover("Hämta mall", icon=":material/download:"):
        show_quiet("Tomma Excelfiler med rätt rubriker, listor att välja ur och exempel. De läses in utan frågor.")
        with st.container(gap="xsmall"):
            for slag in MALLAR:
                _button(nyckel, slag, mall_text(slag))


def _button(nyckel: Nyckel, slag: str, label: str) -> None:
    st.download_button(
        label,
        data=lambda: cached.mall(nyckel, slag),
        file_name=f"mall_{slag}.xlsx",
        mime=XLSX,
        key=f"mall_{slag}",
        on_click="ignore",
        type="tertiary",
        icon=":material/table:",
    )
