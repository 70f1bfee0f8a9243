"""What changed since the last round, of a line: the sentence, the bridge by cause, and the lines behind it, largest first."""

from collections.abc import Sequence

import streamlit as st

from finance.belopp import to_enhet
from finance.errors import HelarError
from finance.format import MISSING, format_avvikelse
from finance.omgang import ForraOmgang
from finance.prognos.andrat import Andringsorsak, Prognosandring, Radandring
from finance.prognos.andratmening import andring_sentence, since_text
from pages.ui import cached, charts, tables, tider
from pages.ui.diagram import show_figure
from pages.ui.frame import Ram
from pages.ui.theme import avvikelse_markdown, open_card, show_card_title, show_quiet

MOST = 20  # lines in the table; the rest are summed
SMALL = "Övrigt"


def show_change(ram: Ram, nod: str) -> None:
    """The card; it says why where there is nothing to compare with."""
    with open_card():
        try:
            found = cached.andring(ram.nyckel)
        except HelarError as error:
            show_card_title("Förra omgången går inte att läsa", str(error))
            return
        rad = found[0].rad(nod) if found else None
        if found is None or rad is None:
            show_card_title("Ingen tidigare omgång i år", "Det som ändras visas från årets andra månad.")
            return
        andring, fore = found
        show_card_title(andring_sentence(andring, rad, ram.enhet), _compared_with(andring, fore, ram))
        if rad.orsaker:
            if cached.lage(ram.nyckel).har_budget:
                _show_bridge(andring, rad, ram)
            with st.expander("Visa per verksamhet", key="oppna_andrat", icon=":material/table:", type="compact"):
                _show_lines(andring, rad, ram)


def _compared_with(andring: Prognosandring, fore: ForraOmgang, ram: Ram) -> str:
    unit = f"Effekt på avvikelse helår, {ram.enhet.label}."
    if fore.last is None:
        return f"{unit} Omgången {andring.mot.namn} är inte låst: jämfört med den månaden som den var känd då."
    return f"{unit} Mot omgången {andring.mot.namn}, låst {tider.show_day(fore.last.registrerad)}."


def steps(rad: Radandring, ram: Ram) -> list[tuple[str, int]]:
    """The causes that show as something in the unit; the others together as one."""
    shown = [(cause.namn, ore) for cause, ore in rad.orsaker.items() if to_enhet(ore, ram.enhet)]
    rest = sum(ore for ore in rad.orsaker.values() if not to_enhet(ore, ram.enhet))
    return [*shown, *([(SMALL, rest)] if rest else [])]


def _show_bridge(andring: Prognosandring, rad: Radandring, ram: Ram) -> None:
    first = since_text(andring).capitalize()
    steg, before = tuple(steps(rad, ram)), rad.avvikelse_fore_ore or 0
    figure = cached.figure(charts.draw_bro, steg, ram.enhet, start=first, start_ore=before, slut="Nu", height=300)
    words = ", ".join(f"{namn} {_plain(ore, ram)}" for namn, ore in steg)
    ends = f"{first} {_plain(rad.avvikelse_fore_ore, ram)}", f"nu {_plain(rad.avvikelse_nu_ore, ram)}"
    show_figure(figure, alt=f"Prognos avvikelse helår: {ends[0]}; {words}; {ends[1]}", key="bro_andrat")


def _plain(ore: int | None, ram: Ram) -> str:
    return format_avvikelse(ore, ram.enhet)


def _show_lines(andring: Prognosandring, rad: Radandring, ram: Ram) -> None:
    """The lines without parts that the line is made of, by the size of their change, and their sum."""
    parts = sorted((one for one in andring.under(rad.nod) if one.nod != rad.nod), key=lambda one: -abs(one.andring_ore))
    columns = [cause for cause in Andringsorsak if any(cause in one.orsaker for one in (rad, *parts))]
    rows = [(_name(andring, one), _cells(one, columns, ram)) for one in parts[:MOST]]
    if rest := parts[MOST:]:
        rows.append((f"Övriga {len(rest)} rader", _cells(_together(rest), columns, ram)))
    rows.append((rad.namn, _cells(rad, columns, ram)))
    levels = [since_text(andring).capitalize(), "Nu"] if cached.lage(ram.nyckel).har_budget else []
    tables.show_cells(
        "Verksamhet",
        [name for name, _ in rows],
        [*levels, "Ändring", *(cause.namn for cause in columns)],
        [cells if levels else cells[2:] for _, cells in rows],
        sums=[len(rows) - 1],
        alt="Prognos avvikelse helår då och nu, och ändringen per orsak, störst först",
    )
    show_quiet("Plus är bättre. Orsakerna summerar till ändringen, före avrundning.")


def _name(andring: Prognosandring, rad: Radandring) -> str:
    name = andring.label(rad)
    if rad.avvikelse_nu_ore is None:
        return f"{name} (finns inte nu)"
    return f"{name} (ny)" if rad.avvikelse_fore_ore is None else name


def _cells(rad: Radandring, columns: Sequence[Andringsorsak], ram: Ram) -> list[str]:
    amounts = [rad.avvikelse_fore_ore, rad.avvikelse_nu_ore, rad.andring_ore]
    return [
        *(MISSING if ore is None else avvikelse_markdown(ore, ram.enhet) for ore in amounts),
        *(avvikelse_markdown(rad.orsaker.get(cause, 0), ram.enhet) for cause in columns),
    ]


def _together(rader: Sequence[Radandring]) -> Radandring:
    orsaker = {cause: sum(rad.orsaker.get(cause, 0) for rad in rader) for cause in Andringsorsak}
    before, now = (sum(getattr(rad, name) or 0 for rad in rader) for name in ("avvikelse_fore_ore", "avvikelse_nu_ore"))
    return Radandring("", "", 0, None, False, before, now, orsaker)
