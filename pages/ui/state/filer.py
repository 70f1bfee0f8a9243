"""Files dropped and not yet committed, and what was read in last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

from finance.inlasning.modell import Lasval

V = TypeVar("V")


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


def next_generation() -> None:
    """Let the fields whose key holds the generation begin empty."""
    st.session_state["helar_generation"] = generation() + 1


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
