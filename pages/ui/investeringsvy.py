"""Investeringar: the answer, the table as it is published, what the ledger says beside it, and the fields of a project."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from finance.format import MISSING, format_belopp
from finance.inlasning.planrader import Investeringsrad
from finance.investering import Investeringar, Projekt
from finance.rapport.avsnitt_investeringar import answer, differences, name_of
from pages.ui import mallar, tables, theme
from pages.ui.frame import Ram, chosen_period
from pages.ui.planpostvy import LASIN, Lista, kronor_text, read_ore
from pages.ui.theme import avvikelse_markdown, escape, open_card, show_card_title, show_quiet, show_quiet_lines

FARDIGT = ("ja", "nej")
EJ_SAGT = ""


def show_answer(found: Investeringar, ram: Ram) -> None:
    """How much of the budget is used, and whether list and ledger agree."""
    theme.show_answer(answer(found, ram.enhet), _agreement(found))


def _agreement(found: Investeringar) -> str:
    if not found.rader:
        return ""
    if not found.har_bokfort:
        return "Utfallet är listans: bokföringen har inget på konto 40 i år."
    count = len(found.skillnader)
    if not count:
        return "Listan stämmer med bokföringens konto 40."
    return f"{count} projekt skiljer sig från bokföringens konto 40."


def show_table(found: Investeringar, ram: Ram) -> None:
    """Every project and the sum; the ledger's figure beside the list's where there is one."""
    with open_card():
        if not found.rader:
            _show_empty(ram)
            return
        done = sum(rad.fardigstalls.strip().casefold().startswith("ja") for rad in found.rader)
        show_card_title(
            f"{done} av {len(found.rader)} projekt blir färdiga {found.period.ar}",
            f"Investeringsredovisning {found.period.span} {found.period.ar}, {ram.enhet.label}, {ram.vy.value}.",
        )
        rows = [*found.rader, found.summa]
        commented = any(rad.kommentar for rad in found.rader)
        columns = [f"Utfall per {found.period.last_day}", *(["Bokfört konto 40"] if found.har_bokfort else [])]
        columns += ["Budget helår", "Kvar", "Prognos avvikelse", f"Färdigt {found.period.ar}"]
        columns += ["Kommentar"] if commented else []
        figures = 5 if found.har_bokfort else 4
        tables.show_cells(
            "Projekt",
            [name_of(rad) for rad in rows],
            columns,
            [_cells(rad, ram, ledger=found.har_bokfort, commented=commented) for rad in rows],
            sums=[len(rows) - 1],
            texts=[place >= figures for place in range(len(columns))],
            alt=answer(found, ram.enhet),
        )
        show_quiet_lines(differences(found, chosen_period(ram), ram.enhet))
        st.space(8)


def _show_empty(ram: Ram) -> None:
    show_card_title(
        "Vad investeras i år?",
        "Lägg in ett projekt här under, eller läs in listan. Det som bokförs på konto 40 med en projektkod visas också.",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(LASIN, label="Läs in investeringar", icon=":material/upload_file:")
        mallar.show_one(ram, "investering", label="Hämta mall för investeringar")


def _cells(rad: Projekt, ram: Ram, *, ledger: bool, commented: bool) -> list[str]:
    left = format_belopp(rad.kvar_ore, ram.enhet)
    overspent = rad.kvar_ore is not None and rad.kvar_ore < 0
    return [
        format_belopp(rad.utfall_ore, ram.enhet, vy=ram.vy),
        *([_booked(rad, ram)] if ledger else []),
        format_belopp(rad.budget_ore, ram.enhet, vy=ram.vy),
        f":red[▼\u00a0{left} överdraget]" if overspent else left,
        avvikelse_markdown(rad.prognos_avvikelse_ore, ram.enhet),
        escape(rad.fardigstalls) or (MISSING if rad.projekt else ""),
        *([escape(rad.kommentar)] if commented else []),
    ]


def _booked(rad: Projekt, ram: Ram) -> str:
    text = format_belopp(rad.bokfort_ore, ram.enhet, vy=ram.vy)
    return f":orange[:material/difference:] {text}" if rad.skillnad_ore or rad.bara_bokfort else text


def _fields(ram: Ram, key: str, before: Investeringsrad | None) -> Callable[[], Investeringsrad]:
    period = chosen_period(ram)
    tom = Investeringsrad("", "", period.ar, period.key, None, None, None, None, EJ_SAGT, "", "", 0)
    rad = before or tom
    with st.grid(3, gap="small", min_column_width=200):
        projekt = st.text_input("Projekt, kod", value=rad.projekt, key=f"{key}_projekt", placeholder="Till exempel 400001")
        namn = st.text_input("Benämning", value=rad.benamning, key=f"{key}_namn")
        klart = _choose_done(rad, key)
        utfall = st.text_input(
            f"Utfall till och med {period.namn}, kronor",
            value=kronor_text(rad.utfall_ore),
            key=f"{key}_utfall",
            placeholder="Tomt: hämtas ur bokföringen",
            help="Tomt: bokföringens konto 40 med samma projektkod.",
        )
        budget = st.text_input("Budget helår, kronor", value=kronor_text(rad.budget_ore), key=f"{key}_budget")
        avvikelse = st.text_input(
            "Prognos avvikelse helår, kronor",
            value=kronor_text(rad.prognos_avvikelse_ore),
            key=f"{key}_avvikelse",
            help="Plus om pengar blir över, minus om de inte räcker.",
        )
    show_quiet("Utgifter skrivs med plus.")
    kommentar = st.text_input("Kommentar", value=rad.kommentar, key=f"{key}_kommentar", max_chars=300)

    def read() -> Investeringsrad:
        spent, plan = read_ore(utfall, "Utfall"), read_ore(budget, "Budget helår")
        return replace(
            rad,
            projekt=projekt.strip() or namn,
            benamning=namn,
            period=rad.period if before and spent == rad.utfall_ore else period.key,
            utfall_ore=spent,
            budget_ore=plan,
            kvar_ore=None,
            prognos_avvikelse_ore=read_ore(avvikelse, "Prognos avvikelse"),
            fardigstalls=klart,
            kommentar=kommentar,
        )

    return read


def _choose_done(rad: Investeringsrad, key: str) -> str:
    options = list(dict.fromkeys([EJ_SAGT, *FARDIGT, rad.fardigstalls]))
    return st.selectbox(
        "Blir färdigt i år",
        options,
        index=options.index(rad.fardigstalls),
        format_func=lambda one: one.capitalize() or "Inte sagt",
        key=f"{key}_klart",
    )


def _describe(rad: Investeringsrad) -> str:
    spent, plan = kronor_text(rad.utfall_ore) or MISSING, kronor_text(rad.budget_ore) or MISSING
    return f"{rad.projekt} {rad.benamning}: utfall {spent} kr, budget {plan} kr, {rad.fardigstalls or 'inte sagt om färdigt'}"


INVESTERINGAR: Lista[Investeringsrad] = Lista(
    klass=Investeringsrad,
    nyckel="investering",
    obestamd="ett projekt",
    bestamd="projektet",
    namn=lambda rad: " ".join(dict.fromkeys(filter(None, (rad.projekt, rad.benamning)))),
    beskriv=_describe,
    falt=_fields,
)
