"""The tertialrapport's parts on screen: a card per chapter, a line per part with its takeaway, opened when asked for."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from finance.rapport.avsnitt_manader import MANADSDIAGRAM
from finance.rapport.modell import Avsnitt, Block, Diagram, Kommentar, Rapport, Stycke, Styckeroll, Tabell
from finance.rapport.rapportdelar import FAST, VERKSAMHET, Rapportdel, ordered
from finance.rapport.text import first_sentence, plain_text
from pages.ui import cached, comments, diagram, rapportvy, tables
from pages.ui.comments import Plats
from pages.ui.frame import Ram
from pages.ui.theme import escape, open_card, show_quiet, show_quiet_lines

MANADER = [key for key, _, _ in MANADSDIAGRAM]
OPPNA = ("manader", "kontogrupper")
"""Parts of charts and figures that stand open."""
LONGEST = 160


def show_delar(ram: Ram, rapport: Rapport) -> None:
    """Every part in the report's order; the driftredovisning stands above already."""
    parts = [part for part in ordered(cached.lage(ram.nyckel).rapportval) if part.id != FAST]
    begun: set[str] = set()
    for (kapitel, is_open), group in groupby(parts, key=lambda part: (part.kapitel, part.id in OPPNA)):
        if is_open:
            ids = {part.id for part in group}
            rapportvy.show_open_sections(ram, [one for one in rapport.avsnitt if _part_of(one) in ids])
        else:
            _show_chapter(ram, rapport, f"{kapitel}, fortsättning" if kapitel in begun else kapitel, list(group))
        begun |= {kapitel} - {""}


def _part_of(avsnitt: Avsnitt) -> str:
    if avsnitt.id.startswith("kontogrupp"):
        return "kontogrupper"
    return "manader" if avsnitt.id in MANADER else avsnitt.id


def _sections(rapport: Rapport, part: Rapportdel) -> list[Avsnitt]:
    if part.id == "fria":
        return [one for one in rapport.avsnitt if one.id.startswith("fritt-")]
    return [one for one in rapport.avsnitt if one.id == part.id or (one.sektion == part.id and not part.text)]


def _show_chapter(ram: Ram, rapport: Rapport, kapitel: str, parts: Sequence[Rapportdel]) -> None:
    shown = [(part, _sections(rapport, part)) for part in parts]
    shown = [(part, found) for part, found in shown if found or part.text]
    if not shown:
        return
    titel = kapitel or (shown[0][0].rubrik if len(shown) == 1 else "Rapportens början")
    with open_card():
        st.subheader(escape(titel), anchor=False)
        for part, found in shown:
            _show_part(ram, rapport, part, found, titel=titel)
        st.space(8)


def _show_part(ram: Ram, rapport: Rapport, part: Rapportdel, found: Sequence[Avsnitt], *, titel: str) -> None:
    """A line that says the most important, and the whole under it when opened. `titel`: the card's."""
    warned = any(one.roll is Styckeroll.VARNING for avsnitt in found for one in avsnitt.stycken)
    opened = st.expander(
        part.rubrik if part.rubrik != titel else "Text" if part.text else "Tabeller",
        key=f"oppna_del_{part.id}_{ram.namnd.kod}",
        icon=":material/warning:" if warned else ":material/notes:" if part.text else ":material/table_chart:",
        type="compact",
        on_change="rerun",
    )
    if not opened.open:
        show_quiet(escape(_takeaway(part, found)))
        return
    with opened:
        for avsnitt in found:
            _show_blocks(ram, avsnitt, alone=len(found) == 1)
        _show_writing(ram, rapport, part)


def _takeaway(part: Rapportdel, found: Sequence[Avsnitt]) -> str:
    for avsnitt in found:
        if avsnitt.slutsats:
            return avsnitt.slutsats
        if avsnitt.kommentarer:
            text = first_sentence(plain_text(avsnitt.kommentarer[0].text))
            return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
    return f"Ingen text ännu. {part.ledtext}" if part.text else ", ".join(avsnitt.rubrik for avsnitt in found)


def _show_blocks(ram: Ram, avsnitt: Avsnitt, *, alone: bool) -> None:
    if not alone:
        st.markdown(f"**{escape(avsnitt.rubrik)}**")
    if avsnitt.slutsats:
        st.markdown(escape(avsnitt.slutsats))
    for stycke in avsnitt.stycken:
        if stycke.roll is Styckeroll.VARNING:
            st.markdown(f"{rapportvy.SE_OVER} {escape(stycke.text)}")
    for small, blocks in groupby(avsnitt.block, key=lambda one: isinstance(one, Diagram) and one.is_matt):
        found = list(blocks)
        if small:
            diagram.show_small([one for one in found if isinstance(one, Diagram)], ram.enhet, ram.vy)
        else:
            _show_figures(ram, avsnitt, found)
    for one in avsnitt.block:
        _show_words(avsnitt, one)


def _show_figures(ram: Ram, avsnitt: Avsnitt, found: Sequence[Block]) -> None:
    for block in found:
        if isinstance(block, Diagram):
            diagram.show_diagram(block, ram.enhet, ram.vy)
        elif isinstance(block, Tabell):
            if len(avsnitt.tabeller) > 1:
                st.markdown(f"**{escape(block.titel)}**")
            tables.show_tabell(block, ram.enhet, ram.vy)


def _show_words(avsnitt: Avsnitt, one: Block) -> None:
    if isinstance(one, Kommentar):
        _show_comment(avsnitt, one)
    elif isinstance(one, Stycke) and one.roll is not Styckeroll.VARNING:
        show_quiet_lines([one.text])


def _show_comment(avsnitt: Avsnitt, one: Kommentar) -> None:
    if one.nod != avsnitt.nod:
        st.markdown(f"**{escape(one.namn)}**")
    st.markdown(comments.comment_markdown(one.text))


def _show_writing(ram: Ram, rapport: Rapport, part: Rapportdel) -> None:
    """Write the part's text; of the verksamhetsrapport also one per verksamhet."""
    if ram.as_of is not None or part.id == "fria":
        return
    drift = rapport.avsnittet(FAST)
    platser = [Plats(drift.nod, part.rubrik, part.id)]
    if part.id == VERKSAMHET:
        rader = drift.tabeller[0].rader
        platser += [Plats(rad.nod, str(rad.celler[0]), part.id) for rad in rader if rad.nod and rad.nod != drift.nod]
    if part.text:
        if not comments.read_text(ram, platser[0]):
            show_quiet(escape(part.ledtext))
        comments.show_editor(ram, platser, key=f"del_{part.id}")
        return
    if rapportvy.show_choice([rapportvy.KOMMENTAR], key=f"visa_del_{part.id}_{ram.namnd.kod}"):
        comments.show_editor(ram, platser, key=f"del_{part.id}")
