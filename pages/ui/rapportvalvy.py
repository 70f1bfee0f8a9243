"""The head of a report, and which parts it has in which order: forms at the foot of the report."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import streamlit as st

from finance.rapport.modell import Rapport
from finance.rapport.rapportdelar import FASTA, Rapportdel, every_part, moved, ordered
from finance.store import Delval, Rapporthuvud, save_rapportdelar, save_rapporthuvud
from pages.ui import cached, problems
from pages.ui.frame import Ram
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import escape, open_card, show_card_title, show_quiet


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
        with st.expander(
            "Delar: vilka är med, och i vilken ordning", key="oppna_delar", icon=":material/reorder:", type="compact"
        ):
            _show_delar(ram, rapport.slag)
        st.space(8)


def _said(ram: Ram, rapport: Rapport) -> str:
    head = "Huvudet är ifyllt" if rapport.huvud else "Huvudet är inte ifyllt"
    val = cached.lage(ram.nyckel).rapportval
    chosen = {part.id for part in ordered(val, rapport.slag)}
    without = [part.rubrik for part in every_part(val, rapport.slag) if part.id not in chosen]
    return f"{head}. Inte med: {', '.join(without)}." if without else f"{head}. Alla delar är med."


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


def _show_delar(ram: Ram, slag: str) -> None:
    val = cached.lage(ram.nyckel).rapportval
    every, chosen = every_part(val, slag), {part.id for part in ordered(val, slag)}
    names = {part.id: part.rubrik for part in every}
    always = FASTA[slag]
    show_quiet(f"{names[always]} är alltid med. En del utan innehåll syns inte i rapporten.")
    med = st.multiselect(
        "Delar som är med",
        [key for key in names if key != always],
        default=[key for key in names if key != always and key in chosen],
        format_func=names.__getitem__,
        key=f"delar_med|{slag}|{ram.namnd.kod}|{ram.nyckel.version}",
        placeholder="Välj delar",
    )
    now = val.delval(slag)
    vem, pressed = show_action(ram.store, "Spara delarna", key="delar_spara", icon=":material/save:", primary=True)
    if pressed:
        _save(ram, slag, _chosen(now, every, {*med, always}), vem, "Delarna är sparade.")
    _show_move(ram, slag, every, now, vem)


def _chosen(now: Delval, every: Sequence[Rapportdel], med: Collection[str]) -> Delval:
    """What `med` makes of the choice: parts that are there unless left out, and parts that are there when chosen."""
    return Delval(
        now.ordning,
        frozenset(part.id for part in every if not part.tillval and part.id not in med),
        frozenset(part.id for part in every if part.tillval and part.id in med),
    )


def _show_move(ram: Ram, slag: str, every: Sequence[Rapportdel], now: Delval, vem: str) -> None:
    names = {part.id: part.rubrik for part in every}
    show_quiet(escape(f"Ordningen nu: {', '.join(f'{place}. {namn}' for place, namn in enumerate(names.values(), 1))}."))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox("Flytta", list(names), format_func=names.__getitem__, key="delar_flytta", width=360)
        up = st.button("Flytta upp", key="delar_upp", icon=":material/arrow_upward:")
        down = st.button("Flytta ner", key="delar_ner", icon=":material/arrow_downward:")
    if up or down:
        order = moved([part.id for part in every], chosen, -1 if up else 1)
        _save(ram, slag, replace(now, ordning=order), vem, "Delen är flyttad.")


def _save(ram: Ram, slag: str, val: Delval, vem: str, message: str) -> None:
    with problems.guard():
        save_rapportdelar(ram.store, ram.namnd.kod, val.ordning, val.utan, med=val.med, slag=slag, vem=require_signatur(vem))
        finish(ram.store, vem, message)
