"""The head of a report, and which parts it has in which order: forms at the foot of the report."""

from collections.abc import Sequence

import streamlit as st

from finance.rapport.modell import Rapport
from finance.rapport.rapportdelar import FAST, Rapportdel, moved, ordered
from finance.store import Rapporthuvud, save_rapportdelar, save_rapporthuvud
from pages.ui import cached, problems
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import open_card, show_card_title, show_quiet

SLAG = "tertialrapport"


def show_val(ram: Ram, rapport: Rapport) -> None:
    """The card with both forms; nothing while an earlier moment is shown."""
    if ram.as_of is not None or ram.period is None:
        return
    with open_card():
        show_card_title("Rapportens huvud och delar", _said(ram, rapport))
        with st.expander(
            "Diarienummer, mottagare, förslag till beslut", key="oppna_huvud", icon=":material/badge:", type="compact"
        ):
            _show_huvud(ram, rapport)
        if rapport.slag == SLAG:
            with st.expander(
                "Delar: vilka är med, och i vilken ordning", key="oppna_delar", icon=":material/reorder:", type="compact"
            ):
                _show_delar(ram)
        st.space(8)


def _said(ram: Ram, rapport: Rapport) -> str:
    head = "Huvudet är ifyllt" if rapport.huvud else "Huvudet är inte ifyllt"
    without = len(cached.lage(ram.nyckel).rapportval.utan)
    return f"{head}. {'Alla delar är med' if not without else f'{without} delar är bortvalda'}."


def _show_huvud(ram: Ram, rapport: Rapport) -> None:
    period = rapport.period.key
    key = f"{ram.namnd.kod}|{rapport.slag}|{period}"
    now = rapport.huvud
    with st.grid(2, gap="small", min_column_width=300):
        slag = st.text_input(
            "Vad rapporten kallas",
            value=now.slag,
            placeholder="Till exempel Extra månadsuppföljning",
            max_chars=80,
            key=f"huvud_slag|{key}",
        )
        dnr = st.text_input(
            "Diarienummer", value=now.dnr, placeholder="Till exempel SOCN/2022:45", max_chars=60, key=f"huvud_dnr|{key}"
        )
        till = st.text_input(
            "Mottagare", value=now.mottagare, placeholder="Till exempel Socialnämnden", max_chars=120, key=f"huvud_till|{key}"
        )
    forslag = st.text_area("Förslag till beslut", value=now.forslag, height=90, max_chars=2000, key=f"huvud_forslag|{key}")
    bilagor = st.text_area(
        "Bilagor, en per rad", value="\n".join(now.bilagor), height=90, max_chars=2000, key=f"huvud_bilagor|{key}"
    )
    vem, pressed = show_action(ram.store, "Spara huvudet", key=f"huvud_spara|{key}", icon=":material/save:", primary=True)
    if pressed:
        with problems.guard():
            new = Rapporthuvud(
                slag or "",
                dnr or "",
                till or "",
                forslag or "",
                tuple(line for line in (bilagor or "").splitlines() if line.strip()),
            )
            save_rapporthuvud(ram.store, ram.namnd.kod, rapport.slag, period, new, vem=require_signatur(vem))
            finish(ram.store, vem, "Rapportens huvud är sparat och låses med rapporten.")


def _show_delar(ram: Ram) -> None:
    val = cached.lage(ram.nyckel).rapportval
    every = ordered(val, utan=())
    names = {part.id: part.rubrik for part in every}
    show_quiet("Driftredovisningen är alltid med. En del utan innehåll syns inte i rapporten.")
    med = st.multiselect(
        "Delar som är med",
        [key for key in names if key != FAST],
        default=[key for key in names if key != FAST and key not in val.utan],
        format_func=names.__getitem__,
        key=f"delar_med|{ram.namnd.kod}|{ram.nyckel.version}",
        placeholder="Välj delar",
    )
    vem, pressed = show_action(ram.store, "Spara delarna", key="delar_spara", icon=":material/save:", primary=True)
    if pressed:
        _save(ram, val.ordning, frozenset(names) - set(med) - {FAST}, vem, "Delarna är sparade.")
    _show_move(ram, every, val.utan, vem)


def _show_move(ram: Ram, every: Sequence[Rapportdel], utan: frozenset[str], vem: str) -> None:
    names = {part.id: f"{place}. {part.rubrik}" for place, part in enumerate(every, 1)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox("Flytta", list(names), format_func=names.__getitem__, key="delar_flytta", width=360)
        up = st.button("Flytta upp", key="delar_upp", icon=":material/arrow_upward:")
        down = st.button("Flytta ner", key="delar_ner", icon=":material/arrow_downward:")
    if up or down:
        order = moved([part.id for part in every], chosen, -1 if up else 1)
        _save(ram, order, utan, vem, "Delen är flyttad.")


def _save(ram: Ram, ordning: tuple[str, ...], utan: frozenset[str], vem: str, message: str) -> None:
    with problems.guard():
        save_rapportdelar(ram.store, ram.namnd.kod, ordning, utan, vem=require_signatur(vem))
        finish(ram.store, vem, message)
