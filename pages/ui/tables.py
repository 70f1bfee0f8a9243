"""Tables on screen: the report's tables as real HTML with right-aligned figures, and long lists as grids.

`st.table` gets a frame of numbers and a Styler that writes the shown cells as Markdown, so figures are right-aligned by
Streamlit, and red and blue follow light and dark. The texts come from the report model: the same as on slide and in workbook.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd
import streamlit as st

from finance.belopp import Enhet, Vy
from finance.format import NB
from finance.rapport.avrundning import START
from finance.rapport.modell import Cell, Kolumn, Kolumntyp, Rad, Radroll, Tabell
from finance.rapport.som_text import show_cell
from pages.ui.theme import escape, show_quiet_lines

_CLEAN: list[Any] = [  # CSS as pandas takes it
    {"selector": "th.row_heading", "props": "color: inherit; text-align: left"},
    {"selector": "th.col_heading", "props": "font-weight: 400"},
]
LONG_NAME, MANY_COLUMNS = 40, 6
"""Where the table has so many columns the names may wrap, so that no column is pushed out of sight; this long they do."""


def show_tabell(tabell: Tabell, enhet: Enhet, vy: Vy, *, alt: str = "") -> None:
    """A report table with its notes right under it. The first column heads the rows."""
    own = vy if tabell.vy is None else tabell.vy
    heads, *columns = tabell.kolumner
    labels = [_row_name(rad) for rad in tabell.rader]
    cells = [[_markdown(k, c, enhet, own) for k, c in zip(columns, rad.celler[1:], strict=True)] for rad in tabell.rader]
    sums = [place for place, rad in enumerate(tabell.rader) if rad.roll is Radroll.SUMMA]
    show_cells(
        heads.rubrik,
        labels,
        [kolumn.rubrik for kolumn in columns],
        cells,
        sums=sums,
        texts=[kolumn.typ is Kolumntyp.TEXT for kolumn in columns],
        alt=alt or tabell.slutsats or tabell.titel,
    )
    show_quiet_lines(_told_once(tabell.noter))


def _told_once(notes: Sequence[str]) -> list[str]:
    """The notes; those on rounding, which begin alike, as one line with the beginning once."""
    rounded = [note for note in notes if note.startswith(START)]
    if len(rounded) < 2:
        return list(notes)
    first, *more = rounded
    whole = " ".join([first, *(note.removeprefix(f"{START}: ") for note in more)])
    return [whole if note is first else note for note in notes if note not in more]


def _row_name(rad: Rad) -> str:
    return "\u2003" * max(rad.niva - 1, 0) + str(rad.celler[0])


def _markdown(kolumn: Kolumn, value: Cell, enhet: Enhet, vy: Vy) -> str:
    text = show_cell(kolumn, value, enhet, vy)
    if not kolumn.typ.is_avvikelse or not isinstance(value, int | float) or not any(c in text for c in "123456789"):
        return escape(text) if kolumn.typ is Kolumntyp.TEXT else text
    symbol = "" if text[0] in "▲▼" else ("▼" if value < 0 else "▲") + "\u00a0"
    return f":{'red' if value < 0 else 'blue'}[{symbol}{text}]"


def show_cells(
    head: str,
    labels: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[str]],
    *,
    alt: str,
    sums: Sequence[int] = (),
    texts: Sequence[bool] = (),
    narrow: bool = False,
    marked: bool = False,
) -> None:
    """A table of shown cells (Markdown). `sums`: rows that are a total; `texts`: columns that hold words, not figures.

    The names of rows and columns are plain text; with `marked` those of rows are Markdown too.

    `narrow`: the table stands in a narrow card, so the rows' names may be of several lines.
    """
    if not labels:
        return
    # One number (or word) per cell decides the side; what is shown is looked up by its place.
    words = list(texts) or [False] * len(columns)
    frame = pd.DataFrame(
        {
            name: [str(row) if words[place] else row for row in range(len(labels))]
            for place, name in enumerate(_unique([_kept_together(escape(name)) for name in columns]))
        },
        index=pd.Index(_unique(list(labels) if marked else [escape(label) for label in labels]), name=head),
    )
    shown: dict[Any, Any] = {name: _lookup([row[place] for row in cells]) for place, name in enumerate(frame.columns)}
    styles: list[Any] = [
        *_CLEAN,
        {"selector": "th.row_heading p", "props": _name_width(labels, len(columns), narrow=narrow)},
        *({"selector": f".row{row}", "props": "font-weight: 650; border-top: 1.5px solid currentColor"} for row in sums),
    ]
    if words[0]:
        styles.append({"selector": "td.col0", "props": "padding-left: 1rem"})
    st.table(frame.style.format(shown).set_table_styles(styles), border="horizontal", alt=alt)


def _name_width(labels: Sequence[str], columns: int, *, narrow: bool) -> str:
    """How the rows' names are set: on one line, but of several where the screen or the card is too narrow for the figures."""
    if narrow:
        return "min-width: 6.5rem; white-space: normal"
    if columns < MANY_COLUMNS:
        return "white-space: nowrap"
    return f"min-width: {'15rem' if max(map(len, labels)) > LONG_NAME else '13vw'}; white-space: normal"


def _lookup(texts: Sequence[str]) -> Callable[[object], str]:
    return lambda place: texts[int(str(place))]


def _kept_together(name: str) -> str:
    """A heading where no line ends at the dash of a span such as `jan–apr`, nor between a word and the `%` after it."""
    return name.replace("\u2013", "\u2013\u2060").replace(", %", f",{NB}%")


def _unique(names: Sequence[str]) -> list[str]:
    """A Styler needs unique labels: a repeated one gets zero-width marks that nobody sees."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name + "\u200b" * (seen[name] - 1))
    return found


def show_turned(tabell: Tabell, enhet: Enhet, vy: Vy) -> None:
    """A report table with its columns as rows: a year of months is long rather than wide."""
    own = vy if tabell.vy is None else tabell.vy
    columns = tabell.kolumner[1:]
    show_cells(
        enhet.label,
        [kolumn.rubrik.capitalize() for kolumn in columns],
        [str(rad.celler[0]) for rad in tabell.rader],
        [[_markdown(kolumn, rad.celler[place], enhet, own) for rad in tabell.rader] for place, kolumn in enumerate(columns, 1)],
        sums=[place for place, kolumn in enumerate(columns) if kolumn.nyckel.startswith("summa")],
        alt=tabell.slutsats or tabell.titel,
    )
    show_quiet_lines(_told_once(tabell.noter))


def show_rows(rows: Sequence[Mapping[str, str]], *, alt: str, figures: Sequence[str] = ()) -> None:
    """A small table of words: one mapping per row, the first column heads it. `figures`: columns that are right-aligned."""
    if not rows:
        return
    head, *columns = rows[0]
    show_cells(
        head,
        [row[head] for row in rows],
        columns,
        [[row[name] for name in columns] for row in rows],
        texts=[name not in figures for name in columns],
        alt=alt,
        marked=True,
    )


def text_frame(rows: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """Rows of words for a grid."""
    return pd.DataFrame(rows, dtype=str)


def show_grid(
    rows: Sequence[Mapping[str, str]],
    *,
    alt: str,
    figures: Sequence[str] = (),
    widths: Mapping[str, int] = MappingProxyType({}),
) -> None:
    """A long list of words, searchable. `figures`: columns that are right-aligned; `widths`: pixels, automatic if none."""
    height: Literal["auto"] | int = "auto" if len(rows) <= 10 else 390
    columns = {
        name: st.column_config.TextColumn(alignment="right" if name in figures else None, width=widths.get(name))
        for name in {*figures, *widths}
    }
    st.dataframe(text_frame(rows), hide_index=True, height=height, alt=alt, column_config=columns)
