"""Comments to a report: read, written with a name, every version kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from finance.errors import InvalidValue
from finance.rapport.levande import FALT
from finance.store import kommentar_history, save_kommentar
from pages.ui import cached, problems, state, tider
from pages.ui.frame import Ram
from pages.ui.signatur import remember_signatur, show_signatur
from pages.ui.theme import escape, show_quiet


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


def show_text(ram: Ram, plats: Plats) -> None:
    """The comment, or a quiet word that there is none."""
    text = read_text(ram, plats)
    if text:
        st.markdown(comment_markdown(cached.levande(ram.shown, text, plats.nod, plats.sektion)))
    else:
        show_quiet("Ingen kommentar ännu.")


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
        state.save_open(field, kommentar.text if kommentar else "")
    text = st.text_area(
        f"Kommentar till {plats.namn}",
        key=field,
        height=140,
        help="Markdown går bra: **fet**, *kursiv*, punktlistor med bindestreck. Levande siffror: {avvikelse}, {prognos}, "
        "{utfall}, {budget_helar}, {foregaende_ar}, {avvikelse_ord}, {Hemtjänst.avvikelse}, {volym:Hushåll}.",
        persist_state="session",
    )
    _show_completed(ram, plats, text or "")
    if not plats.sektion:
        _show_proposal(ram, plats, field, text or "")
    vem = show_signatur(ram.store, key=about)
    if st.button("Spara kommentaren", key=f"spara_{about}", type="primary"):
        with problems.guard():
            if not vem:
                raise InvalidValue("Skriv ditt namn eller din signatur, så syns det vem som skrev.")
            _save(ram, plats, text or "", vem)
            st.rerun()
    _show_history(ram, plats)


def _show_proposal(ram: Ram, plats: Plats, field: str, text: str) -> None:
    """A button that writes a proposal after what stands in the field; nothing is saved by it."""

    def propose() -> None:
        draft = cached.utkast(ram.of(plats.nod))
        state.save_open(field, f"{text.rstrip()}\n\n{draft}" if text.strip() else draft)

    st.button(
        "Föreslå text",
        key=f"foresla_{field}",
        icon=":material/edit_note:",
        type="tertiary",
        on_click=propose,
        help="Ett förslag ur siffrorna: vilka delar som driver avvikelsen och vad resten av året väntas ge. "
        "Inget sparas förrän du sparar kommentaren.",
    )


def _show_completed(ram: Ram, plats: Plats, text: str) -> None:
    """How the live figures of a text are written, while it is being written."""
    completed = cached.levande(ram.shown, text, plats.nod, plats.sektion)
    if completed != text:
        show_quiet("Så här blir det i rapporten:")
        st.markdown(comment_markdown(completed))
    if left := FALT.findall(completed):
        show_quiet(f"Finns inte: {escape(', '.join(f'{{{one}}}' for one in left))}. Kontrollera stavningen.")


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
