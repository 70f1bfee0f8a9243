"""Åtgärder: the answer with prognos before and after, and the table with sign words and what is missing."""

from collections.abc import Sequence

import streamlit as st

from finance.atgarder import ANSVARIG, EFFEKT_KRONOR, EFFEKT_VERKSAMHET, SAKNAS, Atgard, Atgardsplan, Raknas
from finance.format import MISSING, format_avvikelse
from finance.inlasning.planrader import Atgardsrad
from finance.rapport.avsnitt_atgarder import answer, warnings
from finance.rapport.text import interval_sentence
from finance.store import Planpost
from pages.ui import mallar, tables, theme
from pages.ui.frame import Ram
from pages.ui.planpostvy import LASIN, day_text
from pages.ui.theme import avvikelse_delta, avvikelse_markdown, escape, open_card, show_card_title, show_quiet, show_quiet_lines

MARKE = f":orange[{SAKNAS}]"


def show_answer(plan: Atgardsplan, ram: Ram) -> None:
    """Prognos before and after åtgärder, and how sure it is."""
    theme.show_answer(answer(plan, ram.enhet), interval_sentence(plan.total, ram.enhet))


def show_figures(plan: Atgardsplan, ram: Ram) -> None:
    """Before, after, not counted, and realised so far."""
    followed = plan.realiserat_ore is not None
    planned = f"av planerade {format_avvikelse(plan.hittills_ore, ram.enhet)}" if followed else "ingen är uppföljd"
    with st.grid(4, gap="small", min_column_width=165):
        _metric("Prognos före åtgärder", plan.fore_ore, ram, avvikelse_delta(plan.fore_ore, ram.enhet))
        _metric("Prognos efter åtgärder", plan.efter_ore, ram, avvikelse_delta(plan.efter_ore, ram.enhet))
        _metric("Planerat men inte räknat", plan.ej_raknat_ore, ram, ("resten av året", "gray"))
        _metric("Uppnått hittills", plan.realiserat_ore, ram, (planned, "gray"))


def _metric(label: str, ore: int | None, ram: Ram, word: tuple[str, str]) -> None:
    st.metric(
        label,
        format_avvikelse(ore, ram.enhet, unit=True),
        delta=word[0],
        delta_color=word[1],  # type: ignore[arg-type]  # one of the names Streamlit lists
        delta_arrow="off",
        border=True,
        height="stretch",
    )


def show_list(plan: Atgardsplan, ram: Ram) -> None:
    """Every åtgärd; an effect that nobody has given is marked."""
    with open_card():
        if not plan.rader:
            _show_empty(ram)
            return
        counted = sum(one.raknad_ore != 0 for one in plan.rader)
        without = len(plan.utan_effekt)
        lack = f", {without} saknar effekt i kronor" if without else ""
        count = "En åtgärd" if len(plan.rader) == 1 else f"{len(plan.rader)} åtgärder"
        show_card_title(
            f"{count}, {counted or 'ingen'} räknas i prognosen{lack}",
            f"{ram.enhet.label}. Effekt plus är lägre kostnad i år.",
        )
        _show_table(plan, ram)
        show_quiet_lines(_notes(plan.rader, warnings(plan, ram.enhet)))
        st.space(8)


def show_earlier(poster: Sequence[Planpost[Atgardsrad]], ar: int) -> None:
    """How many åtgärder of the list were over before the year, and are therefore not in it."""
    if count := sum(post.rad.ended_before(ar) for post in poster):
        who = "En åtgärd" if count == 1 else f"{count} åtgärder"
        show_quiet(f"{who} tog slut före {ar} och räknas inte. Är det fel: skriv ett senare slut under Ändra.")


def _show_table(plan: Atgardsplan, ram: Ram) -> None:
    followed = plan.realiserat_ore is not None
    columns = ["Åtgärd", "Effekt i år", *(["Uppnått"] if followed else []), "Effekt i verksamheten", "Status", "I prognosen"]
    tables.show_cells(
        "Avvikelse",
        [one.rad.avvikelse or one.namn or MISSING for one in plan.rader],
        columns,
        [_cells(one, ram, followed=followed) for one in plan.rader],
        texts=[name not in ("Effekt i år", "Uppnått") for name in columns],
        alt="Åtgärder med avvikelse, ansvarig, tid, effekt, status och om de räknas i prognosen",
    )


def _show_empty(ram: Ram) -> None:
    show_card_title(
        "Vad görs åt avvikelserna?",
        "Lägg in en åtgärd här under, eller läs in en lista. Räknas den i prognosen syns det före och efter.",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(LASIN, label="Läs in åtgärder", icon=":material/upload_file:")
        mallar.show_one(ram, "atgard", label="Hämta mall för åtgärder")


def _cells(one: Atgard, ram: Ram, *, followed: bool) -> list[str]:
    rad = one.rad
    return [
        f"{escape(rad.atgard)} :gray[({_who(one)})]",
        MARKE if EFFEKT_KRONOR in one.saknas else avvikelse_markdown(one.helar_ore, ram.enhet),
        *([avvikelse_markdown(one.realiserat_ore, ram.enhet)] if followed else []),
        MARKE if EFFEKT_VERKSAMHET in one.saknas else escape(rad.verksamhetseffekt),
        escape(one.status) or MISSING,
        _counted(one),
    ]


def _who(one: Atgard) -> str:
    """Role and time. To the end of the year is no time to tell of: that is an åtgärd whose days nobody has given."""
    start = one.rad.start
    slut = "" if not start and one.rad.slut.endswith("-12-31") else one.rad.slut
    span = " ".join(filter(None, (f"från {day_text(start)}" if start else "", f"till {day_text(slut)}" if slut else "")))
    return ", ".join(filter(None, (escape(one.rad.ansvarig) or "ansvarig saknas", span)))


def _counted(one: Atgard) -> str:
    if one.raknas is Raknas.HINDER:
        return f":material/block: räknas inte. {escape(one.forklaring)}"
    return one.raknas.value


def _notes(rader: Sequence[Atgard], said: Sequence[str]) -> list[str]:
    lack = {what: sum(what in one.saknas for one in rader) for what in (EFFEKT_KRONOR, EFFEKT_VERKSAMHET, ANSVARIG)}
    missing = ", ".join(f"{what} {SAKNAS} för {count}" for what, count in lack.items() if count)
    first = [f"Att fylla i: {missing}."] if missing else []
    return [*first, *(text for text in said if "saknar effekt" not in text)]
