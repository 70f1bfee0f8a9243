"""The parts of Översikt: freshness, four figures, the year curve beside the bars, the three largest deviations in words."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

import streamlit as st

from finance.belopp import Enhet, Vy
from finance.format import MISSING, NB, format_avvikelse, format_belopp, format_procent
from finance.manader import Manader
from finance.period import MANADER_KORT
from finance.rapport.delar import month_chart
from finance.rapport.kallor import source_lines
from finance.rapport.som_text import show_sannolikhet
from finance.rapport.text import Orsak, answer_sentence, first_sentence
from finance.store import Kommentar
from finance.uppfoljning import Rad, Uppfoljning
from pages.ui import cached, charts, drill, tables, theme
from pages.ui.arsslut import UTAN_BUDGET, end_markdown, ends_80, ends_text, show_end_text, what_ends
from pages.ui.charts.kurva import accumulated_avvikelse, fan_80, previous_avvikelse
from pages.ui.diagram import show_diagram, show_diagram_table, show_figure
from pages.ui.frame import Ram
from pages.ui.radnamn import line_name as line_name  # noqa: PLC0414 - known by this module too
from pages.ui.theme import avvikelse_delta, avvikelse_markdown, escape, open_card, show_card_title

MOST_BARS = 10
LASIN = "pages/underlag/inlasning.py"
HELARSPROGNOS = "pages/prognos/helarsprognos.py"
ROW, TALLEST = 52, 460  # pixels: a bar with its name and word; a curve beside many bars


def show_answer(uppfoljning: Uppfoljning, ram: Ram) -> None:
    """The answer; until when the books are in, and from which file."""
    theme.show_answer(answer_sentence(uppfoljning, ram.enhet), " ".join(source_lines(cached.lage(ram.nyckel))))


def show_metrics(uppfoljning: Uppfoljning, manader: Manader, ram: Ram) -> None:
    """Avvikelse so far, at the end of the year, the full year's amount, and the chance of keeping the budget."""
    total, enhet = uppfoljning.total, ram.enhet
    if not total.har_budget:
        _show_amounts(uppfoljning, ram)
        return
    ack = accumulated_avvikelse(manader)
    with st.grid(4, gap="small", min_column_width=170):
        _metric(
            f"Avvikelse {uppfoljning.period.span}",
            format_avvikelse(total.avvikelse_ore, enhet, unit=True),
            _word(total.avvikelse_ore, total.avvikelse_procent, enhet),
            ack[: min(uppfoljning.period.manad, 12)],
        )
        _metric(
            "Prognos avvikelse helår",
            format_avvikelse(total.prognosavvikelse_ore, enhet, unit=True),
            _word(total.prognosavvikelse_ore, total.prognosavvikelse_procent, enhet),
            ack,
        )
        cost = [u if u is not None else (p or 0) for u, p in zip(manader.utfall, manader.prognos, strict=True)]
        _metric(
            "Prognos helår",
            format_belopp(total.prognos_ore, enhet, vy=ram.vy, unit=True),
            (f"budget {format_belopp(total.budget_helar_ore, enhet, vy=ram.vy)}", "gray"),
            list(accumulate(ram.vy.sign * ore for ore in cost)),
        )
        _metric(
            "Chans att hålla budgeten",
            show_sannolikhet(total.sannolikhet),
            (f"80{NB}%: {ends_text(total, ram)}", "gray"),
            [],
            text=f"Systemets 80-procentsintervall för helårets avvikelse. Metod: {total.metod_text}.",
        )


def _show_amounts(uppfoljning: Uppfoljning, ram: Ram) -> None:
    """What can be said without a budget: the amounts so far and of the year."""
    total = uppfoljning.total
    with st.grid(2, gap="small", min_column_width=240):
        spent = format_belopp(total.utfall_ore, ram.enhet, vy=ram.vy, unit=True)
        _metric(f"Utfall {uppfoljning.period.span}", spent, (UTAN_BUDGET, "gray"), [])
        sure = (f"80{NB}%: {ends_text(total, ram)}", "gray")
        _metric("Prognos helår", show_end_text(total, ram, unit=True), sure, [], text=f"Metod: {total.metod_text}.")


def _word(ore: int, procent: float | None, enhet: Enhet) -> tuple[str, str]:
    word, colour = avvikelse_delta(ore, enhet)
    return (word if procent is None else f"{word}, {format_procent(procent / 100)}", colour)


def _metric(label: str, value: str, delta: tuple[str, str], chart: Sequence[int], *, text: str | None = None) -> None:
    word, colour = delta
    st.metric(
        label,
        value,
        delta=word,
        delta_color=colour,  # type: ignore[arg-type]  # one of the names Streamlit lists
        delta_arrow="off",
        border=True,
        height="stretch",
        chart_data=list(chart) or None,
        chart_type="area",
        help=text,
    )


def show_charts(uppfoljning: Uppfoljning, manader: Manader, ram: Ram) -> None:
    """The year curve beside avvikelse per nod; each with its figures as a table. Without a budget months and amounts."""
    if not uppfoljning.har_budget:
        _show_without_budget(uppfoljning, manader, ram)
        return
    rader = sorted(uppfoljning.niva(1), key=lambda rad: rad.prognosavvikelse_ore)
    shown = rader if len(rader) <= MOST_BARS else [*rader[: MOST_BARS - 2], *rader[-2:]]
    height = min(max(260, ROW * len(shown) + 26), TALLEST)
    left, right = st.columns([1.2, 1], gap="small")
    with left:
        show_curve_card(uppfoljning.total, manader, ram, height=height)
    with right, open_card():
        scope = f"Prognos avvikelse helår, {ram.enhet.label}, och chans att hålla budgeten."
        show_card_title(_bars_title(rader, ram.enhet), scope)
        staplar = tuple(charts.Stapel(rad.namn, rad.prognosavvikelse_ore, show_sannolikhet(rad.sannolikhet)) for rad in shown)
        figure = cached.figure(charts.draw_avvikelsestaplar, staplar, ram.enhet, column="Chans", row=ROW)
        words = "; ".join(f"{s.namn} {format_avvikelse(s.ore, ram.enhet, unit=True)}" for s in staplar)
        alt = f"Prognos avvikelse helår: {words}"
        show_figure(figure, alt=alt, key="staplar")
        with st.expander("Visa som tabell", icon=":material/table:", type="compact"):
            _show_bars_table(rader, ram)


def _show_without_budget(uppfoljning: Uppfoljning, manader: Manader, ram: Ram) -> None:
    """The months beside the prognos per verksamhet, and the way to a budget."""
    st.page_link(LASIN, label="Läs in budgeten", icon=":material/upload_file:")
    left, right = st.columns([1.2, 1], gap="small")
    with left:
        show_months_card(manader, ram)
    with right, open_card():
        rader = sorted(uppfoljning.niva(1), key=lambda rad: -rad.prognos_ore)
        show_card_title("Prognos per verksamhet", f"Helår, {ram.enhet.label}, {ram.vy.value}. Metod: {rader[0].metod_text}.")
        _show_bars_table(rader, ram)


def show_months_card(manader: Manader, ram: Ram) -> None:
    """The months of a line without a budget: utfall and prognos."""
    with open_card():
        chart = month_chart(manader, ram.ar, ram.enhet)
        show_card_title("Månad för månad", chart.slutsats)
        show_diagram(chart, ram.enhet, ram.vy)
        with st.expander("Visa som tabell", icon=":material/table:", type="compact"):
            show_diagram_table(chart, ram.enhet, ram.vy)


def show_curve_card(rad: Rad, manader: Manader, ram: Ram, *, height: int = 320) -> None:
    """The year curve of a line with its fan."""
    with open_card():
        whose = "systemets 50" if _is_judged(rad) else "50"
        scope = f"Ackumulerad avvikelse mot budget, {ram.enhet.label}. Fälten: {whose} och 80{NB}% säkert."
        show_card_title(_curve_title(manader, ram), scope)
        _show_curve(manader, rad, ram, height)


def _curve_title(manader: Manader, ram: Ram) -> str:
    ack, before = accumulated_avvikelse(manader), previous_avvikelse(manader)
    year = f"Helåret pekar mot {format_avvikelse(ack[-1], ram.enhet, unit=True)}"
    if manader.last >= 11:
        year = f"Helåret slutade på {format_avvikelse(ack[-1], ram.enhet, unit=True)}"
    if len(before) < 12:
        return year
    return f"{year}, {ram.ar - 1} blev {format_avvikelse(before[-1], ram.enhet)}"


def _bars_title(rader: Sequence[Rad], enhet: Enhet) -> str:
    worst = [rad for rad in rader if rad.prognosavvikelse_ore < 0]
    if not worst:
        return "Ingen verksamhet går mot underskott"
    return f"{worst[0].namn}: {format_avvikelse(worst[0].prognosavvikelse_ore, enhet, unit=True)}"


def _is_judged(rad: Rad) -> bool:
    return rad.prognos_ore != rad.systemprognos_ore


def _show_curve(manader: Manader, total: Rad, ram: Ram, height: int) -> None:
    ack, (low, high) = accumulated_avvikelse(manader), ends_80(total)
    figure = cached.figure(charts.draw_avvikelsekurva, manader, ram.enhet, ar=ram.ar, ends=(low, high), height=height)
    alt = (
        f"Ackumulerad avvikelse per månad. Helår {format_avvikelse(ack[-1], ram.enhet, unit=True)}, "
        f"80 procent säkert mellan {format_avvikelse(low, ram.enhet)} och {format_avvikelse(high, ram.enhet)}."
    )
    show_figure(figure, alt=alt, key="kurva")
    opened = st.expander("Visa som tabell", key="oppna_kurva", icon=":material/table:", type="compact", on_change="rerun")
    if opened.open:
        with opened:
            booked = [ore is not None for ore in manader.utfall]
            tables.show_cells(
                f"Ackumulerat, {ram.enhet.label}",
                [namn.capitalize() + ("" if known else ", prognos") for namn, known in zip(MANADER_KORT, booked, strict=True)],
                ["Avvikelse", f"80{NB}% säkert", "Avvikelse förra året", "Utfall eller prognos", "Budget"],
                _curve_cells(manader, fan_80(manader, (low, high)), ram.enhet, ram.vy),
                alt="Utfall, prognos, budget och avvikelse, ackumulerat per månad",
            )


def _curve_cells(manader: Manader, fan: Sequence[tuple[int, int]], enhet: Enhet, vy: Vy) -> list[list[str]]:
    ack, before = accumulated_avvikelse(manader), previous_avvikelse(manader)
    cost = [u if u is not None else (p or 0) for u, p in zip(manader.utfall, manader.prognos, strict=True)]
    costs, budgets = list(accumulate(cost)), list(accumulate(manader.budget))
    rows = []
    for m, (low, high) in enumerate(fan):
        rows.append(
            [
                avvikelse_markdown(ack[m], enhet),
                f"{format_avvikelse(low, enhet)}{NB}till{NB}{format_avvikelse(high, enhet)}" if low != high else MISSING,
                avvikelse_markdown(before[m] if m < len(before) else None, enhet),
                format_belopp(costs[m], enhet, vy=vy),
                format_belopp(budgets[m], enhet, vy=vy),
            ]
        )
    return rows


def _show_bars_table(rader: Sequence[Rad], ram: Ram) -> None:
    tables.show_cells(
        f"Helår, {ram.enhet.label}",
        [rad.namn for rad in rader],
        [what_ends(rader[0]), f"80{NB}% säkert", "Chans"][: 3 if rader[0].har_budget else 2],
        [
            [end_markdown(rad, ram), ends_text(rad, ram), show_sannolikhet(rad.sannolikhet)][: 3 if rad.har_budget else 2]
            for rad in rader
        ],
        alt="Prognos per verksamhet med intervall och chans att hålla budgeten",
        narrow=True,
    )


def show_largest(orsaker: Sequence[Orsak], kommentarer: Mapping[tuple[str, str], Kommentar], ram: Ram) -> None:
    """The three largest deviations in words, each with the first sentence of what is written about it."""
    if not orsaker:
        return
    words = {1: "Den största avvikelsen", 2: "De två största avvikelserna", 3: "De tre största avvikelserna"}
    st.subheader(words.get(len(orsaker), "De största avvikelserna"), anchor=False)
    with st.grid(3, gap="small", min_column_width=240):
        for orsak in orsaker:
            with open_card():
                rad = orsak.rad
                st.markdown(f"**{escape(rad.namn)}** :small[:gray[{escape(orsak.foralder)}]]")
                helar = avvikelse_markdown(rad.prognosavvikelse_ore, ram.enhet, bold=True, unit=True)
                st.markdown(f"{helar} helår, {avvikelse_markdown(rad.avvikelse_ore, ram.enhet)} hittills")
                written = kommentarer.get((rad.nod, ""))
                st.markdown(escape(first_sentence(cached.levande(ram.shown, written.text, rad.nod)) if written else orsak.text))
                show_prognos_link(rad.nod)


def show_prognos_link(nod: str) -> None:
    """The way to the prognos of a line."""
    st.page_link(HELARSPROGNOS, label="Se prognosen", icon=":material/trending_down:", query_params={"nod": nod})


def show_underlag(uppfoljning: Uppfoljning, ram: Ram) -> None:
    """From any line of the table down to konton and transactions."""
    total = uppfoljning.total
    noder = [
        (total.nod, total.namn),
        *((rad.nod, "\u2003" * (rad.niva - 1) + line_name(uppfoljning, rad.nod)) for rad in uppfoljning.rader[:-1]),
    ]
    drill.show_drill_choice(ram, noder)
