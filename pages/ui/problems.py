"""What a user sees when something goes wrong: a Swedish sentence, never a traceback."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from finance.errors import HelarError

_log = logging.getLogger("helar")


def show_problem(text: str) -> None:
    """An action that failed, in a sentence that says what to do."""
    st.error(text, icon=":material/error:")


@contextmanager
def guard() -> Iterator[None]:
    """Show a HelarError as its sentence; log anything unexpected under a code that the user can quote."""
    try:
        yield
    except HelarError as error:
        show_problem(str(error))
    except Exception:  # noqa: BLE001 - the outermost wall of a page
        code = secrets.token_hex(4)
        _log.exception("Oväntat fel %s", code)
        show_problem(
            f"Något gick fel som vi inte räknat med. Inget har ändrats. Ladda om sidan; händer det igen, uppge referens {code}."
        )
