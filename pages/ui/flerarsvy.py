"""The parts of Flerårsöversikt: avvikelse per year, repeated underskott, year against year by month, the reviderad budget."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from finance.belopp import to_enhet
from finance.flerar import AR, Flerar, Nodar, flerar_sentence, prognos_of, rank_underskott
from finance.format import MISSING, NB, format_belopp, format_procent
from finance.manader import Arsserie
from finance.period import MANADER
from finance.rapport.text import avvikelse_ends
from finance.uppfoljning import Rad
from pages.ui import cached, charts, nodval, tables, theme
from pages.ui.charts.artal import Arstapel, draw_artal
from pages.ui.diagram import show_figure
from pages.ui.frame import Ram, chosen_period
from pages.ui.radnamn import line_name
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet, show_quiet_lines

LASIN = "pages/underlag/inlasning.py"
I_DIAGRAM = 3
MOST_REPEATED = 12
DASHES = (None, None, "longdash")


def place_answer() -> DeltaGenerator:
    """Where the answer stands: above the choice that it depends on."""
    return st.container()


def show_answer(place: DeltaGenerator, found: Flerar, rad: Rad, ram: Ram) -> None:
    """The answer of the chosen line, or what is needed for one."""
    line, prognos = found.rad(rad.nod), _prognos(found, rad, ram)
    with place:
        if not line.judged(found.hela):
            theme.show_answer(
                "Det finns inget tidigare år att jämföra med än",
                f"Läs in huvudbok och budget för ett helt år före {found.ar}, så visas åren här.",
            )
            if ram.as_of is None:
                st.page_link(LASIN, label="Läs in tidigare år", icon=":material/upload_file:")
            return
        theme.show_answer(flerar_sentence(found, line, prognos, ram.enhet), _basis(found))


def _prognos(found: Flerar, rad: Rad, ram: Ram) -> Rad | None:
    return prognos_of(cached.uppfoljning(ram.nyckel), found, rad.nod)


def _basis(found: Flerar) -> str:
    years = f"{found.hela[0]}\u2013{found.hela[-1]}" if len(found.hela) > 1 else str(found.hela[0])
    return f"Hela år i databasen: {years}. Alla år visas i den struktur som gäller nu."


def show_years(found: Flerar, rad: Rad, ram: Ram) -> None:
    """Avvikelse per year as a chart, and utfall, budget and avvikelse per year as a table."""
    line, prognos = found.rad(rad.nod), _prognos(found, rad, ram)
    if not line.ar:
        return
    left, right = st.columns([1, 1.1], gap="small")
    with left, open_card():
        compared = prognos is not None and prognos.har_budget
        under = " Streckad stapel är årets prognos, strecket dess 80-procentsintervall." if compared else ""
        show_card_title("Avvikelse per år", f"{rad.namn}, {ram.enhet.label}. Plus är överskott.{under}")
        staplar = [Arstapel(str(one.ar), one.avvikelse_ore) for one in line.ar]
        if prognos is not None and compared:
            staplar.append(Arstapel(f"{found.prognosar} prognos", prognos.prognosavvikelse_ore, _ends(prognos)))
        figure = cached.figure(draw_artal, tuple(staplar), ram.enhet)
        show_figure(figure, alt=f"Avvikelse per år för {rad.namn}. Samma tal står i tabellen bredvid.", key="flerar_ar")
    with right, open_card():
        show_card_title("Utfall och budget per år", f"{rad.namn}, {ram.enhet.label}, {ram.vy.value}.")
        _year_table(found, line, prognos, ram)


def _ends(rad: Rad) -> tuple[int, int]:
    return rad.budget_helar_ore - rad.high_ore, rad.budget_helar_ore - rad.low_ore


def _year_table(found: Flerar, line: Nodar, prognos: Rad | None, ram: Ram) -> None:
    labels = [str(one.ar) for one in line.ar]
    cells = []
    for place, one in enumerate(line.ar):
        before = line.ar[place - 1].utfall_ore if place and line.ar[place - 1].ar == one.ar - 1 else None
        cells.append(_year_cells(one.utfall_ore, one.budget_ore, one.avvikelse_ore, before, ram))
    if prognos is not None:
        last = line.of(found.ar - 1)
        before = last.utfall_ore if last else None
        labels.append(f"{found.prognosar} prognos")
        budget, left = prognos.budget_helar_ore, prognos.prognosavvikelse_ore
        against = (budget, left) if prognos.har_budget else (None, None)
        cells.append(_year_cells(prognos.prognos_ore, against[0], against[1], before, ram))
    tables.show_cells(
        "År", labels, ["Utfall", "Ökning", "Budget", "Avvikelse"], cells, alt="Utfall, budget och avvikelse per år"
    )
    if prognos is not None:
        ends = avvikelse_ends(prognos, ram.enhet)
        what = "avvikelse" if prognos.har_budget else "nettokostnad"
        sure = f"Prognos {found.prognosar}: {what} mellan {ends} med 80{NB}% säkerhet."
        show_quiet_lines([f"{sure} Metod: {prognos.metod_text}."])


def _year_cells(utfall: int, budget: int | None, avvikelse: int | None, before: int | None, ram: Ram) -> list[str]:
    growth = MISSING if not before or before <= 0 else format_procent(utfall / before - 1, plus=True)
    return [
        format_belopp(utfall, ram.enhet, vy=ram.vy),
        growth,
        format_belopp(budget, ram.enhet, vy=ram.vy),
        avvikelse_markdown(avvikelse, ram.enhet),
    ]


def show_repeated(found: Flerar, ram: Ram) -> None:
    """The lines with an underskott in n of the last five years."""
    years = found.senaste
    ranked = rank_underskott(found, ram.enhet)
    if len(years) < 2:
        return
    with open_card():
        often = [rad for rad in ranked if rad.count_underskott(years, ram.enhet) > 1]
        title = _repeated_title(often, years, ram)
        show_card_title(title, f"Avvikelse per år, {ram.enhet.label}, de senaste {len(years)} hela åren (högst {AR}).")
        shown = ranked[:MOST_REPEATED]
        tables.show_cells(
            "Verksamhet",
            [line_name(cached.uppfoljning(ram.nyckel), rad.nod) for rad in shown],
            ["År med underskott", *map(str, years)],
            [[_count(rad, years, ram), *(_of_year(rad, ar, ram) for ar in years)] for rad in shown],
            alt=title,
        )
        if len(ranked) > len(shown):
            show_quiet(f"Visar de {len(shown)} som haft underskott flest år, av {len(ranked)}.")
        lines = cached.uppfoljning(ram.nyckel)
        nodval.show_nod_links([lines.rad(rad.nod) for rad in shown[:5]], lines, key="flerar", label="Visa")


def _repeated_title(often: Sequence[Nodar], years: Sequence[int], ram: Ram) -> str:
    if not often:
        return "Ingen verksamhet har haft underskott mer än ett år"
    every = [rad for rad in often if rad.count_underskott(years, ram.enhet) == len(years)]
    count = "1 verksamhet" if len(often) == 1 else f"{len(often)} verksamheter"
    if len(years) == 2 and every:
        return f"{count} har haft underskott båda åren"
    more = f", {len(every)} av dem alla {len(years)} åren" if every else ""
    return f"{count} har haft underskott mer än ett av de senaste {len(years)} åren{more}"


def _count(rad: Nodar, years: Sequence[int], ram: Ram) -> str:
    return f"{rad.count_underskott(years, ram.enhet)} av {len(rad.judged(years))}"


def _of_year(rad: Nodar, ar: int, ram: Ram) -> str:
    found = rad.of(ar)
    return MISSING if found is None else avvikelse_markdown(found.avvikelse_ore, ram.enhet)


def show_months(rad: Rad, ram: Ram) -> None:
    """The line's utfall month by month, year against year."""
    years = cached.manadsar(ram.of(rad.nod))
    if len(years) < 2:
        return
    with open_card():
        show_card_title(_month_title(years, rad, ram), f"Utfall per månad, {ram.enhet.label}, {ram.vy.value}.")
        drawn = years[-I_DIAGRAM:][::-1]
        serier = tuple(
            charts.Serie(
                str(one.ar),
                tuple(None if ore is None else ore * ram.vy.sign for ore in one.utfall),
                charts.Roll.FOREGAENDE if place else charts.Roll.UTFALL,
                DASHES[place],
            )
            for place, one in enumerate(drawn)
        )
        show_figure(
            cached.figure(charts.draw_serier, serier, ram.enhet),
            alt=f"Utfall per månad för {rad.namn}, {drawn[-1].ar}\u2013{drawn[0].ar}. Alla år står i tabellen.",
            key="flerar_manader",
        )
        with st.expander("Visa som tabell", key="oppna_flerar_manader", icon=":material/table:", type="compact"):
            _month_table(years, ram)


def _month_title(years: Sequence[Arsserie], rad: Rad, ram: Ram) -> str:
    """What the year costs so far against the same months last year."""
    period = chosen_period(ram)
    now, before = years[-1], years[-2]
    manad = min(period.manad, 12)
    parts = [one.utfall[:manad] for one in (now, before)]
    if now.ar != period.ar or before.ar != period.ar - 1 or any(None in part for part in parts):
        return f"{rad.namn} år för år"
    change = sum(ore or 0 for ore in parts[0]) - sum(ore or 0 for ore in parts[1])
    if to_enhet(change, ram.enhet) == 0:
        return f"{rad.namn} kostar {period.span} lika mycket som samma tid {before.ar}"
    amount = format_belopp(abs(change), ram.enhet, unit=True)
    return f"{rad.namn} kostar {period.span} {amount} {'mer' if change > 0 else 'mindre'} än samma tid {before.ar}"


def _month_table(years: Sequence[Arsserie], ram: Ram) -> None:
    cells = [[format_belopp(one.utfall[m], ram.enhet, vy=ram.vy) for one in years] for m in range(12)]
    sums = [sum(ore for ore in one.utfall if ore is not None) for one in years]
    tables.show_cells(
        ram.enhet.label,
        [*(name.capitalize() for name in MANADER), "Summa"],
        [str(one.ar) for one in years],
        [*cells, [format_belopp(ore, ram.enhet, vy=ram.vy) for ore in sums]],
        sums=[12],
        alt="Utfall per månad och år",
    )


def show_budget(ram: Ram) -> None:
    """The ursprungliga budget, every budgetjustering, and the reviderade."""
    avsnitt = cached.reviderad(ram.shown)
    with open_card():
        if avsnitt is None:
            show_card_title(
                f"Budgeten för {ram.ar} är den ursprungliga",
                "Inga budgetjusteringar är inlästa. Läs in en fil med dem så visas de här.",
            )
            return
        st.subheader(escape(avsnitt.slutsats), anchor=False)
        show_quiet(f"Ursprunglig budget, budgetjusteringar och reviderad budget, {ram.enhet.label}, {ram.vy.value}.")
        for tabell in avsnitt.tabeller:
            tables.show_tabell(tabell, ram.enhet, ram.vy)
