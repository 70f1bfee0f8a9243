"""The page Mått: a group as a table, one mått as a chart with its break said, and what lacks."""

from decimal import Decimal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from finance.format import MINUS, NB, format_exakt, format_tal
from finance.inlasning.planrader import Vardetyp
from finance.lage import Lage
from finance.matt import Matt, Mattdel, Mattfoljd, Mattgrupp, Tal, compute_foljd, hide_small, utan_ar, without_kon
from finance.period import MANADER_KORT, Period
from finance.rapport.mattceller import break_note, kon_note
from finance.rapport.mattgrupp import group_answer, group_notes, group_table
from pages.ui import cached, charts, tables, theme
from pages.ui.diagram import show_figure
from pages.ui.frame import Ram
from pages.ui.theme import open_card, show_card_title, show_quiet, show_quiet_lines

AR = 3
"""Years of months in a chart."""
HISTORY = 10
_ROLL = (charts.Roll.UTFALL, charts.Roll.FOREGAENDE, charts.Roll.FOREGAENDE)
_DASH = (None, None, "longdash")


def show_empty() -> None:
    """What the page is for, when there is nothing."""
    st.header("Inga mått är inlästa ännu", anchor=False)
    show_quiet(
        "Mått är allt som räknas men inte är kronor i huvudboken: volymer, statistik, personalnyckeltal, köer, kvalitet. "
        "Läs in en fil, eller skriv in det första måttet nedan."
    )
    if st.button("Läs in mått", type="primary", icon=":material/upload_file:"):
        st.switch_page("pages/underlag/inlasning.py")


def open_answer() -> DeltaGenerator:
    """Where the answer goes: above the choice it follows from."""
    return st.container()


def choose_group(grupper: tuple[Mattgrupp, ...]) -> Mattgrupp:
    """One of the groups."""
    by_name = {grupp.namn: grupp for grupp in grupper}
    chosen = st.selectbox(
        "Grupp av mått",
        list(by_name),
        format_func=lambda namn: by_name[namn].visat_namn,
        key="matt_grupp",
        width=420,
        persist_state="session",
    )
    return by_name.get(chosen, grupper[0])


def show_group(lage: Lage, grupp: Mattgrupp, ram: Ram) -> None:
    """The table in the form of its part of the report, and what is not complete."""
    tabell = group_table(lage, grupp)
    with open_card():
        where = "står inte i rapporten" if grupp.del_ is Mattdel.INGEN else f"står i rapporten under {grupp.del_.namn}"
        show_card_title(tabell.titel, f"{len(grupp.matt)} mått, {where}.")
        tables.show_tabell(tabell, ram.enhet, ram.vy)
        if not tabell.rader:
            show_quiet(
                f"Inget mått i gruppen har värden för {lage.period.ar} till och med {lage.period.namn}. Se diagrammet nedan."
            )
        saknar = [matt.visat_namn for matt in without_kon(grupp)] if lage.rapportval.matt.per_kon else []
        show_quiet_lines([*kon_note(saknar), *group_notes(lage, grupp, tabell)])
        st.space(8)


def show_answer(lage: Lage, grupp: Mattgrupp) -> None:
    """The group in a sentence, and values that no year is known of."""
    first, stop, rest = group_answer(lage, grupp).partition(". ")
    theme.show_answer(f"{first}." if stop else first, *([rest] if rest else []))
    if lost := utan_ar(lage.matt):
        show_quiet(f"{lost} värden saknar år och visas inte. Ångra den inläsningen och läs in filen igen med året valt.")


def show_one(lage: Lage, grupp: Mattgrupp) -> None:
    """One mått: its chart, its figures as a table, and how it stands against its prognos, last year and target."""
    with open_card():
        st.subheader("Ett mått över tiden", anchor=False)
        names = {place: matt.visat_namn for place, matt in enumerate(grupp.matt)}
        place = st.selectbox("Mått", list(names), format_func=names.__getitem__, key=f"matt_ett|{grupp.namn}", width=520)
        matt = grupp.matt[place]
        follow = compute_foljd(matt, lage.period, dolj_under=lage.rapportval.matt.dolj_under)
        show_quiet_lines([*follow_lines(follow, lage.period), *(break_note(matt.visat_namn, day) for day in matt.brott)])
        _show_chart(lage, matt)
        st.space(8)


def follow_lines(row: Mattfoljd, period: Period) -> list[str]:
    """In words: change, pace and target."""
    lines = []
    if row.forandring is not None:
        share = row.forandring_procent
        more = "" if share is None else f" ({format_tal(share, 0, plus=True)}{NB}%)"
        lines.append(
            f"{period.span} {period.ar}: {_text(row.nu)}, {_signed(row.forandring)}{more} mot samma tid {period.ar - 1}."
        )
    if row.takt is not None:
        before = "" if row.takt_foregaende is None else f", mot {format_tal(row.takt_foregaende)}{NB}% förra året"
        lines.append(f"{format_tal(row.takt)}{NB}% av årets prognos är nådd{before}.")
    if isinstance(row.mal, Decimal) and isinstance(row.nu, Decimal):
        lines.append(f"Målet för {period.ar} är {_text(row.mal)}; utfallet är {_signed(row.nu - row.mal)} mot målet.")
    return lines


def _signed(value: Decimal) -> str:
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{_text(abs(value))}"


def _text(value: Tal) -> str:
    return "" if value is None else value if isinstance(value, str) else format_exakt(value, 2)


def _show_chart(lage: Lage, matt: Matt) -> None:
    period, below = lage.period, lage.rapportval.matt.dolj_under if matt.is_antal else 0
    years = [ar for ar in range(period.ar, period.ar - AR, -1) if any(v is not None for v in matt.months(ar))]
    if years:
        rows = {f"{ar}": [hide_small(value, below) for value in matt.months(ar)] for ar in years}
        serier = [charts.Mattserie(ar, _floats(row), _ROLL[n], _DASH[n]) for n, (ar, row) in enumerate(rows.items())]
        _draw(matt, serier, list(MANADER_KORT), rows, _break_month(matt, period.ar))
        return
    span = range(period.ar - HISTORY, period.ar + 1)
    whole = {ar: hide_small(matt.so_far(ar, 12), below) for ar in span}
    part = {ar: hide_small(matt.so_far(ar, min(period.manad, 12)), below) for ar in span}
    prognos = {ar: hide_small(matt.so_far(ar, 12, Vardetyp.PROGNOS), below) for ar in span}
    used = [ar for ar in span if whole[ar] is not None or part[ar] is not None or prognos[ar] is not None]
    if not used:
        show_quiet("Måttet har inga värden per månad eller år att rita. Värden för andra tider står i tabellen.")
        return
    rows = {
        "Helår": [whole[ar] for ar in used],
        f"Till och med {MANADER_KORT[min(period.manad, 12) - 1]}": [part[ar] for ar in used],
    }
    if any(prognos[ar] is not None for ar in used):
        rows["Prognos helår"] = [prognos[ar] for ar in used]
    roles = (charts.Roll.FOREGAENDE, charts.Roll.UTFALL, charts.Roll.PROGNOS)
    serier = [charts.Mattserie(namn, _floats(row), roles[n]) for n, (namn, row) in enumerate(rows.items())]
    broken = next((n for n, ar in enumerate(used) if any(day.startswith(str(ar)) for day in matt.brott)), None)
    _draw(matt, serier, [str(ar) for ar in used], rows, broken)


def _draw(matt: Matt, serier: list[charts.Mattserie], tider: list[str], rows: dict[str, list[Tal]], brott: int | None) -> None:
    said = "; ".join(
        f"{namn}: " + ", ".join(f"{tid} {_text(value)}" for tid, value in zip(tider, row, strict=True) if value is not None)
        for namn, row in rows.items()
    )
    figure = cached.figure(charts.draw_matt, tuple(serier), tuple(tider), brott=brott)
    show_figure(figure, alt=f"Linjediagram, {matt.visat_namn}. {said}.", key="diagram_matt")
    with st.expander("Visa som tabell", key="oppna_matt_tabell", icon=":material/table:", type="compact"):
        cells = [[_text(row[n]) or "–" for row in rows.values()] for n in range(len(tider))]
        tables.show_cells("Tid", tider, list(rows), cells, alt=f"{matt.visat_namn} över tiden")


def _floats(row: list[Tal]) -> tuple[float | None, ...]:
    return tuple(None if value is None or isinstance(value, str) else float(value) for value in row)


def _break_month(matt: Matt, ar: int) -> int | None:
    days = [day for day in matt.brott if day.startswith(str(ar))]
    return int(days[-1][5:7]) - 1 if days else None
