"""The page Så räknar vi: docs/metoder.md in parts, and the link to it from every place where a method is named."""

from functools import lru_cache
from pathlib import Path

import streamlit as st

from finance.errors import HelarError
from finance.prognos import Metod
from pages.ui import state
from pages.ui.theme import escape

TEXT = Path(__file__).resolve().parents[2] / "docs" / "metoder.md"
PAGE = "pages/prognos/sa_raknar_vi.py"
AVSNITT = "avsnitt"
"""The name in the URL."""
INLEDNING = "Om prognosen"


@lru_cache(maxsize=1)
def _read(changed: float) -> dict[str, str]:  # noqa: ARG001 - the file's time is the key
    return split_sections(TEXT.read_text(encoding="utf-8"))


def read_sections() -> dict[str, str]:
    """The parts of the text by heading, in order. Raises HelarError when the file is gone."""
    if not TEXT.is_file():
        raise HelarError("Texten om metoderna (docs/metoder.md) saknas i installationen. Lägg tillbaka den.")
    return _read(TEXT.stat().st_mtime)


def split_sections(text: str) -> dict[str, str]:
    """Markdown as parts: what stands before the first second-level heading, then heading by heading."""
    first, *parts = ("\n" + text).split("\n## ")
    found = {INLEDNING: "\n".join(line for line in first.splitlines() if not line.startswith("# ")).strip()}
    for part in parts:
        heading, _, body = part.partition("\n")
        found[heading.strip()] = body.strip()
    return found


def section_of(metod: Metod, sections: dict[str, str]) -> str:
    """The heading that a method is described under: its name, else the part that names its value in code."""
    if metod.namn in sections:
        return metod.namn
    return next((heading for heading, body in sections.items() if f"`{metod.value}`" in body), INLEDNING)


def show_method_link(metod: Metod) -> None:
    """A link to how a method computes."""
    show_link(section_of(metod, read_sections()), label=f"Så räknar vi: {metod.namn.lower()}")


def show_link(section: str, *, label: str) -> None:
    """A link to a part of the text."""
    st.page_link(PAGE, label=escape(label), icon=":material/calculate:", query_params={AVSNITT: slug(section)})


def slug(heading: str) -> str:
    """A heading as it stands in a URL: lower case, words joined by hyphens, Swedish letters without dots and rings."""
    plain = heading.lower().translate(str.maketrans("åäöé", "aaoe"))
    return "-".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


def show_sections() -> None:
    """A choice of part, and the part; what is chosen stands in the URL."""
    sections = read_sections()
    by_slug = {slug(heading): heading for heading in sections}
    left, right = st.columns([1, 2.6], gap="medium")
    with left:
        chosen = state.read_link(AVSNITT, AVSNITT, tuple(by_slug))
        state.keep_link(AVSNITT, chosen, default=next(iter(by_slug)))
        state.save_open(AVSNITT, chosen)
        st.radio(
            "Avsnitt",
            list(by_slug),
            format_func=lambda one: by_slug[one],
            key=AVSNITT,
            on_change=state.save_link,
            args=(AVSNITT, AVSNITT),
        )
    with right:
        st.header(by_slug[chosen], anchor=False)
        st.markdown(sections[by_slug[chosen]].replace("$", "\\$"))
