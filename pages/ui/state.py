"""Everything that is remembered for a session, in one typed place. No other module touches `st.session_state`.

Shared choices live here and in the URL (`namnd`, `period`, `enhet`, `vy`, `as_of`). The URL wins when it holds a value that
can be used; a page switch empties it, and then what was chosen before stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

from finance.belopp import Enhet, Vy
from finance.errors import InvalidValue
from finance.inlasning.modell import Lasval
from finance.period import Period
from finance.store import Namnd

T = TypeVar("T", bound=StrEnum)
V = TypeVar("V")


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


@dataclass(frozen=True)
class Uppladdad:
    """A file dropped on the page: its bytes are kept for the session only, nothing is stored."""

    fil: str
    data: bytes = field(repr=False)
    sha256: str
    lasval: Lasval = field(default_factory=Lasval)
    overlapp: str = "auto"
    preliminar: bool = False

    @property
    def nyckel(self) -> str:
        """Tells this file from the others waiting, whatever is chosen for it."""
        return f"{self.sha256[:16]}|{self.fil}"


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


def read_signatur() -> str:
    """Who asked once; "" until then."""
    return str(st.session_state.get("helar_signatur", ""))


def save_signatur(vem: str) -> None:
    """Remember who it is for this session."""
    st.session_state["helar_signatur"] = vem.strip()


def read_uppladdade() -> tuple[Uppladdad, ...]:
    """Files dropped and not yet committed."""
    found: tuple[Uppladdad, ...] = st.session_state.get("helar_filer", ())
    return found


def save_uppladdade(filer: Sequence[Uppladdad]) -> None:
    """Replace the files waiting; proposals of files that no longer wait are let go."""
    st.session_state["helar_filer"] = tuple(filer)
    waiting = {fil.nyckel for fil in filer}
    kept = {key: value for key, value in _forslag().items() if key[0] in waiting}
    st.session_state["helar_forslag"] = kept


def add_uppladdade(filer: Sequence[Uppladdad]) -> None:
    """More files; the dropping place is emptied, since the files are shown by the page itself."""
    known = {fil.nyckel for fil in read_uppladdade()}
    save_uppladdade([*read_uppladdade(), *(fil for fil in filer if fil.nyckel not in known)])
    st.session_state["helar_generation"] = generation() + 1


def change_uppladdad(fil: Uppladdad, change: Callable[[Uppladdad], Uppladdad]) -> None:
    """New choices for one waiting file, made from those it has now: `fil` may be as it was when its field was drawn."""
    save_uppladdade([change(now) if now.nyckel == fil.nyckel else now for now in read_uppladdade()])


def drop_uppladdad(fil: Uppladdad) -> None:
    """Take away one waiting file: callback. Nothing was stored."""
    save_uppladdade([other for other in read_uppladdade() if other.nyckel != fil.nyckel])


def generation() -> int:
    """Counts the times the dropping place was emptied; part of its key."""
    return int(st.session_state.get("helar_generation", 0))


def _forslag() -> dict[tuple[str, str], Any]:
    found: dict[tuple[str, str], Any] = st.session_state.setdefault("helar_forslag", {})
    return found


def remember_forslag(fil: Uppladdad, against: str, make: Callable[[], V]) -> V:
    """The proposal for a file, made once for the same choices and the same store (`against`: nämnd and version)."""
    key = (fil.nyckel, f"{against}|{fil.lasval!r}|{fil.overlapp}|{fil.preliminar}")
    kept = _forslag()
    if key not in kept:
        for old in [other for other in kept if other[0] == fil.nyckel]:
            del kept[old]
        kept[key] = make()
    found: V = kept[key]
    return found


def save_done(text: str, ids: Sequence[int] = ()) -> None:
    """What was read in last, in a sentence, and the inläsningar that it became."""
    st.session_state["helar_inlast"] = text
    st.session_state["helar_inlasta"] = tuple(ids)


def read_done_ids() -> tuple[int, ...]:
    """The inläsningar of what was read in last in this session."""
    found: tuple[int, ...] = st.session_state.get("helar_inlasta", ())
    return found


def read_done() -> str:
    """What was read in last in this session, "" for nothing."""
    return str(st.session_state.get("helar_inlast", ""))


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


def save_ram(ram: object) -> None:
    """What the frame chose in this run, for the page."""
    st.session_state["helar_ram"] = ram


def read_ram() -> Any:  # noqa: ANN401 - the frame knows its type
    """What the frame chose in this run; None before the first inläsning."""
    return st.session_state.get("helar_ram")
