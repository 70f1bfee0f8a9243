"""Looking at the files that wait: the verdict on each, and the one button that stores them."""

from collections.abc import Sequence

import streamlit as st

from finance.mottagning import Forslag, Forslagsstatus
from pages.ui import anpassadevy, avstamning_fore, jamforelse, mottag, problems, rattning, state, tolkning
from pages.ui.mottag import Mal
from pages.ui.signatur import remember_signatur, require_signatur, show_signatur
from pages.ui.state import Uppladdad
from pages.ui.theme import escape, show_quiet

Par = tuple[Uppladdad, Forslag]


def show_review(mal: Mal, pairs: Sequence[Par]) -> None:
    """The verdict and 'Läs in' on one row, then each file. Disabled while something is left to decide or correct."""
    if not pairs:
        return
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="bottom", wrap=False):
            st.header(escape(_answer(mal, pairs)), anchor=False, width="stretch")
            if len(pairs) == 1:
                _show_drop(pairs[0][0])
            _show_commit(mal, pairs)
        if len(pairs) == 1:
            tolkning.show_source(*pairs[0])
    for fil, forslag in pairs:
        if len(pairs) > 1:
            _show_file_head(fil, forslag)
        _show_file(mal, fil, forslag)


def _answer(mal: Mal, pairs: Sequence[Par]) -> str:
    if len(pairs) == 1:
        return tolkning.verdict(pairs[0][1])
    left = sum(not mottag.is_ready(forslag) for _, forslag in pairs)
    return f"{left} av {len(pairs)} filer behöver ses över" if left else f"{len(pairs)} filer är klara för {mal.namnd.namn}"


def _show_commit(mal: Mal, pairs: Sequence[Par]) -> None:
    ready = all(mottag.is_ready(forslag) for _, forslag in pairs)
    vem = show_signatur(mal.store, key="lasin")
    label = "Läs in" if len(pairs) == 1 else f"Läs in {len(pairs)} filer"
    if not st.button(label, type="primary", icon=":material/check:", disabled=not ready, key="las_in"):
        return
    with problems.guard():
        done = mottag.read_in_all(mal, pairs, vem=require_signatur(vem))
        remember_signatur(mal.store, vem)
        state.goto_namnd(mal.namnd.kod)
        state.save_done(mottag.success_text(list(done.values()), mal), list(done))
        anpassadevy.start_after_inlasning(mal.nyckel)
        st.rerun()


def _show_drop(fil: Uppladdad) -> None:
    st.button(
        "Ta bort filen",
        key=f"bort_{fil.nyckel}",
        type="tertiary",
        icon=":material/close:",
        on_click=state.drop_uppladdad,
        args=(fil,),
    )


def _show_file_head(fil: Uppladdad, forslag: Forslag) -> None:
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(escape(tolkning.verdict(forslag)), anchor=False, width="stretch")
            _show_drop(fil)
        tolkning.show_source(fil, forslag)


def _show_file(mal: Mal, fil: Uppladdad, forslag: Forslag) -> None:
    """One file: findings beside control totals and comparison, avstämning, the fields to correct, the columns."""
    if forslag.status is Forslagsstatus.AVVISAD:
        tolkning.show_findings(fil, forslag)
    else:
        left, right = st.columns([1, 1.25], gap="small")
        with left:
            tolkning.show_findings(fil, forslag)
        with right:
            jamforelse.show_control(forslag)
    avstamning_fore.show_before(mal, fil, forslag)
    rattning.show_corrections(fil, forslag)
    for blad in forslag.lasning.blad:
        if blad.last and blad.kolumner:
            tolkning.show_columns(blad)
    passed = [blad for blad in forslag.lasning.blad if not blad.last]
    if passed:
        show_quiet(escape("Hoppades över: " + "; ".join(f"{blad.blad} ({blad.skal})" for blad in passed)))
