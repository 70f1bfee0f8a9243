"""A selectbox where nothing is chosen at first. Streamlit's own way gives it a button to clear it that is too small to hit."""

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

import streamlit as st

T = TypeVar("T")
INGET = ""


def choose(
    label: str,
    options: Sequence[T],
    text: Callable[[T], str],
    *,
    key: str,
    placeholder: str = "Välj",
    width: int | Literal["stretch"] = "stretch",
) -> T | None:
    """One of `options`; None until a person has chosen. The first line says that nothing is."""
    by_text: dict[object, T] = {one: one for one in options}
    chosen = st.selectbox(
        label,
        [INGET, *options],
        format_func=lambda one: text(by_text[one]) if one in by_text else placeholder,
        key=key,
        width=width,
    )
    return by_text.get(chosen)
