"""Comments to a report: read, written with a name, every version kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from finance.errors import InvalidValue
from finance.lage import STAENDE
from finance.rapport.levande import FALT
from finance.rapport.levande_val import Valbar
from finance.store import kommentar_history, save_kommentar
from pages.ui import cached, problems, siffervy, state, tider
from pages.ui.frame import Ram
from pages.ui.signatur import remember_signatur, show_signatur
from pages.ui.theme import escape, show_quiet
from pages.ui.valfalt import INGET


@dataclass(frozen=True, slots=True)
class Plats:
    """What a comment is about: a line, and the kontogrupp of it ("" for the line itself)."""

    nod: str
    namn: str
    sektion: str = ""


def comment_markdown(text: str) -> str:
    """A person's Markdown made safe for a page: no second h1, no picture from another host, no formula between dollar signs."""
    calm = re.sub(r"(?m)^\s{0,3}#{1,6}\s*", "#### ", text)
    return calm.replace("![", "[").replace("$", "\\$")


def read_text(ram: Ram, plats: Plats) -> str:
    """What is written, "" for nothing."""
    kommentar = cached.kommentarer(ram.nyckel).get((plats.nod, plats.sektion))
    return kommentar.text if kommentar else ""


def read_completed(ram: Ram, plats: Plats) -> str:
    """What is written with its live figures, as the report has it; "" for nothing."""
    return cached.levande(ram.shown, read_text(ram, plats), plats.nod, plats.sektion)


def show_text(ram: Ram, plats: Plats, *, empty: str = "Ingen kommentar ännu.") -> None:
    """The comment, or `empty` where there is none: a quiet word, "" in a list that would repeat it."""
    text = read_completed(ram, plats)
    if text:
        st.markdown(comment_markdown(text))
    elif empty:
        show_quiet(empty)


def show_editor(ram: Ram, platser: Sequence[Plats], *, key: str) -> None:
    """Write or change a comment; with a choice of line when there are several."""
    names = {place: plats.namn for place, plats in enumerate(platser)}
    chosen = 0
    if len(platser) > 1:
        chosen = st.selectbox("Kommentaren gäller", list(names), format_func=names.__getitem__, key=f"gäller_{key}", width=420)
    _show_fields(ram, platser[chosen], key)


def _show_fields(ram: Ram, plats: Plats, key: str) -> None:
    if ram.period is None:
        return
    kommentar = cached.kommentarer(ram.nyckel).get((plats.nod, plats.sektion))
    about = f"{key}|{ram.namnd.kod}|{ram.period}|{plats.nod}|{plats.sektion}"
    field = f"text_{about}|{kommentar.nar if kommentar else ''}"
    if state.read_open(field) is None:
        state.save_open(field, kommentar.text if kommentar else _returning(ram, plats))
    text = st.text_area(
        f"Kommentar till {plats.namn}",
        key=field,
        height=140,
        help="Markdown går bra: **fet**, *kursiv*, punktlistor med bindestreck. En siffra inom klamrar, {avvikelse} eller "
        "{Hemtjänst.prognos}, hämtas ur tabellen och följer den. Ctrl+Enter visar hur texten blir.",
        persist_state="session",
    )
    _show_figures(ram, plats, field)
    _show_completed(ram, plats, text or "")
    if not plats.sektion or cached.has_kontogrupp(ram.of(plats.nod), plats.sektion):
        _show_proposal(ram, plats, field, text or "")
    vem = show_signatur(ram.store, key=about)
    if st.button("Spara kommentaren", key=f"spara_{about}", type="primary"):
        with problems.guard():
            if not vem:
                raise InvalidValue("Skriv ditt namn eller din signatur, så syns det vem som skrev.")
            _save(ram, plats, text or "", vem)
            st.rerun()
    _show_history(ram, plats)


def _returning(ram: Ram, plats: Plats) -> str:
    """The text of an earlier period that the report shows as long as none is written; "" where there is none."""
    found = cached.lage(ram.nyckel).staende.get(plats.nod) if plats.sektion == STAENDE else None
    return "" if found is None else found[1].text


def _show_figures(ram: Ram, plats: Plats, field: str) -> None:
    """Every live figure that the text may have, to search among; the chosen one is written last in the field."""
    found = {one.falt: one for one in cached.levande_val(replace(ram.shown, nod=plats.nod), plats.sektion)}
    key = f"siffra_{field}"

    def insert() -> None:
        chosen, text = state.read_open(key), state.read_open(field) or ""
        state.save_open(key, INGET)
        if chosen:
            state.save_open(field, f"{text}{'' if not text or text[-1].isspace() else ' '}{{{chosen}}}")

    st.selectbox(
        "Infoga en siffra ur tabellerna",
        [INGET, *found],
        format_func=lambda falt: _figure(found[falt]) if falt in found else "Sök efter en siffra",
        key=key,
        on_change=insert,
        help="Skriv några bokstäver, välj med pil och Enter. Siffran skrivs sist i texten, inom klamrar, och följer tabellen.",
    )


def _figure(one: Valbar) -> str:
    return f"{one.namn}: {one.varde}"


def _show_proposal(ram: Ram, plats: Plats, field: str, text: str) -> None:
    """A button that writes a proposal after what stands in the field; nothing is saved by it."""

    def propose() -> None:
        draft = cached.utkast(ram.of(plats.nod), plats.sektion)
        state.save_open(field, f"{text.rstrip()}\n\n{draft}" if text.strip() else draft)
        state.save_open(f"forslag_{field}", value=True)

    st.button(
        "Föreslå text",
        key=f"foresla_{field}",
        icon=":material/edit_note:",
        type="tertiary",
        on_click=propose,
        help="Ett förslag ur siffrorna: vad som driver avvikelsen och vad resten av året väntas ge. "
        "Inget sparas förrän du sparar kommentaren.",
    )
    if text and state.read_open(f"forslag_{field}"):
        st.markdown(
            ":orange-badge[:material/edit_note: Förslag, inte sparat] Läs igenom och ändra. Det blir din text när du sparar."
        )


def _show_completed(ram: Ram, plats: Plats, text: str) -> None:
    """How the live figures of a text are written, while it is being written."""
    completed = cached.levande(ram.shown, text, plats.nod, plats.sektion)
    if completed != text:
        show_quiet("Så här blir det i rapporten:")
        st.markdown(comment_markdown(completed))
    siffervy.show_trace(ram, text, plats.nod, plats.sektion, key=f"{plats.nod}_{plats.sektion}")
    if left := FALT.findall(completed):
        show_quiet(
            f"Finns inte: {escape(', '.join(f'{{{one}}}' for one in left))}. Rätta stavningen, eller välj siffran i listan."
        )


def _save(ram: Ram, plats: Plats, text: str, vem: str) -> None:
    if ram.period is None:
        return
    save_kommentar(ram.store, ram.namnd.kod, ram.period.key, plats.nod, text, sektion=plats.sektion, vem=vem)
    remember_signatur(ram.store, vem)
    state.push_message("Kommentaren är sparad. Den förra versionen finns kvar i historiken.")


def _show_history(ram: Ram, plats: Plats) -> None:
    if ram.period is None:
        return
    versions = kommentar_history(ram.store, ram.namnd.kod, ram.period.key, plats.nod, sektion=plats.sektion)
    if not versions:
        return
    show_quiet(f"Historik, {len(versions)} {'version' if len(versions) == 1 else 'versioner'}")
    for version in versions:
        with st.container(gap=None):
            show_quiet(f"**{escape(version.vem)}**, {tider.show_time(version.nar)}")
            st.markdown(comment_markdown(version.text) if version.text else ":gray[Kommentaren togs bort.]")
