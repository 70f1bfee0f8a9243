"""What a person has typed and not saved: kept for the session, whatever is shown, until it is saved or thrown away.

A grid remembers its edits by row number under its key. So every change is taken over at once (callback), by the lines that the
grid had when it was drawn, and a grid with other lines gets another key and begins with what is typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from finance.bedomning import Bedomningstyp
from finance.belopp import Enhet
from finance.laggning import Utkast
from pages.ui import state
from pages.ui.frame import Ram

NY, TYP, SKAL, BEKRAFTA = "Ny bedömning", "Typ", "Skäl", "Bekräfta"
TYPER = {Bedomningstyp.NIVA.namn: Bedomningstyp.NIVA, Bedomningstyp.TILLAGG.namn: Bedomningstyp.TILLAGG}
MAX_ROWS, TALL_PX = 25, 880

Plats = tuple[str, str]
"""(nod, kontogrupp), "" for the whole nod."""


def _draft_key(ram: Ram, enhet: Enhet | None = None) -> str:
    return f"helar_utkast|{ram.store.url}|{ram.namnd.kod}|{ram.period}|{enhet or ram.enhet}"


def has_drafts(ram: Ram, enhet: Enhet) -> bool:
    """Whether something is typed for the month in another unit; an amount is never read in a unit it was not typed in."""
    return any(not one.is_empty for one in (state.read_open(_draft_key(ram, enhet)) or {}).values())


def read_drafts(ram: Ram) -> dict[Plats, Utkast]:
    """What is typed for the month, in the unit that is chosen."""
    found: dict[Plats, Utkast] = state.read_open(_draft_key(ram)) or {}
    return dict(found)


def save_drafts(ram: Ram, drafts: Mapping[Plats, Utkast]) -> None:
    """Replace what is typed from outside a grid: grids begin anew with it."""
    state.save_open(_draft_key(ram), dict(drafts))
    state.save_open("helar_utkast_varv", _round() + 1)


def _round() -> int:
    return int(state.read_open("helar_utkast_varv") or 0)


@dataclass(frozen=True, slots=True)
class _Ritat:
    """What a grid was drawn with: its key, its lines, their reasons now, and the values of the columns that are typed in."""

    key: str
    platser: tuple[Plats, ...]
    skal: tuple[str, ...]
    bas: Mapping[str, list[Any]]


def show_editor(
    name: str,
    shown: Mapping[str, Sequence[str]],
    platser: Sequence[Plats],
    skal: Sequence[str],
    ram: Ram,
    *,
    order: Sequence[str],
    config: Mapping[str, Any],
    alt: str,
) -> None:
    """A grid: `shown` columns cannot be typed in and follow what is typed; `skal` are the reasons that stand now."""
    ritat = _drawn(name, tuple(platser), tuple(skal), ram, confirm=BEKRAFTA in order)
    frame = pd.DataFrame({**{column: list(cells) for column, cells in shown.items()}, **ritat.bas})
    st.data_editor(
        frame,
        key=ritat.key,
        hide_index=True,
        disabled=list(shown),
        column_order=list(order),
        column_config={**config, **_typed_columns(ram)},
        height="content" if len(platser) <= MAX_ROWS else TALL_PX,
        on_change=_absorb,
        args=(ritat, ram),
        alt=alt,
    )


def _drawn(name: str, platser: tuple[Plats, ...], skal: tuple[str, ...], ram: Ram, *, confirm: bool) -> _Ritat:
    """The grid as it was drawn last when it has the same lines, else one that begins with what is typed."""
    about = f"{name}|{ram.namnd.kod}|{ram.period}|{ram.enhet}|{ram.nyckel.version}|{_round()}"
    before: tuple[str, _Ritat] | None = state.read_open(f"helar_ritat|{name}")
    if before and before[0] == about and before[1].platser == platser and state.read_open(before[1].key) is not None:
        return before[1]
    number = int(state.read_open("helar_ritat_antal") or 0) + 1
    state.save_open("helar_ritat_antal", number)
    ritat = _Ritat(f"{name}|{number}", platser, skal, _base(platser, skal, read_drafts(ram), confirm=confirm))
    state.save_open(f"helar_ritat|{name}", (about, ritat))
    return ritat


def _base(
    platser: Sequence[Plats], skal: Sequence[str], drafts: Mapping[Plats, Utkast], *, confirm: bool
) -> dict[str, list[Any]]:
    typed = [drafts.get(plats, Utkast(*plats)) for plats in platser]
    base: dict[str, list[Any]] = {
        NY: [one.belopp for one in typed],
        TYP: [one.typ.namn for one in typed],
        SKAL: [now if one.skal is None else one.skal for one, now in zip(typed, skal, strict=True)],
    }
    return {**base, BEKRAFTA: [one.bekrafta for one in typed]} if confirm else base


def _typed_columns(ram: Ram) -> dict[str, Any]:
    column = st.column_config
    return {
        NY: column.TextColumn(
            width=128,
            alignment="right",
            help=f"Helårets avvikelse i {ram.enhet.label}: minus är underskott. Skriv 0 för i balans.",
        ),
        TYP: column.SelectboxColumn(
            width=85,
            options=list(TYPER),
            required=True,
            help="Nivå: helåret slutar på beloppet. Tillägg: läggs till systemets prognos på månaderna som återstår.",
        ),
        SKAL: column.TextColumn(width=231, max_chars=500, help="Varför, i en mening. Skriv inga personuppgifter."),
        BEKRAFTA: column.CheckboxColumn(width=75, help="Bedömningen som gäller står kvar även den här månaden."),
    }


def _absorb(ritat: _Ritat, ram: Ram) -> None:
    """A cell was changed, or several pasted: callback."""
    edited: Mapping[int, Mapping[str, Any]] = (state.read_open(ritat.key) or {}).get("edited_rows", {})
    drafts = read_drafts(ram)
    for row, cells in edited.items():
        plats = ritat.platser[int(row)]
        drafts[plats] = _changed(drafts.get(plats, Utkast(*plats)), cells, ritat.skal[int(row)])
    state.save_open(_draft_key(ram), drafts)


def _changed(utkast: Utkast, cells: Mapping[str, Any], skal_now: str) -> Utkast:
    for column, value in cells.items():
        text = "" if value is None else str(value)
        if column == NY:
            utkast = replace(utkast, belopp=text)
        elif column == TYP:
            utkast = replace(utkast, typ=TYPER.get(text, Bedomningstyp.NIVA))
        elif column == SKAL:
            utkast = replace(utkast, skal=None if text == skal_now else text)
        elif column == BEKRAFTA:
            utkast = replace(utkast, bekrafta=bool(value))
    return utkast
