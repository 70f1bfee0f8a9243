"""Choosing a month from which something holds: Swedish names in a selectbox, never a calendar."""

import streamlit as st

from finance.period import Period
from pages.ui import tider

ALWAYS = 0


def choose_from(
    label: str, ar: int, *, key: str, always: bool = True, default: int = ALWAYS, open_end: str = "Från början"
) -> int:
    """A month (ÅÅÅÅMM) of the year `ar` or the years beside it (0: this year); 0 = what `open_end` says."""
    middle = ar or tider.this_month().ar
    months = [year * 100 + manad for year in range(middle + 1, middle - 3, -1) for manad in range(12, 0, -1)]
    options = [*([ALWAYS] if always else []), *months]
    return st.selectbox(
        label,
        options,
        index=options.index(default) if default in options else 0,
        format_func=lambda value: Period.from_key(value).namn.capitalize() if value else open_end,
        key=key,
    )
