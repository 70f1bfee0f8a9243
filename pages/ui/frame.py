"""The frame of every page, one row: title, nämnd, period, and a popover with enhet and vy; all four also in the URL."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import streamlit as st

from finance.belopp import Enhet, Vy
from finance.errors import HelarError
from finance.period import Period
from finance.store import Namnd, Store, list_namnder
from pages.ui import cached, state, tider
from pages.ui.cached import Nyckel
from pages.ui.state import Param


@dataclass(frozen=True, slots=True)
class Ram:
    """What a page is to show. `nyckel` names it for `pages.ui.cached`; `period` None means that there is no utfall yet."""

    store: Store
    namnd: Namnd
    period: Period | None
    enhet: Enhet
    vy: Vy
    as_of: datetime | None
    nyckel: Nyckel

    @property
    def ar(self) -> int:
        """The year shown; 0 before there is any utfall."""
        return self.period.ar if self.period else 0

    def of(self, nod: str) -> Nyckel:
        """The same for one nod."""
        return replace(self.nyckel, nod=nod)

    @property
    def shown(self) -> Nyckel:
        """The same with enhet and vy, for reports."""
        return replace(self.nyckel, enhet=self.enhet, vy=self.vy)


def open_ram() -> Ram | None:
    """Find out what is chosen, and keep session and URL in step. None when the database has no nämnd."""
    store = cached.open_store(cached.database_url())
    namnder = list_namnder(store)
    as_of_text = state.read_url().get(Param.AS_OF) or getattr(state.read_val(), "as_of", None) or ""
    as_of = tider.parse_as_of(as_of_text)

    def periods_of(kod: str) -> Sequence[Period]:
        return cached.periods(Nyckel(store.url, kod, store.version(kod), as_of=as_of))

    val = state.resolve_val(state.read_url(), state.read_val(), namnder, periods_of)
    if val is None:
        return None
    if parsed_differs := (val.as_of is not None and tider.parse_as_of(val.as_of) is None):
        val = replace(val, as_of=None)
    state.save_val(val)
    namnd = next(namnd for namnd in namnder if namnd.kod == val.namnd)
    used = None if parsed_differs or val.as_of is None else tider.parse_as_of(val.as_of)
    nyckel = Nyckel(store.url, namnd.kod, store.version(namnd.kod), val.period.key if val.period else 0, used)
    return Ram(store, namnd, val.period, val.enhet, val.vy, used, nyckel)


def current() -> Ram:
    """What the frame chose, for a page that is only run when there is utfall."""
    ram = find_current()
    if ram is None:
        raise HelarError("Det finns ingen nämnd ännu. Läs in en fil först.")
    return ram


def chosen_period(ram: Ram) -> Period:
    """The month shown, for a page that is only run when there is utfall."""
    if ram.period is None:
        raise HelarError("Det finns inget utfall ännu. Läs in en fil först.")
    return ram.period


def find_current() -> Ram | None:
    """The same, None when there is no nämnd yet."""
    ram: Ram | None = state.read_ram()
    return ram


def show_frame(title: str) -> Ram | None:
    """Draw the row and say what is chosen. Before the first inläsning there is only the title."""
    ram = open_ram()
    state.save_ram(ram)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(title, anchor=False, width="stretch")
        if ram is not None:
            _show_choices(ram)
    if ram is not None and ram.as_of is not None:
        _show_as_of(ram.as_of)
    return ram


def _show_choices(ram: Ram) -> None:
    namnder = {namnd.kod: namnd for namnd in list_namnder(ram.store)}
    names = _labels(tuple(namnder.values()))
    width = 165 if max(map(len, names.values())) <= 16 else 250
    state.set_widget(Param.NAMND, ram.namnd.kod)
    st.selectbox(
        "Nämnd",
        list(names),
        format_func=lambda kod: names[kod],
        key=Param.NAMND.widget,
        on_change=state.choose,
        args=(Param.NAMND,),
        label_visibility="collapsed",
        width=width,
    )
    if ram.period is not None:
        _show_periods(ram, ram.period)
    _show_enhet(ram)


def _labels(namnder: Sequence[Namnd]) -> dict[str, str]:
    """Names to choose from; the kommun, or else the kod, tells two of the same name apart."""
    names = [namnd.namn for namnd in namnder]
    return {n.kod: n.namn if names.count(n.namn) == 1 else f"{n.namn}, {n.kommun or n.kod}" for n in namnder}


def _show_periods(ram: Ram, chosen: Period) -> None:
    periods = cached.periods(Nyckel(ram.store.url, ram.namnd.kod, ram.nyckel.version, as_of=ram.as_of))
    state.set_widget(Param.PERIOD, str(chosen))
    st.selectbox(
        "Period",
        [str(period) for period in reversed(periods)],
        format_func=lambda text: Period.parse(text).namn.capitalize(),
        key=Param.PERIOD.widget,
        on_change=state.choose,
        args=(Param.PERIOD,),
        label_visibility="collapsed",
        width=155,
    )


def _show_enhet(ram: Ram) -> None:
    state.set_widget(Param.ENHET, ram.enhet)
    state.set_widget(Param.VY, ram.vy)
    with st.popover(f"{ram.enhet.label}, {ram.vy.value}"):
        st.radio(
            "Enhet",
            list(Enhet),
            format_func=lambda enhet: enhet.label,
            key=Param.ENHET.widget,
            on_change=state.choose,
            args=(Param.ENHET,),
            horizontal=True,
        )
        st.radio(
            "Vy",
            list(Vy),
            format_func=lambda vy: VYER[vy],
            key=Param.VY.widget,
            on_change=state.choose,
            args=(Param.VY,),
        )


VYER = {
    Vy.NETTOKOSTNAD: "Nettokostnad: kostnader visas med plus",
    Vy.NETTORESULTAT: "Nettoresultat: kostnader visas med minus",
}


def _show_as_of(as_of: datetime) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        text = f"Visar läget som det var {tider.show_time(as_of)}."
        st.markdown(f":small[:orange-badge[:material/history: {text}]]", width="content")
        st.button("Visa läget nu", type="tertiary", on_click=state.leave_as_of)
