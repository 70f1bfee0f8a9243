"""What is chosen in the frame, in the session and in the URL: nämnd, period, enhet, vy, as_of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

from finance.belopp import Enhet, Vy
from finance.errors import InvalidValue
from finance.period import Period
from finance.store import Namnd

T = TypeVar("T", bound=StrEnum)


class Param(StrEnum):
    """Names in the URL; widgets of the frame have the same names after "ram_"."""

    NAMND = "namnd"
    PERIOD = "period"
    ENHET = "enhet"
    VY = "vy"
    AS_OF = "as_of"

    @property
    def widget(self) -> str:
        """The key of the frame's widget."""
        return f"ram_{self.value}"


@dataclass(frozen=True, slots=True)
class Val:
    """What is chosen in the frame. `as_of` is as written in the URL (a day, or a time); None = now."""

    namnd: str
    period: Period | None
    enhet: Enhet
    vy: Vy
    as_of: str | None = None


def resolve_val(
    url: Mapping[str, str], before: Val | None, namnder: Sequence[Namnd], periods_of: Callable[[str], Sequence[Period]]
) -> Val | None:
    """The choice that holds: from the URL where it can be used, else as before, else the nämnd's defaults and newest month.

    Without any choice of nämnd: the one with the newest month. None when there is no nämnd. `periods_of`: months with utfall of
    a nämnd, oldest first.
    """
    by_kod = {namnd.kod: namnd for namnd in namnder}
    wanted = (url.get(Param.NAMND, ""), before.namnd if before else "")
    namnd = next((by_kod[kod] for kod in wanted if kod in by_kod), None) or _newest(namnder, periods_of)
    if namnd is None:
        return None
    same = before if before and before.namnd == namnd.kod else None
    periods = periods_of(namnd.kod)
    chosen = (_period(url.get(Param.PERIOD, "")), same.period if same else None)
    return Val(
        namnd=namnd.kod,
        period=next((p for p in chosen if p in periods), periods[-1] if periods else None),
        enhet=_member(Enhet, url.get(Param.ENHET)) or (same.enhet if same else namnd.enhet),
        vy=_member(Vy, url.get(Param.VY)) or (same.vy if same else namnd.vy),
        as_of=url.get(Param.AS_OF) or (same.as_of if same else None),
    )


def _newest(namnder: Sequence[Namnd], periods_of: Callable[[str], Sequence[Period]]) -> Namnd | None:
    """The nämnd with the newest month; the first of several."""
    last = {namnd.kod: [period.key for period in periods_of(namnd.kod)][-1:] for namnd in namnder}
    return max(namnder, key=lambda namnd: last[namnd.kod], default=None)


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except InvalidValue:
        return None


def _member(kind: type[T], text: str | None) -> T | None:
    return next((member for member in kind if member.value == (text or "").lower()), None)


def url_params(val: Val) -> dict[str, str]:
    """The choice as it stands in the URL."""
    period = str(val.period) if val.period else ""
    params = {
        Param.NAMND: val.namnd,
        Param.PERIOD: period,
        Param.ENHET: val.enhet.value,
        Param.VY: val.vy.value,
        Param.AS_OF: val.as_of or "",
    }
    return {name.value: text for name, text in params.items() if text}


def read_url() -> dict[str, str]:
    """The frame's parameters that stand in the URL now."""
    return {name.value: st.query_params[name] for name in Param if name in st.query_params}


def save_val(val: Val) -> None:
    """Remember the choice and write it in the URL when that says something else."""
    st.session_state["helar_val"] = val
    params = url_params(val)
    if read_url() == params:
        return
    others = {name: st.query_params[name] for name in st.query_params if name not in set(Param)}
    st.query_params.from_dict({**others, **params})


def read_val() -> Val | None:
    """The choice of the last run, if any."""
    val: Val | None = st.session_state.get("helar_val")
    return val


def choose(name: Param) -> None:
    """A frame widget was changed: callback. A new nämnd comes with its own newest month, enhet and vy."""
    before, value = read_val(), st.session_state[name.widget]
    if before is None or value is None:
        return
    if name is Param.NAMND:
        for other in (Param.PERIOD, Param.ENHET, Param.VY, Param.AS_OF):
            st.query_params.pop(other, None)
    elif name is not Param.PERIOD:
        st.session_state["helar_val"] = replace(before, **{name.value: value})
    st.query_params[name] = str(value)


def leave_as_of() -> None:
    """Back to what holds now: callback."""
    if before := read_val():
        st.session_state["helar_val"] = replace(before, as_of=None)
    st.query_params.pop(Param.AS_OF, None)


def set_widget(name: Param, value: object) -> None:
    """Let a frame widget show `value`; before it is drawn."""
    st.session_state[name.widget] = value


def goto_namnd(kod: str) -> None:
    """Choose a nämnd from outside the frame (after an inläsning); the newest month is chosen for it."""
    st.session_state.pop("helar_val", None)
    for name in Param:
        st.query_params.pop(name, None)
    st.query_params[Param.NAMND] = kod


def save_ram(ram: object) -> None:
    """What the frame chose in this run, for the page."""
    st.session_state["helar_ram"] = ram


def read_ram() -> Any:  # noqa: ANN401 - the frame knows its type
    """What the frame chose in this run; None before the first inläsning."""
    return st.session_state.get("helar_ram")
