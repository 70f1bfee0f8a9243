"""The dropping place, the nämnd that files are for, and reading in what has been looked at."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from finance.belopp import Enhet, Vy
from finance.errors import HelarError
from finance.kolumner import Slag
from finance.mottagning import Forslag, Forslagsstatus, Overlapp, commit, prepare
from finance.store import Namnd, Store, list_namnder, save_namnd
from pages.ui import cached, frame, state
from pages.ui.cached import Nyckel
from pages.ui.state import Uppladdad
from pages.ui.theme import show_answer

TYPES = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "txt", "si", "se", "sie"]
NEW = ""
MANY = 3  # files read in at a time; more are not named
ORDER = (Slag.STRUKTUR, Slag.BUDGET, Slag.UTFALL, Slag.BUDGETJUSTERING, Slag.BEDOMNING)


@dataclass(frozen=True, slots=True)
class Mal:
    """The nämnd that files are read into. `ny`: it is not in the database, and is created with the first file."""

    store: Store
    namnd: Namnd
    ny: bool

    @property
    def against(self) -> str:
        """What a proposal was made against: it is made again when this changes."""
        return f"{self.namnd.kod}|{self.store.version(self.namnd.kod)}"

    @property
    def nyckel(self) -> Nyckel:
        """For what is computed of the nämnd, at its newest month."""
        version = self.store.version(self.namnd.kod)
        nyckel = Nyckel(self.store.url, self.namnd.kod, version)
        months = cached.periods(nyckel) if version else ()
        return replace(nyckel, period=months[-1].key) if months else nyckel


def show_target(store: Store) -> Mal | None:
    """Choose the nämnd, or describe a new one. None until it has a kod."""
    namnder = {namnd.kod: namnd for namnd in list_namnder(store)}
    ram = frame.find_current()
    options = [*namnder, NEW]
    kod = st.selectbox(
        "Nämnd som filerna gäller",
        options,
        index=options.index(ram.namnd.kod) if ram and ram.namnd.kod in namnder else len(options) - 1,
        format_func=lambda kod: _label(namnder.get(kod)),
        key="mal_namnd",
        persist_state="session",
    )
    if kod in namnder:
        return Mal(store, namnder[kod], ny=False)
    return _show_new(store, namnder)


def _label(namnd: Namnd | None) -> str:
    return "Ny nämnd …" if namnd is None else f"{namnd.namn} ({namnd.kod})"


def _show_new(store: Store, namnder: dict[str, Namnd]) -> Mal | None:
    left, right = st.columns(2, gap="small")
    kod = (left.text_input("Kort kod", key="ny_kod", placeholder="SN", max_chars=20, persist_state="session") or "").strip()
    namn = right.text_input("Namn", key="ny_namn", placeholder="Socialnämnden", max_chars=80, persist_state="session") or ""
    enheter = {one.value: one.label for one in Enhet}
    enhet = left.selectbox(
        "Visas i", list(enheter), index=1, format_func=enheter.__getitem__, key="ny_enhet", persist_state="session"
    )
    vyer = [one.value for one in Vy]
    vy = right.selectbox("Vy", vyer, format_func=str.capitalize, key="ny_vy", persist_state="session")
    if not kod:
        return None
    if kod in namnder:
        return Mal(store, namnder[kod], ny=False)
    return Mal(store, Namnd(kod, namn.strip() or kod, Enhet(enhet), Vy(vy)), ny=True)


def show_drop() -> None:
    """Files dropped here wait in the session; nothing is stored."""
    dropped = st.file_uploader(
        "Släpp filer här",
        type=TYPES,
        accept_multiple_files=True,
        key=f"filer_{state.generation()}",
        help="Excel, OpenDocument (ods), csv eller SIE. Flera filer går bra.",
    )
    if dropped:
        state.add_uppladdade([_waiting(file.name, file.getvalue()) for file in dropped])
        st.rerun()


def _waiting(fil: str, data: bytes) -> Uppladdad:
    return Uppladdad(fil, data, hashlib.sha256(data).hexdigest())


def propose(mal: Mal, fil: Uppladdad) -> Forslag:
    """How the file would be read in; made once for the same choices and the same store."""

    def make() -> Forslag:
        place = st.empty()
        with place, st.status(f"Läser {fil.fil} …"):
            found = _prepare(mal, fil)
        place.empty()
        return found

    return state.remember_forslag(fil, mal.against, make)


def _prepare(mal: Mal, fil: Uppladdad) -> Forslag:
    return prepare(
        mal.store,
        fil.data,
        fil.fil,
        namnd=mal.namnd.kod,
        val=fil.lasval,
        overlapp=Overlapp(fil.overlapp),
        preliminar=fil.preliminar,
    )


def is_ready(forslag: Forslag) -> bool:
    """Nothing left to decide or correct."""
    return forslag.status is Forslagsstatus.KLAR


def read_in_all(mal: Mal, pairs: Sequence[tuple[Uppladdad, Forslag]], *, vem: str) -> dict[int, str]:
    """Commit each file in an order that makes sense (struktur first); inläsning -> name of those that were read in.

    A file is all or nothing. The rest wait when one is refused. Raises HelarError with what became of it.
    """
    done: dict[int, str] = {}
    for fil, forslag in sorted(pairs, key=lambda pair: _order(pair[1])):
        fresh = forslag if not done else _prepare(mal, fil)
        if not is_ready(fresh):
            raise HelarError(f"{fil.fil} behöver ses över innan den läses in. Inlästa: {', '.join(done.values()) or 'inga'}.")
        with st.status(f"Läser in {fil.fil} …") as status, mal.store.write():
            inlasning_id = commit(mal.store, fresh, vem=vem)
            if mal.ny and not done:
                save_namnd(mal.store, mal.namnd, vem=vem)
            status.update(label=f"{fil.fil} är inläst.", state="complete")
        state.drop_uppladdad(fil)
        done[inlasning_id] = fil.fil
    return done


def _order(forslag: Forslag) -> int:
    return min((ORDER.index(slag) for slag in forslag.lasning.slag if slag in ORDER), default=len(ORDER))


def success_text(done: Sequence[str], mal: Mal) -> str:
    """What was done, for the heading."""
    if len(done) > MANY:
        return f"{len(done)} filer är inlästa för {mal.namnd.namn}"
    return f"{' och '.join(done)} är {'inläst' if len(done) == 1 else 'inlästa'} för {mal.namnd.namn}"


def show_start() -> None:
    """Before any file waits: what was done last and what to do next, or how to begin."""
    done = state.read_done()
    if not done:
        show_answer("Släpp huvudboken, budgeten eller strukturen. Inget sparas förrän du säger ja.")
        return
    with st.container(gap=None):
        show_answer(done)
        st.markdown("Titta på resultatet, eller släpp nästa fil. Blev det fel kan du ångra inläsningen i listan.")
        with st.container(horizontal=True):
            st.page_link("pages/uppfoljning/oversikt.py", label="Öppna Översikt", icon=":material/monitoring:")
            st.page_link(
                "pages/uppfoljning/manadsuppfoljning.py", label="Öppna Månadsuppföljning", icon=":material/table_chart:"
            )
            st.page_link("pages/underlag/avstamning.py", label="Stäm av mot ekonomisystemet", icon=":material/fact_check:")
