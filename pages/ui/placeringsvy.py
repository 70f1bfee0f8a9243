"""The parts of Placeringar that compute nothing new: the answer, the year by month, and the list against the ledger."""

from collections.abc import Sequence

import streamlit as st

from finance.belopp import Enhet, Vy
from finance.format import MISSING, NB, format_belopp, format_tal
from finance.period import MANADER
from finance.prognos.metoder import STANDARDMETOD, Metod
from finance.prognos.placeringsjamforelse import find_pattern
from finance.prognos.placeringslista import Listrad, Placeringslista, sum_types
from finance.prognos.placeringsmening import answer_sentence, basis_sentence, loose_text, reasons, types_sentence, year_sentence
from finance.prognos.placeringsprognos import forecast_lista
from finance.store import save_placeringsgap
from pages.ui import cached, charts, mallar, problems, tables, theme
from pages.ui.diagram import show_figure
from pages.ui.frame import Ram
from pages.ui.oversikt import line_name
from pages.ui.signatur import finish, require_signatur, show_action
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet, show_quiet_lines

HELAR = "pages/prognos/helarsprognos.py"
LASIN = "pages/underlag/inlasning.py"
ALLA = ""
PRIVAT = "Inga namn, personnummer eller fria texter sparas: bara typ, verksamhet, dagar och pris."


def show_empty(ram: Ram) -> None:
    """What the page is for, and two ways to begin."""
    theme.show_answer(
        "Ingen lista över placeringar är inläst",
        "Med listan visar Helår vad placeringarna kostar per dygn och resten av året, och om bokföringen stämmer med den.",
        PRIVAT,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        mallar.show_one(ram, "placering", label="Hämta mall för placeringar")
        st.page_link(LASIN, label="Läs in listan", icon=":material/upload_file:")


def show_answer(lista: Placeringslista, ram: Ram) -> Placeringslista:
    """The answer in a sentence, and the choice of a line where the list is of several; gives the part that is chosen."""
    answer = st.container()
    noder = list(dict.fromkeys(rad.nod for rad in lista.rader))
    chosen = ALLA
    if len(noder) > 1:
        names = _names(ram, noder) | {ALLA: "Alla verksamheter"}
        key = f"placeringar_nod|{ram.namnd.kod}"
        chosen = st.selectbox("Verksamhet", [ALLA, *noder], format_func=lambda kod: names[kod], key=key, width=340)
    part = lista.of(chosen) if chosen in noder else lista
    with answer:
        theme.show_answer(answer_sentence(part, ram.enhet), basis_sentence(part, ram.enhet), loose_text(part), PRIVAT)
    return part


def _names(ram: Ram, noder: Sequence[str]) -> dict[str, str]:
    uppfoljning = cached.uppfoljning(ram.nyckel)
    return {nod: line_name(uppfoljning, nod) for nod in noder}


def show_year(lista: Placeringslista, ram: Ram) -> None:
    """Booked and ahead month by month against the budget, and what the year becomes by the method Placeringslista."""
    if not lista.rader:
        return
    with open_card():
        show_card_title(
            year_sentence(lista.rader, ram.enhet),
            f"Kostnad per månad, {ram.enhet.label}. Fyllt bokfört, streckat enligt listan.",
        )
        utfall, prognos, budget = (_summed(lista.rader, kind) for kind in ("utfall", "ahead", "budget"))
        figure = cached.figure(charts.draw_manader, utfall, prognos, budget, ram.enhet, Vy.NETTOKOSTNAD)
        show_figure(figure, alt=f"{year_sentence(lista.rader, ram.enhet)}. Samma tal står i tabellen.", key="placeringar_ar")
        with st.expander("Visa som tabell", key="oppna_placeringar_manader", icon=":material/table:", type="compact"):
            _show_months(lista, ram)
        _show_forecast(lista, ram)


def _summed(rader: Sequence[Listrad], kind: str) -> tuple[int | None, ...]:
    """Booked through the last closed month, or the method's months after it, or the budget; None elsewhere."""
    closed = rader[0].last_closed
    if kind == "budget":
        return tuple(sum(rad.budget[m] for rad in rader) for m in range(12))
    if kind == "ahead":
        return tuple(None if m < closed else sum(rad.manader[m] for rad in rader) for m in range(12))
    booked = [[rad.utfall[m] for rad in rader] for m in range(12)]
    return tuple(sum(ore or 0 for ore in row) if m < closed and None not in row else None for m, row in enumerate(booked))


def _show_months(lista: Placeringslista, ram: Ram) -> None:
    utfall, budget = _summed(lista.rader, "utfall"), _summed(lista.rader, "budget")
    gap = [sum(rad.gap_ore for rad in lista.rader) if m >= lista.rader[0].last_closed else None for m in range(12)]
    ours = [sum(rad.lista[m] for rad in lista.rader) for m in range(12)]
    columns: list[tuple[str, Sequence[int | None]]] = [
        ("Bokfört", utfall),
        ("Listan", ours),
        ("Utöver listan", gap),
        ("Budget", budget),
    ]
    if any(lista.ersattning):
        columns.append(("Statlig ersättning", [-ore for ore in lista.ersattning]))
    tables.show_cells(
        f"{ram.enhet.label}, {ram.vy.value}",
        [namn.capitalize() for namn in MANADER],
        [name for name, _ in columns],
        [[format_belopp(values[m], ram.enhet, vy=ram.vy) for _, values in columns] for m in range(12)],
        alt="Bokfört, listan och budget per månad",
    )


def _show_forecast(lista: Placeringslista, ram: Ram) -> None:
    lage, names = cached.lage(ram.nyckel), _row_names(lista.rader, ram)
    groups: list[tuple[str, Sequence[Listrad]]] = [(name, [rad]) for name, rad in zip(names, lista.rader, strict=True)]
    if len(groups) > 1:
        groups.append(("Summa", lista.rader))
    st.subheader(f"Helåret enligt metoden {Metod.PLACERINGSLISTA.namn}", anchor=False)
    tables.show_cells(
        f"Köpta placeringar, {ram.enhet.label}",
        [name for name, _ in groups],
        ["Bokfört", "Listan", "Utöver listan", "Helår", f"80{NB}% säkert", "Budget", "Avvikelse"],
        [_forecast_cells(rader, ram) for _, rader in groups],
        sums=[len(groups) - 1] if len(groups) > 1 else [],
        alt="Helåret enligt placeringslistan, med intervall och budget",
    )
    standard = format_belopp(forecast_lista(lage, lista.rader).standard_ore, ram.enhet, vy=ram.vy, unit=True)
    show_quiet_lines(
        [
            *(f"{name}: {text}" for name, rad in zip(names, lista.rader, strict=True) if (text := reasons(rad, lage))),
            f"Placeringar som ingen känner till än är inte med. {STANDARDMETOD.namn} ger {standard} för helåret.",
        ]
    )
    _show_use(lista, ram)


def _row_names(rader: Sequence[Listrad], ram: Ram) -> list[str]:
    """The line of each; with its kontogrupp where a line has several."""
    noder = [rad.nod for rad in rader]
    names = _names(ram, noder)
    return [names[r.nod] + (f": {r.kontogrupp.value}" if noder.count(r.nod) > 1 else "") for r in rader]


def _forecast_cells(rader: Sequence[Listrad], ram: Ram) -> list[str]:
    found = forecast_lista(cached.lage(ram.nyckel), rader)
    low, high = sorted((found.low_ore * ram.vy.sign, found.high_ore * ram.vy.sign))
    parts = [sum(getattr(rad, name) for rad in rader) for name in ("bokfort_ore", "lista_rest_ore", "gap_rest_ore")]
    return [
        *(format_belopp(ore, ram.enhet, vy=ram.vy) for ore in (*parts, found.helar_ore)),
        f"{format_belopp(low, ram.enhet)}{NB}till{NB}{format_belopp(high, ram.enhet)}",
        format_belopp(found.budget_ore, ram.enhet, vy=ram.vy),
        avvikelse_markdown(found.budget_ore - found.helar_ore, ram.enhet),
    ]


def _show_use(lista: Placeringslista, ram: Ram) -> None:
    """Whether the method is the one in use, and the choice about what lies beyond the list."""
    lage = cached.lage(ram.nyckel)
    used = [rad.nod for rad in lista.rader if lage.metodval.get(rad.nod) == Metod.PLACERINGSLISTA.value]
    names = _names(ram, used)
    if used:
        show_quiet(escape(f"Metoden används i prognosen för {', '.join(names.values())}."))
    else:
        label = "Metoden används inte i prognosen. Välj den på Helårsprognos"
        st.page_link(HELAR, label=label, icon=":material/trending_down:")
    if ram.as_of is not None or not any((rad.skillnad_ore or 0) > 0 for rad in lista.rader):
        return
    label = "Räkna utan det som är utöver listan" if lage.placeringsgap else "Lägg till det som är utöver listan"
    vem, pressed = show_action(ram.store, label, key="placeringar_gap", icon=":material/tune:")
    if pressed:
        with problems.guard():
            save_placeringsgap(ram.store, ram.namnd.kod, med=not lage.placeringsgap, vem=require_signatur(vem))
            finish(ram.store, vem, "Valet är sparat. Du kan ändra dig.")


def show_types(lista: Placeringslista, ram: Ram) -> None:
    """What goes on per type, the largest cost first."""
    rows = sum_types(lista)
    if not rows:
        return
    with open_card():
        day = f"{lista.dag.day} {MANADER[lista.dag.month - 1]}"
        show_card_title(types_sentence(rows), f"Pågående den {day}. Resten av året i {ram.enhet.label}.")
        tables.show_cells(
            "Typ",
            [row.typ for row in rows],
            ["Pågående", "Kr per dygn", "Dygnspris, mitten", "Slutar i år", "Resten av året"],
            [
                [
                    format_tal(row.antal),
                    format_belopp(row.per_dygn_ore, Enhet.KR),
                    format_belopp(row.median_ore, Enhet.KR),
                    format_tal(row.slutar),
                    format_belopp(row.rest_ore, ram.enhet),
                ]
                for row in rows
            ],
            alt="Antal pågående, kostnad per dygn och resten av året per typ av placering",
        )
        st.space(8)


def show_comparison(lista: Placeringslista, ram: Ram) -> None:
    """List against ledger for each month so far, with a word for what a difference looks like."""
    if not lista.rader:
        return
    names = _row_names(lista.rader, ram)
    with open_card():
        show_card_title("Stämmer bokföringen med listan?", _comparison_text(ram))
        for title, rad in zip(names, lista.rader, strict=True):
            st.markdown(f"**{escape(title)}**")
            tables.show_cells(
                "Månad",
                [MANADER[one.manad - 1].capitalize() for one in rad.jamforelse],
                ["Bokfört", "Listan", "Listan − bokfört", "Ser ut som"],
                [
                    [
                        format_belopp(one.utfall_ore, ram.enhet, vy=ram.vy),
                        format_belopp(one.lista_ore, ram.enhet, vy=ram.vy),
                        MISSING if one.skillnad_ore is None else avvikelse_markdown(-one.skillnad_ore, ram.enhet),
                        escape(f"{one.marke.value}: som {one.tecken}" if one.tecken else one.marke.value),
                    ]
                    for one in rad.jamforelse
                ],
                texts=[False, False, False, True],
                alt=f"Bokfört mot listan per månad för {title}",
            )
            show_quiet_lines([find_pattern(rad.jamforelse)])
        st.space(8)


def _comparison_text(ram: Ram) -> str:
    return f"{ram.enhet.label}, {ram.vy.value}. Bara summor per månad jämförs: orden är en ledtråd, inget facit."
