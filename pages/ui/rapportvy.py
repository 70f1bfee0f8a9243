"""A report on screen: head, tables, charts, comments. The same values and strings as in PowerPoint and Excel."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from finance.belopp import to_enhet
from finance.format import format_avvikelse
from finance.rapport import delar
from finance.rapport.huvud import head_lines
from finance.rapport.modell import Avsnitt, Kolumntyp, Rapport, Styckeroll, Tabell
from finance.store import Rapporthuvud
from finance.uppfoljning import Rad as Uppfoljningsrad
from pages.ui import cached, comments, diagram, downloads, drill, state, tables
from pages.ui.comments import Plats
from pages.ui.frame import Ram
from pages.ui.oversikt import show_prognos_link
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_quiet_lines

SE_OVER = ":orange-badge[:material/warning: Se över]"
KOMMENTAR, DELAR, TABELL, KONTON = "Ändra kommentar", "Visa delar", "Visa som tabell", "Visa konton"
IKON = {KOMMENTAR: "edit", DELAR: "account_tree", TABELL: "table", KONTON: "list"}
STANG = {KOMMENTAR: "Stäng kommentaren", DELAR: "Dölj delar", TABELL: "Dölj tabell", KONTON: "Dölj konton"}
WIDE = 10  # columns that need the whole page


def show_head(rapport: Rapport, answer: str) -> None:
    """The answer as a sentence with the downloads on the same row, and the quiet line of freshness."""
    with st.container(gap=None):
        downloads.show_answer_row(answer, rapport)
        show_huvud(rapport.huvud, rapport.titel)
        fresh = rapport.kallor[0] if rapport.kallor else ""
        show_quiet_lines([escape(f"{rapport.titel}, {rapport.enhet.label}, {rapport.vy.value}. {fresh}")])
    for stycke in main_section(rapport).stycken:
        if stycke.roll is Styckeroll.VARNING:
            st.markdown(f"{SE_OVER} {escape(stycke.text)}")


def show_huvud(huvud: Rapporthuvud, titel: str = "") -> None:
    """The head of a report; nothing where nothing is written. `titel`: what is shown of it already."""
    lines = head_lines(replace(huvud, forslag=""), titel)
    show_quiet_lines([". ".join(lines)] if lines else [])
    if huvud.forslag:
        st.markdown(f"**Förslag till beslut:** {escape(huvud.forslag)}")


def main_section(rapport: Rapport) -> Avsnitt:
    """The section with the report's main table."""
    return next(one for one in rapport.avsnitt if any(tabell.id == delar.TABELL_HUVUD for tabell in one.tabeller))


def show_main_table(ram: Ram, rapport: Rapport) -> None:
    """The published table, how sure the prognos is, and the way from each line to konton and transactions."""
    tabell, total = rapport.tabell(delar.TABELL_HUVUD), main_section(rapport)
    tables.show_tabell(tabell, ram.enhet, ram.vy)
    plats = Plats(total.nod, ram.namnd.namn)
    if comments.read_text(ram, plats):
        comments.show_text(ram, plats)
    lines = [tabell.rader[-1], *tabell.rader[:-1]]
    with st.container(gap="xsmall"):
        for found in total.tabeller:
            if found.id == delar.TABELL_SAKERHET:
                with st.expander("Så säker är prognosen", icon=":material/insights:", type="compact"):
                    st.markdown(escape(found.slutsats))
                    tables.show_tabell(_method_once(found), ram.enhet, ram.vy)
        drill.show_drill_choice(ram, [(rad.nod, str(rad.celler[0])) for rad in lines if rad.nod])
        _show_total_editor(ram, plats)


def _method_once(tabell: Tabell) -> Tabell:
    """Where every line has the same method it is said under the table, not in a column of its own."""
    place = tabell.place("metod")
    methods = {rad.celler[place] for rad in tabell.rader}
    if len(methods) != 1:
        return tabell
    rader = tuple(replace(rad, celler=(*rad.celler[:place], *rad.celler[place + 1 :])) for rad in tabell.rader)
    kolumner = (*tabell.kolumner[:place], *tabell.kolumner[place + 1 :])
    return replace(tabell, kolumner=kolumner, rader=rader, noter=(f"Metod: {methods.pop()}.", *tabell.noter))


def _show_total_editor(ram: Ram, plats: Plats) -> None:
    if ram.as_of is None:
        opened = st.expander(
            "Kommentar till helheten", key="oppna_helhet", icon=":material/edit:", type="compact", on_change="rerun"
        )
        if opened.open:
            with opened:
                comments.show_editor(ram, [plats], key="helhet")


def show_sections(ram: Ram, rapport: Rapport) -> None:
    """The rest of the report in its order, each section in the form that fits it."""
    main = main_section(rapport)
    show_open_sections(ram, [avsnitt for avsnitt in rapport.avsnitt if avsnitt is not main])
    show_quiet_lines(rapport.kallor[1:])


def show_open_sections(ram: Ram, found: Sequence[Avsnitt]) -> None:
    """Sections that stand open: lines with their months, charts and tables, and last the kontogrupper together."""
    groups = [avsnitt for avsnitt in found if avsnitt.id.startswith("kontogrupp-")]
    for avsnitt in found:
        if avsnitt.nod and avsnitt.diagram and not avsnitt.sektion:
            _show_nod(ram, avsnitt)
        elif avsnitt not in groups:
            _show_plain(ram, avsnitt)
    _show_groups(ram, [avsnitt for avsnitt in groups if _has_deviation(avsnitt, ram)])


def _has_deviation(avsnitt: Avsnitt, ram: Ram) -> bool:
    return bool(comments.read_text(ram, Plats(avsnitt.nod, avsnitt.rubrik, avsnitt.sektion))) or any(
        isinstance(found.varde, int) and to_enhet(found.varde, ram.enhet) for found in avsnitt.nyckeltal
    )


def _show_nod(ram: Ram, avsnitt: Avsnitt) -> None:
    """What it says and the comments at the left, the months at the right; tables, konton and writing when asked for."""
    plats = Plats(avsnitt.nod, avsnitt.rubrik)
    with open_card():
        left, right = st.columns([1, 1.35], gap="small")
        with left:
            st.subheader(escape(avsnitt.rubrik), anchor=False)
            st.markdown(_heading(avsnitt, ram))
            comments.show_text(ram, plats)
            _show_parts(ram, avsnitt)
            show_prognos_link(avsnitt.nod)
            st.space(8)
        with right:
            for block in avsnitt.diagram:
                diagram.show_diagram(block, ram.enhet, ram.vy)
        parts = _parts(ram, avsnitt)
        labels = [*([] if ram.as_of else [KOMMENTAR]), *([DELAR] if avsnitt.tabeller else []), TABELL, KONTON]
        chosen = show_choice(labels, key=f"visa_{ram.namnd.kod}|{avsnitt.id}")
        if chosen == KOMMENTAR:
            comments.show_editor(ram, [plats, *(Plats(rad.nod, rad.namn) for rad in parts)], key=avsnitt.id)
        elif chosen == DELAR:
            for tabell in avsnitt.tabeller:
                tables.show_tabell(tabell, ram.enhet, ram.vy)
        elif chosen == TABELL:
            for block in avsnitt.diagram:
                diagram.show_diagram_table(block, ram.enhet, ram.vy)
        elif chosen == KONTON:
            drill.show_konton(ram, avsnitt.nod, key="nod")


def show_choice(labels: Sequence[str], *, key: str) -> str | None:
    """A row of buttons, one of them open at a time; the open one says how to close it."""
    chosen = state.read_open(key)
    with st.container(horizontal=True, gap="small"):
        for label in labels:
            is_open = label == chosen
            st.button(
                STANG[label] if is_open else label,
                key=f"{key}|{label}",
                icon=f":material/{IKON[label]}:",
                type="secondary" if is_open else "tertiary",
                on_click=state.save_open,
                args=(key, None if is_open else label),
            )
    return chosen if chosen in labels else None


def _heading(avsnitt: Avsnitt, ram: Ram) -> str:
    """`Avvikelse ▼ −4,6 Mnkr, prognos ▼ −8,0 Mnkr (…)`: the report's line, its figures coloured by sign."""
    text = escape(avsnitt.rubrikrad)
    start, comma, rest = text.partition(",\u0020prognos")
    for place, part in enumerate((start, rest)):
        values = [
            found.varde for found in avsnitt.nyckeltal if found.typ is Kolumntyp.AVVIKELSE and isinstance(found.varde, int)
        ]
        if place < len(values) and (comma or place == 0):
            plain = format_avvikelse(values[place], ram.enhet, unit=True)
            coloured = part.replace(plain, avvikelse_markdown(values[place], ram.enhet, unit=True, bold=True), 1)
            start, rest = (coloured, rest) if place == 0 else (start, coloured)
    return start + comma + rest


def _parts(ram: Ram, avsnitt: Avsnitt) -> list[Uppfoljningsrad]:
    """The lines below the section's own, at any depth, those with the largest prognosavvikelse first."""
    return sorted(cached.uppfoljning(ram.nyckel).under(avsnitt.nod), key=lambda rad: -abs(_deviation(rad) or 0))


def _deviation(rad: Uppfoljningsrad) -> int | None:
    """The prognosavvikelse (öre), which is the avvikelse when the year is over; None without a budget."""
    return rad.prognosavvikelse_ore if rad.har_budget else None


def _show_parts(ram: Ram, avsnitt: Avsnitt) -> None:
    """What is written about the parts, with the figure it is about."""
    for rad in _parts(ram, avsnitt):
        if text := comments.read_completed(ram, Plats(rad.nod, rad.namn)):
            namn, ore = f"**{escape(rad.namn)}**", _deviation(rad)
            about = namn if ore is None else f"{namn} {avvikelse_markdown(ore, ram.enhet)}"
            st.markdown(f"{about}. {comments.comment_markdown(text)}")


def _show_groups(ram: Ram, groups: Sequence[Avsnitt]) -> None:
    """The kontogrupper: figures at the left, comment at the right, and one place to write."""
    if not groups:
        return
    platser = [Plats(avsnitt.nod, avsnitt.rubrik, avsnitt.sektion) for avsnitt in groups]
    with open_card():
        st.subheader("Kommentar per kontogrupp", anchor=False)
        for avsnitt, plats in zip(groups, platser, strict=True):
            st.space(8)
            left, right = st.columns([1, 1], gap="small")
            with left:
                st.markdown(f"**{escape(avsnitt.rubrik)}**  \n:small[{_heading(avsnitt, ram)}]")
            with right:
                comments.show_text(ram, plats, empty="")
        st.space(8)
        if ram.as_of is None and show_choice([KOMMENTAR], key=f"visa_grupper_{ram.namnd.kod}"):
            comments.show_editor(ram, platser, key="grupper")


def _show_plain(ram: Ram, avsnitt: Avsnitt) -> None:
    """A section of charts and tables: the takeaway, then its blocks; the tables of a chart are folded."""
    with open_card():
        st.subheader(escape(avsnitt.rubrik), anchor=False)
        if avsnitt.slutsats:
            st.markdown(escape(avsnitt.slutsats))
        for stycke in avsnitt.stycken:
            if stycke.roll is Styckeroll.VARNING:
                st.markdown(f"{SE_OVER} {escape(stycke.text)}")
        if any(block.is_matt for block in avsnitt.diagram):
            st.space(8)
        large = [block for block in avsnitt.diagram if not block.is_matt]
        diagram.show_small([block for block in avsnitt.diagram if block.is_matt], ram.enhet, ram.vy)
        for block in large:
            diagram.show_diagram(block, ram.enhet, ram.vy)
        if large:
            with st.expander(TABELL, key=f"oppna_{avsnitt.id}", icon=":material/table:", type="compact"):
                _show_tables(ram, avsnitt.tabeller)
        else:
            _show_tables(ram, avsnitt.tabeller)


def _show_tables(ram: Ram, found: Sequence[Tabell]) -> None:
    for tabell in found:
        if len(found) > 1:
            st.markdown(f"**{escape(tabell.titel_i(ram.enhet))}**")
        if len(tabell.kolumner) > WIDE:
            tables.show_turned(tabell, ram.enhet, ram.vy)
        else:
            tables.show_tabell(tabell, ram.enhet, ram.vy)
