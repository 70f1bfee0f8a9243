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
    """The verdict and 'Läs in' on one row, then each file: those with something to decide or correct first, the rest folded.

    Of several files those that are ready can be read in; the others wait, and are looked at again with what is stored then.
    """
    if not pairs:
        return
    pairs = sorted(pairs, key=lambda pair: mottag.is_ready(pair[1]))
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="bottom", wrap=False):
            st.header(escape(_answer(mal, pairs)), anchor=False, width="stretch")
            if len(pairs) == 1:
                _show_drop(pairs[0][0])
            _show_commit(mal, pairs)
        if len(pairs) == 1:
            tolkning.show_source(*pairs[0])
    for fil, forslag in pairs:
        if len(pairs) == 1:
            _show_file(mal, fil, forslag)
            continue
        _show_file_head(fil, forslag)
        if not mottag.is_ready(forslag):
            _show_file(mal, fil, forslag)
            continue
        opened = st.expander(
            "Visa hur filen lästes", key=f"oppna_fil_{fil.nyckel}", icon=":material/table:", type="compact", on_change="rerun"
        )
        if opened.open:
            with opened:
                _show_file(mal, fil, forslag)


def _answer(mal: Mal, pairs: Sequence[Par]) -> str:
    if len(pairs) == 1:
        return tolkning.verdict(pairs[0][1])
    left = sum(not mottag.is_ready(forslag) for _, forslag in pairs)
    return f"{left} av {len(pairs)} filer behöver ses över" if left else f"{len(pairs)} filer är klara för {mal.namnd.namn}"


def _show_commit(mal: Mal, pairs: Sequence[Par]) -> None:
    ready = [pair for pair in pairs if mottag.is_ready(pair[1])]
    vem = show_signatur(mal.store, key="lasin")
    label = _commit_label(len(ready), len(pairs))
    if not st.button(label, type="primary", icon=":material/check:", disabled=not ready, key="las_in"):
        return
    with problems.guard():
        done = mottag.read_in_all(mal, ready, vem=require_signatur(vem))
        remember_signatur(mal.store, vem)
        state.goto_namnd(mal.namnd.kod)
        said = mottag.success_text(list(done.values()), mal)
        state.save_done(said, list(done))
        if len(ready) < len(pairs):
            state.push_message(f"{said}. Resten väntar här.")
        anpassadevy.start_after_inlasning(mal.nyckel)
        st.rerun()


def _commit_label(ready: int, waiting: int) -> str:
    if waiting == 1:
        return "Läs in"
    if ready in (0, waiting):
        return f"Läs in {waiting} filer"
    return "Läs in den som är klar" if ready == 1 else f"Läs in de {ready} som är klara"


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
        show_quiet(escape("Hoppades över: " + "; ".join(f"{blad.blad or 'hela filen'} ({blad.skal})" for blad in passed)))
