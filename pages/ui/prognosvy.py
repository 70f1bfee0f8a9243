"""The parts of Helårsprognos: the answer as an interval, the year curve beside years to count, and the parts of the line."""

from collections.abc import Sequence
from itertools import compress

import streamlit as st

from finance.format import NB, format_avvikelse
from finance.manader import Manader
from finance.prognos.chans import TANKBARA_AR, possible_years
from finance.rapport.prognostext import basis_sentence, chance_text, end_sentence, point_sentence
from finance.rapport.som_text import show_sannolikhet
from finance.rapport.text import is_final, is_outside
from finance.uppfoljning import Rad, Uppfoljning
from pages.ui import cached, charts, nodval, tables, theme
from pages.ui.arsslut import end_markdown, ends_text, what_ends
from pages.ui.diagram import show_figure
from pages.ui.frame import Ram
from pages.ui.oversikt import line_name, show_curve_card, show_months_card
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet_lines

HEIGHT, DOTS = 330, 250  # pixels, of the curve and of the dots beside it


def show_answer(rad: Rad, uppfoljning: Uppfoljning, ram: Ram) -> None:
    """The interval first, then the point; a prognos never stands alone."""
    theme.show_answer(
        end_sentence(rad, ram.enhet, closed=is_final(uppfoljning)),
        point_sentence(rad, ram.enhet),
        f"{basis_sentence(cached.lage(ram.nyckel))} Metod: {rad.metod_text}.",
    )


def show_end(rad: Rad, uppfoljning: Uppfoljning, manader: Manader, ram: Ram) -> None:
    """How the year goes, beside how it may end: years to count, where there is a budget to keep."""
    if not rad.har_budget:
        show_months_card(manader, ram)
        return
    if rad.low_ore == rad.high_ore or is_final(uppfoljning) or rad.sannolikhet is None:
        show_curve_card(rad, manader, ram)
        return
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        show_curve_card(rad, manader, ram, height=HEIGHT)
    with right, open_card():
        _show_dots(rad, ram)


def _show_dots(rad: Rad, ram: Ram) -> None:
    ar = possible_years(rad.low_ore, rad.high_ore, rad.budget_helar_ore)
    kept = sum(ore >= 0 for ore in ar)
    show_card_title(
        f"{kept} av {TANKBARA_AR} tänkbara år håller budgeten",
        f"Varje prick är ett lika troligt helår, avvikelse i {ram.enhet.label}.",
    )
    figure = cached.figure(charts.draw_prickar, ar, ram.enhet, height=DOTS)
    worst, best = format_avvikelse(ar[0], ram.enhet), format_avvikelse(ar[-1], ram.enhet, unit=True)
    alt = f"{kept} av {TANKBARA_AR} lika troliga år håller budgeten. De ligger mellan {worst} och {best}."
    show_figure(figure, alt=alt, key="prickar")
    st.markdown(escape(chance_text(rad)))
    st.space(8)
    opened = st.expander("Visa som tabell", key="oppna_prickar", icon=":material/table:", type="compact", on_change="rerun")
    if opened.open:
        with opened:
            _show_years(ar, ram)


def _show_years(ar: Sequence[int], ram: Ram) -> None:
    tables.show_cells(
        "Tänkbart år",
        [f"{place} {word}".strip() for place, word in enumerate(("sämst", *[""] * (len(ar) - 2), "bäst"), 1)],
        [f"Avvikelse, {ram.enhet.label}", "Håller budgeten"],
        [[avvikelse_markdown(ore, ram.enhet), "ja" if ore >= 0 else "nej"] for ore in ar],
        texts=[False, True],
        alt="Tjugo lika troliga år, sämst först",
    )


def show_parts(rad: Rad, uppfoljning: Uppfoljning, ram: Ram) -> None:
    """How sure the prognos is for each part, and a way to each of them."""
    parts = uppfoljning.delar(rad.nod)
    if not parts:
        return
    with open_card():
        same = len({one.metod_text for one in (*parts, rad)}) == 1
        kept = [True, True, rad.har_budget, not same]
        method = f" Metod: {rad.metod_text}." if same else ""
        what = "Avvikelse helår" if rad.har_budget else "Helår"
        show_card_title(_parts_title(parts), f"{what}, {ram.enhet.label}. Intervallet är systemets.{method}")
        columns = [what_ends(rad), f"80{NB}% säkert", "Chans att hålla budgeten", "Metod"]
        tables.show_cells(
            "Verksamhet",
            [line_name(uppfoljning, one.nod) for one in (*parts, rad)],
            list(compress(columns, kept)),
            [list(compress(_part_cells(one, ram), kept)) for one in (*parts, rad)],
            sums=[len(parts)],
            texts=list(compress([False, False, False, True], kept)),
            alt="Prognos, intervall, chans att hålla budgeten och metod per del",
        )
        outside = [one.namn for one in (*parts, rad) if is_outside(one)]
        if outside:
            show_quiet_lines([f"Bedömningen ligger utanför systemets intervall för {', '.join(outside)}."])
        show_quiet_lines(["Prognoserna summerar till helheten, men inte intervallen: allt går sällan åt samma håll."])
        nodval.show_nod_links(list(parts), uppfoljning, key="del")
        st.space(8)


def _parts_title(parts: Sequence[Rad]) -> str:
    if not parts[0].har_budget:
        return "Delarna, utan budget att jämföra med"
    unlikely = [one for one in parts if one.sannolikhet is not None and one.sannolikhet < 0.5]
    if not unlikely:
        return "Alla delar håller troligen budgeten"
    return f"{len(unlikely)} av {len(parts)} delar håller troligen inte budgeten"


def _part_cells(rad: Rad, ram: Ram) -> list[str]:
    return [
        end_markdown(rad, ram),
        ends_text(rad, ram),
        show_sannolikhet(rad.sannolikhet),
        escape(rad.metod_text),
    ]
