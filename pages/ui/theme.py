"""How words and cards look: quiet lines, badges, coloured amounts, the logo. No colour values; those are in the theme file."""

import re
from collections.abc import Iterable
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from finance.belopp import Enhet, to_enhet
from finance.format import avvikelse_word, format_avvikelse

ASSETS = Path(__file__).resolve().parents[2] / "assets"
LOGO = ASSETS / "helar.svg"
ICON = ASSETS / "helar.png"
SIDEBAR = 232  # pixels
_ALWAYS = re.compile(r"([\\`*_\[\]<>$|~])")
_DIRECTIVE = re.compile(r":(?=[A-Za-z+])")
_LIST_START = re.compile(r"^([#+-]|\d+[.)])(?=\s)")


def escape(text: str) -> str:
    """Text from a file or a person as Markdown that shows exactly that text, on one line."""
    calm = _DIRECTIVE.sub(r"\:", _ALWAYS.sub(r"\\\1", _one_line(text)))
    return _LIST_START.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", calm)


def _one_line(text: str) -> str:
    """Line breaks and tabs as spaces; no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def show_quiet(text: str) -> None:
    """A quiet line of Markdown: freshness, unit, definition; `st.caption` is too pale to read."""
    st.markdown(f":small[:gray[{text}]]")


def show_quiet_lines(texts: Iterable[str]) -> None:
    """Quiet lines of plain text, close together."""
    if lines := [f":small[:gray[{escape(text)}]]" for text in texts if text]:
        st.markdown("  \n".join(lines))


def show_answer(text: str, *below: str) -> None:
    """The answer of the page as a sentence, right under its name, and quiet lines of plain text."""
    with st.container(gap=None):
        st.header(escape(text), anchor=False)
        show_quiet_lines(below)


def open_card(*, alone: bool = False) -> DeltaGenerator:
    """A framed box; neighbours in a row get the same height. `alone`: as high as what is in it, beside something taller."""
    return st.container(border=True, height="content" if alone else "stretch", gap=None)


def show_card_title(text: str, below: str = "") -> None:
    """The takeaway of a card, and a quiet line that says measure, unit and scope."""
    st.subheader(escape(text), anchor=False)
    if below:
        show_quiet(escape(below))


def avvikelse_markdown(ore: int | None, enhet: Enhet, *, unit: bool = False, bold: bool = False) -> str:
    """An avvikelse as Markdown: symbol and sign, red for underskott, blue for överskott; zero is plain."""
    text = format_avvikelse(ore, enhet, symbol=True, unit=unit)
    strong = f"**{text}**" if bold else text
    if ore is None or to_enhet(ore, enhet) == 0:
        return strong
    return f":{'red' if ore < 0 else 'blue'}[{strong}]"


def avvikelse_delta(ore: int, enhet: Enhet) -> tuple[str, str]:
    """The word under a metric and its colour name: ("▼ underskott", "red")."""
    word = avvikelse_word(ore, enhet)
    symbol, colour = {"underskott": ("▼ ", "red"), "överskott": ("▲ ", "blue")}.get(word, ("", "gray"))
    return symbol + word, colour
