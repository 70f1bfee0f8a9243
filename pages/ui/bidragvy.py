"""What people have added to the system's prognos, and why: system -> change -> bedömd, line by line."""

from collections.abc import Sequence

import streamlit as st

from finance.format import MISSING, format_avvikelse, format_belopp
from finance.prognos.bedomt import Orsak
from finance.prognos.bidrag import Bidrag, Tillagt
from finance.uppfoljning import Rad, Uppfoljning
from pages.ui import cached, tables, tider
from pages.ui.frame import Ram
from pages.ui.oversikt import line_name
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet_lines

MOST = 8
LAGG = "pages/prognos/lagg_prognos.py"


def show_added(rad: Rad, uppfoljning: Uppfoljning, ram: Ram) -> None:
    """The largest changes with their reasons; the rest together; all of them when asked for."""
    found = cached.tillagt(ram.of(rad.nod))
    with open_card():
        if not found.rader:
            show_card_title(
                "Ingen har ändrat systemets prognos här", "Lägg en egen bedömning när du vet något som inte är bokfört."
            )
            show_lagg_link()
            st.space(8)
            return
        show_card_title(
            f"Människor har ändrat systemets prognos med {format_avvikelse(found.andring_ore, ram.enhet, unit=True)}",
            f"{_causes(found, ram)}. {'Avvikelse helår' if rad.har_budget else 'Nettokostnad helår'}, {ram.enhet.label}.",
        )
        _show_lines(found, found.rader[:MOST], rad, uppfoljning, ram)
        if len(found.rader) > MOST:
            opened = st.expander(
                f"Visa alla {len(found.rader)}", key="oppna_bidrag", icon=":material/table:", type="compact", on_change="rerun"
            )
            if opened.open:
                with opened:
                    _show_lines(found, found.rader, rad, uppfoljning, ram)
        _show_uncounted(found)


def _causes(found: Tillagt, ram: Ram) -> str:
    words = [f"{orsak.namn} {format_avvikelse(ore, ram.enhet)}" for orsak, ore in found.per_orsak.items()]
    return "; ".join(words).capitalize() or "Bedömningen är lika med systemets prognos"


def _show_lines(found: Tillagt, shown: Sequence[Bidrag], rad: Rad, uppfoljning: Uppfoljning, ram: Ram) -> None:
    labels = [line_name(uppfoljning, one.nod) for one in shown]
    budget = rad.har_budget
    cells = [_cells(one.system_ore, one.andring_ore, ram, budget=budget, words=(_reasons(one), _who(one))) for one in shown]
    rest = found.rader[len(shown) :]
    system = found.ovriga_ore + sum(one.system_ore for one in rest)
    change = sum(one.andring_ore for one in rest)
    if rest or system:
        words = "Ingen ändring" if not rest else "En mindre ändring" if len(rest) == 1 else f"{len(rest)} mindre ändringar"
        labels.append("Övriga")
        cells.append(_cells(system, change, ram, budget=budget, words=(words, "")))
    if len(labels) > 1:
        labels.append(rad.namn)
        cells.append(_cells(found.system_ore, found.andring_ore, ram, budget=budget, words=("", "")))
    tables.show_cells(
        "Verksamhet",
        labels,
        ["Skäl", "Vem och när", "Systemet", "Ändring", "Bedömd"],
        cells,
        sums=[len(labels) - 1] if len(labels) > 1 else [],
        texts=[True, True, False, False, False],
        alt="Systemets prognos, ändringar med skäl, och bedömd prognos per verksamhet",
    )
    st.space(8)


def _cells(system: int, change: int, ram: Ram, *, budget: bool, words: tuple[str, str]) -> list[str]:
    """`words`: the reasons, and who. Without a budget an avvikelse from nothing is shown as the net cost that it is."""

    def level(ore: int) -> str:
        return format_avvikelse(ore, ram.enhet) if budget else format_belopp(-ore, ram.enhet)

    return [*map(escape, words), level(system), avvikelse_markdown(change, ram.enhet), level(system + change)]


def _reasons(one: Bidrag) -> str:
    """Each reason once, with its kind where it is not a nivå."""
    texts = [
        skal.text if skal.orsak is Orsak.NIVA else f"{skal.orsak.namn.capitalize()}: {skal.text}"
        for skal in one.skal
        if skal.text
    ]
    return "; ".join(dict.fromkeys(texts)) or MISSING


def _who(one: Bidrag) -> str:
    latest = max((skal for skal in one.skal if skal.nar is not None), key=lambda skal: str(skal.nar), default=None)
    return "" if latest is None or latest.nar is None else f"{latest.vem}, {tider.show_short_day(latest.nar)}"


def _show_uncounted(found: Tillagt) -> None:
    """What does not count, once per reason."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for one in found.raknas_inte:
        by_reason.setdefault((one.orsak.namn, one.hinder), []).append(one.namn)
    lines = [f"{', '.join(namn)} ({orsak}): {hinder}" for (orsak, hinder), namn in by_reason.items()]
    if len(found.raknas_inte) > MOST:
        with st.expander(f"{len(found.raknas_inte)} räknas inte i prognosen", icon=":material/block:", type="compact"):
            show_quiet_lines(["Räknas inte:", *lines])
    elif lines:
        show_quiet_lines(["Räknas inte:", *lines])


def show_lagg_link() -> None:
    """The way to the page where people add to the prognos."""
    st.page_link(LAGG, label="Lägg prognos", icon=":material/edit_note:")
