"""What a page remembers: the signature, messages, its own widgets and links."""

from collections.abc import Sequence
from typing import Any

import streamlit as st


def read_signatur() -> str:
    """Who asked once; "" until then."""
    return str(st.session_state.get("helar_signatur", ""))


def save_signatur(vem: str) -> None:
    """Remember who it is for this session."""
    st.session_state["helar_signatur"] = vem.strip()


def push_message(text: str) -> None:
    """A message that shall be seen after the next rerun."""
    st.session_state["helar_meddelande"] = text


def pop_message() -> str:
    """The waiting message, once."""
    return str(st.session_state.pop("helar_meddelande", ""))


def read_open(key: str) -> Any:  # noqa: ANN401 - the value of any widget of a page
    """The value of a page's own widget, None before it is drawn."""
    return st.session_state.get(key)


def save_open(key: str, value: object) -> None:
    """Set a page's own widget or switch; before it is drawn."""
    st.session_state[key] = value


def read_link(name: str, key: str, options: Sequence[str]) -> str:
    """A page's own choice: what the URL says where that is one of `options`, else what was chosen before, else the first."""
    wanted = (st.query_params.get(name), st.session_state.get(f"helar_{key}"))
    chosen = next((str(one) for one in wanted if one in options), options[0])
    st.session_state[f"helar_{key}"] = chosen
    if chosen and st.query_params.get(name) != chosen:
        st.query_params[name] = chosen
    return chosen


def save_link(name: str, key: str) -> None:
    """A page's own choice was changed: callback. It stands in the URL, the first choice without."""
    st.session_state[f"helar_{key}"] = chosen = st.session_state[key]
    if chosen:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)


def keep_link(name: str, chosen: str, *, default: str) -> None:
    """Let the URL say what a page's own choice is, after a page switch too; the default stands without."""
    if chosen == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != chosen:
        st.query_params[name] = chosen


def goto_link(name: str, value: str) -> None:
    """Make a page's own choice from elsewhere on the page: callback."""
    st.query_params[name] = value


def peek_link(name: str) -> str:
    """What the URL says of a page's own choice now, "" for nothing; it is not remembered."""
    return str(st.query_params.get(name, ""))


def drop_link(name: str) -> None:
    """Take a page's own choice out of the URL: callback."""
    st.query_params.pop(name, None)
